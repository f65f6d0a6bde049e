//! `shoreline tornado`: what each uncertain lever, by itself, can do to the answer.

use clap::Args;
use serde::Serialize;

use super::{
    Format, Outcome,
    input::{InputError, ScenarioArgs},
    json, table,
};
use crate::{
    engine::tornado::{Tornado, TornadoEnd, tornado},
    format,
    model::{estimates::Estimates, scenario::Scenario},
};

pub(super) const EXAMPLES: &str =
    "Each lever stands at its own 10th and 90th percentile, the rest as today; the widest swing of
effective cost comes first. Ranges are those of the file's uncertainty, or the usual ones. Figures
are estimates.

Examples:
  shoreline tornado desk.ron
  shoreline tornado desk.ron --format csv";

/// Arguments of `tornado`.
#[derive(Debug, Args)]
pub struct TornadoArgs {
    /// The scenario
    #[command(flatten)]
    pub scenario: ScenarioArgs,
}

#[derive(Serialize)]
struct EndReport {
    value: String,
    effective_cost: f64,
    effective_saving: Option<f64>,
}

#[derive(Serialize)]
struct BarReport {
    lever: String,
    today: String,
    low: EndReport,
    high: EndReport,
    swing: f64,
}

#[derive(Serialize)]
struct TornadoReport {
    effective_cost: f64,
    effective_saving: Option<f64>,
    bars: Vec<BarReport>,
}

pub(super) fn run(args: &TornadoArgs) -> Result<Outcome, InputError> {
    args.scenario.each(|scenario| Ok(of(args, scenario)))
}

fn of(args: &TornadoArgs, scenario: &Scenario) -> Outcome {
    let tornado = tornado(scenario, &Estimates::of(scenario));
    Outcome::good(match args.scenario.format {
        Format::Text => text(scenario, &tornado),
        Format::Json => json(&report(&tornado)),
        Format::Csv => csv(&report(&tornado)),
    })
}

fn cents(amount: f64) -> f64 {
    (amount * 1e2).round() / 1e2
}

fn share(share: Option<f64>) -> Option<f64> {
    share.map(|share| (share * 1e9).round() / 1e9)
}

fn report(tornado: &Tornado) -> TornadoReport {
    let end = |end: &TornadoEnd| EndReport {
        value: end.value.normalize().to_string(),
        effective_cost: cents(end.effective_cost),
        effective_saving: share(end.effective_saving),
    };
    let bars = tornado.bars.iter().map(|bar| BarReport {
        lever: bar.lever.to_string(),
        today: bar.today.normalize().to_string(),
        low: end(&bar.low),
        high: end(&bar.high),
        swing: cents(bar.swing()),
    });
    TornadoReport {
        effective_cost: cents(tornado.effective_cost),
        effective_saving: share(tornado.effective_saving),
        bars: bars.collect(),
    }
}

fn csv(report: &TornadoReport) -> String {
    let head = [
        "lever",
        "today",
        "low_value",
        "high_value",
        "low_effective_cost",
        "high_effective_cost",
        "low_effective_saving",
        "high_effective_saving",
        "swing",
    ];
    let written = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    let row = |bar: &BarReport| {
        vec![
            bar.lever.clone(),
            bar.today.clone(),
            bar.low.value.clone(),
            bar.high.value.clone(),
            bar.low.effective_cost.to_string(),
            bar.high.effective_cost.to_string(),
            written(bar.low.effective_saving),
            written(bar.high.effective_saving),
            bar.swing.to_string(),
        ]
    };
    let rows: Vec<Vec<String>> =
        std::iter::once(head.map(str::to_owned).to_vec()).chain(report.bars.iter().map(row)).collect();
    table::csv(&rows)
}

fn text(scenario: &Scenario, tornado: &Tornado) -> String {
    let money = |amount: f64| format::money(format::decimal(amount), &scenario.money.currency);
    let saving =
        |saving: Option<f64>| saving.map_or_else(|| "–".to_owned(), |s| format::percent_precise(format::decimal(s)));
    let head =
        ["Lever", "Today", "P10", "P90", "Cost at P10", "Cost at P90", "Saving at P10", "Saving at P90", "Swing"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for bar in &tornado.bars {
        let value = |value| format::lever_value(&bar.lever, scenario, value);
        rows.push(vec![
            bar.lever.label(scenario),
            value(bar.today),
            value(bar.low.value),
            value(bar.high.value),
            money(bar.low.effective_cost),
            money(bar.high.effective_cost),
            saving(bar.low.effective_saving),
            saving(bar.high.effective_saving),
            money(bar.swing()),
        ]);
    }
    let (cost, share) = (money(tornado.effective_cost), saving(tornado.effective_saving));
    format!("Effective cost {cost}, effective saving {share} today\n\n{}", table::text(&rows))
}
