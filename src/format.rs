//! Numbers to text for people, and back.
//!
//! The one place where a figure gets its digits, sign, unit and symbol; the window, the
//! command line and exports all call it. Knows the model's units, nothing of windows.

mod hidden;
mod meant;
mod read;
mod words;

use std::cmp::Ordering;

use rust_decimal::{Decimal, RoundingStrategy, dec, prelude::ToPrimitive};

use crate::model::lever::{LeverId, Unit};
use crate::model::scenario::{Scenario, Site};

pub use self::{
    hidden::{faults_without_amounts, message_without_amounts, without_amounts},
    meant::{closest, near},
    read::{ParseError, example, parse_lever, parse_row, parse_unit, parse_value},
    words::{lower_first, path, plain, sentence},
};

/// A space that does not break, between a number and its unit.
const NBSP: char = '\u{a0}';
/// The minus sign.
const MINUS: char = '−';

/// Rounded to significant figures; a value that has no more keeps them all, as adding zeros to a
/// tiny one would take more places than a decimal has.
#[must_use]
pub fn figures(value: Decimal, figures: u32) -> Decimal {
    let digits = value.mantissa().unsigned_abs().checked_ilog10().map_or(1, |log| log + 1);
    if digits <= figures {
        return value;
    }
    value.round_sf_with_strategy(figures, RoundingStrategy::MidpointAwayFromZero).unwrap_or(value)
}

