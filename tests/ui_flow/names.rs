//! What can be acted upon has a name that a screen reader can say.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};

use super::window::{CTRL, CTRL_SHIFT, Window};

const ACTED_UPON: [Role; 12] = [
    Role::Slider,
    Role::Button,
    Role::TextInput,
    Role::MultilineTextInput,
    Role::Tab,
    Role::RadioButton,
    Role::CheckBox,
    Role::ComboBox,
    Role::DisclosureTriangle,
    Role::MenuItem,
    Role::Link,
    Role::Image,
];

/// Checks every node on screen; returns how many there are to act upon.
fn all_named(window: &mut Window, place: &str) -> usize {
    let mut count = 0;
    let mut nameless = Vec::new();
    for node in window.harness().root().children_recursive() {
        let access = node.accesskit_node();
        if !ACTED_UPON.contains(&access.role()) {
            continue;
        }
        count += 1;
        if access.label().is_none_or(|label| label.trim().is_empty()) {
            nameless.push(format!("{:?} at {:?}, value {:?}", access.role(), node.rect(), access.value()));
        }
    }
    assert!(nameless.is_empty(), "{place}: without a name: {nameless:#?}");
    count
}

#[test]
fn everything_has_a_name() {
    let mut window = Window::sample();
    assert!(all_named(&mut window, "the first screen") > 30);
    window.button("Range of Rework").click();
    window.run();
    assert!(window.says("Most likely, 5\u{a0}%, as today"));
    all_named(&mut window, "the range of a lever");
    window.key(Key::Escape);
    window.open_folds();
    assert!(all_named(&mut window, "the folds") > 120);
    for key in [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num8] {
        window.key(key);
        all_named(&mut window, "the charts");
        window.keys(CTRL, key);
        all_named(&mut window, "the charts on the right");
    }
    window.button("Cash saving").click();
    window.run();
    all_named(&mut window, "the details");
    window.key(Key::Questionmark);
    all_named(&mut window, "the keys");
    window.key(Key::Escape);
    window.keys(CTRL, Key::O);
    all_named(&mut window, "the path to open");
    window.key(Key::Escape);
    window.keys(CTRL_SHIFT, Key::S);
    all_named(&mut window, "the path to save");
    window.key(Key::Escape);
    for (modifiers, key, place) in [
        (CTRL, Key::L, "another site"),
        (CTRL, Key::T, "another team"),
        (CTRL_SHIFT, Key::V, "a team list"),
        (CTRL, Key::I, "own figures"),
        (CTRL, Key::R, "the refresh"),
        (CTRL_SHIFT, Key::R, "the currency"),
        (Modifiers::NONE, Key::W, "what must be true"),
    ] {
        window.keys(modifiers, key);
        assert!(window.state().proposal.is_some(), "{place}");
        all_named(&mut window, place);
        window.key(Key::Escape);
    }
    window.keys(CTRL, Key::N);
    all_named(&mut window, "the six questions");
    window.key(Key::Escape);
    window.key(Key::A);
    window.until("the study", |state| state.study.figures.is_some());
    all_named(&mut window, "the assumptions");
    window.key(Key::E);
    window.change();
    window.keys(CTRL_SHIFT, Key::N);
    all_named(&mut window, "the question about unsaved work");
    window.key(Key::Escape);
    window.click(Role::Button, "File");
    all_named(&mut window, "the menu");
}

#[test]
fn no_two_sliders_share_a_name() {
    let mut window = Window::sample();
    window.open_folds();
    let mut names = std::collections::HashSet::new();
    for node in window.harness().query_all_by_role(Role::Slider) {
        let label = node.accesskit_node().label().unwrap();
        assert!(names.insert(label.clone()), "two sliders are called {label:?}");
    }
}
