//! Every mix of sites as a point of cost and friction, and the mixes that no other one beats.

use rayon::prelude::*;
use rust_decimal::Decimal;

use super::{
    job::{Cancelled, Job},
    lanes::{Lanes, Pack, wide},
    trial::{Trial, Whole},
};
use crate::model::{estimates::Estimates, scalar::Scalar, scenario::Scenario};

/// Most mixes looked at; beyond it the grid is coarser than 5 %.
pub const MOST_MIXES: usize = 20_000;

/// One mix, the same for every team, as a point of the matrix.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MixFigures {
    /// Φ, lost capacity ÷ home cost.
    pub friction: f64,
    /// 1 − cash ÷ home cost.
    pub cash_saving: f64,
    /// Whether no other mix has less friction and saves no less, or saves more with no more.
    pub best: bool,
}

impl MixFigures {
    /// 1 − effective ÷ home cost.
    #[must_use]
    pub fn effective_saving(&self) -> f64 {
        self.cash_saving - self.friction
    }
}

/// Every mix on a grid. Empty where the seats cost nothing at home.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Frontier {
    /// Steps from nothing to all: 20 are steps of 5 %.
    pub parts: u8,
    /// What each mix comes to.
    pub points: Vec<MixFigures>,
    best: Vec<usize>,
    grid: Grid,
}

impl Frontier {
    /// Step of the grid, share.
    #[must_use]
    pub fn step(&self) -> Decimal {
        Decimal::ONE / Decimal::from(self.parts.max(1))
    }

    /// Number of sites that a mix has shares for.
    #[must_use]
    pub fn sites(&self) -> usize {
        self.grid.sites
    }

    /// The shares of a point by site in file order; the rest is at home.
    #[must_use]
    pub fn mix(&self, point: usize) -> Vec<Decimal> {
        self.grid.row(point).iter().map(|part| Decimal::from(*part) / Decimal::from(self.parts)).collect()
    }

    /// The share of the seats that a point has offshore.
    #[must_use]
    pub fn offshore(&self, point: usize) -> f64 {
        let parts: u32 = self.grid.row(point).iter().map(|part| u32::from(*part)).sum();
        f64::from(parts) / f64::from(self.parts.max(1))
    }

    /// The points that no other one beats, by rising friction.
    #[must_use]
    pub fn best(&self) -> &[usize] {
        &self.best
    }
}

/// Looks at every mix of a valid scenario in steps of 5 %, coarser only where there would be more
/// than [`MOST_MIXES`].
///
/// # Errors
/// If the job is cancelled meanwhile.
pub fn frontier(scenario: &Scenario, job: &Job) -> Result<Frontier, Cancelled> {
    let estimates = Estimates::of(scenario);
    cloud(scenario, &estimates, (&[20, 10, 5, 4, 2, 1], MOST_MIXES), job)
}

/// Looks at every mix on the finest of some grids that has at most so many.
///
/// # Errors
/// If the job is cancelled meanwhile.
pub fn cloud(
    scenario: &Scenario,
    estimates: &Estimates,
    (grids, most): (&[u8], usize),
    job: &Job,
) -> Result<Frontier, Cancelled> {
    // A site some team has no salary for can't be part of a mix for all.
    let open: Vec<usize> = (0..scenario.sites.len())
        .filter(|site| scenario.teams.iter().all(|team| team.salary.contains_key(&scenario.sites[*site].id)))
        .collect();
    let parts = grids.iter().copied().find(|parts| count(open.len(), usize::from(*parts)) <= most).unwrap_or(1);
    let grid = Grid::new(scenario.sites.len(), &open, parts);
    let costs = run(scenario, estimates, (&grid, parts), job)?;
    let points = costs.into_iter().map(|[home, cash, lost]| {
        let paid = home > 0.0;
        paid.then(|| MixFigures { friction: lost / home, cash_saving: (home - cash) / home, best: false })
    });
    let mut points: Vec<MixFigures> = points.collect::<Option<_>>().unwrap_or_default();
    mark_best(&mut points);
    let mut best: Vec<usize> = (0..points.len()).filter(|point| points[*point].best).collect();
    best.sort_by(|a, b| points[*a].friction.total_cmp(&points[*b].friction));
    Ok(Frontier { parts, points, best, grid })
}

/// Mixes that one thread takes at a time.
const CHUNK: usize = 128;

/// Home cost, cash and lost capacity of each mix.
fn run(
    scenario: &Scenario,
    estimates: &Estimates,
    (grid, parts): (&Grid, u8),
    job: &Job,
) -> Result<Vec<[f64; 3]>, Cancelled> {
    let mixes = grid.len();
    job.begin(mixes);
    let step = 1.0 / f64::from(parts);
    let chunk = |trial: &mut Trial<Lanes>, chunk: usize| {
        let first = chunk * CHUNK;
        let last = mixes.min(first + CHUNK);
        let mut costs = Vec::with_capacity(CHUNK);
        for pack in (first..last).step_by(Lanes::WIDTH) {
            job.check()?;
            let mut book = Whole::<Lanes>::EMPTY;
            wide(
                #[inline(always)]
                || {
                    take_mixes(trial, grid, pack, step);
                    trial.run(&mut book);
                },
            );
            let lanes =
                (0..Lanes::WIDTH.min(last - pack)).map(|lane| [book.home, book.cash, book.lost].map(|sum| sum.0[lane]));
            costs.extend(lanes);
        }
        job.advance(last - first);
        Ok(costs)
    };
    let chunks: Result<Vec<Vec<[f64; 3]>>, Cancelled> = (0..mixes.div_ceil(CHUNK))
        .into_par_iter()
        .map_init(|| Trial::<Lanes>::new(scenario, estimates), chunk)
        .collect();
    Ok(chunks?.concat())
}

