//! The tree holds to its own rules: who may use whom, what a file opens with, what lies at the
//! top level. The tables come first; a rule that is to change changes there.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests may")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What each layer may use of the others: `model ← engine, store, format ← export, state ← ui, cli ← app ← main`.
/// `a::b` allows only that module of a layer.
const LAYERS: [(&str, &[&str]); 11] = [
    ("model", &[]),
    // Notes and faults speak in figures.
    ("catalog", &["model", "format"]),
    // Advice speaks in figures.
    ("engine", &["model", "format"]),
    // Faults name paths, whatever these hold.
    ("store", &["model", "catalog", "format"]),
    ("format", &["model"]),
    ("export", &["model", "catalog", "engine", "store", "format"]),
    // What is remembered between starts, and a deck, are plain records; saving them is the shell's.
    ("state", &["model", "catalog", "engine", "format", "export", "store::session", "store::deck"]),
    ("ui", &["model", "catalog", "engine", "format", "export", "state", "store::session", "store::deck"]),
    // Pictures and pages are drawn by what draws the window's charts, on a stage without one.
    ("cli", &["model", "catalog", "engine", "store", "format", "export", "state", "ui::pictures"]),
    ("app", &["model", "catalog", "engine", "store", "format", "export", "state", "ui"]),
    ("main", &["app", "cli"]),
];

/// Names of paths' beginnings, and the only layers that may use them.
const RESERVED: [(&[&str], &[&str]); 24] = [
    (&["egui"], &["ui", "app"]),
    (&["egui_plot"], &["ui"]),
    (&["egui_table"], &["ui"]),
    (&["egui_extras"], &["ui"]),
    (&["accesskit"], &["ui"]),
    (&["eframe"], &["app"]),
    (&["rfd"], &["app"]),
    (&["rayon"], &["engine"]),
    (&["pulp"], &["engine"]),
    (&["std", "thread"], &["app"]),
    // The command line says how long a simulation took.
    (&["std", "time", "Instant"], &["app", "cli"]),
    // Journals are named by, and discarded by, the time.
    (&["std", "time", "SystemTime"], &["app", "store"]),
    (&["std", "process", "Command"], &["app"]),
    (&["std", "net"], &[]),
    (&["ron"], &["store"]),
    // The shell's tests have settings of their own.
    (&["tempfile"], &["store", "app"]),
    (&["directories"], &["store", "app"]),
    (&["clap"], &["cli", "main"]),
    (&["serde_json"], &["cli", "export"]),
    (&["resvg"], &["export"]),
    (&["krilla"], &["export"]),
    (&["ttf_parser"], &["export"]),
    (&["jiff", "Timestamp", "now"], &["app"]),
    (&["jiff", "Zoned", "now"], &["app"]),
];

/// What changes files, as the last two names of a path: only `store` does.
const WRITES: [&str; 13] = [
    "fs::write",
    "fs::rename",
    "fs::copy",
    "fs::hard_link",
    "fs::remove_file",
    "fs::remove_dir",
    "fs::remove_dir_all",
    "fs::create_dir",
    "fs::create_dir_all",
    "fs::set_permissions",
    "fs::OpenOptions",
    "File::create",
    "File::create_new",
];

/// The top level; dot-files and licences may stand beside it.
const TOP_LEVEL: [&str; 7] = ["Cargo.toml", "Cargo.lock", "README.md", "src", "assets", "scenarios", "tests"];

/// The most lines of a file that does not say why it is longer.
const MOST_LINES: usize = 500;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under version control, with the new ones that are not ignored.
fn tracked() -> Vec<String> {
    let git = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
    let listed = Command::new("git").args(git).current_dir(root()).output();
    let listed = listed.ok().filter(|listed| listed.status.success());
    let files = listed.map_or_else(walked, |listed| {
        let text = String::from_utf8(listed.stdout).unwrap();
        text.split_terminator('\0').map(str::to_owned).collect()
    });
    files.into_iter().filter(|path| root().join(path).is_file()).collect()
}

