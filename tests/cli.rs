//! The command line as a shell sees it: what is printed, where, and how it ends. No display.
//!
//! Over 500 lines: one table of runs for each subcommand, all told with the same few words.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests may")]

#[path = "cli/compare.rs"]
mod compare;
#[path = "cli/meant.rs"]
mod meant;

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

    /// What a run printed that could not find what was sought.
    fn unmet(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(1), ""), "{}", self.out);
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
fn a_window_without_a_display_is_refused_in_one_sentence() {
    let said = shoreline(&[SAMPLE]).refused();
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.starts_with("could not open a window: ") && said.contains("shoreline eval FILE"), "{said}");
    assert!(!said.contains(".rs"), "{said}");
}

#[test]
fn a_name_is_never_an_order_to_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(SAMPLE)).unwrap();
    let name = "Support desk to Manila";
    assert!(text.contains(name));
    let odd = folder.path().join("de\u{1b}[2Jsk\n.ron");
    fs::write(&odd, text.replace(name, "\\u{202e}=1+1\\u{1b}[2J\\u{0}")).unwrap();
    let odd = odd.to_str().unwrap();
    let obeyed = |text: &str| text.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}');
    for format in ["text", "csv"] {
        for args in [&["compare", SAMPLE, odd][..], &["eval", odd, SAMPLE]] {
            let out = shoreline(&[args, &["--format", format]].concat()).good();
            assert!(!obeyed(&out), "{args:?}: {out:?}");
            assert!(!out.lines().any(|line| line.contains(",=1+1") || line.starts_with("=1+1")) || format == "text");
        }
    }
    for wrong in [odd.replace("sk", "esk"), folder.path().join("ri\u{1b}ft.ron").display().to_string()] {
        let said = shoreline(&["eval", &wrong]).refused();
        assert!(!obeyed(&said) && said.lines().count() == 1, "{said:?}");
    }
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
    for command in ["eval", "check", "tornado"] {
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
fn check_asks_that_each_step_of_a_deck_can_be_shown() {
    let deck = "scenarios/what-it-really-costs.deck.ron";
    assert_eq!(shoreline(&["check", deck]).good(), format!("{deck}: good\n"));
    let folder = tempfile::tempdir().unwrap();
    let alone = folder.path().join("alone.deck.ron");
    std::fs::copy(deck, &alone).unwrap();
    let faults = shoreline(&["check", &alone.display().to_string()]).refused();
    assert_eq!(faults.lines().count(), 8, "{faults}");
    assert!(faults.contains("alone.deck.ron:8:23: steps[0].scenario: must be a scenario’s file, found "), "{faults}");
    // For everything else a deck is no scenario.
    let refused = shoreline(&["eval", deck]).refused();
    assert!(refused.contains("must be a scenario, Scenario(…), found Deck(…)"), "{refused}");
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

fn printed(args: &[&str]) -> Value {
    serde_json::from_str(&shoreline(&[args, &["--format", "json"]].concat()).good()).unwrap()
}

/// Cells of comma-separated values that hold no commas.
fn cells(csv: &str) -> Vec<Vec<&str>> {
    csv.lines().map(|line| line.split(',').collect()).collect()
}

/// The figure of a string or a number.
fn figure(value: &Value) -> f64 {
    value.as_f64().or_else(|| value.as_str()?.parse().ok()).unwrap_or_else(|| panic!("{value}"))
}

#[test]
fn sweep_prints_one_lever_to_read_for_programs_and_for_spreadsheets() {
    let sweep = ["sweep", SAMPLE, "--lever", REWORK, "--from", "0", "--to", "20%", "--steps", "4"];
    let report = printed(&sweep);
    assert_eq!((&report["result"], &report["levers"]), (&Value::from("effective_saving"), &Value::from(vec![REWORK])));
    let points = report["points"].as_array().unwrap();
    let values: Vec<&str> = points.iter().map(|point| point["values"][0].as_str().unwrap()).collect();
    assert_eq!(values, ["0", "0.05", "0.1", "0.15", "0.2"]);
    // Rework is 0.05 today: the same figures as eval's, to what rounding to cents leaves.
    let eval = eval_json(&[]);
    assert!((figure(&points[1]["result"]) - figure(&eval["savings"]["effective"])).abs() < 1e-6);
    assert!((figure(&points[1]["effective_cost"]) - figure(&eval["totals"]["effective"])).abs() < 10.0);
    assert!(points.windows(2).all(|pair| figure(&pair[0]["result"]) > figure(&pair[1]["result"])));

    let csv = shoreline(&[&sweep[..], &["--format", "csv"]].concat()).good();
    let rows = cells(&csv);
    assert_eq!(rows[0], [REWORK, "home_cost", "cash_cost", "effective_cost", "effective_saving", "gap"]);
    assert_eq!((rows.len(), rows[2][0]), (6, "0.05"));
    assert_eq!(rows[2][4].parse::<f64>().unwrap().to_bits(), figure(&points[1]["result"]).to_bits());

    let text = shoreline(&sweep).good();
    assert_eq!(text.lines().count(), 6, "{text}");
    assert!(text.starts_with("Rework") && text.lines().nth(2).unwrap().starts_with("5\u{a0}%"), "{text}");
}

#[test]
fn sweep_prints_two_levers_as_a_grid() {
    let grid = ["sweep", SAMPLE, "--lever", REWORK, "--lever", "offshore", "--steps", "3", "--steps", "2"];
    let report = printed(&grid);
    let points = report["points"].as_array().unwrap();
    assert_eq!((points.len(), points[5]["values"].as_array().unwrap().len()), (12, 2));
    let text = shoreline(&[&grid[..], &["--result", "payback_month"]].concat()).good();
    assert!(text.starts_with("Payback month: Rework down, Offshore share across\n"), "{text}");
    // Nobody moves, nothing pays back.
    assert!(text.lines().nth(3).unwrap().contains('–'), "{text}");
    let csv = shoreline(&[&grid[..], &["--format", "csv", "--result", "cash_cost"]].concat()).good();
    assert_eq!(cells(&csv)[0], [REWORK, "offshore", "home_cost", "cash_cost", "effective_cost", "gap"]);
    assert_eq!(cells(&csv).len(), 13);
}

#[test]
fn sweep_shows_a_gap_with_its_reason_and_refuses_what_is_no_question() {
    let gap = printed(&["sweep", SAMPLE, "--lever", REWORK, "--from", "0.8", "--to", "1", "--steps", "2"]);
    assert_eq!(gap["points"][2]["gap"], Value::from("lever friction.rework: must be 0–0.9, found 1"));
    assert_eq!((&gap["points"][2]["result"], &gap["points"][1]["gap"]), (&Value::Null, &Value::Null));
    let text = shoreline(&["sweep", SAMPLE, "--lever", REWORK, "--from", "-0.1", "--to", "1", "--steps", "2"]).good();
    assert!(text.ends_with("– lever friction.rework: must be 0–0.9, found 1\n"), "{text}");
    let refused = |args: &[&str]| shoreline(&[&["sweep", SAMPLE], args].concat()).refused();
    assert!(refused(&["--lever", "friction.nope"]).contains("--lever: no lever is called \"friction.nope\""));
    assert!(refused(&["--lever", "site.nowhere.on_cost"]).contains("nowhere"));
    assert!(refused(&["--lever", REWORK, "--result", "luck"]).contains("must be one of effective_saving, cash_saving"));
    assert!(refused(&["--lever", REWORK, "--from", "5%", "--to", "1%"]).contains("--from must be below --to"));
    assert!(refused(&["--lever", REWORK, "--steps", "0"]).contains("--steps must be 1–1000, found 0"));
    assert!(refused(&["--lever", REWORK, "--from", "lots"]).contains("lots"));
    let lone = refused(&["--lever", REWORK, "--lever", "offshore", "--steps", "3"]);
    assert!(lone.contains("--steps must be given once for each --lever"), "{lone}");
    let three = refused(&["--lever", REWORK, "--lever", REWORK, "--lever", REWORK]);
    assert!(three.contains("once or twice"), "{three}");
    assert!(refused(&[]).contains("--lever"));
}

#[test]
fn tornado_prints_the_widest_bar_first() {
    let report = printed(&["tornado", SAMPLE]);
    let bars = report["bars"].as_array().unwrap();
    assert!(bars.len() >= 17, "{}", bars.len());
    assert!(bars.windows(2).all(|pair| figure(&pair[0]["swing"]) >= figure(&pair[1]["swing"])));
    // An end is what eval gives with the lever there.
    let set = format!("{}={}", bars[0]["lever"].as_str().unwrap(), bars[0]["high"]["value"].as_str().unwrap());
    let there = eval_json(&["--set", &set]);
    assert!((figure(&bars[0]["high"]["effective_cost"]) - figure(&there["totals"]["effective"])).abs() < 10.0, "{set}");

    let csv = shoreline(&["tornado", SAMPLE, "--format", "csv"]).good();
    assert_eq!(cells(&csv).len(), bars.len() + 1);
    assert_eq!(cells(&csv)[1][0], bars[0]["lever"].as_str().unwrap());
    let text = shoreline(&["tornado", SAMPLE]).good();
    assert_eq!(text.lines().count(), bars.len() + 3, "{text}");
    assert_eq!(
        shoreline(&["tornado", SAMPLE, "--set", "offshore=0"]).good().matches("$7.13m").count(),
        2 * bars.len() + 1
    );
}

#[test]
fn simulate_prints_the_same_digits_for_the_same_seed() {
    let simulate = |args: &[&str]| printed(&[&["simulate", SAMPLE, "--trials", "200"], args].concat());
    let (mut report, mut again) = (simulate(&["--seed", "7"]), simulate(&["--seed", "7"]));
    assert_eq!((&report["trials"], &report["seed"]), (&Value::from(200), &Value::from(7)));
    assert!(report["elapsed_ms"].as_f64().unwrap() > 0.0);
    for figure in ["effective_saving", "cash_saving", "effective_cost"] {
        let names = ["p5", "p10", "p25", "p50", "p75", "p90", "p95"];
        let values = names.map(|name| report["quantiles"][figure][name].as_f64().unwrap());
        assert!(values.windows(2).all(|pair| pair[0] < pair[1]), "{values:?}");
        let mean = report["mean"][figure].as_f64().unwrap();
        assert!(values[0] < mean && mean < values[6], "{mean}");
    }
    let months = report["months"].as_array().unwrap();
    assert_eq!(months.len(), 60);
    let paid: u64 = report["payback"]["months"].as_array().unwrap().iter().filter_map(Value::as_u64).sum();
    assert!(
        (report["payback"]["never"].as_f64().unwrap() * 200.0 + f64::from(u32::try_from(paid).unwrap()) - 200.0).abs()
            < 1e-9
    );
    for report in [&mut report, &mut again] {
        report["elapsed_ms"] = Value::Null;
    }
    assert_eq!(report, again);
    assert_ne!(report["quantiles"], simulate(&["--seed", "8"])["quantiles"]);

    let csv = shoreline(&["simulate", SAMPLE, "--trials", "20", "--format", "csv"]).good();
    assert_eq!((cells(&csv).len(), cells(&csv)[0].join(" ")), (61, "month p10 p50 p90".to_owned()));
    let text = shoreline(&["simulate", SAMPLE, "--trials", "20"]).good();
    assert!(text.starts_with("20 trials, seed 1\n") && text.contains("Effective saving"), "{text}");
    assert!(shoreline(&["simulate", SAMPLE, "--trials", "0"]).refused().contains("--trials"));
}

#[test]
fn frontier_lists_mixes_by_rising_friction_and_saving() {
    let report = printed(&["frontier", SAMPLE]);
    assert_eq!((&report["step"], &report["evaluated"]), (&Value::from(0.05), &Value::from(21)));
    let points = report["frontier"].as_array().unwrap();
    let figure = |point: &Value, name: &str| point[name].as_f64().unwrap();
    assert!(figure(&points[0], "friction").abs() < 1e-9 && points.len() > 2);
    for pair in points.windows(2) {
        for name in ["friction", "cash_saving"] {
            assert!(figure(&pair[0], name) < figure(&pair[1], name), "{pair:?}");
        }
    }
    let last = &points[points.len() - 1];
    let share = last["mix"]["ph-mnl"].as_f64().unwrap();
    let there = eval_json(&["--set", &format!("team.*.mix.ph-mnl={share}")]);
    let exact: f64 = there["savings"]["effective"].as_str().unwrap().parse().unwrap();
    assert!((figure(last, "effective_saving") - exact).abs() < 1e-5, "{last}");

    let csv = shoreline(&["frontier", SAMPLE, "--format", "csv"]).good();
    assert_eq!(cells(&csv).len(), points.len() + 1);
    let text = shoreline(&["frontier", SAMPLE]).good();
    assert!(text.contains("of 21 mixes are not beaten"), "{text}");
}

#[test]
fn seek_prints_the_value_that_meets_the_target() {
    let seek = ["seek", SAMPLE, "--result", "effective_saving", "--target", "30%", "--lever", "offshore"];
    let report = printed(&seek);
    assert_eq!((&report["found"], &report["met_exactly"]), (&Value::from(true), &Value::from(true)));
    assert!((figure(&report["after"]["effective_saving"]) - 0.3).abs() <= 1e-6, "{report}");
    assert_eq!(report["before"]["effective_cost"], eval_json(&[])["totals"]["effective"]);
    // Round trip: set the lever to the answer.
    let there = eval_json(&["--set", &format!("offshore={}", report["value"].as_str().unwrap())]);
    assert_eq!(there["savings"]["effective"], report["after"]["effective_saving"]);
    let text = shoreline(&seek).good();
    assert!(text.starts_with("Effective saving is 30\u{a0}% with Offshore share at "), "{text}");
    assert!(text.contains(&format!("--set offshore={}\n", report["value"].as_str().unwrap())), "{text}");
    let csv = shoreline(&[&seek[..], &["--format", "csv"]].concat()).good();
    assert_eq!(cells(&csv)[0], ["result", "before", "after"]);
    assert_eq!(cells(&csv)[1][2], report["after"]["effective_saving"].as_str().unwrap());
}

#[test]
fn seek_says_what_can_be_reached_where_the_target_cannot() {
    let seek = ["seek", SAMPLE, "--result", "effective_saving", "--target", "0.9", "--lever", REWORK];
    let text = shoreline(&seek).unmet();
    let right = "Effective saving of 90\u{a0}% is out of reach by Rework from 0\u{a0}% to 30\u{a0}%: it goes from ";
    assert!(text.starts_with(right), "{text}");
    let report: Value = serde_json::from_str(&shoreline(&[&seek[..], &["--format", "json"]].concat()).unmet()).unwrap();
    assert_eq!(
        (&report["found"], &report["value"], &report["after"]),
        (&Value::from(false), &Value::Null, &Value::Null)
    );
    // The most there is, is there.
    let most = &report["reachable"]["most"];
    let there = eval_json(&["--set", &format!("{REWORK}={}", most["value"].as_str().unwrap())]);
    assert!((figure(&most["result"]) - figure(&there["savings"]["effective"])).abs() < 1e-6);
    assert_eq!(report["reachable"]["least"]["value"], Value::from("0.3"));
}

#[test]
fn seek_finds_the_best_mix_and_how_much_friction_the_saving_bears() {
    let report = printed(&["seek", SAMPLE, "--best-mix", "--friction-limit", "5%"]);
    assert_eq!((&report["step"], &report["mixes"]), (&Value::from("0.05"), &Value::from(21)));
    assert!(figure(&report["after"]["friction"]) <= 0.05, "{report}");
    let share = figure(&report["mix"]["ph-mnl"]);
    let more = eval_json(&["--set", &format!("team.*.mix.ph-mnl={}", share + 0.05)]);
    assert!(figure(&more["friction"]) > 0.05, "{}", more["friction"]);
    let text = shoreline(&["seek", SAMPLE, "--best-mix", "--friction-limit", "0"]).good();
    assert!(text.contains("New York 100\u{a0}%, Manila 0\u{a0}%"), "{text}");

    let report = printed(&["seek", SAMPLE, "--break-even"]);
    assert!(figure(&report["factor"]) > 1.0 && figure(&report["after"]["effective_saving"]).abs() <= 1e-6, "{report}");
    assert!(
        shoreline(&["seek", SAMPLE, "--break-even"])
            .good()
            .contains("is gone where friction is 42.7\u{a0}%, today 14.17\u{a0}%")
    );
    // Nobody moves: no friction takes away what is not there.
    shoreline(&["seek", SAMPLE, "--set", "offshore=0", "--break-even"]).unmet();
}

#[test]
fn seek_refuses_what_is_no_question() {
    let refused = |args: &[&str]| shoreline(&[&["seek", SAMPLE], args].concat()).refused();
    assert!(refused(&[]).contains("--result"));
    assert!(refused(&["--result", "friction"]).contains("--target must be given with --result"));
    assert!(refused(&["--result", "friction", "--target", "0.1"]).contains("--lever must be given with --result"));
    let asked = |result, target, lever| refused(&["--result", result, "--target", target, "--lever", lever]);
    assert!(asked("luck", "0.1", REWORK).contains("--result must be one of"));
    assert!(asked("friction", "some", REWORK).contains("--target of friction: "));
    assert!(asked("friction", "0.1", "friction.nope").contains("no lever is called"));
    assert!(refused(&["--best-mix"]).contains("--friction-limit"));
    assert!(refused(&["--best-mix", "--friction-limit", "2"]).contains("--friction-limit must be 0–1, found 2"));
    assert!(refused(&["--best-mix", "--friction-limit", "0.1", "--break-even"]).contains("--break-even"));
}

#[test]
fn help_lists_what_can_be_done() {
    let help = shoreline(&["--help"]).good();
    for command in ["eval", "check", "sweep", "tornado", "seek"] {
        assert!(help.lines().any(|line| line.trim_start().starts_with(command)), "{command} is missing in\n{help}");
        let own = shoreline(&[command, "--help"]).good();
        assert!(own.contains("Examples:") && own.contains("--format"), "{own}");
    }
    assert_eq!(shoreline(&["--version"]).good().trim(), concat!("shoreline ", env!("CARGO_PKG_VERSION")));
    assert!(shoreline(&["eval"]).refused().contains("Usage"));
    assert!(shoreline(&["eval", SAMPLE, "--format", "xml"]).refused().contains("xml"));
}

/// Runs the program on what is piped into it.
fn piped(args: &[&str], input: &str) -> Run {
    use std::io::Write as _;
    let mut child = Command::new(env!("CARGO_BIN_EXE_shoreline"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn a_scenario_is_read_from_standard_input() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(SAMPLE)).unwrap();
    assert_eq!(piped(&["eval", "-"], &text).good(), shoreline(&["eval", SAMPLE]).good());
    assert_eq!(piped(&["check", "-"], &text).good(), "-: good\n");
    let said = piped(&["eval", "-"], "Scenario(").refused();
    assert!(said.starts_with("standard input:1:"), "{said}");
}

/// Exports into a folder of its own; what was written.
fn exported(name: &str, args: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    let path = path.display().to_string();
    let said = shoreline(&[&["export", SAMPLE, "-o", &path], args].concat()).good();
    let bytes = fs::read(&path).unwrap();
    assert_eq!(said, format!("{path}: {} bytes\n", bytes.len()));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    bytes
}

#[test]
fn charts_are_exported_without_a_display() {
    let svg = String::from_utf8(exported("matrix.svg", &["--chart", "matrix"])).unwrap();
    assert!(svg.starts_with("<svg ") && svg.contains("70\u{a0}% Manila is a go"), "{svg}");
    let png = exported("cost.PNG", &["--chart", "cost", "--theme", "dark", "--scale", "4", "--size", "400x300"]);
    assert_eq!(&png[16..24], [0, 0, 6, 64, 0, 0, 4, 176], "1600 × 1200");
    let moved = exported("bridge.svg", &["--chart", "bridge", "--set", "friction.rework=8%"]);
    assert_ne!(moved, exported("bridge.svg", &["--chart", "bridge"]));
    for (args, said) in [
        (&["--chart", "pie", "-o", "a.svg"][..], "--chart must be one of cost, headcount"),
        (&["-o", "a.svg"], "--chart must say which chart"),
        (&["-o", "a.csv"], "--table must say which figures"),
        (&["--chart", "cost", "-o", "a.gif"], "-o must end in .svg or .png"),
        (&["--chart", "cost", "-o", "no/such/folder.svg"], "there is no folder"),
    ] {
        let refused = shoreline(&[&["export", SAMPLE], args].concat()).refused();
        assert!(refused.contains(said), "{refused}");
    }
    let wrong = shoreline(&["export", SAMPLE, "--chart", "cost", "-o", "a.png", "--scale", "3"]);
    assert!(wrong.code == Some(2) && wrong.err.contains("must be 1, 2 or 4"), "{}", wrong.err);
}

#[test]
fn a_deck_is_exported_as_pages_alone() {
    let deck = "scenarios/what-it-really-costs.deck.ron";
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (talk, letter) = (path("talk.pdf"), path("letter.pdf"));
    shoreline(&["export", deck, "-o", &talk]).good();
    shoreline(&["export", deck, "-o", &letter, "--paper", "letter"]).good();
    let [a4, letter] = [talk, letter].map(|path| fs::read(path).unwrap());
    assert!(a4.starts_with(b"%PDF") && letter.starts_with(b"%PDF"));
    assert_ne!(a4, letter);
    for (args, said) in [
        (&["-o", "a.svg", "--chart", "cost"][..], "a deck is written as .pdf, a page a step, found \"svg\""),
        (&["-o", "a.xlsx"], "a deck is written as .pdf"),
        (&[SAMPLE, "-o", "a.pdf"], "a deck is written alone, found 2 files"),
        (&["-o", "a.pdf", "--set", "friction.rework=8%"], "its steps have charts and levers of their own"),
    ] {
        let refused = shoreline(&[&["export", deck], args].concat()).refused();
        assert!(refused.contains(said), "{refused}");
    }
    // A step that can't be shown is told, and the others are there.
    let alone = path("alone.deck.ron");
    fs::copy(deck, &alone).unwrap();
    let pages = path("alone.pdf");
    let told = shoreline(&["export", &alone, "-o", &pages]);
    assert_eq!(told.code, Some(2), "{}", told.err);
    assert!(told.err.starts_with("step 1 can’t be shown: must be a scenario’s file, found "), "{}", told.err);
    assert_eq!(told.err.lines().count(), 8, "{}", told.err);
    assert!(fs::read(&pages).unwrap().starts_with(b"%PDF"));
}

#[test]
fn tables_are_exported_exact_in_the_spelling_that_is_asked_for() {
    let text = |name: &str, args: &[&str]| String::from_utf8(exported(name, args)).unwrap();
    let months = text("months.csv", &["--table", "months"]);
    assert_eq!(months, shoreline(&["eval", SAMPLE, "--format", "csv"]).good());
    assert!(months.lines().nth(1).unwrap().starts_with("2027-01,"), "{months}");
    let german = text("months.csv", &["--table", "months", "--decimal-comma"]);
    assert_eq!(german.replace(',', ".").replace(';', ","), months);
    let tabs = text("bridge.tsv", &["--table", "bridge"]);
    assert!(tabs.starts_with("Step\tChange, USD\tCost after it, USD\nHome\t"), "{tabs}");
    let json: Value = serde_json::from_str(&text("ledger.json", &["--table", "ledger"])).unwrap();
    assert_eq!(json["columns"][1], "2027");
    let effective = json["rows"].as_array().unwrap().iter().find(|row| row[0] == "Effective cost").unwrap();
    assert_eq!(effective[6], "5095711.60");
    assert_eq!(json["fingerprint"].as_str().unwrap().len(), 64);
    let clash = ["export", SAMPLE, "--table", "months", "-o", "a.csv", "--separator", ",", "--decimal-comma"];
    assert!(shoreline(&clash).refused().contains("the separator can't be \",\""));
}

#[test]
fn an_option_that_the_output_has_no_use_for_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    for (output, args, said) in [
        ("a.pdf", &["--chart", "matrix"][..], "--chart is for .svg and .png: a .pdf file has no use for it"),
        ("a.pdf", &["--table", "months"], "--table is for .csv and .tsv and .json"),
        ("a.xlsx", &["--paper", "letter"], "--paper is for .pdf"),
        ("a.svg", &["--chart", "cost", "--scale", "4"], "--scale is for .png"),
        ("a.json", &["--table", "cost", "--decimal-comma"], "--decimal-comma is for .csv and .tsv"),
        ("a.tsv", &["--table", "cost", "--separator", ";"], "--separator is for .csv"),
        ("a.csv", &["--table", "cost", "--theme", "dark"], "--theme is for .svg and .png"),
        ("a.png", &["--chart", "cost", "--horizon", "month"], "--horizon and --currency say how several scenarios are"),
        ("a.png", &["--chart", "cost", "--size", "4096x4096", "--scale", "4"], "at most 64 million pixels"),
    ] {
        let output = path(output);
        let refused = shoreline(&[&["export", SAMPLE, "-o", &output], args].concat()).refused();
        assert!(refused.contains(said), "{refused}");
        assert!(!Path::new(&output).exists(), "{output}");
    }
}

#[test]
fn every_row_of_a_table_has_a_cell_under_every_heading() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.csv").display().to_string();
    for table in
        ["months", "assumptions", "cost", "headcount", "matrix", "bridge", "sweep", "risk", "seats", "ledger", "heat"]
    {
        shoreline(&["export", SAMPLE, "--table", table, "-o", &path]).good();
        // The reader refuses a row that is longer or shorter than the head.
        let rows = csv::Reader::from_path(&path).unwrap().into_records().collect::<Result<Vec<_>, _>>();
        assert!(rows.unwrap_or_else(|error| panic!("{table}: {error}")).len() > 5, "{table}");
    }
}

#[test]
fn several_scenarios_are_held_against_the_first_in_charts_and_tables() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let nights = "scenarios/support-desk-manila-nights.ron";
    let export = |output: &str, args: &[&str]| {
        shoreline(&[&["export", SAMPLE, nights, "-o", output], args].concat()).good();
        fs::read_to_string(output).unwrap()
    };
    for chart in ["costs", "matrix", "bridge", "chances"] {
        let svg = export(&path("both.svg"), &["--chart", chart]);
        assert!(svg.contains("Support desk to Manila, on New York hours against Support desk to Manila"), "{svg}");
    }
    // The figures of the bridge end at what the other costs.
    let effective = |file: &str| {
        let eval: Value = serde_json::from_str(&shoreline(&["eval", file, "--format", "json"]).good()).unwrap();
        eval["totals"]["effective"].as_str().unwrap().to_owned()
    };
    let bridge = export(&path("bridge.csv"), &["--table", "bridge"]);
    let costs: Vec<&str> = bridge.lines().filter_map(|line| line.rsplit(',').next()).collect();
    assert_eq!(*costs[1], effective(SAMPLE), "{bridge}");
    assert_eq!(**costs.last().unwrap(), effective(nights), "{bridge}");
    let all = export(&path("all.csv"), &["--table", "all"]);
    assert_eq!(all.lines().count(), 3, "{all}");
    assert!(all.contains(&effective(nights)), "{all}");
    for (args, said) in [
        (
            &["--chart", "heat", "-o", "a.svg"][..],
            "--chart of several files must be one of costs, matrix, bridge, chances",
        ),
        (&["--table", "months", "-o", "a.csv"], "--table of several files must be one of all, costs, matrix"),
    ] {
        let refused = shoreline(&[&["export", SAMPLE, nights], args].concat()).refused();
        assert!(refused.contains(said), "{refused}");
    }
    let euros = ["export", SAMPLE, "scenarios/finance-warsaw.ron", "--chart", "costs", "-o", "a.svg"];
    assert!(shoreline(&euros).refused().contains("reports in EUR, the base in USD"));
    // A scenario that can't be brought to the scale is not left out unsaid.
    let foreign = path("foreign.ron");
    let text = fs::read_to_string(nights).unwrap();
    fs::write(&foreign, text.replace("\"USD\"", "\"XYZ\"").replace("\"PHP\"", "\"XYW\"")).unwrap();
    let output = path("unknown.svg");
    let unknown = ["export", SAMPLE, &foreign, "--currency", "base", "--chart", "costs", "-o", &output];
    let said = shoreline(&unknown).refused();
    assert!(said.contains("XYZ") && !Path::new(&output).exists(), "{said}");
}

#[test]
fn completions_and_manual_tell_of_every_command() {
    let manual = shoreline(&["man"]).good();
    for command in ["eval", "compare", "sweep", "tornado", "seek", "simulate", "frontier", "check", "export"] {
        for shell in ["bash", "fish", "zsh"] {
            assert!(shoreline(&["completions", shell]).good().contains(command), "{shell}: {command}");
        }
        assert!(manual.contains(&format!("\n.SH SHORELINE {}\n.SS SYNOPSIS\n", command.to_uppercase())), "{command}");
    }
    assert!(manual.contains("friction.rework=0.08"));
    // One page, which sends nobody to another.
    assert_eq!(manual.matches("\n.TH ").count() + usize::from(manual.starts_with(".TH ")), 1);
    for page in manual.split("(1)").collect::<Vec<_>>().split_last().unwrap().1 {
        assert!(!page.ends_with(char::is_alphanumeric), "{}", &page[page.len().saturating_sub(40)..]);
    }
}
