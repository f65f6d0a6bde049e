//! What every chart offers: a place for the keyboard, a menu, and its table for those who hear it.

use std::sync::Arc;

use egui::{Button, Id, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo};

use super::{
    Scene,
    table::{Table, table},
};
use crate::{
    state::{
        message::{Message, ViewChange},
        taking::{Form, Take},
        view::Chart,
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

/// Where it is kept that a chart is to show all of its bounds again.
fn wanted(chart: Chart) -> Id {
    Id::unique(("reset bounds", chart.key()))
}

/// Whether a chart was just asked to show all of its bounds again.
pub(super) fn resets(ctx: &egui::Context, chart: Chart) -> bool {
    ctx.data_mut(|data| data.remove_temp(wanted(chart))).unwrap_or(false)
}

fn menu_ui(ui: &mut Ui, chart: Chart, scene: Scene<'_>, messages: &mut Vec<Message>) {
    let known = table(chart, scene).is_some();
    takes_ui(ui, [Take::Picture(chart), Take::Table(chart)], known, messages);
    let reset = ui.button("Reset view").on_hover_text("Shows the whole chart, as it was at first");
    if reset.clicked() {
        ui.data_mut(|data| data.insert_temp(wanted(chart), true));
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

/// What takes a chart and its figures away as they are shown.
pub(super) fn takes_ui(ui: &mut Ui, [picture, table]: [Take; 2], known: bool, messages: &mut Vec<Message>) {
    let copy = ui.add_enabled(known, Button::new("Copy table"));
    let copy = copy.on_hover_text("Puts the chart’s figures on the clipboard, for a spreadsheet");
    if copy.on_disabled_hover_text("Its figures are not known yet").clicked() {
        messages.push(Message::Copy(table, Form::Tsv));
    }
    let offered = [
        (
            "Copy as picture",
            "Puts the chart on the clipboard as a picture, for a slide",
            Message::Copy(picture, Form::Png),
        ),
        (
            "Copy as SVG",
            "Puts the chart on the clipboard as SVG text, for a drawing program",
            Message::Copy(picture, Form::Svg),
        ),
        ("Save chart as…", "Saves the chart as PNG or SVG", Message::SaveCopy(picture)),
        ("Save table as…", "Saves the chart’s figures as CSV, TSV or JSON", Message::SaveCopy(table)),
    ];
    for (name, hint, message) in offered {
        if ui.button(name).on_hover_text(hint).clicked() {
            messages.push(message);
        }
    }
}

/// Gives the chart's table to those who hear it; nothing is written for those who don't.
fn heard_ui(ui: &mut Ui, response: &Response, chart: Chart, scene: Scene<'_>) {
    let Scene { answer, study, view, .. } = scene;
    let of = Id::unique((std::ptr::from_ref(answer) as usize, answer.generation, study.parts(), view.chosen(chart)));
    speak_ui(ui, response, of, chart.label(), || table(chart, scene));
}

/// Gives a table to those who hear it, written again only where it is of something else.
pub(in crate::ui) fn speak_ui<'a>(
    ui: &mut Ui,
    response: &Response,
    of: Id,
    name: &str,
    table: impl FnOnce() -> Option<Table<'a>>,
) {
    if ui.ctx().accesskit_node_builder(response.id, |_| ()).is_none() {
        return;
    }
    let known = ui.data(|data| data.get_temp::<(Id, Arc<Vec<String>>)>(response.id)).filter(|(known, _)| *known == of);
    let said =
        known.map_or_else(|| Arc::new(table().map_or_else(Vec::new, |table| words(name, table))), |(_, said)| said);
    ui.data_mut(|data| data.insert_temp(response.id, (of, Arc::clone(&said))));
    let nodes = ui.new_child(UiBuilder::new().id_salt("table").max_rect(response.rect));
    for (index, said) in said.iter().enumerate() {
        let row = nodes.interact(response.rect, nodes.scope_id().with(index), Sense::empty());
        ui.ctx().accesskit_node_builder(row.id, |node| {
            node.set_role(if index == 0 { Role::Table } else { Role::Row });
            node.set_label(said.as_str());
        });
    }
}

/// The table's name and its rows in words.
fn words(name: &str, Table { head, mut rows }: Table<'_>) -> Vec<String> {
    let row = |row: Vec<String>| {
        let cells: Vec<String> = head.iter().zip(row).map(|(name, cell)| format!("{name}: {cell}")).collect();
        cells.join("; ")
    };
    let heard: Vec<String> = rows.by_ref().take(HEARD).map(row).collect();
    let more = if rows.next().is_some() { format!(", the first {HEARD} rows") } else { String::new() };
    std::iter::once(format!("Table of {name}{more}")).chain(heard).collect()
}
