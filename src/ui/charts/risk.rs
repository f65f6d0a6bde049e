//! Risk: where the saving ends in thousands of futures, beside what decides it.

use egui::{Align2, Color32, Rect, Ui, UiBuilder, pos2, vec2};
use rust_decimal::prelude::ToPrimitive;

use super::{
    Scene,
    canvas::{Canvas, Pen, canvas, row_height},
    frame::{self, TipRow, head_ui},
    labels::Obstacles,
    scale::{count, percent, ratio, round_step, steps},
    tornado::tornado_ui,
    words::{Words, words},
};
use crate::{
    engine::monte_carlo::Simulation,
    format,
    state::{derived::Answer, message::Message, view::Chart},
    ui::theme::{self, Palette, mark, palette, size, space},
};

/// Width from which both parts stand side by side.
const BESIDE: f32 = 480.0;
/// Between the parts.
const BETWEEN: f32 = 24.0;
/// The left part's share of the width where they stand side by side.
const LEFT: f32 = 0.42;
/// The upper part's share of the height where they stand one above the other.
const UPPER: f32 = 0.45;
/// Most bars of the histogram.
const BARS: usize = 28;
/// Futures beyond this share at either end are out of sight until zoomed out.
const TAIL: f64 = 0.004;
/// The names' part of the height at most.
const NAMES: f32 = 0.4;

pub(super) fn risk_ui(ui: &mut Ui, scene: Scene<'_>, messages: &mut Vec<Message>) {
    let Scene { answer, study, .. } = scene;
    let words = words(Chart::Risk, scene);
    let head = head_ui(ui, &words, None);
    let body = head.body;
    let today = answer.evaluation.results.effective_saving;
    let chart = match (study.simulation.as_deref(), today) {
        _ if !answer.moves() => Err("No seat moves, so nothing is at risk."),
        (_, None) => Err("Home cost is zero, so there is nothing to compare with."),
        (None, _) => Err("Being worked out…"),
        (Some(known), _) if known.distribution.is_empty() => Err("No future has home costs to compare with."),
        (Some(known), Some(today)) => {
            let was = scene.ghost().and_then(|ghost| ghost.evaluation.results.effective_saving);
            Ok(Futures { answer, known, today: format::float(today), was: was.map(format::float) })
        }
    };
    let chart = match chart {
        Ok(chart) => chart,
        Err(why) => return frame::nothing_ui(ui, body, &words, why),
    };
    let wide = body.width() >= BESIDE;
    let (futures, levers) = if wide {
        let middle = body.left() + (body.width() - BETWEEN) * LEFT;
        let (left, right) = body.split_left_right_at_x(middle);
        (left, Rect::from_min_max(pos2(right.left() + BETWEEN, right.top()), right.max))
    } else {
        let (upper, lower) = body.split_top_bottom_at_y(body.top() + body.height() * UPPER);
        (upper, Rect::from_min_max(pos2(lower.left(), lower.top() + space::GAP), lower.max))
    };
    let mut left = ui.new_child(UiBuilder::new().id_salt("futures").max_rect(futures));
    chart.show(&mut left, futures, &words);
    let mut ui = ui.new_child(UiBuilder::new().id_salt("levers").max_rect(levers));
    tornado_ui(&mut ui, levers, scene, messages);
}

/// The heading of a part; returns what is left below it.
pub(super) fn part_head(ui: &Ui, area: Rect, text: &str) -> Rect {
    let ink = palette(ui).quiet;
    let galley = ui.painter().layout(text.to_owned(), theme::regular(size::LABEL), ink, area.width());
    let rect = frame::paint(ui.painter(), area.left_top(), Align2::LEFT_TOP, galley);
    Rect::from_min_max(pos2(area.left(), rect.bottom() + space::HALF), area.max)
}

/// The histogram of effective saving.
struct Futures<'a> {
    answer: &'a Answer,
    known: &'a Simulation,
    today: f64,
    /// The reference's saving.
    was: Option<f64>,
}

/// A bar: from, to, and how many futures end in it.
pub(super) type Bar = (f64, f64, usize);

