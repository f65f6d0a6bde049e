//! The model run many times: curves and clouds around one scenario.
//!
//! Estimates in `f64`, deterministic for a scenario. Knows no threads, files or windows.

pub mod advice;
pub mod headcount;
pub mod matters;
pub mod mixes;

use crate::model::{
    estimates::Estimates,
    ledger::run,
    plan::{Plan, Stage},
    results::Totals,
    scenario::Scenario,
};

/// Totals of a valid scenario as `f64` estimates, not rounded to cents.
#[must_use]
pub fn estimate(scenario: &Scenario, estimates: &Estimates) -> Totals<f64> {
    Totals::of(&run(&Plan::<f64>::new(scenario, estimates, Stage::Management)))
}
