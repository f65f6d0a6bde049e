//! What must be true: a result, its target, and what may move for it. Sought on a worker; what
//! was found is a proposal like any other.

use std::sync::Arc;

use rust_decimal::{Decimal, dec};

use super::{derived::Answer, proposal::Prepared, sweeps::swept_lever, view::View};
use crate::{
    engine::{
        break_even::break_even,
        goal_seek::{Question, best_mix, goal_seek},
        job::{Cancelled, Job},
        measure::{Measure, MeasureUnit},
        mixes::take_mix,
        search::Met,
        sought,
    },
    format,
    model::{
        check::check,
        estimates::Estimates,
        lever::{LeverId, Unit},
        scenario::Scenario,
    },
};

/// What may move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// One lever; the rest stays as today.
    Lever(LeverId),
    /// The mix, the same for every team, within a limit of friction (share of home cost): the one
    /// with the highest effective saving.
    Mix(Decimal),
}

/// A question: what must be true for a result to be what one wants?
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seek {
    /// The result.
    pub measure: Measure,
    /// What it is to be: reporting currency, share, month or multiple.
    pub target: Decimal,
    /// What may move.
    pub by: By,
}

impl Seek {
    /// Whether the mix may move: the best one is sought, whatever the result and its target.
    #[must_use]
    pub fn by_mix(&self) -> bool {
        matches!(self.by, By::Mix(_))
    }

    /// The question that a figure of the answer suggests.
    #[must_use]
    pub fn about(measure: Measure, answer: &Answer) -> Self {
        let by = By::Lever(swept_lever(&View::default(), &answer.scenario));
        Self { measure, target: wanted(measure, answer), by }
    }

    /// The same question of another result.
    #[must_use]
    pub fn of(&self, measure: Measure, answer: &Answer) -> Self {
        Self { measure, target: wanted(measure, answer), by: self.by.clone() }
    }
}

/// A target that is a step better than today; the scenario's own where that is not met.
fn wanted(measure: Measure, answer: &Answer) -> Decimal {
    let today = measure.exact(&answer.evaluation.results);
    let goal = answer.scenario.money.target_saving;
    if measure == Measure::EffectiveSaving && today.is_none_or(|today| today < goal) {
        return goal;
    }
    let better = |step: Decimal| if measure.more_is_better() { step } else { -step };
    match (measure.unit(), today) {
        (MeasureUnit::Share, today) => (today.unwrap_or_default() + better(dec!(0.05))).round_dp(2).max(Decimal::ZERO),
        (MeasureUnit::Month, Some(today)) => (today - dec!(3)).max(Decimal::ONE),
        (MeasureUnit::Month, None) => dec!(24),
        (MeasureUnit::Multiple, today) => (today.unwrap_or(Decimal::ONE) + better(dec!(0.1))).round_dp(1),
        (MeasureUnit::Money, today) => {
            let today = today.unwrap_or_default();
            // Nothing is a part of home cost away from something; a cost that is nothing is as good as it gets.
            let home = answer.evaluation.results.totals.home;
            let whole = if today.is_zero() && measure.more_is_better() { home } else { today.abs() };
            format::figures(today + better(whole / dec!(10)), 2)
        }
    }
}

/// The target as its field shows it.
#[must_use]
pub fn target_text(measure: Measure, target: Decimal, scenario: &Scenario) -> String {
    match measure.unit() {
        MeasureUnit::Money => format::money_plain(target, &scenario.money.currency),
        _ => measure.shown(target, &scenario.money.currency),
    }
}

/// Reads a target as it is typed: `30 %`, `1.2m`, `12`.
///
/// # Errors
/// What would be right.
pub fn parse_target(measure: Measure, text: &str) -> Result<Decimal, String> {
    let unit = match measure.unit() {
        MeasureUnit::Money => Unit::Money,
        MeasureUnit::Share => Unit::Share,
        MeasureUnit::Month => Unit::Months,
        MeasureUnit::Multiple => Unit::Multiplier,
    };
    let value = format::parse_unit(unit, text).map_err(|error| error.to_string())?;
    match measure.unit() {
        MeasureUnit::Month if !value.fract().is_zero() || value < Decimal::ONE => {
            Err(format!("must be a whole month from 1, found {}", value.normalize()))
        }
        _ => Ok(value),
    }
}

/// Reads a limit of friction as it is typed.
///
/// # Errors
/// What would be right.
pub fn parse_limit(text: &str) -> Result<Decimal, String> {
    let value = format::parse_unit(Unit::Share, text).map_err(|error| error.to_string())?;
    if (Decimal::ZERO..=Decimal::ONE).contains(&value) {
        Ok(value)
    } else {
        Err(format!("must be 0–100\u{a0}%, found {}", format::percent_precise(value)))
    }
}

/// What was found out.
#[derive(Debug, Clone)]
pub struct Sought {
    /// The request it answers.
    pub generation: u64,
    /// What must be true, or what can be reached.
    pub said: String,
    /// How far all friction may grow until the saving is gone.
    pub friction: String,
    /// The scenario in which it is true, and its answer; none where it can't be.
    pub found: Option<(Prepared, Arc<Answer>)>,
}

