//! What the window asks: a path, what to do with unsaved changes, and the list of keys.

use egui::{Button, Context, Frame, Grid, Key, Modal, RichText, ScrollArea, TextEdit, Ui};

use crate::{
    state::{
        AppState,
        command::{COMMANDS, Command},
        message::{Message, PromptAnswer, ViewChange},
        prompt::{Picking, Prompt, Then},
        taking::{Goal, Manner, Take},
    },
    ui::{
        panels::{explain, palette},
        theme::{self, size, space},
        widgets::{Choice, main_button, other_button, segmented, segmented_ui},
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
    let Some(prompt) = &state.prompt else { return };
    let frame = Frame::popup(&ctx.global_style()).inner_margin(20);
    let modal = Modal::new(egui::Id::unique("prompt")).frame(frame).show(ctx, |ui| {
        ui.set_width(match prompt {
            Prompt::Keys => 560.0,
            Prompt::Palette => palette::WIDTH,
            Prompt::Explain(_) => explain::WIDTH.min(ui.ctx().content_rect().width() - 3.0 * space::MARGIN),
            _ => 480.0,
        });
        ui.spacing_mut().item_spacing.y = 12.0;
        match prompt {
            Prompt::Path { picking, text, error } => path_ui(ui, state, (*picking, text, error.as_deref()), messages),
            Prompt::Unsaved(then) => unsaved_ui(ui, state, then, messages),
            Prompt::Changed(path) => changed_ui(ui, &path.display().to_string(), messages),
            Prompt::Overwrite(path) => overwrite_ui(ui, &path.display().to_string(), messages),
            Prompt::Replace(order) => {
                if let Goal::File(path, _) = &order.goal {
                    overwrite_ui(ui, &path.display().to_string(), messages);
                }
            }
            Prompt::Keys => keys_ui(ui, messages),
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
    let (title, go_on) = match picking {
        Picking::Open => ("Open a scenario".to_owned(), "Open"),
        Picking::Save => ("Save the scenario".to_owned(), "Save"),
        Picking::Take(take) => (format!("Save {}", take.name()), "Save"),
    };
    title_ui(ui, &title);
    let mut typed = text.to_owned();
    let id = path_id();
    let field = TextEdit::singleline(&mut typed)
        .id(id)
        .hint_text(match picking {
            Picking::Open | Picking::Save => "Path, such as ~/scenarios/support-desk.ron".to_owned(),
            Picking::Take(take) => format!("Path; its ending says in which form: {}", take.endings()),
        })
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(8, 6));
    let response = ui.add(field).on_hover_text("Path of the file; ~ is your home folder");
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, text, &typed, "");
        info.label = Some("Path".to_owned());
        info
    });
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    // The keyboard is its own when the question is first asked, and again where the path is refused.
    let asked = ui.data(|data| data.get_temp::<Picking>(id));
    if asked != Some(picking) || entered {
        response.request_focus();
    }
    ui.data_mut(|data| data.insert_temp(id, picking));
    if typed != text {
        messages.push(Message::Prompt(PromptAnswer::Typed(typed)));
    }
    if let Some(error) = error {
        let color = theme::palette(ui).bad.0;
        ScrollArea::vertical().max_height(120.0).show(ui, |ui| {
            ui.add(egui::Label::new(RichText::new(error).color(color)).wrap());
        });
    }
    match picking {
        Picking::Open => recent_ui(ui, state, messages),
        Picking::Take(take) => manner_ui(ui, state, take, messages),
        Picking::Save => {}
    }
    ui.horizontal(|ui| {
        if ui.add(main_button(ui, go_on)).clicked() || entered {
            messages.push(Message::Prompt(PromptAnswer::Confirm));
        }
        if other_button(ui, "Browse…").on_hover_text("Chooses in the platform’s own dialog").clicked() {
            messages.push(Message::Prompt(PromptAnswer::Browse));
        }
        cancel_ui(ui, messages);
    });
}

