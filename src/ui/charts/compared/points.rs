//! The matrix with a point for each scenario; a click looks at one.

use egui::{Align2, CursorIcon, Pos2, Rect, Ui, Vec2, pos2};

use super::{Scene, name};
use crate::{
    export::{compare::verdict, report::rate},
    format,
    state::{
        compare::{Id, Picture, act::Act, evaluate::Weighed},
        message::Message,
    },
    ui::{
        charts::{
            canvas::{Canvas, canvas, grid_lines, label_width, row_height},
            frame::{self, TipRow, head_ui},
            labels::Obstacles,
            matrix_diagonals,
            matrix_regions::Thresholds,
            scale::{percent, round_step, share, steps},
            table::Table,
            words::Words,
        },
        theme::{self, mark, size, space},
    },
};

/// What axes span around points that lie apart, at least: less would make much of next to nothing.
const LEAST: f64 = 0.02;
/// What they span around a single point.
const ALONE: f64 = 0.25;
/// Room on either side of the points, as a part of what they span.
const ASIDE: f64 = 0.15;
/// Zero and the borders of regions are in view where the points still take this part of the axis.
const TAKEN: f64 = 0.4;
/// Most parts of an axis by which its ends are rounded.
const PARTS: usize = 12;
/// Most parts of the height between lines of equal effective saving.
const LINES: usize = 3;
/// Points beyond these shares stay out of sight until zoomed out.
const FARTHEST: f64 = 1.0;
/// Most other points that are named.
const NAMED: usize = 12;

pub(super) fn points_ui(ui: &mut Ui, scene: &Scene<'_>, messages: &mut Vec<Message>) {
    let words = words(scene);
    let head = head_ui(ui, &words, None);
    let Some(base) = scene.base.point else {
        return frame::nothing_ui(ui, head.body, &words, "Home cost of the base is zero, so it has no point.");
    };
    let money = &scene.base.side.counted.money;
    let thresholds =
        Thresholds { target: format::float(money.target_saving), tolerance: format::float(money.friction_tolerance) };
    let others = scene.rest.iter().filter_map(|(id, side)| Some((*id, *side, side.point?)));
    let others: Vec<(Id, &Weighed, [f64; 2])> = others.collect();
    let looked = scene.other.and_then(|other| Some((other, other.point?)));
    let all = others.iter().map(|(.., at)| *at).chain([base]).chain(looked.map(|(_, at)| at));
    let canvas = open(ui, head.body, bounds(all, thresholds));
    thresholds.wash(&canvas);
    let diagonals = matrix_diagonals::draw(&canvas, round_step(canvas.y_range().1 - canvas.y_range().0, LINES));
    let screen = |[x, y]: [f64; 2]| canvas.at(x, y);
    let mut taken = Obstacles::default();
    thresholds.block(&canvas, &mut taken);
    taken.add_line(&canvas.map([[canvas.x_range().0, 0.0], [canvas.x_range().1, 0.0]]));
    let mut counts: Vec<(&Weighed, Pos2, egui::Color32)> = vec![(scene.base, screen(base), canvas.ink.text)];
    counts.extend(looked.map(|(other, at)| (other, screen(at), canvas.ink.offshore_text)));
    for (_, at, _) in &counts {
        taken.add_rect(Rect::from_center_size(*at, Vec2::splat(2.0 * mark::POINT)));
    }
    for (.., at) in &others {
        taken.add_point(screen(*at));
    }
    let mut labels: Vec<(Rect, _)> =
        counts.iter().filter_map(|point| label(&canvas, *point, true, &mut taken)).collect();
    if others.len() <= NAMED {
        let rest = others.iter().map(|(_, side, at)| (*side, screen(*at), canvas.ink.quiet));
        labels.extend(rest.filter_map(|point| label(&canvas, point, false, &mut taken)));
    }
    let names = thresholds.names(&canvas, &mut taken);
    matrix_diagonals::name(&canvas, &diagonals, &mut taken);
    thresholds.borders(&canvas);
    for name in names {
        frame::over(&canvas.around, name.rect, name.galley, name.veil);
    }
    for (.., at) in &others {
        canvas.at_edge(screen(*at)).circle_filled(screen(*at), mark::MARKER, canvas.ink.control);
    }
    canvas.ring(screen(base), canvas.ink.text);
    if let Some((_, at)) = looked {
        let at = screen(at);
        canvas.at_edge(at).circle(at, mark::POINT, canvas.ink.offshore, (mark::LINE, canvas.ink.ground));
    }
    for (rect, galley) in labels {
        frame::over(&canvas.around, rect, galley, Some(thresholds.ground(&canvas, rect)));
    }
    frame::describe(&canvas.response, &words);
    hand(ui, &canvas, scene, messages);
}

