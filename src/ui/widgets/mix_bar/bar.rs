//! The stacked bar: a part for each place, a divider between each two.

use egui::{CornerRadius, CursorIcon, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};

use super::{Place, colors, wish};
use crate::format;
use crate::state::message::Message;
use crate::ui::{theme, widgets::slide::slide};

/// Height of the bar.
const HEIGHT: f32 = 16.0;
/// Width of what can be grabbed of a divider.
const GRIP: f32 = 16.0;
/// Ground between two parts.
const PART_GAP: f32 = 2.0;

pub(super) fn bar_ui(ui: &mut Ui, team: usize, places: &[Place<'_>], messages: &mut Vec<Message>) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEIGHT));
    let Some(home) = places.first() else { return };
    let bar = ui.interact(rect, home.id.with("bar"), Sense::hover());
    let words = words(places);
    bar.widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("Location mix: {words}")));
    let bounds = bounds(rect, places);
    paint_parts(ui, rect, places, &bounds);
    bar.on_hover_text_at_pointer(words);
    // Where two dividers lie on each other, that of a place with seats is on top.
    let (empty, filled): (Vec<&Place<'_>>, Vec<&Place<'_>>) =
        places.iter().skip(1).partition(|place| place.share.is_zero());
    for place in empty.into_iter().chain(filled) {
        divider_ui(ui, rect, bounds[place.index - 1], (team, place), messages);
    }
}

fn words(places: &[Place<'_>]) -> String {
    let word = |place: &Place<'_>| format!("{} {}", place.site.name, format::percent_precise(place.share));
    places.iter().map(word).collect::<Vec<_>>().join(", ")
}

/// The right end of each place's part.
fn bounds(rect: Rect, places: &[Place<'_>]) -> Vec<f32> {
    let mut sum = Decimal::ZERO;
    let mut bound = |place: &Place<'_>| {
        sum += place.share;
        egui::lerp(rect.x_range(), sum.to_f32().unwrap_or_default().clamp(0.0, 1.0))
    };
    places.iter().map(&mut bound).collect()
}

fn paint_parts(ui: &Ui, rect: Rect, places: &[Place<'_>], bounds: &[f32]) {
    let palette = theme::palette(ui);
    let mut left = rect.left();
    for (place, bound) in places.iter().zip(bounds) {
        let from = if left > rect.left() { left + PART_GAP / 2.0 } else { left };
        let last = *bound >= rect.right() - 0.5;
        let to = if last { rect.right() } else { bound - PART_GAP / 2.0 };
        if to > from {
            let (west, east) = (if left > rect.left() { 0 } else { 4 }, if last { 4 } else { 0 });
            let radius = CornerRadius { nw: west, sw: west, ne: east, se: east };
            let part = Rect::from_x_y_ranges(from..=to, rect.y_range());
            colors::paint(ui.painter(), part, radius, colors::fill(palette, place.index), palette.panel);
        }
        left = *bound;
    }
}

/// What a divider's drag began with.
#[derive(Debug, Clone, Copy)]
struct Start {
    x: f32,
    share: Decimal,
}

/// The divider left of a place moves that place's share.
fn divider_ui(ui: &Ui, rect: Rect, x: f32, (team, place): (usize, &Place<'_>), messages: &mut Vec<Message>) {
    let id = place.id.with("divider");
    let grip = Rect::from_center_size(pos2(x, rect.center().y), vec2(GRIP, HEIGHT + 8.0));
    // Not a stop of the Tab key: the place's rail does the same.
    let response = ui.interact(grip, id, Sense::DRAG);
    let slid = slide(ui, &response, x, GRIP);
    if response.drag_started() {
        ui.data_mut(|data| data.insert_temp(id, Start { x, share: place.share }));
    }
    let start = ui.data(|data| data.get_temp::<Start>(id));
    if let (Some(to), Some(start)) = (slid.to, start) {
        let moved = format::decimal(f64::from((start.x - to) / rect.width()));
        let places = if slid.fine { 3 } else { 2 };
        let share = (start.share + moved).round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
        let share = share.clamp(Decimal::ZERO, place.limit()).normalize();
        if share != place.share {
            messages.push(wish(team, place, share));
        }
    }
    if slid.ended {
        messages.push(Message::GestureEnd);
    }
    paint_divider(ui, x.clamp(rect.left() + 3.0, rect.right() - 3.0), rect, &response);
    let hint = format!("Drag to move seats to or from {}; Shift for small steps", place.site.name);
    response.on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal).on_hover_text(hint);
}

fn paint_divider(ui: &Ui, x: f32, rect: Rect, response: &egui::Response) {
    let palette = theme::palette(ui);
    let lively = response.hovered() || response.dragged();
    let handle = Rect::from_center_size(pos2(x.round(), rect.center().y), vec2(6.0, HEIGHT + 6.0));
    let stroke = Stroke::new(if lively { 2.0 } else { 1.5 }, palette.text);
    ui.painter().rect(handle, 3.0, palette.ground, stroke, StrokeKind::Inside);
}
