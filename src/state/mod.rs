//! All the application knows, without a window: the open scenario, its answer, how it is
//! shown and what is asked. [`update::update`] is the only thing that changes it.

pub mod command;
pub mod derived;
pub mod effect;
pub mod message;
pub mod prompt;
pub mod story;
pub mod undo;
pub mod update;
pub mod view;

use std::{path::PathBuf, sync::Arc};

use self::{
    derived::Answer,
    prompt::{Notice, Prompt, Then},
    undo::History,
    view::{Chart, View},
};
use crate::{model::scenario::Scenario, store::session::Session};

/// The open scenario.
#[derive(Debug, Clone)]
pub struct Document {
    /// As it is now.
    pub scenario: Arc<Scenario>,
    /// As it was opened: what ticks and resets compare with.
    pub opened: Arc<Scenario>,
    /// As it was last saved.
    pub saved: Arc<Scenario>,
    /// Its file, once it has one.
    pub path: Option<PathBuf>,
    /// What is being written: the end of another document's save is not this one's.
    pub saving: Vec<Arc<Scenario>>,
}

impl Document {
    /// A scenario as it was read from a file, or the sample.
    #[must_use]
    pub fn new(scenario: Arc<Scenario>, path: Option<PathBuf>) -> Self {
        Self { opened: Arc::clone(&scenario), saved: Arc::clone(&scenario), scenario, path, saving: Vec::new() }
    }

    /// Whether there are changes that no file holds.
    #[must_use]
    pub fn unsaved(&self) -> bool {
        !Arc::ptr_eq(&self.scenario, &self.saved) && self.scenario != self.saved
    }
}

/// All the application knows.
#[derive(Debug)]
pub struct AppState {
    /// The open scenario.
    pub document: Document,
    /// What can be taken back.
    pub history: History,
    /// The answer that is shown.
    pub answer: Arc<Answer>,
    /// The newest answer that was asked for.
    pub asked: u64,
    /// Answers older than this are of another scenario.
    pub oldest: u64,
    /// How things are shown.
    pub view: View,
    /// What is remembered for the next start.
    pub session: Session,
    /// A question that waits.
    pub prompt: Option<Prompt>,
    /// What goes on once the scenario is saved.
    pub after_save: Option<Then>,
    /// Something to tell.
    pub notice: Option<Notice>,
    /// The sample, for a new scenario.
    pub sample: Arc<Scenario>,
}

impl AppState {
    /// The state at the start: a scenario with its answer, computed before the first frame.
    #[must_use]
    pub fn new(document: Document, sample: Arc<Scenario>, session: Session) -> Self {
        let answer = Arc::new(Answer::compute(0, Arc::clone(&document.scenario)));
        let chart = |slot, usual| session.charts.get(slot).and_then(|key| Chart::from_key(key)).unwrap_or(usual);
        let usual = View::default();
        let view = View { left: chart("left", usual.left), right: chart("right", usual.right), ..usual };
        Self {
            document,
            history: History::default(),
            answer,
            asked: 0,
            oldest: 0,
            view,
            session,
            prompt: None,
            after_save: None,
            notice: None,
            sample,
        }
    }

    /// The window's title: a mark for unsaved work, the scenario's name, the product's.
    #[must_use]
    pub fn title(&self) -> String {
        let mark = if self.document.unsaved() { "● " } else { "" };
        let name: String = self.document.scenario.name.chars().filter(|c| !c.is_control()).collect();
        format!("{mark}{name} – Shoreline")
    }

    /// Whether the answer shown is of the scenario as it is now.
    #[must_use]
    pub fn current(&self) -> bool {
        self.answer.generation == self.asked
    }
}
