//! Sweeps: any result over the range of one lever, or of two as a grid.

use rust_decimal::Decimal;

use super::{
    measure::Measure,
    varied::{Gap, Varied},
};
use crate::{
    format,
    model::{
        estimates::Estimates,
        lever::{LeverError, LeverId},
        results::Totals,
        scenario::Scenario,
    },
};

/// Steps of a sweep where none are asked for.
pub const STEPS: usize = 20;
/// The most steps of a sweep.
pub const MOST_STEPS: usize = 1_000;

/// A lever and the values it is moved through.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// The lever; with `*` all that it names are set to one value.
    pub lever: LeverId,
    /// The first value.
    pub from: Decimal,
    /// The last value.
    pub to: Decimal,
    /// Equal steps between them, 1 or more; there is one more point than steps.
    pub steps: usize,
}

impl Axis {
    /// A lever over its rail, in the usual number of steps.
    ///
    /// # Errors
    /// If the scenario has no such site or team.
    pub fn over_rail(scenario: &Scenario, lever: LeverId) -> Result<Self, LeverError> {
        let (from, to) = lever.lever().rail_around(lever.value(scenario)?);
        Ok(Self { lever, from, to, steps: STEPS })
    }

    /// The values in order, first and last included; whole numbers, each once, where the field
    /// holds whole numbers.
    #[must_use]
    pub fn values(&self) -> Vec<Decimal> {
        let steps = self.steps.max(1);
        let whole = self.lever.lever().whole;
        let at = |step: usize| {
            let value = self.from + (self.to - self.from) / Decimal::from(steps) * Decimal::from(step);
            let value = if step == steps { self.to } else { format::figures(value, 12) };
            if whole { value.round().normalize() } else { value.normalize() }
        };
        let mut values: Vec<Decimal> = (0..=steps).map(at).collect();
        values.dedup();
        values
    }
}

/// The figures at a point; estimates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    /// The result that was asked for; none where there is no such figure.
    pub result: Option<f64>,
    /// Home cost, reporting currency.
    pub home: f64,
    /// Cash, reporting currency.
    pub cash: f64,
    /// Effective cost, reporting currency.
    pub effective: f64,
}

/// One value of the lever.
#[derive(Debug, Clone, PartialEq)]
pub struct SweepPoint {
    /// The lever's value.
    pub value: Decimal,
    /// What follows, or why nothing does.
    pub figures: Result<Figures, Gap>,
}

/// One lever moved through its values, the rest as today.
#[derive(Debug, Clone, PartialEq)]
pub struct Sweep {
    /// The result that was asked for.
    pub measure: Measure,
    /// In the order of the values.
    pub points: Vec<SweepPoint>,
}

/// Two levers moved through their values, the rest as today.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// The result that was asked for.
    pub measure: Measure,
    /// Values of the first lever.
    pub first: Vec<Decimal>,
    /// Values of the second lever.
    pub second: Vec<Decimal>,
    /// Row by row, one row for each value of the first lever.
    pub cells: Vec<Result<Figures, Gap>>,
}

/// Sweeps one lever of a valid scenario; none once it is cancelled.
pub fn sweep(
    scenario: &Scenario,
    estimates: &Estimates,
    axis: &Axis,
    measure: Measure,
    cancelled: &dyn Fn() -> bool,
) -> Option<Sweep> {
    let mut varied = Varied::new(scenario, estimates);
    let mut points = Vec::new();
    for value in axis.values() {
        if cancelled() {
            return None;
        }
        points.push(SweepPoint { value, figures: figures(&mut varied, &[(&axis.lever, value)], measure) });
    }
    Some(Sweep { measure, points })
}

/// Sweeps two levers of a valid scenario; none once it is cancelled.
pub fn grid(
    scenario: &Scenario,
    estimates: &Estimates,
    axes: [&Axis; 2],
    measure: Measure,
    cancelled: &dyn Fn() -> bool,
) -> Option<Grid> {
    let mut varied = Varied::new(scenario, estimates);
    let [first, second] = axes.map(Axis::values);
    let mut cells = Vec::with_capacity(first.len() * second.len());
    for one in &first {
        for other in &second {
            if cancelled() {
                return None;
            }
            let moves = [(&axes[0].lever, *one), (&axes[1].lever, *other)];
            cells.push(figures(&mut varied, &moves, measure));
        }
    }
    Some(Grid { measure, first, second, cells })
}

