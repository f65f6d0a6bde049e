//! Keys: the list of them, Esc from the inside out, theme, zoom; and that typing is typing.

use egui::{Event, Key, Modifiers, Rect, ViewportCommand, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use shoreline::state::{
    command::{COMMANDS, Command, subject::Subject},
    prompt::Prompt,
    view::Chart,
};

use super::window::{CTRL, Window};

#[test]
fn a_question_mark_lists_every_key() {
    let mut window = Window::sample();
    window.key(Key::Questionmark);
    assert_eq!(window.state().prompt, Some(Prompt::Keys));
    for row in COMMANDS {
        let label = row.keys[0].label();
        assert!(window.says(&label), "{label} is not in the list");
    }
    window.key(Key::Num2);
    assert_eq!(window.state().view.left, Chart::Cost, "a question lets no key through");
    window.key(Key::Escape);
    assert_eq!(window.state().prompt, None);
    window.click(Role::Button, Command::Keys.row().name);
    assert_eq!(window.state().prompt, Some(Prompt::Keys));
    window.click(Role::Button, "Close");
    assert_eq!(window.state().prompt, None);
}

/// The lines of the help card, by what they say.
fn lines(window: &mut Window) -> Vec<(String, Rect)> {
    let rails = ["A step", "A tenth of a step", "Ten steps", "To an end of the rail", "Back to the reference"];
    let names = COMMANDS.iter().map(|row| row.name).chain(Chart::ALL.map(Chart::label)).chain(rails);
    let names: Vec<String> = names.map(|name| format!(": {name}")).collect();
    let labels = window.harness().query_all_by_role(Role::Label);
    let label = |node: &egui_kittest::Node<'_>| node.accesskit_node().label().or(node.accesskit_node().value());
    let found = labels.filter_map(|node| Some((label(&node)?, node.rect())));
    found.filter(|(said, _)| names.iter().any(|name| said.ends_with(name))).collect()
}

#[test]
fn the_keys_stand_by_subject_all_in_sight() {
    let mut window = Window::sample();
    window.key(Key::Questionmark);
    for subject in Subject::ALL {
        assert!(window.says(subject.label()), "{subject:?}");
    }
    let screen = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 720.0));
    let found = lines(&mut window);
    for row in COMMANDS.iter().filter(|row| !matches!(row.command, Command::Left(_) | Command::Right(_))) {
        let said =
            |(said, rect): &(String, Rect)| said.ends_with(&format!(": {}", row.name)) && screen.contains_rect(*rect);
        assert!(found.iter().any(said), "{} is out of sight: {found:?}", row.name);
    }
    // Typing filters, by name, meaning or key.
    for (words, left) in [
        ("brief", 1),
        ("presenting", 4),
        ("ctrl+shift+z", 1),
        ("matrix", 1),
        ("chart matrix", 1),
        ("take away", 8),
        ("nothing at all", 0),
    ] {
        window.retype(words);
        assert_eq!(lines(&mut window).len(), left, "{words}");
    }
    assert!(window.says("No key has these words"));
    window.key(Key::Questionmark);
    assert_eq!(window.state().prompt, None);
    window.key(Key::F1);
    assert!(lines(&mut window).len() > 60, "what was typed is forgotten");
    window.key(Key::F1);
    assert_eq!(window.state().prompt, None);
}

#[test]
fn the_keys_are_scrolled_in_a_small_window() {
    let mut window = Window::open(Some(&super::window::sample()), egui::vec2(800.0, 480.0));
    window.key(Key::Questionmark);
    let top = |window: &mut Window, name: &str| {
        let found = lines(window).into_iter().find(|(said, _)| said.ends_with(name)).map(|(_, rect)| rect.top());
        found.unwrap_or_else(|| panic!("{name}"))
    };
    let (first, last) = (": New scenario…", ": Quit");
    let begin = top(&mut window, first);
    assert!(top(&mut window, last) > 460.0);
    window.key(Key::PageDown);
    assert!(top(&mut window, first) < begin - 200.0);
    window.key(Key::End);
    assert!(top(&mut window, last) < 460.0);
    window.key(Key::ArrowUp);
    window.key(Key::PageUp);
    window.key(Key::Home);
    assert!((top(&mut window, first) - begin).abs() < 1.0);
}

#[test]
fn escape_closes_from_the_inside_out() {
    let mut window = Window::sample();
    window.key(Key::I);
    window.key(Key::Slash);
    window.text("rework");
    assert_eq!(window.state().view.search, "rework");
    // Leave the field by Tab, so that the search stays.
    window.key(Key::Tab);
    assert_eq!(window.state().view.search, "rework");
    window.key(Key::Questionmark);
    assert!(window.state().prompt.is_some() && window.state().view.details);
    window.key(Key::Escape);
    assert!(window.state().prompt.is_none() && !window.state().view.search.is_empty());
    window.key(Key::Escape);
    assert!(window.state().view.search.is_empty() && window.state().view.details);
    window.key(Key::Escape);
    assert!(!window.state().view.details);
}

#[test]
fn escape_in_an_open_value_only_closes_that() {
    let mut window = Window::sample();
    window.key(Key::I);
    window.click(Role::Button, "Rework, value 5\u{a0}%");
    window.text("9");
    window.key(Key::Escape);
    assert!(window.has(Role::Button, "Rework, value 5\u{a0}%"));
    assert!(window.state().view.details, "Esc closes the value, not the details too");
    window.key(Key::Escape);
    assert!(!window.state().view.details);
}

