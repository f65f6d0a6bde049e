//! Every figure of the scenario with where it comes from, the one whose step is worth most first.

use egui::{Align2, Button, Frame, Label, Margin, RichText, Sense, Ui, UiBuilder};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, Table, TableDelegate};

use super::{
    cited::{card_ui, mark_ui},
    table_menu::table_menu_ui,
};
use crate::{
    catalog::{Catalog, origin::citation_text},
    format,
    model::scenario::Scenario,
    state::{
        AppState,
        command::Command,
        message::{Edit, Message, ViewChange},
        study::{Figure, Figures},
        taking::Take,
        view::Shown,
    },
    ui::{
        theme::{self, size, space},
        widgets::{Choice, segmented_ui},
    },
};

/// Height of a row.
const ROW: f32 = 26.0;
/// The columns: heading, width, whether its text stands at the right.
const COLUMNS: [(&str, f32, bool); 6] = [
    ("Figure", 300.0, false),
    ("Today", 140.0, true),
    ("One step is worth", 130.0, true),
    ("", 36.0, false),
    ("Source", 300.0, false),
    ("Catalogue has", 200.0, false),
];

/// Draws the page.
pub(in crate::ui) fn assumptions_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let palette = theme::palette(ui);
    let frame = Frame::NONE.fill(palette.ground).inner_margin(Margin { left: 16, right: 16, top: 12, bottom: 12 });
    egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        let Some(figures) = &state.study.figures else {
            let words = "Finding out what matters…";
            let center = ui.max_rect().center();
            ui.painter().text(center, Align2::CENTER_CENTER, words, theme::regular(size::BODY), palette.quiet);
            return;
        };
        head_ui(ui, state, figures, messages);
        let shown: Vec<&Figure> = figures.rows.iter().filter(|figure| figure.is_of(state.view.assumptions)).collect();
        if shown.is_empty() {
            ui.label(RichText::new("No figure is of this kind.").color(palette.quiet));
            return;
        }
        table_ui(ui, &shown, state, messages);
    });
}

fn head_ui(ui: &mut Ui, state: &AppState, figures: &Figures, messages: &mut Vec<Message>) {
    let count = |shown| figures.rows.iter().filter(|figure| figure.is_of(shown)).count();
    ui.horizontal(|ui| {
        let title = format!("{} figures, by what one step of each is worth", figures.rows.len());
        ui.label(RichText::new(title).font(theme::strong(size::SENTENCE)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let row = Command::Refresh.row();
            if ui.button(row.name).on_hover_text(row.hint).clicked() {
                messages.push(Message::Command(Command::Refresh));
            }
            table_menu_ui(ui, Take::Assumptions, state, messages);
        });
    });
    let labels = [
        (Shown::All, "All".to_owned(), "Every figure of the scenario"),
        (Shown::Yours, format!("Yours {}", count(Shown::Yours)), "Figures that no source or preset gave"),
        (Shown::Assumed, format!("Assumptions {}", count(Shown::Assumed)), "Figures that no source measures"),
        (Shown::Stale, format!("Over three years old {}", count(Shown::Stale)), "Figures older than three years"),
    ];
    let keys = ["all", "yours", "assumed", "stale"];
    let choices: Vec<Choice<'_, Shown>> =
        labels.iter().zip(keys).map(|((value, label, hint), key)| Choice { value: *value, key, label, hint }).collect();
    let id = egui::Id::unique("assumptions shown");
    if let Some(shown) = segmented_ui(ui, id, &choices, state.view.assumptions, 640.0) {
        messages.push(Message::View(ViewChange::Assumptions(shown)));
    }
    ui.add_space(space::HALF);
}

fn table_ui(ui: &mut Ui, figures: &[&Figure], state: &AppState, messages: &mut Vec<Message>) {
    let room = ui.available_width() - space::MARGIN;
    let fixed: f32 = COLUMNS.iter().map(|(_, width, _)| width).sum();
    let spare = (room - fixed).max(0.0);
    let columns = COLUMNS.map(|(heading, width, _)| {
        // Names and sources take what is left.
        let width = if ["Figure", "Source"].contains(&heading) { width + spare / 2.0 } else { width };
        Column::new(width).range(width..=width).resizable(false)
    });
    let mut rows = Rows { figures, scenario: &state.document.scenario, catalog: &state.shelf.catalog, messages };
    Table::new()
        .id_salt("assumptions")
        .auto_size_mode(egui_table::AutoSizeMode::Never)
        .num_rows(u64::try_from(figures.len()).unwrap_or(u64::MAX))
        .columns(columns.to_vec())
        .headers([HeaderRow::new(ROW)])
        .show(ui, &mut rows);
}

