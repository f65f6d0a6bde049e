//! What the window asks: a path, what to do with unsaved changes; and the cards in front of all else.

use egui::{Button, Context, Frame, Key, Modal, RichText, ScrollArea, TextEdit, Ui};

use crate::{
    state::{
        AppState,
        command::Command,
        compare::{Id, Origin, act::Act},
        message::{Message, PromptAnswer},
        prompt::{DeckQuestion, Picking, Prompt, Then},
        taking::Goal,
    },
    ui::{
        panels::{explain, help, manner::manner_ui, palette},
        theme::{self, size, space},
        widgets::{card_width, main_button, other_button},
    },
};

/// Draws the question that waits, if one does.
pub(in crate::ui) fn prompts_ui(ctx: &Context, state: &AppState, messages: &mut Vec<Message>) {
    if !matches!(state.prompt, Some(Prompt::Path { .. })) {
        ctx.data_mut(|data| data.remove::<Picking>(path_id()));
    }
    if state.prompt != Some(Prompt::Palette) {
        palette::forget(ctx);
    }
    if state.prompt != Some(Prompt::Keys) {
        help::forget(ctx);
    }
    let Some(prompt) = &state.prompt else { return };
    let frame = Frame::popup(&ctx.global_style()).inner_margin(20);
    let modal = Modal::new(egui::Id::unique("prompt")).frame(frame).show(ctx, |ui| {
        ui.set_width(match prompt {
            Prompt::Keys => help::width(ui.ctx()),
            Prompt::Palette => palette::WIDTH,
            Prompt::Explain(_) => card_width(ui.ctx(), explain::WIDTH, 3.0 * space::MARGIN),
            _ => 480.0,
        });
        ui.spacing_mut().item_spacing.y = 12.0;
        match prompt {
            Prompt::Path { picking, text, error } => path_ui(ui, state, (*picking, text, error.as_deref()), messages),
            Prompt::Describe { name, note, .. } => describe_ui(ui, (name, note), messages),
            Prompt::Trash(id) => trash_ui(ui, state, *id, messages),
            Prompt::Unsaved(then) => {
                let name = &state.document.scenario.name;
                unsaved_ui(ui, &format!("“{name}”"), then, messages);
            }
            Prompt::Changed(path) => {
                let compare = "Ticks and ghost lines compare with the file; nothing is written";
                let answers = [
                    ("Compare", PromptAnswer::CompareWithDisk, compare),
                    ("Keep mine", PromptAnswer::KeepMine, "Writes your scenario over the file"),
                    ("Reload", PromptAnswer::Reload, "Opens the file as it is now; your own changes are let go"),
                ];
                changed_ui(ui, &path.display().to_string(), answers, messages);
            }
            Prompt::Deck(question) => deck_question_ui(ui, state, question, messages),
            Prompt::Overwrite(path) => overwrite_ui(ui, &path.display().to_string(), messages),
            Prompt::Replace(order) => {
                if let Goal::File(path, _) = &order.goal {
                    overwrite_ui(ui, &path.display().to_string(), messages);
                }
            }
            Prompt::Keys => help::help_ui(ui, messages),
            Prompt::Palette => palette::palette_ui(ui, state, messages),
            Prompt::Explain(shown) => explain::explain_ui(ui, state, shown, messages),
        }
    });
    if modal.should_close() {
        messages.push(Message::Command(Command::Escape));
    }
}

/// The id of the path field.
fn path_id() -> egui::Id {
    egui::Id::unique("path field")
}

fn title_ui(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(theme::strong(size::SENTENCE)));
}

