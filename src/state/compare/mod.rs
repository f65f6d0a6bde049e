//! The comparison: scenarios side by side, one of them the base and one looked at beside it.
//!
//! The list holds what was read; [`evaluate`] and [`pair`] work out, on a worker, what is shown of it.
//! [`act`] is what people do to it; [`all`] is the table of every result of all of them, [`arranged`]
//! what a frame draws of the list.

pub mod act;
pub mod all;
mod arranged;
pub mod evaluate;
pub(super) mod hear;
mod veil;

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use self::{
    arranged::Arranged,
    evaluate::{Chances, Found, Pair, Request, Weighed, key},
    veil::Veil,
};
use super::{Document, mask};
use crate::{
    export::compare::{Horizon, Scale},
    format,
    model::{fingerprint::Fingerprint, lock::Lock, scenario::Scenario},
};

/// The number of a scenario in the list; stays while it is there.
pub type Id = u64;

/// Where a scenario of the list comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It is the open scenario, as it is now.
    Open,
    /// A file.
    File(PathBuf),
}

/// A scenario of the list.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its number.
    pub id: Id,
    /// Where it comes from.
    pub origin: Origin,
    /// What was read, or why it could not be.
    pub scenario: Result<Arc<Scenario>, String>,
    /// The lock beside its file, where there is one, or why that can't be read.
    pub lock: Result<Option<Lock>, String>,
    /// Where its file lies in the trash, if it was moved there.
    pub trashed: Option<PathBuf>,
    /// What is shown of it while amounts are hidden.
    veil: Option<Veil>,
}

/// How the approved results of a scenario stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Never locked.
    Free,
    /// Locked on a day, and as it was.
    Locked(String),
    /// Locked on a day, and changed since.
    Changed(String),
    /// There is a lock that can't be read.
    Unreadable(String),
}

impl Entry {
    /// Its name: the scenario's, or its file's where that can't be read.
    #[must_use]
    pub fn name(&self) -> String {
        match (&self.scenario, &self.origin) {
            (Ok(scenario), _) => format::plain(&scenario.name),
            (Err(_), Origin::File(path)) => file_name(path),
            (Err(_), Origin::Open) => "The open scenario".to_owned(),
        }
    }

    /// Whether it can be compared.
    #[must_use]
    pub fn good(&self) -> Option<&Arc<Scenario>> {
        self.scenario.as_ref().ok().filter(|_| self.trashed.is_none())
    }

    /// What is compared of it: what it holds, or while amounts are hidden what is shown of that.
    fn compared(&self) -> Option<&Arc<Scenario>> {
        let own = self.good()?;
        self.veil.as_ref().map_or(Some(own), Veil::shown)
    }

    /// How its approved results stand.
    #[must_use]
    pub fn standing(&self, fingerprint: &Fingerprint) -> Standing {
        match &self.lock {
            Err(problem) => Standing::Unreadable(problem.clone()),
            Ok(None) => Standing::Free,
            Ok(Some(lock)) if lock.holds(fingerprint) => Standing::Locked(lock.date.clone()),
            Ok(Some(lock)) => Standing::Changed(lock.date.clone()),
        }
    }
}

fn file_name(path: &std::path::Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// The order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// As they were added.
    #[default]
    Added,
    /// By name.
    Name,
    /// By how far the effective saving is from the base's, the furthest first.
    Difference,
}

/// The chart that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Picture {
    /// Effective cost over time, all on one scale.
    #[default]
    Costs,
    /// A point each in the matrix.
    Matrix,
    /// From the base's cost to the other's.
    Bridge,
    /// Where the saving may end.
    Chances,
}

impl Picture {
    /// All, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Costs, Self::Matrix, Self::Bridge, Self::Chances];

    /// The chart's name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Costs => "Costs compared",
            Self::Matrix => "Matrix compared",
            Self::Bridge => "Bridge from base",
            Self::Chances => "Chances compared",
        }
    }

    /// Its name in files and for programs.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Costs => "compared-costs",
            Self::Matrix => "compared-matrix",
            Self::Bridge => "compared-bridge",
            Self::Chances => "compared-chances",
        }
    }
}

/// The table that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Sheet {
    /// Results with their variance.
    #[default]
    Results,
    /// Inputs that differ, or all.
    Inputs,
}

/// How the comparison is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shown {
    /// How horizons are counted.
    pub horizon: Horizon,
    /// The order of the list.
    pub order: Order,
    /// The chart.
    pub picture: Picture,
    /// The table.
    pub sheet: Sheet,
    /// Whether results stand by the size of their difference rather than in their own order.
    pub by_size: bool,
    /// Whether every input is listed, not only those that differ.
    pub all_inputs: bool,
    /// The table of all scenarios.
    pub all: all::View,
}

