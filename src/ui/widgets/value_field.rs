//! A value that can be typed: text until it is clicked, then a field with that text selected.

use egui::{
    Align2, CursorIcon, EventFilter, Frame, Id, Key, Margin, Modifiers, Rect, RectAlign, Response, RichText, Role,
    Sense, Stroke, StrokeKind, TextEdit, Tooltip, Ui, UiBuilder, WidgetInfo, accesskit, pos2, text::CCursorRange,
    text_edit::TextEditState, vec2,
};
use rust_decimal::Decimal;

use super::ring_if_focused;
use crate::format;
use crate::model::lever::{Group, Lever};
use crate::ui::theme::{self, size, space};

/// The narrowest an open field gets.
const MIN_WIDTH: f32 = 80.0;

/// A value at the right of a row.
#[derive(Clone, Copy)]
pub struct ValueField<'a> {
    /// Its id; from what it moves, never from display text.
    pub id: Id,
    /// What the value is of.
    pub label: &'a str,
    /// The value with its unit.
    pub text: &'a str,
    /// Reads what was typed, or says what is wrong with it.
    pub parse: &'a dyn Fn(&str) -> Result<Decimal, String>,
}

/// Reads what was typed as a number of a lever's field, without a scenario it belongs to.
///
/// # Errors
/// What would be right, if it is none or does not fit the field.
pub fn typed(group: Group, field: &str, text: &str) -> Result<Decimal, String> {
    let Some(lever) = Lever::find(group, field) else { return Err(format!("there is no number called {field}")) };
    let value = format::parse_row(lever, text).map_err(|error| error.to_string())?;
    if lever.valid.holds(value) { Ok(value) } else { Err(format!("must be {}, found {value}", lever.valid)) }
}

/// What is being typed.
#[derive(Debug, Clone)]
struct Draft {
    text: String,
    /// The text that was shown when the field opened.
    shown: String,
    error: Option<String>,
    /// Whether the field opens in this frame.
    fresh: bool,
}

/// Whether the field of an id is open to be typed in.
pub(super) fn is_open(ui: &Ui, id: Id) -> bool {
    ui.data(|data| data.get_temp::<Draft>(id.with("draft"))).is_some()
}

/// What became of the typing in a frame.
enum Typing {
    Open,
    Closed(Option<Decimal>),
}

/// Shows the value flush with the right edge of `rect`; returns a value once it is typed and right.
///
/// Enter, Tab and leaving commit, Escape cancels. What is wrong stays open and says why.
pub fn value_field_ui(ui: &mut Ui, rect: Rect, field: &ValueField<'_>) -> Option<Decimal> {
    let key = field.id.with("draft");
    // A value that moved by other means leaves what was typed without use.
    let draft = ui.data(|data| data.get_temp::<Draft>(key)).filter(|draft| draft.shown == field.text);
    let Some(mut draft) = draft else {
        ui.data_mut(|data| data.remove::<Draft>(key));
        if button_ui(ui, rect, field).clicked() {
            let text = field.text.replace('\u{a0}', " ");
            let draft = Draft { text, shown: field.text.to_owned(), error: None, fresh: true };
            ui.data_mut(|data| data.insert_temp(key, draft));
            ui.ctx().request_repaint();
        }
        return None;
    };
    match edit_ui(ui, rect, field, &mut draft) {
        Typing::Open => {
            ui.data_mut(|data| data.insert_temp(key, draft));
            None
        }
        Typing::Closed(value) => {
            ui.data_mut(|data| data.remove::<Draft>(key));
            ui.ctx().request_repaint();
            value
        }
    }
}

fn button_ui(ui: &mut Ui, rect: Rect, field: &ValueField<'_>) -> Response {
    let palette = theme::palette(ui);
    let galley = ui.painter().layout_no_wrap(field.text.to_owned(), theme::strong(size::BODY), palette.text);
    let text = Rect::from_min_max(pos2(rect.right() - galley.size().x, rect.top()), rect.max);
    let ground = text.expand2(vec2(space::HALF, 0.0));
    let response = ui.interact(ground, field.id, Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Button, ui.is_enabled(), format!("{}, value {}", field.label, field.text))
    });
    if response.hovered() {
        ui.painter().rect_filled(ground, 4.0, palette.line);
    }
    ui.painter().galley(pos2(text.left(), rect.center().y - galley.size().y / 2.0), galley, palette.text);
    ring_if_focused(ui, &response, ground);
    response.on_hover_cursor(CursorIcon::Text)
}

