//! A piece of a formula together with what it comes to, so that the text which a spreadsheet
//! computes and the exact figure that is stored beside it can't drift apart.
//!
//! Values are the engine's decimals; where one would overflow it stays at the farthest number.

use std::{
    fmt::Write as _,
    ops::{Add, Div, Mul, Sub},
};

use rust_decimal::{Decimal, dec};

use crate::model::scalar::Scalar;

/// How much a posting is nudged before it is rounded to cents, away from zero: more than what binary
/// fractions lose on the way, far less than a cent. Half a cent is thus rounded as the books round it.
const AWAY: &str = "*(1+1E-13)";
/// The other way: for half a cent that the books, which carry 28 digits, saw from below.
const TOWARD: &str = "*(1-1E-13)";
/// By how much of itself an amount may miss half a cent in the books.
const HAIR: Decimal = dec!(0.0000000000003);
/// Where values that would overflow stay.
const FARTHEST: Decimal = Decimal::MAX;

/// How tightly a term's outermost operator binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bind {
    Sum,
    Product,
    Atom,
}

/// What a term comes to: a number, or a row of them.
#[derive(Debug, Clone)]
enum Amount {
    One(Decimal),
    Row(Vec<Decimal>),
}

/// A part of a formula and its value.
#[derive(Debug, Clone)]
pub(super) struct Term {
    text: String,
    amount: Amount,
    bind: Bind,
}

/// A condition of a formula, and whether it holds.
#[derive(Debug, Clone)]
pub(super) struct Test {
    text: String,
    holds: bool,
}

impl Amount {
    fn first(&self) -> Decimal {
        match self {
            Self::One(value) => *value,
            Self::Row(values) => values.first().copied().unwrap_or_default(),
        }
    }

    fn map(self, change: impl Fn(Decimal) -> Decimal) -> Self {
        match self {
            Self::One(value) => Self::One(change(value)),
            Self::Row(values) => Self::Row(values.into_iter().map(change).collect()),
        }
    }

    fn with(self, other: &Self, join: impl Fn(Decimal, Decimal) -> Decimal) -> Self {
        match (self, other) {
            (one, Self::One(other)) => one.map(|value| join(value, *other)),
            (Self::One(one), Self::Row(others)) => Self::Row(others.iter().map(|other| join(one, *other)).collect()),
            (Self::Row(ones), Self::Row(others)) => {
                Self::Row(ones.into_iter().zip(others).map(|(one, other)| join(one, *other)).collect())
            }
        }
    }

    fn values(&self) -> &[Decimal] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::Row(values) => values,
        }
    }
}

fn farthest(negative: bool) -> Decimal {
    if negative { -FARTHEST } else { FARTHEST }
}

fn plus(a: Decimal, b: Decimal) -> Decimal {
    a.checked_add(b).unwrap_or_else(|| farthest(a.is_sign_negative()))
}

fn times(a: Decimal, b: Decimal) -> Decimal {
    a.checked_mul(b).unwrap_or_else(|| farthest(a.is_sign_negative() != b.is_sign_negative()))
}

impl Term {
    /// A term written by hand, with its value.
    pub(super) fn of(text: impl Into<String>, value: Decimal) -> Self {
        Self { text: text.into(), amount: Amount::One(value), bind: Bind::Atom }
    }

    /// A range of cells, with their values.
    pub(super) fn range(text: String, values: Vec<Decimal>) -> Self {
        Self { text, amount: Amount::Row(values), bind: Bind::Atom }
    }

    /// What it comes to.
    pub(super) fn value(&self) -> Decimal {
        self.amount.first()
    }

    /// The values of a range.
    pub(super) fn values(&self) -> &[Decimal] {
        self.amount.values()
    }

