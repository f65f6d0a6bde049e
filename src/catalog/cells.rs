//! Text from a spreadsheet as rows of cells, and the numbers in them.
//!
//! Knows separators, quotes and how people write numbers; not what columns mean.

use rust_decimal::Decimal;

use crate::{format::parse_unit, model::lever::Unit};

/// Units whose words stand behind the figures of lists; which one a column has is not known.
const ANY_UNIT: [Unit; 5] = [Unit::Money, Unit::Seats, Unit::Months, Unit::Days, Unit::Hours];

/// One row that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cells {
    /// Row, from 1, as a spreadsheet counts: a cell with line breaks is one row.
    pub(super) row: usize,
    /// The cells without the blanks around them.
    pub(super) cells: Vec<String>,
}

/// A text's rows, and how its numbers are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sheet {
    /// Rows with something in them.
    pub(super) rows: Vec<Cells>,
    marks: Marks,
}

/// What stands between whole and decimal digits, as far as the text shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marks {
    Comma,
    Point,
    Unknown,
}

impl Sheet {
    /// Reads a text. Tabs part cells where there are any outside quotes, else semicolons, else
    /// commas.
    pub(super) fn read(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
        let delimiter = [b'\t', b';'].into_iter().find(|mark| outside_quotes(&text).any(|letter| letter == *mark));
        let mut builder = csv::ReaderBuilder::new();
        builder.has_headers(false).flexible(true).trim(csv::Trim::All).delimiter(delimiter.unwrap_or(b','));
        let mut rows = Vec::new();
        // Line breaks within cells make more lines than rows.
        let mut within = 0;
        for record in builder.from_reader(text.as_bytes()).records().flatten() {
            let cells: Vec<String> = record.iter().map(str::to_owned).collect();
            // A record is placed before the empty lines that it comes after.
            let at = record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(usize::MAX));
            let (before, rest) = text.split_at_checked(at).unwrap_or((&text, ""));
            let empty = rest.bytes().take_while(|letter| *letter == b'\n').count();
            let row = 1 + before.matches('\n').count() + empty - within;
            within += cells.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
            if cells.iter().any(|cell| !cell.is_empty()) {
                rows.push(Cells { row, cells });
            }
        }
        let marks = marks(rows.iter().flat_map(|row| &row.cells));
        Self { rows, marks }
    }

    /// A cell as a number: currency before or after it, thousands separated, decimal comma or
    /// point, `%`, `k`, `m`. Where nothing in the text shows which mark is which, one with three
    /// digits after it separates thousands.
    pub(super) fn number(&self, cell: &str) -> Option<Decimal> {
        let plain = bare(cell);
        let start = plain.find(|letter: char| letter.is_ascii_digit())?;
        let end = plain.rfind(|letter: char| letter.is_ascii_digit())? + 1;
        let (digits, after) = plain[start..].split_at(end - start);
        let (decimal, thousands) = match (self.marks, digits.rfind(','), digits.rfind('.')) {
            (_, Some(comma), Some(point)) if comma > point => (',', '.'),
            (_, Some(_), Some(_)) | (Marks::Point, ..) => ('.', ','),
            (Marks::Comma, ..) => (',', '.'),
            (Marks::Unknown, ..) => ('x', 'x'),
        };
        let mut number = String::from(&plain[..start]);
        for (index, letter) in digits.char_indices() {
            match letter {
                '.' | ',' if letter == decimal => number.push('.'),
                '.' | ',' if letter == thousands || grouped(digits) => {
                    if digits[index + 1..].bytes().take_while(u8::is_ascii_digit).count() != 3 {
                        return None;
                    }
                }
                '.' | ',' => number.push('.'),
                '\'' | '’' => {}
                _ => number.push(letter),
            }
        }
        // The number so far has at most one mark, which is a point: no comma to be misread.
        let number = number + after;
        ANY_UNIT.into_iter().find_map(|unit| parse_unit(unit, &number).ok())
    }
}

/// Letters of a text outside double quotes.
fn outside_quotes(text: &str) -> impl Iterator<Item = u8> + '_ {
    let mut quoted = false;
    text.bytes().filter(move |letter| {
        quoted ^= *letter == b'"';
        !quoted
    })
}

/// What the cells show: a mark with other than three digits after it, or both marks in one cell.
fn marks<'a>(cells: impl Iterator<Item = &'a String>) -> Marks {
    let (mut comma, mut point) = (false, false);
    for cell in cells.map(|cell| bare(cell)) {
        let only = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '\'' | '’');
        let digits = cell.trim_matches(|letter: char| !letter.is_ascii_digit());
        if digits.is_empty() || !digits.chars().all(only) {
            continue;
        }
        let (last_comma, last_point) = (digits.rfind(','), digits.rfind('.'));
        let tail = |at: Option<usize>| at.is_some_and(|at| digits.len() - at - 1 != 3);
        // "0,125" can't be thousands either.
        let zero = |mark: char| digits.starts_with('0') && digits.chars().nth(1) == Some(mark);
        match (last_comma, last_point) {
            (Some(a), Some(b)) if a > b => comma = true,
            (Some(_), Some(_)) => point = true,
            (Some(_), None) => comma |= tail(last_comma) || zero(','),
            (None, Some(_)) => point |= tail(last_point) || zero('.'),
            (None, None) => {}
        }
    }
    match (comma, point) {
        (true, false) => Marks::Comma,
        (false, true) => Marks::Point,
        _ => Marks::Unknown,
    }
}

