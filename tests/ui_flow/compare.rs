//! The comparison: scenarios side by side, a base, what differs, taken and undone; locks, the trash,
//! other currencies and horizons, and files that can't be read.

use std::path::PathBuf;

use egui::{Key, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use rust_decimal::dec;
use shoreline::{model::scenario::Scenario, state::AppState, store::files};

use super::window::{CTRL, Window, sample};

pub(super) const FOLDER: &str = "plans";

/// A window on the page, with the sample open and files in a folder beside.
pub(super) fn page(scenarios: &[(&str, Scenario)]) -> Window {
    let mut window = Window::of(&sample());
    std::fs::create_dir(window.file(FOLDER)).unwrap();
    for (name, scenario) in scenarios {
        files::save(&plan(&window, name), scenario).unwrap();
    }
    window.key(Key::C);
    window.click(Role::Button, "Add the open scenario");
    window
}

fn plan(window: &Window, name: &str) -> PathBuf {
    window.file(FOLDER).join(name)
}

/// Adds files by the path field, and waits until all is worked out.
pub(super) fn add(window: &mut Window, path: &std::path::Path) {
    window.click(Role::Button, "Add files…");
    window.retype(&path.display().to_string());
    window.key(Key::Enter);
    window.until("the files", |state| state.prompt.is_none());
    settled(window);
}

/// Types over what a field holds.
fn type_into(window: &mut Window, label: &str, text: &str) {
    let fields = window.harness().query_all_by_label(label).next().unwrap();
    fields.focus();
    window.run();
    window.retype(text);
}

/// What begins so of all that is said.
fn said(window: &mut Window, begin: &str) -> String {
    let begins = |node: &egui_kittest::Node<'_>| node.accesskit_node().label().filter(|label| label.starts_with(begin));
    let said: Vec<String> =
        window.harness().query_all_by_label_contains(begin).filter_map(|node| begins(&node)).collect();
    said.join("|")
}

fn settled(window: &mut Window) {
    window.until("the comparison", |state| {
        let list = &state.comparison;
        let good = list.entries.iter().filter(|entry| entry.good().is_some()).count();
        list.progress().is_none()
            && (good < 2
                || list.pair.as_ref().is_some_and(|pair| {
                    list.side(list.base).is_some_and(|base| std::sync::Arc::ptr_eq(base, &pair.sides[0]))
                        && list.side(list.looked).is_some_and(|other| std::sync::Arc::ptr_eq(other, &pair.sides[1]))
                }))
    });
}

pub(super) fn named(name: &str, change: impl Fn(&mut Scenario)) -> Scenario {
    let mut scenario = sample();
    scenario.name = name.into();
    change(&mut scenario);
    scenario
}

fn differing(state: &AppState) -> Vec<String> {
    let pair = state.comparison.pair.as_ref().unwrap();
    pair.lines.iter().filter(|line| !line.same()).map(|line| line.input.key()).collect()
}

fn names(state: &AppState) -> Vec<String> {
    state.comparison.listed().iter().map(|entry| entry.name()).collect()
}

#[test]
fn three_side_by_side_differ_in_exactly_what_was_changed() {
    let rework = named("Rework", |scenario| scenario.friction.rework = dec!(0.08));
    let dear = named("Paid", |scenario| {
        scenario.teams[0].pay_position = dec!(1.1);
        scenario.sites[0].attrition = dec!(0.2);
    });
    let mut window = page(&[("a.ron", rework), ("b.ron", dear)]);
    let folder = window.file(FOLDER);
    add(&mut window, &folder);
    assert_eq!(names(window.state()), [&sample().name, "Rework", "Paid"]);
    // The first that was added is the base, the next stands beside it.
    assert_eq!(differing(window.state()), ["friction.rework"]);
    window.click(Role::Tab, "1 input that differs");
    assert!(window.has(Role::Button, "Take: Rework of Friction"));

    // Another base, by a click.
    window.click(Role::RadioButton, "Base: Paid");
    settled(&mut window);
    let site = sample().sites[0].id.clone();
    let team = sample().teams[0].id.clone();
    assert_eq!(
        differing(window.state()),
        [format!("site.{site}.attrition"), format!("team.{team}.pay_position"), "friction.rework".into()]
    );
    let pair = window.state().comparison.pair.clone().unwrap();
    assert_eq!((pair.sides[0].side.own.name.as_str(), pair.sides[1].side.own.name.as_str()), ("Paid", "Rework"));
    let amounts: rust_decimal::Decimal = pair
        .way
        .bars(shoreline::engine::measure::Measure::EffectiveCost, pair.per)
        .unwrap()
        .iter()
        .map(shoreline::engine::compare::way::Bar::amount)
        .sum();
    let cost = |index: usize| pair.sides[index].side.evaluation.results.totals.effective;
    assert_eq!(amounts, cost(1) - cost(0));

    // Every chart says what it shows.
    for (tab, says) in [
        ("Costs", "Costs compared. Rework ends"),
        ("Matrix", "Matrix compared. 3 scenarios."),
        ("Bridge", "Bridge from base. Effective cost goes from"),
        ("Chances", "Chances compared. Half of the futures of Paid save more than"),
    ] {
        window.click(Role::Tab, tab);
        window.until("its figures", |state| state.comparison.chances.is_some());
        window.run();
        let found = window.harness().query_all_by_label_contains(says).count();
        assert!(found > 0, "{tab} does not say “{says}”");
    }
}

#[test]
fn a_value_is_taken_in_one_step_and_undone() {
    let other = named("Other", |scenario| {
        scenario.friction.rework = dec!(0.08);
        scenario.friction.culture = dec!(0.2);
        scenario.transition.handover_months += 1;
    });
    let mut window = page(&[("a.ron", other)]);
    let path = plan(&window, "a.ron");
    add(&mut window, &path);
    window.click(Role::Tab, "3 inputs that differ");
    window.click(Role::Button, "Take: Rework of Friction");
    settled(&mut window);
    assert_eq!(window.scenario().friction.rework, dec!(0.08));
    assert_eq!(window.scenario().friction.culture, sample().friction.culture);
    assert_eq!(window.state().history.undo_label(), Some("rework of “Other”"));
    assert_eq!(differing(window.state()).len(), 2);
    // A whole group is one step too.
    window.keys(CTRL, Key::Z);
    window.run();
    assert_eq!(*window.scenario(), sample());
    settled(&mut window);
    window.click(Role::Button, "Take all: all that differs of Friction");
    settled(&mut window);
    assert_eq!((window.scenario().friction.rework, window.scenario().friction.culture), (dec!(0.08), dec!(0.2)));
    assert_eq!(differing(window.state()), ["transition.handover_months"]);
    window.keys(CTRL, Key::Z);
    window.run();
    assert_eq!(*window.scenario(), sample());
    // The other's file is as it was.
    assert_eq!(files::load(&path).unwrap().friction.rework, dec!(0.08));
}

/// Opens the menu of a scenario and chooses from it.
fn choose(window: &mut Window, name: &str, action: &str) {
    window.click(Role::Button, &format!("More: {name}"));
    window.click(Role::Button, action);
}

#[test]
fn a_lock_holds_until_an_input_changes_and_then_says_so() {
    let mut window = page(&[("a.ron", named("Other", |scenario| scenario.friction.rework = dec!(0.08)))]);
    let path = plan(&window, "a.ron");
    add(&mut window, &path);
    let open = sample().name;
    choose(&mut window, &open, "Lock results");
    let locked = |state: &AppState| state.comparison.open().is_some_and(|entry| matches!(entry.lock, Ok(Some(_))));
    window.until("the lock", locked);
    window.run();
    assert!(window.file("opened.lock.ron").is_file());
    let row = |window: &mut Window| said(window, &format!("{open}, open"));
    let found = row(&mut window);
    assert!(found.contains("locked 2") && !found.contains("changed since"), "{found}");
    // A later change marks it; undone, it holds again.
    window.click(Role::Tab, "1 input that differs");
    window.click(Role::Button, "Take: Rework of Friction");
    settled(&mut window);
    let found = row(&mut window);
    assert!(found.contains("changed since"), "{found}");
    window.keys(CTRL, Key::Z);
    settled(&mut window);
    let found = row(&mut window);
    assert!(found.contains("locked 2") && !found.contains("changed since"), "{found}");
    choose(&mut window, &open, "Unlock results");
    window.until("the lock to go", |state| !locked(state));
    assert!(!window.file("opened.lock.ron").exists());
}

#[test]
fn names_notes_copies_and_the_trash_are_the_list_s() {
    let mut window = page(&[("a.ron", named("Other", |_| {}))]);
    let path = plan(&window, "a.ron");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("// As agreed in June\n{text}")).unwrap();
    add(&mut window, &path);
    choose(&mut window, "Other", "Name and note…");
    type_into(&mut window, "Name of the scenario", "Budget");
    type_into(&mut window, "Note of the scenario", "As approved");
    window.click(Role::Button, "Change");
    window.until("the name", |state| names(state).contains(&"Budget".to_owned()));
    let written = files::load(&path).unwrap();
    assert_eq!((written.name.as_str(), written.note.as_str()), ("Budget", "As approved"));
    choose(&mut window, "Budget", "Duplicate");
    window.until("the copy", |state| names(state).contains(&"Budget, copy".to_owned()));
    assert_eq!(files::load(&plan(&window, "a-2.ron")).unwrap().name, "Budget, copy");
    let copied = std::fs::read_to_string(plan(&window, "a-2.ron")).unwrap();
    assert!(copied.starts_with("// As agreed in June\n"), "{copied}");
    settled(&mut window);

    choose(&mut window, "Budget", "Move to trash…");
    window.click(Role::Button, "Cancel");
    assert!(path.is_file());
    choose(&mut window, "Budget", "Move to trash…");
    window.click(Role::Button, "Move to trash");
    window.until("the trash", |state| state.comparison.entries.iter().any(|entry| entry.trashed.is_some()));
    assert!(!path.exists());
    choose(&mut window, "Budget", "Put back");
    window.until("its return", |state| state.comparison.entries.iter().all(|entry| entry.trashed.is_none()));
    assert_eq!(files::load(&path).unwrap(), written);
    choose(&mut window, "Budget", "Remove from list");
    settled(&mut window);
    assert!(!names(window.state()).contains(&"Budget".to_owned()) && path.is_file());
}

