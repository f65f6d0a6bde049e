//! Where the figures of a scenario come from, in a line: for what leaves the window without them.

use rust_decimal::Decimal;

use super::{
    Catalog,
    origin::{Origin, Row},
};
use crate::model::lever::Group;

/// How many figures of a scenario come from where.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provenance {
    /// The day of the catalogue, `2026-11-23`.
    pub as_of: String,
    /// Figures of the catalogue, or worked out from them.
    pub catalogue: usize,
    /// Defaults and presets that something published stands behind.
    pub published: usize,
    /// Judgments of this project.
    pub assumed: usize,
    /// The scenario's own.
    pub own: usize,
    /// Exchange rates that are the catalogue's, and all.
    pub rates: (usize, usize),
    /// What is 100 on the index that amounts are hidden behind; these are not counted then.
    pub hidden: Option<&'static str>,
}

impl Provenance {
    /// Counts the figures of a scenario by their origin.
    #[must_use]
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Row>, catalog: &Catalog) -> Self {
        let mut counted = Self { as_of: catalog.as_of.clone(), ..Self::default() };
        for row in rows {
            let known = !row.origin.citations().is_empty() && !row.origin.is_assumption();
            // The reporting currency against itself is no rate.
            let rate = row.lever.group() == Group::Place && row.lever.lever().field == "exchange_rate";
            if rate && row.value != Decimal::ONE {
                counted.rates.0 += usize::from(known);
                counted.rates.1 += 1;
            }
            match () {
                () if known => counted.catalogue += 1,
                () if row.origin == Origin::Yours => counted.own += 1,
                () if row.origin.is_assumption() => counted.assumed += 1,
                () => counted.published += 1,
            }
        }
        counted
    }

    /// Where the exchange rates come from, in a few words.
    #[must_use]
    pub fn rates(&self) -> String {
        let Self { as_of, rates, .. } = self;
        if let Some(hundred) = self.hidden {
            return format!("amounts are an index on which {hundred} is 100");
        }
        match rates {
            (_, 0) => "one currency".to_owned(),
            (known, all) if known == all => format!("exchange rates: catalogue of {as_of}"),
            (0, _) => "exchange rates: the scenario’s own".to_owned(),
            (known, all) => {
                format!("exchange rates: {known} of {all} from the catalogue of {as_of}, the rest the scenario’s own")
            }
        }
    }

    /// Where all figures come from, in a few words.
    #[must_use]
    pub fn figures(&self) -> String {
        let Self { as_of, catalogue, published, assumed, own, .. } = self;
        let besides = if self.hidden.is_some() { "besides amounts: " } else { "" };
        format!(
            "{besides}{catalogue} figures from the catalogue of {as_of}, {published} published defaults, {assumed} assumed, {own} the scenario’s own"
        )
    }
}
