//! The scenarios of the comparison: which is the base, how each stands, and what can be done with it.
//! Only the rows in sight are drawn.

use egui::{
    Align, Align2, Color32, CursorIcon, Id, Layout, Popup, ProgressBar, Rect, RichText, Role, ScrollArea, Sense,
    Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use crate::{
    engine::measure::Measure,
    export::compare::verdict,
    format,
    state::{
        AppState,
        compare::{
            Comparison, Entry, Order, Origin, Standing,
            act::{Act, Change},
            evaluate::Weighed,
        },
        message::Message,
    },
    ui::{
        theme::{self, Palette, size, space},
        widgets::{Choice, line, menu_ui, other_button, segmented, segmented_ui},
    },
};

/// Height of a row.
const ROW: f32 = 48.0;
/// Height of the head.
const HEAD: f32 = 36.0;
/// Height of the foot.
const FOOT: f32 = 40.0;
/// Room for the figures at the right.
const FIGURES: f32 = 88.0;
/// Room for the mark of the base at the left.
const MARK: f32 = 44.0;
/// Size of the button of the menu.
const MORE: f32 = 24.0;

/// Draws the list.
pub(super) fn list_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let list = &state.comparison;
    let area = ui.max_rect();
    head_ui(ui, list, messages);
    let (rows, foot) = ui.available_rect_before_wrap().split_top_bottom_at_y(area.bottom() - FOOT);
    let mut child = ui.new_child(UiBuilder::new().id_salt("rows").max_rect(rows));
    rows_ui(&mut child, state, messages);
    let inside = foot.shrink2(vec2(space::MARGIN, space::HALF));
    let mut child = ui.new_child(UiBuilder::new().id_salt("foot").max_rect(inside));
    child.horizontal_centered(|ui| {
        super::add_ui(ui, messages);
        let addable = list.open().is_none() && state.unopened.is_none();
        if addable && other_button(ui, "Add the open one").on_hover_text(super::OPEN_HINT).clicked() {
            messages.push(Message::Comparison(Act::AddOpen));
        }
    });
}

/// The order, or how far the evaluation is.
fn head_ui(ui: &mut Ui, list: &Comparison, messages: &mut Vec<Message>) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEAD));
    let inside = Rect::from_center_size(rect.center(), vec2(rect.width() - 2.0 * space::MARGIN, segmented::HEIGHT));
    let mut child = ui.new_child(UiBuilder::new().id_salt("head").max_rect(inside));
    let ui = &mut child;
    if let Some(progress) = list.progress() {
        ui.horizontal_centered(|ui| {
            let text = format!("{} scenarios, {:.0} %", list.entries.len(), progress * 100.0);
            ui.add(ProgressBar::new(progress).desired_width(232.0).text(text));
            if ui.button("Stop").on_hover_text("Stops the evaluation; what is known stays (Esc)").clicked() {
                messages.push(Message::Comparison(Act::Stop));
            }
        });
        return;
    }
    let choices = [
        (Order::Added, "added", "As added", "In the order in which they were added"),
        (Order::Name, "name", "Name", "By name"),
        (Order::Difference, "difference", "Difference", "The furthest from the base’s effective saving first"),
    ];
    let choices = choices.map(|(value, key, label, hint)| Choice { value, key, label, hint });
    if let Some(order) = segmented_ui(ui, Id::unique("compared order"), &choices, list.shown.order, 260.0) {
        messages.push(Message::Comparison(Act::Show(Change::Order(order))));
    }
    let layout = Layout::right_to_left(Align::Center);
    let mut child = ui.new_child(UiBuilder::new().id_salt("count").max_rect(inside).layout(layout));
    if list.stopped {
        let hint = "Works out the scenarios that are left";
        if child.button("Go on").on_hover_text(hint).clicked() {
            messages.push(Message::Comparison(Act::GoOn));
        }
    } else {
        let count = format::counted(list.entries.len(), "scenario");
        let (font, color) = (theme::regular(size::LABEL), theme::palette(&child).quiet);
        child.painter().text(inside.right_center(), Align2::RIGHT_CENTER, count, font, color);
    }
}

fn rows_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let list = &state.comparison;
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().auto_shrink([false, false]).show_rows(ui, ROW, list.entries.len(), |ui, range| {
        for entry in list.listed_in(range) {
            row_ui(ui, state, entry, messages);
        }
    });
}

/// What a row says of its scenario.
struct Said {
    name: String,
    under: String,
    color: Color32,
    figures: Option<[String; 2]>,
    better: Option<bool>,
}

fn row_ui(ui: &mut Ui, state: &AppState, entry: &Entry, messages: &mut Vec<Message>) {
    let list = &state.comparison;
    let ink = theme::palette(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let id = Id::unique(("compared", entry.id));
    let (is_base, looked) = (list.base == Some(entry.id), list.looked == Some(entry.id));
    let said = said(state, entry, ink);
    let response = ui.interact(rect, id, Sense::click());
    let spoken = spoken(&said, is_base);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, looked, &spoken));
    ground(ui, rect, (looked, response.hovered()));
    if response.clicked() && entry.good().is_some() {
        messages.push(Message::Comparison(Act::Look(entry.id)));
    }
    text(ui, rect, &said, is_base);
    let response = response.on_hover_cursor(CursorIcon::PointingHand).on_hover_ui(|ui| card_ui(ui, state, entry));
    base_ui(ui, rect, entry, is_base, messages);
    menu_ui(ui, &response, |ui| actions_ui(ui, state, entry, messages));
    more_ui(ui, rect, state, entry, messages);
    if response.has_focus() {
        crate::ui::widgets::focus_ring(ui, rect.shrink(3.0));
    }
}

