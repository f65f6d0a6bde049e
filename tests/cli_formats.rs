//! Machine formats stay as they are: what each subcommand prints for programs and spreadsheets, to
//! the byte. `UPDATE_GOLDEN=1 cargo test --test cli_formats` writes them anew, where that is meant.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests may")]

use std::{env, fs, path::Path, process::Command};

const SAMPLE: &str = "scenarios/one-hire-johannesburg.ron";
const BROKEN: &str = "tests/malformed/many-faults.ron";

/// File name → what is asked, and how it ends.
const ASKED: [(&str, &[&str], i32); 26] = [
    ("eval.json", &["eval", SAMPLE, "--format", "json"], 0),
    ("eval.csv", &["eval", SAMPLE, "--format", "csv"], 0),
    ("eval-set.json", &["eval", SAMPLE, "--set", "friction.rework=8%", "--format", "json"], 0),
    ("check.json", &["check", SAMPLE, "--format", "json"], 0),
    ("check-broken.json", &["check", BROKEN, "--format", "json"], 2),
    ("sweep.json", &["sweep", SAMPLE, "--lever", "offshore", "--steps", "4", "--format", "json"], 0),
    ("sweep.csv", &["sweep", SAMPLE, "--lever", "offshore", "--steps", "4", "--format", "csv"], 0),
    (
        "sweep-two.json",
        &[
            "sweep",
            SAMPLE,
            "--lever",
            "friction.rework",
            "--lever",
            "friction.time_zone",
            "--steps",
            "2",
            "--steps",
            "2",
            "--format",
            "json",
        ],
        0,
    ),
    (
        "sweep-two.csv",
        &[
            "sweep",
            SAMPLE,
            "--lever",
            "friction.rework",
            "--lever",
            "friction.time_zone",
            "--steps",
            "2",
            "--steps",
            "2",
            "--format",
            "csv",
        ],
        0,
    ),
    (
        "sweep-payback.csv",
        &["sweep", SAMPLE, "--lever", "offshore", "--steps", "4", "--result", "payback_month", "--format", "csv"],
        0,
    ),
    ("simulate.json", &["simulate", SAMPLE, "--trials", "500", "--seed", "7", "--format", "json"], 0),
    ("simulate.csv", &["simulate", SAMPLE, "--trials", "500", "--seed", "7", "--format", "csv"], 0),
    ("tornado.json", &["tornado", SAMPLE, "--format", "json"], 0),
    ("tornado.csv", &["tornado", SAMPLE, "--format", "csv"], 0),
    ("frontier.json", &["frontier", SAMPLE, "--format", "json"], 0),
    ("frontier.csv", &["frontier", SAMPLE, "--format", "csv"], 0),
    (
        "seek.json",
        &[
            "seek",
            SAMPLE,
            "--result",
            "effective_saving",
            "--target",
            "20%",
            "--lever",
            "friction.rework",
            "--format",
            "json",
        ],
        0,
    ),
    (
        "seek.csv",
        &[
            "seek",
            SAMPLE,
            "--result",
            "effective_saving",
            "--target",
            "20%",
            "--lever",
            "friction.rework",
            "--format",
            "csv",
        ],
        0,
    ),
    (
        "seek-out-of-reach.json",
        &[
            "seek",
            SAMPLE,
            "--result",
            "effective_saving",
            "--target",
            "95%",
            "--lever",
            "friction.rework",
            "--format",
            "json",
        ],
        1,
    ),
    ("seek-best-mix.json", &["seek", SAMPLE, "--best-mix", "--friction-limit", "5%", "--format", "json"], 0),
    ("seek-best-mix.csv", &["seek", SAMPLE, "--best-mix", "--friction-limit", "5%", "--format", "csv"], 0),
    ("seek-break-even.json", &["seek", SAMPLE, "--break-even", "--format", "json"], 0),
    ("seek-break-even.csv", &["seek", SAMPLE, "--break-even", "--format", "csv"], 0),
    ("tornado-two-files.json", &["tornado", SAMPLE, "scenarios/finance-warsaw.ron", "--format", "json"], 0),
    ("frontier-two-files.csv", &["frontier", SAMPLE, "scenarios/finance-warsaw.ron", "--format", "csv"], 0),
    ("eval-one-broken.csv", &["eval", SAMPLE, BROKEN, "--format", "csv"], 2),
];

/// What is printed, without how long it took.
fn printed(args: &[&str], code: i32) -> String {
    let root = env!("CARGO_MANIFEST_DIR");
    let output = Command::new(env!("CARGO_BIN_EXE_shoreline")).args(args).current_dir(root).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{args:?}: {told}");
    // Faults, and nothing else, go to standard error.
    assert_eq!(told.is_empty(), code != 2, "{args:?}: {told}");
    let text = String::from_utf8(output.stdout).unwrap();
    let timed = |line: &str| line.trim_start().starts_with("\"elapsed_ms\": ");
    let line = |line: &str| if timed(line) { "  \"elapsed_ms\": 0,\n".to_owned() } else { line.to_owned() };
    text.split_inclusive('\n').map(line).collect()
}

#[test]
fn every_machine_format_stays_as_it_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let update = env::var_os("UPDATE_GOLDEN").is_some();
    let mut wrong = Vec::new();
    for (name, args, code) in ASKED {
        let (found, path) = (printed(args, code), folder.join(name));
        if update {
            fs::write(&path, &found).unwrap();
        }
        let right = fs::read_to_string(&path).unwrap_or_default();
        if found != right {
            let pairs = found.lines().zip(right.lines()).enumerate().find(|(_, (found, right))| found != right);
            wrong.push(format!("{name}: {pairs:?}; {} lines for {}", found.lines().count(), right.lines().count()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(fs::read_dir(folder).unwrap().count(), ASKED.len(), "each file is asked for");
}

#[test]
fn every_format_for_programs_is_what_it_says() {
    for (name, args, code) in ASKED {
        let text = printed(args, code);
        if args.contains(&"json") {
            let documents = serde_json::Deserializer::from_str(&text).into_iter::<serde_json::Value>();
            let documents: Vec<_> = documents.map(Result::unwrap).collect();
            assert_eq!(documents.len(), if name.contains("two-files") { 2 } else { 1 }, "{name}");
            assert!(documents.iter().all(serde_json::Value::is_object), "{name}");
        } else {
            let mut reader =
                csv::ReaderBuilder::new().flexible(name.contains("two-files")).from_reader(text.as_bytes());
            let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            assert!(!rows.is_empty(), "{name}");
        }
    }
}
