//! What every chart offers: a place for the keyboard, a menu, and its table for those who hear it.

use egui::{Button, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo};

use super::{
    Scene,
    table::{Table, table},
};
use crate::{
    state::{
        message::{Message, ViewChange},
        view::{Chart, View},
    },
    ui::widgets::{area_menu_ui, focus_ring},
};

/// Rows of a table that those who hear it are given; a menu copies all.
const HEARD: usize = 120;

/// Makes a chart's area a place for the keyboard, with the menu.
pub(super) fn offers_ui(ui: &mut Ui, rect: Rect, chart: Chart, scene: Scene<'_>, messages: &mut Vec<Message>) {
    let response = ui.interact(rect, ui.scope_id().with("area"), Sense::focusable_noninteractive());
    let name = format!("{} chart", chart.label());
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, &name));
    if response.has_focus() {
        focus_ring(ui, rect.shrink(2.0));
    }
    area_menu_ui(ui, &response, |ui| menu_ui(ui, chart, scene, messages));
    heard_ui(ui, &response, chart, scene);
}

fn menu_ui(ui: &mut Ui, chart: Chart, scene: Scene<'_>, messages: &mut Vec<Message>) {
    let known = table(chart, scene);
    let copy = ui.add_enabled(known.is_some(), Button::new("Copy table"));
    let copy = copy.on_hover_text("Puts the chart’s figures on the clipboard, for a spreadsheet");
    if copy.on_disabled_hover_text("Its figures are not known yet").clicked()
        && let Some(table) = known
    {
        ui.copy_text(table.tsv());
        messages.push(Message::Copied(format!("the table of “{}”", chart.label())));
    }
    let default = View { windows: scene.view.windows.clone(), ..View::default() };
    let reset = ui.add_enabled(scene.view.chosen(chart) != default.chosen(chart), Button::new("Reset view"));
    let reset = reset.on_hover_text("Shows what the chart shows at first");
    if reset.on_disabled_hover_text("The chart is as it was at first").clicked() {
        messages.push(Message::View(ViewChange::ResetChart(chart)));
    }
    let open = scene.view.windows.contains(&chart);
    let (text, hint) = if open {
        ("Close its window", "Closes the window of its own")
    } else {
        ("Open in its own window", "Shows the chart in a window of its own, for a second screen; it stays live")
    };
    if ui.button(text).on_hover_text(hint).clicked() {
        messages.push(Message::View(ViewChange::ChartWindow(chart, !open)));
    }
}

/// Gives the chart's table to those who hear it; nothing is written for those who don't.
fn heard_ui(ui: &mut Ui, response: &Response, chart: Chart, scene: Scene<'_>) {
    let listened = ui.ctx().accesskit_node_builder(response.id, |_| ()).is_some();
    if !listened {
        return;
    }
    let Some(Table { head, mut rows }) = table(chart, scene) else { return };
    let nodes = ui.new_child(UiBuilder::new().id_salt("table").max_rect(response.rect));
    let node = |index: usize, role: Role, label: String| {
        let id = nodes.scope_id().with(index);
        let row = nodes.interact(response.rect, id, Sense::empty());
        ui.ctx().accesskit_node_builder(row.id, |node| {
            node.set_role(role);
            node.set_label(label);
        });
    };
    let heard: Vec<Vec<String>> = rows.by_ref().take(HEARD).collect();
    let more = if rows.next().is_some() { format!(", the first {HEARD} rows") } else { String::new() };
    node(0, Role::Table, format!("Table of {}{more}", chart.label()));
    for (index, row) in heard.iter().enumerate() {
        let cells: Vec<String> = head.iter().zip(row).map(|(name, cell)| format!("{name}: {cell}")).collect();
        node(index + 1, Role::Row, cells.join("; "));
    }
}
