//! Reading: one walk over the model's records, every fault with its place.
//!
//! Which fields there are is said by [`Record`], what is valid by the model's `check`; this
//! file only takes values from text to fields. Places are offsets of slices of the source.

use std::collections::{HashMap, HashSet};

use crate::{
    format::closest,
    model::check::Fault,
    model::scenario::{Field, Objective, Record, RecordList, Scenario, Structure, ValueMut},
    store::deck::Deck,
};

use super::{
    fault::{BadFile, Faults, MOST_BYTES},
    filed::Filed,
    number,
    parts::{Kind, Parts, after_space, described, parts, quoted, scalar, word},
    scalars::{number_text, words},
    syntax,
};

/// Reads a scenario from the bytes of a file; `name` is what messages call the file.
///
/// # Errors
/// Everything that is wrong with the file, each fault with its place.
pub fn decode(source: &[u8], name: &str) -> Result<Scenario, BadFile> {
    read(source, name)
}

/// Reads a deck likewise.
///
/// # Errors
/// Everything that is wrong with the file, each fault with its place.
pub fn decode_deck(source: &[u8], name: &str) -> Result<Deck, BadFile> {
    read(source, name)
}

/// Reads what a file holds.
pub(in crate::store) fn read<R: Filed>(source: &[u8], name: &str) -> Result<R, BadFile> {
    read_with(source, name, |_| Vec::new())
}

/// Reads what a file holds; where nothing is wrong with it so far, more is asked.
pub(in crate::store) fn read_with<R: Filed>(
    source: &[u8],
    name: &str,
    more: impl Fn(&R) -> Vec<Fault>,
) -> Result<R, BadFile> {
    let mut faults = Faults::default();
    let size = u64::try_from(source.len()).unwrap_or(u64::MAX);
    if size > MOST_BYTES {
        faults.add(0, "", too_large(size));
        return Err(faults.into_bad_file(name, ""));
    }
    let source = source.strip_prefix("\u{feff}".as_bytes()).unwrap_or(source);
    let text = match std::str::from_utf8(source) {
        Ok(text) => text,
        Err(error) => {
            let (readable, rest) = source.split_at(error.valid_up_to());
            let byte = rest.first().copied().unwrap_or_default();
            faults.add(readable.len(), "", format!("must be UTF-8 text, found the byte 0x{byte:02X}"));
            return Err(faults.into_bad_file(name, std::str::from_utf8(readable).unwrap_or_default()));
        }
    };
    let migrated = R::migrated(text);
    let mut reader = Reader { text: &migrated.text, faults, places: HashMap::new(), misspelt: HashSet::new() };
    match reader.whole(more) {
        Some(whole) if reader.faults.is_empty() => Ok(whole),
        _ => Err(reader.faults.at(|offset| migrated.origin(offset)).into_bad_file(name, text)),
    }
}

/// Whether a text names itself a deck.
#[must_use]
pub fn holds_deck(source: &[u8]) -> bool {
    let text = String::from_utf8_lossy(source);
    word(text.trim_start_matches('\u{feff}')) == Deck::default().name()
}

/// What is wrong with a file of so many bytes.
pub(in crate::store) fn too_large(bytes: u64) -> String {
    let (whole, tenth) = (bytes / 1_000_000, bytes / 100_000 % 10);
    let found = if tenth == 0 { format!("{whole} MB") } else { format!("{whole}.{tenth} MB") };
    let found = if bytes < MOST_BYTES + 100_000 { format!("{bytes} bytes") } else { found };
    format!("must be at most {} MB, found {found}", MOST_BYTES / 1_000_000)
}

/// A file as it is read.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) faults: Faults,
    /// Path → offset of its value.
    pub(super) places: HashMap<String, usize>,
    /// Fields that are in the file under a misspelt name.
    pub(super) misspelt: HashSet<String>,
}

