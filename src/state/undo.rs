//! Undo and redo: one entry a gesture, named by what moved.

use std::sync::Arc;

use super::message::Edit;
use crate::{
    catalog::presets::objective_label,
    format,
    model::{
        lever::{Group, LeverId},
        ranges::{CERTAIN, range_of, usual_range},
        scenario::Scenario,
    },
    store::deck::Deck,
};

/// Most steps that are kept.
const MOST_STEPS: usize = 500;

/// What a gesture moves; edits of one subject in one gesture are one step.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Subject {
    Lever(LeverId),
    Share(usize, String),
    Mix,
    Range(LeverId),
    GiveBack(LeverId),
    RemoveSite(String),
    RemoveTeam(String),
    Objective,
    Name,
    Whole(String),
}

impl Subject {
    fn of(edit: &Edit) -> Self {
        match edit {
            Edit::Lever(id, _) => Self::Lever(id.clone()),
            Edit::Share { team, place, .. } => Self::Share(*team, place.clone()),
            Edit::Mix(_) => Self::Mix,
            Edit::Range(id, _) => Self::Range(id.clone()),
            Edit::GiveBack(id) => Self::GiveBack(id.clone()),
            Edit::RemoveSite(id) => Self::RemoveSite(id.clone()),
            Edit::RemoveTeam(id) => Self::RemoveTeam(id.clone()),
            Edit::Objective(_) => Self::Objective,
            Edit::Name(_) => Self::Name,
            Edit::Whole(step, _) => Self::Whole(step.clone()),
        }
    }

    /// What changed, in words: "rework 5 → 12 %".
    fn label(&self, before: &Scenario, after: &Scenario) -> String {
        match self {
            Self::Lever(id) | Self::GiveBack(id) => {
                let text = |scenario| {
                    id.value(scenario).map_or_else(|_| "–".to_owned(), |value| format::lever_value(id, scenario, value))
                };
                let name =
                    if id.group() == Group::Mix { "share".to_owned() } else { format::lower_first(&id.label(before)) };
                format!("{name} {}", from_to(&text(before), &text(after)))
            }
            Self::Share(team, place) => {
                let share = |scenario: &Scenario| share_of(scenario, *team, place);
                let name = before.place(place).map_or(place.as_str(), |site| &site.name);
                format!("{name} {}", from_to(&share(before), &share(after)))
            }
            Self::Range(id) => format!("{} {}", format::lower_first(&id.label(before)), range(id, after)),
            Self::Mix => "location mix".to_owned(),
            Self::RemoveSite(id) => {
                let name = before.place(id).map_or(id.as_str(), |site| &site.name);
                format!("remove {name}")
            }
            Self::RemoveTeam(id) => {
                let name = before.team(id).map_or(id.as_str(), |team| &team.name);
                format!("remove {name}")
            }
            Self::Objective => {
                let name = |scenario: &Scenario| objective_label(scenario.objective).to_lowercase();
                format!("objective {}", from_to(&name(before), &name(after)))
            }
            Self::Name => format!("name to “{}”", after.name),
            Self::Whole(step) => step.clone(),
        }
    }
}

/// How uncertain a lever is: "range 14–25 %", "not varied", "range as usual".
fn range(id: &LeverId, scenario: &Scenario) -> String {
    match range_of(scenario, id) {
        range if range == CERTAIN => "not varied".to_owned(),
        range if range == usual_range(id) => "range as usual".to_owned(),
        range => {
            let today = id.value(scenario).unwrap_or_default();
            format!("range {}", format::lever_range(id, scenario, today, range))
        }
    }
}

fn share_of(scenario: &Scenario, team: usize, place: &str) -> String {
    let Some(team) = scenario.teams.get(team) else { return "–".to_owned() };
    let home = place == scenario.home.id;
    let share = if home { rust_decimal::Decimal::ONE - team.offshore_share() } else { team.share(place) };
    format::percent_precise(share)
}

/// `18 → 24 %`: the unit once, where it is the same.
fn from_to(before: &str, after: &str) -> String {
    let split = |text: &str| text.rsplit_once('\u{a0}').map(|(number, unit)| (number.to_owned(), unit.to_owned()));
    match (split(before), split(after)) {
        (Some((number, unit)), Some((_, same))) if unit == same && number.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{number} → {after}")
        }
        _ => format!("{before} → {after}"),
    }
}

/// What a step changes: before and after.
#[derive(Debug, Clone)]
enum Change {
    Scenario(Arc<Scenario>, Arc<Scenario>),
    Deck(Arc<Deck>, Arc<Deck>),
}

