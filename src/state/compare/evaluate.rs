//! What is worked out of the list, on workers: each scenario on the scale of all, and the base and the
//! one beside it as soon as both are there.

use std::{cell::RefCell, path::PathBuf, sync::Arc};

use super::{Comparison, Entry, Id, Known, Origin, Shown};
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
    export::compare::{Horizon, Scale, Side, per, results},
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

impl Comparison {
    /// A list of scenarios with their files, the first of them the base and the next beside it; nothing of it
    /// is worked out yet.
    #[must_use]
    pub fn of(scenarios: impl IntoIterator<Item = (PathBuf, Arc<Scenario>)>, horizon: Horizon) -> Self {
        let shown = Shown { horizon, ..Shown::default() };
        let mut list = Self { shown, ..Self::default() };
        for (path, scenario) in scenarios {
            list.add(Origin::File(path), Ok(scenario));
        }
        list
    }

    /// Why the base, the other or any that is named can't be compared, with its name.
    #[must_use]
    pub fn fault(&self, of: impl Fn(&Entry) -> bool) -> Option<String> {
        let faulty = |entry: &Entry| {
            let problem = self.weighed(entry.id)?.err()?;
            Some(format!("{}: {problem}", entry.name()))
        };
        self.entries.iter().filter(|entry| of(entry)).find_map(faulty)
    }

    /// Whether a scenario is the base or the one beside it.
    #[must_use]
    pub fn pairs(&self, entry: &Entry) -> bool {
        [self.base, self.looked].contains(&Some(entry.id))
    }

    /// Scenarios that are not known on a scale.
    pub(super) fn missing(&self, scale: &Scale) -> Vec<Request> {
        let missing = |entry: &Entry| {
            let scenario = entry.compared()?;
            let unknown = self.known_on(entry, scale).is_none();
            unknown.then(|| Request { id: entry.id, scenario: Arc::clone(scenario) })
        };
        self.entries.iter().filter_map(missing).collect()
    }

    /// Keeps what was found out of scenarios on a scale.
    pub(super) fn learn(&mut self, scale: &Scale, found: Vec<Found>) {
        for found in found {
            let known = Known { scale: key(scale, &found.request.scenario), found };
            self.known.insert(known.found.request.id, known);
        }
    }

    /// The list with all that was still missing worked out at once: every scenario, the base and the other
    /// beside each other, and where wanted their futures.
    ///
    /// # Errors
    /// If the job is cancelled meanwhile.
    pub fn completed(self, with_chances: bool, catalog: &Catalog, job: &Job) -> Result<Self, Cancelled> {
        let mut list = self;
        let Some(scale) = list.scale() else { return Ok(list) };
        let found = RefCell::new(Vec::new());
        evaluate(&list.missing(&scale), &scale, catalog, job, &|some| found.borrow_mut().extend(some))?;
        list.learn(&scale, found.into_inner());
        list.arrange();
        if let (Some(base), Some(other)) = (list.side(list.base).cloned(), list.side(list.looked).cloned()) {
            let sides = [base, other];
            let same = |of: &[Arc<Weighed>; 2]| of.iter().zip(&sides).all(|(of, side)| Arc::ptr_eq(of, side));
            if !list.pair.as_ref().is_some_and(|pair| same(&pair.sides)) {
                list.pair = Some(Arc::new(pair(&scale, sides.clone())));
            }
            if with_chances && !list.chances.as_ref().is_some_and(|known| same(&known.sides)) {
                list.chances = Some(Arc::new(chances(sides, job)?));
            }
        } else {
            // What is known is of others.
            (list.pair, list.chances) = (None, None);
        }
        Ok(list)
    }
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
        better(&self.results, variance)
    }
}

/// Whether a result of the other is better, beside all of its results.
pub(super) fn better(results: &[Variance], variance: &Variance) -> Option<bool> {
    let home = results.iter().find(|of| of.measure == Measure::HomeCost);
    let as_large = home.is_none_or(|home| home.base == home.other);
    variance.better().filter(|_| as_large || variance.measure.unit() != MeasureUnit::Money)
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
