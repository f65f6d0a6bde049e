//! The help card: every key and what it does, by subject, in columns. Typing filters it.

use egui::{Align, Context, Id, Key, Layout, Rect, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

use crate::{
    state::{
        command::{COMMANDS, Command, Keys, Row, subject::Subject},
        message::Message,
        view::Chart,
    },
    ui::{
        theme::{self, size, space},
        widgets::{card_width, line, other_button, scrolled_by_keys},
    },
};

/// Widest card.
const WIDTH: f32 = 1200.0;
/// Most columns.
const MOST: usize = 3;
/// Narrowest column, where there are several.
const COLUMN: f32 = 340.0;
/// Between columns.
const GAP: f32 = 28.0;
/// Most room for the keys of a row.
const KEYS: f32 = 164.0;
/// Height of a row.
const ROW: f32 = 19.0;
/// Height of a heading, with the room over it, rows.
const HEADING: f32 = 1.5;
/// What the window keeps of its height beside the lines: the card's edges, its head and a margin around it.
const REST: f32 = 120.0;
/// Width of the field that filters.
const FIELD: f32 = 240.0;

/// A line of the card.
struct Said {
    keys: String,
    name: String,
    hint: &'static str,
}

/// A subject with its lines.
struct Group {
    heading: &'static str,
    lines: Vec<Said>,
}

/// How wide the card is.
pub(super) fn width(ctx: &Context) -> f32 {
    card_width(ctx, WIDTH, 5.0 * space::MARGIN)
}

/// Where what filters is kept while the card is open.
fn filter_id() -> Id {
    Id::unique("help filter")
}

/// Forgets what was typed.
pub(super) fn forget(ctx: &Context) {
    ctx.data_mut(|data| data.remove::<String>(filter_id()));
}

/// Draws the card.
pub(super) fn help_ui(ui: &mut Ui, messages: &mut Vec<Message>) {
    let text = head_ui(ui, messages);
    // The field has the keyboard: what opened the card closes it all the same.
    if ui.input(|input| input.key_pressed(Key::Questionmark) || input.key_pressed(Key::F1)) {
        messages.push(Message::Command(Command::Escape));
    }
    let width = ui.available_width();
    let most = columns_in(width);
    let across = (width + GAP) / number(most) - GAP;
    let whole = tallest(&columns(&groups(""), most));
    let room = (ui.ctx().content_rect().height() - REST).max(80.0);
    // What filters changes neither the card's size nor its place.
    let height = room.min(whole);
    let scrolled = ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, false]);
    scrolled.show(ui, |ui| {
        let keys = [Key::ArrowUp, Key::ArrowDown, Key::PageUp, Key::PageDown, Key::Home, Key::End];
        scrolled_by_keys(ui, height, &keys);
        let found = groups(&text);
        if found.is_empty() {
            ui.label("No key has these words.");
            return;
        }
        let columns = columns(&found, most);
        let (_, area) = ui.allocate_space(vec2(width, tallest(&columns)));
        for (at, column) in columns.iter().enumerate() {
            let left = area.left() + number(at) * (across + GAP);
            column_ui(ui, Rect::from_min_max(pos2(left, area.top()), pos2(left + across, area.bottom())), column);
        }
    });
}

/// How tall the tallest of some columns is, points.
fn tallest(columns: &[&[Group]]) -> f32 {
    columns.iter().map(|column| height(column)).fold(0.0, f32::max) * ROW
}

/// The title, the field that filters, and what closes the card; returns what is sought.
fn head_ui(ui: &mut Ui, messages: &mut Vec<Message>) -> String {
    let id = filter_id();
    let mut text = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_default();
    ui.horizontal(|ui| {
        ui.label(egui::RichText::new("Keys").font(theme::strong(size::SENTENCE)));
        ui.add_space(space::GAP);
        let before = text.clone();
        let field = TextEdit::singleline(&mut text)
            .id(id.with("field"))
            .hint_text("Type to filter")
            .desired_width(FIELD.min(ui.available_width() - 120.0))
            .margin(egui::Margin::symmetric(8, 4));
        let field = ui.add(field).on_hover_text("Shows the keys whose words these are");
        field.widget_info(|| {
            let mut info = WidgetInfo::text_edit(true, &before, &text, "");
            info.label = Some("Filter the keys".to_owned());
            info
        });
        if ui.memory(|memory| memory.focused().is_none()) {
            field.request_focus();
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if other_button(ui, "Close").on_hover_text("Puts the list away (Esc)").clicked() {
                messages.push(Message::Command(Command::Escape));
            }
        });
    });
    ui.data_mut(|data| data.insert_temp(id, text.clone()));
    text
}

/// How many columns there is room for.
fn columns_in(width: f32) -> usize {
    (1..=MOST).rev().find(|count| number(*count) * (COLUMN + GAP) - GAP <= width).unwrap_or(1)
}

/// Every subject with the lines that have all the words; those without are left out.
fn groups(text: &str) -> Vec<Group> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let sought = |heading: &str, line: &Said| {
        let whole = format!("{heading} {} {} {}", line.keys, line.name, line.hint).to_lowercase();
        words.iter().all(|word| whole.contains(word))
    };
    let group = |subject: Subject| {
        let own = COMMANDS.iter().filter(|row| row.command.subject() == subject);
        let lines: Vec<Said> = match subject {
            Subject::Charts => Chart::ALL.into_iter().map(chart_line).collect(),
            Subject::Levers => own.map(row_line).chain(RAIL_KEYS.iter().map(rail_line)).collect(),
            _ => own.map(row_line).collect(),
        };
        let heading = subject.label();
        Group { heading, lines: lines.into_iter().filter(|line| sought(heading, line)).collect() }
    };
    Subject::ALL.into_iter().map(group).filter(|group| !group.lines.is_empty()).collect()
}

