//! When trials pay back.

use super::monte_carlo::{number, share};
use crate::model::scalar::Scalar;

/// How many trials pay back in which month.
#[derive(Debug, Clone, PartialEq)]
pub struct Payback {
    /// Trials by the month, the first at index 0, from which the cumulative effective saving stays
    /// at 0 or above.
    pub months: Vec<usize>,
    /// Share of trials that never do.
    pub never: f64,
}

impl Payback {
    /// Of each trial's month of payback within the horizon, 0 for never.
    pub(super) fn of(paid: &[f64], months: usize) -> Self {
        let mut counts = vec![0; months];
        let mut never = 0;
        for month in paid {
            match month.ceiling().checked_sub(1) {
                Some(month) => counts[month] += 1,
                None => never += 1,
            }
        }
        Self { months: counts, never: share(never, paid.len()).unwrap_or(0.0) }
    }

    /// The first month, 1-based, by which a share, above 0, of this many trials has paid back; none
    /// where fewer ever do.
    #[must_use]
    pub fn by(&self, part: f64, trials: usize) -> Option<usize> {
        let mut paid = 0;
        let month = self.months.iter().position(|count| {
            paid += count;
            f64::from(number(paid)) >= part * f64::from(number(trials))
        });
        month.map(|month| month + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_month_by_which_a_share_has_paid_back() {
        let payback = Payback { months: vec![0, 1, 0, 4, 3], never: 0.2 };
        let by = |part| payback.by(part, 10);
        assert_eq!([by(0.1), by(0.5), by(0.8), by(0.9)], [Some(2), Some(4), Some(5), None]);
    }
}
