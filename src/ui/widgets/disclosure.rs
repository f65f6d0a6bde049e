//! The head of a fold: a hairline, a triangle, its title, and a quiet word on what is in it.

use egui::{CursorIcon, Id, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, accesskit, pos2, vec2};

use super::{line, ring_if_focused};
use crate::ui::theme::{self, size, space};

/// Height of the head.
pub const HEIGHT: f32 = 28.0;

/// The head of a fold.
#[derive(Debug, Clone, Copy)]
pub struct Disclosure<'a> {
    /// Its id; never from display text.
    pub id: Id,
    /// What is in it.
    pub title: &'a str,
    /// What is in it, in figures; at the right.
    pub summary: &'a str,
    /// Whether it is open.
    pub open: bool,
    /// More on what is in it.
    pub hint: &'a str,
}

/// Shows the head of a fold; a click anywhere on it opens or closes.
pub fn disclosure_ui(ui: &mut Ui, fold: &Disclosure<'_>) -> Response {
    let palette = theme::palette(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEIGHT));
    let response = ui.interact(rect, fold.id, Sense::click());
    response.widget_info(|| {
        let label = format!("{}, {}", fold.title, fold.summary);
        WidgetInfo::labeled(Role::DisclosureTriangle, ui.is_enabled(), label.trim_end_matches([',', ' ']))
    });
    ui.ctx().accesskit_node_builder(fold.id, |node| {
        node.set_expanded(fold.open);
        node.add_action(if fold.open { accesskit::Action::Collapse } else { accesskit::Action::Expand });
    });
    let lively = response.hovered() || fold.open;
    let color = if lively { palette.text } else { palette.quiet };
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, palette.line));
    ui.painter().add(triangle(pos2(rect.left() + 4.0, rect.center().y), fold.open, color));
    let half = (rect.width() - space::MARGIN) / 2.0;
    let title = line(ui.painter(), fold.title, theme::regular(size::BODY), color, half);
    let left = rect.left() + space::MARGIN;
    let title_width = title.size().x;
    ui.painter().galley(pos2(left, rect.center().y - title.size().y / 2.0), title, color);
    let room = rect.right() - left - title_width - space::MARGIN;
    let summary = line(ui.painter(), fold.summary, theme::regular(size::LABEL), palette.quiet, room);
    let at = pos2(rect.right() - summary.size().x, rect.center().y - summary.size().y / 2.0);
    ui.painter().galley(at, summary, palette.quiet);
    ring_if_focused(ui, &response, Rect { min: rect.min + vec2(-4.0, 3.0), max: rect.max + vec2(4.0, -2.0) });
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(fold.hint)
}

/// Pointing right, or down when open.
pub(in crate::ui) fn triangle(center: egui::Pos2, open: bool, color: egui::Color32) -> Shape {
    let points = if open {
        [vec2(-4.0, -2.0), vec2(4.0, -2.0), vec2(0.0, 3.0)]
    } else {
        [vec2(-2.0, -4.0), vec2(3.0, 0.0), vec2(-2.0, 4.0)]
    };
    Shape::convex_polygon(points.map(|offset| center + offset).to_vec(), color, Stroke::NONE)
}
