//! The deck: its steps in order, each with its words, its charts and what it points at.

use egui::{
    Align, Button, CentralPanel, ComboBox, Frame, Id, Label, Layout, Margin, RichText, ScrollArea, TextEdit, Ui, vec2,
};

use crate::{
    model::{lever::LeverId, plan::Stage, scenario::Scenario},
    state::{
        AppState,
        command::Command,
        deck::{DeckEdit, OpenDeck},
        message::Message,
        view::Chart,
    },
    store::deck::{MOST_CHARACTERS, SERIES, Step},
    ui::{
        theme::{self, size, space},
        widgets::{main_button, other_button},
    },
};

/// Widest row of a step.
const WIDTH: f32 = 960.0;
/// Width of a choice of charts.
const CHOICE: f32 = 148.0;
/// Width of a choice of what is pointed at.
const POINTED: f32 = 208.0;
/// What is offered beside a chart where there is only one.
const ALONE: &str = "No second chart";

/// Draws the page.
pub(in crate::ui) fn deck_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let palette = theme::palette(ui);
    let frame = Frame::NONE.fill(palette.ground).inner_margin(Margin { left: 16, right: 16, top: 12, bottom: 12 });
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let Some(open) = &state.talk.deck else {
            none_ui(ui, messages);
            return;
        };
        head_ui(ui, open, messages);
        ui.add_space(space::GAP);
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width(WIDTH);
            for (at, step) in open.deck.steps.iter().enumerate() {
                ui.push_id(("step", at), |ui| step_ui(ui, (at, step), open, &state.document.scenario, messages));
                ui.add_space(space::GAP);
            }
            if open.deck.steps.is_empty() {
                ui.label(RichText::new("No step yet.").color(palette.quiet));
            }
        });
    });
}

/// What a deck is, where there is none.
fn none_ui(ui: &mut Ui, messages: &mut Vec<Message>) {
    ui.set_max_width(WIDTH / 2.0);
    ui.label(RichText::new("No deck is open").font(theme::strong(size::SENTENCE)));
    let text = "A deck is a list of steps over your scenarios. In Explore, set levers and charts as you want to show \
                them and capture that as a step; then the next. Without a deck, Present shows what is open.";
    ui.add(Label::new(text).wrap());
    ui.horizontal(|ui| {
        command_ui(ui, Command::Capture, true, messages);
        command_ui(ui, Command::Present, false, messages);
        command_ui(ui, Command::Open, false, messages);
    });
}

fn command_ui(ui: &mut Ui, command: Command, main: bool, messages: &mut Vec<Message>) {
    let row = command.row();
    let response = if main { ui.add(main_button(ui, row.name)) } else { other_button(ui, row.name) };
    if response.on_hover_text(format!("{} ({})", row.hint, row.keys[0].label())).clicked() {
        messages.push(Message::Command(command));
    }
}

/// The title, whether it is saved, and what can be done with the whole deck.
fn head_ui(ui: &mut Ui, open: &OpenDeck, messages: &mut Vec<Message>) {
    ui.horizontal(|ui| {
        let field = Field { name: "Title of the deck", hint: "What the deck is about", most: MOST_CHARACTERS.0 };
        if let Some(title) = field.ui(ui, &open.deck.title, 420.0) {
            messages.push(Message::Deck(DeckEdit::Title(title)));
        }
        let palette = theme::palette(ui);
        let state = match (open.unsaved(), &open.path) {
            (true, _) => RichText::new("unsaved").color(palette.offshore_text),
            (false, Some(path)) => {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                RichText::new(name).color(palette.quiet)
            }
            (false, None) => RichText::new(""),
        };
        ui.label(state);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if other_button(ui, "Close deck").on_hover_text("Closes the deck; its file stays").clicked() {
                messages.push(Message::CloseDeck);
            }
            command_ui(ui, Command::SaveDeck, false, messages);
            command_ui(ui, Command::Capture, false, messages);
            if !open.deck.steps.is_empty() {
                command_ui(ui, Command::Present, true, messages);
            }
        });
    });
}

fn step_ui(ui: &mut Ui, (at, step): (usize, &Step), open: &OpenDeck, scenario: &Scenario, messages: &mut Vec<Message>) {
    let palette = theme::palette(ui);
    let number = at + 1;
    Frame::NONE.fill(palette.panel).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.add_sized(
                vec2(24.0, 24.0),
                Label::new(RichText::new(number.to_string()).font(theme::strong(size::SENTENCE))),
            );
            let name = format!("Words of step {number}");
            let field = Field { name: &name, hint: "What is said, on one line", most: MOST_CHARACTERS.1 };
            if let Some(line) = field.ui(ui, &step.line, ui.available_width() - 300.0) {
                messages.push(Message::Deck(DeckEdit::Line(at, line)));
            }
            buttons_ui(ui, at, messages);
        });
        ui.horizontal(|ui| {
            ui.add_space(32.0);
            charts_ui(ui, at, step, messages);
            points_ui(ui, at, step, scenario, messages);
            let moved = match step.levers.len() {
                0 => String::new(),
                1 => ", 1 lever moved".to_owned(),
                many => format!(", {many} levers moved"),
            };
            let file = RichText::new(format!("{}{moved}", step.scenario)).font(theme::regular(size::LABEL));
            let levers: Vec<String> = step.levers.iter().map(|(id, value)| format!("{id} {value}")).collect();
            let label = ui.add(Label::new(file.color(palette.quiet)).truncate());
            if !levers.is_empty() {
                label.on_hover_text(levers.join("\n"));
            }
        });
        if let Some(why) = open.fault(at) {
            ui.horizontal(|ui| {
                ui.add_space(32.0);
                ui.add(Label::new(RichText::new(format!("Can’t be shown: {why}")).color(palette.bad.0)).wrap());
            });
        }
    });
}

