//! The triangular distribution that every uncertain lever's multiplier follows.
//!
//! Estimates in `f64`; knows no levers.

/// A multiplier of today's value between a low and a high one, most likely 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Triangular {
    low: f64,
    high: f64,
}

impl Triangular {
    /// Between `low` and `high`, most likely 1; `low` ≤ 1 ≤ `high`.
    #[must_use]
    pub fn new(low: f64, high: f64) -> Self {
        debug_assert!(low <= 1.0 && 1.0 <= high, "must hold low ≤ 1 ≤ high, found {low} and {high}");
        Self { low, high }
    }

    /// The smallest multiplier.
    #[must_use]
    pub fn low(self) -> f64 {
        self.low
    }

    /// The largest multiplier.
    #[must_use]
    pub fn high(self) -> f64 {
        self.high
    }

    /// (low + 1 + high) ÷ 3.
    #[must_use]
    pub fn mean(self) -> f64 {
        (self.low + 1.0 + self.high) / 3.0
    }

    /// The multiplier that a draw stays at or below with a probability of 0–1: the inverse of the
    /// cumulative distribution. Rises with the probability, from `low` at 0 to `high` at 1.
    #[must_use]
    pub fn quantile(self, probability: f64) -> f64 {
        let (below, above) = (1.0 - self.low, self.high - 1.0);
        let width = below + above;
        // The probability of a draw below 1 is below ÷ width.
        if probability * width <= below {
            self.low + (probability * width * below).sqrt()
        } else {
            self.high - ((1.0 - probability) * width * above).sqrt()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, right: f64) {
        assert!((found - right).abs() < 1e-12, "found {found}, right would be {right}");
    }

    #[test]
    fn quantiles_are_those_worked_by_hand() {
        // Symmetric, 0.5 to 1.5: P(x ≤ 0.75) = ½·(0.25/0.5)² = ⅛.
        let even = Triangular::new(0.5, 1.5);
        close(even.quantile(0.0), 0.5);
        close(even.quantile(0.125), 0.75);
        close(even.quantile(0.5), 1.0);
        close(even.quantile(0.875), 1.25);
        close(even.quantile(1.0), 1.5);
        // 0 to 3: below 1 with ⅓; P(x > 2) = 1²/(3·2) = ⅙.
        let skewed = Triangular::new(0.0, 3.0);
        close(skewed.quantile(1.0 / 3.0), 1.0);
        close(skewed.quantile(5.0 / 6.0), 2.0);
        close(skewed.mean(), 4.0 / 3.0);
    }

    #[test]
    fn a_side_without_width_stays_at_one() {
        for probability in [0.0, 0.1, 0.5, 1.0] {
            close(Triangular::new(1.0, 1.0).quantile(probability), 1.0);
            assert!(Triangular::new(1.0, 2.0).quantile(probability) >= 1.0);
            assert!(Triangular::new(0.0, 1.0).quantile(probability) <= 1.0);
        }
    }

    #[test]
    fn the_quantiles_average_to_the_mean() {
        for (low, high) in [(0.5, 1.5), (0.0, 3.0), (0.85, 1.14), (1.0, 2.0)] {
            let range = Triangular::new(low, high);
            let count = 20_000;
            let sum: f64 = (0..count).map(|i| range.quantile((f64::from(i) + 0.5) / f64::from(count))).sum();
            assert!((sum / f64::from(count) - range.mean()).abs() < 1e-6, "{low} {high}");
        }
    }
}
