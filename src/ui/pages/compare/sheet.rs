//! The tables of the comparison: results with their variance, and inputs by team, site and subject,
//! each of which can be taken into the open scenario.

use egui::{Align, Button, Color32, Id, Label, Layout, Rect, RichText, Sense, Ui, UiBuilder, vec2};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, Table, TableDelegate};

use crate::{
    engine::compare::{
        Size, Variance,
        inputs::{Input, Line, Part},
    },
    export::compare::{both, delta, figure, input_label, line_delta, part_title},
    format,
    state::{
        AppState,
        compare::{
            Comparison, Origin, Sheet,
            act::{Act, Change},
            evaluate::Pair,
        },
        message::Message,
        taking::Take,
    },
    ui::{
        pages::table_menu::table_menu_ui,
        theme::{self, Palette, size, space},
    },
};

/// Height of a row.
const ROW: f32 = 24.0;
/// Least widths of the columns: name, base, other, difference, relative, button.
const WIDTHS: [f32; 6] = [208.0, 132.0, 132.0, 124.0, 104.0, 64.0];

/// Draws the words that choose a table, and the table.
pub(super) fn sheet_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let list = &state.comparison;
    ui.horizontal(|ui| {
        super::sheets_ui(ui, list, messages);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| match list.shown.sheet {
            Sheet::Results => table_menu_ui(ui, Take::Compared(list.shown.sheet), state, messages),
            Sheet::Inputs => {
                table_menu_ui(ui, Take::Compared(list.shown.sheet), state, messages);
                let mut all = list.shown.all_inputs;
                let hint = "Lists every input, not only those that differ";
                if ui.checkbox(&mut all, "All inputs").on_hover_text(hint).changed() {
                    messages.push(Message::Comparison(Act::Show(Change::AllInputs(all))));
                }
                ui.add_space(space::MARGIN);
                legend_ui(ui);
            }
        });
    });
    let Some(pair) = list.pair.as_deref().filter(|_| list.looked.is_some()) else {
        let quiet = theme::palette(ui).quiet;
        let why = if list.looked.is_some() && !list.stopped {
            "Being worked out…"
        } else {
            "There is nothing beside the base yet."
        };
        ui.label(RichText::new(why).color(quiet));
        return;
    };
    let rows = rows(list, pair);
    if rows.is_empty() {
        let quiet = theme::palette(ui).quiet;
        ui.label(RichText::new("No input differs.").color(quiet));
        return;
    }
    table_ui(ui, state, (pair, &rows), messages);
}

/// The tints by size.
fn legend_ui(ui: &mut Ui) {
    let ink = theme::palette(ui);
    ui.spacing_mut().item_spacing.x = space::HALF;
    for size in [Size::Over10, Size::UpTo10, Size::UpTo5, Size::UpTo1] {
        let text = RichText::new(size.words()).font(theme::regular(self::size::LABEL)).color(ink.quiet);
        ui.label(text);
        let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
        ui.painter().rect(rect, 2.0, tint(size, ink), (1.0, ink.line), egui::StrokeKind::Inside);
        ui.add_space(space::HALF);
    }
}

/// The ground of a difference: the larger, the stronger.
fn tint(size: Size, ink: &Palette) -> Color32 {
    let strength = match size {
        Size::Same => return Color32::TRANSPARENT,
        Size::UpTo1 => 0.08,
        Size::UpTo5 => 0.2,
        Size::UpTo10 => 0.32,
        Size::Over10 => 0.46,
    };
    ink.ground.lerp_to_gamma(ink.offshore, strength)
}

/// A row of either table.
enum Row<'a> {
    Result(&'a Variance),
    Part(Part, Vec<Input>),
    Line(&'a Line),
}

fn rows<'a>(list: &Comparison, pair: &'a Pair) -> Vec<Row<'a>> {
    if list.shown.sheet == Sheet::Results {
        let mut results: Vec<&Variance> = pair.results.iter().collect();
        if list.shown.by_size {
            let size = |variance: &&Variance| {
                // What only one has comes before all that both have.
                let one = variance.base.is_some() != variance.other.is_some();
                std::cmp::Reverse((one, variance.relative().map(|share| share.abs())))
            };
            results.sort_by_key(size);
        }
        return results.into_iter().map(Row::Result).collect();
    }
    let mut rows: Vec<Row<'a>> = Vec::new();
    let shown = |line: &&Line| list.shown.all_inputs || !line.same();
    for line in pair.lines.iter().filter(shown) {
        let part = line.input.part();
        let open = rows
            .iter_mut()
            .rev()
            .find_map(|row| if let Row::Part(of, inputs) = row { Some((of, inputs)) } else { None });
        match open {
            Some((of, inputs)) if *of == part => {
                if !line.same() {
                    inputs.push(line.input.clone());
                }
            }
            _ => {
                let inputs = if line.same() { Vec::new() } else { vec![line.input.clone()] };
                rows.push(Row::Part(part, inputs));
            }
        }
        rows.push(Row::Line(line));
    }
    rows
}

