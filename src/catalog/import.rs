//! Own figures for a place or a team from CSV: read as a preview, then put in.

use super::{edit::EditError, presets::Change};
use crate::model::scenario::Scenario;

/// What the figures are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Home or a site, by its id.
    Place(String),
    /// A team and so its role, by its id.
    Team(String),
}

/// A row that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// Line of the text, from 1.
    pub line: u64,
    /// What would be right and what was found.
    pub problem: String,
}

impl std::fmt::Display for RowFault {
    /// `line 3: on_cost must be 0–2, found 2.5`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.problem)
    }
}

/// What a text would change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preview {
    /// Numbers that would change.
    pub changes: Vec<Change>,
    /// Every fault.
    pub faults: Vec<RowFault>,
}

/// Reads rows `figure,value[,unit]`; a figure is a field's name or label, `salary.<place id>` or
/// "Salary, Manila". A header row may stand first.
#[must_use]
pub fn preview(text: &str, target: &Target, scenario: &Scenario) -> Preview {
    unimplemented!("{text} {target:?} {scenario:?}")
}

/// Makes the changes of a preview.
///
/// # Errors
/// If the result breaks a rule; the scenario is then as it was.
pub fn put_in(scenario: &mut Scenario, preview: &Preview) -> Result<(), EditError> {
    unimplemented!("{scenario:?} {preview:?}")
}
