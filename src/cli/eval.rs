//! `shoreline eval`: the results of a scenario.

use std::path::PathBuf;

use clap::Args;
use thiserror::Error;

use super::{Format, Outcome, json};
use crate::{
    export::report::Report,
    format::{self, ParseError},
    model::{
        check::check,
        lever::{LeverError, LeverId},
        results::evaluate,
        scenario::Scenario,
    },
    store::files::{self, StoreError},
};

pub(super) const EXAMPLES: &str = "Examples:
  shoreline eval desk.ron
  shoreline eval desk.ron --set team.*.headcount=30 --set friction.rework=8%
  shoreline eval desk.ron --format json";

/// Arguments of `eval`.
#[derive(Debug, Args)]
pub struct EvalArgs {
    /// Scenario file
    pub file: PathBuf,
    /// Move a lever first, such as friction.rework=0.08; may be given more than once
    #[arg(long = "set", value_name = "LEVER=VALUE")]
    pub set: Vec<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Debug, Error)]
enum EvalError {
    #[error("{0}")]
    File(#[from] StoreError),
    #[error("--set must be LEVER=VALUE, such as friction.rework=0.08, found \"{found}\"")]
    NoPair { found: String },
    #[error("--set {lever}: {problem}")]
    Value { lever: String, problem: ParseError },
    #[error("--set: {0}")]
    Lever(#[from] LeverError),
    #[error("--set: {0}")]
    Invalid(String),
}

pub(super) fn run(args: &EvalArgs) -> Outcome {
    match evaluated(args) {
        Ok(output) => Outcome { output, faults: String::new() },
        Err(error) => Outcome { output: String::new(), faults: format!("{error}\n") },
    }
}

fn evaluated(args: &EvalArgs) -> Result<String, EvalError> {
    let mut scenario = files::load(&args.file)?;
    for pair in &args.set {
        set(&mut scenario, pair)?;
    }
    let faults = check(&scenario);
    if !faults.is_empty() {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        return Err(EvalError::Invalid(lines.join("\n")));
    }
    let evaluation = evaluate(&scenario);
    Ok(match args.format {
        Format::Text => Report::text(&scenario, &evaluation),
        Format::Json => json(&Report::new(&evaluation)),
        Format::Csv => Report::csv(&scenario, &evaluation),
    })
}

fn set(scenario: &mut Scenario, pair: &str) -> Result<(), EvalError> {
    let (lever, value) = pair.split_once('=').ok_or_else(|| EvalError::NoPair { found: pair.to_owned() })?;
    let id: LeverId = lever.parse()?;
    let value = format::parse_value(value).map_err(|problem| EvalError::Value { lever: lever.to_owned(), problem })?;
    id.set(scenario, value)?;
    Ok(())
}
