//! A sheet that is being written: cells are placed and referred to here, never by hand-made names.
//!
//! A page keeps the exact value of each number it holds, so that a reference is a formula's text
//! and its value at once.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError};

use super::{
    look::{Ink, Look},
    term::{Said, Term, stored},
};
use crate::format;

/// The row of the first month, on every sheet that has months down.
pub(super) const FIRST_MONTH: u32 = 7;
/// The row above it: totals over the months.
pub(super) const TOTAL: u32 = 6;
/// The row of what a column holds, and the one above it of what it belongs to.
pub(super) const LABEL: u32 = 2;
/// The row that names groups of columns.
pub(super) const GROUP: u32 = 1;
/// The row that names the place of a column.
pub(super) const PLACE: u32 = 3;

/// How wide a column is where nothing is said, characters.
const USUAL: f64 = 8.43;

/// What stays as it is when a formula is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pin {
    Free,
    Row,
    Both,
}

/// Cells of a sheet, from one on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub(super) row: u32,
    pub(super) col: u16,
    rows: u32,
    cols: u16,
    pin: Pin,
}

impl Area {
    /// One cell.
    pub(super) fn cell(row: u32, col: u16) -> Self {
        Self { row, col, rows: 1, cols: 1, pin: Pin::Free }
    }

    /// The cell of a month.
    pub(super) fn month(month: usize, col: u16) -> Self {
        Self::cell(FIRST_MONTH + count(month), col)
    }

    /// All months of a column.
    pub(super) fn months(months: usize, col: u16) -> Self {
        Self { rows: count(months), ..Self::cell(FIRST_MONTH, col) }.fixed()
    }

    /// So many columns from here on.
    pub(super) fn across(self, cols: usize) -> Self {
        Self { cols: column(cols), ..self }
    }

    /// So many rows from here on.
    pub(super) fn down(self, rows: usize) -> Self {
        Self { rows: count(rows), ..self }
    }

    /// The cell so many columns further on.
    pub(super) fn right(self, cols: usize) -> Self {
        Self { col: self.col + column(cols), ..self }
    }

    /// The cell above.
    pub(super) fn above(self) -> Self {
        Self { row: self.row.saturating_sub(1), ..self }
    }

    /// The same cells whichever formula refers to them.
    pub(super) fn fixed(self) -> Self {
        Self { pin: Pin::Both, ..self }
    }

    /// The same row whichever formula refers to it.
    pub(super) fn fixed_row(self) -> Self {
        Self { pin: Pin::Row, ..self }
    }

    fn write_to(self, text: &mut String) {
        write_cell(text, self.row, self.col, self.pin);
        if self.rows > 1 || self.cols > 1 {
            text.push(':');
            write_cell(text, self.row + self.rows - 1, self.col + self.cols - 1, self.pin);
        }
    }

    /// Its name on its own sheet, such as `D8` or `$D$8:$D$67`.
    pub(super) fn name(self) -> String {
        let mut text = String::with_capacity(12);
        self.write_to(&mut text);
        text
    }
}

fn write_cell(text: &mut String, row: u32, col: u16, pin: Pin) {
    if pin == Pin::Both {
        text.push('$');
    }
    let mut letters = [0_u8; 3];
    let mut rest = usize::from(col) + 1;
    let mut first = letters.len();
    while rest > 0 && first > 0 {
        first -= 1;
        letters[first] = b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0);
        rest = (rest - 1) / 26;
    }
    text.extend(letters[first..].iter().map(|letter| char::from(*letter)));
    if pin != Pin::Free {
        text.push('$');
    }
    text.push_str(&(row + 1).to_string());
}

/// A count of rows.
pub(super) fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

/// A count of columns.
pub(super) fn column(cols: usize) -> u16 {
    u16::try_from(cols).unwrap_or(u16::MAX)
}

/// A sheet that is being written.
pub(super) struct Page {
    pub(super) sheet: Worksheet,
    name: String,
    look: Look,
    values: Vec<Vec<Decimal>>,
    /// How wide each column is set, and how wide its widest number is, characters.
    widths: BTreeMap<u16, f64>,
    needed: BTreeMap<u16, f64>,
    fault: Option<XlsxError>,
}

impl Page {
    /// An empty sheet; its name has at most 31 characters and none that a sheet's may not have.
    pub(super) fn new(name: &str, look: &Look) -> Self {
        let mut sheet = Worksheet::new();
        // A text that comes to nothing is stored as nothing.
        sheet.set_formula_result_default("");
        let fault = sheet.set_name(name).err();
        let (widths, needed) = (BTreeMap::new(), BTreeMap::new());
        Self { sheet, name: name.to_owned(), look: look.clone(), values: Vec::new(), widths, needed, fault }
    }

