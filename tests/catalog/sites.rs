//! Every place makes a site that a scenario can be run with.

use rust_decimal::{Decimal, RoundingStrategy::MidpointAwayFromZero, dec, prelude::ToPrimitive};
use shoreline::{
    catalog::{Catalog, Place},
    model::{
        check::check,
        results::evaluate,
        scenario::{Scenario, Site},
    },
    store,
};

use super::carried;

/// A site with the figures of a place, for a scenario in the currency of its home.
fn site(place: &Place, home: &Place, pay: Decimal) -> Site {
    let rate = home.rate_per_usd.value / place.rate_per_usd.value;
    Site {
        id: place.id.clone(),
        name: place.city.clone(),
        country: place.country.clone(),
        time_zone: place.time_zone.clone(),
        currency: place.currency.clone(),
        exchange_rate: rate.round_sf_with_strategy(6, MidpointAwayFromZero).unwrap(),
        on_cost: place.on_cost_at(pay),
        seat_cost: place.seat_cost.value,
        wage_growth: place.wage_growth.value,
        attrition: place.attrition.value,
        productive_days: place.productive_days.value,
        hiring_cost: place.hiring_cost.value,
        time_to_fill: place.time_to_fill.value.to_u32().unwrap(),
        english: place.english.value,
        culture: place.culture.as_ref().map(|culture| culture.scores),
        shift_start: dec!(9),
        workday_hours: place.workday_hours.value,
        night_premium: place.night_premium.value,
        ..Site::default()
    }
}

/// The sample's scenario, moved from one place to another.
fn scenario(catalog: &Catalog, home: &Place, place: &Place, role: &str) -> Option<Scenario> {
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/support-desk-manila.ron");
    let mut scenario = store::load(&sample).unwrap();
    let [at_home, there] = [home, place].map(|place| Some(catalog.pay(&place.id, role)?.salary.value));
    let (at_home, there) = (at_home?, there?);
    scenario.money.currency.clone_from(&home.currency);
    scenario.management.manager_salary = at_home;
    scenario.home = Site { exchange_rate: dec!(1), ..site(home, home, at_home) };
    scenario.sites = vec![site(place, home, there)];
    let team = &mut scenario.teams[0];
    team.salary = [(home.id.clone(), at_home), (place.id.clone(), there)].into_iter().collect();
    team.mix = [(place.id.clone(), dec!(0.5))].into_iter().collect();
    Some(scenario)
}

#[test]
fn every_place_makes_a_valid_home_and_a_valid_site_for_every_role() {
    let catalog = carried();
    let mut made = 0;
    for (index, place) in catalog.places.iter().enumerate() {
        let home = &catalog.places[(index + 1) % catalog.places.len()];
        for role in &catalog.roles {
            let Some(scenario) = scenario(&catalog, home, place, &role.id) else { continue };
            let faults = check(&scenario);
            assert!(faults.is_empty(), "{} to {}, {}: {faults:?}", home.id, place.id, role.id);
            made += 1;
        }
    }
    assert_eq!(made, catalog.places.len() * catalog.roles.len() - 10);
}

#[test]
fn a_move_to_any_place_gives_a_result() {
    let catalog = carried();
    let home = catalog.place("us-nyc").unwrap();
    for place in catalog.places.iter().filter(|place| place.id != home.id) {
        let scenario = scenario(&catalog, home, place, "customer_support").unwrap();
        let results = evaluate(&scenario).results;
        assert!(results.effective_saving.is_some(), "{}", place.id);
    }
}

#[test]
fn codes_are_codes() {
    for place in carried().places {
        let letters = |text: &str, count| text.len() == count && text.bytes().all(|letter| letter.is_ascii_uppercase());
        assert!(letters(&place.currency, 3) && letters(&place.country, 2), "{place:?}");
        assert!(place.id.starts_with(&place.country.to_lowercase()), "{}", place.id);
        assert!(jiff::tz::TimeZone::get(&place.time_zone).is_ok(), "{}", place.time_zone);
        assert!(place.rate_per_usd.value > Decimal::ZERO);
    }
}
