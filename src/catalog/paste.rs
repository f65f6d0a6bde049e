//! Teams pasted from a spreadsheet: read, with every fault by its cell, then put in.

use rust_decimal::Decimal;

use super::{
    Catalog, Role,
    cells::{Cells, Sheet, words},
    edit::{EditError, NewTeam, OwnPay, put_teams},
    headings::{Column, columns},
    known::place_of,
};
use crate::{
    format,
    model::{
        lever::{Group, Lever},
        scenario::{Scenario, Site, Structure},
    },
};

/// How many roles are named where one is not known.
const CLOSEST: usize = 3;

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
        let mut letters = Vec::new();
        let mut left = self.column;
        while left > 0 {
            left -= 1;
            letters.push(char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[left % 26]));
            left /= 26;
        }
        format!("{}{}", letters.iter().rev().collect::<String>(), self.row)
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
/// site, share, site salary in this order or as a header row names them. Columns under other
/// headings are left out.
#[must_use]
pub fn read(text: &str, scenario: &Scenario, catalog: &Catalog) -> Pasted {
    let sheet = Sheet::read(text);
    let mut pasted = Pasted::default();
    let Some(first) = sheet.rows.first() else { return pasted };
    let (header, columns) = match columns(first, &sheet) {
        Ok(found) => found,
        Err(faults) => return Pasted { faults, ..pasted },
    };
    for cells in sheet.rows.iter().skip(usize::from(header)) {
        let mut row = Row { cells, columns: &columns, sheet: &sheet, faults: Vec::new() };
        let team = row.team(scenario, catalog);
        if row.faults.is_empty() {
            pasted.teams.extend(team);
        }
        row.faults.sort_by_key(|fault| fault.column);
        pasted.faults.append(&mut row.faults);
    }
    pasted
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
    let home = scenario.home.id.clone();
    let structure = scenario.teams.first().map_or_else(Structure::default, |team| team.structure);
    let mut names: Vec<String> = match placing {
        Placing::Add => scenario.teams.iter().map(|team| team.name.clone()).collect(),
        Placing::Replace => Vec::new(),
    };
    let new = teams.iter().map(|team| {
        let role = team.known.as_deref().and_then(|id| catalog.role(id)).map_or(&team.role, |role| &role.label);
        let at_home = team.salary.map(|amount| OwnPay { of: home.clone(), amount });
        let at_site = team.site.clone().zip(team.site_salary).map(|(of, amount)| OwnPay { of, amount });
        // Two teams of one role are told apart.
        let numbered = (2..=names.len() + 1).map(|count| format!("{role} {count}"));
        let name = std::iter::once(role.clone()).chain(numbered).find(|name| !names.contains(name));
        let name = name.unwrap_or_else(|| role.clone());
        names.push(name.clone());
        NewTeam {
            name,
            role: role.clone(),
            like: None,
            headcount: team.headcount,
            structure,
            pay: at_home.into_iter().chain(at_site).collect(),
            mix: team.site.clone().zip(team.share).into_iter().collect(),
        }
    });
    let new: Vec<NewTeam> = new.collect();
    put_teams(scenario, &new, placing == Placing::Replace, catalog)
}

/// One row on its way to a team.
struct Row<'a> {
    cells: &'a Cells,
    columns: &'a [Option<Column>],
    sheet: &'a Sheet,
    faults: Vec<CellFault>,
}

