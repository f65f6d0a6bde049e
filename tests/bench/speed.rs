//! How long the figures take: `cargo bench --bench speed` (`-- --quick` for a look).
//!
//! The yardstick is a hand-written loop of similar arithmetic in the same process, so that
//! runs on different machines can be compared.

mod measure;

use std::{error::Error, io::Write, path::Path, sync::Arc, time::Duration};

use measure::{Effort, Row, reference_run, table};
use rust_decimal::{Decimal, dec};
use shoreline::{
    engine::{
        break_even::break_even,
        estimate,
        goal_seek::{Question, goal_seek},
        job::Job,
        measure::Measure,
        overview::in_parts,
        sweep::{Axis, grid, sweep},
        tornado::tornado,
    },
    model::{
        check::check,
        estimates::Estimates,
        ledger::run,
        plan::{Plan, Stage},
        results::evaluate,
        scenario::Scenario,
    },
    state::{derived::Answer, library::Brief},
    store::{
        decode, encode,
        library::{list, read},
    },
};

const SAMPLE: &[u8] = include_bytes!("../../scenarios/support-desk-manila.ron");

/// The sample with a second site: one team, two sites, 60 months.
fn two_sites(sample: &Scenario) -> Result<Scenario, String> {
    let mut scenario = sample.clone();
    let mut site = scenario.sites.first().ok_or("the sample has no site")?.clone();
    "pl-krk".clone_into(&mut site.id);
    "Europe/Warsaw".clone_into(&mut site.time_zone);
    site.wage_growth = dec!(0.061);
    site.english = dec!(600);
    scenario.sites.push(site);
    for team in &mut scenario.teams {
        team.salary.insert("pl-krk".to_owned(), dec!(1400000));
        team.mix.insert("ph-mnl".to_owned(), dec!(0.4));
        team.mix.insert("pl-krk".to_owned(), dec!(0.3));
    }
    let faults = check(&scenario);
    if faults.is_empty() { Ok(scenario) } else { Err(faults.iter().map(ToString::to_string).collect()) }
}

/// A folder of as many scenarios, no two alike.
fn folder_of(count: u32, sample: &Scenario) -> Result<tempfile::TempDir, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    for number in 0..count {
        let mut scenario = sample.clone();
        scenario.name = format!("Plan {number}");
        scenario.friction.rework = Decimal::new(i64::from(number % 200), 3);
        std::fs::write(folder.path().join(format!("{number:05}.ron")), encode(&scenario))?;
    }
    Ok(folder)
}

/// A folder listed, read and evaluated, as the library does; how many it can read.
fn listed(folder: &Path) -> usize {
    let files = list(folder).unwrap_or_default();
    let mut good = 0;
    let fetch = |index: usize| read(&files[index].path);
    let work = |bytes: Result<Vec<u8>, _>| Some(Brief::of(&decode(&bytes.ok()?, "").ok()?));
    let told = |_, briefs: Vec<Option<Brief>>| good += briefs.iter().flatten().count();
    let _ = in_parts(files.len(), &Job::default(), fetch, work, told);
    good
}

fn main() -> Result<(), Box<dyn Error>> {
    let effort = Effort::from_args();
    let sample = decode(SAMPLE, "sample")?;
    let scenario = two_sites(&sample)?;
    let (teams, sites, months) = (scenario.teams.len(), scenario.sites.len(), scenario.money.horizon_months);
    let estimates = Estimates::of(&scenario);
    let approximate = Plan::<f64>::new(&scenario, &estimates, Stage::Management);
    let exact = Plan::<Decimal>::new(&scenario, &estimates, Stage::Management);
    let shared = Arc::new(scenario.clone());
    let text = encode(&sample);
    let folder = folder_of(2000, &sample)?;
    if listed(folder.path()) != 2000 {
        return Err("not all of 2,000 scenarios are listed".into());
    }
    let lever = |name: &str| Axis::over_rail(&scenario, name.parse()?);
    let (rework, offshore) = (lever("friction.rework")?, lever("offshore")?);
    let saving = Measure::EffectiveSaving;
    let question = Question::over_rail(&scenario, offshore.lever.clone(), saving, 0.2)?;
    let never = || false;
    let row = |what, times, target| Row { what, times, target };
    let (micros, millis) = (Duration::from_micros, Duration::from_millis);
    let rows = [
        row("f64 run of a plan", effort.time(|| run(&approximate)), Some(micros(10))),
        row("f64 plan and run", effort.time(|| estimate(&scenario, &estimates)), Some(micros(10))),
        row("estimates (zones, nights, gaps)", effort.time(|| Estimates::of(&scenario)), None),
        row("tornado", effort.time(|| tornado(&scenario, &estimates)), Some(millis(1))),
        row(
            "sweep of one lever, 20 steps",
            effort.time(|| sweep(&scenario, &estimates, &rework, saving, &never)),
            None,
        ),
        row(
            "grid of two levers, 20 × 20 steps",
            effort.time(|| grid(&scenario, &estimates, [&rework, &offshore], saving, &never)),
            None,
        ),
        row("goal seek", effort.time(|| goal_seek(&scenario, &estimates, &question, &never)), None),
        row("break-even of friction", effort.time(|| break_even(&scenario, &estimates)), None),
        row("exact run of a plan", effort.time(|| run(&exact)), None),
        row("exact books, bridge and results", effort.time(|| evaluate(&scenario)), Some(millis(10))),
        row("a whole answer", effort.time(|| Answer::compute(1, Arc::clone(&shared))), None),
        row("check", effort.time(|| check(&scenario)), None),
        row("read the sample", effort.time(|| decode(SAMPLE, "sample")), None),
        row(
            "a folder of 2,000 scenarios with their figures",
            effort.time(|| listed(folder.path())),
            Some(millis(1000)),
        ),
        row("write the sample", effort.time(|| encode(&sample)), None),
        row("read it back", effort.time(|| decode(text.as_bytes(), "sample")), None),
    ];
    let title = format!("Speed: {teams} team, {sites} sites, {months} months");
    let reference = ("reference: plain f64 loop, 60 months × 4 pools", effort.time(reference_run));
    writeln!(std::io::stdout(), "{}", table(&title, reference, &rows))?;
    Ok(())
}