fn ground(ui: &Ui, rect: Rect, (looked, hovered): (bool, bool)) {
    let ink = theme::palette(ui);
    if looked {
        ui.painter().rect_filled(rect, 0.0, ink.ground);
        let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(bar, 0.0, ink.offshore);
    } else if hovered {
        ui.painter().rect_filled(rect, 0.0, ink.line.gamma_multiply(0.5));
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, ink.line));
}

fn text(ui: &Ui, rect: Rect, said: &Said, is_base: bool) {
    let (ink, painter) = (theme::palette(ui), ui.painter());
    let right = rect.right() - space::GAP - MORE - space::HALF;
    let room = right - FIGURES - rect.left() - MARK;
    let (upper, lower) = (rect.top() + 16.0, rect.top() + 34.0);
    let left = rect.left() + MARK;
    let name = line(painter, &said.name, theme::strong(size::BODY), ink.text, room);
    painter.galley(pos2(left, upper - name.size().y / 2.0), name, ink.text);
    let under = line(painter, &said.under, theme::regular(size::LABEL), said.color, room + FIGURES * 0.4);
    painter.galley(pos2(left, lower - under.size().y / 2.0), under, said.color);
    let Some([saving, by]) = &said.figures else { return };
    painter.text(pos2(right, upper), Align2::RIGHT_CENTER, saving, theme::strong(size::BODY), ink.text);
    let color = match said.better {
        Some(true) => ink.good.0,
        Some(false) => ink.bad.0,
        None => ink.quiet,
    };
    let by = if is_base { "base" } else { by };
    painter.text(pos2(right, lower), Align2::RIGHT_CENTER, by, theme::regular(size::LABEL), color);
}

fn said(state: &AppState, entry: &Entry, ink: &Palette) -> Said {
    let list = &state.comparison;
    let name = match entry.origin {
        Origin::Open => format!("{}, open", entry.name()),
        Origin::File(_) => entry.name(),
    };
    let plain = |under: String, color| Said { name: name.clone(), under, color, figures: None, better: None };
    if entry.trashed.is_some() {
        return plain("in the trash; its menu puts it back".to_owned(), ink.quiet);
    }
    if let Err(problem) = &entry.scenario {
        return plain(short(problem, &entry.origin), ink.bad.0);
    }
    let Some(side) = list.side(Some(entry.id)) else {
        return match list.weighed(entry.id) {
            Some(Err(problem)) => plain(problem.to_owned(), ink.bad.0),
            _ => plain(if list.stopped { "not worked out" } else { "being worked out…" }.to_owned(), ink.quiet),
        };
    };
    let saving = |side: &Weighed| side.side.evaluation.results.effective_saving;
    let base = list.side(list.base).and_then(|base| saving(base));
    let by = saving(side).zip(base).map(|(saving, base)| saving - base);
    let (standing, color) = match entry.standing(&side.side.fingerprint) {
        Standing::Free => (side.side.fingerprint.short(), ink.quiet),
        Standing::Locked(date) => (format!("locked {date}"), ink.good.0),
        Standing::Changed(date) => (format!("locked {date}; changed since"), ink.warning.0),
        Standing::Unreadable(_) => ("its lock can’t be read".to_owned(), ink.bad.0),
    };
    let better = by
        .filter(|by| !by.round_dp(4).is_zero())
        .map(|by| (by > rust_decimal::Decimal::ZERO) == Measure::EffectiveSaving.more_is_better());
    let saving = saving(side).map_or_else(|| "–".to_owned(), format::percent_two);
    let figures = Some([saving, by.map_or_else(String::new, format::points)]);
    Said { name, under: format!("{}  ·  {standing}", verdict(&side.side)), color, figures, better }
}

/// The first line of what is wrong with a file, without its path: the row names the file.
fn short(problem: &str, origin: &Origin) -> String {
    let first = problem.lines().next().unwrap_or_default();
    let path = if let Origin::File(path) = origin { format!("{}:", path.display()) } else { String::new() };
    first.strip_prefix(&path).unwrap_or(first).trim_start().to_owned()
}

/// A row for those who hear it.
fn spoken(said: &Said, is_base: bool) -> String {
    let figures = said.figures.as_ref().map_or_else(String::new, |[saving, by]| {
        let by = if is_base { "the base".to_owned() } else { format!("{by} to the base") };
        format!(", effective saving {saving}, {by}")
    });
    format!("{}{figures}, {}", said.name, said.under)
}

