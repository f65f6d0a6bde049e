//! Two levers as a heat map: a result at each pair of their values, the rest as set.

use egui::{Align, Align2, Color32, Layout, Rect, Sense, Ui, UiBuilder, pos2, vec2};
use rust_decimal::Decimal;

use super::{
    Scene,
    canvas::row_height,
    frame::{self, TipRow, head_ui},
    gauge::Gauge,
    scale::{count, screen},
    stage::pictures,
    words::{Words, words},
};
use crate::{
    engine::{measure::Measure, sweep::Figures, varied::Gap},
    format,
    model::{lever::LeverId, scenario::Scenario},
    state::{
        message::{Edit, Message, ViewChange},
        study::Heat,
        sweeps::heat_levers,
        view::Chart,
    },
    ui::{
        theme::{Palette, mark, palette, size, space},
        widgets::{Chooser, chooser, lever_choice_ui, measure_choice_ui},
    },
};

/// Cells smaller than this bear no figures.
const LEAST: (f32, f32) = (26.0, 15.0);
/// The strongest and faintest color of a cell, as a part of the full color.
const STRENGTH: (f32, f32) = (0.08, 0.6);

pub(super) fn heat_ui(ui: &mut Ui, scene: Scene<'_>, messages: &mut Vec<Message>) {
    let Scene { answer, study, view, .. } = scene;
    let words = words(Chart::Heat, scene);
    let head = head_ui(ui, &words, None);
    let scenario = &*answer.scenario;
    let levers = heat_levers(view, scenario);
    let body = choices_ui(ui, head.body, scenario, (&levers, view.sweeps.measure), messages);
    match study.mapped(&levers, view.sweeps.measure) {
        Some(known) if known.grid.cells.iter().any(Result::is_ok) => {
            let was = |lever: &LeverId| scene.ghost().and_then(|ghost| lever.value(&ghost.scenario).ok());
            let [row, column] = known.levers.each_ref().map(was);
            Map::new(ui, body, scenario, known).show(ui, &words, row.zip(column), messages);
        }
        Some(known) => {
            let gap = known.grid.cells.iter().find_map(|cell| cell.as_ref().err());
            let why = gap.map_or_else(String::new, |gap| format!(": {gap}"));
            frame::nothing_ui(ui, body, &words, &format!("No pair of values can be worked out{why}."));
        }
        None => frame::nothing_ui(ui, body, &words, "Being worked out…"),
    }
}

/// The choosers stand where the axes' names would: the rows' lever and the result above the
/// cells, the columns' lever below. Returns what is left between them.
fn choices_ui(
    ui: &mut Ui,
    body: Rect,
    scenario: &Scenario,
    (levers, measure): (&[LeverId; 2], Measure),
    messages: &mut Vec<Message>,
) -> Rect {
    let (above, rest) = body.split_top_bottom_at_y(body.top() + chooser::HEIGHT);
    let (between, below) = rest.split_top_bottom_at_y(rest.bottom() - chooser::HEIGHT);
    if pictures(ui.ctx()) {
        names(ui, (above, below), &levers.each_ref().map(|lever| lever.label(scenario)), measure.label());
        return between;
    }
    let id = ui.scope_id();
    let choose =
        move |name: &str, label, hint, width| Chooser { id: id.with(name), label, hint, width, size: size::LABEL };
    let hint = "Which lever is moved; all but the two stay as set";
    let half = (body.width() - space::MARGIN) * 0.5;
    in_row(ui, above, Layout::left_to_right(Align::Center), |ui| {
        let rows = choose("rows", "Lever of the rows", hint, half);
        if let Some(lever) = lever_choice_ui(ui, &rows, scenario, &levers[0]) {
            messages.push(Message::View(ViewChange::HeatLever(0, lever)));
        }
    });
    in_row(ui, above, Layout::right_to_left(Align::Center), |ui| {
        let result = choose("result", "Result of the heat map", "Which result is shown", half);
        if let Some(measure) = measure_choice_ui(ui, &result, measure) {
            messages.push(Message::View(ViewChange::Measure(measure)));
        }
    });
    in_row(ui, below, Layout::right_to_left(Align::Center), |ui| {
        let columns = choose("columns", "Lever of the columns", hint, body.width());
        if let Some(lever) = lever_choice_ui(ui, &columns, scenario, &levers[1]) {
            messages.push(Message::View(ViewChange::HeatLever(1, lever)));
        }
    });
    between
}

/// The same as plain names.
fn names(ui: &Ui, (above, below): (Rect, Rect), [rows, columns]: &[String; 2], result: &str) {
    let ink = palette(ui).quiet;
    let name = |text: &str| frame::label(ui.painter(), text, ink);
    frame::paint(ui.painter(), above.left_center(), Align2::LEFT_CENTER, name(rows));
    frame::paint(ui.painter(), above.right_center(), Align2::RIGHT_CENTER, name(result));
    frame::paint(ui.painter(), below.right_center(), Align2::RIGHT_CENTER, name(columns));
}

