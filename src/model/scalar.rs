//! The arithmetic the model needs, as a trait, so that one set of formulas serves exact
//! decimals (the books), `f64` (curves) and SIMD lanes (clouds).
//!
//! Values are never branched on: a lane-wise type can implement everything here with
//! arithmetic, `min`, `max` and a select. Rounding happens in one place, [`Scalar::cents`].

use std::ops::{Add, Mul, Sub};

use rust_decimal::{Decimal, RoundingStrategy, dec, prelude::ToPrimitive};

/// A number the model can run on.
pub trait Scalar: Copy + Send + Sync + 'static + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> {
    /// 0.
    const ZERO: Self;
    /// 1.
    const ONE: Self;

    /// The number nearest to an exact decimal.
    fn from_decimal(value: Decimal) -> Self;

    /// A rate that was estimated in `f64` and rounded to nine places (see `estimates`).
    fn from_rate(value: f64) -> Self;

    /// A small whole number, such as a count of months.
    fn from_count(value: usize) -> Self;

    /// A rate estimated in `f64` from some numbers, lane by lane. The formula rounds to nine
    /// places, as every estimate does.
    #[must_use]
    fn estimate<const N: usize>(from: [Self; N], formula: impl Fn([f64; N]) -> f64) -> Self;

    /// The smallest whole number that is not below the number in any lane; 0 for what is negative.
    #[must_use]
    fn ceiling(self) -> usize;

    /// The smaller of two numbers, lane by lane.
    #[must_use]
    fn min(self, other: Self) -> Self;

    /// The larger of two numbers, lane by lane.
    #[must_use]
    fn max(self, other: Self) -> Self;

    /// `then` where `self` is above 0, otherwise `otherwise`, lane by lane.
    #[must_use]
    fn if_positive(self, then: Self, otherwise: Self) -> Self;

    /// `self ÷ divisor`; 0 where the divisor is 0. Exact ratios end at ±1e26.
    #[must_use]
    fn ratio(self, divisor: Self) -> Self;

    /// The number, made ready to divide by more than once with [`Scalar::over`].
    #[must_use]
    fn divisor(self) -> Self {
        self
    }

    /// The ratio to a number that was made ready; 0 where that was 0. Estimates may multiply where
    /// exact numbers divide.
    #[must_use]
    fn over(self, divisor: Self) -> Self {
        self.ratio(divisor)
    }

    /// A twelfth: a month of a year. Estimates may multiply where exact numbers divide.
    #[must_use]
    fn twelfth(self) -> Self;

    /// Rounded to cents, half away from zero, as a posting is. The identity for estimates.
    #[must_use]
    fn cents(self) -> Self;

    /// Cut off after twenty places: a part of a seat that a proportion left, so that what is
    /// given up is never a hair more than there was. The identity for estimates.
    #[must_use]
    fn whole_parts(self) -> Self;

    /// Whether the number is 0 in every lane: a short cut that may never change a result.
    fn is_zero(&self) -> bool;

    /// `self` to a whole power.
    #[must_use]
    #[inline(always)]
    fn power(self, exponent: usize) -> Self {
        (0..exponent).fold(Self::ONE, |product, _| product * self)
    }

    /// The number, or 0 if it is below 0.
    #[must_use]
    #[inline(always)]
    fn at_least_zero(self) -> Self {
        self.max(Self::ZERO)
    }
}

/// Places to which a part of a seat is counted after seats are given up in proportion.
const SEAT_PLACES: u32 = 20;
/// Where exact ratios end, so that one to next to nothing neither overflows nor overflows what
/// shows it as a percentage; ratios of costs posted in cents stay below 1e24.
const FARTHEST: Decimal = dec!(100000000000000000000000000);

impl Scalar for Decimal {
    const ZERO: Self = Self::ZERO;
    const ONE: Self = Self::ONE;

    fn from_decimal(value: Decimal) -> Self {
        value
    }

    fn from_rate(value: f64) -> Self {
        Self::new(crate::model::estimates::nanos(value), 9).normalize()
    }

    fn from_count(value: usize) -> Self {
        Self::from(value)
    }

