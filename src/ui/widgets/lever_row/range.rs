//! How uncertain a lever is: the band on its rail, and the mark that opens a small card in which
//! its ends are typed.

mod card;

use egui::{
    Align2, CursorIcon, Frame, Id, Key, Popup, PopupCloseBehavior, Rect, RectAlign, Response, Role, Sense,
    SetOpenCommand, Ui, WidgetInfo, pos2, vec2,
};
use rust_decimal::Decimal;

use super::LeverRow;
use crate::format;
use crate::model::ranges::{CERTAIN, Range, range_of};
use crate::state::message::{Edit, Message};
use crate::ui::{
    theme::{self, size, space},
    widgets::ring_if_focused,
};

/// Width of the mark.
pub(super) const MARK: f32 = 20.0;
/// Width of what the card holds, and the margin around it: together as wide as a row.
const WIDTH: f32 = 244.0;
const MARGIN: i8 = 12;

/// Between which values the lever lies, for its rail; none where it is not varied.
pub(super) fn band(row: &LeverRow<'_>, (low, high): Range) -> Option<(Decimal, Decimal)> {
    let at = |multiplier| row.id.lever().fit(row.value.saturating_mul(multiplier));
    let (low, high) = (at(low), at(high));
    (low != high).then(|| (Ord::min(low, high), Ord::max(low, high)))
}

/// The range in words: `1–10 %`, `not varied`.
pub(super) fn words(row: &LeverRow<'_>) -> String {
    match range_of(row.scenario, row.id) {
        range if range == CERTAIN => "not varied".to_owned(),
        range => format::lever_range(row.id, row.scenario, row.value, range),
    }
}

/// Opens the card of a row in the next frame, as from its menu.
pub(super) fn open_next(ui: &Ui, id: Id) {
    ui.data_mut(|data| data.insert_temp(id.with("open"), true));
    ui.ctx().request_repaint();
}

/// The mark of a row, which opens the card.
pub(super) struct Mark {
    /// Its id; the card's too.
    pub id: Id,
    /// The row it is on.
    pub row: Rect,
    /// Width of the row's value, beside which it stands.
    pub value: f32,
    /// Whether the row is looked at.
    pub shown: bool,
    /// The lever's range.
    pub range: Range,
    /// The table's.
    pub usual: Range,
}

impl Mark {
    /// Where the mark stands.
    pub(super) fn rect(&self) -> Rect {
        let right = self.row.right() - self.value - space::GAP;
        Rect::from_min_size(pos2(right - MARK, self.row.top()), vec2(MARK, MARK))
    }

    fn open(&self, ui: &Ui) -> bool {
        Popup::is_id_open(ui.ctx(), self.popup())
    }

    /// Whether the range is the user's own.
    fn own(&self) -> bool {
        self.range != self.usual
    }

    fn popup(&self) -> Id {
        self.id.with("card")
    }
}

/// Whether a row tells its range: while it is looked at, its card is open, or the range is the
/// user's own. Otherwise rows stay calm.
pub(super) fn told(ui: &Ui, mark: &Mark) -> bool {
    mark.shown || mark.open(ui) || ui.memory(|memory| memory.has_focus(mark.id)) || mark.own()
}

/// Shows the mark, and its card once it was clicked; says what people do to the range.
pub(super) fn range_ui(ui: &mut Ui, mark: &Mark, row: &LeverRow<'_>, messages: &mut Vec<Message>) {
    let button = mark_ui(ui, mark, row);
    let before = mark.open(ui);
    let asked = ui.data_mut(|data| data.remove_temp::<bool>(mark.id.with("open"))).is_some();
    let open =
        if button.clicked() { Some(SetOpenCommand::Toggle) } else { asked.then_some(SetOpenCommand::Bool(true)) };
    let fresh = mark.id.with("fresh");
    if open.is_some() && !before {
        ui.data_mut(|data| data.insert_temp(fresh, true));
    }
    let popup = Popup::from_response(&button)
        .id(mark.popup())
        .open_memory(open)
        .anchor(mark.row)
        .align(RectAlign::BOTTOM_START)
        .align_alternatives(&[RectAlign::TOP_START])
        .gap(space::HALF)
        .width(WIDTH)
        .frame(Frame::popup(ui.style()).inner_margin(MARGIN))
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let chosen = popup.show(|ui| {
        // Nothing takes the keyboard while the card is only measured.
        if !ui.is_sizing_pass() && ui.data_mut(|data| data.remove_temp::<bool>(fresh)).is_some() {
            card::focus(ui, mark.id);
        }
        card::card_ui(ui, mark.id, row, (mark.range, mark.usual))
    });
    if before && !mark.open(ui) && ui.input(|input| input.key_pressed(Key::Escape)) {
        // The keyboard goes back to where it came from.
        button.request_focus();
    }
    if let Some(range) = chosen.and_then(|shown| shown.inner) {
        messages.extend([Message::Edit(Edit::Range(row.id.clone(), range)), Message::GestureEnd]);
    }
}

fn mark_ui(ui: &Ui, mark: &Mark, row: &LeverRow<'_>) -> Response {
    let palette = theme::palette(ui);
    let rect = mark.rect();
    let response = ui.interact(rect, mark.id, Sense::click());
    let words = words(row);
    response.widget_info(|| {
        let label = format!("Range of {}, {words}", row.id.label(row.scenario));
        WidgetInfo::labeled(Role::Button, ui.is_enabled(), label)
    });
    let open = mark.open(ui);
    if response.hovered() || open {
        ui.painter().rect_filled(rect, 4.0, palette.line);
    }
    if told(ui, mark) {
        let color = if mark.own() { palette.offshore_text } else { palette.quiet };
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, "±", theme::strong(size::BODY), color);
    }
    ring_if_focused(ui, &response, rect);
    if open {
        return response;
    }
    let whose = if mark.own() { "Your own range" } else { "Range" };
    let hint = format!("{whose}: {words}. Click to say how uncertain this is");
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(hint)
}
