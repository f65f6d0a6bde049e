//! Levers: every number of a scenario that can be moved, in one table.
//!
//! Sliders, sweeps, `--set`, undo labels, differences, validation and the help all read
//! [`LEVERS`]; nothing else says what a field is called, what it may hold or where its
//! default comes from. [`LeverId`] names one number of one scenario.

mod id;
mod table;

use rust_decimal::Decimal;

pub use self::{
    id::{LeverError, LeverId, Which},
    table::LEVERS,
};

/// The part of the scenario a lever belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// `money.X`
    Money,
    /// `home.X` and `site.<id>.X`
    Place,
    /// `team.<id>.X`
    Team,
    /// `team.<id>.salary.<place id>`
    Salary,
    /// `team.<id>.mix.<site id>`
    Mix,
    /// `friction.X`
    Friction,
    /// `management.X`
    Management,
    /// `transition.X`
    Transition,
    /// `rollout.X`
    Rollout,
    /// `offshore`: the whole offshore share of all teams, its split between sites kept.
    Offshore,
}

/// What a lever's number counts, and so how it is written for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A share or a yearly rate, shown as a percentage.
    Share,
    /// A factor on something, shown with `×`.
    Multiplier,
    /// A coefficient without a unit.
    Coefficient,
    /// Seats, FTE.
    Seats,
    /// Managers, FTE.
    Managers,
    /// Managers a head, shown as a span of control, "1 to 20".
    Span,
    /// Months.
    Months,
    /// Days a year.
    Days,
    /// Hours.
    Hours,
    /// A time of day, hours after midnight.
    Clock,
    /// Points of an index.
    Points,
    /// Trips a year.
    Trips,
    /// Money in the place's local currency.
    LocalMoney,
    /// Money in the reporting currency.
    Money,
    /// Reporting currency for one local unit.
    ExchangeRate,
}

/// The values a field may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Smallest value.
    pub low: Decimal,
    /// Largest value.
    pub high: Decimal,
    /// Whether the smallest value itself is excluded.
    pub above: bool,
    /// Whether the largest value itself is excluded.
    pub below: bool,
}

impl Bounds {
    /// Both ends included.
    #[must_use]
    pub const fn closed(low: Decimal, high: Decimal) -> Self {
        Self { low, high, above: false, below: false }
    }

    /// The low end excluded.
    #[must_use]
    pub const fn above(low: Decimal, high: Decimal) -> Self {
        Self { low, high, above: true, below: false }
    }

    /// The high end excluded.
    #[must_use]
    pub const fn below(low: Decimal, high: Decimal) -> Self {
        Self { low, high, above: false, below: true }
    }

    /// Whether a value lies within.
    #[must_use]
    pub fn holds(&self, value: Decimal) -> bool {
        let low = if self.above { value > self.low } else { value >= self.low };
        let high = if self.below { value < self.high } else { value <= self.high };
        low && high
    }

    /// The nearest value within; beside an end that is excluded, a billionth from it.
    #[must_use]
    pub fn nearest(&self, value: Decimal) -> Decimal {
        let beside = Decimal::new(1, 9);
        if self.holds(value) {
            value
        } else if value <= self.low {
            if self.above { self.low + beside } else { self.low }
        } else if self.below {
            self.high - beside
        } else {
            self.high
        }
    }
}

impl std::fmt::Display for Bounds {
    /// `0–1`, `above 0 and at most 100000`, `0–24 (24 excluded)`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (low, high) = (self.low.normalize(), self.high.normalize());
        if self.above {
            write!(f, "above {low} and at most {high}")
        } else if self.low.is_sign_negative() && !self.low.is_zero() {
            write!(f, "{low} to {high}")
        } else {
            write!(f, "{low}–{high}")?;
            if self.below { write!(f, " ({high} excluded)") } else { Ok(()) }
        }
    }
}