#[test]
fn other_scales_are_said_and_broken_files_are_listed() {
    let short = named("Short", |scenario| scenario.money.horizon_months = 24);
    let mut window = page(&[("a.ron", short)]);
    std::fs::write(plan(&window, "b.ron"), "broken(").unwrap();
    let folder = window.file(FOLDER);
    add(&mut window, &folder);
    assert!(window.says("results are over the 24 months that all have"));
    assert!(said(&mut window, "b.ron").contains("must be"), "the broken file is hidden");
    let cost = |window: &Window| {
        let pair = window.state().comparison.pair.clone().unwrap();
        pair.results.iter().find(|variance| variance.measure.key() == "effective_cost").unwrap().delta().unwrap()
    };
    assert_eq!(cost(&window), dec!(0));
    window.click(Role::Tab, "A month");
    settled(&mut window);
    assert!(window.says("what they come to in a month of each scenario’s own"));
    assert_ne!(cost(&window), dec!(0));
    // Another currency.
    let mut euros = sample();
    euros.name = "Euros".into();
    shoreline::catalog::currency::report_in(&mut euros, "EUR", &window.state().shelf.catalog.clone()).unwrap();
    files::save(&plan(&window, "c.ron"), &euros).unwrap();
    let path = plan(&window, "c.ron");
    add(&mut window, &path);
    assert!(window.says("Amounts are in USD, converted at 1 EUR = "));
}