fn rounded(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

/// The code of no currency, for amounts that are hidden: an index, in which a team's cost at home
/// is 100. Codes that begin with X are of no country.
pub const INDEX: &str = "XIX";
/// What people read in its place.
const INDEX_NAME: &str = "index";
/// A point of the index, as amounts are kept: books that are rounded to hundredths are exact
/// enough in millionths.
pub const INDEX_POINT: Decimal = dec!(1000000);

/// An amount in its currency; of an index in points.
#[must_use]
pub fn in_units(amount: Decimal, currency: &str) -> Decimal {
    if currency == INDEX { amount / INDEX_POINT } else { amount }
}

/// A currency as a title names it: `$`, `PHP`, `index`.
#[must_use]
pub fn currency_name(code: &str) -> String {
    if code == INDEX { INDEX_NAME.to_owned() } else { currency_symbol(code).trim_end_matches(NBSP).to_owned() }
}

/// A currency as the head of a table's column names it: `USD`, `index`.
#[must_use]
pub fn currency_code(code: &str) -> &str {
    if code == INDEX { INDEX_NAME } else { code }
}

/// Points of an index to three significant figures, no finer than hundredths.
fn index_points(points: Decimal) -> String {
    let points = figures(points, 3);
    let places = if points >= dec!(100) { 0 } else { 1 + usize::from(points < Decimal::TEN) };
    fixed(points, places)
}

/// What stands before an amount of a currency: a symbol, or the code and a space.
#[must_use]
pub fn currency_symbol(code: &str) -> String {
    let symbol = match code {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        "AUD" => "A$",
        "CAD" => "C$",
        "NZD" => "NZ$",
        INDEX => "",
        _ => return format!("{code}{NBSP}"),
    };
    symbol.to_owned()
}

/// An amount to three significant figures: `$2.00m`, `$940k`, `−$12`. 999 999 reads `$1.00m`.
#[must_use]
pub fn money(amount: Decimal, currency: &str) -> String {
    let sign = if rounded(amount, 0) < Decimal::ZERO { MINUS.to_string() } else { String::new() };
    if currency == INDEX {
        return format!("{sign}{}", index_points(in_units(amount.abs(), currency)));
    }
    format!("{sign}{}{}", currency_symbol(currency), magnitude(amount.abs()))
}

/// An amount to three significant figures with `▲` or `▼`'s sign written out: `+$2.00m`.
#[must_use]
pub fn money_signed(amount: Decimal, currency: &str) -> String {
    let plus = if rounded(amount, 0) > Decimal::ZERO { "+" } else { "" };
    format!("{plus}{}", money(amount, currency))
}

/// A bare amount to three significant figures: `2.00m`, `940k`, `12`.
#[must_use]
pub fn magnitude(amount: Decimal) -> String {
    const UNITS: [(Decimal, &str); 4] =
        [(dec!(1000000000000), "tn"), (dec!(1000000000), "bn"), (dec!(1000000), "m"), (dec!(1000), "k")];
    // Rounding to three figures first, so that 999 999 is a million.
    let amount = figures(amount, 3);
    for (unit, suffix) in UNITS {
        if amount.abs() >= unit {
            let scaled = amount / unit;
            let places = if scaled.abs() >= dec!(100) {
                0
            } else if scaled.abs() >= dec!(10) {
                1
            } else {
                2
            };
            return format!("{}{suffix}", fixed(scaled, places));
        }
    }
    fixed(amount, 0)
}

/// An amount to the cent with thousands separated: `$2,003,456.78`.
#[must_use]
pub fn money_exact(amount: Decimal, currency: &str) -> String {
    let sign = if amount < Decimal::ZERO { MINUS.to_string() } else { String::new() };
    format!("{sign}{}{}", currency_symbol(currency), fixed(in_units(amount.abs(), currency), 2))
}

/// A number with a fixed count of decimals, thousands separated by commas.
#[must_use]
pub fn fixed(value: Decimal, places: usize) -> String {
    let places_u32 = u32::try_from(places).unwrap_or(2);
    let text = format!("{:.places$}", rounded(value, places_u32));
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let nothing = digits.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let sign = if sign.is_empty() || nothing { String::new() } else { MINUS.to_string() };
    fraction.map_or_else(|| format!("{sign}{grouped}"), |part| format!("{sign}{grouped}.{part}"))
}

/// A number without needless zeros, at most `places` decimals.
#[must_use]
pub fn trimmed(value: Decimal, places: u32) -> String {
    let value = rounded(value, places).normalize();
    fixed(value, usize::try_from(value.scale()).unwrap_or(0))
}

/// A share in whole per cent: `26 %`.
#[must_use]
pub fn percent(share: Decimal) -> String {
    format!("{}{NBSP}%", fixed(share.saturating_mul(dec!(100)), 0))
}

/// A share as a percentage with at most two decimals: `12.5 %`.
#[must_use]
pub fn percent_precise(share: Decimal) -> String {
    format!("{}{NBSP}%", trimmed(share.saturating_mul(dec!(100)), 2))
}

/// A text of a size with the sign of what it is the size of: `+$2.00m`, `−3 months`.
#[must_use]
pub fn signed(value: Decimal, size: &str) -> String {
    match value.cmp(&Decimal::ZERO) {
        Ordering::Greater => format!("+{size}"),
        Ordering::Less => format!("{MINUS}{size}"),
        Ordering::Equal => size.to_owned(),
    }
}

/// A share as a percentage with two decimals, for columns: `12.50 %`.
#[must_use]
pub fn percent_two(share: Decimal) -> String {
    format!("{}{NBSP}%", fixed(share.saturating_mul(dec!(100)), 2))
}

/// A change as a percentage with its sign: `+12.50 %`; what is too small for two decimals says so.
#[must_use]
pub fn percent_signed(share: Decimal) -> String {
    changed(share, '%')
}

/// A change in hundredths with its sign, two decimals and a unit.
fn changed(change: Decimal, unit: impl std::fmt::Display) -> String {
    if !change.is_zero() && change.abs() < dec!(0.00005) {
        return format!("<{}", signed(change, &format!("0.01{NBSP}{unit}")));
    }
    signed(change, &format!("{}{NBSP}{unit}", fixed(change.abs().saturating_mul(dec!(100)), 2)))
}

/// A change of a share in percentage points with its sign: `+1.25 pp`.
#[must_use]
pub fn points(change: Decimal) -> String {
    changed(change, "pp")
}

/// A count of things: `1 scenario`, `3 scenarios`.
#[must_use]
pub fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// A share in whole per cent, or a dash where there is none.
#[must_use]
pub fn percent_or_dash(share: Option<Decimal>) -> String {
    share.map_or_else(|| "–".to_owned(), percent)
}

/// A money figure for estimates.
#[must_use]
pub fn decimal(value: f64) -> Decimal {
    Decimal::from_f64_retain(value).unwrap_or_default()
}

/// A decimal as the nearest `f64`, for drawing.
#[must_use]
pub fn float(value: Decimal) -> f64 {
    value.to_f64().unwrap_or_default()
}

/// A count of months as people say it: `five years`, `18 months`.
#[must_use]
pub fn duration(months: usize) -> String {
    const WORDS: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    if months >= 12 && months.is_multiple_of(12) {
        let years = months / 12;
        let unit = if years == 1 { "year" } else { "years" };
        return format!("{} {unit}", WORDS.get(years).copied().unwrap_or("many"));
    }
    format!("{months} months")
}

/// The value of a lever with its unit, as its row shows it.
#[must_use]
pub fn lever_value(id: &LeverId, scenario: &Scenario, value: Decimal) -> String {
    let unit = id.lever().unit;
    match unit {
        Unit::Money | Unit::LocalMoney => money_plain(value, currency_of(id, scenario)),
        Unit::ExchangeRate => format!("{}{}", currency_symbol(&scenario.money.currency), with_unit(unit, value)),
        _ => with_unit(unit, value),
    }
}

/// A multiple of a lever's value as its row shows it: what the field may hold, no finer than six
/// figures.
#[must_use]
pub fn lever_times(id: &LeverId, scenario: &Scenario, value: Decimal, multiplier: Decimal) -> String {
    lever_value(id, scenario, id.lever().fit(figures(value.saturating_mul(multiplier), 6)))
}

/// Between which values a lever lies: `14.4–25.2 %`, the unit once where it is the same.
#[must_use]
pub fn lever_range(id: &LeverId, scenario: &Scenario, today: Decimal, (low, high): (Decimal, Decimal)) -> String {
    let text = |multiplier| lever_times(id, scenario, today, multiplier);
    let (low, high) = (text(low), text(high));
    let plain = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
    let split = |text: &str| text.split_once(NBSP).map(|(number, unit)| (number.to_owned(), unit.to_owned()));
    match (split(&low), split(&high)) {
        (Some((number, unit)), Some((_, same))) if unit == same && plain(&low) && plain(&high) => {
            format!("{number}–{high}")
        }
        (None, None) if !low.starts_with(MINUS) && !high.starts_with(MINUS) => format!("{low}–{high}"),
        _ => format!("{low} – {high}"),
    }
}

/// An amount as it stands: cents only where it has some.
#[must_use]
pub fn money_plain(value: Decimal, currency: &str) -> String {
    if currency == INDEX {
        return trimmed(in_units(value, currency), 4);
    }
    let places = usize::from(!value.fract().is_zero()) * 2;
    format!("{}{}", currency_symbol(currency), fixed(value, places))
}

/// The currency a lever's amount is in: its place's, or the reporting currency.
#[must_use]
pub fn currency_of<'a>(id: &LeverId, scenario: &'a Scenario) -> &'a str {
    if id.lever().unit == Unit::LocalMoney { &place_of(id, scenario).currency } else { &scenario.money.currency }
}

