//! `shoreline seek`: what must be true for a result to be what one wants.

use clap::Args;
use rust_decimal::Decimal;
use serde::Serialize;

use super::{
    Format, Outcome,
    input::{InputError, ScenarioArgs, lever, measure, number, value_of},
    json, table,
};
use crate::{
    engine::{
        break_even::{self, BreakEven, break_even, with_friction},
        goal_seek::{BestMix, Question, best_mix, goal_seek, meets},
        job::Job,
        measure::{Measure, MeasureUnit},
        mixes::take_mix,
        search::{Met, Place, Reach},
        sought,
    },
    export::report::{Ordered, cents, rate},
    format,
    model::{
        check::check,
        estimates::Estimates,
        results::{Results, evaluate},
        scenario::Scenario,
    },
};

pub(super) const EXAMPLES: &str =
    "Seeks the value nearest to today's; where a result moves in steps, the first that is at least as
good. The answer is checked with exact figures, before and after. Exit code 1 where the target is
out of reach: what can be reached is printed then, and where.

Examples:
  shoreline seek desk.ron --result effective_saving --target 30% --lever offshore
  shoreline seek desk.ron --result payback_month --target 12 --lever team.*.pay_position
  shoreline seek desk.ron --best-mix --friction-limit 5%
  shoreline seek desk.ron --break-even";

/// Arguments of `seek`.
#[derive(Debug, Args)]
pub struct SeekArgs {
    /// The scenario
    #[command(flatten)]
    pub scenario: ScenarioArgs,
    /// The result that is to meet the target, by its key, such as friction; a wrong key is answered with all of them
    #[arg(long, value_name = "RESULT", required_unless_present_any = ["best_mix", "break_even"])]
    pub result: Option<String>,
    /// What it is to be: 0.3 or 30%, money, or a month
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true, requires = "result")]
    pub target: Option<String>,
    /// The lever to move
    #[arg(long, value_name = "LEVER", requires = "result")]
    pub lever: Option<String>,
    /// Smallest value of the lever; its slider's where not given
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true, requires = "lever")]
    pub from: Option<String>,
    /// Largest value of the lever; its slider's where not given
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true, requires = "lever")]
    pub to: Option<String>,
    /// Seek the mix of sites, in steps of 5 %, with the highest effective saving within a limit of friction
    #[arg(long, conflicts_with_all = ["result", "break_even"], requires = "friction_limit")]
    pub best_mix: bool,
    /// The most friction, share of home cost
    #[arg(long, value_name = "VALUE", requires = "best_mix")]
    pub friction_limit: Option<String>,
    /// Seek by what factor all friction must grow until the effective saving is gone
    #[arg(long, conflicts_with_all = ["result", "best_mix"])]
    pub break_even: bool,
}

/// Every result by its key, exact.
type ResultsReport = Ordered<Option<String>>;

#[derive(Serialize)]
struct PlaceReport {
    value: String,
    result: f64,
}

#[derive(Serialize)]
struct ReachReport {
    least: PlaceReport,
    most: PlaceReport,
}

#[derive(Serialize)]
struct LeverReport {
    found: bool,
    result: &'static str,
    target: String,
    lever: String,
    today: String,
    value: Option<String>,
    at_a_step: bool,
    met_exactly: Option<bool>,
    reachable: Option<ReachReport>,
    before: ResultsReport,
    after: Option<ResultsReport>,
}

#[derive(Serialize)]
struct MixReport {
    found: bool,
    friction_limit: String,
    step: Option<String>,
    mixes: Option<usize>,
    mix: Option<Ordered<String>>,
    before: ResultsReport,
    after: Option<ResultsReport>,
}

#[derive(Serialize)]
struct BreakEvenReport {
    found: bool,
    levers: Vec<&'static str>,
    factor: Option<f64>,
    largest_factor: f64,
    effective_saving_at_largest: Option<f64>,
    before: ResultsReport,
    after: Option<ResultsReport>,
}

pub(super) fn run(args: &SeekArgs) -> Result<Outcome, InputError> {
    args.scenario.each(|scenario| of(args, scenario))
}

