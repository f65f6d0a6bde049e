//! The deck that is open: its steps, its file, and what is wrong with its scenarios.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    AppState,
    prompt::Then,
    view::{Chart, Chosen},
};
use crate::{
    model::{
        lever::{Group, LeverId},
        scenario::Scenario,
    },
    store::deck::{Deck, FORMAT, Step, check},
};

/// A deck with its file.
#[derive(Debug, Clone)]
pub struct OpenDeck {
    /// As it is now; without any step just after it was begun.
    pub deck: Arc<Deck>,
    /// As it was last saved.
    pub saved: Arc<Deck>,
    /// Its file, once it has one.
    pub path: Option<PathBuf>,
    /// The folder that its paths begin in.
    pub folder: PathBuf,
    /// What is being written.
    pub saving: Vec<Arc<Deck>>,
    /// What goes on once it is saved.
    pub after_save: Option<Then>,
    /// The deck whose scenarios were read last, and why each can't be shown, where it can't.
    pub read: (Arc<Deck>, Vec<Option<String>>),
    /// A step whose scenario is being opened in the explorer.
    pub showing: Option<(PathBuf, Step)>,
}

impl OpenDeck {
    /// A deck as it was read from a file.
    #[must_use]
    pub fn read(deck: Arc<Deck>, path: PathBuf) -> Self {
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        Self { path: Some(path), ..Self::of(deck, folder) }
    }

    /// A deck without any step, over the scenarios of a folder.
    #[must_use]
    pub fn begun(folder: PathBuf) -> Self {
        let deck = Deck { format: FORMAT, title: "Untitled deck".to_owned(), steps: Vec::new() };
        Self::of(Arc::new(deck), folder)
    }

    /// A deck that was kept unsaved, over what its file holds, where it has one that can be read.
    #[must_use]
    pub fn recovered(deck: Arc<Deck>, saved: Option<Arc<Deck>>, path: Option<PathBuf>, folder: PathBuf) -> Self {
        let saved = saved.unwrap_or_default();
        Self { saved, path, ..Self::of(deck, folder) }
    }

    fn of(deck: Arc<Deck>, folder: PathBuf) -> Self {
        let saved = Arc::clone(&deck);
        let (saving, read) = (Vec::new(), Default::default());
        Self { deck, saved, path: None, folder, saving, after_save: None, read, showing: None }
    }

    /// Whether there are changes that no file holds.
    #[must_use]
    pub fn unsaved(&self) -> bool {
        !Arc::ptr_eq(&self.deck, &self.saved) && self.deck != self.saved
    }

    /// Why a step's scenario can't be shown; none where it can, or where it is not known yet.
    #[must_use]
    pub fn fault(&self, step: usize) -> Option<&str> {
        let (of, faults) = &self.read;
        let known = of.steps.get(step).zip(self.deck.steps.get(step)).is_some_and(|(was, is)| was == is);
        faults.get(step)?.as_deref().filter(|_| known)
    }
}

/// A change of the open deck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeckEdit {
    /// The deck is called something else.
    Title(String),
    /// A step says something else.
    Line(usize, String),
    /// A step shows other charts: one, or two.
    Charts(usize, Chart, Option<Chart>),
    /// A step points at something else, by its name in the file; at nothing where it is empty.
    Highlight(usize, String),
    /// A step shows what is open now, as it is shown now; what it says stays.
    Retake(usize),
    /// A step takes the place of the one before it.
    Up(usize),
    /// A step goes.
    Delete(usize),
}