/// Calm bounds around the points, so that plans that are alike stand apart: both axes from where it suits,
/// neither with more than twice the other's scale of what differs.
fn bounds(
    points: impl Iterator<Item = [f64; 2]>,
    Thresholds { target, tolerance }: Thresholds,
) -> ((f64, f64), (f64, f64)) {
    let none = (f64::INFINITY, f64::NEG_INFINITY);
    let around = |(low, high): (f64, f64), value: f64| (low.min(value), high.max(value));
    let (x, y) = points.fold((none, none), |(x, y), [friction, cash]| {
        (around(x, friction.min(FARTHEST)), around(y, cash.max(-FARTHEST)))
    });
    let widest = (x.1 - x.0).max(y.1 - y.0);
    let least = if widest < LEAST / 100.0 { ALONE } else { LEAST.max(widest / 2.0) };
    (axis(x, least, tolerance), axis(y, least, target))
}

/// An axis around what points span, with a border and zero where they are near.
fn axis((from, to): (f64, f64), least: f64, border: f64) -> (f64, f64) {
    let span = (to - from).max(least);
    let (middle, half) = (f64::midpoint(from, to), span * (0.5 + ASIDE));
    let (mut low, mut high) = (middle - half, middle + half);
    for (below, above) in [(border - span * ASIDE, border + span * ASIDE), (0.0, 0.0)] {
        let (lower, higher) = (low.min(below), high.max(above));
        if higher - lower <= span / TAKEN {
            (low, high) = (lower, higher);
        }
    }
    if from >= 0.0 {
        low = low.max(0.0);
    }
    let grain = round_step(high - low, PARTS);
    ((low / grain).floor() * grain, (high / grain).ceil() * grain)
}

fn open(ui: &mut Ui, body: Rect, (x, y): ((f64, f64), (f64, f64))) -> Canvas {
    let row = row_height(ui);
    let step = round_step(y.1 - y.0, grid_lines(body.height()));
    let gutter = label_width(ui, steps(y.0, y.1, step).map(percent)) + space::GAP;
    let area = Rect::from_min_max(
        pos2(body.left() + gutter, body.top() + row + space::GAP),
        pos2(body.right() - space::HALF, body.bottom() - row - space::HALF),
    );
    let canvas = canvas(ui, area, x, y);
    canvas.y_axis(step, false, percent);
    let marks: Vec<_> = steps(x.0, x.1, round_step(x.1 - x.0, 6)).map(|value| (value, percent(value))).collect();
    let caption = |text: &str| frame::label(&canvas.around, text, canvas.ink.quiet);
    frame::paint(&canvas.around, body.left_top(), Align2::LEFT_TOP, caption("cash saving, %"));
    let x = frame::paint(&canvas.around, body.right_bottom(), Align2::RIGHT_BOTTOM, caption("friction, %"));
    let room = egui::Rangef::new(body.left(), x.left() - space::GAP);
    let marks: Vec<_> = marks.into_iter().filter(|(value, _)| canvas.at(*value, 0.0).x < room.max).collect();
    canvas.x_axis(&marks, room);
    canvas
}

/// A point's name where it hides least; of points that do not count, only where it hides nothing.
fn label(
    canvas: &Canvas,
    (side, at, color): (&Weighed, Pos2, egui::Color32),
    counts: bool,
    taken: &mut Obstacles,
) -> Option<(Rect, std::sync::Arc<egui::Galley>)> {
    let font = if counts { theme::strong(size::LABEL) } else { theme::regular(size::LABEL) };
    let galley = frame::row(&canvas.around, name(side), font, color);
    let (aside, area) = (mark::POINT + space::HALF, galley.size());
    // Further off it would seem to name another point; those that count have colors of their own.
    let rows: &[f32] = if counts { &[-0.5, -1.5, 0.5, -2.5, 1.5] } else { &[-0.5, -1.5, 0.5] };
    let places = rows.iter().flat_map(|row| {
        let y = at.y + row * area.y;
        [pos2(at.x + aside, y), pos2(at.x - aside - area.x, y)]
    });
    let within = |place: &Pos2| canvas.rect().contains_rect(Rect::from_min_size(*place, area));
    let places = places.filter(within);
    let rect = if counts { taken.place(area, places).map(|(rect, _)| rect) } else { taken.clear(area, places) }?;
    taken.add_rect(rect.expand(mark::LINE));
    Some((rect, galley))
}

