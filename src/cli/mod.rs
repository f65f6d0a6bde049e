//! The command line: the window's figures without a window.
//!
//! Exit codes: 0 good, 1 what was sought can't be had or a comparison exceeds its tolerance, 2 bad
//! input. Figures go to standard output, faults and what is passed over to standard error.

mod check;
mod compare;
mod eval;
mod export;
mod frontier;
mod input;
mod many;
mod meant;
mod scale;
mod seek;
mod sift;
mod simulate;
mod sweep;
mod table;
mod tornado;

use std::{
    ffi::OsString,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

const EXAMPLES: &str = "Examples:
  shoreline desk.ron                   # opens it
  shoreline budget.ron forecast.ron    # compares them, the first as the base
  shoreline plans                      # compares the scenarios of a folder
  shoreline eval desk.ron              # prints its figures, without a window";

/// What it really costs to move part of a team offshore.
#[derive(Debug, Parser)]
#[command(name = "shoreline", version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub struct Args {
    /// Scenario or deck to open in the window; several, or a folder of scenarios, are compared, the first as the
    /// base; the sample where none is given
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
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
    /// Hold scenarios against a base: results, inputs that differ, and what turns one into the other
    #[command(after_help = compare::EXAMPLES)]
    Compare(compare::CompareArgs),
    /// Move one lever, or two, through a range and see what any result does
    #[command(after_help = sweep::EXAMPLES)]
    Sweep(sweep::SweepArgs),
    /// See which uncertain lever can change the answer most
    #[command(after_help = tornado::EXAMPLES)]
    Tornado(tornado::TornadoArgs),
    /// Ask what must be true: a result's target by one lever, the best mix, how much friction it bears
    #[command(after_help = seek::EXAMPLES)]
    Seek(seek::SeekArgs),
    /// See what thousands of futures come to, each uncertain lever drawn from its range
    #[command(after_help = simulate::EXAMPLES)]
    Simulate(simulate::SimulateArgs),
    /// List the mixes of sites that no other mix beats in both cost and friction
    #[command(after_help = frontier::EXAMPLES)]
    Frontier(frontier::FrontierArgs),
    /// Write a chart, a table, the brief, a deck or the live workbook as a file for other tools
    #[command(after_help = export::EXAMPLES)]
    Export(export::ExportArgs),
    /// List every fault of scenario files, each with its place
    #[command(after_help = check::EXAMPLES)]
    Check(check::CheckArgs),
    /// Print completions for a shell, to be saved where it looks for them
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, for man
    Man,
}

/// Completions for a shell.
fn completions(shell: clap_complete::Shell) -> String {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "shoreline", &mut text);
    String::from_utf8_lossy(&text).into_owned()
}

/// The manual page: the program's, and a section a subcommand.
fn manual() -> String {
    let mut program = Args::command();
    program.build();
    let page = |command: &clap::Command| {
        let mut text = Vec::new();
        // Writing to memory can't fail.
        let _ = clap_mangen::Man::new(command.clone()).render(&mut text);
        String::from_utf8_lossy(&text).into_owned()
    };
    let mut text = page(&program);
    for action in program.get_subcommands() {
        let name = action.get_name();
        // It has no page of its own to be looked up.
        text = text.replace(&format!("shoreline\\-{name}(1)"), &format!("shoreline {name}"));
        if name != "help" {
            let own = page(action);
            let own = own.find(".SH SYNOPSIS").map_or("", |at| &own[at..]).replace(".SH ", ".SS ");
            text.extend([".SH SHORELINE ", &name.to_uppercase(), "\n", &own]);
        }
    }
    text
}

/// How figures are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// To read
    Text,
    /// For programs; exact decimals are strings, estimates are numbers
    Json,
    /// For spreadsheets
    Csv,
}

/// What was sought can't be had, or a comparison exceeds its tolerance.
const UNMET: u8 = 1;
/// Bad input: the faults that were found; or there is no display for a window.
pub const BAD_INPUT: u8 = 2;

/// What a subcommand prints and how it ends.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// For standard output.
    pub output: String,
    /// For standard error: what is wrong.
    pub faults: String,
    /// Whether what was sought can't be had or lies beyond a tolerance, though nothing is wrong with the question.
    pub unmet: bool,
}

impl Outcome {
    fn good(output: String) -> Self {
        Self { output, ..Self::default() }
    }
}

/// The arguments that the program was started with, its own name first.
///
/// # Errors
/// What is wrong with them, and what was probably meant.
pub fn parse(words: &[OsString]) -> Result<Args, clap::Error> {
    match meant::misspelt(words) {
        Some(error) => Err(error),
        None => Args::try_parse_from(words).map_err(|error| meant::misplaced(error, words)),
    }
}

/// Takes out of several files for the window what is no scenario, and says so on standard error.
pub fn sift_for_window(files: &mut Vec<PathBuf>) {
    let _ = io::stderr().write_all(sift::for_window(files).as_bytes());
}

/// Runs a subcommand.
#[must_use]
pub fn run(mut action: Action) -> ExitCode {
    let passed_over = sift::sift(&mut action);
    let outcome = match &action {
        Action::Eval(args) => eval::run(args),
        Action::Compare(args) => compare::run(args),
        Action::Sweep(args) => sweep::run(args),
        Action::Tornado(args) => tornado::run(args),
        Action::Seek(args) => seek::run(args),
        Action::Simulate(args) => simulate::run(args),
        Action::Frontier(args) => frontier::run(args),
        Action::Export(args) => export::run(args),
        Action::Check(args) => Ok(check::run(args)),
        Action::Completions { shell } => Ok(Outcome::good(completions(*shell))),
        Action::Man => Ok(Outcome::good(manual())),
    };
    let refused = |error: input::InputError| Outcome { faults: format!("{error}\n"), ..Outcome::default() };
    let outcome = outcome.unwrap_or_else(refused);
    // A reader that has closed the pipe has seen enough.
    let _ = io::stdout().write_all(outcome.output.as_bytes());
    let _ = io::stderr().write_all((passed_over + &outcome.faults).as_bytes());
    if !outcome.faults.is_empty() {
        ExitCode::from(BAD_INPUT)
    } else if outcome.unmet {
        ExitCode::from(UNMET)
    } else {
        ExitCode::SUCCESS
    }
}

fn json(value: &impl serde::Serialize) -> String {
    // What is printed is plain data: writing it can't fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
