//! What a workbook has room for: months down, and ages of seats across.

use crate::model::scenario::{Scenario, Team};

/// Months of filling and learning for which there is room beyond today's.
const ROOM: usize = 3;

/// What a workbook has room for.
pub(super) struct Layout {
    /// Months down: the scenario's horizon.
    pub(super) months: usize,
    /// The oldest age of seats, by team.
    pub(super) teams: Vec<Ages>,
}

/// The oldest age of a team's seats, in months from their opening.
pub(super) struct Ages {
    pub(super) home: usize,
    /// By site.
    pub(super) sites: Vec<usize>,
}

impl Layout {
    /// Room for a scenario and for slower hiring and learning.
    pub(super) fn of(scenario: &Scenario) -> Self {
        Self {
            months: months(scenario.money.horizon_months),
            teams: scenario.teams.iter().map(|team| ages(scenario, team)).collect(),
        }
    }
}

fn ages(scenario: &Scenario, team: &Team) -> Ages {
    let oldest = |fill: u32, ramp: rust_decimal::Decimal| {
        use crate::model::scalar::Scalar as _;
        months(fill) + ramp.ceiling().max(1) + ROOM
    };
    let stretched = team.ramp_months * scenario.friction.ramp_stretch;
    Ages {
        home: oldest(scenario.home.time_to_fill, team.ramp_months),
        sites: scenario.sites.iter().map(|site| oldest(site.time_to_fill, stretched)).collect(),
    }
}

fn months(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