/// The range of a lever's rail.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rail {
    /// From one value to another.
    Fixed(Decimal, Decimal),
    /// From 0 to three times the value that was opened, rounded to a calm number: for amounts,
    /// whose size differs by currency.
    Scaled,
}

/// Where a default or a range comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// A published figure: the source with its year.
    Source(&'static str),
    /// An assumption of this project, shown as one.
    Assumption(&'static str),
    /// The user's own figure: a fact of the place or the plan, with no default.
    Own,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Lever {
    /// The part of the scenario it belongs to.
    pub group: Group,
    /// The field's name in the file; empty for `offshore`, `mix` and `salary`.
    pub field: &'static str,
    /// Name for people, sentence case, unique within its group.
    pub label: &'static str,
    /// What it means, one plain sentence.
    pub meaning: &'static str,
    /// What its number counts.
    pub unit: Unit,
    /// Whether it moves in whole steps.
    pub whole: bool,
    /// What the field may hold.
    pub valid: Bounds,
    /// The range of its rail.
    pub rail: Rail,
    /// One arrow key's step; a tenth with Shift, ten times with Page keys.
    pub step: Decimal,
    /// Named zones of the rail: the upper end of each zone but the last, and the names.
    pub zones: Option<Zones>,
    /// The model's default, where it has one.
    pub default: Option<Decimal>,
    /// Low and high multiplier of today's value under uncertainty, where it is varied.
    pub uncertainty: Option<(Decimal, Decimal)>,
    /// Where default and range come from.
    pub basis: Basis,
}

/// Three named zones of a rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zones {
    /// Where the second and the third zone begin.
    pub bounds: [Decimal; 2],
    /// Their names, low to high.
    pub names: [&'static str; 3],
}

impl Zones {
    /// The name of the zone a value lies in.
    #[must_use]
    pub fn name(&self, value: Decimal) -> &'static str {
        if value < self.bounds[0] {
            self.names[0]
        } else if value < self.bounds[1] {
            self.names[1]
        } else {
            self.names[2]
        }
    }
}

impl Lever {
    /// The row for a field of a group.
    #[must_use]
    pub fn find(group: Group, field: &str) -> Option<&'static Self> {
        LEVERS.iter().find(|lever| lever.group == group && lever.field == field)
    }

    /// The nearest value that the field may hold; whole where the field is.
    #[must_use]
    pub fn fit(&self, value: Decimal) -> Decimal {
        self.valid.nearest(if self.whole { value.round() } else { value })
    }

    /// The rail's ends, given the value that the rail is built around.
    #[must_use]
    pub fn rail_around(&self, reference: Decimal) -> (Decimal, Decimal) {
        let (low, high) = match self.rail {
            Rail::Fixed(low, high) => (low, high),
            Rail::Scaled => (Decimal::ZERO, calm_ceiling(reference * Decimal::from(2))),
        };
        // An opened value beyond the usual rail stretches it, never past what is valid.
        let high = if reference > high { calm_ceiling(reference) } else { high };
        (Ord::max(low.min(reference), self.valid.low), Ord::min(high, self.valid.high))
    }

    /// One arrow key's step, given the value the rail is built around.
    #[must_use]
    pub fn step_around(&self, reference: Decimal) -> Decimal {
        match self.rail {
            Rail::Fixed(..) => self.step,
            Rail::Scaled => calm_ceiling(reference.abs() / Decimal::from(100)),
        }
    }
}

