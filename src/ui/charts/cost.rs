//! Cost over time: home, cash and effective cost, cumulative or by month, and the month in
//! which the move pays back.

use egui::{Color32, Mesh, Pos2, Rect, Shape, Ui, vec2};
use rust_decimal::prelude::ToPrimitive;

use super::{
    Scene,
    canvas::{Canvas, EndLabel, Pen, canvas, grid_lines, plot_area, row_height},
    frame::{self, Switch, TipRow, head_ui},
    labels::Obstacles,
    scale::{Calendar, MoneyUnit, round_step, steps, time_axis},
    words::{largest, words},
};
use crate::{
    engine::{measure::Measure, monte_carlo::Band},
    format,
    state::{
        derived::{Answer, CostCurves},
        message::{Message, ViewChange},
        view::{Chart, CostMode},
    },
    ui::theme::{Palette, mark, palette, space},
};

/// Room above the highest value, as a part of it.
const HEADROOM: f64 = 1.04;
/// How strong the wash of the band is.
const BAND: f32 = 0.16;
/// The keys of the lines, for what a step of a presentation points at.
const COSTS: [&str; 3] = ["home", "cash", "effective"];
/// Width from which a chart has room to say what its band is on one row with its ends.
const ROOMY: f32 = 480.0;

pub(super) fn cost_ui(ui: &mut Ui, scene: Scene<'_>, messages: &mut Vec<Message>) {
    let Scene { answer, study, view, .. } = scene;
    let words = words(Chart::Cost, scene);
    let mode = view.cost_mode;
    let chosen = usize::from(mode == CostMode::Monthly);
    let head = head_ui(ui, &words, Some(Switch { names: ["Cumulative", "Monthly"], chosen }));
    if let Some(side) = head.chose {
        let mode = if side == 0 { CostMode::Cumulative } else { CostMode::Monthly };
        messages.push(Message::View(ViewChange::CostMode(mode)));
    }
    let curves = if mode == CostMode::Cumulative { &answer.cumulative } else { &answer.monthly };
    let monthly = mode == CostMode::Monthly;
    let ghost = scene.ghost().map(|answer| if monthly { &answer.monthly } else { &answer.cumulative });
    let months = answer.evaluation.ledger.months.len();
    let futures = study.futures(months).filter(|_| !monthly && answer.moves());
    let band = futures.unwrap_or_default();
    let strength = COSTS.map(|key| view.strength(&COSTS, key));
    let plot = CostPlot { answer, curves, ghost, band, monthly, strength };
    let canvas = plot.show(ui, head.body);
    frame::describe(&canvas.response, &words);
    if canvas.response.clicked()
        && let Some((_, measure)) = canvas.response.interact_pointer_pos().and_then(|at| plot.nearest(&canvas, at))
    {
        messages.push(Message::Explain(measure, None));
    }
}

struct CostPlot<'a> {
    answer: &'a Answer,
    curves: &'a CostCurves,
    /// The reference's.
    ghost: Option<&'a CostCurves>,
    /// Between which costs 80 in 100 trials end each month; empty where it is not known.
    band: &'a [Band],
    monthly: bool,
    /// How strongly home, cash and effective cost are drawn.
    strength: [f32; 3],
}

