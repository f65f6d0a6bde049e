//! Names of single numbers: `friction.rework`, `site.ph-mnl.on_cost`, `team.*.oversight`.
//!
//! Over 500 lines: a name is read, printed, looked up and set by the same few rules, which only stay one
//! if they stand together.

use std::{fmt, str::FromStr};

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use thiserror::Error;

use super::{Group, Lever};
use crate::model::scenario::{Record, Scenario, Site, Team, Value, ValueMut};

/// Which of several records a lever means.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Which {
    /// The only one there is.
    Only,
    /// The one with this id.
    One(String),
    /// Every one; `*`.
    All,
}

/// The name of one number of a scenario, or with `*` of one number in each site or team.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LeverId {
    group: Group,
    field: &'static str,
    /// The team, or the site; [`Which::Only`] is home in [`Group::Place`].
    of: Which,
    /// The place of a salary or a share.
    at: Which,
}

/// Why a lever can't be found or moved.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LeverError {
    /// No such name.
    #[error("no lever is called \"{id}\"; for example friction.rework, team.*.headcount, site.<id>.on_cost")]
    Unknown {
        /// What was asked for.
        id: String,
    },
    /// The scenario has no such site or team.
    #[error("lever {id}: the scenario has no {kind} \"{name}\"")]
    Absent {
        /// The lever.
        id: String,
        /// "site" or "team".
        kind: &'static str,
        /// The id that is missing.
        name: String,
    },
    /// There is nothing to move.
    #[error("lever {id}: nothing is offshore, so there is no split to keep; name a site with team.*.mix.<site id>")]
    NothingOffshore {
        /// The lever.
        id: String,
    },
    /// The value does not fit the field.
    #[error("lever {id}: must be {valid}, found {found}")]
    OutOfRange {
        /// The lever.
        id: String,
        /// The valid range in words.
        valid: String,
        /// What was asked for.
        found: Decimal,
    },
}

impl LeverId {
    /// A lever of a group that exists once: money, friction, management, transition, roll-out.
    #[must_use]
    pub fn global(group: Group, field: &str) -> Option<Self> {
        let one =
            matches!(group, Group::Money | Group::Friction | Group::Management | Group::Transition | Group::Rollout);
        one.then(|| Self::build(group, field, Which::Only, Which::Only)).flatten()
    }

    /// A lever of home.
    #[must_use]
    pub fn home(field: &str) -> Option<Self> {
        Self::build(Group::Place, field, Which::Only, Which::Only)
    }

    /// A lever of a site.
    #[must_use]
    pub fn site(id: &str, field: &str) -> Option<Self> {
        Self::build(Group::Place, field, Which::One(id.to_owned()), Which::Only)
    }

    /// A lever of a team.
    #[must_use]
    pub fn team(id: &str, field: &str) -> Option<Self> {
        Self::build(Group::Team, field, Which::One(id.to_owned()), Which::Only)
    }

    /// A team's salary at a place.
    #[must_use]
    pub fn salary(team: &str, place: &str) -> Self {
        let (of, at) = (Which::One(team.to_owned()), Which::One(place.to_owned()));
        Self { group: Group::Salary, field: "", of, at }
    }

    /// A team's share at a site.
    #[must_use]
    pub fn mix(team: &str, site: &str) -> Self {
        let (of, at) = (Which::One(team.to_owned()), Which::One(site.to_owned()));
        Self { group: Group::Mix, field: "", of, at }
    }

    /// The whole offshore share.
    #[must_use]
    pub fn offshore() -> Self {
        Self { group: Group::Offshore, field: "", of: Which::Only, at: Which::Only }
    }

    /// The lever of a row of the table, with `*` where the row stands for every site or team.
    #[must_use]
    pub fn each(lever: &Lever) -> Self {
        let (of, at) = match lever.group {
            Group::Place | Group::Team => (Which::All, Which::Only),
            Group::Salary | Group::Mix => (Which::All, Which::All),
            _ => (Which::Only, Which::Only),
        };
        Self { group: lever.group, field: lever.field, of, at }
    }