    /// The formula's text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    fn bound(self, at_least: Bind) -> Self {
        if self.bind >= at_least {
            return self;
        }
        Self { text: format!("({})", self.text), amount: self.amount, bind: Bind::Atom }
    }

    fn join(self, operator: char, other: &Self, bind: Bind, amount: Amount) -> Self {
        let mut text = self.text;
        text.push(operator);
        text.push_str(&other.text);
        Self { text, amount, bind }
    }

    /// Calls a function on it.
    fn call(self, name: &str, more: &str, value: impl Fn(Decimal) -> Decimal) -> Self {
        Self { text: format!("{name}({}{more})", self.text), amount: self.amount.map(value), bind: Bind::Atom }
    }

    /// Rounded to cents as a posting is.
    pub(super) fn posted(self) -> Self {
        self.rounded(AWAY)
    }

    fn rounded(self, nudge: &str) -> Self {
        let more = format!("{nudge},2");
        self.bound(Bind::Product).call("ROUND", &more, Scalar::cents)
    }

    /// Rounded to cents, or the sum of a row each of which is, where the books posted `exact`: half a
    /// cent goes the way it went there.
    pub(super) fn posted_as(self, exact: Decimal) -> Self {
        let rounded = |hair: Decimal| -> Decimal {
            let cents = |value: &Decimal| times(*value, Decimal::ONE + hair).cents();
            self.values().iter().map(cents).fold(Decimal::ZERO, plus)
        };
        let toward = rounded(HAIR) != exact && rounded(-HAIR) == exact;
        let row = matches!(self.amount, Amount::Row(_));
        let rounded = self.rounded(if toward { TOWARD } else { AWAY });
        let term = if row { rounded.sum_product() } else { rounded };
        Self { amount: Amount::One(exact), ..term }
    }

    /// A sum of cents without what binary fractions add to it.
    pub(super) fn whole_cents(self) -> Self {
        self.call("ROUND", ",2", Scalar::cents)
    }

    /// Rounded to some places, half away from zero.
    pub(super) fn rounded_to(self, places: u32) -> Self {
        let half = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
        self.call("ROUND", &format!(",{places}"), |value| value.round_dp_with_strategy(places, half))
    }

    /// Rounded to nine places as an estimate is.
    pub(super) fn estimate(self) -> Self {
        self.call("ROUND", ",9", nine_places)
    }

    /// The largest whole number that is not above it.
    pub(super) fn floor(self) -> Self {
        self.call("INT", "", |value| value.floor())
    }

    /// What is left of a division by a number.
    pub(super) fn modulo(self, divisor: u32) -> Self {
        let by = Decimal::from(divisor);
        self.call("MOD", &format!(",{divisor}"), |value| value - (value / by).floor() * by)
    }

    /// The sum of a range, or of a row of terms.
    pub(super) fn sum(self) -> Self {
        self.total("SUM")
    }

    /// The sum of a row that is computed from ranges.
    pub(super) fn sum_product(self) -> Self {
        self.total("SUMPRODUCT")
    }

    fn total(self, name: &str) -> Self {
        let value = self.values().iter().fold(Decimal::ZERO, |sum, value| plus(sum, *value));
        Self { text: format!("{name}({})", self.text), amount: Amount::One(value), bind: Bind::Atom }
    }

    /// The cell of a range at a position from 1.
    pub(super) fn at(&self, position: &Self) -> Self {
        let index = usize::try_from(position.value().trunc().mantissa()).unwrap_or(0);
        let value = index.checked_sub(1).and_then(|index| self.values().get(index)).copied().unwrap_or_default();
        Self::of(format!("INDEX({},{})", self.text, position.text), value)
    }

    /// Whether it is at least another.
    pub(super) fn at_least(&self, other: &Self) -> Test {
        self.compare(">=", other, self.value() >= other.value())
    }

    /// Whether it is above another.
    pub(super) fn above(&self, other: &Self) -> Test {
        self.compare(">", other, self.value() > other.value())
    }

    /// Whether it is another.
    pub(super) fn equals(&self, other: &Self) -> Test {
        self.compare("=", other, self.value() == other.value())
    }

    fn compare(&self, operator: &str, other: &Self, holds: bool) -> Test {
        Test { text: format!("{}{operator}{}", self.text, other.text), holds }
    }

    /// The ratio; 0 where the divisor is 0.
    pub(super) fn ratio(self, divisor: &Self) -> Self {
        divisor.equals(&num(0)).choose(num(0), self / divisor.clone())
    }
}

impl Test {
    /// A condition written by hand.
    pub(super) fn of(text: impl Into<String>, holds: bool) -> Self {
        Self { text: text.into(), holds }
    }

    /// One term where it holds, another where it does not.
    pub(super) fn choose(self, then: Term, otherwise: Term) -> Term {
        let text = format!("IF({},{},{})", self.text, then.text, otherwise.text);
        let chosen = if self.holds { then } else { otherwise };
        Term { text, amount: chosen.amount, bind: Bind::Atom }
    }

