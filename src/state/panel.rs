//! Where each lever stands in the lever panel: always there, in a fold, or only in the search.
//!
//! One table for what the panel draws and for what shows a lever on request.

use super::view::{Fold, View};
use crate::model::{
    lever::{Group, LEVERS, LeverId, Which},
    scenario::{Scenario, Team},
};

/// Fields of a site that home does not use.
const OFFSHORE_ONLY: [&str; 3] = ["night_premium", "markup", "fee"];

/// Levers of a fold that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The id of the place they belong to, where they belong to one.
    pub place: Option<String>,
    /// The levers in the order in which they are shown.
    pub levers: Vec<LeverId>,
}

/// The seven levers that are always there.
#[must_use]
pub fn short_list(team: &Team) -> Vec<LeverId> {
    let friction = |field| LeverId::global(Group::Friction, field);
    let own = |field| LeverId::team(&team.id, field);
    [
        own("headcount"),
        own("pay_position"),
        friction("time_zone"),
        friction("language"),
        friction("rework"),
        friction("attrition"),
        own("oversight"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What a fold holds while a team is shown.
#[must_use]
pub fn sections(scenario: &Scenario, team: &Team, fold: Fold) -> Vec<Section> {
    let one = |levers: Vec<LeverId>| vec![Section { place: None, levers }];
    match fold {
        Fold::Friction => {
            let short = short_list(team);
            let own = ["ramp_months", "sync_share", "hq_weight", "liaisons"];
            let of_team = own.iter().filter_map(|field| LeverId::team(&team.id, field));
            one(group(Group::Friction).filter(|id| !short.contains(id)).chain(of_team).collect())
        }
        Fold::Rollout => one(group(Group::Rollout).chain(group(Group::Transition)).collect()),
        Fold::Sites => {
            let section = |id: &str| Section { place: Some(id.to_owned()), levers: place_levers(scenario, team, id) };
            scenario.places().map(|place| section(&place.id)).collect()
        }
        Fold::Money => one(group(Group::Money).chain(group(Group::Management)).collect()),
    }
}

fn group(group: Group) -> impl Iterator<Item = LeverId> {
    LEVERS.iter().filter(move |lever| lever.group == group).filter_map(move |lever| LeverId::global(group, lever.field))
}

fn place_levers(scenario: &Scenario, team: &Team, place: &str) -> Vec<LeverId> {
    let home = place == scenario.home.id;
    let fields = LEVERS.iter().filter(|lever| lever.group == Group::Place);
    let own = fields
        .filter(|lever| !(home && OFFSHORE_ONLY.contains(&lever.field)))
        .filter_map(|lever| if home { LeverId::home(lever.field) } else { LeverId::site(place, lever.field) });
    std::iter::once(LeverId::salary(&team.id, place)).chain(own).collect()
}

/// Makes the panel show a lever and light it up: its team is chosen, its fold opened; a lever
/// that stands in no fold is searched for. Of a lever with `*` the first is shown; one that the
/// scenario does not have changes nothing.
pub fn show_lever(view: &mut View, scenario: &Scenario, lever: &LeverId) {
    let Some(lever) = lever.expand(scenario).into_iter().find(|lever| lever.value(scenario).is_ok()) else { return };
    let own = match (lever.group(), lever.of()) {
        (Group::Team | Group::Salary | Group::Mix, Which::One(id)) => {
            scenario.teams.iter().position(|team| team.id == *id)
        }
        _ => None,
    };
    view.team = own.unwrap_or(view.team);
    let Some(team) = scenario.teams.get(view.team) else { return };
    let holds = |fold: &Fold| sections(scenario, team, *fold).iter().any(|section| section.levers.contains(&lever));
    let fold = Fold::ALL.into_iter().find(holds);
    view.search.clear();
    if let Some(fold) = fold {
        view.folds.insert(fold);
    } else if !short_list(team).contains(&lever) {
        view.search = lever.label(scenario);
    }
    view.lit.light(lever);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::two_sites;

    #[test]
    fn every_lever_is_in_the_mix_the_short_list_or_a_fold() {
        let scenario = two_sites();
        for team in &scenario.teams {
            let mut shown = short_list(team);
            for fold in Fold::ALL {
                shown.extend(sections(&scenario, team, fold).into_iter().flat_map(|section| section.levers));
            }
            for id in LeverId::all(&scenario) {
                let elsewhere = matches!(id.group(), Group::Mix | Group::Offshore);
                let other_team = matches!(id.of(), Which::One(of)
                    if matches!(id.group(), Group::Team | Group::Salary) && *of != team.id);
                assert!(elsewhere || other_team || shown.contains(&id), "{id} is nowhere");
            }
        }
    }

    #[test]
    fn a_lever_is_shown_where_it_stands() {
        let scenario = two_sites();
        let mut view = View { search: "visa".to_owned(), ..View::default() };
        let mut show = |name: &str| {
            show_lever(&mut view, &scenario, &name.parse().unwrap());
            let lit = view.lit.lever.as_ref().map(ToString::to_string).unwrap_or_default();
            (lit, view.team, view.search.clone(), view.folds.iter().copied().collect::<Vec<_>>())
        };
        let none = String::new;
        assert_eq!(show("friction.rework"), ("friction.rework".to_owned(), 0, none(), vec![]));
        let of_team = "team.books.ramp_months";
        assert_eq!(show(of_team), (of_team.to_owned(), 1, none(), vec![Fold::Friction]));
        let first = "site.ph-mnl.wage_growth".to_owned();
        assert_eq!(show("site.*.wage_growth"), (first, 1, none(), vec![Fold::Friction, Fold::Sites]));
        let (lit, team, search, _) = show("team.desk.mix.ph-mnl");
        assert_eq!((lit.as_str(), team), ("team.desk.mix.ph-mnl", 0));
        assert!(search.contains("Manila"), "{search}");
        // What is not there leaves all as it was.
        assert_eq!(show("site.gone.wage_growth").0, "team.desk.mix.ph-mnl");
    }

    #[test]
    fn the_same_lever_shown_again_is_a_new_light() {
        let scenario = two_sites();
        let lever = LeverId::global(Group::Friction, "rework").unwrap();
        let mut view = View::default();
        show_lever(&mut view, &scenario, &lever);
        let first = view.lit.clone();
        show_lever(&mut view, &scenario, &lever);
        assert_ne!(view.lit, first);
    }
}
