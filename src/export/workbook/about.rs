//! What the workbook is: of which scenario, by which model, and how old its rates are.

use super::{
    Brought, Case,
    look::{Ink, Look},
    page::{Area, Page, count},
};
use crate::{
    catalog::{
        Catalog,
        origin::{citation_text, origin_of},
    },
    model::{MODEL_VERSION, fingerprint::Fingerprint, lever::LeverId, scenario::Scenario},
};

/// Characters of a line, with some to spare.
const WIDTH: usize = 100;
/// What to know before one changes anything.
const NOTES: [&str; 6] = [
    "Every computed cell is a formula that leads back to the inputs; change those on a yellow ground and all else follows.",
    "A posting is rounded to cents once, half away from zero. Before that it is nudged by 1E-13 of itself, since binary \
     fractions can't hold half a cent: away from zero, but where the exact books saw it from below, toward it. After a \
     change a posting that is half a cent to thirteen digits can therefore be a cent from the exact books.",
    "Sums of cents are rounded to cents, which takes off what binary fractions add.",
    "Months stop at the horizon that was exported: a shorter one may be typed. Hiring and learning may get three months \
     slower than they were; beyond that the check on the inputs says so.",
    "Offsets from UTC are given for the year of the start. Another start, another place or another team is a new export.",
    "Stages of the bridge are explained on its sheet; the model's formulas stand in the cells.",
];

/// Writes the sheet.
pub(super) fn write(cases: &[Case<'_>], brought: &Brought, catalog: &Catalog, look: &Look) -> Page {
    let mut page = Page::new("About", look);
    page.text(Area::cell(0, 0), "About this workbook", Ink::TITLE);
    let mut row = 2;
    let mut fact = |page: &mut Page, label: &str, text: &str| {
        page.text(Area::cell(row, 0), label, Ink::WRAPPED);
        page.text(Area::cell(row, 1), text, Ink::WRAPPED);
        page.tall(row, count(text.chars().count() / WIDTH) + 1);
        row += 1;
    };
    fact(&mut page, "Made by", concat!("Shoreline ", env!("CARGO_PKG_VERSION")));
    fact(&mut page, "Version of the model", &MODEL_VERSION.to_string());
    fact(&mut page, "Figures of the catalogue as of", &catalog.as_of);
    for said in &brought.said {
        fact(&mut page, "Compared", said);
    }
    for (index, case) in cases.iter().enumerate() {
        let scenario = case.scenario;
        let own = brought.own.get(index).map_or(scenario, |own| own);
        fact(&mut page, "", "");
        fact(&mut page, "Scenario", &scenario.name);
        fact(&mut page, "Fingerprint, as exported", &Fingerprint::of(own).to_string());
        let figures = |of: &Scenario| format!("in {} over {} months", of.money.currency, of.money.horizon_months);
        if figures(own) != figures(scenario) {
            fact(&mut page, "Its own figures", &format!("{}, here {}", figures(own), figures(scenario)));
        }
        fact(&mut page, "Note", &scenario.note);
        for (label, text) in rates(scenario, catalog) {
            fact(&mut page, &label, &text);
        }
    }
    fact(&mut page, "", "");
    for note in NOTES {
        fact(&mut page, "", note);
    }
    page.widths(0, &[36.0, 110.0]);
    page.paper(1, 0);
    page
}

/// Where each exchange rate comes from, with its date where that is known.
fn rates(scenario: &Scenario, catalog: &Catalog) -> Vec<(String, String)> {
    let field = "exchange_rate";
    let levers =
        std::iter::once(LeverId::home(field)).chain(scenario.sites.iter().map(|site| LeverId::site(&site.id, field)));
    let row = |lever: LeverId| {
        let row = origin_of(scenario, &lever, catalog)?;
        Some((lever.label(scenario), format!("{}: {}", row.value.normalize(), citation_text(&row, catalog))))
    };
    levers.flatten().filter_map(row).collect()
}
