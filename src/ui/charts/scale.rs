//! Scales: round steps for axes, one unit of money a chart, and months on the calendar.

use egui::Pos2;
use rust_decimal::prelude::ToPrimitive;

use crate::format;

/// An `f64` as screen coordinates take it.
pub(super) fn screen(value: f64) -> f32 {
    value.to_f32().unwrap_or_default()
}

/// A count as screen coordinates take it.
pub(super) fn count(value: usize) -> f32 {
    value.to_f32().unwrap_or_default()
}

/// A share as an axis shows it, in per cent: `12.5`.
pub(super) fn percent(share: f64) -> String {
    format::trimmed(format::decimal(share * 100.0), 1)
}

/// A share to a tenth of a per cent: `12.5 %`.
pub(super) fn share(share: f64) -> String {
    format::percent_precise(format::decimal(share).round_dp(3))
}

/// A part of a whole, both counted.
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    part.to_f64().unwrap_or_default() / whole.max(1).to_f64().unwrap_or(1.0)
}

/// The smallest round step (1, 2 or 5 and zeros) that divides a span into at most some parts.
pub(super) fn round_step(span: f64, at_most: usize) -> f64 {
    let least = span / at_most.max(1).to_f64().unwrap_or(1.0);
    if !least.is_finite() || least <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(least.log10().floor());
    let part = [1.0, 2.0, 5.0].into_iter().find(|part| part * power >= least * (1.0 - 1e-9)).unwrap_or(10.0);
    part * power
}

/// Multiples of a step from low to high, both included.
pub(super) fn steps(low: f64, high: f64, step: f64) -> impl Iterator<Item = f64> {
    let slack = step * 1e-6;
    let first = ((low - slack) / step).ceil();
    let count = (((high + slack) / step).floor() - first + 1.0).clamp(0.0, 1000.0).to_usize().unwrap_or(0);
    (0..count).map(move |index| (first + index.to_f64().unwrap_or(0.0)) * step)
}

/// The unit all money of a chart is written in, such as `$m`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MoneyUnit {
    symbol: String,
    suffix: String,
    per: f64,
    largest: f64,
}

impl MoneyUnit {
    /// The unit in which the largest amount has three figures.
    pub(super) fn of(largest: f64, currency: &str) -> Self {
        if currency == format::INDEX {
            let per = format::float(format::INDEX_POINT);
            return Self {
                symbol: format::currency_name(currency),
                suffix: String::new(),
                per,
                largest: largest.abs(),
            };
        }
        let rounded = format::magnitude(format::decimal(largest.abs()));
        let suffix: String = rounded.chars().filter(|c| c.is_alphabetic()).collect();
        let per = match suffix.as_str() {
            "tn" => 1e12,
            "bn" => 1e9,
            "m" => 1e6,
            "k" => 1e3,
            _ => 1.0,
        };
        Self { symbol: format::currency_symbol(currency), suffix, per, largest: largest.abs() }
    }

    /// The unit as a title says it: `$m`.
    pub(super) fn name(&self) -> String {
        format!("{}{}", self.symbol, self.suffix).trim_end_matches('\u{a0}').to_owned()
    }

    /// An amount in this unit, to three figures but not finer than two decimals: `7.66`, `11.9`.
    pub(super) fn figure(&self, amount: f64) -> String {
        format::fixed(format::decimal(amount / self.per), self.places(amount))
    }

    /// An amount in this unit with as many decimals as all others in its column.
    pub(super) fn column(&self, amount: f64) -> String {
        let places = match self.per {
            per if per <= 1.0 => 0,
            per if self.largest < 100.0 * per => 2,
            _ => 1,
        };
        format::fixed(format::decimal(amount / self.per), places)
    }

    /// Decimals of three figures; an amount that rounds up to 10 or 100 has one fewer.
    fn places(&self, amount: f64) -> usize {
        let scaled = (amount / self.per).abs();
        match scaled {
            _ if self.per <= 1.0 => 0,
            _ if scaled < 9.995 => 2,
            _ if scaled < 99.95 => 1,
            _ => 0,
        }
    }

    /// An amount of a column with its sign: `+0.66`.
    pub(super) fn signed(&self, amount: f64) -> String {
        let figure = self.column(amount);
        let nothing = figure.chars().all(|c| matches!(c, '0' | '.'));
        if amount > 0.0 && !nothing { format!("+{figure}") } else { figure }
    }

    /// A tick of an axis in this unit: `6`.
    pub(super) fn tick(&self, amount: f64) -> String {
        format::trimmed(format::decimal(amount / self.per), 3)
    }
}

