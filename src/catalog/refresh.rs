//! What today's catalogue would change in a scenario, before it is changed.
//!
//! A number that differs from the catalogue may be the user's own or an older catalogue's; the
//! file can't say which. So every difference is listed, none is applied unasked, and the user
//! chooses.

use rust_decimal::Decimal;

use super::{
    Catalog,
    edit::{EditError, valid},
    origin::{Origin, Row, origins},
};
use crate::model::{lever::LeverId, scenario::Scenario};

/// A number that the catalogue has otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The number.
    pub lever: LeverId,
    /// The scenario's value.
    pub today: Decimal,
    /// The catalogue's value.
    pub catalogue: Decimal,
    /// Where the catalogue's value comes from.
    pub origin: Origin,
}

/// Every number that comes from figures of the catalogue and differs from them, in the table of
/// levers' order. What a preset, a default or an assumption filled in is left alone.
#[must_use]
pub fn differences(scenario: &Scenario, catalog: &Catalog) -> Vec<Difference> {
    let rows = origins(scenario, catalog).into_iter();
    let difference = rows.filter(Row::differs).filter_map(|row| {
        let (catalogue, origin) = row.catalogue_value.zip(row.known)?;
        Some(Difference { lever: row.lever, today: row.value, catalogue, origin })
    });
    difference.collect()
}

/// The scenario with the catalogue's value for the chosen levers; others in `chosen` change
/// nothing. An on-cost that goes with a changed salary is worked out at the new one if it is
/// chosen too.
///
/// # Errors
/// If the result breaks a rule between fields.
pub fn refreshed(scenario: &Scenario, chosen: &[LeverId], catalog: &Catalog) -> Result<Scenario, EditError> {
    let mut next = scenario.clone();
    // Once for the figures, once for what is worked out from them.
    for derived in [false, true] {
        for difference in differences(&next, catalog) {
            let is_derived = matches!(difference.origin, Origin::Derived { .. });
            if is_derived == derived && chosen.contains(&difference.lever) {
                // What does not fit its field stays.
                let _ = difference.lever.set(&mut next, difference.catalogue);
            }
        }
    }
    valid(next)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::{
        catalog::{draft::Draft, testing::catalog},
        model::check::check,
    };

    fn next_year() -> Catalog {
        let mut catalog = catalog();
        catalog.places[2].wage_growth.value = dec!(0.06);
        catalog.places[2].rate_per_usd.value = dec!(60);
        let pay = catalog.pay.iter_mut().find(|pay| pay.place == "us-nyc" && pay.role == "customer_support");
        // Over the cap of 40,000 dollars, so that the on-cost falls.
        pay.unwrap().salary.value = dec!(50000);
        catalog
    }

    #[test]
    fn a_new_draft_has_nothing_to_refresh() {
        let scenario = Draft::default_for(&catalog()).scenario(&catalog()).unwrap();
        assert_eq!(differences(&scenario, &catalog()), []);
    }

    #[test]
    fn every_figure_that_differs_is_listed_and_only_the_chosen_changes() {
        let mut scenario = Draft::default_for(&catalog()).scenario(&catalog()).unwrap();
        scenario.sites[0].attrition = dec!(0.4);
        scenario.sites[0].markup = dec!(0.9);
        let listed = differences(&scenario, &next_year());
        let ids: Vec<String> = listed.iter().map(|difference| difference.lever.to_string()).collect();
        assert_eq!(
            ids,
            [
                "team.team.salary.us-nyc",
                "site.ph-mnl.wage_growth",
                "site.ph-mnl.attrition",
                "site.ph-mnl.exchange_rate",
            ]
        );
        assert_eq!((listed[2].today, listed[2].catalogue), (dec!(0.4), dec!(0.31)));
        let unchanged = refreshed(&scenario, &[], &next_year()).unwrap();
        assert_eq!(unchanged, scenario);
        let next = refreshed(&scenario, &[listed[1].lever.clone()], &next_year()).unwrap();
        assert_eq!(next.sites[0].wage_growth, dec!(0.06));
        assert_eq!(next.sites[0].attrition, dec!(0.4));
        assert_eq!(check(&next), []);
    }

    #[test]
    fn an_on_cost_follows_the_pay_it_is_worked_out_at() {
        let scenario = Draft::default_for(&catalog()).scenario(&catalog()).unwrap();
        let chosen: Vec<LeverId> =
            ["team.team.salary.us-nyc", "home.on_cost"].iter().map(|id| id.parse().unwrap()).collect();
        let next = refreshed(&scenario, &chosen, &next_year()).unwrap();
        // 10 % of 40,000 and 5 % of 50,000, of 50,000.
        assert_eq!(next.home.on_cost, dec!(0.13));
        assert!(differences(&next, &next_year()).iter().all(|difference| !chosen.contains(&difference.lever)));
    }
}
