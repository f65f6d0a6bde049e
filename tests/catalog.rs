//! The catalogue: built from its tables, whole, and fit to be shown and used.
//!
//! `UPDATE_CATALOG=1` writes `assets/catalog.ron` from the tables in `assets/catalog`.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests may")]

#[path = "catalog/build.rs"]
mod build;
#[path = "catalog/drafts.rs"]
mod drafts;
#[path = "catalog/figures.rs"]
mod figures;
#[path = "catalog/on_cost.rs"]
mod on_cost;
#[path = "catalog/sites.rs"]
mod sites;
#[path = "catalog/tables.rs"]
mod tables;

use std::{env, fs, path::Path, time::Instant};

use shoreline::{catalog::Catalog, store};

/// The catalogue that Shoreline carries.
fn carried() -> Catalog {
    store::catalog().unwrap()
}

#[test]
fn the_file_is_what_the_tables_give() {
    let tables = tables::Tables::read();
    let built = build::catalog(&tables);
    assert_eq!(tables.unused(), [""; 0], "rows that no place uses");
    store::decode_catalog(&built).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/catalog.ron");
    if env::var_os("UPDATE_CATALOG").is_some() {
        fs::write(&path, &built).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap();
    let first = built.lines().zip(committed.lines()).find(|(built, committed)| built != committed);
    assert_eq!(first, None, "UPDATE_CATALOG=1 cargo test --test catalog writes it anew");
    assert_eq!(built.len(), committed.len(), "UPDATE_CATALOG=1 cargo test --test catalog writes it anew");
}

/// It is read as the window opens: about 1.4 ms in a release build, some ten times that in a test's.
#[test]
fn it_is_read_at_once() {
    let times = (0..10).map(|_| {
        let start = Instant::now();
        assert!(!carried().pay.is_empty());
        start.elapsed()
    });
    let best = times.min().unwrap();
    assert!(best.as_millis() < 100, "{best:?}");
}
