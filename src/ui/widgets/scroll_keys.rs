//! Keys that scroll what is longer than its room.

use egui::{Key, Modifiers, Ui, style::ScrollAnimation, vec2};

/// An arrow's way, points.
const LINE: f32 = 40.0;
/// Further than anything is long.
const ALL: f32 = 1e6;

/// Scrolls the area that it is called in by those of the keys that are pressed, which nothing after it
/// hears any more; `room` is the area's height, points.
pub(in crate::ui) fn scrolled_by_keys(ui: &Ui, room: f32, keys: &[Key]) {
    let page = (room - LINE).max(LINE);
    for key in keys {
        let way = match key {
            Key::ArrowUp => LINE,
            Key::ArrowDown => -LINE,
            Key::PageUp => page,
            Key::PageDown => -page,
            Key::Home => ALL,
            Key::End => -ALL,
            _ => continue,
        };
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, *key)) {
            ui.scroll_with_delta_animation(vec2(0.0, way), ScrollAnimation::none());
        }
    }
}