fn table_ui(ui: &mut Ui, state: &AppState, (pair, rows): (&Pair, &[Row<'_>]), messages: &mut Vec<Message>) {
    let list = &state.comparison;
    let inputs = list.shown.sheet == Sheet::Inputs;
    let count = if inputs { 6 } else { 5 };
    let fixed: f32 = WIDTHS[..count].iter().sum();
    let spare = (ui.available_width() - space::MARGIN - fixed).max(0.0);
    // Names take most of what is left, the values the rest.
    let parts = [0.5, 0.2, 0.2, 0.1, 0.0, 0.0];
    let columns: Vec<Column> = (0..count)
        .map(|column| {
            let width = WIDTHS[column] + spare * parts[column];
            Column::new(width).range(width..=width).resizable(false)
        })
        .collect();
    let names = [list.base, list.looked]
        .map(|id| id.and_then(|id| list.entry(id)).map_or_else(String::new, crate::state::compare::Entry::name));
    let open = list.looked.and_then(|id| list.entry(id)).is_some_and(|entry| entry.origin == Origin::Open);
    let mut table = Rows { state, pair, listed: rows, names, open, messages };
    Table::new()
        .id_salt(("compared sheet", inputs))
        .auto_size_mode(egui_table::AutoSizeMode::Never)
        .num_rows(u64::try_from(rows.len()).unwrap_or(u64::MAX))
        .columns(columns)
        .headers([HeaderRow::new(ROW)])
        .show(ui, &mut table);
}

struct Rows<'a> {
    state: &'a AppState,
    pair: &'a Pair,
    listed: &'a [Row<'a>],
    names: [String; 2],
    /// Whether the one beside the base is the open scenario: it has nothing to take from itself.
    open: bool,
    messages: &'a mut Vec<Message>,
}

impl TableDelegate for Rows<'_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let shown = self.state.comparison.shown;
        let results = shown.sheet == Sheet::Results;
        let column = cell.col_range.start;
        let text = match column {
            0 if results => "Result",
            0 => "Input",
            1 => &self.names[0],
            2 => &self.names[1],
            3 => "Δ",
            4 => "Δ %",
            _ => "",
        };
        let sorts = results && (column == 0 || column == 4);
        let active = sorts && (column == 4) == shown.by_size;
        let ink = theme::palette(ui);
        let font = if active { theme::strong(size::LABEL) } else { theme::regular(size::LABEL) };
        let color = match column {
            2 => ink.offshore_text,
            _ if active => ink.text,
            _ => ink.quiet,
        };
        let text = RichText::new(text).font(font).color(color);
        if !sorts {
            cell_text_ui(ui, text, column > 0);
            return;
        }
        let (hint, by_size) = match column {
            0 => ("In their own order", false),
            _ => ("The largest difference first", true),
        };
        let text = if active { text.underline() } else { text };
        let response = within(ui, column > 0, |ui| ui.add(Button::new(text).frame(false).truncate()));
        if response.on_hover_text(hint).clicked() {
            self.messages.push(Message::Comparison(Act::Show(Change::BySize(by_size))));
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        let Some(row) = usize::try_from(cell.row_nr).ok().and_then(|row| self.listed.get(row)) else { return };
        match row {
            Row::Result(variance) => self.result_ui(ui, variance, cell.col_nr),
            Row::Part(part, inputs) => self.part_ui(ui, part, inputs, cell.col_nr),
            Row::Line(line) => self.line_ui(ui, line, cell.col_nr),
        }
    }

    fn default_row_height(&self) -> f32 {
        ROW
    }
}

