//! What every figure of the answer offers: what it is made of and what must be true for it, from its
//! menu or by the command's key while it has the keyboard.

use egui::{Context, Id, Response, Ui};

use crate::{
    engine::measure::Measure,
    state::{derived::Answer, message::Message},
    ui::{proposals::seek, widgets::menu_ui},
};

/// Where the result that a figure shows is kept, so that the command's key asks for it.
fn shown_by(id: Id) -> Id {
    id.with("figure of the answer")
}

/// The result whose figure has the keyboard.
pub(in crate::ui) fn focused(ctx: &Context) -> Option<Measure> {
    let id = ctx.memory(egui::Memory::focused)?;
    ctx.data(|data| data.get_temp(shown_by(id)))
}

/// Gives a figure its menu.
pub(super) fn asks_ui(ui: &Ui, response: &Response, measure: Measure, answer: &Answer, messages: &mut Vec<Message>) {
    ui.data_mut(|data| data.insert_temp(shown_by(response.id), measure));
    menu_ui(ui, response, |ui| {
        let hint = "Shows what this figure is made of: formula, lines, postings and months";
        if ui.button("Explain…").on_hover_text(hint).clicked() {
            messages.push(Message::Explain(measure, None));
        }
        messages.extend(seek::menu_ui(ui, measure, answer));
    });
}
