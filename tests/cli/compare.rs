//! `shoreline compare`: all three formats as they were read and found right, what must be said first,
//! and how it ends. `UPDATE_GOLDEN=1` writes the printed forms in `tests/comparisons` anew; read them
//! before committing.

use std::{env, fs, path::Path};

use serde_json::Value;

use super::{SAMPLE, shoreline};

const NIGHTS: &str = "scenarios/support-desk-manila-nights.ron";
const EUROS: &str = "scenarios/finance-warsaw.ron";

fn compare(args: &[&str]) -> super::Run {
    shoreline(&[&["compare"], args].concat())
}

/// A file like the sample but for some texts in it.
fn changed(folder: &Path, name: &str, changes: &[(&str, &str)]) -> String {
    let mut text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(SAMPLE)).unwrap();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text = text.replace(from, to);
    }
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn all_formats_print_what_was_found_right() {
    let update = env::var_os("UPDATE_GOLDEN").is_some();
    let asked: [(&str, &[&str]); 2] =
        [("nights", &[SAMPLE, NIGHTS]), ("euros", &[SAMPLE, EUROS, "--currency", "base", "--horizon", "month"])];
    for (name, args) in asked {
        for format in ["text", "csv", "json"] {
            let found = compare(&[args, &["--format", format]].concat()).good();
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/comparisons/{name}.{format}"));
            if update {
                fs::write(&path, &found).unwrap();
            }
            let right = fs::read_to_string(&path).unwrap_or_default();
            assert!(found == right, "{name}.{format}: UPDATE_GOLDEN=1 writes it anew; found\n{found}");
        }
    }
}

#[test]
fn every_format_has_the_same_figures() {
    let report: Value = serde_json::from_str(&compare(&[SAMPLE, NIGHTS, "--format", "json"]).good()).unwrap();
    let other = &report["others"][0];
    let csv = compare(&[SAMPLE, NIGHTS, "--format", "csv"]).good();
    for (key, variance) in other["results"].as_object().unwrap() {
        let row = csv.lines().find(|line| line.contains(&format!(",result,,{key},"))).unwrap();
        for figure in ["base", "other", "delta", "relative"] {
            let figure = variance[figure].as_str().unwrap();
            assert!(row.split(',').any(|cell| cell == figure), "{key}: {figure} in {row}");
        }
    }
    // The one input that was changed, and the steps from cost to cost.
    let inputs = other["inputs"].as_array().unwrap();
    assert_eq!(inputs.len(), 1);
    assert_eq!(inputs[0]["input"], "site.ph-mnl.shift_start");
    let cost = &other["results"]["effective_cost"];
    assert_eq!(
        other["bridge"].as_array().unwrap().iter().map(|step| &step["amount"]).collect::<Vec<_>>(),
        [&cost["delta"]]
    );
    let all = compare(&[SAMPLE, NIGHTS, "--format", "csv", "--all-inputs"]).good();
    assert!(all.lines().filter(|line| line.contains(",input,")).count() > 80, "{all}");
}

#[test]
fn a_tolerance_decides_how_it_ends() {
    let folder = tempfile::tempdir().unwrap();
    let near = changed(folder.path(), "near.ron", &[("rework: 0.05", "rework: 0.0501")]);
    let far = changed(folder.path(), "far.ron", &[("rework: 0.05", "rework: 0.08")]);
    compare(&[SAMPLE, &far]).good();
    assert!(compare(&[SAMPLE, SAMPLE, "--tolerance", "0"]).good().contains("Within the tolerance."));
    assert!(compare(&[SAMPLE, &near, "--tolerance", "1%"]).good().contains("Within the tolerance."));
    assert!(compare(&[SAMPLE, &near, &far, "--tolerance", "1%"]).unmet().contains("Beyond the tolerance."));
    compare(&[SAMPLE, &near, "--tolerance", "1000"]).good();
    compare(&[SAMPLE, &near, "--tolerance", "0.01"]).unmet();
    let said = compare(&[SAMPLE, &near, "--tolerance=-1%"]).refused();
    assert!(said.contains("--tolerance"), "{said}");
    let said = compare(&[SAMPLE, &near, "--tolerance=some"]).refused();
    assert!(said.contains("--tolerance"), "{said}");
}