fn of(args: &SeekArgs, scenario: &Scenario) -> Result<Outcome, InputError> {
    let case = Case { scenario, format: args.scenario.format, before: evaluate(scenario).results };
    let estimates = Estimates::of(scenario);
    if args.break_even {
        return Ok(case.break_even(&break_even(scenario, &estimates)));
    }
    if let Some(limit) = &args.friction_limit {
        let limit = number("--friction-limit of", "the mix", limit)?;
        if !(Decimal::ZERO..=Decimal::ONE).contains(&limit) {
            return Err(InputError::Asked(format!("--friction-limit must be 0–1, found {limit}")));
        }
        let best = best_mix(scenario, format::float(limit), &Job::default());
        return Ok(case.best_mix(limit, best.as_ref()));
    }
    let (question, target) = question(args, scenario)?;
    let met = goal_seek(scenario, &estimates, &question, &|| false)
        .map_err(|problem| InputError::Lever { option: "--lever", problem })?;
    case.by_lever(&question, target, met.unwrap_or(Met::Nowhere(None)))
}

fn question(args: &SeekArgs, scenario: &Scenario) -> Result<(Question, Decimal), InputError> {
    let given = |option: &str, value: &Option<String>| {
        let missing = || InputError::Asked(format!("{option} must be given with --result, found none"));
        value.clone().ok_or_else(missing)
    };
    let measure = measure(&given("--result", &args.result)?)?;
    let target = number("--target of", measure.key(), &given("--target", &args.target)?)?;
    let name = given("--lever", &args.lever)?;
    let id = lever("--lever", &name, scenario)?;
    let mut question = Question::over_rail(scenario, id, measure, format::float(target))
        .map_err(|problem| InputError::Lever { option: "--lever", problem })?;
    if let Some(from) = &args.from {
        question.range.0 = value_of("--from of", &question.lever, from)?;
    }
    if let Some(to) = &args.to {
        question.range.1 = value_of("--to of", &question.lever, to)?;
    }
    let (low, high) = question.range;
    if low >= high {
        let (low, high) = (low.normalize(), high.normalize());
        return Err(InputError::Asked(format!("--from must be below --to, found {low} and {high} for {name}")));
    }
    Ok((question, target))
}

struct Case<'a> {
    scenario: &'a Scenario,
    format: Format,
    before: Results,
}

