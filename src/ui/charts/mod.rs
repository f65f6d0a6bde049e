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
    view::{Chart, View},
};

/// Draws a chart into the space that is available.
pub fn chart_ui(ui: &mut egui::Ui, chart: Chart, answer: &Answer, view: &View, messages: &mut Vec<Message>) {
    let rect = ui.available_rect_before_wrap();
    ui.allocate_rect(rect, Sense::hover());
    let mut child = ui.new_child(UiBuilder::new().id_salt(("chart", chart.key())).max_rect(rect));
    child.set_clip_rect(child.clip_rect().intersect(rect));
    let ui = &mut child;
    match chart {
        Chart::Cost => cost::cost_ui(ui, answer, view, messages),
        Chart::Headcount => headcount::headcount_ui(ui, answer),
        Chart::Matrix => matrix::matrix_ui(ui, answer, messages),
        Chart::Bridge => bridge::bridge_ui(ui, answer),
        Chart::Ledger => ledger::ledger_ui(ui, answer, view, messages),
    }
}
