//! The deck’s page: steps are captured, rewritten, moved, taken out and saved, each undone by one
//! key; nothing is lost unasked.

use std::fs;

use egui::{Key, accesskit::Role};
use rust_decimal::dec;
use shoreline::{
    state::{
        deck::OpenDeck,
        prompt::{DeckQuestion, Prompt},
        view::Page,
    },
    store,
};

use super::window::{CTRL, CTRL_SHIFT, Window, sample};

fn open(window: &Window) -> &OpenDeck {
    window.state().talk.deck.as_ref().unwrap()
}

fn lines(window: &Window) -> Vec<&str> {
    open(window).deck.steps.iter().map(|step| step.line.as_str()).collect()
}

/// A window on a file, with two steps captured: as it was opened, and with a lever moved.
fn captured() -> Window {
    let mut window = Window::of(&sample());
    window.keys(CTRL, Key::D);
    window.change();
    window.keys(CTRL, Key::D);
    window
}

#[test]
fn what_is_seen_becomes_a_step_and_is_presented() {
    let mut window = captured();
    let deck = &open(&window).deck;
    assert_eq!(deck.steps.len(), 2);
    assert_eq!(deck.steps[0].scenario, "opened.ron");
    assert_eq!((deck.steps[0].chart.as_str(), deck.steps[0].beside.as_str()), ("cost", "matrix"));
    assert!(deck.steps[0].levers.is_empty());
    let rework = window.scenario().friction.rework;
    assert_eq!(deck.steps[1].levers.get("friction.rework"), Some(&rework));
    assert!(window.says("Step 2 of “Untitled deck” is what you see now"));
    window.present();
    window.press(Key::PageDown);
    let room = &window.state().talk.presented.as_ref().unwrap().room;
    assert_eq!(room.document.scenario.friction.rework, rework);
    window.end();
}

#[test]
fn a_step_names_a_file_so_there_must_be_one_that_holds_the_rest() {
    let mut window = Window::sample();
    window.keys(CTRL, Key::D);
    assert!(window.says("Not captured: Save the scenario first: a step names its file."));
    assert!(window.state().talk.deck.is_none());
    let mut window = Window::of(&sample());
    let mut scenario = sample();
    scenario.name = "Renamed".into();
    window.write("opened.ron", &store::encode(&scenario));
    // The open one is another than its file only where it was changed here.
    window.keys(CTRL, Key::D);
    assert_eq!(open(&window).deck.steps.len(), 1);
}

#[test]
fn each_change_of_the_deck_is_undone_by_one_key() {
    let mut window = captured();
    window.key(Key::Escape);
    window.key(Key::P);
    assert_eq!(window.state().view.page, Page::Deck);
    let type_in = |window: &mut Window, name: &str, text: &str| {
        window.node(Role::TextInput, name).focus();
        window.run();
        window.retype(text);
        window.key(Key::Enter);
    };
    type_in(&mut window, "Words of step 1", "The brochure");
    type_in(&mut window, "Words of step 2", "Friction");
    assert_eq!(lines(&window), ["The brochure", "Friction"]);
    window.choose(Role::Button, "Step 2 up");
    assert_eq!(lines(&window), ["Friction", "The brochure"]);
    window.choose(Role::Button, "Delete step 1");
    assert_eq!(lines(&window), ["The brochure"]);
    type_in(&mut window, "Title of the deck", "Our story");
    assert_eq!(open(&window).deck.title, "Our story");
    // An empty line is refused and says so; the step keeps what it said.
    type_in(&mut window, "Words of step 1", " ");
    assert!(window.says("Not changed: steps[0].line: must not be empty"));
    window.key(Key::Escape);
    for (label, title, expected) in [
        ("title of the deck", "Untitled deck", vec!["The brochure"]),
        ("delete step 1", "Untitled deck", vec!["Friction", "The brochure"]),
        ("step 2 before step 1", "Untitled deck", vec!["The brochure", "Friction"]),
    ] {
        assert_eq!(window.state().history.undo_label(), Some(label));
        window.undo();
        assert_eq!((open(&window).deck.title.as_str(), lines(&window)), (title, expected));
    }
    for _ in 0..3 {
        window.undo();
    }
    assert_eq!(open(&window).deck.steps.len(), 1);
    // The lever that was moved in between is undone in its turn.
    let moved = window.scenario().friction.rework;
    window.undo();
    assert_ne!(window.scenario().friction.rework, moved);
    window.undo();
    assert!(open(&window).deck.steps.is_empty() && !open(&window).unsaved());
    for _ in 0..8 {
        window.keys(CTRL_SHIFT, Key::Z);
    }
    assert_eq!((open(&window).deck.title.as_str(), lines(&window)), ("Our story", vec!["The brochure"]));
}

