//! Something to tell, at the foot of the window, until it is read.

use egui::{Align, Button, Layout, RichText, ScrollArea, Ui};

use crate::{
    state::{message::Message, prompt::Notice},
    ui::theme::{self, size},
};

/// Draws a notice.
pub(in crate::ui) fn notice_ui(ui: &mut Ui, notice: &Notice, messages: &mut Vec<Message>) {
    let palette = theme::palette(ui);
    let color = if notice.fault { palette.bad.0 } else { palette.text };
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        let close = ui.add(Button::new("Close").frame_when_inactive(false)).on_hover_text("Puts the notice away (Esc)");
        if close.clicked() {
            messages.push(Message::DismissNotice);
        }
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            ScrollArea::vertical().max_height(96.0).show(ui, |ui| {
                let text = RichText::new(&notice.text).font(theme::regular(size::BODY)).color(color);
                ui.add(egui::Label::new(text).wrap());
            });
        });
    });
}
