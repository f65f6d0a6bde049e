//! An answer: everything the window shows of one scenario, computed at once, so that strip
//! and charts always speak of the same state.
//!
//! Plot-ready points are built here when an answer is made, never per frame.

use std::sync::Arc;

use super::story::{Taken, taken};
use crate::{
    engine::{
        advice::{Advice, advice},
        headcount::{HeadcountCurve, headcount_curve},
        mixes::{Mixes, mixes},
    },
    format::float,
    model::{
        ledger::{Ledger, MonthTotals},
        plan::Stage,
        results::{Evaluation, evaluate},
        scenario::Scenario,
    },
};

/// Three curves over the months; x is the month's end, 0-based start at 0, y reporting currency.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CostCurves {
    /// The team all at home.
    pub home: Vec<[f64; 2]>,
    /// All money spent.
    pub cash: Vec<[f64; 2]>,
    /// All money spent and the price of lost output.
    pub effective: Vec<[f64; 2]>,
}

/// Seats and output, a figure a month.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SeatCurves {
    /// By place, home first: filled seats there and at the places before it.
    pub places: Vec<Vec<f64>>,
    /// What all seats deliver, fully productive FTE.
    pub output: Vec<f64>,
    /// What the team all at home delivers, likewise.
    pub at_home: Vec<f64>,
}

impl SeatCurves {
    /// The month, 0-based, in which output is the smallest part of home's, and that part; none
    /// where home delivers nothing.
    #[must_use]
    pub fn deepest(&self) -> Option<(usize, f64)> {
        let parts = self.output.iter().zip(&self.at_home).map(|(output, home)| output / home).enumerate();
        parts.filter(|(_, part)| part.is_finite()).min_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// The part of home's output that is delivered in the last month.
    #[must_use]
    pub fn last(&self) -> Option<f64> {
        let part = self.output.last()? / self.at_home.last()?;
        part.is_finite().then_some(part)
    }
}

/// One bar of the bridge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BridgeBar {
    /// The stage it stands for; none for the last, the effective cost itself.
    pub stage: Option<Stage>,
    /// Where the bar begins, reporting currency.
    pub from: f64,
    /// Where it ends, reporting currency.
    pub to: f64,
}

/// Everything the window shows of one scenario.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The request it answers.
    pub generation: u64,
    /// The scenario it is about.
    pub scenario: Arc<Scenario>,
    /// The exact books.
    pub evaluation: Evaluation,
    /// Cumulative cost; the first point is (0, 0).
    pub cumulative: CostCurves,
    /// Cost of each month.
    pub monthly: CostCurves,
    /// Seats and output.
    pub seats: SeatCurves,
    /// From home to effective cost.
    pub bridge: Vec<BridgeBar>,
    /// What each step of the ladder takes.
    pub taken: [Taken; 2],
    /// Cost by headcount.
    pub headcount: HeadcountCurve,
    /// Every mix as a point of the matrix.
    pub mixes: Mixes,
    /// What hurts and what would help, the weightiest first.
    pub advice: Vec<Advice>,
    /// The answer for what is shown of the scenario under the salary mask, where that was asked for.
    pub masked: Option<Arc<Self>>,
}

impl Answer {
    /// Computes the answer for a valid scenario.
    #[must_use]
    pub fn compute(generation: u64, scenario: Arc<Scenario>) -> Self {
        let evaluation = evaluate(&scenario);
        Self {
            generation,
            cumulative: curves(&evaluation.ledger.months, true),
            monthly: curves(&evaluation.ledger.months, false),
            seats: seats(&evaluation.ledger),
            bridge: bars(&evaluation),
            taken: taken(&evaluation, &scenario.money.currency),
            headcount: headcount_curve(&scenario, &evaluation.estimates),
            mixes: mixes(&scenario, &evaluation.estimates),
            advice: advice(&scenario, &evaluation),
            masked: None,
            evaluation,
            scenario,
        }
    }

    /// The same with the answer for `hidden`, which is what is shown of the scenario under the salary
    /// mask.
    #[must_use]
    pub fn with_masked(generation: u64, scenario: Arc<Scenario>, hidden: Arc<Scenario>) -> Self {
        let masked = Some(Arc::new(Self::compute(generation, hidden)));
        Self { masked, ..Self::compute(generation, scenario) }
    }

    /// Whether any seat is offshore at any time.
    #[must_use]
    pub fn moves(&self) -> bool {
        !self.evaluation.ledger.moves.is_zero()
    }
}

/// The curves of some months: from the start on, or each by itself.
pub(super) fn curves(months: &[MonthTotals<rust_decimal::Decimal>], cumulative: bool) -> CostCurves {
    let curve = |figure: fn(&MonthTotals<rust_decimal::Decimal>) -> rust_decimal::Decimal| {
        let mut points = Vec::with_capacity(months.len() + 1);
        let mut sum = rust_decimal::Decimal::ZERO;
        if cumulative {
            points.push([0.0, 0.0]);
        }
        for (month, x) in months.iter().zip(1_u32..) {
            sum = if cumulative { sum + figure(month) } else { figure(month) };
            points.push([f64::from(x), float(sum)]);
        }
        points
    };
    CostCurves {
        home: curve(|month| month.home_cost),
        cash: curve(MonthTotals::cash),
        effective: curve(MonthTotals::effective),
    }
}

fn seats(ledger: &Ledger<rust_decimal::Decimal>) -> SeatCurves {
    let mut places = vec![Vec::with_capacity(ledger.months.len()); ledger.places];
    for month in 0..ledger.months.len() {
        let mut sum = 0.0;
        for (place, heads) in places.iter_mut().zip(ledger.heads(month)) {
            sum += float(*heads);
            place.push(sum);
        }
    }
    SeatCurves {
        places,
        output: ledger.months.iter().map(|month| float(month.capacity)).collect(),
        at_home: ledger.months.iter().map(|month| float(month.home_capacity)).collect(),
    }
}

fn bars(evaluation: &Evaluation) -> Vec<BridgeBar> {
    let mut level = 0.0;
    let stages = evaluation.bridge.amounts().map(|(stage, amount)| {
        let from = level;
        level += float(amount);
        BridgeBar { stage: Some(stage), from, to: level }
    });
    let mut bars: Vec<BridgeBar> = stages.collect();
    bars.push(BridgeBar { stage: None, from: 0.0, to: float(evaluation.results.totals.effective) });
    bars
}
