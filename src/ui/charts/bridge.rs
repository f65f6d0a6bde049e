//! The bridge: a row for each stage from home to effective cost, hard facts first.

use egui::{Align2, Color32, Pos2, Rect, Sense, Ui, pos2, vec2};

use super::{
    Scene,
    frame::{self, TipRow, head_ui},
    scale::{MoneyUnit, count, screen},
    words::words,
};
use crate::{
    engine::measure::Measure,
    format,
    model::plan::Stage,
    state::{
        derived::{Answer, BridgeBar},
        message::Message,
        view::Chart,
    },
    ui::theme::{self, Palette, mark, palette, size, space},
};

pub(super) fn bridge_ui(ui: &mut Ui, scene: Scene<'_>, messages: &mut Vec<Message>) {
    let answer = scene.answer;
    let words = words(Chart::Bridge, scene);
    let head = head_ui(ui, &words, None);
    let bars = &answer.bridge;
    let largest = bars.iter().map(|bar| bar.from.abs().max(bar.to.abs())).fold(0.0, f64::max);
    let unit = MoneyUnit::of(largest, &answer.scenario.money.currency);
    let ghost = scene.ghost().map_or(&[][..], |ghost| &ghost.bridge);
    let chart = Waterfall::new(ui, head.body, (answer, ghost), &unit);
    for (index, is) in bars.iter().enumerate() {
        let look = (scene.view.strength(&KEYS, key(is)), scene.view.points_at(key(is)));
        chart.row(ui, index, &unit, look);
        if let Some(was) = scene.ghost().and_then(|ghost| ghost.bridge.get(index)) {
            chart.outline(ui, (is, was), index);
        }
    }
    chart.zero(ui);
    let response = ui.interact(head.body, ui.scope_id().with("bars"), Sense::CLICK);
    frame::describe(&response, &words);
    chart.tip(ui, &response);
    let clicked = response.clicked().then(|| response.interact_pointer_pos()).flatten();
    if let Some(bar) = clicked.and_then(|at| chart.bar_at(at)) {
        messages.push(Message::Explain(explained_by(bar.stage), None));
    }
}

/// How strongly words are drawn at least where another step is pointed at.
const READ: f32 = 0.72;

/// Columns and scale of the rows.
struct Waterfall<'a> {
    answer: &'a Answer,
    area: Rect,
    /// Where the bars are.
    bars: Rect,
    low: f64,
    high: f64,
}

/// What a bar stands for.
fn name(bar: &BridgeBar) -> &'static str {
    bar.stage.map_or("Effective", Stage::label)
}

/// The keys of all bars, for what a step of a presentation points at.
const KEYS: [&str; 13] = {
    let mut keys = ["effective"; 13];
    let mut index = 0;
    while index < Stage::ALL.len() {
        keys[index] = Stage::ALL[index].key();
        index += 1;
    }
    keys
};

/// The key of a bar.
fn key(bar: &BridgeBar) -> &'static str {
    bar.stage.map_or("effective", Stage::key)
}

/// Whether a bar is a whole cost rather than a step.
fn is_total(bar: &BridgeBar) -> bool {
    matches!(bar.stage, None | Some(Stage::Home))
}

fn figure(bar: &BridgeBar, unit: &MoneyUnit) -> String {
    if is_total(bar) { unit.column(bar.to) } else { unit.signed(bar.to - bar.from) }
}

