//! Effective cost over time of every scenario on one scale.

use egui::{Pos2, Ui};
use rust_decimal::prelude::ToPrimitive;

use super::{Scene, name};
use crate::{
    export::report::cents,
    format,
    state::compare::{Picture, evaluate::Weighed},
    ui::{
        charts::{
            canvas::{Canvas, EndLabel, Pen, canvas, grid_lines, plot_area, row_height},
            frame::{self, TipRow, head_ui},
            scale::{Calendar, MoneyUnit, round_step, steps, time_axis},
            table::Table,
            words::{Words, largest},
        },
        theme::{mark, palette, space},
    },
};

/// Room above the highest value, as a part of it.
const HEADROOM: f64 = 1.04;
/// Most other scenarios that are named at the ends of their lines.
const NAMED: usize = 3;

/// A scenario's cumulative effective cost.
fn curve(side: &Weighed) -> &Vec<[f64; 2]> {
    &side.curves.effective
}

fn end(side: &Weighed) -> f64 {
    curve(side).last().map_or(0.0, |last| last[1])
}

/// The highest cost, and the unit of all.
fn scale(scene: &Scene<'_>) -> (f64, MoneyUnit) {
    let top = largest(scene.sides().map(curve).chain([&scene.base.curves.home]));
    (top, MoneyUnit::of(top, scene.currency))
}

pub(super) fn costs_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let (top, unit) = scale(scene);
    let words = words(scene);
    let head = head_ui(ui, &words, None);
    let months = scene.sides().map(|side| side.side.months()).max().unwrap_or(1);
    let high = if top > 0.0 { top * HEADROOM } else { 1.0 };
    let labels = labels(ui, scene, &unit);
    let row = row_height(ui);
    let height = head.body.height() - row - space::HALF - row / 2.0;
    let step = round_step(high, grid_lines(height));
    let area = plot_area(ui, head.body, steps(0.0, high, step).map(|value| unit.tick(value)), &labels);
    let canvas = canvas(ui, area, (0.0, f64::from(months)), (0.0, high));
    canvas.y_axis(step, true, |value| unit.tick(value));
    let start = &scene.base.side.own.money.start;
    canvas.x_axis(&time_axis(usize::try_from(months).unwrap_or(0), start), head.body.x_range());
    let draw = |points: &[[f64; 2]], pen| canvas.line(&canvas.map(points.iter().copied()), pen);
    for side in scene.rest.values() {
        draw(curve(side), Pen::solid(mark::HAIR, canvas.ink.control.gamma_multiply(0.5)));
    }
    draw(&scene.base.curves.home, Pen::dashed(mark::HAIR, canvas.ink.home));
    draw(curve(scene.base), Pen::solid(mark::LINE, canvas.ink.text));
    if let Some(other) = scene.other {
        draw(curve(other), Pen::solid(mark::HEAVY, canvas.ink.offshore));
    }
    canvas.end_labels(labels);
    frame::describe(&canvas.response, &words);
    tip(ui, &canvas, scene);
}

pub(super) fn words(scene: &Scene<'_>) -> Words {
    let ([base, other], [_, name]) = (scene.whole_names(), scene.names());
    let money = |value: f64| format::money(format::decimal(value), scene.currency);
    let (_, unit) = scale(scene);
    let unit = unit.name();
    let subject = format!("Effective cost, cumulative, {unit}");
    let (short, summary) = match scene.other {
        None => ("the base alone".to_owned(), format!("{base} ends at {}.", money(end(scene.base)))),
        Some(side) => {
            let by = end(side) - end(scene.base);
            let amount = money(by.abs());
            let than = if by.abs() < 0.005 {
                "ends where the base does".to_owned()
            } else if by < 0.0 {
                format!("ends {amount} below the base")
            } else {
                format!("ends {amount} above the base")
            };
            let summary = format!("{other} {than}: {} beside {} for {base}.", money(end(side)), money(end(scene.base)));
            (than, summary)
        }
    };
    let of = |name: &str| format!("{subject}: {name} {short}").replace("  ", " ");
    let titles = vec![of(&other), of(&name), format!("{subject}: {short}"), subject];
    Words { titles, summary: format!("{}. {summary}", Picture::Costs.label()) }
}

