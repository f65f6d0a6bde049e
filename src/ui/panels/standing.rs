//! The bar of what stands until it is settled: a file that takes too long, or whose figures are
//! others than when it was saved.

use egui::{Align, Button, Label, Layout, RichText, Ui};

use crate::{
    format,
    state::{
        AppState,
        command::Command,
        errand::{Doing, Errand},
        message::Message,
    },
    ui::theme::{self, size, space},
};

/// Height of the bar.
pub(in crate::ui) const HEIGHT: f32 = 40.0;

/// Whether there is something to say.
pub(in crate::ui) fn stands(state: &AppState) -> bool {
    !state.stalled.is_empty() || state.drift.is_some()
}

/// Draws the bar: what stalls goes first.
pub(in crate::ui) fn standing_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::GAP;
        match (state.stalled.first(), &state.drift) {
            (Some(errand), _) => stalled_ui(ui, state, errand, messages),
            (None, Some(drift)) => {
                if ui.add(Button::new("Close")).on_hover_text("Puts this away; the file stays as it is").clicked() {
                    messages.push(Message::DriftSeen);
                }
                said_ui(ui, drift);
            }
            (None, None) => {}
        }
    });
}

fn stalled_ui(ui: &mut Ui, state: &AppState, errand: &Errand, messages: &mut Vec<Message>) {
    let path = format::plain(&errand.path.display().to_string());
    let stop = ui.add(Button::new("Stop waiting"));
    let (text, hint) = match errand.doing {
        Doing::Saving => {
            let save_as = ui.add(Button::new("Save elsewhere…")).on_hover_text("Saves under another name or folder");
            if save_as.clicked() {
                messages.push(Message::Command(Command::SaveAs));
            }
            let work = if state.document.unsaved() { " Your work is open and unsaved; go on with it." } else { "" };
            (format!("Still saving to {path}: its folder does not answer.{work}"), "Your work stays open and unsaved")
        }
        Doing::Reading => {
            let stays = if state.unopened.is_none() { " What is open stays open." } else { "" };
            let text = format!("Still reading {path}: its folder does not answer.{stays}");
            (text, "The file is not opened, even if it answers later")
        }
    };
    if stop.on_hover_text(hint).clicked() {
        messages.push(Message::LetGo(errand.clone()));
    }
    said_ui(ui, &text);
}

fn said_ui(ui: &mut Ui, text: &str) {
    let (color, _) = theme::palette(ui).warning;
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        let shown = RichText::new(text).font(theme::regular(size::BODY)).color(color);
        ui.add(Label::new(shown).truncate().selectable(false)).on_hover_text(text);
    });
}
