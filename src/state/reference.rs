//! The reference: the state that ticks, ghost lines and the held key compare with. It is what was
//! opened, until it is set to what is open now.

use std::sync::Arc;

use super::{derived::Answer, study::Study};
use crate::model::scenario::Scenario;

/// A scenario to compare with, and what is known of it.
#[derive(Debug, Clone, Default)]
struct Known {
    scenario: Arc<Scenario>,
    /// Its answer, once there is one.
    answer: Option<Arc<Answer>>,
    /// What mattered in it, as far as it was found out while it was open.
    study: Study,
}

impl Known {
    fn of(scenario: Arc<Scenario>) -> Self {
        Self { scenario, ..Self::default() }
    }

    fn learn(&mut self, answer: &Arc<Answer>, study: &Study) {
        if Arc::ptr_eq(&self.scenario, &answer.scenario) {
            self.answer = Some(Arc::clone(answer));
            if study.generation == answer.generation {
                self.study = study.clone();
            }
        }
    }
}

/// What the open scenario is compared with.
#[derive(Debug, Clone, Default)]
pub struct Reference {
    opened: Known,
    set: Option<Known>,
}

impl Reference {
    /// What was opened.
    #[must_use]
    pub fn opened(scenario: Arc<Scenario>) -> Self {
        Self { opened: Known::of(scenario), set: None }
    }

    fn known(&self) -> &Known {
        self.set.as_ref().unwrap_or(&self.opened)
    }

    /// The scenario that is compared with.
    #[must_use]
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.known().scenario
    }

    /// The scenario that was opened.
    #[must_use]
    pub fn opened_scenario(&self) -> &Arc<Scenario> {
        &self.opened.scenario
    }

    /// Its answer, and what mattered in it; none until there is one.
    #[must_use]
    pub fn answer(&self) -> Option<(&Arc<Answer>, &Study)> {
        let known = self.known();
        known.answer.as_ref().map(|answer| (answer, &known.study))
    }

    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &'static str {
        if self.set.is_some() { "the reference" } else { "as opened" }
    }

    /// Whether it is not what was opened.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.set.is_some()
    }

    /// Compares with a scenario from now on.
    pub(super) fn set(&mut self, scenario: Arc<Scenario>, answer: &Arc<Answer>, study: &Study) {
        let mut known = Known::of(scenario);
        known.learn(answer, study);
        self.set = Some(known);
    }

    /// Compares with what was opened again.
    pub(super) fn unset(&mut self) {
        self.set = None;
    }

    /// Lets go of what mattered: it was found out on another scale.
    pub(super) fn forget_studies(&mut self) {
        self.opened.study = Study::default();
        if let Some(known) = &mut self.set {
            known.study = Study::default();
        }
    }

    /// Keeps an answer, and what matters, where they are the reference's.
    pub(super) fn learn(&mut self, answer: &Arc<Answer>, study: &Study) {
        self.opened.learn(answer, study);
        if let Some(known) = &mut self.set {
            known.learn(answer, study);
        }
    }
}
