//! One trial, or a pack of them side by side: the model run on numbers of its own.
//!
//! Everything a run needs is made once; after the first run nothing asks for memory.

use super::{lanes::Pack, sampling::Stream, triangular::Triangular, uncertain::Uncertain};
use crate::format::float;
use crate::model::{
    estimates::Estimates,
    inputs::{Inputs, Slot},
    ledger::{Account, Book, Clerk, Posting, keep},
    plan::{Plan, Stage},
    pool::PoolMonth,
    scalar::Scalar,
    scenario::Scenario,
    seats::{Pools, by_team},
};

/// A number that differs from trial to trial, and where it lies.
#[derive(Debug, Clone)]
pub struct Draw<S> {
    slot: Slot<S>,
    stream: Stream,
    today: f64,
    range: Triangular,
    /// The smallest and the largest value the field may hold.
    valid: (f64, f64),
}

impl<S: Scalar> Draw<S> {
    /// Where an uncertain number lies; none for what can't differ by lane.
    #[must_use]
    pub fn find(uncertain: &Uncertain, scenario: &Scenario, seed: u64) -> Option<Self> {
        let Uncertain { lever, range, today } = uncertain;
        let valid = lever.lever().valid;
        Some(Self {
            slot: Slot::find(lever, scenario)?,
            stream: Stream::new(seed, &lever.to_string()),
            today: float(*today),
            range: *range,
            valid: (float(valid.low), float(valid.high)),
        })
    }

    /// The number in a trial: today's × its multiplier there, held in what the field may hold.
    #[inline(always)]
    fn value(&self, trial: u32) -> f64 {
        let value = self.today * self.range.quantile(self.stream.at(trial));
        let (least, most) = self.valid;
        Scalar::min(Scalar::max(value, least), most)
    }
}

/// A scenario, ready to be run on changing numbers.
#[derive(Debug, Clone)]
pub struct Trial<S> {
    /// Today's numbers, to move by slot before a run.
    pub inputs: Inputs<S>,
    today: Inputs<S>,
    estimates: Estimates,
    plan: Plan<S>,
    pools: Pools<S>,
    clerk: Clerk<S>,
}

impl<S: Scalar> Trial<S> {
    /// Of a valid scenario.
    #[must_use]
    pub fn new(scenario: &Scenario, estimates: &Estimates) -> Self {
        let inputs = Inputs::of(scenario);
        Self {
            plan: Plan::of(&inputs, estimates, Stage::Management),
            today: inputs.clone(),
            inputs,
            estimates: estimates.clone(),
            pools: Pools::default(),
            clerk: Clerk::default(),
        }
    }

    /// Months looked at.
    #[must_use]
    pub fn months(&self) -> usize {
        self.inputs.horizon_months
    }

    /// Runs the model on the numbers as they are and keeps a book of it.
    #[inline(always)]
    pub fn run<B: Book<S>>(&mut self, book: &mut B) {
        self.plan.resolve(&self.inputs, &self.estimates, Stage::Management);
        keep(&self.plan, &mut self.pools, &mut self.clerk, book);
    }
}

impl<S: Pack> Trial<S> {
    /// Draws the numbers of a trial and, in a pack, of those that follow it.
    #[inline(always)]
    pub fn draw(&mut self, draws: &[Draw<S>], first: u32) {
        // Shares that were scaled, and the whole offshore share, start from today's.
        for (team, today) in self.inputs.teams.iter_mut().zip(&self.today.teams) {
            team.mix.copy_from_slice(&today.mix);
        }
        let last = |draw: &&Draw<S>| matches!(draw.slot, Slot::Offshore);
        for draw in draws.iter().filter(|draw| !last(draw)).chain(draws.iter().filter(last)) {
            let value = S::of_trials(
                first,
                #[inline(always)]
                |trial| draw.value(trial),
            );
            self.inputs.set(&draw.slot, value);
        }
        self.inputs.hold_mixes();
    }
}

/// A light book: what each month costs, and whether anybody moves.
#[derive(Debug, Clone)]
pub struct Monthly<S> {
    /// Baseline cost by month.
    pub home: Vec<S>,
    /// All money spent by month.
    pub cash: Vec<S>,
    /// Price of missing output by month.
    pub lost: Vec<S>,
    /// 1 where any seat is wanted offshore in any month.
    pub moves: S,
}

impl<S: Scalar> Monthly<S> {
    /// An empty book of some months.
    #[must_use]
    pub fn new(months: usize) -> Self {
        let empty = vec![S::ZERO; months];
        Self { home: empty.clone(), cash: empty.clone(), lost: empty, moves: S::ZERO }
    }

    /// Empties the book.
    #[inline(always)]
    pub fn clear(&mut self) {
        self.home.fill(S::ZERO);
        self.cash.fill(S::ZERO);
        self.lost.fill(S::ZERO);
        self.moves = S::ZERO;
    }
}

impl<S: Scalar> Book<S> for Monthly<S> {
    #[inline(always)]
    fn post(&mut self, posting: Posting, amount: S) {
        let month = match posting.account {
            Account::BaselinePayroll | Account::BaselineHiring => &mut self.home[posting.month],
            Account::Cash(_) => &mut self.cash[posting.month],
            Account::LostCapacity => &mut self.lost[posting.month],
        };
        *month = *month + amount;
    }

    #[inline(always)]
    fn seat(&mut self, plan: &Plan<S>, row: &[PoolMonth<S>]) {
        for (_, _, seats) in by_team(plan, row) {
            for pool in seats.offshore {
                self.moves = self.moves.max(pool.target.if_positive(S::ONE, S::ZERO));
            }
        }
    }
}

/// The lightest book: what it all costs.
#[derive(Debug, Clone, Copy)]
pub struct Whole<S> {
    /// Baseline cost.
    pub home: S,
    /// All money spent.
    pub cash: S,
    /// Price of missing output.
    pub lost: S,
}

impl<S: Scalar> Whole<S> {
    /// An empty book.
    pub const EMPTY: Self = Self { home: S::ZERO, cash: S::ZERO, lost: S::ZERO };
}

impl<S: Scalar> Book<S> for Whole<S> {
    #[inline(always)]
    fn post(&mut self, posting: Posting, amount: S) {
        let total = match posting.account {
            Account::BaselinePayroll | Account::BaselineHiring => &mut self.home,
            Account::Cash(_) => &mut self.cash,
            Account::LostCapacity => &mut self.lost,
        };
        *total = *total + amount;
    }
}