/// A month of the horizon on the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) struct Calendar {
    year: usize,
    /// January is 0.
    month: usize,
}

impl Calendar {
    /// The first month, from `YYYY-MM`; January of year 1 where that can't be read.
    pub(in crate::ui) fn start(text: &str) -> Self {
        let parts = text.split_once('-').and_then(|(year, month)| Some((year.parse().ok()?, month.parse().ok()?)));
        let (year, month): (usize, usize) = parts.unwrap_or((1, 1));
        Self { year, month: month.clamp(1, 12) - 1 }
    }

    /// The month some months later.
    pub(super) fn after(self, months: usize) -> Self {
        let month = self.month + months;
        Self { year: self.year + month / 12, month: month % 12 }
    }

    /// The year.
    pub(super) fn year(self) -> usize {
        self.year
    }

    /// Whether it is a January.
    pub(super) fn opens_year(self) -> bool {
        self.month == 0
    }

    /// Whether it is a December.
    pub(super) fn closes_year(self) -> bool {
        self.month == 11
    }

    /// `Jan`.
    pub(super) fn short(self) -> &'static str {
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][self.month]
    }

    /// `Jan 2027`.
    pub(in crate::ui) fn name(self) -> String {
        format!("{} {}", self.short(), self.year)
    }
}

/// Horizons from this on are counted in years on the axis.
const IN_YEARS: usize = 36;

/// Names along an axis of months: the first month, then years, or months where there are few.
pub(super) fn time_axis(months: usize, start: &str) -> Vec<(f64, String)> {
    let start = Calendar::start(start);
    let first = if start.opens_year() { start.year().to_string() } else { start.name() };
    let (every, unit) = match months {
        IN_YEARS.. => (12, "year"),
        19.. => (6, "month"),
        _ => (3, "month"),
    };
    let name = |month: usize| match (month, unit) {
        (0, _) => first.clone(),
        (_, "year") => format!("year {}", month / 12),
        _ => format!("month {month}"),
    };
    (0..=months).step_by(every).map(|month| (month.to_f64().unwrap_or(0.0), name(month))).collect()
}

/// The point of a segment nearest to a point, as the part of the way along it.
pub(super) fn along(from: Pos2, to: Pos2, point: Pos2) -> f32 {
    let way = to - from;
    let length = way.length_sq();
    if length <= f32::EPSILON { 0.0 } else { ((point - from).dot(way) / length).clamp(0.0, 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_few() {
        for (span, most, step) in [(7.66, 4, 2.0), (100.0, 5, 20.0), (0.3, 4, 0.1), (1e9, 4, 5e8), (0.0, 4, 1.0)] {
            assert!((round_step(span, most) - step).abs() < step * 1e-9, "{span}");
        }
        assert_eq!(steps(-0.1, 0.3, 0.1).count(), 5);
        assert_eq!(steps(0.0, 7.66, 2.0).collect::<Vec<_>>(), [0.0, 2.0, 4.0, 6.0]);
    }

    #[test]
    fn a_unit_is_chosen_after_rounding() {
        let unit = MoneyUnit::of(999_999.0, "USD");
        assert_eq!((unit.name().as_str(), unit.figure(999_999.0).as_str()), ("$m", "1.00"));
        let unit = MoneyUnit::of(7_663_582.26, "USD");
        assert_eq!((unit.figure(939_859.94), unit.signed(657_000.0)), ("0.94".into(), "+0.66".into()));
        assert_eq!((unit.signed(-3_874_690.0), unit.signed(120.0)), ("−3.87".into(), "0.00".into()));
        assert_eq!(unit.tick(6e6), "6");
        let unit = MoneyUnit::of(76_600.0, "PHP");
        assert_eq!((unit.name(), unit.figure(76_600.0)), ("PHP\u{a0}k".into(), "76.6".into()));
        let unit = MoneyUnit::of(87.0, "PLN");
        assert_eq!((unit.name(), unit.figure(87.2)), ("PLN".into(), "87".into()));
        assert_eq!(MoneyUnit::of(9_999_000.0, "USD").figure(9_999_000.0), "10.0");
    }

    #[test]
    fn months_run_over_the_year() {
        let start = Calendar::start("2027-07");
        assert_eq!(start.name(), "Jul 2027");
        assert_eq!(start.after(6).name(), "Jan 2028");
        assert!(start.after(6).opens_year() && start.after(5).closes_year());
        assert_eq!(start.after(5).year(), 2027);
        assert_eq!(Calendar::start("soon").name(), "Jan 1");
    }
}
