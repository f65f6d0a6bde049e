//! Presenting: the steps of a deck on a screen of their own, or what is open as the only one.
//!
//! The room sees a state of its own: its document is the step's scenario, so that levers can be
//! moved for a question and everything follows as it always does, while the open scenario stays as
//! it is.

use std::sync::Arc;

use super::{
    AppState,
    derived::Answer,
    mask::{Scale, tells},
    view::{Chart, Highlight, Offered, Page, View},
};
use crate::{
    catalog::Catalog,
    format::{self, INDEX, message_without_amounts, without_amounts},
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

    /// As it is shown while amounts are hidden: on an index of its own, in which the step's cost at
    /// home is 100, and without amounts in its words.
    #[must_use]
    pub fn hidden(&self) -> Self {
        let scenario = match &self.scenario {
            Ok(scenario) => Ok(Arc::new(Scale::of(scenario).hidden(scenario))),
            Err(why) => Err(message_without_amounts(why)),
        };
        Self { line: without_amounts(&self.line), scenario, ..self.clone() }
    }

    /// The lever that it points at, with its value in a scenario; while amounts are hidden a lever
    /// that tells one is named alone.
    #[must_use]
    pub fn pointed_at(&self, scenario: &Scenario) -> Option<String> {
        let Some(Highlight::Lever(lever)) = &self.view.highlight else { return None };
        let value = lever.value(scenario).ok()?;
        let name = lever.label(scenario);
        if scenario.money.currency == INDEX && tells(lever) {
            return Some(name);
        }
        Some(format!("{name}: {}", format::lever_value(lever, scenario, value)))
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
    /// The one that is shown, as it is shown.
    pub shown: Slide,
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
