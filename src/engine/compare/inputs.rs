//! Every input of two scenarios, by walking the model's records: a field that is added is compared
//! without a word here.
//!
//! What a fingerprint rests on is what is compared; sites and teams are matched by their ids, so their
//! order makes no difference.

use rust_decimal::Decimal;

use super::{Size, relative};
use crate::model::{
    lever::{Group, LeverId, Unit, Which},
    scenario::{Culture, Objective, Record, Scenario, Site, Structure, Team, Value},
};

/// A part of a scenario, under which its inputs are listed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// What the scenario is for, and what belongs to no other part.
    Scenario,
    /// Home.
    Home,
    /// A site, by its id.
    Site(String),
    /// A team, by its id.
    Team(String),
    /// The friction factors.
    Friction,
    /// Managers, governance and travel.
    Management,
    /// What the move itself costs.
    Transition,
    /// Pilot and waves.
    Rollout,
    /// Horizon, rates and thresholds.
    Money,
}

/// One input of a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Input {
    /// A field of a part, by its name in the file.
    Field(Part, &'static str),
    /// A team's salary at a place: ids of both.
    Salary(String, String),
    /// A team's share at a site: ids of both.
    Share(String, String),
    /// Between which multiples a lever may turn out to lie, by the lever's name.
    Range(String),
    /// A whole site that only one of the scenarios has.
    Site(String),
    /// A whole team that only one of the scenarios has.
    Team(String),
}

/// What a scenario holds for an input.
#[derive(Debug, Clone, PartialEq)]
pub enum Held {
    /// Nothing: it has no such site, team, salary or range.
    Nothing,
    /// A number.
    Number(Decimal),
    /// A text as it stands in the file.
    Text(String),
    /// Why a team goes offshore.
    Objective(Objective),
    /// How the offshore part is engaged.
    Structure(Structure),
    /// Culture scores, where known.
    Culture(Option<Culture>),
    /// Low and high multiple.
    Range(Decimal, Decimal),
    /// A whole site or team, by its name.
    Whole(String),
}

/// An input of two scenarios.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The input.
    pub input: Input,
    /// What the base holds.
    pub base: Held,
    /// What the other holds.
    pub other: Held,
    /// Whether both count in one unit: amounts in two local currencies do not.
    pub alike: bool,
}

impl Line {
    /// Whether both hold the same.
    #[must_use]
    pub fn same(&self) -> bool {
        self.base == self.other && self.alike
    }

    /// How large the difference is; what is no number, or in another unit, differs whole, as over 10 %.
    #[must_use]
    pub fn size(&self) -> Size {
        match (&self.base, &self.other) {
            (Held::Number(base), Held::Number(other)) if self.alike => Size::between(*base, *other),
            _ if self.same() => Size::Same,
            _ => Size::Over10,
        }
    }

    /// Other − base, and that as a share of the base, where both are numbers of one unit. A time of day
    /// is no share of another.
    #[must_use]
    pub fn delta(&self) -> Option<(Decimal, Option<Decimal>)> {
        match (&self.base, &self.other) {
            (Held::Number(base), Held::Number(other)) if self.alike => {
                let clock = self.input.lever().is_some_and(|lever| lever.lever().unit == Unit::Clock);
                Some((other.checked_sub(*base)?, relative(*base, *other).filter(|_| !clock)))
            }
            _ => None,
        }
    }
}

/// Every input that one of two scenarios has, part by part, in the file's order. Name and note are no
/// inputs: no figure rests on them.
#[must_use]
pub fn lines(base: &Scenario, other: &Scenario) -> Vec<Line> {
    let line = |input: Input| {
        let alike = input.alike(base, other);
        let (base, other) = (input.held(base), input.held(other));
        // Nothing paid is nothing in any currency.
        let nothing = |held: &Held| matches!(held, Held::Number(number) if number.is_zero());
        let alike = alike || (nothing(&base) && nothing(&other));
        Line { input, base, other, alike }
    };
    inputs(base, other).into_iter().map(line).collect()
}

impl Input {
    /// Whether the number means the same amount in both scenarios: not where each counts it in a currency of
    /// its own.
    #[must_use]
    pub fn alike(&self, one: &Scenario, other: &Scenario) -> bool {
        unit_currency(self, one).zip(unit_currency(self, other)).is_none_or(|(one, other)| one == other)
    }
}

