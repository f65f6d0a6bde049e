//! What is on screen: reads the state, appends messages, owns no domain state.

pub mod theme;

/// The id of the lever search field.
#[must_use]
pub fn search_id() -> egui::Id {
    egui::Id::unique("lever search")
}

/// Installs fonts, themes and key handling into a window's context.
pub fn install(ctx: &egui::Context) {
    theme::install(ctx);
    // The table of commands binds zoom.
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
}

/// Draws everything.
pub fn root_ui(
    _ui: &mut egui::Ui,
    _state: &crate::state::AppState,
    _messages: &mut Vec<crate::state::message::Message>,
) {
}