impl Rows<'_> {
    fn result_ui(&self, ui: &mut Ui, variance: &Variance, column: usize) {
        let ink = theme::palette(ui);
        let currency = &self.pair.sides[0].side.counted.money.currency;
        let rect = ui.max_rect();
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, ink.line.gamma_multiply(0.6)));
        let shown = |of| figure(variance.measure, of, currency, true);
        let by = delta(variance, currency, true);
        let better = self.pair.better(variance);
        let color = match better {
            Some(true) => ink.good.0,
            Some(false) => ink.bad.0,
            None => ink.quiet,
        };
        let text = |text: String, color| RichText::new(text).color(color);
        match column {
            0 => _ = cell_text_ui(ui, text(variance.measure.label().to_owned(), ink.text), false),
            1 => _ = cell_text_ui(ui, text(shown(variance.base), ink.quiet), true),
            2 => _ = cell_text_ui(ui, text(shown(variance.other), ink.text), true),
            column => {
                let word =
                    better.map_or("", |better| if better { "Better than the base" } else { "Worse than the base" });
                let response = cell_text_ui(ui, text(by[column - 3].clone(), color), true);
                if !word.is_empty() {
                    response.on_hover_text(word);
                }
            }
        }
    }

    fn part_ui(&mut self, ui: &mut Ui, part: &Part, inputs: &[Input], column: usize) {
        let ink = theme::palette(ui);
        ui.painter().rect_filled(ui.max_rect(), 0.0, ink.panel);
        let title = part_title(part, &self.pair.sides[0].side.whole, &self.pair.sides[1].side.whole);
        match column {
            0 => _ = cell_text_ui(ui, RichText::new(&title).font(theme::strong(size::BODY)), false),
            5 if !inputs.is_empty() => {
                let hint = format!("all that differs of {title}");
                self.take_ui(ui, ("Take all", &hint), inputs, format!("{title} of “{}”", self.names[1]));
            }
            _ => {}
        }
    }

    fn line_ui(&mut self, ui: &mut Ui, line: &Line, column: usize) {
        let ink = theme::palette(ui);
        let [base, other] = self.pair.sides.each_ref().map(|side| &*side.side.whole);
        let rect = ui.max_rect();
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, ink.line.gamma_multiply(0.6)));
        if (3..5).contains(&column) {
            ui.painter().rect_filled(rect.shrink2(vec2(0.0, 1.0)), 0.0, tint(line.size(), ink));
        }
        let label = input_label(&line.input, base, other);
        match column {
            0 => {
                let response = cell_text_ui(ui, RichText::new(format!("  {label}")), false);
                if let Some(lever) = line.input.lever() {
                    response.on_hover_text(lever.lever().meaning);
                }
            }
            1 | 2 => {
                let text = &both(line, base, other)[column - 1];
                let color = if column == 1 { ink.quiet } else { ink.text };
                cell_text_ui(ui, RichText::new(text).color(color), true).on_hover_text(text);
            }
            3 | 4 => _ = cell_text_ui(ui, RichText::new(&line_delta(line, other)[column - 3]), true),
            _ if line.same() => {}
            _ => {
                let part = part_title(&line.input.part(), base, other);
                let hint = format!("{label} of {part}");
                let name = format!("{} of “{}”", format::lower_first(&label), self.names[1]);
                self.take_ui(ui, ("Take", &hint), std::slice::from_ref(&line.input), name);
            }
        }
    }

    /// The button that takes inputs into the open scenario.
    fn take_ui(&mut self, ui: &mut Ui, (text, what): (&str, &str), inputs: &[Input], name: String) {
        let open = format::plain(&self.state.document.scenario.name);
        let label = format!("{text}: {what}");
        let on = !self.open;
        let hint = format!("Puts {what} of “{}” into the open scenario, “{open}”: one undo step", self.names[1]);
        let response = within(ui, true, |ui| {
            let text = RichText::new(text).font(theme::regular(size::LABEL));
            let response = ui.add_enabled(on, Button::new(text).frame_when_inactive(false));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, on, &label));
            response
        });
        let response = response.on_hover_text(hint).on_disabled_hover_text("This is the open scenario itself");
        if response.clicked() {
            self.messages.push(Message::Comparison(Act::Take(inputs.to_vec(), name)));
        }
    }
}

/// A line of text in a cell, cut where it is too long.
fn cell_text_ui(ui: &mut Ui, text: RichText, right: bool) -> egui::Response {
    within(ui, right, |ui| ui.add(Label::new(text).truncate().sense(Sense::hover())))
}

fn within(ui: &mut Ui, right: bool, contents: impl FnOnce(&mut Ui) -> egui::Response) -> egui::Response {
    let align = Align::Center;
    let layout = if right { Layout::right_to_left(align) } else { Layout::left_to_right(align) };
    let room: Rect = ui.max_rect().shrink2(vec2(space::GAP, 0.0));
    let mut child = ui.new_child(UiBuilder::new().id_salt(Id::unique("cell")).max_rect(room).layout(layout));
    contents(&mut child)
}
