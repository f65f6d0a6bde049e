//! Unsaved work that a window left behind when it ended without being closed: offered again, with
//! what differs from its file.

use std::{path::PathBuf, sync::Arc};

use crate::{
    format,
    model::{lever::LeverId, scenario::Scenario},
};

/// Most levers that are named.
const NAMED: usize = 3;

/// Unsaved work that can be had again.
#[derive(Debug, Clone)]
pub struct Recovery {
    /// Its number among what was found.
    pub number: usize,
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// Its file, where it has one.
    pub file: Option<PathBuf>,
    /// What its file holds, where that can be read.
    pub saved: Option<Arc<Scenario>>,
    /// How long ago it was kept, in words, as of the start.
    pub age: String,
}

impl Recovery {
    /// What differs from the file: "rework, attrition and 2 more", or that there is no file.
    #[must_use]
    pub fn differs(&self) -> String {
        let Some(saved) = &self.saved else {
            return match &self.file {
                Some(file) => format!("{} can't be read now", format::path(file)),
                None => "it was never saved".to_owned(),
            };
        };
        let other = |id: &LeverId| id.value(&self.scenario).ok() != id.value(saved).ok();
        let names: Vec<String> = LeverId::all(&self.scenario)
            .into_iter()
            .filter(other)
            .map(|id| format::lower_first(&id.label(&self.scenario)))
            .collect();
        match names.len() {
            0 => "it differs from its file in more than levers".to_owned(),
            count if count > NAMED => {
                format!("it differs from its file in {} and {} more", names[..NAMED].join(", "), count - NAMED)
            }
            _ => format!("it differs from its file in {}", names.join(", ")),
        }
    }
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
    use crate::model::testing::two_sites;

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
        let found = Recovery { number: 0, scenario: Arc::new(scenario), file: None, saved, age: String::new() };
        assert_eq!(found.differs(), "it differs from its file in rework");
        assert_eq!(Recovery { saved: None, ..found }.differs(), "it was never saved");
    }
}
