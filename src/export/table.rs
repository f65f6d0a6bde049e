//! A table of figures as a file: for spreadsheets as CSV or TSV, for programs as JSON.
//!
//! UTF-8. Figures stay exact: they are written as they are, in JSON as texts. No cell begins a formula.

use rust_decimal::Decimal;
use serde::Serialize;

use super::{ExportError, harmless};

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spelling {
    /// Between two cells: a comma, a semicolon, a tab or another ASCII character.
    pub separator: u8,
    /// `1,5` rather than `1.5`.
    pub decimal_comma: bool,
}

impl Spelling {
    /// Commas between cells.
    pub const CSV: Self = Self { separator: b',', decimal_comma: false };
    /// Tabs between cells.
    pub const TSV: Self = Self { separator: b'\t', decimal_comma: false };

    /// What is usual where only the decimals are said: a semicolon where a comma is in figures.
    #[must_use]
    pub fn usual(decimal_comma: bool) -> Self {
        Self { separator: if decimal_comma { b';' } else { b',' }, decimal_comma }
    }

    /// The same, if cells can be told from what stands between them.
    ///
    /// # Errors
    /// If figures, or quotes around texts, hold the separator.
    pub fn checked(self) -> Result<Self, ExportError> {
        let Self { separator, decimal_comma } = self;
        let clash = matches!(separator, b'"' | b'.' | b'-' | b'0'..=b'9') || (decimal_comma && separator == b',');
        if !separator.is_ascii() || clash || (separator.is_ascii_control() && separator != b'\t') {
            return Err(ExportError::new(format!(
                "the separator can't be \"{}\", as figures hold it; take ; or a tab",
                char::from(separator).escape_default()
            )));
        }
        Ok(self)
    }

    /// With another separator; where a comma can't be both, figures have a point.
    #[must_use]
    pub fn with_separator(self, separator: u8) -> Self {
        Self { separator, ..self }.checked().unwrap_or(Self { separator, decimal_comma: false })
    }

    /// With or without a decimal comma; where a comma can't be both, the usual separator.
    #[must_use]
    pub fn with_decimal_comma(self, decimal_comma: bool) -> Self {
        Self { decimal_comma, ..self }.checked().unwrap_or(Self::usual(decimal_comma))
    }
}

/// What a table is of, for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct About {
    /// What the table shows.
    pub table: String,
    /// Name of the scenario; none where it shows those of a folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scenario: Option<String>,
    /// Its fingerprint, whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// Version of the model.
    pub model: u32,
    /// The day of the catalogue.
    pub catalogue: String,
}

/// Rows of cells, the head first, separated.
///
/// # Errors
/// If the separator can't be told from what the cells hold.
pub fn separated(rows: &[Vec<String>], spelling: Spelling) -> Result<String, ExportError> {
    let Spelling { separator, decimal_comma } = spelling.checked()?;
    let mut writer = csv::WriterBuilder::new().delimiter(separator).flexible(true).from_writer(Vec::new());
    for row in rows {
        let cells = row.iter().map(|cell| spelled(cell, decimal_comma));
        writer.write_record(cells).map_err(|error| ExportError::new(error.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|error| ExportError::new(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| ExportError::new(error.to_string()))
}

fn spelled(cell: &str, decimal_comma: bool) -> String {
    let cell = harmless(cell);
    if decimal_comma && cell.parse::<Decimal>().is_ok() { cell.replace('.', ",") } else { cell }
}

/// The same for programs: columns by name, and rows of texts.
///
/// # Errors
/// Never: texts can always be written.
pub fn json(rows: &[Vec<String>], about: &About) -> Result<String, ExportError> {
    #[derive(Serialize)]
    struct Whole<'a> {
        #[serde(flatten)]
        about: &'a About,
        columns: &'a [String],
        rows: &'a [Vec<String>],
    }
    let (columns, rows) = rows.split_first().map_or((&[][..], rows), |(head, rows)| (head.as_slice(), rows));
    let mut text = serde_json::to_string_pretty(&Whole { about, columns, rows })
        .map_err(|error| ExportError::new(error.to_string()))?;
    text.push('\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Vec<String>> {
        [["Name, USD", "Amount"], ["=1+1", "-1234.50"], ["say \"x\"; y", "12"]]
            .map(|row| row.map(str::to_owned).to_vec())
            .to_vec()
    }

    #[test]
    fn cells_are_exact_and_harmless_in_any_spelling() {
        assert_eq!(
            separated(&rows(), Spelling::CSV).unwrap(),
            "\"Name, USD\",Amount\n'=1+1,-1234.50\n\"say \"\"x\"\"; y\",12\n"
        );
        let german = Spelling { separator: b';', decimal_comma: true };
        assert_eq!(separated(&rows(), german).unwrap(), "Name, USD;Amount\n'=1+1;-1234,50\n\"say \"\"x\"\"; y\";12\n");
        assert!(separated(&rows(), Spelling::TSV).unwrap().starts_with("Name, USD\tAmount\n"));
    }

    #[test]
    fn a_separator_that_figures_hold_is_refused() {
        for spelling in [
            Spelling { separator: b',', decimal_comma: true },
            Spelling { separator: b'.', decimal_comma: false },
            Spelling { separator: b'\n', decimal_comma: false },
        ] {
            assert!(separated(&rows(), spelling).unwrap_err().to_string().contains("separator"), "{spelling:?}");
        }
    }

    #[test]
    fn a_choice_makes_way_where_a_comma_can_not_be_both() {
        let comma = |separator| Spelling { separator, decimal_comma: true };
        assert_eq!(Spelling::CSV.with_decimal_comma(true), comma(b';'));
        assert_eq!(Spelling::TSV.with_decimal_comma(true), comma(b'\t'));
        assert_eq!(comma(b';').with_separator(b','), Spelling::CSV);
        assert_eq!(comma(b';').with_separator(b'\t'), comma(b'\t'));
        assert_eq!(comma(b';').with_decimal_comma(false), Spelling { separator: b';', decimal_comma: false });
    }

    #[test]
    fn programs_read_columns_and_rows_of_texts() {
        let about = About {
            table: "ledger".into(),
            scenario: Some("a \"desk\"".into()),
            fingerprint: Some("ab".into()),
            model: 1,
            catalogue: "2026-11-23".into(),
        };
        let read: serde_json::Value = serde_json::from_str(&json(&rows(), &about).unwrap()).unwrap();
        assert_eq!(read["scenario"], "a \"desk\"");
        assert_eq!(read["columns"][0], "Name, USD");
        assert_eq!(read["rows"][0], serde_json::json!(["=1+1", "-1234.50"]));
    }
}
