//! The typefaces that pictures and pages are set in: Open Sans, and for what it lacks those that the
//! window falls back on too. None of the machine's own.

use super::drawing::Weight;

/// Open Sans, regular.
pub const REGULAR: &[u8] = include_bytes!("../../assets/fonts/OpenSans-Regular.ttf");
/// Open Sans, semi-bold.
pub const STRONG: &[u8] = include_bytes!("../../assets/fonts/OpenSans-SemiBold.ttf");

/// What is looked through, in this order, for what Open Sans lacks.
const OTHERS: [&[u8]; 5] = [
    epaint_default_fonts::UBUNTU_LIGHT,
    epaint_default_fonts::NOTO_EMOJI_REGULAR,
    epaint_default_fonts::EMOJI_ICON,
    epaint_default_fonts::HACK_REGULAR,
    epaint_default_fonts::EGUI_ICONS,
];

/// Every typeface.
pub(super) fn all() -> impl Iterator<Item = &'static [u8]> {
    [REGULAR, STRONG].into_iter().chain(OTHERS)
}

/// The typefaces of a weight, the one that is tried first first.
pub(super) fn of(weight: Weight) -> impl Iterator<Item = &'static [u8]> {
    let first = if weight == Weight::Strong { STRONG } else { REGULAR };
    std::iter::once(first).chain(OTHERS)
}
