//! Another reporting currency for a scenario: every rate and amount follows, by one rate at the
//! start.
//!
//! Local figures stay. Where the new currency does not drift against the old one, everything
//! scales by that rate and every share, month and verdict stays as it was. Where it does, which a
//! place that uses it says, drifts are counted against the new currency: every amount paid in a
//! local currency in year y is worth the old amount × rate ÷ (1 + its drift)^y, so that what is
//! paid in a month keeps its proportions, and the discount rate gives way by the same drift, so
//! that present values keep theirs. Growth of prices stays: seats are paid in local currency.
//! Fees, trips and set-up are paid in the reporting currency, and from then on mean the new one.

use rust_decimal::{Decimal, dec};

use super::{
    Catalog,
    edit::{EditError, valid},
    presets::Change,
    rates::as_rate,
};
use crate::model::{
    check::Fault,
    lever::{Group, LeverId},
    scenario::{Scenario, Site},
};

/// Decimal places of a drift and of a discount rate worked out from others.
const PLACES: u32 = 9;

/// Reports in another currency, and says what changed.
///
/// The rate is that of a place that uses the new currency, else the catalogue's.
///
/// # Errors
/// If no rate between the two currencies is known, or the result breaks a rule.
pub fn report_in(scenario: &mut Scenario, currency: &str, catalog: &Catalog) -> Result<Vec<Change>, EditError> {
    let old = scenario.money.currency.clone();
    if currency == old {
        return Ok(Vec::new());
    }
    let same = scenario.places().find(|place| place.currency == currency);
    let rate = Rate::between(scenario, same, currency, catalog)
        .ok_or_else(|| EditError::NoRate { from: old.clone(), to: currency.to_owned() })?;
    let mut next = scenario.clone();
    currency.clone_into(&mut next.money.currency);
    let mut changes = Changes { reason: format!("counted in {currency} instead of {old}"), made: Vec::new() };
    for (index, place) in scenario.places().enumerate() {
        let lever = |field| if index == 0 { LeverId::home(field) } else { LeverId::site(&place.id, field) };
        // A currency in itself is exactly 1, and stays so.
        let itself = same.is_some_and(|same| {
            (&same.currency, same.exchange_rate, same.exchange_drift)
                == (&place.currency, place.exchange_rate, place.exchange_drift)
        });
        let (start, drift) = if itself {
            (Decimal::ONE, Decimal::ZERO)
        } else {
            (rate.convert(place.exchange_rate), rate.against(place.exchange_drift))
        };
        changes.set(&mut next, lever("exchange_rate"), start)?;
        changes.set(&mut next, lever("exchange_drift"), drift)?;
        changes.set(&mut next, lever("fee"), rate.convert(place.fee))?;
    }
    let (management, transition) = (&scenario.management, &scenario.transition);
    for (group, field, amount) in [
        (Group::Management, "trip_cost", management.trip_cost),
        (Group::Transition, "set_up_per_seat", transition.set_up_per_seat),
        (Group::Transition, "selection_per_site", transition.selection_per_site),
    ] {
        changes.set(&mut next, LeverId::global(group, field), rate.convert(amount))?;
    }
    let discount = rate.against(scenario.money.discount_rate).clamp(Decimal::ZERO, dec!(0.5));
    changes.set(&mut next, LeverId::global(Group::Money, "discount_rate"), discount)?;
    *scenario = valid(next)?;
    Ok(changes.made)
}

/// New currency for one unit of the old, as a fraction so that it is rounded once; and the
/// yearly drift of the new currency against the old.
struct Rate {
    up: Decimal,
    down: Decimal,
    drift: Decimal,
}

