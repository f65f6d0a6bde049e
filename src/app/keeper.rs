//! Keeps unsaved work in the window's journals, one for the scenario and one for the deck: at most ten
//! seconds after a change, on threads of their own, so that a disk that stalls does not hold the window up.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, mpsc::Sender},
    time::{Duration, Instant, SystemTime},
};

use egui::Context;

use super::{errands::soon, fulfill::send, worker::Worker};
use crate::{
    engine::job::Job,
    state::{
        AppState,
        message::Outside,
        recovery::{Left, Recovery, age},
    },
    store::{
        Known, StoreError,
        codec::Filed,
        journal::{Journal, LeftBehind, Work, left_behind},
        known::digest,
    },
};

/// How long a change waits, for more to come: less than ten seconds with the time to write.
const WAIT: Duration = Duration::from_secs(5);

/// Unsaved work and the file it belongs to.
type Unsaved = (Work, Option<PathBuf>);

/// A journal, and the thread that writes it.
type Writer = (Arc<Mutex<Journal>>, Worker<Option<Unsaved>>);

/// What another window left behind, and what its file held when that was looked at.
#[derive(Debug)]
struct Offer {
    left: LeftBehind,
    held: Option<Vec<u8>>,
}

/// Keeps a window's unsaved work.
#[derive(Debug)]
pub(crate) struct Keeper {
    scenario: Slot,
    deck: Slot,
    /// What other windows left behind, by number; each is offered once.
    offered: Vec<Option<Offer>>,
    /// What files held when they were read or written last.
    known: Known,
}

/// Keeps what is unsaved of one kind.
#[derive(Debug)]
struct Slot {
    writer: Option<Writer>,
    /// What was kept last.
    kept: Option<Work>,
    /// When what is not kept yet is to be.
    due: Option<Instant>,
}

impl Keeper {
    /// Keeps work in the folder of the settings; nowhere where there is none. Faults are told.
    pub(crate) fn start(dir: Option<&Path>, known: &Known, outbox: &Sender<Outside>, ctx: &Context) -> Self {
        let offer = |left| Some(Offer { left, held: None });
        let offered = dir.map(left_behind).unwrap_or_default().into_iter().map(offer).collect();
        let slot = |open: fn(&Path) -> Result<Journal, StoreError>| {
            let journal = dir.map(open).transpose().unwrap_or_else(|error| {
                send(outbox, ctx, Outside::Failed(format!("Unsaved work is not kept: {error}")));
                None
            });
            Slot { writer: journal.and_then(|journal| writer(journal, known, outbox, ctx)), kept: None, due: None }
        };
        Self { scenario: slot(Journal::open), deck: slot(Journal::open_for_deck), offered, known: known.clone() }
    }

    /// What was found, for the state. What its files hold is looked at, and does not count as seen.
    pub(crate) fn found(&mut self) -> Vec<Recovery> {
        let found = self.offered.iter_mut().enumerate();
        found.filter_map(|(number, offer)| Some(recovery(number, offer.as_mut()?, &self.known))).collect()
    }

    /// Looks at the state once a frame: keeps what is unsaved, lets go of what is saved.
    pub(crate) fn look(&mut self, state: &AppState, ctx: &Context) {
        self.scenario.look(unsaved_scenario(state), ctx);
        self.deck.look(unsaved_deck(state), ctx);
    }

    /// The program is about to end: keeps what is unsaved at once, on this thread.
    pub(crate) fn rescue(&mut self, state: &AppState) {
        self.scenario.rescue(unsaved_scenario(state), &self.known);
        self.deck.rescue(unsaved_deck(state), &self.known);
    }

    /// What was left behind is this window's own from now on, or is discarded.
    pub(crate) fn settle(&mut self, number: usize, own: bool) -> Result<(), String> {
        let Some(Offer { left, held }) = self.offered.get_mut(number).and_then(Option::take) else { return Ok(()) };
        if let Some(file) = left.file.as_ref().filter(|_| own) {
            // What happened to the file since the work began on it was seen by nobody.
            let same = |held: &Vec<u8>| Some(digest(held)) == left.digest;
            self.known.recall(file, held.filter(same));
        }
        let slot = if matches!(left.work, Work::Deck(..)) { &mut self.deck } else { &mut self.scenario };
        let settled = match &slot.writer {
            Some((journal, _)) if own => {
                slot.kept = Some(left.work.clone());
                journal.lock().unwrap_or_else(PoisonError::into_inner).adopt(&left)
            }
            _ => left.discard(),
        };
        settled.map_err(|error| error.to_string())
    }

