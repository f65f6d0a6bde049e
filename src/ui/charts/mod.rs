//! The charts: each draws one view of an answer into the space it is given.
//!
//! A chart reads the answer and how it is shown, draws, and appends messages; it keeps no
//! figures of its own. What it says in words is in [`words`], what all share in `frame`,
//! `canvas`, `labels` and `scale`.

mod bridge;
mod canvas;
mod cost;
mod frame;
mod headcount;
mod labels;
mod ledger;
mod matrix;
mod matrix_diagonals;
mod matrix_hands;
mod matrix_regions;
mod scale;
pub mod words;

use egui::{Sense, UiBuilder};

use crate::state::{
    derived::Answer,
    message::Message,
    study::Study,
    view::{Chart, View},
};

/// What charts are drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The answer.
    pub answer: &'a Answer,
    /// What is known besides; parts may still be missing.
    pub study: &'a Study,
    /// How it is shown.
    pub view: &'a View,
}

/// Draws a chart into the space that is available.
pub fn chart_ui(ui: &mut egui::Ui, chart: Chart, scene: Scene<'_>, messages: &mut Vec<Message>) {
    let rect = ui.available_rect_before_wrap();
    ui.allocate_rect(rect, Sense::hover());
    let mut child = ui.new_child(UiBuilder::new().id_salt(("chart", chart.key())).max_rect(rect));
    child.set_clip_rect(child.clip_rect().intersect(rect));
    let ui = &mut child;
    match chart {
        Chart::Cost => cost::cost_ui(ui, scene, messages),
        Chart::Headcount => headcount::headcount_ui(ui, scene),
        Chart::Matrix => matrix::matrix_ui(ui, scene, messages),
        Chart::Bridge => bridge::bridge_ui(ui, scene),
        Chart::Ledger => ledger::ledger_ui(ui, scene, messages),
    }
}
