//! Questions about a scenario, asked of every golden one and of random ones: sweeps of every
//! lever, goals that are met, and goals that are out of reach.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests may")]

mod common;

use std::{fs, path::Path};

use common::drawn::{config, scenario, scenario_at_the_ends};
use proptest::prelude::*;
use rust_decimal::{
    Decimal,
    prelude::{FromPrimitive, ToPrimitive},
};
use shoreline::{
    engine::{
        break_even::{break_even, with_friction},
        estimate,
        goal_seek::{Question, goal_seek, meets},
        measure::{Measure, MeasureUnit},
        search::Met,
        sweep::{Axis, grid, sweep},
        tornado::tornado,
        uncertain::uncertain_levers,
    },
    model::{
        check::check,
        estimates::Estimates,
        ledger::run,
        lever::{Group, LeverId},
        plan::{Plan, Stage},
        results::evaluate,
        scenario::Scenario,
    },
    store::files,
};

fn goldens() -> Vec<(String, Scenario)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut goldens: Vec<(String, Scenario)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron"))
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), files::load(&path).unwrap()))
        .collect();
    goldens.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(goldens.len() >= 11, "{}", goldens.len());
    goldens
}

fn example(name: &str) -> Scenario {
    files::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("scenarios/{name}.ron"))).unwrap()
}

fn sample() -> Scenario {
    example("support-desk-manila")
}

/// A result with a lever at a value; none where that is not valid or there is no such figure.
fn figure(scenario: &Scenario, lever: &LeverId, value: Decimal, measure: Measure) -> Option<f64> {
    let mut moved = scenario.clone();
    lever.set(&mut moved, value).ok()?;
    if !check(&moved).is_empty() {
        return None;
    }
    let estimates = Estimates::of(&moved);
    let ledger = run(&Plan::<f64>::new(&moved, &estimates, Stage::Management));
    measure.figure(&moved, &estimates, &ledger)
}

fn question(scenario: &Scenario, lever: &str, measure: Measure, target: f64) -> Question {
    Question::over_rail(scenario, lever.parse().unwrap(), measure, target).unwrap()
}

fn sought(scenario: &Scenario, question: &Question) -> Met {
    goal_seek(scenario, &Estimates::of(scenario), question, &|| false).unwrap().unwrap()
}

#[test]
fn every_lever_sweeps_on_every_golden_scenario() {
    for (name, scenario) in goldens() {
        let estimates = Estimates::of(&scenario);
        for lever in LeverId::all(&scenario) {
            let today = lever.value(&scenario).unwrap();
            let axis = Axis { steps: 4, ..Axis::over_rail(&scenario, lever.clone()).unwrap() };
            let swept = sweep(&scenario, &estimates, &axis, Measure::EffectiveSaving, &|| false).unwrap();
            assert!(swept.points.len() >= 2, "{name} {lever}");
            for point in &swept.points {
                match &point.figures {
                    Ok(figures) => {
                        let finite =
                            [figures.home, figures.cash, figures.effective].iter().all(|cost| cost.is_finite());
                        assert!(finite, "{name} {lever} {}", point.value);
                        let right = figure(&scenario, &lever, point.value, Measure::EffectiveSaving);
                        assert_eq!(figures.result, right, "{name} {lever} {}", point.value);
                    }
                    // Only where the lever itself, or what must fit it, refuses.
                    Err(gap) => {
                        let mut moved = scenario.clone();
                        let fits = lever.set(&mut moved, point.value).is_ok() && check(&moved).is_empty();
                        assert!(!fits && !gap.to_string().is_empty(), "{name} {lever} {} {gap}", point.value);
                    }
                }
            }
            assert_eq!(lever.value(&scenario).unwrap(), today);
        }
    }
}

