//! The levers: the mix, the short list, the folds, and the search over all.

use egui::{Align, Button, ComboBox, Id, Layout, Response, RichText, ScrollArea, Ui, vec2};
use rust_decimal::Decimal;

use super::places::{Heading, heading_ui};
use crate::{
    format,
    model::{
        lever::LeverId,
        scenario::{Scenario, Team},
    },
    state::{
        AppState,
        command::Command,
        message::{Edit, Message, ViewChange},
        panel::{sections, short_list},
        view::Fold,
    },
    ui::{
        theme::{self, size, space},
        widgets::{
            Disclosure, LeverRow, MixBar, SearchField, disclosure_ui, lever_row, lever_row_ui, mix_bar, mix_bar_ui,
            search_field_ui,
        },
    },
};

/// Height of the search field.
const SEARCH: f32 = 24.0;
/// Most levers that a search shows.
const MOST_FOUND: usize = 24;

/// Draws the lever panel.
pub(in crate::ui) fn levers_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let room = ui.available_height() - SEARCH - space::HALF;
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        ui.set_max_width(268.0);
        if state.view.search.trim().is_empty() {
            usual_ui(ui, state, messages);
        } else {
            found_ui(ui, state, messages);
        }
    });
    ui.add_space(space::HALF);
    ui.scope(|ui| {
        ui.set_max_width(268.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::GAP;
            reset_ui(ui, state, messages);
        });
    });
}

fn usual_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let scenario = &state.document.scenario;
    let Some(team) = scenario.teams.get(state.view.team) else { return };
    if scenario.teams.len() > 1 {
        team_ui(ui, state, messages);
    }
    let most = mix_bar::HEIGHT + 28.0;
    let mix = MixBar { scenario, team: state.view.team, pinned: &state.view.pinned, max_height: most };
    mix_bar_ui(ui, &mix, messages);
    for id in short_list(team).into_iter().chain(pinned(state, team)) {
        row_ui(ui, state, &id, messages);
    }
    for fold in Fold::ALL {
        fold_ui(ui, state, team, fold, messages);
    }
}

/// The levers that are pinned to the short list and that the scenario has.
fn pinned(state: &AppState, team: &Team) -> Vec<LeverId> {
    let scenario = &state.document.scenario;
    let usual = short_list(team);
    let known = state.session.pins.iter().filter_map(|id| id.parse::<LeverId>().ok());
    known.filter(|id| !usual.contains(id) && id.value(scenario).is_ok()).collect()
}

fn team_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let teams = &state.document.scenario.teams;
    let shown = teams.get(state.view.team).map_or("", |team| team.name.as_str());
    let combo = ComboBox::from_id_salt("team").width(268.0).selected_text(shown);
    let response = combo.show_ui(ui, |ui| {
        for (index, team) in teams.iter().enumerate() {
            if ui.selectable_label(index == state.view.team, &team.name).clicked() {
                messages.push(Message::View(ViewChange::Team(index)));
            }
        }
    });
    response.response.on_hover_text("The team whose mix and levers are shown");
    ui.add_space(space::GAP);
}

/// What a fold holds, under headings.
fn fold_levers(scenario: &Scenario, team: &Team, fold: Fold) -> Vec<(Heading, Vec<LeverId>)> {
    let head = (fold == Fold::Sites).then(|| (Heading::Team, Vec::new()));
    let sections = sections(scenario, team, fold).into_iter();
    head.into_iter()
        .chain(sections.map(|section| (section.place.map_or(Heading::None, Heading::Place), section.levers)))
        .collect()
}

fn fold_ui(ui: &mut Ui, state: &AppState, team: &Team, fold: Fold, messages: &mut Vec<Message>) {
    let scenario = &state.document.scenario;
    let open = state.view.folds.contains(&fold);
    let mut levers = fold_levers(scenario, team, fold);
    let above = pinned(state, team);
    for (_, ids) in &mut levers {
        ids.retain(|id| !above.contains(id));
    }
    let (title, key, hint) = match fold {
        Fold::Friction => ("More friction", "friction", "Friction factors and what the team’s work needs"),
        Fold::Rollout => ("Roll-out", "rollout", "Pilot, waves, handover, severance and one-off costs"),
        Fold::Sites => ("Sites and terms", "sites", "Pay, on-costs, shifts and provider’s terms by place"),
        Fold::Money => ("Money", "money", "Horizon, rates, thresholds and management"),
    };
    let summary = summary(scenario, &levers, fold);
    let head = Disclosure { id: Id::unique(("fold", key)), title, summary: &summary, open, hint };
    let head = disclosure_ui(ui, &head);
    // Rows come with the next frame, once the fold is open.
    let opening = head.id.with("opening");
    if head.clicked() {
        messages.push(Message::View(ViewChange::ToggleFold(fold)));
        ui.data_mut(|data| data.insert_temp(opening, !open));
    }
    if !open {
        return;
    }
    for (heading, ids) in &levers {
        heading_ui(ui, state, heading, messages);
        for id in ids {
            row_of_ui(ui, state, (id, matches!(heading, Heading::Place(_))), messages);
        }
    }
    reset_fold_ui(ui, state, &levers, messages);
    ui.add_space(space::GAP);
    if ui.data_mut(|data| data.remove_temp::<bool>(opening)) == Some(true) {
        // As much of the fold as the panel shows, its head first.
        let foot = ui.cursor().top().min(head.rect.top() + ui.clip_rect().height());
        ui.scroll_to_rect(head.rect.with_max_y(foot), None);
    }
}

