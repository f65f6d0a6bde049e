//! `shoreline simulate`: what thousands of futures of a scenario come to.

use std::time::Instant;

use clap::Args;
use indexmap::IndexMap;
use serde::Serialize;

use super::{
    Format, Outcome,
    input::{InputError, ScenarioArgs},
    json, table,
};
use crate::{
    engine::{
        job::Job,
        monte_carlo::{Simulation, simulate},
        spread::Spread,
    },
    format,
    model::scenario::Scenario,
};

pub(super) const EXAMPLES: &str =
    "Each uncertain lever is drawn from its range: those of the file's uncertainty, or the usual ones.
The same file, seed and number of trials give the same digits. Figures are estimates.

Examples:
  shoreline simulate desk.ron
  shoreline simulate desk.ron --trials 50000 --seed 7 --format json";

/// Arguments of `simulate`.
#[derive(Debug, Args)]
pub struct SimulateArgs {
    /// The scenario
    #[command(flatten)]
    pub scenario: ScenarioArgs,
    /// How many futures
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub trials: u32,
    /// Which futures: the same seed gives the same ones
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

#[derive(Serialize)]
struct SimulationReport {
    trials: usize,
    seed: u64,
    elapsed_ms: f64,
    quantiles: IndexMap<&'static str, Option<IndexMap<&'static str, f64>>>,
    mean: IndexMap<&'static str, Option<f64>>,
    chance_of_saving: Option<f64>,
    chance_of_target: Option<f64>,
    payback: PaybackReport,
    pilot_avoids: f64,
    months: Vec<BandReport>,
}

#[derive(Serialize)]
struct PaybackReport {
    /// Trials by the month in which they pay back.
    months: Vec<usize>,
    never: f64,
}

#[derive(Serialize)]
struct BandReport {
    p10: f64,
    p50: f64,
    p90: f64,
}

pub(super) fn run(args: &SimulateArgs) -> Result<Outcome, InputError> {
    args.scenario.each(|scenario| of(args, scenario))
}

fn of(args: &SimulateArgs, scenario: &Scenario) -> Result<Outcome, InputError> {
    let start = Instant::now();
    let trials = usize::try_from(args.trials).unwrap_or(usize::MAX);
    // Nobody cancels the command line's own job.
    let found = simulate(scenario, trials, args.seed, &Job::default());
    let simulation = found.map_err(|error| InputError::Asked(error.to_string()))?;
    let elapsed_ms = start.elapsed().as_secs_f64() * 1e3;
    Ok(Outcome::good(match args.scenario.format {
        Format::Text => text(scenario, &simulation),
        Format::Json => json(&report(&simulation, elapsed_ms)),
        Format::Csv => csv(&simulation),
    }))
}

/// The three figures by name.
fn figures(simulation: &Simulation) -> [(&'static str, Option<Spread>); 3] {
    [
        ("effective_saving", simulation.effective_saving),
        ("cash_saving", simulation.cash_saving),
        ("effective_cost", simulation.effective_cost),
    ]
}

fn report(simulation: &Simulation, elapsed_ms: f64) -> SimulationReport {
    let quantiles = |spread: Spread| spread.quantiles.named().into_iter().collect();
    let band = |band: &crate::engine::monte_carlo::Band| BandReport { p10: band.p10, p50: band.p50, p90: band.p90 };
    SimulationReport {
        trials: simulation.trials,
        seed: simulation.seed,
        elapsed_ms: (elapsed_ms * 1e3).round() / 1e3,
        quantiles: figures(simulation).map(|(name, spread)| (name, spread.map(quantiles))).into_iter().collect(),
        mean: figures(simulation).map(|(name, spread)| (name, spread.map(|spread| spread.mean))).into_iter().collect(),
        chance_of_saving: simulation.chance_of_saving,
        chance_of_target: simulation.chance_of_target,
        payback: PaybackReport { months: simulation.payback.months.clone(), never: simulation.payback.never },
        pilot_avoids: simulation.pilot_avoids,
        months: simulation.months.iter().map(band).collect(),
    }
}

/// Cumulative effective cost by month.
fn csv(simulation: &Simulation) -> String {
    let mut rows = vec![["month", "p10", "p50", "p90"].map(str::to_owned).to_vec()];
    for (band, month) in simulation.months.iter().zip(1_u32..) {
        let cents = |amount: f64| format!("{amount:.2}");
        rows.push(vec![month.to_string(), cents(band.p10), cents(band.p50), cents(band.p90)]);
    }
    table::csv(&rows)
}

fn text(scenario: &Scenario, simulation: &Simulation) -> String {
    let money = |amount: f64| format::money(format::decimal(amount), &scenario.money.currency);
    let percent = |share: f64| format::percent_precise(format::decimal(share));
    let chance = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), percent);
    let labels = ["Effective saving", "Cash saving", "Effective cost"];
    let mut head = vec![String::new(), "Mean".to_owned()];
    head.extend(["P5", "P10", "P25", "P50", "P75", "P90", "P95"].map(str::to_owned));
    let mut rows = vec![head];
    for ((name, spread), label) in figures(simulation).into_iter().zip(labels) {
        let Some(spread) = spread else { continue };
        let shown = |value: f64| if name == "effective_cost" { money(value) } else { percent(value) };
        let mut row = vec![label.to_owned(), shown(spread.mean)];
        row.extend(spread.quantiles.named().map(|(_, value)| shown(value)));
        rows.push(row);
    }
    let Simulation { trials, seed, payback, pilot_avoids, .. } = simulation;
    format!(
        "{trials} trials, seed {seed}\n\n{}\nChance of a saving {}, of the target saving {}; never paid back {}\n\
         Stopping after the pilot avoids a mean loss of {}\n",
        table::text(&rows),
        chance(simulation.chance_of_saving),
        chance(simulation.chance_of_target),
        percent(payback.never),
        money(*pilot_avoids),
    )
}
