//! Scenarios for tests: one without any friction to build on, and (in `drawn`) random ones.
//!
//! Nothing here asserts; each test file says what must hold.

#![allow(dead_code, reason = "each test file uses its own part")]

pub(crate) mod drawn;

use rust_decimal::{Decimal, dec};
use shoreline::model::scenario::{
    Friction, Management, Money, Objective, Rollout, Scenario, Site, Structure, Team, Transition,
};

/// The id of home in every scenario made here.
pub(crate) const HOME: &str = "home";

/// A place that costs and loses nothing of its own: reporting currency, fluent, office hours.
pub(crate) fn place(id: &str) -> Site {
    Site {
        id: id.into(),
        name: id.into(),
        country: "US".into(),
        time_zone: "UTC".into(),
        currency: "USD".into(),
        exchange_rate: dec!(1),
        productive_days: dec!(230),
        english: dec!(800),
        shift_start: dec!(9),
        workday_hours: dec!(8),
        ..Site::default()
    }
}

/// A team whose people are fully productive at once and need nobody's time.
pub(crate) fn team(headcount: Decimal, salaries: &[(&str, Decimal)], mix: &[(&str, Decimal)]) -> Team {
    let map = |pairs: &[(&str, Decimal)]| pairs.iter().map(|(id, value)| ((*id).to_owned(), *value)).collect();
    Team {
        id: "team".into(),
        name: "Team".into(),
        role: "Agent".into(),
        structure: Structure::SupportTeam,
        headcount,
        pay_position: dec!(1),
        salary: map(salaries),
        mix: map(mix),
        ..Team::default()
    }
}

/// A year in which seats that exist move on the first day, with every friction factor at
/// nothing: what is left is pay, terms and whatever the test adds.
pub(crate) fn frictionless(sites: Vec<Site>, team: Team) -> Scenario {
    Scenario {
        format: 1,
        name: "Frictionless".into(),
        objective: Objective::ReduceCost,
        money: Money {
            currency: "USD".into(),
            start: "2027-01".into(),
            horizon_months: 12,
            target_saving: dec!(0.2),
            friction_tolerance: dec!(0.15),
            ..Money::default()
        },
        home: place(HOME),
        sites,
        teams: vec![team],
        friction: Friction { ramp_stretch: dec!(1), start_productivity: dec!(1), ..Friction::default() },
        management: Management::default(),
        transition: Transition::default(),
        rollout: Rollout { pilot_heads: dec!(100000), wave_every_months: 1, ..Rollout::default() },
        ..Scenario::default()
    }
}
