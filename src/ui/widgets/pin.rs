//! A pin: what it holds stays.

use egui::{
    CursorIcon, Id, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, accesskit, vec2,
};

use super::ring_if_focused;
use crate::ui::theme;

/// Width of a pin, and its height at least.
pub const WIDTH: f32 = 20.0;

/// Shows a pin by its name, held or not; a click is to turn it over.
pub fn pin_ui(ui: &Ui, rect: Rect, id: Id, (label, pinned): (&str, bool), hint: &str) -> Response {
    let palette = theme::palette(ui);
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), pinned, label));
    ui.ctx().accesskit_node_builder(id, |node| node.add_action(accesskit::Action::Click));
    let color = if pinned || response.hovered() { palette.text } else { palette.quiet };
    if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, palette.line);
    }
    paint(ui, rect.center(), pinned, color);
    ring_if_focused(ui, &response, rect);
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(hint)
}

/// A drawing pin seen from the side; filled and upright when it holds.
fn paint(ui: &Ui, center: Pos2, pinned: bool, color: egui::Color32) {
    let painter = ui.painter();
    let stroke = Stroke::new(1.25, color);
    let head = Rect::from_center_size(center + vec2(0.0, -2.5), vec2(5.0, 6.0));
    if pinned {
        painter.rect_filled(head.expand(0.5), 1.0, color);
    } else {
        painter.rect_stroke(head, 1.0, stroke, StrokeKind::Middle);
    }
    let collar = [center + vec2(-4.5, 1.0), center + vec2(4.5, 1.0)];
    painter.add(Shape::line_segment(collar, Stroke::new(if pinned { 2.0 } else { 1.25 }, color)));
    painter.line_segment([center + vec2(0.0, 1.0), center + vec2(0.0, 6.0)], stroke);
}
