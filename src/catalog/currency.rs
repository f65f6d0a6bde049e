//! Another reporting currency for a scenario: every rate and amount follows.

use super::{Catalog, edit::EditError, presets::Change};
use crate::model::scenario::Scenario;

/// Reports in another currency, and says what changed.
///
/// # Errors
/// If no rate between the two currencies is known, or the result breaks a rule.
pub fn report_in(scenario: &mut Scenario, currency: &str, catalog: &Catalog) -> Result<Vec<Change>, EditError> {
    unimplemented!("{scenario:?} {currency} {catalog:?}")
}
