//! Everything that can happen: what people do and what the outside answers.

use std::{path::PathBuf, sync::Arc};

use rust_decimal::Decimal;

use super::{
    command::Command,
    compare::act::{Act, Heard},
    deck::DeckEdit,
    derived::Answer,
    errand::Errand,
    library::{Column, Content, Entry},
    proposal::Topic,
    seek::Sought,
    study::Finding,
    taking::{Form, Made, Manner, Order, Take},
    view::{Chart, CostMode, Fold, LedgerPeriod, Offered, Shown},
};
use crate::{
    engine::measure::Measure,
    model::{
        ledger::Account,
        lever::LeverId,
        ranges::Range,
        scenario::{Objective, Scenario},
    },
    store::deck::Deck,
};

/// A change of the scenario.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// A lever moves to a value.
    Lever(LeverId, Decimal),
    /// A place's share of the team's seats moves; the others give or take.
    Share {
        /// Index of the team.
        team: usize,
        /// Id of the place; home's too.
        place: String,
        /// The new share.
        share: Decimal,
    },
    /// Every team takes a mix: shares by site in file order.
    Mix(Vec<Decimal>),
    /// A lever takes a range of its own, low and high multiplier of today's value; with none the
    /// table's again.
    Range(LeverId, Option<Range>),
    /// A figure is the catalogue's again.
    GiveBack(LeverId),
    /// A site is removed; its seats go home.
    RemoveSite(String),
    /// A team is removed.
    RemoveTeam(String),
    /// The objective changes.
    Objective(Objective),
    /// The scenario is renamed.
    Name(String),
    /// A change that was worked out whole, such as a repair: its name for undo, and the scenario it
    /// makes.
    Whole(String, Box<Scenario>),
}

/// Something that happened.
#[derive(Debug)]
pub enum Message {
    /// The scenario is changed; changes until [`Message::GestureEnd`] are one undo step.
    Edit(Edit),
    /// A drag, a typed value or a key press is complete.
    GestureEnd,
    /// A command was given.
    Command(Command),
    /// A scenario is proposed, or what is proposed changes.
    Propose(Box<Topic>),
    /// The deck is changed, in one undo step.
    Deck(DeckEdit),
    /// The scenario of a step of the deck is opened, as the step shows it.
    ShowStep(usize),
    /// The deck is closed.
    CloseDeck,
    /// What is proposed is taken.
    TakeProposal,
    /// What is replayed is over.
    ReplayEnd,
    /// A result is explained; with a line, that is looked into.
    Explain(Measure, Option<Account>),
    /// How things are shown changes.
    View(ViewChange),
    /// The lever panel shows a lever and lights it up, until something else is done.
    ShowLever(LeverId),
    /// What is asked is answered.
    Prompt(PromptAnswer),
    /// A recent file was chosen, or one of the library.
    OpenRecent(PathBuf),
    /// The file that could not be opened at the start is read again.
    TryAgain,
    /// What a file takes too long for is wanted no more.
    LetGo(Errand),
    /// That the file's figures changed was read.
    DriftSeen,
    /// Something about the library is asked.
    Library(LibraryAsk),
    /// Files were dropped on the window.
    Dropped(Vec<PathBuf>),
    /// The window is asked to close.
    CloseRequested,
    /// Something, named, was put on the clipboard.
    Copied(String),
    /// Something is to be put on the clipboard in a form.
    Copy(Take, Form),
    /// Something is to be saved to a file; which is asked.
    SaveCopy(Take),
    /// The hint that is due was seen.
    HintSeen,
    /// Unsaved work that was left behind is opened, or discarded, by its number.
    Recover(usize, bool),
    /// The notice was read.
    DismissNotice,
    /// Something is done to the comparison.
    Comparison(Act),
    /// The outside answers.
    Outside(Outside),
}

