//! How long thousands of trials and mixes take: `cargo bench --bench engine` (`-- --quick` for a look).
//!
//! Beside the targets: how much memory the largest workbook takes, the same trials in a plain scalar loop of
//! this process, the same simulation in numpy where python3 has it, how time grows with each dimension, and
//! how soon a job stops.

mod measure;

use std::{
    cell::{Cell, RefCell},
    error::Error,
    fmt::Write as _,
    fs,
    io::Write,
    path::Path,
    process::Command,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use measure::{Effort, Row, Times, reference_run, table};
use rust_decimal::{Decimal, dec};
use shoreline::{
    catalog::Catalog,
    engine::{
        frontier::frontier,
        job::Job,
        lanes::{Lanes, Pack, wide},
        monte_carlo::simulate,
        trial::{Draw, Trial, Whole},
        uncertain::uncertain_levers,
    },
    export::{
        compare::{Horizon, Scale, results},
        workbook::{Case, workbook},
    },
    model::{check::check, estimates::Estimates, results::evaluate as exact, scenario::Scenario},
    state::{
        compare::evaluate::{Found, Request, evaluate, pair},
        derived::Answer,
        study::study,
        sweeps::asking,
        view::{Chart, View},
    },
    store::decode,
};

const SAMPLE: &[u8] = include_bytes!("../../scenarios/support-desk-manila.ron");
const TRIALS: usize = 10_000;
const SEED: u64 = 1;

/// The sample with some teams, sites and months; every team is at every site.
fn grown(sample: &Scenario, teams: usize, sites: usize, months: u32) -> Result<Scenario, String> {
    let mut scenario = sample.clone();
    scenario.money.horizon_months = months;
    let site = scenario.sites.first().ok_or("the sample has no site")?.clone();
    let team = scenario.teams.first().ok_or("the sample has no team")?.clone();
    let salary = team.salary.get(&site.id).copied().ok_or("the sample has no salary")?;
    scenario.sites.clear();
    for index in 0..sites {
        let mut site = site.clone();
        site.id = format!("site-{index}");
        scenario.sites.push(site);
    }
    scenario.teams.clear();
    for index in 0..teams {
        let mut team = team.clone();
        team.id = format!("team-{index}");
        let home = team.salary.get(&scenario.home.id).copied().unwrap_or_default();
        team.salary = std::iter::once((scenario.home.id.clone(), home))
            .chain(scenario.sites.iter().map(|site| (site.id.clone(), salary)))
            .collect();
        let share = dec!(0.7) / Decimal::from(sites);
        team.mix = scenario.sites.iter().map(|site| (site.id.clone(), share.round_dp(6))).collect();
        scenario.teams.push(team);
    }
    let faults = check(&scenario);
    if faults.is_empty() { Ok(scenario) } else { Err(faults.iter().map(ToString::to_string).collect()) }
}

/// The same trials one by one in plain `f64`, totals only, on one thread.
fn scalar_loop(scenario: &Scenario) -> f64 {
    let estimates = Estimates::of(scenario);
    let (draws, _) = Draw::find(uncertain_levers(scenario), scenario, SEED);
    let mut trial = Trial::<f64>::new(scenario, &estimates);
    let mut sum = 0.0;
    for index in 0..u32::try_from(TRIALS).unwrap_or(u32::MAX) {
        let mut book = Whole::<f64>::EMPTY;
        trial.draw(&draws, index);
        trial.run(&mut book);
        sum += book.cash + book.lost;
    }
    sum
}

/// The same in lanes, on one thread.
fn lane_loop(scenario: &Scenario) -> f64 {
    let estimates = Estimates::of(scenario);
    let (draws, _) = Draw::find(uncertain_levers(scenario), scenario, SEED);
    let mut trial = Trial::<Lanes>::new(scenario, &estimates);
    let mut sum = 0.0;
    for index in (0..u32::try_from(TRIALS).unwrap_or(u32::MAX)).step_by(Lanes::WIDTH) {
        let mut book = Whole::<Lanes>::EMPTY;
        wide(
            #[inline(always)]
            || {
                trial.draw(&draws, index);
                trial.run(&mut book);
            },
        );
        sum += (book.cash + book.lost).trials().iter().sum::<f64>();
    }
    sum
}

fn simulated(scenario: &Scenario, trials: usize) -> usize {
    simulate(scenario, trials, SEED, &Job::default()).map_or(0, |simulation| simulation.distribution.len())
}

/// What follows a lever that has moved, until the last part is there: the answer and the study of
/// the two charts that take longest.
fn all_on_screen(scenario: &Scenario) -> usize {
    let view = View { left: Chart::Risk, right: Chart::Heat, ..View::default() };
    let answer = Answer::compute(1, Arc::new(scenario.clone()));
    let told = Cell::new(answer.advice.len());
    let asking = asking(&view, scenario, scenario);
    // A study that nobody cancels tells everything.
    let _ = study(scenario, &asking, &Catalog::default(), &Job::default(), &|_| told.set(told.get() + 1));
    told.get()
}

/// From the request to stop until a large simulation has stopped; the longest of some.
fn time_to_cancel(scenario: &Scenario, tries: usize) -> Times {
    let stop = || {
        let job = Job::default();
        thread::scope(|scope| {
            let running = scope.spawn(|| {
                let _ = simulate(scenario, 200_000, SEED, &job);
                Instant::now()
            });
            thread::sleep(Duration::from_millis(20));
            let asked = Instant::now();
            job.cancel();
            running.join().map_or(Duration::MAX, |stopped| stopped.duration_since(asked))
        })
    };
    let mut samples: Vec<Duration> = (0..tries).map(|_| stop()).collect();
    samples.sort_unstable();
    // The slowest stands where others have the median: it is what must be soon enough.
    Times { median: samples[samples.len() - 1], best: samples[0] }
}

/// How time grows from one size to another: 1 is in proportion.
fn exponent(small: Times, large: Times, factor: f64) -> f64 {
    (large.best.as_secs_f64() / small.best.as_secs_f64()).ln() / factor.ln()
}

fn exponents(effort: Effort, sample: &Scenario) -> Result<String, String> {
    let time = |(teams, sites, months): (usize, usize, u32), trials: usize| {
        grown(sample, teams, sites, months).map(|scenario| effort.time(|| simulated(&scenario, trials)))
    };
    let base = time((2, 2, 60), 4_096)?;
    let rows = [
        ("trials", time((2, 2, 60), 32_768)?, 8.0),
        ("months", time((2, 2, 120), 4_096)?, 2.0),
        ("teams", time((8, 2, 60), 4_096)?, 4.0),
        ("sites", time((2, 8, 60), 4_096)?, 4.0),
    ];
    let mut text = String::from("How time grows (1 is in proportion):");
    for (what, times, factor) in rows {
        let _ = write!(text, "  {what} {:.2}", exponent(base, times, factor));
    }
    Ok(text)
}

/// The numpy version's time and mean effective cost for the sample, or why there is none.
fn numpy(sample: &Scenario) -> Result<(Duration, f64), String> {
    let tree = Path::new(env!("CARGO_MANIFEST_DIR"));
    let estimates = Estimates::of(sample);
    let gap = estimates.gaps[0][1];
    let figures = [gap.time_zone, gap.language, gap.culture, estimates.nights[1]].map(|figure| figure.to_string());
    let output = Command::new("python3")
        .arg(tree.join("tests/bench/simulate.py"))
        .arg(tree.join("scenarios/support-desk-manila.ron"))
        .arg(TRIALS.to_string())
        .args(figures)
        .output()
        .map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let [seconds, mean] = numbers[..] else { return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()) };
    Ok((Duration::from_secs_f64(seconds), mean))
}

