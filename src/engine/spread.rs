//! Quantiles of many numbers, without sorting them all.

use super::lanes::{LANES, Lanes, wide};
use crate::model::scalar::Scalar;

/// Where the values of many trials lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantiles {
    /// Five in a hundred lie below; likewise the others.
    pub p5: f64,
    /// 10 in 100 lie below.
    pub p10: f64,
    /// A quarter lies below.
    pub p25: f64,
    /// Half lies below: the median.
    pub p50: f64,
    /// Three quarters lie below.
    pub p75: f64,
    /// 90 in 100 lie below.
    pub p90: f64,
    /// 95 in 100 lie below.
    pub p95: f64,
}

impl Quantiles {
    /// Names and values, low to high.
    #[must_use]
    pub fn named(&self) -> [(&'static str, f64); 7] {
        let Self { p5, p10, p25, p50, p75, p90, p95 } = *self;
        [("p5", p5), ("p10", p10), ("p25", p25), ("p50", p50), ("p75", p75), ("p90", p90), ("p95", p95)]
    }
}

/// A figure over all trials.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Mean.
    pub mean: f64,
    /// Quantiles.
    pub quantiles: Quantiles,
}

impl Spread {
    /// Of finite values; none where there are none.
    #[must_use]
    pub fn of(values: &[f64]) -> Option<Self> {
        let count = u32::try_from(values.len()).ok().filter(|count| *count > 0)?;
        let at = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95];
        let [p5, p10, p25, p50, p75, p90, p95] = Sieve::default().quantiles([values].into_iter(), at);
        let mean = values.iter().sum::<f64>() / f64::from(count);
        Some(Self { mean, quantiles: Quantiles { p5, p10, p25, p50, p75, p90, p95 } })
    }
}

const BINS: usize = 1024;

/// Finds quantiles: values are counted by bin, and only those of the bins that hold a wanted rank
/// are sorted. Keeps its memory.
#[derive(Debug, Clone, Default)]
pub struct Sieve {
    bin_of: Vec<u16>,
    kept: Vec<f64>,
}

impl Sieve {
    /// Quantiles of finite values, given in parts, at shares of 0–1: between the two nearest in
    /// proportion, at rank (n − 1)·share counted from 0. NaN where there are no values.
    pub fn quantiles<'v, const N: usize>(
        &mut self,
        parts: impl Iterator<Item = &'v [f64]> + Clone,
        at: [f64; N],
    ) -> [f64; N] {
        let (low, high) = wide(
            #[inline(always)]
            || ends(parts.clone()),
        );
        let length = parts.clone().map(<[f64]>::len).sum();
        if length == 0 || low >= high {
            return [if length == 0 { f64::NAN } else { low }; N];
        }
        let counts = self.count(parts.clone(), length, (low, high));
        let ranks = at.map(|share| ranks(length, share));
        let mut wanted = [false; BINS];
        for (below, above, _) in ranks {
            wanted[bin_of_rank(&counts, below)] = true;
            wanted[bin_of_rank(&counts, above)] = true;
        }
        self.kept.clear();
        let mut bins = self.bin_of.as_slice();
        for part in parts {
            let (here, rest) = bins.split_at(part.len());
            let of_wanted = part.iter().zip(here).filter(|(_, bin)| wanted[usize::from(**bin) % BINS]);
            self.kept.extend(of_wanted.map(|(value, _)| *value));
            bins = rest;
        }
        self.kept.sort_unstable_by(f64::total_cmp);
        let nth = |rank: usize| {
            let bin = bin_of_rank(&counts, rank);
            let skipped: u32 = (0..bin).filter(|bin| !wanted[*bin]).map(|bin| counts[bin]).sum();
            self.kept[rank - skipped as usize]
        };
        ranks.map(|(below, above, part)| nth(below) + (nth(above) - nth(below)) * part)
    }

    /// Counts by bin; which bin each value is in is kept. Bins rise with the values.
    fn count<'v>(
        &mut self,
        parts: impl Iterator<Item = &'v [f64]>,
        length: usize,
        (low, high): (f64, f64),
    ) -> [u32; BINS] {
        #[expect(clippy::cast_precision_loss, reason = "the number of bins is small")]
        let scale = (BINS - 1) as f64 / (high - low);
        // From 2^52 on a number's last bits count in ones: adding it rounds to the bin.
        #[expect(clippy::cast_possible_truncation, reason = "0 to the number of bins")]
        let bin = move |value: f64| ((value - low) * scale + 4_503_599_627_370_496.0).to_bits() as u16;
        self.bin_of.resize(length, 0);
        let mut bins = self.bin_of.as_mut_slice();
        wide(
            #[inline(always)]
            move || {
                for part in parts {
                    let (here, rest) = bins.split_at_mut(part.len());
                    for (bin_of, value) in here.iter_mut().zip(part) {
                        *bin_of = bin(*value);
                    }
                    bins = rest;
                }
            },
        );
        // Two counts side by side, so that neighbors in one bin need not wait for each other.
        let (mut counts, mut others) = ([0; BINS], [0; BINS]);
        for pair in self.bin_of.chunks(2) {
            counts[usize::from(pair[0]) % BINS] += 1;
            if let Some(other) = pair.get(1) {
                others[usize::from(*other) % BINS] += 1;
            }
        }
        for (count, other) in counts.iter_mut().zip(others) {
            *count += other;
        }
        counts
    }
}

