//! Rows of text as a table to read or for spreadsheets.

use crate::export::table::{Spelling, separated};

/// Columns side by side, the first to the left, the others to the right.
pub(super) fn text(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in rows {
        let cell = |(column, cell): (usize, &String)| {
            let width = widths[column];
            if column == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        };
        let line = row.iter().enumerate().map(cell).collect::<Vec<_>>().join("  ");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Comma-separated values; none begins a formula.
pub(super) fn csv(rows: &[Vec<String>]) -> String {
    // A comma can always be told from what cells hold.
    separated(rows, Spelling::CSV).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_and_odd_cells_are_quoted() {
        let rows = [["Rework", "5 %"], ["Ünï", "12.5 %"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(text(&rows), "Rework     5 %\nÜnï     12.5 %\n");
        assert_eq!(
            csv(&[vec!["a,b".to_owned(), "say \"x\"".to_owned(), "c".to_owned()]]),
            "\"a,b\",\"say \"\"x\"\"\",c\n"
        );
        assert_eq!(csv(&[vec!["=HYPERLINK(1)".to_owned(), "-2.5".to_owned()]]), "'=HYPERLINK(1),-2.5\n");
    }
}