/// The local currency that an input's number is counted in, where it is in one.
fn unit_currency<'a>(input: &Input, scenario: &'a Scenario) -> Option<&'a str> {
    let lever = input.lever()?;
    match lever.lever().unit {
        Unit::LocalMoney if !matches!(input.held(scenario), Held::Nothing) => {
            Some(crate::format::currency_of(&lever, scenario))
        }
        Unit::ExchangeRate => match lever.of() {
            Which::One(id) => scenario.place(id).map(|place| place.currency.as_str()),
            _ => Some(&scenario.home.currency),
        },
        _ => None,
    }
}

/// Those that differ.
#[must_use]
pub fn differences(base: &Scenario, other: &Scenario) -> Vec<Line> {
    let mut lines = lines(base, other);
    lines.retain(|line| !line.same());
    lines
}

fn inputs(base: &Scenario, other: &Scenario) -> Vec<Input> {
    let mut list = List { base, other, inputs: vec![Input::Field(Part::Scenario, "objective")] };
    list.fields(&Part::Home);
    for id in union(base.sites.iter().chain(&other.sites).map(|site| &site.id)) {
        if [base, other].iter().all(|scenario| site(scenario, &id).is_some()) {
            list.fields(&Part::Site(id));
        } else {
            list.inputs.push(Input::Site(id));
        }
    }
    for id in union(base.teams.iter().chain(&other.teams).map(|team| &team.id)) {
        if [base, other].iter().all(|scenario| scenario.team(&id).is_some()) {
            list.team(&id);
        } else {
            list.inputs.push(Input::Team(id));
        }
    }
    for part in [Part::Friction, Part::Management, Part::Transition, Part::Rollout, Part::Money] {
        list.fields(&part);
    }
    list.ranges();
    list.inputs
}

struct List<'a> {
    base: &'a Scenario,
    other: &'a Scenario,
    inputs: Vec<Input>,
}

impl List<'_> {
    fn fields(&mut self, part: &Part) {
        let Some(record) = record(self.base, part) else { return };
        for field in record.fields() {
            let key = field.name == "id" && *part != Part::Home;
            if !key && held(field.value).is_some() {
                self.inputs.push(Input::Field(part.clone(), field.name));
            }
        }
    }

    fn team(&mut self, id: &str) {
        let (base, other) = (self.base.team(id), self.other.team(id));
        let keys = |map: fn(&Team) -> Vec<&String>| union(base.into_iter().chain(other).flat_map(map));
        let (pay, mix) = (keys(|team| team.salary.keys().collect()), keys(|team| team.mix.keys().collect()));
        self.fields(&Part::Team(id.to_owned()));
        self.inputs.extend(mix.into_iter().map(|site| Input::Share(id.to_owned(), site)));
        self.inputs.extend(pay.into_iter().map(|place| Input::Salary(id.to_owned(), place)));
    }

    /// Each range beside the other inputs of its part.
    fn ranges(&mut self) {
        for id in union(self.base.uncertainty.keys().chain(self.other.uncertainty.keys())) {
            let range = Input::Range(id);
            let part = range.part();
            let after = self.inputs.iter().rposition(|input| input.part() == part);
            self.inputs.insert(after.map_or(self.inputs.len(), |last| last + 1), range);
        }
    }
}

/// Each once, in the order of first sight.
fn union<'a>(ids: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut union: Vec<String> = Vec::new();
    for id in ids {
        if !union.contains(id) {
            union.push(id.clone());
        }
    }
    union
}

impl Input {
    /// The part it is listed under.
    #[must_use]
    pub fn part(&self) -> Part {
        match self {
            Self::Field(part, _) => part.clone(),
            Self::Salary(team, _) | Self::Share(team, _) | Self::Team(team) => Part::Team(team.clone()),
            Self::Site(site) => Part::Site(site.clone()),
            Self::Range(lever) => lever.parse().map_or(Part::Scenario, |lever| part_of(&lever)),
        }
    }

    /// The lever it is, where it is a number; of a range the lever it belongs to.
    #[must_use]
    pub fn lever(&self) -> Option<LeverId> {
        match self {
            Self::Field(part, field) => match part {
                Part::Scenario => None,
                Part::Home => LeverId::home(field),
                Part::Site(id) => LeverId::site(id, field),
                Part::Team(id) => LeverId::team(id, field),
                Part::Friction => LeverId::global(Group::Friction, field),
                Part::Management => LeverId::global(Group::Management, field),
                Part::Transition => LeverId::global(Group::Transition, field),
                Part::Rollout => LeverId::global(Group::Rollout, field),
                Part::Money => LeverId::global(Group::Money, field),
            },
            Self::Salary(team, place) => Some(LeverId::salary(team, place)),
            Self::Share(team, site) => Some(LeverId::mix(team, site)),
            Self::Range(lever) => lever.parse().ok(),
            Self::Site(_) | Self::Team(_) => None,
        }
    }