    /// One text where it holds, another where it does not.
    pub(super) fn say(self, then: &Said, otherwise: &Said) -> Said {
        let formula = format!("IF({},{},{})", self.text, then.formula, otherwise.formula);
        let shown = if self.holds { then } else { otherwise }.shown.clone();
        Said { formula, shown }
    }

    /// Whether both hold.
    pub(super) fn and(&self, other: &Self) -> Self {
        Self { text: format!("AND({},{})", self.text, other.text), holds: self.holds && other.holds }
    }
}

/// A formula that comes to a text, or to a number or a text.
#[derive(Debug, Clone)]
pub(super) struct Said {
    /// The formula.
    pub(super) formula: String,
    /// What it comes to.
    pub(super) shown: String,
}

impl Said {
    /// A text within a formula.
    pub(super) fn text(text: &str) -> Self {
        Self { formula: format!("\"{}\"", text.replace('"', "\"\"")), shown: text.to_owned() }
    }

    /// A number where a text could stand.
    pub(super) fn number(term: &Term) -> Self {
        Self { formula: term.text.clone(), shown: stored(term.value()) }
    }
}

/// A number as a cell stores it.
pub(super) fn stored(value: Decimal) -> String {
    let mut text = String::new();
    // Writing to a string can't fail.
    let _ = write!(text, "{}", crate::format::float(value));
    text
}

/// A rate rounded to nine places, half away from zero.
fn nine_places(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(9, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
}

/// A whole number.
pub(super) fn num(value: i64) -> Term {
    Term::of(value.to_string(), value.into())
}

/// A number as it is written.
pub(super) fn decimal(value: Decimal) -> Term {
    Term::of(value.to_string(), value)
}

/// The largest of some terms.
#[expect(clippy::needless_pass_by_value, reason = "terms are made where they are compared")]
pub(super) fn max<const N: usize>(terms: [Term; N]) -> Term {
    largest(&terms)
}

/// The smallest of some terms.
#[expect(clippy::needless_pass_by_value, reason = "terms are made where they are compared")]
pub(super) fn min<const N: usize>(terms: [Term; N]) -> Term {
    smallest(&terms)
}

/// The sum of some terms, each of which may be a range.
pub(super) fn sum(terms: &[Term]) -> Term {
    let texts: Vec<&str> = terms.iter().map(Term::text).collect();
    let values = terms.iter().flat_map(Term::values);
    Term::of(format!("SUM({})", texts.join(",")), values.fold(Decimal::ZERO, |sum, value| plus(sum, *value)))
}

/// The largest of some terms, each of which may be a range.
pub(super) fn largest(terms: &[Term]) -> Term {
    extreme("MAX", terms, Decimal::max)
}

/// The smallest of some terms, each of which may be a range.
pub(super) fn smallest(terms: &[Term]) -> Term {
    extreme("MIN", terms, Decimal::min)
}

/// The sum of `left_i`·`square_ij`·`right_j` over i and j, of rows of cells that are several.
pub(super) fn through(left: &Term, square: &Term, right: &Term) -> Term {
    let width = right.values().len();
    let rows = square.values().chunks(width.max(1)).zip(left.values());
    let value = rows.fold(Decimal::ZERO, |sum, (row, left)| {
        let within = row.iter().zip(right.values());
        let within = within.fold(Decimal::ZERO, |sum, (cell, right)| plus(sum, times(*cell, *right)));
        plus(sum, times(*left, within))
    });
    Term::of(format!("SUMPRODUCT(MMULT({},{}),{})", left.text, square.text, right.text), value)
}

fn extreme(name: &str, terms: &[Term], pick: fn(Decimal, Decimal) -> Decimal) -> Term {
    let texts: Vec<&str> = terms.iter().map(Term::text).collect();
    let value = terms.iter().flat_map(Term::values).copied().reduce(pick).unwrap_or_default();
    Term::of(format!("{name}({})", texts.join(",")), value)
}

impl Add for Term {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let amount = self.amount.clone().with(&other.amount, plus);
        self.join('+', &other, Bind::Sum, amount)
    }
}

