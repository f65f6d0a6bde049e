//! What a new scenario starts with where neither a source nor the table of levers says: one
//! table of judgments, each with its reason.

use rust_decimal::{Decimal, dec};

use super::{
    Catalog,
    rates::{dollar_in_reporting, significant},
};
use crate::model::{
    lever::{Group, LeverId},
    scenario::{Scenario, Team},
};

/// Significant digits of an amount converted from dollars.
const AMOUNT_DIGITS: u32 = 3;

/// Numbers that are the same for every scenario: group, field, value, reason.
static STANDARD: [(Group, &str, Decimal, &str); 10] = [
    (Group::Money, "horizon_months", dec!(60), "five years, long enough for a move to pay back"),
    (Group::Money, "discount_rate", dec!(0.08), "a usual cost of capital"),
    (Group::Money, "price_growth", dec!(0.025), "near the inflation of most homes"),
    (Group::Money, "target_saving", dec!(0.2), "the least effective saving worth the trouble"),
    (Group::Money, "friction_tolerance", dec!(0.15), "lost output one would bear, share of home cost"),
    (Group::Place, "exchange_drift", dec!(0), "no guess which way a rate drifts"),
    (Group::Place, "shift_start", dec!(9), "local office hours"),
    (Group::Team, "pay_position", dec!(1), "pay at the local market"),
    (Group::Rollout, "pilot_months", dec!(3), "long enough to see newcomers learn"),
    (Group::Management, "trips_per_year", dec!(2), "one visit each half year"),
];

/// What a new scenario starts with for a lever, and why; none where something else says it.
pub(super) fn standard(scenario: &Scenario, lever: &LeverId, catalog: &Catalog) -> Option<(Decimal, &'static str)> {
    let (group, field) = (lever.group(), lever.field());
    let row = STANDARD.iter().find(|row| (row.0, row.1) == (group, field));
    if let Some((_, _, value, reason)) = row {
        return Some((*value, reason));
    }
    let dollars = |amount: Decimal| amount_in_reporting(amount, scenario, catalog);
    match (group, field) {
        (Group::Rollout, _) => roll_out(scenario, field),
        (Group::Management, "trip_cost") => {
            let (amount, reason) = trip(scenario);
            Some((dollars(amount)?, reason))
        }
        (Group::Transition, "set_up_per_seat") => {
            Some((dollars(dec!(550))?, "550 US dollars, what one provider charged once a head about 2025"))
        }
        (Group::Transition, "selection_per_site") => {
            Some((dollars(dec!(20000))?, "20,000 US dollars: search, visits and contract of a small move"))
        }
        _ => None,
    }
}

/// An amount of US dollars in reporting currency, to three significant digits.
pub(super) fn amount_in_reporting(dollars: Decimal, scenario: &Scenario, catalog: &Catalog) -> Option<Decimal> {
    let rate = dollar_in_reporting(scenario, catalog)?;
    dollars.checked_mul(rate).map(|amount| significant(amount, AMOUNT_DIGITS))
}

/// Pilot and waves in proportion to the largest offshore part: a seventh of the seats as pilot,
/// the rest in three waves.
fn roll_out(scenario: &Scenario, field: &str) -> Option<(Decimal, &'static str)> {
    let offshore = |team: &Team| team.headcount * team.offshore_share();
    let seats = scenario.teams.iter().map(offshore).max().unwrap_or_default();
    let pilot = (seats / dec!(7)).ceil().max(Decimal::ONE);
    match field {
        "pilot_heads" => Some((pilot, "a seventh of the seats that move")),
        "wave_heads" => {
            let rest = (seats - pilot).max(Decimal::ZERO);
            Some(((rest / dec!(3)).ceil().max(Decimal::ONE), "what is left after the pilot in three waves"))
        }
        "wave_every_months" if seats > dec!(50) => Some((dec!(2), "time to take many newcomers in")),
        "wave_every_months" => Some((dec!(1), "a wave a month, as the parts are small")),
        _ => None,
    }
}

/// A trip to the farthest site, US dollars, by how far it is: the first part of a time zone's
/// name stands for the continent.
fn trip(scenario: &Scenario) -> (Decimal, &'static str) {
    let continent = |zone: &str| zone.split('/').next().unwrap_or_default().to_owned();
    let home = &scenario.home;
    let far = scenario.sites.iter().any(|site| continent(&site.time_zone) != continent(&home.time_zone));
    let abroad = scenario.sites.iter().any(|site| site.country != home.country);
    if far {
        (dec!(4000), "4,000 US dollars to another continent: flight, hotel and time")
    } else if abroad {
        (dec!(1500), "1,500 US dollars on the same continent: flight, hotel and time")
    } else {
        (dec!(500), "500 US dollars within the country: fare, hotel and time")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalog::testing::catalog, model::testing::two_sites};

    fn value(scenario: &Scenario, lever: &str) -> Decimal {
        standard(scenario, &lever.parse().unwrap(), &catalog()).unwrap().0
    }

    #[test]
    fn the_roll_out_is_in_proportion() {
        let mut scenario = two_sites();
        // 20 seats, 70 % of them: 14; 14 / 7 = 2 and 12 / 3 = 4.
        assert_eq!(value(&scenario, "rollout.pilot_heads"), dec!(2));
        assert_eq!(value(&scenario, "rollout.wave_heads"), dec!(4));
        assert_eq!(value(&scenario, "rollout.wave_every_months"), dec!(1));
        scenario.teams[0].headcount = dec!(200);
        assert_eq!(value(&scenario, "rollout.pilot_heads"), dec!(20));
        assert_eq!(value(&scenario, "rollout.wave_every_months"), dec!(2));
        scenario.teams.iter_mut().for_each(|team| team.headcount = dec!(0.4));
        assert_eq!(value(&scenario, "rollout.pilot_heads"), dec!(1));
        assert_eq!(value(&scenario, "rollout.wave_heads"), dec!(1));
    }

    #[test]
    fn a_trip_costs_by_how_far_it_is_in_reporting_currency() {
        let mut scenario = two_sites();
        assert_eq!(value(&scenario, "management.trip_cost"), dec!(4000));
        scenario.money.currency = "EUR".into();
        // 4,000 × 0.8951 = 3,580.4
        assert_eq!(value(&scenario, "management.trip_cost"), dec!(3580));
        scenario.sites.truncate(0);
        assert_eq!(value(&scenario, "management.trip_cost"), dec!(448));
    }

    #[test]
    fn the_table_fits_its_fields_and_leaves_what_the_table_of_levers_says() {
        for (group, field, value, reason) in STANDARD {
            let lever = crate::model::lever::Lever::find(group, field).unwrap();
            assert!(lever.valid.holds(value), "{field}");
            assert!(!reason.is_empty());
            assert!(lever.default.is_none_or(|default| default == value), "{field} has two defaults");
        }
    }
}
