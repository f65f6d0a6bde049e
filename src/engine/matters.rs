//! How much each number of a scenario matters: what one step of its lever changes.

use super::estimate;
use crate::model::{
    estimates::Estimates,
    lever::{Group, LeverId},
    scenario::Scenario,
};

/// Every single number of a valid scenario with the larger change of effective cost, reporting
/// currency, that one step of its lever up or down makes; 0 where neither step changes a valid
/// scenario. Largest first, in the table's order where equal. Estimates.
#[must_use]
pub fn one_step_effects(scenario: &Scenario) -> Vec<(LeverId, f64)> {
    let estimates = Estimates::of(scenario);
    let today = estimate(scenario, &estimates).effective;
    let mut trial = scenario.clone();
    let mut effects: Vec<(LeverId, f64)> = Vec::new();
    for lever in LeverId::all(scenario) {
        let Ok(value) = lever.value(scenario) else { continue };
        // A salary where the team has none, and nobody, is not a number of the scenario.
        let missing = lever.group() == Group::Salary && value.is_zero();
        if missing || lever.group() == Group::Offshore {
            continue;
        }
        let step = lever.lever().step_around(value);
        let mut largest: f64 = 0.0;
        for moved in [value + step, value - step] {
            if lever.set(&mut trial, moved).is_err() || oversubscribed(&trial, &lever) {
                continue;
            }
            let effect = if moves_gaps(&lever) {
                estimate(&trial, &Estimates::of(&trial)).effective
            } else {
                estimate(&trial, &estimates).effective
            };
            largest = largest.max((effect - today).abs());
        }
        trial.clone_from(scenario);
        effects.push((lever, largest));
    }
    effects.sort_by(|a, b| b.1.total_cmp(&a.1));
    effects
}

/// Whether a share was moved past the whole team.
fn oversubscribed(trial: &Scenario, lever: &LeverId) -> bool {
    lever.group() == Group::Mix && trial.teams.iter().any(|team| team.offshore_share() > rust_decimal::Decimal::ONE)
}

/// Whether the gaps between places depend on a number; they cost more than the run itself.
fn moves_gaps(lever: &LeverId) -> bool {
    lever.group() == Group::Place && matches!(lever.field(), "english" | "shift_start" | "workday_hours")
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::model::testing::two_sites;

    #[test]
    fn a_seat_matters_more_than_a_trip_and_nothing_is_left_out() {
        let scenario = two_sites();
        let effects = one_step_effects(&scenario);
        assert_eq!(effects.len(), LeverId::all(&scenario).len() - 1, "all but the whole offshore share");
        let rank = |id: &str| effects.iter().position(|(lever, _)| lever.to_string() == id).unwrap();
        assert!(rank("team.desk.headcount") < rank("management.trips_per_year"));
        assert!(effects.windows(2).all(|pair| pair[0].1 >= pair[1].1));
    }

    #[test]
    fn an_effect_is_that_of_the_step() {
        let scenario = two_sites();
        let effects = one_step_effects(&scenario);
        for (id, step) in
            [("management.trips_per_year", dec!(1)), ("home.english", dec!(-5)), ("rollout.pilot_months", dec!(1))]
        {
            let lever: LeverId = id.parse().unwrap();
            let listed = effects.iter().find(|(other, _)| *other == lever).unwrap().1;
            let (mut up, mut down) = (scenario.clone(), scenario.clone());
            let value = lever.value(&scenario).unwrap();
            let run = |scenario: &Scenario| estimate(scenario, &Estimates::of(scenario)).effective;
            let _ = lever.set(&mut up, value + step);
            let _ = lever.set(&mut down, value - step);
            let expected = (run(&up) - run(&scenario)).abs().max((run(&down) - run(&scenario)).abs());
            assert!((listed - expected).abs() < 1e-6, "{id}: {listed} {expected}");
        }
    }

    #[test]
    fn what_only_judges_the_result_has_no_effect() {
        let effects = one_step_effects(&two_sites());
        let of = |id: &str| effects.iter().find(|(lever, _)| lever.to_string() == id).unwrap().1;
        assert!(of("money.target_saving").abs() < f64::EPSILON);
        assert!(of("team.desk.headcount") > 0.0);
    }
}
