//! What the window asks, and the notices it shows.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    compare::Id,
    explain::Explained,
    recovery::Which,
    taking::{Order, Take},
};
use crate::{
    model::scenario::Scenario,
    store::deck::{self, is_deck},
};

/// A question that waits for an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Prompt {
    /// A path to open or save at.
    Path {
        /// What it is wanted for.
        picking: Picking,
        /// What the field holds.
        text: String,
        /// What is wrong with it.
        error: Option<String>,
    },
    /// Unsaved changes would be lost.
    Unsaved(Then),
    /// Something about the deck.
    Deck(DeckQuestion),
    /// Another file is at the path.
    Overwrite(PathBuf),
    /// Another file is where something is to be taken to.
    Replace(Box<Order>),
    /// The file is another than it was when it was opened or saved.
    Changed(PathBuf),
    /// The list of keys.
    Keys,
    /// Every command and lever by name.
    Palette,
    /// What a figure is made of.
    Explain(Arc<Explained>),
    /// The name and note of a scenario of the comparison.
    Describe {
        /// Its number.
        id: Id,
        /// What the field of its name holds.
        name: String,
        /// What the field of its note holds.
        note: String,
    },
    /// A scenario of the comparison is to be moved to the trash.
    Trash(Id),
}

/// A question about the deck.
#[derive(Debug, Clone, PartialEq)]
pub enum DeckQuestion {
    /// Unsaved changes of it would be lost.
    Unsaved(Then),
    /// Another file is at the path.
    Overwrite(PathBuf),
    /// Its file is another than it was when it was opened or saved.
    Changed(PathBuf),
}

/// What a path is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picking {
    /// Open a scenario or a deck.
    Open,
    /// Save the scenario under a new name.
    Save,
    /// Add a scenario, or a folder of them, to the comparison.
    Compare,
    /// Save the deck, which has no file yet.
    SaveDeck,
    /// Choose the folder of the library.
    Folder,
    /// Save something that is taken away.
    Take(Take),
}

/// What goes on after a question about unsaved changes.
#[derive(Debug, Clone, PartialEq)]
pub enum Then {
    /// A copy of the sample.
    Sample,
    /// A scenario that was proposed.
    Create(Arc<Scenario>),
    /// Ask which file to open.
    AskOpen,
    /// Open a file.
    Open(PathBuf),
    /// Open unsaved work that was left behind.
    Recover(Which),
    /// Close the deck.
    CloseDeck,
    /// Close the window.
    Quit,
}

/// Something to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What is told; lines are kept.
    pub text: String,
    /// Whether something went wrong.
    pub fault: bool,
}

impl Then {
    /// Whether the open scenario is let go.
    pub(super) fn leaves_scenario(&self) -> bool {
        match self {
            Self::Open(path) => !is_deck(path),
            Self::Recover(which) => !which.deck,
            Self::CloseDeck => false,
            Self::Sample | Self::Create(_) | Self::AskOpen | Self::Quit => true,
        }
    }

    /// Whether the open deck is let go.
    pub(super) fn leaves_deck(&self) -> bool {
        match self {
            Self::Open(path) => is_deck(path),
            Self::Recover(which) => which.deck,
            Self::CloseDeck | Self::Quit => true,
            Self::Sample | Self::Create(_) | Self::AskOpen => false,
        }
    }
}

/// A file name for a deck, as [`file_name`] gives one.
#[must_use]
pub fn deck_name(title: &str) -> String {
    Path::new(&file_name(title)).with_extension(deck::ENDING).display().to_string()
}

/// The ending of scenario files.
pub const ENDING: &str = "ron";

/// A file name for a scenario: its name in lower case, letters and digits, ending in `.ron`.
#[must_use]
pub fn file_name(scenario_name: &str) -> String {
    let words: Vec<String> = scenario_name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let stem: String = words.join("-").chars().take(60).collect();
    let stem = if stem.is_empty() { "scenario" } else { stem.trim_end_matches('-') };
    format!("{stem}.{ENDING}")
}

/// The path that was typed; a missing ending is added where a file is saved.
#[must_use]
pub fn typed_path(text: &str, picking: Picking) -> Option<PathBuf> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let path = PathBuf::from(text);
    Some(with_ending(path, picking))
}

/// A path to save at: where it has no ending, with that of what is saved.
#[must_use]
pub fn with_ending(path: PathBuf, picking: Picking) -> PathBuf {
    let usual = match picking {
        Picking::Open | Picking::Compare | Picking::Folder => None,
        Picking::Save => Some(ENDING),
        // Its ending says that it is a deck, whatever else stands there.
        Picking::SaveDeck if is_deck(&path) => None,
        Picking::SaveDeck => return path.with_extension(deck::ENDING),
        Picking::Take(take) => take.forms().first().map(|form| form.ending()),
    };
    match usual {
        Some(ending) if path.extension().is_none() => path.with_extension(ending),
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_harmless_file_name() {
        assert_eq!(file_name("Support desk to Manila"), "support-desk-to-manila.ron");
        assert_eq!(file_name("../../etc/passwd"), "etc-passwd.ron");
        assert_eq!(file_name("=HYPERLINK(\"x\")"), "hyperlink-x.ron");
        assert_eq!(file_name("…"), "scenario.ron");
        assert!(file_name(&"long ".repeat(50)).len() < 70);
    }

    #[test]
    fn a_typed_path_gets_its_ending_when_saved() {
        assert_eq!(typed_path("~/desk", Picking::Save), Some("~/desk.ron".into()));
        assert_eq!(typed_path("desk.txt", Picking::Save), Some("desk.txt".into()));
        assert_eq!(typed_path(" desk ", Picking::Open), Some("desk".into()));
        assert_eq!(typed_path("  ", Picking::Open), None);
        assert_eq!(typed_path("story", Picking::SaveDeck), Some("story.deck.ron".into()));
        assert_eq!(typed_path("story.deck.ron", Picking::SaveDeck), Some("story.deck.ron".into()));
        assert_eq!(deck_name("What it costs"), "what-it-costs.deck.ron");
    }
}
