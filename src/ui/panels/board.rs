//! The charts: two side by side, and the tabs that choose them.

use egui::{Rect, Ui, UiBuilder, pos2, vec2};

use super::{
    advice,
    tabs::{Tabs, tabs_ui},
};
use crate::{
    state::{AppState, message::Message, view::Chart},
    ui::{
        charts::{Scene, chart_ui},
        theme::space,
    },
};

/// Width of the window from which two charts stand side by side, levers included.
const WIDE: f32 = 960.0 - space::MARGIN;
/// The left chart's part of the width.
const LEFT: f32 = 0.6;
/// Between the charts.
const BETWEEN: f32 = 24.0;

/// Draws the charts and their tabs.
pub(in crate::ui) fn board_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let rect = ui.max_rect();
    let offered = Tabs::of(ui, rect.width());
    let (above, tabs) = rect.split_top_bottom_at_y(rect.bottom() - offered.height());
    let told = if state.answer.advice.is_empty() { 0.0 } else { advice::HEIGHT };
    let (above, line) = above.split_top_bottom_at_y(above.bottom() - told);
    let charts = Rect::from_min_max(above.min, above.max - vec2(0.0, space::HALF));
    advice::advice_ui(ui, line, state, messages);
    let two = rect.width() >= WIDE;
    if two {
        let split = charts.left() + (charts.width() - BETWEEN) * LEFT;
        let left = Rect::from_min_max(charts.min, pos2(split, charts.bottom()));
        let right = Rect::from_min_max(pos2(split + BETWEEN, charts.top()), charts.max);
        slot_ui(ui, left, state.view.left, state, messages);
        slot_ui(ui, right, state.view.right, state, messages);
    } else {
        slot_ui(ui, charts, state.view.left, state, messages);
    }
    tabs_ui(ui, tabs, (&offered, two), state, messages);
}

fn slot_ui(ui: &mut Ui, rect: Rect, chart: Chart, state: &AppState, messages: &mut Vec<Message>) {
    let mut child = ui.new_child(UiBuilder::new().id_salt(("slot", chart.key())).max_rect(rect));
    chart_ui(&mut child, chart, scene(state), messages);
}

/// What charts are drawn from.
pub(in crate::ui) fn scene(state: &AppState) -> Scene<'_> {
    let compared = state.compared().map(|answer| &**answer);
    Scene { answer: &state.answer, study: &state.study, view: &state.view, compared }
}