impl Futures<'_> {
    fn show(&self, ui: &mut Ui, area: Rect, words: &Words) {
        let trials = format::fixed(self.known.trials.into(), 0);
        let body = part_head(ui, area, &format!("% saved in {trials} futures"));
        let (low, high) = self.bounds();
        let width = round_step(high - low, BARS);
        let bars = bars(&self.known.distribution, (low, high), width);
        let most = bars.iter().map(|bar| bar.2).max().unwrap_or(1).to_f64().unwrap_or(1.0);
        let row = row_height(ui);
        let area = Rect::from_min_max(body.min, pos2(body.right(), body.bottom() - row - space::HALF));
        // Above the highest bar a row for the name of each line, as many as the height bears.
        let lines = self.lines(palette(ui), (low, high));
        let rows = (0..=lines.len()).rev().find(|rows| count(*rows) * row <= area.height() * NAMES).unwrap_or(0);
        let room = f64::from(area.height() / (area.height() - count(rows) * row - space::HALF).max(1.0));
        let canvas = canvas(ui, area, (low, high), (0.0, most * room));
        self.bars(&canvas, &bars);
        let marks: Vec<_> = steps(low, high, round_step(high - low, 5)).map(|value| (value, percent(value))).collect();
        canvas.x_axis(&marks, body.x_range());
        let rect = canvas.rect();
        canvas.around.hline(rect.x_range(), rect.bottom(), (mark::HAIR, canvas.ink.control));
        show_lines(&canvas, &lines, rows);
        frame::describe(&canvas.response, words);
        self.tip(ui, &canvas, &bars);
    }

    /// Where nearly all futures end, and what they are measured by where it is near.
    fn bounds(&self) -> (f64, f64) {
        let all = &self.known.distribution;
        let last = all.len() - 1;
        let at = |share: f64| all[index(share, last)];
        let (low, high) = (at(TAIL), at(1.0 - TAIL));
        let span = (high - low).max(0.01);
        let marks = [self.today, self.target(), 0.0];
        let near =
            marks.into_iter().chain(self.was).filter(|mark| *mark > low - span * 0.6 && *mark < high + span * 0.6);
        let (low, high) = near.fold((low, high), |(low, high), mark| (low.min(mark), high.max(mark)));
        let width = round_step((high - low).max(0.01), BARS);
        ((low / width - 0.5).floor() * width, (high / width + 0.5).ceil() * width)
    }

    fn target(&self) -> f64 {
        format::float(self.answer.scenario.money.target_saving)
    }

    /// The bars: full where the target is reached, faint where something is saved, grey below.
    fn bars(&self, canvas: &Canvas, bars: &[Bar]) {
        for (from, to, count) in bars {
            if *count == 0 {
                continue;
            }
            let height = count.to_f64().unwrap_or_default();
            let rect = Rect::from_two_pos(canvas.at(*from, 0.0), canvas.at(*to, height));
            let gap = if rect.width() > 4.0 { 0.5 } else { 0.0 };
            canvas.inside.rect_filled(rect.shrink2(vec2(gap, 0.0)), 0.0, self.color(canvas, f64::midpoint(*from, *to)));
        }
    }

    fn color(&self, canvas: &Canvas, saving: f64) -> Color32 {
        let ink = canvas.ink;
        match saving {
            saving if saving < 0.0 => ink.control,
            saving if saving < self.target() => ink.offshore.lerp_to_gamma(ink.ground, 0.55),
            _ => ink.offshore,
        }
    }

    /// The answer as set, the reference's, the median, the target and zero, those that are in sight.
    fn lines(&self, ink: &Palette, (low, high): (f64, f64)) -> Vec<Mark> {
        let whole = |share: f64| format::percent(format::decimal(share));
        let median = self.known.effective_saving.map(|spread| spread.quantiles.p50);
        let (today, target) = (self.today, self.target());
        let mark = |value, name: String, pen, color| Mark { value, name, pen, color };
        let lines = [
            Some(mark(today, format!("as set {}", whole(today)), Pen::solid(mark::LINE, ink.text), ink.text)),
            self.was.map(|was| mark(was, format!("was {}", whole(was)), Pen::dotted(ink.text), ink.quiet)),
            median
                .map(|at| mark(at, format!("half above {}", whole(at)), Pen::dashed(mark::HAIR, ink.text), ink.quiet)),
            Some(mark(target, format!("target {}", whole(target)), Pen::dotted(ink.quiet), ink.quiet)),
            Some(mark(0.0, "no saving".to_owned(), Pen::solid(mark::HAIR, ink.control), ink.quiet)),
        ];
        lines.into_iter().flatten().filter(|line| (low..=high).contains(&line.value)).collect()
    }

    /// How many futures end in the bar under the pointer, and how many at or above it.
    fn tip(&self, ui: &Ui, canvas: &Canvas, bars: &[Bar]) {
        let Some(pointer) = canvas.response.hover_pos() else { return };
        let x = canvas.value(pointer)[0];
        let Some((from, to, count)) = bars.iter().find(|(from, to, _)| (*from..*to).contains(&x)) else { return };
        let share = |count: usize| ratio(count, self.known.distribution.len());
        let above = self.known.distribution.len() - self.known.distribution.partition_point(|saving| saving < from);
        let rows = [
            TipRow::plain("Futures that end here", format::chance(share(*count))),
            TipRow::plain("At least this", format::chance(share(above))),
        ];
        let heading = format!("Effective saving {}–{}\u{a0}%", percent(*from), percent(*to));
        frame::tip_ui(ui, canvas.response.layer_id, canvas.response.id, &heading, &rows);
    }
}

