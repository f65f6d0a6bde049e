//! What sweep and heat map look at: the levers that were chosen, or usual ones, and the values
//! they are moved through.

use rust_decimal::{Decimal, dec, prelude::ToPrimitive};

use super::{
    message::ViewChange,
    study::Asking,
    view::{Chart, View},
};
use crate::{
    engine::sweep::Axis,
    model::{lever::LeverId, scenario::Scenario},
};

/// Steps of a sweep: its line is smooth, and bends of the model show.
pub const SWEEP_STEPS: usize = 60;
/// Most steps of each lever of the heat map: few enough to read a figure in each cell.
pub const HEAT_STEPS: usize = 12;

/// Whether a chart shows what only a study finds out.
#[must_use]
pub fn studied(chart: Chart) -> bool {
    matches!(chart, Chart::Matrix | Chart::Sweep | Chart::Risk | Chart::Heat)
}

/// The lever that the sweep shows.
#[must_use]
pub fn swept_lever(view: &View, scenario: &Scenario) -> LeverId {
    known(view.sweeps.lever.as_ref(), scenario).unwrap_or_else(|| share_offshore(scenario))
}

/// The levers that the heat map shows: the rows', then the columns'.
#[must_use]
pub fn heat_levers(view: &View, scenario: &Scenario) -> [LeverId; 2] {
    let [rows, columns] = &view.sweeps.pair;
    let pay = || scenario.teams.first().and_then(|team| LeverId::team(&team.id, "pay_position"));
    let usual = [pay().unwrap_or_else(LeverId::offshore), share_offshore(scenario)];
    let [usual_rows, usual_columns] = usual;
    [known(rows.as_ref(), scenario).unwrap_or(usual_rows), known(columns.as_ref(), scenario).unwrap_or(usual_columns)]
}

/// A lever that was chosen, if the scenario has it.
fn known(chosen: Option<&LeverId>, scenario: &Scenario) -> Option<LeverId> {
    chosen.filter(|lever| lever.value(scenario).is_ok()).cloned()
}

/// What moves seats offshore: the whole share; where nothing is offshore whose split could be
/// kept, the share of the first team at the first site.
fn share_offshore(scenario: &Scenario) -> LeverId {
    let nothing = LeverId::offshore().value(scenario).is_ok_and(|share| share.is_zero());
    match (scenario.teams.first(), scenario.sites.first()) {
        (Some(team), Some(site)) if nothing => LeverId::mix(&team.id, &site.id),
        _ => LeverId::offshore(),
    }
}

/// A lever's values: its rail as it was opened, so that the axis holds still while it is dragged,
/// and today's value in any case.
fn axis(lever: LeverId, steps: usize, scenario: &Scenario, opened: &Scenario) -> Option<Axis> {
    let reference = if lever.value(opened).is_ok() { opened } else { scenario };
    let rail = Axis::over_rail(reference, lever).ok()?;
    let today = rail.lever.value(scenario).ok()?;
    Some(Axis { from: rail.from.min(today), to: rail.to.max(today), steps, ..rail })
}

/// The same in round steps where the rail allows, so that its values read well.
fn coarse(lever: LeverId, scenario: &Scenario, opened: &Scenario) -> Option<Axis> {
    let axis = axis(lever, HEAT_STEPS - 2, scenario, opened)?;
    Some(Axis { steps: round_steps(axis.from, axis.to).unwrap_or(axis.steps), ..axis })
}

/// How many steps of 1, 2, 2.5 or 5 and zeros lead from one multiple of such a step to another:
/// as many as the heat map takes; none where there is no such step.
fn round_steps(from: Decimal, to: Decimal) -> Option<usize> {
    let span = to - from;
    let sizes =
        [dec!(0.0001), dec!(0.001), dec!(0.01), dec!(0.1), dec!(1), dec!(10), dec!(100), dec!(1000), dec!(10000)];
    let steps = sizes.into_iter().flat_map(|size| [dec!(1), dec!(2), dec!(2.5), dec!(5)].map(|part| part * size));
    steps
        .filter(|step| (span % step).is_zero() && (from % step).is_zero())
        .filter_map(|step| (span / step).to_usize())
        .find(|steps| (HEAT_STEPS / 2..=HEAT_STEPS).contains(steps))
}

