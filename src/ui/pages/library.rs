//! A folder of scenarios as a list: a click or Enter opens one; arrows walk it, the search and tags
//! narrow it, a heading sorts it.

use egui::{
    Align, Align2, Button, CursorIcon, Event, Frame, Id, Key, Layout, Margin, Modifiers, RichText, Role, Sense, Ui,
    WidgetInfo, pos2,
};
use egui_table::{CellInfo, HeaderCellInfo, HeaderRow, Table, TableDelegate};

use super::table_menu::table_menu_ui;
use crate::{
    catalog::presets::objective_label,
    format,
    state::{
        AppState,
        library::{Column, Content, Entry, Library, Progress},
        message::{LibraryAsk, Message},
        taking::Take,
    },
    ui::{
        theme::{self, size, space},
        widgets::{SearchField, focus_ring, line, search_field_ui, search_id},
    },
};

/// Height of a row.
const ROW: f32 = 26.0;
/// Width of the search field.
const SEARCH: f32 = 260.0;
/// Most tags that are offered.
const MOST_TAGS: usize = 12;
/// Widths of the columns that keep theirs; names, notes and files share the rest, 5 : 7 : 4.
const FIXED: f32 = 130.0 + 124.0 + 84.0 + 96.0 + 124.0;
/// Least width of those that share.
const SHARED: [f32; 3] = [180.0, 180.0, 140.0];

/// Draws the page.
pub(in crate::ui) fn library_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let palette = theme::palette(ui);
    let frame = Frame::NONE.fill(palette.ground).inner_margin(Margin { left: 16, right: 16, top: 12, bottom: 12 });
    let library = &*state.library;
    egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        head_ui(ui, state, messages);
        search_ui(ui, library, messages);
        if let Some(words) = nothing(library) {
            let center = ui.max_rect().center();
            let color = if matches!(library.progress, Progress::Failed(_)) { palette.bad.0 } else { palette.quiet };
            let galley = ui.painter().layout(words.clone(), theme::regular(size::BODY), color, ui.max_rect().width());
            let rect = Align2::CENTER_CENTER.anchor_size(center, galley.size());
            let response = ui.interact(rect, Id::unique("library says"), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
            ui.painter().galley(rect.min, galley, color);
            return;
        }
        let walked = walk(ui, library, messages);
        table_ui(ui, library, walked, messages);
    });
}

/// What is said in place of the list where it has no row.
fn nothing(library: &Library) -> Option<String> {
    match &library.progress {
        Progress::Nothing => Some("Choose the folder that your scenarios are in.".to_owned()),
        Progress::Failed(problem) => Some(problem.clone()),
        Progress::Listing if library.entries.is_empty() => Some("Looking into the folder…".to_owned()),
        _ if library.entries.is_empty() => Some("No scenario files (.ron) are in this folder.".to_owned()),
        _ if library.shown.is_empty() => Some("No scenario has these words.".to_owned()),
        _ => None,
    }
}

/// The folder in a line: how many scenarios, how far they are read, how many can't be.
fn title(library: &Library) -> String {
    let count = library.entries.len();
    let all = if count == 1 { "1 scenario".to_owned() } else { format!("{} scenarios", thousands(count)) };
    let all = if library.shown.len() == count { all } else { format!("{} of {all}", thousands(library.shown.len())) };
    let broken = match library.broken() {
        0 => String::new(),
        broken => format!(", {} can’t be read", thousands(broken)),
    };
    match &library.progress {
        Progress::Reading(done) => format!("{all}, reading… {}", thousands(*done)),
        _ => format!("{all}{broken}"),
    }
}

fn thousands(count: usize) -> String {
    format::fixed(count.into(), 0)
}

