//! Where the effective saving of both may end, in the same thousands of futures, one over the other.

use egui::{Color32, Rect, Shape, Stroke, Ui, pos2};
use rust_decimal::prelude::ToPrimitive;

use super::Scene;
use crate::{
    engine::monte_carlo::Simulation,
    export::report::rate,
    format,
    state::compare::Picture,
    ui::{
        charts::{
            canvas::{Canvas, Pen, canvas, row_height},
            frame::{self, TipRow, head_ui},
            labels::Obstacles,
            risk::{Bar, bars, beside, index},
            scale::{percent, ratio, round_step, share, steps},
            table::Table,
            words::Words,
        },
        theme::{mark, palette, space},
    },
};

/// Most bars of a histogram.
const BARS: usize = 40;
/// Futures beyond this share at either end are out of sight until zoomed out.
const TAIL: f64 = 0.004;
/// Room above the highest bar for names, as a part of it.
const HEADROOM: f64 = 1.35;

/// The futures of both, where both have any.
fn found<'a>(scene: &Scene<'a>) -> Option<&'a [Simulation; 2]> {
    scene.chances().filter(|both| both.iter().all(|of| !of.distribution.is_empty()))
}

pub(super) fn futures_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let (found, words) = (found(scene), words(scene));
    let head = head_ui(ui, &words, None);
    let Some(both) = found else {
        let why = match (scene.other, scene.chances()) {
            (None, _) => "Add another scenario to see both futures.",
            (_, Some(_)) => "One of them has no home costs to compare with.",
            _ => "Drawing 10,000 futures of each…",
        };
        return frame::nothing_ui(ui, head.body, &words, why);
    };
    let (low, high) = bounds(both);
    let width = round_step(high - low, BARS);
    let counted = both.each_ref().map(|of| bars(&of.distribution, (low, high), width));
    let most = counted.iter().flatten().map(|bar| bar.2).max().unwrap_or(1).to_f64().unwrap_or(1.0);
    let row = row_height(ui);
    let area = Rect::from_min_max(head.body.min, pos2(head.body.right(), head.body.bottom() - row - space::HALF));
    let canvas = canvas(ui, area, (low, high), (0.0, most * HEADROOM));
    let marks: Vec<_> = steps(low, high, round_step(high - low, 8)).map(|value| (value, percent(value))).collect();
    canvas.x_axis(&marks, head.body.x_range());
    let rect = canvas.rect();
    canvas.around.hline(rect.x_range(), rect.bottom(), (mark::HAIR, canvas.ink.control));
    let ink = palette(ui);
    for (bars, (fill, line)) in counted.iter().zip([(ink.control, ink.text), (ink.offshore, ink.offshore)]) {
        outline(&canvas, bars, (fill.gamma_multiply(0.28), line));
    }
    medians(&canvas, scene, (both, &counted));
    frame::describe(&canvas.response, &words);
    tip(ui, &canvas, scene, (both, &counted));
}

/// Where nearly all futures of both end, and zero where that is near.
fn bounds(both: &[Simulation; 2]) -> (f64, f64) {
    let ends = both.iter().map(|of| {
        let last = of.distribution.len() - 1;
        let at = |share: f64| of.distribution[index(share, last)];
        (at(TAIL), at(1.0 - TAIL))
    });
    let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (l, h)| (low.min(l), high.max(h)));
    let span = (high - low).max(0.01);
    let low = if low > 0.0 && low < span * 0.5 { 0.0 } else { low };
    let width = round_step((high - low).max(0.01), BARS);
    ((low / width - 0.5).floor() * width, (high / width + 0.5).ceil() * width)
}

/// A histogram as one shape: filled, with a line along its top.
fn outline(canvas: &Canvas, bars: &[Bar], (fill, line): (Color32, Color32)) {
    let mut top = Vec::with_capacity(2 * bars.len());
    for (from, to, count) in bars {
        let height = count.to_f64().unwrap_or_default();
        canvas.inside.rect_filled(Rect::from_two_pos(canvas.at(*from, 0.0), canvas.at(*to, height)), 0.0, fill);
        top.extend([canvas.at(*from, height), canvas.at(*to, height)]);
    }
    canvas.inside.add(Shape::line(top, Stroke::new(mark::LINE, line)));
}