    /// The window closes as it was asked to: nothing is left behind.
    pub(crate) fn close(&mut self) {
        for slot in [&mut self.scenario, &mut self.deck] {
            if let Some((journal, worker)) = slot.writer.take() {
                worker.stop();
                journal.lock().unwrap_or_else(PoisonError::into_inner).clear();
            }
        }
    }
}

impl Slot {
    fn look(&mut self, unsaved: Option<Unsaved>, ctx: &Context) {
        let Some((_, writer)) = &self.writer else { return };
        let Some(unsaved) = unsaved else {
            self.due = None;
            if self.kept.take().is_some() {
                writer.ask(None);
            }
            return;
        };
        if self.kept.as_ref().is_some_and(|kept| same(kept, &unsaved.0)) {
            self.due = None;
            return;
        }
        let now = Instant::now();
        let due = *self.due.get_or_insert(now + WAIT);
        if now >= due {
            self.due = None;
            self.kept = Some(unsaved.0.clone());
            writer.ask(Some(unsaved));
        } else {
            ctx.request_repaint_after(due - now);
        }
    }

    fn rescue(&mut self, unsaved: Option<Unsaved>, known: &Known) {
        if let Some((journal, worker)) = &self.writer
            && let Some(unsaved) = unsaved
        {
            worker.stop();
            let _ = keep(&journal.lock().unwrap_or_else(PoisonError::into_inner), &unsaved, known);
        }
    }
}

/// What of the open scenario no file holds.
fn unsaved_scenario(state: &AppState) -> Option<Unsaved> {
    let document = &state.document;
    document.unsaved().then(|| (Work::Scenario(Arc::clone(&document.scenario)), document.path.clone()))
}

/// What of the open deck no file holds; without a step there is nothing of it.
fn unsaved_deck(state: &AppState) -> Option<Unsaved> {
    let open = state.talk.deck.as_ref().filter(|open| open.unsaved() && !open.deck.steps.is_empty())?;
    Some((Work::Deck(Arc::clone(&open.deck), open.folder.clone()), open.path.clone()))
}

/// Whether both are the same record, not only alike.
fn same(one: &Work, other: &Work) -> bool {
    match (one, other) {
        (Work::Scenario(one), Work::Scenario(other)) => Arc::ptr_eq(one, other),
        (Work::Deck(one, _), Work::Deck(other, _)) => Arc::ptr_eq(one, other),
        _ => false,
    }
}

/// Keeps work, and by what its file can be known again.
fn keep(journal: &Journal, (work, file): &Unsaved, known: &Known) -> Result<(), StoreError> {
    let digest = file.as_ref().and_then(|path| known.digest(path));
    let of = file.as_deref().map(|path| (path, digest.as_deref()));
    match work {
        Work::Scenario(scenario) => journal.keep(scenario, of),
        Work::Deck(deck, folder) => journal.keep_deck(deck, of, folder),
    }
}

/// The thread that writes a journal; that it can't is told once.
fn writer(journal: Journal, known: &Known, outbox: &Sender<Outside>, ctx: &Context) -> Option<Writer> {
    let journal = Arc::new(Mutex::new(journal));
    let (shared, known, outbox, ctx) = (Arc::clone(&journal), known.clone(), outbox.clone(), ctx.clone());
    let told = Mutex::new(false);
    let write = move |work: Option<Unsaved>, _: &Job| {
        let journal = shared.lock().unwrap_or_else(PoisonError::into_inner);
        let written = work.map_or_else(
            || {
                journal.clear();
                Ok(())
            },
            |work| keep(&journal, &work, &known),
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
}

/// What a file holds now, and its bytes; none where it can't be read now, as on a disk that stalls.
fn looked_at<R: Filed + Send + 'static>(
    file: Option<PathBuf>,
    known: &Known,
    held: &mut Option<Vec<u8>>,
) -> Option<Arc<R>> {
    let known = known.clone();
    let (saved, bytes) = soon(move || file.and_then(|path| known.peek(&path).ok())).flatten().unzip();
    *held = bytes;
    saved.map(Arc::new)
}

/// What was found, for the state; reads its file to see what differs.
fn recovery(number: usize, offer: &mut Offer, known: &Known) -> Recovery {
    let (left, held) = (&offer.left, &mut offer.held);
    let age = age(SystemTime::now().duration_since(left.written).unwrap_or_default().as_secs());
    let work = match &left.work {
        Work::Scenario(scenario) => Left::Scenario(Arc::clone(scenario), looked_at(left.file.clone(), known, held)),
        Work::Deck(deck, folder) => {
            Left::Deck(Arc::clone(deck), looked_at(left.file.clone(), known, held), folder.clone())
        }
    };
    Recovery { number, left: work, file: left.file.clone(), age }
}