fn in_row(ui: &mut Ui, row: Rect, layout: Layout, contents: impl FnOnce(&mut Ui)) {
    contents(&mut ui.new_child(UiBuilder::new().max_rect(row).layout(layout)));
}

/// The cells and how they are colored.
struct Map<'a> {
    scenario: &'a Scenario,
    heat: &'a Heat,
    gauge: Gauge,
    body: Rect,
    cells: Rect,
    /// The smallest and largest figure.
    span: (f64, f64),
}

/// Whether a result is read against zero: offshore is ahead above it, home below.
fn signed(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::EffectiveSaving
            | Measure::CashSaving
            | Measure::WageSaving
            | Measure::NetPresentValue
            | Measure::RunRateSaving
    )
}

impl<'a> Map<'a> {
    fn new(ui: &Ui, body: Rect, scenario: &'a Scenario, heat: &'a Heat) -> Self {
        let figures = || heat.grid.cells.iter().filter_map(figure);
        let span = figures().fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        let largest = figures().fold(0.0, |most: f64, value| most.max(value.abs()));
        let gauge = Gauge::of(heat.grid.measure, largest, &scenario.money.currency);
        let row = row_height(ui);
        let width = |value: &Decimal| {
            let text = format::lever_value(&heat.levers[0], scenario, *value);
            frame::label(ui.painter(), text, palette(ui).quiet).size().x
        };
        let gutter = heat.grid.first.iter().map(width).fold(0.0, f32::max) + space::GAP;
        let cells = Rect::from_min_max(
            pos2(body.left() + gutter, body.top() + space::HALF),
            pos2(body.right(), body.bottom() - row - space::HALF),
        );
        Self { scenario, heat, gauge, body, cells, span }
    }

    /// Width and height of a cell.
    fn cell(&self) -> egui::Vec2 {
        let grid = &self.heat.grid;
        vec2(self.cells.width() / count(grid.second.len()), self.cells.height() / count(grid.first.len()))
    }

    /// The cell of a row and a column; the first row is the lowest.
    fn rect(&self, row: usize, column: usize) -> Rect {
        let size = self.cell();
        let min = pos2(self.cells.left() + size.x * count(column), self.cells.bottom() - size.y * count(row + 1));
        Rect::from_min_size(min, size)
    }

    fn at(&self, row: usize, column: usize) -> &Result<Figures, Gap> {
        &self.heat.grid.cells[row * self.heat.grid.second.len() + column]
    }

    /// Draws the cells; `was` holds the levers' values in the reference.
    fn show(&self, ui: &mut Ui, words: &Words, was: Option<(Decimal, Decimal)>, messages: &mut Vec<Message>) {
        let response = ui.interact(self.cells, ui.scope_id().with("cells"), Sense::click());
        frame::describe(&response, words);
        let ink = palette(ui);
        let painter = ui.painter();
        for row in 0..self.heat.grid.first.len() {
            for column in 0..self.heat.grid.second.len() {
                let rect = self.rect(row, column);
                let result = self.at(row, column);
                let Some(value) = figure(result) else {
                    let sign = frame::label(painter, if result.is_ok() { "–" } else { "" }, ink.quiet);
                    frame::paint(painter, rect.center(), Align2::CENTER_CENTER, sign);
                    continue;
                };
                painter.rect_filled(rect.shrink(0.5), 0.0, self.color(ink, value));
                let galley = frame::label(painter, self.gauge.figure(value), ink.text);
                let room = self.cell();
                if room.x >= LEAST.0 && room.y >= LEAST.1 && galley.size().x + 2.0 < room.x {
                    frame::paint(painter, rect.center(), Align2::CENTER_CENTER, galley);
                }
            }
        }
        self.axes(ui);
        if let Some((row, column)) = was.filter(|(row, column)| [*row, *column] != self.heat.today) {
            self.ring(ui, [row, column], ink.quiet);
        }
        self.ring(ui, self.heat.today, ink.text);
        self.hand(ui, &response, messages);
    }

    /// Vermillion where offshore is ahead, blue where home is, grey where there is no side.
    fn color(&self, ink: &Palette, value: f64) -> Color32 {
        let (faint, strong) = STRENGTH;
        let strength = |part: f64| faint + (strong - faint) * screen(part.clamp(0.0, 1.0));
        let (low, high) = self.span;
        if signed(self.heat.grid.measure) {
            // Neither is ahead where the figure reads nought.
            if self.gauge.figure(value).chars().all(|c| matches!(c, '0' | '.' | '−')) {
                return ink.ground.lerp_to_gamma(ink.control, faint);
            }
            let largest = low.abs().max(high.abs()).max(f64::MIN_POSITIVE);
            let full = if value < 0.0 { ink.home } else { ink.offshore };
            return ink.ground.lerp_to_gamma(full, strength(value.abs() / largest));
        }
        let part = (value - low) / (high - low).max(f64::MIN_POSITIVE);
        ink.ground.lerp_to_gamma(ink.control, strength(part))
    }

