//! A scenario for unit tests: New York with Manila and Krakow, two teams.

use rust_decimal::{Decimal, dec};

use super::scenario::{Friction, Management, Money, Objective, Rollout, Scenario, Site, Structure, Team, Transition};

fn site(id: &str, name: &str, country: &str, time_zone: &str, currency: &str) -> Site {
    Site {
        id: id.into(),
        name: name.into(),
        country: country.into(),
        time_zone: time_zone.into(),
        currency: currency.into(),
        exchange_rate: dec!(1),
        on_cost: dec!(0.2),
        seat_cost: dec!(900),
        wage_growth: dec!(0.036),
        attrition: dec!(0.31),
        productive_days: dec!(230),
        hiring_cost: dec!(0.2),
        time_to_fill: 1,
        english: dec!(800),
        shift_start: dec!(9),
        workday_hours: dec!(8),
        ..Site::default()
    }
}

fn team(id: &str, headcount: Decimal, mix: [Decimal; 2]) -> Team {
    let salary = [("us-nyc", dec!(46000)), ("ph-mnl", dec!(420000)), ("pl-krk", dec!(90000))];
    Team {
        id: id.into(),
        name: format!("Team {id}"),
        role: "Support".into(),
        structure: Structure::SupportTeam,
        headcount,
        ramp_months: dec!(2.75),
        pay_position: dec!(1),
        sync_share: dec!(0.2),
        hq_weight: dec!(0.6),
        liaisons: dec!(0),
        oversight: dec!(0.05),
        salary: salary.into_iter().map(|(id, pay)| (id.to_owned(), pay)).collect(),
        mix: [("ph-mnl".to_owned(), mix[0]), ("pl-krk".to_owned(), mix[1])].into_iter().collect(),
    }
}

/// A valid scenario with two sites and two teams.
#[expect(clippy::too_many_lines, reason = "one record with every field of a scenario, read from top to bottom")]
pub(crate) fn two_sites() -> Scenario {
    let home = Site {
        culture: Some([dec!(40), dec!(91), dec!(62), dec!(46)]),
        ..site("us-nyc", "New York", "US", "America/New_York", "USD")
    };
    let manila = Site {
        exchange_rate: dec!(0.0172),
        exchange_drift: dec!(-0.01),
        seat_cost: dec!(9000),
        wage_growth: dec!(0.056),
        time_to_fill: 2,
        english: dec!(570),
        fee: dec!(450),
        night_premium: dec!(0.1),
        culture: Some([dec!(94), dec!(32), dec!(64), dec!(44)]),
        ..site("ph-mnl", "Manila", "PH", "Asia/Manila", "PHP")
    };
    let krakow = Site {
        exchange_rate: dec!(0.25),
        markup: dec!(0.1),
        english: dec!(588),
        culture: Some([dec!(68), dec!(60), dec!(64), dec!(93)]),
        ..site("pl-krk", "Krakow", "PL", "Europe/Warsaw", "PLN")
    };
    Scenario {
        format: 1,
        name: "Two sites".into(),
        objective: Objective::ReduceCost,
        money: Money {
            currency: "USD".into(),
            start: "2027-01".into(),
            horizon_months: 36,
            discount_rate: dec!(0.08),
            price_growth: dec!(0.02),
            target_saving: dec!(0.2),
            friction_tolerance: dec!(0.15),
        },
        home,
        sites: vec![manila, krakow],
        teams: vec![team("desk", dec!(20), [dec!(0.7), dec!(0)]), team("books", dec!(5.5), [dec!(0.2), dec!(0.4)])],
        friction: Friction {
            time_zone: dec!(0.88),
            language: dec!(0.25),
            culture: dec!(0.10),
            rework: dec!(0.05),
            ramp_stretch: dec!(1.25),
            start_productivity: dec!(0.25),
            coaching: dec!(0.25),
            congestion: dec!(1),
            attrition: dec!(1),
            oversight_effect: dec!(4),
            pay_attrition: dec!(3),
            pay_productivity: dec!(0.1),
            night_attrition: dec!(0.3),
        },
        management: Management {
            manager_salary: dec!(95000),
            governance: dec!(0.06),
            trips_per_year: dec!(2),
            trip_cost: dec!(4000),
        },
        transition: Transition {
            handover_months: 3,
            severance_months: dec!(3),
            set_up_per_seat: dec!(1100),
            selection_per_site: dec!(20000),
        },
        rollout: Rollout { pilot_heads: dec!(2), pilot_months: 3, wave_heads: dec!(6), wave_every_months: 1 },
        ..Scenario::default()
    }
}
