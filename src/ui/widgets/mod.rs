//! Controls that the panels are made of. They know egui, the theme, the format of numbers and
//! what a lever is; they must not know the app's state.

pub mod button;
pub mod card;
pub mod chip;
pub mod chooser;
pub mod disclosure;
pub mod lever_row;
pub mod menu;
pub mod mix_bar;
pub mod pin;
pub mod rail;
mod roomy;
mod scroll_keys;
mod search_field;
pub mod segmented;
mod slide;
pub mod value_field;

use egui::{Color32, FontId, Galley, Painter, Rect, Response, Stroke, StrokeKind, Ui, text::LayoutJob};
use std::sync::Arc;

use super::theme;

pub use self::{
    button::{main_button, other_button},
    card::{card_text_ui, card_ui},
    chip::chip_ui,
    chooser::{Chooser, lever_choice_ui, measure_choice_ui},
    disclosure::{Disclosure, disclosure_ui},
    lever_row::{LeverRow, lever_row_ui},
    menu::{area_menu_ui, menu_ui},
    mix_bar::{MixBar, mix_bar_ui},
    search_field::{SearchField, focus_search, search_field_ui, search_id},
    segmented::{Choice, segmented_ui},
};
pub(in crate::ui) use self::{
    roomy::{card_width, roomy_ui},
    scroll_keys::scrolled_by_keys,
};

/// Draws the ring that shows where the keyboard is, just outside `rect`.
pub fn focus_ring(ui: &Ui, rect: Rect) {
    let stroke = Stroke::new(2.0, theme::palette(ui).home);
    ui.painter().rect_stroke(rect, 4.0, stroke, StrokeKind::Outside);
}

/// Draws the ring if the control has the keyboard.
fn ring_if_focused(ui: &Ui, response: &Response, rect: Rect) {
    if response.has_focus() {
        focus_ring(ui, rect);
    }
}

/// One line of text, cut with `…` where it would be wider than `width`.
pub(in crate::ui) fn line(painter: &Painter, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(0.0));
    painter.layout_job(job)
}
