//! Reading single values: numbers, words and small tuples of numbers.

use rust_decimal::Decimal;

use crate::model::scenario::{Culture, Word};

use super::{
    number,
    parts::{Kind, Parts, described, quoted, scalar, word},
    read::{FOUR_NUMBERS, Reader},
};

impl<'a> Reader<'a> {
    pub(super) fn culture(&mut self, raw: &'a str, path: &str) -> Option<Culture> {
        match (Kind::of(raw), word(raw)) {
            (Kind::Word, "None") => None,
            (Kind::Parens, "Some") => match self.parts(raw, path)? {
                Parts::Items(items) if items.len() == 1 => self.numbers(items[0], path, FOUR_NUMBERS),
                _ => {
                    self.fault(raw, path, format!("must be {FOUR_NUMBERS}, found {}", described(raw)));
                    None
                }
            },
            _ => self.numbers(raw, path, FOUR_NUMBERS),
        }
    }

    /// Exactly so many numbers in parentheses.
    pub(super) fn numbers<const N: usize>(&mut self, raw: &'a str, path: &str, expected: &str) -> Option<[Decimal; N]> {
        if Kind::of(raw) != Kind::Parens || !word(raw).is_empty() {
            self.fault(raw, path, format!("must be {expected}, found {}", described(raw)));
            return None;
        }
        let Parts::Items(items) = self.parts(raw, path)? else {
            self.fault(raw, path, format!("must be {expected}, found fields with names"));
            return None;
        };
        if items.len() != N {
            let values = if items.len() == 1 { "value" } else { "values" };
            self.fault(raw, path, format!("must be {expected}, found {} {values}", items.len()));
            return None;
        }
        let mut numbers = [Decimal::ZERO; N];
        for (number, item) in numbers.iter_mut().zip(items) {
            *number = self.decimal(item, path)?;
        }
        Some(numbers)
    }

    pub(super) fn decimal(&mut self, raw: &'a str, path: &str) -> Option<Decimal> {
        match number_text(raw, "a number").and_then(|text| number::decimal(&text)) {
            Ok(number) => Some(number),
            Err(problem) => {
                self.fault(raw, path, problem);
                None
            }
        }
    }

    pub(super) fn word<W: Word>(&mut self, raw: &'a str, path: &str, value: &mut W) {
        let found = Some(scalar(raw)).filter(|_| Kind::of(raw) == Kind::Word).and_then(W::from_word);
        match found {
            Some(found) => *value = found,
            None => match quoted(raw).and_then(|text| W::from_word(&text)) {
                Some(meant) => {
                    let word = meant.word();
                    self.fault(raw, path, format!("must be {word} without quotes, found {}", described(raw)));
                }
                None => self.fault(raw, path, format!("must be {}, found {}", words::<W>(), described(raw))),
            },
        }
    }
}

/// The words of a kind, for messages.
pub(super) fn words<W: Word>() -> String {
    let words: Vec<&str> = W::ALL.iter().map(|value| value.word()).collect();
    format!("one of {}", words.join(", "))
}

/// The text of a number: as it stands, or from its quotes.
pub(super) fn number_text(raw: &str, expected: &str) -> Result<String, String> {
    let wrong = || format!("must be {expected}, found {}", described(raw));
    match Kind::of(raw) {
        Kind::Number => Ok(scalar(raw).to_owned()),
        Kind::Text => match quoted(raw) {
            Some(text) if text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first)) => Ok(text),
            _ => Err(wrong()),
        },
        Kind::Word if ["inf", "NaN", "inff32", "inff64", "NaNf32", "NaNf64"].contains(&word(raw)) => {
            Ok(word(raw).to_owned())
        }
        _ => Err(wrong()),
    }
}
