//! The bar that offers unsaved work of a window that ended without being closed.

use egui::{Align, Button, Label, Layout, RichText, Ui};

use crate::{
    state::{message::Message, recovery::Recovery},
    ui::theme::{self, size, space},
};

/// Height of the bar.
pub(in crate::ui) const HEIGHT: f32 = 40.0;

/// Draws the bar for the latest of what was found.
pub(in crate::ui) fn recovery_ui(ui: &mut Ui, found: &Recovery, more: usize, messages: &mut Vec<Message>) {
    let (color, _) = theme::palette(ui).warning;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::GAP;
        let discard = ui.add(Button::new("Discard")).on_hover_text("Takes it out of sight; it is kept for 30 days");
        if discard.clicked() {
            messages.push(Message::Recover(found.number, false));
        }
        let open = ui.add(Button::new("Recover")).on_hover_text("Opens the work as it was, unsaved");
        if open.clicked() {
            messages.push(Message::Recover(found.number, true));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let more = if more == 0 { String::new() } else { format!(" ({more} more)") };
            let text =
                format!("Unsaved work on {} from {} was kept: {}.{more}", found.name(), found.age, found.differs());
            let shown = RichText::new(&text).font(theme::regular(size::BODY)).color(color);
            ui.add(Label::new(shown).truncate().selectable(false)).on_hover_text(text);
        });
    });
}
