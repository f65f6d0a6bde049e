//! `shoreline compare`: scenarios held against a base: results, inputs that differ, and what turns
//! the one into the other.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;
use indexmap::IndexMap;
use rust_decimal::Decimal;
use serde::Serialize;

use super::{
    Format, Outcome,
    input::{InputError, load, number},
    json,
    scale::ScaleArgs,
    table,
};
use crate::{
    engine::{
        compare::{
            Tolerance, Variance, all,
            inputs::{Line, lines},
            way::{Way, way},
        },
        measure::Measure,
    },
    export::compare::{
        self, Horizon, LineReport, Scale, Side, SideReport, StepReport, VarianceReport, both, input_label, line_delta,
        part_title, per, results, said, steps, verdict,
    },
    format,
    model::{lock::Lock, scenario::Scenario},
    store::lock::read_lock,
};

pub(super) const EXAMPLES: &str =
    "The first file is the base. Printed are the results with their variance, the inputs that differ,
and the steps from the base's effective cost to the other's: groups of inputs switched one after the
other, which add up to the cent; and whether results that were locked still hold. Scenarios in another currency, or over another horizon, are compared
only where --currency or --horizon says how.

Exit codes: 0 good, 1 a result lies further apart than --tolerance, 2 bad input.

Examples:
  shoreline compare budget.ron forecast.ron
  shoreline compare budget.ron plans/*.ron --format csv
  shoreline compare budget.ron forecast.ron --tolerance 0.5%     # any result, against the base's
  shoreline compare budget.ron forecast.ron --tolerance 100      # amounts, in the base's currency
  shoreline compare five-years.ron three-years.ron --horizon month";

/// Arguments of `compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// Scenario file that the others are compared with; - reads standard input
    pub base: PathBuf,
    /// Scenario files to compare
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// How far results may lie apart: a share of the base's such as 0.5%, or an amount such as 100
    #[arg(long)]
    pub tolerance: Option<String>,
    /// List every input, not only those that differ
    #[arg(long)]
    pub all_inputs: bool,
    /// How what is on different scales is compared
    #[command(flatten)]
    pub scale: ScaleArgs,
}

/// A scenario that was read.
struct Read {
    file: String,
    scenario: Arc<Scenario>,
    /// The lock beside the file.
    lock: Option<Lock>,
}

/// What another scenario comes to beside the base.
struct Pair<'a> {
    read: &'a Read,
    side: &'a Side,
    results: Vec<Variance>,
    lines: Vec<Line>,
    way: Way,
    within: Option<bool>,
}

struct Comparison<'a> {
    scale: &'a Scale,
    base: (&'a Read, &'a Side),
    said: Vec<String>,
    pairs: Vec<Pair<'a>>,
}

pub(super) fn run(args: &CompareArgs) -> Result<Outcome, InputError> {
    let tolerance = args.tolerance.as_deref().map(tolerance).transpose()?;
    let read = read(args)?;
    let base = &read[0].scenario;
    let catalog = crate::store::catalog::catalog().unwrap_or_default();
    let files: Vec<(&str, &Scenario)> = read.iter().map(|read| (read.file.as_str(), &*read.scenario)).collect();
    args.scale.stated(&files, &catalog)?;
    let scale = Scale::of(base, read.iter().map(|read| &*read.scenario), args.scale.horizon());
    let side = |read: &Read| {
        Side::new(&read.scenario, &scale, &catalog).map_err(|error| asked(&format!("{}: {error}", read.file)))
    };
    let sides = all(&read, side).into_iter().collect::<Result<Vec<Side>, _>>()?;
    let (base, others) = (&sides[0], sides[1..].iter().collect::<Vec<&Side>>());
    let rest: Vec<(&Read, &Side)> = read[1..].iter().zip(others.iter().copied()).collect();
    let pairs = all(&rest, |other| pair(args, (&scale, base), *other, tolerance));
    let comparison = Comparison { scale: &scale, base: (&read[0], base), said: said(&scale, base, &others), pairs };
    let output = match args.format {
        Format::Text => comparison.text(args.all_inputs),
        Format::Json => json(&comparison.report()),
        Format::Csv => comparison.csv(),
    };
    let unmet = comparison.pairs.iter().any(|pair| pair.within == Some(false));
    Ok(Outcome { output, unmet, ..Outcome::default() })
}

/// Holds a scenario against the base.
fn pair<'a>(
    args: &CompareArgs,
    (scale, base): (&Scale, &Side),
    (read, side): (&'a Read, &'a Side),
    tolerance: Option<Tolerance>,
) -> Pair<'a> {
    let results = results(scale, base, side);
    let within = tolerance.map(|tolerance| results.iter().all(|variance| variance.within(tolerance)));
    let mut lines = lines(&base.whole, &side.whole);
    lines.retain(|line| args.all_inputs || !line.same());
    Pair { read, side, results, lines, way: way(&base.counted, &side.counted), within }
}

fn asked(problem: &str) -> InputError {
    InputError::Asked(problem.to_owned())
}

/// Every file, or the faults of all that can't be read.
fn read(args: &CompareArgs) -> Result<Vec<Read>, InputError> {
    let paths: Vec<&PathBuf> = std::iter::once(&args.base).chain(&args.files).collect();
    // Whoever reads standard input first has all of it, so that is not left to chance.
    let is_piped = |path: &Path| path == Path::new("-");
    let mut piped = paths.iter().filter(|path| is_piped(path)).map(|path| read_one(path));
    let files = all(&paths, |path| (!is_piped(path)).then(|| read_one(path)));
    let mut faults = Vec::new();
    let mut read = Vec::new();
    for file in files.into_iter().filter_map(|file| file.or_else(|| piped.next())) {
        match file {
            Ok(file) => read.push(file),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(read) } else { Err(InputError::Asked(faults.join("\n"))) }
}

/// A file with the lock beside it, or what is wrong with one of them.
fn read_one(path: &Path) -> Result<Read, String> {
    let scenario = load(path).map_err(|error| error.to_string())?;
    let lock = if path == Path::new("-") { None } else { read_lock(path)? };
    Ok(Read { file: path.display().to_string(), scenario: Arc::new(scenario), lock })
}

/// `0.5%` of the base's, or `100` in its currency.
fn tolerance(text: &str) -> Result<Tolerance, InputError> {
    let most = number("--tolerance", text, text)?;
    if most < Decimal::ZERO {
        return Err(asked(&format!("--tolerance must be 0 or more, such as 0.5% or 100, found {text}")));
    }
    Ok(if text.trim_end().ends_with('%') { Tolerance::Share(most) } else { Tolerance::Amount(most) })
}

/// A name no longer than a column is wide.
fn short(name: &str) -> String {
    const MOST: usize = 28;
    let name = format::plain(name);
    if name.chars().count() <= MOST {
        return name;
    }
    name.chars().take(MOST - 1).chain(['…']).collect()
}

impl Comparison<'_> {
    fn text(&self, every: bool) -> String {
        let mut text = self.overview();
        if !self.said.is_empty() {
            text.push('\n');
        }
        for line in &self.said {
            text.push_str(line);
            text.push('\n');
        }
        text.extend(all(&self.pairs, |pair| self.pair_text(pair, every)));
        text
    }

    /// A scenario's name as a column holds it; its file's where another has the same name, as versions of one
    /// plan have.
    fn called(&self, read: &Read, side: &Side) -> String {
        let all = self.pairs.iter().map(|pair| pair.side).chain([self.base.1]);
        let namesakes = all.filter(|other| other.own.name == side.own.name).count();
        let file = Path::new(&read.file).file_name().map_or("".into(), |file| file.to_string_lossy());
        short(if namesakes > 1 { &file } else { &side.own.name })
    }

    /// All scenarios at a glance.
    fn overview(&self) -> String {
        let head = ["Scenario", "Verdict", "Effective saving", "Δ", "Effective cost", "Δ", "Fingerprint"];
        let mut rows = vec![head.map(str::to_owned).to_vec()];
        let row = |(read, side): (&Read, &Side), results: Option<&[Variance]>| {
            let mut row = vec![self.called(read, side), verdict(side).to_owned()];
            for measure in [Measure::EffectiveSaving, Measure::EffectiveCost] {
                let counted = compare_counted(self.scale, side, measure);
                row.push(compare::figure(measure, counted, &self.scale.currency, false));
                let variance = results.and_then(|all| all.iter().find(|variance| variance.measure == measure));
                row.push(variance.map_or_else(
                    || "base".to_owned(),
                    |variance| compare::delta(variance, &self.scale.currency, false)[0].clone(),
                ));
            }
            row.push(side.fingerprint.short());
            row.extend(read.lock.as_ref().map(|lock| {
                let since = if lock.holds(&side.fingerprint) { "" } else { "; changed since" };
                format!("locked {}{since}", lock.date)
            }));
            row
        };
        rows.push(row(self.base, None));
        rows.extend(self.pairs.iter().map(|pair| row((pair.read, pair.side), Some(&pair.results))));
        table::text(&rows)
    }

    fn pair_text(&self, pair: &Pair<'_>, all: bool) -> String {
        let (base, other) = (self.base.1, pair.side);
        let names = [self.called(self.base.0, base), self.called(pair.read, other)];
        let mut text = format!("\n{} against {}\n\n", names[1], names[0]);
        text.push_str(&table::text(&self.result_rows(pair, &names)));
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut part = None;
        for line in &pair.lines {
            let of = line.input.part();
            if part.as_ref() != Some(&of) {
                rows.push(vec![part_title(&of, &base.whole, &other.whole)]);
                part = Some(of);
            }
            let label = format!("  {}", input_label(&line.input, &base.whole, &other.whole));
            let ([from, to], [by, share]) = (both(line, &base.whole, &other.whole), line_delta(line, &other.whole));
            rows.push(vec![label, from, to, by, share]);
        }
        if rows.is_empty() {
            text.push_str("\nNo input differs.\n");
        } else {
            let head = [if all { "Input" } else { "Input that differs" }, &names[0], &names[1], "Δ", "Δ %"];
            rows.insert(0, head.map(str::to_owned).to_vec());
            text.push('\n');
            text.push_str(&table::text(&rows));
        }
        text.push_str(&self.way_text(pair, &names));
        if let Some(within) = pair.within {
            text.push_str(if within { "\nWithin the tolerance.\n" } else { "\nBeyond the tolerance.\n" });
        }
        text
    }

    fn result_rows(&self, pair: &Pair<'_>, names: &[String; 2]) -> Vec<Vec<String>> {
        let currency = &self.scale.currency;
        let head = ["Result", &names[0], &names[1], "Δ", "Δ %"];
        let row = |variance: &Variance| {
            let shown = |figure| compare::figure(variance.measure, figure, currency, true);
            let [by, share] = compare::delta(variance, currency, true);
            vec![variance.measure.label().to_owned(), shown(variance.base), shown(variance.other), by, share]
        };
        std::iter::once(head.map(str::to_owned).to_vec()).chain(pair.results.iter().map(row)).collect()
    }

    fn way_text(&self, pair: &Pair<'_>, names: &[String; 2]) -> String {
        let per = per(self.scale, self.base.1, pair.side);
        let Some(bars) = pair.way.bars(Measure::EffectiveCost, per).filter(|bars| !bars.is_empty()) else {
            return String::new();
        };
        let money = |amount| format::money_exact(amount, &self.scale.currency);
        let mut rows = vec![["Step by step", "Effective cost"].map(str::to_owned).to_vec()];
        rows.push(vec![names[0].clone(), money(bars[0].from)]);
        for (step, bar) in pair.way.steps.iter().zip(&bars) {
            let amount = format::signed(bar.amount(), &money(bar.amount().abs()));
            rows.push(vec![format!("  {}", step.label()), amount]);
        }
        rows.push(vec![names[1].clone(), money(bars[bars.len() - 1].to)]);
        format!("\n{}", table::text(&rows))
    }

    fn report(&self) -> ComparisonReport {
        let pair = |pair: &Pair<'_>| PairReport {
            scenario: SideReport::new(pair.read.file.clone(), pair.side, pair.read.lock.as_ref()),
            results: compare::result_reports(&pair.results),
            inputs: self.lines(pair),
            bridge: steps(&pair.way, per(self.scale, self.base.1, pair.side)),
            within_tolerance: pair.within,
        };
        ComparisonReport {
            currency: self.scale.currency.clone(),
            horizon: if self.scale.horizon == Horizon::Month { "month" } else { "common" },
            notes: self.said.clone(),
            base: SideReport::new(self.base.0.file.clone(), self.base.1, self.base.0.lock.as_ref()),
            others: all(&self.pairs, pair),
        }
    }

    fn lines(&self, pair: &Pair<'_>) -> Vec<LineReport> {
        pair.lines.iter().map(|line| LineReport::new(line, &self.base.1.whole, &pair.side.whole)).collect()
    }

    fn csv(&self) -> String {
        let head = ["file", "name", "kind", "part", "key", "label", "base", "other", "delta", "relative"];
        let mut rows = vec![head.map(str::to_owned).to_vec()];
        rows.extend(all(&self.pairs, |pair| self.rows(pair)).into_iter().flatten());
        table::csv(&rows)
    }

    /// A scenario's results, inputs and steps, a row each.
    fn rows(&self, pair: &Pair<'_>) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        let first = [pair.read.file.clone(), pair.side.own.name.clone()];
        let row = |rest: [String; 8]| first.iter().cloned().chain(rest).collect();
        let or_none = |text: Option<String>| text.unwrap_or_default();
        rows.extend(pair.results.iter().map(|variance| {
            let (measure, found) = (variance.measure, VarianceReport::new(variance));
            let figures = [found.base, found.other, found.delta, found.relative].map(or_none);
            let [base, other, delta, relative] = figures;
            let (key, label) = (measure.key().to_owned(), measure.label().to_owned());
            row(["result".to_owned(), String::new(), key, label, base, other, delta, relative])
        }));
        rows.extend(self.lines(pair).into_iter().map(|line| {
            let [base, other, delta, relative] = [line.base, line.other, line.delta, line.relative].map(or_none);
            row(["input".to_owned(), line.part, line.input, line.label, base, other, delta, relative])
        }));
        rows.extend(steps(&pair.way, per(self.scale, self.base.1, pair.side)).into_iter().map(|step| {
            let key = step.switched.join("+");
            let none = String::new;
            row(["bridge".to_owned(), none(), key, step.label, none(), step.effective_cost, step.amount, none()])
        }));
        rows
    }
}

/// A result of one scenario as the comparison counts it.
fn compare_counted(scale: &Scale, side: &Side, measure: Measure) -> Option<Decimal> {
    let months = (scale.horizon == Horizon::Month).then(|| side.months());
    crate::engine::compare::counted(measure, &side.evaluation.results, months)
}

#[derive(Serialize)]
struct PairReport {
    scenario: SideReport,
    results: IndexMap<&'static str, VarianceReport>,
    inputs: Vec<LineReport>,
    bridge: Vec<StepReport>,
    within_tolerance: Option<bool>,
}

#[derive(Serialize)]
struct ComparisonReport {
    currency: String,
    /// How horizons are counted: `common` or `month`.
    horizon: &'static str,
    /// What bringing them to one scale took.
    notes: Vec<String>,
    base: SideReport,
    others: Vec<PairReport>,
}
