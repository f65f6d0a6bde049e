//! Own figures for a place or a team from CSV: read as a preview, then put in.

use rust_decimal::{Decimal, dec};

use super::{
    cells::{Cells, Sheet, words},
    edit::{EditError, valid},
    presets::Change,
};
use crate::{
    format,
    model::{
        check::Fault,
        lever::{Group, LEVERS, LeverId, Unit},
        scenario::{Scenario, Site},
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
    pub line: usize,
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
/// "Salary, Manila". A header row may stand first. Cells may be parted by tabs or semicolons too.
#[must_use]
pub fn preview(text: &str, target: &Target, scenario: &Scenario) -> Preview {
    let sheet = Sheet::read(text);
    let mut preview = Preview::default();
    let exists = match target {
        Target::Place(id) => scenario.places().any(|place| place.id == *id),
        Target::Team(id) => scenario.teams.iter().any(|team| team.id == *id),
    };
    if !exists {
        let (Target::Place(id) | Target::Team(id)) = target;
        preview.faults.push(RowFault {
            line: 1,
            problem: format!("must be for a place or team of the scenario, found \"{id}\""),
        });
        return preview;
    }
    let mut next = scenario.clone();
    let mut seen: Vec<LeverId> = Vec::new();
    for (index, row) in sheet.rows.iter().enumerate() {
        let cell = |index: usize| row.cells.get(index).map_or("", String::as_str);
        if index == 0 && matches!(words(cell(0)).as_str(), "figure" | "field" | "name" | "lever") {
            continue;
        }
        match figure(row, &sheet, target, &next) {
            Ok((lever, _)) if seen.contains(&lever) => {
                preview.faults.push(RowFault {
                    line: row.row,
                    problem: format!("a figure must stand once, found \"{}\" again", cell(0)),
                });
            }
            Ok((lever, value)) => {
                let before = lever.value(&next);
                // What the field takes is shown: whole numbers are rounded.
                match lever.set(&mut next, value).and_then(|()| Ok((before?, lever.value(&next)?))) {
                    Ok((before, after)) if before != after => {
                        let reason = format!("line {} of the import", row.row);
                        preview.changes.push(Change { lever: lever.clone(), before, after, reason, assumption: false });
                    }
                    Ok(_) => {}
                    Err(error) => preview.faults.push(RowFault { line: row.row, problem: error.to_string() }),
                }
                seen.push(lever);
            }
            Err(problem) => preview.faults.push(RowFault { line: row.row, problem }),
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
        let fault = |problem: String| EditError::Invalid(vec![Fault { path: change.lever.to_string(), problem }]);
        change.lever.set(&mut next, change.after).map_err(|error| fault(error.to_string()))?;
    }
    *scenario = valid(next)?;
    Ok(())
}

/// The lever and the value that a row means, within the field's range.
fn figure(row: &Cells, sheet: &Sheet, target: &Target, scenario: &Scenario) -> Result<(LeverId, Decimal), String> {
    let cell = |index: usize| row.cells.get(index).map_or("", String::as_str);
    let (name, text, unit) = (cell(0), cell(1), cell(2));
    let lever = lever(name, target, scenario).ok_or_else(|| {
        let example = if matches!(target, Target::Place(_)) { "on_cost" } else { "ramp_months or Salary, Manila" };
        format!("figure must be a field such as {example}, found \"{name}\"")
    })?;
    let row = lever.lever();
    let field = if row.field.is_empty() { "salary" } else { row.field };
    let typed = matches!(row.unit, Unit::Clock | Unit::Span).then(|| format::parse_row(row, text).ok()).flatten();
    let value = typed.or_else(|| sheet.number(text));
    let value = value
        .ok_or_else(|| format!("{field} must be a number such as {}, found \"{text}\"", format::example(row.unit)))?;
    let currency = currency(&lever, scenario);
    let factor = factor(row.unit, unit, currency, text.contains('%'))
        .ok_or_else(|| format!("unit of {field} must be {}, found \"{unit}\"", units(row.unit, currency)))?;
    let value = value.checked_mul(factor).filter(|value| row.valid.holds(*value));
    let value =
        value.ok_or_else(|| format!("{field} must be {}, found {text} {unit}", row.valid).trim_end().to_owned())?;
    Ok((lever, value))
}

/// The lever that a name means: a field's name or label, or a salary's with its place.
fn lever(name: &str, target: &Target, scenario: &Scenario) -> Option<LeverId> {
    let wanted = words(name);
    let row = |group: Group| {
        LEVERS.iter().find(|row| {
            row.group == group
                && (row.field == name.trim()
                    || words(row.label) == wanted
                    || words(row.field) == wanted && !wanted.is_empty())
        })
    };
    match target {
        Target::Place(id) => {
            let field = row(Group::Place)?.field;
            if *id != scenario.home.id {
                return LeverId::site(id, field);
            }
            // Home has no provider, and its nights are not paid extra.
            let has = !matches!(field, "night_premium" | "markup" | "fee");
            LeverId::home(field).filter(|_| has)
        }
        Target::Team(id) => {
            if let Some(place) = wanted.strip_prefix("salary") {
                let means = |site: &&Site| [&site.id, &site.name].iter().any(|name| words(name) == place);
                let site = scenario.places().find(means)?;
                return Some(LeverId::salary(id, &site.id));
            }
            LeverId::team(id, row(Group::Team)?.field)
        }
    }
}

/// The currency of an amount.
fn currency<'a>(lever: &LeverId, scenario: &'a Scenario) -> &'a str {
    use crate::model::lever::Which;
    let place = match (lever.group(), lever.of(), lever.at()) {
        (Group::Place, Which::One(id), _) | (Group::Salary, _, Which::One(id)) => id,
        _ => &scenario.home.id,
    };
    match lever.lever().unit {
        Unit::LocalMoney => scenario.places().find(|site| site.id == *place).map_or("", |site| &site.currency),
        _ => &scenario.money.currency,
    }
}

/// What a value in a unit is multiplied by; none where the unit is not the field's.
fn factor(field: Unit, unit: &str, currency: &str, percent: bool) -> Option<Decimal> {
    let unit = unit.trim();
    let right = match field {
        _ if unit.is_empty() => true,
        // A percentage says so in the value or in the unit, not in both twice.
        Unit::Share if unit == "%" => return Some(if percent { Decimal::ONE } else { dec!(0.01) }),
        Unit::Share => words(unit) == "share",
        Unit::Money | Unit::LocalMoney => unit.eq_ignore_ascii_case(currency),
        Unit::Months => matches!(words(unit).as_str(), "month" | "months"),
        Unit::Days => matches!(words(unit).as_str(), "day" | "days"),
        Unit::Hours => matches!(words(unit).as_str(), "h" | "hour" | "hours"),
        Unit::Points => words(unit) == "points",
        Unit::Seats | Unit::Managers => matches!(words(unit).as_str(), "seats" | "heads" | "fte"),
        _ => false,
    };
    right.then_some(Decimal::ONE)
}

/// The units that a field takes, for a message.
fn units(field: Unit, currency: &str) -> String {
    match field {
        Unit::Share => "% or share".to_owned(),
        Unit::Money | Unit::LocalMoney => currency.to_owned(),
        Unit::Months => "months".to_owned(),
        Unit::Days => "days".to_owned(),
        Unit::Hours => "hours".to_owned(),
        Unit::Points => "points".to_owned(),
        Unit::Seats | Unit::Managers => "FTE".to_owned(),
        _ => "left empty".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{check::check, testing::two_sites};

    fn manila() -> Target {
        Target::Place("ph-mnl".into())
    }

    fn changes(text: &str, target: &Target) -> Vec<(String, Decimal, Decimal)> {
        let preview = preview(text, target, &two_sites());
        assert_eq!(preview.faults, []);
        preview.changes.into_iter().map(|change| (change.lever.to_string(), change.before, change.after)).collect()
    }

    #[test]
    fn figures_are_named_by_field_or_label() {
        let text = "figure,value,unit\non_cost,22.5,%\nWage growth,6 %,\nseat_cost,\"9,500\",PHP\nShift starts,21:30\nattrition,0.31";
        assert_eq!(
            changes(text, &manila()),
            [
                ("site.ph-mnl.on_cost".into(), dec!(0.2), dec!(0.225)),
                ("site.ph-mnl.wage_growth".into(), dec!(0.056), dec!(0.06)),
                ("site.ph-mnl.seat_cost".into(), dec!(9000), dec!(9500)),
                ("site.ph-mnl.shift_start".into(), dec!(9), dec!(21.5)),
            ]
        );
        assert_eq!(
            changes("Salary, Manila;430000\nramp_months;3,5;months\nOversight;1 to 10", &Target::Team("desk".into()))
                [1..],
            [
                ("team.desk.ramp_months".into(), dec!(2.75), dec!(3.5)),
                ("team.desk.oversight".into(), dec!(0.05), dec!(0.1)),
            ]
        );
        let salary = [("team.desk.salary.ph-mnl".to_owned(), dec!(420000), dec!(430000))];
        assert_eq!(changes("salary.ph-mnl,430k,PHP", &Target::Team("desk".into())), salary);
    }

    #[test]
    fn every_fault_is_named_by_its_line() {
        let text = "on_cost,2.5\nattraction,3\n\nseat_cost,500,USD\nenglish,fluent\nattrition,20,%\nattrition,30,%\nwage_growth,40,weeks";
        let faults: Vec<String> =
            preview(text, &manila(), &two_sites()).faults.iter().map(ToString::to_string).collect();
        assert_eq!(
            faults,
            [
                "line 1: on_cost must be 0–2, found 2.5",
                "line 2: figure must be a field such as on_cost, found \"attraction\"",
                "line 4: unit of seat_cost must be PHP, found \"USD\"",
                "line 5: english must be a number such as 570, found \"fluent\"",
                "line 7: a figure must stand once, found \"attrition\" again",
                "line 8: unit of wage_growth must be % or share, found \"weeks\"",
            ]
        );
        let nowhere = preview("on_cost,0.2", &Target::Place("mars".into()), &two_sites());
        assert_eq!(nowhere.faults[0].problem, "must be for a place or team of the scenario, found \"mars\"");
        let home = preview("fee,300", &Target::Place("us-nyc".into()), &two_sites());
        assert_eq!(home.faults.len(), 1);
    }

    #[test]
    fn a_preview_changes_nothing_until_it_is_put_in() {
        let mut scenario = two_sites();
        let shown = preview("time_to_fill,2.6\nexchange_rate,0.02", &manila(), &scenario);
        assert_eq!(scenario, two_sites());
        assert_eq!(shown.changes[0].after, dec!(3), "whole months");
        put_in(&mut scenario, &shown).unwrap();
        assert_eq!((scenario.sites[0].time_to_fill, scenario.sites[0].exchange_rate), (3, dec!(0.02)));
        assert_eq!(check(&scenario), []);
        let before = scenario.clone();
        let too_much = preview("exchange_rate,9000000000", &manila(), &scenario);
        assert_eq!(too_much.faults, []);
        assert!(matches!(put_in(&mut scenario, &too_much), Err(EditError::Invalid(_))));
        assert_eq!(scenario, before);
    }
}
