//! The catalogue's file, compiled in and read whole.
//!
//! Knows what the file looks like, not what its figures mean. The file is built from the tables
//! in `assets/catalog` by `tests/catalog.rs`.

use thiserror::Error;

use crate::catalog::Catalog;

const TEXT: &str = include_str!("../../assets/catalog.ron");

/// Why a catalogue can't be read, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("catalogue must be readable, found {problem}, line {line}, column {column}")]
pub struct BadCatalog {
    /// What is wrong.
    pub problem: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

/// The catalogue that Shoreline carries.
///
/// # Errors
/// If the compiled-in file is broken, which the tests rule out.
pub fn catalog() -> Result<Catalog, BadCatalog> {
    decode_catalog(TEXT)
}

/// Reads a catalogue from RON.
///
/// # Errors
/// The first fault, with its place.
pub fn decode_catalog(text: &str) -> Result<Catalog, BadCatalog> {
    ron::from_str(text).map_err(|error| {
        let at = error.span.end;
        BadCatalog { problem: error.code.to_string(), line: at.line, column: at.col }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_is_read() {
        let catalog = catalog().unwrap();
        assert!(catalog.places.len() >= 17, "{}", catalog.places.len());
        assert_eq!(catalog.roles.len(), 14);
    }

    #[test]
    fn a_fault_is_named_with_its_place() {
        let text = "(\n    as_of: \"2026-11-23\",\n    sources: {},\n    places: 3,\n)";
        let bad = decode_catalog(text).unwrap_err();
        assert_eq!((bad.line, bad.column), (4, 13));
        assert!(bad.to_string().ends_with("line 4, column 13"), "{bad}");
    }

    #[test]
    fn a_figure_that_is_no_decimal_is_refused() {
        let text = TEXT.replacen("value: \"", "value: \"x", 1);
        let bad = decode_catalog(&text).unwrap_err();
        assert!(bad.problem.contains("must be a decimal, found \"x"), "{bad}");
    }
}
