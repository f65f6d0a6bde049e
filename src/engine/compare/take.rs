//! An input of one scenario taken into another.

use indexmap::IndexMap;
use rust_decimal::Decimal;

use super::inputs::{Input, Part, field, record, site};
use crate::model::{
    lever::{Group, LeverId, Which},
    scenario::{Record, Scenario, Team, Value, ValueMut},
};

impl Input {
    /// Makes a scenario hold what another does. What has no place there, such as a share of a team that
    /// it has not, stays out; whether the whole is still valid is for `check` to say.
    pub fn take(&self, into: &mut Scenario, from: &Scenario) {
        match self {
            Self::Field(part, name) => {
                let Some(value) = record(from, part).and_then(|record| field(record, name)) else { return };
                let Some(record) = record_mut(into, part) else { return };
                if let Some(field) = record.fields_mut().into_iter().find(|field| field.name == *name) {
                    copy(field.value, value);
                }
            }
            Self::Salary(team, place) => take_entry(into, from, team, place, |team| &mut team.salary),
            Self::Share(team, site) => take_entry(into, from, team, site, |team| &mut team.mix),
            Self::Range(lever) => match from.uncertainty.get(lever) {
                Some(range) => _ = into.uncertainty.insert(lever.clone(), *range),
                None => _ = into.uncertainty.shift_remove(lever),
            },
            Self::Site(id) => take_site(into, from, id),
            Self::Team(id) => match (from.team(id), into.teams.iter().position(|team| team.id == *id)) {
                (Some(team), Some(index)) => into.teams[index].clone_from(team),
                (Some(team), None) => into.teams.push(team.clone()),
                (None, _) => {
                    into.teams.retain(|team| team.id != *id);
                    forget(into, &|lever| {
                        matches!(lever.group(), Group::Team | Group::Salary | Group::Mix) && means(lever.of(), id)
                    });
                }
            },
        }
    }
}

/// A number of a team by place, or that there is none.
fn take_entry(
    into: &mut Scenario,
    from: &Scenario,
    team: &str,
    place: &str,
    map: fn(&mut Team) -> &mut IndexMap<String, Decimal>,
) {
    let mut from = from.team(team).cloned().unwrap_or_default();
    let Some(into) = into.teams.iter_mut().find(|into| into.id == team) else { return };
    match map(&mut from).get(place) {
        Some(number) => _ = map(into).insert(place.to_owned(), *number),
        None => _ = map(into).shift_remove(place),
    }
}

/// A site with what is paid there, or nothing that names it.
fn take_site(into: &mut Scenario, from: &Scenario, id: &str) {
    match (site(from, id), into.sites.iter().position(|site| site.id == id)) {
        (Some(site), Some(index)) => into.sites[index].clone_from(site),
        (Some(site), None) => into.sites.push(site.clone()),
        (None, _) => {
            into.sites.retain(|site| site.id != id);
            for team in &mut into.teams {
                team.salary.shift_remove(id);
                team.mix.shift_remove(id);
            }
            forget(into, &|lever| match lever.group() {
                Group::Place => means(lever.of(), id),
                _ => means(lever.at(), id),
            });
        }
    }
    for team in &mut into.teams {
        let pay = from.team(&team.id).and_then(|from| from.salary.get(id));
        if let Some(pay) = pay.filter(|_| site(from, id).is_some()) {
            team.salary.insert(id.to_owned(), *pay);
        }
    }
}

/// Lets ranges of levers go that are no more.
fn forget(scenario: &mut Scenario, gone: &dyn Fn(&LeverId) -> bool) {
    scenario.uncertainty.retain(|lever, _| !lever.parse::<LeverId>().is_ok_and(|lever| gone(&lever)));
}

fn means(which: &Which, id: &str) -> bool {
    matches!(which, Which::One(one) if one == id)
}

fn record_mut<'a>(scenario: &'a mut Scenario, part: &Part) -> Option<&'a mut dyn Record> {
    Some(match part {
        Part::Scenario => scenario,
        Part::Home => &mut scenario.home,
        Part::Site(id) => scenario.sites.iter_mut().find(|site| site.id == *id)?,
        Part::Team(id) => scenario.teams.iter_mut().find(|team| team.id == *id)?,
        Part::Friction => &mut scenario.friction,
        Part::Management => &mut scenario.management,
        Part::Transition => &mut scenario.transition,
        Part::Rollout => &mut scenario.rollout,
        Part::Money => &mut scenario.money,
    })
}

fn copy(into: ValueMut<'_>, from: Value<'_>) {
    match (into, from) {
        (ValueMut::Text(into), Value::Text(from)) => into.clone_from(from),
        (ValueMut::Number(into), Value::Number(from)) => *into = *from,
        (ValueMut::Whole(into), Value::Whole(from)) => *into = *from,
        (ValueMut::Objective(into), Value::Objective(from)) => *into = *from,
        (ValueMut::Structure(into), Value::Structure(from)) => *into = *from,
        (ValueMut::Culture(into), Value::Culture(from)) => *into = *from,
        _ => {}
    }
}
