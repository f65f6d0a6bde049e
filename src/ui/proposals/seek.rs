//! What must be true: which result, its target, by what; and what was found.

use egui::{Grid, Id, RichText, Stroke, StrokeKind, Ui, Vec2, vec2};
use rust_decimal::Decimal;

use super::{label_ui, title_ui};
use crate::{
    engine::measure::Measure,
    format,
    state::{
        AppState,
        derived::Answer,
        message::Message,
        proposal::{Proposal, Topic},
        seek::{By, Seek, parse_limit, parse_target, target_text},
    },
    ui::{
        theme::{self, size, space},
        widgets::{
            Chooser, lever_choice_ui, measure_choice_ui,
            value_field::{ValueField, value_field_ui},
        },
    },
};

/// Width of what is chosen, beside its label.
const CHOICE: f32 = 360.0;
/// Size of a number's field.
const FIELD: Vec2 = vec2(112.0, 26.0);

pub(super) fn seek_ui(ui: &mut Ui, state: &AppState, seek: &mut Seek) {
    title_ui(
        ui,
        "What must be true?",
        "The value nearest to today’s at which a result is what you want; or the mix that saves most.",
    );
    Grid::new("seek").num_columns(2).min_row_height(28.0).spacing([space::MARGIN, space::HALF]).show(ui, |ui| {
        label_ui(ui, "Result");
        if seek.by_mix() {
            ui.label(Measure::EffectiveSaving.label());
        } else {
            let result = chooser("seek result", "Result that is to meet a target", "Any figure of the answer");
            if let Some(measure) = measure_choice_ui(ui, &result, seek.measure) {
                *seek = seek.of(measure, &state.answer);
            }
        }
        ui.end_row();
        label_ui(ui, "Target");
        if seek.by_mix() {
            ui.label("as high as it gets");
        } else {
            target_ui(ui, state, seek);
        }
        ui.end_row();
        label_ui(ui, "By");
        by_ui(ui, state, seek);
        ui.end_row();
    });
}

fn chooser<'a>(key: &str, label: &'a str, hint: &'a str) -> Chooser<'a> {
    Chooser { id: Id::unique(key), label, hint, width: CHOICE, size: size::BODY }
}

fn target_ui(ui: &mut Ui, state: &AppState, seek: &mut Seek) {
    let scenario = &state.document.scenario;
    let currency = &scenario.money.currency;
    ui.horizontal(|ui| {
        let text = target_text(seek.measure, seek.target, scenario);
        let parse = |text: &str| parse_target(seek.measure, text);
        if let Some(target) = number_ui(ui, "seek target", "Target", &text, &parse) {
            seek.target = target;
        }
        let today = seek.measure.exact(&state.answer.evaluation.results);
        let today = today.map_or_else(
            || "none today".to_owned(),
            |today| format!("today {}", seek.measure.shown(today.round_dp(4), currency)),
        );
        label_ui(ui, &today);
    });
}

fn by_ui(ui: &mut Ui, state: &AppState, seek: &mut Seek) {
    let scenario = &state.document.scenario;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::HALF;
        ui.horizontal(|ui| {
            let by_lever = matches!(seek.by, By::Lever(_));
            let one = ui.radio(by_lever, "one lever").on_hover_text("All else stays as it is");
            if one.clicked() && !by_lever {
                seek.by = Seek::about(seek.measure, &state.answer).by;
            }
            if let By::Lever(lever) = &mut seek.by {
                let choice = chooser("seek lever", "Lever that meets the target", "Any number of the scenario");
                if let Some(chosen) = lever_choice_ui(ui, &choice, scenario, lever) {
                    *lever = chosen;
                }
                let today = lever.value(scenario).unwrap_or_default();
                label_ui(ui, &format!("today {}", format::lever_value(lever, scenario, today)));
            }
        });
        ui.horizontal(|ui| {
            let by_mix = seek.by_mix();
            let hint = "The shares at which effective saving is highest, the same for every team";
            let mix = ui.radio(by_mix, "the best mix within a limit of friction").on_hover_text(hint);
            if mix.clicked() && !by_mix {
                seek.by = By::Mix(scenario.money.friction_tolerance);
            }
            if let By::Mix(limit) = &mut seek.by {
                let text = format::percent_precise(*limit);
                if let Some(chosen) = number_ui(ui, "seek limit", "Most friction", &text, &parse_limit) {
                    *limit = chosen;
                }
            }
        });
    });
}

fn number_ui(
    ui: &mut Ui,
    key: &str,
    label: &str,
    text: &str,
    parse: &dyn Fn(&str) -> Result<Decimal, String>,
) -> Option<Decimal> {
    let palette = theme::palette(ui);
    let (_, rect) = ui.allocate_space(FIELD);
    ui.painter().rect(rect, 4.0, palette.ground, Stroke::new(1.0, palette.line), StrokeKind::Inside);
    value_field_ui(ui, rect.shrink2(vec2(space::GAP, 0.0)), &ValueField { id: Id::unique(key), label, text, parse })
}

/// What was found, in words. While it is sought, what was found for the question before stays, as
/// quiet as it is old, so that nothing jumps.
pub(super) fn sought_ui(ui: &mut Ui, proposal: &Proposal) {
    let palette = theme::palette(ui);
    let Some(sought) = &proposal.sought else {
        ui.label(RichText::new("Seeking…").color(palette.quiet));
        return;
    };
    let (color, friction) =
        if proposal.answered() { (palette.text, sought.friction.as_str()) } else { (palette.quiet, "Seeking…") };
    let said = RichText::new(&sought.said).font(theme::strong(size::BODY)).color(color);
    ui.add(egui::Label::new(said).wrap());
    let friction = RichText::new(friction).size(size::LABEL).color(palette.quiet);
    ui.add(egui::Label::new(friction).wrap());
}

/// What the button that takes it says.
pub(super) fn take_label(seek: &Seek) -> &'static str {
    match &seek.by {
        By::Lever(_) => "Set the lever",
        By::Mix(_) => "Take the mix",
    }
}

/// What the menu of a figure asks.
pub(in crate::ui) fn menu_ui(ui: &mut Ui, measure: Measure, answer: &Answer) -> Option<Message> {
    let hint = "Seeks the lever’s value, or the mix, at which this figure is what you want";
    let clicked = ui.button("What must be true…").on_hover_text(hint).clicked();
    clicked.then(|| ask(measure, answer))
}

/// Asks what must be true for a result.
pub(in crate::ui) fn ask(measure: Measure, answer: &Answer) -> Message {
    Message::Propose(Box::new(Topic::Seek(Seek::about(measure, answer))))
}

/// The result that is asked for and its figure, where the effect does not show it anyway.
pub(super) fn asked_for(seek: &Seek, answer: &Answer) -> Option<(&'static str, String)> {
    let shown_anyway = [Measure::EffectiveSaving, Measure::EffectiveCost, Measure::PaybackMonth];
    if seek.by_mix() || shown_anyway.contains(&seek.measure) {
        return None;
    }
    let figure = seek.measure.exact(&answer.evaluation.results);
    let shown = |figure: Decimal| seek.measure.shown(figure.round_dp(4), &answer.scenario.money.currency);
    Some((seek.measure.label(), figure.map_or_else(|| "none".to_owned(), shown)))
}
