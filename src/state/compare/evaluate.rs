//! What is worked out of the list, on workers: each scenario on the scale of all, and the base and the
//! one beside it as soon as both are there.

use std::sync::Arc;

use super::Id;
use crate::{
    catalog::Catalog,
    engine::{
        compare::{
            Per, Variance, each,
            inputs::{Line, lines},
            way::{Way, way},
        },
        job::{Cancelled, Job},
        measure::{Measure, MeasureUnit},
        monte_carlo::{Simulation, simulate},
    },
    export::compare::{Scale, Side, per, results},
    format::float,
    model::scenario::Scenario,
    state::{
        derived::{CostCurves, curves},
        study::{SEED, TRIALS},
    },
};

/// How many scenarios are worked out before what is known is told.
const CHUNK: usize = 24;

/// A scenario that is to be weighed.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Its number in the list.
    pub id: Id,
    /// The scenario.
    pub scenario: Arc<Scenario>,
}

impl Request {
    /// Whether both are for the same scenario of the list, as it was then.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        self.id == other.id && Arc::ptr_eq(&self.scenario, &other.scenario)
    }
}

/// What comes of a request.
#[derive(Debug, Clone)]
pub struct Found {
    /// The request.
    pub request: Request,
    /// The scenario on the scale, or why it can't be brought there.
    pub weighed: Result<Arc<Weighed>, String>,
}

/// What of a scale a scenario's figures depend on: the currency, and the months that are counted.
#[must_use]
pub fn key(scale: &Scale, scenario: &Scenario) -> (String, u32) {
    (scale.currency.clone(), scale.months(scenario.money.horizon_months))
}

/// A scenario on the scale of the comparison, ready to be drawn.
#[derive(Debug, PartialEq)]
pub struct Weighed {
    /// The scenario with its books.
    pub side: Side,
    /// Cumulative costs over its months.
    pub curves: CostCurves,
    /// Friction and cash saving; none where home costs nothing.
    pub point: Option<[f64; 2]>,
}

impl Weighed {
    fn new(scenario: &Arc<Scenario>, scale: &Scale, catalog: &Catalog) -> Result<Self, String> {
        let side = Side::new(scenario, scale, catalog).map_err(|error| format!("Not compared: {error}."))?;
        let results = &side.evaluation.results;
        Ok(Self {
            curves: curves(&side.evaluation.ledger.months, true),
            point: results.friction.zip(results.cash_saving).map(|(friction, cash)| [float(friction), float(cash)]),
            side,
        })
    }
}

/// Works out scenarios on a scale, a few at a time, and tells what is known.
///
/// # Errors
/// If the job is cancelled meanwhile.
pub fn evaluate(
    requests: &[Request],
    scale: &Scale,
    catalog: &Catalog,
    job: &Job,
    tell: &dyn Fn(Vec<Found>),
) -> Result<(), Cancelled> {
    for chunk in requests.chunks(CHUNK) {
        let weigh = |request: &Request| {
            let weighed = Weighed::new(&request.scenario, scale, catalog).map(Arc::new);
            Found { request: request.clone(), weighed }
        };
        tell(each(chunk, job, weigh)?);
    }
    Ok(())
}

/// The base and another beside each other.
#[derive(Debug)]
pub struct Pair {
    /// The base, and the other.
    pub sides: [Arc<Weighed>; 2],
    /// What results are counted by.
    pub per: Per,
    /// Every result.
    pub results: Vec<Variance>,
    /// Every input.
    pub lines: Vec<Line>,
    /// The steps from one to the other.
    pub way: Way,
}

impl Pair {
    /// Whether the other's result is better; none where they are even, or can't be said to be: of teams
    /// that cost another amount at home, one is the larger, and what it costs more is no worse.
    #[must_use]
    pub fn better(&self, variance: &Variance) -> Option<bool> {
        let home = self.results.iter().find(|of| of.measure == Measure::HomeCost);
        let as_large = home.is_none_or(|home| home.base == home.other);
        variance.better().filter(|_| as_large || variance.measure.unit() != MeasureUnit::Money)
    }
}

/// Holds a scenario against the base.
#[must_use]
pub fn pair(scale: &Scale, [base, other]: [Arc<Weighed>; 2]) -> Pair {
    Pair {
        per: per(scale, &base.side, &other.side),
        results: results(scale, &base.side, &other.side),
        lines: lines(&base.side.whole, &other.side.whole),
        way: way(&base.side.counted, &other.side.counted),
        sides: [base, other],
    }
}

/// Where the base and another may end, from the same draws.
#[derive(Debug)]
pub struct Chances {
    /// The base, and the other.
    pub sides: [Arc<Weighed>; 2],
    /// Of each.
    pub simulations: [Simulation; 2],
}

/// Draws the futures of both.
///
/// # Errors
/// If the job is cancelled meanwhile.
pub fn chances([base, other]: [Arc<Weighed>; 2], job: &Job) -> Result<Chances, Cancelled> {
    let run = |of: &Weighed| simulate(&of.side.counted, TRIALS[1], SEED, job);
    let simulations = [run(&base)?, run(&other)?];
    Ok(Chances { sides: [base, other], simulations })
}
