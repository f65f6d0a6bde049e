//! The comparison: the scenarios at the left, and at the right the one that is looked at beside the
//! base, a chart above, results or inputs below; or every result of all of them.

mod all;
mod list;
mod sheet;

use egui::{
    Align, CentralPanel, Color32, Frame, Id, Layout, Margin, Panel, Rect, RichText, Sense, Ui, UiBuilder, pos2, vec2,
};

use crate::{
    export::compare::Horizon,
    format,
    state::{
        AppState,
        compare::{
            Comparison, Entry, Picture, Sheet,
            act::{Act, Change},
        },
        message::Message,
    },
    ui::{
        charts::compared::compared_ui,
        theme::{self, size, space},
        widgets::{Choice, main_button, other_button, segmented, segmented_ui},
    },
};

/// Width of the list.
const LIST: f32 = 408.0;
/// The chart's part of the height.
const CHART: f32 = 0.47;
/// Width of the switch between horizons.
const SWITCH: f32 = 208.0;
/// Width of the switch between the pair and all.
const PAIR: f32 = 84.0;
/// Width of what is said where the list is empty.
const WELCOME: f32 = 440.0;

/// Draws the page.
pub(in crate::ui) fn compare_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let palette = theme::palette(ui);
    let plain = |fill: Color32, margin| Frame::NONE.fill(fill).inner_margin(margin);
    if state.comparison.entries.is_empty() {
        let frame = plain(palette.ground, Margin::same(16));
        CentralPanel::default().frame(frame).show(ui, |ui| welcome_ui(ui, state, messages));
        return;
    }
    Panel::left("compared")
        .exact_size(LIST)
        .frame(plain(palette.panel, Margin { left: 0, right: 0, top: 4, bottom: 8 }))
        .resizable(false)
        .show(ui, |ui| list::list_ui(ui, state, messages));
    CentralPanel::default()
        .frame(plain(palette.ground, Margin { left: 20, right: 16, top: 8, bottom: 8 }))
        .show(ui, |ui| right_ui(ui, state, messages));
}

/// What the page is for, where nothing is on it yet.
fn welcome_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let area = ui.max_rect();
    let top = area.top() + (area.height() * 0.5 - 120.0).max(0.0);
    let rect = Rect::from_min_size(pos2(area.center().x - WELCOME / 2.0, top), vec2(WELCOME, 260.0));
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)));
    let ui = &mut child;
    ui.spacing_mut().item_spacing.y = 12.0;
    ui.label(RichText::new("Hold scenarios against a base").font(theme::strong(size::SENTENCE)));
    ui.label(
        "Any number of scenarios side by side: results with their variance, the inputs that differ, costs and \
         points on one scale, and what turns one into the other, to the cent.",
    );
    ui.horizontal(|ui| {
        let open = state.unopened.is_none();
        if open && ui.add(main_button(ui, "Add the open scenario")).on_hover_text(OPEN_HINT).clicked() {
            messages.push(Message::Comparison(Act::AddOpen));
        }
        add_ui(ui, messages);
    });
    let quiet = theme::palette(ui).quiet;
    ui.label(RichText::new("Or drop files and folders on the window.").color(quiet));
}

/// What adding the open scenario means.
const OPEN_HINT: &str = "Adds the scenario of the explorer, as it is now and as it changes";

/// The button that asks for files.
fn add_ui(ui: &mut Ui, messages: &mut Vec<Message>) {
    let hint = "Adds scenario files by path, from the platform’s dialog, or all of a folder";
    if other_button(ui, "Add files…").on_hover_text(hint).clicked() {
        messages.push(Message::Comparison(Act::Ask));
    }
}

fn right_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let list = &state.comparison;
    heading_ui(ui, list, messages);
    said_ui(ui, list, messages);
    if list.shown.all.open {
        all::all_ui(ui, state, messages);
        return;
    }
    let area = ui.available_rect_before_wrap();
    let middle = area.top() + area.height() * CHART;
    let part = |top: f32, bottom: f32| Rect::from_min_max(pos2(area.left(), top), pos2(area.right(), bottom));
    let mut upper = ui.new_child(UiBuilder::new().id_salt("chart").max_rect(part(area.top(), middle)));
    picture_ui(&mut upper, list, messages);
    let mut lower = ui.new_child(UiBuilder::new().id_salt("sheet").max_rect(part(middle + space::GAP, area.bottom())));
    sheet::sheet_ui(&mut lower, state, messages);
}

/// What is held against the base, and the choice between one and all.
fn heading_ui(ui: &mut Ui, list: &Comparison, messages: &mut Vec<Message>) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), segmented::HEIGHT));
    let (names, switch) = rect.split_left_right_at_x(rect.right() - PAIR);
    let layout = Layout::left_to_right(Align::Center);
    let mut child = ui.new_child(UiBuilder::new().id_salt("names").max_rect(names).layout(layout));
    names_ui(&mut child, list);
    let pair = "One scenario beside the base: charts, results and inputs";
    let choices = [
        Choice { value: false, key: "pair", label: "Pair", hint: pair },
        Choice { value: true, key: "all", label: "All", hint: "Every result of every scenario, in a table" },
    ];
    let mut child = ui.new_child(UiBuilder::new().id_salt("pair or all").max_rect(switch));
    if let Some(open) = segmented_ui(&mut child, Id::unique("compared all"), &choices, list.shown.all.open, PAIR) {
        messages.push(Message::Comparison(Act::Show(Change::All(open))));
    }
}

