//! Thousands of futures of one scenario: each uncertain number drawn from its range, the model
//! run, and where the results lie.
//!
//! Same scenario, seed and number of trials: same digits, on any number of threads and vectors
//! of any width; and trial i of a short run is trial i of a long one.

use rayon::prelude::*;

use super::{
    job::{Cancelled, Job},
    lanes::{Lanes, Pack, wide},
    payback::Payback,
    sampling::Stream,
    spread::{Sieve, Spread},
    trial::{Draw, Monthly, Trial},
    uncertain::{Uncertain, uncertain_levers},
};
use crate::{
    format::float,
    model::{estimates::Estimates, scalar::Scalar, scenario::Scenario},
};

/// What thousands of trials say.
#[derive(Debug, Clone, PartialEq)]
pub struct Simulation {
    /// Number of trials.
    pub trials: usize,
    /// What the draws rest on.
    pub seed: u64,
    /// 1 − effective ÷ home cost; none where the seats cost nothing at home. Likewise below.
    pub effective_saving: Option<Spread>,
    /// 1 − cash ÷ home cost.
    pub cash_saving: Option<Spread>,
    /// Reporting currency over the horizon.
    pub effective_cost: Option<Spread>,
    /// Share of trials with an effective saving above 0.
    pub chance_of_saving: Option<f64>,
    /// Share of trials with at least the target saving.
    pub chance_of_target: Option<f64>,
    /// Cumulative effective cost at each month's end, reporting currency. A trial whose own horizon
    /// has ended stays where it was.
    pub months: Vec<Band>,
    /// Effective savings, rising: for a histogram.
    pub distribution: Vec<f64>,
    /// When trials pay back.
    pub payback: Payback,
    /// Mean over the trials of the loss after the pilot's end, effective, that stopping there would
    /// have avoided; reporting currency.
    pub pilot_avoids: f64,
}

/// Three quantiles of a month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// 10 in 100 lie below.
    pub p10: f64,
    /// The median.
    pub p50: f64,
    /// 90 in 100 lie below.
    pub p90: f64,
}

/// Runs some trials of a valid scenario.
///
/// # Errors
/// If the job is cancelled meanwhile.
pub fn simulate(scenario: &Scenario, trials: usize, seed: u64, job: &Job) -> Result<Simulation, Cancelled> {
    let uncertain = uncertain_levers(scenario);
    let estimates = Estimates::of(scenario);
    let study = Study { scenario, estimates: &estimates, trials, seed, job };
    job.begin(trials);
    let (draws, others) = Draw::find(uncertain.clone(), scenario, seed);
    let months = study.horizon(&others);
    let mut cells = spare::take(trials * months);
    let chunks = if others.is_empty() {
        study.in_packs(&draws, (&mut cells, months))?
    } else {
        let (draws, others) = Draw::find(uncertain, scenario, seed);
        study.one_by_one(&draws, &others, (&mut cells, months))?
    };
    let simulation = study.summary(&chunks, months);
    drop(chunks);
    spare::give_back(cells);
    simulation
}

/// Memory that a run gives to the next: asking the system for it anew would take as long as a tenth
/// of a run.
mod spare {
    use std::sync::{Mutex, PoisonError};

    /// The most numbers that are kept: ten thousand trials of the longest horizon.
    const MOST: usize = 10_000 * 120;

    static SPARE: Mutex<Vec<f64>> = Mutex::new(Vec::new());

    /// So many numbers, whatever they are.
    pub(super) fn take(count: usize) -> Vec<f64> {
        let mut numbers = std::mem::take(&mut *SPARE.lock().unwrap_or_else(PoisonError::into_inner));
        if numbers.capacity() < count {
            // Not grown: that would write it all, where the system gives zeros page by page.
            return vec![0.0; count];
        }
        numbers.resize(count, 0.0);
        numbers
    }

