//! The bar: the scenario's name and whether it is saved, undo and redo, files.

use egui::{
    Align, Button, Color32, EventFilter, Id, Key, Layout, Modifiers, Rect, RichText, TextEdit, Ui, UiBuilder,
    containers::menu::MenuButton, pos2,
};

use crate::{
    state::{
        AppState,
        command::Command,
        hints,
        message::{Edit, Message},
        view::Page,
    },
    ui::{
        theme::{self, size, space},
        widgets::{Choice, segmented_ui},
    },
};

/// What the menu of what can be taken away lists: the left chart, then the whole.
const TAKE_AWAY: [Command; 8] = [
    Command::CopyPicture,
    Command::CopySvg,
    Command::CopyTable,
    Command::SavePicture,
    Command::SaveTable,
    Command::SaveBrief,
    Command::SaveWorkbook,
    Command::SavePages,
];

/// Room for what puts a hint away.
const CLOSE: f32 = 64.0;

/// Draws the bar.
pub(in crate::ui) fn bar_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let rect = ui.max_rect().expand2(egui::vec2(space::MARGIN, 0.0));
    let palette = theme::palette(ui);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, palette.line));
    ui.horizontal_centered(|ui| {
        if state.unopened.is_some() {
            ui.label(RichText::new("No scenario is open").font(theme::strong(size::BODY)));
        } else {
            name_ui(ui, state, messages);
        }
        if state.view.peek {
            peek_ui(ui, state);
        } else if state.document.unsaved() {
            unsaved_ui(ui, messages);
        }
        if state.masked() {
            masked_ui(ui);
        }
        pages_ui(ui, state, messages);
        let present = Command::Present.off(state).map_or(Step::Always, Step::Nothing);
        command_ui(ui, Command::Present, "Present", present, messages);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::HALF;
            command_ui(ui, Command::Keys, "?", Step::Always, messages);
            let dark = ui.visuals().dark_mode;
            command_ui(ui, Command::SwitchTheme, if dark { "Light" } else { "Dark" }, Step::Always, messages);
            file_menu_ui(ui, state, messages);
            let (undo, redo) = (state.history.undo_label(), state.history.redo_label());
            command_ui(ui, Command::Redo, "Redo", Step::of(redo, Command::Redo.off(state)), messages);
            command_ui(ui, Command::Undo, "Undo", Step::of(undo, Command::Undo.off(state)), messages);
            hint_ui(ui, state, messages);
        });
    });
}

/// The hint that is due, where there is room for it between the pages and the commands.
fn hint_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let explores = state.view.page == Page::Explore && state.unopened.is_none();
    let Some((number, hint)) = hints::due(state).filter(|_| explores) else { return };
    let palette = theme::palette(ui);
    let text = format!("Hint {number} of {}: {}", hints::HINTS.len(), hint.text);
    let text = RichText::new(text).font(theme::regular(size::LABEL)).color(palette.quiet);
    let wide = ui.painter().layout_no_wrap(text.text().to_owned(), theme::regular(size::LABEL), palette.quiet);
    if wide.size().x + CLOSE + 2.0 * space::MARGIN > ui.available_width() {
        return;
    }
    ui.add_space(space::MARGIN);
    let close = RichText::new("Got it").font(theme::strong(size::LABEL)).color(palette.quiet);
    let close = ui.add(Button::new(close).frame_when_inactive(false));
    if close.on_hover_text("Puts this hint away").clicked() {
        messages.push(Message::HintSeen);
    }
    ui.add(egui::Label::new(text).selectable(false));
}

/// The pages, the one that is shown underlined.
fn pages_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let choice = |page: Page| {
        let row = Command::of_page(page).row();
        Choice { value: page, key: row.name, label: row.name.trim_end_matches('…'), hint: row.hint }
    };
    ui.add_space(space::MARGIN);
    let mut choices = vec![choice(Page::Explore), choice(Page::Compare), choice(Page::Assumptions), choice(Page::Deck)];
    choices.retain(|choice| Command::of_page(choice.value).off(state).is_none());
    // Its own area, as high as the bar, so that the words stand on the name's line.
    let bar = ui.max_rect();
    let area = Rect::from_min_max(pos2(ui.cursor().left(), bar.top() + 1.0), bar.max);
    let mut child = ui.new_child(UiBuilder::new().max_rect(area).layout(Layout::left_to_right(Align::Min)));
    if let Some(page) = segmented_ui(&mut child, Id::unique("pages"), &choices, state.view.page, 320.0) {
        messages.push(Message::Command(Command::of_page(page)));
    }
    ui.advance_cursor_after_rect(child.min_rect());
    ui.add_space(space::HALF);
}

/// The name, to be typed over.
fn name_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let id = Id::unique("scenario name");
    let name = &state.document.scenario.name;
    let mut text = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_else(|| name.clone());
    let font = theme::strong(size::BODY);
    let color = theme::palette(ui).text;
    let width = ui.painter().layout_no_wrap(text.clone(), font.clone(), color).size().x;
    let most = ui.available_width() * 0.45;
    let field = TextEdit::singleline(&mut text)
        .id(id)
        .font(font)
        .frame(egui::Frame::NONE)
        .margin(egui::Margin::ZERO)
        .char_limit(120)
        // Escape is ours: it leaves the name as it was.
        .event_filter(EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
            ..EventFilter::default()
        })
        .align(egui::Align2::LEFT_CENTER)
        .min_size(egui::vec2(0.0, 24.0))
        .desired_width((width + space::GAP).min(most));
    let response = ui.add(field).on_hover_text("The scenario's name; click to change it");
    let cancelled = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if cancelled {
        response.surrender_focus();
        ui.data_mut(|data| data.remove::<String>(id));
    } else if response.lost_focus() {
        ui.data_mut(|data| data.remove::<String>(id));
        if !text.trim().is_empty() && text.trim() != name {
            messages.extend([Message::Edit(Edit::Name(text)), Message::GestureEnd]);
        }
    } else if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(id, text));
    }
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, name, name, "");
        info.label = Some("Scenario name".to_owned());
        info
    });
}