/// What can be done with a step.
fn buttons_ui(ui: &mut Ui, at: usize, messages: &mut Vec<Message>) {
    let number = at + 1;
    let mut button = |name: &str, enabled, said: String, hint: &str, message: Message| {
        let response = ui.add_enabled(enabled, Button::new(name));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, &said));
        if response.on_hover_text(hint).clicked() {
            messages.push(message);
        }
    };
    button(
        "Show",
        true,
        format!("Show step {number}"),
        "Opens its scenario in Explore, with its levers and charts",
        Message::ShowStep(at),
    );
    button(
        "Retake",
        true,
        format!("Retake step {number}"),
        "Shows what is open now instead, as it is shown now; the words stay",
        Message::Deck(DeckEdit::Retake(at)),
    );
    button("Up", at > 0, format!("Step {number} up"), "Before the step before it", Message::Deck(DeckEdit::Up(at)));
    button(
        "Delete",
        true,
        format!("Delete step {number}"),
        "Takes the step out of the deck; its scenario stays",
        Message::Deck(DeckEdit::Delete(at)),
    );
}

/// A combo box named for screen readers.
fn choice_ui(ui: &mut Ui, (name, hint): (&str, &str), width: f32, shown: &str, contents: impl FnOnce(&mut Ui)) {
    let combo = ComboBox::from_id_salt(name.to_owned()).width(width).truncate().selected_text(shown);
    let response = combo.show_ui(ui, contents).response;
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name);
        info.current_text_value = Some(shown.to_owned());
        info
    });
    response.on_hover_text(format!("{hint}: {shown}"));
}

fn charts_ui(ui: &mut Ui, at: usize, step: &Step, messages: &mut Vec<Message>) {
    let number = at + 1;
    let first = Chart::from_key(&step.chart).unwrap_or(Chart::Cost);
    let second = Chart::from_key(&step.beside);
    let mut set = |chart, beside| messages.push(Message::Deck(DeckEdit::Charts(at, chart, beside)));
    let name = format!("Chart of step {number}");
    choice_ui(ui, (&name, "The chart that is shown"), CHOICE, first.label(), |ui| {
        for chart in Chart::ALL {
            if ui.selectable_label(chart == first, chart.label()).clicked() {
                set(chart, second.filter(|second| *second != chart));
            }
        }
    });
    let shown = second.map_or(ALONE, Chart::label);
    let name = format!("Second chart of step {number}");
    choice_ui(ui, (&name, "The chart beside it, or none"), CHOICE, shown, |ui| {
        if ui.selectable_label(second.is_none(), ALONE).clicked() {
            set(first, None);
        }
        for chart in Chart::ALL.into_iter().filter(|chart| *chart != first) {
            if ui.selectable_label(second == Some(chart), chart.label()).clicked() {
                set(first, Some(chart));
            }
        }
    });
}

/// What the step points at: a series, a bar, or a lever that it moves.
fn points_ui(ui: &mut Ui, at: usize, step: &Step, scenario: &Scenario, messages: &mut Vec<Message>) {
    let lever = |id: &str| id.parse::<LeverId>().map_or_else(|_| id.to_owned(), |lever| lever.label(scenario));
    let part = |key: &str| {
        let stage = Stage::ALL.into_iter().find(|stage| stage.key() == key);
        stage.map_or_else(|| key[..1].to_uppercase() + &key[1..], |stage| stage.label().to_owned())
    };
    let parts = SERIES.iter().copied().chain(Stage::ALL.iter().map(|stage| stage.key()).skip(1));
    let known: Vec<(String, String)> = std::iter::once((String::new(), "Points at nothing".to_owned()))
        .chain(parts.map(|key| (key.to_owned(), part(key))))
        .chain(step.levers.keys().map(|id| (id.clone(), lever(id))))
        .collect();
    let shown = known.iter().find(|(name, _)| *name == step.highlight);
    let shown = shown.map_or_else(|| lever(&step.highlight), |(_, label)| label.clone());
    let name = format!("What step {} points at", at + 1);
    choice_ui(ui, (&name, "What stands out in the charts"), POINTED, &shown, |ui| {
        for (name, label) in &known {
            if ui.selectable_label(*name == step.highlight, label).clicked() {
                messages.push(Message::Deck(DeckEdit::Highlight(at, name.clone())));
            }
        }
    });
}

/// A text that is taken when its field is left.
struct Field<'a> {
    name: &'a str,
    hint: &'a str,
    most: usize,
}

impl Field<'_> {
    /// Draws the field; returns what was typed, once it is left with something else in it.
    fn ui(&self, ui: &mut Ui, text: &str, width: f32) -> Option<String> {
        let id = Id::unique(("deck", self.name));
        let mut typed = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_else(|| text.to_owned());
        let field = TextEdit::singleline(&mut typed).id(id).char_limit(self.most).desired_width(width);
        let response = ui.add(field).on_hover_text(self.hint);
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::text_edit(true, text, &typed, "");
            info.label = Some(self.name.to_owned());
            info
        });
        if response.lost_focus() {
            ui.data_mut(|data| data.remove::<String>(id));
            return Some(typed).filter(|typed| typed.trim() != text);
        }
        if response.has_focus() {
            ui.data_mut(|data| data.insert_temp(id, typed));
        }
        None
    }
}
