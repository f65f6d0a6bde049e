//! Every lever: found, moved, taken back; dragged, typed, mistyped.

use egui::{Key, accesskit::Role, vec2};
use rust_decimal::dec;
use shoreline::{
    model::lever::{Group, LeverId},
    model::scenario::Scenario,
};

use super::window::{CTRL, Window, sample};

fn levers(scenario: &Scenario) -> Vec<LeverId> {
    let all = LeverId::all(scenario).into_iter();
    all.filter(|id| !matches!(id.group(), Group::Mix | Group::Offshore)).collect()
}

#[test]
fn every_lever_moves_by_its_key_and_goes_back() {
    let scenario = sample();
    let mut window = Window::sample();
    window.open_folds();
    let mut silent = Vec::new();
    for id in levers(&scenario) {
        let label = id.label(&scenario);
        window.slider(&label).focus();
        window.run();
        let before = id.value(window.scenario()).unwrap();
        let totals = window.state().answer.evaluation.results.clone();
        window.key(Key::ArrowRight);
        let moved = id.value(window.scenario()).unwrap();
        if moved == before {
            // At the end of its rail, or the scenario would break a rule: then the other way.
            window.key(Key::ArrowLeft);
        }
        let moved = id.value(window.scenario()).unwrap();
        assert_ne!(moved, before, "{id} does not move; notice {:?}", window.state().notice);
        window.strip_holds();
        if window.state().answer.evaluation.results == totals {
            silent.push(id.to_string());
        }
        assert!(window.slider(&label).is_focused(), "{id} loses the keyboard");
        let step = window.state().history.undo_label().unwrap().to_owned();
        assert!(step.to_lowercase().starts_with(&label.to_lowercase()), "{id}: undo is called {step:?}");
        window.undo();
        assert_eq!(id.value(window.scenario()).unwrap(), before, "{id} does not go back");
        assert_eq!(window.state().history.undo_label(), None);
    }
    assert!(!window.state().document.unsaved());
    eprintln!("without effect on the sample: {silent:?}");
    assert!(silent.len() < 12, "{silent:?}");
}

#[test]
fn every_lever_is_found_by_its_name() {
    let scenario = sample();
    let mut window = Window::sample();
    for id in levers(&scenario) {
        let label = id.label(&scenario);
        window.keys(CTRL, Key::F);
        window.retype(&label);
        assert!(window.has(Role::Slider, &label), "a search for {label:?} does not show it");
    }
    window.key(Key::Escape);
    assert_eq!(window.state().view.search, "");
    assert!(window.has(Role::Slider, "Manila share"));
}

#[test]
fn a_drag_is_many_edits_and_one_step() {
    let mut window = Window::sample();
    let rail = window.slider("Rework").rect();
    let start = egui::pos2(egui::lerp(rail.x_range().shrink(8.0), 0.05 / 0.3), rail.center().y);
    let edits = window.drag(start, start + vec2(80.0, 0.0));
    assert!(edits >= 4, "{edits} edits");
    window.strip_holds();
    assert_eq!(window.state().history.undo_label(), Some("rework 5 → 14.5\u{a0}%"));
    window.click(Role::Button, "Undo");
    assert_eq!(window.scenario().friction.rework, dec!(0.05));
    assert_eq!(window.state().history.undo_label(), None);
    assert_eq!(window.state().history.redo_label(), Some("rework 5 → 14.5\u{a0}%"));
    window.strip_holds();
    window.click(Role::Button, "Redo");
    assert_eq!(window.scenario().friction.rework, dec!(0.145));
    window.strip_holds();
}

#[test]
fn a_value_is_typed_and_a_wrong_one_says_why() {
    let mut window = Window::sample();
    window.click(Role::Button, "Rework, value 5\u{a0}%");
    window.text("12 %");
    window.key(Key::Enter);
    assert_eq!(window.scenario().friction.rework, dec!(0.12));
    assert_eq!(window.state().history.undo_label(), Some("rework 5 → 12\u{a0}%"));
    window.strip_holds();
    window.click(Role::Button, "Rework, value 12\u{a0}%");
    for (wrong, said) in [("lots", "must be a number"), ("95 %", "must be 0\u{a0}% – 90\u{a0}%")] {
        window.retype(wrong);
        window.key(Key::Enter);
        assert!(window.says(said), "{wrong:?} is not answered by {said:?}");
        assert_eq!(window.scenario().friction.rework, dec!(0.12));
    }
    window.key(Key::Escape);
    assert!(!window.says("must be"));
    window.undo();
    assert_eq!(window.scenario().friction.rework, dec!(0.05));
    assert!(!window.state().document.unsaved());
}

#[test]
fn a_lever_that_breaks_a_rule_between_fields_is_told_and_changes_nothing() {
    let mut window = Window::sample();
    window.open_folds();
    // The row holds such a pay, but not at this rate of exchange.
    let before = window.scenario().teams[0].salary["ph-mnl"];
    window.button("Salary, Manila, value").click_accesskit();
    window.run();
    window.retype("1000000000000");
    window.key(Key::Enter);
    assert_eq!(window.scenario().teams[0].salary["ph-mnl"], before);
    assert!(window.says("Not changed: "), "nothing is said");
    assert!(window.says("must be at most"));
    window.key(Key::Escape);
    assert_eq!(window.state().notice, None);
    assert!(!window.state().document.unsaved());
    assert_eq!(window.state().history.undo_label(), None);
}