/// Seeks what must be true in a valid scenario.
///
/// # Errors
/// If the job is cancelled meanwhile.
pub fn seek(generation: u64, scenario: &Scenario, question: &Seek, job: &Job) -> Result<Sought, Cancelled> {
    let estimates = Estimates::of(scenario);
    let (said, moved) = match &question.by {
        By::Lever(lever) => by_lever(scenario, &estimates, question, lever, job),
        By::Mix(limit) => by_mix(scenario, *limit, job),
    };
    job.check()?;
    let friction = sought::break_even(scenario, &break_even(scenario, &estimates));
    let found = moved.filter(|(moved, _)| check(moved).is_empty()).map(|(moved, step)| {
        let scenario = Arc::new(moved);
        let answer = Arc::new(Answer::compute(generation, Arc::clone(&scenario)));
        (Prepared { scenario, step, changes: Vec::new(), notes: Vec::new() }, answer)
    });
    job.check()?;
    Ok(Sought { generation, said: format::sentence(&said), friction: format::sentence(&friction), found })
}

/// A scenario in which it is true, with the undo step's name.
type Moved = Option<(Scenario, String)>;

fn by_lever(
    scenario: &Scenario,
    estimates: &Estimates,
    question: &Seek,
    lever: &LeverId,
    job: &Job,
) -> (String, Moved) {
    let target = question.target;
    let asked = Question::over_rail(scenario, lever.clone(), question.measure, format::float(target));
    let met = asked.and_then(|asked| {
        let met = goal_seek(scenario, estimates, &asked, &|| job.is_cancelled())?;
        Ok((lever.value(scenario)?, met.unwrap_or(Met::Nowhere(None)), asked))
    });
    let (today, met, asked) = match met {
        Ok(found) => found,
        Err(problem) => return (problem.to_string(), None),
    };
    match met {
        Met::Exactly(place) | Met::AtAStep(place) => {
            let said = sought::found(scenario, &asked, target, (today, place.value), &met);
            let mut moved = scenario.clone();
            let set = lever.set(&mut moved, place.value);
            let value = format::lever_value(lever, scenario, format::figures(place.value, 4));
            let name = format!("{} to {value}", format::lower_first(&lever.label(scenario)));
            (said, set.is_ok().then_some((moved, name)))
        }
        Met::Nowhere(reach) => (sought::out_of_reach(scenario, &asked, target, reach), None),
    }
}

fn by_mix(scenario: &Scenario, limit: Decimal, job: &Job) -> (String, Moved) {
    let best = best_mix(scenario, format::float(limit), job);
    let shares = best.as_ref().map(|best| best.shares.as_slice());
    let moved = shares.map(|shares| {
        let mut moved = scenario.clone();
        take_mix(&mut moved, shares);
        (moved, "best mix".to_owned())
    });
    (sought::best_mix(scenario, limit, shares), moved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::two_sites;

    fn open() -> Answer {
        Answer::compute(1, Arc::new(two_sites()))
    }

    fn sought_of(question: &Seek) -> Sought {
        seek(7, &two_sites(), question, &Job::default()).unwrap()
    }

    #[test]
    fn the_target_is_met_when_the_lever_is_set() {
        let today = open().evaluation.results.effective_saving.unwrap();
        let question = Seek {
            measure: Measure::EffectiveSaving,
            target: (today - dec!(0.02)).round_dp(3),
            by: By::Lever("friction.rework".parse().unwrap()),
        };
        let (prepared, answer) = sought_of(&question).found.expect("rework can do it");
        let saving = answer.evaluation.results.effective_saving.unwrap();
        assert!((saving - question.target).abs() < dec!(0.000001), "{saving}");
        assert!(prepared.step.starts_with("rework to "), "{}", prepared.step);
    }

    #[test]
    fn what_is_out_of_reach_says_what_can_be_reached() {
        let question = Seek {
            measure: Measure::EffectiveSaving,
            target: dec!(0.9),
            by: By::Lever("friction.rework".parse().unwrap()),
        };
        let sought = sought_of(&question);
        assert!(sought.found.is_none() && sought.said.contains("is out of reach by Rework from "), "{}", sought.said);
        assert!(sought.friction.contains("is gone where friction is "), "{}", sought.friction);
    }

    #[test]
    fn the_best_mix_keeps_the_limit() {
        let question = Seek { by: By::Mix(dec!(0.05)), ..Seek::about(Measure::EffectiveSaving, &open()) };
        let (_, answer) = sought_of(&question).found.expect("home alone has no friction");
        assert!(answer.evaluation.results.friction.unwrap() <= dec!(0.050001));
    }

    #[test]
    fn a_target_is_a_step_better_than_today_and_reads_back() {
        let open = open();
        for measure in Measure::ALL {
            let question = Seek::about(measure, &open);
            let text = target_text(measure, question.target, &open.scenario);
            let read = parse_target(measure, &text);
            assert_eq!(read.map(|read| read.normalize()), Ok(question.target.normalize()), "{measure:?} {text}");
            if let Some(today) = measure.exact(&open.evaluation.results).filter(|today| !today.is_zero()) {
                let better = question.target > today;
                assert_eq!(better, measure.more_is_better(), "{measure:?}: {} from {today}", question.target);
            }
        }
        assert!(parse_target(Measure::PaybackMonth, "12.5").is_err());
        assert!(parse_limit("130 %").is_err());
    }

    #[test]
    fn a_cancelled_search_tells_nothing() {
        let job = Job::default();
        job.cancel();
        assert!(seek(1, &two_sites(), &Seek::about(Measure::CashSaving, &open()), &job).is_err());
    }
}
