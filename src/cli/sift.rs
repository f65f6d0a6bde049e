//! Files as a shell's `*.ron` finds them: locks and decks that stand among scenarios are passed over, and
//! that is said. `check` looks at all it is given.

use std::{
    mem,
    path::{Path, PathBuf},
};

use super::{Action, input::ScenarioArgs};
use crate::{
    format,
    store::{is_deck, lock::is_lock},
};

/// Takes out of the files of a subcommand what is no scenario, and says so; leaves them as they are
/// where too few would be left, so that what was meant is told to be wrong.
pub(super) fn sift(action: &mut Action) -> String {
    match action {
        Action::Eval(args) => several(&mut args.scenario),
        Action::Sweep(args) => several(&mut args.scenario),
        Action::Tornado(args) => several(&mut args.scenario),
        Action::Seek(args) => several(&mut args.scenario),
        Action::Simulate(args) => several(&mut args.scenario),
        Action::Frontier(args) => several(&mut args.scenario),
        Action::Compare(args) => split(&mut args.base, &mut args.files, 2),
        // A deck is exported too, alone.
        Action::Export(args) => sifted(&mut args.files, 1, |file| is_lock(file).then_some("a lock")),
        Action::Check(_) | Action::Completions { .. } | Action::Man => String::new(),
    }
}

/// The same of what the window opens.
pub(super) fn for_window(files: &mut Vec<PathBuf>) -> String {
    sifted(files, 1, other)
}

fn several(args: &mut ScenarioArgs) -> String {
    split(&mut args.file, &mut args.more, 1)
}

fn split(first: &mut PathBuf, more: &mut Vec<PathBuf>, least: usize) -> String {
    let mut files: Vec<PathBuf> = std::iter::once(mem::take(first)).chain(mem::take(more)).collect();
    let said = sifted(&mut files, least, other);
    let mut files = files.into_iter();
    *first = files.next().unwrap_or_default();
    *more = files.collect();
    said
}

/// What a file is that is no scenario, by its name.
fn other(file: &Path) -> Option<&'static str> {
    if is_lock(file) {
        Some("a lock")
    } else if is_deck(file) {
        Some("a deck")
    } else {
        None
    }
}

fn sifted(files: &mut Vec<PathBuf>, least: usize, other: impl Fn(&Path) -> Option<&'static str>) -> String {
    let scenarios = files.iter().filter(|file| other(file).is_none()).count();
    if scenarios < least {
        return String::new();
    }
    let mut said = String::new();
    files.retain(|file| {
        let Some(kind) = other(file) else { return true };
        said.extend([format::path(file).as_str(), ": passed over: ", kind, ", not a scenario\n"]);
        false
    });
    said
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::cli::Args;

    /// What is said, and the files that are left.
    fn left(words: &str) -> (String, Vec<PathBuf>) {
        let mut action = Args::try_parse_from(words.split(' ')).unwrap().command.unwrap();
        let said = sift(&mut action);
        let several = |args: ScenarioArgs| std::iter::once(args.file).chain(args.more).collect();
        let files = match action {
            Action::Eval(args) => several(args.scenario),
            Action::Tornado(args) => several(args.scenario),
            Action::Compare(args) => std::iter::once(args.base).chain(args.files).collect(),
            Action::Export(args) => args.files,
            Action::Check(args) => args.files,
            _ => Vec::new(),
        };
        (said, files)
    }

    #[test]
    fn what_is_no_scenario_is_passed_over_where_enough_is_left() {
        let lock = "a.lock.ron: passed over: a lock, not a scenario\n";
        let deck = "b.deck.ron: passed over: a deck, not a scenario\n";
        for (words, said, files) in [
            ("shoreline eval a.lock.ron a.ron b.deck.ron b.ron", format!("{lock}{deck}"), vec!["a.ron", "b.ron"]),
            ("shoreline tornado a.ron a.lock.ron", lock.to_owned(), vec!["a.ron"]),
            ("shoreline eval a.lock.ron", String::new(), vec!["a.lock.ron"]),
            ("shoreline eval a.lock.ron b.deck.ron", String::new(), vec!["a.lock.ron", "b.deck.ron"]),
            ("shoreline compare x.ron a.lock.ron a.ron b.deck.ron", format!("{lock}{deck}"), vec!["x.ron", "a.ron"]),
            ("shoreline compare b.deck.ron x.ron a.ron", deck.to_owned(), vec!["x.ron", "a.ron"]),
            // One scenario is not enough to compare.
            ("shoreline compare x.ron a.lock.ron", String::new(), vec!["x.ron", "a.lock.ron"]),
            ("shoreline export a.ron a.lock.ron --output a.xlsx", lock.to_owned(), vec!["a.ron"]),
            ("shoreline check a.ron a.lock.ron b.deck.ron", String::new(), vec!["a.ron", "a.lock.ron", "b.deck.ron"]),
        ] {
            let files: Vec<PathBuf> = files.into_iter().map(PathBuf::from).collect();
            assert_eq!(left(words), (said, files), "{words}");
        }
    }

    #[test]
    fn the_window_compares_what_is_left_of_several() {
        let left = |names: &[&str]| {
            let mut files: Vec<PathBuf> = names.iter().map(PathBuf::from).collect();
            (for_window(&mut files), files.len())
        };
        let lock = "a.lock.ron: passed over: a lock, not a scenario\n".to_owned();
        assert_eq!(left(&["a.ron", "a.lock.ron", "b.ron"]), (lock.clone(), 2));
        assert_eq!(left(&["a.deck.ron"]), (String::new(), 1));
        assert_eq!(left(&["a.ron", "a.lock.ron"]), (lock, 1));
        let deck = "talk.deck.ron: passed over: a deck, not a scenario\n".to_owned();
        assert_eq!(left(&["plans", "talk.deck.ron"]), (deck, 1));
        assert_eq!(left(&["a.deck.ron", "b.deck.ron"]), (String::new(), 2));
    }
}
