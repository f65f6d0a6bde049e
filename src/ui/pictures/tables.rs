//! The tables that are no chart's: of assumptions, and of a folder of scenarios.

use crate::{
    catalog::{Catalog, origin::citation_text, presets::objective_label},
    export::report::{cents, lever_cell, rate},
    format,
    model::{lever::Unit, scenario::Scenario},
    state::{
        library::{Column, Content, Entry, Library},
        study::{Figure, Figures},
        view::Shown,
    },
};

/// The figures of a scenario that are looked at with where they come from, the head first; as on their
/// page, the one whose step is worth most comes first.
pub(super) fn assumptions(
    figures: &Figures,
    shown: Shown,
    (scenario, catalog): (&Scenario, &Catalog),
) -> Vec<Vec<String>> {
    let currency = &scenario.money.currency;
    let worth = format!("One step is worth, {}", format::currency_code(currency));
    let head = ["Figure", "Lever", "Value", "Unit", worth.as_str(), "Grade", "Year", "Source"];
    let head = head.into_iter().chain(["Catalogue has", "Low", "High", "Over three years old"]);
    let row = |Figure { row, worth }: &Figure| {
        let exact = |value| lever_cell(&row.lever, scenario, value);
        let unit = match row.lever.lever().unit {
            // The cell holds 0.12 rather than 12.
            Unit::Share => "share".to_owned(),
            _ => format::lever_unit(&row.lever, scenario),
        };
        let of_known = |value: Option<_>| value.map(exact).unwrap_or_default();
        vec![
            format::plain(&row.lever.label(scenario)),
            row.lever.to_string(),
            exact(row.value),
            unit,
            cents(format::in_units(format::decimal(worth.abs()), currency)),
            row.grade.map_or_else(String::new, |grade| format!("{grade:?}")),
            row.year.map_or_else(String::new, |year| year.to_string()),
            format::plain(&citation_text(row, catalog)),
            of_known(row.catalogue_value.filter(|_| row.overridden())),
            of_known(row.range.map(|(low, _)| low)),
            of_known(row.range.map(|(_, high)| high)),
            if row.stale { "yes" } else { "no" }.to_owned(),
        ]
    };
    let rows = figures.rows.iter().filter(|figure| figure.is_of(shown)).map(row);
    std::iter::once(head.map(str::to_owned).collect()).chain(rows).collect()
}

/// The scenarios of a folder in the order they are listed, those the search finds; the head first.
pub(super) fn library(library: &Library) -> Vec<Vec<String>> {
    let head = Column::ALL.map(|column| column.label().to_owned()).to_vec();
    let listed = library.shown.iter().filter_map(|place| library.entries.get(*place));
    std::iter::once(head).chain(listed.map(|entry| Column::ALL.map(|column| cell(entry, column)).to_vec())).collect()
}

/// A figure of a file, exact; where it can't be read, its note is why.
fn cell(entry: &Entry, column: Column) -> String {
    let brief = match (&entry.content, column) {
        (_, Column::Name) => return entry.title().to_owned(),
        (_, Column::File) => return entry.file.clone(),
        (_, Column::Changed) => return entry.changed.as_ref().map_or_else(String::new, |(_, words)| words.clone()),
        (Content::Scenario(brief), Column::Note) => return brief.note.clone(),
        (Content::Scenario(brief), _) => brief,
        (Content::Broken(problem), Column::Note) => {
            return problem.lines().next().unwrap_or_default().to_owned();
        }
        _ => return String::new(),
    };
    match column {
        Column::Objective => objective_label(brief.objective).to_owned(),
        Column::Saving => brief.overview.effective_saving.map_or_else(String::new, rate),
        Column::Friction => brief.overview.friction.map_or_else(String::new, rate),
        Column::Fingerprint => brief.overview.fingerprint.to_string(),
        Column::Name | Column::File | Column::Changed | Column::Note => String::new(),
    }
}