    /// Its name for programs: that of its lever, or the path of its field.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Range(lever) => format!("uncertainty.{lever}"),
            Self::Site(id) => format!("site.{id}"),
            Self::Team(id) => format!("team.{id}"),
            Self::Field(part, field) => match part {
                Part::Scenario => (*field).to_owned(),
                Part::Home => format!("home.{field}"),
                Part::Site(id) => format!("site.{id}.{field}"),
                Part::Team(id) => format!("team.{id}.{field}"),
                Part::Friction => format!("friction.{field}"),
                Part::Management => format!("management.{field}"),
                Part::Transition => format!("transition.{field}"),
                Part::Rollout => format!("rollout.{field}"),
                Part::Money => format!("money.{field}"),
            },
            Self::Salary(..) | Self::Share(..) => self.lever().map_or_else(String::new, |lever| lever.to_string()),
        }
    }

    /// What a scenario holds for it.
    #[must_use]
    pub fn held(&self, scenario: &Scenario) -> Held {
        let number = |number: Option<&Decimal>| number.map_or(Held::Nothing, |number| Held::Number(*number));
        match self {
            Self::Field(part, name) => {
                let field = record(scenario, part).and_then(|record| field(record, name));
                field.and_then(held).unwrap_or(Held::Nothing)
            }
            Self::Salary(team, place) => number(scenario.team(team).and_then(|team| team.salary.get(place))),
            // A site that a mix does not name has no share of it.
            Self::Share(team, site) => scenario.team(team).map_or(Held::Nothing, |team| Held::Number(team.share(site))),
            Self::Range(lever) => {
                scenario.uncertainty.get(lever).map_or(Held::Nothing, |(low, high)| Held::Range(*low, *high))
            }
            Self::Site(id) => site(scenario, id).map_or(Held::Nothing, |site| Held::Whole(site.name.clone())),
            Self::Team(id) => scenario.team(id).map_or(Held::Nothing, |team| Held::Whole(team.name.clone())),
        }
    }
}

pub(super) fn site<'a>(scenario: &'a Scenario, id: &str) -> Option<&'a Site> {
    scenario.sites.iter().find(|site| site.id == id)
}

fn part_of(lever: &LeverId) -> Part {
    match (lever.group(), lever.of()) {
        (Group::Place, Which::Only) => Part::Home,
        (Group::Place, Which::One(id)) => Part::Site(id.clone()),
        (Group::Team | Group::Salary | Group::Mix, Which::One(id)) => Part::Team(id.clone()),
        (Group::Friction, _) => Part::Friction,
        (Group::Management, _) => Part::Management,
        (Group::Transition, _) => Part::Transition,
        (Group::Rollout, _) => Part::Rollout,
        (Group::Money, _) => Part::Money,
        _ => Part::Scenario,
    }
}

pub(super) fn record<'a>(scenario: &'a Scenario, part: &Part) -> Option<&'a dyn Record> {
    Some(match part {
        Part::Scenario => scenario,
        Part::Home => &scenario.home,
        Part::Site(id) => site(scenario, id)?,
        Part::Team(id) => scenario.team(id)?,
        Part::Friction => &scenario.friction,
        Part::Management => &scenario.management,
        Part::Transition => &scenario.transition,
        Part::Rollout => &scenario.rollout,
        Part::Money => &scenario.money,
    })
}

pub(super) fn field<'a>(record: &'a dyn Record, name: &str) -> Option<Value<'a>> {
    record.fields().into_iter().find(|field| field.name == name).map(|field| field.value)
}

