//! A saved file says what it came to; opened again, what has become of that is told.

use std::fs;

use egui::{Key, accesskit::Role};
use shoreline::{
    format,
    model::stamp::Stamp,
    store::{codec::stated, files},
};

use super::window::{CTRL, Window};

/// A file that the window has saved, and what it holds.
fn saved(window: &mut Window) -> (std::path::PathBuf, String) {
    window.change();
    let path = window.file("desk.ron");
    window.save_as(&path);
    window.until("the save", |state| !state.document.unsaved());
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(stated(&text), Some(Stamp::of(window.scenario())));
    (path, text)
}

fn open(window: &mut Window, path: &std::path::Path) {
    window.keys(super::window::CTRL_SHIFT, Key::N);
    window.until("the sample", |state| state.document.path.is_none());
    window.open_path(path);
    window.until("the file", |state| state.document.path.is_some());
    window.run();
}

#[test]
fn nothing_is_said_where_nothing_changed() {
    let mut window = Window::sample();
    let (path, _) = saved(&mut window);
    open(&mut window, &path);
    assert_eq!(window.state().drift, None);
    assert!(!window.state().document.unsaved());
}

#[test]
fn another_version_of_the_model_says_what_changed_in_the_numbers() {
    let mut window = Window::sample();
    let (path, text) = saved(&mut window);
    let stamp = stated(&text).unwrap();
    let then = Stamp { effective: stamp.effective - rust_decimal::dec!(100000), ..stamp };
    let (was, is) = (stamp.effective.to_string(), then.effective.to_string());
    let other = text.replacen("Shoreline model 1,", "Shoreline model 2,", 1).replacen(&was, &is, 1);
    fs::write(&path, &other).unwrap();
    open(&mut window, &path);
    window.until("the drift", |state| state.drift.is_some());
    let percent = |stamp: &Stamp| format::percent_precise(stamp.effective_saving().unwrap());
    let said = format!(
        "Saved under version 2 of the model; this is version 1. Effective saving {} → {}",
        percent(&then),
        percent(&stamp)
    );
    assert!(window.says(&said), "{:?} should begin {said}", window.state().drift);
    assert!(!window.state().document.unsaved());
    window.click(Role::Button, "Close");
    assert_eq!(window.state().drift, None);
    // At the start too; saved, the file speaks of this version.
    let mut window = window.again_on(&path);
    assert!(window.says(&said));
    window.keys(CTRL, Key::S);
    window.until("the save", |state| state.drift.is_none());
    assert_eq!(stated(&fs::read_to_string(&path).unwrap()), Some(stamp));
    assert_eq!(files::load(&path).unwrap(), *window.scenario());
}

#[test]
fn a_file_changed_by_hand_says_what_that_did() {
    let mut window = Window::sample();
    let (path, text) = saved(&mut window);
    let rework = format!("rework: {},", window.scenario().friction.rework);
    assert!(text.contains(&rework));
    fs::write(&path, text.replace(&rework, "rework: 0.30,")).unwrap();
    open(&mut window, &path);
    window.until("the drift", |state| state.drift.is_some());
    assert!(window.says("The file was changed by other means since it was saved. Effective saving"));
    // It goes with the file.
    window.keys(super::window::CTRL_SHIFT, Key::N);
    assert_eq!(window.state().drift, None);
}
