//! How much each number of a scenario matters: what one step of its lever changes.

use super::{estimate, varied::Varied};
use crate::model::{
    estimates::Estimates,
    ledger::Ledger,
    lever::{Group, LeverId},
    results::Totals,
    scenario::Scenario,
};

/// Every single number of a valid scenario with the larger change of effective cost, reporting
/// currency, that one step of its lever up or down makes; 0 where neither step changes a valid
/// scenario. Largest first, in the table's order where equal. Estimates.
#[must_use]
pub fn one_step_effects(scenario: &Scenario) -> Vec<(LeverId, f64)> {
    let estimates = Estimates::of(scenario);
    let today = estimate(scenario, &estimates).effective;
    let mut varied = Varied::new(scenario, &estimates);
    let mut effects: Vec<(LeverId, f64)> = Vec::new();
    for lever in LeverId::all(scenario) {
        let Ok(value) = lever.value(scenario) else { continue };
        // A salary where the team has none, and nobody, is not a number of the scenario.
        let missing = lever.group() == Group::Salary && value.is_zero();
        if missing || lever.group() == Group::Offshore {
            continue;
        }
        let step = lever.lever().step_around(value);
        let moved = [value + step, value - step].into_iter();
        let runs = moved.filter_map(|value| varied.run(&[(&lever, value)]).ok());
        let largest = runs.map(|run: Ledger<f64>| (Totals::of(&run).effective - today).abs()).fold(0.0, f64::max);
        effects.push((lever, largest));
    }
    effects.sort_by(|a, b| b.1.total_cmp(&a.1));
    effects
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
