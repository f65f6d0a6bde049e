//! The card that explains a control: a title, then text, beside the control and not over it.

use egui::{Frame, Rect, RectAlign, Response, RichText, Tooltip, Ui};

use crate::ui::theme::{self, size, space};

/// Width of a card's text.
const WIDTH: f32 = 304.0;

/// Shows a card beside `anchor` while its control is hovered, or while `held` says so.
pub fn card_ui(response: &Response, anchor: Rect, held: bool, contents: impl FnOnce(&mut Ui)) {
    let mut tooltip = if held { Tooltip::for_widget(response) } else { Tooltip::for_enabled(response) };
    tooltip.popup = tooltip
        .popup
        .anchor(anchor)
        .align(RectAlign::RIGHT_START)
        .align_alternatives(&[RectAlign::RIGHT_END, RectAlign::BOTTOM_START, RectAlign::TOP_START])
        .gap(space::MARGIN + space::HALF)
        .width(WIDTH)
        .frame(Frame::popup(&response.ctx.global_style()).inner_margin(12));
    tooltip.show(|ui| {
        ui.set_max_width(WIDTH);
        ui.spacing_mut().item_spacing = egui::vec2(space::GAP, space::HALF);
        contents(ui);
    });
}

/// A card's title and text.
pub fn card_text_ui(ui: &mut Ui, title: &str, text: &str) {
    ui.label(RichText::new(title).font(theme::strong(size::BODY)));
    ui.label(text);
}
