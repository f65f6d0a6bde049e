//! The pages besides the explorer: each draws the whole area under the bar.

mod assumptions;
mod cited;
mod compare;
mod deck;
mod library;
mod new;
mod questions;
mod table_menu;
mod unopened;

pub(super) use self::{
    assumptions::assumptions_ui, compare::compare_ui, deck::deck_ui, library::library_ui, new::new_ui,
    unopened::unopened_ui,
};
