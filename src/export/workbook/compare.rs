//! Scenarios beside each other: every result and every input that they have, with what differs from the
//! first, and what bringing them to one scale took. All cells refer to the scenarios' own sheets.

use rust_decimal::Decimal;

use super::{
    Brought, Written,
    inputs::Named,
    look::{Ink, Kind, Look},
    page::{Area, Page, column},
    term::Said,
};

const HEADINGS: u32 = 2;
/// The first scenario's column.
const FIRST: u16 = 1;

/// A figure of a scenario as a cell, and what it counts.
type Cell<'a> = Option<(Said, &'a str)>;

/// Writes the sheet.
pub(super) fn write(written: &[Written], brought: &Brought, look: &Look) -> Page {
    let mut sheet = Sheet { page: Page::new("Compare", look), row: HEADINGS + 1, scenarios: written.len() };
    sheet.head(written);
    sheet.page.text(Area::cell(1, 0), &brought.said.join(" "), Ink::NOTE);
    let Some(first) = written.first() else { return sheet.page };
    let facts = |fact: fn(&Written) -> String| written.iter().map(fact).collect::<Vec<_>>();
    sheet.told("Amounts in", &facts(|one| one.currency.clone()));
    sheet.told("Months", &facts(|one| one.span.clone()));
    for figure in &first.summary.figures {
        if figure.name.is_empty() {
            sheet.section(&figure.label);
            continue;
        }
        let money = figure.ink.kind == Kind::Money;
        let result = if brought.a_month { Written::a_month } else { Written::result };
        let cell = |one| result(one, &figure.name).map(|said| (said, if money { &*one.currency } else { "" }));
        let cells: Vec<Cell<'_>> = written.iter().map(cell).collect();
        sheet.line((&figure.label, &figure.name), &cells, figure.ink);
    }
    sheet.section("Inputs");
    let mut inputs: Vec<&Named> = Vec::new();
    for named in written.iter().flat_map(|one| &one.inputs.names) {
        if inputs.iter().all(|known| known.name != named.name) {
            inputs.push(named);
        }
    }
    for Named { name, label, ink, .. } in inputs {
        let cells: Vec<Cell<'_>> = written.iter().map(|one| one.input(name)).collect();
        sheet.line((label, name), &cells, *ink);
    }
    sheet.page
}

/// The sheet under way.
struct Sheet {
    page: Page,
    row: u32,
    scenarios: usize,
}

impl Sheet {
    /// The column of what differs, the second scenario's first.
    fn changes(&self) -> u16 {
        FIRST + column(self.scenarios)
    }

    fn names(&self) -> u16 {
        self.changes() + column(self.scenarios - 1)
    }

    fn head(&mut self, written: &[Written]) {
        let (changes, names) = (self.changes(), self.names());
        let page = &mut self.page;
        page.text(Area::cell(0, 0), "Compare", Ink::TITLE);
        page.text(Area::cell(HEADINGS, 0), "Result", Ink::HEADING);
        let titles = written.iter().map(|one| one.title.as_str());
        page.texts(Area::cell(HEADINGS, FIRST), titles.clone(), Ink::OVER);
        let headings = titles.skip(1).map(|title| format!("{title}, against the first"));
        page.texts(Area::cell(HEADINGS, changes), headings, Ink::OVER);
        page.text(Area::cell(HEADINGS, names), "Name", Ink::HEAD);
        page.tall(HEADINGS, 3);
        page.widths(0, &[40.0]);
        page.widths(FIRST, &vec![22.0; usize::from(names - FIRST)]);
        page.widths(names, &[38.0]);
        page.freeze(Area::cell(HEADINGS + 1, 1));
        page.paper(1, 0);
    }

    fn section(&mut self, title: &str) {
        self.page.text(Area::cell(self.row, 0), title, Ink::SECTION);
        self.page.texts(Area::cell(self.row, FIRST), vec![""; usize::from(self.names())], Ink::SECTION);
        self.row += 1;
    }

    /// A row of words, which nothing is reckoned with.
    fn told(&mut self, label: &str, words: &[String]) {
        self.page.text(Area::cell(self.row, 0), label, Ink::TEXT);
        self.page.texts(Area::cell(self.row, FIRST), words, Ink::WORD);
        self.row += 1;
    }

    /// One row: each scenario's cell, what differs from the first, and its name.
    fn line(&mut self, (label, name): (&str, &str), cells: &[Cell<'_>], ink: Ink) {
        let row = self.row;
        self.page.text(Area::cell(row, 0), label, Ink::TEXT);
        for (index, cell) in cells.iter().enumerate() {
            let at = Area::cell(row, FIRST).right(index);
            match cell {
                Some((said, _)) => self.page.say(at, said, ink),
                None => self.page.text(at, "–", Ink::SIDE),
            }
        }
        let base = Area::cell(row, FIRST).name();
        let unit = |cell: &Cell<'_>| cell.as_ref().map(|(_, unit)| (*unit).to_owned());
        for (index, cell) in cells.iter().enumerate().skip(1) {
            let at = Area::cell(row, self.changes()).right(index - 1);
            match (unit(&cells[0]), unit(cell)) {
                (Some(one), Some(other)) if one != other => {
                    self.page.text(at, &format!("{other}, not {one}"), Ink::SIDE);
                }
                _ => {
                    let now = Area::cell(row, FIRST).right(index).name();
                    let formula = format!(
                        "IF(AND(ISNUMBER({now}),ISNUMBER({base})),{now}-{base},IF({now}={base},0,\"differs\"))"
                    );
                    let shown = difference(cells[0].as_ref(), cell.as_ref());
                    self.page.say(at, &Said { formula, shown }, ink);
                }
            }
        }
        self.page.text(Area::cell(row, self.names()), name, Ink::BESIDE);
        self.row += 1;
    }
}

fn difference(base: Option<&(Said, &str)>, cell: Option<&(Said, &str)>) -> String {
    let shown = |cell: Option<&(Said, &str)>| cell.map_or_else(|| "–".to_owned(), |(said, _)| said.shown.clone());
    let (base, now) = (shown(base), shown(cell));
    let number = |text: &str| text.parse::<Decimal>().ok();
    match (number(&base), number(&now)) {
        (Some(base), Some(now)) => super::term::stored(now - base),
        _ if base == now => "0".to_owned(),
        _ => "differs".to_owned(),
    }
}
