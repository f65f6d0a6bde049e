//! A quiet switch between two or more words, the active one underlined: tabs and modes.

use egui::{CursorIcon, Id, Key, Rect, Response, Role, Sense, Ui, WidgetInfo, accesskit, pos2, vec2};

use super::ring_if_focused;
use crate::ui::theme::{self, size, space};

/// Height of the switch.
pub const HEIGHT: f32 = 32.0;

/// One of the words.
#[derive(Debug, Clone, Copy)]
pub struct Choice<'a, T> {
    /// What it stands for.
    pub value: T,
    /// Its key among the others; the id comes from it.
    pub key: &'a str,
    /// The word.
    pub label: &'a str,
    /// What it shows, for its tooltip.
    pub hint: &'a str,
}

/// Shows the words side by side and returns the one chosen now, if another.
///
/// Tab reaches each word, Enter or Space chooses it; Home and End choose the first and last.
pub fn segmented_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    id: Id,
    choices: &[Choice<'_, T>],
    current: T,
    width: f32,
) -> Option<T> {
    let mut chosen = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = space::MARGIN + space::HALF;
        ui.set_max_width(width);
        ui.horizontal(|ui| {
            for choice in choices {
                let response = choice_ui(ui, id.with(choice.key), choice, choice.value == current);
                if response.clicked() {
                    chosen = Some(choice.value);
                }
                if response.has_focus() {
                    let (home, end) = ui.input(|input| (input.key_pressed(Key::Home), input.key_pressed(Key::End)));
                    let edge = if home { choices.first() } else { choices.last().filter(|_| end) };
                    chosen = edge.map(|edge| edge.value).or(chosen);
                }
            }
        });
    });
    chosen.filter(|value| *value != current)
}

fn choice_ui<T>(ui: &mut Ui, id: Id, choice: &Choice<'_, T>, active: bool) -> Response {
    let palette = theme::palette(ui);
    // The semi-bold cut sets the width, so that nothing moves when another becomes active.
    let strong = ui.painter().layout_no_wrap(choice.label.to_owned(), theme::strong(size::BODY), palette.text);
    let (_, rect) = ui.allocate_space(vec2(strong.size().x, HEIGHT));
    let response = ui.interact(rect.expand2(vec2(space::HALF, 0.0)), id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Tab, ui.is_enabled(), choice.label));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_selected(active);
        node.add_action(accesskit::Action::Click);
    });
    let color = if active || response.hovered() { palette.text } else { palette.quiet };
    let galley = if active {
        strong
    } else {
        ui.painter().layout_no_wrap(choice.label.to_owned(), theme::regular(size::BODY), color)
    };
    let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, color);
    if active {
        let underline = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 2.0), rect.max);
        ui.painter().rect_filled(underline, 0.0, palette.text);
    }
    ring_if_focused(ui, &response, rect.expand2(vec2(space::HALF, -3.0)));
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(choice.hint)
}
