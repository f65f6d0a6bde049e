//! Estimates: gaps between places, nights and elasticities. `f64` in, rates out.
//!
//! Each estimate is rounded to nine decimals, half away from zero, before money sees it, so
//! that the books are exact from there on. Nothing here knows teams, months or money.

use std::sync::LazyLock;

use jiff::{
    civil,
    tz::{TimeZone, TimeZoneDatabase},
};
use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::scenario::{Culture, Scenario, Site};

/// EF EPI points at and above which language is no gap [assumption of the model].
const FLUENT: f64 = 650.0;
/// Points from the fluent end to the end of the scale where the gap is 1 [assumption].
const LANGUAGE_SPAN: f64 = 250.0;
/// Variances of the Hofstede dimensions PDI, IDV, MAS, UAI over 118 countries (Kogut–Singh 1988).
const VARIANCES: [f64; 4] = [421.7, 447.8, 313.7, 456.7];
/// The Kogut–Singh index at which the cultural gap is 1.
const WIDEST_CULTURE: f64 = 5.0;
/// Night by the clock: 22:00 to 06:00.
const NIGHT: (f64, f64) = (22.0, 8.0);
/// Most leavers a year, share of heads.
const MOST_ATTRITION: f64 = 6.0;

/// The gaps between two places, 0 (none) to 1 each.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Gap {
    /// Share of the shorter shift in which the other place is not at work.
    pub time_zone: f64,
    /// Language: how far the weaker English is from fluent.
    pub language: f64,
    /// Culture: Kogut–Singh index over 5.
    pub culture: f64,
}

/// What the model estimates of a scenario's places.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimates {
    /// Gap from place i to place j; home is place 0. Square and symmetric.
    pub gaps: Vec<Vec<Gap>>,
    /// Hours in which the shifts of place i and home both run, mean over the year.
    pub overlap_hours: Vec<f64>,
    /// Share of each place's shift between 22:00 and 06:00 local.
    pub nights: Vec<f64>,
}

/// Billionths of a rate, rounded half away from zero.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "rates are far below the 9e9 that an i64 of billionths holds")]
pub(crate) fn nanos(rate: f64) -> i64 {
    (rate * 1e9).round() as i64
}

/// A rate rounded to nine decimals, as every estimate is.
fn rounded(rate: f64) -> f64 {
    (rate * 1e9).round() / 1e9
}

fn number(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(f64::NAN)
}

/// A named IANA zone from the database compiled in.
#[must_use]
pub fn zone(name: &str) -> Option<TimeZone> {
    static BUNDLED: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);
    BUNDLED.get(name).ok()
}

/// Year and month of `YYYY-MM`, in the range of the calendar.
#[must_use]
pub fn start_month(text: &str) -> Option<civil::Date> {
    let (year, month) = text.split_once('-')?;
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year, 4) || !digits(month, 2) {
        return None;
    }
    civil::Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()
}

impl Estimates {
    /// Estimates for a valid scenario; unknown zones count as UTC.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let places: Vec<&Site> = scenario.places().collect();
        let starts: Vec<[f64; 12]> = places.iter().map(|place| utc_starts(place, &scenario.money.start)).collect();
        let hours: Vec<f64> = places.iter().map(|place| number(place.workday_hours)).collect();
        let overlap = |i: usize, j: usize| {
            let months = starts[i].iter().zip(&starts[j]);
            months.map(|(a, b)| overlap_hours(*a, hours[i], *b, hours[j])).sum::<f64>() / 12.0
        };
        let gap = |i: usize, j: usize| Gap {
            time_zone: rounded((1.0 - overlap(i, j) / hours[i].min(hours[j])).clamp(0.0, 1.0)),
            language: rounded(language_gap(places[i], places[j])),
            culture: rounded(culture_gap(places[i].culture.as_ref(), places[j].culture.as_ref())),
        };
        let all = 0..places.len();
        Self {
            gaps: all.clone().map(|i| all.clone().map(|j| gap(i, j)).collect()).collect(),
            overlap_hours: all.clone().map(|i| overlap(0, i)).collect(),
            nights: places.iter().map(|place| rounded(night_share(place))).collect(),
        }
    }
}

/// Leavers a year of a team at a site, share of heads; at most 6.
///
/// Site attrition × the scenario's multiplier × pay position to the minus elasticity × the
/// night's part.
#[must_use]
#[inline(always)]
pub fn attrition([site, multiplier, pay_position, elasticity, at_night]: [f64; 5], night: f64) -> f64 {
    let pay = pay_position.powf(-elasticity);
    let night = 1.0 + at_night * night;
    rounded((site * multiplier * pay * night).min(MOST_ATTRITION))
}

/// Output of a team's offshore people for their pay, relative to the market's.
#[must_use]
#[inline(always)]
pub fn pay_boost([pay_position, elasticity]: [f64; 2]) -> f64 {
    rounded(pay_position.powf(elasticity))
}

/// When the shift starts on UTC, hours, on the 15th of each month of the start's year.
fn utc_starts(place: &Site, start: &str) -> [f64; 12] {
    let clock = number(place.shift_start);
    utc_offsets(place, start).map(|ahead| clock - ahead)
}

