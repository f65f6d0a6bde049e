//! A file that is named at the start and can't be opened: why, in place of a scenario that is another's; mended,
//! it opens.

use std::{fs, path::Path, process::Command};

use egui::{Key, accesskit::Role};
use egui_kittest::kittest::Queryable;
use shoreline::{state::view::Page, store::files};

use super::window::{CTRL, Window, sample};

/// What `shoreline check` says of a file.
fn checked(path: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_shoreline")).arg("check").arg(path).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", path.display());
    String::from_utf8(output.stderr).unwrap().trim_end().to_owned()
}

/// A window on a file of a new folder that holds a text.
fn on(name: &str, text: &str) -> Window {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    Window::in_folder(folder, name)
}

/// Nothing on screen is of the sample.
fn shows_no_scenario(window: &mut Window) {
    let name = sample().name;
    assert!(!window.title().contains(&name), "{}", window.title());
    for words in [name.as_str(), "Effective, after lost output", "Cash saving", "Headcount"] {
        assert!(!window.says(words), "{words}");
    }
}

const BROKEN: &str = "Scenario(format: 1, name: 12, nonsense)";

#[test]
fn a_broken_file_is_told_as_check_tells_it_and_opens_once_it_is_mended() {
    let mut window = on("desk.ron", BROKEN);
    let path = window.file("desk.ron");
    assert_eq!(window.title(), "“desk.ron” can’t be opened – Shoreline");
    assert!(window.says(&checked(&path)) && checked(&path).contains("desk.ron:1:"));
    assert_eq!(window.state().notice, None);
    shows_no_scenario(&mut window);
    // What is about a scenario waits for one.
    for key in [Key::F5, Key::A, Key::P, Key::M, Key::X, Key::W, Key::Num4] {
        window.key(key);
    }
    window.keys(CTRL, Key::S);
    window.keys(CTRL, Key::D);
    let state = window.state();
    assert!(state.prompt.is_none() && state.proposal.is_none() && state.mask.is_none() && state.talk.deck.is_none());
    assert_eq!(state.view.page, Page::Explore);
    window.find("present");
    assert!(window.says("No scenario is open"));
    window.key(Key::Escape);
    // It is as it was.
    window.click(Role::Button, "Try again");
    window.until_seen("the fault", |window| window.says("Still not opened after 2 tries."));
    shows_no_scenario(&mut window);
    // It has another fault now, and then none.
    fs::write(&path, BROKEN.replace("12", "\"Desk\"")).unwrap();
    window.click(Role::Button, "Try again");
    window.until_seen("the other fault", |window| window.says(&checked(&path)));
    files::save(&path, &sample()).unwrap();
    window.click(Role::Button, "Try again");
    window.until("the file", |state| state.document.path.is_some());
    window.run();
    assert_eq!(window.title(), "Support desk to Manila – Shoreline");
    assert_eq!(window.state().session.recent, [path]);
    window.strip_holds();
}

#[test]
fn a_missing_file_a_device_and_a_broken_deck_are_told_likewise() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("talk.deck.ron"), "Deck(format: 1, title: \"\", steps: [])").unwrap();
    let mut window = Window::in_folder(folder, "missing.ron");
    for path in [window.file("missing.ron"), "/dev/null".into(), window.file("talk.deck.ron")] {
        window = window.again_on(&path);
        let name = path.file_name().unwrap().to_string_lossy();
        assert!(window.says(&format!("“{name}” can’t be opened")));
        assert!(window.says(&checked(&path)), "{}", checked(&path));
        shows_no_scenario(&mut window);
    }
    let deck = include_str!("../../scenarios/what-it-really-costs.deck.ron");
    window.write("talk.deck.ron", deck);
    window.click(Role::Button, "Try again");
    window.until("the deck", |state| state.talk.deck.is_some());
    assert!(window.state().unopened.is_none() && window.state().view.page == Page::Deck);
}

#[test]
fn there_are_other_ways_on() {
    let mut window = on("desk.ron", BROKEN);
    let (good, bad) = (window.file("good.ron"), window.write("bad.ron", "Scenario("));
    files::save(&good, &sample()).unwrap();
    // Another that is broken too is told at its field; let go, the first one stands there as before.
    window.click(Role::Button, "Open another…");
    window.retype(&bad.display().to_string());
    window.key(Key::Enter);
    window.until_seen("the fault", |window| window.says("bad.ron:1:"));
    window.key(Key::Escape);
    assert!(window.says("“desk.ron” can’t be opened"));
    window.click(Role::Button, "Open another…");
    window.retype(&good.display().to_string());
    window.key(Key::Enter);
    window.until("the file", |state| state.document.path.is_some());
    assert!(window.state().unopened.is_none());

    let mut window = on("desk.ron", BROKEN);
    window.click(Role::Button, "New scenario…");
    assert!(window.says("Where is the team today?"));
    window.key(Key::Escape);
    shows_no_scenario(&mut window);
    window.click(Role::Button, "Explore the sample");
    window.run();
    assert_eq!((window.title().as_str(), window.scenario()), ("Support desk to Manila – Shoreline", &sample()));
    // From now on what can't be opened leaves what is open.
    let path = window.file("desk.ron");
    window.open_path(&path);
    window.until_seen("the fault", |window| window.says("desk.ron:1:"));
    assert!(window.state().unopened.is_none());
}

#[test]
fn many_faults_are_scrolled_and_copied() {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/support-desk-manila.ron")).unwrap();
    let mut window = on("desk.ron", &text.replace(": 0.", ": 7000000."));
    let said = checked(&window.file("desk.ron"));
    assert!(said.lines().count() > 15, "{said}");
    window.click(Role::Button, "Copy");
    window.node(Role::Button, "Copy").click();
    assert_eq!(window.copied_text(), said);
    window.run();
    let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 720.0));
    for button in ["Copy", "Try again", "Open another…", "New scenario…", "Explore the sample"] {
        assert!(screen.contains_rect(window.node(Role::Button, button).rect()), "{button}");
    }
    let top = |window: &mut Window| {
        window.harness().query_all_by_label_contains("desk.ron:").map(|node| node.rect().top()).fold(f32::MAX, f32::min)
    };
    let before = top(&mut window);
    window.key(Key::End);
    assert!(top(&mut window) < before - 20.0);
    window.key(Key::Home);
    assert!((top(&mut window) - before).abs() < 1.0);
}

#[test]
fn a_folder_that_held_none_is_tried_again() {
    for names in [&["desk.ron"][..], &["a.ron", "b.ron"]] {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("plans")).unwrap();
        let mut window = Window::on_several(folder, &["plans"]);
        window.click(Role::Button, "Try again");
        window.until_seen("the fault", |window| window.says("Still not opened after 2 tries."));
        assert!(window.says("plans: must hold a scenario, found none"));
        for name in names {
            files::save(&window.file("plans").join(name), &sample()).unwrap();
        }
        window.click(Role::Button, "Try again");
        let first = window.file("plans").join(names[0]);
        window.until("the file", |state| state.document.path.as_ref() == Some(&first));
        window.run();
        // Several are compared, the first of them open beside that.
        let several = names.len() > 1;
        window.until("the list", |state| state.comparison.entries.len() == if several { 2 } else { 0 });
        assert_eq!(window.state().view.page, if several { Page::Compare } else { Page::Explore });
    }
}
