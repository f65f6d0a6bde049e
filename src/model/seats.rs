//! Who sits where, month by month: the pools of every team over the horizon.
//!
//! Seats depend on headcount, mix, roll-out, hiring, attrition and ramp, never on prices or
//! friction losses; so several stages of the bridge share one run of the pools.

use super::{
    plan::{OffshorePlan, Plan, Ramp, RolloutPlan, TeamPlan},
    pool::{Pool, PoolMonth, PoolSpec},
    scalar::Scalar,
};

/// The seats of all teams over the horizon.
#[derive(Debug, Clone)]
pub struct Seats<S> {
    /// One a team, in the plan's order.
    pub teams: Vec<TeamSeats<S>>,
}

/// The seats of one team over the horizon; each list holds one entry a month.
#[derive(Debug, Clone)]
pub struct TeamSeats<S> {
    /// All at home.
    pub baseline: Vec<PoolMonth<S>>,
    /// What stays at home.
    pub home: Vec<PoolMonth<S>>,
    /// What is offshore, in the order of the team's offshore plans.
    pub offshore: Vec<Vec<PoolMonth<S>>>,
}

/// Runs every pool of a plan.
#[must_use]
pub fn seats<S: Scalar>(plan: &Plan<S>) -> Seats<S> {
    let opened: Vec<S> = (0..plan.months).map(|month| opened(&plan.rollout, month)).collect();
    Seats { teams: plan.teams.iter().map(|team| team_seats(plan, team, &opened)).collect() }
}

/// Seats that the roll-out has opened by a month, if there are as many.
fn opened<S: Scalar>(rollout: &RolloutPlan<S>, month: usize) -> S {
    let waves = month.checked_sub(rollout.pilot_months).map_or(0, |since| 1 + since / rollout.wave_every_months);
    rollout.pilot_heads + rollout.wave_heads * S::from_count(waves)
}

fn team_seats<S: Scalar>(plan: &Plan<S>, team: &TeamPlan<S>, opened: &[S]) -> TeamSeats<S> {
    let run = TeamRun { plan, team, opened };
    TeamSeats {
        baseline: run.baseline(),
        home: run.home(),
        offshore: team.offshore.iter().map(|part| run.offshore(part)).collect(),
    }
}

struct TeamRun<'a, S> {
    plan: &'a Plan<S>,
    team: &'a TeamPlan<S>,
    /// By month, for every team.
    opened: &'a [S],
}

impl<S: Scalar> TeamRun<'_, S> {
    fn baseline(&self) -> Vec<PoolMonth<S>> {
        let all = self.team.headcount;
        if self.plan.seats_exist {
            self.run(&self.home_spec(all), |_| all)
        } else {
            self.run(&self.home_spec(S::ZERO), |month| self.open(all, month, all))
        }
    }

    fn home(&self) -> Vec<PoolMonth<S>> {
        let (all, moving) = (self.team.headcount, self.team.offshore_seats);
        if !self.plan.seats_exist {
            let stays = all - moving;
            return self.run(&self.home_spec(S::ZERO), |month| self.open(stays, month, all));
        }
        if !self.plan.rollout.in_waves {
            let stays = all - moving;
            return self.run(&self.home_spec(stays), |_| stays);
        }
        self.run(&self.home_spec(all), |month| {
            let replaced = self.team.offshore.iter().fold(S::ZERO, |sum, part| {
                let lag = self.plan.sites[part.site].time_to_fill + self.plan.rollout.handover_months;
                let open = month.checked_sub(lag).map_or(S::ZERO, |month| self.open(part.seats, month, moving));
                sum + open
            });
            (all - replaced).at_least_zero()
        })
    }

    fn offshore(&self, part: &OffshorePlan<S>) -> Vec<PoolMonth<S>> {
        let at_once = self.plan.seats_exist && !self.plan.rollout.in_waves;
        let queue = if self.plan.seats_exist { self.team.offshore_seats } else { self.team.headcount };
        let spec = PoolSpec {
            start: if at_once { part.seats } else { S::ZERO },
            ..self.spec(part.ramp, self.plan.sites[part.site].time_to_fill, part.monthly_attrition)
        };
        self.run(&spec, |month| if at_once { part.seats } else { self.open(part.seats, month, queue) })
    }

    /// part·open(t, n): how many of `part` seats, in a queue of n, the roll-out has opened by month t.
    fn open(&self, part: S, month: usize, seats: S) -> S {
        seats.if_positive((part * self.opened[month].min(seats)).ratio(seats), part)
    }

    fn home_spec(&self, start: S) -> PoolSpec<S> {
        let home = &self.plan.home;
        PoolSpec { start, ..self.spec(self.team.ramp, home.time_to_fill, home.monthly_attrition) }
    }

    fn spec(&self, ramp: Ramp<S>, time_to_fill: usize, monthly_attrition: S) -> PoolSpec<S> {
        PoolSpec {
            time_to_fill,
            ramp_months: ramp.months,
            ramp_ages: ramp.ages,
            monthly_attrition,
            start_productivity: self.plan.learning.start_productivity,
            start: S::ZERO,
        }
    }

    fn run(&self, spec: &PoolSpec<S>, target: impl Fn(usize) -> S) -> Vec<PoolMonth<S>> {
        let mut pool = Pool::new(spec);
        (0..self.plan.months).map(|month| pool.step(target(month))).collect()
    }
}
