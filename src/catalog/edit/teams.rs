//! Teams: added, removed.

use super::{EditError, NewTeam, drop_dangling, missing_pay, on_costs, refill, slug, unique, valid};
use crate::{
    catalog::{
        Catalog, RoleFamily,
        known::{fill, place_of},
        presets::ramp_months,
    },
    model::{
        lever::{Group, LeverId, Which},
        scenario::{Scenario, Team},
    },
};

/// Adds a team, with the catalogue's pay at every place where its role is known and the ramp-up
/// of its role family; a role that is like none takes a professional's. Returns its id, unique
/// in the scenario.
///
/// # Errors
/// If pay at home, or at a site where it has a share, is neither known nor given; if the
/// scenario has no room for a team or a number is out of range.
pub fn add_team(scenario: &mut Scenario, team: &NewTeam, catalog: &Catalog) -> Result<String, EditError> {
    let (mut next, on_costs) = (scenario.clone(), on_costs(scenario, false, catalog));
    let id = append(&mut next, team, catalog)?;
    next = valid(next)?;
    refill(&mut next, &on_costs, catalog);
    *scenario = valid(next)?;
    Ok(id)
}

/// Puts teams in the place of those there are, or beside them; returns their ids.
///
/// # Errors
/// As [`add_team`].
pub(in crate::catalog) fn put_teams(
    scenario: &mut Scenario,
    teams: &[NewTeam],
    replace: bool,
    catalog: &Catalog,
) -> Result<Vec<String>, EditError> {
    let (mut next, on_costs) = (scenario.clone(), on_costs(scenario, false, catalog));
    if replace && !teams.is_empty() {
        next.teams.clear();
    }
    let mut missing = Vec::new();
    let mut ids = Vec::new();
    for team in teams {
        match append(&mut next, team, catalog) {
            Ok(id) => ids.push(id),
            Err(EditError::NeedsPay(pay)) => missing.extend(pay),
            Err(other) => return Err(other),
        }
    }
    if !missing.is_empty() {
        return Err(EditError::NeedsPay(missing));
    }
    drop_dangling(&mut next);
    next = valid(next)?;
    refill(&mut next, &on_costs, catalog);
    *scenario = valid(next)?;
    Ok(ids)
}

/// Adds a team without a check of the whole.
fn append(next: &mut Scenario, team: &NewTeam, catalog: &Catalog) -> Result<String, EditError> {
    let id = unique(&slug(&team.name, "team"), next.teams.iter().map(|other| other.id.as_str()));
    let like = team.like.as_deref().and_then(|role| catalog.role(role)).or_else(|| catalog.role(&team.role));
    let family = like.map_or(RoleFamily::Professional, |role| role.family);
    let label = catalog.role(&team.role).map_or(&team.role, |role| &role.label);
    let mut new = Team {
        id: id.clone(),
        name: team.name.clone(),
        role: label.clone(),
        structure: team.structure,
        headcount: team.headcount,
        ramp_months: ramp_months(family),
        mix: team.mix.iter().cloned().collect(),
        ..Team::default()
    };
    let mut missing = Vec::new();
    for site in next.places() {
        let own = team.pay.iter().find(|pay| pay.of == site.id).map(|pay| pay.amount);
        let known = || {
            let place = place_of(site, catalog)?;
            Some(catalog.pay(&place.id, &like?.id)?.salary.value)
        };
        match own.or_else(known) {
            Some(pay) => {
                new.salary.insert(site.id.clone(), pay);
            }
            None if site.id == next.home.id || !new.share(&site.id).is_zero() => {
                missing.push(missing_pay(&new, site, &site.id));
            }
            None => {}
        }
    }
    if !missing.is_empty() {
        return Err(EditError::NeedsPay(missing));
    }
    next.teams.push(new);
    let its = |lever: &LeverId| lever.group() == Group::Team && *lever.of() == Which::One(id.clone());
    fill(next, catalog, its);
    Ok(id)
}

/// Removes a team.
///
/// # Errors
/// If there is no such team, or it is the last one.
pub fn remove_team(scenario: &mut Scenario, team: &str, catalog: &Catalog) -> Result<(), EditError> {
    let (mut next, on_costs) = (scenario.clone(), on_costs(scenario, false, catalog));
    let index = next.teams.iter().position(|candidate| candidate.id == team);
    let index = index.ok_or_else(|| EditError::Absent { kind: "team of the scenario", id: team.to_owned() })?;
    next.teams.remove(index);
    drop_dangling(&mut next);
    next = valid(next)?;
    refill(&mut next, &on_costs, catalog);
    *scenario = valid(next)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::{
        catalog::{draft::Draft, edit::OwnPay, testing::catalog},
        model::{check::check, scenario::Structure},
    };

    fn drafted() -> Scenario {
        Draft::default_for(&catalog()).scenario(&catalog()).unwrap()
    }

    fn books() -> NewTeam {
        NewTeam {
            name: "Books & payroll".into(),
            role: "Bookkeeper".into(),
            like: None,
            headcount: dec!(4),
            structure: Structure::SupportTeam,
            pay: Vec::new(),
            mix: vec![("ph-mnl".into(), dec!(0.5))],
        }
    }

    #[test]
    fn a_new_team_brings_its_pay_and_shifts_the_on_costs() {
        let catalog = catalog();
        let mut scenario = drafted();
        scenario.teams[0].salary.insert("us-nyc".into(), dec!(80000));
        scenario.home.on_cost = dec!(0.1);
        let error = add_team(&mut scenario, &books(), &catalog).unwrap_err();
        assert!(matches!(error, EditError::NeedsPay(ref missing) if missing[0].of == "ph-mnl"), "{error}");
        let team = NewTeam { pay: vec![OwnPay { of: "ph-mnl".into(), amount: dec!(5000000) }], ..books() };
        let id = add_team(&mut scenario, &team, &catalog).unwrap();
        assert_eq!(id, "books-payroll");
        assert_eq!(check(&scenario), []);
        let new = &scenario.teams[1];
        assert_eq!((new.ramp_months, new.sync_share, new.pay_position), (dec!(1.75), dec!(0.2), dec!(1)));
        assert_eq!(new.salary["us-nyc"], dec!(49210));
        // Three seats at 80,000 and two at 49,210: mean 67,684; 5 % and 4,000 of it.
        assert_eq!(scenario.home.on_cost, dec!(0.1091));
        remove_team(&mut scenario, &id, &catalog).unwrap();
        assert_eq!(scenario.home.on_cost, dec!(0.1));
        assert!(
            matches!(remove_team(&mut scenario, "team", &catalog), Err(EditError::Invalid(_))),
            "the last team stays"
        );
        assert_eq!(scenario.teams.len(), 1);
    }

    #[test]
    fn an_own_role_starts_like_another() {
        let catalog = catalog();
        let mut scenario = drafted();
        let role = NewTeam { role: "Claims clerk".into(), like: Some("customer_support".into()), ..books() };
        add_team(&mut scenario, &role, &catalog).unwrap();
        let team = &scenario.teams[1];
        assert_eq!((team.role.as_str(), team.ramp_months), ("Claims clerk", dec!(2.75)));
        assert_eq!(team.salary["ph-mnl"], dec!(244608));
    }
}
