//! Scenarios held against a base: brought to one scale, with what that took; in words, and for programs.

mod report;
mod rows;
mod words;

use std::sync::Arc;

use self::words::in_units;
pub use self::{
    report::{LineReport, SideReport, StepReport, VarianceReport, result_reports, steps},
    rows::{input_rows, result_rows},
    words::{against, both, delta, figure, held, input_label, line_delta, part_title, verdict},
};
use crate::{
    catalog::{
        Catalog,
        edit::EditError,
        scale::{Rate, cut, in_currency},
    },
    engine::compare::{Per, Variance, variances},
    model::{
        fingerprint::Fingerprint,
        results::{Evaluation, evaluate},
        scenario::Scenario,
    },
};

/// How scenarios of different horizons are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Horizon {
    /// All over the shortest.
    #[default]
    Common,
    /// Each over its own, totals as what they come to in a month.
    Month,
}

/// What scenarios are compared in: set by the base, and by all of them together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// The base's reporting currency.
    pub currency: String,
    /// How horizons are counted.
    pub horizon: Horizon,
    /// The shortest horizon, months.
    pub shortest: u32,
}

impl Scale {
    /// The scale of a base with others.
    pub fn of<'a>(base: &Scenario, all: impl Iterator<Item = &'a Scenario>, horizon: Horizon) -> Self {
        let shortest = all.map(|scenario| scenario.money.horizon_months).min();
        let own = base.money.horizon_months;
        Self { currency: base.money.currency.clone(), horizon, shortest: shortest.map_or(own, |least| least.min(own)) }
    }

    /// The months of a scenario that are counted, of its own.
    #[must_use]
    pub fn months(&self, own: u32) -> u32 {
        match self.horizon {
            Horizon::Common => self.shortest.min(own),
            Horizon::Month => own,
        }
    }
}

/// A scenario on the scale of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// As it is in its file.
    pub own: Arc<Scenario>,
    /// In the currency of the comparison, over its own horizon: its inputs are compared.
    pub whole: Arc<Scenario>,
    /// Over the months of the comparison: its results are.
    pub counted: Arc<Scenario>,
    /// How its amounts came into that currency, where it was another.
    pub rate: Option<Rate>,
    /// Its books on that scale.
    pub evaluation: Evaluation,
    /// Of the scenario as it is in its file.
    pub fingerprint: Fingerprint,
}

impl Side {
    /// Brings a valid scenario to a scale and evaluates it.
    ///
    /// # Errors
    /// If no rate into the currency of the comparison is known.
    pub fn new(scenario: &Arc<Scenario>, scale: &Scale, catalog: &Catalog) -> Result<Self, EditError> {
        let (whole, rate) = in_currency(scenario, &scale.currency, catalog)?;
        let counted = cut(&whole, scale.months(whole.money.horizon_months));
        let evaluation = evaluate(&counted);
        let fingerprint = Fingerprint::of(scenario);
        let (own, whole, counted) = (Arc::clone(scenario), Arc::new(whole), Arc::new(counted));
        Ok(Self { own, whole, counted, rate, evaluation, fingerprint })
    }

    /// Months that are counted.
    #[must_use]
    pub fn months(&self) -> u32 {
        self.counted.money.horizon_months
    }
}

/// What results of two sides are counted by.
#[must_use]
pub fn per(scale: &Scale, base: &Side, other: &Side) -> Per {
    match scale.horizon {
        Horizon::Common => Per::Horizon,
        Horizon::Month => Per::Month(base.months(), other.months()),
    }
}

/// The results of two sides.
#[must_use]
pub fn results(scale: &Scale, base: &Side, other: &Side) -> Vec<Variance> {
    variances(&base.evaluation.results, &other.evaluation.results, per(scale, base, other))
}