/// The files of a tree that came without its history.
fn walked() -> Vec<String> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "target" && name != ".git" {
                folders.push(path);
            } else if path.is_file() {
                files.push(name);
            }
        }
    }
    files
}

/// Our own Rust files with their text.
fn rust_files() -> Vec<(String, String)> {
    let files = tracked().into_iter().filter(|path| Path::new(path).extension().is_some_and(|ending| ending == "rs"));
    files.map(|path| (path.clone(), fs::read_to_string(root().join(path)).unwrap())).collect()
}

/// The layer of a file under `src`; none of `lib.rs`, which only names them all.
fn layer(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    let first = inside.split('/').next()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    (name != "lib").then_some(name)
}

/// A word or a mark of Rust source.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Name(String),
    Path,
    Mark(char),
}

/// The tokens of a file, without comments, texts and numbers' insides.
fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let next = chars.get(at + 1).copied().unwrap_or(' ');
        match chars[at] {
            '/' if next == '/' => at = end_of_line(&chars, at),
            '/' if next == '*' => at = end_of_comment(&chars, at),
            '"' => at = end_of_text(&chars, at),
            'r' if next == '"' || next == '#' => match end_of_raw_text(&chars, at + 1) {
                Some(end) => at = end,
                None => at += 2,
            },
            '\'' if next == '\\' => at = (at + 3..chars.len()).find(|at| chars[*at] == '\'').unwrap_or(chars.len()) + 1,
            '\'' if chars.get(at + 2) == Some(&'\'') => at += 3,
            ':' if next == ':' => {
                tokens.push(Token::Path);
                at += 2;
            }
            first if first == '_' || first.is_alphanumeric() => {
                let end = (at..chars.len()).find(|at| chars[*at] != '_' && !chars[*at].is_alphanumeric());
                let end = end.unwrap_or(chars.len());
                tokens.push(Token::Name(chars[at..end].iter().collect()));
                at = end;
            }
            mark => {
                if !mark.is_whitespace() {
                    tokens.push(Token::Mark(mark));
                }
                at += 1;
            }
        }
    }
    tokens
}

fn end_of_line(chars: &[char], at: usize) -> usize {
    (at..chars.len()).find(|at| chars[*at] == '\n').unwrap_or(chars.len())
}

fn end_of_comment(chars: &[char], at: usize) -> usize {
    let ends = |at: &usize| chars[*at] == '*' && chars.get(at + 1) == Some(&'/');
    (at + 2..chars.len()).find(ends).map_or(chars.len(), |end| end + 2)
}

fn end_of_text(chars: &[char], at: usize) -> usize {
    let mut at = at + 1;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// The end of `#…#"…"#…#`; none where it is a raw name.
fn end_of_raw_text(chars: &[char], at: usize) -> Option<usize> {
    let hashes = chars[at..].iter().take_while(|mark| **mark == '#').count();
    let open = at + hashes;
    if chars.get(open) != Some(&'"') {
        return None;
    }
    let ends =
        |at: &usize| chars[*at] == '"' && chars[*at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
    Some((open + 1..chars.len()).find(ends).map_or(chars.len(), |end| end + 1 + hashes))
}

/// Every path that a file names, in `use` trees and elsewhere, in full: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn paths(text: &str) -> Vec<Vec<String>> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            Token::Name(_) => at = path(&tokens, at, &[], &mut found),
            _ => at += 1,
        }
    }
    found
}

/// Reads the path that starts at a name, behind what a group put before it; returns where it ends.
fn path(tokens: &[Token], at: usize, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut whole = before.to_vec();
    let mut at = at;
    while let Some(Token::Name(name)) = tokens.get(at) {
        whole.push(name.clone());
        at += 1;
        if tokens.get(at) != Some(&Token::Path) {
            break;
        }
        at += 1;
    }
    let group = tokens.get(at) == Some(&Token::Mark('{')) && at > 0 && tokens[at - 1] == Token::Path;
    if !group {
        found.push(whole);
        return at;
    }
    at += 1;
    while at < tokens.len() && tokens[at] != Token::Mark('}') {
        at = match &tokens[at] {
            Token::Name(_) => path(tokens, at, &whole, found),
            _ => at + 1,
        };
    }
    at + 1
}

