//! The command palette: every command and every lever by name. Up and Down choose, Enter does it.

use egui::{Button, Id, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui, WidgetInfo};

use crate::{
    model::lever::LeverId,
    state::{
        AppState,
        command::{COMMANDS, Command, Row},
        message::Message,
    },
    ui::theme::{self, size},
};

/// Width of the card.
pub(super) const WIDTH: f32 = 480.0;
/// Most height of the list.
const LIST: f32 = 320.0;
/// Most levers that are listed.
const MOST_LEVERS: usize = 8;

/// What an entry does.
#[derive(Debug, Clone)]
enum Entry {
    /// Gives a command.
    Give(&'static Row),
    /// Shows a lever.
    Show(LeverId),
}

/// What is typed and which entry is chosen.
#[derive(Debug, Clone, Default)]
struct Draft {
    text: String,
    chosen: usize,
}

/// Where the draft is kept while the palette is open.
fn draft_id() -> Id {
    Id::unique("palette")
}

/// Forgets what was typed.
pub(super) fn forget(ctx: &egui::Context) {
    ctx.data_mut(|data| data.remove::<Draft>(draft_id()));
}

/// Draws the field and the list.
pub(super) fn palette_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let id = draft_id();
    let mut draft = ui.data(|data| data.get_temp::<Draft>(id)).unwrap_or_default();
    // The list's keys are taken before the field sees them.
    let (down, up, enter) = ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        (pressed(Key::ArrowDown), pressed(Key::ArrowUp), pressed(Key::Enter))
    });
    let before = draft.text.clone();
    let field = TextEdit::singleline(&mut draft.text)
        .id(id.with("field"))
        .hint_text("Type a command or a lever")
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(8, 6));
    let field = ui.add(field).on_hover_text("Finds any command or lever by its words; Enter does what is chosen");
    field.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, &before, &draft.text, "");
        info.label = Some("Command or lever".to_owned());
        info
    });
    if !field.has_focus() {
        field.request_focus();
    }
    let found = entries(state, &draft.text);
    if draft.text != before {
        draft.chosen = 0;
    }
    let last = found.len().saturating_sub(1);
    if down {
        draft.chosen = (draft.chosen + 1).min(last);
    }
    if up {
        draft.chosen = draft.chosen.saturating_sub(1);
    }
    draft.chosen = draft.chosen.min(last);
    let mut done = found.get(draft.chosen).filter(|_| enter).cloned();
    ScrollArea::vertical().max_height(LIST).auto_shrink([false, true]).show(ui, |ui| {
        theme::list(ui);
        if found.is_empty() {
            ui.label(RichText::new("No command and no lever has these words.").weak());
        }
        for (index, entry) in found.iter().enumerate() {
            let chosen = index == draft.chosen;
            if entry_ui(ui, state, entry, (chosen, chosen && (down || up))) {
                done = Some(entry.clone());
            }
        }
    });
    ui.data_mut(|data| data.insert_temp(id, draft));
    if let Some(entry) = done
        && reason(&entry, state).is_none()
    {
        // The palette closes first, so that what it gives finds the window as it was.
        messages.push(Message::Command(Command::Escape));
        messages.push(match entry {
            Entry::Give(row) => Message::Command(row.command),
            Entry::Show(lever) => Message::ShowLever(lever),
        });
    }
}

/// Why an entry does nothing now.
fn reason(entry: &Entry, state: &AppState) -> Option<&'static str> {
    match entry {
        Entry::Give(row) => row.command.off(state),
        Entry::Show(_) => None,
    }
}

/// Draws an entry; whether it was clicked.
fn entry_ui(ui: &mut Ui, state: &AppState, entry: &Entry, (chosen, scroll): (bool, bool)) -> bool {
    let palette = theme::palette(ui);
    let (name, keys, hint) = match entry {
        Entry::Give(row) => (row.name.to_owned(), row.keys[0].label(), row.hint),
        Entry::Show(lever) => (lever.label(&state.document.scenario), "lever".to_owned(), lever.lever().meaning),
    };
    let off = reason(entry, state);
    let text = RichText::new(&name).color(if off.is_some() { palette.quiet } else { palette.text });
    let button = Button::selectable(chosen, text)
        .shortcut_text(RichText::new(off.unwrap_or(&keys)).size(size::LABEL).color(palette.quiet))
        .min_size(egui::vec2(ui.available_width(), 28.0));
    let response = ui.add_enabled(off.is_none(), button);
    if scroll {
        response.scroll_to_me(None);
    }
    let said = off.map_or_else(|| name.clone(), |why| format!("{name}: {why}"));
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, off.is_none(), chosen, &said));
    let response = response.on_hover_text(hint);
    response.clicked()
}

/// Commands whose name or meaning holds all the words, then levers; names first.
fn entries(state: &AppState, text: &str) -> Vec<Entry> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let holds = |text: &str| words.iter().all(|word| text.to_lowercase().contains(word));
    let listed = |row: &&Row| !matches!(row.command, Command::Palette | Command::Escape);
    let named = COMMANDS.iter().filter(listed).filter(|row| holds(row.name));
    let meant = COMMANDS.iter().filter(listed).filter(|row| !holds(row.name) && holds(row.hint));
    let commands = named.chain(meant).map(Entry::Give);
    let levers = if words.is_empty() || state.unopened.is_some() {
        Vec::new()
    } else {
        LeverId::search(&state.document.scenario, text)
    };
    commands.chain(levers.into_iter().take(MOST_LEVERS).map(Entry::Show)).collect()
}
