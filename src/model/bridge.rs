//! From home cost to effective cost, hard to soft: twelve effective totals, each stage
//! switching one group from home-like to real.
//!
//! Stages share what they do not change: the pools of wages, terms and growth are one run,
//! those from turnover on another; and from turnover to working time only capacity changes,
//! so cash is posted once.

use super::{
    estimates::Estimates,
    inputs::Inputs,
    ledger::{Clerk, Sum, books},
    plan::{Plan, Stage},
    pool::PoolMonth,
    scalar::Scalar,
    scenario::Scenario,
    seats::{Pools, Seats, seats},
};

/// The effective total at each stage, in the order of [`Stage::ALL`].
#[derive(Debug, Clone, PartialEq)]
pub struct Bridge<S> {
    /// Effective cost after each stage.
    pub totals: [S; 12],
    /// Price of the lost output in each of them; at home none is lost.
    pub lost: [S; 12],
}

impl<S: Scalar> Bridge<S> {
    /// What each stage adds; the first is home cost itself. The amounts add up to the last total.
    pub fn amounts(&self) -> impl Iterator<Item = (Stage, S)> + '_ {
        Stage::ALL.into_iter().enumerate().map(|(index, stage)| (stage, added(&self.totals, index)))
    }

    /// What each stage adds to lost output, the friction of it. The amounts add up to all lost output.
    pub fn frictions(&self) -> impl Iterator<Item = (Stage, S)> + '_ {
        Stage::ALL.into_iter().enumerate().map(|(index, stage)| (stage, added(&self.lost, index)))
    }

    /// What each stage adds in cash; the first is home cost itself. The amounts add up to all cash.
    pub fn cash(&self) -> impl Iterator<Item = (Stage, S)> + '_ {
        self.amounts().zip(self.frictions()).map(|((stage, all), (_, lost))| (stage, all - lost))
    }

    /// The total after a stage.
    #[must_use]
    pub fn after(&self, stage: Stage) -> S {
        self.totals[stage as usize]
    }
}

/// By how much a total is more than the one before it.
fn added<S: Scalar>(totals: &[S; 12], index: usize) -> S {
    let before = index.checked_sub(1).map_or(S::ZERO, |before| totals[before]);
    totals[index] - before
}

/// Computes the bridge of a valid scenario.
#[must_use]
pub fn bridge<S: Scalar>(scenario: &Scenario, estimates: &Estimates) -> Bridge<S> {
    let inputs = Inputs::of(scenario);
    let (mut totals, mut lost) = ([S::ZERO; 12], [S::ZERO; 12]);
    let mut pools: Option<(Stage, Seats<S>)> = None;
    let mut clerk = Clerk::default();
    let mut cash = S::ZERO;
    for stage in Stage::ALL {
        let plan = Plan::of(&inputs, estimates, stage);
        let dynamics = dynamics(stage);
        let kept = pools.take().filter(|(of, _)| *of == dynamics);
        let (_, seats) = pools.insert(kept.unwrap_or_else(|| (dynamics, seats(&plan))));
        let mut months = Months { plan: &plan, seats, clerk: &mut clerk };
        if stage == Stage::Home {
            totals[0] = months.posted(Clerk::baseline);
            continue;
        }
        if changes_cash(stage) {
            cash = months.posted(Clerk::cash);
        }
        months.posted(Clerk::output);
        let mut sum = Sum(S::ZERO);
        clerk.lost_capacity(&plan, &mut sum);
        lost[stage as usize] = sum.0;
        totals[stage as usize] = cash + sum.0;
    }
    Bridge { totals, lost }
}

/// The months of a stage, to go through once for each question.
struct Months<'a, S> {
    plan: &'a Plan<S>,
    seats: &'a Seats<S>,
    clerk: &'a mut Clerk<S>,
}

impl<S: Scalar> Months<'_, S> {
    /// The sum of what the clerk posts from month to month.
    fn posted(&mut self, post: impl Fn(&mut Clerk<S>, &Plan<S>, &[PoolMonth<S>], &mut Sum<S>)) -> S {
        let mut sum = Sum(S::ZERO);
        for month in 0..self.plan.months {
            self.clerk.turn_to(self.plan, month);
            post(self.clerk, self.plan, self.seats.row(self.plan, month), &mut sum);
        }
        sum.0
    }
}

/// The stage whose pools a stage shares.
fn dynamics(stage: Stage) -> Stage {
    match stage {
        Stage::Home | Stage::Wages | Stage::Terms | Stage::Growth => Stage::Wages,
        Stage::Transition => Stage::Transition,
        _ => Stage::Turnover,
    }
}

fn changes_cash(stage: Stage) -> bool {
    stage <= Stage::Turnover || stage == Stage::Management
}

/// The effective total of a stage by the plain route, books and all: what [`bridge`] must equal.
#[must_use]
pub fn stage_total<S: Scalar>(scenario: &Scenario, estimates: &Estimates, stage: Stage) -> S {
    let plan = Plan::<S>::new(scenario, estimates, stage);
    let ledger = books(&plan, Pools::default());
    if stage == Stage::Home {
        ledger.total(|month| month.home_cost)
    } else {
        ledger.total(super::ledger::MonthTotals::effective)
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::model::testing::two_sites;

    #[test]
    fn shared_runs_give_the_same_totals_as_whole_ones() {
        let scenario = two_sites();
        let estimates = Estimates::of(&scenario);
        let bridge = bridge::<Decimal>(&scenario, &estimates);
        for stage in Stage::ALL {
            assert_eq!(bridge.after(stage), stage_total(&scenario, &estimates, stage), "{stage:?}");
        }
    }

    #[test]
    fn cash_and_friction_of_all_stages_are_the_books() {
        let scenario = two_sites();
        let evaluation = crate::model::results::evaluate(&scenario);
        let totals = evaluation.results.totals;
        let sum =
            |amounts: &mut dyn Iterator<Item = (Stage, Decimal)>| amounts.map(|(_, amount)| amount).sum::<Decimal>();
        assert_eq!(sum(&mut evaluation.bridge.cash()), totals.cash);
        assert_eq!(sum(&mut evaluation.bridge.frictions()), totals.lost_capacity);
        assert!(evaluation.bridge.frictions().any(|(stage, amount)| stage == Stage::TimeZone && !amount.is_zero()));
    }
}
