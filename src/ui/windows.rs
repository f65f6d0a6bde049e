//! Charts in windows of their own, kept live: each window draws by itself from the newest answer,
//! and what is done in it comes back to the main one.

use std::sync::{Arc, Mutex, PoisonError};

use egui::{CentralPanel, Context, Frame, Id, Margin, Ui, Vec2, ViewportBuilder, ViewportClass, ViewportId, vec2};

use super::{
    charts::{Scene, chart_ui},
    theme,
    widgets::roomy_ui,
};
use crate::state::{
    AppState,
    derived::Answer,
    message::{Message, ViewChange},
    study::Study,
    view::{Chart, View},
};

/// The room that a chart needs, points; in a smaller window it scrolls.
const LEAST: Vec2 = vec2(320.0, 240.0);

/// What was done in windows of their own.
type Told = Arc<Mutex<Vec<Message>>>;

/// What the windows show.
struct Shown {
    answer: Arc<Answer>,
    study: Study,
    view: View,
    compared: Option<Arc<Answer>>,
    told: Told,
}

/// Shows every chart that has a window of its own.
pub(super) fn windows_ui(ctx: &Context, state: &AppState, messages: &mut Vec<Message>) {
    if state.view.windows.is_empty() {
        return;
    }
    let told = ctx.data_mut(|data| data.get_temp_mut_or_default::<Told>(Id::unique("told by windows")).clone());
    messages.append(&mut told.lock().unwrap_or_else(PoisonError::into_inner));
    let shown = Arc::new(Shown {
        answer: Arc::clone(&state.answer),
        study: state.study.clone(),
        view: state.view.clone(),
        compared: state.compared().cloned(),
        told,
    });
    for chart in &state.view.windows {
        let (chart, shown) = (*chart, Arc::clone(&shown));
        let id = ViewportId::from_hash_of(("chart", chart.key()));
        let name = format!("{} – {}", chart.label(), state.answer.scenario.name);
        let builder = ViewportBuilder::default().with_title(name).with_inner_size(vec2(720.0, 520.0));
        ctx.show_viewport_deferred(id, builder, move |ui, class| window_ui(ui, class, chart, &shown));
        // What changed here is drawn there too.
        ctx.request_repaint_of(id);
    }
}

fn window_ui(ui: &mut Ui, class: ViewportClass, chart: Chart, shown: &Shown) {
    let mut messages = Vec::new();
    if ui.input(|input| input.viewport().close_requested()) {
        messages.push(Message::View(ViewChange::ChartWindow(chart, false)));
    }
    let compared = shown.compared.as_deref();
    let scene = Scene { answer: &shown.answer, study: &shown.study, view: &shown.view, compared };
    if class == ViewportClass::EmbeddedWindow {
        chart_ui(ui, chart, scene, &mut messages);
    } else {
        let frame = Frame::NONE.fill(theme::palette(ui).ground).inner_margin(Margin::same(16));
        CentralPanel::default().frame(frame).show(ui, |ui| {
            roomy_ui(ui, LEAST, |ui| chart_ui(ui, chart, scene, &mut messages));
        });
    }
    if !messages.is_empty() {
        shown.told.lock().unwrap_or_else(PoisonError::into_inner).append(&mut messages);
        ui.ctx().request_repaint_of(ViewportId::ROOT);
    }
}
