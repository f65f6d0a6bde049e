//! A scenario's fingerprint: what its results rest on, in one number that any change of it changes.
//!
//! SHA-256 over the version of the model and every field of the file in its order, but for the
//! format, the scenario's name and its note: they move no figure. How a number is spelled (`0.30` or `0.3`),
//! comments and the order of maps make no difference.

use std::fmt::{self, Write as _};

use rust_decimal::Decimal;
use sha2::{Digest as _, Sha256};

use super::{
    MODEL_VERSION,
    scenario::{Record, Scenario, Value, Word},
};

/// Fields of the scenario itself that no figure rests on.
const ASIDE: [&str; 3] = ["format", "name", "note"];
/// Digits of the short form.
const SHORT: usize = 12;

/// SHA-256 of what a scenario's results rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint of a scenario under this version of the model.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        Self(Sha256::digest(canonical(scenario)).into())
    }

    /// The fingerprint written as 64 hexadecimal digits; none where the text is something else.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// Its first twelve digits, in groups of four: enough to tell scenarios apart by eye.
    #[must_use]
    pub fn short(&self) -> String {
        let digits = self.to_string();
        let groups: Vec<&str> = (0..SHORT / 4).filter_map(|group| digits.get(group * 4..group * 4 + 4)).collect();
        groups.join(" ")
    }
}

/// 64 hexadecimal digits, lower case.
impl fmt::Display for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

/// The canonical content: one line a value, its path before it. A text is preceded by its length, so
/// that no text can pass for other lines.
fn canonical(scenario: &Scenario) -> String {
    let mut lines = format!("shoreline model {MODEL_VERSION}\n");
    for field in scenario.fields() {
        if !ASIDE.contains(&field.name) {
            write(&mut lines, field.name, field.value);
        }
    }
    lines
}

fn write(lines: &mut String, path: &str, value: Value<'_>) {
    match value {
        Value::Text(text) => line(lines, path, &format!("{}:{text}", text.len())),
        Value::Number(number) => line(lines, path, &digits(*number)),
        Value::Whole(number) => line(lines, path, &number.to_string()),
        Value::Objective(objective) => line(lines, path, objective.word()),
        Value::Structure(structure) => line(lines, path, structure.word()),
        Value::Culture(scores) => {
            let scores = scores.as_ref().map_or_else(String::new, |scores| scores.map(digits).join(" "));
            line(lines, path, &scores);
        }
        Value::Numbers(numbers) => {
            sorted(lines, path, numbers.iter().map(|(key, number)| (key.clone(), digits(*number))));
        }
        Value::Ranges(ranges) => {
            let text = |(low, high): &(Decimal, Decimal)| format!("{} {}", digits(*low), digits(*high));
            sorted(lines, path, ranges.iter().map(|(key, range)| (key.clone(), text(range))));
        }
        Value::Record(record) => fields(lines, path, record),
        Value::Records(list) => {
            for (index, record) in list.records().into_iter().enumerate() {
                fields(lines, &format!("{path}.{index}"), record);
            }
        }
    }
}

fn fields(lines: &mut String, path: &str, record: &dyn Record) {
    for field in record.fields() {
        write(lines, &format!("{path}.{}", field.name), field.value);
    }
}

fn sorted(lines: &mut String, path: &str, entries: impl Iterator<Item = (String, String)>) {
    let mut entries: Vec<_> = entries.collect();
    entries.sort();
    for (key, value) in entries {
        line(lines, &format!("{path}.{}:{key}", key.len()), &value);
    }
}

fn line(lines: &mut String, path: &str, value: &str) {
    // Writing to a string can't fail.
    let _ = writeln!(lines, "{path}={value}");
}

/// A number without zeros at its end.
fn digits(number: Decimal) -> String {
    number.normalize().to_string()
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::model::{lever::LeverId, testing::two_sites};

    #[test]
    fn spelling_name_note_and_order_make_no_difference() {
        let scenario = two_sites();
        let mut same = scenario.clone();
        same.name = "Another".into();
        same.note = "other words".into();
        same.friction.rework.rescale(12);
        same.teams[0].salary.reverse();
        assert_eq!(Fingerprint::of(&scenario), Fingerprint::of(&same));
    }

    #[test]
    fn any_lever_makes_another() {
        let scenario = two_sites();
        let before = Fingerprint::of(&scenario);
        let mut moved = 0;
        for id in LeverId::all(&scenario) {
            let value = id.value(&scenario).unwrap();
            let mut other = scenario.clone();
            let nudged = [dec!(1), dec!(-1), dec!(0.01), dec!(-0.01)];
            if !nudged.into_iter().any(|by| id.set(&mut other, value + by).is_ok() && other != scenario) {
                continue;
            }
            moved += 1;
            assert_ne!(before, Fingerprint::of(&other), "{id}");
        }
        assert!(moved > 60, "{moved} levers moved");
    }

    #[test]
    fn no_text_passes_for_another_field() {
        let mut scenario = two_sites();
        scenario.teams[0].role = "agent\nteams.0.headcount=3".into();
        let lines = canonical(&scenario);
        assert!(lines.contains("teams.0.role=25:agent\n"), "{lines}");
    }

    #[test]
    fn it_is_the_sha_256_of_its_lines_and_reads_back() {
        let fingerprint = Fingerprint(Sha256::digest("abc").into());
        let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(fingerprint.to_string(), text);
        assert_eq!(fingerprint.short(), "ba78 16bf 8f01");
        assert_eq!(Fingerprint::from_hex(text), Some(fingerprint));
        assert_eq!(Fingerprint::from_hex(&text[1..]), None);
        assert_eq!(Fingerprint::from_hex(&text.replace('b', "é")), None);
    }
}
