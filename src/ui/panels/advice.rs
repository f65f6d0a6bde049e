//! The advice: the weightiest finding with its repair, and the rest one click away.

use egui::{Align, Button, Layout, Popup, Rect, RichText, Ui, UiBuilder, style::StyleModifier, text::LayoutJob, vec2};

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
            ui.add(egui::Label::new(words).selectable(false)).on_hover_text(said);
        });
        repair_ui(ui, first, state, messages);
    });
}

fn button_width(ui: &Ui, label: &str) -> f32 {
    let color = theme::palette(ui).text;
    ui.painter().layout_no_wrap(label.to_owned(), theme::regular(size::BODY), color).size().x + 2.0 * space::GAP
}

/// The finding in bold and its effect: on one row, the effect smaller where it must be, else on two.
/// What does not fit even so ends in an ellipsis.
fn sentence(ui: &Ui, advice: &Advice, room: f32) -> LayoutJob {
    let palette = theme::palette(ui);
    let lay = |finding: f32, (effect, apart): (f32, &str)| {
        let mut job = LayoutJob::default();
        let format = egui::TextFormat::simple;
        job.append(&advice.finding, 0.0, format(theme::strong(finding), palette.text));
        job.append(apart, 0.0, format(theme::regular(effect), palette.quiet));
        let gap = if apart.is_empty() { 12.0 } else { 0.0 };
        job.append(&advice.effect, gap, format(theme::regular(effect), palette.quiet));
        job.wrap.max_width = f32::INFINITY;
        job
    };
    let rows = [(size::BODY, (size::BODY, "")), (size::BODY, (size::LABEL, "")), (size::LABEL, (size::LABEL, "\n"))];
    let [large, small, mut two] = rows.map(|(finding, effect)| lay(finding, effect));
    let fits = |job: &LayoutJob| ui.painter().layout_job(job.clone()).size().x <= room;
    if let Some(one) = [large, small].into_iter().find(fits) {
        return one;
    }
    two.wrap.max_width = room;
    two.wrap.max_rows = 2;
    two.wrap.break_anywhere = true;
    two
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
    let text = format!("{} more to note", more.len());
    let button = ui.button(text).on_hover_text("Shows the rest of the advice");
    // Texts with buttons that look it, not a menu of rows.
    let card = Popup::menu(&button).layout(Layout::top_down(Align::Min)).style(StyleModifier::default());
    card.show(|ui| {
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
