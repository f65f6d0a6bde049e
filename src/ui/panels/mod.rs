//! The regions of the explorer: bar, answer strip, levers, charts, and what is asked.

pub(super) mod advice;
pub(super) mod bar;
pub(super) mod board;
pub(super) mod details;
mod explain;
pub(super) mod figure;
mod help;
pub(super) mod levers;
mod manner;
pub(super) mod notice;
mod palette;
mod places;
pub(super) mod prompts;
pub(super) mod recovery;
pub(super) mod standing;
pub(in crate::ui) mod strip;
mod tabs;
pub(super) mod taking;
