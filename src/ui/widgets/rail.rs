//! A rail with a handle: drag, keys, a screen reader's actions; zones, a tick, a limit.
//!
//! egui's own slider has no tick, no Home and End and no fine drag. Values are exact: they
//! move on a grid of steps, a tenth of a step with Shift.

mod paint;

use egui::{Color32, EventFilter, Id, Key, Rect, Response, Sense, Ui, WidgetInfo, accesskit, pos2};
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};

use super::slide::slide;
use crate::format;
use crate::model::lever::Zones;

/// Half the handle's width; the handle's center stays that far from the rail's ends.
pub const HANDLE_RADIUS: f32 = 8.0;
/// Half the width of a handle among dense rows.
pub const SMALL_HANDLE_RADIUS: f32 = 6.0;

/// A rail to be shown.
#[derive(Clone, Copy)]
pub struct Rail<'a> {
    /// Its id; from what it moves, never from display text.
    pub id: Id,
    /// Its name for a screen reader.
    pub label: &'a str,
    /// The value it shows.
    pub value: Decimal,
    /// Its ends.
    pub range: (Decimal, Decimal),
    /// One arrow key's step.
    pub step: Decimal,
    /// Whether it moves in whole numbers only.
    pub whole: bool,
    /// The value that a tick marks and Delete goes back to.
    pub reference: Option<Decimal>,
    /// Named zones, parted by small gaps.
    pub zones: Option<Zones>,
    /// Between which values it may really lie, as a faint band behind it.
    pub band: Option<(Decimal, Decimal)>,
    /// The largest value it can be moved to; what lies beyond is shaded.
    pub limit: Option<Decimal>,
    /// The color of its filled part; a neutral one if none.
    pub fill: Option<Color32>,
    /// Half the handle's width.
    pub radius: f32,
    /// A value in words.
    pub text: &'a dyn Fn(Decimal) -> String,
}

impl<'a> Rail<'a> {
    /// A plain rail.
    #[must_use]
    pub fn new(id: Id, label: &'a str, value: Decimal, text: &'a dyn Fn(Decimal) -> String) -> Self {
        Self {
            id,
            label,
            value,
            range: (Decimal::ZERO, Decimal::ONE),
            step: Decimal::new(1, 2),
            whole: false,
            reference: None,
            zones: None,
            band: None,
            limit: None,
            fill: None,
            radius: HANDLE_RADIUS,
            text,
        }
    }

    /// The smallest difference: a step, or a tenth of it when fine; one for whole numbers.
    fn grid(&self, fine: bool) -> Decimal {
        let grid = if fine { self.step / Decimal::TEN } else { self.step };
        if self.whole { Ord::max(grid.round(), Decimal::ONE) } else { grid }
    }

    /// The nearest value on the grid that the rail can reach.
    fn snap(&self, value: Decimal, fine: bool) -> Decimal {
        let grid = self.grid(fine);
        let steps = if grid.is_zero() { None } else { value.checked_div(grid) };
        let steps = steps.map(|steps| steps.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero));
        steps.map_or(value, |steps| self.clamp(steps * grid)).normalize()
    }

    fn clamp(&self, value: Decimal) -> Decimal {
        let high = self.limit.map_or(self.range.1, |limit| Ord::min(limit, self.range.1));
        // A value typed beyond the rail stays reachable and is never pulled the wrong way.
        let low = Ord::min(self.range.0, self.value);
        value.clamp(low, Ord::max(low, Ord::max(high, self.value)))
    }

    /// Where a value lies within `track`, the range of the handle's center.
    fn position(&self, value: Decimal, track: egui::Rangef) -> f32 {
        let span = self.range.1 - self.range.0;
        let part = if span.is_zero() { Decimal::ZERO } else { (value - self.range.0) / span };
        egui::lerp(track, part.to_f32().unwrap_or_default().clamp(0.0, 1.0))
    }

    /// The value at a place on the track, on the grid.
    fn value_at(&self, x: f32, track: egui::Rangef, fine: bool) -> Decimal {
        let part = f64::from(egui::remap_clamp(x, track, 0.0..=1.0));
        let (low, high) = self.range;
        let raw = low + (high - low) * format::decimal(part);
        Ord::min(self.snap(raw.clamp(low, high), fine), self.limit.unwrap_or(Decimal::MAX)).clamp(low, high)
    }
}