#[test]
fn two_levers_of_a_golden_scenario_make_a_grid_of_every_result() {
    let (_, scenario) = goldens().into_iter().find(|(name, _)| name == "growth-two-sites").unwrap();
    let estimates = Estimates::of(&scenario);
    let axis = |lever: &str| Axis { steps: 3, ..Axis::over_rail(&scenario, lever.parse().unwrap()).unwrap() };
    let (first, second) = (axis("friction.time_zone"), axis("rollout.wave_every_months"));
    for measure in Measure::ALL {
        let grid = grid(&scenario, &estimates, [&first, &second], measure, &|| false).unwrap();
        assert_eq!(grid.cells.len(), first.values().len() * second.values().len());
        let mut moved = scenario.clone();
        first.lever.set(&mut moved, grid.first[2]).unwrap();
        let right = figure(&moved, &second.lever, grid.second[1], measure);
        let cell = grid.cells[2 * grid.second.len() + 1].as_ref().unwrap();
        assert_eq!(cell.result, right, "{}", measure.key());
    }
}

#[test]
fn a_tornado_stands_on_every_golden_scenario() {
    for (name, scenario) in goldens() {
        let estimates = Estimates::of(&scenario);
        let tornado = tornado(&scenario, &estimates);
        assert_eq!(tornado.bars.len(), uncertain_levers(&scenario).len(), "{name}");
        assert!(tornado.bars.windows(2).all(|pair| pair[0].swing() >= pair[1].swing()), "{name}");
        assert!((tornado.effective_cost - estimate(&scenario, &estimates).effective).abs() < 1e-9, "{name}");
    }
}

#[test]
fn an_answer_meets_its_target_exactly() {
    let scenario = sample();
    let before = evaluate(&scenario).results;
    let asked = [
        ("offshore", Measure::EffectiveSaving, 0.35),
        ("friction.rework", Measure::EffectiveSaving, 0.2),
        ("team.*.pay_position", Measure::CashSaving, 0.4),
        ("site.ph-mnl.exchange_rate", Measure::EffectiveCost, 5_200_000.0),
        ("site.ph-mnl.shift_start", Measure::Friction, 0.1),
        ("transition.severance_months", Measure::NetPresentValue, 1_500_000.0),
        ("transition.set_up_per_seat", Measure::FundingNeed, 130_000.0),
        ("money.discount_rate", Measure::NetPresentValue, 1_200_000.0),
        ("home.wage_growth", Measure::RunRateSaving, 700_000.0),
        ("site.ph-mnl.attrition", Measure::CapacityMultiple, 1.35),
        ("team.support-desk.salary.ph-mnl", Measure::WageSaving, 0.55),
        ("friction.rework", Measure::PaybackMonth, 16.0),
        ("transition.handover_months", Measure::CashCost, 4_200_000.0),
    ];
    for (lever, measure, target) in asked {
        let question = question(&scenario, lever, measure, target);
        let met = sought(&scenario, &question);
        let (Met::Exactly(place) | Met::AtAStep(place)) = met else { panic!("{lever} {}: {met:?}", measure.key()) };
        let mut moved = scenario.clone();
        question.lever.set(&mut moved, place.value).unwrap();
        assert_eq!(check(&moved), [], "{lever}");
        let exact = measure.exact(&evaluate(&moved).results);
        assert!(
            meets(measure, exact, &met, target, before.totals.home),
            "{lever} {}: {met:?}, {exact:?}",
            measure.key()
        );
        let steps = measure.unit() == MeasureUnit::Month || question.lever.lever().whole;
        assert!(steps || matches!(met, Met::Exactly(_)), "{lever} {}: {met:?}", measure.key());
    }
}

