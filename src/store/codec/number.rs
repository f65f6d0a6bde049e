//! Numbers from their own text: exact, or a clear reason why not.
//!
//! No number passes through a float. Knows how numbers are written, not what they count.

use rust_decimal::{Decimal, dec};

use super::fault::one_line;

/// The most significant digits, and the most decimals, that are kept exactly.
const MOST_DIGITS: usize = 28;
/// The largest size of a number, more than any field may hold: 1e13.
const LARGEST: Decimal = dec!(10000000000000);

/// A number such as `0.30`, its decimals kept; the text comes without comments and quotes.
///
/// # Errors
/// What would be right and what was found.
pub(super) fn decimal(text: &str) -> Result<Decimal, String> {
    let shown = || one_line(text, 40);
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut number = plain(unsigned).map_err(|rule| format!("{rule}, found {}", shown()))?;
    if number > LARGEST {
        return Err(format!("must be at most {LARGEST} in size, found {}", shown()));
    }
    number.set_sign_negative(negative && !number.is_zero());
    Ok(number)
}

/// A whole number such as `60`.
///
/// # Errors
/// What would be right and what was found.
pub(super) fn whole(text: &str) -> Result<u32, String> {
    let number = decimal(text)?;
    if !number.is_integer() || number.is_sign_negative() {
        return Err(format!("must be a whole number, found {}", one_line(text, 40)));
    }
    let most = u32::MAX;
    u32::try_from(number).map_err(|_| format!("must be a whole number up to {most}, found {}", one_line(text, 40)))
}

/// A number without a sign; the error is the rule that it breaks.
fn plain(text: &str) -> Result<Decimal, String> {
    let lower = text.to_ascii_lowercase();
    if lower.starts_with("inf") || lower.starts_with("nan") {
        return Err("must be a finite number".to_owned());
    }
    if ["0x", "0o", "0b"].iter().any(|base| lower.starts_with(base)) {
        return Err("must be a number in the decimal system".to_owned());
    }
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    let exponent = lower.split_once('e').is_some_and(|(before, after)| {
        before.starts_with(|first: char| first.is_ascii_digit() || first == '.')
            && after.trim_start_matches(['+', '-']).starts_with(|first: char| first.is_ascii_digit())
    });
    if exponent {
        return Err("must be written out, without an exponent".to_owned());
    }
    // Underscores may part the digits of the whole number, and nothing else.
    let parted = |part: &str| part.starts_with('_') || part.ends_with('_');
    if !digits(whole) || !digits(decimals) || (whole.is_empty() && decimals.is_empty()) {
        return Err("must be a plain number such as 0.30".to_owned());
    }
    if parted(whole) || decimals.contains('_') {
        return Err("must have underscores only between the digits before the point".to_owned());
    }
    exact(&whole.replace('_', ""), decimals)
}

fn exact(whole: &str, decimals: &str) -> Result<Decimal, String> {
    let significant = [whole, decimals].concat().trim_start_matches('0').len();
    if significant > MOST_DIGITS {
        return Err(format!("must have at most {MOST_DIGITS} significant digits"));
    }
    if decimals.len() > MOST_DIGITS {
        return Err(format!("must have at most {MOST_DIGITS} decimals"));
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let text = if decimals.is_empty() { whole.to_owned() } else { format!("{whole}.{decimals}") };
    Decimal::from_str_exact(&text).map_err(|_| "must be a plain number such as 0.30".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_decimals() {
        let written = ["0.30", "0.0", "46000", "-0.01", "0.0000000000000000000000000001", "9999999999999.99"];
        for text in written {
            assert_eq!(decimal(text).unwrap().to_string(), text);
        }
        let lenient =
            [("+1.5", "1.5"), (".5", "0.5"), ("5.", "5"), ("1_000.50", "1000.50"), ("-0.0", "0.0"), ("007", "7")];
        for (text, number) in lenient {
            assert_eq!(decimal(text).unwrap().to_string(), number);
        }
        assert_eq!(decimal("-10000000000000"), Ok(-LARGEST));
    }

    #[test]
    fn what_is_no_plain_number_is_refused_with_the_rule() {
        let refused = [
            ("1e5", "must be written out, without an exponent, found 1e5"),
            (".5E-3", "must be written out, without an exponent, found .5E-3"),
            ("-inf", "must be a finite number, found -inf"),
            ("NaN", "must be a finite number, found NaN"),
            ("0x1F", "must be a number in the decimal system, found 0x1F"),
            ("1u8", "must be a plain number such as 0.30, found 1u8"),
            ("1..5", "must be a plain number such as 0.30, found 1..5"),
            ("", "must be a plain number such as 0.30, found "),
            ("--1", "must be a plain number such as 0.30, found --1"),
            ("1_.5", "must have underscores only between the digits before the point, found 1_.5"),
            ("0.5_0", "must have underscores only between the digits before the point, found 0.5_0"),
            ("٣", "must be a plain number such as 0.30, found ٣"),
            ("10000000000000.01", "must be at most 10000000000000 in size, found 10000000000000.01"),
            (
                "0.12345678901234567890123456789",
                "must have at most 28 significant digits, found 0.12345678901234567890123456789",
            ),
            ("0.00000000000000000000000000001", "must have at most 28 decimals, found 0.00000000000000000000000000001"),
        ];
        for (text, problem) in refused {
            assert_eq!(decimal(text), Err(problem.to_owned()));
        }
    }

    #[test]
    fn whole_numbers_have_no_decimals_and_no_minus() {
        assert_eq!(whole("60"), Ok(60));
        assert_eq!(whole("60.0"), Ok(60));
        assert_eq!(whole("2.5"), Err("must be a whole number, found 2.5".to_owned()));
        assert_eq!(whole("-1"), Err("must be a whole number, found -1".to_owned()));
        assert_eq!(whole("4294967296"), Err("must be a whole number up to 4294967295, found 4294967296".to_owned()));
    }
}