impl Rate {
    fn between(scenario: &Scenario, same: Option<&Site>, currency: &str, catalog: &Catalog) -> Option<Self> {
        if let Some(same) = same {
            return Some(Self { up: Decimal::ONE, down: same.exchange_rate, drift: same.exchange_drift });
        }
        let drift = Decimal::ZERO;
        if let Some(up) = catalog.cross_rate(&scenario.money.currency, currency) {
            return Some(Self { up, down: Decimal::ONE, drift });
        }
        scenario.places().find_map(|place| {
            let up = catalog.cross_rate(&place.currency, currency)?;
            Some(Self { up, down: place.exchange_rate, drift })
        })
    }

    /// An amount or a rate in the new currency, to ten significant digits.
    fn convert(&self, old: Decimal) -> Decimal {
        // What overflows fits no field either: the field says so.
        old.checked_mul(self.up).and_then(|new| new.checked_div(self.down)).map_or(Decimal::MAX, as_rate)
    }

    /// A yearly growth against the old currency as one against the new.
    fn against(&self, growth: Decimal) -> Decimal {
        if self.drift.is_zero() {
            return growth;
        }
        let factor = (Decimal::ONE + growth) / (Decimal::ONE + self.drift);
        (factor - Decimal::ONE).round_dp(PLACES).normalize()
    }
}

struct Changes {
    reason: String,
    made: Vec<Change>,
}

