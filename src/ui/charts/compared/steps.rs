//! The bridge from the base's effective cost to the other's: a row for each group of inputs.

use egui::{Align2, Pos2, Rect, Sense, Ui, pos2, vec2};
use rust_decimal::Decimal;

use super::Scene;
use crate::{
    engine::{compare::way::Bar, measure::Measure},
    export::{compare::input_label, report::cents},
    format::{self, float},
    state::compare::{Picture, evaluate::Pair},
    ui::{
        charts::{
            frame::{self, TipRow, head_ui},
            scale::{count, round_step, screen},
            table::Table,
            words::Words,
        },
        theme::{self, mark, palette, size, space},
    },
};

/// Steps that span less than this part of the cost are shown from near it rather than from zero.
const SMALL: f64 = 0.5;
/// Room left of the lowest level, as a part of the span of all.
const ASIDE: f64 = 0.35;
/// How far from its beginning a bar is broken that does not begin at zero.
const BREAK: f32 = 12.0;
/// Most inputs of a step that its card names.
const NAMED: usize = 6;

/// A row: its name, where it stood and stands, and whether it is a whole cost.
struct Row {
    name: String,
    bar: Bar,
    total: bool,
}

fn rows(scene: &Scene<'_>, pair: &Pair) -> Option<Vec<Row>> {
    let bars = pair.way.bars(Measure::EffectiveCost, pair.per)?;
    let [base, other] = scene.names();
    let whole = |name, level| Row { name, bar: Bar { from: Decimal::ZERO, to: level }, total: true };
    let start = crate::engine::compare::counted(Measure::EffectiveCost, &pair.way.start.0, months(pair))?;
    let end = bars.last().map_or(start, |bar| bar.to);
    let steps = pair.way.steps.iter().zip(bars).map(|(step, bar)| Row { name: step.label(), bar, total: false });
    Some(std::iter::once(whole(base, start)).chain(steps).chain([whole(other, end)]).collect())
}

/// The months that totals are divided by, where they are.
fn months(pair: &Pair) -> Option<u32> {
    matches!(pair.per, crate::engine::compare::Per::Month(..)).then_some(pair.way.start.1)
}

/// The pair with its rows, where they are known.
fn found<'a>(scene: &Scene<'a>) -> Option<(&'a Pair, Vec<Row>)> {
    scene.pair().and_then(|pair| Some((pair, rows(scene, pair)?)))
}

pub(super) fn steps_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let (found, words) = (found(scene), words(scene));
    let head = head_ui(ui, &words, None);
    let Some((pair, rows)) = found else {
        let why = match scene.other {
            None => "Add another scenario to see what turns the base into it.",
            Some(_) => "Being worked out…",
        };
        return frame::nothing_ui(ui, head.body, &words, why);
    };
    let chart = Chart::new(ui, head.body, &rows, scene.currency);
    for index in 0..rows.len() {
        chart.row(ui, index);
    }
    chart.axis(ui);
    let response = ui.interact(head.body, ui.scope_id().with("steps"), Sense::hover());
    frame::describe(&response, &words);
    chart.tip(ui, &response, pair);
}

struct Chart<'a> {
    rows: &'a [Row],
    area: Rect,
    bars: Rect,
    low: f64,
    high: f64,
    currency: &'a str,
}

/// Breaks a bar that does not begin at zero: two strokes of the ground across it.
fn broken(ui: &Ui, at: Pos2, thick: f32) {
    let half = vec2(thick / 4.0, -thick / 2.0 - mark::HAIR);
    for aside in [0.0, BREAK / 2.0] {
        let at = at + vec2(aside, 0.0);
        ui.painter().line_segment([at - half, at + half], (mark::LINE, palette(ui).ground));
    }
}