#[test]
fn a_tolerance_that_is_no_number_is_refused() {
    for wrong in ["lol5", "5x", "5 months"] {
        let said = compare(&[SAMPLE, SAMPLE, "--tolerance", wrong]).refused();
        assert!(said.contains(&format!("found \"{wrong}\"")), "{said}");
    }
    for wrong in ["friction.rework=bogus0.08", "friction.rework=0.05 months"] {
        let said = shoreline(&["eval", SAMPLE, "--set", wrong]).refused();
        assert!(said.contains("must be a number such as"), "{said}");
    }
}

#[test]
fn other_scales_are_compared_only_after_saying_how() {
    let folder = tempfile::tempdir().unwrap();
    let short = changed(folder.path(), "short.ron", &[("horizon_months: 60", "horizon_months: 24")]);
    let said = compare(&[SAMPLE, EUROS, &short]).refused();
    assert!(said.contains("reports in EUR, the base in USD; --currency base converts it at 1 EUR = "), "{said}");
    assert!(said.contains("looks at 24 months, the base at 60; --horizon common"), "{said}");
    let common = compare(&[SAMPLE, &short, "--horizon", "common"]).good();
    assert!(common.contains("results are over the 24 months that all have"), "{common}");
    let report: Value =
        serde_json::from_str(&compare(&[SAMPLE, &short, "--horizon", "common", "--format", "json"]).good()).unwrap();
    assert_eq!(report["others"][0]["results"]["effective_cost"]["delta"], "0.00");
    assert_eq!(report["others"][0]["inputs"][0]["input"], "money.horizon_months");
    let month = compare(&[SAMPLE, &short, "--horizon", "month"]).good();
    assert!(month.contains("in a month of each scenario’s own"), "{month}");
}

#[test]
fn every_file_that_is_bad_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let bad = changed(folder.path(), "bad.ron", &[("rework: 0.05", "rework: 1.5")]);
    let said = compare(&[SAMPLE, &bad, "nowhere.ron"]).refused();
    assert!(said.contains("friction.rework: must be 0–0.9, found 1.5"), "{said}");
    assert!(said.contains("nowhere.ron: can't be read: there is no such file"), "{said}");
}

#[test]
fn a_lock_beside_a_file_is_told_and_whether_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = changed(folder.path(), "desk.ron", &[("rework: 0.05", "rework: 0.06")]);
    let scenario = shoreline::store::files::load(Path::new(&path)).unwrap();
    let evaluation = shoreline::model::results::evaluate(&scenario);
    let lock = shoreline::model::lock::Lock::new(&scenario, &evaluation, "2026-11-25".to_owned());
    shoreline::store::lock::write_lock(Path::new(&path), Some(&lock)).unwrap();
    let told = || compare(&[SAMPLE, &path]).good();
    assert!(told().contains("locked 2026-11-25\n"), "{}", told());
    let text = fs::read_to_string(&path).unwrap().replace("rework: 0.06", "rework: 0.07");
    fs::write(&path, text).unwrap();
    assert!(told().contains("locked 2026-11-25; changed since"), "{}", told());
    let report: Value = serde_json::from_str(&compare(&[SAMPLE, &path, "--format", "json"]).good()).unwrap();
    assert_eq!(report["others"][0]["scenario"]["lock_holds"], false);
    fs::write(folder.path().join("desk.lock.ron"), "broken").unwrap();
    let said = compare(&[SAMPLE, &path]).refused();
    assert!(said.contains("desk.lock.ron:1:1: must be a lock"), "{said}");
}

#[test]
fn locks_and_decks_among_the_files_are_passed_over_and_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = changed(folder.path(), "desk.ron", &[("rework: 0.05", "rework: 0.06")]);
    let [lock, deck] = ["old.lock.ron", "board.deck.ron"].map(|name| folder.path().join(name).display().to_string());
    fs::write(&lock, "Lock()").unwrap();
    fs::write(&deck, "Deck()").unwrap();
    let said = format!("{deck}: passed over: a deck, not a scenario\n{lock}: passed over: a lock, not a scenario\n");
    for args in [&["compare", SAMPLE, &deck, &path, &lock][..], &["eval", &deck, &path, &lock]] {
        let alone: Vec<&str> = args.iter().copied().filter(|file| *file != deck && *file != lock).collect();
        let run = shoreline(args);
        assert_eq!((run.code, run.err), (Some(0), said.clone()));
        assert_eq!(run.out, shoreline(&alone).good(), "as without them");
    }
    assert!(shoreline(&["eval", &lock]).refused().contains("old.lock.ron:"));
    let checked = shoreline(&["check", &deck, &path]);
    assert!(checked.code == Some(2) && checked.err.contains("board.deck.ron"), "{checked:?}");
}
