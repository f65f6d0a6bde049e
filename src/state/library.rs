//! A folder of scenarios as a list: each in a few figures, searched, sorted and told apart by tags.
//!
//! A tag is a word of the note that begins with `#`. What can't be read stands in the list with its
//! fault. Files are listed and read by the shell; here is what is known of them.

use std::{collections::HashMap, fmt::Write as _, path::PathBuf};

use crate::{
    catalog::presets::objective_label,
    engine::overview::Overview,
    format,
    model::scenario::{Objective, Scenario},
};

/// What is known of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing yet.
    Waiting,
    /// It is a scenario.
    Scenario(Box<Brief>),
    /// It can't be read, and why: every fault on a line.
    Broken(String),
}

/// A scenario in brief.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    /// Its name, harmless to show.
    pub name: String,
    /// Its note on one line, harmless to show.
    pub note: String,
    /// Tags of the note, lower case, without `#`, each once.
    pub tags: Vec<String>,
    /// Its objective.
    pub objective: Objective,
    /// Its figures.
    pub overview: Overview,
}

impl Brief {
    /// A valid scenario in brief.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        Self {
            name: format::plain(&scenario.name),
            note: format::plain(&scenario.note.split_whitespace().collect::<Vec<_>>().join(" ")),
            tags: tags(&scenario.note),
            objective: scenario.objective,
            overview: Overview::of(scenario),
        }
    }
}

/// The tags of a note: `#board`, `#2027-plan`.
#[must_use]
pub fn tags(note: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in note.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | '(' | ')' | '"')) {
        let Some(tag) = word.strip_prefix('#') else { continue };
        let tag = tag.trim_end_matches(|c: char| !c.is_alphanumeric());
        let plain = tag.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/'));
        if !tag.is_empty() && plain && !found.contains(&tag.to_lowercase()) {
            found.push(tag.to_lowercase());
        }
    }
    found
}

/// A file of the library.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The file.
    pub path: PathBuf,
    /// Its name, harmless to show.
    pub file: String,
    /// When it was changed last: seconds since 1970, and the date in words.
    pub changed: Option<(i64, String)>,
    /// What is known of it.
    pub content: Content,
}

impl Entry {
    fn brief(&self) -> Option<&Brief> {
        match &self.content {
            Content::Scenario(brief) => Some(brief),
            Content::Waiting | Content::Broken(_) => None,
        }
    }

    /// What the entry is called: its scenario's name, or its file's.
    #[must_use]
    pub fn title(&self) -> &str {
        self.brief().map(|brief| brief.name.as_str()).filter(|name| !name.trim().is_empty()).unwrap_or(&self.file)
    }

    /// Whether all words are found in what the list shows of it; a word with `#` must be a tag.
    fn has(&self, words: &[String]) -> bool {
        if words.is_empty() {
            return true;
        }
        let text = match &self.content {
            Content::Scenario(brief) => {
                let (note, objective) = (&brief.note, objective_label(brief.objective));
                format!("{}\n{}\n{note}\n{objective}", brief.name, self.file)
            }
            Content::Waiting => self.file.clone(),
            Content::Broken(problem) => format!("{}\n{problem}", self.file),
        };
        let text = text.to_lowercase();
        words.iter().all(|word| match (word.strip_prefix('#'), self.brief()) {
            (Some(tag), brief) if !tag.is_empty() => brief.is_some_and(|brief| brief.tags.iter().any(|of| of == tag)),
            (_, Some(brief)) => text.contains(word.as_str()) || brief.overview.has_print(word),
            _ => text.contains(word.as_str()),
        })
    }
}

/// A column that the list can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Column {
    /// The scenario's name.
    #[default]
    Name,
    /// The file's name.
    File,
    /// The objective.
    Objective,
    /// The effective saving.
    Saving,
    /// The friction.
    Friction,
    /// When the file was changed.
    Changed,
    /// The fingerprint: the same figures stand together.
    Fingerprint,
    /// The note.
    Note,
}

