//! Writing: a scenario or a deck as text, in the order and style of the files that people edit.
//!
//! Four spaces a level, one field a line, small maps on one line, decimals as they are, and
//! optional fields only where they say something.

use std::fmt::{Display, Write as _};

use rust_decimal::Decimal;

use super::filed::Filed;
use crate::model::scenario::{Field, Record, Value, Word};

/// A scenario or a deck as the text of a file; [`decode`](super::decode) reads the same scenario back.
#[must_use]
pub fn encode(whole: &impl Filed) -> String {
    let mut text = format!("{}(\n", whole.name());
    fields(&mut text, whole, 1);
    text.push_str(")\n");
    text
}

/// The fields of a record that its file shows: all but the optional ones that say nothing.
pub(super) fn shown(record: &dyn Record) -> impl Iterator<Item = Field<Value<'_>>> {
    record.fields().into_iter().filter(|field| {
        let empty = match field.value {
            Value::Text(text) => text.is_empty(),
            Value::Number(number) => number.is_zero(),
            Value::Whole(number) => *number == 0,
            Value::Culture(culture) => culture.is_none(),
            Value::Numbers(numbers) => numbers.is_empty(),
            Value::Ranges(ranges) => ranges.is_empty(),
            Value::Objective(_) | Value::Structure(_) | Value::Record(_) | Value::Records(_) => false,
        };
        !(field.optional && empty)
    })
}

fn fields(text: &mut String, record: &dyn Record, level: usize) {
    for field in shown(record) {
        indent(text, level);
        text.push_str(field.name);
        text.push_str(": ");
        value(text, field.value, level);
        text.push_str(",\n");
    }
}

fn value(text: &mut String, value: Value<'_>, level: usize) {
    match value {
        Value::Text(value) => text.push_str(&quoted(value)),
        Value::Number(number) => push(text, number),
        Value::Whole(number) => push(text, number),
        Value::Objective(objective) => text.push_str(objective.word()),
        Value::Structure(structure) => text.push_str(structure.word()),
        Value::Culture(None) => text.push_str("None"),
        Value::Culture(Some(scores)) => tuple(text, scores),
        Value::Numbers(numbers) => map(text, numbers, push),
        Value::Ranges(ranges) => map(text, ranges, |text, (low, high)| tuple(text, &[*low, *high])),
        Value::Record(record) => inner(text, record, level),
        Value::Records(list) => {
            let records = list.records();
            if records.is_empty() {
                text.push_str("[]");
                return;
            }
            text.push_str("[\n");
            for record in records {
                indent(text, level + 1);
                inner(text, record, level + 1);
                text.push_str(",\n");
            }
            indent(text, level);
            text.push(']');
        }
    }
}

fn inner(text: &mut String, record: &dyn Record, level: usize) {
    text.push_str("(\n");
    fields(text, record, level + 1);
    indent(text, level);
    text.push(')');
}

fn map<V>(text: &mut String, entries: &indexmap::IndexMap<String, V>, value: impl Fn(&mut String, &V)) {
    text.push('{');
    for (index, (key, entry)) in entries.iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        text.push_str(&quoted(key));
        text.push_str(": ");
        value(text, entry);
    }
    text.push('}');
}

fn tuple(text: &mut String, numbers: &[Decimal]) {
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    text.push('(');
    text.push_str(&numbers.join(", "));
    text.push(')');
}

fn push<T: Display>(text: &mut String, value: &T) {
    // Writing to a String can't fail.
    let _ = write!(text, "{value}");
}

fn indent(text: &mut String, level: usize) {
    text.push_str(&"    ".repeat(level));
}

/// A text in quotes, with RON's escapes.
fn quoted(text: &str) -> String {
    ron::to_string(text).unwrap_or_else(|_| format!("{text:?}"))
}