impl<'a> Reader<'a> {
    fn whole<R: Filed>(&mut self, more: impl Fn(&R) -> Vec<Fault>) -> Option<R> {
        let mut whole = R::default();
        if Kind::of(self.text) != Kind::Parens || !["", whole.name()].contains(&word(self.text)) {
            let found = match Kind::of(self.text) {
                Kind::Nothing if self.text.is_empty() => "an empty file".to_owned(),
                _ => described(self.text),
            };
            self.fault(self.text, "", format!("must be {}, {}(…), found {found}", R::KIND, whole.name()));
            return None;
        }
        let fields = self.parts(self.text, "")?;
        if let Parts::Fields(fields) = &fields {
            // Of another format nothing else can be said.
            let format = fields.iter().find(|(name, _)| *name == "format");
            if let Some((_, value)) = format
                && let Ok(found) = number::whole(scalar(value))
                && found != R::FORMAT
            {
                let problem = match found {
                    newer if newer > R::FORMAT => {
                        format!("made by a newer Shoreline: format {newer}; this version reads format {}", R::FORMAT)
                    }
                    other => format!("must be {}, found {other}", R::FORMAT),
                };
                self.fault(value, "format", problem);
                return None;
            }
        }
        self.fields(self.text, fields, "", &mut whole);
        if !self.faults.full() {
            self.add(whole.faults());
        }
        if self.faults.is_empty() {
            self.add(more(&whole));
        }
        Some(whole)
    }

    fn record(&mut self, raw: &'a str, path: &str, record: &mut dyn Record) {
        if Kind::of(raw) != Kind::Parens || !["", record.name()].contains(&word(raw)) {
            self.fault(raw, path, format!("must be fields in parentheses, (name: value, …), found {}", described(raw)));
        } else if let Some(parts) = self.parts(raw, path) {
            self.fields(raw, parts, path, record);
        }
    }

    fn fields(&mut self, raw: &'a str, parts: Parts<'a>, path: &str, record: &mut dyn Record) {
        let given = match parts {
            Parts::Fields(given) => given,
            Parts::Items(items) if items.is_empty() => Vec::new(),
            _ => {
                self.fault(raw, path, "must be fields in parentheses, (name: value, …), found values without names");
                return;
            }
        };
        let mut fields = record.fields_mut();
        let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
        let mut first: Vec<Option<&str>> = vec![None; fields.len()];
        for (key, value) in given {
            if self.faults.full() {
                return;
            }
            let field_path = join(path, key);
            let Some(index) = names.iter().position(|name| *name == key) else {
                let meant = closest(key, names.iter().copied());
                self.misspelt.extend(meant.map(|meant| join(path, meant)));
                let problem = match meant {
                    Some(meant) => format!("is not a field here; did you mean {meant}?"),
                    None => format!("is not a field here; the fields are {}", names.join(", ")),
                };
                self.fault(key, &field_path, problem);
                continue;
            };
            if let Some(earlier) = first[index] {
                self.repeated(key, earlier, &field_path);
                continue;
            }
            first[index] = Some(key);
            self.value(value, &field_path, &mut fields[index].value);
        }
        for (field, first) in fields.iter().zip(first) {
            let path = join(path, field.name);
            if first.is_none() && !field.optional && !self.misspelt.contains(&path) {
                self.missing(raw, &path, field);
            }
        }
    }

    fn missing(&mut self, raw: &str, path: &str, field: &Field<ValueMut<'_>>) {
        let expected = match field.value {
            ValueMut::Text(_) => "a text in quotes".to_owned(),
            ValueMut::Number(_) => "a number".to_owned(),
            ValueMut::Whole(_) => "a whole number".to_owned(),
            ValueMut::Objective(_) => words::<Objective>(),
            ValueMut::Structure(_) => words::<Structure>(),
            ValueMut::Culture(_) => FOUR_NUMBERS.to_owned(),
            ValueMut::Numbers(_) => NUMBERS.to_owned(),
            ValueMut::Ranges(_) => RANGES.to_owned(),
            ValueMut::Record(_) => "fields in parentheses, (name: value, …)".to_owned(),
            ValueMut::Records(_) => "a list, [(…), …]".to_owned(),
        };
        self.fault(raw, path, format!("must be {expected}, but the field is missing"));
    }

