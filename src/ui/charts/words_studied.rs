//! What sweep, risk and heat map say in words: the parts of a study, or today's answer until
//! they are known.

use rust_decimal::prelude::ToPrimitive;

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

/// What a result is today.
fn today(measure: Measure, answer: &Answer) -> String {
    let figure = measure.exact(&answer.evaluation.results);
    let shown = figure.map(|figure| result(measure, format::float(figure), &answer.scenario.money.currency));
    format!("today {}", shown.unwrap_or_else(|| "there is none".to_owned()))
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
            let short = even.map_or_else(|| ends.clone(), |(value, _)| format!("breaks even at {}", written(value)));
            vec![if short == ends { ends } else { format!("{ends}, {short}") }, short]
        }
        _ if !answer.moves() => stay(answer),
        _ => vec![today(measure, answer)],
    };
    let now = lever
        .value(scenario)
        .map_or_else(|_| String::new(), |value| format!(" Today {}: {}.", written(value), today(measure, answer)));
    Words::new(
        Chart::Sweep,
        &subject,
        &claims,
        &format!("{} by {}: {}.{now}", measure.label(), format::lower_first(&lever.label(scenario)), claims[0]),
    )
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
            let wide = heat.grid.second.len();
            let [row, column] = [heat.grid.first[best / wide], heat.grid.second[best % wide]];
            let [row, column] =
                [format::lever_value(&levers[0], scenario, row), format::lever_value(&levers[1], scenario, column)];
            let most = result(measure, most, currency);
            let best = format!("best {most} at {row} and {column}");
            vec![format!("{best}, worst {}", result(measure, least, currency)), best]
        }
        _ if !answer.moves() => stay(answer),
        _ => vec![today(measure, answer)],
    };
    let summary = format!("{} by {rows} and {columns}: {}; {}.", measure.label(), claims[0], today(measure, answer));
    Words::new(Chart::Heat, &format!("{}{unit}", measure.label()), &claims, &summary)
}

pub(super) fn risk(scene: Scene<'_>) -> Words {
    let Scene { answer, study, .. } = scene;
    let known = study.simulation.as_deref().filter(|_| answer.moves());
    let chances = known.and_then(|known| Some((known, known.chance_of_saving?, known.chance_of_target?)));
    let target = format::percent(answer.scenario.money.target_saving);
    let Some((known, saving, reach)) = chances else {
        let claims = if answer.moves() { vec![today(Measure::EffectiveSaving, answer)] } else { stay(answer) };
        return Words::new(Chart::Risk, "Effective saving", &claims, &format!("Effective saving: {}.", claims[0]));
    };
    let saving = format!("{} futures save", format::chance(saving));
    let both = format!("{saving}, {} reach the target of {target}", format::chance(reach));
    let below = share_below_today(answer, known).map(format::chance).unwrap_or_default();
    let claims = vec![format!("{both}, {below} end below today’s answer"), both, saving];
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
    fn a_result_is_said_in_its_unit() {
        assert_eq!(result(Measure::EffectiveSaving, 0.284, "USD"), "28\u{a0}%");
        assert_eq!(result(Measure::PaybackMonth, 15.0, "USD"), "month 15");
        assert_eq!(result(Measure::EffectiveCost, 5_100_000.0, "USD"), "$5.10m");
        assert_eq!(unit_of(Measure::PaybackMonth, 15.0, "USD"), "");
        assert_eq!(unit_of(Measure::EffectiveCost, 5e6, "USD"), ", $m");
    }
}