/// Gives every team the mixes of a pack, one a lane.
#[inline(always)]
fn take_mixes(trial: &mut Trial<Lanes>, grid: &Grid, first: usize, step: f64) {
    for site in 0..grid.sites {
        let mut shares = Lanes::ZERO;
        for (lane, share) in shares.0.iter_mut().enumerate() {
            // Past the end the last one is looked at again.
            let row = grid.row((first + lane).min(grid.len() - 1));
            *share = f64::from(row[site]) * step;
        }
        for team in &mut trial.inputs.teams {
            team.mix[site] = shares;
        }
    }
}

/// Marks the points that no other one beats: none is better in one figure and no worse in the other.
fn mark_best(points: &mut [MixFigures]) {
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_unstable_by(|a, b| {
        let (a, b) = (points[*a], points[*b]);
        a.friction.total_cmp(&b.friction).then(b.cash_saving.total_cmp(&a.cash_saving))
    });
    let mut last: Option<MixFigures> = None;
    for index in order {
        let point = points[index];
        let best = last.is_none_or(|last| {
            let (same, higher) = (point.friction <= last.friction, point.cash_saving > last.cash_saving);
            higher || (same && point.cash_saving >= last.cash_saving)
        });
        if best {
            points[index].best = true;
            last = Some(point);
        }
    }
}

/// Number of ways to share `parts` parts between some sites and home.
fn count(sites: usize, parts: usize) -> usize {
    (1..=sites).fold(1, |ways, site| ways * (parts + site) / site)
}

/// Every way to give at most so many parts to some sites; home takes the rest.
#[derive(Debug, Clone, PartialEq, Default)]
struct Grid {
    sites: usize,
    mixes: usize,
    /// Parts by mix and site.
    rows: Vec<u8>,
}

impl Grid {
    fn new(sites: usize, open: &[usize], parts: u8) -> Self {
        let mut grid =
            Self { sites, mixes: 0, rows: Vec::with_capacity(count(open.len(), usize::from(parts)) * sites) };
        grid.fill(&mut vec![0; sites], open, parts);
        grid
    }

    fn fill(&mut self, row: &mut [u8], open: &[usize], left: u8) {
        let Some((site, open)) = open.split_first() else {
            self.rows.extend_from_slice(row);
            self.mixes += 1;
            return;
        };
        for part in 0..=left {
            row[*site] = part;
            self.fill(row, open, left - part);
        }
        row[*site] = 0;
    }

    fn len(&self) -> usize {
        self.mixes
    }

    fn row(&self, mix: usize) -> &[u8] {
        &self.rows[mix * self.sites..][..self.sites]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::{estimate, mixes::take_mix},
        model::testing::two_sites,
    };

    #[test]
    fn the_grid_holds_every_mix_once() {
        for (sites, parts) in [(0, 10), (1, 10), (2, 10), (3, 5), (4, 2)] {
            let open: Vec<usize> = (0..sites).collect();
            let grid = Grid::new(sites, &open, parts);
            assert_eq!(grid.len(), count(sites, usize::from(parts)));
            let rows: std::collections::HashSet<&[u8]> = (0..grid.len()).map(|mix| grid.row(mix)).collect();
            assert_eq!(rows.len(), grid.len());
            assert!(rows.iter().all(|row| row.iter().sum::<u8>() <= parts));
        }
        assert_eq!(count(2, 10), 66);
    }

    #[test]
    fn the_frontier_is_what_comparing_all_pairs_leaves() {
        let scenario = two_sites();
        let frontier = frontier(&scenario, &Job::default()).unwrap();
        assert_eq!((frontier.points.len(), frontier.parts), (231, 20));
        let beats = |a: &MixFigures, b: &MixFigures| {
            a.friction <= b.friction
                && a.cash_saving >= b.cash_saving
                && (a.friction < b.friction || a.cash_saving > b.cash_saving)
        };
        for point in &frontier.points {
            assert_eq!(point.best, !frontier.points.iter().any(|other| beats(other, point)), "{point:?}");
        }
        let best = frontier.best();
        assert!(best.len() > 1 && best.len() < 231, "{}", best.len());
    }

    #[test]
    fn every_point_is_what_its_mix_comes_to() {
        let scenario = two_sites();
        let estimates = Estimates::of(&scenario);
        let cloud = cloud(&scenario, &estimates, (&[5], 1_000), &Job::default()).unwrap();
        for (index, point) in cloud.points.iter().enumerate() {
            let mut mixed = scenario.clone();
            take_mix(&mut mixed, &cloud.mix(index));
            let totals = estimate(&mixed, &estimates);
            assert!((totals.friction().unwrap() - point.friction).abs() < 1e-12);
            assert!((totals.cash_saving().unwrap() - point.cash_saving).abs() < 1e-12);
        }
    }

    #[test]
    fn equal_points_stand_on_the_frontier_together() {
        let point = |friction, cash_saving| MixFigures { friction, cash_saving, best: false };
        let mut points = [point(0.1, 0.3), point(0.0, 0.0), point(0.1, 0.3), point(0.1, 0.2), point(0.2, 0.3)];
        mark_best(&mut points);
        assert_eq!(points.map(|point| point.best), [true, true, true, false, false]);
    }

    #[test]
    fn a_cancelled_job_gives_no_frontier() {
        let job = Job::default();
        job.cancel();
        assert_eq!(frontier(&two_sites(), &job), Err(Cancelled));
    }
}
