//! What matters in a scenario: where each figure comes from, what a step of it is worth, and
//! what many runs of the model say. Takes longer than an answer, so it is found out beside it,
//! part by part.

use std::{cmp::Reverse, collections::HashMap, sync::Arc};

use rust_decimal::Decimal;

use super::view::Shown;
use crate::{
    catalog::{
        Catalog,
        origin::{Origin, Row, origins},
    },
    engine::{
        frontier::{Frontier, frontier},
        job::{Cancelled, Job},
        matters::one_step_effects,
        measure::Measure,
        monte_carlo::{Band, Simulation, simulate},
        sweep::{Axis, Grid, Sweep, SweepPoint, grid, sweep},
        tornado::{Tornado, tornado},
    },
    format,
    model::{estimates::Estimates, lever::LeverId, scenario::Scenario},
};

/// Trials that a first look takes, and all of them.
pub const TRIALS: [usize; 2] = [512, 10_000];
/// The seed of what is shown, so that the same scenario always shows the same.
pub const SEED: u64 = 1;

/// What is asked about a scenario besides what is always asked: what the charts on screen show.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Asking {
    /// What each uncertain lever does alone.
    pub tornado: bool,
    /// Every mix.
    pub frontier: bool,
    /// A lever and the values it is swept through.
    pub sweep: Option<Axis>,
    /// Two levers and their values: the rows', then the columns'.
    pub heat: Option<[Axis; 2]>,
    /// The result that sweep and heat map show.
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

impl Figure {
    /// Whether it is among those looked at.
    #[must_use]
    pub fn is_of(&self, shown: Shown) -> bool {
        match shown {
            Shown::All => true,
            Shown::Yours => self.row.origin == Origin::Yours,
            Shown::Assumed => self.row.origin.is_assumption(),
            Shown::Stale => self.row.stale,
        }
    }
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

/// A lever swept through its values.
#[derive(Debug, Clone, PartialEq)]
pub struct Swept {
    /// The lever.
    pub lever: LeverId,
    /// At its values.
    pub sweep: Sweep,
    /// At today's value.
    pub today: SweepPoint,
}

/// Two levers swept against each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Heat {
    /// The levers: the rows', then the columns'.
    pub levers: [LeverId; 2],
    /// Their values today.
    pub today: [Decimal; 2],
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
    /// One lever over its values; none where it has no such values.
    Sweep(Option<Box<Swept>>),
    /// Two levers at once, likewise.
    Heat(Option<Box<Heat>>),
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
    /// What each uncertain lever does alone; here and below none until a chart has asked for it.
    pub tornado: Option<Arc<Tornado>>,
    /// Every mix, and those that no other beats.
    pub frontier: Option<Arc<Frontier>>,
    /// The lever that was looked at last.
    pub sweep: Option<Arc<Swept>>,
    /// The two levers that were looked at last.
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
            Finding::Sweep(swept) => self.sweep = swept.map(Arc::from),
            Finding::Heat(heat) => self.heat = heat.map(Arc::from),
        }
    }

    /// What tells whether any part of a study is another than it was: where each stands in memory.
    #[must_use]
    pub fn parts(&self) -> [usize; 5] {
        fn at<T>(part: Option<&Arc<T>>) -> usize {
            part.map_or(0, |part| Arc::as_ptr(part) as usize)
        }
        [
            at(self.simulation.as_ref()),
            at(self.tornado.as_ref()),
            at(self.frontier.as_ref()),
            at(self.sweep.as_ref()),
            at(self.heat.as_ref()),
        ]
    }

    /// Between which cumulative effective costs 80 in 100 trials end each month; none where that is
    /// not known for a horizon of so many months.
    #[must_use]
    pub fn futures(&self, months: usize) -> Option<&[Band]> {
        self.simulation.as_ref().map(|known| known.months.as_slice()).filter(|known| known.len() == months)
    }

    /// A lever's sweep over its values for a result, once it is known.
    #[must_use]
    pub fn swept(&self, lever: &LeverId, measure: Measure) -> Option<&Swept> {
        self.sweep.as_deref().filter(|known| known.lever == *lever && known.sweep.measure == measure)
    }

    /// Two levers' heat map for a result, once it is known.
    #[must_use]
    pub fn mapped(&self, levers: &[LeverId; 2], measure: Measure) -> Option<&Heat> {
        self.heat.as_deref().filter(|known| known.levers == *levers && known.grid.measure == measure)
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
    let stop = || job.is_cancelled();
    if let Some(axis) = &asking.sweep {
        let swept = swept(scenario, &estimates, axis, asking.measure, &stop);
        job.check()?;
        tell(Finding::Sweep(swept.map(Box::new)));
    }
    if let Some(axes) = &asking.heat {
        let heat = heat(scenario, &estimates, axes, asking.measure, &stop);
        job.check()?;
        tell(Finding::Heat(heat.map(Box::new)));
    }
    tell(Finding::Simulation(Box::new(simulate(scenario, TRIALS[0], SEED, job)?)));
    if asking.tornado {
        tell(Finding::Tornado(Box::new(tornado(scenario, &estimates))));
        job.check()?;
    }
    if asking.frontier {
        tell(Finding::Frontier(Box::new(frontier(scenario, job)?)));
    }
    tell(Finding::Figures(Box::new(Figures::of(scenario, catalog))));
    tell(Finding::Simulation(Box::new(simulate(scenario, TRIALS[1], SEED, job)?)));
    Ok(())
}

fn swept(
    scenario: &Scenario,
    estimates: &Estimates,
    axis: &Axis,
    measure: Measure,
    stop: &dyn Fn() -> bool,
) -> Option<Swept> {
    let value = axis.lever.value(scenario).ok()?;
    let here = Axis { from: value, to: value, ..axis.clone() };
    let today = sweep(scenario, estimates, &here, measure, stop)?.points.pop()?;
    Some(Swept { lever: axis.lever.clone(), sweep: sweep(scenario, estimates, axis, measure, stop)?, today })
}

fn heat(
    scenario: &Scenario,
    estimates: &Estimates,
    axes: &[Axis; 2],
    measure: Measure,
    stop: &dyn Fn() -> bool,
) -> Option<Heat> {
    let [first, second] = axes;
    let today = [first.lever.value(scenario).ok()?, second.lever.value(scenario).ok()?];
    let grid = grid(scenario, estimates, [first, second], measure, stop)?;
    Some(Heat { levers: [first.lever.clone(), second.lever.clone()], today, grid })
}