fn row_line(row: &Row) -> Said {
    Said { keys: joined(row.keys), name: row.name.to_owned(), hint: row.hint }
}

/// A chart with the key that shows it on the left, and that for the right.
fn chart_line(chart: Chart) -> Said {
    let keys = [Command::Left(chart), Command::Right(chart)].map(|command| joined(command.row().keys));
    Said { keys: keys.join(", "), name: chart.label().to_owned(), hint: chart.hint() }
}

fn rail_line((keys, name, hint): &(&str, &str, &'static str)) -> Said {
    Said { keys: (*keys).to_owned(), name: (*name).to_owned(), hint }
}

fn joined(keys: &[Keys]) -> String {
    keys.iter().map(Keys::label).collect::<Vec<_>>().join(", ")
}

fn number(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::from(u16::MAX), f32::from)
}

/// How tall some groups are, rows.
fn height(groups: &[Group]) -> f32 {
    groups.iter().map(|group| number(group.lines.len()) + HEADING).sum()
}

/// The groups in their order, over columns that are as even as can be.
fn columns(groups: &[Group], most: usize) -> Vec<&[Group]> {
    let mut reach = height(groups) / number(most);
    loop {
        let packed = packed(groups, reach);
        if packed.len() <= most {
            return packed;
        }
        reach += 0.5;
    }
}

/// The groups in columns that are no taller than `reach`, unless one group alone is.
fn packed(groups: &[Group], reach: f32) -> Vec<&[Group]> {
    let mut columns = Vec::new();
    let mut first = 0;
    for at in 1..=groups.len() {
        if at == groups.len() || height(&groups[first..=at]) > reach {
            columns.push(&groups[first..at]);
            first = at;
        }
    }
    columns
}

fn column_ui(ui: &Ui, area: Rect, groups: &[Group]) {
    let (ink, painter) = (theme::palette(ui), ui.painter());
    let keys = |said: &Said| painter.layout_no_wrap(said.keys.clone(), theme::strong(size::LABEL), ink.quiet).size().x;
    let widest = groups.iter().flat_map(|group| &group.lines).map(keys).fold(0.0, f32::max);
    let room = (widest + space::MARGIN).min(KEYS);
    let mut top = area.top();
    for group in groups {
        let heading = Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), HEADING * ROW));
        let galley = line(painter, group.heading, theme::strong(size::BODY), ink.home, area.width());
        painter.galley(pos2(area.left(), heading.bottom() - ROW), galley, ink.home);
        let response = ui.interact(heading, Id::unique(("help", group.heading)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, group.heading));
        top = heading.bottom();
        for said in &group.lines {
            line_ui(ui, Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), ROW)), said, room);
            top += ROW;
        }
    }
}

/// A line: its keys in their room, and its name on the same ground line.
fn line_ui(ui: &Ui, rect: Rect, said: &Said, room: f32) {
    let (ink, painter) = (theme::palette(ui), ui.painter());
    let keys = line(painter, &said.keys, theme::strong(size::LABEL), ink.quiet, room - space::GAP);
    let name = line(painter, &said.name, theme::regular(size::BODY), ink.text, rect.width() - room);
    let ground = rect.center().y + name.size().y / 2.0;
    let lift = (name.size().y - keys.size().y) / 4.0;
    painter.galley(pos2(rect.left(), ground - lift - keys.size().y), keys, ink.quiet);
    painter.galley(pos2(rect.left() + room, ground - name.size().y), name, ink.text);
    let response = ui.interact(rect, Id::unique(("help", &said.keys)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{}: {}", said.keys, said.name)));
    response.on_hover_text(said.hint);
}

/// Keys of the rails, which are the control's own.
const RAIL_KEYS: &[(&str, &str, &str)] = &[
    ("Arrows", "A step", "Moves the lever that has the focus by a step"),
    ("Shift+arrows", "A tenth of a step", "Moves it by a tenth of a step"),
    ("Page Up, Page Down", "Ten steps", "Moves it by ten steps"),
    ("Home, End", "To an end of the rail", "Moves it to an end of its rail"),
    ("Delete", "Back to the reference", "Puts it back to the reference"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_once_under_its_subject() {
        let groups = groups("");
        let lines: usize = groups.iter().map(|group| group.lines.len()).sum();
        // A chart's two commands share a line.
        assert_eq!(lines, COMMANDS.len() - Chart::ALL.len() + RAIL_KEYS.len());
        assert_eq!(groups.len(), Subject::ALL.len());
    }

    #[test]
    fn columns_keep_the_order_and_are_even() {
        let groups = groups("");
        for most in 1..=MOST {
            let columns = columns(&groups, most);
            let headings = |groups: &[Group]| groups.iter().map(|group| group.heading).collect::<Vec<_>>();
            assert_eq!(columns.iter().flat_map(|column| headings(column)).collect::<Vec<_>>(), headings(&groups));
            let even = height(&groups) / number(most);
            assert!(columns.len() <= most && columns.iter().all(|column| height(column) < even + 10.0), "{most}");
        }
    }
}