/// The sample with other values: as many scenarios as are asked for.
fn varied(sample: &Scenario, count: i64) -> Vec<Request> {
    let vary = |number: i64| {
        let mut scenario = sample.clone();
        scenario.friction.rework += Decimal::new(number, 5);
        scenario.home.attrition += Decimal::new(number, 4);
        Request { id: number.unsigned_abs(), scenario: Arc::new(scenario) }
    };
    (0..count).map(vary).collect()
}

/// Everything that the list and the results of a comparison show, once.
fn side_by_side(sample: &Scenario) -> usize {
    let requests = varied(sample, 500);
    let all = requests.iter().map(|request| &*request.scenario);
    let scale = Scale::of(sample, all, Horizon::Common);
    let found = RefCell::new(Vec::new());
    let tell = |some: Vec<Found>| found.borrow_mut().extend(some);
    let _ = evaluate(&requests, &scale, &Catalog::default(), &Job::default(), &tell);
    let found: Vec<_> = found.into_inner().into_iter().filter_map(|found| found.weighed.ok()).collect();
    let Some(base) = found.first() else { return 0 };
    found.iter().map(|other| results(&scale, &base.side, &other.side).len()).sum()
}

/// The first two of them beside each other.
fn looked_at(sample: &Scenario) -> usize {
    let requests = varied(sample, 2);
    let scale = Scale::of(sample, requests.iter().map(|request| &*request.scenario), Horizon::Common);
    let found = RefCell::new(Vec::new());
    let tell = |some: Vec<Found>| found.borrow_mut().extend(some);
    let _ = evaluate(&requests, &scale, &Catalog::default(), &Job::default(), &tell);
    let sides: Vec<_> = found.into_inner().into_iter().filter_map(|found| found.weighed.ok()).collect();
    let [base, other] = &sides[..] else { return 0 };
    pair(&scale, [Arc::clone(base), Arc::clone(other)]).lines.len()
}

