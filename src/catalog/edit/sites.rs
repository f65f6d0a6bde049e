//! Sites: added, swapped, removed.

use super::{EditError, OwnPay, OwnPlace, drop_dangling, missing_pay, slug, unique, valid};
use crate::{
    catalog::{
        Catalog, Place,
        known::{bare_site, fill},
        rates::units_in_reporting,
        terms::TermsPreset,
    },
    model::{
        check::Fault,
        lever::{Group, LeverId, Which},
        scenario::{Scenario, Site, Team},
    },
};

/// Adds a site for a place, with its figures, an entity of one's own and the salaries of every
/// team. Nobody moves yet. Returns the new site's id, unique in the scenario.
///
/// # Errors
/// If a salary is neither known nor given in `own`, or the scenario has no room for a site.
pub fn add_site(
    scenario: &mut Scenario,
    place: &Place,
    own: &[OwnPay],
    catalog: &Catalog,
) -> Result<String, EditError> {
    let id = unique(&place.id, scenario.places().map(|site| site.id.as_str()));
    let mut next = scenario.clone();
    next.sites.push(Site { terms: TermsPreset::default().name(), ..bare_site(place, id.clone()) });
    settle_site(&mut next, &id, place, &Pays { own, needed: &|_| true }, catalog)?;
    *scenario = valid(next)?;
    Ok(id)
}

/// Adds a site for a place of the user's own.
///
/// # Errors
/// As [`add_site`], and if the template is unknown or a figure does not fit its field.
pub fn add_own_site(
    scenario: &mut Scenario,
    place: &OwnPlace,
    own: &[OwnPay],
    catalog: &Catalog,
) -> Result<String, EditError> {
    let absent = || EditError::Absent { kind: "place of the catalogue", id: place.template.clone() };
    let template = catalog.place(&place.template).ok_or_else(absent)?;
    let id = unique(&slug(&place.name, "site"), scenario.places().map(|site| site.id.as_str()));
    let mut next = scenario.clone();
    let site =
        Site { name: place.name.clone(), terms: TermsPreset::default().name(), ..bare_site(template, id.clone()) };
    next.sites.push(site);
    settle_site(&mut next, &id, template, &Pays { own, needed: &|_| true }, catalog)?;
    for (field, value) in &place.figures {
        let fault =
            |problem: String| EditError::Invalid(vec![Fault { path: format!("{}.{field}", place.name), problem }]);
        let lever = LeverId::site(&id, field).ok_or_else(|| fault("must be a field of a site".into()))?;
        lever.set(&mut next, *value).map_err(|error| fault(error.to_string()))?;
    }
    *scenario = valid(next)?;
    Ok(id)
}

/// Puts another place in a site's stead: shares, terms and the start of the shift stay, figures
/// and salaries are the new place's. Returns the site's new id.
///
/// # Errors
/// As [`add_site`], for teams with a salary at the site; and if there is no such site.
pub fn swap_site(
    scenario: &mut Scenario,
    site: &str,
    place: &Place,
    own: &[OwnPay],
    catalog: &Catalog,
) -> Result<String, EditError> {
    let mut next = scenario.clone();
    let index = site_index(&next, site)?;
    let others = scenario.places().map(|other| other.id.as_str()).filter(|other| *other != site);
    let id = unique(&place.id, others);
    let old = &scenario.sites[index];
    next.sites[index] = Site { terms: old.terms.clone(), shift_start: old.shift_start, ..bare_site(place, id.clone()) };
    for team in &mut next.teams {
        if let Some((at, _, share)) = team.mix.shift_remove_full(site) {
            team.mix.shift_insert(at, id.clone(), share);
        }
        // A salary of the old place must not stand for the new one's; the missing is named below.
        if let Some((at, _, salary)) = team.salary.shift_remove_full(site) {
            team.salary.shift_insert(at, id.clone(), salary);
        }
    }
    next.uncertainty = std::mem::take(&mut next.uncertainty)
        .into_iter()
        .map(|(lever, range)| (renamed(&lever, site, &id), range))
        .collect();
    let paid: Vec<String> =
        next.teams.iter().filter(|team| team.salary.contains_key(&id)).map(|team| team.id.clone()).collect();
    settle_site(&mut next, &id, place, &Pays { own, needed: &|team| paid.contains(&team.id) }, catalog)?;
    next.sites[index].shift_start = old.shift_start;
    *scenario = valid(next)?;
    Ok(id)
}