/// The layer's path that a path in a file leads to, such as `store::files`; none if it leads elsewhere.
fn inner<'a>(file: &str, path: &'a [String]) -> Option<&'a [String]> {
    let is_layer = |name: &String| LAYERS.iter().any(|(layer, _)| layer == name);
    let rest = match path.first()?.as_str() {
        "crate" => &path[1..],
        "shoreline" if file == "src/main.rs" => &path[1..],
        "super" => {
            let supers = path.iter().take_while(|name| *name == "super").count();
            let names = file.strip_prefix("src/")?.trim_end_matches(".rs").trim_end_matches("/mod").split('/').count();
            if supers < names {
                return None;
            }
            &path[supers..]
        }
        _ => return None,
    };
    rest.first().filter(|name| is_layer(name)).map(|_| rest)
}

#[test]
fn layers_use_only_what_lies_below_them() {
    let mut wrong = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for (file, text) in rust_files() {
        let Some(layer) = layer(&file) else { continue };
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            wrong.insert(format!("{file}: src holds no layer called {layer}"));
            continue;
        };
        seen.insert(layer.to_owned());
        for path in paths(&text) {
            let Some(used) = inner(&file, &path) else { continue };
            let holds = |rule: &&str| {
                used.iter().map(String::as_str).zip(rule.split("::")).all(|(a, b)| a == b)
                    && used.len() >= rule.split("::").count()
            };
            if used[0] != layer && !allowed.iter().any(holds) {
                wrong.insert(format!("{file}: {layer} must not use {}", used.join("::")));
            }
        }
    }
    assert_eq!(seen.len(), LAYERS.len(), "layers with files: {seen:?}");
    report(wrong);
}

#[test]
fn libraries_stay_in_their_layers() {
    let mut wrong = BTreeSet::new();
    for (file, text) in rust_files() {
        let Some(layer) = layer(&file) else { continue };
        for path in paths(&text) {
            for (reserved, layers) in RESERVED {
                let named = path.len() >= reserved.len() && path.iter().zip(reserved).all(|(a, b)| a == b);
                // One name alone may be a variable's.
                if named && path.len() > 1 && !layers.contains(&layer) {
                    wrong.insert(format!("{file}: only {layers:?} may name {}", path.join("::")));
                }
            }
            let clock = path.iter().any(|name| name == "Instant" || name == "SystemTime");
            if clock && !["app", "cli", "store"].contains(&layer) {
                wrong.insert(format!("{file}: only app, cli and store may look at a clock: {}", path.join("::")));
            }
            let ends = path.windows(2).map(|pair| pair.join("::"));
            for write in ends.filter(|end| layer != "store" && WRITES.contains(&end.as_str())) {
                wrong.insert(format!("{file}: only store may write files: {write}"));
            }
        }
    }
    report(wrong);
}

#[test]
fn every_file_says_what_it_holds() {
    let mut wrong = BTreeSet::new();
    for (file, text) in rust_files() {
        if !text.starts_with("//! ") {
            wrong.insert(format!("{file}: must open with //! and what it holds"));
        }
        let lines = text.lines().count();
        let head: Vec<&str> = text.lines().take_while(|line| line.starts_with("//!")).collect();
        if lines > MOST_LINES && !head.iter().any(|line| line.contains(&format!("Over {MOST_LINES} lines"))) {
            wrong.insert(format!(
                "{file}: has {lines} lines; over {MOST_LINES} it must say why: //! Over {MOST_LINES} lines: …"
            ));
        }
    }
    report(wrong);
}

#[test]
fn nothing_is_left_for_later() {
    // Put together here, so that this file does not hold them.
    let words = [["TO", "DO"], ["FIX", "ME"], ["coming ", "soon"], ["unimplemented", "!"], ["todo", "!"]]
        .map(|word| word.concat());
    let mut wrong = BTreeSet::new();
    for (file, text) in text_files() {
        for word in &words {
            let holds =
                if word.starts_with("coming") { text.to_lowercase().contains(word) } else { text.contains(word) };
            if holds {
                wrong.insert(format!("{file}: holds \"{word}\""));
            }
        }
    }
    report(wrong);
}