impl Column {
    /// All columns as they stand.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Note,
        Self::Objective,
        Self::Saving,
        Self::Friction,
        Self::Changed,
        Self::Fingerprint,
        Self::File,
    ];

    /// Its heading.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::File => "File",
            Self::Objective => "Objective",
            Self::Saving => "Effective saving",
            Self::Friction => "Friction",
            Self::Changed => "Changed",
            Self::Fingerprint => "Fingerprint",
            Self::Note => "Note",
        }
    }

    /// Whether the largest comes first where it is chosen.
    #[must_use]
    pub fn largest_first(self) -> bool {
        matches!(self, Self::Saving | Self::Changed)
    }
}

/// How far the list is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Progress {
    /// No folder is chosen.
    #[default]
    Nothing,
    /// The folder is being listed.
    Listing,
    /// So many files have been read.
    Reading(usize),
    /// All is known.
    Whole,
    /// The folder can't be listed, and why.
    Failed(String),
}

/// A folder of scenarios.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Library {
    /// The folder.
    pub folder: Option<PathBuf>,
    /// Which listing this is: what an earlier one tells is not heard.
    pub generation: u64,
    /// Its files.
    pub entries: Vec<Entry>,
    /// How far the list is.
    pub progress: Progress,
    /// What is searched for.
    pub search: String,
    /// What it is sorted by, and whether upside down.
    pub sort: (Column, bool),
    /// Indices of the entries that are shown, in their order.
    pub shown: Vec<usize>,
    /// The tags of all entries with how many have them, the most frequent first.
    pub tags: Vec<(String, usize)>,
}

impl Library {
    /// Begins to list a folder; what is known of its files stays until it is known anew.
    pub(super) fn begin(&mut self, folder: PathBuf) {
        if self.folder.as_ref() != Some(&folder) {
            self.entries.clear();
            self.search.clear();
        }
        self.folder = Some(folder);
        self.generation += 1;
        self.progress = Progress::Listing;
        self.arrange();
    }

    /// The files of the folder, or why they can't be had.
    pub(super) fn list(&mut self, listed: Result<Vec<Entry>, String>) {
        match listed {
            Ok(mut entries) => {
                let known = self.entries.drain(..).map(|entry| (entry.path, entry.content));
                let mut known: HashMap<PathBuf, Content> = known.collect();
                for entry in &mut entries {
                    if let Some(content) = known.remove(&entry.path) {
                        entry.content = content;
                    }
                }
                self.progress = if entries.is_empty() { Progress::Whole } else { Progress::Reading(0) };
                self.entries = entries;
            }
            Err(problem) => {
                self.entries.clear();
                self.progress = Progress::Failed(problem);
            }
        }
        self.count_tags();
        self.arrange();
    }

    /// What the files from an index on hold.
    pub(super) fn learn(&mut self, first: usize, contents: Vec<Content>) {
        let end = first + contents.len();
        for (entry, content) in self.entries.iter_mut().skip(first).zip(contents) {
            entry.content = content;
        }
        self.progress = if end >= self.entries.len() { Progress::Whole } else { Progress::Reading(end) };
        self.count_tags();
        self.arrange();
    }

    /// Searches.
    pub(super) fn seek(&mut self, search: String) {
        self.search = search;
        self.arrange();
    }

    /// Sorts by a column; once more, upside down.
    pub(super) fn sort(&mut self, column: Column) {
        let turned = self.sort.0 == column && !self.sort.1;
        self.sort = (column, turned);
        self.arrange();
    }

    /// How many files can't be read.
    #[must_use]
    pub fn broken(&self) -> usize {
        self.entries.iter().filter(|entry| matches!(entry.content, Content::Broken(_))).count()
    }

    /// The words that are searched for.
    fn words(&self) -> Vec<String> {
        self.search.to_lowercase().split_whitespace().map(str::to_owned).collect()
    }

    /// Whether a tag is searched for.
    #[must_use]
    pub fn seeks(&self, tag: &str) -> bool {
        self.words().iter().any(|word| word.strip_prefix('#') == Some(tag))
    }

