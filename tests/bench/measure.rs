//! What both benches share: the median of many runs, and a table of what was measured.
//!
//! Times are for people: a bench never fails on one. The fastest sample stands beside the median: on a
//! busy machine the median of a long run tells of its neighbors too.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

/// How long one figure is measured, and over how many samples at least.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Effort {
    budget: Duration,
    fewest: usize,
}

impl Effort {
    /// From the command line: `--quick` for a look, otherwise with care.
    pub(crate) fn from_args() -> Self {
        if std::env::args().any(|arg| arg == "--quick") {
            Self { budget: Duration::from_millis(150), fewest: 5 }
        } else {
            Self { budget: Duration::from_millis(1500), fewest: 21 }
        }
    }

    /// Times one run, many times. Short runs are timed in batches, so that the clock costs nothing.
    pub(crate) fn time<T>(self, mut run: impl FnMut() -> T) -> Times {
        const BATCH: Duration = Duration::from_micros(200);
        let mut time = |runs: u32| {
            let start = Instant::now();
            for _ in 0..runs {
                black_box(run());
            }
            start.elapsed() / runs
        };
        time(1);
        let once = time(3).max(Duration::from_nanos(1));
        let runs = u32::try_from(BATCH.as_nanos() / once.as_nanos()).unwrap_or(u32::MAX).clamp(1, 100_000);
        let start = Instant::now();
        let mut samples = Vec::new();
        while samples.len() < self.fewest || (start.elapsed() < self.budget && samples.len() < 20_000) {
            samples.push(time(runs));
        }
        samples.sort_unstable();
        Times { median: samples[samples.len() / 2], best: samples[0] }
    }
}

/// What one run took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Times {
    pub(crate) median: Duration,
    pub(crate) best: Duration,
}

/// One line of a table.
pub(crate) struct Row {
    pub(crate) what: &'static str,
    pub(crate) times: Times,
    /// Most that the median should be.
    pub(crate) target: Option<Duration>,
}

/// The table: each time on its own and as a multiple of the reference.
pub(crate) fn table(title: &str, reference: (&'static str, Times), rows: &[Row]) -> String {
    let unit = reference.1.median.as_secs_f64();
    let first = Row { what: reference.0, times: reference.1, target: None };
    let width = rows.iter().chain([&first]).map(|row| row.what.chars().count()).max().unwrap_or(0);
    let line = |row: &Row| {
        let Row { what, times: Times { median, best }, target } = row;
        let verdict = match target {
            Some(target) if median <= target => format!("≤ {} ok", shown(*target)),
            Some(target) => format!("≤ {} MISSED", shown(*target)),
            None => String::new(),
        };
        let multiple = median.as_secs_f64() / unit;
        let line = format!("{what:width$}  {:>10}  {multiple:>9.1}  {:>10}  {verdict}", shown(*median), shown(*best));
        line.trim_end().to_owned()
    };
    let mut lines = vec![
        format!("{title} (× is the median as a multiple of the first line's)"),
        format!("{:width$}  {:>10}  {:>9}  {:>10}  target", "what", "median", "×", "best"),
        line(&first),
    ];
    lines.extend(rows.iter().map(line));
    lines.join("\n")
}

fn shown(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    match seconds {
        ..1e-3 => format!("{:.2} µs", seconds * 1e6),
        ..1.0 => format!("{:.2} ms", seconds * 1e3),
        _ => format!("{seconds:.2} s"),
    }
}

/// A hand-written scalar `f64` loop of the model's kind: 60 months of four pools (six ages each: leave, age,
/// fill, learn) and ten priced lines a pool with one division each month. No branches, no memory but arrays.
pub(crate) fn reference_run() -> f64 {
    const STAY: f64 = 0.974;
    const LEARNED: [f64; 6] = [0.0, 0.0, 0.38, 0.66, 0.91, 1.0];
    let targets = black_box([20.0, 6.0, 8.0, 6.0]);
    let mut pools = [[0.0_f64; 6]; 4];
    let mut growth = 1.0;
    let mut total = 0.0;
    for month in 0..60_u32 {
        if month % 12 == 0 {
            growth *= 1.034;
        }
        let (mut heads, mut active) = (0.0, 0.0);
        for (pool, target) in pools.iter_mut().zip(targets) {
            let last = pool[5] + pool[4];
            for age in (1..5).rev() {
                pool[age] = pool[age - 1] * STAY;
            }
            pool[5] = last * STAY;
            pool[0] = (target - pool.iter().sum::<f64>() + pool[0]).max(0.0);
            let here = pool.iter().sum::<f64>();
            heads += here;
            active += pool.iter().zip(LEARNED).map(|(seats, learned)| seats * learned).sum::<f64>();
            let wages = here * 44_770.0 * growth / 12.0;
            let lines = [0.22, 0.39, 0.06, 0.21, 0.05, 0.1, 0.02, 0.01, 0.03, 0.04];
            total += lines.iter().fold(wages, |sum, line| sum + wages * line + pool[2] * line);
        }
        total += (heads - active).max(0.0) / heads * growth;
    }
    total
}