/// What a lever's number counts, on its own: a share is shown in percent.
#[must_use]
pub fn lever_unit(id: &LeverId, scenario: &Scenario) -> String {
    let currency = || currency_code(currency_of(id, scenario)).to_owned();
    match id.lever().unit {
        Unit::Share => "%".to_owned(),
        Unit::Multiplier => "×".to_owned(),
        Unit::Coefficient => String::new(),
        Unit::Seats => "seats, FTE".to_owned(),
        Unit::Managers => "managers, FTE".to_owned(),
        Unit::Span => "managers a head".to_owned(),
        Unit::Months => "months".to_owned(),
        Unit::Days => "days a year".to_owned(),
        Unit::Hours => "hours".to_owned(),
        Unit::Clock => "hours after midnight".to_owned(),
        Unit::Points => "points".to_owned(),
        Unit::Trips => "trips a year".to_owned(),
        Unit::LocalMoney | Unit::Money => currency(),
        Unit::ExchangeRate => format!("{} for 1 unit", currency_code(&scenario.money.currency)),
    }
}

/// The place that a lever belongs to; home where it belongs to none.
#[must_use]
pub fn place_of<'a>(id: &LeverId, scenario: &'a Scenario) -> &'a Site {
    use crate::model::lever::{Group, Which};
    let place = match (id.group(), id.of(), id.at()) {
        (Group::Place, Which::One(site), _) | (Group::Salary, _, Which::One(site)) => site,
        _ => &scenario.home.id,
    };
    scenario.place(place).unwrap_or(&scenario.home)
}