/// What a single field holds; none of maps and records, which are compared entry by entry.
fn held(value: Value<'_>) -> Option<Held> {
    Some(match value {
        Value::Text(text) => Held::Text(text.clone()),
        Value::Number(number) => Held::Number(*number),
        Value::Whole(number) => Held::Number(Decimal::from(*number)),
        Value::Objective(objective) => Held::Objective(*objective),
        Value::Structure(structure) => Held::Structure(*structure),
        Value::Culture(scores) => Held::Culture(*scores),
        Value::Numbers(_) | Value::Ranges(_) | Value::Record(_) | Value::Records(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::model::{check::check, testing::two_sites};

    fn keys(lines: &[Line]) -> Vec<String> {
        lines.iter().map(|line| line.input.key()).collect()
    }

    #[test]
    fn nothing_differs_from_itself_and_every_lever_is_among_the_lines() {
        let scenario = two_sites();
        let mut same = scenario.clone();
        same.name = "Another".into();
        same.sites.reverse();
        same.teams[0].salary.reverse();
        assert_eq!(differences(&scenario, &same), []);
        let keys = keys(&lines(&scenario, &same));
        for lever in LeverId::all(&scenario).iter().filter(|lever| lever.group() != Group::Offshore) {
            assert!(keys.contains(&lever.to_string()), "{lever} is forgotten");
        }
    }

    #[test]
    fn a_change_of_any_kind_is_found_sized_and_can_be_taken() {
        let base = two_sites();
        let mut other = base.clone();
        other.objective = Objective::AccelerateGrowth;
        other.home.time_zone = "Europe/London".into();
        other.sites[0].culture = None;
        other.teams[0].structure = Structure::BreakOutTeam;
        other.teams[0].mix.insert("ph-mnl".into(), dec!(0.68));
        other.friction.rework = dec!(0.0505);
        other.transition.handover_months = 4;
        other.uncertainty.insert("friction.rework".into(), (dec!(0.5), dec!(2)));
        let found = differences(&base, &other);
        assert_eq!(
            keys(&found),
            [
                "objective",
                "home.time_zone",
                "site.ph-mnl.culture",
                "team.desk.structure",
                "team.desk.mix.ph-mnl",
                "friction.rework",
                "uncertainty.friction.rework",
                "transition.handover_months",
            ]
        );
        let sizes: Vec<Size> = found.iter().map(Line::size).collect();
        assert_eq!(sizes[4..6], [Size::UpTo5, Size::UpTo1]);
        assert_eq!(found[5].delta(), Some((dec!(0.0005), Some(dec!(0.01)))));
        let mut taken = base.clone();
        for line in &found {
            line.input.take(&mut taken, &other);
        }
        assert_eq!(taken, other);
    }

    #[test]
    fn amounts_in_two_currencies_differ_whole() {
        let base = two_sites();
        let mut other = base.clone();
        other.sites[1].currency = "EUR".into();
        let found = differences(&base, &other);
        let keys = keys(&found);
        for key in ["site.pl-krk.exchange_rate", "site.pl-krk.seat_cost", "team.desk.salary.pl-krk"] {
            let line = &found[keys.iter().position(|found| found == key).unwrap()];
            assert_eq!((line.size(), line.delta()), (Size::Over10, None), "{key}");
        }
        assert!(!keys.contains(&"site.pl-krk.fee".to_owned()));
    }

    #[test]
    fn sites_and_teams_of_one_only_are_one_line_each_and_go_whole() {
        let base = two_sites();
        let mut other = base.clone();
        other.teams.remove(1);
        let krakow = other.sites.remove(1);
        for team in &mut other.teams {
            team.salary.shift_remove("pl-krk");
            team.mix.shift_remove("pl-krk");
        }
        other.sites.push(Site { id: "pl-waw".into(), name: "Warsaw".into(), ..krakow });
        other.teams[0].salary.insert("pl-waw".into(), dec!(95000));
        let found = differences(&base, &other);
        assert_eq!(
            keys(&found),
            ["site.pl-krk", "site.pl-waw", "team.desk.salary.pl-krk", "team.desk.salary.pl-waw", "team.books"]
        );
        assert_eq!((&found[1].base, &found[1].other), (&Held::Nothing, &Held::Whole("Warsaw".into())));
        // A site comes with what is paid there, and goes with all that names it.
        let mut taken = base.clone();
        taken.uncertainty.insert("site.pl-krk.attrition".into(), (dec!(0.5), dec!(2)));
        taken.uncertainty.insert("team.books.oversight".into(), (dec!(0.5), dec!(2)));
        for input in ["site.pl-krk", "site.pl-waw"] {
            found.iter().find(|line| line.input.key() == input).unwrap().input.take(&mut taken, &other);
            assert_eq!(check(&taken), [], "{input}");
        }
        assert_eq!(taken.teams[0].salary.get("pl-waw"), Some(&dec!(95000)));
        found[4].input.take(&mut taken, &other);
        assert_eq!((check(&taken), differences(&taken, &other)), (Vec::new(), Vec::new()));
    }
}