/// What was found out of a scenario, on the scale it was asked for.
#[derive(Debug, Clone)]
struct Known {
    scale: (String, u32),
    found: Found,
}

/// What is being worked out, so that it is asked for once.
#[derive(Debug, Clone, Default)]
struct Asked {
    /// Scenarios that are not answered yet.
    requests: Vec<Request>,
    /// The scale they were asked on.
    scale: Option<Scale>,
    /// The sides of a pair.
    sides: Option<[Arc<Weighed>; 2]>,
}

/// The comparison.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// The scenarios, as they were added.
    pub entries: Vec<Entry>,
    /// The base.
    pub base: Option<Id>,
    /// The one beside it.
    pub looked: Option<Id>,
    /// How it is shown.
    pub shown: Shown,
    /// What is known of each scenario, on the scale it was worked out for.
    known: BTreeMap<Id, Known>,
    /// What is being worked out.
    asked: Asked,
    /// Whether the evaluation was stopped.
    pub stopped: bool,
    /// The base and the other beside each other.
    pub pair: Option<Arc<Pair>>,
    /// Where both may end.
    pub chances: Option<Arc<Chances>>,
    /// The index that amounts are hidden behind, while they are.
    hides: Option<mask::Scale>,
    /// The list as it is drawn.
    arranged: Arranged,
    next: Id,
}

impl Comparison {
    /// A scenario of the list.
    #[must_use]
    pub fn entry(&self, id: Id) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// The entry that is the open scenario.
    #[must_use]
    pub fn open(&self) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.origin == Origin::Open)
    }

    /// What is known of a scenario on the scale of now; none while it is being worked out.
    #[must_use]
    pub fn weighed(&self, id: Id) -> Option<Result<&Arc<Weighed>, &str>> {
        self.known_on(self.entry(id)?, self.arranged.scale.as_ref()?)
    }

    /// What is known of a scenario on a scale.
    fn known_on(&self, entry: &Entry, scale: &Scale) -> Option<Result<&Arc<Weighed>, &str>> {
        let scenario = entry.compared()?;
        let known = self.known.get(&entry.id)?;
        let holds = Arc::ptr_eq(&known.found.request.scenario, scenario) && known.scale == key(scale, scenario);
        holds.then(|| known.found.weighed.as_ref().map_err(String::as_str))
    }

    /// The same where it could be worked out.
    #[must_use]
    pub fn side(&self, id: Option<Id>) -> Option<&Arc<Weighed>> {
        self.sides().get(&id?)
    }

    /// The scale: the base's currency, and the shortest horizon of all.
    #[must_use]
    pub fn scale(&self) -> Option<Scale> {
        let base = self.entry(self.base?)?.compared()?;
        let all = self.entries.iter().filter_map(Entry::compared).map(|scenario| &**scenario);
        Some(Scale::of(base, all, self.shown.horizon))
    }

    /// Share of the list that is worked out, 0–1; none where all of it is.
    #[must_use]
    pub fn progress(&self) -> Option<f32> {
        let whole = self.entries.iter().filter(|entry| entry.compared().is_some()).count();
        let waiting = self.asked.requests.len();
        let part = |count: usize| u16::try_from(count).map_or(f32::from(u16::MAX), f32::from);
        (waiting > 0 && whole > 0).then(|| 1.0 - part(waiting) / part(whole))
    }

    /// Adds a scenario and returns its number; the first is the base, the next stands beside it.
    fn add(&mut self, origin: Origin, scenario: Result<Arc<Scenario>, String>) -> Id {
        self.next += 1;
        let id = self.next;
        let good = scenario.is_ok();
        self.entries.push(Entry { id, origin, scenario, lock: Ok(None), trashed: None, veil: None });
        if good {
            self.settle();
        }
        id
    }

    /// Puts a base and another in place where there are none that can be compared.
    fn settle(&mut self) {
        let compared = self.entries.iter().filter(|entry| entry.compared().is_some());
        let good: Vec<Id> = compared.map(|entry| entry.id).collect();
        let holds = |id: &Option<Id>| id.is_some_and(|id| good.contains(&id));
        if !holds(&self.base) {
            self.base = good.iter().copied().find(|id| Some(*id) != self.looked).or(good.first().copied());
        }
        if !holds(&self.looked) || self.looked == self.base {
            self.looked = good.iter().copied().find(|id| Some(*id) != self.base);
        }
    }

    /// Brings the entry of the open scenario up to it.
    fn follow(&mut self, document: &Document) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.origin == Origin::Open) {
            entry.scenario = Ok(Arc::clone(&document.scenario));
        }
    }
}