    /// The sheet's name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The sheet as written, or what was wrong with it.
    pub(super) fn done(mut self) -> Result<Worksheet, XlsxError> {
        let columns: BTreeSet<u16> = self.widths.keys().chain(self.needed.keys()).copied().collect();
        for col in columns {
            // A number that is wider than its column would be shown as ####.
            let wide = |of: &BTreeMap<u16, f64>, usual| of.get(&col).copied().unwrap_or(usual);
            let width = wide(&self.widths, USUAL).max(wide(&self.needed, 0.0));
            self.with(|sheet| sheet.set_column_width(col, width).map(|_| ()));
        }
        self.fault.map_or(Ok(self.sheet), Err)
    }

    /// Does something to the sheet that may go wrong.
    pub(super) fn with<T>(&mut self, act: impl FnOnce(&mut Worksheet) -> Result<T, XlsxError>) {
        if let Err(fault) = act(&mut self.sheet) {
            self.fault.get_or_insert(fault);
        }
    }

    fn keep(&mut self, at: Area, value: Decimal, ink: Ink) {
        let needed = self.needed.entry(at.col).or_insert(0.0);
        *needed = needed.max(ink.width(value));
        let (row, col) = (at.row as usize, usize::from(at.col));
        if self.values.len() <= row {
            self.values.resize_with(row + 1, Vec::new);
        }
        let cells = &mut self.values[row];
        if cells.len() <= col {
            cells.resize(col + 1, Decimal::ZERO);
        }
        cells[col] = value;
    }

    fn value(&self, row: u32, col: u16) -> Decimal {
        let cells = self.values.get(row as usize);
        cells.and_then(|cells| cells.get(usize::from(col))).copied().unwrap_or_default()
    }

    /// Refers to cells from a formula of the same sheet.
    pub(super) fn here(&self, area: Area) -> Term {
        self.refer(area, area.name())
    }

    /// Refers to cells from a formula of another sheet.
    pub(super) fn there(&self, area: Area) -> Term {
        let mut text = String::with_capacity(self.name.len() + 16);
        let plain = self.name.bytes().all(|byte| byte.is_ascii_alphabetic());
        if plain {
            text.push_str(&self.name);
        } else {
            text.push('\'');
            text.push_str(&self.name.replace('\'', "''"));
            text.push('\'');
        }
        text.push('!');
        area.write_to(&mut text);
        self.refer(area, text)
    }

    fn refer(&self, area: Area, text: String) -> Term {
        if area.rows == 1 && area.cols == 1 {
            return Term::of(text, self.value(area.row, area.col));
        }
        let rows = area.row..area.row + area.rows;
        let values = rows.flat_map(|row| (area.col..area.col + area.cols).map(move |col| self.value(row, col)));
        Term::range(text, values.collect())
    }

    /// Writes a formula with what it comes to.
    pub(super) fn compute(&mut self, at: Area, term: &Term, ink: Ink) {
        self.keep(at, term.value(), ink);
        let formula = Formula::new(term.text()).set_result(stored(term.value()));
        self.formula(at, formula, ink);
    }

    /// Writes a formula that comes to a text, or to a number or a text.
    pub(super) fn say(&mut self, at: Area, said: &Said, ink: Ink) {
        let formula = Formula::new(&said.formula).set_result(&said.shown);
        self.formula(at, formula, ink);
    }

    fn formula(&mut self, at: Area, formula: Formula, ink: Ink) {
        self.inked(ink, |sheet, look| sheet.write_formula_with_format(at.row, at.col, formula, look).map(|_| ()));
    }

    fn inked(&mut self, ink: Ink, write: impl FnOnce(&mut Worksheet, &Format) -> Result<(), XlsxError>) {
        let look = self.look.clone();
        if let Some(look) = look.format(ink) {
            self.with(|sheet| write(sheet, look));
        }
    }

    /// Writes a number that nothing computes.
    pub(super) fn number(&mut self, at: Area, value: Decimal, ink: Ink) {
        self.keep(at, value, ink);
        let value = format::float(value);
        self.inked(ink, |sheet, look| sheet.write_number_with_format(at.row, at.col, value, look).map(|_| ()));
    }

    /// Writes a text, which can never become a formula.
    pub(super) fn text(&mut self, at: Area, text: &str, ink: Ink) {
        let text = printable(text);
        self.inked(ink, |sheet, look| sheet.write_string_with_format(at.row, at.col, text, look).map(|_| ()));
    }

    /// Writes texts side by side.
    pub(super) fn texts<T: AsRef<str>>(&mut self, at: Area, texts: impl IntoIterator<Item = T>, ink: Ink) {
        for (index, text) in texts.into_iter().enumerate() {
            self.text(at.right(index), text.as_ref(), ink);
        }
    }