#[test]
fn a_hundred_are_listed_by_what_differs_most() {
    let mut window = page(&[]);
    let before: Vec<_> = (0..100_i64)
        .map(|number| {
            let scenario = named(&format!("Plan {number}"), |scenario| {
                scenario.friction.rework = dec!(0.05) + rust_decimal::Decimal::new(number, 3);
            });
            let path = plan(&window, &format!("plan-{number:03}.ron"));
            files::save(&path, &scenario).unwrap();
            path
        })
        .collect();
    assert_eq!(before.len(), 100);
    let folder = window.file(FOLDER);
    add(&mut window, &folder);
    window.click(Role::Tab, "Difference");
    window.run();
    let listed = names(window.state());
    assert_eq!((listed.len(), listed[0].as_str()), (101, "Plan 99"));
    // Only the rows in sight are drawn.
    let rows = said(&mut window, "Base: ").split('|').count();
    assert!((5..30).contains(&rows), "{rows} rows");
    assert!(window.state().comparison.open().is_some());
}

/// Names down the table of all scenarios, from its rows in sight.
fn rows_down(window: &mut Window, names: &[&str]) -> Vec<String> {
    let mut rows: Vec<(f32, String)> = Vec::new();
    for name in names {
        let begins = |node: &egui_kittest::Node<'_>| {
            let label = node.accesskit_node().label().unwrap_or_default();
            let row = label.starts_with(&format!("{name}: ")) || label.starts_with(&format!("{name}, the base: "));
            row && label.contains("effective saving")
        };
        let found = window.harness().query_all_by_label_contains(name).find(begins).map(|node| node.rect().top());
        rows.extend(found.map(|top| (top, (*name).to_owned())));
    }
    rows.sort_by(|one, other| one.0.total_cmp(&other.0));
    rows.into_iter().map(|(_, name)| name).collect()
}

