//! A scenario of one's own from six answers, its result live beside them, each figure with
//! where it comes from.

use egui::{Align, Align2, Frame, Layout, Margin, Panel, Rect, RichText, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::{cited::figures_ui, questions::questions_ui};
use crate::{
    catalog::draft::Draft,
    format,
    state::{
        AppState,
        command::Command,
        message::Message,
        proposal::{Problem, Proposal, Topic},
        study::Study,
        view::Chart,
    },
    ui::{
        charts::{Scene, chart_ui},
        panels::strip::{ladder_ui, sentence_ui},
        theme::{self, size, space},
        widgets::main_button,
    },
};

/// Width of the questions.
const QUESTIONS: f32 = 400.0;
/// Height of the ladder.
const LADDER: f32 = 104.0;
/// Between two figures of the ladder.
const STEP: f32 = 56.0;
/// Room that the chart needs at least.
const LEAST_CHART: f32 = 180.0;

/// Draws the page.
pub(in crate::ui) fn new_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let Some(proposal) = &state.proposal else { return };
    let Topic::New(draft) = &proposal.topic else { return };
    let palette = theme::palette(ui);
    Panel::left("questions")
        .exact_size(QUESTIONS)
        .frame(Frame::NONE.fill(palette.panel).inner_margin(Margin { left: 16, right: 20, top: 12, bottom: 12 }))
        .resizable(false)
        .show(ui, |ui| asked_ui(ui, state, proposal, draft, messages));
    egui::CentralPanel::default()
        .frame(Frame::NONE.fill(palette.ground).inner_margin(Margin { left: 24, right: 16, top: 8, bottom: 12 }))
        .show(ui, |ui| answered_ui(ui, state, proposal, messages));
}

fn asked_ui(ui: &mut Ui, state: &AppState, proposal: &Proposal, draft: &Draft, messages: &mut Vec<Message>) {
    ui.label(RichText::new("A scenario of your own").font(theme::strong(size::SENTENCE)));
    let room = ui.available_height() - 76.0;
    ScrollArea::vertical().max_height(room).auto_shrink([false, false]).show(ui, |ui| {
        questions_ui(ui, draft, &state.shelf.catalog, messages);
    });
    ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
        ui.horizontal(|ui| {
            let row = Command::Sample.row();
            if ui.button("Sample instead").on_hover_text(row.hint).clicked() {
                messages.push(Message::Command(Command::Sample));
            }
            if ui.button("Cancel").on_hover_text("Goes back to the open scenario (Esc)").clicked() {
                messages.push(Message::Command(Command::Escape));
            }
        });
        let button = main_button(ui, "Explore this scenario").min_size(vec2(ui.available_width(), 32.0));
        let create = ui.vertical_centered(|ui| ui.add_enabled(proposal.outcome.is_ok(), button)).inner;
        let hint = "Opens it with every lever; nothing is saved until you save it";
        if create.on_hover_text(hint).on_disabled_hover_text("Something is missing: see at the right").clicked() {
            messages.push(Message::TakeProposal);
        }
    });
}

fn answered_ui(ui: &mut Ui, state: &AppState, proposal: &Proposal, messages: &mut Vec<Message>) {
    let area = ui.max_rect();
    let prepared = match &proposal.outcome {
        Ok(prepared) => prepared,
        Err(problems) => return missing_ui(ui, area, problems),
    };
    let Some(answer) = &proposal.answer else {
        let quiet = theme::palette(ui).quiet;
        let words = "Working it out…";
        ui.painter().text(area.center(), Align2::CENTER_CENTER, words, theme::regular(size::BODY), quiet);
        return;
    };
    let (top, rest) = area.split_top_bottom_at_y(area.top() + LADDER);
    let right = ladder_ui(ui, top, answer, STEP, None);
    sentence_ui(ui, Rect::from_min_max(pos2(right + 32.0, top.top() + 12.0), top.max), answer);
    let mut sources = ui.new_child(UiBuilder::new().id_salt("figures").max_rect(rest));
    figures_ui(&mut sources, &prepared.scenario, &state.shelf.catalog);
    let used = sources.min_rect().bottom();
    let chart = Rect::from_min_max(pos2(rest.left(), used + space::MARGIN), rest.max);
    if chart.height() >= LEAST_CHART {
        let mut child = ui.new_child(UiBuilder::new().id_salt("new chart").max_rect(chart));
        // What is studied is the open scenario, not this one.
        let scene = Scene { answer, study: &Study::default(), view: &state.view, compared: None };
        chart_ui(&mut child, Chart::Cost, scene, messages);
    }
}

/// What is missing, where the answer would be.
fn missing_ui(ui: &mut Ui, area: Rect, problems: &[Problem]) {
    let palette = theme::palette(ui);
    let room = Rect::from_min_size(area.min + vec2(0.0, space::MARGIN), vec2(area.width().min(560.0), area.height()));
    let mut child = ui.new_child(UiBuilder::new().max_rect(room));
    child.label(RichText::new("Something is missing").font(theme::strong(size::SENTENCE)));
    for problem in problems {
        child.add(egui::Label::new(RichText::new(format::sentence(&problem.line)).color(palette.bad.0)).wrap());
    }
}