    /// The search with a tag added, or taken out where it is searched for.
    #[must_use]
    pub fn with_tag(&self, tag: &str) -> String {
        let mut words = self.words();
        let before = words.len();
        words.retain(|word| word.strip_prefix('#') != Some(tag));
        if words.len() == before {
            words.push(format!("#{tag}"));
        }
        words.join(" ")
    }

    /// Which entries are shown, and in which order: what is searched for, sorted, equals by name.
    fn arrange(&mut self) {
        let words = self.words();
        let (column, turned) = self.sort;
        let entries = &self.entries;
        let titles: Vec<String> = entries.iter().map(|entry| by_number(entry.title())).collect();
        let mut shown: Vec<usize> = (0..entries.len()).filter(|index| entries[*index].has(&words)).collect();
        shown.sort_by(|&a, &b| {
            let order = compare(&entries[a], &entries[b], column, turned != column.largest_first());
            let named = titles[a].cmp(&titles[b]);
            let named = if column == Column::Name && turned { named.reverse() } else { named };
            order.then(named).then_with(|| entries[a].path.cmp(&entries[b].path))
        });
        self.shown = shown;
    }

    /// Counts the tags.
    fn count_tags(&mut self) {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for tag in self.entries.iter().filter_map(Entry::brief).flat_map(|brief| &brief.tags) {
            *counts.entry(tag).or_default() += 1;
        }
        let mut tags: Vec<(String, usize)> = counts.into_iter().map(|(tag, count)| (tag.to_owned(), count)).collect();
        tags.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        self.tags = tags;
    }
}

/// A name as it is sorted: in lower case, and a number by its size, so that 2 comes before 10.
fn by_number(name: &str) -> String {
    let mut key = String::with_capacity(name.len() + 16);
    let mut digits = String::new();
    for character in name.to_lowercase().chars() {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        if !digits.is_empty() {
            let _ = write!(key, "{digits:0>12}");
            digits.clear();
        }
        key.push(character);
    }
    if !digits.is_empty() {
        let _ = write!(key, "{digits:0>12}");
    }
    key
}