/// The point under the pointer: its card, and a click looks at it.
fn hand(ui: &Ui, canvas: &Canvas, scene: &Scene<'_>, messages: &mut Vec<Message>) {
    let Some(pointer) = canvas.response.hover_pos() else { return };
    let base = scene.list.base.map(|id| (id, scene.base));
    let other = scene.list.looked.zip(scene.other);
    let all = base.into_iter().chain(other).chain(scene.rest.iter().map(|(id, side)| (*id, *side)));
    let near = all.filter_map(|(id, side)| {
        let [x, y] = side.point?;
        let away = canvas.at(x, y).distance(pointer);
        (away <= mark::REACH).then_some((away, id, side))
    });
    let Some((_, id, side)) = near.min_by(|a, b| a.0.total_cmp(&b.0)) else { return };
    ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    if canvas.response.clicked() {
        messages.push(Message::Comparison(Act::Look(id)));
    }
    let results = &side.side.evaluation.results;
    let percent = |share: Option<_>| share.map_or_else(|| "–".to_owned(), format::percent_precise);
    let rows = [
        TipRow::plain("Effective saving", percent(results.effective_saving)),
        TipRow::plain("Cash saving", percent(results.cash_saving)),
        TipRow::plain("Friction", percent(results.friction)),
        TipRow::plain("Verdict", verdict(&side.side)),
    ];
    let heading = format::plain(&side.side.own.name);
    frame::tip_ui(ui, canvas.response.layer_id, canvas.response.id, &heading, &rows);
}

pub(super) fn words(scene: &Scene<'_>) -> Words {
    let place = |side: &Weighed| {
        side.point.map_or_else(
            || "no point".to_owned(),
            |[friction, cash]| format!("cash saving {} and friction {}", share(cash), share(friction)),
        )
    };
    let whole @ [base, other] = &scene.whole_names();
    let subject = "Cash saving against friction".to_owned();
    let count = scene.rest.len() + 1 + usize::from(scene.other.is_some());
    let mut summary = format!("{}. {count} scenarios. {base} has {}", Picture::Matrix.label(), place(scene.base));
    let mut titles = Vec::new();
    if let Some(side) = scene.other {
        summary = format!("{summary}, {other} has {}", place(side));
        let verdicts = [verdict(&scene.base.side), verdict(&side.side)];
        for [base, other] in [whole, &scene.names()] {
            titles.push(format!("{subject}: {base} is “{}”, {other} “{}”", verdicts[0], verdicts[1]));
        }
    }
    summary.push('.');
    titles.push(subject);
    Words { titles, summary }
}

pub(super) fn table<'a>(scene: &'a Scene<'_>) -> Table<'a> {
    let cell = |share: Option<_>| share.map_or_else(String::new, rate);
    let rows = scene.sides().map(move |side| {
        let results = &side.side.evaluation.results;
        vec![
            format::plain(&side.side.own.name),
            cell(results.friction),
            cell(results.cash_saving),
            cell(results.effective_saving),
            verdict(&side.side).to_owned(),
        ]
    });
    Table::new(["Scenario", "Friction", "Cash saving", "Effective saving", "Verdict"], rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGIONS: Thresholds = Thresholds { target: 0.2, tolerance: 0.15 };

    fn near((low, high): (f64, f64), wanted: (f64, f64)) -> bool {
        (low - wanted.0).abs() < 1e-9 && (high - wanted.1).abs() < 1e-9
    }

    #[test]
    fn plans_that_are_alike_stand_apart() {
        let points = [[0.112, 0.312], [0.118, 0.308], [0.110, 0.322]];
        let (x, y) = bounds(points.into_iter(), REGIONS);
        assert!(near(x, (0.1, 0.13)) && near(y, (0.3, 0.33)), "{x:?} {y:?}");
    }

    #[test]
    fn plans_that_differ_stand_in_the_whole_matrix() {
        let points = [[0.05, 0.10], [0.22, 0.45], [0.12, 0.38]];
        let (x, y) = bounds(points.into_iter(), REGIONS);
        assert!(near(x, (0.0, 0.25)) && near(y, (0.0, 0.55)), "{x:?} {y:?}");
        // A loss is below zero, and what is beyond all measure out of sight.
        let (x, y) = bounds([[0.05, -0.10], [7.0, 0.45]].into_iter(), REGIONS);
        assert!(x.1 < 1.3 && y.0 < -0.1 && y.0 > -0.3, "{x:?} {y:?}");
    }

    #[test]
    fn a_single_point_stands_among_the_regions() {
        let (x, y) = bounds([[0.12, 0.31]].into_iter(), REGIONS);
        assert!(x.0 < 1e-9 && x.1 > 0.15 && y.0 < 0.2 && y.1 > 0.31, "{x:?} {y:?}");
    }
}
