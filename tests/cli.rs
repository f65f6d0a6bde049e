//! The command line as a shell sees it: what is printed, where, and how it ends. No display.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests may")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;

/// How a run ended.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Run {
    /// What a good run printed.
    fn good(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{}", self.out);
        self.out
    }

    /// What a refused run complained of.
    fn refused(self) -> String {
        assert_eq!((self.code, self.out.as_str()), (Some(2), ""), "{}", self.err);
        assert!(self.err.ends_with('\n') && !self.err.contains("panicked"), "{}", self.err);
        self.err
    }
}

/// Runs the program in the tree's root, without a display.
fn shoreline(args: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_shoreline"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

fn eval_json(args: &[&str]) -> Value {
    let all = [&["eval", SAMPLE, "--format", "json"], args].concat();
    serde_json::from_str(&shoreline(&all).good()).unwrap()
}

const SAMPLE: &str = "scenarios/support-desk-manila.ron";
const REWORK: &str = "friction.rework";

fn goldens() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "ron")).collect()
}

/// The keys of an object and of all in it, in the order they stand in the text.
fn keys(text: &str) -> Vec<String> {
    let key = |line: &str| line.trim_start().strip_prefix('"')?.split_once("\":").map(|(key, _)| key.to_owned());
    text.lines().filter_map(key).collect()
}

#[test]
fn eval_prints_every_golden_scenario_with_its_keys_in_order() {
    let goldens = goldens();
    assert!(goldens.len() >= 11, "{}", goldens.len());
    for path in goldens {
        let found = shoreline(&["eval", path.to_str().unwrap(), "--format", "json"]).good();
        let right = fs::read_to_string(path.with_extension("json")).unwrap();
        assert_eq!(keys(&found), keys(&right), "{}", path.display());
        let (found, right): (Value, Value) =
            (serde_json::from_str(&found).unwrap(), serde_json::from_str(&right).unwrap());
        // Rates may differ by one in their last place, which tests/golden.rs judges; money may not.
        for part in ["totals", "lines", "bridge", "net_present_value", "funding_need", "payback_month", "verdict"] {
            assert_eq!(found[part], right[part], "{} {part}", path.display());
        }
    }
}

#[test]
fn eval_prints_the_sample_to_read() {
    let text = shoreline(&["eval", SAMPLE]).good();
    let report = eval_json(&[]);
    for row in ["Cash saving", "Effective saving", "Friction", "Verdict", "Home cost", "Oversight", "Working time"] {
        assert!(text.lines().any(|line| line.trim_start().starts_with(row)), "{row} is missing in\n{text}");
    }
    // The same figures, to the cent, whatever the format.
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.' || *c == '\n').collect();
    for part in ["home", "cash", "effective", "lost_capacity"] {
        let amount = report["totals"][part].as_str().unwrap().trim_start_matches('-');
        assert!(digits.contains(amount), "{part} {amount} is missing in\n{text}");
    }
}

#[test]
fn eval_prints_the_ledger_for_spreadsheets() {
    let text = shoreline(&["eval", SAMPLE, "--format", "csv"]).good();
    let report = eval_json(&[]);
    let mut rows = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let head = rows.next().unwrap();
    let rows: Vec<_> = rows.collect();
    assert_eq!(rows.len(), report["months"].as_array().unwrap().len());
    assert!(rows.iter().all(|row| row.len() == head.len()), "{text}");
    assert_eq!(rows[0][0], "2027-01");
    let column = |name: &str| head.iter().position(|column| *column == name).unwrap_or_else(|| panic!("{head:?}"));
    for name in ["home_cost", "cash_cost", "effective_cost"] {
        let at = column(name);
        for (row, month) in rows.iter().zip(report["months"].as_array().unwrap()) {
            assert_eq!(row[at], month[name].as_str().unwrap(), "{name} of {}", row[0]);
        }
    }
}

#[test]
fn a_lever_is_set_by_a_plain_number_a_percentage_or_thousands() {
    let plain = eval_json(&["--set", "friction.rework=0.08"]);
    assert_ne!(plain["totals"], eval_json(&[])["totals"]);
    assert_eq!(plain, eval_json(&["--set", "friction.rework=8%"]));
    let thousands = eval_json(&["--set", "management.manager_salary=80k"]);
    assert_eq!(thousands, eval_json(&["--set", "management.manager_salary=80000"]));
    assert_eq!(thousands, eval_json(&["--set", "management.manager_salary=0.08m"]));
    assert_ne!(thousands["totals"], plain["totals"]);
}

