//! The charts: each draws one view of an answer into the space it is given.
//!
//! A chart reads the answer and how it is shown, draws, and appends messages; it keeps no
//! figures of its own. What it says in words is in [`words`], what all share in `frame`,
//! `canvas`, `labels` and `scale`.

mod bridge;
mod canvas;
pub mod compared;
mod cost;
mod frame;
mod gauge;
mod headcount;
mod heat;
mod labels;
mod ledger;
mod matrix;
mod matrix_diagonals;
mod matrix_hands;
mod matrix_regions;
mod offers;
mod risk;
mod scale;
mod seats;
pub mod stage;
mod sweep;
pub mod table;
mod tornado;
pub mod words;
mod words_studied;

use egui::{Sense, UiBuilder};

pub(in crate::ui) use self::{offers::speak_ui, scale::Calendar};

use crate::{
    engine::frontier::Frontier,
    state::{
        derived::Answer,
        exhibit::Exhibit,
        message::Message,
        study::Study,
        view::{Chart, View},
    },
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
    /// The answer it is compared with, drawn as a ghost; none where there is none or no difference.
    pub compared: Option<&'a Answer>,
}

impl<'a> From<&'a Exhibit> for Scene<'a> {
    fn from(exhibit: &'a Exhibit) -> Self {
        let Exhibit { answer, study, view, compared, .. } = exhibit;
        Self { answer, study, view, compared: compared.as_deref() }
    }
}

impl<'a> Scene<'a> {
    /// The answer it is compared with, where its figures are in the same currency.
    fn ghost(&self) -> Option<&'a Answer> {
        let currency = &self.answer.scenario.money.currency;
        self.compared.filter(|compared| compared.scenario.money.currency == *currency)
    }

    /// Every mix: on the fine grid once it is known, before on the coarse one.
    fn mixes(&self) -> &'a Frontier {
        let sites = self.answer.scenario.sites.len();
        let fine = self.study.frontier.as_deref().filter(|known| known.sites() == sites && !known.points.is_empty());
        fine.unwrap_or(&self.answer.mixes.cloud)
    }
}

/// The size below which a chart can't show all it has; what a window scrolls, a picture can't.
pub(in crate::ui) fn least_size(ui: &egui::Ui, chart: Chart, scene: Scene<'_>) -> egui::Vec2 {
    if chart == Chart::Ledger { ledger::whole(ui, scene) } else { egui::Vec2::ZERO }
}

/// Draws a chart into the space that is available.
pub fn chart_ui(ui: &mut egui::Ui, chart: Chart, scene: Scene<'_>, messages: &mut Vec<Message>) {
    let rect = ui.available_rect_before_wrap();
    ui.allocate_rect(rect, Sense::hover());
    let mut child = ui.new_child(UiBuilder::new().id_salt(("chart", chart.key())).max_rect(rect));
    child.set_clip_rect(child.clip_rect().intersect(rect));
    let ui = &mut child;
    offers::offers_ui(ui, rect, chart, scene, messages);
    canvas::reset_bounds(ui.ctx(), offers::resets(ui.ctx(), chart));
    match chart {
        Chart::Cost => cost::cost_ui(ui, scene, messages),
        Chart::Headcount => headcount::headcount_ui(ui, scene),
        Chart::Matrix => matrix::matrix_ui(ui, scene, messages),
        Chart::Bridge => bridge::bridge_ui(ui, scene, messages),
        Chart::Sweep => sweep::sweep_ui(ui, scene, messages),
        Chart::Risk => risk::risk_ui(ui, scene, messages),
        Chart::Seats => seats::seats_ui(ui, scene),
        Chart::Ledger => ledger::ledger_ui(ui, scene, messages),
        Chart::Heat => heat::heat_ui(ui, scene, messages),
    }
}
