//! What is behind the answer: value, funding, exposure, run rate and seats, in one row; and the
//! question what must be true for any of them.

use egui::{
    Align, Id, Label, Layout, Rect, Response, RichText, Sense, Stroke, Ui, UiBuilder, WidgetInfo, accesskit::Role,
    pos2, vec2,
};
use rust_decimal::Decimal;

use super::figure::asks_ui;
use crate::{
    engine::measure::{Measure, MeasureUnit},
    format,
    state::{AppState, command::Command, message::Message, story::moved_seats},
    ui::{
        theme::{self, size, space},
        widgets::{focus_ring, other_button},
    },
};

/// A figure of the row.
struct Item {
    /// The result it is, where a target can be set for it.
    measure: Option<Measure>,
    label: &'static str,
    short: String,
    exact: String,
    hint: String,
}

impl Item {
    fn result(measure: Measure, label: &'static str, state: &AppState, hint: impl Into<String>) -> Self {
        let results = &state.answer.evaluation.results;
        let currency = &state.answer.scenario.money.currency;
        let figure = measure.exact(results);
        let shown = |write: &dyn Fn(Decimal) -> String| figure.map_or_else(|| "–".to_owned(), write);
        let short = shown(&|figure| measure.shown(figure, currency));
        let money = measure.unit() == MeasureUnit::Money;
        let exact = if money { shown(&|figure| format::money_exact(figure, currency)) } else { short.clone() };
        Self { measure: Some(measure), label, short, exact, hint: hint.into() }
    }

    fn chance(label: &'static str, share: Option<f64>, hint: String) -> Self {
        let short = share.map_or_else(|| "–".to_owned(), format::chance);
        Self { measure: None, label, exact: short.clone(), short, hint }
    }
}

fn items(state: &AppState) -> [Item; 8] {
    let scenario = &state.answer.scenario;
    let released: Decimal = if scenario.seats_exist() { moved_seats(scenario) } else { Decimal::ZERO };
    let rate = format::percent_precise(scenario.money.discount_rate);
    let known = state.study.simulation.as_deref();
    let trials = known.map_or_else(String::new, |known| format::fixed(Decimal::from(known.trials), 0));
    let wanted = format::percent_precise(scenario.money.target_saving);
    let bought = known.map_or_else(String::new, |known| {
        let avoided = format::money(format::decimal(known.pilot_avoids), &scenario.money.currency);
        format!("; stopping there avoids a mean loss of {avoided} over {trials} futures")
    });
    let result = |measure, label, hint: &str| Item::result(measure, label, state, hint);
    [
        result(Measure::NetPresentValue, "Net present value", &format!("of the effective saving, at {rate} a year")),
        result(Measure::FundingNeed, "Funding need", "deepest shortfall of cash against staying home"),
        result(
            Measure::PilotExposure,
            "Pilot exposure",
            &format!("cash at stake if one stops after the pilot{bought}"),
        ),
        result(Measure::RunRateSaving, "Run-rate saving", "effective saving of the last twelve months"),
        Item {
            measure: None,
            label: "Seats released at home",
            short: format::trimmed(released, 1),
            exact: format::trimmed(released, 2),
            hint: "seats that exist at home today and move".to_owned(),
        },
        Item::chance(
            "Chance of a saving",
            known.and_then(|known| known.chance_of_saving),
            format!("of {trials} futures within the levers’ ranges"),
        ),
        Item::chance(
            "Chance of the target",
            known.and_then(|known| known.chance_of_target),
            format!("of an effective saving of {wanted} or more"),
        ),
        result(
            Measure::CapacityMultiple,
            "Capacity for the same money",
            "home cost over effective cost: what the same budget would buy",
        ),
    ]
}

/// Draws the row of details.
pub(in crate::ui) fn details_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let palette = theme::palette(ui);
    let rect = ui.max_rect();
    let edge = rect.expand2(vec2(space::MARGIN, 0.0));
    ui.painter().hline(edge.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
    let gap = if rect.width() < 1600.0 { space::MARGIN } else { 2.0 * space::MARGIN };
    // The question stays in sight where the figures scroll.
    let asked = ask_ui(ui, rect);
    if asked.clicked() {
        messages.push(Message::Command(Command::Seek));
    }
    let figures = Rect::from_min_max(rect.min, pos2(asked.rect.left() - space::MARGIN, rect.bottom()));
    let mut ui = ui.new_child(UiBuilder::new().max_rect(figures));
    egui::ScrollArea::horizontal().show(&mut ui, |ui| {
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing = vec2(gap, 0.0);
            for item in items(state) {
                item_ui(ui, state, &item, messages);
            }
        });
    });
}

fn item_ui(ui: &mut Ui, state: &AppState, item: &Item, messages: &mut Vec<Message>) {
    let palette = theme::palette(ui);
    let shown = ui.vertical(|ui| {
        ui.add_space(space::GAP);
        // Text that can be selected would take the right click before the figure does.
        let text = |text: RichText| Label::new(text).selectable(false);
        ui.add(text(RichText::new(item.label).font(theme::regular(size::LABEL)).color(palette.quiet)));
        ui.add(text(RichText::new(&item.short).font(theme::strong(size::SENTENCE))));
    });
    let hint = format!("{}: {}", item.exact, item.hint);
    let Some(measure) = item.measure else {
        shown.response.on_hover_text(hint);
        return;
    };
    // An id of its own: the response of what lays it out can't hold the keyboard.
    let hand = ui.interact(shown.response.rect, Id::unique(("detail", item.label)), Sense::click());
    hand.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{}: {}", item.label, item.short)));
    if hand.has_focus() {
        focus_ring(ui, hand.rect.expand(4.0));
        if hand.gained_focus() {
            hand.scroll_to_me(None);
        }
    }
    asks_ui(ui, &hand, measure, &state.answer, messages);
    if hand.clicked() {
        messages.push(Message::Explain(measure, None));
    }
    hand.on_hover_text(format!("{hint}. Click for what it is made of, right click for what must be true."));
}

/// The button that asks what must be true, at the right.
fn ask_ui(ui: &mut Ui, rect: Rect) -> Response {
    let row = Command::Seek.row();
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center)));
    other_button(&mut ui, row.name).on_hover_text(format!("{} ({})", row.hint, row.keys[0].label()))
}