/// The smallest and the largest of finite values.
#[inline(always)]
fn ends<'v>(parts: impl Iterator<Item = &'v [f64]>) -> (f64, f64) {
    let (mut low, mut high) = (Lanes::splat(f64::INFINITY), Lanes::splat(f64::NEG_INFINITY));
    for part in parts {
        // One after the other: together they would not be kept in vectors.
        let (packs, rest) = part.as_chunks::<LANES>();
        low = packs.iter().fold(low, |low, pack| low.min(Lanes(*pack)));
        high = packs.iter().fold(high, |high, pack| high.max(Lanes(*pack)));
        low = rest.iter().fold(low, |low, value| low.min(Lanes::splat(*value)));
        high = rest.iter().fold(high, |high, value| high.max(Lanes::splat(*value)));
    }
    (low.0.into_iter().fold(f64::INFINITY, f64::min), high.0.into_iter().fold(f64::NEG_INFINITY, f64::max))
}

/// The ranks on both sides of a share of a count, and how far between them it lies.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts are far below 2^52"
)]
fn ranks(count: usize, share: f64) -> (usize, usize, f64) {
    let rank = (count - 1) as f64 * share;
    let below = rank.floor() as usize;
    (below, (below + 1).min(count - 1), rank - rank.floor())
}

fn bin_of_rank(counts: &[u32; BINS], rank: usize) -> usize {
    let mut before = 0;
    let bin = counts.iter().position(|count| {
        before += *count as usize;
        before > rank
    });
    bin.unwrap_or(BINS - 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quantiles_lie_between_the_nearest_ranks() {
        // Ranks of five values: 0, 1, 2, 3, 4; p10 is at 0.4, p50 at 2.
        let near = |found: &[f64], right: &[f64]| {
            assert!(found.iter().zip(right).all(|(found, right)| (found - right).abs() < 1e-12), "{found:?}");
        };
        let mut sieve = Sieve::default();
        near(
            &sieve.quantiles([[5.0, 1.0].as_slice(), &[3.0, 2.0, 4.0]].into_iter(), [0.0, 0.1, 0.5, 1.0]),
            &[1.0, 1.4, 3.0, 5.0],
        );
        near(&sieve.quantiles([[7.0; 4].as_slice()].into_iter(), [0.05, 0.5]), &[7.0, 7.0]);
        assert!(Spread::of(&[]).is_none());
    }

    proptest! {
        #[test]
        fn they_are_those_of_sorting(mut values in prop::collection::vec(prop_oneof![-1e9..1e9, -1.0..1.0], 1..400), share in 0.0..1.0) {
            let [found] = Sieve::default().quantiles(values.chunks(7), [share]);
            values.sort_unstable_by(f64::total_cmp);
            let (below, above, part) = ranks(values.len(), share);
            let right = values[below] + (values[above] - values[below]) * part;
            prop_assert!((found - right).abs() <= 1e-12 * right.abs(), "{} {}", found, right);
        }
    }
}
