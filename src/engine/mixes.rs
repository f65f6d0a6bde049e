//! Every mix of sites as a point of cost and friction.

use rust_decimal::{Decimal, dec};

use super::estimate;
use crate::model::{
    estimates::Estimates,
    lever::LeverId,
    scenario::{Scenario, Team},
};

/// One mix, the same for every team, as a point of the matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct MixPoint {
    /// Share of the seats at each site, in file order; the rest is at home.
    pub shares: Vec<Decimal>,
    /// Φ, lost capacity ÷ home cost.
    pub friction: f64,
    /// 1 − cash ÷ home cost.
    pub cash_saving: f64,
}

/// A point of today's split between sites at another total offshore share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SlidePoint {
    /// The whole offshore share of all teams.
    pub offshore: Decimal,
    /// Φ, lost capacity ÷ home cost.
    pub friction: f64,
    /// 1 − cash ÷ home cost.
    pub cash_saving: f64,
}

/// The cloud of mixes and today's path through it.
#[derive(Debug, Clone, PartialEq)]
pub struct Mixes {
    /// Every mix on the grid.
    pub cloud: Vec<MixPoint>,
    /// Step of the grid, share.
    pub step: Decimal,
    /// Today's split from 0 to 100 % offshore; empty where nothing is offshore.
    pub slide: Vec<SlidePoint>,
}

/// Most mixes looked at; beyond it the grid is coarser.
const MOST_MIXES: usize = 1_100;

/// Computes the cloud at steps of 10 %, coarser only where there would be too many mixes.
#[must_use]
pub fn mixes(scenario: &Scenario, estimates: &Estimates) -> Mixes {
    let mut cloud = Vec::new();
    let parts = each_mix(scenario, &[10, 5, 4, 2, 1], MOST_MIXES, &mut |moved, shares| {
        if let Some((friction, cash_saving)) = place(moved, estimates) {
            cloud.push(MixPoint { shares: shares.to_vec(), friction, cash_saving });
        }
        true
    });
    Mixes { cloud, step: Decimal::ONE / Decimal::from(parts), slide: slide(scenario, estimates) }
}

/// Hands out a scenario with every mix on a grid in turn, the same for every team, and its shares
/// by site in file order, as long as it is told to go on. The grid has the first of some numbers
/// of parts at which there are not too many mixes; returns that.
pub(super) fn each_mix(
    scenario: &Scenario,
    parts: &[usize],
    most: usize,
    visit: &mut dyn FnMut(&Scenario, &[Decimal]) -> bool,
) -> usize {
    // A site some team has no salary for can't be part of a mix for all.
    let open: Vec<usize> = (0..scenario.sites.len())
        .filter(|site| scenario.teams.iter().all(|team| team.salary.contains_key(&scenario.sites[*site].id)))
        .collect();
    let parts = parts.iter().copied().find(|parts| count(open.len(), *parts) <= most).unwrap_or(1);
    let mut moved = scenario.clone();
    for grid in simplex(open.len(), parts) {
        let mut shares = vec![Decimal::ZERO; scenario.sites.len()];
        for (site, part) in open.iter().zip(&grid) {
            shares[*site] = Decimal::from(*part) / Decimal::from(parts);
        }
        for team in &mut moved.teams {
            take_mix(team, scenario, &shares);
        }
        if !visit(&moved, &shares) {
            break;
        }
    }
    parts
}

/// Gives a team a mix, shares by site in file order.
pub fn take_mix(team: &mut Team, scenario: &Scenario, shares: &[Decimal]) {
    team.mix = scenario.sites.iter().map(|site| site.id.clone()).zip(shares.iter().copied()).collect();
}

fn place(scenario: &Scenario, estimates: &Estimates) -> Option<(f64, f64)> {
    let totals = estimate(scenario, estimates);
    Some((totals.friction()?, totals.cash_saving()?))
}

fn slide(scenario: &Scenario, estimates: &Estimates) -> Vec<SlidePoint> {
    let lever = LeverId::offshore();
    let mut slid = scenario.clone();
    let mut points = Vec::new();
    for step in 0..=20 {
        let offshore = Decimal::from(step) * dec!(0.05);
        // From today's mix each time, so that its split is not lost at 0 %.
        slid.teams.clone_from(&scenario.teams);
        if lever.set(&mut slid, offshore).is_err() {
            return Vec::new();
        }
        if let Some((friction, cash_saving)) = place(&slid, estimates) {
            points.push(SlidePoint { offshore, friction, cash_saving });
        }
    }
    points
}

/// Number of ways to share `parts` parts between some sites and home.
fn count(sites: usize, parts: usize) -> usize {
    (1..=sites).fold(1, |ways, site| ways * (parts + site) / site)
}

/// Every way to give at most `parts` parts to some sites; home takes the rest.
fn simplex(sites: usize, parts: usize) -> Vec<Vec<usize>> {
    (0..sites).fold(vec![Vec::new()], |grids, _| {
        let extend = |grid: Vec<usize>| {
            let left = parts - grid.iter().sum::<usize>();
            (0..=left).map(move |part| [&grid[..], &[part]].concat())
        };
        grids.into_iter().flat_map(extend).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::two_sites;

    #[test]
    fn the_grid_holds_every_mix_once() {
        for (sites, parts) in [(0, 10), (1, 10), (2, 10), (3, 5), (4, 2)] {
            let grids = simplex(sites, parts);
            assert_eq!(grids.len(), count(sites, parts));
            assert!(grids.iter().all(|grid| grid.iter().sum::<usize>() <= parts));
            let distinct: std::collections::HashSet<_> = grids.iter().collect();
            assert_eq!(distinct.len(), grids.len());
        }
        assert_eq!(count(2, 10), 66);
    }

    #[test]
    fn nothing_moved_is_the_origin_and_todays_mix_is_on_its_slide() {
        let scenario = two_sites();
        let estimates = Estimates::of(&scenario);
        let mixes = mixes(&scenario, &estimates);
        let home = mixes.cloud.iter().find(|point| point.shares.iter().all(Decimal::is_zero)).unwrap();
        assert!(home.friction.abs() < 1e-12 && home.cash_saving.abs() < 1e-12);
        assert_eq!(mixes.slide.len(), 21);
        assert!(mixes.slide[0].cash_saving.abs() < 1e-12);
    }
}
