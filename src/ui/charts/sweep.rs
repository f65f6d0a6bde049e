//! The sweep: what one lever does to a result over all its values, the rest as set.

use egui::{Color32, Pos2, Rect, Ui, UiBuilder, pos2, vec2};
use rust_decimal::Decimal;

use super::{
    Scene,
    canvas::{Canvas, EndLabel, Pen, canvas, grid_lines, plot_area, row_height},
    frame::{self, TipRow, head_ui},
    gauge::Gauge,
    labels::Obstacles,
    scale::{round_step, share, steps},
    stage::pictures,
    words::words,
};
use crate::{
    engine::{
        measure::{Measure, MeasureUnit},
        sweep::{Figures, SweepPoint},
    },
    format,
    model::{
        lever::{LeverId, Unit},
        scenario::Scenario,
    },
    state::{
        derived::Answer,
        message::{Edit, Message, ViewChange},
        study::Swept,
        sweeps::swept_lever,
        view::Chart,
    },
    ui::{
        theme::{Palette, mark, palette, size, space},
        widgets::{Chooser, chooser, lever_choice_ui, measure_choice_ui},
    },
};

/// Room above and below the curves, as a part of their span.
const HEADROOM: f64 = 0.06;

/// Hours between the names of an axis of the clock.
const WATCH: f64 = 3.0;

/// One curve of the family that a result is shown with.
#[derive(Debug, Clone, Copy)]
struct Curve {
    /// Its name at its end.
    name: &'static str,
    /// Its figure at a point.
    of: fn(&Figures) -> Option<f64>,
    /// Which of the three costs it stands for.
    side: Side,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Home,
    Cash,
    Effective,
}

impl Side {
    /// The color of its line.
    fn line(self, ink: &Palette) -> Color32 {
        if self == Self::Home { ink.home } else { ink.offshore }
    }

    /// The color of its name.
    fn text(self, ink: &Palette) -> Color32 {
        if self == Self::Home { ink.home } else { ink.offshore_text }
    }

    /// How its line is drawn.
    fn pen(self, ink: &Palette) -> Pen {
        match self {
            Self::Home => Pen::solid(mark::LINE, self.line(ink)),
            Self::Cash => Pen::dashed(mark::LINE, self.line(ink)),
            Self::Effective => Pen::solid(mark::HEAVY, self.line(ink)),
        }
    }
}

impl Curve {
    const fn new(name: &'static str, side: Side, of: fn(&Figures) -> Option<f64>) -> Self {
        Self { name, of, side }
    }

    /// The curve's figure at a point; none where there is none.
    fn at(&self, point: &SweepPoint) -> Option<f64> {
        point.figures.as_ref().ok().and_then(self.of)
    }
}

fn share_below(cost: f64, home: f64) -> Option<f64> {
    (home > 0.0).then(|| 1.0 - cost / home)
}

/// The curves that a result is shown with: savings and costs never one without the other, any
/// other result alone. The last is the one that counts.
fn family(measure: Measure) -> Vec<Curve> {
    let cash = Curve::new("Cash", Side::Cash, |figures| share_below(figures.cash, figures.home));
    let effective = Curve::new("Effective", Side::Effective, |figures| share_below(figures.effective, figures.home));
    match measure {
        Measure::EffectiveSaving | Measure::CashSaving => vec![cash, effective],
        Measure::HomeCost | Measure::CashCost | Measure::EffectiveCost => vec![
            Curve::new("Home", Side::Home, |figures| Some(figures.home)),
            Curve::new("Cash", Side::Cash, |figures| Some(figures.cash)),
            Curve::new("Effective", Side::Effective, |figures| Some(figures.effective)),
        ],
        _ => vec![Curve::new("", Side::Effective, |figures| figures.result)],
    }
}

pub(super) fn sweep_ui(ui: &mut Ui, scene: Scene<'_>, messages: &mut Vec<Message>) {
    let Scene { answer, study, view, .. } = scene;
    let words = words(Chart::Sweep, scene);
    let head = head_ui(ui, &words, None);
    let scenario = &*answer.scenario;
    let lever = swept_lever(view, scenario);
    let body = choices_ui(ui, head.body, scenario, (&lever, view.sweeps.measure), messages);
    let Some(swept) = study.swept(&lever, view.sweeps.measure) else {
        frame::nothing_ui(ui, body, &words, "Being worked out…");
        return;
    };
    let was = scene.ghost().and_then(|ghost| was(ghost, swept));
    let plot = SweepPlot { scenario, swept, curves: family(swept.sweep.measure), was };
    let Some(canvas) = plot.show(ui, body, messages) else {
        frame::nothing_ui(ui, body, &words, &nothing(swept));
        return;
    };
    frame::describe(&canvas.response, &words);
}

