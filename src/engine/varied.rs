//! One scenario with levers moved, run after run, without a new copy for each.

use thiserror::Error;

use rust_decimal::Decimal;

use super::uncertain::scale_back;
use crate::model::{
    check::check,
    estimates::Estimates,
    ledger::{Ledger, run},
    lever::{Group, LeverError, LeverId},
    plan::{Plan, Stage},
    scalar::Scalar,
    scenario::Scenario,
};

/// Why there is nothing at a point.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Gap {
    /// The value does not fit the lever.
    #[error("{0}")]
    Lever(#[from] LeverError),
    /// The value fits its lever but not the rest of the scenario.
    #[error("{0}")]
    Rule(String),
}

/// A scenario whose levers are moved from today's values.
#[derive(Debug)]
pub struct Varied<'a> {
    today: &'a Scenario,
    estimates: &'a Estimates,
    moved: Scenario,
    /// Estimates of the moved scenario, where a lever changes them.
    renewed: Option<Estimates>,
    /// What differs from today.
    touched: Vec<Group>,
}

impl<'a> Varied<'a> {
    /// A valid scenario with its estimates, as it is today.
    #[must_use]
    pub fn new(today: &'a Scenario, estimates: &'a Estimates) -> Self {
        Self { today, estimates, moved: today.clone(), renewed: None, touched: Vec::new() }
    }

    /// The scenario as it was last moved.
    #[must_use]
    pub fn scenario(&self) -> &Scenario {
        &self.moved
    }

    /// Its estimates.
    #[must_use]
    pub fn estimates(&self) -> &Estimates {
        self.renewed.as_ref().unwrap_or(self.estimates)
    }

    /// Runs the scenario with some levers moved from today's values, exactly or as an estimate.
    ///
    /// # Errors
    /// If a value does not fit its lever, or breaks a rule of the scenario.
    pub fn run<S: Scalar>(&mut self, moves: &[(&LeverId, Decimal)]) -> Result<Ledger<S>, Gap> {
        self.take(moves)?;
        if moves.iter().any(|(lever, _)| meets_a_rule(lever)) {
            let faults = check(&self.moved);
            if let Some(fault) = faults.first() {
                return Err(Gap::Rule(fault.to_string()));
            }
        }
        Ok(self.ledger())
    }

    /// Runs the scenario with a lever at a drawn value: a mix pushed over 1 is scaled back to it.
    ///
    /// # Errors
    /// If the value does not fit its lever.
    pub fn run_drawn(&mut self, lever: &LeverId, value: Decimal) -> Result<Ledger<f64>, Gap> {
        self.take(&[(lever, value)])?;
        if matches!(lever.group(), Group::Mix | Group::Offshore) {
            scale_back(&mut self.moved);
        }
        Ok(self.ledger())
    }

    fn ledger<S: Scalar>(&self) -> Ledger<S> {
        run(&Plan::<S>::new(&self.moved, self.estimates(), Stage::Management))
    }

    fn take(&mut self, moves: &[(&LeverId, Decimal)]) -> Result<(), LeverError> {
        self.put_back();
        for (lever, value) in moves {
            self.touched.push(lever.group());
            lever.set(&mut self.moved, *value)?;
        }
        if moves.iter().any(|(lever, _)| changes_estimates(lever)) {
            self.renewed = Some(Estimates::of(&self.moved));
        }
        Ok(())
    }

    fn put_back(&mut self) {
        self.renewed = None;
        for group in self.touched.drain(..) {
            let (moved, today) = (&mut self.moved, self.today);
            match group {
                Group::Money => moved.money.clone_from(&today.money),
                Group::Place => {
                    moved.home.clone_from(&today.home);
                    moved.sites.clone_from(&today.sites);
                }
                Group::Team | Group::Salary | Group::Mix | Group::Offshore => moved.teams.clone_from(&today.teams),
                Group::Friction => moved.friction.clone_from(&today.friction),
                Group::Management => moved.management.clone_from(&today.management),
                Group::Transition => moved.transition.clone_from(&today.transition),
                Group::Rollout => moved.rollout.clone_from(&today.rollout),
            }
        }
    }
}

/// Whether a lever's value must also fit others: shares their sum and salaries, amounts their
/// exchange rate.
fn meets_a_rule(lever: &LeverId) -> bool {
    match lever.group() {
        Group::Salary | Group::Mix | Group::Offshore => true,
        Group::Place => matches!(lever.field(), "exchange_rate" | "seat_cost" | "fee"),
        Group::Management => lever.field() == "manager_salary",
        Group::Money | Group::Team | Group::Friction | Group::Transition | Group::Rollout => false,
    }
}

/// Whether gaps and nights depend on a lever.
fn changes_estimates(lever: &LeverId) -> bool {
    lever.group() == Group::Place && matches!(lever.field(), "english" | "shift_start" | "workday_hours")
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::model::testing::two_sites;

    #[test]
    fn every_lever_gives_the_run_of_a_whole_copy_and_leaves_today_behind() {
        let today = two_sites();
        let estimates = Estimates::of(&today);
        let mut varied = Varied::new(&today, &estimates);
        for lever in LeverId::all(&today) {
            let (low, high) = lever.lever().rail_around(lever.value(&today).unwrap());
            let value = low + (high - low) * dec!(0.4);
            let mut copy = today.clone();
            let set = lever.set(&mut copy, value);
            let faults = check(&copy);
            match varied.run(&[(&lever, value)]) {
                Ok(found) => {
                    assert!(set.is_ok() && faults.is_empty(), "{lever} {faults:?}");
                    let right = run(&Plan::<f64>::new(&copy, &Estimates::of(&copy), Stage::Management));
                    assert_eq!(found, right, "{lever}");
                }
                Err(gap) => assert!(set.is_err() || !faults.is_empty(), "{lever} {gap}"),
            }
        }
        varied.put_back();
        assert_eq!(*varied.scenario(), today);
    }

    #[test]
    fn what_does_not_fit_says_why_and_is_put_back() {
        let today = two_sites();
        let estimates = Estimates::of(&today);
        let mut varied = Varied::new(&today, &estimates);
        let id = |name: &str| name.parse::<LeverId>().unwrap();
        let gap =
            |varied: &mut Varied<'_>, name, value| varied.run::<f64>(&[(&id(name), value)]).unwrap_err().to_string();
        let over = gap(&mut varied, "team.books.mix.ph-mnl", dec!(0.7));
        assert_eq!(over, "teams[1].mix: must be at most 1 in sum, found 1.1");
        let range = gap(&mut varied, "friction.rework", dec!(1));
        assert_eq!(range, "lever friction.rework: must be 0–0.9, found 1");
        assert!(varied.run_drawn(&id("team.books.mix.ph-mnl"), dec!(0.7)).is_ok());
        assert_eq!(varied.scenario().teams[1].offshore_share(), dec!(1));
        assert!(varied.run::<f64>(&[]).is_ok());
        assert_eq!(*varied.scenario(), today);
    }
}