    /// The values of both levers beside the cells.
    fn axes(&self, ui: &Ui) {
        let ink = palette(ui);
        let painter = ui.painter();
        let [rows, columns] = &self.heat.levers;
        let name = |lever: &LeverId, value: Decimal| {
            frame::label(painter, format::lever_value(lever, self.scenario, value), ink.quiet)
        };
        for (row, value) in self.heat.grid.first.iter().enumerate() {
            let at = pos2(self.cells.left() - space::GAP, self.rect(row, 0).center().y);
            frame::paint(painter, at, Align2::RIGHT_CENTER, name(rows, *value));
        }
        let widest = self.heat.grid.second.iter().map(|value| name(columns, *value).size().x).fold(0.0, f32::max);
        let every = if widest + space::HALF > self.cell().x { 2 } else { 1 };
        for (column, value) in self.heat.grid.second.iter().enumerate().step_by(every) {
            let galley = name(columns, *value);
            let half = galley.size().x / 2.0;
            let x = self.rect(0, column).center().x.min(self.body.right() - half);
            let at = pos2(x, self.cells.bottom() + space::HALF);
            frame::paint(painter, at, Align2::CENTER_TOP, galley);
        }
    }

    /// A ring where both levers have these values.
    fn ring(&self, ui: &Ui, [row, column]: [Decimal; 2], color: Color32) {
        let ink = palette(ui);
        let grid = &self.heat.grid;
        let (Some(y), Some(x)) = (place(&grid.first, row), place(&grid.second, column)) else { return };
        let size = self.cell();
        let at = pos2(self.cells.left() + size.x * (x + 0.5), self.cells.bottom() - size.y * (y + 0.5));
        ui.painter().circle_stroke(at, mark::REACH + mark::LINE, (mark::LINE + 2.0, ink.ground));
        ui.painter().circle_stroke(at, mark::REACH + mark::LINE, (mark::LINE, color));
    }

    /// The card at the pointer; a click takes both values in one step.
    fn hand(&self, ui: &Ui, response: &egui::Response, messages: &mut Vec<Message>) {
        let Some(pointer) = response.hover_pos() else { return };
        let grid = &self.heat.grid;
        let found = (0..grid.first.len())
            .flat_map(|row| (0..grid.second.len()).map(move |column| (row, column)))
            .find(|(row, column)| self.rect(*row, *column).contains(pointer));
        let Some((row, column)) = found else { return };
        let values = [grid.first[row], grid.second[column]];
        let mut rows: Vec<TipRow> = self
            .heat
            .levers
            .iter()
            .zip(values)
            .map(|(lever, value)| {
                TipRow::plain(lever.label(self.scenario), format::lever_value(lever, self.scenario, value))
            })
            .collect();
        let measure = grid.measure;
        let shown = |value: f64| measure.shown(format::decimal(value).round_dp(4), &self.scenario.money.currency);
        let heading = match self.at(row, column) {
            Ok(Figures { result: Some(value), .. }) => format!("{}: {}", measure.label(), shown(*value)),
            Ok(_) => format!("{}: none", measure.label()),
            Err(gap) => format!("Not possible: {gap}"),
        };
        if self.at(row, column).is_ok() {
            rows.push(TipRow::plain("Click", "takes both values"));
            ui.set_cursor_icon(egui::CursorIcon::PointingHand);
            if let Some(scenario) = response.clicked().then(|| self.moved(values)).flatten() {
                let [one, other] = self.heat.levers.each_ref().map(|lever| lever.label(self.scenario));
                let name = format!("{} and {}", format::lower_first(&one), format::lower_first(&other));
                messages.push(Message::Edit(Edit::Whole(name, Box::new(scenario))));
                messages.push(Message::GestureEnd);
            }
        }
        let cell = self.rect(row, column);
        ui.painter().rect_stroke(cell, 0.0, (mark::LINE, palette(ui).text), egui::StrokeKind::Inside);
        frame::tip_ui(ui, response.layer_id, response.id, &heading, &rows);
    }

    /// The scenario with both levers at some values, if they fit.
    fn moved(&self, values: [Decimal; 2]) -> Option<Scenario> {
        let mut scenario = self.scenario.clone();
        for (lever, value) in self.heat.levers.iter().zip(values) {
            lever.set(&mut scenario, value).ok()?;
        }
        Some(scenario)
    }
}

fn figure(cell: &Result<Figures, Gap>) -> Option<f64> {
    cell.as_ref().ok().and_then(|figures| figures.result)
}

/// Where a value is among values in order, counted in cells from the first.
fn place(values: &[Decimal], value: Decimal) -> Option<f32> {
    let after = values.iter().position(|other| *other >= value)?;
    let before = after.saturating_sub(1);
    let width = values[after] - values[before];
    if width.is_zero() {
        return Some(count(after));
    }
    Some(count(before) + screen(format::float((value - values[before]) / width)))
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn today_is_placed_between_cells() {
        let values = [dec!(0), dec!(0.1), dec!(0.2)];
        assert_eq!(place(&values, dec!(0)), Some(0.0));
        assert_eq!(place(&values, dec!(0.15)), Some(1.5));
        assert_eq!(place(&values, dec!(0.2)), Some(2.0));
        assert_eq!(place(&values, dec!(0.3)), None);
    }
}
