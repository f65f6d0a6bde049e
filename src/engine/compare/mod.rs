//! Two scenarios held against each other: their results, the inputs that differ, and the way from
//! one to the other.
//!
//! Both are taken to be on one scale: one reporting currency, and one horizon or each over its own
//! months. Who brings them there says how; this only compares.

pub mod inputs;
mod take;
pub mod way;

use rayon::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{
    job::{Cancelled, Job},
    measure::{Measure, MeasureUnit},
};
use crate::model::results::Results;

/// How large a difference is, against the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    /// None.
    Same,
    /// At most 1 %.
    UpTo1,
    /// At most 5 %.
    UpTo5,
    /// At most 10 %.
    UpTo10,
    /// More, or from nothing to something.
    Over10,
}

impl Size {
    /// The size of the step from one value to another.
    #[must_use]
    pub fn between(base: Decimal, other: Decimal) -> Self {
        if base == other {
            return Self::Same;
        }
        let Some(share) = relative(base, other).map(|share| share.abs()) else { return Self::Over10 };
        let per_cent = |whole: i64| Decimal::new(whole, 2);
        [(1, Self::UpTo1), (5, Self::UpTo5), (10, Self::UpTo10)]
            .into_iter()
            .find(|(most, _)| share <= per_cent(*most))
            .map_or(Self::Over10, |(_, size)| size)
    }

    /// In words: `none`, `up to 1 %`, `over 10 %`.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Same => "none",
            Self::UpTo1 => "up to 1 %",
            Self::UpTo5 => "up to 5 %",
            Self::UpTo10 => "up to 10 %",
            Self::Over10 => "over 10 %",
        }
    }
}

/// `(other − base) ÷ |base|`; none from nothing, or where it is beyond what a decimal holds.
#[must_use]
pub fn relative(base: Decimal, other: Decimal) -> Option<Decimal> {
    other.checked_sub(base)?.checked_div(base.abs())
}

/// A result of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variance {
    /// The result.
    pub measure: Measure,
    /// What the base has; none where it has no such figure, such as a month that never comes.
    pub base: Option<Decimal>,
    /// What the other has.
    pub other: Option<Decimal>,
}

impl Variance {
    /// Other − base.
    #[must_use]
    pub fn delta(&self) -> Option<Decimal> {
        self.other?.checked_sub(self.base?)
    }

    /// `(other − base) ÷ |base|`.
    #[must_use]
    pub fn relative(&self) -> Option<Decimal> {
        relative(self.base?, self.other?)
    }

    /// How large the difference is; a figure that only one has is over 10 %.
    #[must_use]
    pub fn size(&self) -> Size {
        match (self.base, self.other) {
            (Some(base), Some(other)) => Size::between(base, other),
            (None, None) => Size::Same,
            _ => Size::Over10,
        }
    }

    /// Whether the other is better; none where they are even, or one has no such figure.
    #[must_use]
    pub fn better(&self) -> Option<bool> {
        let delta = self.delta().filter(|delta| !delta.is_zero())?;
        Some((delta > Decimal::ZERO) == self.measure.more_is_better())
    }

    /// Whether the difference is within a tolerance.
    #[must_use]
    pub fn within(&self, tolerance: Tolerance) -> bool {
        match (tolerance, self.base, self.other) {
            (_, None, None) => true,
            (_, Some(base), Some(other)) if base == other => true,
            (Tolerance::Share(most), ..) => self.relative().is_some_and(|share| share.abs() <= most),
            (Tolerance::Amount(most), ..) => {
                self.measure.unit() != MeasureUnit::Money || self.delta().is_some_and(|delta| delta.abs() <= most)
            }
        }
    }
}

/// How far results may lie apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tolerance {
    /// Any result, by this share of the base's.
    Share(Decimal),
    /// Amounts of money, by this much in reporting currency.
    Amount(Decimal),
}

/// What results are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Per {
    /// The horizon, which must be the same for both.
    #[default]
    Horizon,
    /// A month, by the horizons of base and other in months: totals are divided by them, to the cent.
    Month(u32, u32),
}

/// Whether a result adds up over the horizon, and so is another where that is longer.
#[must_use]
pub fn adds_up(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::HomeCost
            | Measure::CashCost
            | Measure::EffectiveCost
            | Measure::LostCapacity
            | Measure::NetPresentValue
    )
}