fn head_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let library = &*state.library;
    let quiet = theme::palette(ui).quiet;
    ui.horizontal(|ui| {
        let known = library.folder.is_some() && !matches!(library.progress, Progress::Failed(_));
        let title = if known { title(library) } else { "Library".to_owned() };
        ui.label(RichText::new(title).font(theme::strong(size::SENTENCE)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button("Folder…").on_hover_text("Chooses another folder").clicked() {
                messages.push(Message::Library(LibraryAsk::Folder));
            }
            if library.folder.is_some()
                && ui.button("Read again").on_hover_text("Lists the folder as it is now").clicked()
            {
                messages.push(Message::Library(LibraryAsk::Again));
            }
            if known {
                table_menu_ui(ui, Take::Library, state, messages);
            }
            if let Some(folder) = &library.folder {
                let path = format::plain(&folder.display().to_string());
                let shown = RichText::new(&path).font(theme::regular(size::LABEL)).color(quiet);
                ui.add(egui::Label::new(shown).truncate().show_tooltip_when_elided(false).selectable(false))
                    .on_hover_text(path);
            }
        });
    });
}

/// The search and the tags to choose from.
fn search_ui(ui: &mut Ui, library: &Library, messages: &mut Vec<Message>) {
    ui.horizontal(|ui| {
        let field = SearchField {
            name: "Search the library",
            prompt: "Search names, notes, #tags",
            hint: "Finds scenarios by their words; # finds a tag (/)",
            width: SEARCH,
        };
        if let Some(text) = search_field_ui(ui, &field, &library.search) {
            messages.push(Message::Library(LibraryAsk::Search(text)));
        }
        for (tag, count) in library.tags.iter().take(MOST_TAGS) {
            let sought = library.seeks(tag);
            let words = RichText::new(format!("#{tag} {count}")).font(theme::regular(size::LABEL));
            let button = Button::selectable(sought, words);
            // What has no room is found by typing it.
            let wide = ui.painter().layout_no_wrap(
                format!("#{tag} {count}"),
                theme::regular(size::LABEL),
                egui::Color32::PLACEHOLDER,
            );
            if wide.size().x + 2.0 * space::GAP > ui.available_width() {
                break;
            }
            let hint = if sought { "Shows those without this tag too" } else { "Shows those with this tag" };
            if ui.add(button).on_hover_text(hint).clicked() {
                messages.push(Message::Library(LibraryAsk::Search(library.with_tag(tag))));
            }
        }
    });
    ui.add_space(space::HALF);
}

/// Where it is kept which row the arrows chose.
fn chosen_id() -> Id {
    Id::unique("library chosen")
}

/// Walks the list by arrows and opens the chosen row by Enter; the row to scroll to, where it moved.
fn walk(ui: &Ui, library: &Library, messages: &mut Vec<Message>) -> Option<usize> {
    let ctx = ui.ctx();
    let free = ctx.memory(|memory| memory.focused().is_none_or(|focused| focused == search_id()));
    let covered = egui::Popup::is_any_open(ctx) || ctx.memory(|memory| memory.top_modal_layer().is_some());
    let last = library.shown.len().checked_sub(1).filter(|_| free && !covered)?;
    let chosen = ui.data(|data| data.get_temp::<usize>(chosen_id())).map(|row| row.min(last));
    let pressed = |key| ctx.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
    let (far_down, far_up) = (pressed(Key::PageDown) * 20, pressed(Key::PageUp) * 20);
    if let Some(row) = chosen
        && pressed(Key::Enter) > 0
    {
        messages.push(Message::OpenRecent(library.entries[library.shown[row]].path.clone()));
    }
    if down + up + far_down + far_up == 0 {
        if ctx.input(|input| input.events.iter().any(|event| matches!(event, Event::Text(_)))) {
            // Another search, another list.
            ui.data_mut(|data| data.remove::<usize>(chosen_id()));
        }
        return None;
    }
    // The first arrow chooses the first row.
    let from = chosen.map_or(0, |row| row + 1);
    let row = (from + down + far_down).saturating_sub(up + far_up + 1).min(last);
    ui.data_mut(|data| data.insert_temp(chosen_id(), row));
    Some(row)
}

/// Width of each column for a page of a width.
fn widths(room: f32) -> [f32; 8] {
    let spare = (room - FIXED - SHARED.iter().sum::<f32>()).max(0.0);
    Column::ALL.map(|column| match column {
        Column::Name => SHARED[0] + spare * 5.0 / 16.0,
        Column::Note => SHARED[1] + spare * 7.0 / 16.0,
        Column::File => SHARED[2] + spare * 4.0 / 16.0,
        Column::Objective => 130.0,
        Column::Saving | Column::Fingerprint => 124.0,
        Column::Friction => 84.0,
        Column::Changed => 96.0,
    })
}

