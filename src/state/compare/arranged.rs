//! The list as it is drawn: its order, what is known of it and the table of all, found out once when
//! something of it changes, so that a frame only looks it up.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use super::{Comparison, Entry, Id, Order, all::All, evaluate::Weighed};
use crate::export::compare::{Scale, said};

/// What is drawn of the list.
#[derive(Debug, Clone, Default)]
pub(super) struct Arranged {
    /// The scale of now.
    pub(super) scale: Option<Scale>,
    /// What is known on it, by number.
    sides: BTreeMap<Id, Arc<Weighed>>,
    /// Places of the entries, in the order they are shown.
    order: Vec<usize>,
    /// What had to be done to compare at all.
    said: Vec<String>,
    /// Whether scenarios look at different horizons.
    horizons_differ: bool,
    /// The table of all, where it was looked at.
    pub(super) table: Option<Arc<All>>,
}

impl Comparison {
    /// Everything that is known on the scale of now, by number.
    #[must_use]
    pub fn sides(&self) -> &BTreeMap<Id, Arc<Weighed>> {
        &self.arranged.sides
    }

    /// The entries in the order they are shown.
    #[must_use]
    pub fn listed(&self) -> Vec<&Entry> {
        self.listed_in(0..self.entries.len())
    }

    /// Some of the entries in that order, by their places in it.
    #[must_use]
    pub fn listed_in(&self, places: std::ops::Range<usize>) -> Vec<&Entry> {
        let order = self.arranged.order.get(places).unwrap_or_default();
        order.iter().filter_map(|place| self.entries.get(*place)).collect()
    }

    /// What had to be done to compare at all, a sentence each.
    #[must_use]
    pub fn said(&self) -> &[String] {
        &self.arranged.said
    }

    /// Whether scenarios look at different horizons.
    #[must_use]
    pub fn horizons_differ(&self) -> bool {
        self.arranged.horizons_differ
    }

    /// The table of all, while it is looked at.
    #[must_use]
    pub fn table(&self) -> Option<&Arc<All>> {
        self.arranged.table.as_ref()
    }

    /// Finds out how the list is drawn as it is now.
    pub(super) fn arrange(&mut self) {
        let scale = self.scale();
        let side = |entry: &Entry| {
            let known = self.known_on(entry, scale.as_ref()?)?;
            Some((entry.id, Arc::clone(known.ok()?)))
        };
        let sides = self.entries.iter().filter_map(side).collect();
        let known = |entry: &Entry| scale.as_ref().and_then(|scale| self.known_on(entry, scale));
        if self.entries.iter().any(|entry| self.pairs(entry) && matches!(known(entry), Some(Err(_)))) {
            // What was found out before is of another pair.
            (self.pair, self.chances) = (None, None);
        }
        let order = self.order(&sides);
        let base = self.base.and_then(|base| sides.get(&base));
        let others: Vec<_> = sides.values().map(|weighed| &weighed.side).collect();
        let said = scale.as_ref().zip(base).map_or_else(Vec::new, |(scale, base)| said(scale, &base.side, &others));
        let mut months = self.entries.iter().filter_map(Entry::compared).map(|scenario| scenario.money.horizon_months);
        let first = months.next();
        let horizons_differ = months.any(|other| Some(other) != first);
        let table = self.arranged.table.take();
        self.arranged = Arranged { scale, sides, order, said, horizons_differ, table };
        if self.shown.all.open && !self.arranged.table.as_ref().is_some_and(|table| table.holds(self)) {
            self.arranged.table = Some(Arc::new(All::of(self)));
        }
    }

    /// Places of the entries in the order that was chosen.
    fn order(&self, sides: &BTreeMap<Id, Arc<Weighed>>) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        match self.shown.order {
            Order::Added => {}
            Order::Name => order.sort_by_cached_key(|place| self.entries[*place].name().to_lowercase()),
            Order::Difference => {
                let saving = |id: Id| sides.get(&id).and_then(|of| of.side.evaluation.results.effective_saving);
                let base = self.base.and_then(saving).unwrap_or_default();
                let difference = |place: &usize| saving(self.entries[*place].id).map(|saving| (saving - base).abs());
                order.sort_by_cached_key(|place| Reverse(difference(place)));
            }
        }
        order
    }
}