/// The smallest of 1, 2, 5 times a power of ten that is at least `value`; 1 for 0 and below.
fn calm_ceiling(value: Decimal) -> Decimal {
    if value <= Decimal::ZERO {
        return Decimal::ONE;
    }
    let ten = Decimal::TEN;
    let mut unit = Decimal::ONE;
    while unit > value {
        unit /= ten;
    }
    while unit * ten <= value {
        unit *= ten;
    }
    [1, 2, 5, 10].into_iter().map(|factor| unit * Decimal::from(factor)).find(|calm| *calm >= value).unwrap_or(unit)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn every_default_lies_in_its_bounds_and_on_its_rail() {
        for lever in LEVERS {
            let Some(default) = lever.default else { continue };
            assert!(lever.valid.holds(default), "{} default {default} is not valid", lever.label);
            let (low, high) = lever.rail_around(default);
            assert!(low <= default && default <= high, "{} default is off its rail", lever.label);
        }
    }

    #[test]
    fn labels_are_unique_within_a_group() {
        for (index, lever) in LEVERS.iter().enumerate() {
            for other in &LEVERS[index + 1..] {
                let same_group = lever.group == other.group;
                assert!(!(same_group && lever.label == other.label), "{} stands twice", lever.label);
                assert!(!(same_group && lever.field == other.field), "{} stands twice", lever.field);
            }
        }
    }

    #[test]
    fn rails_stay_within_what_is_valid_and_zones_on_the_rail() {
        for lever in LEVERS {
            if let Rail::Fixed(low, high) = lever.rail {
                assert!(low < high && lever.valid.low <= low && high <= lever.valid.high, "{}", lever.label);
                if let Some(zones) = lever.zones {
                    assert!(low < zones.bounds[0] && zones.bounds[0] < zones.bounds[1], "{}", lever.label);
                    assert!(zones.bounds[1] < high, "{}", lever.label);
                }
            }
            assert!(lever.step > Decimal::ZERO || lever.rail == Rail::Scaled, "{}", lever.label);
        }
    }

    #[test]
    fn every_number_of_the_file_has_a_lever() {
        use crate::model::scenario::{Record, Scenario, Site, Team, Value};
        fn numbers(record: &dyn Record) -> Vec<&'static str> {
            let is_number = |value: &Value<'_>| matches!(value, Value::Number(_) | Value::Whole(_));
            record.fields().iter().filter(|field| is_number(&field.value)).map(|field| field.name).collect()
        }
        let scenario = Scenario::default();
        let groups: [(Group, &dyn Record); 7] = [
            (Group::Money, &scenario.money),
            (Group::Place, &Site::default()),
            (Group::Team, &Team::default()),
            (Group::Friction, &scenario.friction),
            (Group::Management, &scenario.management),
            (Group::Transition, &scenario.transition),
            (Group::Rollout, &scenario.rollout),
        ];
        for (group, record) in groups {
            for field in numbers(record) {
                assert!(Lever::find(group, field).is_some(), "{field} has no lever");
            }
        }
    }

    #[test]
    fn a_calm_ceiling_is_one_two_or_five() {
        assert_eq!(calm_ceiling(dec!(126000)), dec!(200000));
        assert_eq!(calm_ceiling(dec!(0.031)), dec!(0.05));
        assert_eq!(calm_ceiling(dec!(50)), dec!(50));
        assert_eq!(calm_ceiling(dec!(0)), dec!(1));
    }

    #[test]
    fn the_nearest_value_lies_within() {
        let day = Bounds::below(dec!(0), dec!(24));
        assert_eq!([dec!(-1), dec!(9), dec!(24)].map(|hour| day.nearest(hour)), [dec!(0), dec!(9), dec!(23.999999999)]);
        let rate = Bounds::above(dec!(0), dec!(5));
        assert_eq!([dec!(0), dec!(9)].map(|value| rate.nearest(value)), [dec!(0.000000001), dec!(5)]);
    }

    #[test]
    fn bounds_read_like_a_sentence() {
        assert_eq!(Bounds::closed(dec!(0), dec!(1)).to_string(), "0–1");
        assert_eq!(Bounds::closed(dec!(-0.1), dec!(0.5)).to_string(), "-0.1 to 0.5");
        assert_eq!(Bounds::above(dec!(0), dec!(5)).to_string(), "above 0 and at most 5");
        assert_eq!(Bounds::below(dec!(0), dec!(24)).to_string(), "0–24 (24 excluded)");
    }
}
