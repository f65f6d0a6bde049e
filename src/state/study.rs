//! What matters in a scenario: where each figure comes from, what a step of it is worth, and
//! what many runs of the model say. Takes longer than an answer, so it is found out beside it,
//! part by part.

use std::{cmp::Reverse, collections::HashMap, sync::Arc};

use crate::{
    catalog::{
        Catalog,
        origin::{Row, origins},
    },
    engine::{
        frontier::{Frontier, frontier},
        job::{Cancelled, Job},
        matters::one_step_effects,
        measure::Measure,
        monte_carlo::{Simulation, simulate},
        sweep::{Axis, Grid, Sweep, grid, sweep},
        tornado::{Tornado, tornado},
    },
    format,
    model::{
        estimates::Estimates,
        lever::{LeverError, LeverId},
        scenario::Scenario,
    },
};

/// Trials that a first look takes, and all of them.
pub const TRIALS: [usize; 2] = [512, 10_000];
/// The seed of what is shown, so that the same scenario always shows the same.
pub const SEED: u64 = 1;
/// Steps of each lever of the heat map.
const GRID_STEPS: usize = 16;

/// What is asked about a scenario besides what is always asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Asking {
    /// The lever that is swept.
    pub sweep: LeverId,
    /// The levers of the heat map.
    pub grid: [LeverId; 2],
    /// The result that both show.
    pub measure: Measure,
}

/// A figure of the scenario: where it comes from and how much it matters.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The figure with its origin.
    pub row: Row,
    /// Change of effective cost by one step of its lever, reporting currency; an estimate.
    pub worth: f64,
}

/// Every figure of a scenario, the one that matters most first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figures {
    /// The figures.
    pub rows: Vec<Figure>,
    /// Where a lever stands in `rows`.
    places: HashMap<LeverId, usize>,
}

impl Figures {
    /// The figures of a valid scenario.
    #[must_use]
    pub fn of(scenario: &Scenario, catalog: &Catalog) -> Self {
        let worth: HashMap<LeverId, f64> = one_step_effects(scenario).into_iter().collect();
        let mut rows: Vec<Figure> = origins(scenario, catalog)
            .into_iter()
            .map(|row| Figure { worth: worth.get(&row.lever).copied().unwrap_or_default(), row })
            .collect();
        // Cents and less are no difference: those stay in the table's order.
        rows.sort_by_key(|figure| Reverse(format::decimal(figure.worth.abs()).round_dp(0)));
        let places = rows.iter().enumerate().map(|(index, figure)| (figure.row.lever.clone(), index)).collect();
        Self { rows, places }
    }

    /// What is known of a lever.
    #[must_use]
    pub fn of_lever(&self, lever: &LeverId) -> Option<&Figure> {
        self.places.get(lever).and_then(|index| self.rows.get(*index))
    }
}

/// Two levers swept against each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Heat {
    /// The levers: the rows', then the columns'.
    pub levers: [LeverId; 2],
    /// What follows from each pair of values.
    pub grid: Grid,
}

/// One part of a study.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// Where each figure comes from and how much it matters.
    Figures(Box<Figures>),
    /// What uncertainty does; first from few trials, then from all.
    Simulation(Box<Simulation>),
    /// What each uncertain lever does alone.
    Tornado(Box<Tornado>),
    /// Every mix, and those that no other beats.
    Frontier(Box<Frontier>),
    /// The lever that is looked at, over its rail.
    Sweep(LeverId, Box<Sweep>),
    /// Two levers at once.
    Heat(Box<Heat>),
}

/// What is known about the scenario; each part may be of the scenario a moment ago until its
/// successor arrives.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Study {
    /// The newest request that a part answers.
    pub generation: u64,
    /// Where each figure comes from and how much it matters.
    pub figures: Option<Arc<Figures>>,
    /// What uncertainty does.
    pub simulation: Option<Arc<Simulation>>,
    /// What each uncertain lever does alone.
    pub tornado: Option<Arc<Tornado>>,
    /// Every mix, and those that no other beats.
    pub frontier: Option<Arc<Frontier>>,
    /// The lever that is looked at, over its rail.
    pub sweep: Option<(LeverId, Arc<Sweep>)>,
    /// Two levers at once.
    pub heat: Option<Arc<Heat>>,
}

impl Study {
    /// Keeps a finding of a request, unless what is known is newer.
    pub fn learn(&mut self, generation: u64, finding: Finding) {
        if generation < self.generation {
            return;
        }
        self.generation = generation;
        match finding {
            Finding::Figures(figures) => self.figures = Some(Arc::from(figures)),
            Finding::Simulation(simulation) => self.simulation = Some(Arc::from(simulation)),
            Finding::Tornado(tornado) => self.tornado = Some(Arc::from(tornado)),
            Finding::Frontier(frontier) => self.frontier = Some(Arc::from(frontier)),
            Finding::Sweep(lever, sweep) => self.sweep = Some((lever, Arc::from(sweep))),
            Finding::Heat(heat) => self.heat = Some(Arc::from(heat)),
        }
    }

    /// What is known of a lever.
    #[must_use]
    pub fn figure(&self, lever: &LeverId) -> Option<&Figure> {
        self.figures.as_ref().and_then(|figures| figures.of_lever(lever))
    }
}

/// Studies a valid scenario and tells each finding, those that are looked at most first.
///
/// # Errors
/// If the job is cancelled meanwhile.
pub fn study(
    scenario: &Scenario,
    asking: &Asking,
    catalog: &Catalog,
    job: &Job,
    tell: &dyn Fn(Finding),
) -> Result<(), Cancelled> {
    let estimates = Estimates::of(scenario);
    tell(Finding::Simulation(Box::new(simulate(scenario, TRIALS[0], SEED, job)?)));
    tell(Finding::Tornado(Box::new(tornado(scenario, &estimates))));
    job.check()?;
    tell(Finding::Figures(Box::new(Figures::of(scenario, catalog))));
    job.check()?;
    if let Ok(Some(swept)) = swept(scenario, &estimates, asking, job) {
        tell(Finding::Sweep(asking.sweep.clone(), Box::new(swept)));
    }
    tell(Finding::Frontier(Box::new(frontier(scenario, job)?)));
    tell(Finding::Simulation(Box::new(simulate(scenario, TRIALS[1], SEED, job)?)));
    if let Ok(Some(grid)) = heat(scenario, &estimates, asking, job) {
        tell(Finding::Heat(Box::new(Heat { levers: asking.grid.clone(), grid })));
    }
    job.check()
}

fn swept(scenario: &Scenario, estimates: &Estimates, asking: &Asking, job: &Job) -> Result<Option<Sweep>, LeverError> {
    let axis = Axis::over_rail(scenario, asking.sweep.clone())?;
    Ok(sweep(scenario, estimates, &axis, asking.measure, &|| job.is_cancelled()))
}

fn heat(scenario: &Scenario, estimates: &Estimates, asking: &Asking, job: &Job) -> Result<Option<Grid>, LeverError> {
    let [first, second] = asking.grid.clone();
    let axis = |lever| Axis::over_rail(scenario, lever).map(|axis| Axis { steps: GRID_STEPS, ..axis });
    let both = [axis(first)?, axis(second)?];
    Ok(grid(scenario, estimates, both.each_ref(), asking.measure, &|| job.is_cancelled()))
}
