//! Unsaved work that a window left behind when it ended without being closed: offered again, with
//! what differs from its file.

use std::{path::PathBuf, sync::Arc};

use crate::{
    format,
    model::{lever::LeverId, scenario::Scenario},
    store::deck::Deck,
};

/// Most levers that are named.
const NAMED: usize = 3;

/// What was left behind, and what its file holds, where that can be read.
#[derive(Debug, Clone)]
pub enum Left {
    /// A scenario.
    Scenario(Arc<Scenario>, Option<Arc<Scenario>>),
    /// A deck, and the folder that its paths begin in.
    Deck(Arc<Deck>, Option<Arc<Deck>>, PathBuf),
}

/// Unsaved work that can be had again.
#[derive(Debug, Clone)]
pub struct Recovery {
    /// Its number among what was found.
    pub number: usize,
    /// What it is.
    pub left: Left,
    /// Its file, where it has one.
    pub file: Option<PathBuf>,
    /// How long ago it was kept, in words, as of the start.
    pub age: String,
}

/// Which of what was found is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Which {
    /// Its number.
    pub number: usize,
    /// Whether it is a deck.
    pub deck: bool,
}

impl Recovery {
    /// Which it is.
    #[must_use]
    pub fn which(&self) -> Which {
        Which { number: self.number, deck: matches!(self.left, Left::Deck(..)) }
    }

    /// What it is called: “Support desk”, the deck “What it costs”.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.left {
            Left::Scenario(scenario, _) => format!("“{}”", scenario.name),
            Left::Deck(deck, ..) => format!("the deck “{}”", deck.title),
        }
    }

    /// What differs from the file: "rework, attrition and 2 more", or that there is no file.
    #[must_use]
    pub fn differs(&self) -> String {
        let found = match &self.left {
            Left::Scenario(scenario, saved) => saved.as_ref().map(|saved| levers(scenario, saved)),
            Left::Deck(deck, saved, _) => saved.as_ref().map(|saved| steps(deck, saved)),
        };
        let Some(names) = found else {
            return match &self.file {
                Some(file) => format!("{} can't be read now", format::path(file)),
                None => "it was never saved".to_owned(),
            };
        };
        match names.len() {
            0 => "it differs from its file in more than levers".to_owned(),
            count if count > NAMED => {
                format!("it differs from its file in {} and {} more", names[..NAMED].join(", "), count - NAMED)
            }
            _ => format!("it differs from its file in {}", names.join(", ")),
        }
    }
}

/// The levers that a scenario's file holds otherwise.
fn levers(scenario: &Scenario, saved: &Scenario) -> Vec<String> {
    let other = |id: &LeverId| id.value(scenario).ok() != id.value(saved).ok();
    let names = LeverId::all(scenario).into_iter().filter(other);
    names.map(|id| format::lower_first(&id.label(scenario))).collect()
}

/// The parts of a deck that its file holds otherwise.
fn steps(deck: &Deck, saved: &Deck) -> Vec<String> {
    let title = (deck.title != saved.title).then(|| "its title".to_owned());
    let most = deck.steps.len().max(saved.steps.len());
    let other = (0..most).filter(|at| deck.steps.get(*at) != saved.steps.get(*at));
    title.into_iter().chain(other.map(|at| format!("step {}", at + 1))).collect()
}

/// How long ago in words: "moments ago", "12 minutes ago", "3 days ago".
#[must_use]
pub fn age(seconds: u64) -> String {
    let (count, unit) = match seconds {
        0..60 => return "moments ago".to_owned(),
        60..3600 => (seconds / 60, "minute"),
        3600..86_400 => (seconds / 3600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{count} {unit}{} ago", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::{model::testing::two_sites, store::deck::Step};

    #[test]
    fn an_age_is_said_in_words() {
        assert_eq!(
            [5, 60, 125, 7200, 90_000].map(age),
            ["moments ago", "1 minute ago", "2 minutes ago", "2 hours ago", "1 day ago"]
        );
    }

    #[test]
    fn what_differs_is_named() {
        let mut scenario = two_sites();
        scenario.friction.rework = dec!(0.11);
        let saved = Some(Arc::new(two_sites()));
        let left = |saved| Left::Scenario(Arc::new(scenario.clone()), saved);
        let found = |left| Recovery { number: 0, left, file: None, age: String::new() };
        assert_eq!(found(left(saved)).differs(), "it differs from its file in rework");
        assert_eq!(found(left(None)).differs(), "it was never saved");
    }

    #[test]
    fn what_differs_of_a_deck_are_its_steps() {
        let step = |line: &str| Step { line: line.into(), ..Step::default() };
        let deck = |title: &str, lines: &[&str]| {
            Arc::new(Deck { format: 1, title: title.into(), steps: lines.iter().map(|line| step(line)).collect() })
        };
        let found = |now, saved| {
            let left = Left::Deck(now, Some(saved), PathBuf::new());
            Recovery { number: 0, left, file: None, age: String::new() }
        };
        let one = found(deck("Talk", &["a", "c"]), deck("Talk", &["a", "b"]));
        assert_eq!(
            (one.name(), one.differs()),
            ("the deck “Talk”".into(), "it differs from its file in step 2".into())
        );
        assert_eq!(
            found(deck("Talk", &["b", "a", "c"]), deck("Draft", &["a", "b"])).differs(),
            "it differs from its file in its title, step 1, step 2 and 1 more"
        );
    }
}
