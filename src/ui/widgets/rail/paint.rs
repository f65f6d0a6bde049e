//! How a rail looks: 4 points high, parted at its zones, filled up to a round handle.

use egui::{CornerRadius, CursorIcon, Painter, Rect, Response, Stroke, Ui, pos2, vec2};
use rust_decimal::Decimal;

use super::{Rail, handle_at};
use crate::ui::theme::{self, Palette};

const HEIGHT: f32 = 4.0;
/// How far a band stands out above and below the line.
const BAND_RISE: f32 = 3.0;
const ZONE_GAP: f32 = 2.0;
const TICK_HEIGHT: f32 = 12.0;

pub(super) fn paint(ui: &Ui, rect: Rect, rail: &Rail<'_>, response: &Response) {
    let palette = theme::palette(ui);
    let painter = ui.painter();
    let track = rect.x_range().shrink(rail.radius);
    let line = Rect::from_center_size(rect.center(), vec2(rect.width(), HEIGHT));
    let handle = handle_at(rect, rail);
    let cuts = cuts(rect, rail);
    if let Some((low, high)) = rail.band {
        let band = Rect::from_x_y_ranges(
            rail.position(low, track)..=rail.position(high, track),
            line.y_range().expand(BAND_RISE),
        );
        painter.rect_filled(band, 2.0, palette.offshore.gamma_multiply(0.2));
    }
    let high = rail.limit.map_or(line.right(), |limit| cut_end(rail.position(limit, track), line, rail.radius));
    paint_cut(painter, Rect { max: pos2(high, line.bottom()), ..line }, &cuts, palette.rail);
    if high < line.right() {
        paint_held(painter, Rect { min: pos2(high, line.top()), ..line }, palette);
    }
    let zero = Decimal::ZERO.clamp(rail.range.0, rail.range.1);
    let from = if zero > rail.range.0 { rail.position(zero, track) } else { line.left() };
    let filled = Rect::from_x_y_ranges(from.min(handle.x)..=from.max(handle.x), line.y_range());
    paint_cut(painter, filled, &cuts, rail.fill.unwrap_or(palette.control));
    if let Some(reference) = rail.reference.filter(|reference| *reference != rail.value) {
        let center = pos2(rail.position(reference, track), line.center().y);
        let tick = Rect::from_center_size(center, vec2(2.0, TICK_HEIGHT));
        // The tick parts itself from the filled line by a hair of ground.
        painter.rect_filled(tick.expand2(vec2(1.0, 0.0)), 0.0, palette.panel);
        painter.rect_filled(tick, 1.0, palette.quiet);
    }
    paint_handle(ui, handle, rail, response);
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(if response.dragged() { CursorIcon::Grabbing } else { CursorIcon::PointingHand });
    }
}

/// The rail's very end where the track ends, else the place itself.
fn cut_end(x: f32, line: Rect, radius: f32) -> f32 {
    if x >= line.right() - radius - 0.5 { line.right() } else { x }
}

/// Where the zones part.
fn cuts(rect: Rect, rail: &Rail<'_>) -> Vec<f32> {
    let track = rect.x_range().shrink(rail.radius);
    let within = |bound: &Decimal| rail.range.0 < *bound && *bound < rail.range.1;
    let bounds = rail.zones.map(|zones| zones.bounds).unwrap_or_default();
    bounds.iter().filter(|bound| within(bound)).map(|bound| rail.position(*bound, track).round()).collect()
}

/// A line with a small gap at each cut.
fn paint_cut(painter: &Painter, line: Rect, cuts: &[f32], color: egui::Color32) {
    let mut left = line.left();
    let ends = cuts.iter().filter(|cut| line.x_range().contains(**cut)).copied();
    for end in ends.chain([f32::INFINITY]) {
        let right = if end.is_finite() { end - ZONE_GAP / 2.0 } else { line.right() };
        if right > left {
            painter.rect_filled(Rect::from_x_y_ranges(left..=right, line.y_range()), CornerRadius::same(2), color);
        }
        left = right + ZONE_GAP;
    }
}

/// What others hold: dots, so that it reads as taken and not as empty.
fn paint_held(painter: &Painter, line: Rect, palette: &Palette) {
    let mut x = line.left() + 4.0;
    while x <= line.right() - 1.0 {
        painter.circle_filled(pos2(x, line.center().y), 1.0, palette.control);
        x += 4.0;
    }
}

fn paint_handle(ui: &Ui, center: egui::Pos2, rail: &Rail<'_>, response: &Response) {
    let palette = theme::palette(ui);
    let lively = response.hovered() || response.dragged();
    let stroke = Stroke::new(if lively { 2.5 } else { 1.5 }, palette.text);
    let fill = if response.dragged() { palette.rail } else { palette.ground };
    let painter = ui.painter();
    if response.has_focus() && !response.dragged() {
        painter.circle_filled(center, rail.radius + 2.0, palette.panel);
        painter.circle_stroke(center, rail.radius + 2.0, Stroke::new(2.0, palette.home));
    }
    painter.circle(center, rail.radius - stroke.width / 2.0, fill, stroke);
}
