//! Thousands of futures of one scenario: each uncertain number drawn from its range, the model
//! run, and where the results lie.
//!
//! Same scenario, seed and number of trials: same digits, on any number of threads and vectors
//! of any width; and trial i of a short run is trial i of a long one.

use rayon::prelude::*;

use super::{
    job::{Cancelled, Job},
    lanes::{Lanes, Pack, wide},
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

/// When trials pay back.
#[derive(Debug, Clone, PartialEq)]
pub struct Payback {
    /// Trials by the month, the first at index 0, from which the cumulative effective saving stays
    /// at 0 or above.
    pub months: Vec<usize>,
    /// Share of trials that never do.
    pub never: f64,
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
    let mut lanes = Vec::new();
    let mut alone = Vec::new();
    for uncertain in uncertain {
        match Draw::<Lanes>::find(&uncertain, scenario, seed) {
            Some(draw) => lanes.push((draw, uncertain)),
            None => alone.push(uncertain),
        }
    }
    let chunks = if alone.is_empty() {
        let draws: Vec<Draw<Lanes>> = lanes.into_iter().map(|(draw, _)| draw).collect();
        study.in_packs(&draws)?
    } else {
        let draws: Vec<Draw<f64>> =
            lanes.iter().filter_map(|(_, uncertain)| Draw::find(uncertain, scenario, seed)).collect();
        study.one_by_one(&draws, &alone)?
    };
    study.summary(&chunks)
}

/// Trials that one thread takes at a time.
const CHUNK: usize = 256;

struct Study<'a> {
    scenario: &'a Scenario,
    estimates: &'a Estimates,
    trials: usize,
    seed: u64,
    job: &'a Job,
}

/// What some trials in a row came to.
struct Chunk {
    trials: usize,
    /// By trial: effective saving, cash saving, effective cost, payback month (0 for never) and the
    /// loss after the pilot; savings are NaN where the seats cost nothing at home.
    figures: [Vec<f64>; 5],
    /// Cumulative effective cost, month by month, trial by trial.
    cumulative: Vec<f64>,
}

impl Chunk {
    fn new(trials: usize, months: usize) -> Self {
        let empty = || vec![0.0; trials];
        Self { trials, figures: [empty(), empty(), empty(), empty(), empty()], cumulative: vec![0.0; trials * months] }
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
            put(&mut self.cumulative[month * self.trials + first..], effective);
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
    /// The first trial of each chunk, and how many it holds.
    fn chunks(&self) -> impl IndexedParallelIterator<Item = (usize, usize)> {
        let trials = self.trials;
        (0..trials.div_ceil(CHUNK)).into_par_iter().map(move |chunk| {
            let first = chunk * CHUNK;
            (first, CHUNK.min(trials - first))
        })
    }

    /// The pilot's length, at least a month and at most the horizon.
    fn pilot(pilot_months: usize, months: usize) -> usize {
        pilot_months.clamp(1, months)
    }

    fn in_packs(&self, draws: &[Draw<Lanes>]) -> Result<Vec<Chunk>, Cancelled> {
        let scratch = || {
            let trial = Trial::<Lanes>::new(self.scenario, self.estimates);
            let book = Monthly::new(trial.months());
            (trial, book)
        };
        let run = |(trial, book): &mut (Trial<Lanes>, Monthly<Lanes>), (first, count): (usize, usize)| {
            let mut chunk = Chunk::new(count, book.home.len());
            let pilot = Self::pilot(trial.inputs.pilot_months, book.home.len());
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
        self.chunks().map_init(scratch, run).collect()
    }

    /// Trials whose structure or gaps differ: each a scenario of its own.
    fn one_by_one(&self, draws: &[Draw<f64>], alone: &[Uncertain]) -> Result<Vec<Chunk>, Cancelled> {
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
        let longest = self.horizon(alone);
        let run = |(first, count): (usize, usize)| {
            let mut chunk = Chunk::new(count, longest);
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
        self.chunks().map(run).collect()
    }

    /// The longest horizon of any trial, months.
    fn horizon(&self, alone: &[Uncertain]) -> usize {
        let today = self.scenario.money.horizon_months;
        let drawn = alone.iter().find(|uncertain| uncertain.lever.field() == "horizon_months");
        let longest = drawn.map_or(f64::from(today), |horizon| float(horizon.value(horizon.range.high())));
        longest.ceiling()
    }

    fn summary(&self, chunks: &[Chunk]) -> Result<Simulation, Cancelled> {
        let figure = |index: usize| -> Vec<f64> {
            let all = chunks.iter().flat_map(|chunk| chunk.figures[index].iter().copied());
            all.filter(|value| !value.is_nan()).collect()
        };
        let (months, (distribution, spreads)) = rayon::join(
            || self.months(chunks),
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
            payback: payback(&figure(3), months.len()),
            pilot_avoids: avoided.iter().sum::<f64>() / f64::from(number(avoided.len().max(1))),
            distribution,
            months,
        })
    }

    fn months(&self, chunks: &[Chunk]) -> Result<Vec<Band>, Cancelled> {
        let count = chunks.first().map_or(0, |chunk| chunk.cumulative.len() / chunk.trials);
        let band = |(sieve, values): &mut (Sieve, Vec<f64>), month: usize| {
            self.job.check()?;
            values.clear();
            for chunk in chunks {
                values.extend_from_slice(&chunk.cumulative[month * chunk.trials..][..chunk.trials]);
            }
            let [p10, p50, p90] = sieve.quantiles(values, [0.1, 0.5, 0.9]);
            Ok(Band { p10, p50, p90 })
        };
        (0..count).into_par_iter().map_init(Default::default, band).collect()
    }
}

fn payback(paid: &[f64], months: usize) -> Payback {
    let mut counts = vec![0; months];
    let mut never = 0;
    for month in paid {
        match month.ceiling().checked_sub(1) {
            Some(month) => counts[month] += 1,
            None => never += 1,
        }
    }
    Payback { months: counts, never: share(never, paid.len()).unwrap_or(0.0) }
}

/// A part of a count; none of nothing.
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| f64::from(number(part)) / f64::from(number(whole)))
}

/// A count of trials, far below four thousand million.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
