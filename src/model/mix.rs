//! Moving shares between places so that they always add up to the whole.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::scenario::{Scenario, Team};

/// Moves a place's share of a team's seats. A site takes from or gives to home; where home is
/// pinned or empty, the other sites that are not pinned give or take in proportion. Home takes
/// from or gives to the sites that are not pinned, in proportion. A share that the others can't
/// make room for stops where they end. Shares always add up to exactly 1.
///
/// `pinned` holds ids of places, home's too.
pub fn move_share(team: &mut Team, scenario: &Scenario, pinned: &BTreeSet<String>, place: &str, share: Decimal) {
    let home = &scenario.home.id;
    let wanted = share.clamp(Decimal::ZERO, Decimal::ONE);
    let at_home = Decimal::ONE - team.offshore_share();
    let today = if place == home { at_home } else { team.share(place) };
    let others: Vec<&str> = scenario
        .sites
        .iter()
        .map(|site| site.id.as_str())
        .filter(|id| *id != place && !pinned.contains(*id) && team.salary.contains_key(*id))
        .collect();
    if place == home {
        // Sites give what home gains; they take what it loses, in proportion to what they have.
        pour(team, &others, today - wanted);
        return;
    }
    let needed = wanted - today;
    let from_home = if pinned.contains(home) {
        Decimal::ZERO
    } else if needed > Decimal::ZERO {
        Ord::min(needed, at_home)
    } else {
        needed
    };
    let moved = from_home - pour(team, &others, from_home - needed);
    let new = (today + moved).clamp(Decimal::ZERO, Decimal::ONE);
    team.mix.insert(place.to_owned(), new);
}

/// Adds an amount, negative to take away, to some sites in proportion to their shares; evenly
/// where all are empty. Returns what was really added.
fn pour(team: &mut Team, sites: &[&str], amount: Decimal) -> Decimal {
    const PLACES: u32 = 6;
    let whole: Decimal = sites.iter().map(|site| team.share(site)).sum();
    if sites.is_empty() || amount.is_zero() {
        return Decimal::ZERO;
    }
    let amount = amount.max(-whole);
    let count = Decimal::from(sites.len());
    let mut left = amount;
    for (index, site) in sites.iter().enumerate() {
        let today = team.share(site);
        let part = if index + 1 == sites.len() {
            left
        } else if whole.is_zero() {
            (amount / count).round_dp(PLACES)
        } else {
            (amount * today / whole).round_dp(PLACES).max(-today)
        };
        // The last one takes what rounding left, as far as it has it.
        let part = part.max(-today);
        team.mix.insert((*site).to_owned(), today + part);
        left -= part;
    }
    amount - left
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::dec;

    use super::*;
    use crate::model::testing::two_sites;

    fn shares(scenario: &Scenario) -> (Decimal, Decimal, Decimal) {
        let team = &scenario.teams[0];
        (Decimal::ONE - team.offshore_share(), team.share("ph-mnl"), team.share("pl-krk"))
    }

    fn moved(pins: &[&str], place: &str, share: Decimal) -> (Decimal, Decimal, Decimal) {
        let mut scenario = two_sites();
        scenario.teams[0].mix = [("ph-mnl".into(), dec!(0.6)), ("pl-krk".into(), dec!(0.2))].into_iter().collect();
        let frozen = scenario.clone();
        let pinned = pins.iter().map(|pin| (*pin).to_owned()).collect();
        move_share(&mut scenario.teams[0], &frozen, &pinned, place, share);
        shares(&scenario)
    }

    #[test]
    fn a_site_takes_from_home_and_gives_back_to_it() {
        assert_eq!(moved(&[], "ph-mnl", dec!(0.7)), (dec!(0.1), dec!(0.7), dec!(0.2)));
        assert_eq!(moved(&[], "ph-mnl", dec!(0.1)), (dec!(0.7), dec!(0.1), dec!(0.2)));
    }

    #[test]
    fn with_home_pinned_or_empty_the_other_sites_give() {
        assert_eq!(moved(&["us-nyc"], "ph-mnl", dec!(0.7)), (dec!(0.2), dec!(0.7), dec!(0.1)));
        assert_eq!(moved(&["us-nyc"], "ph-mnl", dec!(0.5)), (dec!(0.2), dec!(0.5), dec!(0.3)));
        assert_eq!(moved(&[], "ph-mnl", dec!(0.9)), (dec!(0.0), dec!(0.9), dec!(0.1)));
    }

    #[test]
    fn what_is_pinned_stays() {
        assert_eq!(moved(&["us-nyc", "pl-krk"], "ph-mnl", dec!(0.9)), (dec!(0.2), dec!(0.6), dec!(0.2)));
        assert_eq!(moved(&["pl-krk"], "ph-mnl", dec!(0.9)), (dec!(0.0), dec!(0.8), dec!(0.2)));
    }

    #[test]
    fn home_takes_from_the_sites_in_proportion() {
        assert_eq!(moved(&[], "us-nyc", dec!(0.6)), (dec!(0.6), dec!(0.3), dec!(0.1)));
        assert_eq!(moved(&[], "us-nyc", dec!(0)), (dec!(0), dec!(0.75), dec!(0.25)));
        assert_eq!(moved(&["ph-mnl"], "us-nyc", dec!(0.6)), (dec!(0.4), dec!(0.6), dec!(0.0)));
    }

    proptest! {
        #[test]
        fn shares_always_add_up_and_none_is_negative(
            start in 0_i64..=100, split in 0_i64..=100, wanted in 0_i64..=1000,
            place in 0_usize..3, pins in proptest::collection::btree_set(0_usize..3, 0..3),
        ) {
            let ids = ["us-nyc", "ph-mnl", "pl-krk"];
            let mut scenario = two_sites();
            let first = Decimal::new(start * split, 4);
            let second = Decimal::new(start, 2) - first;
            scenario.teams[0].mix = [("ph-mnl".into(), first), ("pl-krk".into(), second)].into_iter().collect();
            let frozen = scenario.clone();
            let pinned = pins.iter().map(|pin| ids[*pin].to_owned()).collect();
            move_share(&mut scenario.teams[0], &frozen, &pinned, ids[place], Decimal::new(wanted, 3));
            let (home, manila, krakow) = shares(&scenario);
            prop_assert_eq!(home + manila + krakow, Decimal::ONE);
            prop_assert!(home >= Decimal::ZERO && manila >= Decimal::ZERO && krakow >= Decimal::ZERO);
        }
    }
}
