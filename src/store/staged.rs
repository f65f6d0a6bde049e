//! A deck with the scenarios that its steps show, read from the files beside it.

use std::{path::Path, sync::Arc};

use super::{
    codec::read_with,
    deck::{Deck, Step},
    files::{self, StoreError},
};
use crate::{
    format,
    model::{check::Fault, lever::LeverId, scenario::Scenario},
};

/// Reads a deck and asks that each of its steps can be shown.
///
/// # Errors
/// If the file can't be read, is no valid deck, or a step can't be shown: each fault with its
/// place in the deck's file.
pub fn load(path: &Path) -> Result<Deck, StoreError> {
    let bytes = files::read(path)?;
    read(&bytes, &format::path(path), path.parent().unwrap_or(Path::new("")))
}

/// The same of a text by its name, with the folder that the steps' files are sought in.
///
/// # Errors
/// As [`load`].
pub fn read(bytes: &[u8], name: &str, folder: &Path) -> Result<Deck, StoreError> {
    let more = |deck: &Deck| {
        let steps = deck.steps.iter().enumerate();
        steps.flat_map(|(index, step)| in_step(index, shown(step, folder).err().unwrap_or_default())).collect()
    };
    Ok(read_with(bytes, name, more)?)
}

fn in_step(index: usize, faults: Vec<Fault>) -> Vec<Fault> {
    let whole = |fault: Fault| Fault { path: format!("steps[{index}].{}", fault.path), ..fault };
    faults.into_iter().map(whole).collect()
}

/// The scenarios of a deck's steps, in order, each as it is shown; or why it can't be, on one line.
#[must_use]
pub fn scenarios(deck: &Deck, folder: &Path) -> Vec<Result<Arc<Scenario>, String>> {
    let why = |faults: Vec<Fault>| faults.first().map_or_else(String::new, |fault| fault.problem.clone());
    deck.steps.iter().map(|step| shown(step, folder).map(Arc::new).map_err(why)).collect()
}

fn shown(step: &Step, folder: &Path) -> Result<Scenario, Vec<Fault>> {
    let scenario = files::load(&folder.join(&step.scenario)).map_err(|error| {
        let first = error.to_string().lines().next().unwrap_or_default().to_owned();
        vec![Fault { path: "scenario".to_owned(), problem: format!("must be a scenario’s file, found {first}") }]
    })?;
    let shown = step.applied(&scenario)?;
    let looked = [("highlight", &step.highlight), ("sweep", &step.sweep), ("against", &step.against)];
    let absent = |(field, id): (&str, &String)| {
        // What is no lever is a part of a chart, which every scenario has.
        let problem = id.parse::<LeverId>().ok()?.value(&shown).err()?;
        Some(Fault { path: field.to_owned(), problem: problem.to_string() })
    };
    let faults: Vec<Fault> = looked.into_iter().filter_map(absent).collect();
    if faults.is_empty() { Ok(shown) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const SAMPLE: &str = include_str!("../../scenarios/support-desk-manila.ron");
    const DECK: &str = "Deck(
    format: 1,
    title: \"Two steps\",
    steps: [
        (scenario: \"desk.ron\", levers: {\"friction.rework\": 0.10}, chart: \"cost\", line: \"First\"),
        (scenario: \"gone.ron\", chart: \"cost\", line: \"Second\"),
        (scenario: \"desk.ron\", levers: {\"site.nowhere.markup\": 0.1}, chart: \"cost\", line: \"Third\"),
        (scenario: \"desk.ron\", chart: \"sweep\", line: \"Fourth\", sweep: \"team.nobody.headcount\"),
    ],
)
";

    #[test]
    fn a_step_that_cannot_be_shown_says_why_and_the_rest_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("desk.ron"), SAMPLE).unwrap();
        let path = folder.path().join("two.deck.ron");
        fs::write(&path, DECK).unwrap();
        let deck = files::load_deck(&path).unwrap();
        let shown = scenarios(&deck, folder.path());
        assert_eq!(shown[0].as_ref().unwrap().friction.rework.to_string(), "0.10");
        let missing = shown[1].as_ref().unwrap_err();
        assert!(missing.ends_with("gone.ron: can't be read: there is no such file"), "{missing}");
        let absent = shown[2].as_ref().unwrap_err();
        assert_eq!(absent, "lever site.nowhere.markup: the scenario has no site \"nowhere\"");
        // Checked, each is a fault at its place.
        let faults = load(&path).unwrap_err().to_string();
        let lines: Vec<&str> = faults.lines().map(|line| line.rsplit("two.deck.ron:").next().unwrap()).collect();
        assert!(lines[0].starts_with("6:20: steps[1].scenario: must be a scenario’s file, found "), "{faults}");
        assert_eq!(
            lines[1],
            "7:64: steps[2].levers.site.nowhere.markup: lever site.nowhere.markup: the scenario has no site \"nowhere\""
        );
        assert!(lines[2].ends_with("steps[3].sweep: lever team.nobody.headcount: the scenario has no team \"nobody\""));
    }
}