#[test]
fn several_levers_are_set_in_order() {
    let both = eval_json(&["--set", "team.*.headcount=30", "--set", "friction.rework=8%"]);
    assert_eq!(both, eval_json(&["--set", "friction.rework=8%", "--set", "team.*.headcount=30"]));
    assert_ne!(both["totals"]["home"], eval_json(&["--set", "friction.rework=8%"])["totals"]["home"]);
    // The last one wins.
    assert_eq!(
        both,
        eval_json(&["--set", "friction.rework=1%", "--set", "team.*.headcount=30", "--set", "friction.rework=8%"])
    );
}

#[test]
fn a_lever_that_cannot_be_set_is_refused() {
    let set = |pair: &str| shoreline(&["eval", SAMPLE, "--set", pair]).refused();
    assert!(set("friction.nope=1").contains("no lever is called \"friction.nope\""));
    assert!(set("site.nowhere.on_cost=0.2").contains("nowhere"));
    assert!(set("friction.rework=lots").contains("lots"));
    assert!(set("friction.rework").contains("must be LEVER=VALUE"));
    assert!(set("friction.rework=").contains(REWORK));
    let range = set("friction.rework=1.5");
    assert!(range.contains(REWORK) && range.contains("1.5") && range.contains("must be"), "{range}");
    let negative = set("team.support-desk.headcount=-3");
    assert!(negative.contains("headcount") && negative.contains("-3"), "{negative}");
}

#[test]
fn a_file_that_cannot_be_read_is_refused() {
    for command in ["eval", "check"] {
        let missing = shoreline(&[command, "scenarios/none.ron"]).refused();
        assert!(missing.starts_with("scenarios/none.ron: can't be read: there is no such file"), "{missing}");
        let folder = shoreline(&[command, "scenarios"]).refused();
        assert!(folder.contains("must be a file, found a folder"), "{folder}");
        let bad = shoreline(&[command, "tests/malformed/out-of-range.ron"]).refused();
        assert!(bad.starts_with("tests/malformed/out-of-range.ron:"), "{bad}");
    }
}

#[test]
fn check_lists_every_fault_and_every_good_file() {
    assert_eq!(shoreline(&["check", SAMPLE]).good(), format!("{SAMPLE}: good\n"));
    let golden = "tests/golden/late-start.ron";
    assert_eq!(shoreline(&["check", SAMPLE, golden]).good(), format!("{SAMPLE}: good\n{golden}: good\n"));
    let faults = shoreline(&["check", "tests/malformed/many-faults.ron"]).refused();
    assert!(faults.lines().count() > 1, "{faults}");
    // The good ones are named even where others are not.
    let mixed = shoreline(&["check", "tests/malformed/out-of-range.ron", SAMPLE]);
    assert_eq!((mixed.code, mixed.out), (Some(2), format!("{SAMPLE}: good\n")));
    assert!(mixed.err.starts_with("tests/malformed/out-of-range.ron:"), "{}", mixed.err);
}

#[test]
fn check_prints_scenarios_and_faults_for_programs() {
    let good: Value = serde_json::from_str(&shoreline(&["check", SAMPLE, "--format", "json"]).good()).unwrap();
    assert_eq!(good["friction"]["rework"], Value::from("0.05"));
    assert_eq!(good["teams"][0]["salary"]["us-nyc"], Value::from("44770"));
    assert_eq!(good["sites"][0]["culture"][0], Value::from("94"));
    let bad = shoreline(&["check", "tests/malformed/out-of-range.ron", "--format", "json"]);
    assert_eq!(bad.code, Some(2), "{}", bad.err);
    let faults: Value = serde_json::from_str(&bad.out).unwrap();
    let fault = &faults["faults"][0];
    assert_eq!(fault["file"], Value::from("tests/malformed/out-of-range.ron"));
    assert!(fault["line"].as_u64().is_some_and(|line| line > 1), "{fault}");
    assert!(fault["message"].as_str().is_some_and(|message| message.contains("must be")), "{fault}");
}

#[test]
fn help_lists_what_can_be_done() {
    let help = shoreline(&["--help"]).good();
    for command in ["eval", "check"] {
        assert!(help.lines().any(|line| line.trim_start().starts_with(command)), "{command} is missing in\n{help}");
        let own = shoreline(&[command, "--help"]).good();
        assert!(own.contains("Examples:") && own.contains("--format"), "{own}");
    }
    assert_eq!(shoreline(&["--version"]).good().trim(), concat!("shoreline ", env!("CARGO_PKG_VERSION")));
    assert!(shoreline(&["eval"]).refused().contains("Usage"));
    assert!(shoreline(&["eval", SAMPLE, "--format", "xml"]).refused().contains("xml"));
}

#[test]
fn without_a_display_the_window_says_what_to_do_instead() {
    let run = shoreline(&[SAMPLE]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{}", run.err);
    assert!(run.err.contains("shoreline eval"), "{}", run.err);
}