    /// Names a group of so many columns, over their headings.
    pub(super) fn group(&mut self, at: Area, name: &str, columns: usize) {
        // Over a few columns it needs more than a line.
        let ink = match columns {
            0 | 1 => Ink::OVER,
            2 => Ink::HEADING,
            _ => Ink::SECTION,
        };
        self.text(at, name, ink);
        self.texts(at.right(1), vec![""; columns.saturating_sub(1)], ink);
    }

    /// Sets how wide columns are, in characters; a number that needs more gets it.
    pub(super) fn widths(&mut self, from: u16, widths: &[f64]) {
        self.widths.extend((from..).zip(widths.iter().copied()));
    }

    /// Makes a row so many lines of text high.
    pub(super) fn tall(&mut self, row: u32, lines: u32) {
        const LINE: u32 = 15;
        self.with(|sheet| sheet.set_row_height(row, lines * LINE).map(|_| ()));
    }

    /// Keeps rows above and columns left of a cell in sight, and prints them on each page.
    pub(super) fn freeze(&mut self, at: Area) {
        self.with(|sheet| sheet.set_freeze_panes(at.row, at.col).map(|_| ()));
        if at.row > 0 {
            self.with(|sheet| sheet.set_repeat_rows(0, at.row - 1).map(|_| ()));
        }
        if at.col > 0 {
            self.with(|sheet| sheet.set_repeat_columns(0, at.col - 1).map(|_| ()));
        }
    }

    /// Sets it up for paper: across, so many pages wide and high at most (0: as it comes), with its name.
    pub(super) fn paper(&mut self, wide: u16, high: u16) {
        self.sheet.set_landscape().set_print_fit_to_pages(wide, high);
        self.sheet.set_paper_size(9).set_footer("&L&A&RPage &P of &N");
        self.sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    }

    /// The same, with five years of months on each page.
    pub(super) fn months_on_paper(&mut self, months: usize) {
        self.paper(0, column(months.div_ceil(60)));
    }
}

/// A text without control characters, which a workbook can't hold, and within a cell's length.
fn printable(text: &str) -> String {
    const MOST: usize = 32_767;
    let shown = text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c });
    let mut left = MOST;
    shown.take_while(|c| left.checked_sub(c.len_utf16()).inspect(|rest| left = *rest).is_some()).collect()
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        let name = |row, col| Area::cell(row, col).name();
        assert_eq!([name(0, 0), name(6, 25), name(99, 26), name(0, 701)], ["A1", "Z7", "AA100", "ZZ1"]);
        assert_eq!([name(0, 702), name(1_048_575, 16_383)], ["AAA1", "XFD1048576"]);
        assert_eq!(Area::months(60, 3).name(), "$D$8:$D$67");
        assert_eq!(Area::cell(4, 16).fixed_row().across(3).name(), "Q$5:S$5");
    }

    #[test]
    fn a_reference_has_the_value_of_its_cell() {
        let mut page = Page::new("It's 2", &Look::default());
        page.number(Area::cell(1, 1), dec!(2.5), Ink::SEATS);
        let double = page.here(Area::cell(1, 1)) * super::super::term::num(2);
        page.compute(Area::cell(1, 2), &double, Ink::SEATS);
        let both = page.there(Area::cell(1, 1).across(2));
        assert_eq!((both.text(), both.values()), ("'It''s 2'!B2:C2", &[dec!(2.5), dec!(5)][..]));
        assert!(page.done().is_ok());
    }

    #[test]
    fn a_column_is_as_wide_as_its_widest_number() {
        let mut page = Page::new("Page", &Look::default());
        page.widths(0, &[12.0, 12.0]);
        page.number(Area::cell(1, 0), dec!(12.5), Ink::MONEY);
        page.number(Area::cell(1, 1), dec!(-3_222_333_444.55), Ink::MONEY);
        page.number(Area::cell(2, 1), dec!(0.5), Ink::SHARE);
        let mut book = rust_xlsxwriter::Workbook::new();
        book.push_worksheet(page.done().unwrap());
        let mut book = zip::ZipArchive::new(std::io::Cursor::new(book.save_to_buffer().unwrap())).unwrap();
        let sheet = std::io::read_to_string(book.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
        let width = |col: u32| -> f64 {
            let set = format!("<col min=\"{col}\" max=\"{col}\" width=\"");
            let rest = &sheet[sheet.find(&set).unwrap() + set.len()..];
            rest[..rest.find('"').unwrap()].parse().unwrap()
        };
        assert!(width(1) < 13.0 && width(2) > 18.0, "{sheet}");
    }

    #[test]
    fn a_text_has_no_control_characters_and_fits_its_cell() {
        assert_eq!(printable("a\u{0}b\nc\td"), "a b\nc d");
        assert_eq!(printable(&"x".repeat(40_000)).len(), 32_767);
    }
}
