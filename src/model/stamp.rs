//! What a scenario came to when its file was saved, to be held against what it comes to now.

use rust_decimal::Decimal;

use super::{
    MODEL_VERSION,
    estimates::Estimates,
    fingerprint::Fingerprint,
    ledger::run,
    plan::{Plan, Stage},
    results::Totals,
    scenario::Scenario,
};

/// What a scenario came to, and by which model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The version of the model.
    pub model: u32,
    /// What the figures rested on.
    pub fingerprint: Fingerprint,
    /// Home cost, reporting currency.
    pub home: Decimal,
    /// All money spent, reporting currency.
    pub cash: Decimal,
    /// All money spent and the price of lost output, reporting currency.
    pub effective: Decimal,
}

impl Stamp {
    /// What a valid scenario comes to now: one run of the exact books.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let totals = Totals::of(&run(&Plan::<Decimal>::new(scenario, &Estimates::of(scenario), Stage::Management)));
        Self {
            model: MODEL_VERSION,
            fingerprint: Fingerprint::of(scenario),
            home: totals.home,
            cash: totals.cash,
            effective: totals.effective,
        }
    }

    /// 1 − effective ÷ home; none where home costs nothing.
    #[must_use]
    pub fn effective_saving(&self) -> Option<Decimal> {
        self.share(self.home - self.effective)
    }

    /// 1 − cash ÷ home; none where home costs nothing.
    #[must_use]
    pub fn cash_saving(&self) -> Option<Decimal> {
        self.share(self.home - self.cash)
    }

    /// Lost output ÷ home; none where home costs nothing.
    #[must_use]
    pub fn friction(&self) -> Option<Decimal> {
        self.share(self.effective - self.cash)
    }

    fn share(&self, amount: Decimal) -> Option<Decimal> {
        amount.checked_div(self.home)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{results::evaluate, testing::two_sites};

    #[test]
    fn a_stamp_bears_the_figures_of_the_answer() {
        let scenario = two_sites();
        let (stamp, results) = (Stamp::of(&scenario), evaluate(&scenario).results);
        let totals = results.totals;
        assert_eq!((stamp.home, stamp.cash, stamp.effective), (totals.home, totals.cash, totals.effective));
        assert_eq!(stamp.effective_saving(), results.effective_saving);
        assert_eq!((stamp.cash_saving(), stamp.friction()), (results.cash_saving, results.friction));
        assert_eq!(Stamp { home: Decimal::ZERO, ..stamp }.effective_saving(), None);
    }
}
