//! A comparison in words, as the window and the command line show it.

use rust_decimal::Decimal;

use super::{Horizon, Side, Sides, results};
use crate::{
    catalog::presets::{objective_label, structure_preset},
    engine::{
        compare::{
            Size, Variance,
            inputs::{Held, Input, Line, Part},
        },
        measure::{Measure, MeasureUnit},
    },
    format,
    model::{lever::Unit, results::Verdict, scenario::Scenario},
};

/// The verdict in words.
#[must_use]
pub fn verdict(side: &Side) -> &'static str {
    side.evaluation.results.verdict.map_or("Nobody moves", Verdict::label)
}

/// The title of a part: a team's or a place's name, or what it is about.
#[must_use]
pub fn part_title(part: &Part, base: &Scenario, other: &Scenario) -> String {
    let site = |id: &str| base.place(id).or_else(|| other.place(id)).map(|place| place.name.clone());
    let team = |id: &str| base.team(id).or_else(|| other.team(id)).map(|team| team.name.clone());
    match part {
        Part::Scenario => "Scenario".to_owned(),
        Part::Home => format!("{}, home", base.home.name),
        Part::Site(id) => site(id).unwrap_or_else(|| id.clone()),
        Part::Team(id) => team(id).unwrap_or_else(|| id.clone()),
        Part::Friction => "Friction".to_owned(),
        Part::Management => "Management".to_owned(),
        Part::Transition => "Transition".to_owned(),
        Part::Rollout => "Roll-out".to_owned(),
        Part::Money => "Money".to_owned(),
    }
}

/// An input's name under its part.
#[must_use]
pub fn input_label(input: &Input, base: &Scenario, other: &Scenario) -> String {
    let place =
        |id: &str| base.place(id).or_else(|| other.place(id)).map_or_else(|| id.to_owned(), |at| at.name.clone());
    let name = input.lever().map_or("", |lever| lever.lever().label);
    match input {
        Input::Field(_, field) if name.is_empty() => worded(field).to_owned(),
        Input::Field(..) => name.to_owned(),
        Input::Salary(_, at) | Input::Share(_, at) => format!("{name}, {}", place(at)),
        Input::Range(lever) if name.is_empty() => format!("Range of {lever}"),
        Input::Range(_) => format!("Range of {}", format::lower_first(name)),
        Input::Site(_) => "The site".to_owned(),
        Input::Team(_) => "The team".to_owned(),
    }
}

/// The name of a field that is no lever.
fn worded(field: &str) -> &'static str {
    match field {
        "objective" => "Objective",
        "currency" => "Currency",
        "start" => "First month",
        "id" => "Id",
        "name" => "Name",
        "country" => "Country",
        "time_zone" => "Time zone",
        "culture" => "Culture scores",
        "terms" => "Terms",
        "role" => "Role",
        "structure" => "Structure",
        _ => "Other",
    }
}

/// What a scenario holds for an input, as people read it.
#[must_use]
pub fn held(input: &Input, held: &Held, scenario: &Scenario) -> String {
    match held {
        Held::Nothing => "–".to_owned(),
        Held::Number(number) => match input.lever() {
            Some(lever) => format::lever_value(&lever, scenario, *number),
            None => format::trimmed(*number, 6),
        },
        Held::Text(text) if text.is_empty() => "–".to_owned(),
        // The code of an index is no word.
        Held::Text(text) | Held::Whole(text) => format::plain(format::currency_code(text)),
        Held::Objective(objective) => objective_label(*objective).to_owned(),
        Held::Structure(structure) => structure_preset(*structure).label.to_owned(),
        Held::Culture(None) => "not known".to_owned(),
        Held::Culture(Some(scores)) => scores.map(|score| format::trimmed(score, 1)).join(" "),
        Held::Range(low, high) => format!("{} – {}\u{a0}×", format::trimmed(*low, 3), format::trimmed(*high, 3)),
    }
}

/// A number of an input with all its digits; an amount of an index in points.
pub(super) fn in_units(input: &Input, number: Decimal, scenario: &Scenario) -> Decimal {
    match input.lever() {
        Some(lever) if matches!(lever.lever().unit, Unit::Money | Unit::LocalMoney) => {
            format::in_units(number, format::currency_of(&lever, scenario))
        }
        _ => number,
    }
}

/// The two values of a line as people read them; where they read alike, with all their digits.
#[must_use]
pub fn both(line: &Line, base: &Scenario, other: &Scenario) -> [String; 2] {
    let words = [held(&line.input, &line.base, base), held(&line.input, &line.other, other)];
    match (&line.base, &line.other) {
        (Held::Number(from), Held::Number(to)) if from != to && words[0] == words[1] => {
            let whole = |number, scenario| in_units(&line.input, number, scenario).normalize().to_string();
            [whole(*from, base), whole(*to, other)]
        }
        _ => words,
    }
}

