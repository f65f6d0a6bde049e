//! `shoreline sweep`: any result over the range of one lever, or of two.

use clap::Args;
use rust_decimal::Decimal;
use serde::Serialize;

use super::{
    Format, Outcome,
    input::{InputError, ScenarioArgs, lever, measure, value_of},
    json, table,
};
use crate::{
    engine::{
        measure::{Measure, MeasureUnit},
        sweep::{Axis, Figures, Grid, MOST_STEPS, Sweep, grid, sweep},
        varied::Gap,
    },
    format,
    model::{estimates::Estimates, scenario::Scenario},
};

pub(super) const EXAMPLES: &str =
    "Without --from and --to a lever is swept over its slider's range. Figures are estimates. A value
that is not valid is a gap, with its reason. With --format csv there is one row a step.

Examples:
  shoreline sweep desk.ron --lever friction.rework
  shoreline sweep desk.ron --lever offshore --from 0 --to 100% --steps 10 --result payback_month
  shoreline sweep desk.ron --lever friction.time_zone --lever team.*.sync_share --format csv";

/// Arguments of `sweep`.
#[derive(Debug, Args)]
pub struct SweepArgs {
    /// The scenario
    #[command(flatten)]
    pub scenario: ScenarioArgs,
    /// What to move, such as friction.rework or offshore; twice for a grid of two
    #[arg(long, value_name = "LEVER", required = true)]
    pub lever: Vec<String>,
    /// First value, once for each lever
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    pub from: Vec<String>,
    /// Last value, once for each lever
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    pub to: Vec<String>,
    /// Equal steps between them, once for each lever; 20, or 10 with two levers
    #[arg(long, value_name = "STEPS")]
    pub steps: Vec<usize>,
    /// Which result, by its key, such as friction; a wrong key is answered with all of them
    #[arg(long, value_name = "RESULT", default_value = "effective_saving")]
    pub result: String,
}

/// Steps of each of two levers where none are asked for.
const GRID_STEPS: usize = 10;
/// The most steps of each of two levers.
const MOST_GRID_STEPS: usize = 200;

#[derive(Serialize)]
struct PointReport {
    values: Vec<String>,
    home_cost: Option<f64>,
    cash_cost: Option<f64>,
    effective_cost: Option<f64>,
    result: Option<f64>,
    gap: Option<String>,
}

#[derive(Serialize)]
struct SweepReport {
    result: &'static str,
    levers: Vec<String>,
    points: Vec<PointReport>,
}

pub(super) fn run(args: &SweepArgs) -> Result<Outcome, InputError> {
    args.scenario.each(|scenario| of(args, scenario))
}

fn of(args: &SweepArgs, scenario: &Scenario) -> Result<Outcome, InputError> {
    let measure = measure(&args.result)?;
    let axes = axes(args, scenario)?;
    let estimates = Estimates::of(scenario);
    let never = || false;
    let points = match &axes[..] {
        [first, second] => {
            let axes = [first, second];
            let cells = grid(scenario, &estimates, axes, measure, &never);
            if let (Some(grid), Format::Text) = (&cells, args.scenario.format) {
                return Ok(Outcome::good(grid_text(scenario, axes, grid)));
            }
            cells.map(grid_points).unwrap_or_default()
        }
        [only, ..] => sweep(scenario, &estimates, only, measure, &never).map(sweep_points).unwrap_or_default(),
        [] => Vec::new(),
    };
    Ok(Outcome::good(match args.scenario.format {
        Format::Text => text(scenario, &axes[0], measure, &points),
        Format::Json => json(&report(&axes, measure, &points)),
        Format::Csv => csv(&axes, measure, &points),
    }))
}

/// Values of the levers and what follows.
type Point = (Vec<Decimal>, Result<Figures, Gap>);

fn sweep_points(sweep: Sweep) -> Vec<Point> {
    sweep.points.into_iter().map(|point| (vec![point.value], point.figures)).collect()
}

fn grid_points(grid: Grid) -> Vec<Point> {
    let values: Vec<Vec<Decimal>> =
        grid.first.iter().flat_map(|one| grid.second.iter().map(|other| vec![*one, *other])).collect();
    values.into_iter().zip(grid.cells).collect()
}

fn axes(args: &SweepArgs, scenario: &Scenario) -> Result<Vec<Axis>, InputError> {
    let levers = args.lever.len();
    if levers > 2 {
        return Err(InputError::Asked(format!("--lever must be given once or twice, found {levers} times")));
    }
    for (option, found) in [("--from", args.from.len()), ("--to", args.to.len()), ("--steps", args.steps.len())] {
        if found != 0 && found != levers {
            let rule =
                format!("{option} must be given once for each --lever or not at all, found {found} for {levers}");
            return Err(InputError::Asked(rule));
        }
    }
    let (usual, most) = if levers == 1 { (None, MOST_STEPS) } else { (Some(GRID_STEPS), MOST_GRID_STEPS) };
    let axis = |(index, name): (usize, &String)| {
        let id = lever("--lever", name, scenario)?;
        let mut axis =
            Axis::over_rail(scenario, id).map_err(|problem| InputError::Lever { option: "--lever", problem })?;
        axis.steps = args.steps.get(index).copied().or(usual).unwrap_or(axis.steps);
        if !(1..=most).contains(&axis.steps) {
            return Err(InputError::Asked(format!("--steps must be 1–{most}, found {}", axis.steps)));
        }
        if let Some(from) = args.from.get(index) {
            axis.from = value_of("--from of", &axis.lever, from)?;
        }
        if let Some(to) = args.to.get(index) {
            axis.to = value_of("--to of", &axis.lever, to)?;
        }
        if axis.from >= axis.to {
            let (from, to) = (axis.from.normalize(), axis.to.normalize());
            return Err(InputError::Asked(format!("--from must be below --to, found {from} and {to} for {name}")));
        }
        Ok(axis)
    };
    args.lever.iter().enumerate().map(axis).collect()
}

