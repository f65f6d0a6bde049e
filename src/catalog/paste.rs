//! Teams pasted from a spreadsheet: read, with every fault by its cell, then put in.

mod cells;

use rust_decimal::Decimal;

use self::cells::{Cells, Column};
use super::{
    Catalog,
    edit::{EditError, NewTeam, OwnPay, add_team, drop_dangling},
};
use crate::model::scenario::{Scenario, Structure};

/// How alike a word and a role's name must be for the role to be offered, 0–1.
const ALIKE: f64 = 0.75;
/// Most roles that are offered.
const MOST_OFFERED: usize = 3;

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
        let mut column = self.column;
        let mut letters = Vec::new();
        while column > 0 {
            let letter = u8::try_from((column - 1) % 26).unwrap_or_default();
            letters.push(char::from(b'A' + letter));
            column = (column - 1) / 26;
        }
        let letters: String = letters.iter().rev().collect();
        format!("{letters}{}", self.row)
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
    let mut pasted = Pasted::default();
    for row in Cells::rows(text) {
        let before = pasted.faults.len();
        let team = team(&row, scenario, catalog, &mut pasted.faults);
        if let Some(team) = team.filter(|_| pasted.faults.len() == before) {
            pasted.teams.push(team);
        }
    }
    pasted.faults.sort_by_key(|fault| (fault.row, fault.column));
    pasted
}

fn team(row: &Cells, scenario: &Scenario, catalog: &Catalog, faults: &mut Vec<CellFault>) -> Option<PastedTeam> {
    let mut fault = |column: Column, problem: String| {
        faults.push(CellFault { row: row.number, column: row.place(column), problem });
    };
    let role = row.text(Column::Role);
    if role.is_empty() {
        fault(Column::Role, "role must be given, found nothing".to_owned());
    }
    let headcount = row.number_in(Column::Heads, "heads must be a number above 0 and at most 100,000");
    let mut number = |column, rule| {
        row.number_in(column, rule).unwrap_or_else(|problem| {
            fault(column, problem);
            None
        })
    };
    let salary = number(Column::Salary, "salary must be an annual gross above 0");
    let site_salary = number(Column::SiteSalary, "salary at the site must be an annual gross above 0");
    let share = number(Column::Share, "share must be 0–100 %");
    let headcount = match headcount {
        Ok(Some(headcount)) => Some(headcount),
        Ok(None) => {
            fault(Column::Heads, "heads must be given, found nothing".to_owned());
            None
        }
        Err(problem) => {
            fault(Column::Heads, problem);
            None
        }
    };
    let site = site(row.text(Column::Site), scenario, catalog).unwrap_or_else(|problem| {
        fault(Column::Site, problem);
        None
    });
    let known = catalog.role(role).map(|known| known.id.clone());
    let closest = if known.is_some() { Vec::new() } else { closest(role, catalog) };
    let share = site.as_ref().map(|_| share.unwrap_or(Decimal::ONE));
    let role = role.to_owned();
    Some(PastedTeam { row: row.number, role, known, closest, headcount: headcount?, salary, site, share, site_salary })
}

/// The site that a cell names: by id, name, or name of its country; none for home and nothing.
fn site(text: &str, scenario: &Scenario, catalog: &Catalog) -> Result<Option<String>, String> {
    let same = |name: &str| name.eq_ignore_ascii_case(text);
    let home = &scenario.home;
    if text.is_empty() || [&home.id, &home.name].into_iter().any(|name| same(name)) {
        return Ok(None);
    }
    let named = scenario.sites.iter().find(|site| same(&site.id) || same(&site.name));
    let of_country = || {
        let place = catalog.places.iter().find(|place| same(&place.country_name) || same(&place.country))?;
        scenario.sites.iter().find(|site| site.country == place.country)
    };
    if let Some(site) = named.or_else(of_country) {
        return Ok(Some(site.id.clone()));
    }
    let known: Vec<&str> = scenario.places().map(|place| place.name.as_str()).collect();
    Err(format!("site must be one of {}, found \"{text}\": add the site first", known.join(", ")))
}

/// Names of the roles that come closest, best first.
fn closest(role: &str, catalog: &Catalog) -> Vec<String> {
    let role = role.to_lowercase();
    let mut alike: Vec<(f64, &str)> = catalog
        .roles
        .iter()
        .map(|known| {
            let words = known.label.to_lowercase();
            let parts = words.split_whitespace().map(|word| strsim::jaro_winkler(&role, word));
            (parts.fold(strsim::jaro_winkler(&role, &words), f64::max), known.label.as_str())
        })
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    alike.into_iter().take(MOST_OFFERED).map(|(_, label)| label.to_owned()).collect()
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
    let mut next = scenario.clone();
    let structure = next.teams.first().map_or_else(Structure::default, |team| team.structure);
    if placing == Placing::Replace {
        next.teams.clear();
    }
    let mut ids = Vec::new();
    for team in teams {
        let new = new_team(&next, team, structure, catalog);
        ids.push(add_team(&mut next, &new, catalog)?);
    }
    drop_dangling(&mut next);
    *scenario = next;
    Ok(ids)
}

