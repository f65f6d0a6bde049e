//! What is on screen: reads the state, appends messages, owns no domain state.

pub mod charts;
pub mod theme;
pub mod widgets;

use crate::state::{AppState, message::Message};

/// The id of the lever search field.
#[must_use]
pub fn search_id() -> egui::Id {
    egui::Id::unique("lever search")
}

/// Installs fonts and themes into a window's context.
pub fn install(ctx: &egui::Context) {
    theme::install(ctx);
    // The table of commands binds zoom.
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
}

/// Draws everything.
pub fn root_ui(_ui: &mut egui::Ui, _state: &AppState, _messages: &mut Vec<Message>) {}