    fn estimate<const N: usize>(from: [Self; N], formula: impl Fn([f64; N]) -> f64) -> Self {
        Self::from_rate(formula(from.map(<f64 as Scalar>::from_decimal)))
    }

    fn ceiling(self) -> usize {
        self.ceil().to_usize().unwrap_or(0)
    }

    fn min(self, other: Self) -> Self {
        Ord::min(self, other)
    }

    fn max(self, other: Self) -> Self {
        Ord::max(self, other)
    }

    fn if_positive(self, then: Self, otherwise: Self) -> Self {
        if self > Self::ZERO { then } else { otherwise }
    }

    fn ratio(self, divisor: Self) -> Self {
        if Self::is_zero(&divisor) {
            return Self::ZERO;
        }
        let farthest = if self.is_sign_negative() == divisor.is_sign_negative() { FARTHEST } else { -FARTHEST };
        self.checked_div(divisor).map_or(farthest, |ratio| ratio.clamp(-FARTHEST, FARTHEST))
    }

    fn twelfth(self) -> Self {
        Scalar::ratio(self, Self::from(12))
    }

    fn cents(self) -> Self {
        self.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
    }

    fn whole_parts(self) -> Self {
        self.trunc_with_scale(SEAT_PLACES)
    }

    fn is_zero(&self) -> bool {
        Self::is_zero(self)
    }
}

impl Scalar for f64 {
    const ZERO: Self = 0.0;
    const ONE: Self = 1.0;

    #[inline(always)]
    fn from_decimal(value: Decimal) -> Self {
        // Every decimal has a nearest f64; the conversion is total for the 96-bit range.
        value.to_f64().unwrap_or(f64::NAN)
    }

    #[inline(always)]
    fn from_rate(value: f64) -> Self {
        value
    }

    #[inline(always)]
    fn from_count(value: usize) -> Self {
        u32::try_from(value).map_or(f64::MAX, f64::from)
    }

    #[inline(always)]
    fn estimate<const N: usize>(from: [Self; N], formula: impl Fn([f64; N]) -> f64) -> Self {
        formula(from)
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "negative numbers end at 0, as meant")]
    #[inline(always)]
    fn ceiling(self) -> usize {
        self.ceil() as usize
    }

    #[inline(always)]
    fn min(self, other: Self) -> Self {
        if self < other { self } else { other }
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        if self > other { self } else { other }
    }

    #[inline(always)]
    fn if_positive(self, then: Self, otherwise: Self) -> Self {
        if self > 0.0 { then } else { otherwise }
    }

    #[inline(always)]
    fn ratio(self, divisor: Self) -> Self {
        if divisor == 0.0 { 0.0 } else { self / divisor }
    }

    #[inline(always)]
    fn divisor(self) -> Self {
        Scalar::ratio(1.0, self)
    }

    #[inline(always)]
    fn over(self, divisor: Self) -> Self {
        self * divisor
    }

    #[inline(always)]
    fn twelfth(self) -> Self {
        self * (1.0 / 12.0)
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
        *self == 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_posting_rounds_half_away_from_zero() {
        assert_eq!(dec!(0.005).cents(), dec!(0.01));
        assert_eq!(dec!(-0.005).cents(), dec!(-0.01));
        assert_eq!(dec!(0.0049999).cents(), dec!(0.00));
    }

    #[test]
    fn parts_of_seats_are_cut_off() {
        let third = (dec!(2) / dec!(3)).whole_parts();
        assert_eq!(third, dec!(0.66666666666666666666));
    }

    #[test]
    fn a_ratio_to_next_to_nothing_ends_somewhere() {
        let sliver = dec!(0.0000000000000000000000000001);
        assert_eq!(Scalar::ratio(dec!(-1000000000), sliver), -FARTHEST);
        assert_eq!(Scalar::ratio(dec!(0.5), sliver), FARTHEST);
    }

    #[test]
    fn a_ratio_to_nothing_is_zero() {
        assert_eq!(Scalar::ratio(dec!(5), dec!(0)), dec!(0));
        assert!(Scalar::is_zero(&Scalar::ratio(5.0, 0.0)));
    }
}