fn edit_ui(ui: &mut Ui, rect: Rect, field: &ValueField<'_>, draft: &mut Draft) -> Typing {
    let id = field.id.with("text");
    if draft.fresh {
        select_all(ui, id, &draft.text);
        draft.fresh = false;
    }
    let box_rect = box_rect(ui, rect, &draft.text);
    let response = text_ui(ui, box_rect, id, draft);
    describe(ui, &response, field, draft);
    if response.changed() {
        draft.error = None;
    }
    if response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        ui.memory_mut(|memory| memory.request_focus(field.id));
        return Typing::Closed(None);
    }
    if response.lost_focus() {
        let by_enter = ui.input(|input| input.key_pressed(Key::Enter));
        match judge(field, draft) {
            Ok(value) => {
                if by_enter {
                    ui.memory_mut(|memory| memory.request_focus(field.id));
                }
                return Typing::Closed(value);
            }
            Err(error) => draft.error = Some(error),
        }
        if by_enter {
            response.request_focus();
        }
    }
    if let Some(error) = &draft.error {
        error_ui(ui, id, box_rect, error);
    }
    Typing::Open
}

/// The value typed; none if the text is as it was.
fn judge(field: &ValueField<'_>, draft: &Draft) -> Result<Option<Decimal>, String> {
    let spaced = |text: &str| text.replace('\u{a0}', " ").trim().to_owned();
    // What a row rounds for show must not round the value when someone only looked.
    if spaced(&draft.text) == spaced(&draft.shown) {
        return Ok(None);
    }
    (field.parse)(&draft.text).map(Some)
}

fn select_all(ui: &Ui, id: Id, text: &str) {
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::select_all_str(text)));
    state.store(ui.ctx(), id);
    ui.memory_mut(|memory| memory.request_focus(id));
}

/// The open field: as wide as its text needs, its text where the value stood.
fn box_rect(ui: &Ui, rect: Rect, text: &str) -> Rect {
    let width = ui.painter().layout_no_wrap(text.to_owned(), theme::strong(size::BODY), egui::Color32::BLACK).size().x;
    let width = (width + 2.0 * space::GAP).max(MIN_WIDTH).min(rect.width() + space::HALF);
    let right = rect.right() + space::HALF;
    Rect::from_min_max(pos2(right - width, rect.center().y - 12.0), pos2(right, rect.center().y + 12.0))
}

fn text_ui(ui: &mut Ui, rect: Rect, id: Id, draft: &mut Draft) -> Response {
    let palette = theme::palette(ui);
    let rim = if draft.error.is_some() { palette.bad.0 } else { palette.home };
    ui.painter().rect(rect, 4.0, palette.ground, Stroke::new(2.0, rim), StrokeKind::Inside);
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..EventFilter::default() };
    let edit = TextEdit::singleline(&mut draft.text)
        .id(id)
        .font(theme::strong(size::BODY))
        .frame(Frame::NONE.inner_margin(Margin::symmetric(4, 0)))
        .desired_width(rect.width())
        .min_size(rect.size())
        .align(Align2::RIGHT_CENTER)
        .event_filter(filter);
    // A child of its own: putting it here must not move what comes after.
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
    child.visuals_mut().selection.stroke.color = palette.text;
    child.add(edit)
}

fn describe(ui: &Ui, response: &Response, field: &ValueField<'_>, draft: &Draft) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_label(field.label);
        if let Some(error) = &draft.error {
            node.set_invalid(accesskit::Invalid::True);
            node.set_description(error.as_str());
        }
    });
}

/// What is wrong, below the field and over what lies there, so that nothing moves.
fn error_ui(ui: &Ui, id: Id, anchor: Rect, error: &str) {
    let (color, ground) = theme::palette(ui).bad;
    let mut tooltip = Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), id.with("error"), anchor);
    let frame = Frame::new()
        .fill(ground)
        .stroke(Stroke::new(1.0, color))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(8, 4));
    tooltip.popup = tooltip
        .popup
        .align(RectAlign::BOTTOM_END)
        .align_alternatives(&[RectAlign::TOP_END])
        .gap(space::HALF)
        .width(264.0)
        .frame(frame);
    tooltip.show(|ui| {
        ui.set_max_width(264.0);
        ui.label(RichText::new(error).size(size::LABEL).color(color));
    });
}
