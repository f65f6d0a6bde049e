//! Sites and teams: added, swapped, removed, with the catalogue's figures filled in.
//!
//! Each operation works on a copy and puts it in place only if `check` finds it valid.

mod sites;
mod teams;

use rust_decimal::Decimal;
use thiserror::Error;

pub(super) use self::teams::put_teams;
pub use self::{
    sites::{add_own_site, add_site, remove_site, swap_site},
    teams::{add_team, remove_team},
};

use super::{
    Catalog,
    origin::{Row, origin_of, origins},
    presets::{Change, set},
};
use crate::model::{
    check::{Fault, check},
    lever::{Group, LeverId},
    scenario::{Scenario, Site, Structure, Team},
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
    /// [`Place::id`](crate::catalog::Place::id) of the place whose country, currency and figures it starts with.
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
    /// A role of the catalogue that an own role is like: its ramp-up, and its pay where none is
    /// given.
    pub like: Option<String>,
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

/// Sets the on-cost of home and of each site, and the provider's markup that goes with it, to
/// what the catalogue makes of the seat-weighted mean pay there, and says what changed. What is
/// the user's own, or unknown to the catalogue, is left alone; the user's own is not if `all`.
pub fn refill_on_costs(scenario: &mut Scenario, all: bool, catalog: &Catalog) -> Vec<Change> {
    let levers = on_costs(scenario, all, catalog);
    refill(scenario, &levers, catalog)
}

/// The on-costs and markups that go with pay: those that are not the user's own, or `all`.
pub(super) fn on_costs(scenario: &Scenario, all: bool, catalog: &Catalog) -> Vec<LeverId> {
    let with_pay = |row: &Row| {
        let goes = row.lever.group() == Group::Place && matches!(row.lever.field(), "on_cost" | "markup");
        goes && (all || !row.overridden())
    };
    origins(scenario, catalog).into_iter().filter(with_pay).map(|row| row.lever).collect()
}

/// Sets levers to what is known for them now.
pub(super) fn refill(scenario: &mut Scenario, levers: &[LeverId], catalog: &Catalog) -> Vec<Change> {
    let rows: Vec<Row> = levers.iter().filter_map(|lever| origin_of(scenario, lever, catalog)).collect();
    let changed = rows.into_iter().filter_map(|row| {
        let (value, known) = (row.catalogue_value?, row.known?);
        set(scenario, row.lever, value, &known.reason(), known.is_assumption())
    });
    changed.collect()
}

/// A scenario that `check` finds valid.
pub(super) fn valid(scenario: Scenario) -> Result<Scenario, EditError> {
    let faults = check(&scenario);
    if faults.is_empty() { Ok(scenario) } else { Err(EditError::Invalid(faults)) }
}

/// Ranges of levers that name nothing any more.
pub(super) fn drop_dangling(scenario: &mut Scenario) {
    let mut ranges = std::mem::take(&mut scenario.uncertainty);
    ranges.retain(|id, _| id.parse::<LeverId>().is_ok_and(|lever| lever.value(scenario).is_ok()));
    scenario.uncertainty = ranges;
}

/// An id made of a name: its letters and digits, small, joined by hyphens.
fn slug(name: &str, otherwise: &str) -> String {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug: String = words.collect::<Vec<_>>().join("-").to_ascii_lowercase().chars().take(24).collect();
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { otherwise.to_owned() } else { slug.to_owned() }
}

/// The id itself, or with the first free number.
fn unique<'a>(id: &str, taken: impl Iterator<Item = &'a str>) -> String {
    let taken: Vec<&str> = taken.collect();
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    std::iter::once(id.to_owned()).chain(numbered).find(|id| !taken.contains(&id.as_str())).unwrap_or_default()
}

fn missing_pay(team: &Team, site: &Site, of: &str) -> MissingPay {
    MissingPay {
        of: of.to_owned(),
        team: team.name.clone(),
        role: team.role.clone(),
        place: site.name.clone(),
        currency: site.currency.clone(),
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::catalog::{draft::Draft, testing::catalog};

    #[test]
    fn an_id_is_made_of_a_name_and_is_free() {
        assert_eq!(slug("Books & payroll", "team"), "books-payroll");
        assert_eq!(slug("東京", "site"), "site");
        assert_eq!(slug("An office with a name that never ends", "site"), "an-office-with-a-name-th");
        assert_eq!(unique("cebu", ["cebu", "cebu-2"].into_iter()), "cebu-3");
    }

    #[test]
    fn an_own_on_cost_is_left_alone() {
        let catalog = catalog();
        let mut scenario = Draft::default_for(&catalog).scenario(&catalog).unwrap();
        scenario.home.on_cost = dec!(0.42);
        assert_eq!(refill_on_costs(&mut scenario, false, &catalog), []);
        let changes = refill_on_costs(&mut scenario, true, &catalog);
        assert_eq!(changes.len(), 1);
        assert_eq!((changes[0].before, changes[0].after), (dec!(0.42), scenario.home.on_cost));
        assert_eq!(scenario, Draft::default_for(&catalog).scenario(&catalog).unwrap());
    }
}
