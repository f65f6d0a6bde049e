//! Headings of teams and places among the levers, each with what can be done to it.

use egui::{Align, Button, Layout, RichText, Ui, containers::menu::MenuButton};

use super::bar::command_item_ui;
use crate::{
    catalog::{
        import::Target,
        presets::{objective_label, objective_meaning, structure_preset},
        terms::TermsPreset,
    },
    model::scenario::{Objective, Scenario, Word},
    state::{
        AppState,
        command::Command,
        message::{Edit, Message},
        proposal::{SiteChoice, Topic},
    },
    ui::theme::{self, size, space},
};

/// What a group of levers is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Heading {
    /// Nothing that needs a name.
    None,
    /// The team that is shown.
    Team,
    /// A place, by its id.
    Place(String),
}

/// Draws a heading: the name, a quiet word on it, and its menu.
pub(super) fn heading_ui(ui: &mut Ui, state: &AppState, heading: &Heading, messages: &mut Vec<Message>) {
    let scenario = &state.document.scenario;
    match heading {
        Heading::None => {}
        Heading::Team => {
            let Some(team) = scenario.teams.get(state.view.team) else { return };
            let about = structure_preset(team.structure).label;
            named_ui(ui, &team.name, about, |ui| team_menu_ui(ui, state, messages));
        }
        Heading::Place(id) => {
            let Some(place) = scenario.place(id) else { return };
            let site = scenario.sites.iter().position(|site| site.id == *id);
            let about = if site.is_some() { place.terms.as_str() } else { "home" };
            named_ui(ui, &place.name, about, |ui| place_menu_ui(ui, scenario, id, site, messages));
        }
    }
}

fn named_ui(ui: &mut Ui, name: &str, about: &str, menu: impl FnOnce(&mut Ui)) {
    ui.add_space(space::GAP);
    ui.horizontal(|ui| {
        let quiet = theme::palette(ui).quiet;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = Button::new("Change").frame_when_inactive(false);
            let (response, _) = MenuButton::from_button(button).ui(ui, menu);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Change {name}")));
            response.on_hover_text(format!("What can be done with {name}"));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(RichText::new(name).font(theme::strong(size::BODY))).truncate());
                ui.add(egui::Label::new(RichText::new(about).size(size::LABEL).color(quiet)).truncate());
            });
        });
    });
    ui.add_space(space::HALF);
}

fn item_ui(ui: &mut Ui, (text, hint): (&str, &str), message: Message, messages: &mut Vec<Message>) {
    if ui.button(text).on_hover_text(hint).clicked() {
        let whole = matches!(message, Message::Edit(_));
        messages.push(message);
        messages.extend(whole.then_some(Message::GestureEnd));
    }
}

fn propose(topic: Topic) -> Message {
    Message::Propose(Box::new(topic))
}

fn team_menu_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let scenario = &state.document.scenario;
    let Some(team) = scenario.teams.get(state.view.team) else { return };
    ui.set_min_width(220.0);
    let structure = Topic::Structure { team: state.view.team, structure: team.structure };
    let hint = "How the part offshore works with home";
    item_ui(ui, ("Structure…", hint), propose(structure), messages);
    command_item_ui(ui, Command::AddTeam, messages);
    command_item_ui(ui, Command::PasteTeams, messages);
    let figures = Topic::Figures { target: Target::Team(team.id.clone()), text: String::new() };
    item_ui(ui, ("Own figures…", Command::OwnFigures.row().hint), propose(figures), messages);
    // The last team stays.
    if scenario.teams.len() > 1 {
        let remove = Message::Edit(Edit::RemoveTeam(team.id.clone()));
        item_ui(ui, ("Remove this team", "Its levers go with it; one undo step"), remove, messages);
    }
    ui.separator();
    ui.label(RichText::new("Objective of the scenario").size(size::LABEL).weak());
    for objective in Objective::ALL {
        let chosen = scenario.objective == *objective;
        let option = ui.radio(chosen, objective_label(*objective)).on_hover_text(objective_meaning(*objective));
        if option.clicked() && !chosen {
            messages.extend([Message::Edit(Edit::Objective(*objective)), Message::GestureEnd]);
        }
    }
}

fn place_menu_ui(ui: &mut Ui, scenario: &Scenario, id: &str, site: Option<usize>, messages: &mut Vec<Message>) {
    ui.set_min_width(220.0);
    if let Some(site) = site {
        let named = scenario.sites.get(site).and_then(|site| TermsPreset::from_name(&site.terms));
        let terms = Topic::Terms { site, terms: named.unwrap_or_default() };
        item_ui(ui, ("Terms of engagement…", "Who employs the people there, and how"), propose(terms), messages);
        let swap = Topic::Site(SiteChoice { swap: Some(id.to_owned()), ..SiteChoice::default() });
        item_ui(ui, ("Swap for another place…", "Keeps shares, terms and shift"), propose(swap), messages);
    }
    command_item_ui(ui, Command::AddSite, messages);
    let figures = Topic::Figures { target: Target::Place(id.to_owned()), text: String::new() };
    item_ui(ui, ("Own figures…", Command::OwnFigures.row().hint), propose(figures), messages);
    if site.is_some() {
        let remove = Message::Edit(Edit::RemoveSite(id.to_owned()));
        item_ui(ui, ("Remove this site", "Its seats go home; one undo step"), remove, messages);
    } else {
        command_item_ui(ui, Command::Currency, messages);
    }
}
