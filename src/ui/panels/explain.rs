//! What a figure is made of: formula, lines, postings by team and place, months.

use egui::{Align, Align2, Button, FontId, Label, Layout, RichText, ScrollArea, Sense, Ui, pos2, vec2};
use rust_decimal::Decimal;

use super::super::proposals::seek;
use crate::{
    format,
    state::{
        AppState,
        command::Command,
        explain::{Explained, Months, Part},
        message::Message,
        taking::{Form, Take},
    },
    ui::{
        theme::{self, size, space},
        widgets::other_button,
    },
};

/// Width of the card.
pub(super) const WIDTH: f32 = 720.0;
/// Width of the lines, and of the months beside them.
const COLUMN: f32 = 350.0;
/// Height of a month's row, and the widths of its number and amount.
const ROW: f32 = 22.0;
const MONTH: f32 = 44.0;
const AMOUNT: f32 = 132.0;
/// Most height of a list.
const LIST: f32 = 520.0;

pub(super) fn explain_ui(ui: &mut Ui, state: &AppState, shown: &Explained, messages: &mut Vec<Message>) {
    let palette = theme::palette(ui);
    let currency = &state.answer.scenario.money.currency;
    let title = format!("{}: {}", shown.measure.label(), shown.figure);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::HALF;
        ui.label(RichText::new(title).font(theme::strong(size::SENTENCE)));
        ui.add(Label::new(RichText::new(shown.formula).color(palette.quiet)).wrap());
        ui.add(Label::new(&shown.with).wrap());
    });
    let room = (ui.ctx().content_rect().height() - 240.0).clamp(80.0, LIST);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = WIDTH - 2.0 * COLUMN;
        list_ui(ui, "lines", room, |ui| parts_ui(ui, shown, currency, messages));
        list_ui(ui, "months", room, |ui| {
            if !shown.posted.is_empty() {
                posted_ui(ui, &shown.posted, currency);
            }
            months_ui(ui, &shown.months, currency);
        });
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::GAP;
        let take = Take::Explained(shown.measure, shown.chosen);
        if other_button(ui, "Copy").on_hover_text("Puts all of this on the clipboard, for a spreadsheet").clicked() {
            messages.push(Message::Copy(take, Form::Tsv));
        }
        if other_button(ui, "Save…").on_hover_text("Saves all of this as CSV, TSV or JSON").clicked() {
            messages.push(Message::SaveCopy(take));
        }
        if other_button(ui, "Sources").on_hover_text("Lists every input with where it comes from (A)").clicked() {
            messages.extend([Message::Command(Command::Escape), Message::Command(Command::Assumptions)]);
        }
        let sought = other_button(ui, "What must be true…");
        if sought.on_hover_text("Seeks what makes this figure what you want").clicked() {
            messages.extend([Message::Command(Command::Escape), seek::ask(shown.measure, &state.answer)]);
        }
        if other_button(ui, "Close").on_hover_text("Puts this away (Esc)").clicked() {
            messages.push(Message::Command(Command::Escape));
        }
    });
}

fn list_ui(ui: &mut Ui, key: &str, height: f32, add: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(COLUMN, height), Layout::top_down(Align::Min), |ui| {
        ui.spacing_mut().item_spacing = vec2(space::GAP, 2.0);
        // The rows of both lists are as high.
        ui.spacing_mut().interact_size.y = ROW;
        ui.spacing_mut().button_padding.y = 0.0;
        ui.set_min_size(vec2(COLUMN, height));
        ScrollArea::vertical().id_salt(key).max_height(height).auto_shrink(false).show(ui, add);
    });
}

/// The lines; a click looks into one.
fn parts_ui(ui: &mut Ui, shown: &Explained, currency: &str, messages: &mut Vec<Message>) {
    let quiet = theme::palette(ui).quiet;
    let heading = |text: &str| RichText::new(text).size(size::LABEL).color(quiet);
    ui.horizontal(|ui| {
        ui.add_space(space::GAP);
        ui.label(heading("line"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::MARGIN);
            ui.label(heading("amount"));
        });
    });
    for part in &shown.parts {
        let figure = format::money_exact(part.amount, currency);
        let Some(account) = part.account else {
            amount_ui(ui, &part.label, &figure, true);
            ui.add_space(space::HALF);
            continue;
        };
        let chosen = shown.chosen == Some(account);
        if line_ui(ui, part, &figure, chosen) {
            messages.push(Message::Explain(shown.measure, (!chosen).then_some(account)));
        }
    }
}

fn line_ui(ui: &mut Ui, part: &Part, figure: &str, chosen: bool) -> bool {
    let text = RichText::new(&part.label).font(theme::regular(size::BODY));
    let mut clicked = false;
    ui.horizontal(|ui| {
        let button = Button::new(text).selected(chosen).frame_when_inactive(chosen);
        clicked = ui.add(button).on_hover_text("Shows its postings by team and place, and its months").clicked();
        right_ui(ui, figure, false);
    });
    clicked
}

fn right_ui(ui: &mut Ui, figure: &str, strong: bool) {
    let font = if strong { theme::strong(size::BODY) } else { theme::regular(size::BODY) };
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.add_space(space::MARGIN);
        ui.label(RichText::new(figure).font(font));
    });
}

fn amount_ui(ui: &mut Ui, label: &str, figure: &str, strong: bool) {
    let font = if strong { theme::strong(size::BODY) } else { theme::regular(size::BODY) };
    ui.horizontal(|ui| {
        ui.add_space(space::GAP);
        ui.label(RichText::new(label).font(font));
        right_ui(ui, figure, strong);
    });
}

fn posted_ui(ui: &mut Ui, posted: &[(String, Decimal)], currency: &str) {
    for (label, amount) in posted {
        amount_ui(ui, label, &format::money_exact(*amount, currency), true);
    }
    ui.add_space(space::GAP);
}

fn months_ui(ui: &mut Ui, months: &Months, currency: &str) {
    let palette = theme::palette(ui);
    let exact = |amount| format::money_exact(amount, currency);
    let line = |ui: &mut Ui, cells: [&str; 3], font: FontId, color| {
        let (row, _) = ui.allocate_exact_size(vec2(COLUMN - space::MARGIN, ROW), Sense::hover());
        let cell = |text: &str| ui.painter().layout_no_wrap(text.to_owned(), font.clone(), color);
        let ends = [(cells[0], row.left() + MONTH), (cells[1], row.left() + MONTH + AMOUNT), (cells[2], row.right())];
        for (galley, right) in ends.map(|(text, right)| (cell(text), right)) {
            let at = Align2::RIGHT_CENTER.anchor_size(pos2(right, row.center().y), galley.size());
            ui.put(at, Label::new(galley));
        }
    };
    line(ui, ["month", &months.label, "so far"], theme::regular(size::LABEL), palette.quiet);
    let mut sum = Decimal::ZERO;
    for (index, amount) in months.amounts.iter().enumerate() {
        sum += amount;
        let cells = [(index + 1).to_string(), exact(*amount), exact(sum)];
        line(ui, cells.each_ref().map(String::as_str), theme::regular(size::BODY), palette.text);
    }
}
