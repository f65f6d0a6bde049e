//! What hands do in the matrix: look at a mix, take it, or slide today's point along its path.

use egui::{Id, Pos2, Ui};
use rust_decimal::{Decimal, dec};

use super::{
    canvas::Canvas,
    frame::{self, TipRow},
    scale::{along, share},
    words::todays_mix,
};
use crate::{
    engine::frontier::Frontier,
    format,
    model::{lever::LeverId, scenario::Scenario},
    state::{
        derived::Answer,
        message::{Edit, Message},
    },
    ui::theme::mark,
};

/// The points of the matrix on screen.
pub(super) struct Spots<'a> {
    pub(super) answer: &'a Answer,
    pub(super) mixes: &'a Frontier,
    pub(super) cloud: &'a [Pos2],
    pub(super) slide: &'a [Pos2],
    pub(super) today: Pos2,
}

/// Acts on what the pointer does; returns the mix of the cloud that is under it.
pub(super) fn hands_ui(ui: &Ui, canvas: &Canvas, spots: &Spots<'_>, messages: &mut Vec<Message>) -> Option<usize> {
    let response = &canvas.response;
    let held = response.id.with("slides");
    if slide(ui, canvas, spots, held, messages) {
        return None;
    }
    let pointer = response.hover_pos()?;
    if pointer.distance(spots.today) <= mark::REACH {
        if !spots.slide.is_empty() {
            ui.set_cursor_icon(egui::CursorIcon::Grab);
        }
        tip(ui, canvas, &today_rows(spots.answer), &format!("As set, {}", todays_mix(spots.answer)));
        return None;
    }
    let near = nearest(spots.cloud, pointer)?;
    let mix = spots.mixes.points[near];
    let shares = spots.mixes.mix(near);
    if response.clicked() {
        messages.push(Message::Edit(Edit::Mix(shares.clone())));
        messages.push(Message::GestureEnd);
    }
    ui.set_cursor_icon(egui::CursorIcon::PointingHand);
    let mut rows = place_rows(&spots.answer.scenario, &shares);
    rows.extend(figure_rows(mix.cash_saving, mix.friction));
    tip(ui, canvas, &rows, "Click to take this mix");
    Some(near)
}

/// Whether today's point is being slid; sends the share it has reached.
fn slide(ui: &Ui, canvas: &Canvas, spots: &Spots<'_>, held: Id, messages: &mut Vec<Message>) -> bool {
    let response = &canvas.response;
    let pressed = ui.input(|input| input.pointer.press_origin());
    let plain = !ui.input(|input| input.modifiers.command);
    if response.drag_started() && plain && pressed.is_some_and(|at| at.distance(spots.today) <= mark::REACH) {
        ui.data_mut(|data| data.insert_temp(held, true));
    }
    if !ui.data(|data| data.get_temp::<bool>(held)).unwrap_or(false) {
        return false;
    }
    ui.set_cursor_icon(egui::CursorIcon::Grabbing);
    if let (true, Some(at)) = (response.dragged(), response.interact_pointer_pos())
        && let Some(share) = share_at(spots, at)
        && LeverId::offshore().value(&spots.answer.scenario).ok() != Some(share)
    {
        messages.push(Message::Edit(Edit::Lever(LeverId::offshore(), share)));
    }
    if response.drag_stopped() || !ui.input(|input| input.pointer.any_down()) {
        ui.data_mut(|data| data.remove::<bool>(held));
        messages.push(Message::GestureEnd);
    }
    true
}

/// The offshore share at the point of the path nearest to the pointer, in whole per cent; not
/// below 1 %, where today's split between sites would be lost.
fn share_at(spots: &Spots<'_>, pointer: Pos2) -> Option<Decimal> {
    let places = spots.slide.windows(2).enumerate().map(|(index, pair)| {
        let part = along(pair[0], pair[1], pointer);
        (index, part, (pair[0] + (pair[1] - pair[0]) * part).distance_sq(pointer))
    });
    let (index, part, _) = places.min_by(|a, b| a.2.total_cmp(&b.2))?;
    let slide = &spots.answer.mixes.slide;
    let (from, to) = (slide.get(index)?.offshore, slide.get(index + 1)?.offshore);
    let share = from + (to - from) * format::decimal(f64::from(part));
    Some(share.round_dp(2).clamp(dec!(0.01), Decimal::ONE))
}

/// The point nearest to the pointer, within reach.
fn nearest(points: &[Pos2], pointer: Pos2) -> Option<usize> {
    let far = |point: &Pos2| point.distance_sq(pointer);
    let (index, point) = points.iter().enumerate().min_by(|a, b| far(a.1).total_cmp(&far(b.1)))?;
    (far(point) <= mark::REACH * mark::REACH).then_some(index)
}

fn tip(ui: &Ui, canvas: &Canvas, rows: &[TipRow], heading: &str) {
    frame::tip_ui(ui, canvas.response.layer_id, canvas.response.id, heading, rows);
}

/// Home and each site with a share.
fn place_rows(scenario: &Scenario, shares: &[Decimal]) -> Vec<TipRow> {
    let home = Decimal::ONE - shares.iter().sum::<Decimal>();
    let places = std::iter::once((&scenario.home, home)).chain(scenario.sites.iter().zip(shares.iter().copied()));
    let used = places.filter(|(_, share)| !share.is_zero());
    used.map(|(place, share)| TipRow::plain(&place.name, format::percent(share))).collect()
}

fn today_rows(answer: &Answer) -> Vec<TipRow> {
    let scenario = &answer.scenario;
    let all = scenario.headcount();
    let share = |id: &str| scenario.seats_at(id).checked_div(all).unwrap_or_default();
    let shares: Vec<Decimal> = scenario.sites.iter().map(|site| share(&site.id)).collect();
    let results = &answer.evaluation.results;
    let [cash, friction] =
        [results.cash_saving, results.friction].map(|share| format::float(share.unwrap_or_default()));
    let mut rows = place_rows(scenario, &shares);
    rows.extend(figure_rows(cash, friction));
    rows
}

fn figure_rows(cash: f64, friction: f64) -> [TipRow; 3] {
    [
        TipRow::plain("Cash saving", share(cash)),
        TipRow::plain("Friction", share(friction)),
        TipRow::plain("Effective saving", share(cash - friction)),
    ]
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    #[test]
    fn only_a_point_within_reach_is_taken() {
        let points = [pos2(0.0, 0.0), pos2(50.0, 0.0)];
        assert_eq!(nearest(&points, pos2(45.0, 3.0)), Some(1));
        assert_eq!(nearest(&points, pos2(25.0, 0.0)), None);
        assert_eq!(nearest(&[], pos2(25.0, 0.0)), None);
    }
}