/// Which result by which lever, each a word that opens a list; returns what is left below.
fn choices_ui(
    ui: &mut Ui,
    body: Rect,
    scenario: &Scenario,
    (lever, measure): (&LeverId, Measure),
    messages: &mut Vec<Message>,
) -> Rect {
    if pictures(ui.ctx()) {
        // The title names both.
        return body;
    }
    let (row, below) = body.split_top_bottom_at_y(body.top() + chooser::HEIGHT);
    let mut ui = ui.new_child(UiBuilder::new().id_salt("choices").max_rect(row));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::GAP, 0.0);
        let width = (row.width() - 24.0 - 2.0 * space::GAP) / 2.0;
        let choose = |ui: &Ui, name: &str, label, hint| Chooser {
            id: ui.scope_id().with(name),
            label,
            hint,
            width,
            size: size::LABEL,
        };
        let result = choose(ui, "result", "Result of the sweep", "Which result is shown");
        if let Some(measure) = measure_choice_ui(ui, &result, measure) {
            messages.push(Message::View(ViewChange::Measure(measure)));
        }
        ui.label(egui::RichText::new("by").size(size::LABEL).color(palette(ui).quiet));
        let by = choose(ui, "lever", "Lever of the sweep", "Which lever is moved; the rest stays as set");
        if let Some(lever) = lever_choice_ui(ui, &by, scenario, lever) {
            messages.push(Message::View(ViewChange::SweepLever(lever)));
        }
    });
    Rect::from_min_max(pos2(below.left(), below.top() + space::HALF), below.max)
}

/// Why a sweep has no figure at all.
fn nothing(swept: &Swept) -> String {
    let gap = swept.sweep.points.iter().find_map(|point| point.figures.as_ref().err());
    match gap {
        Some(gap) => format!("No value of this lever can be worked out: {gap}."),
        None => format!("There is no {} at any value of this lever.", swept.sweep.measure.label().to_lowercase()),
    }
}

struct SweepPlot<'a> {
    scenario: &'a Scenario,
    swept: &'a Swept,
    curves: Vec<Curve>,
    /// The lever's value in the reference and the result there.
    was: Option<[f64; 2]>,
}

/// Where the reference stands: the lever's value and the result, where it has both.
fn was(ghost: &Answer, swept: &Swept) -> Option<[f64; 2]> {
    let value: Decimal = swept.lever.value(&ghost.scenario).ok()?;
    let result = swept.sweep.measure.exact(&ghost.evaluation.results)?;
    Some([format::float(value), format::float(result)])
}