/// A value with its unit, for units that need no scenario.
#[must_use]
pub fn with_unit(unit: Unit, value: Decimal) -> String {
    let one = rounded(value, 2) == Decimal::ONE;
    match unit {
        Unit::Share => percent_precise(value),
        Unit::Multiplier => format!("{}{NBSP}×", fixed(value, 2)),
        Unit::Coefficient => fixed(value, 2),
        Unit::Seats => format!("{}{NBSP}{}", trimmed(value, 2), if one { "seat" } else { "seats" }),
        Unit::Managers => format!("{}{NBSP}FTE", trimmed(value, 2)),
        Unit::Span if value.is_zero() => "none".to_owned(),
        Unit::Span => format!("1{NBSP}to{NBSP}{}", trimmed(Decimal::ONE / value, 1)),
        Unit::Months => format!("{}{NBSP}{}", trimmed(value, 2), if one { "month" } else { "months" }),
        Unit::Days => format!("{}{NBSP}days", trimmed(value, 1)),
        Unit::Hours => format!("{}{NBSP}h", trimmed(value, 2)),
        Unit::Clock => clock(value),
        Unit::Points => format!("{}{NBSP}points", trimmed(value, 2)),
        Unit::LocalMoney | Unit::Money => trimmed(value, 2),
        Unit::Trips => format!("{} a{NBSP}year", trimmed(value, 1)),
        Unit::ExchangeRate => figures(value, 4).normalize().to_string(),
    }
}

/// The month in which something pays back: `month 14`, or `never`.
#[must_use]
pub fn payback(month: Option<usize>) -> String {
    month.map_or_else(|| "never".to_owned(), |month| format!("month {month}"))
}

/// A chance of 0–1 in a hundred; at the ends never certain where it is not.
#[must_use]
pub fn chance(share: f64) -> String {
    let whole = rounded(decimal(share * 100.0), 0);
    if share < 1.0 && whole >= dec!(100) {
        "over 99 in 100".to_owned()
    } else if share > 0.0 && whole < Decimal::ONE {
        "under 1 in 100".to_owned()
    } else {
        format!("{} in 100", fixed(whole, 0))
    }
}

