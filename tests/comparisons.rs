//! What holds of any two scenarios that are compared: what differs is found, can be taken, and adds
//! up on the way from one to the other.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests may")]

mod common;

use common::drawn::{config, scenario, scenario_at_the_ends};
use proptest::{prelude::*, test_runner::TestRunner};
use rust_decimal::Decimal;
use shoreline::{
    engine::{
        compare::{
            Per,
            inputs::{Input, differences},
            way::{Bar, way},
        },
        measure::{Measure, MeasureUnit},
    },
    model::{check::check, fingerprint::Fingerprint, lever::LeverId, results::evaluate, scenario::Scenario},
};

/// The steps of every result add up: money to the cent, and the last ends where the other is.
fn adds_up(base: &Scenario, other: &Scenario) -> Result<(), TestCaseError> {
    let found = way(base, other);
    let (start, end) = (evaluate(base).results, evaluate(other).results);
    for measure in Measure::ALL {
        let Some(bars) = found.bars(measure, Per::Horizon) else { continue };
        let (from, to) = (measure.exact(&start).unwrap(), measure.exact(&end));
        if bars.is_empty() {
            prop_assert_eq!(Some(from), to, "{}", measure.key());
            continue;
        }
        prop_assert_eq!(bars[0].from, from, "{}", measure.key());
        prop_assert!(bars.windows(2).all(|pair| pair[0].to == pair[1].from));
        prop_assert_eq!(bars.last().map(|bar| bar.to), to, "{}", measure.key());
        if measure.unit() == MeasureUnit::Money {
            let sum: Decimal = bars.iter().map(Bar::amount).sum();
            prop_assert_eq!(from + sum, to.unwrap(), "{}", measure.key());
            prop_assert!(bars.iter().all(|bar| bar.amount().scale() <= 2), "{:?}", bars);
        }
    }
    // Every input that moves a figure is switched once.
    let mut switched: Vec<Input> = found.steps.iter().flat_map(|step| step.inputs.clone()).collect();
    let mut wanted: Vec<Input> = differences(base, other).into_iter().map(|line| line.input).collect();
    wanted.retain(|input| !matches!(input, Input::Range(_)));
    for list in [&mut switched, &mut wanted] {
        list.sort_by_key(Input::key);
    }
    prop_assert_eq!(switched, wanted);
    Ok(())
}

/// Taking all that differs makes it the other.
fn can_be_taken(base: &Scenario, other: &Scenario) -> Result<(), TestCaseError> {
    let mut taken = base.clone();
    for line in differences(base, other) {
        line.input.take(&mut taken, other);
    }
    prop_assert_eq!(check(&taken), []);
    prop_assert_eq!(differences(&taken, other), []);
    prop_assert_eq!(evaluate(&taken).results.totals, evaluate(other).results.totals);
    Ok(())
}

#[test]
fn the_way_between_any_two_adds_up_to_the_cent() {
    let pairs = (scenario(), scenario());
    let mut runner = TestRunner::new(config(60));
    runner
        .run(&pairs, |(base, mut other)| {
            other.money.currency.clone_from(&base.money.currency);
            adds_up(&base, &other)?;
            can_be_taken(&base, &other)
        })
        .unwrap();
    let mut runner = TestRunner::new(config(20));
    runner.run(&(scenario_at_the_ends(), scenario()), |(base, other)| adds_up(&base, &other)).unwrap();
}

#[test]
fn exactly_what_was_changed_differs() {
    let mut runner = TestRunner::new(config(60));
    let drawn = (scenario(), any::<prop::sample::Index>(), any::<bool>());
    runner
        .run(&drawn, |(base, index, up)| {
            let levers = LeverId::all(&base);
            let lever = index.get(&levers);
            let mut other = base.clone();
            let bounds = lever.lever().valid;
            let value = if up { bounds.high } else { bounds.low };
            if lever.set(&mut other, value).is_err() || !check(&other).is_empty() || lever.to_string() == "offshore" {
                return Ok(());
            }
            let keys: Vec<String> = differences(&base, &other).iter().map(|line| line.input.key()).collect();
            let moved = lever.value(&base) != lever.value(&other);
            prop_assert_eq!(keys, if moved { vec![lever.to_string()] } else { Vec::new() });
            prop_assert!(!moved || Fingerprint::of(&base) != Fingerprint::of(&other));
            Ok(())
        })
        .unwrap();
}
