//! A lever's range: opened, typed, given back, by mouse and by keyboard.

use egui::{Key, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use rust_decimal::{Decimal, dec};
use shoreline::{
    model::ranges::{CERTAIN, Range, range_of},
    state::message::Edit,
};

use super::{
    REWORK,
    panel::{Panel, open, slider},
};

fn rework(harness: &Harness<'_, Panel>) -> Range {
    let panel = harness.state();
    range_of(&panel.scenario, &panel.rows[REWORK])
}

/// The panel with the card of rework open.
fn opened() -> Harness<'static, Panel> {
    let mut harness = open(1);
    harness.get_by_label("Range of Rework, 1–10\u{a0}%").click();
    harness.run();
    assert!(is_open(&harness));
    harness
}

fn is_open(harness: &Harness<'_, Panel>) -> bool {
    harness.query_by_label("Rework: range").is_some()
}

fn type_over(harness: &mut Harness<'_, Panel>, field: &str, text: &str) {
    harness.get_by_label(field).click();
    harness.run();
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
}

fn press(harness: &mut Harness<'_, Panel>, key: Key) {
    harness.key_press(key);
    harness.run();
}

#[test]
fn an_end_is_typed_as_a_value_or_as_a_multiple() {
    let mut harness = opened();
    type_over(&mut harness, "Rework, high, value 10\u{a0}%", "12 %");
    assert_eq!(rework(&harness), (dec!(0.2), dec!(2.4)));
    type_over(&mut harness, "Rework, low, of today’s, value 0.2\u{a0}×", "0.5 ×");
    assert_eq!(rework(&harness), (dec!(0.5), dec!(2.4)));
    assert_eq!(harness.state().gestures, 2, "each is a step");
    harness.get_by_label("Range of Rework, 2.5–12\u{a0}%");
    harness.get_by_label("Rework, low, value 2.5\u{a0}%");
    assert!(is_open(&harness), "typing leaves the card open");
}

#[test]
fn a_wrong_end_says_why_and_changes_nothing() {
    for (field, text, why) in [
        ("Rework, low, value 1\u{a0}%", "6 %", "must be between 0 and today’s 5\u{a0}%, found 6 %"),
        ("Rework, high, value 10\u{a0}%", "60 %", "must be from today’s 5\u{a0}% to ten times that, found 60 %"),
        ("Rework, high, of today’s, value 2\u{a0}×", "11", "must be 1–10, found 11"),
        ("Rework, high, of today’s, value 2\u{a0}×", "much", "must be a number"),
    ] {
        let mut harness = opened();
        type_over(&mut harness, field, text);
        assert!(harness.query_by_label_contains(why).is_some(), "{text}: no {why:?}");
        assert_eq!(harness.state().edits, []);
        press(&mut harness, Key::Escape);
        assert!(is_open(&harness), "Esc closes the field first");
        press(&mut harness, Key::Escape);
        assert!(!is_open(&harness));
    }
}

#[test]
fn the_keyboard_opens_types_gives_back_and_leaves() {
    let mut harness = open(1);
    slider(&harness, "Rework").focus();
    harness.run();
    press(&mut harness, Key::Tab);
    assert!(harness.get_by_label("Range of Rework, 1–10\u{a0}%").is_focused());
    press(&mut harness, Key::Enter);
    assert!(harness.get_by_label("Rework, low, value 1\u{a0}%").is_focused());
    press(&mut harness, Key::Enter);
    harness.event(egui::Event::Text("2".to_owned()));
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(rework(&harness), (dec!(0.4), dec!(2)));
    // The low end again, the high one twice, the default, none.
    for _ in 0..4 {
        press(&mut harness, Key::Tab);
    }
    assert!(harness.get_by_role_and_label(Role::Button, "Default range").is_focused());
    press(&mut harness, Key::Space);
    assert_eq!(rework(&harness), (dec!(0.2), dec!(2)));
    assert!(harness.state().scenario.uncertainty.is_empty());
    press(&mut harness, Key::Escape);
    assert!(!is_open(&harness));
    assert!(harness.get_by_label("Range of Rework, 1–10\u{a0}%").is_focused(), "the keyboard is where it was");
}

#[test]
fn what_is_not_varied_says_so() {
    let mut harness = opened();
    harness.get_by_role_and_label(Role::Button, "Not varied").click();
    harness.run();
    assert_eq!(rework(&harness), CERTAIN);
    harness.get_by_label("Range of Rework, not varied");
    let idle = harness.get_by_role_and_label(Role::Button, "Not varied");
    assert!(idle.accesskit_node().is_disabled());
    harness.get_by_role_and_label(Role::Button, "Default range").click();
    harness.run();
    let last = harness.state().edits.last().cloned();
    assert_eq!(last, Some(Edit::Range(harness.state().rows[REWORK].clone(), None)));
    assert_eq!(harness.state().gestures, 2);
}

#[test]
fn the_menu_of_a_row_leads_to_its_range() {
    let mut harness = open(1);
    let rail = slider(&harness, "Headcount").rect();
    let name = rail.left_top() + egui::vec2(30.0, -10.0);
    for pressed in [true, false] {
        harness.event(egui::Event::PointerMoved(name));
        harness.event(egui::Event::PointerButton {
            pos: name,
            button: egui::PointerButton::Secondary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        });
        harness.run();
    }
    harness.get_by_label("Range (not varied)…").click();
    harness.run();
    assert!(harness.query_by_label("Headcount: range").is_some());
    harness.get_by_label_contains("Not varied unless you say how much");
    assert!(harness.query_by_role_and_label(Role::Button, "Default range").is_none());
    type_over(&mut harness, "Headcount, high, of today’s, value 1\u{a0}×", "110 %");
    let panel = harness.state();
    assert_eq!(range_of(&panel.scenario, &panel.rows[0]), (Decimal::ONE, dec!(1.1)));
    assert_eq!(rework(&harness), (dec!(0.2), dec!(2)), "the others keep theirs");
}
