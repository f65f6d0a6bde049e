//! A word on a colored ground: the verdict.

use egui::{Color32, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::ring_if_focused;
use crate::ui::theme::{self, size, space};

/// Height of a chip.
const HEIGHT: f32 = 32.0;

/// Shows a chip in the colors of a verdict, text then ground; a click asks why.
pub fn chip_ui(ui: &mut Ui, text: &str, (color, ground): (Color32, Color32), hint: &str) -> Response {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), theme::strong(size::SENTENCE), color);
    let padding = space::GAP + space::HALF;
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 2.0 * padding, HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), text));
    ui.painter().rect_filled(rect, 6.0, ground);
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, color);
    ring_if_focused(ui, &response, rect.expand(1.0));
    response.on_hover_text(hint)
}
