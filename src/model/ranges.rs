//! How uncertain each lever is: its low and high multiplier of today's value.
//!
//! A scenario whose `uncertainty` names nothing takes the ranges of the table of levers. One that
//! names any takes those alone, and of a number that is named twice the last range; what no range
//! names is not varied. So the first range of one's own brings those of the table along, and the
//! last one given back takes them away again: [`set_range`] keeps to that.

use std::ops::RangeInclusive;

use indexmap::IndexMap;
use rust_decimal::Decimal;

use super::{
    lever::{LEVERS, LeverError, LeverId},
    scenario::Scenario,
};

/// Low and high multiplier of today's value, within [`LOW`] and [`HIGH`]; most likely 1.
pub type Range = (Decimal, Decimal);

/// What a low multiplier may be.
pub const LOW: RangeInclusive<Decimal> = Decimal::ZERO..=Decimal::ONE;
/// What a high multiplier may be.
pub const HIGH: RangeInclusive<Decimal> = Decimal::ONE..=Decimal::TEN;
/// The range of what is not varied.
pub const CERTAIN: Range = (Decimal::ONE, Decimal::ONE);

/// The levers of the scenario's `uncertainty`, or of the table where it names none, in that
/// order; `*` is one lever a site or team. Of a number named twice the last range counts. What
/// the scenario does not have is left out.
#[must_use]
pub fn ranges(scenario: &Scenario) -> IndexMap<LeverId, Range> {
    let named: Vec<(LeverId, Range)> = if scenario.uncertainty.is_empty() {
        usual().collect()
    } else {
        scenario.uncertainty.iter().filter_map(|(id, range)| Some((id.parse().ok()?, *range))).collect()
    };
    let mut ranges = IndexMap::new();
    for (id, range) in named {
        for lever in id.expand(scenario).into_iter().filter(|lever| lever.value(scenario).is_ok()) {
            ranges.insert(lever, range);
        }
    }
    ranges
}

/// The range of one number; [`CERTAIN`] where it is not varied. The same as in [`ranges`], without
/// the others.
#[must_use]
pub fn range_of(scenario: &Scenario, lever: &LeverId) -> Range {
    if scenario.uncertainty.is_empty() {
        return usual_range(lever);
    }
    // Rows ask for this in every frame: names are compared as they stand, not read.
    let names: Vec<String> = lever.with_stars().iter().map(ToString::to_string).collect();
    let means = |id: &str| names.iter().any(|name| name == id.trim());
    scenario.uncertainty.iter().rev().find(|(id, _)| means(id)).map_or(CERTAIN, |(_, range)| *range)
}

/// The range that the table has for one number; [`CERTAIN`] where it has none.
#[must_use]
pub fn usual_range(lever: &LeverId) -> Range {
    let row = lever.lever();
    let usual = row.uncertainty.filter(|_| lever.with_stars().contains(&LeverId::each(row)));
    usual.unwrap_or(CERTAIN)
}

/// The table's ranges, with `*` where a row stands for every site or team.
fn usual() -> impl Iterator<Item = (LeverId, Range)> {
    LEVERS.iter().filter_map(|lever| Some((LeverId::each(lever), lever.uncertainty?)))
}

/// Gives one number a range of its own, or with none the table's again. Every other number keeps
/// the range it has. `uncertainty` is left empty where all ranges are then the table's, so that a
/// range given back leaves nothing behind.
///
/// The range itself is not judged here: `check` does that.
///
/// # Errors
/// If the scenario has no such site or team.
pub fn set_range(scenario: &mut Scenario, lever: &LeverId, range: Option<Range>) -> Result<(), LeverError> {
    lever.value(scenario)?;
    let range = range.unwrap_or_else(|| usual_range(lever));
    if range_of(scenario, lever) == range {
        return Ok(());
    }
    let mut wanted = varied(scenario);
    wanted.shift_remove(lever);
    if range != CERTAIN {
        wanted.insert(lever.clone(), range);
    }
    let own = !scenario.uncertainty.is_empty();
    let named = if own { std::mem::take(&mut scenario.uncertainty) } else { usual_here(scenario) };
    let key = lever.to_string();
    let (mut without, mut in_place) = (named.clone(), named);
    without.shift_remove(&key);
    let mut last = without.clone();
    last.insert(key.clone(), range);
    in_place.insert(key, range);
    // What is not varied though it usually is stays in the list, to be read there.
    let plain = range != CERTAIN || usual_range(lever) == CERTAIN;
    let shortest = plain.then_some(without);
    // At the end the new range wins over any `*`.
    for list in std::iter::once(IndexMap::new()).chain(shortest).chain([in_place, last]) {
        scenario.uncertainty = list;
        if varied(scenario) == wanted {
            break;
        }
    }
    Ok(())
}

/// The table's ranges as a scenario's own, without those that name nothing in it.
fn usual_here(scenario: &Scenario) -> IndexMap<String, Range> {
    let here = |(id, range): (LeverId, Range)| id.value(scenario).is_ok().then(|| (id.to_string(), range));
    usual().filter_map(here).collect()
}