fn table_ui(ui: &mut Ui, library: &Library, walked: Option<usize>, messages: &mut Vec<Message>) {
    let widths = widths(ui.available_width() - space::MARGIN);
    let columns = widths.map(|width| egui_table::Column::new(width).range(width..=width).resizable(false));
    let chosen = ui.data(|data| data.get_temp::<usize>(chosen_id()));
    let mut rows = Rows { library, chosen, messages };
    let mut table = Table::new()
        .id_salt("library")
        .auto_size_mode(egui_table::AutoSizeMode::Never)
        .num_rows(u64::try_from(library.shown.len()).unwrap_or(u64::MAX))
        .columns(columns.to_vec())
        .headers([HeaderRow::new(ROW)]);
    if let Some(row) = walked.and_then(|row| u64::try_from(row).ok()) {
        table = table.scroll_to_row(row, None);
    }
    table.show(ui, &mut rows);
}

/// The rows of the table.
struct Rows<'a> {
    library: &'a Library,
    chosen: Option<usize>,
    messages: &'a mut Vec<Message>,
}

impl Rows<'_> {
    fn entry(&self, row: u64) -> Option<(usize, &Entry)> {
        let row = usize::try_from(row).ok()?;
        Some((row, self.library.entries.get(*self.library.shown.get(row)?)?))
    }
}

impl TableDelegate for Rows<'_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let Some(column) = Column::ALL.get(cell.col_range.start).copied() else { return };
        let (by, turned) = self.library.sort;
        let mark = match (by == column, turned != column.largest_first()) {
            (false, _) => "",
            (true, false) => " ▲",
            (true, true) => " ▼",
        };
        let palette = theme::palette(ui);
        let color = if by == column { palette.text } else { palette.quiet };
        let text = format!("{}{mark}", column.label());
        let response = ui.interact(ui.max_rect(), Id::unique("library sort").with(column), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, column.label()));
        text_of(ui, &text, if by == column { Look::Head } else { Look::Label }, color, right(column));
        if response.has_focus() {
            focus_ring(ui, ui.max_rect().shrink(3.0));
        }
        let hint = format!("Sorts by {}; once more, the other way round", format::lower_first(column.label()));
        if response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(hint).clicked() {
            self.messages.push(Message::Library(LibraryAsk::Sort(column)));
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, row_nr: u64) {
        // The table asks once for columns that stay, of which there are none.
        let Some((row, entry)) = self.entry(row_nr).filter(|_| ui.clip_rect().width() > 0.0) else { return };
        let palette = theme::palette(ui);
        let rect = ui.max_rect();
        let id = Id::unique("library row").with(&entry.path);
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, heard(entry)));
        let lit = self.chosen == Some(row);
        let fill = match (lit, response.hovered(), row % 2) {
            (true, ..) => palette.home.gamma_multiply(0.2),
            (_, true, _) => palette.line,
            (_, _, 1) => palette.panel,
            _ => palette.ground,
        };
        ui.painter().rect_filled(rect, 0.0, fill);
        if response.has_focus() {
            focus_ring(ui, rect.shrink(2.0));
        }
        let clicked = response.clicked();
        let path = entry.path.clone();
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_ui(|ui| card_ui(ui, entry));
        if clicked {
            self.messages.push(Message::OpenRecent(path));
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        let (Some((_, entry)), Some(column)) = (self.entry(cell.row_nr), Column::ALL.get(cell.col_nr).copied()) else {
            return;
        };
        let palette = theme::palette(ui);
        let color = match (&entry.content, column) {
            (Content::Broken(_), Column::Note) => palette.bad.0,
            (Content::Scenario(_), Column::Name | Column::Saving | Column::Friction | Column::Note) => palette.text,
            _ => palette.quiet,
        };
        let look = match (&entry.content, column) {
            (Content::Scenario(_), Column::Name | Column::Saving) => Look::Strong,
            (_, Column::Changed | Column::Fingerprint | Column::File) => Look::Label,
            _ => Look::Body,
        };
        text_of(ui, &shown(entry, column), look, color, right(column));
    }

    fn default_row_height(&self) -> f32 {
        ROW
    }
}

