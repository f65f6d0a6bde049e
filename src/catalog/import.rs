//! Own figures for a place or a team from CSV: read as a preview, then put in.

use rust_decimal::{Decimal, dec};

use super::{
    cells::Sheet,
    edit::{EditError, valid},
    presets::Change,
};
use crate::{
    format::{currency_of, example, parse_row},
    model::{
        lever::{Group, LeverId, Unit, Which},
        scenario::Scenario,
    },
};

/// What the figures are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Home or a site, by its id.
    Place(String),
    /// A team and so its role, by its id.
    Team(String),
}

/// A row that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// Line of the text, from 1.
    pub line: u64,
    /// What would be right and what was found.
    pub problem: String,
}

impl std::fmt::Display for RowFault {
    /// `line 3: on_cost must be 0–2, found 2.5`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.problem)
    }
}

/// What a text would change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preview {
    /// Numbers that would change.
    pub changes: Vec<Change>,
    /// Every fault.
    pub faults: Vec<RowFault>,
}

/// Reads rows `figure,value[,unit]`; a figure is a field's name or label, `salary.<place id>` or
/// "Salary, Manila". A header row may stand first. Shares are written `0.22` or `22 %`.
#[must_use]
pub fn preview(text: &str, target: &Target, scenario: &Scenario) -> Preview {
    let known = figures(target, scenario);
    let mut preview = Preview::default();
    let sheet = Sheet::read(text);
    let mut seen: Vec<LeverId> = Vec::new();
    for (index, row) in sheet.rows.iter().enumerate() {
        let line = u64::try_from(row.row).unwrap_or(u64::MAX);
        let cell = |column: usize| row.cells.get(column).map_or("", String::as_str);
        if index == 0 && ["figure", "name", "field"].contains(&cell(0).to_lowercase().as_str()) {
            continue;
        }
        match change(&known, [cell(0), cell(1), cell(2)], &sheet, scenario) {
            Ok(change) if seen.contains(&change.lever) => {
                let problem = format!("a figure must stand once, found \"{}\" again", cell(0));
                preview.faults.push(RowFault { line, problem });
            }
            Ok(change) => {
                seen.push(change.lever.clone());
                preview.changes.extend((change.before != change.after).then_some(change));
            }
            Err(problem) => preview.faults.push(RowFault { line, problem }),
        }
    }
    preview
}

/// Makes the changes of a preview.
///
/// # Errors
/// If the result breaks a rule; the scenario is then as it was.
pub fn put_in(scenario: &mut Scenario, preview: &Preview) -> Result<(), EditError> {
    let mut next = scenario.clone();
    for change in &preview.changes {
        let absent = || EditError::Absent { kind: "number of the scenario", id: change.lever.to_string() };
        change.lever.set(&mut next, change.after).map_err(|_| absent())?;
    }
    *scenario = valid(next)?;
    Ok(())
}

/// The numbers of a place or team with the names that they go by, small letters.
fn figures(target: &Target, scenario: &Scenario) -> Vec<(Vec<String>, LeverId)> {
    let of = |which: &Which, id: &String| matches!(which, Which::One(one) if one == id);
    let place_name = |id: &Which| {
        let Which::One(id) = id else { return String::new() };
        scenario.place(id).map_or_else(String::new, |place| place.name.clone())
    };
    let several = scenario.teams.len() > 1;
    let names = |lever: &LeverId| -> Option<Vec<String>> {
        let field = || vec![lever.field().to_owned(), lever.lever().label.to_owned()];
        match (target, lever.group()) {
            (Target::Place(id), Group::Place) => {
                let home = *id == scenario.home.id && lever.to_string().starts_with("home.");
                (home || of(lever.of(), id)).then(field)
            }
            (Target::Place(id), Group::Salary) if of(lever.at(), id) => {
                let Which::One(team) = lever.of() else { return None };
                let name = &scenario.team(team)?.name;
                let mut names = vec![format!("salary.{team}"), format!("salary, {name}")];
                names.extend((!several).then(|| "salary".to_owned()));
                Some(names)
            }
            (Target::Team(id), Group::Team) if of(lever.of(), id) => Some(field()),
            (Target::Team(id), group @ (Group::Salary | Group::Mix)) if of(lever.of(), id) => {
                let Which::One(place) = lever.at() else { return None };
                let (key, word) = if group == Group::Salary { ("salary", "salary") } else { ("mix", "share") };
                Some(vec![format!("{key}.{place}"), format!("{word}, {}", place_name(lever.at()))])
            }
            _ => None,
        }
    };
    let all = LeverId::all(scenario).into_iter();
    all.filter_map(|lever| Some((names(&lever)?.iter().map(|name| name.to_lowercase()).collect(), lever))).collect()
}