/// At the foot of a fold: what gives its changed levers back, in one step.
fn reset_fold_ui(ui: &mut Ui, state: &AppState, levers: &[(Heading, Vec<LeverId>)], messages: &mut Vec<Message>) {
    let (scenario, reference) = (&state.document.scenario, state.reference.scenario());
    let mut whole = Scenario::clone(scenario);
    let mut changed = 0;
    for id in levers.iter().flat_map(|(_, ids)| ids) {
        let (Ok(now), Ok(was)) = (id.value(scenario), id.value(reference)) else { continue };
        changed += usize::from(now != was && id.set(&mut whole, was).is_ok());
    }
    if changed == 0 {
        return;
    }
    let name = if changed == 1 { "Reset 1 lever".to_owned() } else { format!("Reset {changed} levers") };
    ui.add_space(space::GAP);
    let text = RichText::new(&name).font(theme::regular(size::LABEL));
    let hint = "Gives the changed levers of this fold what they have in the reference, in one undo step";
    let button = ui.add(Button::new(text).frame_when_inactive(false));
    if button.gained_focus() {
        button.scroll_to_me(None);
    }
    if button.on_hover_text(hint).clicked() {
        messages.extend([Message::Edit(Edit::Whole(name.to_lowercase(), Box::new(whole))), Message::GestureEnd]);
    }
}

fn summary(scenario: &Scenario, levers: &[(Heading, Vec<LeverId>)], fold: Fold) -> String {
    let rollout = &scenario.rollout;
    match fold {
        Fold::Friction => format!("{} levers", levers.iter().map(|(_, ids)| ids.len()).sum::<usize>()),
        Fold::Rollout => {
            let pilot = format::trimmed(rollout.pilot_heads, 1);
            let wave = format::trimmed(rollout.wave_heads, 1);
            match rollout.wave_every_months {
                1 => format!("pilot {pilot}, then {wave} a month"),
                months => format!("pilot {pilot}, then {wave} each {months} months"),
            }
        }
        Fold::Sites => format!("{} places", scenario.sites.len() + 1),
        Fold::Money => format!(
            "{} months, {}",
            scenario.money.horizon_months,
            format::percent_precise(scenario.money.discount_rate)
        ),
    }
}

fn row_ui(ui: &mut Ui, state: &AppState, id: &LeverId, messages: &mut Vec<Message>) {
    row_of_ui(ui, state, (id, false), messages);
}

/// A lever's row; under the heading of its place it does not repeat where it is.
fn row_of_ui(ui: &mut Ui, state: &AppState, (id, headed): (&LeverId, bool), messages: &mut Vec<Message>) {
    let scenario = &state.document.scenario;
    let Ok(value) = id.value(scenario) else { return };
    let reference: Decimal = id.value(state.reference.scenario()).unwrap_or(value);
    let figure = state.study.figure(id).filter(|figure| figure.row.value == value);
    let worth = figure.filter(|figure| figure.worth.abs() >= 1.0).map(|figure| {
        let amount = format::money(format::decimal(figure.worth.abs()), &scenario.money.currency);
        format!("{amount} of effective cost")
    });
    let origin = figure.map(|figure| (&figure.row, &*state.shelf.catalog));
    let lit = state.view.lit.lever.as_ref() == Some(id);
    let usual = scenario.teams.get(state.view.team).is_some_and(|team| short_list(team).contains(id));
    let pinned = (!usual).then(|| state.session.pins.contains(&id.to_string()));
    let worth = worth.as_deref();
    let row = LeverRow { id, scenario, value, reference, pinned, highlighted: lit, worth, origin, headed };
    let rail = lever_row_ui(ui, &row, messages);
    if lit {
        show_once(ui, &rail, state.view.lit.turn);
    }
}

/// Brings the row of a lever that was just lit into view and gives it the keyboard. Only once, so
/// that the panel can be scrolled on and the keyboard can leave.
fn show_once(ui: &Ui, rail: &Response, turn: u64) {
    let key = Id::unique("shown lit lever");
    if ui.data(|data| data.get_temp(key)) == Some(turn) {
        return;
    }
    ui.data_mut(|data| data.insert_temp(key, turn));
    ui.scroll_to_rect(rail.rect.expand2(vec2(0.0, lever_row::HEIGHT)), None);
    rail.request_focus();
    ui.ctx().request_repaint();
}

fn found_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let found = LeverId::search(&state.document.scenario, &state.view.search);
    if found.is_empty() {
        ui.label(RichText::new("No lever has these words in its name, place or meaning.").weak());
    }
    for id in found.iter().take(MOST_FOUND) {
        row_ui(ui, state, id, messages);
    }
    if found.len() > MOST_FOUND {
        let text = format!("{} more: type another word", found.len() - MOST_FOUND);
        ui.label(RichText::new(text).font(theme::regular(size::LABEL)).weak());
    }
}

/// The search, and beside it, away from the rails, what gives every figure back.
fn reset_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    if Command::Reset.off(state).is_some() {
        search_ui(ui, state, messages);
        return;
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let row = Command::Reset.row();
        let text = RichText::new("Reset all").font(theme::regular(size::LABEL));
        let button = ui.add(Button::new(text).frame_when_inactive(false));
        if button.on_hover_text(format!("{} ({})", row.hint, row.keys[0].label())).clicked() {
            messages.push(Message::Command(Command::Reset));
        }
        search_ui(ui, state, messages);
    });
}

fn search_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let field = SearchField {
        name: "Search levers",
        prompt: "Search all levers  /",
        hint: "Finds any number of the scenario by name, place or meaning ( / )",
        width: f32::INFINITY,
    };
    if let Some(text) = search_field_ui(ui, &field, &state.view.search) {
        messages.push(Message::View(ViewChange::Search(text)));
    }
}