/// Every result asked for by many levers, a little and a lot better and worse than today: what is
/// found is so in the exact books, on a budget so small that each cent counts, too.
#[test]
fn whatever_is_found_is_so_in_the_exact_books() {
    let mut found = 0;
    for name in ["one-hire-johannesburg", "support-desk-manila"] {
        let scenario = example(name);
        let before = evaluate(&scenario).results;
        for lever in LeverId::all(&scenario).iter().step_by(7) {
            for measure in Measure::ALL {
                let Some(today) = measure.exact(&before) else { continue };
                for part in [-3, 1] {
                    let moved = today + (today.abs() * Decimal::new(part, 2)).round_dp(4);
                    let month = measure.unit() == MeasureUnit::Month;
                    let target = if month { today + Decimal::from(part) } else { moved }.to_f64().unwrap();
                    let question = Question::over_rail(&scenario, lever.clone(), measure, target).unwrap();
                    let met = sought(&scenario, &question);
                    let (Met::Exactly(place) | Met::AtAStep(place)) = met else { continue };
                    let mut moved = scenario.clone();
                    lever.set(&mut moved, place.value).unwrap();
                    let exact = measure.exact(&evaluate(&moved).results);
                    let met_exactly = meets(measure, exact, &met, target, before.totals.home);
                    assert!(met_exactly, "{name}: {} of {target} by {lever}: {met:?}, {exact:?}", measure.key());
                    found += 1;
                }
            }
        }
    }
    assert!(found >= 150, "{found}");
}

#[test]
fn a_month_is_never_promised_that_the_exact_books_do_not_keep() {
    let scenario = sample();
    let question = question(&scenario, "rollout.pilot_heads", Measure::CashPaybackMonth, 10.0);
    if let Met::Exactly(place) | Met::AtAStep(place) = sought(&scenario, &question) {
        let mut moved = scenario.clone();
        question.lever.set(&mut moved, place.value).unwrap();
        assert_eq!(evaluate(&moved).results.cash_payback_month, Some(10), "{place:?}");
    }
}

#[test]
fn out_of_reach_means_out_of_reach_and_says_what_is_not() {
    let scenario = sample();
    let asked = [
        ("friction.rework", Measure::EffectiveSaving, 0.6),
        ("site.ph-mnl.shift_start", Measure::EffectiveSaving, 0.9),
        ("team.*.pay_position", Measure::EffectiveSaving, 0.8),
        ("team.support-desk.mix.ph-mnl", Measure::CashCost, 1.0),
        ("friction.coaching", Measure::PaybackMonth, 2.0),
    ];
    for (lever, measure, target) in asked {
        let question = question(&scenario, lever, measure, target);
        let Met::Nowhere(Some(reach)) = sought(&scenario, &question) else { panic!("{lever} meets {target}") };
        for place in [reach.least, reach.most] {
            let there = figure(&scenario, &question.lever, place.value, measure).unwrap();
            assert!((there - place.figure).abs() <= 1e-9 * there.abs(), "{lever}: {there}, told {}", place.figure);
        }
        // By brute force, on a grid that is not the search's.
        let (low, high) = question.range;
        let slack = 1e-6 * (reach.most.figure - reach.least.figure).max(1e-9);
        for step in 0..=331 {
            let value = low + (high - low) * Decimal::from(step) / Decimal::from(331);
            let Some(found) = figure(&scenario, &question.lever, value, measure) else { continue };
            let told = reach.least.figure - slack..=reach.most.figure + slack;
            assert!(told.contains(&found), "{lever} at {value}: {found}, told {told:?}");
        }
    }
}

#[test]
fn friction_at_its_break_even_leaves_nothing_on_golden_scenarios() {
    let mut found = 0;
    for (name, scenario) in goldens() {
        let Some(factor) = break_even(&scenario, &Estimates::of(&scenario)).factor else { continue };
        found += 1;
        let moved = Scenario { friction: with_friction(&scenario.friction, factor), ..scenario.clone() };
        assert_eq!(check(&moved), [], "{name}");
        let saving = estimate(&moved, &Estimates::of(&moved)).effective_saving().unwrap();
        assert!(saving.abs() < 1e-6, "{name}: {saving} at {factor}");
    }
    assert!(found >= 3, "{found}");
}

