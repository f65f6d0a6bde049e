//! How scenarios on different scales are brought to one: asked for by the same words wherever several
//! are held against each other, and refused alike until it is said.

use clap::{Args, ValueEnum};

use super::input::InputError;
use crate::{
    catalog::{Catalog, scale::in_currency},
    export::compare::Horizon,
    model::scenario::Scenario,
};

/// How what is on different scales is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Args)]
pub struct ScaleArgs {
    /// How scenarios of different horizons are compared
    #[arg(long, value_enum)]
    pub horizon: Option<HorizonChoice>,
    /// In which currency scenarios of different currencies are compared
    #[arg(long, value_enum)]
    pub currency: Option<CurrencyChoice>,
}

/// How scenarios of different horizons are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum HorizonChoice {
    /// All over the shortest
    Common,
    /// Each over its own, totals a month
    Month,
}

/// In which currency scenarios of different currencies are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CurrencyChoice {
    /// The base's, at the rate of a place in the scenario, else of the catalogue
    Base,
}

impl ScaleArgs {
    /// How horizons are counted.
    pub(super) fn horizon(self) -> Horizon {
        match self.horizon {
            Some(HorizonChoice::Month) => Horizon::Month,
            Some(HorizonChoice::Common) | None => Horizon::Common,
        }
    }

    /// Refuses to compare what is on different scales until it is said how; the base's file comes first.
    ///
    /// # Errors
    /// If a scenario is on another scale than the base, and not said how it is brought there.
    pub(super) fn stated(self, files: &[(&str, &Scenario)], catalog: &Catalog) -> Result<(), InputError> {
        let Some(((_, base), others)) = files.split_first() else { return Ok(()) };
        let base = &base.money;
        let mut faults = Vec::new();
        if let Some((file, other)) = others.iter().find(|(_, other)| other.money.currency != base.currency)
            && self.currency.is_none()
        {
            let (from, to) = (&other.money.currency, &base.currency);
            let rate = in_currency(other, to, catalog).ok().and_then(|(_, rate)| rate);
            let rate = rate.map_or_else(String::new, |rate| format!(" at {rate}"));
            faults.push(format!("{file}: reports in {from}, the base in {to}; --currency base converts it{rate}"));
        }
        if let Some((file, other)) = others.iter().find(|(_, other)| other.money.horizon_months != base.horizon_months)
            && self.horizon.is_none()
        {
            let (own, of_base) = (other.money.horizon_months, base.horizon_months);
            faults.push(format!(
                "{file}: looks at {own} months, the base at {of_base}; --horizon common compares over the shortest, \
                 --horizon month by what totals come to in a month"
            ));
        }
        if faults.is_empty() { Ok(()) } else { Err(InputError::Asked(faults.join("\n"))) }
    }
}
