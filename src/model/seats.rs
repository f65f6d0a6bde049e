//! Who sits where, month by month: the pools of every team over the horizon.
//!
//! Seats depend on headcount, mix, roll-out, hiring, attrition and ramp, never on prices or
//! friction losses; so several stages of the bridge share one run of the pools. A month is a row
//! of pools, team by team: all at home, what stays at home, then what is at each site.

use super::{
    plan::{OffshorePlan, Plan, Ramp, RolloutPlan, TeamPlan},
    pool::{Pool, PoolMonth, PoolSpec},
    scalar::Scalar,
};

/// Months of seats, in order, one row each.
pub trait Rows<S> {
    /// The row of a month; months are asked for in order, from 0.
    fn row(&mut self, plan: &Plan<S>, month: usize) -> &[PoolMonth<S>];
}

/// The seats of one team in a month.
#[derive(Debug, Clone, Copy)]
pub struct TeamSeats<'a, S> {
    /// All at home.
    pub baseline: &'a PoolMonth<S>,
    /// What stays at home.
    pub home: &'a PoolMonth<S>,
    /// What is offshore, in the order of the team's offshore plans.
    pub offshore: &'a [PoolMonth<S>],
}

/// Each team of a plan with its index and its part of a row.
#[inline(always)]
pub fn by_team<'a, S: Scalar>(
    plan: &'a Plan<S>,
    mut row: &'a [PoolMonth<S>],
) -> impl Iterator<Item = (usize, &'a TeamPlan<S>, TeamSeats<'a, S>)> {
    plan.teams.iter().enumerate().map(
        #[inline(always)]
        move |(index, team)| {
            let (mine, rest) = row.split_at(2 + team.offshore.len());
            row = rest;
            (index, team, TeamSeats { baseline: &mine[0], home: &mine[1], offshore: &mine[2..] })
        },
    )
}

/// The seats of all teams over the horizon, kept.
#[derive(Debug, Clone)]
pub struct Seats<S> {
    rows: Vec<PoolMonth<S>>,
}

impl<S: Scalar> Seats<S> {
    /// The row of a month.
    #[must_use]
    pub fn row(&self, plan: &Plan<S>, month: usize) -> &[PoolMonth<S>] {
        let width = self.rows.len() / plan.months;
        &self.rows[month * width..][..width]
    }
}

/// Runs every pool of a plan over the horizon.
#[must_use]
pub fn seats<S: Scalar>(plan: &Plan<S>) -> Seats<S> {
    let mut pools = Pools::default();
    let mut rows = Vec::new();
    for month in 0..plan.months {
        rows.extend_from_slice(pools.row(plan, month));
    }
    Seats { rows }
}

/// The pools of all teams, stepped as months are asked for. Keeps its memory from plan to plan.
#[derive(Debug, Clone)]
pub struct Pools<S> {
    each: Vec<Pool<S>>,
    row: Vec<PoolMonth<S>>,
    /// Offshore targets, month by month, in the order of the teams' offshore plans.
    targets: Vec<S>,
}

impl<S> Default for Pools<S> {
    fn default() -> Self {
        Self { each: Vec::new(), row: Vec::new(), targets: Vec::new() }
    }
}

impl<S: Scalar> Rows<S> for Pools<S> {
    #[inline(always)]
    fn row(&mut self, plan: &Plan<S>, month: usize) -> &[PoolMonth<S>] {
        if month == 0 {
            self.begin(plan);
        }
        let before = month.checked_sub(1).map_or(S::ZERO, |before| opened(&plan.rollout, before));
        let opened = opened(&plan.rollout, month);
        let (mut pool, mut part) = (0, 0);
        for team in &plan.teams {
            let step = TeamStep { plan, team, before, opened, month };
            let parts = team.offshore.len();
            self.targets.resize(self.targets.len() + parts, S::ZERO);
            let history = History { targets: &mut self.targets, parts: self.row.len() - 2 * plan.teams.len(), part };
            step.run(&mut self.each[pool..pool + 2 + parts], &mut self.row[pool..pool + 2 + parts], history);
            pool += 2 + parts;
            part += parts;
        }
        &self.row
    }
}

impl<S: Scalar, R: Rows<S>> Rows<S> for &mut R {
    #[inline(always)]
    fn row(&mut self, plan: &Plan<S>, month: usize) -> &[PoolMonth<S>] {
        (**self).row(plan, month)
    }
}

impl<S: Scalar> Pools<S> {
    #[inline(always)]
    fn begin(&mut self, plan: &Plan<S>) {
        let mut count = 0;
        for team in &plan.teams {
            count += 2 + team.offshore.len();
        }
        if self.each.len() < count {
            self.each.resize(count, Pool::EMPTY);
        }
        self.row.clear();
        self.row.resize(count, PoolMonth::EMPTY);
        self.targets.clear();
        let mut pool = 0;
        for team in &plan.teams {
            let step = TeamStep { plan, team, before: S::ZERO, opened: S::ZERO, month: 0 };
            let (baseline, home) = step.home_starts();
            self.each[pool].reset(&step.home_spec(baseline));
            self.each[pool + 1].reset(&step.home_spec(home));
            pool += 2;
            for part in &team.offshore {
                self.each[pool].reset(&step.offshore_spec(part));
                pool += 1;
            }
        }
    }
}

