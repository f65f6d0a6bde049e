//! What holds of any two scenarios that are compared: what differs is found, can be taken, and adds
//! up on the way from one to the other.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests may")]

mod common;

use std::{path::PathBuf, sync::Arc};

use common::drawn::{config, scenario, scenario_at_the_ends};
use proptest::{prelude::*, test_runner::TestRunner};
use rust_decimal::{Decimal, dec};
use shoreline::{
    catalog::Catalog,
    engine::{
        compare::{
            Per,
            inputs::{Input, differences},
            way::{Bar, way},
        },
        job::Job,
        measure::{Measure, MeasureUnit},
    },
    export::compare::Horizon,
    model::{check::check, fingerprint::Fingerprint, lever::LeverId, results::evaluate, scenario::Scenario},
    state::{
        AppState, Document, Shelf,
        command::Command,
        compare::{
            Order,
            act::{Act, Change, Heard, ReadFile, Wish},
            evaluate as worker,
        },
        effect::Effect,
        message::{Message, Outside},
        update::update,
    },
    store::Session,
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

/// The page of an application on a scenario.
fn page(open: Scenario) -> AppState {
    let shelf = Shelf { catalog: Arc::new(shoreline::store::catalog::catalog().unwrap()), ..Shelf::default() };
    let mut state = AppState::new(Document::new(Arc::new(open), None), shelf, Session::default());
    act(&mut state, Message::Command(Command::Compare));
    act(&mut state, Message::Comparison(Act::AddOpen));
    state
}

/// Applies a message and does what the worker does, until nothing is asked of it any more.
fn act(state: &mut AppState, message: Message) {
    let mut waiting = update(state, message);
    while let Some(effect) = waiting.pop() {
        let heard = match effect {
            Effect::Comparison(Wish::Weigh(requests, scale)) => {
                let catalog = Arc::clone(&state.shelf.catalog);
                let told = std::cell::RefCell::new(Vec::new());
                let tell = |found| told.borrow_mut().push(found);
                worker::evaluate(&requests, &scale, &catalog, &Job::default(), &tell).unwrap();
                told.into_inner().into_iter().map(|found| Heard::Weighed(scale.clone(), found)).collect()
            }
            Effect::Comparison(Wish::Pair(sides, scale)) => vec![Heard::Paired(Box::new(worker::pair(&scale, sides)))],
            _ => Vec::new(),
        };
        for heard in heard {
            waiting.extend(update(state, Message::Outside(Outside::Comparison(heard))));
        }
    }
}

fn read(state: &mut AppState, name: &str, scenario: Result<Scenario, String>) {
    let file = ReadFile { path: PathBuf::from(name), scenario: scenario.map(Arc::new), lock: Ok(None) };
    act(state, Message::Outside(Outside::Comparison(Heard::Read(vec![file]))));
}

#[test]
fn whatever_is_done_in_any_order_the_pair_is_of_what_is_shown() {
    let steps = prop::collection::vec((0..7_u8, 0..5_u64), 1..12);
    let mut runner = TestRunner::new(config(24));
    runner
        .run(&(scenario(), scenario(), steps), |(open, other, steps)| {
            let mut state = page(open.clone());
            let mut other = other;
            other.money.currency.clone_from(&open.money.currency);
            read(&mut state, "other.ron", Ok(other));
            read(&mut state, "broken.ron", Err("broken.ron:1:1: must be a scenario".to_owned()));
            read(&mut state, "third.ron", Ok(open));
            for (what, id) in steps {
                let done = match what {
                    0 => Act::Base(id),
                    1 => Act::Look(id),
                    2 => Act::Remove(id),
                    3 => Act::Stop,
                    4 => Act::GoOn,
                    5 => Act::AddOpen,
                    _ => {
                        Act::Show(Change::Horizon(if id.is_multiple_of(2) { Horizon::Month } else { Horizon::Common }))
                    }
                };
                act(&mut state, Message::Comparison(done));
                let list = &state.comparison;
                prop_assert!(list.base.is_none_or(|base| list.entry(base).is_some()));
                prop_assert!(list.looked.is_none() || list.looked != list.base);
                let (Some(base), Some(looked)) = (list.side(list.base), list.side(list.looked)) else { continue };
                let Some(pair) = &list.pair else { return Err(TestCaseError::fail("there is no pair")) };
                prop_assert!(Arc::ptr_eq(base, &pair.sides[0]) && Arc::ptr_eq(looked, &pair.sides[1]));
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn stopped_evaluation_asks_for_nothing_until_it_goes_on() {
    let mut state = page(common::frictionless(
        vec![common::place("site")],
        common::team(dec!(10), &[(common::HOME, dec!(50000)), ("site", dec!(20000))], &[("site", dec!(0.5))]),
    ));
    let other = Scenario { name: "Other".into(), ..Scenario::clone(&state.document.scenario) };
    let file = ReadFile { path: "other.ron".into(), scenario: Ok(Arc::new(other)), lock: Ok(None) };
    let effects = update(&mut state, Message::Outside(Outside::Comparison(Heard::Read(vec![file]))));
    assert!(matches!(effects[..], [Effect::Comparison(Wish::Weigh(..))]), "{effects:?}");
    assert!(state.comparison.progress().is_some());
    let effects = update(&mut state, Message::Command(Command::Escape));
    assert!(matches!(effects[..], [Effect::Comparison(Wish::Stop)]) && state.comparison.stopped);
    assert!(update(&mut state, Message::DismissNotice).is_empty());
    act(&mut state, Message::Comparison(Act::GoOn));
    assert!(state.comparison.progress().is_none() && state.comparison.pair.is_some());
}

/// A page with the open scenario and others in its list, and the first that is asked for them.
fn many(count: u32) -> (AppState, Vec<Effect>) {
    let mut state = page(common::frictionless(
        vec![common::place("site")],
        common::team(dec!(10), &[(common::HOME, dec!(50000)), ("site", dec!(20000))], &[("site", dec!(0.5))]),
    ));
    let file = |number: u32| {
        let name = format!("Plan {number:03}");
        let mut scenario = Scenario { name: name.clone(), ..Scenario::clone(&state.document.scenario) };
        scenario.friction.rework = Decimal::new(i64::from((number * 37) % count), 3);
        ReadFile { path: PathBuf::from(name), scenario: Ok(Arc::new(scenario)), lock: Ok(None) }
    };
    let read = Heard::Read((0..count).map(file).collect());
    let effects = update(&mut state, Message::Outside(Outside::Comparison(read)));
    (state, effects)
}

/// What the worker tells of a request, part by part.
fn weighed(effects: &[Effect]) -> Vec<Heard> {
    let [Effect::Comparison(Wish::Weigh(requests, scale))] = effects else { panic!("{effects:?}") };
    let told = std::cell::RefCell::new(Vec::new());
    let tell = |found| told.borrow_mut().push(Heard::Weighed(scale.clone(), found));
    worker::evaluate(requests, scale, &Catalog::default(), &Job::default(), &tell).unwrap();
    told.into_inner()
}

#[test]
fn the_pair_does_not_wait_for_the_list() {
    let (mut state, effects) = many(60);
    // The last of the list is looked at; nothing is asked twice for it, nor a pair before it is known.
    let last = state.comparison.entries.last().unwrap().id;
    let first = weighed(&effects).into_iter().next().unwrap();
    assert!(update(&mut state, Message::Comparison(Act::Look(last))).is_empty());
    assert!(update(&mut state, Message::Outside(Outside::Comparison(first))).is_empty());
    // Asked for anew it comes first.
    act(&mut state, Message::Comparison(Act::Stop));
    let effects = update(&mut state, Message::Comparison(Act::GoOn));
    let mut parts = weighed(&effects).into_iter();
    let effects = update(&mut state, Message::Outside(Outside::Comparison(parts.next().unwrap())));
    let [Effect::Comparison(Wish::Pair(sides, scale))] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(sides.each_ref().map(|side| side.side.own.name.as_str()), ["Frictionless", "Plan 059"]);
    assert!(state.comparison.progress().is_some_and(|progress| progress < 0.9));
    // Its answer is there while the rest goes on, and is asked for once.
    let paired = Heard::Paired(Box::new(worker::pair(scale, sides.clone())));
    assert!(update(&mut state, Message::Outside(Outside::Comparison(paired))).is_empty());
    assert!(state.comparison.pair.is_some() && state.comparison.progress().is_some());
    let rest = parts.flat_map(|part| update(&mut state, Message::Outside(Outside::Comparison(part))));
    assert_eq!(rest.count(), 0);
    assert!(state.comparison.progress().is_none());
}

#[test]
fn a_stop_is_of_the_list_and_of_the_pair() {
    let (mut state, effects) = many(60);
    let part = weighed(&effects).into_iter().next().unwrap();
    let effects = update(&mut state, Message::Outside(Outside::Comparison(part)));
    assert!(matches!(effects.as_slice(), [Effect::Comparison(Wish::Pair(..))]), "{effects:?}");
    let effects = update(&mut state, Message::Command(Command::Escape));
    assert!(matches!(effects.as_slice(), [Effect::Comparison(Wish::Stop)]), "{effects:?}");
    assert!(update(&mut state, Message::DismissNotice).is_empty());
    // What was stopped is asked for again: what is left of the list, and the pair.
    let effects = update(&mut state, Message::Comparison(Act::GoOn));
    let [Effect::Comparison(Wish::Weigh(left, _)), Effect::Comparison(Wish::Pair(..))] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert!(left.len() < 60, "{}", left.len());
}

#[test]
fn the_list_stands_in_the_order_that_was_chosen_after_every_change() {
    let (mut state, effects) = many(30);
    for part in weighed(&effects) {
        act(&mut state, Message::Outside(Outside::Comparison(part)));
    }
    let listed =
        |state: &AppState| -> Vec<String> { state.comparison.listed().iter().map(|entry| entry.name()).collect() };
    let differences = |state: &AppState| -> Vec<Decimal> {
        let saving = |id| state.comparison.side(id).unwrap().side.evaluation.results.effective_saving.unwrap();
        let base = saving(state.comparison.base);
        state.comparison.listed().iter().map(|entry| (saving(Some(entry.id)) - base).abs()).collect()
    };
    act(&mut state, Message::Comparison(Act::Show(Change::Order(Order::Difference))));
    assert!(differences(&state).is_sorted_by(|one, other| one >= other));
    // Another base, and a scenario more, change the differences.
    let third = state.comparison.entries[3].id;
    act(&mut state, Message::Comparison(Act::Base(third)));
    assert!(differences(&state).is_sorted_by(|one, other| one >= other));
    let first = Scenario { name: "A".into(), ..Scenario::clone(&state.document.scenario) };
    read(&mut state, "zero.ron", Ok(first));
    assert!(differences(&state).is_sorted_by(|one, other| one >= other));
    act(&mut state, Message::Comparison(Act::Show(Change::Order(Order::Name))));
    assert!(listed(&state).is_sorted() && listed(&state).len() == 32);
    let first = state.comparison.listed()[0].id;
    act(&mut state, Message::Comparison(Act::Remove(first)));
    assert_eq!((listed(&state).len(), listed(&state)[0].as_str()), (31, "Frictionless"));
    assert_eq!(state.comparison.listed_in(1..3).len(), 2);
}
