//! What a large window has room for, and what stands in the panel at all sizes: thumbnails, pins,
//! resets and the hints of the first minutes.

use egui::{Key, Rect, Shape, accesskit::Role, epaint::ClippedShape, vec2};
use egui_kittest::kittest::Queryable;
use shoreline::{
    model::lever::LeverId,
    state::view::{Chart, Offered},
};

use super::window::{CTRL, CTRL_SHIFT, Window, sample};

/// The lines, areas and bars that are painted in a place.
fn painted(window: &mut Window, place: Rect) -> Vec<String> {
    fn gather(shape: &Shape, clip: Rect, place: Rect, found: &mut Vec<String>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| gather(shape, clip, place, found)),
            Shape::Text(_) | Shape::Noop => {}
            shape if place.contains_rect(clip) => found.push(format!("{shape:?}")),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for ClippedShape { clip_rect, shape, .. } in &window.harness().output().shapes {
        gather(shape, *clip_rect, place, &mut found);
    }
    found
}

#[test]
fn a_wide_window_shows_every_chart_in_small_and_live() {
    let mut window = Window::open(Some(&sample()), vec2(1920.0, 1080.0));
    window.until("all studies", |state| {
        let study = &state.study;
        let known = [study.sweep.is_some(), study.heat.is_some(), study.tornado.is_some(), study.frontier.is_some()];
        state.view.offered == Offered::Pictures && known.iter().all(|known| *known)
    });
    window.harness().run();
    let places = Chart::ALL.map(|chart| window.node(Role::Tab, chart.label()).rect());
    let before = places.map(|place| painted(&mut window, place));
    window.slider("Rework").focus();
    window.run();
    window.key(Key::End);
    window.until("the study", |state| state.study.generation == state.asked.newest && state.study.heat.is_some());
    for (index, (place, before)) in places.into_iter().zip(before).enumerate() {
        assert!(before.len() > 4, "{:?} is empty: {before:?}", Chart::ALL[index]);
        // The table's strokes are as long as its figures: of other cents, not always others.
        if Chart::ALL[index] != Chart::Ledger {
            assert_ne!(painted(&mut window, place), before, "{:?} stands still", Chart::ALL[index]);
        }
    }
    window.click(Role::Tab, "Seats");
    assert_eq!(window.state().view.left, Chart::Seats);
    window.node(Role::Tab, "Bridge").click_secondary();
    window.run();
    assert_eq!(window.state().view.right, Chart::Bridge);
    let mut small = Window::open(Some(&sample()), vec2(1280.0, 720.0));
    small.run();
    assert_eq!(small.state().view.offered, Offered::Names);
}

#[test]
fn a_pinned_lever_stays_in_the_short_list() {
    let mut window = Window::sample();
    let governance: LeverId = "management.governance".parse().unwrap();
    window.click(Role::TextInput, "Search levers");
    window.text("governance");
    window.slider("Governance").focus();
    window.run();
    window.click(Role::Button, "Pin Governance");
    window.key(Key::Escape);
    window.key(Key::Escape);
    assert!(window.state().view.search.is_empty());
    assert_eq!(window.state().session.pins, [governance.to_string()]);
    assert!(window.has(Role::Slider, "Governance"));
    // In its fold it does not stand a second time.
    window.harness().get_by_label_contains("Money,").focus();
    window.run();
    window.key(Key::Enter);
    assert!(window.has(Role::Slider, "Discount rate") && window.has(Role::Slider, "Governance"));
    window.click(Role::Button, "Pin Governance");
    assert!(window.state().session.pins.is_empty());
}

#[test]
fn a_fold_or_everything_is_reset_in_one_step() {
    let mut window = Window::sample();
    let opened = window.scenario().clone();
    assert!(!window.says("Reset all"));
    window.change();
    window.harness().get_by_label_contains("Money,").click();
    window.run();
    for (lever, key) in [("Discount rate", Key::End), ("Horizon", Key::Home)] {
        window.slider(lever).focus();
        window.run();
        window.key(key);
    }
    let changed = window.scenario().clone();
    assert_ne!(changed.money, opened.money);
    window.node(Role::Button, "Reset 2 levers").focus();
    window.run();
    window.click(Role::Button, "Reset 2 levers");
    assert_eq!(window.scenario().money, opened.money);
    assert_ne!(*window.scenario(), opened, "what is in no fold stays");
    window.undo();
    assert_eq!(*window.scenario(), changed);
    window.click(Role::Button, "Reset all");
    assert_eq!(*window.scenario(), opened);
    window.undo();
    assert_eq!(*window.scenario(), changed);
    window.keys(CTRL_SHIFT, Key::Backspace);
    assert_eq!(*window.scenario(), opened);
}

#[test]
fn three_hints_come_one_by_one_and_go_for_good() {
    let mut window = Window::sample();
    assert!(window.says("Hint 1 of 3"));
    window.change();
    assert!(window.says("Hint 2 of 3") && !window.says("Hint 1 of 3"));
    window.click(Role::Button, "Got it");
    assert!(window.says("Hint 3 of 3"));
    window.keys(CTRL, Key::K);
    window.key(Key::Escape);
    assert!(!window.says("Hint "));
    assert_eq!(window.state().session.hints, 3);
}

#[test]
fn what_went_well_is_told_for_a_moment_and_moves_nothing() {
    let mut window = Window::sample();
    let tab = window.node(Role::Tab, "Bridge").rect();
    window.key(Key::X);
    window.click(Role::Button, "Copy");
    window.until_seen("the notice", |window| window.says("On the clipboard"));
    window.key(Key::Escape);
    assert_eq!(window.node(Role::Tab, "Bridge").rect(), tab);
    for _ in 0..60 * 7 {
        window.harness().step();
    }
    assert!(!window.says("On the clipboard") && window.state().notice.is_none());
    // A fault stays until it is read.
    let mut window = Window::of(&sample());
    std::fs::remove_file(window.file("opened.ron")).unwrap();
    window.click(Role::Button, "File");
    window.click(Role::Button, "opened.ron");
    window.until("the notice", |state| state.notice.is_some());
    for _ in 0..60 * 7 {
        window.harness().step();
    }
    assert!(window.says("can't be read"));
}
