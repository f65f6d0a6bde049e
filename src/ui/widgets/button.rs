//! Buttons of a card: the one that goes on, filled, and those beside it.

use egui::{Button, Response, RichText, Ui, Vec2, vec2};

use crate::ui::theme::{self, size};

/// The least size of a button in a row of them.
pub const LEAST: Vec2 = vec2(88.0, 28.0);

/// The button that goes on, filled.
pub fn main_button(ui: &Ui, text: &str) -> Button<'static> {
    let palette = theme::palette(ui);
    let text = RichText::new(text).font(theme::strong(size::BODY)).color(palette.ground);
    Button::new(text).fill(palette.home).min_size(LEAST)
}

/// Any other button beside it.
pub fn other_button(ui: &mut Ui, text: &str) -> Response {
    ui.add(Button::new(text).min_size(LEAST))
}