/// The difference of a line: in its unit, and against the base.
#[must_use]
pub fn line_delta(line: &Line, scenario: &Scenario) -> [String; 2] {
    let Some((delta, share)) = line.delta().filter(|_| !line.same()) else { return Default::default() };
    let bare = || format::signed(delta, &in_units(&line.input, delta.abs(), scenario).normalize().to_string());
    let text = line.input.lever().map_or_else(bare, |lever| match lever.lever().unit {
        Unit::Share => format::points(delta),
        Unit::Clock => format::signed(delta, &format::with_unit(Unit::Hours, delta.abs())),
        // A difference of spans is none.
        Unit::Span => bare(),
        _ => {
            let text = format::lever_value(&lever, scenario, delta.abs());
            // What is too small for the places of its unit is shown whole.
            let vanished = text == format::lever_value(&lever, scenario, Decimal::ZERO);
            if vanished { bare() } else { format::signed(delta, &text) }
        }
    });
    [text, share.map_or_else(String::new, format::percent_signed)]
}

/// A result as people read it, to the cent where `exact`; a dash where there is none.
#[must_use]
pub fn figure(measure: Measure, figure: Option<Decimal>, currency: &str, exact: bool) -> String {
    match figure {
        None => "–".to_owned(),
        Some(amount) if exact && measure.unit() == MeasureUnit::Money => format::money_exact(amount, currency),
        Some(share) if measure.unit() == MeasureUnit::Share => format::percent_two(share),
        Some(figure) => measure.shown(figure, currency),
    }
}

/// The difference of a result: in its unit, and against the base; dashes where one has no figure.
#[must_use]
pub fn delta(variance: &Variance, currency: &str, exact: bool) -> [String; 2] {
    let Some(delta) = variance.delta() else {
        let dash = if variance.size() == Size::Same { "" } else { "–" };
        return [dash.to_owned(), dash.to_owned()];
    };
    let text = match variance.measure.unit() {
        MeasureUnit::Share => format::points(delta),
        _ => format::signed(delta, &figure(variance.measure, Some(delta.abs()), currency, exact)),
    };
    [text, variance.relative().map_or_else(|| "–".to_owned(), format::percent_signed)]
}

/// How a scenario stands against a base: which that is, what the difference is, and what bringing both to
/// one scale took. Where its charts have the base as a ghost, that is said.
#[must_use]
pub fn against(sides: &Sides, drawn: bool) -> Option<String> {
    let [base, other] = sides.all.as_slice() else { return None };
    let variances = results(&sides.scale, base, other);
    let by = |measure: Measure| {
        let variance = variances.iter().find(|variance| variance.measure == measure)?;
        let by = &delta(variance, &sides.scale.currency, false)[0];
        let by = if by.is_empty() { "the same" } else { by };
        Some(format!("{} {by}", format::lower_first(measure.label())))
    };
    let month = if sides.scale.horizon == Horizon::Month { ", totals a month" } else { "" };
    let by: Vec<String> =
        [Measure::EffectiveSaving, Measure::EffectiveCost, Measure::CashCost].into_iter().filter_map(by).collect();
    let named = format!("{} ({})", format::plain(&base.own.name), base.fingerprint.short());
    let drawn = if drawn { ", the charts’ “was”" } else { "" };
    let stands = format!("Against {named}{drawn}{month}: {}.", by.join(", "));
    Some(std::iter::once(stands).chain(sides.said()).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::{
        engine::compare::inputs::{differences, lines},
        model::{scenario::Record, testing::two_sites},
    };

    #[test]
    fn every_text_field_has_a_name_of_its_own() {
        let scenario = two_sites();
        for line in lines(&scenario, &scenario) {
            let label = input_label(&line.input, &scenario, &scenario);
            assert!(!label.is_empty() && label != "Other", "{}", line.input.key());
        }
        let money = scenario.money.fields();
        assert!(money.iter().all(|field| field.name != "currency" || worded(field.name) == "Currency"));
    }

    #[test]
    fn lines_read_with_their_units_and_never_alike() {
        let base = two_sites();
        let mut other = base.clone();
        other.friction.rework = dec!(0.08);
        other.friction.culture = dec!(0.1000001);
        other.teams[0].salary.insert("ph-mnl".into(), dec!(441000));
        other.sites[0].shift_start = dec!(21.5);
        let found: Vec<[String; 5]> = differences(&base, &other)
            .iter()
            .map(|line| {
                let ([from, to], [by, share]) = (both(line, &base, &other), line_delta(line, &other));
                [input_label(&line.input, &base, &other), from, to, by, share]
            })
            .collect();
        let right = [
            ["Shift starts", "09:00", "21:30", "+12.5\u{a0}h", ""],
            ["Salary, Manila", "PHP\u{a0}420,000", "PHP\u{a0}441,000", "+PHP\u{a0}21,000", "+5.00\u{a0}%"],
            ["Culture", "0.1", "0.1000001", "+0.0000001", "<+0.01\u{a0}%"],
            ["Rework", "5\u{a0}%", "8\u{a0}%", "+3.00\u{a0}pp", "+60.00\u{a0}%"],
        ];
        assert_eq!(found, right.map(|row| row.map(str::to_owned)));
    }
}
