//! What a team delivers, in fully productive home FTE: output after learning, coordination,
//! rework and coaching.

use super::{
    plan::{Learning, Plan, TeamPlan},
    pool::PoolMonth,
    scalar::Scalar,
    seats::TeamSeats,
};

/// Capacity of a team in a month as planned, given what it would be all at home (B): at most B,
/// since more than the team would have delivered at home earns nothing.
#[inline(always)]
pub fn delivered<S: Scalar>(plan: &Plan<S>, team: &TeamPlan<S>, seats: TeamSeats<'_, S>, baseline: S) -> S {
    let home = seats.home;
    let mut heads = home.heads;
    let mut active = home.active;
    for pool in seats.offshore {
        heads = heads + pool.heads;
        active = active + pool.active;
    }
    let by_heads = heads.divisor();
    let kept = S::ONE - team.rework;
    let mut output = home.active * (S::ONE - coordination(plan, team, seats, (0, by_heads)));
    for (part, pool) in team.offshore.iter().zip(seats.offshore) {
        let there = S::ONE - coordination(plan, team, seats, (part.site + 1, by_heads));
        let worth = kept * part.output * plan.sites[part.site].working_time;
        output = output + pool.active * there * worth;
    }
    let load = coaching_load(&plan.learning, team.by_headcount, heads, active);
    baseline.min((output - load).at_least_zero())
}

/// Capacity of one pool on its own.
#[inline(always)]
pub fn after_coaching<S: Scalar>(learning: &Learning<S>, by_headcount: S, pool: &PoolMonth<S>) -> S {
    pool.active - coaching_load(learning, by_headcount, pool.heads, pool.active)
}

/// min(½·active, coaching·u·(1 + congestion·u/N)), u the output that newcomers still miss.
#[inline(always)]
fn coaching_load<S: Scalar>(learning: &Learning<S>, by_headcount: S, heads: S, active: S) -> S {
    let missing = heads - active;
    let crowd = S::ONE + learning.congestion * missing.over(by_headcount);
    (learning.coaching * missing * crowd).min(active.ratio(S::from_count(2)))
}

/// `sync_share × (hq_weight·loss_i0 + (1 − hq_weight)·Σ_j h_j·loss_ij)` for place i, `h_j` the
/// share of all heads now at place j.
#[inline(always)]
fn coordination<S: Scalar>(
    plan: &Plan<S>,
    team: &TeamPlan<S>,
    seats: TeamSeats<'_, S>,
    (place, by_heads): (usize, S),
) -> S {
    let losses = &plan.losses[place];
    let mut within = seats.home.heads * losses[0];
    for (part, pool) in team.offshore.iter().zip(seats.offshore) {
        within = within + pool.heads * losses[part.site + 1];
    }
    let with_team = (S::ONE - team.hq_weight) * within.over(by_heads);
    team.sync_share * (team.hq_weight * losses[0] + with_team)
}
