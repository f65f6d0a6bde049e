//! What the model finds wrong with a scenario that was read, each fault at its place.
//!
//! Faults that only follow from what could not be read are left out.

use std::collections::HashSet;

use indexmap::IndexMap;
use rust_decimal::{Decimal, prelude::ToPrimitive};

use crate::model::{check, scenario::Scenario};

use super::{parts::after_space, read::Reader};

impl Reader<'_> {
    /// Adds what the model finds, except what only follows from faults that are known already.
    pub(super) fn check(&mut self, scenario: &Scenario) {
        if self.faults.full() {
            return;
        }
        let mut known = self.faults.paths();
        known.extend(self.misspelt.drain());
        let faults = if sums_fit(scenario) {
            check::check(scenario)
        } else {
            check::check(&Scenario { uncertainty: IndexMap::new(), ..scenario.clone() })
        };
        for fault in faults {
            if !follows(&fault.path, &known) {
                let mut path = fault.path.as_str();
                while !path.is_empty() && !self.places.contains_key(path) {
                    path = parent(path);
                }
                let offset = self.places.get(path).copied().unwrap_or_else(|| self.offset(after_space(self.text)));
                self.faults.add(offset, &fault.path, fault.problem);
            }
        }
    }
}

/// The path that a path lies in; empty for the whole file.
fn parent(path: &str) -> &str {
    path.rfind(['.', '[']).map_or("", |end| &path[..end])
}

/// Whether a fault only follows from one that is known: the field itself or what it lies in was
/// not read, or it names places or teams that were not read.
fn follows(path: &str, known: &HashSet<String>) -> bool {
    if known.contains("") {
        return true;
    }
    let mut inside = path;
    while !inside.is_empty() {
        if known.contains(inside) {
            return true;
        }
        inside = parent(inside);
    }
    let whose = |path: &str, list: &str| {
        path == list || path.starts_with(&format!("{list}[")) && (path.ends_with(']') || path.ends_with("].id"))
    };
    let unread = |list: &str| known.iter().any(|path| whose(path, list));
    let places = unread("sites") || known.contains("home") || known.contains("home.id");
    let team_map = path.starts_with("teams[") && (path.contains("].salary") || path.contains("].mix"));
    path.starts_with("uncertainty") && (places || unread("teams")) || team_map && places
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