/// Says that what is shown is not what is open.
fn peek_ui(ui: &mut Ui, state: &AppState) {
    let (color, ground) = theme::palette(ui).warning;
    let text = state
        .replay
        .as_ref()
        .map_or_else(|| format!("showing {}", state.reference.name()), |replay| format!("replaying {}", replay.label));
    ui.add_space(space::HALF);
    ui.label(RichText::new(text).font(theme::strong(size::BODY)).color(color).background_color(ground));
}

/// Says that amounts are an index.
fn masked_ui(ui: &mut Ui) {
    let (color, ground) = theme::palette(ui).warning;
    ui.add_space(space::HALF);
    let text = RichText::new("index").font(theme::strong(size::BODY)).color(color).background_color(ground);
    ui.label(text).on_hover_text("Amounts are an index: home cost as opened is 100 (M shows amounts again)");
}

fn unsaved_ui(ui: &mut Ui, messages: &mut Vec<Message>) {
    let palette = theme::palette(ui);
    ui.add_space(space::HALF);
    let (dot, _) = ui.allocate_exact_size(egui::vec2(10.0, 10.0), egui::Sense::hover());
    ui.painter().circle_filled(dot.center(), 4.5, palette.offshore);
    ui.spacing_mut().item_spacing.x = space::HALF;
    let text = RichText::new("unsaved").font(theme::regular(size::BODY)).color(palette.offshore_text);
    let button = ui.add(Button::new(text).fill(Color32::TRANSPARENT).stroke(egui::Stroke::NONE));
    if button.on_hover_text(hint(Command::Save, Step::Always)).clicked() {
        messages.push(Message::Command(Command::Save));
    }
}

/// What a button's command would do now.
#[derive(Clone, Copy, PartialEq)]
enum Step<'a> {
    /// What it always does.
    Always,
    /// The step it would take back or do again.
    Named(&'a str),
    /// Nothing, and why: the button is off.
    Nothing(&'static str),
}

impl<'a> Step<'a> {
    fn of(label: Option<&'a str>, off: Option<&'static str>) -> Self {
        label.map_or(Self::Nothing(off.unwrap_or_default()), Self::Named)
    }
}

/// A quiet button for a command.
fn command_ui(ui: &mut Ui, command: Command, label: &str, step: Step<'_>, messages: &mut Vec<Message>) {
    let enabled = !matches!(step, Step::Nothing(_));
    let text = RichText::new(label).font(theme::regular(size::BODY));
    let response = ui.add_enabled(enabled, Button::new(text).frame_when_inactive(false));
    let name = command.row().name;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, name));
    let mut response = response.on_hover_text(hint(command, step));
    if let Step::Nothing(why) = step {
        response = response.on_disabled_hover_text(why);
    }
    if response.clicked() {
        messages.push(Message::Command(command));
    }
}

fn hint(command: Command, step: Step<'_>) -> String {
    let row = command.row();
    let what = match step {
        Step::Named(step) => format!("{}: {step}", row.name),
        Step::Always | Step::Nothing(_) => row.hint.to_owned(),
    };
    format!("{what} ({})", row.keys[0].label())
}

fn file_menu_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let file = Button::new(RichText::new("File").font(theme::regular(size::BODY))).frame_when_inactive(false);
    MenuButton::from_button(file).ui(ui, |ui| {
        ui.set_min_width(220.0);
        for command in [Command::New, Command::Sample, Command::Open, Command::Library, Command::Save, Command::SaveAs]
        {
            item_ui(ui, state, command, messages);
        }
        ui.separator();
        for command in [Command::Capture, Command::SaveDeck] {
            item_ui(ui, state, command, messages);
        }
        ui.separator();
        ui.menu_button("Take away", |ui| {
            ui.set_min_width(220.0);
            for command in TAKE_AWAY {
                item_ui(ui, state, command, messages);
            }
        });
        if !state.session.recent.is_empty() {
            ui.separator();
            ui.label(RichText::new("Recent files").font(theme::regular(size::LABEL)).weak());
            for path in &state.session.recent {
                let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into());
                if ui.button(name).on_hover_text(path.display().to_string()).clicked() {
                    messages.push(Message::OpenRecent(path.clone()));
                }
            }
        }
        ui.separator();
        for command in [Command::FullScreen, Command::ZoomIn, Command::ZoomOut, Command::ZoomReset, Command::Quit] {
            command_item_ui(ui, command, messages);
        }
    });
}

/// A command in a menu, as it stands now.
fn item_ui(ui: &mut Ui, state: &AppState, command: Command, messages: &mut Vec<Message>) {
    match command.off(state) {
        Some(why) => off_item_ui(ui, command, why),
        None => command_item_ui(ui, command, messages),
    }
}

/// A command in a menu that does nothing now, and why.
fn off_item_ui(ui: &mut Ui, command: Command, why: &str) {
    let row = command.row();
    ui.add_enabled(false, Button::new(row.name).shortcut_text(row.keys[0].label())).on_disabled_hover_text(why);
}

/// A command in a menu, with its keys.
pub(super) fn command_item_ui(ui: &mut Ui, command: Command, messages: &mut Vec<Message>) {
    let row = command.row();
    let button = Button::new(row.name).shortcut_text(row.keys[0].label());
    if ui.add(button).on_hover_text(row.hint).clicked() {
        messages.push(Message::Command(command));
    }
}
