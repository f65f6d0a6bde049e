//! One of a few: terms of a site, structure of a team, the reporting currency.

use egui::{ComboBox, RichText, Ui};

use super::{label_ui, title_ui};
use crate::{
    catalog::{
        presets::STRUCTURES,
        terms::{Employment, Engagement, TermsPreset},
    },
    model::scenario::{Scenario, Structure},
    state::AppState,
    ui::theme::{self, size, space},
};

/// One of a list, each with what it means.
fn options_ui<T: Copy + PartialEq>(ui: &mut Ui, options: &[(T, &str, &str)], chosen: &mut T) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::HALF;
        for (value, label, meaning) in options {
            ui.horizontal(|ui| {
                let option = ui.radio_value(chosen, *value, *label);
                option.on_hover_text(*meaning);
                let quiet = theme::palette(ui).quiet;
                ui.add(egui::Label::new(RichText::new(*meaning).size(size::LABEL).color(quiet)).truncate());
            });
        }
    });
}

pub(super) fn terms_ui(ui: &mut Ui, scenario: &Scenario, site: usize, terms: &mut TermsPreset) {
    let name = scenario.sites.get(site).map_or("", |site| site.name.as_str());
    title_ui(
        ui,
        &format!("Terms in {name}"),
        "Who employs the people there, and how. Fees, markup, on-costs and attrition follow.",
    );
    label_ui(ui, "Who employs them");
    let engagements = Engagement::ALL.map(|engagement| (engagement, engagement.label(), engagement.meaning()));
    options_ui(ui, &engagements, &mut terms.engagement);
    label_ui(ui, "How");
    let employments = Employment::ALL.map(|employment| (employment, employment.label(), employment.meaning()));
    options_ui(ui, &employments, &mut terms.employment);
}

pub(super) fn structure_ui(ui: &mut Ui, scenario: &Scenario, team: usize, structure: &mut Structure) {
    let name = scenario.teams.get(team).map_or("", |team| team.name.as_str());
    title_ui(
        ui,
        &format!("Structure of {name}"),
        "How the part offshore works with home. What needs talk, liaisons and oversight follow.",
    );
    let structures = STRUCTURES.each_ref().map(|preset| (preset.structure, preset.label, preset.meaning));
    options_ui(ui, &structures, structure);
}

pub(super) fn currency_ui(ui: &mut Ui, state: &AppState, code: &mut String) {
    let scenario = &state.document.scenario;
    title_ui(
        ui,
        "Report in another currency",
        "Every rate follows by the cross rate, every amount is converted; shares and savings stay what they are.",
    );
    let mut codes: Vec<&str> = state.shelf.catalog.places.iter().map(|place| place.currency.as_str()).collect();
    codes.extend(scenario.places().map(|place| place.currency.as_str()));
    codes.push(&scenario.money.currency);
    codes.sort_unstable();
    codes.dedup();
    ui.horizontal(|ui| {
        let label = label_ui(ui, "Currency");
        let shown = code.clone();
        let combo = ComboBox::from_id_salt("currency").width(120.0).selected_text(shown.clone());
        let response = combo.show_ui(ui, |ui| {
            theme::list(ui);
            for known in codes {
                ui.selectable_value(code, known.to_owned(), known);
            }
        });
        response.response.labelled_by(label.id).on_hover_text("The currency that totals are shown in");
    });
}
