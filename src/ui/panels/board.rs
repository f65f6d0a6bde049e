//! The charts: two side by side, and the tabs that choose them.

use egui::{Id, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::{
    state::{
        AppState,
        message::{Message, ViewChange},
        view::Chart,
    },
    ui::{
        charts::{Scene, chart_ui},
        panels::advice,
        theme::{self, size, space},
        widgets::focus_ring,
    },
};

/// Width of the window from which two charts stand side by side, levers included.
const WIDE: f32 = 960.0 - space::MARGIN;
/// The left chart's part of the width.
const LEFT: f32 = 0.6;
/// Between the charts.
const BETWEEN: f32 = 24.0;
/// Height of the tabs.
const TABS: f32 = 32.0;

/// Height of each row of tabs but the last.
const ROW: f32 = 24.0;
/// Between two tabs.
const APART: f32 = 20.0;

/// Draws the charts and their tabs.
pub(in crate::ui) fn board_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let rect = ui.max_rect();
    let rows = tab_rows(ui, rect.width());
    let height = rows.iter().skip(1).fold(TABS, |height, _| height + ROW);
    let (above, tabs) = rect.split_top_bottom_at_y(rect.bottom() - height);
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
    tabs_ui(ui, tabs, (&rows, two), state, messages);
}

fn slot_ui(ui: &mut Ui, rect: Rect, chart: Chart, state: &AppState, messages: &mut Vec<Message>) {
    let mut child = ui.new_child(UiBuilder::new().id_salt(("slot", chart.key())).max_rect(rect));
    let compared = state.compared().map(|answer| &**answer);
    let scene = Scene { answer: &state.answer, study: &state.study, view: &state.view, compared };
    chart_ui(&mut child, chart, scene, messages);
}

/// The charts' tabs in as many rows as they need, each about as long as the others.
fn tab_rows(ui: &Ui, width: f32) -> Vec<Vec<Chart>> {
    let ink = theme::palette(ui).text;
    let wide = |chart: &Chart| {
        ui.painter().layout_no_wrap(chart.label().to_owned(), theme::strong(size::BODY), ink).size().x + APART
    };
    let all: f32 = Chart::ALL.iter().map(wide).sum::<f32>() - APART;
    let each = all / (all / width).ceil().max(1.0);
    let mut rows = vec![Vec::new()];
    let mut left = each;
    for chart in Chart::ALL {
        if left <= 0.0 {
            rows.push(Vec::new());
            left = each;
        }
        left -= wide(&chart);
        if let Some(row) = rows.last_mut() {
            row.push(chart);
        }
    }
    rows
}

fn tabs_ui(ui: &mut Ui, rect: Rect, (rows, two): (&[Vec<Chart>], bool), state: &AppState, messages: &mut Vec<Message>) {
    let palette = theme::palette(ui);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, palette.line));
    let mut y = rect.top();
    for row in rows {
        let mut x = rect.left();
        for chart in row {
            let shown = *chart == state.view.left || (two && *chart == state.view.right);
            let tab = Tab { at: pos2(x, y), chart: *chart, shown, two };
            x = tab_ui(ui, &tab, messages) + APART;
        }
        y += ROW;
    }
}

/// A chart's tab.
struct Tab {
    at: egui::Pos2,
    chart: Chart,
    /// Whether one of the slots has it.
    shown: bool,
    /// Whether there are two slots.
    two: bool,
}

/// Draws a tab and returns where it ends. A click shows the chart on the left; with Ctrl, or
/// the other mouse button, on the right.
fn tab_ui(ui: &mut Ui, tab: &Tab, messages: &mut Vec<Message>) -> f32 {
    let Tab { at, chart, shown, two } = *tab;
    let palette = theme::palette(ui);
    let wide = ui.painter().layout_no_wrap(chart.label().to_owned(), theme::strong(size::BODY), palette.text);
    let rect = Rect::from_min_size(at, vec2(wide.size().x, TABS));
    let response = ui.interact(rect.expand2(vec2(space::HALF, 0.0)), Id::unique(("tab", chart.key())), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Tab, true, chart.label()));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(shown));
    let (font, color) = match (shown, response.hovered()) {
        (true, _) => (theme::strong(size::BODY), palette.text),
        (false, true) => (theme::regular(size::BODY), palette.text),
        (false, false) => (theme::regular(size::BODY), palette.quiet),
    };
    let text = ui.painter().layout_no_wrap(chart.label().to_owned(), font, color);
    ui.painter().galley(pos2(rect.left(), rect.center().y - text.size().y / 2.0 + 2.0), text, color);
    if response.has_focus() {
        focus_ring(ui, rect.shrink2(vec2(-space::HALF, 4.0)));
    }
    let right = response.secondary_clicked() || (response.clicked() && ui.input(|input| input.modifiers.command));
    if right && two {
        messages.push(Message::View(ViewChange::Right(chart)));
    } else if response.clicked() {
        messages.push(Message::View(ViewChange::Left(chart)));
    }
    let digit = chart.number();
    let aside = if two { format!("; right click or Ctrl+{digit} for the right") } else { String::new() };
    response.on_hover_text(format!("{}. Click or {digit} shows it on the left{aside}.", chart.hint()));
    rect.right()
}