#[test]
fn charts_and_what_is_pointed_at_are_chosen_and_the_view_is_taken_anew() {
    let mut window = captured();
    window.key(Key::P);
    window.choose(Role::ComboBox, "Second chart of step 1");
    window.choose(Role::Button, "No second chart");
    assert_eq!(open(&window).deck.steps[0].beside, "");
    window.choose(Role::ComboBox, "What step 2 points at");
    window.choose(Role::Button, "Turnover");
    assert_eq!(open(&window).deck.steps[1].highlight, "turnover");
    window.choose(Role::Button, "Retake step 1");
    let steps = &open(&window).deck.steps;
    assert_eq!((steps[0].beside.as_str(), &steps[0].levers), ("matrix", &steps[1].levers));
}

#[test]
fn a_step_is_opened_in_the_explorer_as_it_is_shown() {
    let mut window = captured();
    let rework = window.scenario().friction.rework;
    window.undo();
    window.undo();
    assert!(!window.state().document.unsaved());
    window.keys(CTRL_SHIFT, Key::Z);
    window.keys(CTRL_SHIFT, Key::Z);
    window.keys(CTRL, Key::S);
    window.until("the save", |state| !state.document.unsaved());
    let mut scenario = window.scenario().clone();
    scenario.friction.rework = dec!(0.01);
    store::save(&window.file("opened.ron"), &scenario).unwrap();
    window.key(Key::P);
    window.choose(Role::Button, "Show step 2");
    window.until("the step", |state| state.view.page == Page::Explore && state.document.unsaved());
    window.run();
    assert_eq!(window.scenario().friction.rework, rework);
    assert_eq!(window.state().document.saved.friction.rework, dec!(0.01));
    assert_eq!(window.state().history.undo_label(), Some("levers of the step"));
}

#[test]
fn an_unsaved_deck_is_asked_about_before_it_is_let_go() {
    let mut window = captured();
    window.undo();
    window.undo();
    window.keys(CTRL_SHIFT, Key::Z);
    window.keys(CTRL_SHIFT, Key::Z);
    window.keys(CTRL, Key::S);
    window.until("the save", |state| !state.document.unsaved());
    window.key(Key::P);
    window.click(Role::Button, "Close deck");
    assert!(
        window.says("The deck “Untitled deck” has changes that no file holds. They are lost when the deck is closed.")
    );
    window.key(Key::Escape);
    assert!(open(&window).unsaved());
    // Quitting asks too.
    window.keys(CTRL, Key::Q);
    assert!(matches!(window.state().prompt, Some(Prompt::Deck(DeckQuestion::Unsaved(_)))));
    window.click(Role::Button, "Cancel");
    // It is saved beside its scenarios and nowhere else.
    window.keys(CTRL_SHIFT, Key::D);
    let elsewhere = tempfile::tempdir().unwrap();
    window.retype(&elsewhere.path().join("x.deck.ron").display().to_string());
    window.key(Key::Enter);
    assert!(window.says("a deck lies beside its scenarios: save it in"));
    let path = window.file("story.deck.ron");
    window.retype(&window.file("story").display().to_string());
    window.key(Key::Enter);
    window.until("the save", |state| !state.talk.deck.as_ref().unwrap().unsaved());
    window.run();
    assert_eq!(store::load_deck(&path).unwrap(), *open(&window).deck);
    // What something else changed is not written over unasked.
    let theirs = fs::read_to_string(&path).unwrap().replace("Untitled deck", "Theirs");
    fs::write(&path, &theirs).unwrap();
    window.choose(Role::Button, "Step 2 up");
    window.keys(CTRL_SHIFT, Key::D);
    window.until("the question", |state| matches!(state.prompt, Some(Prompt::Deck(DeckQuestion::Changed(_)))));
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    window.click(Role::Button, "Keep mine");
    window.until("the save", |state| !state.talk.deck.as_ref().unwrap().unsaved());
    assert_eq!(store::load_deck(&path).unwrap().title, "Untitled deck");
    window.click(Role::Button, "Close deck");
    assert!(window.state().talk.deck.is_none());
}

#[test]
fn a_deck_with_faults_is_refused_and_the_open_one_stays() {
    let mut window = captured();
    let path = window.write("bad.deck.ron", "Deck(format: 1, title: \"x\", steps: [])");
    window.keys(CTRL, Key::S);
    window.until("the save", |state| !state.document.unsaved());
    window.open_path(&path);
    // The open deck is unsaved, so it is asked about first.
    window.click(Role::Button, "Discard");
    window.until_seen("the fault", |window| window.says("bad.deck.ron:1:36: steps: must have at least one step"));
    assert_eq!(open(&window).deck.steps.len(), 2);
}
