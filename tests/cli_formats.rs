//! Machine formats stay as they are: what each subcommand prints for programs and spreadsheets, to
//! the byte. `UPDATE_GOLDEN=1 cargo test --test cli_formats` writes them anew, where that is meant.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests may")]

use std::{env, fs, path::Path, process::Command};

const SAMPLE: &str = "scenarios/one-hire-johannesburg.ron";
const OTHER: &str = "scenarios/finance-warsaw.ron";
const BROKEN: &str = "tests/malformed/many-faults.ron";

/// File name → what is asked, in which formats, and how it ends.
const ASKED: [(&str, &str, &[&str], i32); 19] = [
    ("eval", "eval SAMPLE", &["json", "csv"], 0),
    ("eval-set", "eval SAMPLE --set friction.rework=8%", &["json"], 0),
    ("eval-one-broken", "eval SAMPLE BROKEN", &["csv"], 2),
    ("check", "check SAMPLE", &["json"], 0),
    ("check-broken", "check BROKEN", &["json"], 2),
    ("compare", "compare SAMPLE OTHER --currency base --horizon month", &["json", "csv"], 0),
    ("compare-tolerance", "compare SAMPLE OTHER --currency base --horizon common --tolerance 1%", &["json", "csv"], 1),
    ("sweep", "sweep SAMPLE --lever offshore --steps 4", &["json", "csv"], 0),
    (
        "sweep-two",
        "sweep SAMPLE --lever friction.rework --lever friction.time_zone --steps 2 --steps 2",
        &["json", "csv"],
        0,
    ),
    ("sweep-payback", "sweep SAMPLE --lever offshore --steps 4 --result payback_month", &["csv"], 0),
    ("simulate", "simulate SAMPLE --trials 500 --seed 7", &["json", "csv"], 0),
    ("tornado", "tornado SAMPLE", &["json", "csv"], 0),
    ("tornado-two-files", "tornado SAMPLE OTHER", &["json"], 0),
    ("frontier", "frontier SAMPLE", &["json", "csv"], 0),
    ("frontier-two-files", "frontier SAMPLE OTHER", &["csv"], 0),
    ("seek", "seek SAMPLE --result effective_saving --target 20% --lever friction.rework", &["json", "csv"], 0),
    ("seek-out-of-reach", "seek SAMPLE --result effective_saving --target 95% --lever friction.rework", &["json"], 1),
    ("seek-best-mix", "seek SAMPLE --best-mix --friction-limit 5%", &["json", "csv"], 0),
    ("seek-break-even", "seek SAMPLE --break-even", &["json", "csv"], 0),
];

/// What is printed, without how long it took.
fn printed(asked: &str, format: &str, code: i32) -> String {
    let named = |word| match word {
        "SAMPLE" => SAMPLE,
        "OTHER" => OTHER,
        "BROKEN" => BROKEN,
        word => word,
    };
    let args: Vec<&str> = asked.split(' ').map(named).chain(["--format", format]).collect();
    let root = env!("CARGO_MANIFEST_DIR");
    let output = Command::new(env!("CARGO_BIN_EXE_shoreline")).args(&args).current_dir(root).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{args:?}: {told}");
    // Faults, and nothing else, go to standard error.
    assert_eq!(told.is_empty(), code != 2, "{args:?}: {told}");
    let text = String::from_utf8(output.stdout).unwrap();
    let timed = |line: &str| line.trim_start().starts_with("\"elapsed_ms\": ");
    let line = |line: &str| if timed(line) { "  \"elapsed_ms\": 0,\n".to_owned() } else { line.to_owned() };
    text.split_inclusive('\n').map(line).collect()
}

/// Every file of a format, with what is asked for it.
fn asked() -> impl Iterator<Item = (String, &'static str, &'static str, i32)> {
    let each = |(name, asked, formats, code): (&str, &'static str, &'static [&'static str], i32)| {
        formats.iter().map(move |format| (format!("{name}.{format}"), asked, *format, code)).collect::<Vec<_>>()
    };
    ASKED.into_iter().flat_map(each)
}

#[test]
fn every_machine_format_stays_as_it_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let update = env::var_os("UPDATE_GOLDEN").is_some();
    let mut wrong = Vec::new();
    for (name, asked, format, code) in asked() {
        let (found, path) = (printed(asked, format, code), folder.join(&name));
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
    assert_eq!(fs::read_dir(folder).unwrap().count(), asked().count(), "each file is asked for");
}

#[test]
fn every_format_for_programs_is_what_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    for (name, _, format, _) in asked() {
        let text = fs::read_to_string(folder.join(&name)).unwrap();
        if format == "json" {
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