impl DeckEdit {
    /// The deck after the change; none where there is no such step.
    pub(super) fn applied(&self, deck: &Deck, state: &AppState, folder: &Path) -> Result<Deck, String> {
        let mut deck = deck.clone();
        let gone = || "there is no such step".to_owned();
        match self {
            Self::Title(title) => title.trim().clone_into(&mut deck.title),
            Self::Up(at) => {
                let before = at.checked_sub(1).filter(|_| *at < deck.steps.len()).ok_or_else(gone)?;
                deck.steps.swap(before, *at);
            }
            Self::Delete(at) => {
                if *at >= deck.steps.len() {
                    return Err(gone());
                }
                deck.steps.remove(*at);
            }
            Self::Line(at, _) | Self::Charts(at, ..) | Self::Highlight(at, _) | Self::Retake(at) => {
                let step = deck.steps.get_mut(*at).ok_or_else(gone)?;
                match self {
                    Self::Line(_, line) => line.trim().clone_into(&mut step.line),
                    Self::Charts(_, chart, beside) => {
                        chart.key().clone_into(&mut step.chart);
                        step.beside = beside.map_or_else(String::new, |chart| chart.key().to_owned());
                    }
                    Self::Highlight(_, name) => step.highlight.clone_from(name),
                    _ => *step = Step { line: step.line.clone(), ..captured(state, folder)? },
                }
            }
        }
        match check(&deck).iter().find(|fault| fault.path != "steps") {
            None => Ok(deck),
            Some(fault) => Err(fault.to_string()),
        }
    }

    /// What undo calls it.
    pub(super) fn label(&self) -> String {
        match self {
            Self::Title(_) => "title of the deck".to_owned(),
            Self::Line(at, _) => format!("words of step {}", at + 1),
            Self::Charts(at, ..) => format!("charts of step {}", at + 1),
            Self::Highlight(at, _) => format!("what step {} points at", at + 1),
            Self::Retake(at) => format!("what step {} shows", at + 1),
            Self::Up(at) => format!("step {} before step {at}", at + 1),
            Self::Delete(at) => format!("delete step {}", at + 1),
        }
    }
}

/// What is open now as a step: the scenario's file, the levers that differ from it, the charts.
///
/// # Errors
/// If no file holds the scenario but for its levers, or the file does not lie in the deck's folder
/// or below.
pub fn captured(state: &AppState, folder: &Path) -> Result<Step, String> {
    let document = &state.document;
    let path = document.path.as_deref().ok_or("Save the scenario first: a step names its file.")?;
    let inside = path.strip_prefix(folder).map_err(|_| {
        format!(
            "{} does not lie beside the deck or below it: the deck’s folder is {}",
            path.display(),
            folder.display()
        )
    })?;
    let parts: Vec<String> = inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    let view = &state.view;
    let mut step = Step {
        scenario: parts.join("/"),
        chart: view.left.key().to_owned(),
        beside: view.right.key().to_owned(),
        line: document.scenario.name.chars().take(crate::store::deck::MOST_CHARACTERS.1).collect(),
        ..Step::default()
    };
    let other =
        |id: &LeverId| id.value(&document.scenario).ok().filter(|now| id.value(&document.saved).ok() != Some(*now));
    let single = LeverId::all(&document.saved).into_iter().filter(|id| id.group() != Group::Offshore);
    step.levers = single.filter_map(|id| Some((id.to_string(), other(&id)?))).collect();
    if step.applied(&document.saved).ok().as_ref() != Some(&*document.scenario) {
        return Err("Save the scenario first: more was changed than its levers.".to_owned());
    }
    let looked_at = [view.left, view.right].map(|chart| view.chosen(chart));
    if let Some(Chosen::Sweeps(sweeps)) = looked_at.iter().find(|chosen| matches!(chosen, Chosen::Sweeps(_))) {
        let name = |lever: &Option<LeverId>| lever.as_ref().map(ToString::to_string).unwrap_or_default();
        let heat = [view.left, view.right].contains(&Chart::Heat);
        step.sweep = name(if heat { &sweeps.pair[0] } else { &sweeps.lever });
        step.against = if heat { name(&sweeps.pair[1]) } else { String::new() };
    }
    Ok(step)
}

/// The scenario that a step's file holds with the step's levers moved, and what undo calls that.
#[must_use]
pub fn with_levers(step: &Step, scenario: &Scenario) -> Option<(String, Scenario)> {
    let moved = step.applied(scenario).ok()?;
    (moved != *scenario).then(|| ("levers of the step".to_owned(), moved))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deck_knows_the_key_of_every_chart() {
        assert_eq!(Chart::ALL.map(Chart::key), crate::store::deck::CHARTS);
    }
}
