//! A lock: results that were approved, and the fingerprint that tells whether they still hold.

use super::{fingerprint::Fingerprint, results::Evaluation, scenario::Scenario};

/// What was approved, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// Of the scenario that was approved.
    pub fingerprint: Fingerprint,
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// Its name then.
    pub name: String,
    /// Its effective cost then, to the cent, with its currency: `USD 5095711.60`.
    pub effective_cost: String,
}

impl Lock {
    /// A lock of a scenario's results on a day.
    #[must_use]
    pub fn new(scenario: &Scenario, evaluation: &Evaluation, date: String) -> Self {
        let mut cost = evaluation.results.totals.effective;
        cost.rescale(2);
        Self {
            fingerprint: Fingerprint::of(scenario),
            date,
            name: scenario.name.clone(),
            effective_cost: format!("{} {cost}", scenario.money.currency),
        }
    }

    /// Whether a scenario is still what was approved.
    #[must_use]
    pub fn holds(&self, fingerprint: &Fingerprint) -> bool {
        self.fingerprint == *fingerprint
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::model::{results::evaluate, testing::two_sites};

    #[test]
    fn a_lock_holds_until_an_input_changes() {
        let mut scenario = two_sites();
        let lock = Lock::new(&scenario, &evaluate(&scenario), "2026-11-25".into());
        scenario.name = "Another name".into();
        assert!(lock.holds(&Fingerprint::of(&scenario)));
        scenario.friction.rework = dec!(0.06);
        assert!(!lock.holds(&Fingerprint::of(&scenario)));
        assert!(lock.effective_cost.starts_with("USD ") && lock.effective_cost.contains('.'));
    }
}