impl Row<'_> {
    /// A cell with something in it.
    fn cell(&self, column: Column) -> Option<&str> {
        let index = self.columns.iter().position(|other| *other == Some(column))?;
        self.cells.cells.get(index).map(String::as_str).filter(|cell| !cell.is_empty())
    }

    fn fault(&mut self, column: Column, problem: String) {
        // What has no column of its own is missing after the last cell.
        let index = self.columns.iter().position(|other| *other == Some(column));
        let column = index.map_or(self.cells.cells.len(), |index| index) + 1;
        self.faults.push(CellFault { row: self.cells.row, column, problem });
    }

    /// A number that fits a field; a fault where it is none or does not.
    fn number(&mut self, column: Column, rule: &str, group: Group, field: &str) -> Option<Decimal> {
        let cell = self.cell(column)?.to_owned();
        let bounds = Lever::find(group, field)?.valid;
        let value = self.sheet.number(&cell).filter(|value| bounds.holds(*value));
        if value.is_none() {
            self.fault(column, format!("{rule}, found \"{cell}\""));
        }
        value
    }

    fn team(&mut self, scenario: &Scenario, catalog: &Catalog) -> Option<PastedTeam> {
        let role = self.cell(Column::Role).map(str::to_owned);
        if role.is_none() {
            self.fault(Column::Role, "role must be given, found nothing".to_owned());
        }
        let headcount =
            self.number(Column::Heads, "heads must be a number above 0 and at most 100,000", Group::Team, "headcount");
        if self.cell(Column::Heads).is_none() {
            self.fault(Column::Heads, "heads must be given, found nothing".to_owned());
        }
        let salary = self.number(Column::Salary, "salary must be an amount a year above 0", Group::Salary, "");
        let site_salary =
            self.number(Column::SiteSalary, "site salary must be an amount a year above 0", Group::Salary, "");
        let site = self.site(scenario, catalog);
        let share = self.share(site.as_ref(), scenario);
        let known = role.as_deref().and_then(|role| role_of(role, catalog));
        if let Some(role) = &role {
            let site = site.as_ref().filter(|_| share.is_some_and(|share| !share.is_zero()));
            self.pay(role, known, (salary, site_salary), (scenario, site, catalog));
        }
        let role = role?;
        Some(PastedTeam {
            row: self.cells.row,
            closest: if known.is_some() { Vec::new() } else { closest(&role, catalog) },
            known: known.map(|role| role.id.clone()),
            role,
            headcount: headcount?,
            salary,
            site: site.map(|site| site.id),
            share,
            site_salary,
        })
    }

    /// Names pay that neither the row nor the catalogue has.
    fn pay(
        &mut self,
        role: &str,
        known: Option<&Role>,
        given: (Option<Decimal>, Option<Decimal>),
        (scenario, site, catalog): (&Scenario, Option<&Site>, &Catalog),
    ) {
        let at = |place: &Site| {
            let place = place_of(place, catalog)?;
            catalog.pay(&place.id, &known?.id)
        };
        let mut missing = |column: Column, name: &str, place: &Site| {
            if self.cell(column).is_none() && at(place).is_none() {
                let (city, currency) = (&place.name, &place.currency);
                self.fault(column, format!("{name} must be given for {role} in {city} ({currency}), found nothing"));
            }
        };
        if given.0.is_none() {
            missing(Column::Salary, "salary", &scenario.home);
        }
        if let (None, Some(site)) = (given.1, site) {
            missing(Column::SiteSalary, "site salary", site);
        }
    }

    /// The site that a row names; none at home. A share without a site means the only one.
    fn site(&mut self, scenario: &Scenario, catalog: &Catalog) -> Option<Site> {
        let Some(cell) = self.cell(Column::Site).map(str::to_owned) else {
            let one = scenario.sites.len() == 1 && self.cell(Column::Share).is_some();
            return scenario.sites.first().filter(|_| one).cloned();
        };
        let wanted = words(&cell);
        let means = |site: &Site| {
            let place = place_of(site, catalog);
            let country = place.map_or("", |place| place.country_name.as_str());
            let names = [&site.id, &site.name, &site.country];
            names.iter().any(|name| words(name) == wanted) || (!country.is_empty() && words(country) == wanted)
        };
        if wanted == "home" || means(&scenario.home) {
            return None;
        }
        let found = scenario.sites.iter().find(|site| means(site)).cloned();
        if found.is_none() {
            let names: Vec<&str> = scenario.sites.iter().map(|site| site.name.as_str()).collect();
            let sites = if names.is_empty() { String::new() } else { format!(" or one of {}", names.join(", ")) };
            self.fault(Column::Site, format!("site must be home{sites}, found \"{cell}\": add the site first"));
        }
        found
    }

    /// The share that goes: a bare number above 1 is per cent; all where only a site is named.
    fn share(&mut self, site: Option<&Site>, scenario: &Scenario) -> Option<Decimal> {
        let Some(cell) = self.cell(Column::Share).map(str::to_owned) else {
            return site.map(|_| Decimal::ONE);
        };
        let read = self.sheet.number(&cell);
        let value =
            read.map(
                |value| if value > Decimal::ONE && !cell.contains('%') { value / Decimal::ONE_HUNDRED } else { value },
            );
        let value = value.filter(|value| (Decimal::ZERO..=Decimal::ONE).contains(value));
        let Some(value) = value else {
            self.fault(Column::Share, format!("share must be 0–100 %, found \"{cell}\""));
            return None;
        };
        if site.is_none() && !value.is_zero() && self.cell(Column::Site).is_none() {
            let count = scenario.sites.len();
            let found = format::percent_precise(value);
            self.fault(
                Column::Share,
                format!("a share must have a site, found {found} and {count} sites to choose from"),
            );
        }
        site.map(|_| value)
    }
}

