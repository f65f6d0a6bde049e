//! A lever's row: its name, its value to be typed, its rail; 44 points high.

mod about;
mod range;

use egui::{Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit, pos2, vec2};
use rust_decimal::Decimal;

use super::{
    card::card_ui,
    line,
    pin::{self, pin_ui},
    rail::{Rail, RailResponse, rail_ui},
    ring_if_focused,
    value_field::{self, ValueField, value_field_ui},
};
use crate::catalog::{Catalog, origin::Row};
use crate::format;
use crate::model::{
    lever::{Group, LeverId},
    ranges::{range_of, usual_range},
    scenario::Scenario,
};
use crate::state::message::{Edit, Message, ViewChange};
use crate::ui::theme::{self, size, space};

/// Height of a row.
pub const HEIGHT: f32 = 44.0;
/// Height of the row's line of text.
const TEXT_HEIGHT: f32 = 20.0;
/// Height of what can be grabbed of the rail.
const RAIL_HEIGHT: f32 = 20.0;
/// Half the width of the dot of a changed lever.
const DOT_RADIUS: f32 = 3.5;

/// A lever's row.
#[derive(Debug, Clone, Copy)]
pub struct LeverRow<'a> {
    /// The lever.
    pub id: &'a LeverId,
    /// The scenario it belongs to, for names and currencies.
    pub scenario: &'a Scenario,
    /// Today's value.
    pub value: Decimal,
    /// The value that the tick marks and that a reset goes back to.
    pub reference: Decimal,
    /// Whether it is pinned to the short list; none where it always stands there.
    pub pinned: Option<bool>,
    /// Whether something else points at this row.
    pub highlighted: bool,
    /// What one step is worth now, in words, where it is known.
    pub worth: Option<&'a str>,
    /// Where its value comes from, with the catalogue it was found in, where it is known.
    pub origin: Option<(&'a Row, &'a Catalog)>,
    /// Whether its place is said above the row.
    pub headed: bool,
}

/// Shows a lever's row and says what people do to it; returns its rail.
pub fn lever_row_ui(ui: &mut Ui, row: &LeverRow<'_>, messages: &mut Vec<Message>) -> Response {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEIGHT));
    let id = Id::unique(("lever", row.id.to_string()));
    if row.highlighted {
        let ground = rect.expand2(vec2(space::GAP, 0.0));
        let palette = theme::palette(ui);
        let rim = Stroke::new(1.0, palette.home);
        ui.painter().rect(ground, 4.0, palette.wash, rim, StrokeKind::Inside);
    }
    // The row itself is below its parts: a right click between them opens its menu.
    let whole = ui.interact(rect, id.with("row"), Sense::CLICK);
    let text = Rect::from_min_size(rect.min, vec2(rect.width(), TEXT_HEIGHT));
    let below = Rect::from_min_size(text.left_bottom(), vec2(rect.width(), RAIL_HEIGHT));
    let label = row.id.label(row.scenario);
    let shown = format::lever_value(row.id, row.scenario, row.value);
    let name = name_ui(ui, text, id, row, &shown);
    let given_back = yours_ui(ui, name.rect, id, row).is_some_and(|mark| mark.clicked());
    let field = ValueField {
        id: id.with("value"),
        label: &label,
        text: &shown,
        parse: &|text| about::parse(row.id, row.scenario, text),
    };
    let typed = value_field_ui(ui, text, &field);
    let lively = whole.contains_pointer() || ui.memory(|memory| memory.has_focus(id.with("rail")));
    let mark = range::Mark {
        id: id.with("range"),
        row: rect,
        value: value_width(ui, &shown),
        shown: lively,
        range: range_of(row.scenario, row.id),
        usual: usual_range(row.id),
    };
    let band = if range::told(ui, &mark) { range::band(row, mark.range) } else { None };
    let rail = row_rail_ui(ui, below, id.with("rail"), row, (&label, band));
    // While the value is typed its field needs the room.
    if !value_field::is_open(ui, id.with("value")) {
        range::range_ui(ui, &mark, row, messages);
        pin_of_row_ui(ui, &mark, (row, lively), messages);
    }
    card(ui, rect, row, &name, &rail);
    let mut reset = name.double_clicked().then_some(row.reference);
    for part in [&whole, &name, &rail.response] {
        part.context_menu(|ui| reset = menu_ui(ui, id, row, messages).or(reset));
    }

    if given_back {
        messages.extend([Message::Edit(Edit::GiveBack(row.id.clone())), Message::GestureEnd]);
    }
    messages.extend(rail.changed.map(|value| Message::Edit(Edit::Lever(row.id.clone(), value))));
    if rail.ended {
        messages.push(Message::GestureEnd);
    }
    if let Some(value) = typed.or(reset) {
        if value != row.value {
            messages.push(Message::Edit(Edit::Lever(row.id.clone(), value)));
        }
        messages.push(Message::GestureEnd);
    }
    rail.response
}