/// Removes a site; its seats go home.
///
/// # Errors
/// If there is no such site.
pub fn remove_site(scenario: &mut Scenario, site: &str) -> Result<(), EditError> {
    let mut next = scenario.clone();
    let index = site_index(&next, site)?;
    next.sites.remove(index);
    for team in &mut next.teams {
        team.mix.shift_remove(site);
        team.salary.shift_remove(site);
    }
    drop_dangling(&mut next);
    *scenario = valid(next)?;
    Ok(())
}

/// Pay at a site: the user's own figures, and which teams must have one.
struct Pays<'a> {
    own: &'a [OwnPay],
    needed: &'a dyn Fn(&Team) -> bool,
}

/// Fills in a site that stands bare in the scenario: salaries, then figures.
fn settle_site(next: &mut Scenario, id: &str, place: &Place, pays: &Pays, catalog: &Catalog) -> Result<(), EditError> {
    let index = site_index(next, id)?;
    let no_rate = || EditError::NoRate { from: place.currency.clone(), to: next.money.currency.clone() };
    let rate = units_in_reporting(&place.currency, next, catalog).ok_or_else(no_rate)?;
    let mut missing = Vec::new();
    let site = next.sites[index].clone();
    for team in &mut next.teams {
        let own = pays.own.iter().find(|pay| pay.of == team.id).map(|pay| pay.amount);
        let known = || Some(catalog.pay(&place.id, &catalog.role(&team.role)?.id)?.salary.value);
        if let Some(pay) = own.or_else(known) {
            if pays.own.iter().any(|pay| pay.of == team.id) || (pays.needed)(team) {
                team.salary.insert(id.to_owned(), pay);
            }
        } else if (pays.needed)(team) {
            missing.push(missing_pay(team, &site, &team.id));
        }
    }
    if !missing.is_empty() {
        return Err(EditError::NeedsPay(missing));
    }
    // What the catalogue crosses itself is filled in below.
    next.sites[index].exchange_rate = rate;
    fill(next, catalog, |lever| lever.group() == Group::Place && *lever.of() == Which::One(id.to_owned()));
    Ok(())
}

fn site_index(scenario: &Scenario, id: &str) -> Result<usize, EditError> {
    let index = scenario.sites.iter().position(|site| site.id == id);
    index.ok_or_else(|| EditError::Absent { kind: "site of the scenario", id: id.to_owned() })
}