impl Case<'_> {
    fn by_lever(&self, question: &Question, target: Decimal, met: Met) -> Result<Outcome, InputError> {
        let Question { lever, measure, .. } = question;
        let refused = |problem| InputError::Lever { option: "--lever", problem };
        let today = lever.value(self.scenario).map_err(refused)?;
        let (place, reach) = match met {
            Met::Exactly(place) | Met::AtAStep(place) => (Some(place), None),
            Met::Nowhere(reach) => (None, reach),
        };
        let mut after = None;
        if let Some(place) = place {
            let mut moved = self.scenario.clone();
            lever.set(&mut moved, place.value).map_err(refused)?;
            after = evaluated(&moved);
        }
        let met_exactly = after
            .as_ref()
            .map(|after| meets(*measure, measure.exact(after), &met, question.target, self.before.totals.home));
        let sentence = match place {
            Some(place) => {
                let said = sought::found(self.scenario, question, target, (today, place.value), &met);
                format!("{said}: --set {lever}={}", place.value.normalize())
            }
            None => sought::out_of_reach(self.scenario, question, target, reach),
        };
        let report = LeverReport {
            found: place.is_some(),
            result: measure.key(),
            target: target.normalize().to_string(),
            lever: lever.to_string(),
            today: today.normalize().to_string(),
            value: place.map(|place| place.value.normalize().to_string()),
            at_a_step: matches!(met, Met::AtAStep(_)),
            met_exactly,
            reachable: reach.map(|reach| reach_report(*measure, reach)),
            before: results(&self.before),
            after: after.as_ref().map(results),
        };
        Ok(self.print(&sentence, &report, after.as_ref()))
    }

    fn best_mix(&self, limit: Decimal, best: Option<&BestMix>) -> Outcome {
        let mut after = None;
        let mut shares = Vec::new();
        if let Some(best) = best {
            let mut moved = self.scenario.clone();
            take_mix(&mut moved, &best.shares);
            after = evaluated(&moved);
            shares = self.scenario.sites.iter().zip(best.shares.iter().copied()).collect();
        }
        let sentence = sought::best_mix(self.scenario, limit, best.map(|best| best.shares.as_slice()));
        let report = MixReport {
            found: best.is_some(),
            friction_limit: limit.normalize().to_string(),
            step: best.map(|best| best.step.normalize().to_string()),
            mixes: best.map(|best| best.mixes),
            mix: best
                .map(|_| shares.iter().map(|(site, share)| (site.id.clone(), share.normalize().to_string())).collect()),
            before: results(&self.before),
            after: after.as_ref().map(results),
        };
        self.print(&sentence, &report, after.as_ref())
    }

    fn break_even(&self, found: &BreakEven) -> Outcome {
        let mut after = None;
        if let Some(factor) = found.factor {
            let friction = with_friction(&self.scenario.friction, factor);
            after = evaluated(&Scenario { friction, ..self.scenario.clone() });
        }
        let sentence = sought::break_even(self.scenario, found);
        let report = BreakEvenReport {
            found: found.factor.is_some(),
            levers: break_even::levers().collect(),
            factor: found.factor,
            largest_factor: found.largest,
            effective_saving_at_largest: found.saving_at_largest,
            before: results(&self.before),
            after: after.as_ref().map(results),
        };
        self.print(&sentence, &report, after.as_ref())
    }

    fn shown(&self, measure: Measure, figure: Decimal) -> String {
        measure.shown(figure, &self.scenario.money.currency)
    }

    /// The sentence and a table of results before and after, the report, or the table alone.
    fn print(&self, sentence: &str, report: &impl Serialize, after: Option<&Results>) -> Outcome {
        let rows = |name: fn(Measure) -> &'static str, figure: &dyn Fn(Measure, Decimal) -> String, none: &str| {
            let head = ["", "before", "after"].map(str::to_owned).to_vec();
            let written = |measure: Measure, figures: Option<&Results>| {
                let exact = figures.and_then(|figures| measure.exact(figures));
                exact.map_or_else(|| none.to_owned(), |exact| figure(measure, exact))
            };
            let row = |measure: Measure| {
                vec![name(measure).to_owned(), written(measure, Some(&self.before)), written(measure, after)]
            };
            std::iter::once(head).chain(Measure::ALL.map(row)).collect::<Vec<_>>()
        };
        let output = match self.format {
            Format::Text => {
                let shown = |measure: Measure, figure: Decimal| self.shown(measure, figure);
                format!("{sentence}\n\n{}", table::text(&rows(Measure::label, &shown, "–")))
            }
            Format::Json => json(report),
            Format::Csv => {
                let mut rows = rows(Measure::key, &exactly, "");
                "result".clone_into(&mut rows[0][0]);
                table::csv(&rows)
            }
        };
        Outcome { unmet: after.is_none(), ..Outcome::good(output) }
    }
}

/// The exact results of a scenario; none where it is not valid.
fn evaluated(scenario: &Scenario) -> Option<Results> {
    check(scenario).is_empty().then(|| evaluate(scenario).results)
}

/// Money to the cent, months whole, anything else to six places.
fn exactly(measure: Measure, figure: Decimal) -> String {
    match measure.unit() {
        MeasureUnit::Money => cents(figure),
        MeasureUnit::Month => figure.to_string(),
        MeasureUnit::Share | MeasureUnit::Multiple => rate(figure),
    }
}

fn results(results: &Results) -> ResultsReport {
    let entry = |measure: Measure| {
        let exact = measure.exact(results).map(|figure| exactly(measure, figure));
        (measure.key().to_owned(), exact)
    };
    Measure::ALL.into_iter().map(entry).collect()
}

fn reach_report(measure: Measure, reach: Reach) -> ReachReport {
    let scale = if measure.unit() == MeasureUnit::Money { 1e2 } else { 1e9 };
    let place = |place: Place| PlaceReport {
        value: place.value.normalize().to_string(),
        result: (place.figure * scale).round() / scale,
    };
    ReachReport { least: place(reach.least), most: place(reach.most) }
}
