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
        job::{Cancelled, Job},
        matters::one_step_effects,
        monte_carlo::{Band, Simulation, simulate},
    },
    format,
    model::{lever::LeverId, scenario::Scenario},
};

/// Trials that a first look takes, and all of them.
pub const TRIALS: [usize; 2] = [512, 10_000];
/// The seed of what is shown, so that the same scenario always shows the same.
pub const SEED: u64 = 1;

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

/// One part of a study.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// Where each figure comes from and how much it matters.
    Figures(Box<Figures>),
    /// What uncertainty does; first from few trials, then from all.
    Simulation(Box<Simulation>),
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
        }
    }

    /// Between which cumulative effective costs 80 in 100 trials end each month; none where that is
    /// not known for a horizon of so many months.
    #[must_use]
    pub fn futures(&self, months: usize) -> Option<&[Band]> {
        self.simulation.as_ref().map(|known| known.months.as_slice()).filter(|known| known.len() == months)
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
pub fn study(scenario: &Scenario, catalog: &Catalog, job: &Job, tell: &dyn Fn(Finding)) -> Result<(), Cancelled> {
    tell(Finding::Simulation(Box::new(simulate(scenario, TRIALS[0], SEED, job)?)));
    tell(Finding::Figures(Box::new(Figures::of(scenario, catalog))));
    tell(Finding::Simulation(Box::new(simulate(scenario, TRIALS[1], SEED, job)?)));
    Ok(())
}
