//! Seats and output: how many seats are filled at each place, month by month, and what they
//! deliver beside the team all at home.

use egui::{Color32, Mesh, Rect, Shape, Ui};
use rust_decimal::prelude::ToPrimitive;

use super::{
    Scene,
    canvas::{Canvas, EndLabel, Pen, canvas, grid_lines, plot_area, row_height},
    frame::{self, TipRow, head_ui},
    scale::{Calendar, count, round_step, steps, time_axis},
    words::words,
};
use crate::{
    format,
    state::{derived::Answer, view::Chart},
    ui::theme::{Palette, mark, palette},
};

/// Room above the highest value, as a part of it.
const HEADROOM: f64 = 1.06;
/// How strong the color of home's area is; of each site's.
const STRENGTH: (f32, f32) = (0.3, 0.5);

pub(super) fn seats_ui(ui: &mut Ui, scene: Scene<'_>) {
    let words = words(Chart::Seats, scene);
    let head = head_ui(ui, &words, None);
    let ghost = scene.ghost().map_or(&[][..], |ghost| &ghost.seats.output);
    let canvas = SeatsPlot { answer: scene.answer, ghost }.show(ui, head.body);
    frame::describe(&canvas.response, &words);
}

struct SeatsPlot<'a> {
    answer: &'a Answer,
    /// The reference's output by month; none where there is nothing to compare with.
    ghost: &'a [f64],
}

