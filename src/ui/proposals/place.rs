//! Another site or team: what it is, and pay that the catalogue does not know.

use egui::{ComboBox, Grid, Id, StrokeKind, TextEdit, Ui, vec2};
use rust_decimal::Decimal;

use super::{label_ui, title_ui};
use crate::{
    catalog::{
        edit::{MissingPay, NewTeam, OwnPay},
        presets::STRUCTURES,
    },
    format,
    model::lever::{Group, Lever},
    state::{
        AppState,
        proposal::{Prepared, Problem, SiteChoice},
    },
    ui::{
        theme::{self, mark, space},
        widgets::value_field::{ValueField, typed, value_field_ui},
    },
};

/// Width of the controls beside their labels.
const CONTROL: f32 = 320.0;
/// Width of the list beside a field.
const LIST: f32 = 64.0;

type Outcome = Result<Prepared, Vec<Problem>>;

pub(super) fn site_ui(ui: &mut Ui, state: &AppState, choice: &mut SiteChoice, outcome: &Outcome) {
    let scenario = &state.document.scenario;
    let swapped = choice.swap.as_ref().and_then(|id| scenario.sites.iter().find(|site| site.id == *id));
    match swapped {
        Some(site) => title_ui(
            ui,
            &format!("Swap {} for another place", site.name),
            "Shares, terms and shift stay; figures and pay become the new place’s.",
        ),
        None => title_ui(ui, "Add a site", "Nobody moves there yet: give it a share of the mix afterwards."),
    }
    grid_ui(ui, "site", |ui| {
        let label = label_ui(ui, "Place");
        let name = |id: &str| {
            let place = state.shelf.catalog.place(id);
            place.map_or_else(|| "Choose a place".to_owned(), |place| format!("{}, {}", place.city, place.country_name))
        };
        let combo = ComboBox::from_id_salt("place").width(CONTROL).height(320.0).selected_text(name(&choice.place));
        let shown = combo.show_ui(ui, |ui| {
            theme::list(ui);
            for place in &state.shelf.catalog.places {
                let text = name(&place.id);
                if ui.selectable_value(&mut choice.place, place.id.clone(), text).clicked() {
                    choice.pay.clear();
                }
            }
        });
        shown.response.labelled_by(label.id).on_hover_text("A place of the catalogue; the city stands for its country");
        ui.end_row();
        if swapped.is_none() {
            own_name_ui(ui, choice);
        }
        pay_ui(ui, outcome, &mut choice.pay);
    });
}

/// A place of one's own, made like the one that is chosen.
fn own_name_ui(ui: &mut Ui, choice: &mut SiteChoice) {
    label_ui(ui, "");
    let mut own = choice.own_name.is_some();
    let hint = "Starts from the chosen place’s figures under a name of your own; change what differs";
    if ui.checkbox(&mut own, "A place of our own, like this one").on_hover_text(hint).changed() {
        choice.own_name = own.then(String::new);
    }
    ui.end_row();
    if let Some(name) = &mut choice.own_name {
        let label = label_ui(ui, "Name");
        let field = TextEdit::singleline(name).char_limit(60).desired_width(CONTROL);
        ui.add(field).labelled_by(label.id).on_hover_text("What the place is called");
        ui.end_row();
    }
}