/// A lever's name with one site for another.
fn renamed(lever: &str, from: &str, to: &str) -> String {
    let mut parts: Vec<&str> = lever.split('.').collect();
    match parts.as_mut_slice() {
        ["site", id, _] | ["team", _, _, id] if *id == from => *id = to,
        _ => {}
    }
    parts.join(".")
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::{
        catalog::{
            draft::Draft,
            origin::{Origin, Row, origins},
            testing::catalog,
        },
        model::{check::check, testing::two_sites},
    };

    fn drafted() -> Scenario {
        Draft::default_for(&catalog()).scenario(&catalog()).unwrap()
    }

    #[test]
    fn a_new_site_is_filled_and_nobody_moves() {
        let catalog = catalog();
        let mut scenario = drafted();
        let id = add_site(&mut scenario, catalog.place("pl-waw").unwrap(), &[], &catalog).unwrap();
        assert_eq!(id, "pl-waw");
        assert_eq!(check(&scenario), []);
        assert_eq!(scenario.teams[0].salary["pl-waw"], dec!(72000));
        assert!(scenario.seats_at("pl-waw").is_zero());
        let site = &scenario.sites[1];
        assert_eq!((site.on_cost, site.markup, site.terms.as_str()), (dec!(0.15), dec!(0), "Own entity"));
        let mine = origins(&scenario, &catalog).into_iter().filter(Row::overridden).count();
        assert_eq!(mine, 0);
        let again = add_site(&mut scenario, catalog.place("pl-waw").unwrap(), &[], &catalog).unwrap();
        assert_eq!(again, "pl-waw-2");
        assert_eq!(scenario.sites[2].wage_growth, dec!(0.06), "known by its country");
        // Home's own place may be a site too.
        assert_eq!(add_site(&mut scenario, catalog.place("us-nyc").unwrap(), &[], &catalog).unwrap(), "us-nyc-2");
    }

    #[test]
    fn pay_that_is_not_known_is_asked_for_and_taken() {
        let catalog = catalog();
        let draft = Draft { role: "bookkeeper".into(), destination: "pl-waw".into(), ..Draft::default_for(&catalog) };
        let mut scenario = draft.scenario(&catalog).unwrap();
        let (before, manila) = (scenario.clone(), catalog.place("ph-mnl").unwrap());
        let error = add_site(&mut scenario, manila, &[], &catalog).unwrap_err();
        assert_eq!(error.to_string(), "a pay figure must be given for Bookkeeper (Bookkeeper) in Manila, PHP a year");
        assert_eq!(scenario, before);
        let own = [OwnPay { of: "team".into(), amount: dec!(300000) }];
        add_site(&mut scenario, manila, &own, &catalog).unwrap();
        assert_eq!(scenario.teams[0].salary["ph-mnl"], dec!(300000));
        assert!(swap_site(&mut scenario, "pl-waw", manila, &[], &catalog).is_err());
    }

    #[test]
    fn a_swap_there_and_back_leaves_everything_as_it_was() {
        let catalog = catalog();
        let mut scenario = drafted();
        scenario.sites[0].shift_start = dec!(21);
        scenario.uncertainty.insert("site.ph-mnl.attrition".into(), (dec!(0.5), dec!(2)));
        scenario.uncertainty.insert("team.*.salary.ph-mnl".into(), (dec!(0.5), dec!(2)));
        let before = scenario.clone();
        let id = swap_site(&mut scenario, "ph-mnl", catalog.place("pl-waw").unwrap(), &[], &catalog).unwrap();
        assert_eq!(check(&scenario), []);
        assert_eq!(scenario.teams[0].mix["pl-waw"], dec!(0.7));
        assert_eq!((scenario.sites[0].shift_start, scenario.sites[0].terms.as_str()), (dec!(21), "Staff leasing"));
        assert_eq!(scenario.sites[0].fee, before.sites[0].fee);
        assert!(scenario.uncertainty.contains_key("team.*.salary.pl-waw"));
        swap_site(&mut scenario, &id, catalog.place("ph-mnl").unwrap(), &[], &catalog).unwrap();
        assert_eq!(scenario, before);
    }

    #[test]
    fn a_removed_site_sends_its_seats_home() {
        let mut scenario = two_sites();
        scenario.uncertainty.insert("site.ph-mnl.attrition".into(), (dec!(0.5), dec!(2)));
        scenario.uncertainty.insert("site.*.attrition".into(), (dec!(0.5), dec!(2)));
        remove_site(&mut scenario, "ph-mnl").unwrap();
        assert_eq!(check(&scenario), []);
        assert_eq!(scenario.teams[1].offshore_share(), dec!(0.4));
        assert_eq!(scenario.uncertainty.len(), 1);
        remove_site(&mut scenario, "pl-krk").unwrap();
        assert_eq!(check(&scenario), []);
        assert!(scenario.uncertainty.is_empty());
        let absent = remove_site(&mut scenario, "pl-krk").unwrap_err().to_string();
        assert_eq!(absent, "must be a site of the scenario, found \"pl-krk\"");
    }

    #[test]
    fn an_own_place_starts_like_another() {
        let catalog = catalog();
        let mut scenario = drafted();
        let place = OwnPlace {
            name: "Cebu".into(),
            template: "ph-mnl".into(),
            figures: vec![("attrition".into(), dec!(0.22))],
        };
        let id = add_own_site(&mut scenario, &place, &[], &catalog).unwrap();
        assert_eq!(id, "cebu");
        let site = &scenario.sites[1];
        assert_eq!((site.name.as_str(), site.attrition, site.wage_growth), ("Cebu", dec!(0.22), dec!(0.052)));
        let row = origins(&scenario, &catalog).into_iter().find(|row| row.lever.to_string() == "site.cebu.attrition");
        assert_eq!(row.unwrap().origin, Origin::Yours);
        let wrong = OwnPlace { figures: vec![("attrition".into(), dec!(7))], ..place.clone() };
        let error = add_own_site(&mut scenario, &wrong, &[], &catalog).unwrap_err().to_string();
        assert_eq!(error, "Cebu.attrition: lever site.cebu-2.attrition: must be 0–3, found 7");
    }

    #[test]
    fn there_is_room_for_twelve_sites() {
        let catalog = catalog();
        let mut scenario = drafted();
        for _ in 0..11 {
            add_site(&mut scenario, catalog.place("pl-waw").unwrap(), &[], &catalog).unwrap();
        }
        let error = add_site(&mut scenario, catalog.place("pl-waw").unwrap(), &[], &catalog).unwrap_err();
        assert_eq!(error.to_string(), "sites: must be 0–12 sites, found 13");
        assert_eq!(scenario.sites.len(), 12);
    }
}
