//! What takes the table of a page away as it is shown.

use egui::Ui;

use crate::state::{
    AppState,
    message::Message,
    taking::{Form, Take},
};

/// A button with a menu: copy, or save. A table that is not known yet can't be taken.
pub(super) fn table_menu_ui(ui: &mut Ui, take: Take, state: &AppState, messages: &mut Vec<Message>) {
    let missing = take.missing(state);
    ui.add_enabled_ui(missing.is_none(), |ui| {
        let menu = ui.menu_button("Table", |ui| {
            if ui.button("Copy table").on_hover_text("Puts the table on the clipboard, for a spreadsheet").clicked() {
                messages.push(Message::Copy(take, Form::Tsv));
            }
            if ui.button("Save table as…").on_hover_text("Saves the table as CSV, TSV or JSON").clicked() {
                messages.push(Message::SaveCopy(take));
            }
        });
        let response = menu.response.on_disabled_hover_text(missing.unwrap_or_default());
        response.on_hover_text("Saves the table as CSV, TSV or JSON; copied, it is for a spreadsheet");
    });
}
