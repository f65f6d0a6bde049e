//! The pages besides the explorer: each draws the whole area under the bar.

mod assumptions;
mod cited;
mod library;
mod new;
mod questions;

pub(super) use self::{assumptions::assumptions_ui, library::library_ui, new::new_ui};