/// Seats that the roll-out has opened by a month, if there are as many.
#[inline(always)]
fn opened<S: Scalar>(rollout: &RolloutPlan<S>, month: usize) -> S {
    let waves = month.checked_sub(rollout.pilot_months).map_or(0, |since| 1 + since / rollout.wave_every_months);
    rollout.pilot_heads + rollout.wave_heads * S::from_count(waves)
}

/// Offshore targets up to a month.
struct History<'a, S> {
    targets: &'a mut [S],
    /// Parts of all teams: the length of a month.
    parts: usize,
    /// The team's first part.
    part: usize,
}

impl<S: Scalar> History<'_, S> {
    #[inline(always)]
    fn put(&mut self, month: usize, part: usize, target: S) {
        self.targets[month * self.parts + self.part + part] = target;
    }

    /// The target some months before a month; 0 before the first.
    #[inline(always)]
    fn before(&self, month: usize, lag: usize, part: usize) -> S {
        month.checked_sub(lag).map_or(S::ZERO, |then| self.targets[then * self.parts + self.part + part])
    }
}

/// A team in a month.
struct TeamStep<'a, S> {
    plan: &'a Plan<S>,
    team: &'a TeamPlan<S>,
    /// Seats that the roll-out had opened a month ago, for every team.
    before: S,
    /// Seats that it has opened now.
    opened: S,
    month: usize,
}

impl<S: Scalar> TeamStep<'_, S> {
    /// Steps the team's pools and fills its part of the row.
    #[inline(always)]
    fn run(&self, pools: &mut [Pool<S>], row: &mut [PoolMonth<S>], mut history: History<'_, S>) {
        // Once all were opened, targets stay as they are.
        let stays = self.month > 0 && (self.queue() - self.before).at_least_zero().is_zero();
        for (index, part) in self.team.offshore.iter().enumerate() {
            let target = if stays { history.before(self.month, 1, index) } else { self.offshore_target(part) };
            history.put(self.month, index, target);
            let lag = self.plan.sites[part.site].time_to_fill;
            let grown = history.before(self.month, lag, index) - history.before(self.month, lag + 1, index);
            row[2 + index] = PoolMonth { opened: grown.at_least_zero(), ..pools[2 + index].step(target) };
        }
        row[0] = pools[0].step(self.baseline_target());
        row[1] = pools[1].step(self.home_target(&history));
    }

    /// Whether offshore seats are there from the start.
    #[inline(always)]
    fn at_once(&self) -> bool {
        self.plan.seats_exist && !self.plan.rollout.in_waves
    }

    #[inline(always)]
    fn baseline_target(&self) -> S {
        let all = self.team.headcount;
        if self.plan.seats_exist { all } else { self.open(all, all) }
    }

    #[inline(always)]
    fn home_target(&self, history: &History<'_, S>) -> S {
        let (all, moving) = (self.team.headcount, self.team.offshore_seats);
        if !self.plan.seats_exist {
            return self.open(all - moving, all);
        }
        if self.at_once() {
            return all - moving;
        }
        let mut replaced = S::ZERO;
        for (index, part) in self.team.offshore.iter().enumerate() {
            let lag = self.plan.sites[part.site].time_to_fill + self.plan.rollout.handover_months;
            replaced = replaced + history.before(self.month, lag, index);
        }
        (all - replaced).at_least_zero()
    }

    #[inline(always)]
    fn offshore_target(&self, part: &OffshorePlan<S>) -> S {
        if self.at_once() { part.seats } else { self.open(part.seats, self.queue()) }
    }

    /// n, the seats that offshore ones are opened among.
    #[inline(always)]
    fn queue(&self) -> S {
        if self.plan.seats_exist { self.team.offshore_seats } else { self.team.headcount }
    }

    /// part·open(t, n): how many of `part` seats, in a queue of n, the roll-out has opened by now.
    #[inline(always)]
    fn open(&self, part: S, seats: S) -> S {
        seats.if_positive((part * self.opened.min(seats)).ratio(seats), part)
    }

    /// Seats before month 0: all at home, and what stays there.
    #[inline(always)]
    fn home_starts(&self) -> (S, S) {
        let (all, moving) = (self.team.headcount, self.team.offshore_seats);
        if self.at_once() {
            (all, all - moving)
        } else if self.plan.seats_exist {
            (all, all)
        } else {
            (S::ZERO, S::ZERO)
        }
    }

    #[inline(always)]
    fn offshore_spec(&self, part: &OffshorePlan<S>) -> PoolSpec<S> {
        PoolSpec {
            start: if self.at_once() { part.seats } else { S::ZERO },
            ..self.spec(part.ramp, self.plan.sites[part.site].time_to_fill, part.monthly_attrition)
        }
    }

    #[inline(always)]
    fn home_spec(&self, start: S) -> PoolSpec<S> {
        let home = &self.plan.home;
        PoolSpec { start, ..self.spec(self.team.ramp, home.time_to_fill, home.monthly_attrition) }
    }

    #[inline(always)]
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
}
