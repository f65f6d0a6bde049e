//! Values of RON text, one level at a time, each a slice of the source.
//!
//! What a value's place is follows from where its slice lies. Knows RON, not scenarios.

use std::fmt;

use ron::{Options, error::SpannedError, value::RawValue};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::fault::one_line;

/// The deepest nesting that is read; a scenario needs 5.
pub(super) const MOST_DEPTH: usize = 32;

/// What is inside a pair of brackets, in the order of the file.
#[derive(Debug)]
pub(super) enum Parts<'a> {
    /// `(name: value, …)`: names and values.
    Fields(Vec<(&'a str, &'a str)>),
    /// `{key: value, …}`: keys and values as they stand.
    Entries(Vec<(&'a str, &'a str)>),
    /// `[value, …]` and `(value, …)`; empty for `()`.
    Items(Vec<&'a str>),
}

/// How a value looks from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `"text"`
    Text,
    /// `0.30`
    Number,
    /// `ReduceCost`
    Word,
    /// `(…)` or `Name(…)`
    Parens,
    /// `{…}`
    Map,
    /// `[…]`
    List,
    /// Nothing at all.
    Nothing,
    /// Anything else.
    Other,
}

/// Takes a text of RON apart by one level.
pub(super) fn parts(text: &str) -> Result<Parts<'_>, SpannedError> {
    let seed = PartsSeed { entries: Kind::of(text) == Kind::Map };
    Options::default().with_recursion_limit(MOST_DEPTH).from_str_seed(text, seed)
}

/// A quoted text, its escapes resolved.
pub(super) fn quoted(text: &str) -> Option<String> {
    ron::from_str(text).ok()
}

impl Kind {
    /// The kind of a value, its comments and spaces skipped.
    pub(super) fn of(text: &str) -> Self {
        let text = after_space(text);
        let Some(first) = text.chars().next() else { return Self::Nothing };
        match first {
            '"' => Self::Text,
            'r' if text[1..].trim_start_matches('#').starts_with('"') => Self::Text,
            'b' if text[1..].starts_with(['"', '\'', 'r']) => Self::Other,
            '0'..='9' | '+' | '-' | '.' => Self::Number,
            '(' => Self::Parens,
            '{' => Self::Map,
            '[' => Self::List,
            _ if is_word(first) => {
                let rest = after_space(&text[word(text).len()..]);
                if rest.starts_with('(') { Self::Parens } else { Self::Word }
            }
            _ => Self::Other,
        }
    }
}

/// The name before a value's bracket, or the value itself where it is one word.
pub(super) fn word(text: &str) -> &str {
    let text = after_space(text);
    &text[..text.find(|character| !is_word(character)).unwrap_or(text.len())]
}

/// A number or word without the comments and spaces around it.
pub(super) fn scalar(text: &str) -> &str {
    let text = after_space(text);
    &text[..text.find(|character| is_space(character) || character == '/').unwrap_or(text.len())]
}

/// A value in a few words, for "found …".
pub(super) fn described(text: &str) -> String {
    match Kind::of(text) {
        Kind::Text => one_line(after_space(text).trim_end(), 40),
        Kind::Number | Kind::Other => one_line(scalar(text), 40),
        Kind::Word => one_line(word(text), 40),
        Kind::Parens if word(text).is_empty() => "something in parentheses".to_owned(),
        Kind::Parens => format!("{}(…)", one_line(word(text), 40)),
        Kind::Map => "a map {…}".to_owned(),
        Kind::List => "a list […]".to_owned(),
        Kind::Nothing => "nothing".to_owned(),
    }
}

/// A text from where its first comments and spaces end.
pub(super) fn after_space(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(is_space);
        if let Some(comment) = rest.strip_prefix("//") {
            rest = comment.find('\n').map_or("", |end| &comment[end..]);
        } else if rest.starts_with("/*") {
            rest = after_block_comment(rest);
        } else {
            return rest;
        }
    }
}

/// A text from where its first comment, which may hold others, ends.
fn after_block_comment(text: &str) -> &str {
    let (mut depth, mut offset) = (0_usize, 0);
    while let Some(at) = text[offset..].find(['/', '*']) {
        let here = offset + at;
        let step = if text[here..].starts_with("/*") {
            depth += 1;
            2
        } else if text[here..].starts_with("*/") {
            depth -= 1;
            2
        } else {
            1
        };
        offset = here + step;
        if depth == 0 {
            return &text[offset..];
        }
    }
    ""
}

/// Whether RON takes a character for space.
pub(super) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t'..='\r' | '\u{85}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character may stand in a name or a bare word.
pub(super) fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

struct PartsSeed {
    /// Whether keys are values, as in `{…}`, rather than names, as in `(…)`.
    entries: bool,
}

impl<'de> DeserializeSeed<'de> for PartsSeed {
    type Value = Parts<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Parts<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for PartsSeed {
    type Value = Parts<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("something in brackets")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Parts<'de>, A::Error> {
        let mut parts = Vec::new();
        if self.entries {
            while let Some((key, value)) = map.next_entry::<&RawValue, &RawValue>()? {
                parts.push((key.get_ron(), value.get_ron()));
            }
            return Ok(Parts::Entries(parts));
        }
        while let Some((key, value)) = map.next_entry::<&str, &RawValue>()? {
            parts.push((key, value.get_ron()));
        }
        Ok(Parts::Fields(parts))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Parts<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element::<&RawValue>()? {
            items.push(item.get_ron());
        }
        Ok(Parts::Items(items))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Parts<'de>, D::Error> {
        Ok(Parts::Items(vec![<&RawValue>::deserialize(deserializer)?.get_ron()]))
    }

    fn visit_unit<E>(self) -> Result<Parts<'de>, E> {
        Ok(Parts::Items(Vec::new()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_slices_of_the_source() {
        let text = "Scenario( a: 1, /* b? */ b: (2), a: {}, )";
        let Ok(Parts::Fields(fields)) = parts(text) else { panic!("fields") };
        assert_eq!(fields, [("a", "1"), ("b", "(2)"), ("a", "{}")]);
        let inside = text.as_bytes().as_ptr_range();
        assert!(fields.iter().all(|(name, value)| inside.contains(&name.as_ptr()) && inside.contains(&value.as_ptr())));
    }

    #[test]
    fn kinds_are_seen_behind_comments() {
        let kinds = [
            ("/* /* x */ */ 0.3", Kind::Number),
            ("// x\n \"a\"", Kind::Text),
            ("r#\"a\"#", Kind::Text),
            ("rough", Kind::Word),
            ("Some (1)", Kind::Parens),
            ("()", Kind::Parens),
            ("[", Kind::List),
            ("{", Kind::Map),
            ("b\"a\"", Kind::Other),
            ("basic", Kind::Word),
            ("/* open", Kind::Nothing),
            ("@", Kind::Other),
        ];
        for (text, kind) in kinds {
            assert_eq!(Kind::of(text), kind, "{text}");
        }
        assert_eq!(scalar("/* x */ 0.30 // y\n"), "0.30");
        assert_eq!(scalar("0.30// y\n"), "0.30");
    }
}