impl SweepPlot<'_> {
    /// Draws the curves; none where there is nothing to draw.
    fn show(&self, ui: &mut Ui, body: Rect, messages: &mut Vec<Message>) -> Option<Canvas> {
        let points = &self.swept.sweep.points;
        let (first, last) = (points.first()?, points.last()?);
        let (low, high) = self.bounds()?;
        let currency = &self.scenario.money.currency;
        let gauge = Gauge::of(self.swept.sweep.measure, low.abs().max(high.abs()), currency);
        let labels = self.end_labels(palette(ui), &gauge);
        let row = row_height(ui);
        let step = round_step(high - low, grid_lines(body.height() - 2.0 * row));
        let area = plot_area(ui, body, steps(low, high, step).map(|value| gauge.tick(value)), &labels);
        let span = (format::float(first.value), format::float(last.value).max(format::float(first.value) + 1e-9));
        let canvas = canvas(ui, area, span, (low, high));
        canvas.y_axis(step, true, |value| gauge.tick(value));
        canvas.x_axis(&self.x_marks(span), body.x_range());
        let lines = self.lines(&canvas);
        canvas.end_labels(labels);
        let mut taken = Obstacles::default();
        for line in &lines {
            taken.add_line(line);
        }
        let x = canvas.at(format::float(self.swept.today.value), 0.0).x;
        taken.add_line(&[pos2(x, canvas.rect().top()), pos2(x, canvas.rect().bottom())]);
        self.crossing(&canvas, &mut taken);
        self.was(&canvas, &mut taken);
        self.today(&canvas, &mut taken);
        // Last, as it can stand at either end of its line.
        self.target(&canvas, &mut taken);
        self.hand(ui, &canvas, messages);
        Some(canvas)
    }

    /// The span of all curves, with zero where it is near: costs and shares are read against it.
    fn bounds(&self) -> Option<(f64, f64)> {
        let figures = || {
            let points = self.swept.sweep.points.iter().chain([&self.swept.today]);
            let shown = points.flat_map(|point| self.curves.iter().filter_map(|curve| curve.at(point)));
            shown.chain(self.was.map(|[_, result]| result))
        };
        figures().next()?;
        let (low, high) = figures().fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
        let room = (high - low).max(f64::MIN_POSITIVE) * HEADROOM;
        let top = if high > 0.0 { high + room } else { room };
        Some((if low < 0.0 { low - room } else { 0.0 }, top))
    }

    fn end_labels(&self, ink: &Palette, gauge: &Gauge) -> Vec<EndLabel> {
        let end = |curve: &Curve| {
            let value = self.swept.sweep.points.iter().rev().find_map(|point| curve.at(point))?;
            let text = format!("{} {}", curve.name, gauge.figure(value)).trim().to_owned();
            Some(EndLabel { text, color: curve.side.text(ink), value })
        };
        self.curves.iter().filter_map(end).collect()
    }

    /// Round values along the axis as the lever's row writes them.
    fn x_marks(&self, (low, high): (f64, f64)) -> Vec<(f64, String)> {
        let name = |value: f64| format::lever_value(&self.swept.lever, self.scenario, format::decimal(value));
        let lever = self.swept.lever.lever();
        if lever.unit == Unit::Clock {
            return steps(low, high, WATCH).map(|value| (value, name(value))).collect();
        }
        if lever.whole && high - low <= 6.0 {
            return steps(low, high, 1.0).map(|value| (value, name(value))).collect();
        }
        steps(low, high, round_step(high - low, 5)).map(|value| (value, name(value))).collect()
    }

    /// Draws each curve, broken where it has no figure.
    fn lines(&self, canvas: &Canvas) -> Vec<Vec<Pos2>> {
        let mut lines = Vec::new();
        for curve in &self.curves {
            let pen = curve.side.pen(canvas.ink);
            for part in self.swept.sweep.points.split(|point| curve.at(point).is_none()) {
                let line =
                    canvas.map(part.iter().filter_map(|point| Some([format::float(point.value), curve.at(point)?])));
                match line.as_slice() {
                    [] => {}
                    [alone] => _ = canvas.inside.circle_filled(*alone, mark::DOT, pen.stroke.color),
                    _ => canvas.line(&line, pen),
                }
                lines.push(line);
            }
        }
        lines
    }

    /// The saving that is wanted, where savings are shown.
    fn target(&self, canvas: &Canvas, taken: &mut Obstacles) {
        if self.swept.sweep.measure != Measure::EffectiveSaving {
            return;
        }
        let target = self.scenario.money.target_saving;
        let y = canvas.at(0.0, format::float(target)).y;
        let rect = canvas.rect();
        if !rect.y_range().contains(y) {
            return;
        }
        let line = [pos2(rect.left(), y), pos2(rect.right(), y)];
        canvas.line(&line, Pen::dotted(canvas.ink.quiet));
        let galley = frame::label(&canvas.around, format!("target {}", format::percent(target)), canvas.ink.quiet);
        let size = galley.size();
        let right = rect.width() - size.x - space::HALF;
        let places = [0.0, 1.0, 0.25, 0.5, 0.75]
            .map(|part| space::HALF + (right - space::HALF) * part)
            .into_iter()
            .flat_map(|x| [pos2(rect.left() + x, y - size.y - 1.0), pos2(rect.left() + x, y + 1.0)]);
        if let Some(place) = taken.clear(size, places) {
            taken.add_rect(place);
            frame::over(&canvas.around, place, galley, Some(canvas.ink.ground));
        }
    }

    /// Where the saving is gone: a ring on the zero line, or where effective cost meets home.
    fn crossing(&self, canvas: &Canvas, taken: &mut Obstacles) {
        let Some((value, height)) = crossing(self.swept) else { return };
        let costs = self.curves.iter().any(|curve| curve.side == Side::Home);
        if self.curves.len() < 2 {
            return;
        }
        let at = canvas.at(format::float(value), if costs { height } else { 0.0 });
        canvas.ring(at, canvas.ink.text);
        let shown = format::lever_value(&self.swept.lever, self.scenario, value);
        let galley = frame::label(&canvas.around, format!("breaks even at {shown}"), canvas.ink.quiet);
        name(canvas, at, galley, taken);
    }

    /// Where the reference stands: a ring and its name.
    fn was(&self, canvas: &Canvas, taken: &mut Obstacles) {
        let Some([x, y]) = self.was else { return };
        let at = canvas.at(x, y);
        canvas.at_edge(at).circle(at, mark::MARKER, canvas.ink.ground, (mark::LINE, canvas.ink.quiet));
        let galley = frame::label(&canvas.around, "was", canvas.ink.quiet);
        name(canvas, at, galley, taken);
    }

    /// Today's value: a point on each curve and its name at the foot.
    fn today(&self, canvas: &Canvas, taken: &mut Obstacles) {
        let ink = canvas.ink;
        let x = format::float(self.swept.today.value);
        let (top, bottom) = (canvas.rect().top(), canvas.rect().bottom());
        let guide = [pos2(canvas.at(x, 0.0).x, top), pos2(canvas.at(x, 0.0).x, bottom)];
        canvas.line(&guide, Pen::dotted(ink.quiet));
        for curve in &self.curves {
            if let Some(value) = curve.at(&self.swept.today) {
                let at = canvas.at(x, value);
                let radius = if curve.side == Side::Effective { mark::POINT } else { mark::MARKER };
                canvas.at_edge(at).circle(at, radius, curve.side.line(ink), (mark::LINE, ink.ground));
            }
        }
        let shown = format::lever_value(&self.swept.lever, self.scenario, self.swept.today.value);
        let galley = frame::label(&canvas.around, format!("as set, {shown}"), ink.text);
        let size = galley.size();
        let places = [1.0, 2.5, 4.0, 6.0, 9.0].into_iter().flat_map(|rows| {
            let y = bottom - rows * size.y - space::HALF;
            [pos2(guide[0].x + space::GAP, y), pos2(guide[0].x - space::GAP - size.x, y)]
        });
        let within = |place: &Pos2| canvas.rect().contains_rect(Rect::from_min_size(*place, size));
        if let Some((rect, _)) = taken.place(size, places.filter(within)) {
            taken.add_rect(rect);
            frame::over(&canvas.around, rect, galley, Some(ink.ground));
        }
    }

    /// The card at the pointer; a click takes the value.
    fn hand(&self, ui: &Ui, canvas: &Canvas, messages: &mut Vec<Message>) {
        let Some(pointer) = canvas.response.hover_pos() else { return };
        let x = canvas.value(pointer)[0];
        let off = |point: &SweepPoint| (format::float(point.value) - x).abs();
        let nearest = self.swept.sweep.points.iter().min_by(|a, b| off(a).total_cmp(&off(b)));
        let Some(point) = nearest else { return };
        let ink = canvas.ink;
        let at = canvas.at(format::float(point.value), 0.0).x;
        canvas.inside.vline(at, canvas.rect().y_range(), (mark::HAIR, ink.control));
        let mut rows = Vec::new();
        for curve in &self.curves {
            let Some(value) = curve.at(point) else { continue };
            let dot = canvas.at(format::float(point.value), value);
            canvas.inside.circle_filled(dot, mark::DOT, curve.side.line(ink));
            let name = if curve.name.is_empty() { self.swept.sweep.measure.label() } else { curve.name };
            rows.push(TipRow::of(curve.side.text(ink), name, self.exact(value)));
        }
        if let Err(gap) = &point.figures {
            rows.push(TipRow::plain("Not possible", gap.to_string()));
        } else {
            rows.push(TipRow::plain("Click", "takes this value"));
            ui.set_cursor_icon(egui::CursorIcon::PointingHand);
            if canvas.response.clicked() {
                messages.push(Message::Edit(Edit::Lever(self.swept.lever.clone(), point.value)));
                messages.push(Message::GestureEnd);
            }
        }
        let heading = format!(
            "{}: {}",
            self.swept.lever.label(self.scenario),
            format::lever_value(&self.swept.lever, self.scenario, point.value)
        );
        frame::tip_ui(ui, canvas.response.layer_id, canvas.response.id, &heading, &rows);
    }

    /// A figure for the card: money whole, shares to a tenth of a per cent.
    fn exact(&self, value: f64) -> String {
        let measure = self.swept.sweep.measure;
        match measure.unit() {
            MeasureUnit::Share => share(value),
            _ => measure.shown(format::decimal(value), &self.scenario.money.currency),
        }
    }
}

