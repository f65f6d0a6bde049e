//! Sixteen `f64` side by side: sixteen trials, or sixteen mixes, in one run of the model.
//!
//! Plain arrays, so that nothing here is unsafe and every machine can run it: [`wide`] has the
//! compiler build the code it calls once a generation of processors, with vectors as wide as
//! theirs, and picks the widest when run. Every lane gives the same digits on all of them.

use std::ops::{Add, Mul, Sub};

use rust_decimal::Decimal;

use crate::model::scalar::Scalar;

/// Lanes of a pack: twice the widest vector, so that the work around the arithmetic is shared and one
/// operation need not wait for another. Measured: 8 take 1.13 times as long, 32 take 1.08 times.
pub const LANES: usize = 16;

/// Numbers that the same arithmetic runs on.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(align(64))]
pub struct Lanes(pub [f64; LANES]);

/// Runs some work, and all that is inlined into it, with the widest vectors of this machine.
#[inline]
pub fn wide<T>(work: impl FnOnce() -> T) -> T {
    pulp::Arch::new().dispatch(work)
}

impl Lanes {
    /// The same number in every lane.
    #[inline(always)]
    #[must_use]
    pub fn splat(value: f64) -> Self {
        Self([value; LANES])
    }

    #[inline(always)]
    fn each(self, work: impl Fn(f64) -> f64) -> Self {
        let mut lanes = self.0;
        for lane in &mut lanes {
            *lane = work(*lane);
        }
        Self(lanes)
    }

    #[inline(always)]
    fn both(self, other: Self, work: impl Fn(f64, f64) -> f64) -> Self {
        let mut lanes = self.0;
        for (lane, other) in lanes.iter_mut().zip(other.0) {
            *lane = work(*lane, other);
        }
        Self(lanes)
    }
}

impl Add for Lanes {
    type Output = Self;

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.both(other, |a, b| a + b)
    }
}

impl Sub for Lanes {
    type Output = Self;

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.both(other, |a, b| a - b)
    }
}

impl Mul for Lanes {
    type Output = Self;

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        self.both(other, |a, b| a * b)
    }
}

impl Scalar for Lanes {
    const ZERO: Self = Self([0.0; LANES]);
    const ONE: Self = Self([1.0; LANES]);

    #[inline(always)]
    fn from_decimal(value: Decimal) -> Self {
        Self::splat(f64::from_decimal(value))
    }

    #[inline(always)]
    fn from_rate(value: f64) -> Self {
        Self::splat(value)
    }

    #[inline(always)]
    fn from_count(value: usize) -> Self {
        Self::splat(f64::from_count(value))
    }

    #[inline(always)]
    fn estimate<const N: usize>(from: [Self; N], formula: impl Fn([f64; N]) -> f64) -> Self {
        Self(std::array::from_fn(|lane| formula(from.map(|numbers| numbers.0[lane]))))
    }

    #[inline(always)]
    fn ceiling(self) -> usize {
        self.0.into_iter().map(f64::ceiling).fold(0, usize::max)
    }

    #[inline(always)]
    fn min(self, other: Self) -> Self {
        self.both(other, Scalar::min)
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        self.both(other, Scalar::max)
    }

    #[inline(always)]
    fn if_positive(self, then: Self, otherwise: Self) -> Self {
        let mut lanes = otherwise.0;
        for (lane, (this, then)) in lanes.iter_mut().zip(self.0.into_iter().zip(then.0)) {
            *lane = if this > 0.0 { then } else { *lane };
        }
        Self(lanes)
    }

    #[inline(always)]
    fn ratio(self, divisor: Self) -> Self {
        self.both(divisor, |a, b| {
            let ratio = a / b;
            if b == 0.0 { 0.0 } else { ratio }
        })
    }

    #[inline(always)]
    fn divisor(self) -> Self {
        Self::ONE.ratio(self)
    }

    #[inline(always)]
    fn over(self, divisor: Self) -> Self {
        self * divisor
    }

    #[inline(always)]
    fn twelfth(self) -> Self {
        self.each(f64::twelfth)
    }

    #[inline(always)]
    fn cents(self) -> Self {
        self
    }

    #[inline(always)]
    fn whole_parts(self) -> Self {
        self
    }

    #[inline(always)]
    fn is_zero(&self) -> bool {
        self.0.iter().fold(0, |found, lane| found | u8::from(*lane != 0.0)) == 0
    }
}

/// One number, or several side by side, each of a trial of its own.
pub trait Pack: Scalar {
    /// Trials in a pack.
    const WIDTH: usize;

    /// A number for each trial from the first on.
    #[must_use]
    fn of_trials(first: u32, number: impl Fn(u32) -> f64) -> Self;

    /// The numbers, one a trial.
    fn trials(&self) -> &[f64];
}

impl Pack for f64 {
    const WIDTH: usize = 1;

    fn of_trials(first: u32, number: impl Fn(u32) -> f64) -> Self {
        number(first)
    }

    fn trials(&self) -> &[f64] {
        std::slice::from_ref(self)
    }
}

impl Pack for Lanes {
    const WIDTH: usize = LANES;

    #[inline(always)]
    fn of_trials(first: u32, number: impl Fn(u32) -> f64) -> Self {
        let mut lanes = [0.0; LANES];
        for (lane, trial) in lanes.iter_mut().zip(first..) {
            *lane = number(trial);
        }
        Self(lanes)
    }

    #[inline(always)]
    fn trials(&self) -> &[f64] {
        &self.0
    }
}
