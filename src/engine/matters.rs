//! How much each number of a scenario matters: what one step of its lever changes.

use crate::model::{lever::LeverId, scenario::Scenario};

/// Every single number of a valid scenario with the larger change of effective cost, reporting
/// currency, that one step of its lever up or down makes; 0 where neither step is valid.
/// Largest first. Estimates.
#[must_use]
pub fn one_step_effects(scenario: &Scenario) -> Vec<(LeverId, f64)> {
    unimplemented!("{scenario:?}")
}
