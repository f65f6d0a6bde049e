//! Files: saved, opened, refused, dropped, recent; and what is asked before work is lost.

use std::{fs, path::Path, sync::Arc};

use egui::{Key, accesskit::Role};
use egui_kittest::kittest::Queryable;
use rust_decimal::dec;
use shoreline::{
    export::report::Report,
    model::{results::evaluate, scenario::Scenario},
    state::prompt::{Picking, Prompt},
    store::files,
};

use super::window::{CTRL, CTRL_SHIFT, Window, sample};

#[test]
fn what_is_saved_comes_back_to_the_cent() {
    let mut window = Window::sample();
    window.change();
    assert!(window.title().starts_with("● "), "{}", window.title());
    assert!(window.has(Role::Button, "unsaved"));
    let path = window.file("kept.ron");
    window.save_as(&path);
    window.until("the save", |state| !state.document.unsaved());
    assert!(path.is_file());
    assert!(!window.title().contains('●'));
    assert!(!window.has(Role::Button, "unsaved"));
    assert_eq!(window.state().document.path.as_deref(), Some(path.as_path()));
    assert!(window.says("Saved to"));
    let saved = window.scenario().clone();
    let report = serde_json::to_string(&Report::new(&window.state().answer.evaluation)).unwrap();

    window.keys(CTRL_SHIFT, Key::N);
    assert_eq!(*window.scenario(), sample());
    assert_eq!(window.state().document.path, None);
    window.open_path(&path);
    window.until("the file", |state| state.document.path.is_some());
    window.run();
    assert_eq!(*window.scenario(), saved);
    assert_eq!(serde_json::to_string(&Report::new(&window.state().answer.evaluation)).unwrap(), report);
    assert_eq!(serde_json::to_string(&Report::new(&evaluate(&files::load(&path).unwrap()))).unwrap(), report);
    window.strip_holds();

    // Saving again goes to the same file without a word.
    window.change();
    window.keys(CTRL, Key::S);
    window.until("the second save", |state| !state.document.unsaved());
    assert_eq!(files::load(&path).unwrap(), *window.scenario());
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_asked() {
    let mut window = Window::sample();
    window.change();
    let path = window.write("there.ron", "something of someone");
    window.save_as(&path);
    window.until("the question", |state| matches!(state.prompt, Some(Prompt::Overwrite(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), "something of someone");
    window.click(Role::Button, "Cancel");
    assert!(window.state().document.unsaved());
    assert_eq!(fs::read_to_string(&path).unwrap(), "something of someone");
    window.save_as(&path);
    window.until("the question", |state| matches!(state.prompt, Some(Prompt::Overwrite(_))));
    window.click(Role::Button, "Replace");
    window.until("the save", |state| !state.document.unsaved());
    assert_eq!(files::load(&path).unwrap(), *window.scenario());
}

#[test]
fn the_path_field_has_the_keyboard_each_time() {
    let mut window = Window::sample();
    for _ in 0..3 {
        window.keys(CTRL, Key::O);
        assert!(window.node(Role::TextInput, "Path").is_focused());
        window.key(Key::Escape);
        assert_eq!(window.state().prompt, None);
    }
    window.keys(CTRL_SHIFT, Key::S);
    assert!(window.node(Role::TextInput, "Path").is_focused());
    assert!(matches!(window.state().prompt, Some(Prompt::Path { picking: Picking::Save, .. })));
}

#[test]
fn a_broken_file_is_explained_at_the_field_and_changes_nothing() {
    let mut window = Window::sample();
    window.change();
    let before = Arc::clone(&window.state().document.scenario);
    let broken = window.write("broken.ron", "Scenario(format: 1, name: 12, nonsense)");
    for (path, said) in [(broken.as_path(), "broken.ron:1:"), (Path::new("/nowhere/at/all.ron"), "can't be read")] {
        window.keys(CTRL, Key::O);
        // There is unsaved work, so that is asked first.
        window.click(Role::Button, "Discard");
        window.retype(&path.display().to_string());
        window.key(Key::Enter);
        window.until_seen("the fault", |window| window.says(said));
        let Some(Prompt::Path { error, .. }) = &window.state().prompt else { panic!("the field is gone") };
        assert!(error.is_some());
        assert!(Arc::ptr_eq(&window.state().document.scenario, &before), "the open scenario stays");
        assert!(window.state().document.unsaved() && window.state().history.undo_label().is_some());
        window.key(Key::Escape);
        assert_eq!(window.state().prompt, None);
    }
}

#[test]
fn an_empty_path_says_what_is_wanted() {
    let mut window = Window::sample();
    window.keys(CTRL, Key::O);
    window.key(Key::Enter);
    assert!(window.says("type a path"));
    window.text("x");
    assert!(!window.says("type a path"), "typing on takes the error away");
    window.click(Role::Button, "Cancel");
    assert_eq!(window.state().prompt, None);
}

#[test]
fn unsaved_work_is_saved_discarded_or_kept() {
    let mut scenario = sample();
    scenario.name = "Another desk".into();
    let mut window = Window::sample();
    let other = window.file("other.ron");
    files::save(&other, &scenario).unwrap();

    window.change();
    let changed = window.scenario().clone();
    window.keys(CTRL, Key::O);
    assert!(window.says("Save the changes first?"));
    window.click(Role::Button, "Cancel");
    assert_eq!(*window.scenario(), changed);

    // Save: asks where, saves, then goes on to what was asked for.
    window.keys(CTRL, Key::O);
    window.click(Role::Button, "Save");
    let kept = window.file("kept.ron");
    window.retype(&kept.display().to_string());
    window.key(Key::Enter);
    window.until("the way on", |state| {
        matches!(state.prompt, Some(Prompt::Path { picking: Picking::Open, .. })) && !state.document.unsaved()
    });
    assert_eq!(files::load(&kept).unwrap(), changed);
    assert!(window.node(Role::TextInput, "Path").is_focused(), "the next field has the keyboard");
    window.retype(&other.display().to_string());
    window.key(Key::Enter);
    window.until("the other file", |state| state.document.scenario.name == "Another desk");

    window.change();
    window.keys(CTRL_SHIFT, Key::N);
    window.click(Role::Button, "Discard");
    assert_eq!(*window.scenario(), sample());
    assert_eq!(files::load(&other).unwrap(), scenario, "the file keeps what it had");
    assert_eq!(window.state().history.undo_label(), None);
}

#[test]
fn recent_files_are_in_the_menu() {
    let mut scenario = sample();
    scenario.name = "From the list".into();
    let mut window = Window::of(&scenario);
    let opened = window.file("opened.ron");
    assert_eq!(window.state().session.recent, std::slice::from_ref(&opened));
    window.click(Role::Button, "File");
    for item in ["New from sample", "Open…", "Save", "Save as…", "Quit"] {
        assert!(window.says(item), "no {item} in the menu");
    }
    let item = window.harness().query_all_by_label_contains("New from sample").next().unwrap();
    item.click();
    window.run();
    assert_eq!(window.state().document.path, None);
    window.click(Role::Button, "File");
    window.click(Role::Button, "opened.ron");
    window.until("the file", |state| state.document.path.is_some());
    assert_eq!(window.scenario().name, "From the list");
    // A recent file that is gone says so and leaves what is open.
    fs::remove_file(&opened).unwrap();
    window.click(Role::Button, "File");
    window.click(Role::Button, "opened.ron");
    window.until("the notice", |state| state.notice.is_some());
    assert!(window.says("can't be read"));
    assert_eq!(window.scenario().name, "From the list");
    window.key(Key::Escape);
    assert_eq!(window.state().notice, None);
}

#[test]
fn the_name_is_typed_over() {
    let mut window = Window::sample();
    window.node(Role::TextInput, "Scenario name").focus();
    window.run();
    window.retype("Desk of the north");
    window.key(Key::Enter);
    assert_eq!(window.scenario().name, "Desk of the north");
    assert_eq!(window.title(), "● Desk of the north – Shoreline");
    assert_eq!(window.state().history.undo_label(), Some("name to “Desk of the north”"));
    window.node(Role::TextInput, "Scenario name").focus();
    window.run();
    window.retype("Other");
    window.key(Key::Escape);
    assert_eq!(window.scenario().name, "Desk of the north", "Esc leaves the name");
    window.undo();
    assert_eq!(window.scenario().name, sample().name);
}

#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

fn drop_file(window: &mut Window, path: &Path) {
    window
        .harness()
        .input_mut()
        .hovered_files
        .push(egui::HoveredFile { path: Some(path.into()), ..Default::default() });
    window.harness().step();
    window.harness().input_mut().hovered_files.clear();
    window.harness().input_mut().dropped_files.push(Arc::new(Dropped(path.into())));
    window.run();
}

#[test]
fn a_dropped_file_opens() {
    let mut scenario = sample();
    scenario.name = "Dropped".into();
    scenario.friction.rework = dec!(0.2);
    let mut window = Window::sample();
    let path = window.file("dropped.ron");
    files::save(&path, &scenario).unwrap();
    drop_file(&mut window, &path);
    window.until("the file", |state| state.document.path.is_some());
    window.run();
    assert_eq!(*window.scenario(), scenario);
    window.strip_holds();
    window.change();
    let broken = window.write("no.ron", "Scenario(");
    drop_file(&mut window, &broken);
    assert!(window.says("Save the changes first?"));
    window.click(Role::Button, "Discard");
    window.until("the notice", |state| state.notice.is_some());
    assert_eq!(window.scenario().name, "Dropped", "a bad file leaves the open scenario");
    assert!(window.state().document.unsaved());
}

#[test]
fn a_file_that_cannot_be_written_keeps_the_work_unsaved() {
    let mut window = Window::sample();
    window.change();
    let path = window.file("no such folder/x.ron");
    window.save_as(&path);
    window.until_seen("the fault", |window| window.says("can't be saved"));
    assert!(window.state().document.unsaved());
    assert!(matches!(window.state().prompt, Some(Prompt::Path { .. })), "the path can be mended");
}

/// Something else writes a window's file while it has changes; the window then tries to save.
fn changed_meanwhile(theirs: &Scenario) -> Window {
    let mut window = Window::of(&sample());
    window.change();
    files::save(&window.file("opened.ron"), theirs).unwrap();
    window.keys(CTRL, Key::S);
    window.until("the question", |state| matches!(state.prompt, Some(Prompt::Changed(_))));
    assert_eq!(files::load(&window.file("opened.ron")).unwrap(), *theirs, "nothing is written unasked");
    assert!(window.state().document.unsaved());
    window
}

#[test]
fn a_file_that_something_else_changed_is_written_over_only_when_asked() {
    let theirs = Scenario { name: "Theirs".into(), ..sample() };
    let mut window = changed_meanwhile(&theirs);
    window.click(Role::Button, "Keep mine");
    window.until("the save", |state| !state.document.unsaved());
    assert_eq!(files::load(&window.file("opened.ron")).unwrap(), *window.scenario());
    // From now on it is known.
    window.change();
    window.keys(CTRL, Key::S);
    window.until("the save", |state| !state.document.unsaved());
    assert_eq!(window.state().prompt, None);
}

#[test]
fn a_file_that_something_else_changed_is_opened_again_or_compared_with() {
    let mut theirs = sample();
    theirs.friction.language = dec!(0.5);
    let mut window = changed_meanwhile(&theirs);
    let mine = window.scenario().clone();
    window.click(Role::Button, "Compare");
    window.until("the reference", |state| state.reference.is_set());
    assert_eq!((window.scenario(), &**window.state().reference.scenario()), (&mine, &theirs));
    assert!(window.state().document.unsaved() && window.state().compared().is_some());
    window.keys(CTRL, Key::S);
    window.until("the question", |state| matches!(state.prompt, Some(Prompt::Changed(_))));
    window.click(Role::Button, "Reload");
    window.until("the file", |state| !state.document.unsaved());
    assert_eq!(*window.scenario(), theirs);
}

#[test]
fn comments_of_a_file_stay_when_it_is_saved() {
    let mut window = Window::sample();
    let text = include_str!("../../scenarios/support-desk-manila.ron");
    let path = window.write("commented.ron", text);
    window.open_path(&path);
    window.until("the file", |state| state.document.path.is_some());
    window.change();
    window.keys(CTRL, Key::S);
    window.until("the save", |state| !state.document.unsaved());
    let saved = fs::read_to_string(&path).unwrap();
    // One line says what it comes to now; of the others one is another.
    let (stamp, rest) = saved.split_once('\n').unwrap();
    assert!(stamp.starts_with("// Shoreline model "), "{stamp}");
    let changed = rest.lines().zip(text.lines()).filter(|(saved, before)| saved != before).count();
    assert_eq!((changed, rest.lines().count()), (1, text.lines().count()), "{saved}");
    // They go with it to another file.
    let other = window.file("other.ron");
    window.save_as(&other);
    window.until("the save", |state| state.document.path.as_ref() == Some(&other));
    assert_eq!(fs::read_to_string(&other).unwrap(), saved);
}