/// Money to the cent, anything else to nine places: what an estimate is good for.
fn figure(measure: Measure, value: f64) -> f64 {
    let scale = if measure.unit() == MeasureUnit::Money { 1e2 } else { 1e9 };
    (value * scale).round() / scale
}

fn point((values, figures): &Point, measure: Measure) -> PointReport {
    let known = figures.as_ref().ok();
    let cost = |cost: fn(&Figures) -> f64| known.map(|figures| figure(Measure::HomeCost, cost(figures)));
    PointReport {
        values: values.iter().map(ToString::to_string).collect(),
        home_cost: cost(|figures| figures.home),
        cash_cost: cost(|figures| figures.cash),
        effective_cost: cost(|figures| figures.effective),
        result: known.and_then(|figures| figures.result).map(|result| figure(measure, result)),
        gap: figures.as_ref().err().map(ToString::to_string),
    }
}

fn report(axes: &[Axis], measure: Measure, points: &[Point]) -> SweepReport {
    SweepReport {
        result: measure.key(),
        levers: axes.iter().map(|axis| axis.lever.to_string()).collect(),
        points: points.iter().map(|each| point(each, measure)).collect(),
    }
}

fn csv(axes: &[Axis], measure: Measure, points: &[Point]) -> String {
    let names = |names: [&str; 3]| names.map(str::to_owned);
    let mut head: Vec<String> = axes.iter().map(|axis| axis.lever.to_string()).collect();
    let costs = names([Measure::HomeCost.key(), Measure::CashCost.key(), Measure::EffectiveCost.key()]);
    let again = costs.contains(&measure.key().to_owned());
    head.extend(costs);
    head.extend((!again).then(|| measure.key().to_owned()));
    head.push("gap".to_owned());
    let written = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    let row = |each: &Point| {
        let point = point(each, measure);
        let mut row = point.values;
        row.extend([point.home_cost, point.cash_cost, point.effective_cost].map(written));
        row.extend((!again).then(|| written(point.result)));
        row.push(point.gap.unwrap_or_default());
        row
    };
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(points.iter().map(row)).collect();
    table::csv(&rows)
}

fn shown(measure: Measure, value: Option<f64>, scenario: &Scenario) -> String {
    value.map_or_else(|| "–".to_owned(), |value| measure.shown(format::decimal(value), &scenario.money.currency))
}

fn text(scenario: &Scenario, axis: &Axis, measure: Measure, points: &[Point]) -> String {
    let label = axis.lever.label(scenario);
    let head = [label.as_str(), "Home", "Cash", "Effective", measure.label()].map(str::to_owned).to_vec();
    let row = |(values, figures): &Point| {
        let mut row: Vec<String> =
            values.iter().map(|value| format::lever_value(&axis.lever, scenario, *value)).collect();
        match figures {
            Ok(figures) => {
                let costs = [figures.home, figures.cash, figures.effective];
                row.extend(costs.map(|cost| shown(Measure::HomeCost, Some(cost), scenario)));
                row.push(shown(measure, figures.result, scenario));
            }
            Err(_) => row.extend(["–"; 4].map(str::to_owned)),
        }
        row
    };
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(points.iter().map(row)).collect();
    table::text(&rows) + &gaps(points.iter().filter_map(|(_, figures)| figures.as_ref().err()))
}

fn grid_text(scenario: &Scenario, axes: [&Axis; 2], grid: &Grid) -> String {
    let written = |axis: &Axis, value: Decimal| format::lever_value(&axis.lever, scenario, value);
    let [first, second] = axes.map(|axis| axis.lever.label(scenario));
    let head = std::iter::once(String::new()).chain(grid.second.iter().map(|value| written(axes[1], *value)));
    let row = |(value, cells): (&Decimal, &[Result<Figures, Gap>])| {
        let result = |cell: &Result<Figures, Gap>| cell.as_ref().ok().and_then(|figures| figures.result);
        let cells = cells.iter().map(|cell| shown(grid.measure, result(cell), scenario));
        std::iter::once(written(axes[0], *value)).chain(cells).collect()
    };
    let rows = grid.first.iter().zip(grid.cells.chunks(grid.second.len().max(1))).map(row);
    let rows: Vec<Vec<String>> = std::iter::once(head.collect()).chain(rows).collect();
    let title = format!("{}: {first} down, {second} across\n\n", grid.measure.label());
    title + &table::text(&rows) + &gaps(grid.cells.iter().filter_map(|cell| cell.as_ref().err()))
}

/// Why there are dashes: each reason once, up to three.
fn gaps<'a>(gaps: impl Iterator<Item = &'a Gap>) -> String {
    let mut reasons: Vec<String> = Vec::new();
    for gap in gaps.map(ToString::to_string) {
        if reasons.len() < 3 && !reasons.contains(&gap) {
            reasons.push(gap);
        }
    }
    if reasons.is_empty() { String::new() } else { format!("\n– {}\n", reasons.join("\n– ")) }
}
