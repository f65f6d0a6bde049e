//! Keeps unsaved work in the window's journal: at most ten seconds after a change, on a thread of
//! its own, so that a disk that stalls does not hold the window up.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, mpsc::Sender},
    time::{Duration, Instant, SystemTime},
};

use egui::Context;

use super::{errands::soon, fulfill::send, worker::Worker};
use crate::{
    engine::job::Job,
    model::scenario::Scenario,
    state::{
        AppState,
        message::Outside,
        recovery::{Recovery, age},
    },
    store::{
        Known, StoreError,
        journal::{Journal, LeftBehind, left_behind},
        known::digest,
    },
};

/// How long a change waits, for more to come: less than ten seconds with the time to write.
const WAIT: Duration = Duration::from_secs(5);

/// A scenario and the file it belongs to.
type Work = (Arc<Scenario>, Option<PathBuf>);

/// The journal, and the thread that writes it.
type Writer = (Arc<Mutex<Journal>>, Worker<Option<Work>>);

/// What another window left behind, and what its file held when that was looked at.
#[derive(Debug)]
struct Offer {
    left: LeftBehind,
    held: Option<Vec<u8>>,
}

/// Keeps a window's unsaved work.
#[derive(Debug)]
pub(crate) struct Keeper {
    writer: Option<Writer>,
    /// What was kept last.
    kept: Option<Arc<Scenario>>,
    /// When what is not kept yet is to be.
    due: Option<Instant>,
    /// What other windows left behind, by number; each is offered once.
    offered: Vec<Option<Offer>>,
    /// What files held when they were read or written last.
    known: Known,
}

impl Keeper {
    /// Keeps work in the folder of the settings; nowhere where there is none. Faults are told.
    pub(crate) fn start(dir: Option<&Path>, known: &Known, outbox: &Sender<Outside>, ctx: &Context) -> Self {
        let offer = |left| Some(Offer { left, held: None });
        let offered = dir.map(left_behind).unwrap_or_default().into_iter().map(offer).collect();
        let journal = dir.map(Journal::open).transpose().unwrap_or_else(|error| {
            send(outbox, ctx, Outside::Failed(format!("Unsaved work is not kept: {error}")));
            None
        });
        let writer = journal.and_then(|journal| {
            let journal = Arc::new(Mutex::new(journal));
            let (shared, known, outbox, ctx) = (Arc::clone(&journal), known.clone(), outbox.clone(), ctx.clone());
            let told = Mutex::new(false);
            let write = move |work: Option<Work>, _: &Job| {
                let journal = shared.lock().unwrap_or_else(PoisonError::into_inner);
                let written = work.map_or_else(
                    || {
                        journal.clear();
                        Ok(())
                    },
                    |(scenario, file)| keep(&journal, &scenario, file.as_deref(), &known),
                );
                let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
                if let Err(error) = &written
                    && !*told
                {
                    let text = format!("Unsaved work is not kept, so save it yourself: {error}");
                    send(&outbox, &ctx, Outside::Failed(text));
                }
                *told = written.is_err();
            };
            Worker::start("journal", write, || ()).ok().map(|worker| (journal, worker))
        });
        Self { writer, kept: None, due: None, offered, known: known.clone() }
    }

    /// What was found, for the state. What its files hold is looked at, and does not count as seen.
    pub(crate) fn found(&mut self) -> Vec<Recovery> {
        let found = self.offered.iter_mut().enumerate();
        found.filter_map(|(number, offer)| Some(recovery(number, offer.as_mut()?, &self.known))).collect()
    }

    /// Looks at the state once a frame: keeps what is unsaved, lets go of what is saved.
    pub(crate) fn look(&mut self, state: &AppState, ctx: &Context) {
        let Some((_, writer)) = &self.writer else { return };
        let document = &state.document;
        if !document.unsaved() {
            self.due = None;
            if self.kept.take().is_some() {
                writer.ask(None);
            }
            return;
        }
        if self.kept.as_ref().is_some_and(|kept| Arc::ptr_eq(kept, &document.scenario)) {
            self.due = None;
            return;
        }
        let now = Instant::now();
        let due = *self.due.get_or_insert(now + WAIT);
        if now >= due {
            self.due = None;
            self.kept = Some(Arc::clone(&document.scenario));
            writer.ask(Some((Arc::clone(&document.scenario), document.path.clone())));
        } else {
            ctx.request_repaint_after(due - now);
        }
    }

    /// The program is about to end: keeps what is unsaved at once, on this thread.
    pub(crate) fn rescue(&mut self, state: &AppState) {
        if let Some((journal, worker)) = &self.writer
            && state.document.unsaved()
        {
            worker.stop();
            let journal = journal.lock().unwrap_or_else(PoisonError::into_inner);
            let _ = keep(&journal, &state.document.scenario, state.document.path.as_deref(), &self.known);
        }
    }

    /// What was left behind is this window's own from now on, or is discarded.
    pub(crate) fn settle(&mut self, number: usize, scenario: Option<&Arc<Scenario>>) -> Result<(), String> {
        let Some(Offer { left, held }) = self.offered.get_mut(number).and_then(Option::take) else { return Ok(()) };
        if let (Some(_), Some(file)) = (scenario, &left.file) {
            // What happened to the file since the work began on it was seen by nobody.
            let same = |held: &Vec<u8>| Some(digest(held)) == left.digest;
            self.known.recall(file, held.filter(same));
        }
        let settled = match (scenario, &self.writer) {
            (Some(scenario), Some((journal, _))) => {
                self.kept = Some(Arc::clone(scenario));
                journal.lock().unwrap_or_else(PoisonError::into_inner).adopt(&left)
            }
            _ => left.discard(),
        };
        settled.map_err(|error| error.to_string())
    }

    /// The window closes as it was asked to: nothing is left behind.
    pub(crate) fn close(&mut self) {
        if let Some((journal, worker)) = self.writer.take() {
            worker.stop();
            journal.lock().unwrap_or_else(PoisonError::into_inner).clear();
        }
    }
}

/// Keeps a scenario, and by what its file can be known again.
fn keep(journal: &Journal, scenario: &Scenario, file: Option<&Path>, known: &Known) -> Result<(), StoreError> {
    let digest = file.and_then(|path| known.digest(path));
    journal.keep(scenario, file, digest.as_deref())
}

/// What was found, for the state; reads its file to see what differs.
fn recovery(number: usize, offer: &mut Offer, known: &Known) -> Recovery {
    let left = &offer.left;
    let (known, file) = (known.clone(), left.file.clone());
    // A folder that stalls is a file that can't be read now.
    let (saved, held) = soon(move || file.and_then(|path| known.peek(&path).ok())).flatten().unzip();
    let saved = saved.map(Arc::new);
    offer.held = held;
    let seconds = SystemTime::now().duration_since(left.written).unwrap_or_default().as_secs();
    let scenario = Arc::new(left.scenario.clone());
    Recovery { number, scenario, file: left.file.clone(), saved, age: age(seconds) }
}
