//! The color of each place: home blue, offshore vermillion; further sites greyer, every second
//! one hatched, so that neighbors differ without color too.

use egui::{Color32, Painter, Rect, Stroke, lerp, pos2};

use crate::ui::theme::Palette;

/// How a place is filled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fill {
    /// Its color.
    pub(super) color: Color32,
    /// Whether ground shows through in stripes.
    pub(super) hatched: bool,
}

/// The fill of the place at `index` of the bar; 0 is home.
pub(super) fn fill(palette: &Palette, index: usize) -> Fill {
    const GREY: [f32; 4] = [0.0, 0.45, 0.75, 1.0];
    let Some(site) = index.checked_sub(1) else {
        return Fill { color: palette.home, hatched: false };
    };
    let grey = GREY.get(site / 2).copied().unwrap_or(1.0);
    Fill { color: blend(palette.offshore, palette.control, grey), hatched: site % 2 == 1 }
}

/// The color of a place's name.
pub(super) fn name(palette: &Palette, index: usize) -> Color32 {
    if index == 0 { palette.home } else { palette.offshore_text }
}

fn blend(from: Color32, to: Color32, part: f32) -> Color32 {
    let mix = |a: u8, b: u8| egui::ecolor::linear_u8_from_linear_f32(lerp(f32::from(a)..=f32::from(b), part) / 255.0);
    Color32::from_rgb(mix(from.r(), to.r()), mix(from.g(), to.g()), mix(from.b(), to.b()))
}

/// Fills a part of the bar.
pub(super) fn paint(painter: &Painter, rect: Rect, radius: egui::CornerRadius, fill: Fill, ground: Color32) {
    painter.rect_filled(rect, radius, fill.color);
    if !fill.hatched {
        return;
    }
    let clipped = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let mut x = rect.left() - rect.height();
    while x < rect.right() {
        let stripe = [pos2(x, rect.bottom()), pos2(x + rect.height(), rect.top())];
        clipped.line_segment(stripe, Stroke::new(1.5, ground));
        x += 6.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{DARK, LIGHT};

    #[test]
    fn neighbors_differ() {
        for palette in [LIGHT, DARK] {
            for index in 0..8 {
                assert_ne!(fill(&palette, index), fill(&palette, index + 1), "{index}");
            }
        }
    }
}