    fn build(group: Group, field: &str, of: Which, at: Which) -> Option<Self> {
        let field = Lever::find(group, field)?.field;
        Some(Self { group, field, of, at })
    }

    /// The lever's row of the table.
    #[must_use]
    pub fn lever(&self) -> &'static Lever {
        Lever::find(self.group, self.field).unwrap_or(&super::LEVERS[0])
    }

    /// The part of the scenario it belongs to.
    #[must_use]
    pub fn group(&self) -> Group {
        self.group
    }

    /// The field's name in the file; empty for shares and salaries.
    #[must_use]
    pub fn field(&self) -> &'static str {
        self.field
    }

    /// The team or site it belongs to.
    #[must_use]
    pub fn of(&self) -> &Which {
        &self.of
    }

    /// The place of a salary or a share.
    #[must_use]
    pub fn at(&self) -> &Which {
        &self.at
    }

    /// Name for people: "Rework", "On-cost, Manila", "Salary, Support desk in Manila".
    #[must_use]
    pub fn label(&self, scenario: &Scenario) -> String {
        let label = self.lever().label;
        let several_teams = scenario.teams.len() > 1;
        match (self.group, &self.of, &self.at) {
            (Group::Place, Which::Only, _) => format!("{label}, {}", scenario.home.name),
            (Group::Place, Which::One(id), _) => format!("{label}, {}", place_name(scenario, id)),
            (Group::Place, Which::All, _) => format!("{label}, all sites"),
            (Group::Salary | Group::Mix, of, Which::One(place)) => {
                let place = place_name(scenario, place);
                match of {
                    Which::One(team) if several_teams => {
                        format!("{label}, {} in {place}", team_name(scenario, team))
                    }
                    _ => format!("{label}, {place}"),
                }
            }
            (Group::Team, Which::One(team), _) if several_teams => {
                format!("{label}, {}", team_name(scenario, team))
            }
            (Group::Team, Which::All, _) if several_teams => format!("{label}, all teams"),
            _ => label.to_owned(),
        }
    }

    /// Today's value; with `*` the mean of the values it names.
    ///
    /// # Errors
    /// If the scenario has no such site or team.
    pub fn value(&self, scenario: &Scenario) -> Result<Decimal, LeverError> {
        if self.group == Group::Offshore {
            let heads = scenario.headcount();
            let offshore: Decimal = scenario.teams.iter().map(|team| team.headcount * team.offshore_share()).sum();
            return Ok(if heads.is_zero() { Decimal::ZERO } else { offshore / heads });
        }
        let mut values = Vec::new();
        match self.group {
            Group::Place => {
                for place in self.places(scenario)? {
                    values.extend(number(place, self.field));
                }
            }
            Group::Team | Group::Salary | Group::Mix => {
                for team in self.teams(scenario)? {
                    self.team_values(scenario, team, &mut values)?;
                }
            }
            _ => values.extend(self.global_record(scenario).and_then(|record| number(record, self.field))),
        }
        let Some(first) = values.first().copied() else {
            return Err(LeverError::Unknown { id: self.to_string() });
        };
        if values.iter().all(|value| *value == first) {
            return Ok(first);
        }
        Ok(values.iter().sum::<Decimal>() / Decimal::from(values.len()))
    }

    /// Moves the lever; whole-number fields move in whole steps.
    ///
    /// # Errors
    /// If the scenario has no such site or team, or the value does not fit the field. The
    /// scenario is then as it was. What fits the field may still break a rule between fields:
    /// `check` finds that.
    pub fn set(&self, scenario: &mut Scenario, value: Decimal) -> Result<(), LeverError> {
        let lever = self.lever();
        let away = RoundingStrategy::MidpointAwayFromZero;
        let value = if lever.whole { value.round_dp_with_strategy(0, away) } else { as_in_a_file(value) };
        if !lever.valid.holds(value) {
            let (id, valid) = (self.to_string(), lever.valid.to_string());
            return Err(LeverError::OutOfRange { id, valid, found: value });
        }
        // Everything that can fail is looked up before anything is written.
        self.value(scenario)?;
        match self.group {
            Group::Offshore => return self.set_offshore(scenario, value),
            Group::Place => match &self.of {
                Which::Only => write(&mut scenario.home, self.field, value),
                of => scenario
                    .sites
                    .iter_mut()
                    .filter(|site| of.means(&site.id))
                    .for_each(|site| write(site, self.field, value)),
            },
            Group::Team => scenario
                .teams
                .iter_mut()
                .filter(|team| self.of.means(&team.id))
                .for_each(|team| write(team, self.field, value)),
            Group::Salary | Group::Mix => {
                let places: Vec<String> = scenario.places().map(|place| place.id.clone()).collect();
                let offshore = &places[1..];
                for team in scenario.teams.iter_mut().filter(|team| self.of.means(&team.id)) {
                    let (map, among) = match self.group {
                        Group::Salary => (&mut team.salary, &places[..]),
                        _ => (&mut team.mix, offshore),
                    };
                    for place in among.iter().filter(|place| self.at.means(place)) {
                        map.insert(place.clone(), value);
                    }
                }
            }
            Group::Money => write(&mut scenario.money, self.field, value),
            Group::Friction => write(&mut scenario.friction, self.field, value),
            Group::Management => write(&mut scenario.management, self.field, value),
            Group::Transition => write(&mut scenario.transition, self.field, value),
            Group::Rollout => write(&mut scenario.rollout, self.field, value),
        }
        Ok(())
    }

    /// The lever's single numbers: itself, or one a site or team where it holds a `*`.
    #[must_use]
    pub fn expand(&self, scenario: &Scenario) -> Vec<Self> {
        let of: Vec<Which> = match (&self.of, self.group) {
            (Which::All, Group::Place) => scenario.sites.iter().map(|site| Which::One(site.id.clone())).collect(),
            (Which::All, _) => scenario.teams.iter().map(|team| Which::One(team.id.clone())).collect(),
            (of, _) => vec![of.clone()],
        };
        let at: Vec<Which> = match (&self.at, self.group) {
            (Which::All, Group::Salary) => scenario.places().map(|place| Which::One(place.id.clone())).collect(),
            (Which::All, _) => scenario.sites.iter().map(|site| Which::One(site.id.clone())).collect(),
            (at, _) => vec![at.clone()],
        };
        self.of_each(&of, &at)
    }

    /// The same lever of every first id with every second.
    fn of_each(&self, of: &[Which], at: &[Which]) -> Vec<Self> {
        of.iter().flat_map(|of| at.iter().map(|at| Self { of: of.clone(), at: at.clone(), ..self.clone() })).collect()
    }

    /// A single number's names: its own, and those with a `*` that stand for it too.
    #[must_use]
    pub fn with_stars(&self) -> Vec<Self> {
        let each = |which: &Which| match which {
            Which::One(_) => vec![which.clone(), Which::All],
            which => vec![which.clone()],
        };
        let (of, at) = (each(&self.of), each(&self.at));
        self.of_each(&of, &at)
    }

    /// Every single number of a scenario, in the table's order.
    #[must_use]
    pub fn all(scenario: &Scenario) -> Vec<Self> {
        let mut ids = Vec::new();
        for lever in super::LEVERS {
            if lever.group == Group::Place && !matches!(lever.field, "night_premium" | "markup" | "fee") {
                ids.push(Self { of: Which::Only, ..Self::each(lever) });
            }
            ids.extend(Self::each(lever).expand(scenario));
        }
        ids
    }

    /// Every single number of a scenario whose label, id or meaning holds all the words: those whose
    /// label does first, otherwise in the table's order.
    #[must_use]
    pub fn search(scenario: &Scenario, text: &str) -> Vec<Self> {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        let mut found: Vec<(bool, Self)> = Self::all(scenario)
            .into_iter()
            .filter_map(|id| {
                let label = id.label(scenario).to_lowercase();
                let all = format!("{label} {id} {}", id.lever().meaning).to_lowercase();
                let holds = words.iter().all(|word| all.contains(word));
                let by_name = words.iter().all(|word| label.contains(word));
                holds.then_some((!by_name, id))
            })
            .collect();
        found.sort_by_key(|(by_meaning, _)| *by_meaning);
        found.into_iter().map(|(_, id)| id).collect()
    }

    fn set_offshore(&self, scenario: &mut Scenario, share: Decimal) -> Result<(), LeverError> {
        let today = self.value(scenario)?;
        if today.is_zero() && !share.is_zero() {
            return Err(LeverError::NothingOffshore { id: self.to_string() });
        }
        if today.is_zero() {
            return Ok(());
        }
        // A team that is all at home joins at the split of the teams together.
        let split: Vec<(String, Decimal)> =
            scenario.sites.iter().map(|site| (site.id.clone(), scenario.seats_at(&site.id))).collect();
        for team in &mut scenario.teams {
            let whole = team.offshore_share();
            // Teams move towards the new share together; none goes over the whole.
            let target = if share <= today {
                whole * share / today
            } else {
                whole + (Decimal::ONE - whole) * (share - today) / (Decimal::ONE - today)
            };
            if whole.is_zero() {
                team.mix.extend(split.iter().cloned());
            }
            rescale(team, target.min(Decimal::ONE));
        }
        Ok(())
    }

    fn team_values(&self, scenario: &Scenario, team: &Team, values: &mut Vec<Decimal>) -> Result<(), LeverError> {
        if self.group == Group::Team {
            values.extend(number(team, self.field));
            return Ok(());
        }
        let mut found = false;
        let home = usize::from(self.group == Group::Mix);
        for place in scenario.places().skip(home).filter(|place| self.at.means(&place.id)) {
            found = true;
            let map = if self.group == Group::Salary { &team.salary } else { &team.mix };
            values.push(map.get(&place.id).copied().unwrap_or_default());
        }
        match &self.at {
            Which::One(name) if !found => {
                Err(LeverError::Absent { id: self.to_string(), kind: "site", name: name.clone() })
            }
            _ => Ok(()),
        }
    }

    fn places<'a>(&self, scenario: &'a Scenario) -> Result<Vec<&'a Site>, LeverError> {
        if self.of == Which::Only {
            return Ok(vec![&scenario.home]);
        }
        let sites: Vec<&Site> = scenario.sites.iter().filter(|site| self.of.means(&site.id)).collect();
        self.some(sites, "site")
    }

    fn teams<'a>(&self, scenario: &'a Scenario) -> Result<Vec<&'a Team>, LeverError> {
        let teams: Vec<&Team> = scenario.teams.iter().filter(|team| self.of.means(&team.id)).collect();
        self.some(teams, "team")
    }

    fn some<T>(&self, found: Vec<T>, kind: &'static str) -> Result<Vec<T>, LeverError> {
        if !found.is_empty() {
            return Ok(found);
        }
        let name = match &self.of {
            Which::One(name) => name.clone(),
            _ => "*".to_owned(),
        };
        Err(LeverError::Absent { id: self.to_string(), kind, name })
    }

    fn global_record<'a>(&self, scenario: &'a Scenario) -> Option<&'a dyn Record> {
        match self.group {
            Group::Money => Some(&scenario.money),
            Group::Friction => Some(&scenario.friction),
            Group::Management => Some(&scenario.management),
            Group::Transition => Some(&scenario.transition),
            Group::Rollout => Some(&scenario.rollout),
            _ => None,
        }
    }
}

