//! `shoreline frontier`: the mixes of sites that no other mix beats.

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
        frontier::{Frontier, MOST_MIXES, frontier},
        job::Job,
    },
    format,
    model::scenario::Scenario,
};

pub(super) const EXAMPLES: &str =
    "Every mix is the same for all teams, in steps of 5 % (coarser where that would be too many). Listed
are those that no other mix beats: none has less friction and saves as much cash. Figures are estimates.

Examples:
  shoreline frontier desk.ron
  shoreline frontier desk.ron --format csv";

/// Arguments of `frontier`.
#[derive(Debug, Args)]
pub struct FrontierArgs {
    /// The scenario
    #[command(flatten)]
    pub scenario: ScenarioArgs,
}

#[derive(Serialize)]
struct FrontierReport {
    /// Of the grid, share.
    step: f64,
    /// Mixes that were run.
    evaluated: usize,
    elapsed_ms: f64,
    frontier: Vec<MixReport>,
}

#[derive(Serialize)]
struct MixReport {
    /// Site id → share; the rest is at home.
    mix: IndexMap<String, f64>,
    friction: f64,
    cash_saving: f64,
    effective_saving: f64,
}

pub(super) fn run(args: &FrontierArgs) -> Result<Outcome, InputError> {
    args.scenario.each(|scenario| of(args, scenario))
}

fn of(args: &FrontierArgs, scenario: &Scenario) -> Result<Outcome, InputError> {
    let start = Instant::now();
    // Nobody cancels the command line's own job.
    let found = frontier(scenario, &Job::default()).map_err(|error| InputError::Asked(error.to_string()))?;
    let elapsed_ms = start.elapsed().as_secs_f64() * 1e3;
    let report = report(scenario, &found, elapsed_ms);
    Ok(Outcome::good(match args.scenario.format {
        Format::Text => text(scenario, &report),
        Format::Json => json(&report),
        Format::Csv => csv(scenario, &report),
    }))
}

fn report(scenario: &Scenario, found: &Frontier, elapsed_ms: f64) -> FrontierReport {
    let mix = |point: usize| {
        let shares = found.mix(point).into_iter().map(format::float);
        scenario.sites.iter().map(|site| site.id.clone()).zip(shares).collect()
    };
    let point = |index: usize| {
        let point = found.points[index];
        MixReport {
            mix: mix(index),
            friction: point.friction,
            cash_saving: point.cash_saving,
            effective_saving: point.effective_saving(),
        }
    };
    FrontierReport {
        step: format::float(found.step()),
        evaluated: found.points.len(),
        elapsed_ms: (elapsed_ms * 1e3).round() / 1e3,
        frontier: found.best().iter().copied().map(point).collect(),
    }
}

fn csv(scenario: &Scenario, report: &FrontierReport) -> String {
    let names = ["friction", "cash_saving", "effective_saving"].map(str::to_owned);
    let head = scenario.sites.iter().map(|site| site.id.clone()).chain(names).collect();
    let row = |point: &MixReport| {
        let figures = [point.friction, point.cash_saving, point.effective_saving];
        point.mix.values().copied().chain(figures).map(|figure| figure.to_string()).collect()
    };
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(report.frontier.iter().map(row)).collect();
    table::csv(&rows)
}

fn text(scenario: &Scenario, report: &FrontierReport) -> String {
    let percent = |share: f64| format::percent_precise(format::decimal(share));
    let mut head: Vec<String> = scenario.sites.iter().map(|site| site.name.clone()).collect();
    head.extend(["Friction", "Cash saving", "Effective saving"].map(str::to_owned));
    let mut rows = vec![head];
    for point in &report.frontier {
        let mut row: Vec<String> = point.mix.values().map(|share| percent(*share)).collect();
        row.extend([point.friction, point.cash_saving, point.effective_saving].map(percent));
        rows.push(row);
    }
    let coarser = if report.step > 0.05 {
        format!(", coarser than 5 % as that would be more than {MOST_MIXES}")
    } else {
        String::new()
    };
    let (evaluated, step, best) = (report.evaluated, percent(report.step), report.frontier.len());
    format!("{best} of {evaluated} mixes are not beaten; steps of {step}{coarser}\n\n{}", table::text(&rows))
}
