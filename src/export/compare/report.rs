//! A comparison for programs.

use indexmap::IndexMap;
use rust_decimal::Decimal;
use serde::Serialize;

use super::{Side, input_label, part_title};
use crate::{
    engine::{
        compare::{
            Per, Variance,
            inputs::{Held, Line},
            way::{Bar, Step, Switch, Way},
        },
        measure::{Measure, MeasureUnit},
    },
    export::report::{cents, rate},
    model::{
        lock::Lock,
        results::Verdict,
        scenario::{Scenario, Word},
    },
};

/// A figure for programs: money to the cent, shares to six places, as text.
fn plain(measure: Measure, figure: Decimal) -> String {
    match measure.unit() {
        MeasureUnit::Money => cents(figure),
        MeasureUnit::Month => figure.normalize().to_string(),
        MeasureUnit::Share | MeasureUnit::Multiple => rate(figure),
    }
}

/// What a scenario holds for an input, for programs; none where it holds nothing.
fn raw(held: &Held) -> Option<String> {
    Some(match held {
        Held::Nothing => return None,
        Held::Number(number) => number.normalize().to_string(),
        Held::Text(text) | Held::Whole(text) => text.clone(),
        Held::Objective(objective) => objective.word().to_owned(),
        Held::Structure(structure) => structure.word().to_owned(),
        Held::Culture(scores) => scores
            .as_ref()
            .map_or_else(String::new, |scores| scores.map(|score| score.normalize().to_string()).join(" ")),
        Held::Range(low, high) => format!("{} {}", low.normalize(), high.normalize()),
    })
}

/// A result of both for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the keys are those of the variance they print")]
pub struct VarianceReport {
    pub base: Option<String>,
    pub other: Option<String>,
    pub delta: Option<String>,
    pub relative: Option<String>,
}

impl VarianceReport {
    /// The report of a variance.
    #[must_use]
    pub fn new(variance: &Variance) -> Self {
        let plain = |figure| plain(variance.measure, figure);
        Self {
            base: variance.base.map(plain),
            other: variance.other.map(plain),
            delta: variance.delta().map(plain),
            relative: variance.relative().map(rate),
        }
    }
}

/// An input of both for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the keys are those of the line they print")]
pub struct LineReport {
    pub input: String,
    pub part: String,
    pub label: String,
    pub base: Option<String>,
    pub other: Option<String>,
    pub delta: Option<String>,
    pub relative: Option<String>,
}

impl LineReport {
    /// The report of a line.
    #[must_use]
    pub fn new(line: &Line, base: &Scenario, other: &Scenario) -> Self {
        let delta = line.delta();
        Self {
            input: line.input.key(),
            part: part_title(&line.input.part(), base, other),
            label: input_label(&line.input, base, other),
            base: raw(&line.base),
            other: raw(&line.other),
            delta: delta.map(|(delta, _)| delta.normalize().to_string()),
            relative: delta.and_then(|(_, share)| share).map(rate),
        }
    }
}

/// A step of the way for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the keys are those of the step they print")]
pub struct StepReport {
    pub switched: Vec<&'static str>,
    pub label: String,
    pub amount: String,
    pub effective_cost: String,
}

/// The steps of the way in effective cost.
#[must_use]
pub fn steps(way: &Way, per: Per) -> Vec<StepReport> {
    let bars: Vec<Bar> = way.bars(Measure::EffectiveCost, per).unwrap_or_default();
    let step = |(step, bar): (&Step, Bar)| StepReport {
        switched: step.switched.iter().map(|switch: &Switch| switch.key()).collect(),
        label: step.label(),
        amount: cents(bar.amount()),
        effective_cost: cents(bar.to),
    };
    way.steps.iter().zip(bars).map(step).collect()
}

/// A scenario of the comparison for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the keys are those of what they print")]
pub struct SideReport {
    pub file: String,
    pub name: String,
    pub fingerprint: String,
    /// The day its results were locked, where they are.
    pub locked: Option<String>,
    /// Whether it is still what was locked.
    pub lock_holds: Option<bool>,
    pub verdict: Option<&'static str>,
    /// Reporting currency of the file.
    pub currency: String,
    /// What one of it is worth in the base's, where that is another.
    pub rate: Option<String>,
    pub months: u32,
}

impl SideReport {
    /// The report of a side that was read from a file, with the lock beside that.
    #[must_use]
    pub fn new(file: String, side: &Side, lock: Option<&Lock>) -> Self {
        Self {
            file,
            name: side.own.name.clone(),
            fingerprint: side.fingerprint.to_string(),
            locked: lock.map(|lock| lock.date.clone()),
            lock_holds: lock.map(|lock| lock.holds(&side.fingerprint)),
            verdict: side.evaluation.results.verdict.map(Verdict::key),
            currency: side.own.money.currency.clone(),
            rate: side.rate.as_ref().map(|rate| rate.rate.normalize().to_string()),
            months: side.months(),
        }
    }
}

/// The results of two sides by key, for programs.
#[must_use]
pub fn result_reports(variances: &[Variance]) -> IndexMap<&'static str, VarianceReport> {
    variances.iter().map(|variance| (variance.measure.key(), VarianceReport::new(variance))).collect()
}
