//! What is proposed beside the open scenario, in a card over it: what is asked, what would
//! change, what that does to the answer, and the button that takes it.

mod choose;
mod place;
mod refresh;
pub(super) mod seek;
mod text;

use egui::{Context, Frame, Grid, Modal, RichText, ScrollArea, Ui};

use super::{
    theme::{self, size, space},
    widgets::{card_width, main_button, other_button},
};
use crate::{
    catalog::presets::Change,
    format,
    model::scenario::Scenario,
    state::{
        AppState,
        command::Command,
        derived::Answer,
        message::Message,
        proposal::{Problem, Proposal, Topic},
    },
};

/// Width of the card.
const WIDTH: f32 = 600.0;
/// Most height of a list in it.
const LIST: f32 = 240.0;

/// Draws what is proposed, unless a page of its own does.
pub(super) fn proposals_ui(ctx: &Context, state: &AppState, messages: &mut Vec<Message>) {
    let Some(proposal) = &state.proposal else { return };
    // A question about unsaved work stands alone.
    if matches!(proposal.topic, Topic::New(_)) || state.prompt.is_some() {
        return;
    }
    let frame = Frame::popup(&ctx.global_style()).inner_margin(20);
    let modal = Modal::new(egui::Id::unique("proposal")).frame(frame).show(ctx, |ui| {
        ui.set_width(card_width(ui.ctx(), WIDTH, 2.0 * space::MARGIN));
        ui.spacing_mut().item_spacing.y = 12.0;
        ui.scope(|ui| {
            theme::form(ui);
            topic_ui(ui, state, proposal, messages);
        });
        if matches!(proposal.topic, Topic::Seek(_)) {
            seek::sought_ui(ui, proposal);
        }
        match &proposal.outcome {
            Ok(prepared) => {
                changes_ui(ui, &prepared.scenario, &prepared.changes);
                for note in &prepared.notes {
                    ui.label(RichText::new(note).color(theme::palette(ui).warning.0));
                }
            }
            Err(problems) => problems_ui(ui, problems),
        }
        effect_ui(ui, state, proposal);
        buttons_ui(ui, proposal, messages);
    });
    if modal.should_close() {
        messages.push(Message::Command(Command::Escape));
    }
}

fn topic_ui(ui: &mut Ui, state: &AppState, proposal: &Proposal, messages: &mut Vec<Message>) {
    let mut topic = proposal.topic.clone();
    match &mut topic {
        Topic::New(_) => {}
        Topic::Site(choice) => place::site_ui(ui, state, choice, &proposal.outcome),
        Topic::Team(team) => place::team_ui(ui, state, team, &proposal.outcome),
        Topic::Teams { text, placing } => text::teams_ui(ui, text, placing),
        Topic::Figures { target, text } => text::figures_ui(ui, &state.document.scenario, target, text),
        Topic::Refresh { differences, chosen } => refresh::refresh_ui(ui, state, differences, chosen),
        Topic::Currency(code) => choose::currency_ui(ui, state, code),
        Topic::Seek(seek) => seek::seek_ui(ui, state, seek),
        Topic::Terms { site, terms } => choose::terms_ui(ui, &state.document.scenario, *site, terms),
        Topic::Structure { team, structure } => {
            choose::structure_ui(ui, &state.document.scenario, *team, structure);
        }
    }
    if topic != proposal.topic {
        messages.push(Message::Propose(Box::new(topic)));
    }
}

/// A card's title and what it is about.
fn title_ui(ui: &mut Ui, title: &str, about: &str) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::HALF;
        ui.label(RichText::new(title).font(theme::strong(size::SENTENCE)));
        ui.add(egui::Label::new(RichText::new(about).color(theme::palette(ui).quiet)).wrap());
    });
}

/// A label over or beside what it names.
fn label_ui(ui: &mut Ui, text: &str) -> egui::Response {
    ui.label(RichText::new(text).color(theme::palette(ui).quiet))
}

