//! The command line: the window's figures without a window.
//!
//! Exit codes: 0 good, 2 bad input. Figures go to standard output, faults to standard error.

mod check;
mod eval;

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Parser, Subcommand, ValueEnum};

/// What it really costs to move part of a team offshore.
#[derive(Debug, Parser)]
#[command(name = "shoreline", version, args_conflicts_with_subcommands = true)]
pub struct Args {
    /// Scenario file to open in the window; the sample where none is given
    pub file: Option<PathBuf>,
    /// What to do without a window
    #[command(subcommand)]
    pub command: Option<Action>,
}

/// What to do without a window.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Print the results of a scenario
    #[command(after_help = eval::EXAMPLES)]
    Eval(eval::EvalArgs),
    /// List every fault of scenario files, each with its place
    #[command(after_help = check::EXAMPLES)]
    Check(check::CheckArgs),
}

/// How figures are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// To read
    Text,
    /// For programs; decimals are strings
    Json,
    /// For spreadsheets: the ledger by month
    Csv,
}

/// Bad input: the faults that were found.
const BAD_INPUT: u8 = 2;

/// What a subcommand prints and how it ends.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// For standard output.
    pub output: String,
    /// For standard error.
    pub faults: String,
}

/// Runs a subcommand.
#[must_use]
pub fn run(action: &Action) -> ExitCode {
    let outcome = match action {
        Action::Eval(args) => eval::run(args),
        Action::Check(args) => check::run(args),
    };
    // A reader that has closed the pipe has seen enough.
    let _ = io::stdout().write_all(outcome.output.as_bytes());
    let _ = io::stderr().write_all(outcome.faults.as_bytes());
    if outcome.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(BAD_INPUT) }
}

fn json(value: &impl serde::Serialize) -> String {
    // What is printed is plain data: writing it can't fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