fn path_ui(
    ui: &mut Ui,
    state: &AppState,
    (picking, text, error): (Picking, &str, Option<&str>),
    messages: &mut Vec<Message>,
) {
    let (title, go_on) = asked_for(picking);
    title_ui(ui, &title);
    let mut typed = text.to_owned();
    let id = path_id();
    let field = TextEdit::singleline(&mut typed)
        .id(id)
        .hint_text(match picking {
            Picking::Folder => "Path, such as ~/scenarios".to_owned(),
            Picking::Take(take) => format!("Path; its ending says in which form: {}", take.endings()),
            _ => "Path, such as ~/scenarios/support-desk.ron".to_owned(),
        })
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(8, 6));
    let response = ui.add(field).on_hover_text("Its path; ~ is your home folder");
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, text, &typed, "");
        info.label = Some("Path".to_owned());
        info
    });
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if typed != text {
        messages.push(Message::Prompt(PromptAnswer::Typed(typed)));
    }
    if let Some(error) = error {
        let color = theme::palette(ui).bad.0;
        ScrollArea::vertical().max_height(120.0).show(ui, |ui| {
            ui.add(egui::Label::new(RichText::new(error).color(color)).wrap());
        });
    }
    let entered = match picking {
        Picking::Open => {
            recent_ui(ui, state, messages);
            entered
        }
        Picking::Take(take) => manner_ui(ui, state, (take, text), messages) || entered,
        _ => entered,
    };
    // The keyboard is the field's when the question is first asked, where the path is refused, and when
    // a click took it from there.
    let asked = ui.data(|data| data.get_temp::<Picking>(id));
    if asked != Some(picking) || entered || ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    ui.data_mut(|data| data.insert_temp(id, picking));
    ui.horizontal(|ui| {
        if ui.add(main_button(ui, go_on)).clicked() || entered {
            messages.push(Message::Prompt(PromptAnswer::Confirm));
        }
        if other_button(ui, "Browse…").on_hover_text("Chooses in the platform’s own dialog").clicked() {
            messages.push(Message::Prompt(PromptAnswer::Browse));
        }
        if picking == Picking::Compare {
            let hint = "Chooses a folder in the platform’s own dialog: all its scenarios are added";
            if other_button(ui, "Folder…").on_hover_text(hint).clicked() {
                messages.push(Message::Comparison(Act::Browse(true)));
            }
        }
        cancel_ui(ui, messages);
    });
}

/// What a path is asked for, and the word that goes on with it.
fn asked_for(picking: Picking) -> (String, &'static str) {
    match picking {
        Picking::Open => ("Open a scenario or a deck".to_owned(), "Open"),
        Picking::SaveDeck => ("Save the deck".to_owned(), "Save"),
        Picking::Save => ("Save the scenario".to_owned(), "Save"),
        Picking::Compare => ("Add scenarios to compare".to_owned(), "Add"),
        Picking::Folder => ("Choose the folder of the library".to_owned(), "List"),
        Picking::Take(take) => (format!("Save {}", take.name()), "Save"),
    }
}

fn recent_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    if state.session.recent.is_empty() {
        return;
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::HALF;
        ui.label(RichText::new("Recent files").font(theme::regular(size::LABEL)).weak());
        for path in &state.session.recent {
            let text = path.display().to_string();
            let button = Button::new(&text).frame_when_inactive(false).truncate();
            if ui.add(button).on_hover_text("Opens this file").clicked() {
                messages.push(Message::OpenRecent(path.clone()));
            }
        }
    });
}

fn cancel_ui(ui: &mut Ui, messages: &mut Vec<Message>) {
    if other_button(ui, "Cancel").on_hover_text("Goes back (Esc)").clicked() {
        messages.push(Message::Command(Command::Escape));
    }
}

fn deck_question_ui(ui: &mut Ui, state: &AppState, question: &DeckQuestion, messages: &mut Vec<Message>) {
    match question {
        DeckQuestion::Unsaved(then) => {
            let title = state.talk.deck.as_ref().map_or("", |open| open.deck.title.as_str());
            unsaved_ui(ui, &format!("The deck “{title}”"), then, messages);
        }
        DeckQuestion::Overwrite(path) => overwrite_ui(ui, &path.display().to_string(), messages),
        DeckQuestion::Changed(path) => {
            let answers = [
                ("Keep mine", PromptAnswer::KeepMine, "Writes your deck over the file"),
                ("Reload", PromptAnswer::Reload, "Opens the file as it is now; your own changes are let go"),
            ];
            changed_ui(ui, &path.display().to_string(), answers, messages);
        }
    }
}