/// What changes, number by number, with the reason.
fn changes_ui(ui: &mut Ui, scenario: &Scenario, changes: &[Change]) {
    if changes.is_empty() {
        return;
    }
    ui.label(RichText::new(format!("{} figures change", changes.len())).font(theme::strong(size::BODY)));
    ScrollArea::vertical().max_height(LIST).show(ui, |ui| {
        Grid::new("changes").num_columns(2).spacing([space::MARGIN, space::HALF]).show(ui, |ui| {
            for change in changes {
                let words = |value| format::lever_value(&change.lever, scenario, value);
                ui.label(change.lever.label(scenario)).on_hover_text(change.lever.lever().meaning);
                let text = format!("{} → {}", words(change.before), words(change.after));
                ui.label(RichText::new(text).font(theme::strong(size::BODY)));
                ui.end_row();
                if !change.reason.is_empty() {
                    let kind = if change.assumption { "Assumption: " } else { "" };
                    let reason = RichText::new(format!("{kind}{}", change.reason)).size(size::LABEL);
                    ui.add(egui::Label::new(reason.color(theme::palette(ui).quiet)).wrap());
                    ui.end_row();
                }
            }
        });
    });
}

fn problems_ui(ui: &mut Ui, problems: &[Problem]) {
    let color = theme::palette(ui).bad.0;
    ScrollArea::vertical().max_height(LIST / 2.0).show(ui, |ui| {
        for problem in problems.iter().filter(|problem| problem.pay.is_none()) {
            ui.add(egui::Label::new(RichText::new(format::sentence(&problem.line)).color(color)).wrap());
        }
    });
}

/// What it does to the answer.
fn effect_ui(ui: &mut Ui, state: &AppState, proposal: &Proposal) {
    let Some(answer) = proposal.answer.as_ref().filter(|_| proposal.outcome.is_ok()) else { return };
    let months = |answer: &Answer| format::payback(answer.evaluation.results.payback_month);
    let saving = |answer: &Answer| format::percent_or_dash(answer.evaluation.results.effective_saving);
    let cost =
        |answer: &Answer| format::money(answer.evaluation.results.totals.effective, &answer.scenario.money.currency);
    let open = &state.answer;
    let mut rows = vec![
        ("Effective saving", saving(open), saving(answer)),
        ("Effective cost", cost(open), cost(answer)),
        ("Pays back", months(open), months(answer)),
    ];
    if let Topic::Seek(seek) = &proposal.topic
        && let Some((asked, before)) = seek::asked_for(seek, open)
        && let Some((_, after)) = seek::asked_for(seek, answer)
    {
        rows.insert(0, (asked, before, after));
        rows.truncate(3);
    }
    let palette = theme::palette(ui);
    Frame::NONE.fill(palette.wash).corner_radius(6).inner_margin(12).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0 * space::MARGIN;
            for (label, before, after) in rows {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    ui.label(RichText::new(label).size(size::LABEL).color(palette.quiet));
                    let text = if before == after { after } else { format!("{before} → {after}") };
                    ui.label(RichText::new(text).font(theme::strong(size::BODY)));
                });
            }
            ui.add_space(ui.available_width());
        });
    });
}

fn buttons_ui(ui: &mut Ui, proposal: &Proposal, messages: &mut Vec<Message>) {
    ui.horizontal(|ui| {
        let take = ui.add_enabled(proposal.ready(), main_button(ui, take_label(&proposal.topic)));
        let why_not = match &proposal.topic {
            Topic::Seek(_) if proposal.answered() => "The target is out of reach",
            Topic::Seek(_) => "Still seeking",
            _ => "Nothing to take yet",
        };
        let take = take.on_hover_text("One undo step").on_disabled_hover_text(why_not);
        if take.clicked() {
            messages.push(Message::TakeProposal);
        }
        if other_button(ui, "Cancel").on_hover_text("Leaves the scenario as it is (Esc)").clicked() {
            messages.push(Message::Command(Command::Escape));
        }
    });
}

fn take_label(topic: &Topic) -> &'static str {
    match topic {
        Topic::New(_) => "Explore this scenario",
        Topic::Site(choice) if choice.swap.is_some() => "Swap the site",
        Topic::Site(_) => "Add the site",
        Topic::Team(_) => "Add the team",
        Topic::Teams { .. } => "Take the teams",
        Topic::Figures { .. } | Topic::Refresh { .. } => "Take the figures",
        Topic::Currency(_) => "Convert",
        Topic::Seek(seek) => seek::take_label(seek),
        Topic::Terms { .. } => "Take the terms",
        Topic::Structure { .. } => "Take the structure",
    }
}
