//! Scenarios on one scale, so that they can be compared: one reporting currency, by a rate that can
//! be said, and one horizon.

use rust_decimal::Decimal;

use super::{Catalog, currency::report_in, edit::EditError};
use crate::model::scenario::Scenario;

/// How amounts of a scenario came into another currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// The scenario's own reporting currency.
    pub from: String,
    /// The currency that is compared in.
    pub to: String,
    /// What one of its own is worth at the start.
    pub rate: Decimal,
}

/// `1 EUR = 1.117 USD`
impl std::fmt::Display for Rate {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let rate = crate::format::figures(self.rate, 4).normalize();
        write!(out, "1 {} = {rate} {}", self.from, self.to)
    }
}

/// A scenario in a currency, and the rate where that is not its own.
///
/// # Errors
/// If no rate between the two is known, to the scenario or the catalogue.
pub fn in_currency(
    scenario: &Scenario,
    currency: &str,
    catalog: &Catalog,
) -> Result<(Scenario, Option<Rate>), EditError> {
    let mut converted = scenario.clone();
    if scenario.money.currency == currency {
        return Ok((converted, None));
    }
    report_in(&mut converted, currency, catalog)?;
    let from = scenario.money.currency.clone();
    // Home is worth the same in both.
    let rate = converted.home.exchange_rate.checked_div(scenario.home.exchange_rate).unwrap_or_default();
    Ok((converted, Some(Rate { from, to: currency.to_owned(), rate })))
}

/// A scenario of which no more than so many months are looked at.
#[must_use]
pub fn cut(scenario: &Scenario, months: u32) -> Scenario {
    let mut cut = scenario.clone();
    cut.money.horizon_months = cut.money.horizon_months.min(months);
    cut
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::{catalog::testing::catalog, model::testing::two_sites};

    #[test]
    fn a_scenario_says_at_which_rate_it_is_counted() {
        let scenario = two_sites();
        assert_eq!(in_currency(&scenario, "USD", &catalog()), Ok((scenario.clone(), None)));
        let (converted, rate) = in_currency(&scenario, "EUR", &catalog()).unwrap();
        assert_eq!(converted.money.currency, "EUR");
        let rate = rate.unwrap();
        assert_eq!((rate.rate, rate.to_string().as_str()), (dec!(0.8951), "1 USD = 0.8951 EUR"));
        assert!(in_currency(&scenario, "XYZ", &catalog()).is_err());
    }

    #[test]
    fn a_horizon_is_cut_and_never_grows() {
        assert_eq!([24, 60].map(|months| cut(&two_sites(), months).money.horizon_months), [24, 36]);
    }
}
