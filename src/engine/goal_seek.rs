//! What must be true: the value of one lever, or the mix, at which a result meets a target.

use rust_decimal::Decimal;

use super::{
    frontier::frontier,
    job::Job,
    measure::{Measure, MeasureUnit},
    search::{Goal, Met, mend, search},
    varied::Varied,
};
use crate::{
    format,
    model::{
        estimates::Estimates,
        lever::{LeverError, LeverId},
        results::Ordered,
        scenario::Scenario,
    },
};

/// How near a share or a factor is to its target to meet it; money: this part of home cost.
const ALLOWED: f64 = 1e-6;

/// A result that is to reach a target by one lever.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The lever; with `*` all that it names are set to one value.
    pub lever: LeverId,
    /// Its smallest and largest value looked at.
    pub range: (Decimal, Decimal),
    /// The result.
    pub measure: Measure,
    /// What it is to be: money, a share (0.3 is 30 %), a month or a factor.
    pub target: f64,
}

impl Question {
    /// A question about a lever within its rail.
    ///
    /// # Errors
    /// If the scenario has no such site or team.
    pub fn over_rail(scenario: &Scenario, lever: LeverId, measure: Measure, target: f64) -> Result<Self, LeverError> {
        let range = lever.lever().rail_around(lever.value(scenario)?);
        Ok(Self { lever, range, measure, target })
    }
}

/// Seeks the lever's value nearest to today's at which the result meets the target; none once it
/// is cancelled.
///
/// Sought on estimates, then checked on the exact books, and mended there where cents of rounding
/// make a difference; so what is found holds to the allowance of [`meets`], in exact figures.
///
/// Where the result moves in steps, as months and whole-number levers do, and money by the cent,
/// the first step that meets it: at least the target where more is better, at most where less is.
/// A payback that never comes is later than any month.
///
/// # Errors
/// If the scenario has no such site or team.
pub fn goal_seek(
    scenario: &Scenario,
    estimates: &Estimates,
    question: &Question,
    cancelled: &dyn Fn() -> bool,
) -> Result<Option<Met>, LeverError> {
    let Question { lever, range, measure, target } = question;
    let allowed = allowed(*measure, *target, super::estimate(scenario, estimates).home);
    let goal = Goal {
        target: *target,
        more_is_better: measure.more_is_better(),
        tolerance: allowed / 2.0,
        today: lever.value(scenario)?,
        range: *range,
        whole: lever.lever().whole,
    };
    let mut varied = Varied::new(scenario, estimates);
    let met = search(goal, &mut |value| figure(&mut varied, question, value, |estimate: f64| estimate, cancelled));
    let mut exactly = |value| figure(&mut varied, question, value, format::float, cancelled);
    let met = mend(Goal { tolerance: allowed, ..goal }, met, &mut exactly);
    Ok((!cancelled()).then_some(met))
}

/// The result at a value of the lever, by an exact or an estimated run as `float` takes it; none
/// in a gap, or once it is cancelled.
fn figure<S: Ordered>(
    varied: &mut Varied,
    question: &Question,
    value: Decimal,
    float: fn(S) -> f64,
    cancelled: &dyn Fn() -> bool,
) -> Option<f64> {
    if cancelled() {
        return None;
    }
    let Question { lever, measure, .. } = question;
    let ledger = varied.run(&[(lever, value)]).ok()?;
    let found = measure.figure(varied.scenario(), varied.estimates(), &ledger).map(float);
    // What never comes is later than any month.
    found.or_else(|| (measure.unit() == MeasureUnit::Month).then_some(f64::INFINITY))
}

/// How far a figure may be from its target to meet it: a millionth of home cost and a cent where
/// it is money.
fn allowed(measure: Measure, target: f64, home: f64) -> f64 {
    match measure.unit() {
        MeasureUnit::Money => ALLOWED * home.abs().max(target.abs()) + 0.01,
        MeasureUnit::Share | MeasureUnit::Multiple => ALLOWED,
        MeasureUnit::Month => 0.0,
    }
}

/// The mix that saves most within a limit of friction.
#[derive(Debug, Clone, PartialEq)]
pub struct BestMix {
    /// Share of the seats at each site, in file order, the same for every team; the rest is at home.
    pub shares: Vec<Decimal>,
    /// Φ, lost capacity ÷ home cost; an estimate.
    pub friction: f64,
    /// 1 − effective ÷ home; an estimate.
    pub effective_saving: f64,
    /// Step of the grid of mixes, share.
    pub step: Decimal,
    /// How many mixes were looked at.
    pub mixes: usize,
}

/// The mix on the frontier's grid with the highest effective saving among those whose friction is
/// at most a limit, 0 or more; none where home cost is 0, or once it is cancelled. All at home is
/// on the grid and has no friction, so that no limit is too narrow.
#[must_use]
pub fn best_mix(scenario: &Scenario, friction_limit: f64, job: &Job) -> Option<BestMix> {
    let frontier = frontier(scenario, job).ok()?;
    let within = frontier.points.iter().enumerate().filter(|(_, point)| {
        // A hair is what rounding may leave of no friction at all.
        point.friction <= friction_limit + 1e-12
    });
    // The first of equals.
    let (index, point) = within
        .reduce(|best, other| if other.1.effective_saving() > best.1.effective_saving() { other } else { best })?;
    Some(BestMix {
        shares: frontier.mix(index),
        friction: point.friction,
        effective_saving: point.effective_saving(),
        step: frontier.step(),
        mixes: frontier.points.len(),
    })
}

