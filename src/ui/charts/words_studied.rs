//! What sweep, risk and heat map say in words: the parts of a study, or today's answer until
//! they are known.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{
    Scene,
    gauge::Gauge,
    scale::ratio,
    sweep::crossing,
    words::{Words, stay},
};
use crate::{
    engine::{
        measure::{Measure, MeasureUnit},
        monte_carlo::Simulation,
        sweep::SweepPoint,
    },
    format,
    state::{
        derived::Answer,
        sweeps::{heat_levers, swept_lever},
        view::Chart,
    },
};

/// A result as a sentence says it: `38 %`, `$2.13m`, `month 15`.
fn result(measure: Measure, figure: f64, currency: &str) -> String {
    let figure = format::decimal(figure);
    match measure.unit() {
        MeasureUnit::Share => format::percent(figure),
        MeasureUnit::Month => format::payback(format::float(figure).to_usize()),
        _ => measure.shown(figure, currency),
    }
}

/// The unit of a result in a title: `, %`.
fn unit_of(measure: Measure, largest: f64, currency: &str) -> String {
    let unit = Gauge::of(measure, largest, currency).unit();
    if unit.is_empty() { unit } else { format!(", {unit}") }
}

/// What a result is as the scenario is set.
fn as_set(measure: Measure, answer: &Answer) -> String {
    let figure = measure.exact(&answer.evaluation.results);
    let shown = figure.map(|figure| result(measure, format::float(figure), &answer.scenario.money.currency));
    format!("as set {}", shown.unwrap_or_else(|| "there is none".to_owned()))
}

pub(super) fn sweep(scene: Scene<'_>) -> Words {
    let Scene { answer, study, view, .. } = scene;
    let (scenario, measure) = (&answer.scenario, view.sweeps.measure);
    let currency = &scenario.money.currency;
    let lever = swept_lever(view, scenario);
    let swept = study.swept(&lever, measure);
    let figures = || {
        swept
            .iter()
            .flat_map(|swept| &swept.sweep.points)
            .filter_map(|point| Some((point, point.figures.as_ref().ok()?.result?)))
    };
    let largest = figures().fold(0.0, |most: f64, (_, figure)| most.max(figure.abs()));
    let subject = format!(
        "{} by {}{}",
        measure.label(),
        format::lower_first(&lever.label(scenario)),
        unit_of(measure, largest, currency)
    );
    let written = |value| format::lever_value(&lever, scenario, value);
    let at = |(point, figure): (&SweepPoint, f64)| {
        format!("{} at {}", result(measure, figure, currency), written(point.value))
    };
    let claims = match (figures().next(), figures().next_back(), swept) {
        (Some(first), Some(last), Some(swept)) => {
            let ends = format!("from {} to {}", at(first), at(last));
            let even = crossing(swept).filter(|_| matches!(measure, Measure::EffectiveSaving | Measure::EffectiveCost));
            let even = even.map(|(value, _)| format!("breaks even at {}", written(value)));
            let found = between_ends(&figures().collect::<Vec<_>>(), |figure| result(measure, figure, currency));
            let [low, high] = if measure.more_is_better() { ["lowest", "best"] } else { ["best", "highest"] };
            let names = if measure.more_is_better() { [(1, high), (0, low)] } else { [(0, low), (1, high)] };
            let peaks = names.into_iter().filter_map(|(end, name)| Some(format!("{name} {}", at(found[end]?))));
            // The fullest first; of the shorter ones those that say what the ends do not.
            let parts: Vec<String> = even.into_iter().chain(peaks).collect();
            let rest = (1..=parts.len()).rev().map(|first| parts[..first].join(", "));
            let all = if parts.is_empty() { ends.clone() } else { format!("{ends}, {}", parts.join(", ")) };
            let none = parts.is_empty().then_some(ends);
            std::iter::once(all).chain(rest).chain(none).collect()
        }
        _ if !answer.moves() => stay(answer),
        _ => vec![as_set(measure, answer)],
    };
    let now = lever
        .value(scenario)
        .map_or_else(|_| String::new(), |value| format!(" Set to {}: {}.", written(value), as_set(measure, answer)));
    Words::new(
        Chart::Sweep,
        &subject,
        &claims,
        &format!("{} by {}: {}.{now}", measure.label(), format::lower_first(&lever.label(scenario)), claims[0]),
    )
}

