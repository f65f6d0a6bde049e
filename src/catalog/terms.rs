//! Terms of engagement of a site: who employs the people, and how.

use super::{Catalog, presets::Change};
use crate::model::scenario::Scenario;

/// Who employs the people at a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Engagement {
    /// One's own company there.
    #[default]
    OwnEntity,
    /// A provider employs and houses them, the client leads them.
    StaffLeasing,
    /// A provider employs them on paper only.
    EmployerOfRecord,
    /// A provider delivers the work.
    OutsourcedContract,
}

/// How the people are employed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Employment {
    /// Full-time, without an end.
    #[default]
    FullTime,
    /// Part-time: more people than seats.
    PartTime,
    /// For a limited time.
    Temporary,
    /// Self-employed.
    Contractor,
    /// A senior person by the day.
    Adviser,
}

/// A pair of both, as a site's `terms` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct TermsPreset {
    /// Who employs.
    pub engagement: Engagement,
    /// How.
    pub employment: Employment,
}

impl Engagement {
    /// Every one, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::OwnEntity, Self::StaffLeasing, Self::EmployerOfRecord, Self::OutsourcedContract];

    /// Name for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::OwnEntity => "Own entity",
            Self::StaffLeasing => "Staff leasing",
            Self::EmployerOfRecord => "Employer of record",
            Self::OutsourcedContract => "Outsourced contract",
        }
    }

    /// What it means, one plain sentence.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::OwnEntity => "Your own company there employs the people and rents the desks.",
            Self::StaffLeasing => "A provider employs and houses the people; you choose and lead them.",
            Self::EmployerOfRecord => "A provider employs the people on paper; you do everything else.",
            Self::OutsourcedContract => "A provider delivers the work with people of its own choice.",
        }
    }
}

impl Employment {
    /// Every one, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::FullTime, Self::PartTime, Self::Temporary, Self::Contractor, Self::Adviser];

    /// Name for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::FullTime => "Full-time",
            Self::PartTime => "Part-time",
            Self::Temporary => "Temporary",
            Self::Contractor => "Contractor",
            Self::Adviser => "Adviser",
        }
    }

    /// What it means, one plain sentence.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::FullTime => "Employed for whole days, without an end.",
            Self::PartTime => "Employed for part of the day or week, so that a seat takes more than one person.",
            Self::Temporary => "Employed for a season or a project, mostly through an agency.",
            Self::Contractor => "Self-employed: an invoice instead of a payroll, on equipment of their own.",
            Self::Adviser => "A senior person by the day, for advice rather than for output.",
        }
    }
}

impl TermsPreset {
    /// The text in a site's `terms`: "Staff leasing", "Own entity, part-time".
    #[must_use]
    pub fn name(self) -> String {
        match self.employment {
            Employment::FullTime => self.engagement.label().to_owned(),
            employment => format!("{}, {}", self.engagement.label(), employment.label().to_lowercase()),
        }
    }

    /// The preset that a site's `terms` names.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let all = Engagement::ALL
            .into_iter()
            .flat_map(|engagement| Employment::ALL.into_iter().map(move |employment| Self { engagement, employment }));
        all.into_iter().find(|terms| terms.name().eq_ignore_ascii_case(name.trim()))
    }
}

/// Engages a site on other terms, starting from the catalogue's figures of the place, and says
/// what changed. The same whatever was applied before. Where the catalogue does not know the
/// place, only the provider's fee and markup change. An index that no site has changes nothing.
pub fn apply_terms(scenario: &mut Scenario, site: usize, terms: TermsPreset, catalog: &Catalog) -> Vec<Change> {
    unimplemented!("{scenario:?} {site} {terms:?} {catalog:?}")
}