impl CostPlot<'_> {
    fn show(&self, ui: &mut Ui, body: Rect) -> Canvas {
        let currency = &self.answer.scenario.money.currency;
        let ghost = self.ghost.map(|ghost| &ghost.effective);
        let top = largest([&self.curves.home, &self.curves.cash, &self.curves.effective].into_iter().chain(ghost));
        let unit = MoneyUnit::of(top, currency);
        let top = self.band.iter().fold(top, |top, band| top.max(band.p90));
        let months = self.curves.home.last().map_or(1.0, |last| last[0]);
        let mut labels = self.end_labels(palette(ui), &unit);
        labels.extend(self.band_label(palette(ui), &unit, body.width()));
        let high = if top > 0.0 { top * HEADROOM } else { 1.0 };
        let row = row_height(ui);
        let height = body.height() - row - space::HALF - row / 2.0;
        let step = round_step(high, grid_lines(height));
        let area = plot_area(ui, body, steps(0.0, high, step).map(|value| unit.tick(value)), &labels);
        let canvas = canvas(ui, area, (0.0, months), (0.0, high));
        canvas.y_axis(step, true, |value| unit.tick(value));
        let count = self.answer.evaluation.ledger.months.len();
        canvas.x_axis(&time_axis(count, &self.answer.scenario.money.start), body.x_range());
        self.show_band(&canvas);
        if let Some(ghost) = self.ghost {
            let until = |point: &&[f64; 2]| point[0] <= months;
            let points: Vec<[f64; 2]> = ghost.effective.iter().take_while(until).copied().collect();
            canvas.line(&self.on_screen(&canvas, &points), Pen::dotted(palette(ui).quiet));
        }
        let lines = self.lines(&canvas);
        canvas.end_labels(labels);
        if self.answer.moves() {
            if !self.monthly {
                self.break_even(&canvas, &lines);
            }
        } else {
            canvas.remark("No seat moves, so cash and effective cost are home cost.", &lines);
        }
        self.tip(ui, &canvas);
        canvas
    }

    /// The labels at the lines' ends: their last values.
    fn end_labels(&self, ink: &Palette, unit: &MoneyUnit) -> Vec<EndLabel> {
        let end = |name: &str, points: &[[f64; 2]], color| {
            let value = points.last().map_or(0.0, |last| last[1]);
            EndLabel { text: format!("{name} {}", unit.figure(value)), color, value }
        };
        let [home, cash, effective] = self.strength.map(|strength| move |color| faint(ink, color, strength));
        let mut labels = vec![end("Home", &self.curves.home, home(ink.home))];
        if self.answer.moves() {
            labels.push(end("Effective", &self.curves.effective, effective(ink.offshore_text)));
            labels.push(end("Cash", &self.curves.cash, cash(ink.offshore_text)));
        }
        // Only where it ends with the others.
        let ghost = self.ghost.filter(|ghost| ghost.effective.len() == self.curves.effective.len());
        labels.extend(ghost.map(|ghost| end("was", &ghost.effective, ink.quiet)));
        labels
    }

    /// Between which costs the band ends, at its upper end.
    fn band_label(&self, ink: &Palette, unit: &MoneyUnit, width: f32) -> Option<EndLabel> {
        let what = if width < ROOMY { "80 in 100\n" } else { "80 in 100: " };
        self.band.last().map(|band| EndLabel {
            text: format!("{what}{}–{}", unit.figure(band.p10), unit.figure(band.p90)),
            color: ink.quiet,
            value: band.p90,
        })
    }

    /// The edges of the band on screen: p10 and p90, month by month from the start.
    fn band_edges(&self, canvas: &Canvas) -> [Vec<Pos2>; 2] {
        let months = || self.curves.home.iter().map(|point| point[0]).skip(1);
        let edge = |of: fn(&Band) -> f64| {
            let points = months().zip(self.band).map(|(x, band)| [x, of(band)]);
            canvas.map(std::iter::once([0.0, 0.0]).chain(points))
        };
        [edge(|band| band.p10), edge(|band| band.p90)]
    }

    /// Where effective cost ends in 80 of 100 trials.
    fn show_band(&self, canvas: &Canvas) {
        if self.band.is_empty() {
            return;
        }
        let color = canvas.ink.offshore.gamma_multiply(BAND);
        let [low, high] = self.band_edges(canvas);
        let mut mesh = Mesh::default();
        for (index, (low, high)) in (0_u32..).step_by(2).zip(low.into_iter().zip(high)) {
            mesh.colored_vertex(low, color);
            mesh.colored_vertex(high, color);
            if index > 0 {
                mesh.add_triangle(index - 2, index - 1, index);
                mesh.add_triangle(index - 1, index + 1, index);
            }
        }
        canvas.inside.add(Shape::mesh(mesh));
    }

    /// Draws the lines, the one that counts last, and returns them on screen.
    fn lines(&self, canvas: &Canvas) -> Vec<Vec<Pos2>> {
        let ink = canvas.ink;
        let [home, cash, effective] = self.strength.map(|strength| move |color| faint(ink, color, strength));
        let all = [
            (&self.curves.cash, Pen::dashed(mark::LINE, cash(ink.offshore))),
            (&self.curves.home, Pen::solid(mark::LINE, home(ink.home))),
            (&self.curves.effective, Pen::solid(mark::HEAVY, effective(ink.offshore))),
        ];
        let shown =
            all.iter().filter(|(points, _)| self.answer.moves() || std::ptr::eq(*points, &raw const self.curves.home));
        shown
            .map(|(points, pen)| {
                let line = self.on_screen(canvas, points);
                canvas.line(&line, *pen);
                line
            })
            .collect()
    }

    /// A curve on screen: as it is, or in steps, a month wide each.
    fn on_screen(&self, canvas: &Canvas, points: &[[f64; 2]]) -> Vec<Pos2> {
        if self.monthly {
            canvas.map(points.iter().flat_map(|[x, y]| [[x - 1.0, *y], [*x, *y]]))
        } else {
            canvas.map(points.iter().copied())
        }
    }

    /// Where the lines cross for good: a ring, a guide to the axis and the month.
    fn break_even(&self, canvas: &Canvas, lines: &[Vec<Pos2>]) {
        let Some(month) = self.answer.evaluation.results.payback_month else { return };
        let Some([x, y]) = crossing(self.curves, month) else { return };
        let ink = canvas.ink;
        let (at, foot) = (canvas.at(x, y), canvas.at(x, 0.0));
        canvas.line(&[at, foot], Pen::dotted(ink.quiet));
        canvas.ring(at, ink.text);
        let galley = frame::label(&canvas.around, format!("break-even, month {month}"), ink.quiet);
        let mut taken = Obstacles::default();
        for line in lines {
            taken.add_line(line);
        }
        taken.add_line(&[at, foot]);
        taken.add_rect(Rect::from_min_max(canvas.rect().left_bottom(), foot + vec2(space::GAP, 0.0)));
        let room = canvas.rect().shrink(space::HALF);
        if let Some((rect, _)) = taken.beside((at, mark::MARKER + space::HALF), galley.size(), room) {
            frame::leader(&canvas.around, (at, mark::MARKER), rect, ink.quiet);
            frame::over(&canvas.around, rect, galley, Some(ink.ground));
        }
    }

    /// The month under the pointer.
    fn month(&self, canvas: &Canvas, pointer: Pos2) -> Option<usize> {
        let x = canvas.value(pointer)[0];
        let end = if self.monthly { x.ceil() } else { x.round() };
        self.curves.home.iter().position(|point| (point[0] - end).abs() < 0.5)
    }

    /// How far the nearest line is from the pointer in its month, and the cost that it shows.
    fn nearest(&self, canvas: &Canvas, pointer: Pos2) -> Option<(f32, Measure)> {
        let index = self.month(canvas, pointer)?;
        let lines = [
            (&self.curves.effective, Measure::EffectiveCost),
            (&self.curves.cash, Measure::CashCost),
            (&self.curves.home, Measure::HomeCost),
        ];
        let away = |points: &[[f64; 2]]| points.get(index).map(|point| (canvas.at(0.0, point[1]).y - pointer.y).abs());
        let known = lines.into_iter().filter_map(|(points, measure)| Some((away(points)?, measure)));
        known.min_by(|a, b| a.0.total_cmp(&b.0))
    }

    /// All three figures of the month under the pointer.
    fn tip(&self, ui: &Ui, canvas: &Canvas) {
        let Some(pointer) = canvas.response.hover_pos() else { return };
        let Some(index) = self.month(canvas, pointer) else { return };
        let ink = canvas.ink;
        let [x, home] = self.curves.home[index];
        let [cash, effective] = [self.curves.cash[index][1], self.curves.effective[index][1]];
        let middle = if self.monthly { x - 0.5 } else { x };
        let guide = [canvas.at(middle, 0.0).x, canvas.rect().top(), canvas.rect().bottom()];
        canvas.inside.vline(guide[0], guide[1]..=guide[2], (mark::HAIR, ink.control));
        for (value, color) in [(home, ink.home), (cash, ink.offshore), (effective, ink.offshore)] {
            canvas.inside.circle_filled(canvas.at(middle, value), mark::DOT, color);
        }
        let exact = |value: f64| format::money_exact(format::decimal(value), &self.answer.scenario.money.currency);
        let month = x.to_usize().unwrap_or(0);
        let start = Calendar::start(&self.answer.scenario.money.start);
        let heading = match month {
            0 => format!("Start, {}", start.name()),
            _ => format!("Month {month}, {}", start.after(month - 1).name()),
        };
        let mut rows = vec![
            TipRow::of(ink.home, "Home", exact(home)),
            TipRow::of(ink.offshore_text, "Effective", exact(effective)),
            TipRow::of(ink.offshore_text, "Cash", exact(cash)),
            TipRow::plain("Saving", exact(home - effective)),
        ];
        if let Some(ghost) = self.ghost.and_then(|ghost| ghost.effective.get(index)) {
            rows.push(TipRow::plain("Effective was", exact(ghost[1])));
        }
        if let Some(band) = index.checked_sub(1).and_then(|month| self.band.get(month)) {
            let short = |value: f64| format::money(format::decimal(value), &self.answer.scenario.money.currency);
            rows.push(TipRow::plain("80 in 100", format!("{} – {}", short(band.p10), short(band.p90))));
        }
        frame::tip_ui(ui, canvas.response.layer_id, canvas.response.id, &heading, &rows);
    }
}

/// A color as strong as it is to be on the ground.
fn faint(ink: &Palette, color: Color32, strength: f32) -> Color32 {
    ink.ground.lerp_to_gamma(color, strength)
}

/// Where effective cost meets home cost within the month before a payback.
fn crossing(curves: &CostCurves, month: usize) -> Option<[f64; 2]> {
    let [x, home] = *curves.home.get(month)?;
    let effective = curves.effective.get(month)?[1];
    let before = month.checked_sub(1)?;
    let [from, home_before] = curves.home[before];
    let gap_before = curves.effective[before][1] - home_before;
    let gap = effective - home;
    let part = if gap_before > gap { (gap_before / (gap_before - gap)).clamp(0.0, 1.0) } else { 1.0 };
    Some([from + (x - from) * part, home_before + (home - home_before) * part])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn break_even_is_where_the_lines_meet() {
        let curves = CostCurves {
            home: vec![[0.0, 0.0], [1.0, 10.0], [2.0, 20.0]],
            cash: Vec::new(),
            effective: vec![[0.0, 0.0], [1.0, 12.0], [2.0, 18.0]],
        };
        assert_eq!(crossing(&curves, 2), Some([1.5, 15.0]));
        assert_eq!(crossing(&curves, 3), None);
    }
}
