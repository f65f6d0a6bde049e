//! Results by name: the figures that a sweep shows, a goal is set for and `--result` takes.

use rust_decimal::Decimal;

use crate::{
    format,
    model::{
        bridge::stage_total,
        estimates::Estimates,
        ledger::Ledger,
        lever::Unit,
        plan::Stage,
        results::{Flows, Ordered, Results, Totals},
        scenario::Scenario,
    },
};

/// What a result counts, and so how it is written for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeasureUnit {
    /// Reporting currency.
    Money,
    /// A share, shown as a percentage.
    Share,
    /// A month of the horizon, 1-based.
    Month,
    /// A factor, shown with `×`.
    Multiple,
}

/// One figure of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Measure {
    /// 1 − effective ÷ home.
    #[default]
    EffectiveSaving,
    /// 1 − cash ÷ home.
    CashSaving,
    /// Saving if only wages changed.
    WageSaving,
    /// Φ, lost capacity ÷ home cost.
    Friction,
    /// The team all at home.
    HomeCost,
    /// All money spent.
    CashCost,
    /// All money spent and the price of lost output.
    EffectiveCost,
    /// Price of lost output.
    LostCapacity,
    /// 1 − capacity ÷ capacity at home.
    CapacityLoss,
    /// Of home − effective, discounted monthly.
    NetPresentValue,
    /// First month from which the cumulative effective saving stays at 0 or above.
    PaybackMonth,
    /// The same of cash.
    CashPaybackMonth,
    /// Deepest cumulative cash shortfall against home.
    FundingNeed,
    /// Cash at stake if one stops after the pilot.
    PilotExposure,
    /// Effective saving of the last 12 months.
    RunRateSaving,
    /// Home ÷ effective cost.
    CapacityMultiple,
}

/// A result's key, its name for people, its unit and whether more of it is better.
type Row = (&'static str, &'static str, MeasureUnit, bool);

impl Measure {
    /// Every result, the ladder of savings first.
    pub const ALL: [Self; 16] = [
        Self::EffectiveSaving,
        Self::CashSaving,
        Self::WageSaving,
        Self::Friction,
        Self::HomeCost,
        Self::CashCost,
        Self::EffectiveCost,
        Self::LostCapacity,
        Self::CapacityLoss,
        Self::NetPresentValue,
        Self::PaybackMonth,
        Self::CashPaybackMonth,
        Self::FundingNeed,
        Self::PilotExposure,
        Self::RunRateSaving,
        Self::CapacityMultiple,
    ];

    fn row(self) -> Row {
        use MeasureUnit::{Money, Month, Multiple, Share};
        match self {
            Self::EffectiveSaving => ("effective_saving", "Effective saving", Share, true),
            Self::CashSaving => ("cash_saving", "Cash saving", Share, true),
            Self::WageSaving => ("wage_saving", "Saving if only wages changed", Share, true),
            Self::Friction => ("friction", "Friction", Share, false),
            Self::HomeCost => ("home_cost", "Home cost", Money, false),
            Self::CashCost => ("cash_cost", "Cash cost", Money, false),
            Self::EffectiveCost => ("effective_cost", "Effective cost", Money, false),
            Self::LostCapacity => ("lost_capacity", "Lost output", Money, false),
            Self::CapacityLoss => ("capacity_loss", "Capacity loss", Share, false),
            Self::NetPresentValue => ("net_present_value", "Net present value", Money, true),
            Self::PaybackMonth => ("payback_month", "Payback month", Month, false),
            Self::CashPaybackMonth => ("cash_payback_month", "Cash payback month", Month, false),
            Self::FundingNeed => ("funding_need", "Funding need", Money, false),
            Self::PilotExposure => ("pilot_exposure", "Pilot exposure", Money, false),
            Self::RunRateSaving => ("run_rate_saving", "Run-rate saving a year", Money, true),
            Self::CapacityMultiple => ("capacity_multiple", "Capacity for the same money", Multiple, true),
        }
    }