/// A window with all of four scenarios in the table: the open one, the base, and three beside it.
pub(super) fn table() -> (Window, [String; 4]) {
    let of = |name: &str, rework| named(name, |scenario| scenario.friction.rework = rework);
    let files = [("a.ron", of("Mild", dec!(0.08))), ("b.ron", of("Rough", dec!(0.2))), ("c.ron", of("None", dec!(0)))];
    let mut window = page(&files);
    let folder = window.file(FOLDER);
    add(&mut window, &folder);
    window.click(Role::Tab, "All");
    window.run();
    (window, [sample().name, "Mild".to_owned(), "Rough".to_owned(), "None".to_owned()])
}

/// Each scenario's effective saving, in the order of the list.
pub(super) fn savings(state: &AppState) -> Vec<(String, rust_decimal::Decimal)> {
    let list = &state.comparison;
    let saving = |id| list.side(Some(id)).unwrap().side.evaluation.results.effective_saving.unwrap();
    list.entries.iter().map(|entry| (entry.name(), saving(entry.id))).collect()
}

#[test]
fn all_are_in_one_table_that_a_heading_sorts() {
    let (mut window, names) = table();
    let names = names.each_ref().map(String::as_str);
    let [open, ..] = names;
    // Each says its effective saving, in the order of the list, the base first.
    assert_eq!(rows_down(&mut window, &names), names);
    for (name, saving) in savings(window.state()) {
        let base = if name == open { ", the base" } else { "" };
        let row = said(&mut window, &format!("{name}{base}: "));
        let words = format!("effective saving {}", shoreline::format::percent_two(saving));
        assert!(row.contains(&words), "{name}: “{words}” is not in {row}");
    }
    // A heading sorts by value, turns round, and lets go.
    let orders = [["None", open, "Mild", "Rough"], ["Rough", "Mild", open, "None"], names];
    for order in orders {
        window.click(Role::ColumnHeader, "Effective saving");
        window.run();
        assert_eq!(rows_down(&mut window, &names), order);
    }
    // With the difference from the base, by its size.
    window.click(Role::Tab, "Difference in %");
    window.click(Role::ColumnHeader, "Effective saving");
    window.run();
    let sorted = rows_down(&mut window, &names);
    assert_eq!((sorted[0].as_str(), sorted[3].as_str()), ("Rough", open));
    // The keyboard walks the rows and looks at one.
    window.node(Role::Group, "All scenarios: 4 rows, arrows walk, Enter looks").focus();
    window.run();
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowUp, Key::ArrowUp, Key::Enter] {
        window.key(key);
    }
    settled(&mut window);
    let looked = window.state().comparison.looked.unwrap();
    assert_eq!(window.state().comparison.entry(looked).unwrap().name(), "Rough");
}

