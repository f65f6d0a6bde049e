//! A deck: the steps of a presentation over scenario files, as a plain record.
//!
//! What a deck's file holds and when it is valid; nothing of how it is read, written or shown.
//! The scenarios stay in files of their own, so that a deck shows what they hold today.

use std::path::{Component, Path};

use indexmap::IndexMap;
use rust_decimal::Decimal;

use crate::model::{
    check::{self, Fault},
    lever::LeverId,
    plan::Stage,
    scenario::{Field, Record, Scenario, Value, ValueMut, record},
};

/// The format of deck files that is read and written.
pub const FORMAT: u32 = 1;
/// How the names of deck files end.
pub const ENDING: &str = "deck.ron";
/// Most steps a deck may have.
pub const MOST_STEPS: usize = 100;
/// Most characters of a title and of a step's line.
pub const MOST_CHARACTERS: (usize, usize) = (120, 140);
/// The keys of the charts that a step may show.
pub const CHARTS: [&str; 9] = ["cost", "headcount", "matrix", "bridge", "sweep", "risk", "seats", "ledger", "heat"];
/// The series of costs that a step may highlight, besides the stages of the bridge and levers.
pub const SERIES: [&str; 3] = ["home", "cash", "effective"];

/// A presentation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deck {
    /// 1.
    pub format: u32,
    /// What it is about.
    pub title: String,
    /// Its steps in order; 1–100.
    pub steps: Vec<Step>,
}

/// One step of a presentation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Step {
    /// The scenario's file: a path from the deck's folder to a file there or below, parted by `/`.
    pub scenario: String,
    /// Levers that are moved from where the file has them, by id, in the lever's unit.
    pub levers: IndexMap<String, Decimal>,
    /// The key of the chart that is shown.
    pub chart: String,
    /// The key of the chart beside it; empty where there is one chart.
    pub beside: String,
    /// What is said, on one line.
    pub line: String,
    /// What to look at: a series of costs, a stage of the bridge or a lever's id; may be empty.
    pub highlight: String,
    /// The lever that the sweep moves, and the heat map's rows; empty for the usual one.
    pub sweep: String,
    /// The lever of the heat map's columns; empty for the usual one.
    pub against: String,
}

record!(Deck { format: Whole, title: Text, steps: Records });

record!(Step {
    scenario: Text,
    levers: Numbers optional,
    chart: Text,
    beside: Text optional,
    line: Text,
    highlight: Text optional,
    sweep: Text optional,
    against: Text optional,
});

impl Step {
    /// The scenario that the step shows: as its file has it, with the step's levers moved.
    ///
    /// # Errors
    /// What can't be moved, or what is wrong then, by the path within the step.
    pub fn applied(&self, scenario: &Scenario) -> Result<Scenario, Vec<Fault>> {
        let mut moved = scenario.clone();
        let mut faults = Vec::new();
        for (id, value) in &self.levers {
            let set = id.parse::<LeverId>().and_then(|lever| lever.set(&mut moved, *value));
            if let Err(problem) = set {
                faults.push(Fault { path: format!("levers.{id}"), problem: problem.to_string() });
            }
        }
        if faults.is_empty() {
            let broken = |fault: Fault| Fault {
                path: "levers".to_owned(),
                problem: format!("must leave the scenario valid, found {fault}"),
            };
            faults.extend(check::check(&moved).into_iter().map(broken));
        }
        if faults.is_empty() { Ok(moved) } else { Err(faults) }
    }
}

/// Every fault of a deck; none if it is valid. Whether its files are there is not asked.
#[must_use]
pub fn check(deck: &Deck) -> Vec<Fault> {
    let mut check = Check { faults: Vec::new() };
    if deck.format != FORMAT {
        check.fault("format", format!("must be {FORMAT}, found {}", deck.format));
    }
    check.line("title", &deck.title, MOST_CHARACTERS.0);
    match deck.steps.len() {
        0 => check.fault("steps", "must have at least one step".to_owned()),
        many if many > MOST_STEPS => {
            check.fault("steps", format!("must have at most {MOST_STEPS} steps, found {many}"));
        }
        _ => {}
    }
    for (index, step) in deck.steps.iter().enumerate() {
        check.step(&format!("steps[{index}]"), step);
    }
    check.faults
}

struct Check {
    faults: Vec<Fault>,
}

impl Check {
    fn fault(&mut self, path: &str, problem: String) {
        self.faults.push(Fault { path: path.to_owned(), problem });
    }

