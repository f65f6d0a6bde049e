//! One scenario after the other: what is said of each, told apart by its file.
//!
//! Of one file a subcommand prints what it finds and nothing else. Of several it prints a heading
//! before each to read, a column `file` for spreadsheets, and for programs one JSON document a file:
//! `{"file": …, "report": …}`. A file that is faulty is told and the others are done all the same.

use super::{
    Format, Outcome,
    input::{InputError, ScenarioArgs, load_moved},
    table,
};
use crate::{format, model::scenario::Scenario};

impl ScenarioArgs {
    /// What a subcommand says of each file.
    ///
    /// # Errors
    /// If the only file can't be read or is faulty, or what is asked can't be asked of it.
    pub(super) fn each(&self, run: impl Fn(&Scenario) -> Result<Outcome, InputError>) -> Result<Outcome, InputError> {
        let of = |file: &std::path::PathBuf| run(&load_moved(file, &self.moved.set)?);
        if self.more.is_empty() {
            return of(&self.file);
        }
        let mut all = Outcome::default();
        let mut head = String::new();
        for file in std::iter::once(&self.file).chain(&self.more) {
            match of(file) {
                Ok(outcome) => {
                    let name = file.display().to_string();
                    all.output.push_str(&match self.format {
                        Format::Text => titled(&name, &outcome.output, all.output.is_empty()),
                        Format::Json => document(&name, &outcome.output),
                        Format::Csv => rows(&name, &outcome.output, &mut head),
                    });
                    all.faults.push_str(&outcome.faults);
                    all.unmet |= outcome.unmet;
                }
                Err(error) => all.faults.extend([error.to_string().as_str(), "\n"]),
            }
        }
        Ok(all)
    }
}

/// A text under its file's name.
fn titled(name: &str, text: &str, first: bool) -> String {
    let (gap, name) = (if first { "" } else { "\n" }, format::plain(name));
    format!("{gap}{name}\n{}\n{text}", "─".repeat(name.chars().count()))
}

/// A report as a part of a document that names its file.
fn document(name: &str, report: &str) -> String {
    let name = serde_json::Value::from(name);
    // No text in JSON holds a line break of its own.
    format!("{{\n  \"file\": {name},\n  \"report\": {}\n}}\n", report.trim_end().replace('\n', "\n  "))
}

/// The rows of a file, its name before each; the head again where it is another.
fn rows(name: &str, csv: &str, head: &mut String) -> String {
    let (first, rest) = csv.split_once('\n').unwrap_or((csv, ""));
    let mut text = String::new();
    if first != head {
        first.clone_into(head);
        text = format!("file,{first}\n");
    }
    let name = table::csv(&[vec![name.to_owned()]]);
    text.extend(rest.lines().map(|row| format!("{},{row}\n", name.trim_end())));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_in_each_form() {
        assert_eq!(titled("a\u{1b}.ron", "x\n", false), "\na.ron\n─────\nx\n");
        assert_eq!(
            document("a\".ron", "{\n  \"x\": 1\n}\n"),
            "{\n  \"file\": \"a\\\".ron\",\n  \"report\": {\n    \"x\": 1\n  }\n}\n"
        );
        let mut head = String::new();
        assert_eq!(rows("a,b.ron", "x,y\n1,2\n", &mut head), "file,x,y\n\"a,b.ron\",1,2\n");
        assert_eq!(rows("=c.ron", "x,y\n3,4\n", &mut head), "'=c.ron,3,4\n");
        assert_eq!(rows("d.ron", "z\n5\n", &mut head), "file,z\nd.ron,5\n");
    }
}