/// What happened to a rail.
#[derive(Debug, Clone)]
pub struct RailResponse {
    /// egui's answer for the whole rail.
    pub response: Response,
    /// The new value, if it changed.
    pub changed: Option<Decimal>,
    /// Whether a gesture is complete: a drag released, a key pressed, a screen reader's action.
    pub ended: bool,
    /// The value under the pointer.
    pub hovered: Option<Decimal>,
}

/// Shows a rail within `rect`, whose height is what can be grabbed.
pub fn rail_ui(ui: &mut Ui, rect: Rect, rail: &Rail<'_>) -> RailResponse {
    let response = ui.interact(rect, rail.id, Sense::drag());
    let track = rect.x_range().shrink(rail.radius);
    let handle = rail.position(rail.value, track);
    let slid = slide(ui, &response, handle, rail.radius + 2.0);
    if response.drag_started() {
        response.request_focus();
    }
    if response.gained_focus() && !response.dragged() {
        response.scroll_to_me(None);
    }
    let asked = slid.to.map(|x| rail.value_at(x, track, slid.fine));
    let pressed = keys(ui, &response, rail);
    let spoken = actions(ui, rail);
    let ended = slid.ended || pressed.is_some() || spoken.is_some();
    let changed = spoken.or(pressed).or(asked).filter(|value| *value != rail.value);
    let shown = Rail { value: changed.unwrap_or(rail.value), ..*rail };
    describe(ui, &response, &shown);
    if ui.is_rect_visible(rect) {
        paint::paint(ui, rect, &shown, &response);
    }
    let hovered = response.hover_pos().map(|at| rail.value_at(at.x, track, false));
    RailResponse { response, changed, ended, hovered }
}

/// How far a key moves the handle.
#[derive(Clone, Copy)]
enum Move {
    Steps(i32),
    Fine(i32),
    Low,
    High,
    Reference,
}

fn movement(key: Key, shift: bool) -> Option<Move> {
    let arrow = |sign: i32| Some(if shift { Move::Fine(sign) } else { Move::Steps(sign) });
    match key {
        Key::ArrowRight | Key::ArrowUp => arrow(1),
        Key::ArrowLeft | Key::ArrowDown => arrow(-1),
        Key::PageUp => Some(Move::Steps(10)),
        Key::PageDown => Some(Move::Steps(-10)),
        Key::Home => Some(Move::Low),
        Key::End => Some(Move::High),
        Key::Delete | Key::Backspace => Some(Move::Reference),
        _ => None,
    }
}

/// Takes the keys that move the handle, so that neither focus nor a scroll area moves too.
fn keys(ui: &Ui, response: &Response, rail: &Rail<'_>) -> Option<Decimal> {
    if !response.has_focus() {
        return None;
    }
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let mut moves = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            egui::Event::Key { key, pressed: true, modifiers, .. } if !modifiers.command && !modifiers.alt => {
                let movement = movement(*key, modifiers.shift);
                moves.extend(movement);
                movement.is_none()
            }
            _ => true,
        });
    });
    let start = (!moves.is_empty()).then_some(rail.value);
    moves.into_iter().fold(start, |value, movement| value.map(|value| moved(rail, value, movement)))
}

fn moved(rail: &Rail<'_>, value: Decimal, movement: Move) -> Decimal {
    match movement {
        Move::Steps(count) => rail.snap(value + rail.grid(false) * Decimal::from(count), true),
        Move::Fine(count) => rail.snap(value + rail.grid(true) * Decimal::from(count), true),
        Move::Low => rail.range.0,
        Move::High => rail.limit.map_or(rail.range.1, |limit| Ord::min(limit, rail.range.1)),
        Move::Reference => rail.reference.unwrap_or(value),
    }
}

