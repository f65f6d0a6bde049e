//! Teams pasted from a spreadsheet: read, with every fault by its cell, then put in.

use rust_decimal::Decimal;

use super::{Catalog, edit::EditError};
use crate::model::scenario::Scenario;

/// One row understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastedTeam {
    /// Row of the spreadsheet, from 1; a header counts.
    pub row: usize,
    /// The role as it stands there.
    pub role: String,
    /// [`super::Role::id`], where the catalogue knows it.
    pub known: Option<String>,
    /// Names of the catalogue's roles that come closest, best first, where it does not.
    pub closest: Vec<String>,
    /// Seats, FTE.
    pub headcount: Decimal,
    /// Annual gross at home, local currency; none where the catalogue's is to be taken.
    pub salary: Option<Decimal>,
    /// Id of the site that some of the seats go to.
    pub site: Option<String>,
    /// Share of the seats that goes there; 1 where a site but no share is given.
    pub share: Option<Decimal>,
    /// Annual gross at the site, local currency; none where the catalogue's is to be taken.
    pub site_salary: Option<Decimal>,
}

/// A cell that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellFault {
    /// Row, from 1.
    pub row: usize,
    /// Column, from 1.
    pub column: usize,
    /// What would be right and what was found.
    pub problem: String,
}

impl CellFault {
    /// The cell as a spreadsheet names it: `B3`.
    #[must_use]
    pub fn cell(&self) -> String {
        unimplemented!("{self:?}")
    }
}

impl std::fmt::Display for CellFault {
    /// `B3: heads must be a number above 0, found "ten"`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.cell(), self.problem)
    }
}

/// What a pasted text holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pasted {
    /// The rows without a fault.
    pub teams: Vec<PastedTeam>,
    /// Every fault, by row and column.
    pub faults: Vec<CellFault>,
}

/// Whether pasted teams join those of the scenario or take their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Placing {
    /// They join.
    #[default]
    Add,
    /// They take their place.
    Replace,
}

/// Reads pasted text: cells parted by tabs, semicolons or commas; columns role, heads, salary,
/// site, share, site salary in this order or as a header row names them.
#[must_use]
pub fn read(text: &str, scenario: &Scenario, catalog: &Catalog) -> Pasted {
    unimplemented!("{text} {scenario:?} {catalog:?}")
}

/// Puts teams in; returns their ids.
///
/// # Errors
/// If pay is missing or the result breaks a rule; the scenario is then as it was.
pub fn put_in(
    scenario: &mut Scenario,
    teams: &[PastedTeam],
    placing: Placing,
    catalog: &Catalog,
) -> Result<Vec<String>, EditError> {
    unimplemented!("{scenario:?} {teams:?} {placing:?} {catalog:?}")
}