fn new_team(scenario: &Scenario, team: &PastedTeam, structure: Structure, catalog: &Catalog) -> NewTeam {
    let label = catalog.role(&team.role).map_or(team.role.as_str(), |role| role.label.as_str());
    let named = |name: &str| scenario.teams.iter().any(|other| other.name == name);
    let numbered = (2..=scenario.teams.len() + 1).map(|count| format!("{label} {count}"));
    let name = std::iter::once(label.to_owned()).chain(numbered).find(|name| !named(name)).unwrap_or_default();
    let at_home = team.salary.map(|amount| OwnPay { of: scenario.home.id.clone(), amount });
    let at_site = team.site.clone().zip(team.site_salary).map(|(of, amount)| OwnPay { of, amount });
    NewTeam {
        name,
        role: label.to_owned(),
        like: None,
        headcount: team.headcount,
        structure,
        pay: at_home.into_iter().chain(at_site).collect(),
        mix: team.site.clone().zip(team.share).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::{
        catalog::{draft::Draft, testing::catalog},
        model::check::check,
    };

    fn drafted() -> Scenario {
        Draft::default_for(&catalog()).scenario(&catalog()).unwrap()
    }

    fn pasted(text: &str) -> Pasted {
        read(text, &drafted(), &catalog())
    }

    fn said(text: &str) -> Vec<String> {
        pasted(text).faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn rows_of_a_spreadsheet_become_teams() {
        let read = pasted("Bookkeeper\t4\t50,000\nCustomer support agent\t12.5\t\tManila\t60 %\n");
        assert_eq!(read.faults, []);
        let [first, second] = read.teams.as_slice() else { panic!("{read:?}") };
        assert_eq!((first.headcount, first.salary, &first.site), (dec!(4), Some(dec!(50000)), &None));
        assert_eq!((second.headcount, second.salary, second.share), (dec!(12.5), None, Some(dec!(0.6))));
        let mut scenario = drafted();
        let ids = put_in(&mut scenario, &read.teams, Placing::Replace, &catalog()).unwrap();
        assert_eq!((ids.len(), scenario.teams.len()), (2, 2));
        assert_eq!(check(&scenario), []);
        assert_eq!(scenario.teams[1].mix["ph-mnl"], dec!(0.6));
    }

    #[test]
    fn a_header_names_the_columns_in_any_order() {
        let text = "Location;FTE;Annual salary;Job title\nManila;3;45k;Bookkeeper";
        let read = pasted(text);
        assert_eq!(read.faults, []);
        assert_eq!((read.teams[0].row, read.teams[0].headcount, read.teams[0].salary), (2, dec!(3), Some(dec!(45000))));
        assert_eq!((read.teams[0].role.as_str(), read.teams[0].share), ("Bookkeeper", Some(dec!(1))));
    }

    #[test]
    fn a_decimal_comma_is_understood() {
        let read = pasted("Bookkeeper\t4,5\t€ 70.000,00\nBookkeeper\t2\t52.000");
        assert_eq!(read.faults, []);
        assert_eq!((read.teams[0].headcount, read.teams[0].salary), (dec!(4.5), Some(dec!(70000))));
        assert_eq!(read.teams[1].salary, Some(dec!(52000)));
    }

    #[test]
    fn faults_are_told_by_cell_and_all_at_once() {
        let text = "Role\tHeads\tSalary\tSite\nBookkeeper\tten\t50000\tMars\n\t-2\tmuch";
        let told = said(text);
        assert_eq!(
            told,
            [
                "B2: heads must be a number above 0 and at most 100,000, found \"ten\"",
                "D2: site must be one of New York, Manila, found \"Mars\": add the site first",
                "A3: role must be given, found nothing",
                "B3: heads must be a number above 0 and at most 100,000, found \"-2\"",
                "C3: salary must be an annual gross above 0, found \"much\"",
            ]
        );
        assert_eq!(CellFault { row: 7, column: 28, problem: String::new() }.cell(), "AB7");
    }

    #[test]
    fn a_role_that_is_unknown_needs_pay_and_is_told_what_is_close() {
        let read = pasted("Book keeper\t2");
        assert_eq!(
            (&read.teams[0].known, read.teams[0].closest.first().map(String::as_str)),
            (&None, Some("Bookkeeper"))
        );
        let mut scenario = drafted();
        let before = scenario.clone();
        let error = put_in(&mut scenario, &read.teams, Placing::Add, &catalog()).unwrap_err();
        assert!(matches!(error, EditError::NeedsPay(_)), "{error}");
        assert_eq!(scenario, before);
    }
}
