//! What an employer pays on top of a salary: parts with floors and caps, at a given pay.
//!
//! A part is charged on its share of gross pay, from its floor to its cap. A scenario has one
//! rate for a site, so the sum is given as a share of the pay it was worked out at.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{OnCostPart, Place};

/// Decimal places of an on-cost.
const PLACES: u32 = 4;

impl OnCostPart {
    /// What is charged on an annual gross pay, both in local currency; not rounded.
    #[must_use]
    pub fn charge(&self, annual_pay: Decimal) -> Decimal {
        if self.only_up_to.is_some_and(|limit| annual_pay > limit) {
            return Decimal::ZERO;
        }
        let base = annual_pay * self.base_share;
        let charged = self.cap.map_or(base, |cap| base.min(cap)) - self.from;
        charged.max(Decimal::ZERO) * self.rate.value
    }
}

impl Place {
    /// On-cost at an annual gross pay in local currency, as a share of that pay: every part with
    /// its floor and cap, rounded to 4 places, half away from zero. 0 where the pay is not above 0.
    #[must_use]
    pub fn on_cost_at(&self, annual_pay: Decimal) -> Decimal {
        if annual_pay <= Decimal::ZERO {
            return Decimal::ZERO;
        }
        let charged: Decimal = self.on_cost.iter().map(|part| part.charge(annual_pay)).sum();
        (charged / annual_pay).round_dp_with_strategy(PLACES, RoundingStrategy::MidpointAwayFromZero)
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::catalog::{Basis, Citation, Figure};

    fn figure(value: Decimal) -> Figure {
        let citation =
            Citation { basis: Basis::Assumption, sources: Vec::new(), year: None, grade: None, note: String::new() };
        Figure { value, range: None, citation }
    }

    fn part(rate: Decimal) -> OnCostPart {
        let (from, base_share) = (Decimal::ZERO, Decimal::ONE);
        OnCostPart { name: "Part".into(), rate: figure(rate), from, cap: None, base_share, only_up_to: None }
    }

    fn place(on_cost: Vec<OnCostPart>) -> Place {
        let one = || figure(Decimal::ONE);
        Place {
            id: "us-nyc".into(),
            city: "New York".into(),
            country: "US".into(),
            country_name: "United States".into(),
            home: true,
            time_zone: "America/New_York".into(),
            currency: "USD".into(),
            rate_per_usd: one(),
            volatility: None,
            on_cost,
            productive_days: one(),
            wage_growth: one(),
            attrition: one(),
            english: one(),
            culture: None,
            workday_hours: one(),
            seat_cost: one(),
            hiring_cost: one(),
            time_to_fill: one(),
            night_premium: one(),
        }
    }

    #[test]
    fn a_part_is_charged_from_its_floor_to_its_cap() {
        let band = OnCostPart { from: dec!(5000), cap: Some(dec!(20000)), ..part(dec!(0.10)) };
        assert_eq!(band.charge(dec!(4000)), dec!(0));
        assert_eq!(band.charge(dec!(5000)), dec!(0));
        assert_eq!(band.charge(dec!(12000)), dec!(700));
        assert_eq!(band.charge(dec!(90000)), dec!(1500));
    }

    #[test]
    fn floor_and_cap_are_those_of_the_pay_it_is_charged_on() {
        let basic = OnCostPart { base_share: dec!(0.5), cap: Some(dec!(180000)), ..part(dec!(0.12)) };
        assert_eq!(basic.charge(dec!(240000)), dec!(14400));
        assert_eq!(basic.charge(dec!(600000)), dec!(21600));
    }

    #[test]
    fn a_part_for_low_pay_ends_at_its_limit() {
        let low = OnCostPart { only_up_to: Some(dec!(252000)), ..part(dec!(0.0325)) };
        assert_eq!(low.charge(dec!(252000)), dec!(8190));
        assert_eq!(low.charge(dec!(252000.01)), dec!(0));
    }

    #[test]
    fn a_place_adds_its_parts_and_rounds_once() {
        let capped = OnCostPart { cap: Some(dec!(10000)), ..part(dec!(0.1)) };
        let place = place(vec![part(dec!(0.05)), capped]);
        // 0.05 × 40,000 + 0.1 × 10,000 = 3,000.
        assert_eq!(place.on_cost_at(dec!(40000)), dec!(0.075));
        // 500 + 1,000 of 30,000 is 0.08333…
        assert_eq!(place.on_cost_at(dec!(30000)), dec!(0.0833));
    }

    #[test]
    fn half_a_step_rounds_away_from_zero() {
        assert_eq!(place(vec![part(dec!(0.07645))]).on_cost_at(dec!(100)), dec!(0.0765));
        assert_eq!(place(vec![part(dec!(0.07635))]).on_cost_at(dec!(100)), dec!(0.0764));
    }

    #[test]
    fn no_pay_has_no_on_cost() {
        let place = place(vec![part(dec!(0.05))]);
        assert_eq!(place.on_cost_at(dec!(0)), dec!(0));
        assert_eq!(place.on_cost_at(dec!(-1)), dec!(0));
    }
}