/// The points between the ends of a curve at which it is lower than at both, and higher, as far as that
/// shows once it is written.
fn between_ends<'a>(
    points: &[(&'a SweepPoint, f64)],
    written: impl Fn(f64) -> String,
) -> [Option<(&'a SweepPoint, f64)>; 2] {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return [None, None] };
    let beyond = |found: Option<&(&'a SweepPoint, f64)>, end: f64, sign: f64| {
        found.filter(|found| (found.1 - end) * sign > 0.0 && written(found.1) != written(end)).copied()
    };
    let order = |one: &&(&SweepPoint, f64), other: &&(&SweepPoint, f64)| one.1.total_cmp(&other.1);
    let (low, high) = (first.1.min(last.1), first.1.max(last.1));
    // Of points as high the first counts.
    let highest = points.iter().rev().max_by(order);
    [beyond(points.iter().min_by(order), low, -1.0), beyond(highest, high, 1.0)]
}

/// The row and the column of the best cell of a map so many columns wide; without what makes no
/// difference, where others are as good.
fn shared(wide: usize, (best, as_good): (usize, &[usize])) -> (Option<usize>, Option<usize>) {
    let (row, column) = (best / wide, best % wide);
    let same_row = as_good.iter().all(|cell| cell / wide == row);
    let same_column = as_good.iter().all(|cell| cell % wide == column);
    (same_row.then_some(row), same_column.then_some(column))
}

pub(super) fn heat(scene: Scene<'_>) -> Words {
    let Scene { answer, study, view, .. } = scene;
    let (scenario, measure) = (&answer.scenario, view.sweeps.measure);
    let currency = &scenario.money.currency;
    let levers = heat_levers(view, scenario);
    let heat = study.mapped(&levers, measure);
    let cells = || {
        heat.iter()
            .flat_map(|heat| heat.grid.cells.iter().enumerate())
            .filter_map(|(index, cell)| Some((index, cell.as_ref().ok()?.result?)))
    };
    let largest = cells().fold(0.0, |most: f64, (_, figure)| most.max(figure.abs()));
    let [rows, columns] = levers.each_ref().map(|lever| format::lower_first(&lever.label(scenario)));
    let unit = unit_of(measure, largest, currency);
    let better = |one: &(usize, f64), other: &(usize, f64)| {
        let order = one.1.total_cmp(&other.1);
        if measure.more_is_better() { order } else { order.reverse() }
    };
    let claims = match (cells().max_by(better), cells().min_by(better), heat) {
        (Some((best, most)), Some((_, least)), Some(heat)) => {
            let said = |figure: f64| result(measure, figure, currency);
            let as_good: Vec<usize> =
                cells().filter(|(_, figure)| said(*figure) == said(most)).map(|(index, _)| index).collect();
            let (row, column) = shared(heat.grid.second.len(), (best, &as_good));
            let value = |lever: usize, values: &[Decimal], index: usize| {
                format::lever_value(&levers[lever], scenario, values[index])
            };
            let row = row.map(|row| (&rows, value(0, &heat.grid.first, row)));
            let column = column.map(|column| (&columns, value(1, &heat.grid.second, column)));
            let at: Vec<String> = row.iter().chain(&column).map(|(name, value)| format!("{name} {value}")).collect();
            let short: Vec<&str> = row.iter().chain(&column).map(|(_, value)| value.as_str()).collect();
            let worst = format!("worst {}", said(least));
            let most = said(most);
            if at.is_empty() {
                vec![format!("best {most}, {worst}"), format!("best {most}")]
            } else {
                let [named, short] = [at.join(" and "), short.join(" and ")].map(|at| format!("best {most} at {at}"));
                vec![format!("{named}, {worst}"), format!("{short}, {worst}"), short]
            }
        }
        _ if !answer.moves() => stay(answer),
        _ => vec![as_set(measure, answer)],
    };
    let summary = format!("{} by {rows} and {columns}: {}; {}.", measure.label(), claims[0], as_set(measure, answer));
    Words::new(Chart::Heat, &format!("{}{unit}", measure.label()), &claims, &summary)
}

pub(super) fn risk(scene: Scene<'_>) -> Words {
    let Scene { answer, study, .. } = scene;
    let known = study.simulation.as_deref().filter(|_| answer.moves());
    let chances = known.and_then(|known| Some((known, known.chance_of_saving?, known.chance_of_target?)));
    let target = format::percent(answer.scenario.money.target_saving);
    let Some((known, saving, reach)) = chances else {
        let claims = if answer.moves() { vec![as_set(Measure::EffectiveSaving, answer)] } else { stay(answer) };
        return Words::new(Chart::Risk, "Effective saving", &claims, &format!("Effective saving: {}.", claims[0]));
    };
    let saving = format!("{} futures save", format::chance(saving));
    let both = format!("{saving}, {} reach the target of {target}", format::chance(reach));
    let below = share_below_today(answer, known).map(format::chance).unwrap_or_default();
    let claims = vec![format!("{both}, {below} end below the answer as set"), both, saving];
    let mut parts = vec![format!("Of {} futures {}", format::fixed(known.trials.into(), 0), claims[0])];
    if let Some(spread) = &known.effective_saving {
        let quantiles = &spread.quantiles;
        let [low, middle, high] =
            [quantiles.p10, quantiles.p50, quantiles.p90].map(|share| format::percent(format::decimal(share)));
        parts.push(format!("half save above {middle}, 80 in 100 between {low} and {high}"));
    }
    let bars = study.tornado.iter().flat_map(|tornado| tornado.bars.iter().take(3));
    let names: Vec<String> = bars.map(|bar| format::lower_first(&bar.lever.label(&answer.scenario))).collect();
    let most = if names.is_empty() { String::new() } else { format!(" What decides it most: {}.", names.join("; ")) };
    Words::new(Chart::Risk, "Risk", &claims, &format!("{}.{most}", parts.join("; ")))
}

/// The share of futures that save less than today's answer says.
fn share_below_today(answer: &Answer, known: &Simulation) -> Option<f64> {
    let today = format::float(answer.evaluation.results.effective_saving?);
    let below = known.distribution.partition_point(|saving| *saving < today);
    (!known.distribution.is_empty()).then(|| ratio(below, known.distribution.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peak_between_the_ends_is_found_where_it_shows() {
        let point = SweepPoint { value: Decimal::ONE, figures: Err(crate::engine::varied::Gap::Rule(String::new())) };
        let found = |figures: &[f64]| {
            let points: Vec<_> = figures.iter().map(|figure| (&point, *figure)).collect();
            between_ends(&points, |figure| format!("{figure:.0}")).map(|end| end.map(|end| end.1))
        };
        assert_eq!(found(&[32.0, 33.0, 29.0, 32.0]), [Some(29.0), Some(33.0)]);
        assert_eq!(found(&[0.0, -9.0, -7.0]), [Some(-9.0), None]);
        assert_eq!(found(&[1.0, 2.0, 3.0]), [None, None]);
        assert_eq!(found(&[1.0, 3.2, 3.0]), [None, None]);
        assert_eq!(found(&[]), [None, None]);
    }

    #[test]
    fn what_makes_no_difference_to_the_best_is_not_named() {
        assert_eq!(shared(3, (4, &[4])), (Some(1), Some(1)));
        assert_eq!(shared(3, (0, &[0, 3, 6])), (None, Some(0)));
        assert_eq!(shared(3, (0, &[0, 1])), (Some(0), None));
        assert_eq!(shared(3, (0, &[0, 4])), (None, None));
    }

    #[test]
    fn a_result_is_said_in_its_unit() {
        assert_eq!(result(Measure::EffectiveSaving, 0.284, "USD"), "28\u{a0}%");
        assert_eq!(result(Measure::PaybackMonth, 15.0, "USD"), "month 15");
        assert_eq!(result(Measure::EffectiveCost, 5_100_000.0, "USD"), "$5.10m");
        assert_eq!(unit_of(Measure::PaybackMonth, 15.0, "USD"), "");
        assert_eq!(unit_of(Measure::EffectiveCost, 5e6, "USD"), ", $m");
    }
}
