//! Sites and teams: added, swapped, removed, with the catalogue's figures filled in.
//!
//! Each operation works on a copy and puts it in place only if `check` finds it valid.

use rust_decimal::Decimal;
use thiserror::Error;

use super::{Catalog, Place, presets::Change};
use crate::model::{
    check::Fault,
    scenario::{Scenario, Structure},
};

/// A pay figure of the user's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPay {
    /// Team id; or place id where a team is added.
    pub of: String,
    /// Annual gross, local currency.
    pub amount: Decimal,
}

/// A place of the user's own, made like another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPlace {
    /// Name for people.
    pub name: String,
    /// [`Place::id`] of the place whose country, currency and figures it starts with.
    pub template: String,
    /// Own figures by field of a site, such as `on_cost`; the others are the template's.
    pub figures: Vec<(String, Decimal)>,
}

/// A team to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTeam {
    /// Name for people.
    pub name: String,
    /// Role: an id or name of the catalogue, or the user's own.
    pub role: String,
    /// Seats, FTE.
    pub headcount: Decimal,
    /// How the offshore part is engaged.
    pub structure: Structure,
    /// Own pay by place id of the scenario, local currency; the catalogue's elsewhere.
    pub pay: Vec<OwnPay>,
    /// Share of the seats by site id.
    pub mix: Vec<(String, Decimal)>,
}

/// A pay figure that must be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingPay {
    /// [`OwnPay::of`] of the figure.
    pub of: String,
    /// Name of the team.
    pub team: String,
    /// Its role.
    pub role: String,
    /// Name of the place.
    pub place: String,
    /// Currency the figure is needed in.
    pub currency: String,
}

impl std::fmt::Display for MissingPay {
    /// `Support desk (Support agent) in Manila, PHP a year`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({}) in {}, {} a year", self.team, self.role, self.place, self.currency)
    }
}

/// Why an operation was not done; the scenario is as it was.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EditError {
    /// The catalogue does not know what these earn there.
    #[error("a pay figure must be given for {}", listed(.0))]
    NeedsPay(Vec<MissingPay>),
    /// The scenario has no such site or team, or the catalogue no such place.
    #[error("must be a {kind}, found \"{id}\"")]
    Absent {
        /// "site of the scenario", "team of the scenario", "place of the catalogue".
        kind: &'static str,
        /// What was asked for.
        id: String,
    },
    /// No exchange rate is known between two currencies.
    #[error("an exchange rate must be known from {from} to {to}, neither catalogue nor scenario has one")]
    NoRate {
        /// Local currency.
        from: String,
        /// Reporting currency.
        to: String,
    },
    /// The result would break these rules.
    #[error("{}", listed(.0))]
    Invalid(Vec<Fault>),
}

fn listed<T: std::fmt::Display>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Adds a site for a place: its figures, and the salaries of every team. Nobody moves yet.
/// Returns the new site's id, unique in the scenario.
///
/// # Errors
/// If a salary is neither known nor given in `own`, or the scenario has no room for a site.
pub fn add_site(
    scenario: &mut Scenario,
    place: &Place,
    own: &[OwnPay],
    catalog: &Catalog,
) -> Result<String, EditError> {
    unimplemented!("{scenario:?} {place:?} {own:?} {catalog:?}")
}

/// Adds a site for a place of the user's own.
///
/// # Errors
/// As [`add_site`], and if the template is unknown or a figure does not fit its field.
pub fn add_own_site(
    scenario: &mut Scenario,
    place: &OwnPlace,
    own: &[OwnPay],
    catalog: &Catalog,
) -> Result<String, EditError> {
    unimplemented!("{scenario:?} {place:?} {own:?} {catalog:?}")
}

/// Puts another place in a site's stead: shares, terms and the start of the shift stay, figures
/// and salaries are the new place's. Returns the site's new id.
///
/// # Errors
/// As [`add_site`], and if there is no such site.
pub fn swap_site(
    scenario: &mut Scenario,
    site: &str,
    place: &Place,
    own: &[OwnPay],
    catalog: &Catalog,
) -> Result<String, EditError> {
    unimplemented!("{scenario:?} {site} {place:?} {own:?} {catalog:?}")
}

/// Removes a site; its seats go home.
///
/// # Errors
/// If there is no such site.
pub fn remove_site(scenario: &mut Scenario, site: &str) -> Result<(), EditError> {
    unimplemented!("{scenario:?} {site}")
}

/// Adds a team, with the catalogue's pay at every place where its role is known and the ramp-up
/// of its role family. Returns its id, unique in the scenario.
///
/// # Errors
/// If pay at home, or at a site where it has a share, is neither known nor given; if the
/// scenario has no room for a team or a number is out of range.
pub fn add_team(scenario: &mut Scenario, team: &NewTeam, catalog: &Catalog) -> Result<String, EditError> {
    unimplemented!("{scenario:?} {team:?} {catalog:?}")
}

/// Removes a team.
///
/// # Errors
/// If there is no such team, or it is the last one.
pub fn remove_team(scenario: &mut Scenario, team: &str, catalog: &Catalog) -> Result<(), EditError> {
    unimplemented!("{scenario:?} {team} {catalog:?}")
}

/// Sets the on-cost of home and of each site to what the catalogue's parts come to at the
/// seat-weighted mean pay there, and says what changed. Places whose on-cost is the user's own,
/// or unknown to the catalogue, are left alone unless `all`.
pub fn refill_on_costs(scenario: &mut Scenario, all: bool, catalog: &Catalog) -> Vec<Change> {
    unimplemented!("{scenario:?} {all} {catalog:?}")
}
