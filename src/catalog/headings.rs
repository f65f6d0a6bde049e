//! Which column of a pasted table holds what: headings in the words that people use.

use super::{
    cells::{Cells, Sheet, words},
    paste::CellFault,
};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// Name of the role.
    Role,
    /// Seats.
    Heads,
    /// Annual pay at home.
    Salary,
    /// Where some go.
    Site,
    /// How many go.
    Share,
    /// Annual pay there.
    SiteSalary,
}

/// Headings, small and without marks, in the order the columns stand in where there are none.
const HEADINGS: [(Column, &str, &[&str]); 6] = [
    (Column::Role, "role", &["role", "title", "jobtitle", "job", "position", "team", "function"]),
    (
        Column::Heads,
        "heads",
        &["heads", "headcount", "hc", "fte", "ftes", "seats", "count", "number", "people", "staff", "noofheads"],
    ),
    (
        Column::Salary,
        "salary",
        &[
            "salary",
            "annualsalary",
            "salaryathome",
            "homesalary",
            "basesalary",
            "annualbasesalary",
            "grosssalary",
            "annualgross",
            "pay",
            "annualpay",
            "basepay",
            "wage",
            "annualwage",
            "compensation",
        ],
    ),
    (
        Column::Site,
        "site",
        &["site", "location", "place", "destination", "city", "country", "office", "offshorelocation", "offshoresite"],
    ),
    (
        Column::Share,
        "share",
        &["share", "offshoreshare", "shareoffshore", "offshore", "percentoffshore", "moved", "sharemoved"],
    ),
    (
        Column::SiteSalary,
        "site salary",
        &["sitesalary", "salaryatsite", "localsalary", "offshoresalary", "sitepay", "localpay", "offshorepay"],
    ),
];

/// The columns of a table by its first row, and whether that is a header: as it names them, else
/// in the usual order.
pub(super) fn columns(first: &Cells, sheet: &Sheet) -> Result<(bool, Vec<Option<Column>>), Vec<CellFault>> {
    if is_header(first, sheet) {
        return Ok((true, named(first)?));
    }
    Ok((false, HEADINGS.map(|row| Some(row.0)).to_vec()))
}

/// Whether a row names columns: one of its cells is a heading, and none is a number.
fn is_header(row: &Cells, sheet: &Sheet) -> bool {
    row.cells.iter().any(|cell| heading(cell).is_some()) && row.cells.iter().all(|cell| sheet.number(cell).is_none())
}

fn heading(cell: &str) -> Option<Column> {
    // The currency that a heading may end in: "Salary USD".
    let code =
        |word: &&str| word.len() == 3 && word.bytes().all(|letter| letter.is_ascii_uppercase()) && *word != "FTE";
    let kept: Vec<&str> = cell.split_whitespace().filter(|word| !code(word)).collect();
    let name = words(&kept.join(" "));
    HEADINGS.iter().find(|(_, _, names)| names.contains(&name.as_str())).map(|row| row.0)
}

/// The columns that a header row names; role and heads must be among them, none twice.
fn named(row: &Cells) -> Result<Vec<Option<Column>>, Vec<CellFault>> {
    let mut faults = Vec::new();
    let columns: Vec<Option<Column>> = row.cells.iter().map(|cell| heading(cell)).collect();
    let mut fault = |column: usize, problem: String| faults.push(CellFault { row: row.row, column, problem });
    for (index, column) in columns.iter().enumerate() {
        if column.is_some() && columns[..index].contains(column) {
            fault(index + 1, format!("a column must stand once, found \"{}\" again", row.cells[index]));
        }
    }
    for (needed, name) in [(Column::Role, "role"), (Column::Heads, "heads")] {
        if !columns.contains(&Some(needed)) {
            fault(1, format!("a column must be headed {name}, found none"));
        }
    }
    if faults.is_empty() { Ok(columns) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_unique_and_read_as_themselves() {
        for (index, (column, name, names)) in HEADINGS.iter().enumerate() {
            assert_eq!(heading(name), Some(*column), "{name}");
            for name in *names {
                assert_eq!(words(name), *name);
                assert!(HEADINGS[..index].iter().all(|row| !row.2.contains(name)), "{name} stands twice");
            }
        }
    }

    #[test]
    fn currency_brackets_and_marks_do_not_matter() {
        assert_eq!(heading("Annual salary (EUR)"), Some(Column::Salary));
        assert_eq!(heading("Salary USD"), Some(Column::Salary));
        assert_eq!(heading("FTE"), Some(Column::Heads));
        assert_eq!(heading("% offshore"), Some(Column::Share));
        assert_eq!(heading("Notes"), None);
    }
}