impl<'a> Chart<'a> {
    fn new(ui: &Ui, body: Rect, rows: &'a [Row], currency: &'a str) -> Self {
        let levels = || rows.iter().map(|row| float(row.bar.to));
        let top = levels().map(f64::abs).fold(0.0, f64::max);
        let (least, most) = (levels().fold(f64::INFINITY, f64::min), levels().fold(f64::NEG_INFINITY, f64::max));
        let span = (most - least).max(top * 0.002);
        let near = least > 0.0 && span < top * SMALL;
        let grain = round_step(span * ASIDE, 2);
        let low = if near { (((least - span * ASIDE) / grain).floor() * grain).max(0.0) } else { least.min(0.0) };
        let high = if most > low { most } else { low + 1.0 };
        let ink = palette(ui).text;
        let width = |text: &str| frame::row(ui.painter(), text, theme::strong(size::LABEL), ink).size().x;
        let names = rows.iter().map(|row| width(&row.name)).fold(0.0, f32::max).min(body.width() * 0.4);
        let figures = rows.iter().map(|row| width(&figure(row, currency))).fold(0.0, f32::max);
        let row = frame::label(ui.painter(), "0", ink).size().y;
        let area = Rect::from_min_max(body.min, pos2(body.right(), body.bottom() - row - space::HALF));
        let bars = Rect::from_min_max(
            pos2(area.left() + names + space::MARGIN, area.top()),
            pos2(area.right() - figures - space::MARGIN, area.bottom()),
        );
        Self { rows, area, bars, low, high, currency }
    }

    fn height(&self) -> f32 {
        (self.area.height() / count(self.rows.len().max(1))).min(2.5 * mark::ROW)
    }