#[test]
fn no_file_names_a_place_on_one_machine() {
    let places =
        [["/wo", "rk"], ["/tm", "p"], ["/ho", "me"], ["/ro", "ot"], ["/Us", "ers"]].map(|place| place.concat());
    let mut wrong = BTreeSet::new();
    for (file, text) in text_files() {
        if file.starts_with(".ci/") {
            continue;
        }
        for place in &places {
            let inside = |c: char| c.is_alphanumeric() || "_-.~/:}".contains(c);
            let found = text.match_indices(place.as_str()).any(|(at, _)| {
                let before = text[..at].chars().next_back();
                let after = text[at + place.len()..].chars().next();
                // A folder of that name deeper down is another thing.
                !before.is_some_and(inside) && !after.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '-')
            });
            if found {
                wrong.insert(format!("{file}: names {place}"));
            }
        }
    }
    report(wrong);
}

/// Every file that is text, but for licences and the lock file.
fn text_files() -> Vec<(String, String)> {
    let files = tracked().into_iter().filter(|path| !path.contains("LICENSE") && path != "Cargo.lock");
    files.filter_map(|path| Some((path.clone(), fs::read_to_string(root().join(path)).ok()?))).collect()
}

#[test]
fn the_top_level_holds_what_it_should() {
    let found: BTreeSet<String> =
        tracked().iter().filter_map(|path| path.split('/').next()).map(str::to_owned).collect();
    let mut wrong: BTreeSet<String> = found
        .iter()
        .filter(|name| !TOP_LEVEL.contains(&name.as_str()) && !name.starts_with('.') && !name.starts_with("LICENSE"))
        .map(|name| format!("{name}: does not belong at the top level"))
        .collect();
    wrong.extend(TOP_LEVEL.iter().filter(|name| !found.contains(**name)).map(|name| format!("{name}: is missing")));
    report(wrong);
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let text = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut section = "";
    let mut wrong = BTreeSet::new();
    let mut dependencies = 0;
    for line in text.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.contains("dependencies") && line.contains('=') && !line.starts_with('#') {
            dependencies += 1;
            if line.rsplit_once("# ").is_none_or(|(_, reason)| reason.trim().len() < 5) {
                wrong.insert(format!("Cargo.toml: must say at its end what it is for: {line}"));
            }
        }
    }
    assert!(dependencies > 10, "{dependencies} dependencies read");
    report(wrong);
}

#[test]
fn there_is_one_version_of_each_library_of_the_window() {
    let text = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
    for name in text.lines().filter_map(|line| line.strip_prefix("name = \"")) {
        *versions.entry(name.trim_end_matches('"')).or_default() += 1;
    }
    let libraries = ["egui", "eframe", "egui_plot", "egui_table", "epaint", "emath", "ecolor", "rust_decimal"];
    report(
        libraries
            .iter()
            .filter(|name| versions.get(*name) != Some(&1))
            .map(|name| format!("Cargo.lock: {:?} versions of {name}", versions.get(name))),
    );
}

#[test]
fn paths_are_read_as_they_are_written() {
    let text = "use std::{fs, thread::{self, Builder}};\n// use ron::de;\nlet a = \"ron::x\"; b::<'c'>(egui::pos2(1.0)); 'x: loop {} r#\"ron::y\"#";
    let found: Vec<String> = paths(text).iter().map(|path| path.join("::")).collect();
    for right in ["std::fs", "std::thread::self", "std::thread::Builder", "egui::pos2"] {
        assert!(found.contains(&right.to_owned()), "{right}: {found:?}");
    }
    assert!(!found.iter().any(|path| path.starts_with("ron")), "{found:?}");
    let up = ["super", "super", "ui"].map(str::to_owned);
    assert!(inner("src/state/view.rs", &up).is_some());
    assert!(inner("src/ui/charts/cost.rs", &up).is_none());
}

fn report(wrong: impl IntoIterator<Item = String>) {
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
