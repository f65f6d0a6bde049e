//! The library: a folder of scenarios listed with figures, searched, sorted, and opened from.

use std::{fs, time::Instant};

use egui::{Key, accesskit::Role};
use egui_kittest::kittest::Queryable;
use rust_decimal::{Decimal, dec};
use shoreline::{
    format,
    model::{fingerprint::Fingerprint, results::evaluate, scenario::Scenario},
    state::{
        AppState,
        library::{Content, Progress},
        view::Page,
    },
    store::files,
};

use super::window::{CTRL, CTRL_SHIFT, Window, sample};

/// A scenario of the sample with a name, a note and a rework of its own.
fn plan(name: &str, note: &str, rework: Decimal) -> Scenario {
    let mut scenario = sample();
    scenario.name = name.into();
    scenario.note = note.into();
    scenario.friction.rework = rework;
    scenario
}

fn whole(state: &AppState) -> bool {
    state.library.progress == Progress::Whole
}

/// A window on a folder of three scenarios, one deck, one lock and one broken file, with the library shown.
fn shelf() -> Window {
    let mut window = Window::sample();
    let plans = window.file("plans");
    fs::create_dir(&plans).unwrap();
    for (file, scenario) in [
        ("north.ron", plan("North", "for the #board", dec!(0.02))),
        ("south.ron", plan("South", "second try #board #draft", dec!(0.15))),
        ("east.ron", plan("East", "", dec!(0.06))),
    ] {
        files::save(&plans.join(file), &scenario).unwrap();
    }
    fs::write(plans.join("broken.ron"), "Scenario(format: 1, name: 7)").unwrap();
    fs::write(plans.join("board.deck.ron"), "Deck()").unwrap();
    fs::write(plans.join("north.lock.ron"), "Lock()").unwrap();
    window.key(Key::F);
    assert_eq!(window.state().view.page, Page::Library);
    assert!(window.says("Choose the folder that your scenarios are in."));
    window.click(Role::Button, "Folder…");
    window.retype(&plans.display().to_string());
    window.key(Key::Enter);
    window.until("the list", whole);
    window
}

/// The rows as they are heard, from the top.
fn rows(window: &mut Window) -> Vec<String> {
    window.run();
    let harness = window.harness();
    let mut rows: Vec<(f32, String)> = harness
        .query_all_by_role(Role::Button)
        .filter_map(|node| Some((node.rect().top(), egui_kittest::kittest::NodeT::accesskit_node(&node).label()?)))
        .filter(|(_, label)| label.contains(".ron"))
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, label)| label).collect()
}

fn begin(rows: &[String]) -> Vec<&str> {
    rows.iter().map(|row| row.split(',').next().unwrap()).collect()
}

#[test]
fn a_folder_is_listed_with_the_figures_of_the_answer_and_the_broken_ones() {
    let mut window = shelf();
    let found = rows(&mut window);
    assert_eq!(begin(&found), ["broken.ron", "East", "North", "South"]);
    assert!(found[0].contains("can’t be read: broken.ron:1:"), "{}", found[0]);
    let north = files::load(&window.file("plans/north.ron")).unwrap();
    let results = evaluate(&north).results;
    let said = format!(
        "effective saving {}, friction {}",
        format::percent_or_dash(results.effective_saving),
        format::percent_or_dash(results.friction)
    );
    assert!(found[2].contains(&said), "{} should say {said}", found[2]);
    assert!(window.says("4 scenarios, 1 can’t be read"));
    let entries = &window.state().library.entries;
    let briefs: Vec<_> = entries
        .iter()
        .filter_map(|entry| if let Content::Scenario(brief) = &entry.content { Some(brief) } else { None })
        .collect();
    assert!(briefs.iter().any(|brief| brief.overview.fingerprint == Fingerprint::of(&north)));
    assert!(entries.iter().all(|entry| entry.changed.is_some()));
    // The folder is known again at the next start.
    let folder = window.file("plans");
    let settings = window.file("settings/session.ron");
    window.until_seen("the settings", |_| fs::read_to_string(&settings).is_ok_and(|text| text.contains("plans")));
    let mut window = window.again();
    window.key(Key::F);
    window.until("the list", whole);
    assert_eq!(window.state().library.folder.as_deref(), Some(folder.as_path()));
}

#[test]
fn search_tags_and_headings_narrow_and_turn_the_list() {
    let mut window = shelf();
    window.key(Key::Slash);
    assert!(window.focused("Search the library"));
    window.text("try");
    assert_eq!(begin(&rows(&mut window)), ["South"]);
    window.key(Key::Escape);
    assert_eq!(rows(&mut window).len(), 4);
    window.click(Role::Button, "#board 2");
    assert_eq!(begin(&rows(&mut window)), ["North", "South"]);
    window.click(Role::ColumnHeader, "Friction");
    assert_eq!(begin(&rows(&mut window)), ["North", "South"]);
    window.click(Role::ColumnHeader, "Friction");
    assert_eq!(begin(&rows(&mut window)), ["South", "North"]);
    // Esc lets go of the search, then of the page.
    window.key(Key::Escape);
    assert_eq!((window.state().library.search.as_str(), window.state().view.page), ("", Page::Library));
    window.key(Key::Escape);
    assert_eq!(window.state().view.page, Page::Explore);
}