/// What had to be done to bring scenarios to one scale, a sentence each; none where they were on one.
#[must_use]
pub fn said(scale: &Scale, base: &Side, others: &[&Side]) -> Vec<String> {
    let mut said = Vec::new();
    let mut rates: Vec<String> = others.iter().filter_map(|side| side.rate.as_ref()).map(Rate::to_string).collect();
    rates.sort();
    rates.dedup();
    if !rates.is_empty() {
        said.push(format!("Amounts are in {}, converted at {}.", scale.currency, rates.join(", ")));
    }
    let months = |side: &Side| side.whole.money.horizon_months;
    let differ = others.iter().any(|side| months(side) != months(base));
    match scale.horizon {
        Horizon::Common if differ => {
            said.push(format!("Horizons differ: results are over the {} months that all have.", scale.shortest));
        }
        Horizon::Common => {}
        Horizon::Month if differ => {
            said.push("Horizons differ: totals are what they come to in a month of each scenario’s own.".to_owned());
        }
        Horizon::Month => said.push(format!("Totals are what they come to in a month, of {}.", months(base))),
    }
    if others.iter().any(|side| side.own.money.start != base.own.money.start) {
        said.push("Starts differ: months are counted from each scenario’s own.".to_owned());
    }
    said
}

/// Scenarios side by side on one scale, the base first.
#[derive(Debug, Clone, PartialEq)]
pub struct Sides {
    /// The scale.
    pub scale: Scale,
    /// The scenarios, at least one.
    pub all: Vec<Side>,
}

/// A scenario can't be brought to the scale of the others.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {error}")]
pub struct ScaleError {
    /// Which one, from 0.
    pub index: usize,
    /// Its name.
    pub name: String,
    /// Why.
    #[source]
    pub error: EditError,
}

impl Sides {
    /// Brings valid scenarios to the scale of the first.
    ///
    /// # Errors
    /// If no rate into the base's currency is known.
    pub fn of(scenarios: &[Arc<Scenario>], horizon: Horizon, catalog: &Catalog) -> Result<Self, ScaleError> {
        let usual = Arc::default();
        let base: &Arc<Scenario> = scenarios.first().unwrap_or(&usual);
        let scale = Scale::of(base, scenarios.iter().map(|scenario| &**scenario), horizon);
        let side = |(index, scenario): (usize, &Arc<Scenario>)| {
            let failed = |error| ScaleError { index, name: scenario.name.clone(), error };
            Side::new(scenario, &scale, catalog).map_err(failed)
        };
        let all = scenarios.iter().enumerate().map(side).collect::<Result<Vec<Side>, _>>()?;
        Ok(Self { scale, all })
    }

    /// What had to be done to bring them to one scale, a sentence each; none where they were on one.
    #[must_use]
    pub fn said(&self) -> Vec<String> {
        let Some((base, others)) = self.all.split_first() else { return Vec::new() };
        said(&self.scale, base, &others.iter().collect::<Vec<&Side>>())
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::{catalog::testing::catalog, engine::measure::MeasureUnit, model::testing::two_sites};

    #[test]
    fn different_scales_are_said() {
        let base = Arc::new(two_sites());
        let mut other = two_sites();
        crate::catalog::currency::report_in(&mut other, "EUR", &catalog()).unwrap();
        other.money.horizon_months = 24;
        other.money.start = "2028-01".into();
        let other = Arc::new(other);
        let all = || [&*base, &*other].into_iter();
        let said_of = |horizon| {
            let scale = Scale::of(&base, all(), horizon);
            let side = |scenario| Side::new(scenario, &scale, &catalog()).unwrap();
            let (base, other) = (side(&base), side(&other));
            assert_eq!(base.months(), if horizon == Horizon::Common { 24 } else { 36 });
            (said(&scale, &base, &[&other]), results(&scale, &base, &other))
        };
        let (said, results) = said_of(Horizon::Common);
        assert_eq!(
            said,
            [
                "Amounts are in USD, converted at 1 EUR = 1.117 USD.",
                "Horizons differ: results are over the 24 months that all have.",
                "Starts differ: months are counted from each scenario’s own.",
            ]
        );
        // The same scenario again, but for the cent of each posting that rounds in euros.
        for variance in results.iter().filter(|variance| variance.measure.unit() == MeasureUnit::Share) {
            assert!(variance.delta().unwrap().abs() < dec!(0.0001), "{variance:?}");
        }
        let (said, _) = said_of(Horizon::Month);
        assert_eq!(said[1], "Horizons differ: totals are what they come to in a month of each scenario’s own.");
    }
}
