//! `shoreline export`: figures that leave Shoreline as files. The ending of the output says which.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{
    Outcome,
    input::{InputError, load_moved},
};
use crate::{
    engine::job::Job,
    export::workbook::{Case, workbook},
    model::{
        results::{Evaluation, evaluate},
        scenario::Scenario,
    },
    store::{catalog, files},
};

pub(super) const EXAMPLES: &str = "The ending of the output says what is written:
  .xlsx  a workbook with live formulas: change an input in it, and all figures follow to the cent;
         of several scenarios, with a sheet that compares them

Examples:
  shoreline export desk.ron -o desk.xlsx
  shoreline export desk.ron --set friction.rework=8% -o rework.xlsx
  shoreline export cheap.ron fair.ron -o both.xlsx";

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Scenario files; - reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The file to write; its ending says what
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Move a lever of every scenario first, such as friction.rework=0.08; may be given more than once
    #[arg(long = "set", value_name = "LEVER=VALUE")]
    pub set: Vec<String>,
}

/// What can be written, by the ending of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Workbook,
}

impl Form {
    const ALL: [(&str, Self); 1] = [("xlsx", Self::Workbook)];

    /// The form that a file's ending stands for.
    fn of(path: &Path) -> Result<Self, InputError> {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
        let known = Self::ALL.iter().find(|(name, _)| *name == ending);
        known.map(|(_, form)| *form).ok_or_else(|| {
            let endings = Self::ALL.map(|(name, _)| format!(".{name}")).join(", ");
            InputError::Asked(format!("--output must end in {endings}, found \"{}\"", path.display()))
        })
    }
}

pub(super) fn run(args: &ExportArgs) -> Result<Outcome, InputError> {
    let form = Form::of(&args.output)?;
    let scenarios = args.files.iter().map(|file| load_moved(file, &args.set)).collect::<Result<Vec<_>, _>>()?;
    let evaluations: Vec<Evaluation> = scenarios.iter().map(evaluate).collect();
    let bytes = match form {
        Form::Workbook => in_workbook(&scenarios, &evaluations)?,
    };
    files::write(&args.output, &bytes)?;
    Ok(Outcome::default())
}

fn in_workbook(scenarios: &[Scenario], evaluations: &[Evaluation]) -> Result<Vec<u8>, InputError> {
    let cases: Vec<Case<'_>> =
        scenarios.iter().zip(evaluations).map(|(scenario, evaluation)| Case { scenario, evaluation }).collect();
    let catalog = catalog().map_err(|problem| InputError::Asked(problem.to_string()))?;
    workbook(&cases, &catalog, &Job::default()).map_err(|problem| InputError::Asked(problem.to_string()))
}
