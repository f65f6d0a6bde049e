//! Every result of every scenario, a row each: a heading sorts, a click or Enter looks at a row.
//!
//! Its texts were made when something of it changed; only cells in sight are drawn.

use std::sync::Arc;

use egui::{
    Align, Align2, Color32, CursorIcon, EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, Ui, UiBuilder,
    WidgetInfo, pos2, text::LayoutJob, vec2,
};
use egui_table::{CellInfo, HeaderCellInfo, HeaderRow, TableDelegate};

use crate::{
    engine::measure::{Measure, MeasureUnit},
    export::compare::{delta, figure},
    format,
    state::{
        AppState,
        compare::{
            Comparison,
            act::{Act, Change},
            all::{All, Beside, Cell, Column, Figures, Row},
        },
        message::Message,
        taking::Take,
    },
    ui::{
        charts::{speak_ui, table::Table},
        pages::table_menu::table_menu_ui,
        theme::{self, size, space},
        widgets::{Choice, focus_ring, line, segmented_ui},
    },
};

/// Height of a row of values, and of one with the difference below.
const ROW: [f32; 2] = [26.0, 40.0];
/// Height of the heads: two lines.
const HEAD: f32 = 40.0;
/// Width of the names.
const NAME: f32 = 208.0;
/// Rows that a page up or down goes.
const PAGE: usize = 12;

/// Draws what can be done with the table, and the table.
pub(super) fn all_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let list = &state.comparison;
    let Some(all) = list.table() else { return };
    head_ui(ui, state, messages);
    ui.add_space(space::HALF);
    let rect = ui.available_rect_before_wrap();
    let area = area_ui(ui, rect, list, all);
    let walked = walk(ui, &area, all, messages);
    let mut child = ui.new_child(UiBuilder::new().id_salt("all scenarios").max_rect(rect));
    table_ui(&mut child, list, (all, walked, area.has_focus()), messages);
    if area.has_focus() {
        focus_ring(ui, rect.shrink(1.0));
    }
}

/// What stands with the values, and the copy.
fn head_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let view = state.comparison.shown.all;
    let choices = [
        (Beside::Nothing, "values", "Values", "The results alone; a heading sorts by value"),
        (Beside::Absolute, "absolute", "Difference", "Each with its difference from the base; a heading sorts by size"),
        (Beside::Relative, "relative", "Difference in %", "The same as a share of the base; a heading sorts by size"),
    ];
    let choices = choices.map(|(value, key, label, hint)| Choice { value, key, label, hint });
    ui.horizontal(|ui| {
        if let Some(beside) = segmented_ui(ui, Id::unique("all beside"), &choices, view.beside, 360.0) {
            messages.push(Message::Comparison(Act::Show(Change::Beside(beside))));
        }
        ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
            table_menu_ui(ui, Take::All, state, messages);
        });
    });
}

fn sheet(all: &All) -> Table<'_> {
    let (head, rows) = all.sheet();
    Table { head, rows: Box::new(rows) }
}

/// A place for the keyboard, and the table for those who hear it.
fn area_ui(ui: &mut Ui, rect: Rect, list: &Comparison, all: &Arc<All>) -> Response {
    let area = ui.interact(rect, Id::unique("all scenarios area"), Sense::focusable_noninteractive());
    let label = format!("All scenarios: {}, arrows walk, Enter looks", format::counted(list.entries.len(), "row"));
    area.widget_info(|| WidgetInfo::labeled(Role::Group, true, &label));
    speak_ui(ui, &area, Id::unique(Arc::as_ptr(all) as usize), "all scenarios", || Some(sheet(all)));
    area
}

/// Where it is kept which row and column the arrows chose.
fn chosen_id() -> Id {
    Id::unique("all scenarios chosen")
}

