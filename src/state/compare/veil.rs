//! The comparison while amounts are hidden: what is worked out and shown of every scenario is on the
//! index of the open one. What is done to a scenario is done to the scenario itself.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Asked, Comparison, Entry, Origin, arranged::Arranged, evaluate::Weighed};
use crate::{
    catalog::{Catalog, scale::in_currency},
    format::{INDEX, faults_without_amounts, message_without_amounts, money_exact, without_amounts},
    model::{fingerprint::Fingerprint, lock::Lock, scenario::Scenario},
    state::mask::Scale,
};

/// Why a scenario can't be shown on the index.
const NO_RATE: &str = "Not compared while amounts are hidden: no exchange rate to the open scenario is known.";
/// What stands for an amount that has no index.
const UNKNOWN: &str = "•";

/// What is shown of a scenario while amounts are hidden.
#[derive(Debug, Clone)]
pub(super) struct Veil {
    /// The scenario, and the index it is shown on.
    of: (Arc<Scenario>, Scale),
    /// What is shown of it, or why nothing can be.
    shown: Result<Arc<Scenario>, String>,
    /// Fingerprints of the scenario and of what is shown.
    prints: [Fingerprint; 2],
    /// Whether it counts in the currency that the index is of.
    same: bool,
}

impl Veil {
    /// Hides a scenario behind an index of amounts in a currency.
    fn new(scenario: &Arc<Scenario>, scale: Scale, (currency, catalog): (&str, &Catalog)) -> Self {
        let shown = in_currency(scenario, currency, catalog).map_err(|_| NO_RATE.to_owned());
        let shown = shown.map(|(scenario, _)| Arc::new(scale.hidden(&scenario)));
        let own = Fingerprint::of(scenario);
        let other = shown.as_ref().map_or(own, |shown| Fingerprint::of(shown));
        let same = scenario.money.currency == currency;
        Self { of: (Arc::clone(scenario), scale), shown, prints: [own, other], same }
    }

    /// What is shown, where anything can be.
    pub(super) fn shown(&self) -> Option<&Arc<Scenario>> {
        self.shown.as_ref().ok()
    }

    /// A lock as it is shown: it holds for what is shown where it holds for the scenario.
    fn lock(&self, lock: &Lock) -> Lock {
        let [own, shown] = self.prints;
        let (scenario, scale) = &self.of;
        let cost = lock.effective_cost.strip_prefix(scenario.money.currency.as_str());
        let cost = cost.and_then(|cost| cost.trim().parse::<Decimal>().ok());
        let cost = cost.filter(|_| self.same).and_then(|cost| scale.shown(cost));
        let cost = cost.map(|cost| money_exact(cost, INDEX));
        Lock {
            fingerprint: if lock.holds(&own) { shown } else { lock.fingerprint },
            name: without_amounts(&lock.name),
            effective_cost: cost.unwrap_or_else(|| UNKNOWN.to_owned()),
            date: lock.date.clone(),
        }
    }
}

impl Entry {
    /// Hides it behind an index, or shows it as it is where there is none.
    fn hide(&mut self, scale: Option<Scale>, currency: (&str, &Catalog)) {
        let (Some(scale), Ok(scenario)) = (scale, &self.scenario) else {
            self.veil = None;
            return;
        };
        let holds = |veil: &Veil| Arc::ptr_eq(&veil.of.0, scenario) && veil.of.1 == scale;
        if !self.veil.as_ref().is_some_and(holds) {
            self.veil = Some(Veil::new(scenario, scale, currency));
        }
    }

    /// As it is shown while amounts are hidden.
    fn masked(&self) -> Self {
        let path = if let Origin::File(path) = &self.origin { path.display().to_string() } else { String::new() };
        let (scenario, lock) = match (&self.scenario, &self.veil) {
            (Ok(_), Some(veil)) => {
                let lock = self.lock.clone().map(|lock| lock.map(|lock| veil.lock(&lock)));
                (veil.shown.clone(), lock)
            }
            (Ok(_), None) => (Err(NO_RATE.to_owned()), Ok(None)),
            (Err(problem), _) => (Err(faults_without_amounts(problem, &path)), Ok(None)),
        };
        let lock = lock.map_err(|problem| message_without_amounts(&problem));
        Self { id: self.id, origin: self.origin.clone(), scenario, lock, trashed: self.trashed.clone(), veil: None }
    }
}

impl Comparison {
    /// Hides every scenario behind an index of amounts in a currency, or shows all as they are where
    /// there is none. What was worked out the other way is forgotten.
    pub(in crate::state) fn hide(&mut self, scale: Option<Scale>, currency: &str, catalog: &Catalog) {
        if self.hides.is_some() != scale.is_some() {
            self.known.clear();
            (self.asked, self.arranged) = (Asked::default(), Arranged::default());
            (self.pair, self.chances) = (None, None);
        }
        self.hides = scale;
        for entry in &mut self.entries {
            entry.hide(scale, (currency, catalog));
        }
    }

    /// Whether sides were worked out as they are shown now: of amounts, or of an index.
    pub(super) fn fits(&self, sides: &[Arc<Weighed>; 2]) -> bool {
        sides.iter().all(|side| (side.side.own.money.currency == INDEX) == self.hides.is_some())
    }

    /// As it is shown while amounts are hidden; `before` is how it was shown.
    #[must_use]
    pub(in crate::state) fn masked(&self, before: &Self) -> Self {
        let entries = self.entries.iter().map(Entry::masked).collect();
        let hidden = self.hides.is_some();
        let mut masked = Self {
            entries,
            pair: self.pair.clone().filter(|_| hidden),
            chances: self.chances.clone().filter(|_| hidden),
            arranged: before.arranged.clone(),
            ..self.clone()
        };
        masked.arrange();
        masked
    }
}
