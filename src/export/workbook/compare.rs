//! Scenarios beside each other: every result and every input that they have, with what differs from the
//! first, and what bringing them to one scale took. All cells refer to the scenarios' own sheets.

use rust_decimal::Decimal;

use super::{
    Brought, Written,
    look::{Ink, Kind, Look, Role},
    page::{Area, Page, column},
    term::Said,
};

const HEADINGS: u32 = 2;
/// The first scenario's column.
const FIRST: u16 = 1;

/// Writes the sheet.
pub(super) fn write(written: &[Written], brought: &Brought, look: &Look) -> Page {
    let mut page = Page::new("Compare", look);
    page.text(Area::cell(0, 0), "Compare", Ink::TITLE);
    page.text(Area::cell(1, 0), &brought.said.join(" "), Ink::NOTE);
    page.text(Area::cell(HEADINGS, 0), "Result", Ink::HEADING);
    let names = written.iter().map(|one| one.title.as_str());
    page.texts(Area::cell(HEADINGS, FIRST), names.clone(), Ink::HEADING);
    let changes = FIRST + column(written.len());
    let headings = names.skip(1).map(|name| format!("{name}, against the first"));
    page.texts(Area::cell(HEADINGS, changes), headings, Ink::HEADING);
    page.tall(HEADINGS, 3);
    page.widths(0, &[40.0]);
    page.widths(FIRST, &vec![22.0; written.len() * 2 - 1]);
    page.freeze(Area::cell(HEADINGS + 1, 1));
    page.paper(1);
    let mut row = HEADINGS + 1;
    let Some(first) = written.first() else { return page };
    for figure in &first.summary.figures {
        page.text(Area::cell(row, 0), &figure.label, if figure.name.is_empty() { Ink::HEADING } else { Ink::TEXT });
        if !figure.name.is_empty() {
            let result = if brought.a_month { Written::a_month } else { Written::result };
            let cells: Vec<Option<Said>> = written.iter().map(|one| result(one, &figure.name)).collect();
            line(&mut page, row, changes, &cells, figure.ink);
        }
        row += 1;
    }
    page.text(Area::cell(row, 0), "Inputs", Ink::HEADING);
    row += 1;
    let mut names: Vec<&String> = Vec::new();
    for named in written.iter().flat_map(|one| &one.inputs.names) {
        if !names.contains(&&named.name) {
            names.push(&named.name);
        }
    }
    for name in names {
        page.text(Area::cell(row, 0), name, Ink::TEXT);
        let cells: Vec<Option<Said>> = written.iter().map(|one| one.input(name)).collect();
        line(&mut page, row, changes, &cells, Ink { kind: Kind::Plain, role: Role::Usual });
        row += 1;
    }
    page
}

/// One row: each scenario's cell, and what differs from the first.
fn line(page: &mut Page, row: u32, changes: u16, cells: &[Option<Said>], ink: Ink) {
    for (index, cell) in cells.iter().enumerate() {
        let at = Area::cell(row, FIRST).right(index);
        match cell {
            Some(said) => page.say(at, said, ink),
            None => page.text(at, "–", Ink::NOTE),
        }
    }
    let base = Area::cell(row, FIRST).name();
    for (index, cell) in cells.iter().enumerate().skip(1) {
        let now = Area::cell(row, FIRST).right(index).name();
        let formula = format!("IF(AND(ISNUMBER({now}),ISNUMBER({base})),{now}-{base},IF({now}={base},0,\"differs\"))");
        page.say(
            Area::cell(row, changes).right(index - 1),
            &Said { formula, shown: difference(cells[0].as_ref(), cell.as_ref()) },
            ink,
        );
    }
}

fn difference(base: Option<&Said>, cell: Option<&Said>) -> String {
    let shown = |said: Option<&Said>| said.map_or_else(|| "–".to_owned(), |said| said.shown.clone());
    let (base, now) = (shown(base), shown(cell));
    let number = |text: &str| text.parse::<Decimal>().ok();
    match (number(&base), number(&now)) {
        (Some(base), Some(now)) => super::term::stored(now - base),
        _ if base == now => "0".to_owned(),
        _ => "differs".to_owned(),
    }
}