/// The order of two entries by a column; what has no figure comes last either way.
fn compare(a: &Entry, b: &Entry, column: Column, down: bool) -> std::cmp::Ordering {
    fn ends<T: Ord>(a: Option<T>, b: Option<T>, down: bool) -> std::cmp::Ordering {
        match (a, b) {
            (Some(a), Some(b)) if down => b.cmp(&a),
            (a, b) if a.is_some() && b.is_some() => a.cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
    let (one, other) = (a.brief(), b.brief());
    match column {
        Column::Name => std::cmp::Ordering::Equal,
        Column::File => ends(Some(&a.file), Some(&b.file), down),
        Column::Objective => {
            let word = |brief: &Brief| objective_label(brief.objective);
            ends(one.map(word), other.map(word), down)
        }
        Column::Saving => {
            let saving = |brief: &Brief| brief.overview.effective_saving;
            ends(one.and_then(saving), other.and_then(saving), down)
        }
        Column::Friction => {
            let friction = |brief: &Brief| brief.overview.friction;
            ends(one.and_then(friction), other.and_then(friction), down)
        }
        Column::Changed => {
            ends(a.changed.as_ref().map(|changed| changed.0), b.changed.as_ref().map(|changed| changed.0), down)
        }
        Column::Fingerprint => {
            let print = |brief: &Brief| brief.overview.fingerprint;
            ends(one.map(print), other.map(print), down)
        }
        Column::Note => {
            let note = |brief: &&Brief| !brief.note.is_empty();
            ends(one.filter(note).map(|brief| &brief.note), other.filter(note).map(|brief| &brief.note), down)
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::model::testing::two_sites;

    fn entry(file: &str, content: Content) -> Entry {
        Entry { path: PathBuf::from("/plans").join(file), file: file.to_owned(), changed: None, content }
    }

    fn scenario(name: &str, note: &str, rework: rust_decimal::Decimal) -> Content {
        let mut scenario = two_sites();
        scenario.name = name.into();
        scenario.note = note.into();
        scenario.friction.rework = rework;
        Content::Scenario(Box::new(Brief::of(&scenario)))
    }

    fn library() -> Library {
        let mut library = Library::default();
        library.begin("/plans".into());
        let files = ["a.ron", "b.ron", "c.ron", "d.ron"];
        library.list(Ok(files.map(|file| entry(file, Content::Waiting)).to_vec()));
        assert_eq!((&library.progress, library.shown.len()), (&Progress::Reading(0), 4));
        library.learn(0, vec![scenario("Zebra", "for the #Board, #2027-plan.", dec!(0.02))]);
        assert_eq!(library.progress, Progress::Reading(1));
        let rest = [
            scenario("alpha", "again (#board)", dec!(0.12)),
            Content::Broken("c.ron:1:1: must be a scenario".into()),
            scenario("Mid", "", dec!(0.05)),
        ];
        library.learn(1, rest.to_vec());
        assert_eq!(library.progress, Progress::Whole);
        library
    }

    fn titles(library: &Library) -> Vec<&str> {
        library.shown.iter().map(|index| library.entries[*index].title()).collect()
    }

    #[test]
    fn tags_are_words_of_the_note() {
        assert_eq!(tags("#One, (#two-a) #ONE #; x#no \"#q/1\" #a=b ##"), ["one", "two-a", "q/1"]);
        let found = library();
        assert_eq!(found.tags, [("board".to_owned(), 2), ("2027-plan".to_owned(), 1)]);
    }

    #[test]
    fn numbers_in_names_are_sorted_by_size() {
        let mut names = ["Plan 10", "plan 2", "Plan", "Plan 2b", "Plan 02"];
        names.sort_by_key(|name| by_number(name));
        assert_eq!(names, ["Plan", "plan 2", "Plan 02", "Plan 2b", "Plan 10"]);
    }

    #[test]
    fn what_has_no_figure_comes_last_either_way() {
        let mut library = library();
        assert_eq!(titles(&library), ["alpha", "c.ron", "Mid", "Zebra"]);
        library.sort(Column::Name);
        assert_eq!(titles(&library), ["Zebra", "Mid", "c.ron", "alpha"]);
        library.sort(Column::Saving);
        assert_eq!(titles(&library), ["Zebra", "Mid", "alpha", "c.ron"]);
        library.sort(Column::Saving);
        assert_eq!(titles(&library), ["alpha", "Mid", "Zebra", "c.ron"]);
        library.sort(Column::Friction);
        assert_eq!(titles(&library), ["Zebra", "Mid", "alpha", "c.ron"]);
        library.sort(Column::Note);
        assert_eq!(titles(&library), ["alpha", "Zebra", "c.ron", "Mid"]);
        library.sort(Column::File);
        assert_eq!(titles(&library), ["Zebra", "alpha", "c.ron", "Mid"]);
    }

    #[test]
    fn a_search_finds_words_tags_and_faults() {
        let mut library = library();
        for (search, found) in [
            ("#board", vec!["alpha", "Zebra"]),
            ("#BOARD again", vec!["alpha"]),
            ("#boar", vec![]),
            ("boar", vec!["alpha", "Zebra"]),
            ("must be", vec!["c.ron"]),
            ("d.ron", vec!["Mid"]),
        ] {
            library.seek(search.into());
            assert_eq!(titles(&library), found, "{search}");
        }
        library.seek("again".into());
        assert_eq!(library.with_tag("board"), "again #board");
        library.seek("again #board".into());
        assert!(library.seeks("board"));
        assert_eq!(library.with_tag("board"), "again");
    }

    #[test]
    fn listed_again_what_is_known_stays_until_it_is_known_anew() {
        let mut library = library();
        library.begin("/plans".into());
        library.list(Ok(vec![entry("b.ron", Content::Waiting), entry("e.ron", Content::Waiting)]));
        assert_eq!(titles(&library), ["alpha", "e.ron"]);
        assert_eq!(library.tags, [("board".to_owned(), 1)]);
        library.begin("/elsewhere".into());
        assert!(library.entries.is_empty());
        library.list(Err("/elsewhere: can't be listed".into()));
        assert_eq!(library.progress, Progress::Failed("/elsewhere: can't be listed".into()));
    }
}
