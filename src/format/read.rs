//! Text that people type, read as numbers.

use rust_decimal::{Decimal, dec};
use thiserror::Error;

use super::{MINUS, NBSP, currency_symbol};
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
        Unit::Share => number(text, Some(unit)).map(|value| if text.contains('%') { value } else { value / dec!(100) }),
        Unit::Span => span(text),
        Unit::Clock => time_of_day(text),
        _ => number(text, Some(unit)),
    };
    value.ok_or_else(|| ParseError::NotANumber { example, found: text.to_owned() })
}

/// Reads a value as the file holds it: a plain decimal, or with `%`, `k`, `m`.
///
/// # Errors
/// If the text is not a number.
pub fn parse_value(text: &str) -> Result<Decimal, ParseError> {
    plain_value(text, None)
}

/// The same of a lever, whose unit may stand behind it.
///
/// # Errors
/// If the text is not a number, or one in another unit.
pub fn parse_lever(lever: &Lever, text: &str) -> Result<Decimal, ParseError> {
    plain_value(text, Some(lever.unit))
}

fn plain_value(text: &str, unit: Option<Unit>) -> Result<Decimal, ParseError> {
    let wrong = || ParseError::NotANumber { example: "0.12, 12% or 1.2m", found: text.to_owned() };
    number(text, unit).ok_or_else(wrong)
}

fn span(text: &str) -> Option<Decimal> {
    let lower = text.to_lowercase();
    if lower == "none" {
        return Some(Decimal::ZERO);
    }
    let normal = lower.replace(NBSP, " ");
    let pair = normal.split_once("to").or_else(|| normal.split_once(':')).or_else(|| normal.split_once(" in "));
    let unit = Some(Unit::Span);
    let Some((managers, heads)) = pair else { return number(text, unit) };
    let heads = number(heads, unit)?;
    if heads.is_zero() { None } else { Some((number(managers, unit)? / heads).round_dp(6)) }
}

fn time_of_day(text: &str) -> Option<Decimal> {
    let Some((hours, minutes)) = text.split_once(':') else { return number(text, Some(Unit::Clock)) };
    let (hours, minutes): (u32, u32) = (hours.trim().parse().ok()?, minutes.trim().parse().ok()?);
    (hours < 24 && minutes < 60).then(|| Decimal::from(hours) + Decimal::from(minutes) / dec!(60))
}

/// How a unit is typed behind a number, in small letters and without spaces.
fn typed(unit: Unit) -> &'static [&'static str] {
    match unit {
        Unit::Multiplier => &["×", "x"],
        Unit::Seats => &["seat", "seats", "fte"],
        Unit::Managers => &["fte"],
        Unit::Months => &["month", "months"],
        Unit::Days => &["day", "days"],
        Unit::Hours | Unit::Clock => &["h", "hour", "hours"],
        Unit::Trips => &["ayear"],
        Unit::Points => &["point", "points"],
        Unit::Share | Unit::Coefficient | Unit::Span | Unit::LocalMoney | Unit::Money | Unit::ExchangeRate => &[],
    }
}

/// Whether a currency may stand before a number: a symbol where it may be an amount, a code where it is.
fn is_currency(text: &str, unit: Option<Unit>) -> bool {
    let money = matches!(unit, Some(Unit::Money | Unit::LocalMoney | Unit::ExchangeRate));
    let symbol = ["USD", "EUR", "GBP", "JPY", "AUD", "CAD", "NZD"].iter().any(|code| currency_symbol(code) == text);
    let code = text.len() == 3 && text.bytes().all(|letter| letter.is_ascii_uppercase());
    text.is_empty() || (symbol && (money || unit.is_none())) || (code && money)
}

/// A number with an optional sign, currency, thousands separators, decimal comma, `%`, `k`, `m` or
/// `bn`, or the words of its unit.
fn number(text: &str, unit: Option<Unit>) -> Option<Decimal> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != NBSP && *c != '\u{202f}').collect();
    let text = text.replace(MINUS, "-");
    let start = text.find(|c: char| c.is_ascii_digit() || c == '.' || c == ',')?;
    let (before, rest) = text.split_at(start);
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
    let (digits, after) = rest.split_at(end);
    // The sign stands before a currency or after it.
    let currency = before.strip_prefix(['-', '+']).or_else(|| before.strip_suffix(['-', '+'])).unwrap_or(before);
    let negative = before.contains('-');
    if !is_currency(currency, unit) {
        return None;
    }
    let scale = match after.to_lowercase().as_str() {
        "" => Decimal::ONE,
        "%" => dec!(0.01),
        "k" => dec!(1000),
        "m" => dec!(1000000),
        "bn" | "b" => dec!(1000000000),
        word if unit.is_some_and(|unit| typed(unit).contains(&word)) => Decimal::ONE,
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
    fn letters_before_and_units_of_something_else_are_refused() {
        let find = |group, field| Lever::find(group, field).unwrap();
        let (rework, pay) = (find(Group::Friction, "rework"), find(Group::Transition, "set_up_per_seat"));
        let (ramp, head) = (find(Group::Team, "ramp_months"), find(Group::Team, "headcount"));
        for (lever, right, value) in [
            (rework, "0.08", dec!(0.08)),
            (rework, "-8 %", dec!(-0.08)),
            (ramp, "3 months", dec!(3)),
            (head, "1,200 seats", dec!(1200)),
            (pay, "-$1.2m", dec!(-1200000)),
            (pay, "PHP 500", dec!(500)),
            (pay, "NZ$5k", dec!(5000)),
        ] {
            assert_eq!(parse_lever(lever, right), Ok(value), "{right}");
        }
        for (lever, wrong) in [
            (rework, "bogus0.08"),
            (rework, "0.05 months"),
            (rework, "$0.05"),
            (rework, "0.05x"),
            (ramp, "3 seats"),
            (head, "20 months"),
            (head, "USD 20"),
            (pay, "lol5"),
            (pay, "$$5"),
            (pay, "5 h"),
        ] {
            assert!(parse_lever(lever, wrong).is_err(), "{wrong}");
            assert!(parse_row(lever, wrong).is_err(), "{wrong}");
        }
        assert_eq!(parse_value("$1.2m"), Ok(dec!(1200000)));
        for wrong in ["lol5", "5x", "5 months", "LOL5", "+", "--3"] {
            assert!(parse_value(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn amounts_read_back_in_any_currency() {
        for lever in crate::model::lever::LEVERS.iter().filter(|of| matches!(of.unit, Unit::Money | Unit::LocalMoney)) {
            for (code, value) in [("USD", dec!(1234.5)), ("PHP", dec!(-12)), ("PLN", dec!(1000000)), ("NZD", dec!(3))] {
                let text = crate::format::money_plain(value, code);
                assert_eq!(parse_row(lever, &text), Ok(value.normalize()), "{} {text}", lever.label);
            }
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