    /// The result's key in machine-readable output.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.row().0
    }

    /// The result's name for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.row().1
    }

    /// What it counts.
    #[must_use]
    pub fn unit(self) -> MeasureUnit {
        self.row().2
    }

    /// Whether more of it is better.
    #[must_use]
    pub fn more_is_better(self) -> bool {
        self.row().3
    }

    /// The result of a key.
    #[must_use]
    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.key() == key)
    }

    /// A figure of it as people read it: money to three significant figures, shares to two places
    /// of a per cent.
    #[must_use]
    pub fn shown(self, figure: Decimal, currency: &str) -> String {
        match self.unit() {
            MeasureUnit::Money => format::money(figure, currency),
            MeasureUnit::Share => format::percent_precise(figure),
            MeasureUnit::Month => format::trimmed(figure, 0),
            MeasureUnit::Multiple => format::with_unit(Unit::Multiplier, figure),
        }
    }

    /// The figure of an exact evaluation: money to the cent, shares unrounded.
    #[must_use]
    pub fn exact(self, results: &Results) -> Option<Decimal> {
        let month = |month: Option<usize>| month.map(Decimal::from);
        match self {
            Self::EffectiveSaving => results.effective_saving,
            Self::CashSaving => results.cash_saving,
            Self::WageSaving => results.wage_saving,
            Self::Friction => results.friction,
            Self::HomeCost => Some(results.totals.home),
            Self::CashCost => Some(results.totals.cash),
            Self::EffectiveCost => Some(results.totals.effective),
            Self::LostCapacity => Some(results.totals.lost_capacity),
            Self::CapacityLoss => results.capacity_loss,
            Self::NetPresentValue => Some(results.net_present_value),
            Self::PaybackMonth => month(results.payback_month),
            Self::CashPaybackMonth => month(results.cash_payback_month),
            Self::FundingNeed => Some(results.funding_need),
            Self::PilotExposure => Some(results.pilot_exposure),
            Self::RunRateSaving => Some(results.run_rate_saving),
            Self::CapacityMultiple => results.capacity_multiple,
        }
    }

    /// The figure from a run of the scenario, exact from its books and an estimate from a plain
    /// run; none where there is no such figure, such as a month of payback that never comes.
    #[must_use]
    pub fn figure<S: Ordered>(self, scenario: &Scenario, estimates: &Estimates, ledger: &Ledger<S>) -> Option<S> {
        let totals = Totals::of(ledger);
        let flows = || Flows::of(ledger);
        let month = |month: Option<usize>| month.map(S::from_count);
        match self {
            Self::EffectiveSaving => totals.effective_saving(),
            Self::CashSaving => totals.cash_saving(),
            Self::WageSaving => totals.wage_saving(stage_total(scenario, estimates, Stage::Wages)),
            Self::Friction => totals.friction(),
            Self::HomeCost => Some(totals.home),
            Self::CashCost => Some(totals.cash),
            Self::EffectiveCost => Some(totals.effective),
            Self::LostCapacity => Some(totals.lost_capacity),
            Self::CapacityLoss => totals.capacity_loss(),
            Self::NetPresentValue => Some(flows().net_present_value(scenario.money.discount_rate)),
            Self::PaybackMonth => month(flows().payback_month()),
            Self::CashPaybackMonth => month(flows().cash_payback_month()),
            Self::FundingNeed => Some(flows().funding_need()),
            Self::PilotExposure => Some(flows().pilot_exposure(scenario.rollout.pilot_months)),
            Self::RunRateSaving => Some(flows().run_rate_saving()),
            Self::CapacityMultiple => totals.capacity_multiple(),
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::prelude::ToPrimitive;

    use super::*;
    use crate::model::{ledger::run, plan::Plan, results::evaluate, testing::two_sites};

    #[test]
    fn estimates_are_the_exact_figures() {
        let scenario = two_sites();
        let exact = evaluate(&scenario);
        let ledger = run(&Plan::<f64>::new(&scenario, &exact.estimates, Stage::Management));
        for measure in Measure::ALL {
            let right = measure.exact(&exact.results).and_then(|figure| figure.to_f64());
            let found = measure.figure(&scenario, &exact.estimates, &ledger);
            let again = measure.figure(&scenario, &exact.estimates, &exact.ledger);
            assert_eq!(again, measure.exact(&exact.results), "{}", measure.key());
            // Half a cent a posting is all that money may differ by.
            let allowed = if measure.unit() == MeasureUnit::Money { 30.0 } else { 1e-5 };
            match (found, right) {
                (Some(found), Some(right)) => {
                    assert!((found - right).abs() <= allowed, "{}: {found}, exactly {right}", measure.key());
                }
                _ => assert_eq!(found, right, "{}", measure.key()),
            }
        }
    }

    #[test]
    fn every_result_is_found_by_its_key_and_named_once() {
        for measure in Measure::ALL {
            assert_eq!(Measure::find(measure.key()), Some(measure));
            assert_eq!(Measure::ALL.iter().filter(|other| other.label() == measure.label()).count(), 1);
        }
        assert_eq!(Measure::find("nonsense"), None);
    }
}
