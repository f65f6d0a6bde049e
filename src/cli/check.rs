//! `shoreline check`: every fault of scenario files, each with its place.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::{Outcome, input::load, json};
use crate::store::{codec::to_json, files::StoreError};

pub(super) const EXAMPLES: &str = "Examples:
  shoreline check scenarios/*.ron
  shoreline check desk.ron --format json";

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Scenario files; - reads standard input
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
        match (load(path), args.format) {
            (Ok(scenario), CheckFormat::Json) => outcome.output.push_str(&json(&to_json(&scenario))),
            (Ok(_), CheckFormat::Text) => outcome.output.extend([path.display().to_string().as_str(), ": good\n"]),
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
