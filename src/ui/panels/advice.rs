//! The advice: the weightiest finding with its repair, and the rest one click away.

use egui::{Align, Button, Layout, Popup, Rect, RichText, Ui, UiBuilder, vec2};

use crate::{
    engine::advice::Advice,
    state::{
        AppState,
        message::{Edit, Message},
    },
    ui::theme::{self, size, space},
};

/// Height of the line.
pub(super) const HEIGHT: f32 = 32.0;

/// The effect is left out where there is less room for it than this.
const LEAST: f32 = 160.0;

/// Draws the line of advice, if there is any.
pub(super) fn advice_ui(ui: &mut Ui, rect: Rect, state: &AppState, messages: &mut Vec<Message>) {
    let Some((first, more)) = state.answer.advice.split_first() else { return };
    let mut child =
        ui.new_child(UiBuilder::new().id_salt("advice").max_rect(rect).layout(Layout::right_to_left(Align::Center)));
    let ui = &mut child;
    if !more.is_empty() {
        more_ui(ui, more, state, messages);
    }
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        let button = first.repair.as_ref().map_or(0.0, |repair| button_width(ui, &repair.label));
        ui.spacing_mut().item_spacing.x = 12.0;
        let room = ui.available_width() - button - 24.0;
        let words = sentence(ui, first, room);
        let said = format!("{} {}", first.finding, first.effect);
        ui.scope(|ui| {
            ui.set_max_width(room);
            ui.add(egui::Label::new(words).truncate().selectable(false)).on_hover_text(said);
        });
        repair_ui(ui, first, state, messages);
    });
}

fn button_width(ui: &Ui, label: &str) -> f32 {
    let color = theme::palette(ui).text;
    ui.painter().layout_no_wrap(label.to_owned(), theme::regular(size::BODY), color).size().x + 2.0 * space::GAP
}

/// The finding in bold, and its effect where more than a few words of it fit.
fn sentence(ui: &Ui, advice: &Advice, room: f32) -> egui::text::LayoutJob {
    let palette = theme::palette(ui);
    let mut job = egui::text::LayoutJob::default();
    let format = egui::TextFormat::simple;
    job.append(&advice.finding, 0.0, format(theme::strong(size::BODY), palette.text));
    let finding = ui.painter().layout_no_wrap(advice.finding.clone(), theme::strong(size::BODY), palette.text);
    if room - finding.size().x > LEAST {
        job.append(&advice.effect, 12.0, format(theme::regular(size::BODY), palette.quiet));
    }
    job
}

fn repair_ui(ui: &mut Ui, advice: &Advice, state: &AppState, messages: &mut Vec<Message>) {
    let Some(repair) = &advice.repair else { return };
    // A repair belongs to the scenario it was tried on.
    let button = ui.add_enabled(state.current(), Button::new(&repair.label));
    if button.on_hover_text(format!("{} One undo step: {}", advice.effect, repair.step)).clicked() {
        let edit = Edit::Whole(repair.step.clone(), Box::new(repair.scenario.clone()));
        messages.extend([Message::Edit(edit), Message::GestureEnd]);
    }
}

fn more_ui(ui: &mut Ui, more: &[Advice], state: &AppState, messages: &mut Vec<Message>) {
    let quiet = theme::palette(ui).quiet;
    let text = RichText::new(format!("{} more to note", more.len())).color(quiet);
    let button = ui.add(Button::new(text).frame_when_inactive(false)).on_hover_text("Shows the rest of the advice");
    Popup::menu(&button).show(|ui| {
        ui.set_width(420.0);
        ui.spacing_mut().item_spacing = vec2(space::GAP, space::GAP);
        for advice in more {
            ui.label(RichText::new(&advice.finding).font(theme::strong(size::BODY)));
            ui.label(RichText::new(&advice.effect).color(quiet));
            repair_ui(ui, advice, state, messages);
            ui.add_space(space::HALF);
        }
    });
}
