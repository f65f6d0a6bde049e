//! What an answer is held against: the reference, by ghosts and ticks and a held key, and the last
//! change, replayed.

use egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use rust_decimal::dec;
use shoreline::{format::percent_or_dash, state::AppState};

use super::window::{CTRL, CTRL_SHIFT, Window};

/// A window whose rework is as dear as it gets.
fn dear() -> Window {
    let mut window = Window::sample();
    window.slider("Rework").focus();
    window.run();
    window.key(Key::End);
    window
}

fn saving(state: &AppState) -> String {
    percent_or_dash(state.answer.evaluation.results.effective_saving)
}

fn hero(window: &Window) -> String {
    window.button("Effective, after lost output").accesskit_node().label().unwrap()
}

fn hold(window: &mut Window, pressed: bool) {
    let (key, modifiers) = (Key::B, Modifiers::NONE);
    window.harness().event(Event::Key { key, physical_key: None, pressed, repeat: false, modifiers });
    window.run();
}

#[test]
fn while_the_key_is_held_the_reference_is_shown() {
    let before = saving(Window::sample().state());
    let mut window = dear();
    let now = saving(window.state());
    assert!(hero(&window).contains(&now) && now != before);
    hold(&mut window, true);
    assert!(hero(&window).contains(&before), "{}", hero(&window));
    assert!(window.says("showing as opened") && window.has(Role::Button, "Rework, value 5\u{a0}%"));
    hold(&mut window, false);
    assert!(hero(&window).contains(&now) && !window.says("showing as opened"));
    assert_eq!(window.state().history.undo_label().map(|label| label.starts_with("rework")), Some(true));
}

#[test]
fn charts_say_what_they_are_compared_with() {
    let before = saving(Window::sample().state());
    let said = format!("The reference it is compared with has an effective saving of {before}.");
    let mut window = Window::sample();
    assert!(!window.says("The reference it is compared with"));
    window = dear();
    let charts = window.harness().query_all_by_role(Role::Image).filter_map(|node| node.accesskit_node().label());
    assert_eq!(charts.filter(|label| label.ends_with(&said)).count(), 2);
}

#[test]
fn the_reference_is_set_to_now_and_back() {
    let mut window = dear();
    let now = window.scenario().friction.rework;
    window.keys(CTRL, Key::B);
    assert!(window.state().reference.is_set() && window.state().compared().is_none());
    window.slider("Rework").focus();
    window.run();
    window.key(Key::Home);
    window.key(Key::Delete);
    assert_eq!(window.scenario().friction.rework, now, "a reset goes to the reference");
    window.keys(CTRL_SHIFT, Key::B);
    assert!(window.state().compared().is_some(), "what was opened differs");
    window.slider("Rework").focus();
    window.run();
    window.key(Key::Delete);
    assert_eq!(window.scenario().friction.rework, dec!(0.05));
    assert!(window.state().compared().is_none());
}

#[test]
fn what_is_looked_at_by_name_is_not_changed() {
    let mut window = dear();
    let open = window.scenario().clone();
    window.keys(CTRL, Key::K);
    window.text("show the reference");
    window.key(Key::Enter);
    window.run();
    assert!(window.says("showing as opened"));
    window.slider("Headcount").focus();
    window.run();
    window.key(Key::ArrowRight);
    assert_eq!(*window.scenario(), open);
    window.key(Key::Escape);
    window.run();
    assert!(!window.state().view.peek && !window.says("showing as opened"));
    assert_eq!(*window.scenario(), open);
}

/// Presses a key without waiting for the window to come to rest.
fn press(window: &mut Window, key: Key) {
    for pressed in [true, false] {
        let modifiers = Modifiers::NONE;
        window.harness().event(Event::Key { key, physical_key: None, pressed, repeat: false, modifiers });
        window.harness().step();
    }
}

/// What the strip says, frame by frame, until the replay is over.
fn replayed(window: &mut Window) -> Vec<String> {
    press(window, Key::R);
    let mut said = Vec::new();
    for _ in 0..400 {
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.harness().step();
        let Some(replay) = &window.state().replay else { break };
        if !replay.answers.is_empty() {
            said.push(hero(window));
        }
    }
    assert!(window.state().replay.is_none(), "it ends");
    said
}

#[test]
fn the_last_change_is_replayed_three_times() {
    let before = saving(Window::sample().state());
    let mut window = dear();
    let (now, open) = (saving(window.state()), window.scenario().clone());
    let said = replayed(&mut window);
    // From before to after, three times; with no frame of the change where motion is reduced.
    let ends = |said: &[String]| {
        let mut ends: Vec<bool> = said
            .iter()
            .filter(|hero| hero.contains(&before) || hero.contains(&now))
            .map(|hero| hero.contains(&now))
            .collect();
        ends.dedup();
        ends
    };
    assert_eq!(ends(&said), [false, true, false, true, false, true], "{said:?}");
    assert!(said.iter().any(|hero| !hero.contains(&before) && !hero.contains(&now)), "it glides: {said:?}");
    assert_eq!(*window.scenario(), open);
    window.keys(CTRL_SHIFT, Key::M);
    let said = replayed(&mut window);
    assert!(said.iter().all(|hero| hero.contains(&before) || hero.contains(&now)), "it leaps: {said:?}");
    press(&mut window, Key::R);
    press(&mut window, Key::Escape);
    assert!(window.state().replay.is_none());
    assert_eq!(*window.scenario(), open);
}
