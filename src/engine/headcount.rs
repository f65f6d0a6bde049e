//! Cost by headcount: from which size a move offshore pays.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::estimate;
use crate::model::{estimates::Estimates, scenario::Scenario};

/// Costs at one size of all teams together, a seat and year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeadcountPoint {
    /// Seats of all teams, FTE.
    pub seats: f64,
    /// Home cost, reporting currency a seat and year.
    pub home: f64,
    /// Cash, reporting currency a seat and year.
    pub cash: f64,
    /// Effective cost, reporting currency a seat and year.
    pub effective: f64,
}

/// The size from which the move pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaysFrom {
    /// From one seat on.
    OneSeat,
    /// From this many seats on, and at every larger size looked at.
    Seats(u32),
    /// At no size looked at.
    Never,
}

/// Cost by headcount, teams growing and shrinking in proportion.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadcountCurve {
    /// By size, smallest first; whole seats.
    pub points: Vec<HeadcountPoint>,
    /// The size from which effective cost stays at or below home cost.
    pub pays_from: PaysFrom,
}

/// How many sizes are looked at.
const SIZES: u32 = 40;

/// Computes the curve from 1 seat to about twice today's size, at least 10 seats.
#[must_use]
pub fn headcount_curve(scenario: &Scenario, estimates: &Estimates) -> HeadcountCurve {
    let today = scenario.headcount();
    let most = (today * Decimal::TWO).ceil().to_u32().unwrap_or(u32::MAX).max(10);
    let years = f64::from(scenario.money.horizon_months) / 12.0;
    let mut sized = scenario.clone();
    let mut at = |seats: u32| {
        let whole = Decimal::from(seats);
        for (team, original) in sized.teams.iter_mut().zip(&scenario.teams) {
            // Part of the whole first: a sliver of a seat must not make the scale overflow.
            team.headcount = original.headcount / today * whole;
        }
        let totals = estimate(&sized, estimates);
        let size = f64::from(seats);
        let each = |cost: f64| cost / (size * years);
        HeadcountPoint {
            seats: size,
            home: each(totals.home),
            cash: each(totals.cash),
            effective: each(totals.effective),
        }
    };
    let points: Vec<HeadcountPoint> = sizes(most).into_iter().map(&mut at).collect();
    let pays_from = pays_from(&points, &mut at);
    HeadcountCurve { points, pays_from }
}

/// Whole sizes from 1 to `most`, closer together where small.
fn sizes(most: u32) -> Vec<u32> {
    let mut sizes: Vec<u32> = if most <= SIZES {
        (1..=most).collect()
    } else {
        let step = |index: u32| {
            let part = f64::from(index) / f64::from(SIZES - 1);
            (1.0 + part * part * f64::from(most - 1)).round()
        };
        (0..SIZES).map(|index| step(index).to_u32().unwrap_or(most)).collect()
    };
    sizes.dedup();
    sizes
}

fn pays(point: &HeadcountPoint) -> bool {
    point.effective <= point.home
}

fn pays_from(points: &[HeadcountPoint], at: &mut impl FnMut(u32) -> HeadcountPoint) -> PaysFrom {
    let Some(last_loss) = points.iter().rposition(|point| !pays(point)) else { return PaysFrom::OneSeat };
    let Some(first_gain) = points.get(last_loss + 1) else { return PaysFrom::Never };
    // Between two sizes of the curve, to the whole seat.
    let mut loss = points[last_loss].seats.to_u32().unwrap_or(1);
    let mut gain = first_gain.seats.to_u32().unwrap_or(1);
    while gain - loss > 1 {
        let middle = loss + (gain - loss) / 2;
        if pays(&at(middle)) {
            gain = middle;
        } else {
            loss = middle;
        }
    }
    PaysFrom::Seats(gain)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::model::testing::two_sites;

    #[test]
    fn fixed_costs_need_a_size_to_pay() {
        let mut scenario = two_sites();
        scenario.transition.selection_per_site = dec!(300000);
        let estimates = Estimates::of(&scenario);
        let curve = headcount_curve(&scenario, &estimates);
        let PaysFrom::Seats(seats) = curve.pays_from else { panic!("{:?}", curve.pays_from) };
        let size = |seats: u32| {
            let mut sized = scenario.clone();
            for team in &mut sized.teams {
                team.headcount = team.headcount * Decimal::from(seats) / scenario.headcount();
            }
            let totals = estimate(&sized, &estimates);
            totals.home - totals.effective
        };
        assert!(size(seats) >= 0.0 && size(seats - 1) < 0.0, "{seats}");
    }

    #[test]
    fn sizes_are_whole_rising_and_reach_both_ends() {
        for most in [10, 40, 41, 5000] {
            let sizes = sizes(most);
            assert_eq!((sizes[0], *sizes.last().unwrap()), (1, most));
            assert!(sizes.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