/// Whether an exact figure meets a target, to the cent or the ten thousandth of a percent.
#[must_use]
pub fn meets(measure: Measure, exact: Option<Decimal>, met: &Met, target: f64, home: Decimal) -> bool {
    let Some(exact) = exact.map(format::float) else { return false };
    let allowed = allowed(measure, target, format::float(home));
    match met {
        Met::Exactly(_) => (exact - target).abs() <= allowed,
        Met::AtAStep(_) if measure.more_is_better() => exact >= target - allowed,
        Met::AtAStep(_) => exact <= target + allowed,
        Met::Nowhere(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::{
        engine::{estimate, mixes::take_mix},
        model::testing::two_sites,
    };

    fn sought(scenario: &Scenario, lever: &str, measure: Measure, target: f64) -> Met {
        let question = Question::over_rail(scenario, lever.parse().unwrap(), measure, target).unwrap();
        goal_seek(scenario, &Estimates::of(scenario), &question, &|| false).unwrap().unwrap()
    }

    #[test]
    fn a_cost_in_proportion_to_a_lever_is_solved_by_hand() {
        // Severance is a fixed amount a month of it: twice today's severance costs as much again.
        let scenario = two_sites();
        let estimates = Estimates::of(&scenario);
        let cash = |months: Decimal| {
            let mut moved = scenario.clone();
            moved.transition.severance_months = months;
            estimate(&moved, &estimates).cash
        };
        let target = cash(dec!(0)) + (cash(dec!(3)) - cash(dec!(0))) * 2.5;
        let met = sought(&scenario, "transition.severance_months", Measure::CashCost, target);
        let Met::Exactly(place) = met else { panic!("{met:?}") };
        assert!((place.value - dec!(7.5)).abs() < dec!(0.00001), "{place:?}");
    }

    #[test]
    fn what_is_so_today_is_found_today() {
        let scenario = two_sites();
        let today = estimate(&scenario, &Estimates::of(&scenario)).effective_saving().unwrap();
        let met = sought(&scenario, "friction.rework", Measure::EffectiveSaving, today);
        assert!(matches!(met, Met::Exactly(place) if place.value == dec!(0.05)), "{met:?}");
    }

    #[test]
    fn a_whole_lever_takes_the_first_step_that_meets_it() {
        let scenario = two_sites();
        let estimates = Estimates::of(&scenario);
        let cash = |months: u32| {
            let mut moved = scenario.clone();
            moved.transition.handover_months = months;
            estimate(&moved, &estimates).cash
        };
        let between = f64::midpoint(cash(5), cash(6));
        let met = sought(&scenario, "transition.handover_months", Measure::CashCost, between);
        assert!(matches!(met, Met::AtAStep(place) if place.value == dec!(5)), "{met:?}");
    }

    #[test]
    fn a_cancelled_search_gives_nothing() {
        let scenario = two_sites();
        let lever = "friction.rework".parse().unwrap();
        let question = Question::over_rail(&scenario, lever, Measure::EffectiveSaving, 0.1).unwrap();
        let estimates = Estimates::of(&scenario);
        assert_eq!(goal_seek(&scenario, &estimates, &question, &|| true), Ok(None));
        let job = Job::default();
        job.cancel();
        assert_eq!(best_mix(&scenario, 0.1, &job), None);
    }

    #[test]
    fn the_best_mix_is_the_best_of_all_by_brute_force() {
        let scenario = two_sites();
        let estimates = Estimates::of(&scenario);
        let mut best = (f64::NEG_INFINITY, [Decimal::ZERO; 2]);
        let mut mixes = 0;
        for (first, second) in (0..=20).flat_map(|first| (0..=20 - first).map(move |second| (first, second))) {
            let shares = [Decimal::new(5 * first, 2), Decimal::new(5 * second, 2)];
            let mut moved = scenario.clone();
            take_mix(&mut moved, &shares);
            let totals = estimate(&moved, &estimates);
            mixes += 1;
            if totals.friction().unwrap() <= 0.05 && totals.effective_saving().unwrap() > best.0 {
                best = (totals.effective_saving().unwrap(), shares);
            }
        }
        let found = best_mix(&scenario, 0.05, &Job::default()).unwrap();
        assert_eq!((found.mixes, found.step), (mixes, dec!(0.05)));
        assert_eq!(found.shares, best.1);
        assert!(found.friction <= 0.05 && found.friction > 0.0);
        // With no friction at all everyone stays.
        let none = best_mix(&scenario, 0.0, &Job::default()).unwrap();
        assert!(none.shares.iter().all(Decimal::is_zero) && none.effective_saving.abs() < 1e-12);
    }
}