fn labels(ui: &Ui, scene: &Scene<'_>, unit: &MoneyUnit) -> Vec<EndLabel> {
    let ink = palette(ui);
    let label = |side: &Weighed, color| EndLabel {
        text: format!("{} {}", name(side), unit.figure(end(side))),
        color,
        value: end(side),
    };
    let home = scene.base.curves.home.last().map_or(0.0, |last| last[1]);
    let mut labels = vec![
        EndLabel { text: format!("Home {}", unit.figure(home)), color: ink.home, value: home },
        label(scene.base, ink.text),
    ];
    labels.extend(scene.other.map(|other| label(other, ink.offshore_text)));
    if scene.rest.len() <= NAMED {
        labels.extend(scene.rest.values().map(|side| label(side, ink.quiet)));
    }
    labels
}

/// The figures of the month under the pointer: base, other, and between which all others lie.
fn tip(ui: &Ui, canvas: &Canvas, scene: &Scene<'_>) {
    let Some(pointer) = canvas.response.hover_pos() else { return };
    let Some(month) = month(canvas, pointer) else { return };
    let ink = canvas.ink;
    let x = canvas.at(month.to_f64().unwrap_or_default(), 0.0).x;
    canvas.inside.vline(x, canvas.rect().y_range(), (mark::HAIR, ink.control));
    let at = |side: &Weighed| curve(side).get(month).map(|point| point[1]);
    let exact = |value: f64| format::money_exact(format::decimal(value), scene.currency);
    let mut rows = Vec::new();
    let pair = [Some((scene.base, ink.text)), scene.other.map(|other| (other, ink.offshore_text))];
    for (side, color) in pair.into_iter().flatten() {
        if let Some(value) = at(side) {
            canvas.inside.circle_filled(canvas.at(month.to_f64().unwrap_or_default(), value), mark::DOT, color);
            rows.push(TipRow::of(color, name(side), exact(value)));
        }
    }
    if let Some((base, other)) = at(scene.base).zip(scene.other.and_then(at)) {
        let delta = format::decimal(other - base);
        rows.push(TipRow::plain("Difference", format::signed(delta, &exact((other - base).abs()))));
    }
    let rest: Vec<f64> = scene.rest.values().filter_map(|side| at(side)).collect();
    match rest.len() {
        0 => {}
        1..=4 => rows.extend(scene.rest.values().filter_map(|side| Some(TipRow::plain(name(side), exact(at(side)?))))),
        count => {
            let low = rest.iter().copied().fold(f64::INFINITY, f64::min);
            let high = rest.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let money = |value| format::money(format::decimal(value), scene.currency);
            rows.push(TipRow::plain(format!("{count} others"), format!("{} – {}", money(low), money(high))));
        }
    }
    let start = Calendar::start(&scene.base.side.own.money.start);
    let heading = match month {
        0 => format!("Start, {}", start.name()),
        _ => format!("Month {month}, {}", start.after(month - 1).name()),
    };
    frame::tip_ui(ui, canvas.response.layer_id, canvas.response.id, &heading, &rows);
}

fn month(canvas: &Canvas, pointer: Pos2) -> Option<usize> {
    canvas.value(pointer)[0].round().to_usize()
}

pub(super) fn table<'a>(scene: &'a Scene<'_>) -> Table<'a> {
    let sides: Vec<&Weighed> = scene.sides().collect();
    let (currency, code) = (scene.currency, format::currency_code(scene.currency));
    let heads = sides.iter().map(|side| format!("{}, {code}", format::plain(&side.side.own.name)));
    let head: Vec<String> = std::iter::once("Month".to_owned()).chain(heads).collect();
    let months = sides.iter().map(|side| curve(side).len()).max().unwrap_or(0);
    let rows = (1..months).map(move |month| {
        let written = |point: &[f64; 2]| cents(format::in_units(format::decimal(point[1]), currency));
        let cell = |side: &&Weighed| curve(side).get(month).map_or_else(String::new, written);
        std::iter::once(month.to_string()).chain(sides.iter().map(cell)).collect()
    });
    Table::new(head, rows)
}