impl<'a> Waterfall<'a> {
    fn new(ui: &Ui, area: Rect, (answer, ghost): (&'a Answer, &[BridgeBar]), unit: &MoneyUnit) -> Self {
        let ink = palette(ui).text;
        let width = |text: &str| frame::row(ui.painter(), text, theme::strong(size::LABEL), ink).size().x;
        let names = answer.bridge.iter().map(|bar| width(name(bar))).fold(0.0, f32::max);
        let figures = answer.bridge.iter().map(|bar| width(&figure(bar, unit))).fold(0.0, f32::max);
        let bars = Rect::from_min_max(
            pos2(area.left() + names + space::MARGIN, area.top()),
            pos2(area.right() - figures - space::MARGIN, area.bottom()),
        );
        let ends = answer.bridge.iter().chain(ghost).flat_map(|bar| [bar.from, bar.to]);
        let (low, high) = ends.fold((0.0_f64, 0.0_f64), |(low, high), end| (low.min(end), high.max(end)));
        Self { answer, area, bars, low, high: if high > low { high } else { low + 1.0 } }
    }

    fn height(&self) -> f32 {
        self.area.height() / count(self.answer.bridge.len().max(1))
    }

    fn x(&self, value: f64) -> f32 {
        self.bars.left() + self.bars.width() * screen((value - self.low) / (self.high - self.low))
    }

    /// The row's height is shared by all; bars are no thicker than calm.
    fn row(&self, ui: &Ui, index: usize, unit: &MoneyUnit, (strength, pointed): (f32, bool)) {
        let bar = &self.answer.bridge[index];
        let ink = palette(ui);
        let height = self.height();
        let y = self.area.top() + height * (count(index) + 0.5);
        let total = is_total(bar);
        let font = if total { theme::strong(size::LABEL) } else { theme::regular(size::LABEL) };
        let (fill, color) = colors(bar, ink);
        // A step that is pointed at stands out from all others, not only from their names.
        let fill = if pointed && !total { color } else { fill };
        // Both ends hold whatever step is pointed at, and every word must still be read from afar.
        let words = if total { 1.0 } else { strength.max(READ) };
        let fill = ink.ground.lerp_to_gamma(fill, if total { 1.0 } else { strength });
        let color = ink.ground.lerp_to_gamma(color, words);
        let painter = ui.painter();
        let text = |text: &str, color| frame::row(painter, text, font.clone(), color);
        frame::paint(painter, pos2(self.area.left(), y), Align2::LEFT_CENTER, text(name(bar), color));
        let nothing = !total && (bar.to - bar.from) == 0.0;
        let figure_color = if nothing { ink.ground.lerp_to_gamma(ink.quiet, words) } else { color };
        let figure = text(&figure(bar, unit), figure_color);
        frame::paint(painter, pos2(self.area.right(), y), Align2::RIGHT_CENTER, figure);
        let (from, to) = (self.x(bar.from), self.x(bar.to));
        let thick = (height - space::HALF).clamp(space::HALF, mark::BAR);
        let wide = (to - from).abs().max(mark::HAIR);
        let left = if wide > mark::HAIR { from.min(to) } else { to - wide / 2.0 };
        painter.rect_filled(Rect::from_min_size(pos2(left, y - thick / 2.0), vec2(wide, thick)), 0.0, fill);
        // The level carries over to the next row.
        if index + 1 < self.answer.bridge.len() {
            let (bottom, top) = (y + thick / 2.0, y + height - thick / 2.0);
            painter.vline(to, bottom..=top.max(bottom), (mark::HAIR, ink.control));
        }
    }

    /// Where the reference's bar was, if not where it is.
    fn outline(&self, ui: &Ui, (is, was): (&BridgeBar, &BridgeBar), index: usize) {
        let apart = |is: f64, was: f64| (self.x(is) - self.x(was)).abs() >= mark::HAIR;
        if !apart(is.from, was.from) && !apart(is.to, was.to) {
            return;
        }
        let y = self.area.top() + self.height() * (count(index) + 0.5);
        let thick = (self.height() - space::HALF).clamp(space::HALF, mark::BAR);
        let (from, to) = (self.x(was.from), self.x(was.to));
        let rect = Rect::from_min_max(
            pos2(from.min(to), y - thick / 2.0),
            pos2(from.max(to).max(from.min(to) + mark::HAIR), y + thick / 2.0),
        );
        let pen = egui::Stroke::new(mark::HAIR, palette(ui).text);
        ui.painter().rect_stroke(rect, 0.0, pen, egui::StrokeKind::Middle);
    }

    fn zero(&self, ui: &Ui) {
        ui.painter().vline(self.x(0.0), self.area.y_range(), (mark::HAIR, palette(ui).control));
    }

    /// The row at a height.
    fn bar_at(&self, at: Pos2) -> Option<&BridgeBar> {
        let above = |index: &usize| self.area.top() + self.height() * count(index + 1) < at.y;
        self.answer.bridge.get((0..self.answer.bridge.len()).take_while(above).count())
    }

    /// The exact amount and level of the row under the pointer.
    fn tip(&self, ui: &Ui, response: &egui::Response) {
        let Some(bar) = response.hover_pos().and_then(|at| self.bar_at(at)) else { return };
        let currency = &self.answer.scenario.money.currency;
        let exact = |value: f64| format::money_exact(format::decimal(value), currency);
        let mut rows = Vec::new();
        if !is_total(bar) {
            rows.push(TipRow::plain("Change", exact(bar.to - bar.from)));
        }
        rows.push(TipRow::plain(if is_total(bar) { "Total" } else { "Total so far" }, exact(bar.to)));
        let heading = format!("{}: {}", name(bar), meaning(bar.stage));
        frame::tip_ui(ui, response.layer_id, response.id, &heading, &rows);
    }
}

/// Fill and text of a bar: a step that adds is darker than one that saves.
fn colors(bar: &BridgeBar, ink: &Palette) -> (Color32, Color32) {
    match bar.stage {
        Some(Stage::Home) => (ink.home, ink.home),
        None => (ink.offshore, ink.offshore_text),
        Some(_) if bar.to > bar.from => (ink.control, ink.text),
        Some(_) => (ink.control.lerp_to_gamma(ink.ground, 0.6), ink.text),
    }
}

/// The result that explains a stage: home cost, the saving of wages alone, or the cost in the end.
fn explained_by(stage: Option<Stage>) -> Measure {
    match stage {
        Some(Stage::Home) => Measure::HomeCost,
        Some(Stage::Wages) => Measure::WageSaving,
        _ => Measure::EffectiveCost,
    }
}

/// What a stage brings in, in few words.
fn meaning(stage: Option<Stage>) -> &'static str {
    match stage {
        Some(Stage::Home) => "everyone at home",
        Some(Stage::Wages) => "offshore salaries, all else as at home",
        Some(Stage::Terms) => "on-costs, seats, fees and night pay",
        Some(Stage::Growth) => "wage growth and exchange rates",
        Some(Stage::Transition) => "roll-out, handover, severance, set-up",
        Some(Stage::Turnover) => "hiring, attrition and ramp-up",
        Some(Stage::TimeZone) => "work lost to time zones",
        Some(Stage::Language) => "work lost to language",
        Some(Stage::Culture) => "work lost to culture",
        Some(Stage::Rework) => "work done again",
        Some(Stage::WorkingTime) => "days and hours worked, and pay",
        Some(Stage::Management) => "oversight, governance, liaisons, travel",
        None => "all money spent and lost output",
    }
}
