//! What is printed on. A page is set at one and a half times its size, in the window's own type, and
//! then made smaller: what is 12 points in the window is 8 on paper.

use egui::{Vec2, vec2};

/// How much larger a page is set than it is printed.
pub(super) const LARGER: f32 = 1.5;
/// Around a page, as it is set.
pub(super) const AROUND: f32 = 52.0;

/// A page's size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

impl Paper {
    /// Width and height of a page that stands, as it is set.
    pub(super) fn upright(self) -> Vec2 {
        let size = match self {
            Self::A4 => vec2(595.28, 841.89),
            Self::Letter => vec2(612.0, 792.0),
        };
        size * LARGER
    }

    /// Width and height of a page that lies, as it is set.
    pub(super) fn across(self) -> Vec2 {
        let Vec2 { x, y } = self.upright();
        vec2(y, x)
    }
}
