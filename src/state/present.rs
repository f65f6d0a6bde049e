//! Presenting: the steps of a deck on a screen of their own, or what is open as the only one.
//!
//! The room sees a state of its own: its document is the step's scenario, so that levers can be
//! moved for a question and everything follows as it always does, while the open scenario stays as
//! it is.

use std::sync::Arc;

use super::{
    AppState,
    derived::Answer,
    view::{Chart, Highlight, Offered, Page, View},
};
use crate::{
    catalog::Catalog,
    model::scenario::Scenario,
    store::deck::{Deck, Step},
};

/// One step, ready to be shown.
#[derive(Debug, Clone)]
pub struct Slide {
    /// What is said; empty where the answer's own sentence is.
    pub line: String,
    /// How it is shown: its charts and what they look at.
    pub view: View,
    /// Whether a second chart stands beside the first.
    pub two: bool,
    /// What is shown, or why it can't be.
    pub scenario: Result<Arc<Scenario>, String>,
}

impl Slide {
    /// A step of a deck with what was read for it.
    #[must_use]
    pub fn of(step: &Step, scenario: Result<Arc<Scenario>, String>) -> Self {
        let usual = View::default();
        let left = Chart::from_key(&step.chart).unwrap_or(usual.left);
        let beside = Chart::from_key(&step.beside);
        let mut view =
            View { left, right: beside.unwrap_or(left), highlight: Highlight::named(&step.highlight), ..usual };
        view.sweeps.lever = step.sweep.parse().ok();
        view.sweeps.pair = [step.sweep.parse().ok(), step.against.parse().ok()];
        Self { line: step.line.clone(), view, two: beside.is_some(), scenario }
    }

    /// What is open, as it is shown now.
    #[must_use]
    pub fn open(state: &AppState) -> Self {
        let view = View {
            page: Page::Explore,
            offered: Offered::Names,
            search: String::new(),
            peek: false,
            details: false,
            windows: std::collections::BTreeSet::new(),
            ..state.view.clone()
        };
        Self { line: String::new(), view, two: true, scenario: Ok(Arc::clone(&state.document.scenario)) }
    }
}

/// The steps of a deck with what was read for each.
#[must_use]
pub fn slides(deck: &Deck, scenarios: Vec<Result<Arc<Scenario>, String>>) -> Vec<Slide> {
    deck.steps.iter().zip(scenarios).map(|(step, scenario)| Slide::of(step, scenario)).collect()
}

/// A presentation under way.
#[derive(Debug, Clone)]
pub struct Presented {
    /// The steps; at least one.
    pub slides: Vec<Slide>,
    /// Index of the one that is shown.
    pub at: usize,
    /// Whether the screen is blank.
    pub blank: bool,
    /// Whether the levers are in, for a question.
    pub levers: bool,
    /// Whether amounts are shown as an index.
    pub masked: bool,
    /// Public figures, for when amounts are shown.
    pub catalog: Arc<Catalog>,
    /// All that is known of the step's scenario, and what was done to it.
    pub room: Box<AppState>,
    /// The answer that a glide to this step begins with.
    pub from: Arc<Answer>,
}

impl Presented {
    /// The step that is shown.
    #[must_use]
    pub fn slide(&self) -> &Slide {
        &self.slides[self.at.min(self.slides.len() - 1)]
    }
}