/// What the charts on screen ask about a scenario.
#[must_use]
pub fn asking(view: &View, scenario: &Scenario, opened: &Scenario) -> Asking {
    let shown = |chart| view.shows(chart);
    let [rows, columns] = heat_levers(view, scenario).map(|lever| coarse(lever, scenario, opened));
    Asking {
        tornado: shown(Chart::Risk),
        frontier: shown(Chart::Matrix),
        sweep: axis(swept_lever(view, scenario), SWEEP_STEPS, scenario, opened).filter(|_| shown(Chart::Sweep)),
        heat: rows.zip(columns).map(|(rows, columns)| [rows, columns]).filter(|_| shown(Chart::Heat)),
        measure: view.sweeps.measure,
    }
}

/// Chooses a lever or the result; a lever of the heat map that the other side has changes places.
pub fn choose(view: &mut View, scenario: &Scenario, change: ViewChange) {
    match change {
        ViewChange::SweepLever(lever) => view.sweeps.lever = Some(lever),
        ViewChange::HeatLever(side, lever) => {
            let mut pair = heat_levers(view, scenario);
            let side = side.min(1);
            if pair[1 - side] == lever {
                pair.swap(0, 1);
            } else {
                pair[side] = lever;
            }
            view.sweeps.pair = pair.map(Some);
        }
        ViewChange::Measure(measure) => view.sweeps.measure = measure,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{engine::measure::Measure, model::testing::two_sites};

    fn id(name: &str) -> LeverId {
        name.parse().unwrap()
    }

    #[test]
    fn only_what_is_shown_is_asked() {
        let scenario = two_sites();
        let view = View { left: Chart::Cost, right: Chart::Bridge, ..View::default() };
        assert_eq!(asking(&view, &scenario, &scenario), Asking::default());
        let view = View { left: Chart::Sweep, right: Chart::Heat, ..View::default() };
        let asked = asking(&view, &scenario, &scenario);
        assert!(!asked.tornado && !asked.frontier);
        assert_eq!(asked.sweep.map(|axis| (axis.lever, axis.steps)), Some((LeverId::offshore(), SWEEP_STEPS)));
        let levers = asked.heat.map(|axes| axes.map(|axis| axis.lever.to_string()));
        assert_eq!(levers, Some(["team.desk.pay_position".to_owned(), "offshore".to_owned()]));
    }

    #[test]
    fn with_everyone_at_home_a_share_that_can_move_is_swept() {
        let mut scenario = two_sites();
        scenario.teams.iter_mut().for_each(|team| team.mix.clear());
        assert_eq!(swept_lever(&View::default(), &scenario).to_string(), "team.desk.mix.ph-mnl");
    }

    #[test]
    fn the_axis_holds_still_and_reaches_todays_value() {
        let opened = two_sites();
        let lever = id("friction.rework");
        let range = |value| {
            let mut scenario = opened.clone();
            scenario.friction.rework = value;
            axis(lever.clone(), 10, &scenario, &opened).map(|axis| (axis.from, axis.to)).unwrap()
        };
        let (low, high) = range(dec!(0.05));
        assert_eq!(range(dec!(0.2)), (low, high));
        assert_eq!(range(dec!(0.9)), (low, dec!(0.9)));
    }

    #[test]
    fn the_heat_map_takes_round_steps_where_it_can() {
        assert_eq!(round_steps(dec!(0), dec!(1)), Some(10));
        assert_eq!(round_steps(dec!(0.6), dec!(2)), Some(7));
        assert_eq!(round_steps(dec!(0), dec!(0.3)), Some(12));
        assert_eq!(round_steps(dec!(0), dec!(1) / dec!(3)), None);
    }

    #[test]
    fn a_lever_that_is_gone_gives_way_to_the_usual_one() {
        let scenario = two_sites();
        let mut view = View::default();
        choose(&mut view, &scenario, ViewChange::SweepLever(id("site.xx.attrition")));
        assert_eq!(swept_lever(&view, &scenario), LeverId::offshore());
        choose(&mut view, &scenario, ViewChange::SweepLever(id("friction.rework")));
        assert_eq!(swept_lever(&view, &scenario), id("friction.rework"));
        choose(&mut view, &scenario, ViewChange::Measure(Measure::Friction));
        assert_eq!(asking(&view, &scenario, &scenario).measure, Measure::Friction);
    }

    #[test]
    fn no_lever_stands_on_both_sides() {
        let scenario = two_sites();
        let mut view = View::default();
        let [rows, columns] = heat_levers(&view, &scenario);
        choose(&mut view, &scenario, ViewChange::HeatLever(0, columns.clone()));
        assert_eq!(heat_levers(&view, &scenario), [columns.clone(), rows]);
        choose(&mut view, &scenario, ViewChange::HeatLever(1, id("friction.rework")));
        assert_eq!(heat_levers(&view, &scenario), [columns, id("friction.rework")]);
    }
}