/// Which scenario is looked at, and the base it is held against.
fn names_ui(ui: &mut Ui, list: &Comparison) {
    let name = |id: Option<_>| id.and_then(|id| list.entry(id)).map(Entry::name);
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::HALF;
        ui.set_max_width(ui.available_width());
        let strong = |text: String, color| RichText::new(text).font(theme::strong(size::SENTENCE)).color(color);
        match (name(list.looked), name(list.base)) {
            (Some(_), Some(base)) if list.shown.all.open => {
                let others = list.entries.len() - 1;
                ui.label(strong(format::counted(others, "scenario"), palette.text));
                ui.label(RichText::new("against").color(palette.quiet));
                ui.add(egui::Label::new(strong(base, palette.text)).truncate());
            }
            (Some(other), Some(base)) => {
                ui.add(egui::Label::new(strong(other, palette.offshore_text)).truncate());
                ui.label(RichText::new("against").color(palette.quiet));
                ui.add(egui::Label::new(strong(base, palette.text)).truncate());
            }
            (None, Some(base)) => {
                ui.label(strong(base, palette.text));
                ui.label(RichText::new("is the base; add another scenario to hold against it").color(palette.quiet));
            }
            _ => _ = ui.label(RichText::new("No scenario of the list can be read").color(palette.quiet)),
        }
    });
}

/// How scenarios of other currencies and horizons are compared, and the choice there is.
fn said_ui(ui: &mut Ui, list: &Comparison, messages: &mut Vec<Message>) {
    let said = list.said();
    if said.is_empty() {
        return;
    }
    let (color, ground) = theme::palette(ui).warning;
    let switch = if list.horizons_differ() { SWITCH } else { 0.0 };
    let width = ui.available_width();
    let room = width - switch - 2.0 * space::GAP;
    let galley = ui.painter().layout(said.join(" "), theme::regular(size::BODY), color, room);
    let height = (galley.size().y + space::GAP).max(if switch > 0.0 { 34.0 } else { 0.0 });
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    ui.painter().rect_filled(rect, 4.0, ground);
    let text =
        Rect::from_min_size(pos2(rect.left() + space::GAP, rect.center().y - galley.size().y / 2.0), galley.size());
    ui.put(text, egui::Label::new(galley).halign(Align::Min));
    if switch > 0.0 {
        let area = Rect::from_min_max(pos2(rect.right() - switch, rect.top()), rect.max);
        let mut child = ui.new_child(UiBuilder::new().id_salt("horizon").max_rect(area));
        horizon_ui(&mut child, list, messages);
    }
    ui.add_space(space::HALF);
}

/// How horizons are counted.
fn horizon_ui(ui: &mut Ui, list: &Comparison, messages: &mut Vec<Message>) {
    let month = "Each over its own horizon, totals as what they come to in a month";
    let choices = [
        (Horizon::Common, "common", "Common horizon", "All over the shortest horizon"),
        (Horizon::Month, "month", "A month", month),
    ];
    let choices = choices.map(|(value, key, label, hint)| Choice { value, key, label, hint });
    let id = Id::unique("compared horizon");
    if let Some(horizon) = segmented_ui(ui, id, &choices, list.shown.horizon, SWITCH) {
        messages.push(Message::Comparison(Act::Show(Change::Horizon(horizon))));
    }
}

/// The chart and the words that choose it.
fn picture_ui(ui: &mut Ui, list: &Comparison, messages: &mut Vec<Message>) {
    let choices = [
        (Picture::Costs, "costs", "Costs", "Effective cost over time, all on one scale"),
        (Picture::Matrix, "matrix", "Matrix", "Cash saving against friction, a point each"),
        (Picture::Bridge, "bridge", "Bridge", "What turns the base’s effective cost into the other’s, to the cent"),
        (Picture::Chances, "chances", "Chances", "Where the saving of both may end, in the same futures"),
    ];
    let choices = choices.map(|(value, key, label, hint)| Choice { value, key, label, hint });
    let id = Id::unique("compared picture");
    if let Some(picture) = segmented_ui(ui, id, &choices, list.shown.picture, ui.available_width()) {
        messages.push(Message::Comparison(Act::Show(Change::Picture(picture))));
    }
    compared_ui(ui, list.shown.picture, list, messages);
}

/// The words that choose between results and inputs.
fn sheets_ui(ui: &mut Ui, list: &Comparison, messages: &mut Vec<Message>) {
    let differing = list.pair.as_ref().map(|pair| pair.lines.iter().filter(|line| !line.same()).count());
    let inputs = differing.map_or_else(
        || "Inputs".to_owned(),
        |count| format!("{} that differ{}", format::counted(count, "input"), if count == 1 { "s" } else { "" }),
    );
    let choices = [
        Choice { value: Sheet::Results, key: "results", label: "Results", hint: "Every result with its variance" },
        Choice { value: Sheet::Inputs, key: "inputs", label: &inputs, hint: "The inputs by team, site and subject" },
    ];
    if let Some(sheet) = segmented_ui(ui, Id::unique("compared sheet"), &choices, list.shown.sheet, 320.0) {
        messages.push(Message::Comparison(Act::Show(Change::Sheet(sheet))));
    }
}
