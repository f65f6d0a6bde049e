//! The tables of a comparison as rows of cells: exact figures, no thousands separators, no units in
//! the cells, so that a spreadsheet reads them.

use rust_decimal::Decimal;

use super::{held, in_units, input_label, part_title};
use crate::{
    engine::{
        compare::{
            Variance,
            inputs::{Held, Line},
        },
        measure::{Measure, MeasureUnit},
    },
    export::report::{cents, rate},
    format,
    model::scenario::Scenario,
};

/// The names of the last columns.
const DIFFERENCES: [&str; 2] = ["Difference", "Relative difference"];

fn head(first: &[&str], scenarios: [&Scenario; 2]) -> Vec<String> {
    let names = scenarios.map(|scenario| format::plain(&scenario.name));
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    [owned(first), names.to_vec(), owned(&DIFFERENCES)].concat()
}

/// Every result of a base and another, in a currency; nothing where one has no such figure.
#[must_use]
pub fn result_rows(variances: &[Variance], scenarios: [&Scenario; 2], currency: &str) -> Vec<Vec<String>> {
    let cell = |measure: Measure, figure: Option<Decimal>| {
        let written = |figure: Decimal| match measure.unit() {
            MeasureUnit::Money => cents(format::in_units(figure, currency)),
            MeasureUnit::Month => figure.normalize().to_string(),
            MeasureUnit::Share | MeasureUnit::Multiple => rate(figure),
        };
        figure.map_or_else(String::new, written)
    };
    let row = |variance: &Variance| {
        let measure = variance.measure;
        let unit = match measure.unit() {
            MeasureUnit::Money => format!(", {}", format::currency_code(currency)),
            _ => String::new(),
        };
        let figures = [variance.base, variance.other, variance.delta()].map(|figure| cell(measure, figure));
        let relative = variance.relative().map_or_else(String::new, rate);
        std::iter::once(format!("{}{unit}", measure.label())).chain(figures).chain([relative]).collect()
    };
    std::iter::once(head(&["Result"], scenarios)).chain(variances.iter().map(row)).collect()
}

/// Inputs of a base and another, with the id of each.
#[must_use]
pub fn input_rows<'a>(lines: impl Iterator<Item = &'a Line>, scenarios: [&Scenario; 2]) -> Vec<Vec<String>> {
    let [base, other] = scenarios;
    let cell = |line: &Line, of: &Held, scenario: &Scenario| match of {
        Held::Nothing => String::new(),
        Held::Number(number) => in_units(&line.input, *number, scenario).normalize().to_string(),
        words => held(&line.input, words, scenario),
    };
    let row = |line: &Line| {
        let names =
            [part_title(&line.input.part(), base, other), input_label(&line.input, base, other), line.input.key()];
        let delta = line.delta();
        let by = delta.map(|(by, _)| in_units(&line.input, by, other).normalize().to_string());
        let share = delta.and_then(|(_, share)| share).map(rate);
        let values = [cell(line, &line.base, base), cell(line, &line.other, other)];
        names.into_iter().chain(values).chain([by, share].map(Option::unwrap_or_default)).collect()
    };
    std::iter::once(head(&["Part", "Input", "Id"], scenarios)).chain(lines.map(row)).collect()
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::{
        engine::compare::{Per, inputs::differences, variances},
        model::{results::evaluate, testing::two_sites},
    };

    #[test]
    fn tables_hold_exact_figures_and_no_units() {
        let base = two_sites();
        let mut other = base.clone();
        other.name = "Dearer".into();
        other.friction.rework = dec!(0.08);
        let [one, two] = [&base, &other].map(evaluate);
        let rows = result_rows(&variances(&one.results, &two.results, Per::Horizon), [&base, &other], "USD");
        assert!(rows.iter().all(|row| row.len() == 5));
        assert_eq!(rows[0][2..], ["Dearer", "Difference", "Relative difference"].map(str::to_owned));
        let cost = rows.iter().find(|row| row[0] == "Effective cost, USD").unwrap();
        let totals = [&one, &two].map(|of| of.results.totals.effective);
        assert_eq!(cost[1..4], [totals[0], totals[1], totals[1] - totals[0]].map(|amount| amount.to_string()));
        let inputs = input_rows(differences(&base, &other).iter(), [&base, &other]);
        assert_eq!(
            inputs[1],
            ["Friction", "Rework", "friction.rework", "0.05", "0.08", "0.03", "0.600000"].map(str::to_owned)
        );
    }
}