    fn value(&mut self, raw: &'a str, path: &str, value: &mut ValueMut<'_>) {
        self.place(raw, path);
        match value {
            ValueMut::Text(text) => match quoted(raw) {
                Some(read) => **text = read,
                None => self.fault(raw, path, format!("must be a text in quotes, found {}", described(raw))),
            },
            ValueMut::Number(number) => **number = self.decimal(raw, path).unwrap_or_default(),
            ValueMut::Whole(number) => match number_text(raw, "a whole number").and_then(|text| number::whole(&text)) {
                Ok(read) => **number = read,
                Err(problem) => self.fault(raw, path, problem),
            },
            ValueMut::Objective(objective) => self.word(raw, path, *objective),
            ValueMut::Structure(structure) => self.word(raw, path, *structure),
            ValueMut::Culture(culture) => **culture = self.culture(raw, path),
            ValueMut::Numbers(numbers) => {
                for (key, value) in self.entries(raw, path, NUMBERS) {
                    let path = join(path, &key);
                    self.place(value, &path);
                    let number = self.decimal(value, &path).unwrap_or_default();
                    numbers.insert(key, number);
                }
            }
            ValueMut::Ranges(ranges) => {
                for (key, value) in self.entries(raw, path, RANGES) {
                    let path = join(path, &key);
                    self.place(value, &path);
                    let range = self.numbers(value, &path, "two numbers such as (0.2, 2)").unwrap_or_default();
                    ranges.insert(key, range.into());
                }
            }
            ValueMut::Record(record) => self.record(raw, path, &mut **record),
            ValueMut::Records(records) => self.records(raw, path, &mut **records),
        }
    }

    fn records(&mut self, raw: &'a str, path: &str, records: &mut dyn RecordList) {
        if Kind::of(raw) != Kind::List {
            self.fault(raw, path, format!("must be a list, [(…), …], found {}", described(raw)));
            return;
        }
        let Some(Parts::Items(items)) = self.parts(raw, path) else { return };
        for (index, item) in items.into_iter().enumerate() {
            if self.faults.full() {
                return;
            }
            let path = format!("{path}[{index}]");
            self.place(item, &path);
            self.record(item, &path, records.append());
        }
    }

    /// The entries of a map, each key once.
    fn entries(&mut self, raw: &'a str, path: &str, expected: &str) -> Vec<(String, &'a str)> {
        if Kind::of(raw) != Kind::Map {
            self.fault(raw, path, format!("must be {expected}, found {}", described(raw)));
            return Vec::new();
        }
        let Some(Parts::Entries(given)) = self.parts(raw, path) else { return Vec::new() };
        let mut first: HashMap<String, &str> = HashMap::new();
        let mut entries = Vec::new();
        for (raw_key, value) in given {
            if self.faults.full() {
                break;
            }
            let Some(key) = quoted(raw_key).filter(|_| Kind::of(raw_key) == Kind::Text) else {
                self.fault(raw_key, path, format!("must have keys in quotes, found {}", described(raw_key)));
                continue;
            };
            if let Some(earlier) = first.get(&key) {
                self.repeated(raw_key, earlier, &join(path, &key));
                continue;
            }
            first.insert(key.clone(), raw_key);
            entries.push((key, value));
        }
        entries
    }

    pub(super) fn parts(&mut self, raw: &'a str, path: &str) -> Option<Parts<'a>> {
        match parts(raw) {
            Ok(parts) => Some(parts),
            Err(error) if path.is_empty() => {
                let (offset, path, problem) = syntax::fault(self.text, &error);
                self.faults.add(offset, &path, problem);
                None
            }
            Err(error) => {
                let (_, _, problem) = syntax::fault(raw, &error);
                self.fault(raw, path, problem);
                None
            }
        }
    }

    fn repeated(&mut self, key: &str, earlier: &str, path: &str) {
        let line = 1 + self.text[..self.offset(earlier)].matches('\n').count();
        self.fault(key, path, format!("must be given once, found again; the first is on line {line}"));
    }

    /// Adds a fault at a slice of the source.
    pub(super) fn fault(&mut self, at: &str, path: &str, problem: impl Into<String>) {
        self.faults.add(self.offset(after_space(at)), path, problem);
    }

    fn place(&mut self, raw: &str, path: &str) {
        self.places.insert(path.to_owned(), self.offset(after_space(raw)));
    }

    /// Where a slice of the source lies in it.
    pub(super) fn offset(&self, slice: &str) -> usize {
        let offset = slice.as_ptr().addr().wrapping_sub(self.text.as_ptr().addr());
        if offset <= self.text.len() { offset } else { 0 }
    }
}

pub(super) const FOUR_NUMBERS: &str = "four numbers such as (40, 91, 62, 46)";
const NUMBERS: &str = "numbers by id such as {\"us-nyc\": 46000}";
const RANGES: &str = "pairs of numbers by lever such as {\"friction.rework\": (0.2, 2)}";

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
