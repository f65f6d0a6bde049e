//! Whether a scenario is valid: every fault at once, each with the path of its field.
//!
//! Ranges come from the table of levers; this file holds the rules that are not one number's
//! range. Places in a file are not known here: the store adds them by path.

use std::collections::HashSet;

use rust_decimal::{Decimal, dec};

use super::{
    estimates,
    lever::{Group, Lever, LeverId},
    ranges::{HIGH, LOW},
    scenario::{FORMAT, Record, Scenario, Site, Team, Value},
};

/// One thing that is wrong with a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field, such as `sites[0].on_cost` or `teams[1].mix.ph-mnl`.
    pub path: String,
    /// What would be right and what was found: "must be 0–2, found 2.5".
    pub problem: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path, self.problem)
    }
}

/// Most offshore sites a scenario may have.
pub const MOST_SITES: usize = 12;
/// Most teams a scenario may have.
pub const MOST_TEAMS: usize = 24;
/// The largest amount a head and year in local currency, and in reporting currency.
const LARGEST: (Decimal, Decimal) = (dec!(10000000000000), dec!(1000000000));

/// Every fault of a scenario; none if it is valid.
#[must_use]
pub fn check(scenario: &Scenario) -> Vec<Fault> {
    let mut check = Check { faults: Vec::new() };
    check.header(scenario);
    check.numbers("money", Group::Money, &scenario.money);
    check.place("home", &scenario.home);
    for (index, site) in scenario.sites.iter().enumerate() {
        check.place(&format!("sites[{index}]"), site);
    }
    check.unique("sites", "home and sites", scenario.places().map(|place| place.id.as_str()).collect(), 1);
    for (index, team) in scenario.teams.iter().enumerate() {
        check.team(&format!("teams[{index}]"), team, scenario);
    }
    check.unique("teams", "teams", scenario.teams.iter().map(|team| team.id.as_str()).collect(), 0);
    check.numbers("friction", Group::Friction, &scenario.friction);
    check.numbers("management", Group::Management, &scenario.management);
    check.amount("management.manager_salary", scenario.management.manager_salary, &scenario.home);
    check.numbers("transition", Group::Transition, &scenario.transition);
    check.numbers("rollout", Group::Rollout, &scenario.rollout);
    check.uncertainty(scenario);
    check.faults
}

struct Check {
    faults: Vec<Fault>,
}

impl Check {
    fn fault(&mut self, path: impl Into<String>, problem: impl Into<String>) {
        self.faults.push(Fault { path: path.into(), problem: problem.into() });
    }

    fn require(&mut self, right: bool, path: impl Into<String>, problem: impl FnOnce() -> String) {
        if !right {
            self.fault(path, problem());
        }
    }

    fn header(&mut self, scenario: &Scenario) {
        let format = scenario.format;
        self.require(format == FORMAT, "format", || format!("must be {FORMAT}, found {format}"));
        let length = scenario.name.chars().count();
        self.require((1..=120).contains(&length), "name", || format!("must be 1–120 characters, found {length}"));
        let sites = scenario.sites.len();
        self.require(sites <= MOST_SITES, "sites", || format!("must be 0–{MOST_SITES} sites, found {sites}"));
        let teams = scenario.teams.len();
        self.require((1..=MOST_TEAMS).contains(&teams), "teams", || {
            format!("must be 1–{MOST_TEAMS} teams, found {teams}")
        });
        self.currency("money.currency", &scenario.money.currency);
        let start = &scenario.money.start;
        self.require(estimates::start_month(start).is_some(), "money.start", || {
            format!("must be a month such as \"2027-01\", found \"{}\"", shown(start))
        });
    }

    fn currency(&mut self, path: &str, code: &str) {
        let right = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        self.require(right, path, || {
            format!("must be three capital letters such as \"USD\", found \"{}\"", shown(code))
        });
    }

    fn id(&mut self, path: &str, id: &str) {
        let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let right = (1..=32).contains(&id.len()) && id.bytes().all(letter);
        self.require(right, format!("{path}.id"), || {
            format!("must be 1–32 of a–z, 0–9 and -, found \"{}\"", shown(id))
        });
    }

    fn unique(&mut self, path: &str, among: &str, ids: Vec<&str>, skip: usize) {
        let mut seen = HashSet::new();
        for (index, id) in ids.into_iter().enumerate() {
            if !seen.insert(id) {
                let path = format!("{path}[{}].id", index.saturating_sub(skip));
                self.fault(path, format!("must be unique over {among}, found \"{}\" again", shown(id)));
            }
        }
    }

    /// Every number of a record against its lever's bounds.
    fn numbers(&mut self, path: &str, group: Group, record: &dyn Record) {
        for field in record.fields() {
            let value = match field.value {
                Value::Number(number) => *number,
                Value::Whole(number) => Decimal::from(*number),
                _ => continue,
            };
            let Some(lever) = Lever::find(group, field.name) else { continue };
            self.require(lever.valid.holds(value), format!("{path}.{}", field.name), || {
                format!("must be {}, found {value}", lever.valid)
            });
        }
    }

    fn place(&mut self, path: &str, place: &Site) {
        self.id(path, &place.id);
        let country = &place.country;
        let right = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
        self.require(right, format!("{path}.country"), || {
            format!("must be two capital letters such as \"US\", found \"{}\"", shown(country))
        });
        let zone = &place.time_zone;
        self.require(estimates::zone(zone).is_some(), format!("{path}.time_zone"), || {
            format!("must be an IANA time zone such as \"Asia/Manila\", found \"{}\"", shown(zone))
        });
        self.currency(&format!("{path}.currency"), &place.currency);
        self.numbers(path, Group::Place, place);
        for score in place.culture.iter().flatten() {
            let right = (Decimal::ZERO..=dec!(120)).contains(score);
            self.require(right, format!("{path}.culture"), || format!("must be 0–120 each, found {score}"));
        }
        let year = Decimal::from(12);
        let seat_cost = place.seat_cost.checked_mul(year).unwrap_or(Decimal::MAX);
        self.amount(&format!("{path}.seat_cost"), seat_cost, place);
        let fee = place.fee.checked_mul(year);
        self.require(fee.is_some_and(|fee| fee <= LARGEST.1), format!("{path}.fee"), || {
            format!("must be at most {} a head and year, found {} a month", LARGEST.1, place.fee)
        });
    }

