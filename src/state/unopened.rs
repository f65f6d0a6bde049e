//! A file that was named at the start and is not open: what is wrong with it stands in place of the
//! explorer, so that nobody takes another scenario's figures for its own.
//!
//! While it is there, the scenario of the state is only what something must be made of.

use std::path::{Path, PathBuf};

use super::{
    AppState,
    command::{Command, subject::Subject},
    compare::act::Act,
    message::Message,
    taking::Take,
};
use crate::format;

/// A file that is not open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unopened {
    /// The file.
    pub path: PathBuf,
    /// Why it can't be opened, every fault with its place, as `shoreline check` tells it; none while
    /// it is being read.
    pub problem: Option<String>,
    /// How often it was read.
    pub tries: u32,
}

impl Unopened {
    /// A file that could not be opened.
    #[must_use]
    pub fn refused(path: PathBuf, problem: String) -> Self {
        Self { path, problem: Some(problem), tries: 1 }
    }

    /// A file that is still being read.
    #[must_use]
    pub fn awaited(path: PathBuf) -> Self {
        Self { path, problem: None, tries: 0 }
    }

    /// A file could not be opened: the same once more, or another.
    pub(super) fn refuse(&mut self, path: PathBuf, problem: String) {
        let tries = if self.path == path { self.tries + 1 } else { 1 };
        *self = Self { path, problem: Some(problem), tries };
    }

    /// The file's name, as a title and a heading show it.
    #[must_use]
    pub fn name(&self) -> String {
        let whole = || self.path.display().to_string();
        format::plain(&self.path.file_name().map_or_else(whole, |name| name.to_string_lossy().into_owned()))
    }

    /// How it stands, in a line: “desk.ron” can’t be opened.
    #[must_use]
    pub fn line(&self) -> String {
        let name = self.name();
        if self.problem.is_some() {
            format!("“{name}” can’t be opened")
        } else {
            format!("Reading “{name}”…")
        }
    }

    /// Whether it is this file that is waited for.
    pub(super) fn awaits(&self, path: &Path) -> bool {
        self.problem.is_none() && self.path == path
    }
}

impl Command {
    /// Whether the command is about the open scenario, so that it waits until one is.
    #[must_use]
    pub fn needs_scenario(self, state: &AppState) -> bool {
        if let Some(take) = Take::of(self, state) {
            return take.needs_scenario();
        }
        let opens =
            matches!(self, Self::Explore | Self::Compare | Self::Library | Self::New | Self::Sample | Self::Open);
        !opens && self.subject() != Subject::Window
    }
}

/// Whether a message is about the open scenario, so that it waits until one is.
pub(super) fn waits(message: &Message, state: &AppState) -> bool {
    match message {
        Message::Command(command) => command.needs_scenario(state),
        Message::Copy(take, _) | Message::SaveCopy(take) => take.needs_scenario(),
        Message::Edit(_) | Message::ShowLever(_) | Message::Explain(..) => true,
        Message::Comparison(act) => matches!(act, Act::AddOpen | Act::Take(..)),
        _ => false,
    }
}