/// Whether every mark has three digits after it, and the first is no lone zero.
fn grouped(digits: &str) -> bool {
    let mut groups = digits.split(['.', ',']);
    groups.next().is_some_and(|first| first != "0" && !first.is_empty()) && groups.all(|group| group.len() == 3)
}

/// A cell without blanks, currency and "a year".
fn bare(cell: &str) -> String {
    let blank = |letter: &char| letter.is_whitespace() || matches!(letter, '\u{a0}' | '\u{202f}');
    let mut text: String = cell.chars().filter(|letter| !blank(letter)).collect();
    for ending in ["p.a.", "pa", "/year", "/yr", "peryear", "ayear"] {
        if let Some(start) = text.len().checked_sub(ending.len())
            && text.get(start..).is_some_and(|tail| tail.eq_ignore_ascii_case(ending))
        {
            text.truncate(start);
        }
    }
    let code = |part: &str| part.len() == 3 && part.bytes().all(|letter| letter.is_ascii_uppercase());
    if let Some(start) = text.len().checked_sub(3)
        && text.get(start..).is_some_and(code)
        && text
            .get(..start)
            .is_some_and(|before| before.ends_with(|letter: char| letter.is_ascii_digit() || "kKmM".contains(letter)))
    {
        text.truncate(start);
    }
    text.trim_end_matches(['€', '$', '£', '¥', '₱', 'ł', 'z']).trim_start_matches(['₱', '₹']).to_owned()
}

/// Words of a heading or a name, small, without what stands in brackets and without marks.
pub(super) fn words(text: &str) -> String {
    let outside = text.split(['(', '[']).next().unwrap_or_default();
    outside.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    fn numbers(text: &str) -> Vec<Option<Decimal>> {
        let sheet = Sheet::read(text);
        sheet.rows.iter().flat_map(|row| &row.cells).map(|cell| sheet.number(cell)).collect()
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let read = |cell: &str| numbers(&format!("x\t{cell}"))[1];
        for cell in [
            "45000",
            "45,000",
            "45.000",
            "45 000",
            "45'000",
            "$45,000",
            "45.000 €",
            "45k",
            "USD 45,000",
            "45000 EUR",
            "45,000.00",
            "45.000,00",
            "45,000 p.a.",
            "£45k",
            "₱45,000",
        ] {
            assert_eq!(read(cell), Some(dec!(45000)), "{cell}");
        }
        for (cell, value) in [
            ("7.5", dec!(7.5)),
            ("7,5", dec!(7.5)),
            ("0,125", dec!(0.125)),
            ("70%", dec!(0.7)),
            ("70 %", dec!(0.7)),
            ("1.250.000", dec!(1250000)),
            ("1,2m", dec!(1200000)),
            ("-3", dec!(-3)),
        ] {
            assert_eq!(read(cell), Some(value), "{cell}");
        }
        for cell in ["ten", "", "4,50,0", "12 apples", "1.2.3", "€"] {
            assert_eq!(read(cell), None, "{cell}");
        }
    }

    #[test]
    fn one_cell_shows_how_the_others_are_written() {
        assert_eq!(numbers("2,500\t7,5"), [Some(dec!(2.5)), Some(dec!(7.5))]);
        assert_eq!(numbers("2,500\t7.5"), [Some(dec!(2500)), Some(dec!(7.5))]);
        assert_eq!(numbers("2.500\t7.5"), [Some(dec!(2.5)), Some(dec!(7.5))]);
        assert_eq!(numbers("2.500\t2,500"), [Some(dec!(2500)), Some(dec!(2500))]);
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_does() {
        let sheet = Sheet::read("a\tb\n\t\n\n\"two\nlines\"\tc\r\n\r\nd\te\n");
        let rows: Vec<(usize, &str)> = sheet.rows.iter().map(|row| (row.row, row.cells[0].as_str())).collect();
        assert_eq!(rows, [(1, "a"), (4, "two\nlines"), (6, "d")]);
        assert_eq!(Sheet::read("a;\"b;c\";d").rows[0].cells, ["a", "b;c", "d"]);
        assert_eq!(Sheet::read("\u{feff}a,\"b;c\",d").rows[0].cells, ["a", "b;c", "d"]);
        assert_eq!(Sheet::read("").rows, []);
    }
}
