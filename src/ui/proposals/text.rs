//! What is pasted: a team list from a spreadsheet, own figures from CSV.

use egui::{ComboBox, ScrollArea, TextEdit, Ui};

use super::{label_ui, title_ui};
use crate::{
    catalog::{import::Target, paste::Placing},
    model::scenario::Scenario,
    ui::theme::{self, size},
};

/// Rows of text that are in view.
const ROWS: usize = 8;

/// A field of many lines.
fn lines_ui(ui: &mut Ui, key: &str, label: &str, hint: &str, text: &mut String) {
    ScrollArea::vertical().id_salt(key).max_height(180.0).show(ui, |ui| {
        let field = TextEdit::multiline(text)
            .id_salt(key)
            .hint_text(hint)
            .font(theme::regular(size::BODY))
            .desired_rows(ROWS)
            .desired_width(f32::INFINITY);
        let response = ui.add(field);
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::text_edit(true, &*text, &*text, hint);
            info.label = Some(label.to_owned());
            info
        });
        if ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
        if !response.has_focus() {
            response.on_hover_text("Paste here");
        }
    });
}

pub(super) fn teams_ui(ui: &mut Ui, text: &mut String, placing: &mut Placing) {
    title_ui(
        ui,
        "Paste a team list",
        "One team a row, copied from a spreadsheet: role, heads, annual salary, and if you like site and share. \
         A header row may name the columns in any order.",
    );
    lines_ui(ui, "team list", "Team list", "Role\tHeads\tSalary\nAccountant\t4\t70,000", text);
    ui.horizontal(|ui| {
        ui.radio_value(placing, Placing::Add, "Add to the teams").on_hover_text("The teams that are there stay");
        ui.radio_value(placing, Placing::Replace, "Replace them").on_hover_text("Only the pasted teams remain");
    });
}

pub(super) fn figures_ui(ui: &mut Ui, scenario: &Scenario, target: &mut Target, text: &mut String) {
    title_ui(ui, "Own figures", "Paste rows of CSV, figure and value: a name as the levers have it, then the number.");
    ui.horizontal(|ui| {
        let label = label_ui(ui, "For");
        let name = |target: &Target| match target {
            Target::Place(id) => scenario.place(id).map_or("", |place| &place.name),
            Target::Team(id) => scenario.team(id).map_or("", |team| &team.name),
        };
        let shown = name(target).to_owned();
        let combo = ComboBox::from_id_salt("figures for").width(240.0).selected_text(shown.clone());
        let response = combo.show_ui(ui, |ui| {
            theme::list(ui);
            let places = scenario.places().map(|place| Target::Place(place.id.clone()));
            let teams = scenario.teams.iter().map(|team| Target::Team(team.id.clone()));
            for each in places.chain(teams) {
                let label = name(&each).to_owned();
                ui.selectable_value(target, each, label);
            }
        });
        response.response.labelled_by(label.id).on_hover_text("The place or team that the figures are for");
    });
    lines_ui(ui, "own figures", "Own figures", "on_cost,0.22\nattrition,18%\nseat_cost,450", text);
}
