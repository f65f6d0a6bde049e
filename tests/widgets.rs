//! The widgets of the lever panel, driven as people and screen readers drive them. With
//! `SHORELINE_PICTURES=<folder>` it also draws them, light and dark.

#![expect(clippy::unwrap_used, reason = "a test may panic, its helpers too")]

#[path = "widgets/controls.rs"]
mod controls;
#[path = "widgets/panel.rs"]
mod panel;
#[path = "widgets/pictures.rs"]
mod pictures;
#[path = "widgets/range.rs"]
mod range;

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use panel::{Panel, drag, open, slider};
use rust_decimal::{Decimal, dec};
use shoreline::{
    model::lever::{Group, LeverId},
    state::message::Edit,
};

const REWORK: usize = 4;

fn focused(label: &str) -> Harness<'static, Panel> {
    let mut harness = open(1);
    slider(&harness, label).focus();
    harness.run();
    assert!(slider(&harness, label).is_focused());
    harness
}

fn press(harness: &mut Harness<'_, Panel>, modifiers: Modifiers, key: Key) -> Decimal {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
    harness.state().value(REWORK)
}

#[test]
fn keys_step_and_stay() {
    let mut harness = focused("Rework");
    let none = Modifiers::NONE;
    assert_eq!(press(&mut harness, none, Key::ArrowRight), dec!(0.055));
    assert_eq!(press(&mut harness, none, Key::ArrowUp), dec!(0.06));
    assert_eq!(press(&mut harness, none, Key::ArrowLeft), dec!(0.055));
    assert_eq!(press(&mut harness, none, Key::ArrowDown), dec!(0.05));
    assert_eq!(press(&mut harness, Modifiers::SHIFT, Key::ArrowRight), dec!(0.0505));
    assert_eq!(press(&mut harness, Modifiers::SHIFT, Key::ArrowLeft), dec!(0.05));
    assert_eq!(press(&mut harness, none, Key::PageUp), dec!(0.1));
    assert_eq!(press(&mut harness, none, Key::PageDown), dec!(0.05));
    assert_eq!(press(&mut harness, none, Key::End), dec!(0.3));
    assert_eq!(press(&mut harness, none, Key::Home), dec!(0));
    assert_eq!(press(&mut harness, none, Key::Delete), dec!(0.05));
    assert!(slider(&harness, "Rework").is_focused(), "arrows must not move the focus");
    assert_eq!(harness.state().gestures, 11, "each key is a gesture");
    assert_eq!(harness.state().edits.len(), 11);
}

#[test]
fn a_drag_is_one_gesture_on_the_grid() {
    let mut harness = open(1);
    let rail = slider(&harness, "Rework").rect();
    let start = egui::pos2(egui::lerp(rail.x_range().shrink(8.0), 0.05 / 0.3), rail.center().y);
    drag(&mut harness, start, start + vec2(80.0, 0.0));
    let panel = harness.state();
    assert_eq!(panel.gestures, 1);
    assert!(panel.edits.len() >= 3, "{:?}", panel.edits);
    assert_eq!(panel.value(REWORK), dec!(0.145));
    assert!(panel.edits.iter().all(|edit| matches!(edit, Edit::Lever(_, value) if value % dec!(0.005) == dec!(0))));
}

#[test]
fn pressing_the_handle_does_not_move_it_and_pressing_the_rail_does() {
    let mut harness = open(1);
    let rail = slider(&harness, "Rework").rect();
    let start = egui::pos2(egui::lerp(rail.x_range().shrink(8.0), 0.05 / 0.3) + 5.0, rail.center().y);
    drag(&mut harness, start, start);
    assert!(harness.state().edits.is_empty());
    let middle = rail.center();
    drag(&mut harness, middle, middle);
    assert_eq!(harness.state().value(REWORK), dec!(0.15));
}

#[test]
fn a_click_within_one_frame_moves_the_rail_too() {
    let mut harness = open(1);
    let pos = slider(&harness, "Rework").rect().center();
    harness.event(egui::Event::PointerMoved(pos));
    harness.run();
    let press = |pressed| egui::Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    harness.input_mut().events.extend([press(true), press(false)]);
    harness.run();
    assert_eq!(harness.state().value(REWORK), dec!(0.15));
    assert_eq!(harness.state().gestures, 1);
}

#[test]
fn a_pointer_that_moves_on_as_it_lets_go_does_not_take_the_lever_along() {
    let mut harness = open(1);
    let rail = slider(&harness, "Rework").rect();
    let start = egui::pos2(egui::lerp(rail.x_range().shrink(8.0), 0.05 / 0.3), rail.center().y);
    let end = start + vec2(80.0, 0.0);
    harness.drag_at(start);
    harness.run();
    harness.hover_at(end);
    harness.run();
    let let_go = egui::Event::PointerButton {
        pos: end,
        button: egui::PointerButton::Primary,
        pressed: false,
        modifiers: Modifiers::NONE,
    };
    let away = egui::Event::PointerMoved(end + vec2(100.0, 0.0));
    harness.input_mut().events.extend([let_go, away]);
    harness.run();
    assert_eq!(harness.state().value(REWORK), dec!(0.145));
    assert_eq!(harness.state().gestures, 1);
}