/// The mark of the base; a click makes this one the base.
fn base_ui(ui: &Ui, rect: Rect, entry: &Entry, is_base: bool, messages: &mut Vec<Message>) {
    if entry.good().is_none() {
        return;
    }
    let ink = theme::palette(ui);
    let center = pos2(rect.left() + 26.0, rect.center().y);
    let area = Rect::from_center_size(center, vec2(28.0, 28.0));
    let response = ui.interact(area, Id::unique(("compared base", entry.id)), Sense::click());
    let label = format!("Base: {}", entry.name());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_base, &label));
    let color = if is_base || response.hovered() { ink.text } else { ink.control };
    ui.painter().circle_stroke(center, 7.0, Stroke::new(1.5, color));
    if is_base {
        ui.painter().circle_filled(center, 4.0, ink.text);
    }
    if response.has_focus() {
        crate::ui::widgets::focus_ring(ui, area.shrink(2.0));
    }
    let hint = if is_base { "This is the base" } else { "Makes this the base that all others are held against" };
    if response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(hint).clicked() && !is_base {
        messages.push(Message::Comparison(Act::Base(entry.id)));
    }
}

/// The button of the menu.
fn more_ui(ui: &Ui, rect: Rect, state: &AppState, entry: &Entry, messages: &mut Vec<Message>) {
    let ink = theme::palette(ui);
    let area = Rect::from_center_size(pos2(rect.right() - space::GAP - MORE / 2.0, rect.center().y), vec2(MORE, MORE));
    let response = ui.interact(area, Id::unique(("compared more", entry.id)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("More: {}", entry.name())));
    let color = if response.hovered() || response.has_focus() { ink.text } else { ink.quiet };
    for step in [-1.0, 0.0, 1.0] {
        ui.painter().circle_filled(area.center() + vec2(0.0, 5.0 * step), 1.5, color);
    }
    if response.has_focus() {
        crate::ui::widgets::focus_ring(ui, area.shrink(1.0));
    }
    Popup::menu(&response).width(240.0).show(|ui| actions_ui(ui, state, entry, messages));
    response.on_hover_text("What can be done with this scenario");
}

/// What can be done with a scenario.
fn actions_ui(ui: &mut Ui, state: &AppState, entry: &Entry, messages: &mut Vec<Message>) {
    let id = entry.id;
    let mut item = |ui: &mut Ui, name: &str, hint: &str, act: Act| {
        if ui.button(name).on_hover_text(hint).clicked() {
            messages.push(Message::Comparison(act));
            ui.close();
        }
    };
    if entry.trashed.is_some() {
        item(ui, "Put back", "Moves the file back to where it was", Act::PutBack(id));
        item(ui, "Remove from list", "The file stays in the trash", Act::Remove(id));
        return;
    }
    let file = match &entry.origin {
        Origin::File(_) => true,
        Origin::Open => state.document.path.is_some(),
    };
    if entry.good().is_some() {
        item(ui, "Open in the explorer", "Opens it with all its levers", Act::Open(id));
        item(ui, "Name and note…", "Gives it another name and note", Act::Describe(id));
        if file {
            item(ui, "Duplicate", "Copies it to a file beside its own", Act::Duplicate(id));
            let locked = matches!(entry.lock, Ok(Some(_)));
            if locked {
                item(ui, "Unlock results", "Removes the lock beside its file", Act::Lock(id, false));
            }
            let name = if locked { "Lock anew" } else { "Lock results" };
            let hint = "Writes its fingerprint and today’s date beside its file; any later change is told";
            item(ui, name, hint, Act::Lock(id, true));
        }
        ui.separator();
    }
    item(ui, "Remove from list", "Takes it off the list; its file stays", Act::Remove(id));
    if matches!(entry.origin, Origin::File(_)) {
        item(ui, "Move to trash…", "Asks, then moves its file to the trash", Act::AskTrash(id));
    }
}

/// All that is known of a scenario's file.
fn card_ui(ui: &mut Ui, state: &AppState, entry: &Entry) {
    ui.set_max_width(360.0);
    ui.label(RichText::new(entry.name()).font(theme::strong(size::BODY)));
    let path = match &entry.origin {
        Origin::File(path) => Some(path.display().to_string()),
        Origin::Open => state.document.path.as_ref().map(|path| path.display().to_string()),
    };
    let quiet = theme::palette(ui).quiet;
    let small = |text: String| RichText::new(text).font(theme::regular(size::LABEL)).color(quiet);
    ui.label(small(path.unwrap_or_else(|| "not saved yet".to_owned())));
    match &entry.scenario {
        Err(problem) => _ = ui.label(problem),
        Ok(scenario) if !scenario.note.is_empty() => _ = ui.label(format::plain(&scenario.note)),
        Ok(_) => {}
    }
    if let Some(side) = state.comparison.side(Some(entry.id)) {
        ui.label(small(format!("fingerprint {}", side.side.fingerprint)));
    }
    match &entry.lock {
        Ok(Some(lock)) => {
            ui.label(small(format!("locked on {} at an effective cost of {}", lock.date, lock.effective_cost)));
            ui.label(small(format!("locked fingerprint {}", lock.fingerprint)));
        }
        Err(problem) => _ = ui.label(problem),
        Ok(None) => {}
    }
}
