//! All the application knows, without a window: the open scenario, its answer, how it is
//! shown and what is asked. [`update::update`] is the only thing that changes it.

pub mod command;
pub mod derived;
pub mod effect;
pub mod exhibit;
pub mod explain;
pub mod hints;
pub mod message;
pub mod panel;
pub mod prompt;
pub mod proposal;
pub mod recovery;
pub mod reference;
pub mod replay;
pub mod seek;
pub mod story;
pub mod study;
pub mod sweeps;
pub mod taking;
pub mod undo;
pub mod update;
pub mod view;

use std::{path::PathBuf, sync::Arc};

use self::{
    derived::Answer,
    effect::Effect,
    prompt::{Notice, Prompt, Then},
    proposal::Proposal,
    recovery::Recovery,
    reference::Reference,
    replay::Replay,
    study::Study,
    taking::Take,
    undo::History,
    view::{Chart, View},
};
use crate::{catalog::Catalog, format, model::scenario::Scenario, store::session::Session};

/// The open scenario.
#[derive(Debug, Clone)]
pub struct Document {
    /// As it is now.
    pub scenario: Arc<Scenario>,
    /// As it was opened: axes hold still around it.
    pub opened: Arc<Scenario>,
    /// As it was last saved.
    pub saved: Arc<Scenario>,
    /// Its file, once it has one.
    pub path: Option<PathBuf>,
    /// What is being written: the end of another document's save is not this one's.
    pub saving: Vec<Arc<Scenario>>,
    /// As it was when another file was asked for: what changes until that is read is not let go.
    pub leaving: Option<Arc<Scenario>>,
}

impl Document {
    /// A scenario as it was read from a file, or the sample.
    #[must_use]
    pub fn new(scenario: Arc<Scenario>, path: Option<PathBuf>) -> Self {
        let (opened, saved) = (Arc::clone(&scenario), Arc::clone(&scenario));
        Self { opened, saved, scenario, path, saving: Vec::new(), leaving: None }
    }

    /// A scenario that was just made: no file holds it.
    #[must_use]
    pub fn created(scenario: Arc<Scenario>) -> Self {
        Self { saved: Arc::default(), ..Self::new(scenario, None) }
    }

    /// Whether there are changes that no file holds.
    #[must_use]
    pub fn unsaved(&self) -> bool {
        !Arc::ptr_eq(&self.scenario, &self.saved) && self.scenario != self.saved
    }
}

/// Which answers were asked for, by generation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// The newest.
    pub newest: u64,
    /// Answers older than this are of another scenario.
    pub oldest: u64,
    /// The newest for what is proposed.
    pub proposed: u64,
}

/// What new scenarios are made from, as it was at the start.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// The sample.
    pub sample: Arc<Scenario>,
    /// Public figures of places and roles.
    pub catalog: Arc<Catalog>,
}

/// All the application knows.
#[derive(Debug, Clone)]
pub struct AppState {
    /// The open scenario.
    pub document: Document,
    /// What can be taken back.
    pub history: History,
    /// The answer that is shown.
    pub answer: Arc<Answer>,
    /// What matters in the scenario, as far as it is known.
    pub study: Study,
    /// What it is compared with.
    pub reference: Reference,
    /// Which answers were asked for.
    pub asked: Asked,
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
    /// Unsaved work that other windows left behind, the latest first.
    pub recovery: Vec<Recovery>,
    /// What new scenarios are made from.
    pub shelf: Shelf,
    /// A scenario that is proposed beside the open one.
    pub proposal: Option<Proposal>,
    /// The last change, while it is replayed.
    pub replay: Option<Replay>,
    /// What is being made to be taken away, in the order in which it was asked for.
    pub taking: Vec<Take>,
}

impl AppState {
    /// The state at the start: a scenario with its answer, computed before the first frame.
    #[must_use]
    pub fn new(document: Document, shelf: Shelf, session: Session) -> Self {
        let answer = Arc::new(Answer::compute(0, Arc::clone(&document.scenario)));
        let chart = |slot, usual| session.charts.get(slot).and_then(|key| Chart::from_key(key)).unwrap_or(usual);
        let usual = View::default();
        let view = View { left: chart("left", usual.left), right: chart("right", usual.right), ..usual };
        let mut reference = Reference::opened(Arc::clone(&document.opened));
        reference.learn(&answer, &Study::default());
        Self {
            document,
            history: History::default(),
            answer,
            study: Study::default(),
            reference,
            asked: Asked::default(),
            view,
            session,
            prompt: None,
            after_save: None,
            notice: None,
            recovery: Vec::new(),
            shelf,
            proposal: None,
            replay: None,
            taking: Vec::new(),
        }
    }

    /// What to ask for once there is an answer: what matters in its scenario, and what the charts on
    /// screen show of it.
    #[must_use]
    pub fn ask_more(&self) -> Vec<Effect> {
        let asking = sweeps::asking(&self.view, &self.answer.scenario, &self.document.opened);
        vec![Effect::Study(self.answer.generation, Arc::clone(&self.answer.scenario), Box::new(asking))]
    }

    /// The answer that is compared with, where it is another than the one shown.
    #[must_use]
    pub fn compared(&self) -> Option<&Arc<Answer>> {
        let (answer, _) = self.reference.answer()?;
        let other = answer.scenario != self.answer.scenario;
        (other && !self.view.peek).then_some(answer)
    }

    /// The same with the reference in place of the open scenario, to look at; none where they are
    /// the same.
    #[must_use]
    pub fn peeked(&self) -> Option<Self> {
        let (answer, study) = self.reference.answer()?;
        if answer.scenario == self.document.scenario {
            return None;
        }
        Some(self.showing(answer, study))
    }

    /// The same with another answer and its scenario, to look at.
    #[must_use]
    pub fn showing(&self, answer: &Arc<Answer>, study: &Study) -> Self {
        let document = Document { scenario: Arc::clone(&answer.scenario), ..self.document.clone() };
        let view = View { peek: true, ..self.view.clone() };
        Self { document, answer: Arc::clone(answer), study: study.clone(), view, ..self.clone() }
    }

    /// The window's title: a mark for unsaved work, the scenario's name, the product's.
    #[must_use]
    pub fn title(&self) -> String {
        let mark = if self.document.unsaved() { "● " } else { "" };
        let name = format::plain(&self.document.scenario.name);
        format!("{mark}{name} – Shoreline")
    }

    /// Whether the answer shown is of the scenario as it is now.
    #[must_use]
    pub fn current(&self) -> bool {
        self.answer.generation == self.asked.newest
    }
}