    /// Keeps memory for the next run.
    pub(super) fn give_back(numbers: Vec<f64>) {
        if numbers.capacity() <= MOST {
            *SPARE.lock().unwrap_or_else(PoisonError::into_inner) = numbers;
        }
    }
}

/// Trials that one thread takes at a time.
const CHUNK: usize = 128;

struct Study<'a> {
    scenario: &'a Scenario,
    estimates: &'a Estimates,
    trials: usize,
    seed: u64,
    job: &'a Job,
}

/// What some trials in a row came to.
struct Chunk<'a> {
    trials: usize,
    /// By trial: effective saving, cash saving, effective cost, payback month (0 for never) and the
    /// loss after the pilot; savings are NaN where the seats cost nothing at home.
    figures: [Vec<f64>; 5],
    /// Cumulative effective cost, month by month, trial by trial.
    cumulative: &'a mut [f64],
}

impl<'a> Chunk<'a> {
    /// Nothing yet; every cell is written by the runs.
    fn new(cumulative: &'a mut [f64], months: usize) -> Self {
        let trials = cumulative.len() / months;
        let empty = || vec![0.0; trials];
        Self { trials, figures: [empty(), empty(), empty(), empty(), empty()], cumulative }
    }

    /// Writes down what a pack came to, from its first trial in the chunk on.
    #[inline(always)]
    fn write<S: Pack>(&mut self, first: usize, book: &Monthly<S>, pilot: usize) {
        let months = book.home.len();
        let (mut home, mut cash, mut effective) = (S::ZERO, S::ZERO, S::ZERO);
        let (mut since, mut at_pilot) = (S::ZERO, S::ZERO);
        for month in 0..self.cumulative.len() / self.trials {
            if month < months {
                home = home + book.home[month];
                cash = cash + book.cash[month];
                effective = effective + book.cash[month] + book.lost[month];
                let saved = home - effective;
                let behind = S::ZERO - saved;
                let now = since.if_positive(since, S::from_count(month + 1));
                since = behind.if_positive(S::ZERO, now);
                if month + 1 == pilot {
                    at_pilot = saved;
                }
            }
            put(&mut self.cumulative[month * self.trials..][first..self.trials], effective);
        }
        let nothing = S::from_rate(f64::NAN);
        let saving = |cost: S| home.if_positive((home - cost).ratio(home), nothing);
        let avoided = (at_pilot - (home - effective)).at_least_zero();
        let paid = book.moves.if_positive(since, S::ZERO);
        let all = [saving(effective), saving(cash), effective, paid, avoided];
        for (figure, value) in self.figures.iter_mut().zip(all) {
            put(&mut figure[first..], value);
        }
    }
}

/// Writes the trials of a pack, as many as there is room for.
#[inline(always)]
fn put<S: Pack>(to: &mut [f64], pack: S) {
    let count = to.len().min(S::WIDTH);
    to[..count].copy_from_slice(&pack.trials()[..count]);
}