/// The workbook of a scenario, whole; its bytes.
fn booked(scenario: &Scenario) -> usize {
    let evaluation = exact(scenario);
    workbook(Case { scenario, evaluation: &evaluation }, &Catalog::default(), &Job::default()).map_or(0, |it| it.len())
}

/// Times what takes seconds: once for a look, otherwise three times.
fn time_long(mut run: impl FnMut()) -> Times {
    let runs = if std::env::args().any(|arg| arg == "--quick") { 1 } else { 3 };
    let mut time = || {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    let mut samples: Vec<Duration> = (0..runs).map(|_| time()).collect();
    samples.sort_unstable();
    Times { median: samples[samples.len() / 2], best: samples[0] }
}

/// The memory that this process has had in use at most since [`forget_memory`], MB; none where the system
/// does not tell.
fn most_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? / 1024)
}

/// The most memory in use is what is in use now. Where the system does not do that, more is told, not less.
fn forget_memory() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// How much memory the workbook took, in a sentence.
fn memory(of_workbook: Option<u64>) -> String {
    const MOST: u64 = 1024;
    match of_workbook {
        Some(found) if found <= MOST => format!("That workbook takes {found} MB of memory at most (≤ {MOST} MB ok)."),
        Some(found) => format!("That workbook takes {found} MB of memory at most (≤ {MOST} MB MISSED)."),
        None => "THE WORKBOOK’S MEMORY WAS SKIPPED: this system does not tell it.".to_owned(),
    }
}

/// How the numpy version compares, in a sentence.
fn beside_numpy(sample: &Scenario, ours: Duration) -> String {
    let mean = simulate(sample, TRIALS, SEED, &Job::default()).ok().and_then(|found| found.effective_cost);
    let mean = mean.map_or(f64::NAN, |cost| cost.mean);
    match numpy(sample) {
        Ok((time, its_mean)) => format!(
            "numpy takes {:.1} ms, {:.1} times as long; mean effective cost {its_mean:.0} there, {mean:.0} here.",
            time.as_secs_f64() * 1e3,
            time.as_secs_f64() / ours.as_secs_f64()
        ),
        Err(why) => format!("NUMPY WAS SKIPPED, no ratio to it: {why}"),
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let effort = Effort::from_args();
    let sample = decode(SAMPLE, "sample")?;
    let largest = grown(&sample, 24, 12, 120)?;
    let (one, three, four) = (grown(&sample, 1, 1, 60)?, grown(&sample, 3, 3, 60)?, grown(&sample, 1, 4, 60)?);
    let row = |what, times, target| Row { what, times, target };
    let millis = |target| Some(Duration::from_millis(target));
    let simulation = effort.time(|| simulated(&one, TRIALS));
    let scalar = effort.time(|| scalar_loop(&one));
    forget_memory();
    let mut bytes = 0;
    let book = time_long(|| bytes = booked(&largest));
    let taken = most_memory();
    if bytes == 0 {
        return Err("the largest workbook can't be made".into());
    }
    let rows = [
        row("10,000 trials, 1 team, 1 site, 60 months", simulation, millis(5)),
        row("  in lanes on one thread, totals only", effort.time(|| lane_loop(&one)), None),
        row("  in a plain f64 loop, totals only", scalar, None),
        row("10,000 trials, 3 teams, 3 sites", effort.time(|| simulated(&three, TRIALS)), millis(40)),
        row("500 trials, 1 team, 1 site", effort.time(|| simulated(&one, 500)), None),
        row("frontier of 10,626 mixes, 1 team, 4 sites", effort.time(|| frontier(&four, &Job::default())), millis(10)),
        row(
            "all on screen: the sample's answer, risk and heat map",
            effort.time(|| all_on_screen(&sample)),
            millis(30),
        ),
        row("500 scenarios side by side, to the full table", effort.time(|| side_by_side(&sample)), millis(2000)),
        row("  the pair that is looked at, steps and inputs", effort.time(|| looked_at(&sample)), None),
        row("workbook of 24 teams × 12 sites × 120 months", book, millis(10_000)),
        row("slowest stop of a cancelled job", time_to_cancel(&three, 10), millis(5)),
    ];
    let reference = ("reference: plain f64 loop, 60 months × 4 pools", effort.time(reference_run));
    let mut text = table("Speed of the engine", reference, &rows);
    let ratio = |time: Duration| time.as_secs_f64() / simulation.median.as_secs_f64();
    let _ = write!(text, "\n\nA plain f64 loop takes {:.1} times as long as the simulation.", ratio(scalar.median));
    let _ = write!(text, "\n{}", memory(taken));
    let _ = write!(text, "\n{}", beside_numpy(&sample, simulation.median));
    let _ = write!(text, "\n{}", exponents(effort, &sample)?);
    writeln!(std::io::stdout(), "{text}")?;
    Ok(())
}
