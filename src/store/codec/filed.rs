//! What files hold whole: scenarios and decks, each with its format and its own check.

use indexmap::IndexMap;
use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::migrate::{self, Migrated};
use crate::{
    model::{
        check::{self, Fault},
        fingerprint::Fingerprint,
        scenario::{self, Record, Scenario},
        stamp::Stamp,
    },
    store::deck::{self, Deck},
};

/// A record that a file holds whole.
pub trait Filed: Record + Default + PartialEq {
    /// The format that is read and written.
    const FORMAT: u32;
    /// What it is called in messages, with its article.
    const KIND: &'static str;

    /// Everything that is wrong with it.
    fn faults(&self) -> Vec<Fault>;

    /// What it comes to, which its file says too; none where it comes to no figures.
    fn stamp(&self) -> Option<Stamp> {
        None
    }

    /// What its figures rest on, likewise.
    fn fingerprint(&self) -> Option<Fingerprint> {
        None
    }

    /// A text of an older format, brought to this one.
    fn migrated(text: &str) -> Migrated<'_> {
        Migrated::none(text)
    }
}

impl Filed for Scenario {
    const FORMAT: u32 = scenario::FORMAT;
    const KIND: &'static str = "a scenario";

    fn faults(&self) -> Vec<Fault> {
        if sums_fit(self) {
            check::check(self)
        } else {
            check::check(&Self { uncertainty: IndexMap::new(), ..self.clone() })
        }
    }

    fn stamp(&self) -> Option<Stamp> {
        Some(Stamp::of(self))
    }

    fn fingerprint(&self) -> Option<Fingerprint> {
        Some(Fingerprint::of(self))
    }

    fn migrated(text: &str) -> Migrated<'_> {
        migrate::migrated(text)
    }
}

impl Filed for Deck {
    const FORMAT: u32 = deck::FORMAT;
    const KIND: &'static str = "a deck";

    fn faults(&self) -> Vec<Fault> {
        deck::check(self)
    }
}

/// Whether sums over teams can't overflow; where they could, headcounts or mixes are at fault.
fn sums_fit(scenario: &Scenario) -> bool {
    let size = |number: &Decimal| number.to_f64().unwrap_or(f64::MAX).abs();
    let sum: f64 = scenario
        .teams
        .iter()
        .map(|team| size(&team.headcount) * team.mix.values().map(size).sum::<f64>().max(1.0))
        .sum();
    sum < 1e27
}
