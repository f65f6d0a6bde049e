//! Seats that fill, learn and empty.
//!
//! A pool holds its seats by age in months. Ages below the time to fill are vacant: no pay,
//! no output. The last age absorbs: all there are fully productive. A pool knows neither
//! money nor places.

use super::scalar::Scalar;

/// What a pool is made with.
#[derive(Debug, Clone, Copy)]
pub struct PoolSpec<S> {
    /// f, months from opening a seat to its first day.
    pub time_to_fill: usize,
    /// m, months from first day to full productivity.
    pub ramp_months: S,
    /// ⌈m⌉, at least 1; may be larger, which changes nothing.
    pub ramp_ages: usize,
    /// Leavers a month, share of filled seats.
    pub monthly_attrition: S,
    /// s, output on day one, share.
    pub start_productivity: S,
    /// Seats that are filled and fully productive before month 0.
    pub start: S,
}

/// A pool in one month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PoolMonth<S> {
    /// Seats wanted.
    pub target: S,
    /// Filled seats, FTE.
    pub heads: S,
    /// Seats whose first day is this month.
    pub joiners: S,
    /// Filled seats released this month.
    pub released: S,
    /// Output in fully productive FTE, before any friction but learning.
    pub active: S,
    /// Seats by which the target grew one time to fill ago; known where seats are opened offshore.
    pub opened: S,
}

impl<S: Scalar> PoolMonth<S> {
    /// A month of a pool without seats.
    pub const EMPTY: Self =
        Self { target: S::ZERO, heads: S::ZERO, joiners: S::ZERO, released: S::ZERO, active: S::ZERO, opened: S::ZERO };
}

/// Mean productivity in month `age` of service, of someone with a ramp of m months.
///
/// prod(a) = 1 − (1 − s)·(G(min(a+1, m)) − G(min(a, m))), G(x) = x − x²/(2m): output rises
/// linearly from s to 1. With m = 0 it is 1.
#[inline(always)]
pub fn productivity<S: Scalar>(age: usize, ramp_months: S, start_productivity: S) -> S {
    let integral = |age: usize| {
        let x = S::from_count(age).min(ramp_months);
        x - (x * x).ratio(ramp_months + ramp_months)
    };
    S::ONE - (S::ONE - start_productivity) * (integral(age + 1) - integral(age))
}

/// Seats by age, ready to be stepped month by month.
#[derive(Debug, Clone)]
pub struct Pool<S> {
    ages: Vec<S>,
    productivity: Vec<S>,
    time_to_fill: usize,
    stay: S,
    begun: bool,
}

impl<S: Scalar> Pool<S> {
    /// No pool yet.
    pub const EMPTY: Self =
        Self { ages: Vec::new(), productivity: Vec::new(), time_to_fill: 0, stay: S::ONE, begun: false };

    /// A pool before month 0.
    #[must_use]
    pub fn new(spec: &PoolSpec<S>) -> Self {
        let mut pool = Self::EMPTY;
        pool.reset(spec);
        pool
    }

    /// Makes this a fresh pool, keeping its memory.
    #[inline(always)]
    pub fn reset(&mut self, spec: &PoolSpec<S>) {
        let last = spec.time_to_fill + spec.ramp_ages;
        self.ages.clear();
        self.ages.resize(last + 1, S::ZERO);
        self.ages[last] = spec.start;
        self.productivity.clear();
        for age in 0..=spec.ramp_ages {
            self.productivity.push(productivity(age, spec.ramp_months, spec.start_productivity));
        }
        self.time_to_fill = spec.time_to_fill;
        self.stay = S::ONE - spec.monthly_attrition;
        self.begun = false;
    }

    /// One month: people leave, seats age, missing seats open, surplus seats close.
    #[inline(always)]
    pub fn step(&mut self, target: S) -> PoolMonth<S> {
        if self.begun {
            self.grow_older();
        }
        self.begun = true;
        let vacant = sum(&self.ages[..self.time_to_fill]);
        let filled = sum(&self.ages[self.time_to_fill..]);
        let missing = target - vacant - filled;
        self.ages[0] = self.ages[0] + missing.at_least_zero();
        let released = self.close((S::ZERO - missing).at_least_zero(), vacant, filled);
        self.month(target, released)
    }

