//! The scenario that a subcommand works on: its file, with levers moved first.

use std::{
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use clap::Args;
use rust_decimal::Decimal;
use thiserror::Error;

use super::{Format, meant::unknown_lever};
use crate::{
    engine::measure::Measure,
    format::{self, ParseError},
    model::{
        check::check,
        lever::{LeverError, LeverId},
        scenario::Scenario,
    },
    store::{
        codec::{MOST_BYTES, decode},
        files::{self, StoreError},
    },
};

/// The options of every subcommand that works on one scenario, or on one after the other.
#[derive(Debug, Args)]
pub struct ScenarioArgs {
    /// Scenario file; - reads standard input
    pub file: PathBuf,
    /// More scenario files, each done after the other
    #[arg(value_name = "MORE")]
    pub more: Vec<PathBuf>,
    /// The levers that are moved first
    #[command(flatten)]
    pub moved: MovedArgs,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Levers that are moved before anything else.
#[derive(Debug, Args)]
pub struct MovedArgs {
    /// Move a lever first, such as friction.rework=0.08; may be given more than once
    #[arg(long = "set", value_name = "LEVER=VALUE")]
    pub set: Vec<String>,
}

/// What is wrong with what was asked for.
#[derive(Debug, Error)]
pub(super) enum InputError {
    #[error("{0}")]
    File(#[from] StoreError),
    #[error("--set must be LEVER=VALUE, such as friction.rework=0.08, found \"{found}\"")]
    NoPair { found: String },
    #[error("{option} {lever}: {problem}")]
    Value { option: &'static str, lever: String, problem: ParseError },
    #[error("{option}: {problem}")]
    Lever { option: &'static str, problem: LeverError },
    #[error("--set: {0}")]
    Invalid(String),
    #[error("{0}")]
    Asked(String),
}

impl MovedArgs {
    /// Reads a file and moves the levers.
    ///
    /// # Errors
    /// If the file can't be read or is faulty, or a lever can't be moved so.
    pub(super) fn load(&self, file: &Path) -> Result<Scenario, InputError> {
        load_moved(file, &self.set)
    }
}

/// Reads a scenario and moves levers, each given as `LEVER=VALUE`.
///
/// # Errors
/// If the file can't be read or is faulty, or a lever can't be moved so.
pub(super) fn load_moved(file: &Path, set: &[String]) -> Result<Scenario, InputError> {
    let mut scenario = load(file)?;
    for pair in set {
        let (name, value) = pair.split_once('=').ok_or_else(|| InputError::NoPair { found: pair.to_owned() })?;
        let id = parsed("--set", name, &scenario)?;
        let value = value_of("--set", &id, value)?;
        let set = id.set(&mut scenario, value);
        set.map_err(|problem| unknown_lever("--set", name, &scenario, problem))?;
    }
    let faults = check(&scenario);
    if faults.is_empty() {
        return Ok(scenario);
    }
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    Err(InputError::Invalid(lines.join("\n")))
}

/// Reads a scenario from a file, or from standard input where it is called `-`.
pub(super) fn load(path: &Path) -> Result<Scenario, StoreError> {
    if path != Path::new("-") {
        return files::load(path);
    }
    Ok(decode(&standard_input()?, STANDARD_INPUT)?)
}

/// What messages call standard input.
pub(super) const STANDARD_INPUT: &str = "standard input";

/// Standard input, whole, up to what is too large anyway.
pub(super) fn standard_input() -> Result<Vec<u8>, StoreError> {
    let failed = |source| StoreError::Read { path: STANDARD_INPUT.into(), source };
    let mut bytes = Vec::new();
    io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// The lever of a name that the scenario has.
pub(super) fn lever(option: &'static str, name: &str, scenario: &Scenario) -> Result<LeverId, InputError> {
    let id = parsed(option, name, scenario)?;
    id.value(scenario).map_err(|problem| unknown_lever(option, name, scenario, problem))?;
    Ok(id)
}

fn parsed(option: &'static str, name: &str, scenario: &Scenario) -> Result<LeverId, InputError> {
    name.parse().map_err(|problem| unknown_lever(option, name, scenario, problem))
}

/// A number of an option, such as 0.3, 30% or 1.2m; `of` is what it belongs to.
pub(super) fn number(option: &'static str, of: &str, text: &str) -> Result<Decimal, InputError> {
    format::parse_value(text).map_err(|problem| InputError::Value { option, lever: of.to_owned(), problem })
}

/// A value of a lever, as its file holds it, such as 0.3, 30% or 3 months.
pub(super) fn value_of(option: &'static str, id: &LeverId, text: &str) -> Result<Decimal, InputError> {
    let of = id.to_string();
    format::parse_lever(id.lever(), text).map_err(|problem| InputError::Value { option, lever: of, problem })
}

/// The result of a key.
pub(super) fn measure(key: &str) -> Result<Measure, InputError> {
    Measure::find(key).ok_or_else(|| {
        let keys = Measure::ALL.map(Measure::key).join(", ");
        InputError::Asked(format!("--result must be one of {keys}, found \"{key}\""))
    })
}
