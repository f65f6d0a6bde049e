//! How what is saved is drawn, printed or written: rows of choices under its path.

use egui::{Align2, Id, Key, Ui, UiBuilder, vec2};

use crate::{
    state::{
        AppState,
        message::{Message, ViewChange},
        prompt::{Picking, typed_path},
        taking::{Form, Manner, Take},
    },
    ui::{
        theme::{self, size},
        widgets::{Choice, segmented, segmented_ui},
    },
};

/// Width of a row's name.
const NAME: f32 = 72.0;
/// Width of its choices.
const CHOICES: f32 = 280.0;

type Choices = Vec<Choice<'static, Manner>>;

/// Draws the choices that there are for what is saved at a path. A click or Space chooses; Enter chooses
/// and goes on, which it says.
pub(super) fn manner_ui(
    ui: &mut Ui,
    state: &AppState,
    (take, path): (Take, &str),
    messages: &mut Vec<Message>,
) -> bool {
    let manner = state.view.manner;
    let mut entered = false;
    for (name, choices) in rows(form(take, path), manner) {
        let id = Id::unique(("manner", name));
        let (_, row) = ui.allocate_space(vec2(NAME + CHOICES, segmented::HEIGHT));
        let (at, quiet) = (row.left_center(), theme::palette(ui).quiet);
        ui.painter().text(at, Align2::LEFT_CENTER, name, theme::regular(size::LABEL), quiet);
        let (_, room) = row.split_left_right_at_x(row.left() + NAME);
        let mut child = ui.new_child(UiBuilder::new().id_salt(id).max_rect(room));
        if let Some(manner) = segmented_ui(&mut child, id, &choices, manner, CHOICES) {
            messages.push(Message::View(ViewChange::Manner(manner)));
        }
        let held = ui.memory(|memory| choices.iter().any(|choice| memory.has_focus(id.with(choice.key))));
        entered |= held && ui.input(|input| input.key_pressed(Key::Enter));
    }
    entered
}

/// The form that a path asks for; the usual one where its ending says nothing yet.
fn form(take: Take, path: &str) -> Option<Form> {
    let usual = take.forms().first().copied();
    typed_path(path, Picking::Take(take)).and_then(|path| take.form(&path)).or(usual)
}

/// The rows of choices: a name, and what can be chosen.
fn rows(form: Option<Form>, manner: Manner) -> Vec<(&'static str, Choices)> {
    match form {
        Some(Form::Svg) => vec![("Colors", colors(manner))],
        Some(Form::Png) => vec![("Colors", colors(manner)), ("PNG size", scales(manner))],
        Some(Form::Pdf) => vec![("Paper", papers(manner))],
        Some(Form::Csv) => vec![("Separator", separators(manner)), ("Decimals", decimals(manner))],
        // Its ending says that tabs stand between cells.
        Some(Form::Tsv) => vec![("Decimals", decimals(manner))],
        Some(Form::Json | Form::Xlsx) | None => Vec::new(),
    }
}

fn choice(key: &'static str, hint: &'static str, value: Manner) -> Choice<'static, Manner> {
    Choice { value, key, label: key, hint }
}

fn colors(manner: Manner) -> Choices {
    let dark = |dark| Manner { dark, ..manner };
    vec![
        choice("As shown", "The colors of the window", dark(None)),
        choice("Light", "Dark on light, for paper", dark(Some(false))),
        choice("Dark", "Light on dark", dark(Some(true))),
    ]
}

fn scales(manner: Manner) -> Choices {
    let scale = |scale| Manner { scale, ..manner };
    vec![
        choice("1×", "960 × 540 pixels", scale(1)),
        choice("2×", "1920 × 1080 pixels, for a slide", scale(2)),
        choice("4×", "3840 × 2160 pixels, for a poster", scale(4)),
    ]
}

fn papers(manner: Manner) -> Choices {
    let paper = |letter| Manner { letter, ..manner };
    vec![choice("A4", "210 × 297 mm", paper(false)), choice("Letter", "8.5 × 11 inches", paper(true))]
}

fn separators(manner: Manner) -> Choices {
    let spelling = |separator| Manner { spelling: manner.spelling.with_separator(separator), ..manner };
    vec![
        choice("Comma", "1.5,2.5: commas between cells; figures have a point then", spelling(b',')),
        choice("Semicolon", "1.5;2.5: semicolons between cells", spelling(b';')),
        choice("Tab", "Tabs between cells", spelling(b'\t')),
    ]
}

fn decimals(manner: Manner) -> Choices {
    let spelling = |comma| Manner { spelling: manner.spelling.with_decimal_comma(comma), ..manner };
    vec![
        choice("1.5", "A point before decimals", spelling(false)),
        choice("1,5", "A comma before decimals; cells have a semicolon or a tab between them then", spelling(true)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::view::Chart;

    #[test]
    fn what_can_be_chosen_follows_the_ending() {
        let names = |take, path: &str| -> Vec<&str> {
            rows(form(take, path), Manner::default()).into_iter().map(|(name, _)| name).collect()
        };
        let (table, picture) = (Take::Table(Chart::Cost), Take::Picture(Chart::Cost));
        assert_eq!(names(table, "cost"), ["Separator", "Decimals"]);
        assert_eq!(names(table, "cost.CSV"), ["Separator", "Decimals"]);
        assert_eq!(names(table, "cost.c"), ["Separator", "Decimals"]);
        assert_eq!(names(table, "cost.tsv"), ["Decimals"]);
        assert_eq!(names(table, "cost.json"), [""; 0]);
        assert_eq!(names(picture, ""), ["Colors", "PNG size"]);
        assert_eq!(names(picture, "cost.svg"), ["Colors"]);
        assert_eq!(names(Take::Deck, "talk.pdf"), ["Paper"]);
    }
}
