//! Every mix of sites as a point of cost and friction.

use rust_decimal::{Decimal, dec};

use super::{
    estimate,
    frontier::{self, Frontier},
    job::Job,
};
use crate::model::{estimates::Estimates, lever::LeverId, scenario::Scenario};

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
    /// Every mix on a coarse grid: the first look, until the whole frontier is known.
    pub cloud: Frontier,
    /// Today's split from 0 to 100 % offshore; empty where nothing is offshore.
    pub slide: Vec<SlidePoint>,
}

/// Most mixes looked at; beyond it the grid is coarser.
const MOST_MIXES: usize = 1_100;

/// Computes the cloud at steps of 10 %, coarser only where there would be too many mixes.
#[must_use]
pub fn mixes(scenario: &Scenario, estimates: &Estimates) -> Mixes {
    // Nobody can cancel a job of this function's own.
    let cloud = frontier::cloud(scenario, estimates, (&[10, 5, 4, 2, 1], MOST_MIXES), &Job::default());
    Mixes { cloud: cloud.unwrap_or_default(), slide: slide(scenario, estimates) }
}

/// Gives every team a mix, shares by site in file order.
pub fn take_mix(scenario: &mut Scenario, shares: &[Decimal]) {
    for team in &mut scenario.teams {
        team.mix = scenario.sites.iter().map(|site| site.id.clone()).zip(shares.iter().copied()).collect();
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::two_sites;

    #[test]
    fn nothing_moved_is_the_origin_and_todays_mix_is_on_its_slide() {
        let scenario = two_sites();
        let estimates = Estimates::of(&scenario);
        let mixes = mixes(&scenario, &estimates);
        let nobody = |index: &usize| mixes.cloud.mix(*index).iter().all(Decimal::is_zero);
        let home = mixes.cloud.points[(0..mixes.cloud.points.len()).find(nobody).unwrap()];
        assert!(home.friction.abs() < 1e-12 && home.cash_saving.abs() < 1e-12);
        assert_eq!(mixes.slide.len(), 21);
        assert!(mixes.slide[0].cash_saving.abs() < 1e-12);
    }
}
