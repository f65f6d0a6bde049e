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

/// One step.
#[derive(Debug, Clone)]
struct Step {
    label: String,
    before: Arc<Scenario>,
    after: Arc<Scenario>,
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
        self.steps.truncate(self.done);
        let label = subject.label(&before, after);
        self.steps.push(Step { label, before, after: Arc::clone(after) });
        if self.steps.len() > MOST_STEPS {
            self.steps.remove(0);
        }
        self.done = self.steps.len();
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        self.done.checked_sub(1).map(|last| self.steps[last].label.as_str())
    }

    /// The scenarios before and after the last step.
    #[must_use]
    pub fn last(&self) -> Option<(&Arc<Scenario>, &Arc<Scenario>)> {
        self.done.checked_sub(1).map(|last| (&self.steps[last].before, &self.steps[last].after))
    }

    /// What redo would do again.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        self.steps.get(self.done).map(|step| step.label.as_str())
    }

    /// Takes the last step back: the scenario before it.
    pub fn undo(&mut self) -> Option<Arc<Scenario>> {
        self.done = self.done.checked_sub(1)?;
        Some(Arc::clone(&self.steps[self.done].before))
    }

    /// Does the next step again: the scenario after it.
    pub fn redo(&mut self) -> Option<Arc<Scenario>> {
        let step = self.steps.get(self.done)?;
        self.done += 1;
        Some(Arc::clone(&step.after))
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
