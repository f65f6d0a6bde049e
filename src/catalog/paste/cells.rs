//! Cells of pasted text: how they are parted, what each column holds, how numbers are written.

use rust_decimal::{Decimal, dec};

use crate::format::parse_value;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Role,
    Heads,
    Salary,
    Site,
    Share,
    SiteSalary,
}

/// The columns in the order they have without a header.
const ORDER: [Column; 6] =
    [Column::Role, Column::Heads, Column::Salary, Column::Site, Column::Share, Column::SiteSalary];

/// What headers call them, small letters; the longer names first.
const NAMES: [(&str, Column); 26] = [
    ("salary at site", Column::SiteSalary),
    ("site salary", Column::SiteSalary),
    ("offshore salary", Column::SiteSalary),
    ("role", Column::Role),
    ("team", Column::Role),
    ("position", Column::Role),
    ("job", Column::Role),
    ("job title", Column::Role),
    ("title", Column::Role),
    ("function", Column::Role),
    ("heads", Column::Heads),
    ("headcount", Column::Heads),
    ("seats", Column::Heads),
    ("fte", Column::Heads),
    ("number", Column::Heads),
    ("people", Column::Heads),
    ("salary", Column::Salary),
    ("annual salary", Column::Salary),
    ("annual gross", Column::Salary),
    ("pay", Column::Salary),
    ("site", Column::Site),
    ("location", Column::Site),
    ("place", Column::Site),
    ("country", Column::Site),
    ("share", Column::Share),
    ("offshore share", Column::Share),
];

/// One row with what its columns hold.
#[derive(Debug)]
pub(super) struct Cells {
    /// Row of the spreadsheet, from 1; a header counts.
    pub(super) number: usize,
    texts: Vec<String>,
    columns: Vec<Option<Column>>,
    /// Whether numbers have a decimal comma, so that points part thousands.
    comma: bool,
}

impl Cells {
    /// The rows of a pasted text that hold something, without the header.
    pub(super) fn rows(text: &str) -> Vec<Self> {
        let parted = parted(text);
        let comma = parted.iter().flatten().any(|cell| has_decimal_comma(cell));
        let filled = |(index, cells): (usize, Vec<String>)| {
            cells.iter().any(|cell| !cell.is_empty()).then_some((index + 1, cells))
        };
        let mut rows = parted.into_iter().enumerate().filter_map(filled).peekable();
        let named = rows.peek().and_then(|(_, cells)| header(cells));
        if named.is_some() {
            rows.next();
        }
        let columns = named.unwrap_or_else(|| ORDER.map(Some).to_vec());
        rows.map(|(number, texts)| Self { number, texts, columns: columns.clone(), comma }).collect()
    }

    /// Where a column stands, from 1; after the last where it is missing.
    pub(super) fn place(&self, column: Column) -> usize {
        self.columns.iter().position(|of| *of == Some(column)).unwrap_or(self.columns.len()) + 1
    }

    /// What a cell holds; nothing where the row is too short or the column missing.
    pub(super) fn text(&self, column: Column) -> &str {
        self.texts.get(self.place(column) - 1).map_or("", |cell| cell.trim())
    }

    /// The number in a cell; none where it is empty. A share without `%` is one of 1, or per cent
    /// where it is above 1.
    pub(super) fn number_in(&self, column: Column, rule: &str) -> Result<Option<Decimal>, String> {
        let text = self.text(column);
        if text.is_empty() {
            return Ok(None);
        }
        let wrong = || format!("{rule}, found \"{text}\"");
        let value = parse_value(&self.plain(text, column)).map_err(|_| wrong())?;
        let value = if column == Column::Share && value > Decimal::ONE { value / dec!(100) } else { value };
        let holds = match column {
            Column::Share => (Decimal::ZERO..=Decimal::ONE).contains(&value),
            Column::Heads => value > Decimal::ZERO && value <= dec!(100000),
            _ => value > Decimal::ZERO,
        };
        if holds { Ok(Some(value)) } else { Err(wrong()) }
    }

    /// The number with points for thousands taken out and a decimal comma made a point.
    fn plain(&self, text: &str, column: Column) -> String {
        let salary = matches!(column, Column::Salary | Column::SiteSalary);
        let thousands = groups(text, '.') && !text.contains(',');
        if self.comma {
            text.replace('.', "").replace(',', ".")
        } else if salary && thousands {
            text.replace('.', "")
        } else {
            text.to_owned()
        }
    }
}

/// Cells by row: parted by tabs, or else semicolons, or else commas; quotes hold cells together.
fn parted(text: &str) -> Vec<Vec<String>> {
    let has = |part| text.contains(part);
    let delimiter = if has('\t') {
        b'\t'
    } else if has(';') {
        b';'
    } else {
        b','
    };
    let mut rows = Vec::new();
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    for record in reader.records().flatten() {
        let line = record.position().map_or(rows.len(), |at| usize::try_from(at.line()).unwrap_or(1).saturating_sub(1));
        // Empty lines are rows of the spreadsheet too.
        rows.resize(line.max(rows.len()), Vec::new());
        rows.push(record.iter().map(|cell| cell.trim().to_owned()).collect());
    }
    rows
}

/// The columns that a header row names; none if the row is none.
fn header(cells: &[String]) -> Option<Vec<Option<Column>>> {
    let column = |cell: &String| {
        let name = cell.to_lowercase();
        let same = NAMES.iter().find(|(known, _)| *known == name);
        // "Salary (USD)", "FTE 2027".
        same.or_else(|| NAMES.iter().find(|(known, _)| name.starts_with(known))).map(|(_, column)| *column)
    };
    let columns: Vec<Option<Column>> = cells.iter().map(column).collect();
    let numeric = cells.iter().any(|cell| parse_value(cell).is_ok());
    (columns.iter().flatten().count() >= 2 && !numeric).then_some(columns)
}

/// Whether a number ends in a comma and one, two or more than three digits, or has points for
/// thousands before a comma.
fn has_decimal_comma(cell: &str) -> bool {
    let Some((whole, part)) = cell.trim().trim_end_matches('%').trim().rsplit_once(',') else { return false };
    let digits = !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let number = whole.chars().any(|c| c.is_ascii_digit()) && !whole.chars().any(char::is_alphabetic);
    digits && number && !whole.contains(',') && (part.len() != 3 || whole.contains('.'))
}

/// Whether a number's digits stand in groups of three.
fn groups(text: &str, mark: char) -> bool {
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == mark).collect();
    let mut parts = digits.split(mark);
    let first = parts.next().map_or(0, str::len);
    let mut rest = parts.peekable();
    (1..=3).contains(&first) && rest.peek().is_some() && rest.all(|group| group.len() == 3)
}
