//! Builds the text of `assets/catalog.ron` from the tables: what is worked out from several
//! cells (productive days, seat costs in local currency, rates of extra months, notes) is here.

use std::{fmt::Write as _, str::FromStr};

use rust_decimal::{Decimal, RoundingStrategy::MidpointAwayFromZero, dec};

use super::tables::{Cited, CultureRow, FigureRow, OnCostRow, PayRow, PlaceRow, Tables};

const HEAD: &str = "\
// The catalogue: public figures of places and roles with their sources. Built; do not edit.
//
// Next year's figures: change the tables in assets/catalog (figures.csv, pay.csv, on_cost.csv, culture.csv;
// our own judgments in assumptions.csv; where figures come from in sources.csv; the day in about.csv), run
//     UPDATE_CATALOG=1 cargo test --test catalog
// and commit both. The same test without the variable fails while this file is not what the tables give.
//
// Read: seen in a published text or data set. Derived: worked out as the note says. Assumption: our own judgment.
// Grades: A official figure for exactly this, 2023 or later; B official but near to it, or a large survey; C a
// group mean, a small survey or a vendor's page; D derived. Terms of the sources: assets/NOTICE.md.
";

/// A quoted text of RON.
fn text(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

fn decimal(value: &str) -> Decimal {
    Decimal::from_str(value).unwrap_or_else(|error| panic!("must be a decimal, found \"{value}\": {error}"))
}

/// A decimal of RON: quoted, so that it is read exactly.
fn number(value: Decimal) -> String {
    text(&value.normalize().to_string())
}

fn citation(cited: &Cited) -> String {
    let mut fields = vec![format!("basis: {}", cited.basis)];
    if !cited.sources.is_empty() {
        let sources: Vec<String> = cited.sources.split(';').map(text).collect();
        fields.push(format!("sources: [{}]", sources.join(", ")));
    }
    for (name, value) in [("year", &cited.year), ("grade", &cited.grade)] {
        if !value.is_empty() {
            fields.push(format!("{name}: {value}"));
        }
    }
    if !cited.note.is_empty() {
        fields.push(format!("note: {}", text(&cited.note)));
    }
    format!("({})", fields.join(", "))
}

fn figure(value: Decimal, cited: &Cited) -> String {
    let range = if cited.low.is_empty() {
        String::new()
    } else {
        format!("range: ({}, {}), ", number(decimal(&cited.low)), number(decimal(&cited.high)))
    };
    format!("(value: {}, {range}citation: {})", number(value), citation(cited))
}

/// A figure as it stands in its row.
fn as_read(row: &FigureRow) -> String {
    figure(decimal(&row.value), &row.cited)
}

/// The parts that a note is made of, in one line.
fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// Weekdays of a year, less holidays, paid leave and sick days.
fn productive_days(tables: &Tables, place: &PlaceRow) -> String {
    let leave = tables.figure(place, "paid_leave").unwrap_or_else(|| panic!("{}: no paid leave", place.place));
    let sick = tables.figure(place, "sick_days").unwrap();
    let holidays = tables.figure(place, "public_holidays");
    let mut days = dec!(260) - decimal(&leave.value) - decimal(&sick.value);
    let mut note = "260 weekdays".to_owned();
    let (mut sources, mut year) = (Vec::new(), leave.cited.year.clone());
    if let Some(row) = holidays {
        days -= decimal(&row.value);
        write!(note, " − {} public holidays on weekdays ({})", row.value, row.cited.note).unwrap();
        sources.push(row.cited.sources.as_str());
        year.clone_from(&row.cited.year);
    }
    let ours = if leave.cited.basis == "Assumption" { "assumption: " } else { "" };
    let reason = leave.cited.note.trim_end_matches('.');
    write!(note, " − {} days of paid leave ({ours}{reason}) − {} sick days (assumption).", leave.value, sick.value)
        .unwrap();
    sources.extend(Some(leave.cited.sources.as_str()).filter(|sources| !sources.is_empty()));
    let sources = sources.join(";");
    let cited = Cited { basis: "Derived".into(), grade: "D".into(), year, sources, note, ..Cited::default() };
    figure(days, &cited)
}

/// What a seat costs, from dollars to local currency, to three figures.
fn seat_cost(tables: &Tables, place: &PlaceRow) -> String {
    let rate = decimal(&tables.figure(place, "rate_per_usd").unwrap().value);
    let row = tables.figure(place, "seat_cost_usd").unwrap_or_else(|| panic!("{}: no seat cost", place.place));
    let local = (decimal(&row.value) * rate).round_sf_with_strategy(3, MidpointAwayFromZero).unwrap();
    let converted = format!("USD {} a month at the catalogue's rate, to three figures.", row.value);
    let note = if place.currency == "USD" { row.cited.note.clone() } else { joined(&[&row.cited.note, &converted]) };
    figure(local, &Cited { note, ..row.cited.clone() })
}

fn on_cost(row: &OnCostRow) -> String {
    let (rate, extra) = if row.months.is_empty() {
        (decimal(&row.rate), String::new())
    } else {
        let rate = (decimal(&row.months) / dec!(12)).round_dp_with_strategy(6, MidpointAwayFromZero);
        (rate, format!("Extra pay: {} of 12 months.", row.months))
    };
    let cited = Cited { note: joined(&[&extra, &row.cited.note]), ..row.cited.clone() };
    let mut part = format!("(name: {}, from: {}", text(&row.name), number(decimal(&row.from)));
    for (name, value) in [("cap", &row.cap), ("only_up_to", &row.only_up_to)] {
        if !value.is_empty() {
            write!(part, ", {name}: {}", number(decimal(value))).unwrap();
        }
    }
    format!("{part}, base_share: {}, rate: {})", number(decimal(&row.base_share)), figure(rate, &cited))
}

fn culture(row: &CultureRow) -> String {
    let scores = [&row.power_distance, &row.individualism, &row.masculinity, &row.uncertainty_avoidance];
    let scores: Vec<String> = scores.into_iter().map(|score| number(decimal(score))).collect();
    let cited = Cited {
        basis: row.basis.clone(),
        grade: row.grade.clone(),
        year: row.year.clone(),
        sources: row.sources.clone(),
        note: row.note.clone(),
        ..Cited::default()
    };
    format!("(scores: ({}), citation: {})", scores.join(", "), citation(&cited))
}

fn place(tables: &Tables, place: &PlaceRow) -> String {
    let needed = |field: &str| {
        as_read(tables.figure(place, field).unwrap_or_else(|| panic!("{}: no {field}, read or assumed", place.place)))
    };
    let mut out = "        (\n".to_owned();
    let mut line = |name: &str, value: &str| writeln!(out, "            {name}: {value},").unwrap();
    line("id", &text(&place.place));
    line("city", &text(&place.city));
    line("country", &text(&place.country));
    line("country_name", &text(&place.country_name));
    line("home", &place.home);
    line("time_zone", &text(&place.time_zone));
    line("currency", &text(&place.currency));
    line("rate_per_usd", &needed("rate_per_usd"));
    if let Some(row) = tables.figure(place, "volatility") {
        line("volatility", &as_read(row));
    }
    let parts: Vec<String> = tables.on_cost.iter().filter(|row| row.place == place.place).map(on_cost).collect();
    line("on_cost", &format!("[\n                {},\n            ]", parts.join(",\n                ")));
    line("productive_days", &productive_days(tables, place));
    for field in ["wage_growth", "attrition", "english"] {
        line(field, &needed(field));
    }
    if let Some(row) = tables.culture.iter().find(|row| row.place == place.place) {
        line("culture", &culture(row));
    }
    line("workday_hours", &needed("workday_hours"));
    line("seat_cost", &seat_cost(tables, place));
    for field in ["hiring_cost", "time_to_fill", "night_premium"] {
        line(field, &needed(field));
    }
    out + "        ),\n"
}

/// What was counted, where the range is from, and caveats.
fn pay_note(row: &PayRow) -> String {
    let range = format!("Range: {}.", row.range);
    if row.statistic.is_empty() {
        return joined(&[&row.cited.note, &range]);
    }
    let counted = format!("{}, {}: {}.", row.statistic, row.terms, row.occupation);
    let mut letters = counted.chars();
    let first = letters.next().unwrap().to_uppercase();
    joined(&[&first.chain(letters).collect::<String>(), &row.cited.note, &range])
}

fn pay(row: &PayRow) -> String {
    let cited = Cited { note: pay_note(row), ..row.cited.clone() };
    let salary = figure(decimal(&row.salary), &cited);
    format!("        (place: {}, role: {}, salary: {salary}),\n", text(&row.place), text(&row.role))
}

/// The whole file.
pub(crate) fn catalog(tables: &Tables) -> String {
    let mut out = format!("{HEAD}#![enable(implicit_some)]\n(\n    as_of: {},\n    sources: {{\n", text(&tables.as_of));
    for row in &tables.sources {
        let note = if row.note.is_empty() { String::new() } else { format!(", note: {}", text(&row.note)) };
        let [title, publisher, year] = [&row.title, &row.publisher, &row.year].map(|value| text(value));
        let [licence, address] = [&row.licence, &row.address].map(|value| text(value));
        let what = format!("title: {title}, publisher: {publisher}, year: {year}");
        let terms = format!("licence: {licence}, address: {address}{note}");
        writeln!(out, "        {}: ({what}, {terms}),", text(&row.source)).unwrap();
    }
    out += "    },\n    places: [\n";
    out.extend(tables.places.iter().map(|row| place(tables, row)));
    out += "    ],\n    roles: [\n";
    for row in &tables.roles {
        let [id, label] = [&row.role, &row.label].map(|value| text(value));
        writeln!(out, "        (id: {id}, label: {label}, family: {}),", row.family).unwrap();
    }
    out += "    ],\n    pay: [\n";
    out.extend(tables.pay.iter().map(pay));
    out + "    ],\n)\n"
}