#[test]
fn shift_drags_at_a_tenth_of_the_speed() {
    let mut harness = open(1);
    let rail = slider(&harness, "Rework").rect();
    let start = egui::pos2(egui::lerp(rail.x_range().shrink(8.0), 0.05 / 0.3), rail.center().y);
    harness.event(egui::Event::ModifiersChanged(Modifiers::SHIFT));
    drag(&mut harness, start, start + vec2(80.0, 0.0));
    assert_eq!(harness.state().value(REWORK), dec!(0.0595));
}

#[test]
fn a_typed_value_is_committed() {
    let mut harness = open(1);
    type_value(&mut harness, "Rework, value 5\u{a0}%", "12 %");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().value(REWORK), dec!(0.12));
    assert_eq!(harness.state().gestures, 1);
    assert!(harness.get_by_label("Rework, value 12\u{a0}%").is_focused(), "the value keeps the keyboard");
}

fn type_value(harness: &mut Harness<'_, Panel>, button: &str, text: &str) {
    harness.get_by_role_and_label(Role::Button, button).click();
    harness.run();
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

#[test]
fn leaving_commits_and_escape_cancels() {
    let mut harness = open(1);
    type_value(&mut harness, "Rework, value 5\u{a0}%", "7");
    harness.key_press(Key::Tab);
    harness.run();
    assert_eq!(harness.state().value(REWORK), dec!(0.07));
    type_value(&mut harness, "Rework, value 7\u{a0}%", "9");
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().value(REWORK), dec!(0.07));
    assert!(harness.query_by_role(Role::TextInput).is_none());
}

#[test]
fn what_is_wrong_stays_open_and_says_why() {
    let mut harness = open(1);
    type_value(&mut harness, "Rework, value 5\u{a0}%", "lots");
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.state().edits.is_empty());
    assert_eq!(harness.state().value(REWORK), dec!(0.05));
    harness.get_by_label_contains("must be a number such as 12 %");
    assert!(harness.get_by_role(Role::TextInput).is_focused());
    harness.event(egui::Event::Key {
        key: Key::A,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::COMMAND,
    });
    harness.event(egui::Event::Text("95 %".to_owned()));
    harness.run();
    assert!(harness.query_by_label_contains("must be a number").is_none(), "typing on takes the error away");
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_label_contains("must be 0\u{a0}% – 90\u{a0}%, found 95\u{a0}%");
    harness.key_press(Key::Escape);
    harness.run();
    harness.get_by_label("Rework, value 5\u{a0}%");
}

#[test]
fn looking_at_a_rounded_value_does_not_round_it() {
    let mut harness = open(1);
    let exact = dec!(0.0512345);
    harness.state_mut().rows[REWORK].clone().set(&mut harness.state_mut().scenario, exact).unwrap();
    harness.run();
    harness.get_by_label("Rework, value 5.12\u{a0}%").click();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().value(REWORK), exact);
}

#[test]
fn a_double_click_on_the_name_resets() {
    let mut harness = open(1);
    let id = harness.state().rows[REWORK].clone();
    id.set(&mut harness.state_mut().scenario, dec!(0.2)).unwrap();
    harness.run();
    let rail = slider(&harness, "Rework").rect();
    let name = rail.left_top() + vec2(20.0, -10.0);
    for _ in 0..2 {
        harness.drag_at(name);
        harness.drop_at(name);
    }
    harness.run();
    assert_eq!(harness.state().value(REWORK), dec!(0.05));
    assert_eq!(harness.state().gestures, 1);
}

#[test]
fn the_menu_sets_the_typical_value() {
    let mut harness = open(1);
    let rail = slider(&harness, "Language").rect();
    let id = LeverId::global(Group::Friction, "language").unwrap();
    id.set(&mut harness.state_mut().scenario, dec!(0.4)).unwrap();
    harness.run();
    let name = rail.left_top() + vec2(20.0, -10.0);
    for pressed in [true, false] {
        let modifiers = Modifiers::NONE;
        harness.event(egui::Event::PointerMoved(name));
        harness.event(egui::Event::PointerButton {
            pos: name,
            button: egui::PointerButton::Secondary,
            pressed,
            modifiers,
        });
    }
    harness.run();
    harness.get_by_label("Set to typical (0.25)").click();
    harness.run();
    assert_eq!(id.value(&harness.state().scenario).unwrap(), dec!(0.25));
}