/// The pin of a row that does not always stand in the short list, while it is looked at or held.
fn pin_of_row_ui(ui: &Ui, mark: &range::Mark, (row, lively): (&LeverRow<'_>, bool), messages: &mut Vec<Message>) {
    let Some(pinned) = row.pinned else { return };
    let id = mark.id.with("pin");
    if !(lively || pinned || range::told(ui, mark) || ui.memory(|memory| memory.has_focus(id))) {
        return;
    }
    let rect = mark.rect().translate(vec2(-pin::WIDTH, 0.0));
    let label = format!("Pin {}", row.id.label(row.scenario));
    if pin_ui(ui, rect, id, (&label, pinned), pin_words(pinned)).clicked() {
        messages.push(Message::View(ViewChange::PinLever(row.id.clone())));
    }
}

/// What a click on a lever's pin does.
fn pin_words(pinned: bool) -> &'static str {
    if pinned { "Takes the lever off the short list" } else { "Keeps the lever in the short list" }
}

/// A word beside the name of a figure that is the user's own though the catalogue has one; a
/// click takes the catalogue's again.
fn yours_ui(ui: &mut Ui, name: Rect, id: Id, row: &LeverRow<'_>) -> Option<Response> {
    let (known, _) = row.origin.filter(|(known, _)| known.overridden())?;
    let palette = theme::palette(ui);
    let galley = ui.painter().layout_no_wrap("yours".to_owned(), theme::regular(size::LABEL), palette.offshore_text);
    let at = pos2(name.right() + space::GAP, name.center().y - galley.size().y / 2.0);
    let rect = Rect::from_min_size(at, galley.size()).expand2(vec2(2.0, 2.0));
    let response = ui.interact(rect, id.with("yours"), Sense::click());
    let value = format::lever_value(row.id, row.scenario, known.catalogue_value?);
    response
        .widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Give back {}", row.id.label(row.scenario))));
    ui.painter().galley(at, galley, palette.text);
    ring_if_focused(ui, &response, rect);
    Some(response.on_hover_text(format!("Your own figure. Click to take the catalogue’s again: {value}")))
}

/// The lever's name on its row: without the names of the team and of a place that stands above it.
fn short_name(row: &LeverRow<'_>) -> String {
    let short = row.headed || !matches!(row.id.group(), Group::Place | Group::Salary | Group::Mix);
    if short { row.id.lever().label.to_owned() } else { row.id.label(row.scenario) }
}