impl SeatsPlot<'_> {
    fn show(&self, ui: &mut Ui, body: Rect) -> Canvas {
        let seats = &self.answer.seats;
        let months = seats.output.len();
        let lines = [&seats.output[..], &seats.at_home, self.ghost].into_iter().flatten().copied();
        let tops = seats.places.last().into_iter().flatten().copied();
        let high = lines.chain(tops).fold(0.0, f64::max).max(0.01) * HEADROOM;
        let labels = self.end_labels(palette(ui));
        let row = row_height(ui);
        let step = round_step(high, grid_lines(body.height() - 2.0 * row));
        let tick = |value: f64| format::trimmed(format::decimal(value), 1);
        let area = plot_area(ui, body, steps(0.0, high, step).map(tick), &labels);
        let canvas = canvas(ui, area, (0.0, months.to_f64().unwrap_or(1.0)), (0.0, high));
        self.areas(&canvas);
        canvas.y_axis(step, true, tick);
        canvas.x_axis(&time_axis(months, &self.answer.scenario.money.start), body.x_range());
        let was = self.ghost.get(..months).unwrap_or(self.ghost);
        canvas.line(&canvas.map(in_steps(was)), Pen::dotted(canvas.ink.quiet));
        let pens = [
            (&seats.at_home, Pen::dashed(mark::LINE, canvas.ink.home)),
            (&seats.output, Pen::solid(mark::HEAVY, canvas.ink.text)),
        ];
        for (values, pen) in pens {
            canvas.line(&canvas.map(in_steps(values)), pen);
        }
        canvas.end_labels(labels);
        self.tip(ui, &canvas);
        canvas
    }

    /// The last seats of each place at the middle of its area, and both lines.
    fn end_labels(&self, ink: &Palette) -> Vec<EndLabel> {
        let seats = &self.answer.seats;
        let figure = |value: f64| format::trimmed(format::decimal(value), 1);
        let mut labels = Vec::new();
        let mut below = 0.0;
        for (index, (place, tops)) in self.answer.scenario.places().zip(&seats.places).enumerate() {
            let top = tops.last().copied().unwrap_or_default();
            let color = if index == 0 { ink.home } else { ink.offshore_text };
            if top - below > 0.005 {
                let text = format!("{} {}", place.name, figure(top - below));
                labels.push(EndLabel { text, color, value: f64::midpoint(below, top) });
            }
            below = top;
        }
        let end = |name: &str, values: &[f64], color| {
            let value = values.last().copied().unwrap_or_default();
            EndLabel { text: format!("{name} {}", figure(value)), color, value }
        };
        if self.answer.moves() {
            labels.push(end("All at home", &seats.at_home, ink.home));
        }
        labels.push(end("Output", &seats.output, ink.text));
        // Only where it ends with the others.
        if self.ghost.len() == seats.output.len() {
            labels.push(end("was", self.ghost, ink.quiet));
        }
        labels
    }

    /// The filled seats, place upon place, a month wide each.
    fn areas(&self, canvas: &Canvas) {
        let places = &self.answer.seats.places;
        let nothing = vec![0.0; self.answer.seats.output.len()];
        let bottoms = std::iter::once(&nothing).chain(places);
        for (index, (bottom, top)) in bottoms.zip(places).enumerate() {
            let color = fill(canvas.ink, index, places.len());
            let mut mesh = Mesh::default();
            for (month, (low, high)) in bottom.iter().zip(top).enumerate() {
                if high > low {
                    let x = month.to_f64().unwrap_or_default();
                    mesh.add_colored_rect(Rect::from_two_pos(canvas.at(x, *low), canvas.at(x + 1.0, *high)), color);
                }
            }
            canvas.inside.add(Shape::mesh(mesh));
        }
    }

    /// All figures of the month under the pointer.
    fn tip(&self, ui: &Ui, canvas: &Canvas) {
        let Some(pointer) = canvas.response.hover_pos() else { return };
        let seats = &self.answer.seats;
        let Some(month) = canvas.value(pointer)[0].max(0.0).floor().to_usize() else { return };
        let (Some(output), Some(at_home)) = (seats.output.get(month), seats.at_home.get(month)) else { return };
        let ink = canvas.ink;
        let middle = month.to_f64().unwrap_or_default() + 0.5;
        canvas.inside.vline(canvas.at(middle, 0.0).x, canvas.rect().y_range(), (mark::HAIR, ink.control));
        let figure = |value: f64| format::trimmed(format::decimal(value), 2);
        let mut rows = Vec::new();
        let mut below = 0.0;
        for (index, (place, tops)) in self.answer.scenario.places().zip(&seats.places).enumerate() {
            let color = if index == 0 { ink.home } else { ink.offshore_text };
            rows.push(TipRow::of(color, format!("Seats, {}", place.name), figure(tops[month] - below)));
            below = tops[month];
        }
        rows.push(TipRow::plain("Output, FTE", figure(*output)));
        rows.push(TipRow::plain("All at home, FTE", figure(*at_home)));
        rows.extend(self.ghost.get(month).map(|was| TipRow::plain("Output was, FTE", figure(*was))));
        if *at_home > 0.0 {
            rows.push(TipRow::plain("Of home’s output", format::percent(format::decimal(output / at_home))));
        }
        let start = Calendar::start(&self.answer.scenario.money.start);
        let heading = format!("Month {}, {}", month + 1, start.after(month).name());
        frame::tip_ui(ui, canvas.response.layer_id, canvas.response.id, &heading, &rows);
    }
}

/// A figure a month as a line in steps.
fn in_steps(values: &[f64]) -> impl Iterator<Item = [f64; 2]> {
    values.iter().enumerate().flat_map(|(month, value)| {
        let x = month.to_f64().unwrap_or_default();
        [[x, *value], [x + 1.0, *value]]
    })
}

/// The area of a place: home blue, sites vermillion, each fainter than the one below.
fn fill(ink: &Palette, index: usize, places: usize) -> Color32 {
    if index == 0 {
        return ink.ground.lerp_to_gamma(ink.home, STRENGTH.0);
    }
    let fainter = count(index - 1) / count(places.max(2));
    ink.ground.lerp_to_gamma(ink.offshore, STRENGTH.1 * (1.0 - fainter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::LIGHT;

    #[test]
    fn a_line_keeps_its_value_through_the_month() {
        assert_eq!(in_steps(&[2.0, 3.0]).collect::<Vec<_>>(), [[0.0, 2.0], [1.0, 2.0], [1.0, 3.0], [2.0, 3.0]]);
    }

    #[test]
    fn neighbors_differ() {
        let fills: Vec<Color32> = (0..13).map(|index| fill(&LIGHT, index, 13)).collect();
        assert!(fills.windows(2).all(|pair| pair[0] != pair[1]), "{fills:?}");
    }
}