/// How what is saved is drawn or printed.
fn manner_ui(ui: &mut Ui, state: &AppState, take: Take, messages: &mut Vec<Message>) {
    let manner = state.view.manner;
    let mut row_ui = |name: &str, choices: &[Choice<'_, Manner>]| {
        ui.horizontal(|ui| {
            let (_, rect) = ui.allocate_space(egui::vec2(64.0, segmented::HEIGHT));
            let quiet = theme::palette(ui).quiet;
            let anchor = egui::Align2::LEFT_CENTER;
            ui.painter().text(rect.left_center(), anchor, name, theme::regular(size::LABEL), quiet);
            let id = egui::Id::unique(("manner", name));
            if let Some(manner) = segmented_ui(ui, id, choices, manner, 280.0) {
                messages.push(Message::View(ViewChange::Manner(manner)));
            }
        });
    };
    let choice = |key: &'static str, hint: &'static str, value: Manner| Choice { value, key, label: key, hint };
    match take {
        Take::Picture(_) => {
            let dark = |dark| Manner { dark, ..manner };
            row_ui(
                "Colors",
                &[
                    choice("As shown", "The colors of the window", dark(None)),
                    choice("Light", "Dark on light, for paper", dark(Some(false))),
                    choice("Dark", "Light on dark", dark(Some(true))),
                ],
            );
            let scale = |scale| Manner { scale, ..manner };
            row_ui(
                "PNG size",
                &[
                    choice("1×", "960 × 540 pixels", scale(1)),
                    choice("2×", "1920 × 1080 pixels, for a slide", scale(2)),
                    choice("4×", "3840 × 2160 pixels, for a poster", scale(4)),
                ],
            );
        }
        Take::Brief => {
            let paper = |letter| Manner { letter, ..manner };
            row_ui(
                "Paper",
                &[choice("A4", "210 × 297 mm", paper(false)), choice("Letter", "8.5 × 11 inches", paper(true))],
            );
        }
        Take::Table(_) => {}
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

fn unsaved_ui(ui: &mut Ui, state: &AppState, then: &Then, messages: &mut Vec<Message>) {
    title_ui(ui, "Save the changes first?");
    let name = &state.document.scenario.name;
    let next = match then {
        Then::Sample | Then::Create(_) => "a new scenario is begun",
        Then::AskOpen | Then::Open(_) | Then::Recover(_) => "another file is opened",
        Then::Quit => "the window closes",
    };
    ui.label(format!("“{name}” has changes that no file holds. They are lost when {next}."));
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
        if ui.add(main_button(ui, "Replace")).on_hover_text("Writes the scenario over the file").clicked() {
            messages.push(Message::Prompt(PromptAnswer::Overwrite));
        }
        cancel_ui(ui, messages);
    });
}

fn changed_ui(ui: &mut Ui, path: &str, messages: &mut Vec<Message>) {
    title_ui(ui, "The file was changed");
    ui.label(format!("{path} is another than it was when you opened or saved it. Nothing is written yet."));
    ui.horizontal(|ui| {
        let answers = [
            (
                "Compare",
                PromptAnswer::CompareWithDisk,
                "Ticks and ghost lines compare with the file; nothing is written",
            ),
            ("Keep mine", PromptAnswer::KeepMine, "Writes your scenario over the file"),
            ("Reload", PromptAnswer::Reload, "Opens the file as it is now; your own changes are let go"),
        ];
        for (name, answer, hint) in answers {
            if other_button(ui, name).on_hover_text(hint).clicked() {
                messages.push(Message::Prompt(answer));
            }
        }
        cancel_ui(ui, messages);
    });
}

fn keys_ui(ui: &mut Ui, messages: &mut Vec<Message>) {
    title_ui(ui, "Keys");
    // The rest of the question, its frame and a margin around it.
    let room = ui.ctx().content_rect().height() - 160.0;
    ScrollArea::vertical().max_height(room.min(440.0)).show(ui, |ui| {
        Grid::new("keys").num_columns(2).spacing([24.0, 4.0]).show(ui, |ui| {
            for row in COMMANDS {
                let keys: Vec<String> = row.keys.iter().map(crate::state::command::Keys::label).collect();
                ui.label(RichText::new(keys.join(", ")).font(theme::strong(size::BODY)));
                let chart = matches!(row.command, Command::Left(_) | Command::Right(_));
                ui.label(if chart { row.name } else { row.hint });
                ui.end_row();
            }
            for (keys, hint) in RAIL_KEYS {
                ui.label(RichText::new(*keys).font(theme::strong(size::BODY)));
                ui.label(*hint);
                ui.end_row();
            }
        });
    });
    ui.horizontal(|ui| {
        if other_button(ui, "Close").on_hover_text("Puts the list away (Esc)").clicked() {
            messages.push(Message::Command(Command::Escape));
        }
    });
}

/// Keys of the rails, which are the control's own.
const RAIL_KEYS: &[(&str, &str)] = &[
    ("Arrows", "Moves the lever that has the focus by a step"),
    ("Shift+arrows", "Moves it by a tenth of a step"),
    ("Page Up, Page Down", "Moves it by ten steps"),
    ("Home, End", "Moves it to an end of its rail"),
    ("Delete", "Puts it back to the reference"),
];
