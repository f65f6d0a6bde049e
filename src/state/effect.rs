//! What `update` asks of the outside. Only the shell carries it out.

use std::{path::PathBuf, sync::Arc};

use super::{
    compare::act::Wish,
    prompt::Picking,
    seek::Seek,
    study::Asking,
    taking::{Made, Order},
};
use crate::{
    model::scenario::Scenario,
    store::{
        deck::Deck,
        session::{Session, ThemeChoice},
    },
};

/// Whether a save may replace a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    /// No file may be there.
    Never,
    /// It must be as it was when it was read or written last.
    Unchanged,
    /// Whatever it holds.
    Always,
}

/// Something to do outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read what was named at the start once more: a file, or a folder of them.
    LoadNamed(PathBuf),
    /// Compute the answer for a scenario; the newest request wins.
    Compute(u64, Arc<Scenario>),
    /// The same with the answer for what is shown of it under the salary mask.
    ComputeMasked(u64, Arc<Scenario>, Arc<Scenario>),
    /// Compute the answer for a scenario that is proposed, beside the one that is open; the newest
    /// request wins.
    Preview(u64, Arc<Scenario>),
    /// Seek what must be true in a scenario, in place of a preview; the newest request wins, an older
    /// one is cancelled.
    Seek(u64, Arc<Scenario>, Box<Seek>),
    /// Compute the answers of a way from one scenario to another, in place of a preview.
    Replay(u64, Vec<Arc<Scenario>>),
    /// What is sought, or previewed, is wanted no more.
    StopSeeking,
    /// Find out what matters in the scenario of a generation, and what the charts on screen ask; the
    /// newest request wins, an older one is cancelled.
    Study(u64, Arc<Scenario>, Box<Asking>),
    /// Read a scenario file.
    Load(PathBuf),
    /// Write a scenario file.
    Save {
        /// Where to.
        path: PathBuf,
        /// What.
        scenario: Arc<Scenario>,
        /// The file that it comes from, where it has one: what people wrote in it stays.
        from: Option<PathBuf>,
        /// Whether a file that is there may be replaced.
        replace: Replace,
    },
    /// Write a deck file.
    SaveDeck {
        /// Where to.
        path: PathBuf,
        /// What.
        deck: Arc<Deck>,
        /// Whether a file that is there may be replaced.
        replace: Replace,
    },
    /// Read the scenarios of a deck's steps.
    ReadSteps {
        /// The deck.
        deck: Arc<Deck>,
        /// The folder that its paths begin in.
        folder: PathBuf,
        /// Whether they are to be presented.
        present: bool,
    },
    /// Fill the screen for a presentation, or be again as before.
    Present(bool),
    /// Unsaved work that was left behind, by its number, is this window's own, or is discarded.
    Settle(usize, bool),
    /// List a folder of scenarios and read them, by the generation of the request; the newest wins.
    List(u64, PathBuf),
    /// Read a scenario file to compare with it.
    Compare(PathBuf),
    /// Do not wait for a file any longer, by the errand's number: what comes of it is not told.
    LetGo(u64),
    /// Ask for a path in the platform's dialog, starting with a suggestion.
    Pick(Picking, String),
    /// Make something and take it away, after what was asked for before.
    Take(Box<Order>),
    /// What is being made to be taken away is wanted no more.
    StopTaking,
    /// Put what was made on the clipboard.
    Clipboard(Made),
    /// Keep the session for the next start.
    Remember(Session),
    /// Show light or dark.
    Theme(ThemeChoice),
    /// Multiply the zoom; none resets it.
    Zoom(Option<f32>),
    /// Fill the screen, or stop doing so.
    ToggleFullScreen,
    /// Put the focus on the lever search.
    FocusSearch,
    /// Something for the comparison.
    Comparison(Wish),
    /// Close the window.
    Close,
}