/// One step.
#[derive(Debug, Clone)]
struct Step {
    label: String,
    change: Change,
}

/// What is as it was before a step, or as after it again.
#[derive(Debug, Clone)]
pub enum Restored {
    /// The scenario.
    Scenario(Arc<Scenario>),
    /// The deck.
    Deck(Arc<Deck>),
}

#[derive(Debug, Clone)]
struct Gesture {
    subject: Subject,
    before: Arc<Scenario>,
}

/// The steps that can be taken back and done again.
#[derive(Debug, Clone, Default)]
pub struct History {
    steps: Vec<Step>,
    /// How many steps are done; the rest can be done again.
    done: usize,
    open: Option<Gesture>,
}

impl History {
    /// An edit is about to be applied to `before`. An edit of another subject ends the gesture.
    pub fn begin(&mut self, edit: &Edit, before: &Arc<Scenario>) {
        let subject = Subject::of(edit);
        if self.open.as_ref().is_some_and(|open| open.subject != subject) {
            self.end(before);
        }
        self.open.get_or_insert_with(|| Gesture { subject, before: Arc::clone(before) });
    }

    /// The gesture is complete; the scenario is now `after`.
    pub fn end(&mut self, after: &Arc<Scenario>) {
        let Some(Gesture { subject, before }) = self.open.take() else { return };
        if before == *after {
            return;
        }
        let label = subject.label(&before, after);
        self.add(label, Change::Scenario(before, Arc::clone(after)));
    }

    /// The deck was changed, in one step.
    pub fn add_deck(&mut self, label: String, before: Arc<Deck>, after: Arc<Deck>) {
        self.add(label, Change::Deck(before, after));
    }

    fn add(&mut self, label: String, change: Change) {
        self.steps.truncate(self.done);
        self.steps.push(Step { label, change });
        if self.steps.len() > MOST_STEPS {
            self.steps.remove(0);
        }
        self.done = self.steps.len();
    }

    /// Another scenario is open: its steps begin anew, those of the deck stay.
    pub fn forget_scenario(&mut self) {
        self.open = None;
        self.keep(|change| matches!(change, Change::Deck(..)));
    }

    /// Another deck is open, or none: its steps begin anew, those of the scenario stay.
    pub fn forget_deck(&mut self) {
        self.keep(|change| matches!(change, Change::Scenario(..)));
    }

    fn keep(&mut self, kept: impl Fn(&Change) -> bool) {
        self.done = self.steps.iter().take(self.done).filter(|step| kept(&step.change)).count();
        self.steps.retain(|step| kept(&step.change));
    }

    /// Says every step's name in other words.
    pub(super) fn relabel(&mut self, words: impl Fn(&str) -> String) {
        for step in &mut self.steps {
            step.label = words(&step.label);
        }
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        self.done.checked_sub(1).map(|last| self.steps[last].label.as_str())
    }

    /// The scenarios before and after the last step; none where that changed the deck.
    #[must_use]
    pub fn last(&self) -> Option<(&Arc<Scenario>, &Arc<Scenario>)> {
        match &self.steps.get(self.done.checked_sub(1)?)?.change {
            Change::Scenario(before, after) => Some((before, after)),
            Change::Deck(..) => None,
        }
    }

    /// What redo would do again.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        self.steps.get(self.done).map(|step| step.label.as_str())
    }

    /// Takes the last step back: what was before it.
    pub fn undo(&mut self) -> Option<Restored> {
        self.done = self.done.checked_sub(1)?;
        Some(match &self.steps[self.done].change {
            Change::Scenario(before, _) => Restored::Scenario(Arc::clone(before)),
            Change::Deck(before, _) => Restored::Deck(Arc::clone(before)),
        })
    }

    /// Does the next step again: what was after it.
    pub fn redo(&mut self) -> Option<Restored> {
        let step = self.steps.get(self.done)?;
        self.done += 1;
        Some(match &step.change {
            Change::Scenario(_, after) => Restored::Scenario(Arc::clone(after)),
            Change::Deck(_, after) => Restored::Deck(Arc::clone(after)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_named_by_what_moved() {
        assert_eq!(from_to("18\u{a0}%", "24\u{a0}%"), "18 → 24\u{a0}%");
        assert_eq!(from_to("1\u{a0}seat", "2\u{a0}seats"), "1\u{a0}seat → 2\u{a0}seats");
        assert_eq!(from_to("0.25", "0.40"), "0.25 → 0.40");
        assert_eq!(format::lower_first("Élan"), "élan");
    }
}