impl Study<'_> {
    /// The first trial of each chunk, and the chunk with its cells.
    fn chunks((cells, months): (&mut [f64], usize)) -> impl IndexedParallelIterator<Item = (usize, Chunk<'_>)> {
        let numbered = cells.par_chunks_mut(CHUNK * months).enumerate();
        numbered.map(move |(chunk, cells)| (chunk * CHUNK, Chunk::new(cells, months)))
    }

    /// The pilot's length, at least a month and at most the horizon.
    fn pilot(pilot_months: usize, months: usize) -> usize {
        pilot_months.clamp(1, months)
    }

    fn in_packs<'a>(&self, draws: &[Draw<Lanes>], cells: (&'a mut [f64], usize)) -> Result<Vec<Chunk<'a>>, Cancelled> {
        let scratch = || {
            let trial = Trial::<Lanes>::new(self.scenario, self.estimates);
            let book = Monthly::new(trial.months());
            (trial, book)
        };
        let run = |(trial, book): &mut (Trial<Lanes>, Monthly<Lanes>), (first, mut chunk): (usize, Chunk<'a>)| {
            let count = chunk.trials;
            let pilot = Self::pilot(trial.inputs.pilot_months, trial.months());
            for pack in (0..count).step_by(Lanes::WIDTH) {
                self.job.check()?;
                let index = number(first + pack);
                wide(
                    #[inline(always)]
                    || {
                        trial.draw(draws, index);
                        book.clear();
                        trial.run(book);
                        chunk.write(pack, book, pilot);
                    },
                );
            }
            self.job.advance(count);
            Ok(chunk)
        };
        Self::chunks(cells).map_init(scratch, run).collect()
    }

    /// Trials whose structure or gaps differ: each a scenario of its own.
    fn one_by_one<'a>(
        &self,
        draws: &[Draw<f64>],
        alone: &[Uncertain],
        cells: (&'a mut [f64], usize),
    ) -> Result<Vec<Chunk<'a>>, Cancelled> {
        let streams: Vec<Stream> =
            alone.iter().map(|uncertain| Stream::new(self.seed, &uncertain.lever.to_string())).collect();
        let at = |trial: u32| {
            let mut scenario = self.scenario.clone();
            for (uncertain, stream) in alone.iter().zip(&streams) {
                let value = uncertain.value(uncertain.range.quantile(stream.at(trial)));
                // A value that is held in its field's range always fits.
                let _ = uncertain.lever.set(&mut scenario, value);
            }
            scenario
        };
        let run = |(first, mut chunk): (usize, Chunk<'a>)| {
            let count = chunk.trials;
            for index in 0..count {
                self.job.check()?;
                let scenario = at(number(first + index));
                let mut trial = Trial::<f64>::new(&scenario, &Estimates::of(&scenario));
                let mut book = Monthly::new(trial.months());
                trial.draw(draws, number(first + index));
                trial.run(&mut book);
                chunk.write(index, &book, Self::pilot(trial.inputs.pilot_months, book.home.len()));
            }
            self.job.advance(count);
            Ok(chunk)
        };
        Self::chunks(cells).map(run).collect()
    }

    /// The longest horizon of any trial, months.
    fn horizon(&self, alone: &[Uncertain]) -> usize {
        let today = self.scenario.money.horizon_months;
        let drawn = alone.iter().find(|uncertain| uncertain.lever.field() == "horizon_months");
        let longest = drawn.map_or(f64::from(today), |horizon| float(horizon.value(horizon.range.high())));
        longest.ceiling()
    }

    fn summary(&self, chunks: &[Chunk<'_>], months: usize) -> Result<Simulation, Cancelled> {
        let figure = |index: usize| -> Vec<f64> {
            let all = chunks.iter().flat_map(|chunk| chunk.figures[index].iter().copied());
            all.filter(|value| !value.is_nan()).collect()
        };
        let (months, (distribution, spreads)) = rayon::join(
            || self.months(chunks, months),
            || {
                let mut savings = figure(0);
                let spread = Spread::of(&savings);
                let spreads = [spread, Spread::of(&figure(1)), Spread::of(&figure(2))];
                savings.sort_unstable_by(f64::total_cmp);
                (savings, spreads)
            },
        );
        let months = months?;
        self.job.check()?;
        let target = float(self.scenario.money.target_saving);
        let share_from = |first: usize| share(distribution.len() - first, distribution.len());
        let avoided = figure(4);
        Ok(Simulation {
            trials: self.trials,
            seed: self.seed,
            effective_saving: spreads[0],
            cash_saving: spreads[1],
            effective_cost: spreads[2],
            chance_of_saving: share_from(distribution.partition_point(|saving| *saving <= 0.0)),
            chance_of_target: share_from(distribution.partition_point(|saving| *saving < target)),
            payback: Payback::of(&figure(3), months.len()),
            pilot_avoids: avoided.iter().sum::<f64>() / f64::from(number(avoided.len().max(1))),
            distribution,
            months,
        })
    }

    fn months(&self, chunks: &[Chunk<'_>], months: usize) -> Result<Vec<Band>, Cancelled> {
        let band = |sieve: &mut Sieve, month: usize| {
            self.job.check()?;
            let values = chunks.iter().map(|chunk| &chunk.cumulative[month * chunk.trials..][..chunk.trials]);
            let [p10, p50, p90] = sieve.quantiles(values, [0.1, 0.5, 0.9]);
            Ok(Band { p10, p50, p90 })
        };
        let months = if chunks.is_empty() { 0 } else { months };
        (0..months).into_par_iter().map_init(Sieve::default, band).collect()
    }
}

/// A part of a count; none of nothing.
pub(super) fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| f64::from(number(part)) / f64::from(number(whole)))
}

