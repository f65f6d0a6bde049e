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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{check::check, lever::Lever, scenario::Word, testing::two_sites};

    #[test]
    fn every_structure_has_a_preset_that_fits_its_fields() {
        for structure in Structure::ALL {
            let preset = structure_preset(*structure);
            assert_eq!(preset.structure, *structure);
            for (field, value) in preset.values() {
                let lever = Lever::find(crate::model::lever::Group::Team, field).unwrap();
                assert!(lever.valid.holds(value), "{} {field}", preset.label);
            }
        }
    }

    #[test]
    fn one_structure_after_another_is_as_if_it_came_first() {
        for after in Structure::ALL {
            let mut first = two_sites();
            apply_structure(&mut first, 0, *after);
            assert_eq!(check(&first), []);
            for before in Structure::ALL {
                let mut second = two_sites();
                apply_structure(&mut second, 0, *before);
                apply_structure(&mut second, 0, *after);
                assert_eq!(first, second);
            }
        }
    }

    #[test]
    fn a_structure_says_what_it_changed() {
        let mut scenario = two_sites();
        let changes = apply_structure(&mut scenario, 1, Structure::IndependentDepartment);
        let said: Vec<(String, Decimal, Decimal)> =
            changes.iter().map(|change| (change.lever.to_string(), change.before, change.after)).collect();
        assert_eq!(
            said,
            [
                ("team.books.sync_share".to_owned(), dec!(0.2), dec!(0.08)),
                ("team.books.hq_weight".to_owned(), dec!(0.6), dec!(0.3)),
                ("team.books.liaisons".to_owned(), dec!(0), dec!(1)),
                ("team.books.oversight".to_owned(), dec!(0.05), dec!(0)),
            ]
        );
        assert_eq!(apply_structure(&mut scenario, 1, Structure::IndependentDepartment), []);
        assert_eq!(apply_structure(&mut scenario, 9, Structure::SupportTeam), []);
    }

    #[test]
    fn weeks_become_quarters_of_a_month() {
        // 8, 12, 16, 20 and 25 weeks × 12 ÷ 52: 1.846, 2.769, 3.692, 4.615 and 5.769 months.
        let months = [
            (RoleFamily::Clerical, dec!(1.75)),
            (RoleFamily::Service, dec!(2.75)),
            (RoleFamily::Sales, dec!(3.75)),
            (RoleFamily::Professional, dec!(4.5)),
            (RoleFamily::Manager, dec!(5.75)),
        ];
        for (family, expected) in months {
            assert_eq!(ramp_months(family), expected, "{}", family_label(family));
        }
    }
}