/// A line across the bars and its name.
struct Mark {
    value: f64,
    name: String,
    pen: Pen,
    color: Color32,
}

/// Draws lines from the foot up, each to a row of its own that bears its name, the first to the top; so
/// that a name meets only the lines of names above it. What has no row is left to the card at the pointer.
fn show_lines(canvas: &Canvas, lines: &[Mark], rows: usize) {
    let rect = canvas.rect();
    let mut higher = Obstacles::default();
    for (row, line) in lines.iter().enumerate() {
        let x = canvas.at(line.value, 0.0).x;
        let galley = frame::label(&canvas.around, &line.name, line.color);
        let size = galley.size();
        let top = rect.top() + count(row.min(rows)) * size.y;
        let mut way = [pos2(x, top), pos2(x, rect.bottom())];
        if row < rows {
            let (first, last) = (rect.left(), (rect.right() - size.x).max(rect.left()));
            let places = [x + space::HALF, x - space::HALF - size.x].map(|left| pos2(left, top));
            let within = |place: &egui::Pos2| (first..=last).contains(&place.x);
            let beside = higher.clear(size, places.into_iter().filter(within));
            // Where neither side has room it stands on its line, which ends below.
            let above = || higher.clear(size, [pos2((x - size.x / 2.0).clamp(first, last), top)]);
            if let Some(place) = beside.or_else(above) {
                if place.x_range().contains(x) {
                    way[0].y += size.y;
                }
                frame::paint(&canvas.around, place.min, Align2::LEFT_TOP, galley);
            }
        }
        canvas.line(&way, line.pen);
        higher.add_line(&way);
    }
}

/// The place of a quantile among values in order.
pub(super) fn index(share: f64, last: usize) -> usize {
    (share * last.to_f64().unwrap_or_default()).round().to_usize().unwrap_or(last).min(last)
}

/// A free place at the top beside a line; none where there is none.
pub(super) fn beside(taken: &Obstacles, rect: Rect, x: f32, size: egui::Vec2) -> Option<Rect> {
    let places = [0.0, 1.0, 2.0, 3.0].into_iter().flat_map(|row| {
        let y = rect.top() + row * size.y;
        [pos2(x + space::HALF, y), pos2(x - space::HALF - size.x, y)]
    });
    let within = |place: &egui::Pos2| rect.contains_rect(Rect::from_min_size(*place, size));
    taken.clear(size, places.filter(within))
}

/// Counts rising values in bars of a width.
pub(super) fn bars(rising: &[f64], (low, high): (f64, f64), width: f64) -> Vec<Bar> {
    let below = |value: f64| rising.partition_point(|found| *found < value);
    let edges: Vec<f64> = steps(low, high, width).collect();
    edges.windows(2).map(|pair| (pair[0], pair[1], below(pair[1]) - below(pair[0]))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_future_is_counted_once() {
        let rising = [-0.02, 0.0, 0.004, 0.01, 0.0199, 0.03];
        let bars = bars(&rising, (-0.02, 0.04), 0.01);
        let counts: Vec<usize> = bars.iter().map(|bar| bar.2).collect();
        assert_eq!(counts, [1, 0, 2, 2, 0, 1]);
        assert_eq!(counts.iter().sum::<usize>(), rising.len());
    }

    #[test]
    fn a_quantile_is_found_by_its_share() {
        assert_eq!((index(0.0, 9), index(0.5, 9), index(1.0, 9)), (0, 5, 9));
    }
}