#[test]
fn d_switches_the_theme_and_is_remembered() {
    let mut window = Window::sample();
    assert!(!window.state().view.dark);
    window.key(Key::D);
    assert!(window.state().view.dark);
    window.key(Key::D);
    assert!(!window.state().view.dark);
    window.click(Role::Button, "Switch light and dark");
    assert!(window.state().view.dark);
    let settings = window.file("settings/session.ron");
    window.until_seen("the settings", |_| std::fs::read_to_string(&settings).is_ok_and(|text| text.contains("Dark")));
}

#[test]
fn ctrl_plus_and_minus_zoom() {
    let mut window = Window::sample();
    let zoom = |window: &mut Window| window.harness().ctx.zoom_factor();
    window.keys(CTRL, Key::Plus);
    let larger = zoom(&mut window);
    assert!(larger > 1.05 && (window.state().session.zoom - larger).abs() < f32::EPSILON, "{larger}");
    window.keys(CTRL, Key::Equals);
    assert!(zoom(&mut window) > larger);
    window.keys(CTRL, Key::Num0);
    assert!((zoom(&mut window) - 1.0).abs() < f32::EPSILON);
    for _ in 0..20 {
        window.keys(CTRL, Key::Minus);
    }
    assert!((zoom(&mut window) - 0.5).abs() < f32::EPSILON, "{}", zoom(&mut window));
    window.keys(CTRL, Key::Num0);
    assert!((zoom(&mut window) - 1.0).abs() < f32::EPSILON);
}

/// Presses a key that also writes a letter, as a keyboard does.
fn letter(window: &mut Window, key: Key, text: &str) {
    window.harness().key_press(key);
    window.text(text);
}

#[test]
fn single_keys_yield_to_text() {
    let mut window = Window::sample();
    let dark = window.state().view.dark;
    window.key(Key::Slash);
    letter(&mut window, Key::D, "d");
    letter(&mut window, Key::Num2, "2");
    letter(&mut window, Key::Questionmark, "?");
    assert_eq!(window.state().view.search, "d2?");
    assert_eq!((window.state().view.left, window.state().view.dark), (Chart::Cost, dark));
    assert_eq!(window.state().prompt, None);
    window.key(Key::Escape);
    window.click(Role::Button, "Rework, value 5\u{a0}%");
    letter(&mut window, Key::Num1, "1");
    letter(&mut window, Key::Num2, "2");
    window.key(Key::Enter);
    assert_eq!(window.scenario().friction.rework, rust_decimal::dec!(0.12));
    assert_eq!(window.state().view.left, Chart::Cost);
    window.node(Role::TextInput, "Scenario name").focus();
    window.run();
    letter(&mut window, Key::D, "d");
    letter(&mut window, Key::Slash, "/");
    assert_eq!(window.state().view.dark, dark);
    window.key(Key::Enter);
    assert!(window.scenario().name.contains("d/"), "{}", window.scenario().name);
    assert!(window.node(Role::TextInput, "Search levers").value().unwrap_or_default().is_empty());
}

#[test]
fn undo_in_a_field_is_the_fields_own() {
    let mut window = Window::sample();
    window.change();
    window.key(Key::Slash);
    window.text("abc");
    window.undo();
    assert!(window.state().document.unsaved(), "the scenario is left as it is");
    assert!(window.state().history.undo_label().is_some());
}

#[test]
fn quitting_asks_while_work_is_unsaved() {
    let mut window = Window::sample();
    window.change();
    window.keys(CTRL, Key::Q);
    assert!(window.says("Save the changes first?"));
    assert!(!window.commanded(&ViewportCommand::Close));
    window.click(Role::Button, "Cancel");
    assert!(window.state().document.unsaved() && window.state().prompt.is_none());
    window.keys(CTRL, Key::Q);
    window.node(Role::Button, "Discard").click();
    let asked_to_close = std::cell::Cell::new(false);
    for _ in 0..6 {
        window.harness().step();
        asked_to_close.set(asked_to_close.get() || window.commanded(&ViewportCommand::Close));
    }
    assert!(asked_to_close.get(), "the window closes");
}

#[test]
fn the_window_systems_own_close_asks_too() {
    let mut window = Window::sample();
    window.change();
    let id = egui::ViewportId::ROOT;
    let viewport = window.harness().input_mut().viewports.entry(id).or_default();
    viewport.events.push(egui::ViewportEvent::Close);
    window.harness().step();
    assert!(window.commanded(&ViewportCommand::CancelClose), "the window stays");
    window.harness().input_mut().viewports.entry(id).or_default().events.clear();
    window.run();
    assert!(window.says("Save the changes first?"));
}

#[test]
fn tab_walks_from_lever_to_lever() {
    let mut window = Window::sample();
    window.slider("Headcount").focus();
    window.run();
    for _ in 0..3 {
        // The range, the next value, its rail.
        window.keys(Modifiers::NONE, Key::Tab);
    }
    assert!(window.slider("Pay against local market").is_focused());
    window.harness().event(Event::PointerGone);
}