    /// A yearly amount a head in local currency, small enough in both currencies.
    fn amount(&mut self, path: &str, local: Decimal, place: &Site) {
        let reporting = local.checked_mul(place.exchange_rate);
        let right = local <= LARGEST.0 && reporting.is_some_and(|amount| amount <= LARGEST.1);
        self.require(right, path, || {
            let (local_most, most) = LARGEST;
            format!(
                "must be at most {local_most} {} a head and year and at most {most} in reporting currency, \
                 found {local} at {}",
                place.currency, place.exchange_rate
            )
        });
    }

    fn team(&mut self, path: &str, team: &Team, scenario: &Scenario) {
        self.id(path, &team.id);
        self.numbers(path, Group::Team, team);
        let salary_bounds = Lever::find(Group::Salary, "").map(|lever| lever.valid);
        for (id, salary) in &team.salary {
            let path = format!("{path}.salary.{id}");
            let Some(place) = scenario.place(id) else {
                self.fault(path, format!("must name home or a site, found \"{}\"", shown(id)));
                continue;
            };
            match salary_bounds {
                Some(bounds) if !bounds.holds(*salary) => {
                    self.fault(path, format!("must be {bounds}, found {salary}"));
                }
                _ => self.amount(&path, *salary, place),
            }
        }
        let mut sum = Decimal::ZERO;
        for (id, share) in &team.mix {
            let path = format!("{path}.mix.{id}");
            if *id == scenario.home.id {
                self.fault(path, "must name offshore sites only; what they leave stays home");
                continue;
            }
            if !scenario.sites.iter().any(|site| site.id == *id) {
                self.fault(path, format!("must name a site, found \"{}\"", shown(id)));
                continue;
            }
            let right = (Decimal::ZERO..=Decimal::ONE).contains(share);
            self.require(right, path, || format!("must be 0–1, found {share}"));
            sum = sum.saturating_add(*share);
        }
        self.require(sum <= Decimal::ONE, format!("{path}.mix"), || format!("must be at most 1 in sum, found {sum}"));
        let needed = std::iter::once(&scenario.home.id)
            .chain(team.mix.iter().filter(|(_, share)| !share.is_zero()).map(|(id, _)| id));
        for id in needed {
            if !team.salary.contains_key(id) {
                self.fault(
                    format!("{path}.salary"),
                    format!("must give a salary for \"{}\", where the team has seats, found none", shown(id)),
                );
            }
        }
    }

    fn uncertainty(&mut self, scenario: &Scenario) {
        // Levers are looked up by their values, which must be sound for that.
        let sound = self.faults.is_empty();
        for (id, (low, high)) in &scenario.uncertainty {
            let path = format!("uncertainty.{id}");
            let found = id.parse::<LeverId>();
            let found = if sound { found.and_then(|lever| lever.value(scenario).map(|_| lever)) } else { found };
            if let Err(error) = found {
                self.fault(&path, error.to_string());
            }
            let right = LOW.contains(low) && HIGH.contains(high);
            self.require(right, path, || {
                format!("must be two multipliers with 0 ≤ low ≤ 1 ≤ high ≤ 10, found ({low}, {high})")
            });
        }
    }
}

/// A text from a file as a message may show it: short, and without control characters.
fn shown(text: &str) -> String {
    const MOST: usize = 40;
    let mut shown: String = text.chars().take(MOST).flat_map(char::escape_debug).collect();
    if text.chars().count() > MOST {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::two_sites;

    #[test]
    fn a_valid_scenario_has_no_faults() {
        assert_eq!(check(&two_sites()), []);
    }

    #[test]
    fn every_fault_is_reported_at_once_with_its_path() {
        let mut scenario = two_sites();
        scenario.name.clear();
        scenario.home.on_cost = dec!(2.5);
        scenario.sites[1].time_zone = "Mars/Olympus".into();
        scenario.sites[0].fee = dec!(90000000);
        scenario.teams[0].headcount = dec!(0);
        scenario.teams[0].mix.insert("ph-mnl".into(), dec!(0.9));
        scenario.teams[0].mix.insert("pl-krk".into(), dec!(0.2));
        scenario.teams[1].salary.shift_remove("us-nyc");
        scenario.uncertainty.insert("friction.nope".into(), (dec!(0.5), dec!(2)));
        let faults: Vec<String> = check(&scenario).iter().map(ToString::to_string).collect();
        assert_eq!(
            faults,
            [
                "name: must be 1–120 characters, found 0",
                "home.on_cost: must be 0–2, found 2.5",
                "sites[0].fee: must be at most 1000000000 a head and year, found 90000000 a month",
                "sites[1].time_zone: must be an IANA time zone such as \"Asia/Manila\", found \"Mars/Olympus\"",
                "teams[0].headcount: must be above 0 and at most 100000, found 0",
                "teams[0].mix: must be at most 1 in sum, found 1.1",
                "teams[1].salary: must give a salary for \"us-nyc\", where the team has seats, found none",
                "uncertainty.friction.nope: no lever is called \"friction.nope\"; for example friction.rework, \
                 team.*.headcount, site.<id>.on_cost",
            ]
        );
    }
}
