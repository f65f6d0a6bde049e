//! Exchange rates of the catalogue, crossed over the US dollar.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Catalog, Figure};
use crate::model::scenario::Scenario;

/// Significant digits of a crossed rate: more than any source has, few enough to read.
const RATE_DIGITS: u32 = 10;
/// The currency that the catalogue's rates are against.
pub(super) const DOLLAR: &str = "USD";

/// A value to some significant digits, half away from zero.
pub(super) fn significant(value: Decimal, digits: u32) -> Decimal {
    value.round_sf_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero).unwrap_or(value).normalize()
}

/// A rate to ten significant digits.
pub(super) fn as_rate(value: Decimal) -> Decimal {
    significant(value, RATE_DIGITS)
}

impl Catalog {
    /// Local units of a currency for one US dollar; none where no place has the currency.
    #[must_use]
    pub fn per_usd(&self, currency: &str) -> Option<&Figure> {
        let place = self.places.iter().find(|place| place.currency == currency)?;
        (place.rate_per_usd.value > Decimal::ZERO).then_some(&place.rate_per_usd)
    }

    /// Local units for one US dollar; 1 for the dollar itself, whatever the places.
    fn units_per_usd(&self, currency: &str) -> Option<Decimal> {
        if currency == DOLLAR { Some(Decimal::ONE) } else { self.per_usd(currency).map(|figure| figure.value) }
    }

    /// Units of one currency for one of another, to ten significant digits; none where the
    /// catalogue does not know both. A currency to itself is 1, known or not.
    #[must_use]
    pub fn cross_rate(&self, from: &str, to: &str) -> Option<Decimal> {
        if from == to {
            return Some(Decimal::ONE);
        }
        let (from, to) = (self.units_per_usd(from)?, self.units_per_usd(to)?);
        to.checked_div(from).map(as_rate)
    }
}

/// Reporting currency for one US dollar: by the catalogue, else over a place of the scenario.
pub(super) fn dollar_in_reporting(scenario: &Scenario, catalog: &Catalog) -> Option<Decimal> {
    units_in_reporting(DOLLAR, scenario, catalog)
}

/// Reporting currency for one unit of any currency: by the catalogue, else over a place of the
/// scenario whose currency the catalogue knows.
pub(super) fn units_in_reporting(currency: &str, scenario: &Scenario, catalog: &Catalog) -> Option<Decimal> {
    let over = |local: &str, rate: Decimal| catalog.cross_rate(currency, local)?.checked_mul(rate);
    let direct = catalog.cross_rate(currency, &scenario.money.currency);
    direct.or_else(|| scenario.places().find_map(|place| over(&place.currency, place.exchange_rate)))
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use crate::catalog::testing::catalog;

    #[test]
    fn rates_cross_over_the_dollar() {
        let catalog = catalog();
        assert_eq!(catalog.cross_rate("PHP", "USD"), Some(dec!(0.01570351759)));
        assert_eq!(catalog.cross_rate("USD", "PHP"), Some(dec!(63.68)));
        // 0.8951 ÷ 3.942, to ten digits.
        assert_eq!(catalog.cross_rate("PLN", "EUR"), Some(dec!(0.2270674784)));
        assert_eq!(catalog.cross_rate("XYZ", "XYZ"), Some(dec!(1)));
        assert_eq!(catalog.cross_rate("XYZ", "USD"), None);
    }
}