/// What the outside answers.
#[derive(Debug)]
pub enum Outside {
    /// The worker has an answer.
    Answered(Box<Answer>),
    /// The worker has an answer for what is proposed.
    Previewed(Box<Answer>),
    /// The worker has sought what must be true.
    Sought(Box<Sought>),
    /// The worker has the answers of a replay, by the generation of its request.
    Replayed(u64, Vec<Arc<Answer>>),
    /// The worker found something out about the scenario of a generation.
    Found(u64, Finding),
    /// A deck was read, or could not be.
    DeckOpened(PathBuf, Result<Arc<Deck>, String>),
    /// A deck was written, or could not be.
    DeckSaved(PathBuf, Arc<Deck>, Result<(), SaveFailure>),
    /// The scenarios of a deck's steps, each as its step shows it or why it can't; and whether they
    /// were read to be presented.
    StepsRead(Arc<Deck>, Vec<Result<Arc<Scenario>, String>>, bool),
    /// A file was read, or could not be.
    Opened(PathBuf, Result<Box<Scenario>, String>),
    /// What was named at the start stands for several files, to be compared.
    Named(Vec<PathBuf>),
    /// The figures of a file that was read are others than when it was saved, and how.
    Drifted(PathBuf, String),
    /// What is read or written for too long now.
    Stalled(Vec<Errand>),
    /// The files of a folder, by the generation of the request, or why it can't be listed.
    Listed(u64, PathBuf, Result<Vec<Entry>, String>),
    /// What the files of a listing hold, from an index on.
    Overviewed(u64, usize, Vec<Content>),
    /// The answer for a file to compare with, or why there is none.
    Compared(PathBuf, Result<Box<Answer>, String>),
    /// A file was written with this scenario, or could not be.
    Saved(PathBuf, Arc<Scenario>, Result<(), SaveFailure>),
    /// What is being made is so far, a share of 0–1.
    Taking(Take, f64),
    /// What was ordered was made, or could not be.
    Taken(Box<Order>, Result<Made, SaveFailure>),
    /// What was ordered was stopped.
    TakingStopped,
    /// A path was chosen in the platform's dialog.
    Picked(PathBuf),
    /// The platform's dialog was closed without a choice, or there is none.
    NotPicked,
    /// Zoom of the window, as it is now.
    Zoomed(f32),
    /// Whether dark is shown, as it is now.
    Dark(bool),
    /// What the comparison asked for.
    Comparison(Heard),
    /// Something could not be done.
    Failed(String),
}

/// What is asked about the library.
#[derive(Debug, Clone, PartialEq)]
pub enum LibraryAsk {
    /// Choose another folder.
    Folder,
    /// List the folder again.
    Again,
    /// Show what has these words.
    Search(String),
    /// Sort by a column; once more, upside down.
    Sort(Column),
}

/// Why a file was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveFailure {
    /// Another file is there; overwriting it was not asked for.
    Exists,
    /// The file is another than it was when it was read or written last.
    Changed,
    /// It could not be written.
    Failed(String),
}

/// What is asked is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum PromptAnswer {
    /// The path field holds this.
    Typed(String),
    /// Open the file as it is on disk now, without one's own changes.
    Reload,
    /// Write one's own over what is on disk now.
    KeepMine,
    /// Compare with what is on disk now.
    CompareWithDisk,
    /// Go on with the path in the field.
    Confirm,
    /// Choose in the platform's dialog.
    Browse,
    /// Save first, then go on.
    SaveFirst,
    /// Go on without saving.
    Discard,
    /// Replace the file that is there.
    Overwrite,
}

/// A change of how things are shown.
#[derive(Debug, Clone, PartialEq)]
pub enum ViewChange {
    /// Which figures the assumptions page lists.
    Assumptions(Shown),
    /// The left chart.
    Left(Chart),
    /// The right chart.
    Right(Chart),
    /// How what is taken away is drawn and printed.
    Manner(Manner),
    /// How cost over time is counted.
    CostMode(CostMode),
    /// What a column of the ledger spans.
    LedgerPeriod(LedgerPeriod),
    /// The lever that is swept.
    SweepLever(LeverId),
    /// A lever of the heat map: 0 for the rows', 1 for the columns'.
    HeatLever(usize, LeverId),
    /// The result that sweep and heat map show.
    Measure(Measure),
    /// A fold opens or closes.
    ToggleFold(Fold),
    /// What is searched for.
    Search(String),
    /// The team whose levers are shown.
    Team(usize),
    /// A place's share is pinned or let go.
    TogglePin(String),
    /// A lever is kept in the short list, or no longer.
    PinLever(LeverId),
    /// A chart shows again what it shows at first.
    ResetChart(Chart),
    /// What the charts are chosen by: the window has room for it.
    Offered(Offered),
    /// A chart gets a window of its own, or loses it.
    ChartWindow(Chart, bool),
}