/// Hours after midnight as a time of day: `09:30`.
fn clock(hours: Decimal) -> String {
    let minutes = rounded(hours * dec!(60), 0).to_u32().unwrap_or(0) % (24 * 60);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_has_three_figures_and_a_million_is_a_million() {
        assert_eq!(money(dec!(1997556.20), "USD"), "$2.00m");
        assert_eq!(money(dec!(939859.94), "USD"), "$940k");
        assert_eq!(money(dec!(999999), "USD"), "$1.00m");
        assert_eq!(money(dec!(-161776.73), "EUR"), "−€162k");
        assert_eq!(money(dec!(12.4), "PHP"), "PHP\u{a0}12");
        assert_eq!(money(dec!(0), "USD"), "$0");
        assert_eq!(money(dec!(-0.3), "USD"), "$0");
        assert_eq!(money_signed(dec!(12345), "USD"), "+$12.3k");
        assert_eq!(money_exact(dec!(-7663582.2), "USD"), "−$7,663,582.20");
    }

    #[test]
    fn an_index_has_points_and_no_currency() {
        assert_eq!(money(dec!(28421337), INDEX), "28.4");
        assert_eq!(money(dec!(-608123), INDEX), "−0.61");
        assert_eq!(money(dec!(100000000), INDEX), "100");
        assert_eq!(money_exact(dec!(100000000), INDEX), "100.00");
        assert_eq!(money_plain(dec!(645123.4), INDEX), "0.6451");
        assert_eq!((currency_name(INDEX), currency_name("PHP")), ("index".to_owned(), "PHP".to_owned()));
    }

    #[test]
    fn a_label_keeps_the_capitals_it_needs() {
        assert_eq!(lower_first("Offshore share"), "offshore share");
        assert_eq!(lower_first("FTE cost, Manila"), "FTE cost, Manila");
        assert_eq!(lower_first("Share, Manila"), "share, Manila");
    }

    #[test]
    fn a_chance_is_never_certain_where_it_is_not() {
        assert_eq!(
            ["98 in 100", "over 99 in 100", "100 in 100"],
            [chance(0.98), chance(0.998), chance(1.0)].each_ref().map(String::as_str)
        );
        assert_eq!(["0 in 100", "under 1 in 100"], [chance(0.0), chance(0.003)].each_ref().map(String::as_str));
    }

    #[test]
    fn values_carry_their_unit() {
        assert_eq!(with_unit(Unit::Share, dec!(0.125)), "12.5\u{a0}%");
        assert_eq!(with_unit(Unit::Span, dec!(0.05)), "1\u{a0}to\u{a0}20");
        assert_eq!(with_unit(Unit::Clock, dec!(21.5)), "21:30");
        assert_eq!(with_unit(Unit::Seats, dec!(1)), "1\u{a0}seat");
        assert_eq!(with_unit(Unit::ExchangeRate, dec!(0.01570358)), "0.0157");
        assert_eq!(percent(dec!(-0.004)), "0\u{a0}%");
        assert_eq!(duration(60), "five years");
        assert_eq!(duration(18), "18 months");
    }

    #[test]
    fn a_change_has_a_sign_and_is_never_nothing_where_it_is_something() {
        assert_eq!(
            [dec!(0.6), dec!(-0.125), dec!(0)].map(percent_signed),
            ["+60.00\u{a0}%", "−12.50\u{a0}%", "0.00\u{a0}%"]
        );
        assert_eq!([dec!(0.00001), dec!(-0.00001)].map(percent_signed), ["<+0.01\u{a0}%", "<−0.01\u{a0}%"]);
        assert_eq!([dec!(0.0125), dec!(-0.3)].map(points), ["+1.25\u{a0}pp", "−30.00\u{a0}pp"]);
        assert_eq!(signed(dec!(-2), "2\u{a0}months"), "−2\u{a0}months");
    }

    #[test]
    fn a_range_names_its_unit_once_where_it_can() {
        let scenario = crate::model::testing::two_sites();
        let said = |id: &str, today, range| lever_range(&id.parse().unwrap(), &scenario, today, range);
        let range = (dec!(0.8), dec!(1.4));
        assert_eq!(said("site.ph-mnl.attrition", dec!(0.18), range), "14.4–25.2\u{a0}%");
        assert_eq!(said("friction.time_zone", dec!(0.88), range), "0.70–1.00");
        assert_eq!(said("team.desk.salary.us-nyc", dec!(46000), range), "$36,800–$64,400");
        assert_eq!(said("team.desk.oversight", dec!(0.05), range), "1\u{a0}to\u{a0}25 – 1\u{a0}to\u{a0}14.3");
        assert_eq!(said("site.ph-mnl.wage_growth", dec!(-0.02), range), "−1.6\u{a0}% – −2.8\u{a0}%");
        assert_eq!(said("transition.handover_months", dec!(3), range), "2–4\u{a0}months");
    }
}
