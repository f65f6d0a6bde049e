//! What today's catalogue would change in a scenario, before it is changed.
//!
//! A number that differs from the catalogue may be the user's own or an older catalogue's; the
//! file can't say which. So every difference is listed, none is applied unasked, and the user
//! chooses.

use rust_decimal::Decimal;

use super::{Catalog, edit::EditError, origin::Origin};
use crate::model::{lever::LeverId, scenario::Scenario};

/// A number that the catalogue has otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The number.
    pub lever: LeverId,
    /// The scenario's value.
    pub today: Decimal,
    /// The catalogue's value.
    pub catalogue: Decimal,
    /// Where the catalogue's value comes from.
    pub origin: Origin,
}

/// Every number that comes from figures of the catalogue and differs from them. What a preset,
/// a default or an assumption filled in is left alone.
#[must_use]
pub fn differences(scenario: &Scenario, catalog: &Catalog) -> Vec<Difference> {
    unimplemented!("{scenario:?} {catalog:?}")
}

/// The scenario with the catalogue's value for the chosen levers; others in `chosen` change
/// nothing. On-costs that go with a changed salary follow it if they are chosen too.
///
/// # Errors
/// If the result breaks a rule between fields.
pub fn refreshed(scenario: &Scenario, chosen: &[LeverId], catalog: &Catalog) -> Result<Scenario, EditError> {
    unimplemented!("{scenario:?} {chosen:?} {catalog:?}")
}
