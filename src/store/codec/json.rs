//! A scenario or a deck as JSON for other programs: the structure of the file, decimals as strings.
//!
//! Fields keep the order of the file, so nothing passes through a sorted map.

use rust_decimal::Decimal;
use serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeSeq},
};

use crate::model::scenario::{Record, Value, Word};

use super::{filed::Filed, write::shown};

/// A scenario or a deck to serialize as JSON: decimals are strings, whole numbers numbers, fields in the
/// order of the file; `serde_json::to_string_pretty(&to_json(&scenario))` writes it.
#[must_use]
pub fn to_json(whole: &impl Filed) -> impl Serialize + '_ {
    JsonRecord(whole)
}

struct JsonRecord<'a>(&'a dyn Record);

struct JsonValue<'a>(Value<'a>);

/// A number that is written as a string.
struct Digits<'a>(&'a Decimal);

impl Serialize for JsonRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for field in shown(self.0) {
            map.serialize_entry(field.name, &JsonValue(field.value))?;
        }
        map.end()
    }
}

impl Serialize for JsonValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Text(text) => serializer.serialize_str(text),
            Value::Number(number) => Digits(number).serialize(serializer),
            Value::Whole(number) => serializer.serialize_u32(*number),
            Value::Objective(objective) => serializer.serialize_str(objective.word()),
            Value::Structure(structure) => serializer.serialize_str(structure.word()),
            Value::Culture(None) => serializer.serialize_none(),
            Value::Culture(Some(scores)) => serializer.collect_seq(scores.iter().map(Digits)),
            Value::Numbers(numbers) => serializer.collect_map(numbers.iter().map(|(id, number)| (id, Digits(number)))),
            Value::Ranges(ranges) => {
                serializer.collect_map(ranges.iter().map(|(id, (low, high))| (id, [Digits(low), Digits(high)])))
            }
            Value::Record(record) => JsonRecord(record).serialize(serializer),
            Value::Records(list) => {
                let records = list.records();
                let mut seq = serializer.serialize_seq(Some(records.len()))?;
                for record in records {
                    seq.serialize_element(&JsonRecord(record))?;
                }
                seq.end()
            }
        }
    }
}

impl Serialize for Digits<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self.0)
    }
}