/// Levers that act on nearly every scenario.
const LEVERS: [&str; 6] = [
    "friction.rework",
    "team.*.pay_position",
    "transition.severance_months",
    "management.governance",
    "offshore",
    "money.horizon_months",
];

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn what_a_lever_does_is_found_again(
        scenario in scenario(), lever in 0..LEVERS.len(), part in 0_u32..=1000, measure in 0..Measure::ALL.len(),
    ) {
        let measure = Measure::ALL[measure];
        let lever: LeverId = LEVERS[lever].parse().unwrap();
        let (low, high) = lever.lever().rail_around(lever.value(&scenario).unwrap());
        let value = low + (high - low) * Decimal::new(i64::from(part), 3);
        // A goal that is met somewhere, since it was seen there.
        let Some(target) = figure(&scenario, &lever, value, measure) else { return Ok(()) };
        let question = Question { lever: lever.clone(), range: (low, high), measure, target };
        let met = sought(&scenario, &question);
        let (Met::Exactly(place) | Met::AtAStep(place)) = met else {
            return Err(TestCaseError::fail(format!("{lever} {}: {met:?} for {target} at {value}", measure.key())));
        };
        let there = figure(&scenario, &lever, place.value, measure).unwrap_or(f64::INFINITY);
        let home = estimate(&scenario, &Estimates::of(&scenario)).home;
        let scale = if measure.unit() == MeasureUnit::Money { home.abs().max(target.abs()) } else { 1.0 };
        match met {
            Met::Exactly(_) => prop_assert!((there - target).abs() <= 1e-6 * scale, "{} {} {}", lever, there, target),
            _ if measure.more_is_better() => prop_assert!(there >= target, "{} {} {}", lever, there, target),
            _ => prop_assert!(there <= target, "{} {} {}", lever, there, target),
        }
        // Never farther from today than where it was seen.
        if matches!(met, Met::Exactly(_)) && lever.group() != Group::Offshore {
            let today = lever.value(&scenario).unwrap().to_f64().unwrap();
            let (found, seen) = (place.value.to_f64().unwrap(), value.to_f64().unwrap());
            let step = (high - low).to_f64().unwrap() / 200.0;
            prop_assert!((found - today).abs() <= (seen - today).abs() + step, "{} {} {} {}", lever, found, seen, today);
        }
    }

    #[test]
    fn a_draw_is_always_a_scenario_the_model_can_run(scenario in scenario(), probability in 0.0..1.0_f64) {
        let mut moved = scenario.clone();
        for uncertain in uncertain_levers(&scenario) {
            let value = uncertain.value(uncertain.range.quantile(probability));
            prop_assert!(uncertain.lever.lever().valid.holds(value), "{} {}", uncertain.lever, value);
            prop_assert_eq!(uncertain.value(1.0), uncertain.today, "{}", uncertain.lever);
            prop_assert!(uncertain.lever.set(&mut moved, value).is_ok(), "{} {}", uncertain.lever, value);
        }
        prop_assert!(Decimal::from_f64(estimate(&moved, &Estimates::of(&moved)).effective).is_some());
    }

    #[test]
    fn any_question_can_be_asked_at_the_ends_of_what_is_valid(
        scenario in scenario_at_the_ends(), pick in 0_usize..1000, measure in 0..Measure::ALL.len(),
    ) {
        let (estimates, measure) = (Estimates::of(&scenario), Measure::ALL[measure]);
        let tornado = tornado(&scenario, &estimates);
        prop_assert!(tornado.bars.iter().all(|bar| bar.swing().is_finite()));
        let _ = break_even(&scenario, &estimates);
        let levers = LeverId::all(&scenario);
        for lever in &levers {
            let axis = Axis { steps: 3, ..Axis::over_rail(&scenario, lever.clone()).unwrap() };
            prop_assert!(sweep(&scenario, &estimates, &axis, measure, &|| false).is_some());
        }
        for next in 0..4 {
            let lever = levers[(pick + next * 17) % levers.len()].clone();
            let question = Question::over_rail(&scenario, lever, measure, 0.5).unwrap();
            let _ = sought(&scenario, &question);
        }
    }
}
