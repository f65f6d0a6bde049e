//! What is to say about a lever: its meaning, its source, what is valid.

use egui::{RichText, Ui};
use rust_decimal::{Decimal, dec};

use super::LeverRow;
use crate::catalog::origin::citation_text;
use crate::format;
use crate::model::{
    lever::{Basis, Lever, LeverId, Unit},
    scenario::Scenario,
};
use crate::ui::{
    theme::{self, size, space},
    widgets::card::card_text_ui,
};

/// Bounds from here on are there for arithmetic; nobody needs to read them.
const ENDLESS: Decimal = dec!(100000000);

/// Reads what was typed into a lever's row and checks it against what is valid.
pub(super) fn parse(id: &LeverId, scenario: &Scenario, text: &str) -> Result<Decimal, String> {
    let value = format::parse_row(id.lever(), text).map_err(|error| error.to_string())?;
    let money = matches!(id.lever().unit, Unit::Money | Unit::LocalMoney);
    let hidden = money && format::currency_of(id, scenario) == format::INDEX;
    let value = if hidden { value * format::INDEX_POINT } else { value };
    let value = if id.lever().whole { value.round() } else { value };
    if id.lever().valid.holds(value) {
        return Ok(value);
    }
    let found = format::lever_value(id, scenario, value);
    Err(format!("must be {}, found {found}", valid(id, scenario)))
}

/// The valid range in the row's own unit: `0 % – 90 %`, `above 0`.
pub(super) fn valid(id: &LeverId, scenario: &Scenario) -> String {
    let bounds = id.lever().valid;
    let text =
        |value| if id.lever().unit == Unit::Span { span(value) } else { format::lever_value(id, scenario, value) };
    let (low, high) = (text(bounds.low), text(bounds.high));
    match (bounds.above, bounds.below, bounds.high >= ENDLESS) {
        (true, _, true) => format!("above {low}"),
        (true, _, false) => format!("above {low} and at most {high}"),
        (false, _, true) => format!("{low} or more"),
        (false, true, false) => format!("{low} or later, before 24:00"),
        (false, false, false) => format!("{low} – {high}"),
    }
}

fn span(value: Decimal) -> String {
    format::with_unit(Unit::Span, value)
}

/// Where the default and the range come from, an assumption called one.
pub(super) fn basis(lever: &Lever) -> String {
    match lever.basis {
        Basis::Source(source) => format!("Source: {source}."),
        Basis::Assumption(why) => format!("Assumption, not measured: {why}."),
        Basis::Own => "Your own figure.".to_owned(),
    }
}

/// The rail's ends without those that the field must not take.
pub(super) fn open_ends(lever: &Lever, (low, high): (Decimal, Decimal), step: Decimal) -> (Decimal, Decimal) {
    let hair = if lever.whole { Decimal::ONE } else { step / Decimal::TEN };
    let low = if lever.valid.above && low == lever.valid.low { low + hair } else { low };
    let high = if lever.valid.below && high == lever.valid.high { high - hair } else { high };
    (low, Ord::max(low, high))
}

/// The card of a lever.
pub(super) fn about_ui(ui: &mut Ui, row: &LeverRow<'_>) {
    let lever = row.id.lever();
    let text = |value| format::lever_value(row.id, row.scenario, value);
    card_text_ui(ui, &row.id.label(row.scenario), lever.meaning);
    ui.add_space(space::HALF);
    egui::Grid::new(egui::Id::unique(("about", row.id.to_string())))
        .min_row_height(16.0)
        .spacing([space::MARGIN, space::HALF])
        .show(ui, |ui| {
            let zone = lever.zones.map(|zones| format!(", {}", zones.name(row.value))).unwrap_or_default();
            fact_ui(ui, "Today", &format!("{}{zone}", text(row.value)));
            if row.value != row.reference {
                fact_ui(ui, "Opened", &text(row.reference));
            }
            if let Some(default) = lever.default {
                fact_ui(ui, "Typical", &text(default));
            }
            fact_ui(ui, "Valid", &valid(row.id, row.scenario));
            fact_ui(ui, "Range", &super::range::words(row));
            if let Some(worth) = row.worth {
                fact_ui(ui, "One step", worth);
            }
        });
    ui.add_space(space::HALF);
    let quiet = theme::palette(ui).quiet;
    let source = row.origin.map_or_else(|| basis(lever), |(known, catalog)| citation_text(known, catalog));
    ui.label(RichText::new(source).size(size::LABEL).color(quiet));
}

fn fact_ui(ui: &mut Ui, what: &str, value: &str) {
    let palette = theme::palette(ui);
    ui.label(RichText::new(what).size(size::LABEL).color(palette.quiet));
    ui.label(RichText::new(value).size(size::LABEL));
    ui.end_row();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::lever::Group;

    fn said(group: Group, field: &str) -> String {
        let id = LeverId::global(group, field).or_else(|| LeverId::team("desk", field)).unwrap();
        valid(&id, &Scenario::default()).replace('\u{a0}', " ")
    }

    #[test]
    fn what_is_valid_is_said_in_the_unit_of_the_row() {
        assert_eq!(said(Group::Friction, "rework"), "0 % – 90 %");
        assert_eq!(said(Group::Team, "headcount"), "above 0 seats and at most 100,000 seats");
        assert_eq!(said(Group::Team, "oversight"), "none – 1 to 1");
    }

    #[test]
    fn a_rail_ends_where_the_field_may_still_go() {
        let headcount = Lever::find(Group::Team, "headcount").unwrap();
        assert_eq!(open_ends(headcount, (dec!(0), dec!(10)), dec!(1)), (dec!(0.1), dec!(10)));
    }
}