/// Spreads a team's offshore share over its sites in today's proportions, the sum exact.
fn rescale(team: &mut Team, target: Decimal) {
    const PLACES: u32 = 6;
    let whole = team.offshore_share();
    let mut left = target.round_dp(PLACES);
    let last = team.mix.values().rposition(|share| !share.is_zero());
    for (index, share) in team.mix.values_mut().enumerate() {
        if share.is_zero() {
            continue;
        }
        *share = if Some(index) == last { left } else { (*share * target / whole).round_dp(PLACES).min(left) };
        left -= *share;
    }
}

impl Which {
    fn means(&self, id: &str) -> bool {
        match self {
            Self::Only => false,
            Self::All => true,
            Self::One(one) => one == id,
        }
    }
}

fn number(record: &dyn Record, name: &str) -> Option<Decimal> {
    record.fields().into_iter().find(|field| field.name == name).and_then(|field| match field.value {
        Value::Number(number) => Some(*number),
        Value::Whole(number) => Some(Decimal::from(*number)),
        _ => None,
    })
}

fn write(record: &mut dyn Record, name: &str, value: Decimal) {
    let field = record.fields_mut().into_iter().find(|field| field.name == name);
    match field.map(|field| field.value) {
        Some(ValueMut::Number(number)) => *number = value,
        Some(ValueMut::Whole(number)) => *number = value.to_u32().unwrap_or(*number),
        _ => {}
    }
}

