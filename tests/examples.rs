//! The examples in `scenarios`: each evaluates to its published results, comes back from a save
//! unchanged, and tells the lesson that its note promises.
//!
//! `UPDATE_GOLDEN=1` rewrites the results in `tests/examples`; read them before committing.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests may")]

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use rust_decimal::{Decimal, dec};
use serde_json::Value;
use shoreline::{
    export::report::Report,
    model::{
        check::check,
        results::{Results, Verdict, evaluate},
        scenario::Scenario,
    },
    store,
};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The names of the examples.
fn names() -> Vec<String> {
    let files = fs::read_dir(folder("scenarios")).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "ron") && !store::is_deck(path));
    let mut names: Vec<String> = files.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn example(name: &str) -> Scenario {
    store::load(&folder("scenarios").join(name).with_extension("ron")).unwrap()
}

fn results(name: &str) -> Results {
    evaluate(&example(name)).results
}

fn effective(results: &Results) -> Decimal {
    results.effective_saving.unwrap()
}

#[test]
fn every_example_gives_its_results() {
    let names = names();
    assert!(names.len() >= 8, "{names:?}");
    for name in &names {
        let scenario = example(name);
        assert_eq!(check(&scenario), [], "{name}");
        assert!(!scenario.note.is_empty(), "{name} says nothing");
        let found = serde_json::to_string_pretty(&Report::new(&evaluate(&scenario))).unwrap() + "\n";
        let path = folder("tests/examples").join(name).with_extension("json");
        if env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&path, &found).unwrap();
        }
        let right = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        let [found, right]: [Value; 2] = [&found, &right].map(|text| serde_json::from_str(text).unwrap());
        assert!(found == right, "{name}: not its published results; UPDATE_GOLDEN=1 writes them anew");
    }
    let goldens = fs::read_dir(folder("tests/examples")).unwrap().count();
    assert_eq!(goldens, names.len(), "results without an example");
}

#[test]
fn every_example_comes_back_from_a_save() {
    for name in names() {
        let scenario = example(&name);
        let text = store::encode(&scenario);
        assert_eq!(store::decode(text.as_bytes(), &name).unwrap(), scenario, "{name}");
    }
}

#[test]
fn names_are_each_one_examples() {
    let mut titles: Vec<String> = names().iter().map(|name| example(name).name).collect();
    let count = titles.len();
    titles.sort();
    titles.dedup();
    assert_eq!(titles.len(), count);
}

/// What two scenarios differ in, but for name and note.
fn twins(one: &str, other: &str, change: impl Fn(&mut Scenario)) {
    let (mut one, other) = (example(one), example(other));
    change(&mut one);
    one.name.clone_from(&other.name);
    one.note.clone_from(&other.note);
    assert_eq!(one, other);
}

#[test]
fn shared_hours_are_worth_the_night() {
    let (day, night) = ("support-desk-manila", "support-desk-manila-nights");
    twins(day, night, |scenario| scenario.sites[0].shift_start = dec!(21));
    let (day, night) = (results(day), results(night));
    assert!(night.cash_saving < day.cash_saving);
    assert!(effective(&night) > effective(&day) + dec!(0.04));
}

#[test]
fn too_cheap_saves_less() {
    let (cheap, fair) = ("developers-manila-cheap", "developers-manila-fair");
    twins(cheap, fair, |scenario| scenario.teams[0].pay_position = dec!(1.1));
    let (cheap, fair) = (results(cheap), results(fair));
    assert!(cheap.cash_saving > fair.cash_saving);
    assert!(effective(&fair) > effective(&cheap) + dec!(0.05));
    assert_eq!((cheap.verdict, fair.verdict), (Some(Verdict::CheapButRough), Some(Verdict::Go)));
    // The best pay is near 1.3.
    let at = |pay: Decimal| {
        let mut scenario = example("developers-manila-fair");
        scenario.teams[0].pay_position = pay;
        effective(&evaluate(&scenario).results)
    };
    assert!(at(dec!(1.3)) > at(dec!(1.2)) && at(dec!(1.3)) > at(dec!(1.4)));
}

#[test]
fn one_hire_puts_little_at_stake() {
    let scenario = example("one-hire-johannesburg");
    assert_eq!(scenario.headcount(), dec!(1));
    let results = results("one-hire-johannesburg");
    assert_eq!((results.funding_need, results.pilot_exposure), (dec!(1125.00), dec!(0.00)));
    assert!(effective(&results) > dec!(0.28));
}

#[test]
fn a_department_without_a_liaison_saves_less() {
    let (with, without) = ("finance-warsaw", "finance-warsaw-no-liaison");
    twins(with, without, |scenario| scenario.teams.iter_mut().for_each(|team| team.liaisons = dec!(0)));
    let (with, without) = (results(with), results(without));
    assert!(without.cash_saving.unwrap() > with.cash_saving.unwrap() + dec!(0.06));
    assert!(effective(&with) > effective(&without) + dec!(0.07));
    assert_eq!((with.verdict, without.verdict), (Some(Verdict::Go), Some(Verdict::CheapButRough)));
}

#[test]
fn one_budget_buys_three_times_the_team() {
    let results = results("triple-manila");
    assert!(results.totals.home >= dec!(3) * results.totals.effective);
    let mut plain = example("triple-manila");
    plain.teams[0].pay_position = dec!(1);
    plain.sites[0].shift_start = dec!(9);
    let plain = evaluate(&plain).results;
    assert!(plain.totals.home < dec!(3) * plain.totals.effective);
    assert_eq!((results.verdict, plain.verdict), (Some(Verdict::Go), Some(Verdict::CheapButRough)));
}

#[test]
fn work_goes_where_its_hours_are() {
    let name = "two-sites-round-the-clock";
    let scenario = example(name);
    let mut swapped = scenario.clone();
    let mut manila = scenario;
    for team in &mut swapped.teams {
        let [first, second] = ["co-bog", "ph-mnl"].map(|site| team.mix[site]);
        (team.mix["co-bog"], team.mix["ph-mnl"]) = (second, first);
    }
    for team in &mut manila.teams {
        team.mix["ph-mnl"] = team.offshore_share();
        team.mix["co-bog"] = dec!(0);
    }
    let [swapped, manila] = [swapped, manila].map(|scenario| evaluate(&scenario).results);
    let results = results(name);
    assert!(effective(&results) > effective(&swapped) + dec!(0.04));
    // What the note owns up to.
    assert!(effective(&manila) > effective(&results));
    assert!(manila.friction.unwrap() > dec!(1.3) * results.friction.unwrap());
}

#[test]
fn not_everything_should_go() {
    let results = results("design-team-mexico");
    assert_eq!(results.verdict, Some(Verdict::Stop));
    assert!(results.wage_saving.unwrap() > dec!(0.5) && effective(&results) < dec!(0));
    let mut better = example("design-team-mexico");
    better.teams[0].sync_share = dec!(0.1);
    better.management.trips_per_year = dec!(1);
    assert!(effective(&evaluate(&better).results) < better.money.target_saving);
}