    fn x(&self, value: f64) -> f32 {
        self.bars.left() + self.bars.width() * screen((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    fn row(&self, ui: &Ui, index: usize) {
        let (row, ink, painter) = (&self.rows[index], palette(ui), ui.painter());
        let height = self.height();
        let y = self.area.top() + height * (count(index) + 0.5);
        let font = if row.total { theme::strong(size::LABEL) } else { theme::regular(size::LABEL) };
        let last = index + 1 == self.rows.len();
        let (fill, color) = match row.total {
            true if last => (ink.offshore, ink.offshore_text),
            true => (ink.text, ink.text),
            false if row.bar.to > row.bar.from => (ink.control, ink.text),
            false => (ink.control.lerp_to_gamma(ink.ground, 0.6), ink.text),
        };
        let room = self.bars.left() - space::MARGIN - self.area.left();
        let name = crate::ui::widgets::line(painter, &row.name, font.clone(), color, room);
        frame::paint(painter, pos2(self.area.left(), y), Align2::LEFT_CENTER, name);
        let text = frame::row(painter, figure(row, self.currency), font, color);
        frame::paint(painter, pos2(self.area.right(), y), Align2::RIGHT_CENTER, text);
        let from = if row.total { self.bars.left() } else { self.x(float(row.bar.from)) };
        let to = self.x(float(row.bar.to));
        let thick = (height - space::HALF).clamp(space::HALF, mark::BAR);
        let wide = (to - from).abs().max(mark::HAIR);
        painter.rect_filled(Rect::from_min_size(pos2(from.min(to), y - thick / 2.0), vec2(wide, thick)), 0.0, fill);
        if row.total && self.low > 0.0 {
            broken(ui, pos2(from + BREAK, y), thick);
        }
        if !last {
            let (bottom, top) = (y + thick / 2.0, y + height - thick / 2.0);
            painter.vline(to, bottom..=top.max(bottom), (mark::HAIR, ink.control));
        }
    }

    /// Where the bars begin: at zero, or where that is, in words.
    fn axis(&self, ui: &Ui) {
        let ink = palette(ui);
        let bottom = self.area.top() + self.height() * count(self.rows.len());
        ui.painter().vline(self.bars.left(), self.area.top()..=bottom, (mark::HAIR, ink.control));
        if self.low > 0.0 {
            let from = format::money(format::decimal(self.low), self.currency);
            let text = frame::label(ui.painter(), format!("bars begin at {from}, not at zero"), ink.quiet);
            frame::paint(ui.painter(), pos2(self.bars.left(), bottom + space::HALF), Align2::LEFT_TOP, text);
        }
    }

    /// The exact amount of the row under the pointer, and the inputs that are switched in it.
    fn tip(&self, ui: &Ui, response: &egui::Response, pair: &Pair) {
        let Some(pointer) = response.hover_pos() else { return };
        let above = |index: &usize| self.area.top() + self.height() * count(index + 1) < pointer.y;
        let index = (0..self.rows.len()).take_while(above).count();
        let Some(row) = self.rows.get(index) else { return };
        let exact = |amount: Decimal| format::money_exact(amount, self.currency);
        let mut rows = Vec::new();
        if let Some(step) = index.checked_sub(1).and_then(|step| pair.way.steps.get(step)) {
            rows.push(TipRow::plain("Change", format::signed(row.bar.amount(), &exact(row.bar.amount().abs()))));
            let [base, other] = pair.sides.each_ref().map(|side| &*side.side.whole);
            let label = |input| TipRow::plain(input_label(input, base, other), String::new());
            rows.extend(step.inputs.iter().take(NAMED).map(label));
            if step.inputs.len() > NAMED {
                rows.push(TipRow::plain(format!("and {} more", step.inputs.len() - NAMED), String::new()));
            }
        }
        rows.insert(usize::from(!row.total), TipRow::plain("Effective cost", exact(row.bar.to)));
        frame::tip_ui(ui, response.layer_id, response.id, &row.name, &rows);
    }
}

fn figure(row: &Row, currency: &str) -> String {
    if row.total { format::money(row.bar.to, currency) } else { format::money_signed(row.bar.amount(), currency) }
}

pub(super) fn words(scene: &Scene<'_>) -> Words {
    let [base, other] = scene.whole_names();
    let subject = format!("From {base} to {other}");
    let (label, found) = (Picture::Bridge.label(), found(scene));
    let rows = found.as_ref().map(|(_, rows)| rows.as_slice());
    let steps = rows.map(|rows| rows.iter().filter(|row| !row.total).collect::<Vec<_>>()).unwrap_or_default();
    let largest = steps.iter().max_by_key(|row| row.bar.amount().abs());
    let (Some(largest), Some(rows)) = (largest, rows) else {
        let what = match rows {
            Some(_) => format!("Effective cost of {base} and {other}: no input that moves it differs"),
            None if scene.other.is_some() => subject,
            None => "From the base to another scenario".to_owned(),
        };
        return Words { summary: format!("{label}. {what}."), titles: vec![what] };
    };
    let amount = format::money_signed(largest.bar.amount(), scene.currency);
    let claim = format!("the largest step is {}, {amount}", format::lower_first(&largest.name));
    let ends = [rows.first(), rows.last()].map(|row| row.map_or(Decimal::ZERO, |row| row.bar.to));
    let [from, to] = ends.map(|amount| format::money(amount, scene.currency));
    Words {
        summary: format!("{label}. Effective cost goes from {from} for {base} to {to} for {other}; {claim}."),
        titles: vec![format!("Effective cost, step by step: {claim}"), format!("Effective cost: {claim}")],
    }
}

pub(super) fn table<'a>(scene: &'a Scene<'_>) -> Table<'a> {
    let mut rows = scene.pair().and_then(|pair| rows(scene, pair)).unwrap_or_default();
    let [base, other] = scene.whole_names();
    if let [first, .., last] = rows.as_mut_slice() {
        (first.name, last.name) = (base, other);
    }
    let written = |amount| cents(format::in_units(amount, scene.currency));
    let cell = move |row: Row| {
        let change = if row.total { String::new() } else { written(row.bar.amount()) };
        vec![row.name, change, written(row.bar.to)]
    };
    let code = format::currency_code(scene.currency);
    let head = ["Step".to_owned(), format!("Change, {code}"), format!("Cost after it, {code}")];
    Table::new(head, rows.into_iter().map(cell))
}
