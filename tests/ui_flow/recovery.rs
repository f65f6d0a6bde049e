//! Unsaved work survives the end of its window, however it ends.

use std::{fs, path::PathBuf};

use egui::{Key, accesskit::Role};

use shoreline::{model::scenario::Scenario, state::prompt::Prompt};

use super::window::{CTRL, Window, sample};

/// The journals of a window's settings, discarded ones apart.
fn journals(window: &Window) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(window.file("settings").join("journals")) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|end| end == "ron")).collect()
}

/// A window with a change that is kept, whose process is gone; and the one that is opened then.
fn reopened() -> (Window, Scenario) {
    let mut window = Window::of(&sample());
    window.change();
    let changed = window.scenario().clone();
    window.until_seen("the journal", |window| journals(window).len() == 1);
    assert!(window.state().document.unsaved(), "kept is not saved");
    (window.again(), changed)
}

#[test]
fn unsaved_work_is_offered_again_and_belongs_to_its_file() {
    let (mut window, changed) = reopened();
    assert!(window.says("Unsaved work on “Support desk to Manila” from moments ago was kept"));
    assert!(window.says("it differs from its file in rework"));
    window.click(Role::Button, "Recover");
    assert_eq!(*window.scenario(), changed);
    assert!(window.state().document.unsaved() && !window.says("Unsaved work on"));
    assert_eq!(window.state().document.path, Some(window.file("opened.ron")));
    // Until it is saved it is still kept, and a file that was changed since is not written over.
    assert_eq!(journals(&window).len(), 1);
    let theirs = Scenario { name: "Theirs".into(), ..sample() };
    shoreline::store::save(&window.file("opened.ron"), &theirs).unwrap();
    window.keys(CTRL, Key::S);
    window.until("the question", |state| matches!(state.prompt, Some(Prompt::Changed(_))));
    window.key(Key::Escape);
    shoreline::store::save(&window.file("opened.ron"), &sample()).unwrap();
    window.keys(CTRL, Key::S);
    window.until("the save", |state| !state.document.unsaved());
    assert_eq!(shoreline::store::load(&window.file("opened.ron")).unwrap(), changed);
    window.until_seen("the journal to go", |window| journals(window).is_empty());
}

#[test]
fn recovered_work_that_is_lost_again_is_offered_again() {
    let (mut window, changed) = reopened();
    window.click(Role::Button, "Recover");
    let mut window = window.again();
    window.click(Role::Button, "Recover");
    assert_eq!(*window.scenario(), changed);
}

#[test]
fn discarded_work_is_out_of_sight_but_not_gone() {
    let (mut window, _) = reopened();
    window.click(Role::Button, "Discard");
    assert!(!window.says("Unsaved work on") && journals(&window).is_empty());
    let kept = fs::read_dir(window.file("settings").join("journals").join("discarded")).unwrap().count();
    assert_eq!(kept, 1);
    assert!(!window.again().says("Unsaved work on"));
}

#[test]
fn what_is_saved_or_closed_leaves_nothing_behind() {
    let mut window = Window::of(&sample());
    window.change();
    window.until_seen("the journal", |window| journals(window).len() == 1);
    window.keys(CTRL, Key::Q);
    window.click(Role::Button, "Discard");
    assert!(journals(&window).is_empty());
}
