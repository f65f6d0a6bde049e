//! Unsaved work survives the end of its window, however it ends.

use std::{
    fs,
    path::{Path, PathBuf},
};

use egui::{Key, accesskit::Role};

use shoreline::{
    model::scenario::Scenario,
    state::{deck::OpenDeck, prompt::Prompt, view::Page},
    store::{deck::is_deck, load_deck},
};

use super::window::{CTRL, CTRL_SHIFT, Window, sample};

/// The journals of a window's settings, discarded ones apart.
fn journals(window: &Window) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(window.file("settings").join("journals")) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|end| end == "ron")).collect()
}

/// A file as a person wrote it, with comments.
const WRITTEN: &str = include_str!("../../scenarios/support-desk-manila.ron");

/// A window with a change that is kept, whose process is gone; and the one that is opened then.
fn reopened() -> (Window, Scenario) {
    reopened_after(|_| ())
}

/// The same, with something done to the file in between.
fn reopened_after(meanwhile: impl FnOnce(&Path)) -> (Window, Scenario) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("opened.ron"), WRITTEN).unwrap();
    let mut window = Window::in_folder(folder, "opened.ron");
    window.change();
    let changed = window.scenario().clone();
    window.until_seen("the journal", |window| journals(window).len() == 1);
    assert!(window.state().document.unsaved(), "kept is not saved");
    meanwhile(&window.file("opened.ron"));
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
    fs::write(window.file("opened.ron"), WRITTEN).unwrap();
    window.keys(CTRL, Key::S);
    window.until("the save", |state| !state.document.unsaved());
    assert_eq!(shoreline::store::load(&window.file("opened.ron")).unwrap(), changed);
    window.until_seen("the journal to go", |window| journals(window).is_empty());
}

#[test]
fn a_file_that_was_changed_after_the_crash_is_not_written_over_unasked() {
    let broken = WRITTEN.replace("name: \"Support desk to Manila\",", "name: ,");
    let newer = WRITTEN.replace("format: 1", "format: 2");
    let other = WRITTEN.replace("Support desk to Manila", "Theirs");
    for theirs in [&broken, &newer, &other] {
        assert_ne!(theirs, WRITTEN);
        let (mut window, changed) = reopened_after(|file| fs::write(file, theirs).unwrap());
        let file = window.file("opened.ron");
        window.click(Role::Button, "Recover");
        assert_eq!(*window.scenario(), changed);
        window.keys(CTRL, Key::S);
        window.until("the question", |state| matches!(state.prompt, Some(Prompt::Changed(_))));
        assert_eq!(fs::read_to_string(&file).unwrap(), *theirs, "nothing is written unasked");
        // Lost once more, it is not taken for seen either.
        window.key(Key::Escape);
        window.change();
        let twice = window.scenario().clone();
        window.until_seen("the journal", |window| {
            let [journal] = &journals(window)[..] else { return false };
            shoreline::store::load(journal).is_ok_and(|kept| kept == twice)
        });
        let mut window = window.again();
        window.click(Role::Button, "Recover");
        window.keys(CTRL, Key::S);
        window.until("the question", |state| matches!(state.prompt, Some(Prompt::Changed(_))));
        assert_eq!(fs::read_to_string(&file).unwrap(), *theirs);
        window.click(Role::Button, "Keep mine");
        window.until("the save", |state| !state.document.unsaved());
        assert_eq!(shoreline::store::load(&file).unwrap(), twice);
    }
}