/// A name beside a point, where nothing else stands.
fn name(canvas: &Canvas, at: Pos2, galley: std::sync::Arc<egui::Galley>, taken: &mut Obstacles) {
    let size = galley.size();
    let away = mark::MARKER + space::HALF;
    let rows = [-1.2, 0.2, -3.0, 2.0, -4.5, 3.5];
    let beside = rows.into_iter().flat_map(|row| {
        let y = at.y + row * size.y;
        [pos2(at.x - size.x - away, y), pos2(at.x + away, y)]
    });
    let along = [60.0, 100.0, 140.0, 180.0].into_iter().map(|x| pos2(at.x + x, at.y + rows[0] * size.y));
    let places = beside.chain(along);
    let within = |place: &Pos2| canvas.rect().contains_rect(Rect::from_min_size(*place, size));
    if let Some((rect, _)) = taken.place(size, places.filter(within)) {
        taken.add_rect(rect);
        frame::over(&canvas.around, rect, galley, Some(canvas.ink.ground));
    }
}

/// Where effective cost meets home cost nearest to today: the lever's value and the cost there.
pub(super) fn crossing(swept: &Swept) -> Option<(Decimal, f64)> {
    let ahead = |figures: &Figures| figures.home - figures.effective;
    let today = format::float(swept.today.value);
    let pairs = swept.sweep.points.windows(2).filter_map(|pair| {
        let (before, after) = (pair[0].figures.as_ref().ok()?, pair[1].figures.as_ref().ok()?);
        let (from, to) = (ahead(before), ahead(after));
        // A move of nobody is even everywhere.
        let crosses = (from > 0.0) != (to > 0.0) && (from != 0.0 || pair[0].value > swept.sweep.points[0].value);
        crosses.then(|| {
            let part = from / (from - to);
            let (low, high) = (format::float(pair[0].value), format::float(pair[1].value));
            (low + (high - low) * part, before.effective + (after.effective - before.effective) * part)
        })
    });
    let off = |found: &(f64, f64)| (found.0 - today).abs();
    let (value, cost) = pairs.min_by(|a, b| off(a).total_cmp(&off(b)))?;
    Some((format::figures(format::decimal(value), 3), cost))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::sweep::{Axis, sweep},
        model::{estimates::Estimates, testing::two_sites},
    };

    fn swept(lever: &str, from: Decimal, to: Decimal) -> (Scenario, Swept) {
        let scenario = two_sites();
        let lever: LeverId = lever.parse().unwrap();
        let run = |from, to| {
            let axis = Axis { lever: lever.clone(), from, to, steps: 40 };
            sweep(&scenario, &Estimates::of(&scenario), &axis, Measure::EffectiveSaving, &|| false).unwrap()
        };
        let value = lever.value(&scenario).unwrap();
        let today = run(value, value).points[0].clone();
        let sweep = run(from, to);
        (scenario, Swept { lever, sweep, today })
    }

    #[test]
    fn the_saving_is_gone_where_costs_meet() {
        let (scenario, swept) = swept("friction.rework", Decimal::ZERO, Decimal::ONE);
        let (value, _) = crossing(&swept).expect("rework eats the saving somewhere");
        let saving = |value| {
            let mut copy = scenario.clone();
            copy.friction.rework = value;
            crate::engine::estimate(&copy, &Estimates::of(&copy)).effective_saving().unwrap()
        };
        let step = format::decimal(0.01);
        assert!(saving(value - step) > 0.0 && saving(value + step) < 0.0, "{value}");
    }

    #[test]
    fn a_lever_that_never_eats_the_saving_has_no_crossing() {
        let (_, swept) = swept("friction.rework", Decimal::ZERO, format::decimal(0.1));
        assert_eq!(crossing(&swept), None);
    }
}