/// A result, or what comes of it on each of so many months where it adds up.
#[must_use]
pub fn counted(measure: Measure, results: &Results, months: Option<u32>) -> Option<Decimal> {
    let figure = measure.exact(results)?;
    let months = months.filter(|months| *months > 0 && adds_up(measure)).map(Decimal::from);
    Some(
        months.map_or(figure, |months| {
            (figure / months).round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
        }),
    )
}

/// Every result of both, in the order of [`Measure::ALL`].
#[must_use]
pub fn variances(base: &Results, other: &Results, per: Per) -> Vec<Variance> {
    let months = match per {
        Per::Horizon => [None; 2],
        Per::Month(base, other) => [Some(base), Some(other)],
    };
    let variance = |measure| Variance {
        measure,
        base: counted(measure, base, months[0]),
        other: counted(measure, other, months[1]),
    };
    Measure::ALL.map(variance).to_vec()
}

/// Works out many things on all cores, in their order.
pub fn all<T: Sync, R: Send>(items: &[T], of: impl Fn(&T) -> R + Sync) -> Vec<R> {
    items.par_iter().map(&of).collect()
}

/// The same, unless it is stopped.
///
/// # Errors
/// If the job is cancelled meanwhile.
pub fn each<T: Sync, R: Send>(items: &[T], job: &Job, of: impl Fn(&T) -> R + Sync) -> Result<Vec<R>, Cancelled> {
    items.par_iter().map(|item| job.check().map(|()| of(item))).collect()
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::model::{results::evaluate, testing::two_sites};

    fn variance(measure: Measure, base: Decimal, other: Decimal) -> Variance {
        Variance { measure, base: Some(base), other: Some(other) }
    }

    #[test]
    fn a_size_is_that_of_the_step_against_the_base() {
        let size = |other| Size::between(dec!(200), other);
        assert_eq!(
            [dec!(200), dec!(202), dec!(198), dec!(190), dec!(220), dec!(220.01)].map(size),
            [Size::Same, Size::UpTo1, Size::UpTo1, Size::UpTo5, Size::UpTo10, Size::Over10]
        );
        assert_eq!(Size::between(dec!(0), dec!(0.01)), Size::Over10);
        assert_eq!(Size::between(dec!(-100), dec!(-99)), Size::UpTo1);
    }

    #[test]
    fn a_variance_is_absolute_and_relative_and_better_or_worse() {
        let dearer = variance(Measure::EffectiveCost, dec!(1000), dec!(1050));
        assert_eq!((dearer.delta(), dearer.relative()), (Some(dec!(50)), Some(dec!(0.05))));
        assert_eq!((dearer.size(), dearer.better()), (Size::UpTo5, Some(false)));
        let saving = variance(Measure::EffectiveSaving, dec!(-0.10), dec!(0.05));
        assert_eq!((saving.relative(), saving.better()), (Some(dec!(1.5)), Some(true)));
        let never = Variance { measure: Measure::PaybackMonth, base: Some(dec!(14)), other: None };
        assert_eq!((never.delta(), never.size(), never.better()), (None, Size::Over10, None));
    }

    #[test]
    fn a_tolerance_is_a_share_of_any_result_or_an_amount_of_money() {
        let cost = variance(Measure::EffectiveCost, dec!(10000), dec!(10050));
        assert!(cost.within(Tolerance::Share(dec!(0.005))) && !cost.within(Tolerance::Share(dec!(0.0049))));
        assert!(cost.within(Tolerance::Amount(dec!(50))) && !cost.within(Tolerance::Amount(dec!(49.99))));
        let share = variance(Measure::Friction, dec!(0.10), dec!(0.20));
        assert!(share.within(Tolerance::Amount(dec!(0))) && !share.within(Tolerance::Share(dec!(0.5))));
        let never = Variance { measure: Measure::PaybackMonth, base: Some(dec!(14)), other: None };
        assert!(!never.within(Tolerance::Share(dec!(9))));
        assert!(Variance { base: None, ..never }.within(Tolerance::Share(dec!(0))));
    }

    #[test]
    fn totals_are_divided_by_their_months_and_shares_are_not() {
        let scenario = two_sites();
        let results = evaluate(&scenario).results;
        let month = counted(Measure::HomeCost, &results, Some(36)).unwrap();
        assert_eq!(month, (results.totals.home / dec!(36)).round_dp(2));
        for measure in [Measure::EffectiveSaving, Measure::RunRateSaving, Measure::FundingNeed] {
            assert_eq!(counted(measure, &results, Some(36)), measure.exact(&results));
        }
        let all = variances(&results, &results, Per::Month(36, 36));
        assert!(all.len() == 16 && all.iter().all(|variance| variance.size() == Size::Same));
    }
}
