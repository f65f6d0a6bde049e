//! Figures that leave Shoreline, in forms other tools read.

pub mod compare;
pub mod drawing;
pub mod pdf;
pub mod raster;
pub mod report;
pub mod svg;
pub mod table;
pub mod typefaces;
pub mod workbook;

use rust_decimal::Decimal;

use crate::format;

/// A drawing, a page or a table could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("can't be exported: {reason}")]
pub struct ExportError {
    /// Why.
    pub reason: String,
}

impl ExportError {
    /// With what went wrong.
    fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into() }
    }
}

/// A cell's text that no spreadsheet takes for a formula or for more than one cell, without what a
/// screen obeys.
#[must_use]
pub fn harmless(cell: &str) -> String {
    let cell = format::plain(&cell.replace(['\t', '\n', '\r'], " "));
    let formula = cell.starts_with(['=', '+', '@']) || (cell.starts_with('-') && cell.parse::<Decimal>().is_err());
    if formula { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_a_formula_or_another_cell() {
        let row = ["=1+1", "@x", "-3.5", "-a", "b\tc", "\u{202e}=2", "a\u{1b}[2J\0b"].map(str::to_owned);
        assert_eq!(
            table::separated(&[row.to_vec()], table::Spelling::TSV).unwrap(),
            "'=1+1\t'@x\t-3.5\t'-a\tb c\t'=2\ta[2Jb\n"
        );
    }
}