/// The rows of the table.
struct Rows<'a> {
    figures: &'a [&'a Figure],
    scenario: &'a Scenario,
    catalog: &'a Catalog,
    messages: &'a mut Vec<Message>,
}

impl TableDelegate for Rows<'_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let Some((heading, _, right)) = COLUMNS.get(cell.col_range.start).copied() else { return };
        let quiet = theme::palette(ui).quiet;
        text_ui(ui, RichText::new(heading).size(size::LABEL).color(quiet), right);
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        let Some(figure) = usize::try_from(cell.row_nr).ok().and_then(|row| self.figures.get(row)) else { return };
        if cell.row_nr % 2 == 1 {
            ui.painter().rect_filled(ui.max_rect(), 0.0, theme::palette(ui).panel);
        }
        self.figure_ui(ui, figure, cell.col_nr);
    }

    fn default_row_height(&self) -> f32 {
        ROW
    }
}

impl Rows<'_> {
    fn figure_ui(&mut self, ui: &mut Ui, figure: &Figure, column: usize) {
        let row = &figure.row;
        let palette = theme::palette(ui);
        let words = |value| format::lever_value(&row.lever, self.scenario, value);
        match column {
            0 => {
                let name = RichText::new(row.lever.label(self.scenario));
                text_ui(ui, name, false).on_hover_text(row.lever.lever().meaning);
            }
            1 => _ = text_ui(ui, RichText::new(words(row.value)).font(theme::strong(size::BODY)), true),
            2 => {
                let worth = format::money(format::decimal(figure.worth.abs()), &self.scenario.money.currency);
                let text = if figure.worth.abs() < 1.0 { "nothing".to_owned() } else { worth };
                let step = words(row.lever.lever().step_around(row.value));
                let hint = format!("What effective cost changes by when it moves one step, {step}");
                text_ui(ui, RichText::new(text).color(palette.quiet), true).on_hover_text(hint);
            }
            3 => _ = mark_cell_ui(ui, |ui| mark_ui(ui, row)).on_hover_ui(|ui| card_ui(ui, row, self.catalog)),
            4 => {
                let color = if row.stale { palette.warning.0 } else { palette.text };
                let age = if row.stale { ", over three years old" } else { "" };
                let text = format!("{}{age}", citation_text(row, self.catalog));
                text_ui(ui, RichText::new(text).color(color), false).on_hover_ui(|ui| card_ui(ui, row, self.catalog));
            }
            _ => self.give_back_ui(ui, figure),
        }
    }

    /// What the catalogue has, where the figure is one's own; a click takes it.
    fn give_back_ui(&mut self, ui: &mut Ui, figure: &Figure) {
        let row = &figure.row;
        let Some(known) = row.catalogue_value.filter(|_| row.overridden()) else { return };
        let text = format::lever_value(&row.lever, self.scenario, known);
        let label = row.lever.label(self.scenario);
        mark_cell_ui(ui, |ui| {
            let button = ui.add(Button::new(RichText::new(format!("Give back {text}")).size(size::LABEL)));
            let button = button.on_hover_text(format!("{label}: takes the catalogue’s figure again, one undo step"));
            if button.clicked() {
                self.messages.extend([Message::Edit(Edit::GiveBack(row.lever.clone())), Message::GestureEnd]);
            }
            button
        });
    }
}

/// A line of text in a cell, cut where it is too long.
fn text_ui(ui: &mut Ui, text: RichText, right: bool) -> egui::Response {
    let layout = if right {
        egui::Layout::right_to_left(egui::Align::Center)
    } else {
        egui::Layout::left_to_right(egui::Align::Center)
    };
    let room = ui.max_rect().shrink2(egui::vec2(space::GAP, 0.0));
    let mut child = ui.new_child(UiBuilder::new().max_rect(room).layout(layout));
    child.add(Label::new(text).truncate().show_tooltip_when_elided(false).sense(Sense::hover()))
}

fn mark_cell_ui(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> egui::Response) -> egui::Response {
    let room = ui.max_rect().shrink2(egui::vec2(space::HALF, 0.0));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut child = ui.new_child(UiBuilder::new().max_rect(room).layout(layout));
    contents(&mut child)
}
