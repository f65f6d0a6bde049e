//! All the application knows, without a window: the open scenario, its answer, how it is
//! shown and what is asked. [`update::update`] is the only thing that changes it.

pub mod command;
pub mod compare;
pub mod deck;
pub mod derived;
pub mod drift;
pub mod effect;
pub mod errand;
pub mod exhibit;
pub mod explain;
pub mod hints;
pub mod library;
pub mod mask;
pub mod message;
pub mod panel;
pub mod present;
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
pub mod unopened;
pub mod update;
pub mod view;

use std::{path::PathBuf, sync::Arc};

use self::{
    compare::{Comparison, act::Wish},
    deck::OpenDeck,
    derived::Answer,
    effect::Effect,
    errand::Errand,
    library::Library,
    mask::Mask,
    present::Presented,
    prompt::{Notice, Prompt, Then},
    proposal::Proposal,
    recovery::Recovery,
    reference::Reference,
    replay::Replay,
    study::Study,
    taking::{Manner, Underway},
    undo::History,
    unopened::Unopened,
    view::{Chart, Page, View},
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

/// What is told to others: a deck, and its presentation while it is under way.
#[derive(Debug, Clone, Default)]
pub struct Talk {
    /// The deck that is open.
    pub deck: Option<OpenDeck>,
    /// The presentation under way.
    pub presented: Option<Presented>,
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
    /// Scenarios side by side.
    pub comparison: Comparison,
    /// The deck, and its presentation.
    pub talk: Talk,
    /// The salary mask, while it is on.
    pub mask: Option<Mask>,
    /// A folder of scenarios.
    pub library: Arc<Library>,
    /// Files that take longer to read or write than they should.
    pub stalled: Vec<Errand>,
    /// What to tell of the open file's figures: they are others than when it was saved.
    pub drift: Option<String>,
    /// What is being made to be taken away, in the order in which it was asked for.
    pub taking: Vec<Underway>,
    /// The file that was named at the start, while it is not open and nothing else is.
    pub unopened: Option<Unopened>,
}

impl AppState {
    /// The state at the start: a scenario with its answer, computed before the first frame.
    #[must_use]
    pub fn new(document: Document, shelf: Shelf, session: Session) -> Self {
        let answer = Arc::new(Answer::compute(0, Arc::clone(&document.scenario)));
        let chart = |slot, usual| session.charts.get(slot).and_then(|key| Chart::from_key(key)).unwrap_or(usual);
        let usual = View::default();
        let view = View {
            left: chart("left", usual.left),
            right: chart("right", usual.right),
            manner: Manner::remembered(session.cells),
            ..usual
        };
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
            comparison: Comparison::default(),
            talk: Talk::default(),
            mask: None,
            library: Arc::default(),
            stalled: Vec::new(),
            drift: None,
            taking: Vec::new(),
            unopened: None,
        }
    }

    /// Opens the window on a deck: its page, and what is asked of its files.
    #[must_use]
    pub fn open_deck(&mut self, open: OpenDeck) -> Vec<Effect> {
        let effect = Effect::ReadSteps { deck: Arc::clone(&open.deck), folder: open.folder.clone(), present: false };
        self.talk.deck = Some(open);
        self.unopened = None;
        self.view.page = Page::Deck;
        vec![effect]
    }

    /// Opens the window on files to compare, the first as the base.
    #[must_use]
    pub fn compare_files(&mut self, paths: Vec<PathBuf>) -> Vec<Effect> {
        self.view.page = Page::Compare;
        vec![Effect::Comparison(Wish::Read(paths))]
    }

    /// What to ask for once there is an answer: what matters in its scenario, and what the charts on
    /// screen show of it.
    #[must_use]
    pub fn ask_more(&self) -> Vec<Effect> {
        // What is studied is what is shown.
        let shown = self.shown();
        let asking = sweeps::asking(&self.view, &shown.answer.scenario, &shown.document.opened);
        vec![Effect::Study(self.answer.generation, Arc::clone(&shown.answer.scenario), Box::new(asking))]
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

    /// The window's title: a mark for unsaved work, the scenario's name, the product's; or the file that is
    /// not open.
    #[must_use]
    pub fn title(&self) -> String {
        if let Some(unopened) = &self.unopened {
            return format!("{} – Shoreline", unopened.line());
        }
        let mark = if self.document.unsaved() { "● " } else { "" };
        let shown = self.shown();
        let mut name = format::plain(&shown.document.scenario.name);
        if self.talk.presented.as_ref().is_some_and(|presented| presented.masked) {
            name = format::without_amounts(&name);
        }
        format!("{mark}{name} – Shoreline")
    }

    /// What is shown: the state itself, or what the salary mask makes of it.
    #[must_use]
    pub fn shown(&self) -> &Self {
        self.mask.as_ref().map_or(self, |mask| &*mask.shown)
    }

    /// Whether amounts are an index in what is shown.
    #[must_use]
    pub fn masked(&self) -> bool {
        self.mask.is_some() || self.document.scenario.money.currency == format::INDEX
    }

    /// Whether the answer shown is of the scenario as it is now.
    #[must_use]
    pub fn current(&self) -> bool {
        self.answer.generation == self.asked.newest
    }
}
