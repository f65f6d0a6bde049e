//! What is wrong with a file, and where: lines, columns and the list of faults.
//!
//! Knows text and places, nothing of RON or of scenarios.

use std::{collections::HashSet, fmt};

use thiserror::Error;

/// The largest file that is read, bytes: 4 MB.
pub const MOST_BYTES: u64 = 4_000_000;
/// The most faults that are listed of one file.
pub const MOST_FAULTS: usize = 100;

/// One thing that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFault {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    /// The field, such as `sites[0].on_cost`; empty where the file as a whole is meant.
    pub path: String,
    /// What would be right and what was found: "must be 0–2, found 2.5".
    pub problem: String,
}

/// Everything that is wrong with a file, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct BadFile {
    /// The file's name, as it was given.
    pub name: String,
    /// The faults, by place; never empty.
    pub faults: Vec<FileFault>,
    /// Whether there are more faults than are listed.
    pub more: bool,
}

impl fmt::Display for BadFile {
    /// One line a fault: `name:line:column: field: what would be right, what was found`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.faults.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{}:{}:{}: ", self.name, fault.line, fault.column)?;
            if !fault.path.is_empty() {
                write!(f, "{}: ", fault.path)?;
            }
            f.write_str(&fault.problem)?;
        }
        if self.more {
            write!(f, "\n{}: only the first {} faults are listed", self.name, self.faults.len())?;
        }
        Ok(())
    }
}

/// Faults as they are found: at an offset into the text.
#[derive(Debug, Default)]
pub(super) struct Faults {
    found: Vec<(usize, String, String)>,
}

impl Faults {
    /// Adds a fault, unless there are enough.
    pub(super) fn add(&mut self, offset: usize, path: &str, problem: impl Into<String>) {
        if !self.full() {
            self.found.push((offset, path.to_owned(), problem.into()));
        }
    }

    /// Whether more were found than are listed, so that looking on is of no use.
    pub(super) fn full(&self) -> bool {
        self.found.len() > MOST_FAULTS
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The paths of the faults found so far.
    pub(super) fn paths(&self) -> HashSet<String> {
        self.found.iter().map(|(_, path, _)| path.clone()).collect()
    }

    /// The same faults, each at the place that another leads to.
    pub(super) fn at(mut self, place: impl Fn(usize) -> usize) -> Self {
        for (offset, ..) in &mut self.found {
            *offset = place(*offset);
        }
        self
    }

    /// The faults in the order of the file, with lines and columns.
    pub(super) fn into_bad_file(mut self, name: &str, text: &str) -> BadFile {
        let more = self.full();
        self.found.sort_by_key(|(offset, ..)| *offset);
        self.found.truncate(MOST_FAULTS);
        let lines = Lines::new(text);
        let faults = self.found.into_iter().map(|(offset, path, problem)| {
            let (line, column) = lines.place(offset);
            FileFault { line, column, path: one_line(&path, 120), problem: one_line(&problem, 400) }
        });
        BadFile { name: name.to_owned(), faults: faults.collect(), more }
    }
}

/// Where the lines of a text start.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(offset, _)| offset + 1)).collect();
        Self { text, starts }
    }

    /// Line and column of an offset, from 1, columns in characters.
    pub(super) fn place(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts[line - 1];
        let column = self.text.get(start..offset.min(self.text.len())).map_or(0, |before| before.chars().count());
        (line, column + 1)
    }

    /// The offset of a line and column.
    pub(super) fn offset(&self, line: usize, column: usize) -> usize {
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let rest = &self.text[start..];
        let within = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(offset, _)| offset);
        start + within
    }
}

/// A text without control characters and no longer than a message may be.
pub(super) fn one_line(text: &str, most: usize) -> String {
    let mut shown = String::new();
    for (count, character) in text.chars().enumerate() {
        if count == most {
            shown.push('…');
            break;
        }
        if character.is_control() || matches!(character, '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}') {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_and_come_back() {
        let text = "a: 1,\r\nzoë: 2,\n";
        let lines = Lines::new(text);
        assert_eq!(lines.place(0), (1, 1));
        let two = text.find('2').unwrap();
        assert_eq!(lines.place(two), (2, 6));
        assert_eq!(lines.offset(2, 6), two);
        assert_eq!(lines.place(text.len()), (3, 1));
        assert_eq!(lines.offset(9, 9), text.len());
    }

    #[test]
    fn messages_stay_on_one_line() {
        assert_eq!(one_line("a\nb", 9), "a\\u{a}b");
        assert_eq!(one_line("abcdef", 3), "abc…");
    }
}
