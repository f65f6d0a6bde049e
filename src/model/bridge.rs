//! From home cost to effective cost, hard to soft: twelve effective totals, each stage
//! switching one group from home-like to real.
//!
//! Stages share what they do not change: the pools of wages, terms and growth are one run,
//! those from turnover on another; and from turnover to working time only capacity changes,
//! so cash is posted once.

use super::{
    capacity,
    estimates::Estimates,
    ledger::{HomeOutput, Sum, books, post_cash},
    plan::{Plan, Stage},
    scalar::Scalar,
    scenario::Scenario,
    seats::{Seats, seats},
};

/// The effective total at each stage, in the order of [`Stage::ALL`].
#[derive(Debug, Clone, PartialEq)]
pub struct Bridge<S> {
    /// Effective cost after each stage.
    pub totals: [S; 12],
}

impl<S: Scalar> Bridge<S> {
    /// What each stage adds; the first is home cost itself. The amounts add up to the last total.
    pub fn amounts(&self) -> impl Iterator<Item = (Stage, S)> + '_ {
        Stage::ALL.into_iter().enumerate().map(|(index, stage)| {
            let before = index.checked_sub(1).map_or(S::ZERO, |before| self.totals[before]);
            (stage, self.totals[index] - before)
        })
    }

    /// The total after a stage.
    #[must_use]
    pub fn after(&self, stage: Stage) -> S {
        self.totals[stage as usize]
    }
}

/// Computes the bridge of a valid scenario.
#[must_use]
pub fn bridge<S: Scalar>(scenario: &Scenario, estimates: &Estimates) -> Bridge<S> {
    let plan = |stage| Plan::<S>::new(scenario, estimates, stage);
    let mut totals = [S::ZERO; 12];
    let mut pools: Option<(Stage, Seats<S>)> = None;
    let mut homes = Vec::new();
    let mut cash = S::ZERO;
    for stage in Stage::ALL {
        let plan = plan(stage);
        let dynamics = dynamics(stage);
        let kept = pools.take().filter(|(of, _)| *of == dynamics);
        let (_, seats) = pools.insert(kept.unwrap_or_else(|| (dynamics, seats(&plan))));
        if stage == Stage::Home {
            let mut baseline = Sum(S::ZERO);
            let teams = plan.teams.iter().zip(&seats.teams).enumerate();
            homes = teams.map(|(index, team)| HomeOutput::post(&plan, index, team, &mut baseline)).collect();
            totals[0] = baseline.0;
            continue;
        }
        if changes_cash(stage) {
            let mut spent = Sum(S::ZERO);
            post_cash(&plan, seats, &mut spent);
            cash = spent.0;
        }
        totals[stage as usize] = cash + lost_capacity(&plan, seats, &homes);
    }
    Bridge { totals }
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

fn lost_capacity<S: Scalar>(plan: &Plan<S>, seats: &Seats<S>, homes: &[HomeOutput<S>]) -> S {
    let mut lost = S::ZERO;
    for ((team, seats), at_home) in plan.teams.iter().zip(&seats.teams).zip(homes) {
        for (month, home) in at_home.capacity.iter().copied().enumerate() {
            let delivered = capacity::delivered(plan, team, seats, (month, home));
            lost = lost + ((home - delivered) * at_home.price).cents();
        }
    }
    lost
}

/// The effective total of a stage by the plain route, books and all: what [`bridge`] must equal.
#[must_use]
pub fn stage_total<S: Scalar>(scenario: &Scenario, estimates: &Estimates, stage: Stage) -> S {
    let plan = Plan::<S>::new(scenario, estimates, stage);
    let ledger = books(&plan, &seats(&plan));
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
}