fn figures(varied: &mut Varied<'_>, moves: &[(&LeverId, Decimal)], measure: Measure) -> Result<Figures, Gap> {
    let ledger = varied.run(moves)?;
    let totals = Totals::of(&ledger);
    Ok(Figures {
        result: measure.figure(varied.scenario(), varied.estimates(), &ledger),
        home: totals.home,
        cash: totals.cash,
        effective: totals.effective,
    })
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use rust_decimal::dec;

    use super::*;
    use crate::{engine::estimate, model::testing::two_sites};

    fn axis(lever: &str, from: Decimal, to: Decimal, steps: usize) -> Axis {
        Axis { lever: lever.parse().unwrap(), from, to, steps }
    }

    #[test]
    fn values_are_even_and_whole_where_the_field_is() {
        let rework = axis("friction.rework", dec!(0), dec!(0.3), 3);
        assert_eq!(rework.values(), [dec!(0), dec!(0.1), dec!(0.2), dec!(0.3)]);
        let handover = axis("transition.handover_months", dec!(0), dec!(3), 6);
        assert_eq!(handover.values(), [dec!(0), dec!(1), dec!(2), dec!(3)]);
        assert_eq!(axis("friction.rework", dec!(0), dec!(0.1), 3).values()[1], dec!(0.0333333333333));
    }

    #[test]
    fn a_point_is_a_run_with_the_lever_there() {
        let scenario = two_sites();
        let estimates = Estimates::of(&scenario);
        let axis = axis("site.ph-mnl.shift_start", dec!(9), dec!(21), 2);
        let sweep = sweep(&scenario, &estimates, &axis, Measure::Friction, &|| false).unwrap();
        let figures = sweep.points[2].figures.as_ref().unwrap();
        let mut copy = scenario.clone();
        copy.sites[0].shift_start = dec!(21);
        let right = estimate(&copy, &Estimates::of(&copy));
        assert_eq!((figures.home, figures.cash, figures.effective), (right.home, right.cash, right.effective));
        assert_eq!(figures.result, right.friction());
    }

    #[test]
    fn what_is_not_valid_is_a_gap_with_its_reason() {
        let scenario = two_sites();
        let estimates = Estimates::of(&scenario);
        let axis = axis("team.books.mix.ph-mnl", dec!(0), dec!(1.2), 3);
        let sweep = sweep(&scenario, &estimates, &axis, Measure::EffectiveSaving, &|| false).unwrap();
        let reasons: Vec<Option<String>> =
            sweep.points.iter().map(|point| point.figures.as_ref().err().map(ToString::to_string)).collect();
        assert_eq!(reasons[..2], [None, None]);
        assert_eq!(reasons[2].as_deref(), Some("teams[1].mix: must be at most 1 in sum, found 1.2"));
        assert_eq!(reasons[3].as_deref(), Some("lever team.books.mix.ph-mnl: must be 0–1, found 1.2"));
    }

    #[test]
    fn a_grid_holds_both_sweeps_at_todays_values() {
        let scenario = two_sites();
        let estimates = Estimates::of(&scenario);
        let rework = axis("friction.rework", dec!(0.05), dec!(0.25), 4);
        let language = axis("friction.language", dec!(0.25), dec!(0.75), 2);
        let run = |axis| sweep(&scenario, &estimates, axis, Measure::EffectiveSaving, &|| false).unwrap();
        let grid = grid(&scenario, &estimates, [&rework, &language], Measure::EffectiveSaving, &|| false).unwrap();
        assert_eq!((grid.first.len(), grid.second.len(), grid.cells.len()), (5, 3, 15));
        for (row, point) in run(&rework).points.iter().enumerate() {
            assert_eq!(grid.cells[row * 3], point.figures);
        }
        for (column, point) in run(&language).points.iter().enumerate() {
            assert_eq!(grid.cells[column], point.figures);
        }
    }

    #[test]
    fn a_cancelled_sweep_stops_at_once() {
        let scenario = two_sites();
        let estimates = Estimates::of(&scenario);
        let axis = axis("friction.rework", dec!(0), dec!(0.3), 100);
        let asked = Cell::new(0);
        let cancelled = || {
            asked.set(asked.get() + 1);
            asked.get() > 3
        };
        assert_eq!(sweep(&scenario, &estimates, &axis, Measure::Friction, &cancelled), None);
        assert_eq!(asked.get(), 4);
        assert_eq!(grid(&scenario, &estimates, [&axis, &axis], Measure::Friction, &cancelled), None);
        assert_eq!(asked.get(), 5);
    }
}
