//! Presets of a team and of the work: structures, ramp-up by role family, objectives.
//!
//! The one place of these numbers; a scenario carries them as its own once applied. Terms of
//! engagement, which belong to a site, are in [`super::terms`].

use rust_decimal::{Decimal, dec};

use super::RoleFamily;
use crate::model::{
    lever::{Basis, LeverId},
    scenario::{Objective, Scenario, Structure},
};

/// One number that an operation changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What changed.
    pub lever: LeverId,
    /// Its value before.
    pub before: Decimal,
    /// Its value now.
    pub after: Decimal,
    /// Why this value: the source with its year, or what is assumed.
    pub reason: String,
    /// Whether that is an assumption of this project.
    pub assumption: bool,
}

/// How the offshore part of a team is engaged, with the numbers that carry it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StructurePreset {
    /// The structure.
    pub structure: Structure,
    /// Name for people.
    pub label: &'static str,
    /// What it means, one plain sentence.
    pub meaning: &'static str,
    /// Share of working time that needs colleagues at the same moment; 0–1.
    pub sync_share: Decimal,
    /// Share of that spent with home; 0–1.
    pub hq_weight: Decimal,
    /// Home managers dedicated to the offshore part, FTE.
    pub liaisons: Decimal,
    /// Home managers a head offshore, FTE.
    pub oversight: Decimal,
}

/// Every structure, in the order they are offered; all numbers are assumptions of the model.
pub static STRUCTURES: [StructurePreset; 5] = [
    StructurePreset {
        structure: Structure::IndividualHire,
        label: "Individual hire",
        meaning: "One person offshore works into a team at home, beside its members.",
        sync_share: dec!(0.20),
        hq_weight: dec!(1),
        liaisons: dec!(0),
        oversight: dec!(0.05),
    },
    StructurePreset {
        structure: Structure::SupportTeam,
        label: "Support team",
        meaning: "A team offshore supports the team at home, which keeps the lead.",
        sync_share: dec!(0.20),
        hq_weight: dec!(0.6),
        liaisons: dec!(0),
        oversight: dec!(0.05),
    },
    StructurePreset {
        structure: Structure::BreakOutTeam,
        label: "Break-out team",
        meaning: "One part of the work moves whole, with clear edges to the rest.",
        sync_share: dec!(0.15),
        hq_weight: dec!(0.4),
        liaisons: dec!(0),
        oversight: dec!(0.06),
    },
    StructurePreset {
        structure: Structure::IndependentDepartment,
        label: "Independent department",
        meaning: "A department offshore runs itself; one liaison at home keeps it in step.",
        sync_share: dec!(0.08),
        hq_weight: dec!(0.3),
        liaisons: dec!(1),
        oversight: dec!(0),
    },
    StructurePreset {
        structure: Structure::LeadershipStrategic,
        label: "Leaders and specialists",
        meaning: "People offshore lead or advise, and work with home most of the day.",
        sync_share: dec!(0.35),
        hq_weight: dec!(0.8),
        liaisons: dec!(0),
        oversight: dec!(0.10),
    },
];

/// The preset of a structure.
#[must_use]
pub fn structure_preset(structure: Structure) -> &'static StructurePreset {
    STRUCTURES.iter().find(|preset| preset.structure == structure).unwrap_or(&STRUCTURES[0])
}

impl StructurePreset {
    /// The team's fields that the preset fills, with its values.
    #[must_use]
    pub fn values(&self) -> [(&'static str, Decimal); 4] {
        [
            ("sync_share", self.sync_share),
            ("hq_weight", self.hq_weight),
            ("liaisons", self.liaisons),
            ("oversight", self.oversight),
        ]
    }
}

/// Where the numbers of structures come from.
pub const STRUCTURE_BASIS: Basis = Basis::Assumption("what goes with the structure; no source measures it");
/// Where months of ramp-up come from.
pub const RAMP_BASIS: Basis = Basis::Source(
    "Mellon, Learning Curve Study 2003: median weeks to full productivity of outside hires, as months to the quarter",
);

/// Gives a team a structure with its numbers, and says what changed. An index that no team has
/// changes nothing.
pub fn apply_structure(scenario: &mut Scenario, team: usize, structure: Structure) -> Vec<Change> {
    let Some(team) = scenario.teams.get_mut(team) else { return Vec::new() };
    team.structure = structure;
    let id = team.id.clone();
    let preset = structure_preset(structure);
    let wanted = preset.values().into_iter().filter_map(|(field, value)| Some((LeverId::team(&id, field)?, value)));
    let reason = format!("what goes with \"{}\"; no source measures it", preset.label);
    wanted.filter_map(|(lever, value)| set(scenario, lever, value, &reason, true)).collect()
}

/// Sets one lever; what that changed, if it did.
pub(super) fn set(
    scenario: &mut Scenario,
    lever: LeverId,
    after: Decimal,
    reason: &str,
    assumption: bool,
) -> Option<Change> {
    let before = lever.value(scenario).ok()?;
    if before == after {
        return None;
    }
    lever.set(scenario, after).ok()?;
    Some(Change { lever, before, after, reason: reason.to_owned(), assumption })
}

/// Median weeks to full productivity of people hired from outside (Mellon 2003).
#[must_use]
pub fn ramp_weeks(family: RoleFamily) -> Decimal {
    match family {
        RoleFamily::Clerical => dec!(8),
        RoleFamily::Service => dec!(12),
        RoleFamily::Sales => dec!(16),
        RoleFamily::Professional => dec!(20),
        RoleFamily::Manager => dec!(25),
    }
}

/// The same in months: weeks × 12 ÷ 52, rounded to the nearest quarter of a month.
#[must_use]
pub fn ramp_months(family: RoleFamily) -> Decimal {
    let quarters = ramp_weeks(family) * dec!(48) / dec!(52);
    (quarters.round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero) / dec!(4)).normalize()
}

/// A role family's name for people.
#[must_use]
pub fn family_label(family: RoleFamily) -> &'static str {
    match family {
        RoleFamily::Clerical => "Clerical work",
        RoleFamily::Service => "Customer service",
        RoleFamily::Sales => "Sales",
        RoleFamily::Professional => "Professionals",
        RoleFamily::Manager => "Managers",
    }
}

/// An objective's name for people.
#[must_use]
pub fn objective_label(objective: Objective) -> &'static str {
    match objective {
        Objective::ReduceCost => "Reduce cost",
        Objective::AccelerateGrowth => "Grow faster",
        Objective::ExploreOpportunity => "Try something new",
    }
}

/// What an objective means, one plain sentence.
#[must_use]
pub fn objective_meaning(objective: Objective) -> &'static str {
    match objective {
        Objective::ReduceCost => "The seats exist at home today, and some of them move; those at home are released.",
        Objective::AccelerateGrowth => "The seats are new: the team grows, and nobody at home is released.",
        Objective::ExploreOpportunity => {
            "The seats are new: something is tried that was not done before, and nobody at home is released."
        }
    }
}