/// The medians of both with their names.
fn medians(canvas: &Canvas, scene: &Scene<'_>, (both, counted): (&[Simulation; 2], &[Vec<Bar>; 2])) {
    let (ink, rect) = (canvas.ink, canvas.rect());
    let mut taken = Obstacles::default();
    for (from, to, count) in counted.iter().flatten() {
        taken.add_rect(Rect::from_two_pos(canvas.at(*from, 0.0), canvas.at(*to, count.to_f64().unwrap_or_default())));
    }
    let lines: Vec<_> = both
        .iter()
        .zip(scene.names())
        .zip([ink.text, ink.offshore_text])
        .filter_map(|((of, name), color)| Some((of.effective_saving?.quantiles.p50, name, color)))
        .collect();
    for (at, _, color) in &lines {
        let x = canvas.at(*at, 0.0).x;
        let line = [pos2(x, rect.top()), pos2(x, rect.bottom())];
        canvas.line(&line, Pen::dashed(mark::HAIR, *color));
        taken.add_line(&line);
    }
    for (at, name, color) in lines {
        let half = format!("half above {}", share(at));
        // With its name where there is room for it.
        for text in [format!("{name}: {half}"), half] {
            let galley = frame::label(&canvas.around, text, color);
            if let Some(place) = beside(&taken, rect, canvas.at(at, 0.0).x, galley.size()) {
                taken.add_rect(place);
                canvas.around.galley(place.min, galley, color);
                break;
            }
        }
    }
}

/// How many futures of each reach at least what is under the pointer.
fn tip(ui: &Ui, canvas: &Canvas, scene: &Scene<'_>, (both, counted): (&[Simulation; 2], &[Vec<Bar>; 2])) {
    let Some(pointer) = canvas.response.hover_pos() else { return };
    let x = canvas.value(pointer)[0];
    let Some((from, to, _)) = counted[0].iter().find(|(from, to, _)| (*from..*to).contains(&x)) else { return };
    let row = |((of, name), color): ((&Simulation, String), Color32)| {
        let all = of.distribution.len();
        let above = all - of.distribution.partition_point(|saving| saving < from);
        TipRow::of(color, format!("{name}, at least this"), format::chance(ratio(above, all)))
    };
    let colors = [canvas.ink.text, canvas.ink.offshore_text];
    let rows: Vec<TipRow> = both.iter().zip(scene.names()).zip(colors).map(row).collect();
    let heading = format!("Effective saving {}–{}\u{a0}%", percent(*from), percent(*to));
    frame::tip_ui(ui, canvas.response.layer_id, canvas.response.id, &heading, &rows);
}

pub(super) fn words(scene: &Scene<'_>) -> Words {
    let label = Picture::Chances.label();
    let [base, other] = scene.whole_names();
    let subject = "Effective saving in 10,000 futures of each, %".to_owned();
    let Some(both) = found(scene) else {
        return Words { summary: format!("{label}. Not known yet."), titles: vec![subject] };
    };
    let half = |of: &Simulation| of.effective_saving.map_or_else(|| "–".to_owned(), |of| share(of.quantiles.p50));
    let chance = |of: &Simulation| of.chance_of_saving.map_or_else(|| "–".to_owned(), format::chance);
    let summary = format!(
        "{label}. Half of the futures of {base} save more than {}, of {other} more than {}. \
         Chance of saving at all: {} and {}.",
        half(&both[0]),
        half(&both[1]),
        chance(&both[0]),
        chance(&both[1])
    );
    let claim = format!("half above {}, of the base above {}", half(&both[1]), half(&both[0]));
    Words { summary, titles: vec![format!("{subject}: {claim}"), subject] }
}

pub(super) fn table<'a>(scene: &'a Scene<'_>) -> Table<'a> {
    let names = scene.whole_names();
    let head = ["Effective saving".to_owned()].into_iter().chain(names);
    let both = scene.chances().map(|both| both.each_ref().map(|of| of.effective_saving.map(|of| of.quantiles.named())));
    let rows = both.into_iter().flat_map(|[base, other]| {
        let cells = base.into_iter().flatten().zip(other.into_iter().flatten());
        cells.map(|((name, base), (_, other))| {
            vec![name.to_uppercase(), rate(format::decimal(base)), rate(format::decimal(other))]
        })
    });
    Table::new(head, rows)
}