    fn step(&mut self, path: &str, step: &Step) {
        if let Some(problem) = bad_path(&step.scenario) {
            self.fault(&format!("{path}.scenario"), problem);
        }
        for id in step.levers.keys() {
            self.lever(&format!("{path}.levers.{id}"), id);
        }
        self.chart(&format!("{path}.chart"), &step.chart);
        if !step.beside.is_empty() {
            let beside = format!("{path}.beside");
            self.chart(&beside, &step.beside);
            if step.beside == step.chart {
                self.fault(&beside, format!("must be another chart than the first, found \"{}\"", step.beside));
            }
        }
        self.line(&format!("{path}.line"), &step.line, MOST_CHARACTERS.1);
        let named = SERIES.contains(&&*step.highlight) || Stage::ALL.iter().any(|stage| stage.key() == step.highlight);
        if !step.highlight.is_empty() && !named && step.highlight.parse::<LeverId>().is_err() {
            let stages = Stage::ALL.iter().map(|stage| stage.key()).skip(1).collect::<Vec<_>>().join(", ");
            let problem = format!(
                "must be a series ({}), a bar of the bridge ({stages}) or a lever such as friction.rework, found \"{}\"",
                SERIES.join(", "),
                step.highlight
            );
            self.fault(&format!("{path}.highlight"), problem);
        }
        for (field, id) in [("sweep", &step.sweep), ("against", &step.against)] {
            if !id.is_empty() {
                self.lever(&format!("{path}.{field}"), id);
            }
        }
    }

    fn chart(&mut self, path: &str, key: &str) {
        if !CHARTS.contains(&key) {
            self.fault(path, format!("must be one of {}, found \"{key}\"", CHARTS.join(", ")));
        }
    }

    fn lever(&mut self, path: &str, id: &str) {
        if let Err(problem) = id.parse::<LeverId>() {
            self.fault(path, problem.to_string());
        }
    }

    fn line(&mut self, path: &str, text: &str, most: usize) {
        let characters = text.chars().count();
        if text.trim().is_empty() {
            self.fault(path, "must not be empty".to_owned());
        } else if text.chars().any(char::is_control) {
            self.fault(path, "must be one line, found a line break or another control character".to_owned());
        } else if characters > most {
            self.fault(path, format!("must have at most {most} characters, found {characters}"));
        }
    }
}

/// Whether a file's name says that it holds a deck.
#[must_use]
pub fn is_deck(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase());
    name.is_some_and(|name| name.ends_with(&format!(".{ENDING}")))
}

/// What is wrong with the path of a step's scenario; none where it leads from the deck's folder to
/// a file there or below.
#[must_use]
pub fn bad_path(path: &str) -> Option<String> {
    let found = |rule: &str| Some(format!("must be {rule}, found \"{path}\""));
    let drive = path.as_bytes().get(1) == Some(&b':');
    if path.is_empty() {
        return found("the path of a scenario, such as support-desk.ron");
    }
    if path.contains('\\') || path.chars().any(char::is_control) {
        return found("a path with / between folders");
    }
    if path.starts_with(['/', '~']) || drive {
        return found("a path from the deck’s folder, such as support-desk.ron");
    }
    let inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    if !Path::new(path).components().all(inside) {
        return found("a path to a file beside the deck or below it");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_lies_beside_its_deck_or_below() {
        for good in ["desk.ron", "./desk.ron", "a/b/desk.ron", "two words.ron", "…/desk.ron", "a..b/.ron"] {
            assert_eq!(bad_path(good), None, "{good}");
        }
        for (bad, rule) in [
            ("", "must be the path of a scenario, such as support-desk.ron, found \"\""),
            (
                "/etc/desk.ron",
                "must be a path from the deck’s folder, such as support-desk.ron, found \"/etc/desk.ron\"",
            ),
            ("C:/desk.ron", "must be a path from the deck’s folder, such as support-desk.ron, found \"C:/desk.ron\""),
            ("~/desk.ron", "must be a path from the deck’s folder, such as support-desk.ron, found \"~/desk.ron\""),
            ("a\\desk.ron", "must be a path with / between folders, found \"a\\desk.ron\""),
            ("a/../../desk.ron", "must be a path to a file beside the deck or below it, found \"a/../../desk.ron\""),
        ] {
            assert_eq!(bad_path(bad).as_deref(), Some(rule));
        }
    }
}