#[test]
fn recovered_work_is_saved_over_the_file_that_it_began_on_with_its_comments() {
    let (mut window, changed) = reopened();
    window.click(Role::Button, "Recover");
    window.keys(CTRL, Key::S);
    window.until("the save", |state| !state.document.unsaved());
    let saved = fs::read_to_string(window.file("opened.ron")).unwrap();
    let comments = |text: &str| text.lines().filter(|line| line.contains("//")).count();
    assert_eq!(comments(&saved), comments(WRITTEN) + 1, "all of them, and a stamp");
    assert_eq!(shoreline::store::load(&window.file("opened.ron")).unwrap(), changed);
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

/// The open deck.
fn deck(window: &Window) -> &OpenDeck {
    window.state().talk.deck.as_ref().unwrap()
}

/// How many journals of decks there are.
fn kept_decks(window: &Window) -> usize {
    journals(window).iter().filter(|path| is_deck(path)).count()
}

/// Rewrites what the first step says.
fn rewrite(window: &mut Window, line: &str) {
    window.key(Key::P);
    window.node(Role::TextInput, "Words of step 1").focus();
    window.run();
    window.retype(line);
    window.key(Key::Enter);
}

#[test]
fn a_deck_that_was_never_saved_is_offered_again_over_its_scenarios() {
    let mut window = Window::of(&sample());
    window.keys(CTRL, Key::D);
    rewrite(&mut window, "The brochure");
    window.until_seen("the journal", |window| kept_decks(window) == 1);
    assert!(deck(&window).unsaved(), "kept is not saved");
    let mut window = window.again();
    assert!(window.says("Unsaved work on the deck “Untitled deck” from moments ago was kept: it was never saved."));
    window.click(Role::Button, "Recover");
    assert_eq!((window.state().view.page, deck(&window).deck.steps[0].line.as_str()), (Page::Deck, "The brochure"));
    assert!(deck(&window).unsaved() && !window.says("Unsaved work on"));
    // It knows where its scenarios are, so it can be saved beside them; until then it is still kept.
    assert_eq!(kept_decks(&window), 1);
    window.until("its scenarios", |state| state.talk.deck.as_ref().is_some_and(|open| open.read.1 == [None]));
    window.keys(CTRL_SHIFT, Key::D);
    window.key(Key::Enter);
    window.until("the save", |state| !state.talk.deck.as_ref().unwrap().unsaved());
    let path = deck(&window).path.clone().unwrap();
    assert_eq!(path.parent(), window.file("opened.ron").parent());
    assert_eq!(load_deck(&path).unwrap(), *deck(&window).deck);
    window.until_seen("the journal to go", |window| journals(window).is_empty());
}

#[test]
fn a_deck_belongs_to_its_file_and_stands_beside_the_scenario() {
    let mut window = Window::of(&sample());
    window.keys(CTRL, Key::D);
    window.keys(CTRL_SHIFT, Key::D);
    window.key(Key::Enter);
    window.until("the save", |state| !state.talk.deck.as_ref().unwrap().unsaved());
    let path = deck(&window).path.clone().unwrap();
    rewrite(&mut window, "Friction");
    let changed = deck(&window).deck.clone();
    window.key(Key::E);
    window.change();
    let scenario = window.scenario().clone();
    window.until_seen("the journals", |window| journals(window).len() == 2);
    // Both are offered, and neither takes the other's place.
    let mut window = window.again();
    for _ in 0..2 {
        window.click(Role::Button, "Recover");
    }
    assert_eq!((&*deck(&window).deck, deck(&window).path.as_ref()), (&*changed, Some(&path)));
    assert_eq!((window.scenario(), window.state().document.unsaved()), (&scenario, true));
    // Lost once more, the deck alone is discarded: out of sight, but not gone.
    window.keys(CTRL, Key::S);
    window.until("the save", |state| !state.document.unsaved());
    window.until_seen("the journal to go", |window| journals(window).len() == 1);
    let mut window = window.again();
    assert!(window.says("it differs from its file in step 1"));
    window.click(Role::Button, "Discard");
    assert!(!window.says("Unsaved work on") && window.state().talk.deck.is_none() && journals(&window).is_empty());
    let discarded = fs::read_dir(window.file("settings").join("journals").join("discarded")).unwrap();
    assert!(discarded.map(|entry| entry.unwrap().path()).any(|path| is_deck(&path)));
    assert_ne!(load_deck(&path).unwrap(), *changed);
    assert!(!window.again().says("Unsaved work on"));
}

#[test]
fn a_deck_that_is_closed_on_purpose_leaves_nothing_behind() {
    let mut window = Window::of(&sample());
    window.keys(CTRL, Key::D);
    window.until_seen("the journal", |window| kept_decks(window) == 1);
    window.key(Key::P);
    window.click(Role::Button, "Close deck");
    window.click(Role::Button, "Discard");
    window.until_seen("the journal to go", |window| journals(window).is_empty());
}
