//! Everything that can happen: what people do and what the outside answers.

use std::{path::PathBuf, sync::Arc};

use rust_decimal::Decimal;

use super::{
    command::Command,
    derived::Answer,
    view::{Chart, CostMode, Fold, LedgerPeriod},
};
use crate::model::{lever::LeverId, scenario::Scenario};

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
    /// The scenario is renamed.
    Name(String),
    /// A repair is taken: its name for undo, and the scenario it makes.
    Repair(String, Box<Scenario>),
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
    /// How things are shown changes.
    View(ViewChange),
    /// What is asked is answered.
    Prompt(PromptAnswer),
    /// A recent file was chosen.
    OpenRecent(PathBuf),
    /// Files were dropped on the window.
    Dropped(Vec<PathBuf>),
    /// The window is asked to close.
    CloseRequested,
    /// The notice was read.
    DismissNotice,
    /// The outside answers.
    Outside(Outside),
}

/// What the outside answers.
#[derive(Debug)]
pub enum Outside {
    /// The worker has an answer.
    Answered(Box<Answer>),
    /// A file was read, or could not be.
    Opened(PathBuf, Result<Box<Scenario>, String>),
    /// A file was written with this scenario, or could not be.
    Saved(PathBuf, Arc<Scenario>, Result<(), SaveFailure>),
    /// A path was chosen in the platform's dialog.
    Picked(PathBuf),
    /// The platform's dialog was closed without a choice, or there is none.
    NotPicked,
    /// Zoom of the window, as it is now.
    Zoomed(f32),
    /// Whether dark is shown, as it is now.
    Dark(bool),
    /// Something could not be done.
    Failed(String),
}

/// Why a file was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveFailure {
    /// Another file is there; overwriting it was not asked for.
    Exists,
    /// It could not be written.
    Failed(String),
}

/// What is asked is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum PromptAnswer {
    /// The path field holds this.
    Typed(String),
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
    /// The left chart.
    Left(Chart),
    /// The right chart.
    Right(Chart),
    /// How cost over time is counted.
    CostMode(CostMode),
    /// What a column of the ledger spans.
    LedgerPeriod(LedgerPeriod),
    /// A fold opens or closes.
    ToggleFold(Fold),
    /// What is searched for.
    Search(String),
    /// The team whose levers are shown.
    Team(usize),
    /// A place's share is pinned or let go.
    TogglePin(String),
    /// What is behind the answer is shown or hidden.
    ToggleDetails,
}