/// What is varied, with its range.
fn varied(scenario: &Scenario) -> IndexMap<LeverId, Range> {
    let mut ranges = ranges(scenario);
    ranges.retain(|_, range| *range != CERTAIN);
    ranges
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::model::{check::check, testing::two_sites};

    fn id(name: &str) -> LeverId {
        name.parse().unwrap()
    }

    fn set(scenario: &mut Scenario, name: &str, range: Option<Range>) {
        set_range(scenario, &id(name), range).unwrap();
        assert_eq!(check(scenario), []);
    }

    #[test]
    fn the_first_range_brings_the_tables_along_and_the_last_takes_them_away() {
        let mut scenario = two_sites();
        let opened = scenario.clone();
        let own = (dec!(0.8), dec!(1.4));
        set(&mut scenario, "friction.attrition", Some(own));
        assert_eq!(scenario.uncertainty.len(), 18);
        assert_eq!(scenario.uncertainty["friction.attrition"], own);
        assert_eq!(scenario.uncertainty["team.*.oversight"], (dec!(0.5), dec!(2)));
        set(&mut scenario, "team.desk.oversight", Some(own));
        assert_eq!(scenario.uncertainty.len(), 19);
        assert_eq!(range_of(&scenario, &id("team.books.oversight")), (dec!(0.5), dec!(2)));
        set(&mut scenario, "friction.attrition", None);
        assert_eq!(scenario.uncertainty.len(), 19, "the other is still one's own");
        set(&mut scenario, "team.desk.oversight", Some((dec!(0.5), dec!(2))));
        assert_eq!(scenario, opened);
    }

    #[test]
    fn what_is_not_varied_is_said_so_and_what_never_was_leaves_nothing_behind() {
        let mut scenario = two_sites();
        let opened = scenario.clone();
        set(&mut scenario, "team.desk.headcount", Some(CERTAIN));
        assert_eq!(scenario, opened);
        set(&mut scenario, "friction.rework", Some(CERTAIN));
        assert_eq!(scenario.uncertainty["friction.rework"], CERTAIN);
        set(&mut scenario, "team.desk.headcount", Some((dec!(0.9), dec!(1.1))));
        set(&mut scenario, "team.desk.headcount", None);
        assert!(!scenario.uncertainty.contains_key("team.desk.headcount"));
        set(&mut scenario, "friction.rework", None);
        assert_eq!(scenario, opened);
    }

    #[test]
    fn the_only_range_of_a_list_is_not_exchanged_for_the_tables() {
        let mut scenario = two_sites();
        scenario.uncertainty.insert("team.desk.headcount".into(), (dec!(0.9), dec!(1.1)));
        set(&mut scenario, "team.desk.headcount", None);
        assert_eq!(range_of(&scenario, &id("friction.rework")), CERTAIN);
        assert_eq!(varied(&scenario).len(), 0);
    }

    #[test]
    fn a_star_that_stands_later_does_not_win_over_a_new_range() {
        let mut scenario = two_sites();
        scenario.uncertainty.insert("site.ph-mnl.wage_growth".into(), (dec!(0.9), dec!(1.1)));
        scenario.uncertainty.insert("site.*.wage_growth".into(), (dec!(0.7), dec!(1.2)));
        let manila = id("site.ph-mnl.wage_growth");
        assert_eq!(range_of(&scenario, &manila), (dec!(0.7), dec!(1.2)));
        set(&mut scenario, "site.ph-mnl.wage_growth", Some((dec!(0.8), dec!(1.3))));
        assert_eq!(range_of(&scenario, &manila), (dec!(0.8), dec!(1.3)));
        assert_eq!(range_of(&scenario, &id("site.pl-krk.wage_growth")), (dec!(0.7), dec!(1.2)));
        set(&mut scenario, "site.ph-mnl.wage_growth", Some((dec!(0.7), dec!(1.2))));
        assert!(!scenario.uncertainty.contains_key("site.ph-mnl.wage_growth"), "the star says it");
    }

    #[test]
    fn without_sites_the_table_names_none() {
        let mut scenario = two_sites();
        scenario.sites.clear();
        scenario.teams.iter_mut().for_each(|team| {
            team.mix.clear();
            team.salary.retain(|place, _| place == "us-nyc");
        });
        let opened = scenario.clone();
        set(&mut scenario, "friction.rework", Some((dec!(0.5), dec!(1.5))));
        assert_eq!(scenario.uncertainty.len(), 16);
        set(&mut scenario, "friction.rework", None);
        assert_eq!(scenario, opened);
        assert!(set_range(&mut scenario, &id("site.ph-mnl.wage_growth"), None).is_err());
    }

    #[test]
    fn one_number_has_the_range_that_the_whole_list_gives_it() {
        let mut scenario = two_sites();
        for step in 0..2 {
            let all = ranges(&scenario);
            for lever in LeverId::all(&scenario) {
                let right = all.get(&lever).copied().unwrap_or(CERTAIN);
                assert_eq!(range_of(&scenario, &lever), right, "{lever} {step}");
            }
            scenario.uncertainty.insert("team.*.salary.*".into(), (dec!(0.9), dec!(1.1)));
            scenario.uncertainty.insert("site.*.exchange_rate".into(), (dec!(0.8), dec!(1.1)));
            scenario.uncertainty.insert("site.pl-krk.exchange_rate".into(), CERTAIN);
        }
    }
}
