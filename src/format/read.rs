//! Text that people type, read as numbers.

use rust_decimal::{Decimal, dec};
use thiserror::Error;

use super::{MINUS, NBSP};
use crate::model::lever::{Lever, Unit};

/// Why a text is not a value.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ParseError {
    /// Nothing was typed.
    #[error("type a number, such as {example}")]
    Empty {
        /// What would be right.
        example: &'static str,
    },
    /// Not a number in any form this unit knows.
    #[error("must be a number such as {example}, found \"{found}\"")]
    NotANumber {
        /// What would be right.
        example: &'static str,
        /// What was typed.
        found: String,
    },
}

/// What would be right to type for a unit.
#[must_use]
pub fn example(unit: Unit) -> &'static str {
    match unit {
        Unit::Share => "12 %",
        Unit::Multiplier => "1.25",
        Unit::Coefficient => "0.4",
        Unit::Seats => "20",
        Unit::Managers => "0.5",
        Unit::Span => "1 to 20",
        Unit::Months => "3",
        Unit::Days => "230",
        Unit::Hours => "8",
        Unit::Clock => "09:30",
        Unit::Points => "570",
        Unit::Trips => "2",
        Unit::LocalMoney | Unit::Money => "1.2m",
        Unit::ExchangeRate => "0.0172",
    }
}

/// Reads what was typed into a lever's row: `12 %`, `1.2m`, `1 to 20`, `09:30`. A bare number
/// in a percentage row is per cent, as shown.
///
/// # Errors
/// If the text is not a number in a form the unit knows.
pub fn parse_row(lever: &Lever, text: &str) -> Result<Decimal, ParseError> {
    parse_unit(lever.unit, text)
}

/// Reads a number in a unit as it is typed; a bare share is per cent, as shown.
///
/// # Errors
/// If the text is not a number in a form the unit knows.
pub fn parse_unit(unit: Unit, text: &str) -> Result<Decimal, ParseError> {
    let example = example(unit);
    let text = text.trim();
    if text.is_empty() {
        return Err(ParseError::Empty { example });
    }
    let value = match unit {
        Unit::Share => number(text).map(|value| if text.contains('%') { value } else { value / dec!(100) }),
        Unit::Span => span(text),
        Unit::Clock => time_of_day(text),
        _ => number(text),
    };
    value.ok_or_else(|| ParseError::NotANumber { example, found: text.to_owned() })
}

/// Reads a value as the file holds it: a plain decimal, or with `%`, `k`, `m`.
///
/// # Errors
/// If the text is not a number.
pub fn parse_value(text: &str) -> Result<Decimal, ParseError> {
    number(text).ok_or_else(|| ParseError::NotANumber { example: "0.12, 12% or 1.2m", found: text.to_owned() })
}

fn span(text: &str) -> Option<Decimal> {
    let lower = text.to_lowercase();
    if lower == "none" {
        return Some(Decimal::ZERO);
    }
    let normal = lower.replace(NBSP, " ");
    let pair = normal.split_once("to").or_else(|| normal.split_once(':')).or_else(|| normal.split_once(" in "));
    let Some((managers, heads)) = pair else { return number(text) };
    let heads = number(heads)?;
    if heads.is_zero() { None } else { Some((number(managers)? / heads).round_dp(6)) }
}

fn time_of_day(text: &str) -> Option<Decimal> {
    let Some((hours, minutes)) = text.split_once(':') else { return number(text) };
    let (hours, minutes): (u32, u32) = (hours.trim().parse().ok()?, minutes.trim().parse().ok()?);
    (hours < 24 && minutes < 60).then(|| Decimal::from(hours) + Decimal::from(minutes) / dec!(60))
}

/// A number with an optional sign, currency, unit word, thousands separators, decimal comma,
/// `%`, `k`, `m` or `bn`.
fn number(text: &str) -> Option<Decimal> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != NBSP && *c != '\u{202f}').collect();
    let text = text.replace(MINUS, "-").to_lowercase();
    let start = text.find(|c: char| c.is_ascii_digit() || c == '.' || c == ',')?;
    let (before, rest) = text.split_at(start);
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
    let (digits, after) = rest.split_at(end);
    let negative = match before.trim_end_matches(|c: char| c.is_alphabetic() || "$€£¥".contains(c)) {
        "" | "+" => before.starts_with('-'),
        "-" => true,
        _ => return None,
    };
    let scale = match after {
        "" | "×" | "x" | "seats" | "seat" | "months" | "month" | "days" | "h" | "hours" | "fte" | "points"
        | "ayear" => Decimal::ONE,
        "%" => dec!(0.01),
        "k" => dec!(1000),
        "m" => dec!(1000000),
        "bn" | "b" => dec!(1000000000),
        _ => return None,
    };
    let value = Decimal::from_str_exact(&plain_digits(digits)?).ok()?.checked_mul(scale)?.normalize();
    Some(if negative { -value } else { value })
}

/// Digits with one point at most: commas are thousands where groups of three follow, else a
/// decimal comma.
fn plain_digits(digits: &str) -> Option<String> {
    let commas = digits.matches(',').count();
    let points = digits.matches('.').count();
    let grouped = digits.split(['.']).next()?.split(',').skip(1).all(|group| group.len() == 3);
    let plain = match (commas, points) {
        (0, 0 | 1) => digits.to_owned(),
        (_, 0 | 1) if grouped && !digits.starts_with("0,") => digits.replace(',', ""),
        (1, 0) => digits.replace(',', "."),
        _ => return None,
    };
    plain.contains(|c: char| c.is_ascii_digit()).then(|| plain.trim_end_matches('.').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{format::with_unit, model::lever::Group};

    #[test]
    fn what_people_type_is_understood() {
        let row = |group, field, text| parse_row(Lever::find(group, field).unwrap(), text);
        assert_eq!(row(Group::Friction, "rework", "12 %"), Ok(dec!(0.12)));
        assert_eq!(row(Group::Friction, "rework", "12"), Ok(dec!(0.12)));
        assert_eq!(row(Group::Friction, "rework", "12,5%"), Ok(dec!(0.125)));
        assert_eq!(row(Group::Team, "oversight", "1 to 20"), Ok(dec!(0.05)));
        assert_eq!(row(Group::Team, "headcount", "1,200 seats"), Ok(dec!(1200)));
        assert_eq!(row(Group::Place, "shift_start", "21:30"), Ok(dec!(21.5)));
        assert_eq!(row(Group::Transition, "set_up_per_seat", "$1.2m"), Ok(dec!(1200000)));
        assert_eq!(row(Group::Place, "wage_growth", "−2 %"), Ok(dec!(-0.02)));
        for wrong in ["", "abc", "1.2.3", "12 apples", "--3", "1e5"] {
            assert!(row(Group::Team, "headcount", wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_default_reads_back_from_its_own_row() {
        for lever in crate::model::lever::LEVERS {
            let Some(default) = lever.default else { continue };
            let text = with_unit(lever.unit, default);
            assert_eq!(parse_row(lever, &text), Ok(default.normalize()), "{} {text}", lever.label);
        }
    }
}