/// Hours that a place is ahead of UTC at noon UTC on the 15th of each month of the year that a scenario
/// starts in; 0 where the zone is unknown.
#[must_use]
pub fn utc_offsets(place: &Site, start: &str) -> [f64; 12] {
    let year = start_month(start).map_or(2000, civil::Date::year);
    let zone = zone(&place.time_zone).unwrap_or(TimeZone::UTC);
    std::array::from_fn(|month| {
        let month = i8::try_from(month + 1).unwrap_or(1);
        let noon = civil::date(year, month, 15).at(12, 0, 0, 0);
        let offset = noon.to_zoned(TimeZone::UTC).map_or(0, |noon| zone.to_offset(noon.timestamp()).seconds());
        f64::from(offset) / 3600.0
    })
}

/// Hours in which two daily shifts both run; starts on one clock, any day.
fn overlap_hours(start_a: f64, hours_a: f64, start_b: f64, hours_b: f64) -> f64 {
    let lag = (start_b - start_a).rem_euclid(24.0);
    let same_day = (hours_a.min(lag + hours_b) - lag).max(0.0);
    let day_before = hours_a.min(lag + hours_b - 24.0).max(0.0);
    same_day + day_before
}

fn night_share(place: &Site) -> f64 {
    let hours = number(place.workday_hours);
    overlap_hours(number(place.shift_start), hours, NIGHT.0, NIGHT.1) / hours
}

fn language_gap(a: &Site, b: &Site) -> f64 {
    let english = number(a.english).min(number(b.english));
    ((FLUENT - english) / LANGUAGE_SPAN).clamp(0.0, 1.0)
}

fn culture_gap(a: Option<&Culture>, b: Option<&Culture>) -> f64 {
    let (Some(a), Some(b)) = (a, b) else { return 0.0 };
    let terms = a.iter().zip(b).zip(VARIANCES).map(|((a, b), variance)| {
        let difference = number(*a) - number(*b);
        difference * difference / variance
    });
    (terms.sum::<f64>() / 4.0 / WIDEST_CULTURE).min(1.0)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::model::testing::two_sites;

    fn close(found: f64, right: f64) {
        assert!((found - right).abs() < 1e-9, "found {found}, right would be {right}");
    }

    #[test]
    fn shifts_overlap_around_midnight_too() {
        close(overlap_hours(9.0, 8.0, 13.0, 8.0), 4.0);
        close(overlap_hours(22.0, 8.0, 2.0, 8.0), 4.0);
        close(overlap_hours(2.0, 8.0, 22.0, 8.0), 4.0);
        close(overlap_hours(9.0, 8.0, 21.0, 8.0), 0.0);
        close(overlap_hours(0.0, 12.0, 6.0, 12.0), 6.0);
        close(overlap_hours(-5.0, 8.0, 19.0, 8.0), 8.0);
        // Two long shifts can meet twice a day.
        close(overlap_hours(0.0, 12.0, 10.0, 16.0), 4.0);
    }

    #[test]
    fn new_york_and_krakow_share_two_hours_but_for_the_weeks_between_clock_changes() {
        let estimates = Estimates::of(&two_sites());
        // 9–17 in New York is 15–23 in Krakow: two hours with 9–17 there. On the 15th of March
        // New York has changed its clocks and Krakow not: three hours.
        close(estimates.overlap_hours[2], (11.0 * 2.0 + 3.0) / 12.0);
        close(estimates.gaps[0][2].time_zone, 0.739_583_333);
        close(estimates.gaps[2][0].time_zone, estimates.gaps[0][2].time_zone);
    }

    #[test]
    fn kogut_singh_matches_the_published_distances() {
        // United States to the Philippines 3.68 and to Poland 2.21.
        let estimates = Estimates::of(&two_sites());
        assert!((estimates.gaps[0][1].culture * 5.0 - 3.68).abs() < 0.005);
        assert!((estimates.gaps[0][2].culture * 5.0 - 2.21).abs() < 0.005);
    }

    #[test]
    fn a_night_shift_is_all_night() {
        let mut scenario = two_sites();
        scenario.sites[0].shift_start = dec!(22);
        scenario.sites[0].workday_hours = dec!(8);
        close(Estimates::of(&scenario).nights[1], 1.0);
        scenario.sites[0].shift_start = dec!(18);
        close(Estimates::of(&scenario).nights[1], 0.5);
    }

    #[test]
    fn low_pay_drives_people_away() {
        let leavers = |pay, night| attrition([0.31, 1.0, pay, 3.0, 0.3], night);
        close(leavers(1.0, 0.0), 0.31);
        close(leavers(0.8, 0.0), 0.605_468_75);
        close(attrition([3.0, 5.0, 0.6, 3.0, 0.3], 1.0), 6.0);
    }

    #[test]
    fn a_month_reads_as_a_month_only() {
        assert!(start_month("2027-01").is_some());
        for wrong in ["2027-13", "2027-1", "27-01", "2027-01-01", "", "+027-01"] {
            assert!(start_month(wrong).is_none(), "{wrong}");
        }
    }
}
