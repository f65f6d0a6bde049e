//! Where each number of a scenario comes from, found by comparing it with what is known.
//!
//! The file holds no mark of origin: a number that equals what the catalogue, a preset or the
//! table of levers would fill in is theirs, every other is the user's own.

use rust_decimal::Decimal;

use super::{Catalog, Citation, Grade};
use crate::model::{
    lever::{self, LeverId},
    scenario::Scenario,
};

/// Where a number comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A figure of the catalogue.
    Catalogue {
        /// City.
        place: String,
        /// Name of the role, of a salary.
        role: Option<String>,
        /// Its source.
        citation: Citation,
        /// Low and high end, where known.
        range: Option<(Decimal, Decimal)>,
    },
    /// Worked out from figures of the catalogue.
    Derived {
        /// How, in plain words.
        how: String,
        /// The figures' sources.
        citations: Vec<Citation>,
    },
    /// The default of the table of levers.
    LeverDefault(lever::Basis),
    /// What a preset fills in.
    Preset {
        /// Name of the preset for people.
        name: String,
        /// Source or assumption.
        basis: lever::Basis,
    },
    /// What a new scenario starts with; a judgment, with its reason.
    Assumption(String),
    /// The user's own: it differs from everything known.
    Yours,
}

/// One number of a scenario with its origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The number.
    pub lever: LeverId,
    /// Its value.
    pub value: Decimal,
    /// Where it comes from.
    pub origin: Origin,
    /// What would be filled in, where anything is known.
    pub catalogue_value: Option<Decimal>,
    /// Where that comes from; the same as `origin` unless the number is the user's.
    pub known: Option<Origin>,
    /// Year of the oldest source of what is known.
    pub year: Option<u16>,
    /// Grade of the weakest source of what is known.
    pub grade: Option<Grade>,
    /// Source ids of what is known.
    pub sources: Vec<String>,
    /// Low and high end of what is known.
    pub range: Option<(Decimal, Decimal)>,
    /// Whether the number is the catalogue's and more than three years older than the catalogue.
    pub stale: bool,
}

impl Row {
    /// Whether the number is the user's own though something else is known: it can be given back.
    #[must_use]
    pub fn overridden(&self) -> bool {
        self.origin == Origin::Yours && self.catalogue_value.is_some()
    }
}

/// Every single number of a scenario with its origin, in the table of levers' order.
#[must_use]
pub fn origins(scenario: &Scenario, catalog: &Catalog) -> Vec<Row> {
    unimplemented!("{scenario:?} {catalog:?}")
}

/// One number with its origin; none if the scenario has no such number.
#[must_use]
pub fn origin_of(scenario: &Scenario, lever: &LeverId, catalog: &Catalog) -> Option<Row> {
    unimplemented!("{scenario:?} {lever} {catalog:?}")
}

/// Sets what is known for a number again. False, and nothing changed, where nothing is known or
/// the number has that value already.
pub fn give_back(scenario: &mut Scenario, lever: &LeverId, catalog: &Catalog) -> bool {
    unimplemented!("{scenario:?} {lever} {catalog:?}")
}

/// A number's origin in plain words for a hover: "US BLS, OEWS May 2025, grade A, range
/// 36,870–51,780", "assumption: …", "yours; the catalogue has 44,770 (…)".
#[must_use]
pub fn citation_text(row: &Row, catalog: &Catalog) -> String {
    unimplemented!("{row:?} {catalog:?}")
}
