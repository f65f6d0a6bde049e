//! Deck files: exact round trips, hand-written files kept, the message for each malformed one, and
//! saves that never write over what something else changed. `UPDATE_GOLDEN=1` rewrites the expected
//! messages; read them before committing.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests may")]

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use proptest::{prelude::*, test_runner::RngAlgorithm};
use rust_decimal::{Decimal, dec};
use shoreline::{
    model::lever::LeverId,
    store::{
        Known, StoreError,
        deck::{CHARTS, Deck, FORMAT, Step, check},
        decode_deck, encode, is_deck, staged,
    },
};

const HAND_WRITTEN: &str = include_str!("fuzz/corpus/deck/two-steps.ron");

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/malformed_decks")
}

fn read(text: &str) -> Deck {
    decode_deck(text.as_bytes(), "two.deck.ron").unwrap_or_else(|bad| panic!("{bad}\n{text}"))
}

fn malformed() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
    paths.sort();
    paths
}

#[test]
fn a_hand_written_deck_is_read_and_comes_back() {
    let deck = read(HAND_WRITTEN);
    assert_eq!(deck.steps.len(), 2);
    let step = &deck.steps[1];
    assert_eq!((step.chart.as_str(), step.beside.as_str(), step.highlight.as_str()), ("bridge", "matrix", "rework"));
    assert_eq!(step.levers.get("friction.attrition"), Some(&dec!(0.30)));
    assert_eq!(read(&encode(&deck)), deck);
    // What says nothing is not written.
    assert!(!encode(&deck).contains("sweep") && !encode(&deck).contains("levers: {}"));
}

#[test]
fn each_malformed_deck_has_its_message() {
    let update = env::var_os("UPDATE_GOLDEN").is_some();
    let mut wrong = Vec::new();
    let files = malformed();
    assert!(files.len() >= 30, "{}", files.len());
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(&path).unwrap();
        let bad = decode_deck(&bytes, &name).expect_err(&name);
        let lines = String::from_utf8_lossy(&bytes).split('\n').count();
        assert!(bad.faults.iter().all(|fault| (1..=lines).contains(&fault.line)), "{bad}");
        let found = format!("{bad}\n");
        let message = path.with_extension("txt");
        if update {
            fs::write(&message, &found).unwrap();
        }
        let expected = fs::read_to_string(&message).unwrap_or_default();
        if found != expected {
            wrong.push(format!("{name}, expected:\n{expected}found:\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_saved_deck_keeps_comments_and_is_not_written_over_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("two.deck.ron");
    fs::write(&path, HAND_WRITTEN).unwrap();
    let known = Known::default();
    let mut deck = known.load_deck(&path).unwrap();
    "The brochure promises a half".clone_into(&mut deck.steps[0].line);
    known.save(&path, &deck, true).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(read(&text), deck);
    assert!(text.starts_with("// A hand-written deck.\n"), "{text}");
    fs::write(&path, HAND_WRITTEN).unwrap();
    assert!(matches!(known.save(&path, &deck, true), Err(StoreError::Changed { .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), HAND_WRITTEN);
    // One that can't be written leaves what was there.
    let nowhere = folder.path().join("gone/two.deck.ron");
    assert!(matches!(known.save(&nowhere, &deck, true), Err(StoreError::NoFolder { .. })));
}

#[test]
fn the_sample_tells_its_story_in_eight_steps() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/what-it-really-costs.deck.ron");
    let deck = staged::load(&path).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(deck.steps.len(), 8);
    let shown = staged::scenarios(&deck, path.parent().unwrap());
    for (step, scenario) in deck.steps.iter().zip(shown) {
        let scenario = scenario.unwrap();
        // What it points at and moves is there.
        let levers = [&step.highlight, &step.sweep, &step.against];
        for lever in levers.into_iter().filter_map(|id| id.parse::<LeverId>().ok()) {
            lever.value(&scenario).unwrap();
        }
    }
}

#[test]
fn a_deck_is_known_by_its_ending() {
    for (name, expected) in [("a.deck.ron", true), ("A.Deck.RON", true), ("deck.ron", false), ("a.ron", false)] {
        assert_eq!(is_deck(Path::new(name)), expected, "{name}");
    }
}

fn step() -> impl Strategy<Value = Step> {
    let name = "[a-z…é ]{1,12}".prop_map(|name| format!("{name}/x.ron"));
    let levers = prop::collection::btree_map(
        prop::sample::select(vec!["friction.rework", "team.*.headcount", "site.ph-mnl.markup", "offshore"]),
        (-1_000_000_000_i64..1_000_000_000, 0..9_u32).prop_map(|(digits, scale)| Decimal::new(digits, scale)),
        0..4,
    );
    let charts = (0..CHARTS.len(), prop::option::of(1..CHARTS.len()));
    let highlight = prop::sample::select(vec!["", "home", "effective", "turnover", "friction.rework"]);
    (name, levers, charts, "[ -~…é]{0,40}", highlight).prop_map(
        |(scenario, levers, (chart, beside), line, highlight)| Step {
            scenario,
            levers: levers.into_iter().map(|(id, value)| (id.to_owned(), value)).collect(),
            chart: CHARTS[chart].to_owned(),
            beside: beside.map_or_else(String::new, |by| CHARTS[(chart + by) % CHARTS.len()].to_owned()),
            line: format!("x{line}"),
            highlight: highlight.to_owned(),
            ..Step::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: proptest::test_runner::RngSeed::Fixed(6),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_written_is_read_back(steps in prop::collection::vec(step(), 1..6), title in "[ -~]{0,30}") {
        let deck = Deck { format: FORMAT, title: format!("t{title}"), steps };
        prop_assert_eq!(check(&deck), vec![]);
        let text = encode(&deck);
        prop_assert_eq!(read(&text), deck);
    }
}
