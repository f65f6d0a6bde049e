//! A result on an axis: its unit, its ticks, and its figures where there is little room.

use super::scale::{MoneyUnit, percent};
use crate::{
    engine::measure::{Measure, MeasureUnit},
    format,
};

/// How one result is written all over a chart.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Gauge {
    /// In one unit of money.
    Money(MoneyUnit),
    /// In per cent.
    Percent,
    /// In months.
    Months,
    /// As a multiple.
    Times,
}

impl Gauge {
    /// For a result whose largest figure is known.
    pub(super) fn of(measure: Measure, largest: f64, currency: &str) -> Self {
        match measure.unit() {
            MeasureUnit::Money => Self::Money(MoneyUnit::of(largest, currency)),
            MeasureUnit::Share => Self::Percent,
            MeasureUnit::Month => Self::Months,
            MeasureUnit::Multiple => Self::Times,
        }
    }

    /// The unit as a title says it; a month needs none.
    pub(super) fn unit(&self) -> String {
        match self {
            Self::Money(unit) => unit.name(),
            Self::Percent => "%".to_owned(),
            Self::Months => String::new(),
            Self::Times => "×".to_owned(),
        }
    }

    /// A tick of the axis, without the unit.
    pub(super) fn tick(&self, value: f64) -> String {
        match self {
            Self::Money(unit) => unit.tick(value),
            Self::Percent => percent(value),
            Self::Months => format::trimmed(format::decimal(value), 0),
            Self::Times => format::trimmed(format::decimal(value), 2),
        }
    }

    /// A figure without its unit, as short as it stays telling.
    pub(super) fn figure(&self, value: f64) -> String {
        match self {
            Self::Money(unit) => unit.figure(value),
            Self::Percent => format::fixed(format::decimal(value * 100.0), 0),
            Self::Months => format::fixed(format::decimal(value), 0),
            Self::Times => format::fixed(format::decimal(value), 2),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_result_has_its_unit() {
        let said = |measure, value| {
            let gauge = Gauge::of(measure, value, "USD");
            (gauge.unit(), gauge.tick(value), gauge.figure(value))
        };
        let three = |unit: &str, tick: &str, figure: &str| (unit.to_owned(), tick.to_owned(), figure.to_owned());
        assert_eq!(said(Measure::EffectiveSaving, 0.125), three("%", "12.5", "13"));
        assert_eq!(said(Measure::EffectiveCost, 5.1e6), three("$m", "5.1", "5.10"));
        assert_eq!(said(Measure::PaybackMonth, 15.0), three("", "15", "15"));
        assert_eq!(said(Measure::CapacityMultiple, 1.5), three("×", "1.5", "1.50"));
    }
}