/// The catalogue's role of a name: its id or label, in small or capital letters, one or many.
fn role_of<'a>(name: &str, catalog: &'a Catalog) -> Option<&'a Role> {
    let wanted = words(name);
    let one = wanted.strip_suffix('s').unwrap_or(&wanted);
    let fits = |role: &&Role| {
        [&role.id, &role.label].into_iter().any(|name| [wanted.as_str(), one].contains(&words(name).as_str()))
    };
    catalog.role(name).or_else(|| catalog.roles.iter().find(fits))
}

/// Names of the roles that read most like a name, best first.
fn closest(name: &str, catalog: &Catalog) -> Vec<String> {
    let parts =
        |text: &str| -> Vec<String> { text.split_whitespace().map(words).filter(|word| !word.is_empty()).collect() };
    let wanted = parts(name);
    // Each word of the name with the word of the role that comes closest, so that order and
    // length count less than words in common.
    let likeness = |role: &Role| {
        let words = parts(&role.label);
        let best = |word: &String| words.iter().map(|other| strsim::jaro_winkler(word, other)).fold(0.0, f64::max);
        wanted.iter().map(best).fold(0.0, f64::max)
            + strsim::jaro_winkler(&name.to_lowercase(), &role.label.to_lowercase())
    };
    let mut ranked: Vec<(f64, &str)> = catalog.roles.iter().map(|role| (likeness(role), role.label.as_str())).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked.into_iter().take(CLOSEST).map(|(_, label)| label.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::{
        catalog::{draft::Draft, testing::catalog},
        model::{check::check, testing::two_sites},
    };

    fn drafted() -> Scenario {
        Draft::default_for(&catalog()).scenario(&catalog()).unwrap()
    }

    fn faults(text: &str) -> Vec<String> {
        read(text, &drafted(), &catalog()).faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_list_without_a_header_is_read_in_order() {
        let pasted =
            read("Customer support agent\t12\t45,000\tManila\t70%\nTeam leads\t1.5\t$80k\n", &drafted(), &catalog());
        assert_eq!(pasted.faults, []);
        let [agents, leads] = pasted.teams.as_slice() else { panic!("{pasted:?}") };
        assert_eq!((agents.headcount, agents.salary), (dec!(12), Some(dec!(45000))));
        assert_eq!((agents.site.as_deref(), agents.share), (Some("ph-mnl"), Some(dec!(0.7))));
        assert_eq!(
            (leads.known.as_deref(), leads.headcount, leads.site.as_deref()),
            (Some("team_lead"), dec!(1.5), None)
        );
    }

    #[test]
    fn a_header_may_stand_in_any_order_with_other_columns() {
        let text = "Location;FTE;Notes;Annual salary (EUR);Job title\nPhilippines;7,5;x;\"45.000,00 €\";Customer support agent\n";
        let pasted = read(text, &drafted(), &catalog());
        assert_eq!(pasted.faults, []);
        assert_eq!((pasted.teams[0].headcount, pasted.teams[0].salary), (dec!(7.5), Some(dec!(45000))));
        assert_eq!((pasted.teams[0].row, pasted.teams[0].share), (2, Some(dec!(1))));
    }

    #[test]
    fn every_fault_is_named_by_its_cell_at_once() {
        let text = "Role\tHeads\tSalary\tSite\tShare\n\t3\t40000\nTeam lead\tten\t0\tCebu\t120%\nBookkeeper\t2\t\tManila\t50%\n\
                    Claims clerk\t\t\n";
        assert_eq!(
            faults(text),
            [
                "A2: role must be given, found nothing",
                "B3: heads must be a number above 0 and at most 100,000, found \"ten\"",
                "C3: salary must be an amount a year above 0, found \"0\"",
                "D3: site must be home or one of Manila, found \"Cebu\": add the site first",
                "E3: share must be 0–100 %, found \"120%\"",
                "F4: site salary must be given for Bookkeeper in Manila (PHP), found nothing",
                "B5: heads must be given, found nothing",
                "C5: salary must be given for Claims clerk in New York (USD), found nothing",
            ]
        );
        assert_eq!(
            faults("Role,Salary,Role\nTeam lead,3,Team lead"),
            ["C1: a column must stand once, found \"Role\" again", "A1: a column must be headed heads, found none",]
        );
    }

    #[test]
    fn an_unknown_role_is_named_with_the_closest() {
        let pasted = read("Senior support agents\t3\t50000\nLead of team\t1\t90000", &drafted(), &catalog());
        assert_eq!(pasted.teams[0].known, None);
        assert_eq!(pasted.teams[0].closest[0], "Customer support agent");
        assert_eq!(pasted.teams[1].closest[0], "Team lead");
    }

    #[test]
    fn a_share_without_a_site_means_the_only_one() {
        let text = "Team lead\t3\t50000\t\t25";
        assert_eq!(read(text, &drafted(), &catalog()).teams[0].site.as_deref(), Some("ph-mnl"));
        assert_eq!(read(text, &drafted(), &catalog()).teams[0].share, Some(dec!(0.25)));
        let faults = read(text, &two_sites(), &catalog()).faults;
        assert_eq!(faults[0].to_string(), "E1: a share must have a site, found 25\u{a0}% and 2 sites to choose from");
        assert_eq!(read("", &drafted(), &catalog()), Pasted::default());
    }

    #[test]
    fn teams_join_or_take_the_place_of_others() {
        let catalog = catalog();
        let text = "Customer support agent\t12\t45000\tManila\t70%\nTeam lead\t2\t\tManila\nClaims clerk\t4\t52000\n";
        let teams = read(text, &drafted(), &catalog).teams;
        let mut scenario = drafted();
        let ids = put_in(&mut scenario, &teams, Placing::Add, &catalog).unwrap();
        assert_eq!(ids, ["customer-support-agent-2", "team-lead", "claims-clerk"]);
        assert_eq!((scenario.teams.len(), check(&scenario)), (4, vec![]));
        assert_eq!(scenario.teams[2].salary["us-nyc"], dec!(69500), "the catalogue's");
        let mut scenario = drafted();
        scenario.uncertainty.insert("team.team.headcount".into(), (dec!(0.5), dec!(2)));
        put_in(&mut scenario, &teams, Placing::Replace, &catalog).unwrap();
        assert_eq!((scenario.teams.len(), check(&scenario)), (3, vec![]));
        assert_eq!(scenario.headcount(), dec!(18));
        let mut full = drafted();
        let many: Vec<PastedTeam> = std::iter::repeat_n(teams[0].clone(), 24).collect();
        assert!(put_in(&mut full, &many, Placing::Add, &catalog).is_err());
        assert_eq!(full, drafted());
        assert_eq!(put_in(&mut full, &many, Placing::Replace, &catalog).unwrap().len(), 24);
        assert_eq!(put_in(&mut full, &[], Placing::Replace, &catalog), Ok(vec![]));
        assert_eq!(full.teams.len(), 24);
    }

    #[test]
    fn cells_are_named_as_spreadsheets_do() {
        let cell = |column| CellFault { row: 7, column, problem: String::new() }.cell();
        assert_eq!([cell(1), cell(26), cell(27), cell(703)], ["A7", "Z7", "AA7", "AAA7"]);
    }

    #[test]
    fn a_decimal_comma_is_understood() {
        let pasted = read("Bookkeeper\t4,5\t€ 70.000,00\nBookkeeper\t2\t52.000", &drafted(), &catalog());
        assert_eq!(pasted.faults, []);
        assert_eq!((pasted.teams[0].headcount, pasted.teams[0].salary), (dec!(4.5), Some(dec!(70000))));
        assert_eq!(pasted.teams[1].salary, Some(dec!(52000)));
        let mut scenario = drafted();
        put_in(&mut scenario, &pasted.teams, Placing::Replace, &catalog()).unwrap();
        assert_eq!([&scenario.teams[0].name, &scenario.teams[1].name], ["Bookkeeper", "Bookkeeper 2"]);
        // 5 % and 4,000 of the mean pay of 64,461.54: the old team's on-cost is not kept.
        assert_eq!(scenario.home.on_cost, dec!(0.1121));
    }
}
