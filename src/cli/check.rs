//! `shoreline check`: every fault of scenario and deck files, each with its place.
//!
//! A deck whose scenarios can't be shown, or not with the levers that it moves, is faulty too.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::{
    Outcome,
    input::{STANDARD_INPUT, standard_input},
    json,
};
use crate::{
    format,
    store::{
        codec::{Filed, decode, holds_deck, to_json},
        files::{self, StoreError},
        is_deck, staged,
    },
};

pub(super) const EXAMPLES: &str = "Examples:
  shoreline check scenarios/*.ron
  shoreline check desk.ron --format json";

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Scenario and deck files; - reads standard input
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// How to print it; in JSON a good file is printed whole, decimals as strings
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
}

/// How `check` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// To read
    Text,
    /// For programs
    Json,
}

#[derive(Serialize)]
struct FaultReport<'a> {
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    field: Option<&'a str>,
    message: String,
}

#[derive(Serialize)]
struct FaultsReport<'a> {
    faults: Vec<FaultReport<'a>>,
}

pub(super) fn run(args: &CheckArgs) -> Outcome {
    let mut outcome = Outcome::default();
    for path in &args.files {
        match (checked(path, args.format), args.format) {
            (Ok(whole), CheckFormat::Json) => outcome.output.push_str(&whole),
            (Ok(_), CheckFormat::Text) => outcome.output.extend([format::path(path).as_str(), ": good\n"]),
            (Err(error), format) => {
                if format == CheckFormat::Json {
                    outcome.output.push_str(&json(&report(path, &error)));
                }
                outcome.faults.extend([error.to_string().as_str(), "\n"]);
            }
        }
    }
    outcome
}

/// A good file as JSON, where that is wanted.
fn checked(path: &Path, format: CheckFormat) -> Result<String, StoreError> {
    if path == Path::new("-") {
        let bytes = standard_input()?;
        return if holds_deck(&bytes) {
            // Its scenarios are sought where one is.
            Ok(written(&staged::read(&bytes, STANDARD_INPUT, Path::new(""))?, format))
        } else {
            Ok(written(&decode(&bytes, STANDARD_INPUT)?, format))
        };
    }
    if is_deck(path) { Ok(written(&staged::load(path)?, format)) } else { Ok(written(&files::load(path)?, format)) }
}

fn written(whole: &impl Filed, format: CheckFormat) -> String {
    if format == CheckFormat::Json { json(&to_json(whole)) } else { String::new() }
}

fn report<'a>(path: &Path, error: &'a StoreError) -> FaultsReport<'a> {
    let file = path.display().to_string();
    let faults = match error {
        StoreError::Bad(bad) => bad
            .faults
            .iter()
            .map(|fault| FaultReport {
                file: file.clone(),
                line: Some(fault.line),
                column: Some(fault.column),
                field: Some(&fault.path),
                message: fault.problem.clone(),
            })
            .collect(),
        other => vec![FaultReport { file, line: None, column: None, field: None, message: other.to_string() }],
    };
    FaultsReport { faults }
}