/// What a screen reader asks for.
fn actions(ui: &Ui, rail: &Rail<'_>) -> Option<Decimal> {
    use accesskit::{Action, ActionData};
    let (set, up, down) = ui.input(|input| {
        let set =
            input.accesskit_action_requests(rail.id, Action::SetValue).filter_map(|request| match &request.data {
                Some(ActionData::NumericValue(value)) => Some(*value),
                _ => None,
            });
        let count = |action| input.num_accesskit_action_requests(rail.id, action);
        (set.last(), count(Action::Increment), count(Action::Decrement))
    });
    if let Some(value) = set {
        return Some(rail.snap(format::decimal(value), true));
    }
    let steps = i64::try_from(up).unwrap_or(0) - i64::try_from(down).unwrap_or(0);
    (up + down > 0).then(|| rail.snap(rail.value + rail.grid(false) * Decimal::from(steps), true))
}

fn describe(ui: &Ui, response: &Response, rail: &Rail<'_>) {
    use accesskit::Action;
    let value = format::float(rail.value);
    response.widget_info(|| WidgetInfo::slider(ui.is_enabled(), value, rail.label));
    ui.ctx().accesskit_node_builder(rail.id, |node| {
        node.set_value((rail.text)(rail.value));
        node.set_min_numeric_value(format::float(Ord::min(rail.range.0, rail.value)));
        node.set_max_numeric_value(format::float(Ord::max(rail.range.1, rail.value)));
        node.set_numeric_value_step(format::float(rail.grid(false)));
        node.set_orientation(accesskit::Orientation::Horizontal);
        node.add_action(Action::SetValue);
        node.add_action(Action::Increment);
        node.add_action(Action::Decrement);
    });
}

/// The handle's center.
fn handle_at(rect: Rect, rail: &Rail<'_>) -> egui::Pos2 {
    pos2(rail.position(rail.value, rect.x_range().shrink(rail.radius)), rect.center().y)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    fn plain(value: Decimal) -> Rail<'static> {
        Rail::new(Id::unique("rail test"), "Rework", value, &|value| value.to_string())
    }

    #[test]
    fn values_lie_on_the_grid() {
        let rail = Rail { step: dec!(0.005), range: (dec!(0), dec!(0.3)), ..plain(dec!(0.05)) };
        assert_eq!(rail.snap(dec!(0.1234567), false), dec!(0.125));
        assert_eq!(rail.snap(dec!(0.1234567), true), dec!(0.1235));
        assert_eq!(rail.snap(dec!(7), true), dec!(0.3));
        let track = egui::Rangef::new(0.0, 300.0);
        assert_eq!(rail.value_at(150.2, track, false), dec!(0.15));
        assert_eq!(rail.value_at(-50.0, track, false), dec!(0));
    }

    #[test]
    fn whole_levers_stay_whole() {
        let rail = Rail { whole: true, step: dec!(1), range: (dec!(0), dec!(24)), ..plain(dec!(3)) };
        assert_eq!(moved(&rail, dec!(3), Move::Fine(1)), dec!(4));
        assert_eq!(moved(&rail, dec!(3), Move::Steps(10)), dec!(13));
        assert_eq!(rail.value_at(100.0, egui::Rangef::new(0.0, 300.0), true), dec!(8));
    }

    #[test]
    fn a_value_beyond_the_rail_comes_back_step_by_step() {
        let rail = Rail { step: dec!(0.01), range: (dec!(0), dec!(0.3)), ..plain(dec!(0.5)) };
        assert_eq!(moved(&rail, dec!(0.5), Move::Steps(1)), dec!(0.5));
        assert_eq!(moved(&rail, dec!(0.5), Move::Steps(-1)), dec!(0.49));
        assert_eq!(moved(&rail, dec!(0.5), Move::High), dec!(0.3));
    }

    #[test]
    fn a_limit_stops_the_handle() {
        let rail = Rail { limit: Some(dec!(0.6)), ..plain(dec!(0.4)) };
        assert_eq!(rail.value_at(290.0, egui::Rangef::new(0.0, 300.0), false), dec!(0.6));
        assert_eq!(moved(&rail, dec!(0.4), Move::High), dec!(0.6));
        assert_eq!(moved(&rail, dec!(0.55), Move::Steps(10)), dec!(0.6));
    }
}