fn place_name(scenario: &Scenario, id: &str) -> String {
    scenario.place(id).map_or_else(|| id.to_owned(), |place| place.name.clone())
}

fn team_name(scenario: &Scenario, id: &str) -> String {
    scenario.team(id).map_or_else(|| id.to_owned(), |team| team.name.clone())
}

impl fmt::Display for Which {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Only => Ok(()),
            Self::All => f.write_str("*"),
            Self::One(id) => f.write_str(id),
        }
    }
}

/// To the 28 digits that a file holds: a division, as of 07:20 into hours, can leave 29.
fn as_in_a_file(value: Decimal) -> Decimal {
    let too_long = value.scale() > 0 && value.mantissa().unsigned_abs() >= 10_u128.pow(28);
    if too_long { value.round_dp(value.scale() - 1) } else { value }
}

impl fmt::Display for LeverId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { group, field, of, at } = self;
        match group {
            Group::Money => write!(f, "money.{field}"),
            Group::Friction => write!(f, "friction.{field}"),
            Group::Management => write!(f, "management.{field}"),
            Group::Transition => write!(f, "transition.{field}"),
            Group::Rollout => write!(f, "rollout.{field}"),
            Group::Offshore => f.write_str("offshore"),
            Group::Place if *of == Which::Only => write!(f, "home.{field}"),
            Group::Place => write!(f, "site.{of}.{field}"),
            Group::Team => write!(f, "team.{of}.{field}"),
            Group::Salary => write!(f, "team.{of}.salary.{at}"),
            Group::Mix => write!(f, "team.{of}.mix.{at}"),
        }
    }
}