/// Whether a column's text stands at the right.
fn right(column: Column) -> bool {
    matches!(column, Column::Saving | Column::Friction)
}

/// What a cell says.
fn shown(entry: &Entry, column: Column) -> String {
    let brief = match (&entry.content, column) {
        (_, Column::Name) => return entry.title().to_owned(),
        (_, Column::File) => return entry.file.clone(),
        (_, Column::Changed) => {
            let date = entry.changed.as_ref().and_then(|(_, words)| words.split(' ').next());
            return date.unwrap_or("–").to_owned();
        }
        (Content::Scenario(brief), _) => brief,
        (Content::Waiting, Column::Saving) => return "…".to_owned(),
        (Content::Broken(problem), Column::Note) => {
            // The file's own name stands before it already.
            let first = problem.lines().next().unwrap_or_default();
            let place = first.strip_prefix(entry.file.as_str()).and_then(|rest| rest.strip_prefix(':'));
            return place.map_or_else(|| first.to_owned(), |place| format!("line {place}"));
        }
        _ => return String::new(),
    };
    match column {
        Column::Objective => objective_label(brief.objective).to_owned(),
        Column::Saving => format::percent_or_dash(brief.overview.effective_saving),
        Column::Friction => format::percent_or_dash(brief.overview.friction),
        Column::Fingerprint => brief.overview.fingerprint.short(),
        _ => brief.note.clone(),
    }
}

/// What a row says to those who hear it.
fn heard(entry: &Entry) -> String {
    match &entry.content {
        Content::Waiting => format!("{}, not read yet", entry.title()),
        Content::Broken(problem) => format!("{}, can’t be read: {problem}", entry.title()),
        Content::Scenario(_) => {
            let figure = |column| format!("{} {}", format::lower_first(Column::label(column)), shown(entry, column));
            let figures = [Column::Saving, Column::Friction, Column::Changed].map(figure).join(", ");
            format!("{}, {figures}, {}", entry.title(), entry.file)
        }
    }
}

/// Everything about a file, where the pointer rests on it.
fn card_ui(ui: &mut Ui, entry: &Entry) {
    let palette = theme::palette(ui);
    ui.set_max_width(520.0);
    ui.label(RichText::new(entry.title()).font(theme::strong(size::BODY)));
    match &entry.content {
        Content::Waiting => {}
        Content::Broken(problem) => {
            let some: Vec<&str> = problem.lines().take(6).collect();
            ui.label(RichText::new(some.join("\n")).color(palette.bad.0));
        }
        Content::Scenario(brief) => {
            if !brief.note.is_empty() {
                ui.label(&brief.note);
            }
            let percent = |share: Option<_>| share.map_or_else(|| "–".to_owned(), format::percent_precise);
            let (saving, friction) = (percent(brief.overview.effective_saving), percent(brief.overview.friction));
            ui.label(format!("Effective saving {saving}, friction {friction}."));
            let print = format!("Fingerprint {}", brief.overview.fingerprint.short());
            ui.label(RichText::new(print).font(theme::regular(size::LABEL)).color(palette.quiet));
        }
    }
    let changed = entry.changed.as_ref().map(|(_, words)| format!(", changed {words}")).unwrap_or_default();
    let place = format!("{}{changed}", format::plain(&entry.path.display().to_string()));
    ui.label(RichText::new(place).font(theme::regular(size::LABEL)).color(palette.quiet));
}

/// How a cell's text looks.
#[derive(Debug, Clone, Copy)]
enum Look {
    Head,
    Strong,
    Body,
    Label,
}

/// A line of text in a cell, cut where it is too long; painted rather than laid out, as there are many.
fn text_of(ui: &Ui, text: &str, look: Look, color: egui::Color32, right: bool) {
    let room = ui.max_rect().shrink2(egui::vec2(space::GAP, 0.0));
    let font = match look {
        Look::Head => theme::strong(size::LABEL),
        Look::Strong => theme::strong(size::BODY),
        Look::Body => theme::regular(size::BODY),
        Look::Label => theme::regular(size::LABEL),
    };
    let galley = line(ui.painter(), text, font, color, room.width());
    let left = if right { room.right() - galley.size().x } else { room.left() };
    ui.painter().galley(pos2(left, room.center().y - galley.size().y / 2.0), galley, color);
}
