//! The tables in `assets/catalog`, read row by row. Every cell is text; the file that is built
//! from them says what is a number.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use serde::{Deserialize, de::DeserializeOwned};

/// How a figure came about, and its range: the columns that all tables of figures share.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Cited {
    pub(crate) low: String,
    pub(crate) high: String,
    pub(crate) basis: String,
    pub(crate) grade: String,
    pub(crate) year: String,
    pub(crate) sources: String,
    pub(crate) note: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct SourceRow {
    pub(crate) source: String,
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) year: String,
    pub(crate) licence: String,
    pub(crate) address: String,
    pub(crate) note: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct PlaceRow {
    pub(crate) place: String,
    pub(crate) city: String,
    pub(crate) country: String,
    pub(crate) country_name: String,
    pub(crate) home: String,
    pub(crate) time_zone: String,
    pub(crate) currency: String,
}

/// A figure of a place; `*` stands for all of them.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct FigureRow {
    pub(crate) place: String,
    pub(crate) field: String,
    pub(crate) value: String,
    #[serde(flatten)]
    pub(crate) cited: Cited,
}

/// A figure of our own; the place may be `home`, `offshore` or `*`.
#[derive(Debug, Deserialize)]
struct AssumptionRow {
    place: String,
    field: String,
    value: String,
    note: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct OnCostRow {
    pub(crate) place: String,
    pub(crate) name: String,
    pub(crate) rate: String,
    /// Extra monthly salaries a year, instead of a rate.
    pub(crate) months: String,
    pub(crate) from: String,
    pub(crate) cap: String,
    pub(crate) base_share: String,
    pub(crate) only_up_to: String,
    #[serde(flatten)]
    pub(crate) cited: Cited,
}

#[derive(Debug, Deserialize)]
pub(crate) struct CultureRow {
    pub(crate) place: String,
    pub(crate) power_distance: String,
    pub(crate) individualism: String,
    pub(crate) masculinity: String,
    pub(crate) uncertainty_avoidance: String,
    pub(crate) basis: String,
    pub(crate) grade: String,
    pub(crate) year: String,
    pub(crate) sources: String,
    pub(crate) note: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct RoleRow {
    pub(crate) role: String,
    pub(crate) label: String,
    pub(crate) family: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct PayRow {
    pub(crate) place: String,
    pub(crate) role: String,
    pub(crate) salary: String,
    pub(crate) statistic: String,
    pub(crate) terms: String,
    pub(crate) occupation: String,
    pub(crate) range: String,
    #[serde(flatten)]
    pub(crate) cited: Cited,
}

#[derive(Debug, Deserialize)]
struct AboutRow {
    key: String,
    value: String,
}

/// All tables.
pub(crate) struct Tables {
    pub(crate) as_of: String,
    pub(crate) sources: Vec<SourceRow>,
    pub(crate) places: Vec<PlaceRow>,
    pub(crate) on_cost: Vec<OnCostRow>,
    pub(crate) culture: Vec<CultureRow>,
    pub(crate) roles: Vec<RoleRow>,
    pub(crate) pay: Vec<PayRow>,
    figures: Vec<FigureRow>,
    /// Rows of figures that were asked for.
    used: RefCell<BTreeSet<(String, String)>>,
}

fn rows<R: DeserializeOwned>(name: &str) -> Vec<R> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/catalog").join(name);
    let mut table = csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    let rows = table.deserialize().map(|row| row.unwrap_or_else(|error| panic!("{name}: {error}")));
    // By way of a map, so that a cell stays text though it looks like a number.
    rows.map(|row: BTreeMap<String, String>| {
        serde_json::from_value(serde_json::to_value(&row).unwrap())
            .unwrap_or_else(|error| panic!("{name}: {row:?}: {error}"))
    })
    .collect()
}

impl Tables {
    pub(crate) fn read() -> Self {
        let about: Vec<AboutRow> = rows("about.csv");
        let assumed = rows::<AssumptionRow>("assumptions.csv").into_iter().map(|row| {
            let cited = Cited { basis: "Assumption".into(), note: row.note, ..Cited::default() };
            FigureRow { place: row.place, field: row.field, value: row.value, cited }
        });
        let figures: Vec<FigureRow> = rows::<FigureRow>("figures.csv").into_iter().chain(assumed).collect();
        let keys: BTreeSet<_> = figures.iter().map(|row| (&row.place, &row.field)).collect();
        assert_eq!(keys.len(), figures.len(), "a place has a figure twice, read or assumed");
        Self {
            as_of: about.into_iter().find(|row| row.key == "as_of").unwrap().value,
            sources: rows("sources.csv"),
            places: rows("places.csv"),
            on_cost: rows("on_cost.csv"),
            culture: rows("culture.csv"),
            roles: rows("roles.csv"),
            pay: rows("pay.csv"),
            figures,
            used: RefCell::default(),
        }
    }

    /// The figure of a place: its own, else that of homes or offshore places, else that of all.
    pub(crate) fn figure(&self, place: &PlaceRow, field: &str) -> Option<&FigureRow> {
        let group = if place.home == "true" { "home" } else { "offshore" };
        let found = [place.place.as_str(), group, "*"]
            .into_iter()
            .find_map(|key| self.figures.iter().find(|row| row.place == key && row.field == field))?;
        self.used.borrow_mut().insert((found.place.clone(), found.field.clone()));
        Some(found)
    }

    /// Rows that no place asked for: misspelt or out of use.
    pub(crate) fn unused(&self) -> Vec<String> {
        let used = self.used.borrow();
        let key = |row: &FigureRow| (row.place.clone(), row.field.clone());
        let unused = self.figures.iter().filter(|row| !used.contains(&key(row)));
        unused.map(|row| format!("{} of {}", row.field, row.place)).collect()
    }
}