#[test]
fn a_scenario_is_opened_by_click_and_by_keys_and_nothing_unsaved_is_lost() {
    let mut window = shelf();
    let north = rows(&mut window)[2].clone();
    window.click(Role::Button, &north);
    window.until("the file", |state| state.document.scenario.name == "North");
    assert_eq!(window.state().view.page, Page::Explore);
    window.run();
    window.strip_holds();
    window.change();
    window.key(Key::F);
    window.until("the list", whole);
    for _ in 0..4 {
        window.key(Key::ArrowDown);
    }
    window.key(Key::ArrowUp);
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    assert!(window.says("Save the changes first?"));
    window.click(Role::Button, "Discard");
    window.until("the file", |state| state.document.scenario.name == "South");
}

#[test]
fn a_broken_file_says_its_faults_and_a_folder_that_is_gone_is_told() {
    let mut window = shelf();
    let before = window.scenario().clone();
    let broken = rows(&mut window)[0].clone();
    window.click(Role::Button, &broken);
    window.until_seen("the faults", |window| window.says("broken.ron:1:"));
    window.until("the notice", |state| state.notice.as_ref().is_some_and(|notice| notice.fault));
    assert_eq!(*window.scenario(), before);
    window.key(Key::Escape);
    // Mended on disk, it is read again.
    let path = window.file("plans/broken.ron");
    files::save(&path, &plan("Mended", "", dec!(0.05))).unwrap();
    window.click(Role::Button, "Read again");
    window.until("the list", |state| whole(state) && state.library.broken() == 0);
    assert_eq!(begin(&rows(&mut window)), ["East", "Mended", "North", "South"]);
    fs::remove_dir_all(window.file("plans")).unwrap();
    window.click(Role::Button, "Read again");
    window.until("the fault", |state| matches!(state.library.progress, Progress::Failed(_)));
    assert!(window.says("can't be listed: there is no such folder"));
}

#[test]
fn many_files_are_listed_and_only_those_in_sight_are_drawn() {
    // Exact books take ten times as long where nothing is optimized; `tests/bench/speed.rs` times 2,000.
    let count: u32 = if cfg!(debug_assertions) { 250 } else { 2000 };
    let mut window = Window::sample();
    let plans = window.file("many");
    fs::create_dir(&plans).unwrap();
    for number in 0..count {
        let rework = Decimal::new(i64::from(number % 200), 3);
        let scenario = plan(&format!("Plan {number:04}"), if number % 7 == 0 { "#seven" } else { "" }, rework);
        let path = plans.join(format!("{number:04}.ron"));
        if number % 125 == 13 {
            fs::write(path, "Scenario(").unwrap();
        } else {
            files::save(&path, &scenario).unwrap();
        }
    }
    window.key(Key::F);
    window.click(Role::Button, "Folder…");
    window.retype(&plans.display().to_string());
    let start = Instant::now();
    window.key(Key::Enter);
    window.until("the names", |state| state.library.progress != Progress::Listing);
    let named = start.elapsed();
    window.until("the figures", whole);
    let read = start.elapsed();
    println!(
        "{count} files: names after {} ms, every figure after {} ms{}",
        named.as_millis(),
        read.as_millis(),
        if cfg!(debug_assertions) { " (not optimized)" } else { "" }
    );
    assert!(cfg!(debug_assertions) || read.as_secs_f64() < 1.0, "{read:?}");
    assert_eq!(window.state().library.entries.len(), usize::try_from(count).unwrap());
    assert_eq!(window.state().library.broken(), usize::try_from(count / 125).unwrap());
    assert!(rows(&mut window).len() < 40);
    window.keys(CTRL, Key::F);
    window.text("#seven 0014");
    assert_eq!(begin(&rows(&mut window)), ["Plan 0014"]);
    let start = Instant::now();
    for _ in 0..20 {
        window.harness().step();
    }
    println!("a frame of the library: {:.2} ms", start.elapsed().as_secs_f64() * 50.0);
}

#[test]
fn the_list_is_copied_as_it_is_shown_and_saved() {
    let mut window = shelf();
    window.click(Role::TextInput, "Search the library");
    window.text("#board");
    window.run();
    window.click(Role::Button, "Table");
    window.run();
    window.node(Role::Button, "Copy table").click_accesskit();
    let copied = window.copied_text();
    let lines: Vec<Vec<&str>> = copied.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines[0][..4], ["Name", "Note", "Objective", "Effective saving"]);
    assert_eq!(lines[1..].iter().map(|line| line[0]).collect::<Vec<_>>(), ["North", "South"]);
    let north = plan("North", "for the #board", dec!(0.02));
    let saving = evaluate(&north).results.effective_saving.unwrap();
    assert_eq!(lines[1][3], shoreline::export::report::rate(saving));
    assert_eq!(lines[1][6], Fingerprint::of(&north).to_string());
    window.until("the notice", |state| state.taking.is_empty());
    window.keys(CTRL_SHIFT, Key::E);
    let path = window.file("list.json");
    window.retype(&path.display().to_string());
    window.key(Key::Enter);
    window.until_seen("the notice", |window| window.says("Saved the list of scenarios to "));
    let text = fs::read_to_string(&path).unwrap();
    let read: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(read["rows"].as_array().unwrap().len(), 2);
    assert!(read.get("fingerprint").is_none(), "a list has none of its own: {text}");
}