#[test]
fn a_screen_reader_sees_and_moves_the_rail() {
    let mut harness = open(1);
    let node = slider(&harness, "Rework");
    assert_eq!(node.value().as_deref(), Some("5\u{a0}%"));
    let access = node.accesskit_node();
    assert_eq!(access.min_numeric_value(), Some(0.0));
    assert_eq!(access.max_numeric_value(), Some(0.3));
    assert_eq!(access.numeric_value_step(), Some(0.005));
    node.increment_accesskit();
    harness.run();
    assert_eq!(harness.state().value(REWORK), dec!(0.055));
    slider(&harness, "Rework").decrement_accesskit();
    harness.run();
    slider(&harness, "Rework").set_value_accesskit(0.123_456);
    harness.run();
    assert_eq!(harness.state().value(REWORK), dec!(0.1235));
    assert_eq!(harness.state().gestures, 3);
}

#[test]
fn tab_explains_a_lever_until_it_moves() {
    let mut harness = open(1);
    harness.get_by_label("Rework, value 5\u{a0}%").focus();
    harness.run();
    harness.key_press(Key::Tab);
    harness.run();
    assert!(slider(&harness, "Rework").is_focused());
    harness.get_by_label_contains("Source: CIO 2003");
    harness.get_by_label_contains("5\u{a0}%, typical");
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert!(harness.query_by_label_contains("Source: CIO 2003").is_none());
}

#[test]
fn tab_scrolls_to_a_place_out_of_sight() {
    let mut harness = open(4);
    slider(&harness, "Bengaluru share").focus();
    harness.run();
    for _ in 0..3 {
        // The pin, the value, then the next rail.
        harness.key_press(Key::Tab);
        harness.run();
    }
    let rail = slider(&harness, "Guadalajara share");
    assert!(rail.is_focused());
    assert!(rail.rect().bottom() <= 168.0 + 8.0, "{:?}", rail.rect());
}

#[test]
fn a_row_has_three_stops() {
    let harness = open(1);
    // The value, the rail and the range.
    assert_eq!(harness.query_all_by_label_contains("Rework").count(), 3);
}

#[test]
fn whole_levers_stay_whole() {
    let mut panel = Panel::new(1);
    panel.rows = vec![LeverId::global(Group::Transition, "handover_months").unwrap()];
    let mut harness = panel::harness(panel, false, false, 300.0);
    harness.run();
    let label = harness.state().rows[0].lever().label;
    let rail = slider(&harness, label).rect();
    drag(&mut harness, rail.center(), rail.center() + vec2(31.0, 0.0));
    assert!(harness.state().value(0).fract().is_zero());
    let before = harness.state().value(0);
    slider(&harness, label).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().value(0), before + dec!(1));
    slider(&harness, label).set_value_accesskit(2.4);
    harness.run();
    assert_eq!(harness.state().value(0), dec!(2));
}

fn share(harness: &Harness<'_, Panel>, site: &str) -> Decimal {
    harness.state().scenario.teams[0].share(site)
}

#[test]
fn rails_of_the_mix_move_shares() {
    let mut harness = open(2);
    slider(&harness, "Krakow share").focus();
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(share(&harness, "pl-krk"), dec!(0.21));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    harness.run();
    assert_eq!(share(&harness, "pl-krk"), dec!(0.211));
    type_value(&mut harness, "New York share, value 38.9\u{a0}%", "50");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().edits.len(), 3);
    assert_eq!(harness.state().gestures, 3);
    assert_eq!(harness.state().scenario.teams[0].offshore_share(), dec!(0.5));
}

#[test]
fn a_divider_moves_the_place_right_of_it() {
    let mut harness = open(1);
    // The bar runs from 16 to 284 in this panel; home ends at 30 %.
    let start = egui::pos2(16.0 + 268.0 * 0.3, 40.0);
    drag(&mut harness, start, start - vec2(53.6, 0.0));
    assert_eq!(share(&harness, "ph-mnl"), dec!(0.9));
    assert_eq!(harness.state().gestures, 1);
    for edit in &harness.state().edits {
        let Edit::Share { team: 0, place, share } = edit else { panic!("{edit:?}") };
        assert_eq!(place, "ph-mnl");
        assert!((share * dec!(100)).fract().is_zero(), "{share}");
    }
}

#[test]
fn pins_toggle_and_limit_the_others() {
    let mut harness = open(2);
    harness.get_by_role_and_label(Role::Button, "Pin Krakow").click();
    harness.run();
    assert!(harness.state().pinned.contains("pl-krk"));
    slider(&harness, "Manila share").focus();
    harness.run();
    harness.key_press(Key::End);
    harness.run();
    assert_eq!(share(&harness, "ph-mnl"), dec!(0.8));
    type_value(&mut harness, "Manila share, value 80\u{a0}%", "90 %");
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_label_contains("while other places are pinned");
    harness.key_press(Key::Escape);
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Pin Krakow").click_accesskit();
    harness.run();
    assert!(harness.state().pinned.is_empty());
}

#[test]
fn a_fold_opens_by_a_click_anywhere() {
    let mut harness = open(1);
    harness.get_by_label_contains("Money").click();
    harness.run();
    assert!(harness.state().open_fold);
}