/// What a row sets.
fn change(
    known: &[(Vec<String>, LeverId)],
    [figure, value, unit]: [&str; 3],
    sheet: &Sheet,
    scenario: &Scenario,
) -> Result<Change, String> {
    let name = figure.to_lowercase();
    let found = known.iter().find(|(names, _)| names.contains(&name));
    let Some((_, id)) = found else {
        let names: Vec<&str> = known.iter().filter_map(|(names, _)| names.first().map(String::as_str)).collect();
        return Err(format!("figure must be one of {}, found \"{figure}\"", names.join(", ")));
    };
    let lever = id.lever();
    // A time of day and a span of control are written as their rows show them.
    let shown = matches!(lever.unit, Unit::Clock | Unit::Span).then(|| parse_row(lever, value).ok()).flatten();
    let after = shown.or_else(|| sheet.number(value)).ok_or_else(|| {
        let example = if lever.unit == Unit::Share { "0.22 or 22 %" } else { example(lever.unit) };
        format!("{name} must be a number, such as {example}, found \"{value}\"")
    })?;
    let units = units(lever.unit, currency_of(id, scenario));
    if !unit.is_empty() && !units.iter().any(|known| known.eq_ignore_ascii_case(unit)) {
        let units = if units.is_empty() { "left out".to_owned() } else { units.join(" or ") };
        return Err(format!("unit of {name} must be {units}, found \"{unit}\""));
    }
    let percent = unit == "%" && !value.contains('%');
    let after = if percent { after / dec!(100) } else { after };
    if !lever.valid.holds(after) {
        let hint =
            if lever.unit == Unit::Share && after > Decimal::ONE { ": write it as a share or with %" } else { "" };
        return Err(format!("{name} must be {}, found {}{hint}", lever.valid, after.normalize()));
    }
    if lever.whole && !after.fract().is_zero() {
        return Err(format!("{name} must be a whole number, found {}", after.normalize()));
    }
    let before = id.value(scenario).map_err(|error| error.to_string())?;
    Ok(Change { lever: id.clone(), before, after, reason: "your own figure".to_owned(), assumption: false })
}

/// The units that a figure may be given in, as the model holds it.
fn units(unit: Unit, currency: &str) -> Vec<&str> {
    match unit {
        Unit::Share => vec!["%", "share"],
        Unit::Money | Unit::LocalMoney => vec![currency],
        Unit::Months => vec!["months", "month"],
        Unit::Days => vec!["days", "day"],
        Unit::Hours => vec!["hours", "h"],
        Unit::Points => vec!["points"],
        Unit::Seats | Unit::Managers => vec!["FTE", "seats", "heads"],
        Unit::Trips => vec!["trips"],
        Unit::Multiplier => vec!["×", "x"],
        Unit::Coefficient | Unit::Span | Unit::Clock | Unit::ExchangeRate => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::{draft::Draft, testing::catalog},
        model::check::check,
    };

    fn drafted() -> Scenario {
        Draft::default_for(&catalog()).scenario(&catalog()).unwrap()
    }

    fn said(text: &str, target: &Target) -> Vec<String> {
        preview(text, target, &drafted()).faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn figures_of_a_place_are_read_by_field_and_by_label() {
        let mut scenario = drafted();
        let text = "figure,value,unit\nattrition,33,%\nSeat cost,\"1,200\"\nsalary,300k\nenglish,600";
        let site = Target::Place("ph-mnl".into());
        let read = preview(text, &site, &scenario);
        assert_eq!(read.faults, []);
        assert_eq!(read.changes.len(), 4, "{:?}", read.changes);
        put_in(&mut scenario, &read).unwrap();
        assert_eq!(check(&scenario), []);
        let there = &scenario.sites[0];
        assert_eq!((there.attrition, there.seat_cost, there.english), (dec!(0.33), dec!(1200), dec!(600)));
        assert_eq!(scenario.teams[0].salary["ph-mnl"], dec!(300000));
        assert_eq!(preview(text, &site, &scenario).changes, [], "nothing changes twice");
    }

    #[test]
    fn figures_of_a_team_and_of_home_too() {
        let scenario = drafted();
        let team = Target::Team(scenario.teams[0].id.clone());
        let read = preview("headcount;12\nsalary.ph-mnl;250000\nshare, manila;40 %", &team, &scenario);
        assert_eq!((read.faults.len(), read.changes.len()), (0, 3), "{read:?}");
        let home = Target::Place(scenario.home.id.clone());
        let read = preview("on_cost,0.31", &home, &scenario);
        assert_eq!((read.changes[0].lever.to_string(), read.changes[0].after), ("home.on_cost".into(), dec!(0.31)));
    }

    #[test]
    fn faults_are_told_by_line() {
        let told = said("on_cost,22\nattrition,much\ncolor,3\ntime_to_fill,1.5", &Target::Place("ph-mnl".into()));
        assert_eq!(told[0], "line 1: on_cost must be 0–2, found 22: write it as a share or with %");
        assert_eq!(told[1], "line 2: attrition must be a number, such as 0.22 or 22 %, found \"much\"");
        assert!(told[2].starts_with("line 3: figure must be one of "), "{}", told[2]);
        assert_eq!(told[3], "line 4: time_to_fill must be a whole number, found 1.5");
    }

    #[test]
    fn a_number_is_read_as_people_write_it_and_its_unit_must_be_the_fields() {
        let scenario = drafted();
        let site = Target::Place("ph-mnl".into());
        let text = "Shift starts;21:30\non_cost;22,5;%\nseat_cost;9.500;PHP";
        let read = preview(text, &site, &scenario);
        assert_eq!(read.faults, []);
        let after: Vec<Decimal> = read.changes.iter().map(|change| change.after).collect();
        assert_eq!(after, [dec!(21.5), dec!(0.225), dec!(9500)]);
        let team = Target::Team(scenario.teams[0].id.clone());
        assert_eq!(preview("oversight,1 to 10", &team, &scenario).changes[0].after, dec!(0.1));
        let told =
            said("seat_cost,500,USD\n\nattrition,20,%\nattrition,30,%\nwage_growth,4,weeks\nshift_start,9,h", &site);
        assert_eq!(
            told,
            [
                "line 1: unit of seat_cost must be PHP, found \"USD\"",
                "line 4: a figure must stand once, found \"attrition\" again",
                "line 5: unit of wage_growth must be % or share, found \"weeks\"",
                "line 6: unit of shift_start must be left out, found \"h\"",
            ]
        );
    }
}