pub(super) fn team_ui(ui: &mut Ui, state: &AppState, team: &mut NewTeam, outcome: &Outcome) {
    title_ui(ui, "Add a team", "It starts with its market’s pay, the ramp-up of its role, and all seats at home.");
    let role = team.role.clone();
    grid_ui(ui, "team", |ui| {
        let label = label_ui(ui, "Role");
        ui.horizontal(|ui| {
            let field = TextEdit::singleline(&mut team.role).char_limit(60).desired_width(CONTROL - LIST - space::GAP);
            ui.add(field).labelled_by(label.id).on_hover_text("What the team does: one of the list, or your own");
            let combo = ComboBox::from_id_salt("roles").width(LIST).height(320.0).selected_text("List");
            let shown = combo.show_ui(ui, |ui| {
                theme::list(ui);
                for known in &state.shelf.catalog.roles {
                    ui.selectable_value(&mut team.role, known.label.clone(), &known.label);
                }
            });
            shown.response.on_hover_text("Roles that the catalogue has pay for");
        });
        ui.end_row();
        if role != team.role && (team.name.is_empty() || team.name == role) {
            team.name.clone_from(&team.role);
        }
        let label = label_ui(ui, "Name");
        let field = TextEdit::singleline(&mut team.name).char_limit(60).desired_width(CONTROL);
        ui.add(field).labelled_by(label.id).on_hover_text("What the team is called");
        ui.end_row();
        label_ui(ui, "Seats");
        let lever = (Group::Team, "headcount", "Seats");
        if let Some(seats) = number_ui(ui, "new team seats", lever, Some(team.headcount)) {
            team.headcount = seats;
        }
        ui.end_row();
        structure_ui(ui, team);
        pay_ui(ui, outcome, &mut team.pay);
    });
}

fn structure_ui(ui: &mut Ui, team: &mut NewTeam) {
    let label = label_ui(ui, "Structure");
    let shown = STRUCTURES.iter().find(|preset| preset.structure == team.structure).map_or("", |preset| preset.label);
    let combo = ComboBox::from_id_salt("structure").width(CONTROL).selected_text(shown);
    let response = combo.show_ui(ui, |ui| {
        theme::list(ui);
        for preset in &STRUCTURES {
            ui.selectable_value(&mut team.structure, preset.structure, preset.label).on_hover_text(preset.meaning);
        }
    });
    response.response.labelled_by(label.id).on_hover_text("How the part offshore works with home");
    ui.end_row();
}

fn grid_ui(ui: &mut Ui, key: &str, contents: impl FnOnce(&mut Ui)) {
    Grid::new(key).num_columns(2).min_row_height(28.0).spacing([space::MARGIN, space::HALF]).show(ui, contents);
}

/// Pay that must be given, and what was given already.
fn pay_ui(ui: &mut Ui, outcome: &Outcome, given: &mut Vec<OwnPay>) {
    let missing: Vec<&MissingPay> = match outcome {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().filter_map(|problem| problem.pay.as_ref()).collect(),
    };
    for own in given.iter_mut() {
        label_ui(ui, "Own pay");
        if let Some(amount) = number_ui(ui, &own.of, (Group::Salary, "", "Own pay"), Some(own.amount)) {
            own.amount = amount;
        }
        ui.end_row();
    }
    for pay in missing {
        label_ui(ui, &format!("Annual pay, {}", pay.currency));
        ui.horizontal(|ui| {
            let name = format!("Annual pay of {} in {}", pay.team, pay.place);
            if let Some(amount) = number_ui(ui, &pay.of, (Group::Salary, "", &name), None) {
                given.push(OwnPay { of: pay.of.clone(), amount });
            }
            label_ui(ui, &format!("{} in {}: the catalogue has none", pay.role, pay.place));
        });
        ui.end_row();
    }
}

/// A number to be typed, checked as a lever's is.
fn number_ui(ui: &mut Ui, key: &str, lever: (Group, &str, &str), value: Option<Decimal>) -> Option<Decimal> {
    let (group, field, label) = lever;
    let row = Lever::find(group, field)?;
    let parse = |entry: &str| typed(group, field, entry);
    let text = value.map_or_else(|| "type it".to_owned(), |value| format::with_unit(row.unit, value));
    let (_, frame) = ui.allocate_space(vec2(120.0, 24.0));
    let palette = theme::palette(ui);
    ui.painter().rect(frame, 4.0, palette.ground, (mark::HAIR, palette.control), StrokeKind::Inside);
    let rect = frame.shrink2(vec2(space::GAP, 0.0));
    let field = ValueField { id: Id::unique(("proposed", key)), label, text: &text, parse: &parse };
    value_field_ui(ui, rect, &field)
}