/// Walks the table by arrows and looks at the chosen row by Enter; the cell to scroll to, if it moved.
fn walk(ui: &Ui, area: &Response, all: &All, messages: &mut Vec<Message>) -> Option<(usize, usize)> {
    let last = all.rows.len().checked_sub(1).filter(|_| area.has_focus())?;
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(area.id, filter));
    let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let (row, column) = ui.data(|data| data.get_temp::<(usize, usize)>(chosen_id())).unwrap_or_default();
    let row = row.min(last);
    let down = pressed(Key::ArrowDown) + PAGE * pressed(Key::PageDown) + last * pressed(Key::End);
    let up = pressed(Key::ArrowUp) + PAGE * pressed(Key::PageUp) + last * pressed(Key::Home);
    let to = (row + down).saturating_sub(up).min(last);
    let (right, left) = (pressed(Key::ArrowRight), pressed(Key::ArrowLeft));
    let across = (column + right).saturating_sub(left).min(Column::COUNT - 1);
    if pressed(Key::Enter) > 0 {
        messages.push(Message::Comparison(Act::Look(all.rows[to].id)));
    }
    ui.data_mut(|data| data.insert_temp(chosen_id(), (to, across)));
    ((to, across) != (row, column)).then_some((to, across))
}

/// Width of a column.
fn width(column: Column) -> f32 {
    match column {
        Column::Name => NAME,
        Column::Verdict => 148.0,
        Column::Result(measure) => match measure.unit() {
            MeasureUnit::Money => 108.0,
            MeasureUnit::Share => 128.0,
            MeasureUnit::Month | MeasureUnit::Multiple => 104.0,
        },
    }
}

type Shown<'a> = (&'a Arc<All>, Option<(usize, usize)>, bool);

fn table_ui(ui: &mut Ui, list: &Comparison, (all, walked, focused): Shown<'_>, messages: &mut Vec<Message>) {
    let columns = (0..Column::COUNT).filter_map(Column::at).map(|column| {
        let width = width(column);
        egui_table::Column::new(width).range(width..=width).resizable(false)
    });
    let chosen = ui.data(|data| data.get_temp::<(usize, usize)>(chosen_id())).filter(|_| focused);
    let mut rows = Rows { list, all, chosen, messages };
    let mut table = egui_table::Table::new()
        .id_salt("all scenarios")
        .auto_size_mode(egui_table::AutoSizeMode::Never)
        .num_rows(u64::try_from(all.rows.len()).unwrap_or(u64::MAX))
        .num_sticky_cols(1)
        .columns(columns.collect::<Vec<_>>())
        .headers([HeaderRow::new(HEAD)]);
    if let Some((row, column)) = walked {
        table = table.scroll_to_row(u64::try_from(row).unwrap_or(0), None);
        if column > 0 {
            table = table.scroll_to_column(column, None);
        }
    }
    table.show(ui, &mut rows);
}

struct Rows<'a> {
    list: &'a Comparison,
    all: &'a All,
    /// Row and column of the keyboard, while it is here.
    chosen: Option<(usize, usize)>,
    messages: &'a mut Vec<Message>,
}