impl Sub for Term {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        let amount = self.amount.clone().with(&other.amount, |a, b| plus(a, -b));
        self.join('-', &other.bound(Bind::Product), Bind::Sum, amount)
    }
}

impl Mul for Term {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        let amount = self.amount.clone().with(&other.amount, times);
        self.bound(Bind::Product).join('*', &other.bound(Bind::Product), Bind::Product, amount)
    }
}

impl Div for Term {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        let amount = self.amount.clone().with(&other.amount, Scalar::ratio);
        self.bound(Bind::Product).join('/', &other.bound(Bind::Atom), Bind::Product, amount)
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    fn cell(name: &str, value: Decimal) -> Term {
        Term::of(name, value)
    }

    #[test]
    fn a_formula_says_what_its_value_is() {
        let (a, b) = (cell("A1", dec!(7)), cell("B1", dec!(2)));
        let term = (a.clone() - (b.clone() + num(1))) * b.clone() / (a * b);
        assert_eq!((term.text(), term.value()), ("(A1-(B1+1))*B1/(A1*B1)", dec!(8) / dec!(14)));
    }

    #[test]
    fn a_product_after_a_product_needs_no_brackets_but_a_divisor_does() {
        let (a, b) = (cell("A1", dec!(6)), cell("B1", dec!(3)));
        assert_eq!((a.clone() * (b.clone() * a.clone())).text(), "A1*B1*A1");
        assert_eq!((a.clone() / (b.clone() / a.clone())).text(), "A1/(B1/A1)");
        assert_eq!((a.clone() * (b / a)).value(), dec!(3));
    }

    #[test]
    fn a_posting_is_rounded_half_away_from_zero() {
        let half = cell("A1", dec!(1.005)).posted();
        assert_eq!((half.text(), half.value()), ("ROUND(A1*(1+1E-13),2)", dec!(1.01)));
        let sum = (cell("A1", dec!(-1)) - cell("B1", dec!(0.005))).posted();
        assert_eq!((sum.text(), sum.value()), ("ROUND((A1-B1)*(1+1E-13),2)", dec!(-1.01)));
    }

    #[test]
    fn half_a_cent_goes_the_way_that_the_books_went() {
        let posted = |value: Decimal, exact: Decimal| cell("A1", value).posted_as(exact).text().to_owned();
        assert_eq!(posted(dec!(1.005), dec!(1.01)), "ROUND(A1*(1+1E-13),2)");
        assert_eq!(posted(dec!(1.0049999999999999999999), dec!(1.01)), "ROUND(A1*(1+1E-13),2)");
        assert_eq!(posted(dec!(1.005), dec!(1.00)), "ROUND(A1*(1-1E-13),2)");
        assert_eq!(posted(dec!(7.123), dec!(7.12)), "ROUND(A1*(1+1E-13),2)");
        let row = Term::range("A1:B1".into(), vec![dec!(1.005), dec!(2)]).posted_as(dec!(3));
        assert_eq!((row.text(), row.value()), ("SUMPRODUCT(ROUND(A1:B1*(1-1E-13),2))", dec!(3)));
    }

    #[test]
    fn rows_are_computed_cell_by_cell() {
        let row = Term::range("A1:B1".into(), vec![dec!(1), dec!(2)]);
        let sum = ((num(3) * row.clone()).posted() + row.clone()).sum_product();
        assert_eq!((sum.text(), sum.value()), ("SUMPRODUCT(ROUND(3*A1:B1*(1+1E-13),2)+A1:B1)", dec!(12)));
        assert_eq!(row.at(&num(2)).value(), dec!(2));
        assert_eq!(row.at(&num(3)).value(), dec!(0));
    }

    #[test]
    fn a_text_within_a_formula_is_quoted() {
        let said = num(1).above(&num(0)).say(&Said::text("a \"b\""), &Said::text(""));
        assert_eq!((said.formula.as_str(), said.shown.as_str()), ("IF(1>0,\"a \"\"b\"\"\",\"\")", "a \"b\""));
    }

    #[test]
    fn what_would_overflow_stays_at_the_farthest_number() {
        let far = cell("A1", Decimal::MAX);
        assert_eq!((far.clone() * far.clone()).value(), Decimal::MAX);
        assert_eq!((num(0) - far.clone() - far).value(), -Decimal::MAX);
    }
}
