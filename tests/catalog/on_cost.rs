//! On-costs against sums worked by hand and against published examples.

use rust_decimal::{Decimal, dec};
use shoreline::catalog::Place;

use super::carried;

fn place(id: &str) -> Place {
    carried().place(id).unwrap().clone()
}

/// What all parts but those named come to in a year.
fn charged(place: &Place, pay: Decimal, without: &[&str]) -> Decimal {
    place.on_cost.iter().filter(|part| !without.contains(&part.name.as_str())).map(|part| part.charge(pay)).sum()
}

#[test]
fn new_york_at_three_levels_of_pay() {
    let place = place("us-nyc");
    // Unemployment tax 0.6 % of 7,000 = 42; benefits 19.13 %.
    // 44,770: 6.2 % + 1.45 % = 3,424.905; benefits 8,564.501; 12,031.406 in all.
    assert_eq!(place.on_cost_at(dec!(44770)), dec!(0.2687));
    // 100,000: 7,650 + 19,130 + 42 = 26,822.
    assert_eq!(place.on_cost_at(dec!(100000)), dec!(0.2682));
    // 250,000: 6.2 % of 176,100 = 10,918.20; 3,625; 47,825; 42: 62,410.20.
    assert_eq!(place.on_cost_at(dec!(250000)), dec!(0.2496));
}

#[test]
fn berlin_at_three_levels_of_pay() {
    let place = place("de-ber");
    // Below both ceilings: 8.75 + 1.8 + 9.3 + 1.3 + 1.59 = 22.74 %.
    assert_eq!(place.on_cost_at(dec!(40000)), dec!(0.2274));
    // 90,000: 10.55 % of 69,750 = 7,358.625; 12.19 % of 90,000 = 10,971: 18,329.625.
    assert_eq!(place.on_cost_at(dec!(90000)), dec!(0.2037));
    // 150,000: 7,358.625; 10.6 % of 101,400 = 10,748.40; 1.59 % = 2,385: 20,492.025.
    assert_eq!(place.on_cost_at(dec!(150000)), dec!(0.1366));
}

#[test]
fn manila_at_three_levels_of_pay() {
    let place = place("ph-mnl");
    // 244,608: 24,460.80 + 360 + 6,115.20 + 2,400 = 33,336; a 13th month 20,383.9…: 53,719.9….
    assert_eq!(place.on_cost_at(dec!(244608)), dec!(0.2196));
    // 847,140: 42,000 + 360 + 21,178.50 + 2,400 = 65,938.50; 70,594.9…: 136,533.4….
    assert_eq!(place.on_cost_at(dec!(847140)), dec!(0.1612));
    // 2,850,050: 42,000 + 360 + 30,000 + 2,400 = 74,760; 237,503.…: 312,263.….
    assert_eq!(place.on_cost_at(dec!(2850050)), dec!(0.1096));
}

#[test]
fn published_examples_come_out() {
    // Ask Sonnie: PHP 25,000 a month; SSS and EC 2,530, PhilHealth 625, Pag-IBIG 200: 3,355.
    assert_eq!(charged(&place("ph-mnl"), dec!(300000), &["13th month"]), dec!(3355) * dec!(12));
    // bPayroll: GBP 30,000; insurance 3,750, pension 712.80.
    assert_eq!(charged(&place("gb-lon"), dec!(30000), &[]), dec!(3750) + dec!(712.80));
    // Nomad Payroll: COP 1.3m a month; pension 156,000, health 110,500, savings 108,333, interest 13,000, prima 108,333.
    let month = charged(&place("co-bog"), dec!(15600000), &["Labor risk", "Family compensation fund"]) / dec!(12);
    assert!((month - dec!(496166)).abs() <= dec!(1), "{month}");
    // Sagen Advisory: ZAR 20,000 a month; 20,377.12 with insurance and levy, 246,925.44 a year with COIDA.
    let year = dec!(240000);
    assert_eq!(year + charged(&place("za-jnb"), year, &[]), dec!(246925.44));
    // Romania: RON 25,200 a month costs 25,767.
    assert_eq!(charged(&place("ro-buh"), dec!(302400), &[]), dec!(567) * dec!(12));
}

#[test]
fn who_earns_more_costs_more() {
    for place in carried().places {
        let middle = dec!(30000) * place.rate_per_usd.value;
        let mut before = Decimal::ZERO;
        for step in 1..=200 {
            let pay = middle * Decimal::from(step) / dec!(20);
            // Parts for low pay only end at their limit, by law.
            let lasting = place.on_cost.iter().filter(|part| part.only_up_to.is_none());
            let total: Decimal = lasting.map(|part| part.charge(pay)).sum();
            assert!(total >= before, "{}: {total} at {pay}, {before} below", place.id);
            before = total;
        }
    }
}

#[test]
fn every_place_has_an_on_cost_that_falls_or_stays_as_caps_are_met() {
    for place in carried().places {
        let rates: Decimal = place.on_cost.iter().map(|part| part.rate.value * part.base_share).sum();
        for pay in carried().pay.iter().filter(|pay| pay.place == place.id) {
            let share = place.on_cost_at(pay.salary.value);
            assert!(share > dec!(0.01) && share <= rates + dec!(0.0001), "{} {}: {share}", place.id, pay.role);
        }
    }
}