impl TableDelegate for Rows<'_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let Some(column) = Column::at(cell.col_range.start) else { return };
        let (ink, rect) = (theme::palette(ui), ui.max_rect());
        let sort = self.list.shown.all.sort.filter(|(by, _)| *by == column);
        // Figures come the largest first, words from A.
        let mark = match sort {
            None => "",
            Some((_, turned)) if turned == matches!(column, Column::Result(_)) => " ▲",
            Some(_) => " ▼",
        };
        let response = ui.interact(rect, Id::unique("all scenarios sort").with(column), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, column.label()));
        let (font, color) = match sort {
            Some(_) => (theme::strong(size::LABEL), ink.text),
            None => (theme::regular(size::LABEL), ink.quiet),
        };
        let room = rect.shrink2(vec2(space::GAP, space::HALF));
        let mut job = LayoutJob::simple(format!("{}{mark}", column.label()), font, color, room.width());
        job.wrap.max_rows = 2;
        let right = matches!(column, Column::Result(_));
        job.halign = if right { Align::RIGHT } else { Align::LEFT };
        let galley = ui.painter().layout_job(job);
        let left = if right { room.right() } else { room.left() };
        ui.painter().galley(pos2(left, room.bottom() - galley.size().y), galley, color);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, ink.control));
        if column == Column::Name {
            edge(ui);
        }
        if response.has_focus() {
            focus_ring(ui, rect.shrink(3.0));
        }
        let by = match (column, self.list.shown.all.beside) {
            (Column::Result(_), Beside::Absolute | Beside::Relative) => "the size of the difference",
            _ => column.label(),
        };
        let hint = format!(
            "{}. Sorts by {}; again, the other way round; then as the list",
            column.label(),
            format::lower_first(by)
        );
        if response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(hint).clicked() {
            self.messages.push(Message::Comparison(Act::Show(Change::Sort(column))));
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, row_nr: u64) {
        let Some((number, row)) = self.row(row_nr) else { return };
        let (ink, rect) = (theme::palette(ui), ui.max_rect());
        let fill = if self.chosen.is_some_and(|(chosen, _)| chosen == number) {
            ink.home.gamma_multiply(0.16)
        } else if self.list.looked == Some(row.id) {
            ink.offshore.gamma_multiply(0.12)
        } else if self.list.base == Some(row.id) {
            ink.panel
        } else {
            ink.ground
        };
        ui.painter().rect_filled(rect, 0.0, fill);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, ink.line.gamma_multiply(0.6)));
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        let Some((number, row)) = self.row(cell.row_nr) else { return };
        let Some(column) = Column::at(cell.col_nr) else { return };
        let id = Id::unique(("all scenarios", row.id, column));
        let response = ui.interact(ui.max_rect(), id, Sense::CLICK);
        match (column, &row.figures) {
            (Column::Name, _) => self.name_ui(ui, row, &response),
            (_, Ok(figures)) => {
                if let Some(cell) = figures.cells.get(cell.col_nr - 1) {
                    cell_text(ui, cell, matches!(column, Column::Result(_)));
                    let said =
                        if cell.by.is_empty() { cell.value.clone() } else { format!("{}, {}", cell.value, cell.by) };
                    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
                }
            }
            (_, Err(_)) => line_at(ui, "–", (theme::regular(size::BODY), theme::palette(ui).quiet), (true, 0.0)),
        }
        if column == Column::Name {
            edge(ui);
        }
        if self.chosen == Some((number, cell.col_nr)) {
            let stroke = (1.5, theme::palette(ui).home);
            ui.painter().rect_stroke(ui.max_rect().shrink(1.0), 2.0, stroke, egui::StrokeKind::Inside);
        }
        let clicked = response.clicked();
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_ui(|ui| self.exact_ui(ui, row, column));
        if clicked && row.figures.is_ok() {
            self.messages.push(Message::Comparison(Act::Look(row.id)));
        }
    }

    fn default_row_height(&self) -> f32 {
        ROW[usize::from(self.list.shown.all.beside != Beside::Nothing)]
    }
}

impl<'a> Rows<'a> {
    fn row(&self, row_nr: u64) -> Option<(usize, &'a Row)> {
        let number = usize::try_from(row_nr).ok()?;
        Some((number, self.all.rows.get(number)?))
    }

