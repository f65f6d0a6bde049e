//! Where trials fall: seeded, stratified draws that depend on nothing but seed, name and index.
//!
//! Each varied number has a stream of its own: a radical inverse in base 2 with Owen scrambling,
//! its order shuffled likewise (Burley, Practical Hash-based Owen Scrambling, JCGT 2020; the
//! hash is Vegdahl's). Any 2^k trials from a multiple of 2^k on fall one into each 2^k-th part of
//! the range, streams are independent, and trial i is the same in a short run and in a long one.

/// The draws of one varied number.
#[derive(Debug, Clone, Copy)]
pub struct Stream {
    order: u32,
    scramble: u32,
}

impl Stream {
    /// The stream of a name under a seed; it stays when other numbers are varied or no longer are.
    #[must_use]
    pub fn new(seed: u64, name: &str) -> Self {
        // FNV-1a tells names apart, SplitMix64 spreads them.
        let named = name
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        let spread = spread(named ^ spread(seed));
        Self { order: high(spread), scramble: high(spread << 32) }
    }

    /// The draw of a trial, above 0 and below 1.
    #[inline(always)]
    #[must_use]
    pub fn at(self, trial: u32) -> f64 {
        let place = scrambled(trial, self.order);
        let bits = scrambled(place.reverse_bits(), self.scramble);
        (f64::from(bits) + 0.5) * (1.0 / 4_294_967_296.0)
    }
}

/// The generator `SplitMix64`.
fn spread(seed: u64) -> u64 {
    let mut bits = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

fn high(bits: u64) -> u32 {
    u32::try_from(bits >> 32).unwrap_or(u32::MAX)
}

/// Owen scrambling: each bit is flipped or not by a hash of the bits above it.
#[inline(always)]
fn scrambled(bits: u32, seed: u32) -> u32 {
    let mut bits = bits.reverse_bits();
    bits ^= bits.wrapping_mul(0x3d20_adea);
    bits = bits.wrapping_add(seed);
    bits = bits.wrapping_mul((seed >> 16) | 1);
    bits ^= bits.wrapping_mul(0x0552_6c56);
    bits ^= bits.wrapping_mul(0x53a2_2864);
    bits.reverse_bits()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_power_of_two_trials_fall_one_into_each_part() {
        let stream = Stream::new(7, "friction.rework");
        for (first, count) in [(0_u32, 8_u32), (8, 8), (0, 1024), (4096, 1024)] {
            let mut seen = vec![false; count as usize];
            for trial in first..first + count {
                let part = (stream.at(trial) * f64::from(count)).floor();
                let index = (0..count).position(|index| (f64::from(index) - part).abs() < 0.5).unwrap();
                assert!(!std::mem::replace(&mut seen[index], true), "two of {count} in part {part}");
            }
        }
    }

    #[test]
    fn streams_of_two_names_are_not_correlated() {
        let (a, b) = (Stream::new(1, "friction.rework"), Stream::new(1, "friction.coaching"));
        let covariance: f64 = (0..4096).map(|trial| (a.at(trial) - 0.5) * (b.at(trial) - 0.5)).sum::<f64>() / 4096.0;
        // The standard error of a covariance of two uniforms is 1 ÷ (12·√n).
        assert!(covariance.abs() < 4.0 / (12.0 * 64.0), "{covariance}");
        assert!((a.at(0) - Stream::new(2, "friction.rework").at(0)).abs() > 1e-9);
    }
}
