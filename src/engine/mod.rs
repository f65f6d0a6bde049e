//! The model run many times: curves and clouds around one scenario, and what must be true for
//! a result.
//!
//! Estimates in `f64`, deterministic for a scenario and a seed. Knows no files or windows, and starts no
//! threads by hand.

pub mod advice;
pub mod break_even;
pub mod compare;
pub mod frontier;
pub mod goal_seek;
pub mod headcount;
pub mod job;
pub mod lanes;
pub mod matters;
pub mod measure;
pub mod mixes;
pub mod monte_carlo;
pub mod overview;
pub mod payback;
pub mod sampling;
pub mod search;
pub mod sought;
pub mod spread;
pub mod sweep;
pub mod tornado;
pub mod trial;
pub mod triangular;
pub mod uncertain;
pub mod varied;

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
