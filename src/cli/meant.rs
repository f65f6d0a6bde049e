//! What was probably meant where a name is misspelt: a subcommand, or a lever.

use std::{ffi::OsString, path::Path};

use clap::{
    Arg, Command, CommandFactory as _, Error,
    error::{ContextKind, ContextValue, ErrorKind},
};
use indexmap::IndexSet;

use super::{Args, input::InputError};
use crate::{
    format::near,
    model::{
        lever::{LeverError, LeverId},
        scenario::Scenario,
    },
};

/// Most names that are offered.
const MOST: usize = 3;
/// The fewest letters that a beginning of a name must have.
const BEGINNING: usize = 3;

/// What is wrong with arguments that name no command where one is meant; `words` begin with the program's
/// own name. What may be a file, by its point or path, or because it is there, is taken for one.
pub(super) fn misspelt(words: &[OsString]) -> Option<Error> {
    let mut program = program();
    let names: Vec<String> = program.get_subcommands().map(|action| action.get_name().to_owned()).collect();
    let known = |word: &str| names.iter().any(|name| name == word);
    let words: Vec<&str> = words.iter().skip(1).map_while(|word| word.to_str()).collect();
    let first = *words.first().filter(|first| !first.starts_with('-'))?;
    let said = match words.get(1) {
        Some(other) if first == "help" && !known(other) => {
            format!("there is no command called '{other}'; did you mean 'shoreline help {}'?", meant(other, &names)?)
        }
        _ if known(first) => return None,
        _ => {
            let late = words.iter().skip(1).find(|word| known(word) && !Path::new(word).exists());
            if let Some(command) = late {
                format!("the command comes first; did you mean 'shoreline {command} {first}'?")
            } else if first.contains(['.', '/', '\\']) || Path::new(first).exists() {
                return None;
            } else {
                let meant = meant(first, &names)?;
                format!("there is neither a command nor a file called '{first}'; did you mean 'shoreline {meant}'?")
            }
        }
    };
    Some(program.error(ErrorKind::InvalidSubcommand, said))
}

/// The same error, or a plainer one where an option of commands is given to the window.
pub(super) fn misplaced(error: Error, words: &[OsString]) -> Error {
    let mut program = program();
    let Some(ContextValue::String(option)) = error.get(ContextKind::InvalidArg) else { return error };
    let suggested = error.get(ContextKind::SuggestedArg).is_some();
    let named = |action: &&Command| words.get(1).is_some_and(|word| word == action.get_name());
    if suggested || error.kind() != ErrorKind::UnknownArgument || program.get_subcommands().any(|action| named(&action))
    {
        return error;
    }
    let options =
        |action: &Command| action.get_opts().filter_map(Arg::get_long).map(|long| format!("--{long}")).collect();
    let all: Vec<(&str, Vec<String>)> =
        program.get_subcommands().map(|action| (action.get_name(), options(action))).collect();
    let longs = all.iter().flat_map(|(_, longs)| longs).map(String::as_str);
    let Some(meant) = near(option, longs).first().copied() else { return error };
    let Some((command, _)) = all.iter().find(|(_, longs)| longs.iter().any(|long| long == meant)) else { return error };
    let said = format!("the window has no option '{option}'; did you mean 'shoreline {command} … {meant}'?");
    program.error(ErrorKind::UnknownArgument, said)
}

/// The table of commands, with `help`.
fn program() -> Command {
    let mut program = Args::command();
    program.build();
    program
}

/// The command that was meant: one that begins so, or that is nearly called so.
fn meant<'n>(found: &str, names: &'n [String]) -> Option<&'n str> {
    let long = |text: &str| text.chars().count() >= BEGINNING;
    let begins =
        |name: &&String| (long(found) && name.starts_with(found)) || (long(name) && found.starts_with(name.as_str()));
    let begun = names.iter().find(begins).map(String::as_str);
    begun.or_else(|| near(found, names.iter().map(String::as_str)).first().copied())
}

/// A lever that is not known, or that the scenario does not have, with those that were probably meant.
pub(super) fn unknown_lever(option: &'static str, name: &str, scenario: &Scenario, problem: LeverError) -> InputError {
    let meant = match &problem {
        LeverError::Unknown { .. } | LeverError::Absent { .. } => near_levers(name, scenario),
        _ => Vec::new(),
    };
    match (problem, alternatives(&meant)) {
        (LeverError::Unknown { id }, Some(meant)) => {
            InputError::Asked(format!("{option}: no lever is called \"{id}\"; did you mean {meant}?"))
        }
        (problem, Some(meant)) => InputError::Asked(format!("{option}: {problem}; did you mean {meant}?")),
        (problem, None) => InputError::Lever { option, problem },
    }
}

/// The levers of a scenario whose names are nearly this one; else those whose own part of the name is, of the
/// same kind first.
fn near_levers(name: &str, scenario: &Scenario) -> Vec<String> {
    let all: IndexSet<String> =
        LeverId::all(scenario).iter().flat_map(LeverId::with_stars).map(|id| id.to_string()).collect();
    let mut found: Vec<&str> = near(name, all.iter().map(String::as_str));
    if found.is_empty() {
        let own = |name: &str| name.rsplit('.').next().unwrap_or_default().to_owned();
        let kind = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
        let parts: IndexSet<String> = all.iter().map(|id| own(id)).collect();
        let wanted = own(name);
        let part = near(&wanted, parts.iter().map(String::as_str)).first().copied();
        found = all.iter().map(String::as_str).filter(|id| Some(own(id).as_str()) == part).collect();
        found.sort_by_key(|id| kind(id) != kind(name));
    }
    found.into_iter().take(MOST).map(str::to_owned).collect()
}

/// Names as alternatives: `a`, `a or b`, `a, b or c`.
fn alternatives(names: &[String]) -> Option<String> {
    let (last, rest) = names.split_last()?;
    Some(if rest.is_empty() { last.clone() } else { format!("{} or {last}", rest.join(", ")) })
}