impl Changes {
    fn set(&mut self, scenario: &mut Scenario, lever: Option<LeverId>, after: Decimal) -> Result<(), EditError> {
        let Some(lever) = lever else { return Ok(()) };
        let fault = |problem: String| EditError::Invalid(vec![Fault { path: lever.to_string(), problem }]);
        let before = lever.value(scenario).map_err(|error| fault(error.to_string()))?;
        lever.set(scenario, after).map_err(|error| fault(error.to_string()))?;
        if before != after {
            self.made.push(Change { lever, before, after, reason: self.reason.clone(), assumption: false });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        catalog::{
            draft::Draft,
            origin::{Row, origins},
            testing::catalog,
        },
        model::{
            check::check,
            estimates::Estimates,
            ledger::{Ledger, run},
            plan::{Plan, Stage},
            results::Totals,
            testing::two_sites,
        },
    };

    fn ledger(scenario: &Scenario) -> Ledger<f64> {
        run(&Plan::<f64>::new(scenario, &Estimates::of(scenario), Stage::Management))
    }

    fn close(new: f64, old: f64, rate: f64) -> bool {
        (new - old * rate).abs() <= 1e-9 * (old * rate).abs().max(1e-9)
    }

    /// Totals scale by the rate and every share of them stays.
    fn scales(old: &Scenario, new: &Scenario, rate: f64) {
        let (old, new) = (Totals::of(&ledger(old)), Totals::of(&ledger(new)));
        for (old, new) in [
            (old.home, new.home),
            (old.cash, new.cash),
            (old.effective, new.effective),
            (old.lost_capacity, new.lost_capacity),
        ] {
            assert!(close(new, old, rate), "{new} {old} {rate}");
        }
        assert!((new.cash / new.home - old.cash / old.home).abs() < 1e-9);
        assert!((new.effective / new.home - old.effective / old.home).abs() < 1e-9);
    }

    #[test]
    fn a_currency_of_the_catalogue_scales_everything() {
        let old = two_sites();
        let mut new = old.clone();
        let changes = report_in(&mut new, "EUR", &catalog()).unwrap();
        assert_eq!(check(&new), []);
        assert_eq!(new.home.exchange_rate, dec!(0.8951));
        assert_eq!(new.management.trip_cost, dec!(3580.4));
        assert_eq!(new.sites[0].exchange_drift, dec!(-0.01));
        assert_eq!(new.home.seat_cost, old.home.seat_cost);
        assert!(changes.iter().any(|change| change.lever.to_string() == "site.ph-mnl.fee"));
        assert!(changes.iter().all(|change| change.reason == "counted in EUR instead of USD"));
        scales(&old, &new, 0.8951);
    }

    #[test]
    fn a_currency_of_a_site_is_its_own_unit() {
        let old = two_sites();
        let mut new = old.clone();
        report_in(&mut new, "PLN", &catalog()).unwrap();
        assert_eq!((new.sites[1].exchange_rate, new.home.exchange_rate), (dec!(1), dec!(4)));
        scales(&old, &new, 4.0);
        report_in(&mut new, "USD", &catalog()).unwrap();
        assert_eq!(new, old);
    }

    #[test]
    fn a_drifting_currency_keeps_each_month_in_proportion() {
        let mut old = two_sites();
        // What is paid in the reporting currency would mean another thing each year.
        old.sites[0].fee = dec!(0);
        old.management.trip_cost = dec!(0);
        (old.transition.set_up_per_seat, old.transition.selection_per_site) = (dec!(0), dec!(0));
        old.sites[0].exchange_drift = dec!(-0.04);
        old.sites[1].exchange_drift = dec!(0.02);
        let mut new = old.clone();
        report_in(&mut new, "PHP", &catalog()).unwrap();
        assert_eq!((new.sites[0].exchange_rate, new.sites[0].exchange_drift), (dec!(1), dec!(0)));
        // 1.02 ÷ 0.96, 1 ÷ 0.96 and 1.08 ÷ 0.96, less 1.
        assert_eq!((new.sites[1].exchange_drift, new.home.exchange_drift), (dec!(0.0625), dec!(0.041666667)));
        assert_eq!(new.money.discount_rate, dec!(0.125));
        assert_eq!(check(&new), []);
        let (before, after) = (ledger(&old), ledger(&new));
        for (month, (old, new)) in before.months.iter().zip(&after.months).enumerate() {
            let worth = 1.0 / 0.0172 / 0.96_f64.powi(i32::try_from(month / 12).unwrap());
            // Drifts are rounded to nine places.
            assert!((new.home_cost / (old.home_cost * worth) - 1.0).abs() < 1e-8, "month {month}");
            assert!((new.cash() / (old.cash() * worth) - 1.0).abs() < 1e-8, "month {month}");
        }
    }

    #[test]
    fn what_the_catalogue_filled_in_stays_the_catalogues() {
        let catalog = catalog();
        let mut scenario = Draft::default_for(&catalog).scenario(&catalog).unwrap();
        for currency in ["EUR", "PHP", "PLN", "USD"] {
            report_in(&mut scenario, currency, &catalog).unwrap();
            let mine: Vec<Row> = origins(&scenario, &catalog).into_iter().filter(Row::overridden).collect();
            assert_eq!(mine, [], "{currency}");
        }
    }

    #[test]
    fn an_unknown_currency_is_named_and_nothing_changes() {
        let mut scenario = two_sites();
        let error = report_in(&mut scenario, "XYZ", &catalog()).unwrap_err().to_string();
        assert_eq!(error, "an exchange rate must be known from USD to XYZ, neither catalogue nor scenario has one");
        assert_eq!(scenario, two_sites());
        assert_eq!(report_in(&mut scenario, "USD", &catalog()), Ok(Vec::new()));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn reporting_elsewhere_changes_no_share(
            to in 0..3_usize, rate in 10_u32..500, fee in 0_u32..2000, growth in 0_u32..10, moved in 0_u32..=60,
        ) {
            let mut old = two_sites();
            old.sites[1].exchange_rate = Decimal::from(rate) / dec!(1000);
            old.sites[0].fee = Decimal::from(fee);
            old.money.price_growth = Decimal::from(growth) / dec!(100);
            old.teams[1].mix.insert("pl-krk".into(), Decimal::from(moved) / dec!(100));
            let mut new = old.clone();
            report_in(&mut new, ["EUR", "PLN", "USD"][to], &catalog()).unwrap();
            prop_assert_eq!(check(&new), []);
            let scale = crate::format::float(new.home.exchange_rate);
            scales(&old, &new, scale);
        }
    }
}
