//! A first scenario from six answers.

use rust_decimal::Decimal;
use thiserror::Error;

use super::{Catalog, terms::TermsPreset};
use crate::model::{
    check::Fault,
    scenario::{Objective, Scenario, Structure},
};

/// The answers. The first six are asked; the others have a default that suits most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// [`super::Place::id`] of home.
    pub home: String,
    /// [`super::Role::id`].
    pub role: String,
    /// Seats of the team, FTE; above 0, at most 100 000.
    pub seats: Decimal,
    /// [`super::Place::id`] of the site.
    pub destination: String,
    /// Share of the seats that goes there; 0–1.
    pub share: Decimal,
    /// Annual gross at home, local currency, where known; else the catalogue's.
    pub own_pay: Option<Decimal>,
    /// Annual gross at the destination, local currency; needed only where the catalogue has none.
    pub destination_pay: Option<Decimal>,
    /// Whether the seats exist at home today.
    pub objective: Objective,
    /// How the offshore part is engaged.
    pub structure: Structure,
    /// Who employs the people there, and how.
    pub terms: TermsPreset,
}

/// Why answers don't make a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DraftError {
    /// The catalogue has no such place.
    #[error("must be a place of the catalogue, found \"{id}\"")]
    NoPlace {
        /// What was asked for.
        id: String,
    },
    /// The catalogue has no such role.
    #[error("must be a role of the catalogue, found \"{id}\"")]
    NoRole {
        /// What was asked for.
        id: String,
    },
    /// Home and destination are one.
    #[error("home and destination must differ, found {city} twice")]
    SamePlace {
        /// The city.
        city: String,
    },
    /// The catalogue does not know what the role earns there.
    #[error("an own figure is needed for the annual pay of a {role} in {city} ({currency}), the catalogue has none")]
    NoPay {
        /// Name of the role.
        role: String,
        /// City.
        city: String,
        /// Whether it is missing at home rather than at the destination.
        at_home: bool,
        /// The currency the figure is needed in.
        currency: String,
    },
    /// No exchange rate is known.
    #[error("an exchange rate must be known for {currency}, the catalogue has none")]
    NoRate {
        /// The currency.
        currency: String,
    },
    /// An answer is out of range.
    #[error("{0}")]
    Invalid(Fault),
}

impl Draft {
    /// Ten seats of the first role that the first home and another place both have pay for.
    #[must_use]
    pub fn default_for(catalog: &Catalog) -> Self {
        unimplemented!("{catalog:?}")
    }

    /// The catalogue's pay for the role: at home and at the destination, local currencies.
    #[must_use]
    pub fn catalogue_pay<'a>(&self, catalog: &'a Catalog) -> [Option<&'a super::Figure>; 2] {
        [&self.home, &self.destination].map(|place| catalog.pay(place, &self.role).map(|pay| &pay.salary))
    }

    /// A complete scenario that `check` finds valid.
    ///
    /// # Errors
    /// If a place, a role or a figure is missing, or an answer is out of range.
    pub fn scenario(&self, catalog: &Catalog) -> Result<Scenario, DraftError> {
        unimplemented!("{self:?} {catalog:?}")
    }
}