fn name_ui(ui: &Ui, text: Rect, id: Id, row: &LeverRow<'_>, shown: &str) -> Response {
    let palette = theme::palette(ui);
    let changed = row.value != row.reference;
    let indent = if changed { space::MARGIN - space::HALF } else { 0.0 };
    let pin = if row.pinned.is_some() { pin::WIDTH } else { 0.0 };
    let room = text.width() - indent - value_width(ui, shown) - range::MARK - pin - space::MARGIN;
    let galley = line(ui.painter(), &short_name(row), theme::regular(size::BODY), palette.text, room);
    if changed {
        let center = pos2(text.left() + DOT_RADIUS, text.center().y);
        ui.painter().circle_filled(center, DOT_RADIUS, palette.offshore);
    }
    let at = pos2(text.left() + indent, text.center().y - galley.size().y / 2.0);
    let grabbed = Rect::from_min_max(text.min, pos2(at.x + galley.size().x, text.bottom()));
    ui.painter().galley(at, galley, palette.text);
    // Not a stop of the Tab key: the rail carries the name for the keyboard and screen readers.
    ui.interact(grabbed, id.with("name"), Sense::CLICK)
}

fn value_width(ui: &Ui, shown: &str) -> f32 {
    let color = theme::palette(ui).text;
    ui.painter().layout_no_wrap(shown.to_owned(), theme::strong(size::BODY), color).size().x
}

fn row_rail_ui(
    ui: &mut Ui,
    rect: Rect,
    id: Id,
    row: &LeverRow<'_>,
    (label, band): (&str, Option<(Decimal, Decimal)>),
) -> RailResponse {
    let lever = row.id.lever();
    let step = lever.step_around(row.reference);
    let text = |value| format::lever_value(row.id, row.scenario, value);
    let rail = Rail {
        range: about::open_ends(lever, lever.rail_around(row.reference), step),
        step,
        whole: lever.whole,
        reference: Some(row.reference),
        zones: lever.zones,
        band,
        ..Rail::new(id, label, row.value, &text)
    };
    let mut rail = rail_ui(ui, rect, &rail);
    let changed = if row.value == row.reference { "" } else { ", changed" };
    let description = format!("{} {}{changed}", lever.meaning, about::basis(lever));
    ui.ctx().accesskit_node_builder(id, |node: &mut accesskit::Node| node.set_description(description));
    if let (Some(zones), Some(value)) = (lever.zones, rail.hovered) {
        rail.response = rail.response.on_hover_text_at_pointer(format!("{}: {}", zones.name(value), text(value)));
    }
    rail
}

/// Shows what the lever means while its name is hovered, or after Tab until the lever moves.
fn card(ui: &Ui, rect: Rect, row: &LeverRow<'_>, name: &Response, rail: &RailResponse) {
    let key = rail.response.id.with("explained");
    let moved = rail.changed.is_some() || rail.ended || ui.input(|input| input.pointer.any_down());
    let by_key = rail.response.gained_focus() && ui.input(|input| input.key_pressed(egui::Key::Tab));
    let held = ui.data(|data| data.get_temp::<bool>(key)).unwrap_or(false) || by_key;
    let held = held && rail.response.has_focus() && !moved;
    ui.data_mut(|data| {
        if held {
            data.insert_temp(key, true);
        } else {
            data.remove::<bool>(key);
        }
    });
    card_ui(name, rect, held, |ui| about::about_ui(ui, row));
}

fn menu_ui(ui: &mut Ui, id: Id, row: &LeverRow<'_>, messages: &mut Vec<Message>) -> Option<Decimal> {
    let text = |value| format::lever_value(row.id, row.scenario, value);
    let mut chosen = None;
    let opened = egui::Button::new(format!("Reset to the reference ({})", text(row.reference)));
    if ui.add_enabled(row.value != row.reference, opened).clicked() {
        chosen = Some(row.reference);
    }
    if let Some(default) = row.id.lever().default {
        let typical = egui::Button::new(format!("Set to typical ({})", text(default)));
        if ui.add_enabled(row.value != default, typical).clicked() {
            chosen = Some(default);
        }
    }
    if let Some(pinned) = row.pinned
        && ui.button(if pinned { "Unpin" } else { "Pin to the short list" }).on_hover_text(pin_words(pinned)).clicked()
    {
        messages.push(Message::View(ViewChange::PinLever(row.id.clone())));
    }
    if ui.button(format!("Range ({})…", range::words(row))).clicked() {
        range::open_next(ui, id.with("range"));
    }
    chosen
}