fn unsaved_ui(ui: &mut Ui, what: &str, then: &Then, messages: &mut Vec<Message>) {
    title_ui(ui, "Save the changes first?");
    let next = match then {
        Then::Sample | Then::Create(_) => "a new scenario is begun",
        Then::AskOpen | Then::Open(_) | Then::Recover(_) => "another file is opened",
        Then::CloseDeck => "the deck is closed",
        Then::Quit => "the window closes",
    };
    ui.label(format!("{what} has changes that no file holds. They are lost when {next}."));
    ui.horizontal(|ui| {
        let save = ui.add(main_button(ui, "Save"));
        if ui.memory(|memory| memory.focused().is_none()) {
            save.request_focus();
        }
        if save.on_hover_text("Saves, then goes on").clicked() {
            messages.push(Message::Prompt(PromptAnswer::SaveFirst));
        }
        if other_button(ui, "Discard").on_hover_text("Goes on without the changes").clicked() {
            messages.push(Message::Prompt(PromptAnswer::Discard));
        }
        cancel_ui(ui, messages);
    });
}

fn overwrite_ui(ui: &mut Ui, path: &str, messages: &mut Vec<Message>) {
    title_ui(ui, "Replace the file?");
    ui.label(format!("{path} is there already. What it holds would be lost."));
    ui.horizontal(|ui| {
        if ui.add(main_button(ui, "Replace")).on_hover_text("Writes it over the file").clicked() {
            messages.push(Message::Prompt(PromptAnswer::Overwrite));
        }
        cancel_ui(ui, messages);
    });
}

fn describe_ui(ui: &mut Ui, (name, note): (&str, &str), messages: &mut Vec<Message>) {
    title_ui(ui, "Name and note");
    let (mut named, mut noted) = (name.to_owned(), note.to_owned());
    let id = egui::Id::unique("describe");
    let field = TextEdit::singleline(&mut named).char_limit(120).desired_width(f32::INFINITY);
    let response = ui.add(field.id(id).margin(egui::Margin::symmetric(8, 6)));
    response.widget_info(|| labeled(name, "Name of the scenario"));
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    let field = TextEdit::multiline(&mut noted).hint_text("What to look at").desired_rows(4);
    let response = ui.add(field.desired_width(f32::INFINITY).margin(egui::Margin::symmetric(8, 6)));
    response.widget_info(|| labeled(note, "Note of the scenario"));
    if named != name || noted != note {
        messages.push(Message::Comparison(Act::Typed(named, noted)));
    }
    ui.horizontal(|ui| {
        let hint = "Writes name and note into its file; no figure rests on them";
        if ui.add(main_button(ui, "Change")).on_hover_text(hint).clicked() || entered {
            messages.push(Message::Comparison(Act::Described));
        }
        cancel_ui(ui, messages);
    });
}

/// A text field's name for those who hear it.
fn labeled(text: &str, label: &str) -> egui::WidgetInfo {
    let mut info = egui::WidgetInfo::text_edit(true, text, text, "");
    info.label = Some(label.to_owned());
    info
}

fn trash_ui(ui: &mut Ui, state: &AppState, id: Id, messages: &mut Vec<Message>) {
    title_ui(ui, "Move the file to the trash?");
    let entry = state.comparison.entry(id);
    let (name, path) = entry.map_or_else(Default::default, |entry| {
        let path = if let Origin::File(path) = &entry.origin { path.display().to_string() } else { String::new() };
        (entry.name(), path)
    });
    ui.label(format!(
        "“{name}”, {path}. It can be put back from the list, and lies in the folder of Shoreline’s settings until then."
    ));
    ui.horizontal(|ui| {
        if ui.add(main_button(ui, "Move to trash")).on_hover_text("Moves the file; nothing is deleted").clicked() {
            messages.push(Message::Comparison(Act::Trash(id)));
        }
        cancel_ui(ui, messages);
    });
}

fn changed_ui<const N: usize>(
    ui: &mut Ui,
    path: &str,
    answers: [(&str, PromptAnswer, &str); N],
    messages: &mut Vec<Message>,
) {
    title_ui(ui, "The file was changed");
    ui.label(format!("{path} is another than it was when you opened or saved it. Nothing is written yet."));
    ui.horizontal(|ui| {
        for (name, answer, hint) in answers {
            if other_button(ui, name).on_hover_text(hint).clicked() {
                messages.push(Message::Prompt(answer));
            }
        }
        cancel_ui(ui, messages);
    });
}