/// A count of trials, far below four thousand million.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::model::testing::two_sites;

    fn run(scenario: &Scenario, trials: usize) -> Simulation {
        simulate(scenario, trials, 7, &Job::default()).unwrap()
    }

    /// Two sites of which one cost is uncertain, which enters the cost linearly and nothing else.
    fn one_range() -> Scenario {
        let mut scenario = two_sites();
        scenario.transition.set_up_per_seat = dec!(50000);
        scenario.uncertainty.insert("transition.set_up_per_seat".into(), (dec!(0.5), dec!(3)));
        scenario
    }

    #[test]
    fn a_cost_that_enters_linearly_has_the_triangles_own_statistics() {
        let scenario = one_range();
        let at = |factor: f64| {
            let mut moved = scenario.clone();
            moved.transition.set_up_per_seat *= crate::format::decimal(factor);
            crate::engine::estimate(&moved, &Estimates::of(&moved)).effective
        };
        let (none, one) = (at(0.0), at(1.0));
        let triangle = crate::engine::triangular::Triangular::new(0.5, 3.0);
        let cost = run(&scenario, 10_000).effective_cost.unwrap();
        // Variance of a triangle: (a² + b² + c² − ab − ac − bc) ÷ 18.
        let deviation = ((0.25_f64 + 1.0 + 9.0 - 0.5 - 1.5 - 3.0) / 18.0).sqrt();
        let sampling = (one - none) * deviation / 100.0;
        assert!((cost.mean - (none + (one - none) * triangle.mean())).abs() < 2.0 * sampling);
        for (name, found) in cost.quantiles.named() {
            let share: f64 = name[1..].parse::<f64>().unwrap() / 100.0;
            let right = none + (one - none) * triangle.quantile(share);
            assert!((found - right).abs() < 3.0 * sampling, "{name}: {found}, exactly {right}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_digits_on_one_thread_and_two_and_after_a_cancel() {
        let scenario = two_sites();
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| run(&scenario, 1_001))
        };
        let one = on(1);
        assert_eq!(one, on(2));
        let job = Job::default();
        job.cancel();
        assert_eq!(simulate(&scenario, 1_001, 7, &job), Err(Cancelled));
        assert_eq!(one, run(&scenario, 1_001));
        assert_ne!(one.distribution, simulate(&scenario, 1_001, 8, &Job::default()).unwrap().distribution);
    }

    #[test]
    fn a_pack_that_is_not_full_leaves_the_next_month_alone() {
        let scenario = one_range();
        let trials = Lanes::WIDTH + 1;
        let found = run(&scenario, trials).months;
        let mut trial = Trial::<f64>::new(&scenario, &Estimates::of(&scenario));
        let (draws, _) = Draw::find(uncertain_levers(&scenario), &scenario, 7);
        let mut by_month = vec![Vec::new(); found.len()];
        for index in 0..trials {
            let mut book = Monthly::new(trial.months());
            trial.draw(&draws, number(index));
            trial.run(&mut book);
            let mut sum = 0.0;
            for (month, costs) in by_month.iter_mut().enumerate() {
                sum += book.cash[month] + book.lost[month];
                costs.push(sum);
            }
        }
        for (month, (band, costs)) in found.iter().zip(&by_month).enumerate() {
            let [p10, p50, p90] = Sieve::default().quantiles([costs.as_slice()].into_iter(), [0.1, 0.5, 0.9]);
            for (found, right) in [(band.p10, p10), (band.p50, p50), (band.p90, p90)] {
                assert!((found - right).abs() <= 1e-9 * right.abs(), "month {month}: {found}, one by one {right}");
            }
        }
    }

    #[test]
    fn a_short_run_is_the_beginning_of_a_long_one() {
        let scenario = one_range();
        let (short, long) = (run(&scenario, 24), run(&scenario, 40));
        assert!(short.distribution.iter().all(|saving| long.distribution.contains(saving)));
    }

    #[test]
    fn whole_numbers_and_gaps_are_drawn_trial_by_trial_in_the_same_way() {
        let mut scenario = one_range();
        // No width: the slow way must give what the fast one does.
        scenario.uncertainty.insert("transition.handover_months".into(), (dec!(1), dec!(1)));
        scenario.uncertainty.insert("site.*.english".into(), (dec!(1), dec!(1)));
        let (slow, fast) = (run(&scenario, 50), run(&one_range(), 50));
        for (slow, fast) in slow.distribution.iter().zip(&fast.distribution) {
            assert!((slow - fast).abs() < 1e-12, "{slow} {fast}");
        }
        // With width they matter, and a horizon may end sooner or later.
        scenario.uncertainty.insert("transition.handover_months".into(), (dec!(0), dec!(4)));
        scenario.uncertainty.insert("money.horizon_months".into(), (dec!(0.5), dec!(1.5)));
        let varied = run(&scenario, 200);
        assert_eq!(varied.months.len(), 54);
        assert!(varied.months.windows(2).all(|pair| pair[0].p50 <= pair[1].p50));
        assert_ne!(varied.distribution[..50], slow.distribution[..]);
    }

    #[test]
    fn a_mix_over_the_whole_is_scaled_back_and_the_offshore_share_keeps_its_split() {
        let mut scenario = two_sites();
        scenario.uncertainty.insert("team.*.mix.ph-mnl".into(), (dec!(1), dec!(10)));
        // All seats are offshore in the worst of draws, never more: home's part can't fall below 0.
        let simulation = run(&scenario, 400);
        assert!(simulation.distribution.iter().all(|saving| saving.is_finite()));
        let mut trial = Trial::<f64>::new(&scenario, &Estimates::of(&scenario));
        let (draws, _) = Draw::find(uncertain_levers(&scenario), &scenario, 7);
        for index in 0..400 {
            trial.draw(&draws, index);
            for team in &trial.inputs.teams {
                assert!(team.mix.iter().sum::<f64>() <= 1.0 + 1e-12);
            }
        }
        scenario.uncertainty.clear();
        scenario.uncertainty.insert("offshore".into(), (dec!(0.2), dec!(1.2)));
        let (draws, others) = Draw::find(uncertain_levers(&scenario), &scenario, 7);
        assert!(others.is_empty());
        for index in 0..400 {
            trial = Trial::<f64>::new(&scenario, &Estimates::of(&scenario));
            trial.draw(&draws, index);
            let [desk, books] = &trial.inputs.teams[..] else { panic!("two teams") };
            assert!((books.mix[1] - 2.0 * books.mix[0]).abs() < 1e-12 && desk.mix[1].abs() < 1e-12);
        }
    }

    #[test]
    fn nobody_moves_nothing_is_saved_or_paid_back() {
        let mut scenario = two_sites();
        scenario.teams.iter_mut().for_each(|team| team.mix.clear());
        let simulation = run(&scenario, 16);
        assert!(simulation.distribution.iter().all(|saving| saving.abs() < 1e-12));
        assert!((simulation.payback.never - 1.0).abs() < 1e-12 && simulation.pilot_avoids.abs() < 1e-3);
    }
}