/// A folder with two good scenarios and a broken one.
fn plans() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let rework = named("Rework", |scenario| scenario.friction.rework = dec!(0.08));
    files::save(&folder.path().join("a.ron"), &rework).unwrap();
    files::save(&folder.path().join("c.ron"), &named("Calm", |_| {})).unwrap();
    std::fs::write(folder.path().join("b.ron"), "broken(").unwrap();
    folder
}

#[test]
fn several_files_at_the_start_are_compared_the_first_as_the_base() {
    let mut window = Window::on_several(plans(), &["c.ron", "a.ron", "b.ron", "missing.ron"]);
    window.until("the files", |state| state.comparison.entries.len() == 4);
    settled(&mut window);
    assert_eq!(names(window.state()), ["Calm", "Rework", "b.ron", "missing.ron"]);
    assert!(window.says("Base: Calm") && differing(window.state()) == ["friction.rework"]);
    assert!(said(&mut window, "b.ron").contains("must be"), "the fault stands in the list");
    assert!(said(&mut window, "missing.ron").contains("there is no such file"));
    let base = window.state().comparison.base.unwrap();
    assert_eq!(window.state().comparison.entry(base).unwrap().name(), "Calm");
    // The first is the one that is open.
    assert_eq!(window.title(), "Calm – Shoreline");
    window.key(Key::E);
    window.strip_holds();
}

#[test]
fn a_folder_at_the_start_is_compared_or_opened() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::rename(plans().keep(), folder.path().join(FOLDER)).unwrap();
    let mut window = Window::on_several(folder, &[FOLDER]);
    window.until("the files", |state| state.comparison.entries.len() == 3);
    settled(&mut window);
    assert_eq!(names(window.state()), ["Rework", "b.ron", "Calm"]);
    // With one scenario there is nothing to compare.
    for name in ["b.ron", "c.ron"] {
        std::fs::remove_file(plan(&window, name)).unwrap();
    }
    let folder = window.file(FOLDER);
    let window = window.again_on(&folder);
    assert_eq!((window.scenario().name.as_str(), window.state().comparison.entries.len()), ("Rework", 0));
    window.strip_holds();
    std::fs::remove_file(plan(&window, "a.ron")).unwrap();
    let window = window.again_on(&folder);
    assert!(window.says("plans: must hold a scenario, found none") && !window.says(&sample().name));
}

#[test]
fn where_no_file_at_the_start_can_be_opened_nothing_else_is_shown() {
    let mut window = Window::on_several(plans(), &["b.ron", "missing.ron"]);
    window.until("the files", |state| state.comparison.entries.len() == 2);
    window.run();
    assert!(window.says("No scenario of the list can be read") && !window.says("Add the open one"));
    assert_eq!(window.title(), "“b.ron” can’t be opened – Shoreline");
    window.key(Key::E);
    assert!(window.says("“b.ron” can’t be opened") && !window.says(&sample().name));
    // The first that is good is opened, wherever it stands.
    let window = Window::on_several(plans(), &["b.ron", "a.ron"]);
    assert_eq!((window.scenario().name.as_str(), window.state().unopened.as_ref()), ("Rework", None));
}