impl FromStr for LeverId {
    type Err = LeverError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        fn which(text: &str) -> Which {
            if text == "*" { Which::All } else { Which::One(text.to_owned()) }
        }
        let parts: Vec<&str> = text.trim().split('.').collect();
        let id = match parts[..] {
            ["offshore"] => Some(Self::offshore()),
            ["money", field] => Self::global(Group::Money, field),
            ["friction", field] => Self::global(Group::Friction, field),
            ["management", field] => Self::global(Group::Management, field),
            ["transition", field] => Self::global(Group::Transition, field),
            ["rollout", field] => Self::global(Group::Rollout, field),
            ["home", field] => Self::home(field),
            ["site", of, field] => Self::build(Group::Place, field, which(of), Which::Only),
            ["team", of, "mix", at] => Self::build(Group::Mix, "", which(of), which(at)),
            ["team", of, "salary", at] => Self::build(Group::Salary, "", which(of), which(at)),
            ["team", of, field] if !field.is_empty() => Self::build(Group::Team, field, which(of), Which::Only),
            _ => None,
        };
        id.ok_or_else(|| LeverError::Unknown { id: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::model::testing::two_sites;

    #[test]
    fn every_name_reads_back_as_itself() {
        let scenario = two_sites();
        let all = LeverId::all(&scenario);
        assert!(all.len() > 60);
        for id in all {
            assert_eq!(id.to_string().parse::<LeverId>().unwrap(), id);
            assert!(id.value(&scenario).is_ok(), "{id}");
        }
    }

    #[test]
    fn a_search_finds_by_name_place_and_meaning() {
        let scenario = two_sites();
        let search = |text: &str| LeverId::search(&scenario, text);
        assert_eq!(search("rework")[0].to_string(), "friction.rework");
        assert_eq!(search("manila on-cost")[0].to_string(), "site.ph-mnl.on_cost");
        assert!(search("desk equipment").iter().any(|id| id.field() == "seat_cost"));
        assert!(search("xyzzy").is_empty());
        assert_eq!(search(" "), LeverId::all(&scenario));
    }

    #[test]
    fn set_then_get_gives_the_value_back() {
        let mut scenario = two_sites();
        for id in LeverId::all(&scenario) {
            let (low, high) = (id.lever().valid.low, id.lever().valid.high);
            let whole = id.lever().whole;
            let value = if whole { low + dec!(1) } else { low + Ord::min(high - low, dec!(0.5)) / dec!(2) };
            if id.group() == Group::Offshore {
                continue;
            }
            id.set(&mut scenario, value).unwrap();
            assert_eq!(id.value(&scenario).unwrap(), value, "{id}");
        }
    }

    #[test]
    fn a_star_moves_every_team_and_is_refused_outside_its_range() {
        let mut scenario = two_sites();
        let id: LeverId = "team.*.oversight".parse().unwrap();
        id.set(&mut scenario, dec!(0.08)).unwrap();
        assert!(scenario.teams.iter().all(|team| team.oversight == dec!(0.08)));
        let names = |id: &str| -> Vec<String> {
            id.parse::<LeverId>().unwrap().with_stars().iter().map(ToString::to_string).collect()
        };
        assert_eq!(names("team.desk.oversight"), ["team.desk.oversight", "team.*.oversight"]);
        assert_eq!(names("home.on_cost"), ["home.on_cost"]);
        assert_eq!(names("team.a.mix.b"), ["team.a.mix.b", "team.a.mix.*", "team.*.mix.b", "team.*.mix.*"]);
        let before = scenario.clone();
        let error = id.set(&mut scenario, dec!(1.3)).unwrap_err();
        assert_eq!(error.to_string(), "lever team.*.oversight: must be 0–1, found 1.3");
        assert_eq!(scenario, before);
    }

    #[test]
    fn offshore_keeps_the_split_between_sites() {
        let mut scenario = two_sites();
        scenario.teams.truncate(1);
        let team = &mut scenario.teams[0];
        team.mix.insert("ph-mnl".into(), dec!(0.4));
        team.mix.insert("pl-krk".into(), dec!(0.2));
        let id = LeverId::offshore();
        id.set(&mut scenario, dec!(0.3)).unwrap();
        assert_eq!(scenario.teams[0].share("ph-mnl"), dec!(0.2));
        assert_eq!(scenario.teams[0].share("pl-krk"), dec!(0.1));
        id.set(&mut scenario, dec!(1)).unwrap();
        assert_eq!(scenario.teams[0].offshore_share(), dec!(1));
        assert_eq!(id.value(&scenario).unwrap(), dec!(1));
    }

    #[test]
    fn a_missing_site_is_named() {
        let id: LeverId = "site.xx.on_cost".parse().unwrap();
        let error = id.value(&two_sites()).unwrap_err();
        assert_eq!(error.to_string(), "lever site.xx.on_cost: the scenario has no site \"xx\"");
        assert!("friction.nonsense".parse::<LeverId>().is_err());
    }
}