    /// The name, and the whole row for those who hear it.
    fn name_ui(&self, ui: &Ui, row: &Row, response: &Response) {
        let ink = theme::palette(ui);
        let (looked, is_base) = (self.list.looked == Some(row.id), self.list.base == Some(row.id));
        let color = if looked { ink.offshore_text } else { ink.text };
        let font = if looked || is_base { theme::strong(size::BODY) } else { theme::regular(size::BODY) };
        let lower = match &row.figures {
            Err(problem) => Some(problem.lines().next().unwrap_or_default()),
            Ok(_) if is_base => Some("base"),
            Ok(_) => None,
        };
        match lower.filter(|_| ui.max_rect().height() >= ROW[1]) {
            Some(lower) => {
                line_at(ui, &row.name, (font, color), (false, -8.0));
                line_at(ui, lower, (theme::regular(size::LABEL), ink.quiet), (false, 9.0));
            }
            None => line_at(ui, &row.name, (font, color), (false, 0.0)),
        }
        let spoken = spoken(row, is_base);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, looked, &spoken));
    }

    /// The exact figure of a cell, with its difference from the base.
    fn exact_ui(&self, ui: &mut Ui, row: &Row, column: Column) {
        ui.set_max_width(360.0);
        let figures = match (&row.figures, column) {
            (Ok(figures), _) => figures,
            (Err(problem), _) => {
                ui.label(format!("{}: {problem}", row.name));
                return;
            }
        };
        match column {
            Column::Name => _ = ui.label(format!("{}. A click looks at it beside the base.", row.name)),
            Column::Verdict => _ = ui.label(format!("{}: {}", row.name, figures.verdict)),
            Column::Result(measure) => {
                ui.label(exact(figures, measure, (&row.name, &self.all.currency)));
            }
        }
    }
}

/// A result to the cent, and both differences.
fn exact(figures: &Figures, measure: Measure, (name, currency): (&str, &str)) -> String {
    let Some(variance) = figures.results.iter().find(|variance| variance.measure == measure) else {
        return String::new();
    };
    let value = figure(measure, variance.other, currency, true);
    let [by, share] = delta(variance, currency, true);
    let held = if variance.delta().is_some() { format!(" ({by}, {share} to the base)") } else { String::new() };
    format!("{name}, {}: {value}{held}", format::lower_first(measure.label()))
}

/// A row for those who hear it.
fn spoken(row: &Row, is_base: bool) -> String {
    let base = if is_base { ", the base" } else { "" };
    let figures = match &row.figures {
        Err(problem) => problem.clone(),
        Ok(figures) => {
            let cell = |(index, cell): (usize, &Cell)| {
                let label = Column::at(index + 1).map_or("", Column::label);
                let by = if cell.by.is_empty() || is_base { String::new() } else { format!(" ({})", cell.by) };
                format!("{} {}{by}", format::lower_first(label), cell.value)
            };
            figures.cells.iter().enumerate().map(cell).collect::<Vec<_>>().join(", ")
        }
    };
    format!("{}{base}: {figures}", row.name)
}

/// Where the names end that stay while the rest is scrolled: what is cut there goes on under them.
fn edge(ui: &Ui) {
    let rect = ui.max_rect();
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), (1.0, theme::palette(ui).control));
}

/// A value, and its difference below where there is one.
fn cell_text(ui: &Ui, cell: &Cell, right: bool) {
    let ink = theme::palette(ui);
    let tall = ui.max_rect().height() >= ROW[1];
    line_at(ui, &cell.value, (theme::regular(size::BODY), ink.text), (right, if tall { -8.0 } else { 0.0 }));
    if tall {
        let color = match cell.better {
            Some(true) => ink.good.0,
            Some(false) => ink.bad.0,
            None => ink.quiet,
        };
        line_at(ui, &cell.by, (theme::regular(size::LABEL), color), (right, 9.0));
    }
}

/// A line of text in a cell, cut where it is too long, so far below its middle; painted rather than
/// laid out, as there are many.
fn line_at(ui: &Ui, text: &str, (font, color): (egui::FontId, Color32), (right, below): (bool, f32)) {
    let room = ui.max_rect().shrink2(vec2(space::GAP, 0.0));
    let galley = line(ui.painter(), text, font, color, room.width());
    let (align, x) = if right { (Align2::RIGHT_CENTER, room.right()) } else { (Align2::LEFT_CENTER, room.left()) };
    let rect = align.anchor_size(pos2(x, room.center().y + below), galley.size());
    ui.painter().galley(rect.min, galley, color);
}
