//! What is found wrong with a scenario or a deck that was read, each fault at its place.
//!
//! Faults that only follow from what could not be read are left out.

use std::collections::HashSet;

use super::{parts::after_space, read::Reader};
use crate::model::check::Fault;

impl Reader<'_> {
    /// Adds what a check finds, except what only follows from faults that are known already.
    pub(super) fn add(&mut self, faults: Vec<Fault>) {
        let mut known = self.faults.paths();
        known.extend(self.misspelt.drain());
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