    /// Those in service leave at the pool's rate; every seat ages by a month; the last age absorbs.
    #[inline(always)]
    fn grow_older(&mut self) {
        let last = self.ages.len() - 1;
        // A seat is in service for a month at least, so both of the oldest ages are.
        self.ages[last] = self.ages[last] * self.stay + self.ages[last - 1] * self.stay;
        for age in (1..last).rev() {
            let seats = self.ages[age - 1];
            self.ages[age] = if age > self.time_to_fill { seats * self.stay } else { seats };
        }
        self.ages[0] = S::ZERO;
    }

    /// Cancels vacant seats first, then releases filled ones, each in proportion. Returns the
    /// filled seats released.
    #[inline(always)]
    fn close(&mut self, surplus: S, vacant: S, filled: S) -> S {
        if surplus.is_zero() {
            return S::ZERO;
        }
        let cancelled = surplus.min(vacant);
        let released = (surplus - cancelled).min(filled);
        let (open, staffed) = self.ages.split_at_mut(self.time_to_fill);
        keep(open, cancelled.ratio(vacant));
        keep(staffed, released.ratio(filled));
        released
    }

    #[inline(always)]
    fn month(&self, target: S, released: S) -> PoolMonth<S> {
        let staffed = &self.ages[self.time_to_fill..];
        let (mut heads, mut active) = (S::ZERO, S::ZERO);
        for (seats, output) in staffed.iter().zip(&self.productivity) {
            heads = heads + *seats;
            active = active + *seats * *output;
        }
        PoolMonth { target, heads, joiners: staffed[0], released, active, opened: S::ZERO }
    }
}

#[inline(always)]
fn sum<S: Scalar>(seats: &[S]) -> S {
    let mut sum = S::ZERO;
    for seats in seats {
        sum = sum + *seats;
    }
    sum
}

/// Gives up a share of all seats.
#[inline(always)]
fn keep<S: Scalar>(seats: &mut [S], given_up: S) {
    for seats in seats {
        *seats = (*seats * (S::ONE - given_up)).whole_parts();
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::{Decimal, dec};

    use super::*;

    fn spec() -> PoolSpec<Decimal> {
        PoolSpec {
            time_to_fill: 2,
            ramp_months: dec!(2),
            ramp_ages: 2,
            monthly_attrition: dec!(0.1),
            start_productivity: dec!(0.5),
            start: dec!(0),
        }
    }

    #[test]
    fn output_rises_linearly_over_the_ramp() {
        // From 0.5 to 1 over two months: mean 0.625 in the first, 0.875 in the second.
        assert_eq!(productivity(0, dec!(2), dec!(0.5)), dec!(0.625));
        assert_eq!(productivity(1, dec!(2), dec!(0.5)), dec!(0.875));
        assert_eq!(productivity(2, dec!(2), dec!(0.5)), dec!(1));
        assert_eq!(productivity(0, dec!(0), dec!(0.5)), dec!(1));
        // Half a month of ramp, then half a month full.
        assert_eq!(productivity(0, dec!(0.5), dec!(0)), dec!(0.75));
    }

    #[test]
    fn seats_open_fill_and_learn() {
        let mut pool = Pool::new(&spec());
        let months: Vec<_> = (0..4).map(|_| pool.step(dec!(10))).collect();
        assert_eq!([months[0].heads, months[1].heads], [dec!(0), dec!(0)]);
        assert_eq!((months[2].heads, months[2].joiners, months[2].active), (dec!(10), dec!(10), dec!(6.250)));
        // One in ten has left; the seat is opened again.
        assert_eq!((months[3].heads, months[3].joiners), (dec!(9.0), dec!(0)));
        assert_eq!(months[3].active, dec!(9.0) * dec!(0.875));
    }

    #[test]
    fn a_surplus_cancels_vacant_seats_before_it_releases_people() {
        let mut pool = Pool::new(&PoolSpec { start: dec!(10), ..spec() });
        assert_eq!(pool.step(dec!(10)).heads, dec!(10));
        // One leaves, one vacant seat opens; a target of 8 cancels it and releases one more.
        let month = pool.step(dec!(8));
        assert_eq!((month.heads, month.released), (dec!(8.0), dec!(1.0)));
    }

    #[test]
    fn more_ages_than_the_ramp_needs_change_nothing() {
        let mut pool = Pool::new(&spec());
        let mut longer = Pool::new(&PoolSpec { ramp_ages: 5, ..spec() });
        for target in [3, 7, 7, 2, 9, 9, 9, 1] {
            assert_eq!(pool.step(Decimal::from(target)), longer.step(Decimal::from(target)));
        }
    }
}
