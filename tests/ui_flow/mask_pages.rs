//! The salary mask on the pages of other files, and in all that leaves the window.

use std::{
    fs,
    path::{Path, PathBuf},
};

use egui::{Key, OutputCommand, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use rust_decimal::{Decimal, dec};
use shoreline::{
    catalog::Catalog,
    engine::job::Job,
    export::svg::svg,
    model::scenario::Scenario,
    state::{
        command::Command,
        exhibit::Exhibit,
        prompt::Prompt,
        taking::{Form, Goal, Order, Take},
        view::Chart,
    },
    store::files,
    ui::pictures::{
        brief::{CHARTS, brief},
        paper::Paper,
    },
};

use super::{
    mask::{Telling, masked, said, silent, telling},
    poppler::poppler,
    window::{CTRL, CTRL_SHIFT, Window},
};

/// Another scenario with amounts in its texts, which pays more and reports in another currency.
pub(super) fn other() -> Scenario {
    let mut other = telling();
    other.name = "Dear at $52,340 a seat".into();
    other.note = "A raise to 51,020 for all #raise #save-46870".into();
    other.management.trip_cost += dec!(1234.5);
    other.teams[0].pay_position = dec!(1.13);
    other.friction.rework = dec!(0.08);
    // Home is paid in what is reported in.
    let rate = dec!(0.8);
    other.money.currency = "GBP".into();
    other.home.exchange_rate *= rate;
    for site in &mut other.sites {
        site.exchange_rate *= rate;
    }
    other
}

/// Waits until all of the comparison is worked out.
pub(super) fn compared(window: &mut Window) {
    window.until("the comparison", |state| {
        let list = &state.comparison;
        let is = |id, side| list.side(id).is_some_and(|of| std::sync::Arc::ptr_eq(of, side));
        let pair =
            list.pair.as_ref().is_some_and(|pair| is(list.base, &pair.sides[0]) && is(list.looked, &pair.sides[1]));
        pair && list.progress().is_none() && list.chances.is_some()
    });
    window.run();
}

/// Compares what is open with files.
pub(super) fn compare_with(window: &mut Window, paths: &[PathBuf]) {
    window.key(Key::C);
    window.click(Role::Button, "Add the open scenario");
    for path in paths {
        window.click(Role::Button, "Add files…");
        window.retype(&path.display().to_string());
        window.key(Key::Enter);
        window.until("the files", |state| state.prompt.is_none());
    }
    compared(window);
}

fn spoken(window: &mut Window, telling: &Telling) -> bool {
    said(window).iter().any(|text| telling.told(text).is_some())
}

#[test]
fn the_comparison_tells_no_amount_on_any_chart_or_table() {
    let (own, other) = (telling(), other());
    let telling = Telling::of_all(&[&own, &other]);
    let mut window = Window::of(&own);
    let plan = window.file("other.ron");
    files::save(&plan, &other).unwrap();
    fs::write(window.file("broken.ron"), "Scenario(format: 1, name: 46870)").unwrap();
    let broken = window.file("broken.ron");
    compare_with(&mut window, &[plan, broken]);
    assert!(spoken(&mut window, &telling));
    let shares = |window: &Window| {
        let list = &window.state().shown().comparison;
        [list.base, list.looked].map(|id| list.side(id).unwrap().side.evaluation.results.effective_saving.unwrap())
    };
    let before = shares(&window);
    window.harness().key_press(Key::M);
    for _ in 0..4 {
        // Not for a moment.
        window.harness().step();
        if window.state().mask.is_some() {
            silent(&mut window, &telling, "the comparison as it is masked");
        }
    }
    compared(&mut window);
    let after = shares(&window);
    assert!(before.iter().zip(after).all(|(before, after)| (before - after).abs() < dec!(0.0001)));
    for tab in ["Costs", "Matrix", "Bridge", "Chances"] {
        window.click(Role::Tab, tab);
        compared(&mut window);
        silent(&mut window, &telling, tab);
        let label = if tab == "Bridge" { "Bridge from base chart".to_owned() } else { format!("{tab} compared chart") };
        let area = window.node(Role::Group, &label).rect();
        for (x, y) in [(0.2, 0.3), (0.5, 0.5), (0.8, 0.7), (0.55, 0.85)] {
            window.harness().hover_at(area.lerp_inside(vec2(x, y)));
            window.harness().run_steps(30);
            silent(&mut window, &telling, &format!("{tab} under the pointer"));
        }
    }
    window.click(Role::Tab, "Costs");
    assert!(window.says("index"));
    for (tab, all) in [("Results", false), ("Inputs", false), ("Inputs", true)] {
        let tabs: Vec<String> = window
            .harness()
            .query_all_by_role(Role::Tab)
            .filter_map(|node| node.accesskit_node().label())
            .filter(|label| label.starts_with(tab) || (tab == "Inputs" && label.contains("differ")))
            .collect();
        let tab = tabs.iter().rfind(|label| *label != "Difference").unwrap().clone();
        window.click(Role::Tab, &tab);
        if all {
            window.click(Role::CheckBox, "All inputs");
        }
        silent(&mut window, &telling, &tab);
    }
    rows_are_silent(&mut window, &telling);
}

/// Every row of the list under the pointer.
fn rows_are_silent(window: &mut Window, telling: &Telling) {
    let begins = ["Save ", "Dear at", "broken"];
    for begin in begins {
        let at = window.button(begin).rect().left_center() + vec2(90.0, 0.0);
        window.harness().hover_at(at);
        window.harness().run_steps(40);
        silent(window, telling, begin);
    }
}

#[test]
fn a_value_of_another_scenario_is_taken_as_it_is_under_the_mask() {
    let (own, mut other) = (telling(), telling());
    other.name = "Other".into();
    other.management.trip_cost += dec!(1234.5);
    let telling = Telling::of_all(&[&own, &other]);
    let mut window = Window::of(&own);
    let plan = window.file("other.ron");
    files::save(&plan, &other).unwrap();
    window.key(Key::M);
    compare_with(&mut window, &[plan]);
    window.click(Role::Tab, "1 input that differs");
    silent(&mut window, &telling, "an input that differs");
    window.click(Role::Button, "Take: Cost of a trip of Management");
    assert_eq!(window.scenario().management.trip_cost, other.management.trip_cost);
    silent(&mut window, &telling, "a value that was taken");
    window.undo();
    assert_eq!(*window.scenario(), own);
    // A lock holds for what is shown as for what it locks.
    compared(&mut window);
    window.click(Role::Button, "More: Other");
    window.click(Role::Button, "Lock results");
    window.until_seen("the lock", |window| window.says("locked 2"));
    assert!(!window.says("changed since"));
    let at = window.button("Other").rect().left_center() + vec2(90.0, 0.0);
    window.harness().hover_at(at);
    window.harness().run_steps(40);
    assert!(window.says("locked on"));
    silent(&mut window, &telling, "a lock under the pointer");
    // Name and note would be seen as they are.
    window.click(Role::Button, "More: Other");
    window.click(Role::Button, "Name and note…");
    assert!(window.state().prompt.is_none() && window.says("Not while amounts are hidden"));
}

#[test]
fn the_library_and_the_bars_above_the_page_tell_no_amount() {
    let (own, other) = (telling(), other());
    let telling = Telling::of_all(&[&own, &other]);
    let mut window = Window::of(&own);
    let plans = window.file("plans");
    fs::create_dir(&plans).unwrap();
    files::save(&plans.join("other.ron"), &other).unwrap();
    fs::write(plans.join("broken.ron"), "Scenario(format: 1, name: 46870)").unwrap();
    // Work of a window that is gone.
    window.change();
    window.until_seen("the journal", |window| {
        let journals = window.file("settings").join("journals");
        let kept = |path: &Path| path.extension().is_some_and(|end| end == "ron");
        fs::read_dir(journals).is_ok_and(|mut entries| entries.any(|entry| kept(&entry.unwrap().path())))
    });
    let mut window = window.again();
    assert!(window.says("Unsaved work on") && spoken(&mut window, &telling));
    let differs = "it differs from its file in rework";
    assert!(window.says(differs));
    window.key(Key::M);
    assert!(window.says(differs));
    silent(&mut window, &telling, "what was left behind");
    window.list_folder(&plans);
    assert!(window.says("Dear at"));
    silent(&mut window, &telling, "the library");
    for begin in ["Dear at", "broken"] {
        let at = window.button(begin).rect().center();
        window.harness().hover_at(at);
        window.harness().run_steps(40);
        silent(&mut window, &telling, begin);
    }
    window.text("raise");
    assert!(window.says("Dear at"));
    window.key(Key::M);
}

#[test]
fn what_a_file_came_to_is_told_without_amounts() {
    let own = telling();
    let telling = Telling::of(&own);
    let mut window = Window::of(&own);
    window.keys(CTRL, Key::S);
    let path = window.file("opened.ron");
    window.change();
    window.keys(CTRL, Key::S);
    window.until("the save", |state| !state.document.unsaved());
    let rework = format!("rework: {},", window.scenario().friction.rework);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(&rework));
    fs::write(&path, text.replace(&rework, "rework: 0.30,")).unwrap();
    let mut window = window.again_on(&path);
    assert!(window.says("The file was changed by other means"));
    assert!(said(&mut window).iter().any(|text| text.contains("effective cost $")));
    window.key(Key::M);
    assert!(window.says("Effective saving") && window.says("The file was changed by other means"));
    let text = said(&mut window).into_iter().find(|text| text.contains("by other means")).unwrap();
    assert!(text.contains('%') && telling.told(&text).is_none(), "{text}");
    silent(&mut window, &telling, "what a file came to");
}

/// The text of a file that was made.
fn written(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Attributes of a picture that say where and how something is drawn: any number may be among them.
const DRAWN: [&str; 26] = [
    "x",
    "y",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "d",
    "points",
    "width",
    "height",
    "viewBox",
    "transform",
    "textLength",
    "font-size",
    "font-weight",
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-linejoin",
    "stroke-dasharray",
    "shape-rendering",
    "clip-path",
    "xmlns",
];

/// What is read of a text by people and programs: of a picture its words, its title, and every attribute but
/// those that draw.
pub(super) fn read(text: &str) -> String {
    if !text.starts_with("<svg ") {
        return text.to_owned();
    }
    let mut read = Vec::new();
    for part in text.split('<') {
        let (tag, words) = part.split_once('>').unwrap_or(("", part));
        let mut quoted = tag.split('"');
        while let (Some(name), Some(value)) = (quoted.next(), quoted.next()) {
            let name = name.trim_end_matches('=').rsplit(' ').next().unwrap_or_default();
            if !DRAWN.contains(&name) {
                read.push(value);
            }
        }
        read.push(words);
    }
    read.join(" ")
}

#[test]
fn a_picture_is_read_with_its_title_and_all_that_is_said_beside_its_words() {
    let picture = "<svg width=\"46870\" aria-label=\"said\"><title>titled</title><g id=\"named\"><path d=\"M46870 2\" \
                   data-x=\"kept\"/><text x=\"46870\" textLength=\"94\">shown</text></g></svg>";
    assert_eq!(read(picture).split_whitespace().collect::<Vec<_>>(), ["said", "titled", "named", "kept", "shown"]);
    assert_eq!(read("a < 46870"), "a < 46870");
}

#[test]
fn nothing_that_leaves_the_window_tells_an_amount() {
    let (mut window, telling) = masked();
    for chart in Chart::ALL {
        window.key(Key::from_name(&chart.number().to_string()).unwrap());
        for key in [Key::G, Key::T] {
            window.keys(CTRL_SHIFT, key);
            let text = window.copied_text();
            assert_eq!(telling.told(&read(&text)), None, "{}: {text}", chart.label());
            window.run();
        }
        // A file holds what the clipboard does; a few of them show it.
        if !matches!(chart, Chart::Cost | Chart::Bridge | Chart::Ledger) {
            continue;
        }
        for (key, endings) in [(Key::E, &["svg"][..]), (Key::T, &["csv", "tsv", "json"])] {
            for ending in endings {
                let take = if key == Key::E { Command::SavePicture } else { Command::SaveTable };
                window.give(take);
                assert!(matches!(window.state().prompt, Some(Prompt::Path { .. })));
                silent(&mut window, &telling, "the question where to");
                let name = format!("{}.{ending}", chart.key());
                let path = window.file(&name);
                window.retype(&path.display().to_string());
                window.key(Key::Enter);
                window.until_seen("the file", |window| window.file(&name).exists());
                let text = written(&path);
                assert_eq!(telling.told(&read(&text)), None, "{name}: {text}");
                window.until("the notice", |state| state.taking.is_empty());
                window.run();
                silent(&mut window, &telling, "what is told of it");
                window.key(Key::Escape);
            }
        }
    }
    // What the picture on the clipboard is painted with is what the SVG holds.
    window.keys(CTRL_SHIFT, Key::P);
    assert!(matches!(window.copied(), OutputCommand::CopyImage(_)));
    window.run();
}

#[test]
fn the_brief_tells_no_amount_and_a_workbook_waits() {
    let (mut window, telling) = masked();
    let order = Order::of(window.state(), (Take::Brief, Form::Pdf), Goal::Clipboard);
    let catalog: Catalog = Catalog::clone(&window.state().shelf.catalog);
    assert!(!catalog.sources.is_empty());
    let shown = (order.view.clone(), &CHARTS[..]);
    let exhibit = Exhibit::of(order.answer.clone(), shown, &order.opened, &catalog, &Job::default()).unwrap();
    let text = svg(&brief(&exhibit, Paper::A4));
    assert_eq!(telling.told(&text), None, "{text}");
    assert!(text.contains("Amounts are an index"), "{text}");
    // The same as it is saved.
    window.keys(CTRL, Key::P);
    let path = window.file("brief.pdf");
    window.retype(&path.display().to_string());
    window.key(Key::Enter);
    window.until_seen("the file", |window| window.file("brief.pdf").exists());
    if let Some(text) = poppler("pdftotext", &["-", "-"], &std::fs::read(&path).unwrap()) {
        assert!(text.contains("index"), "{text}");
        assert_eq!(telling.told(&text), None, "{text}");
    }
    window.until("the notice", |state| state.taking.is_empty());
    window.run();
    window.key(Key::Escape);
    let why = Command::SaveWorkbook.off(window.state()).unwrap();
    assert!(why.contains("made of amounts"), "{why}");
    window.give(Command::SaveWorkbook);
    assert!(!matches!(window.state().prompt, Some(Prompt::Path { .. })));
    window.key(Key::Escape);
    window.key(Key::Escape);
    window.keys(CTRL_SHIFT, Key::X);
    assert!(window.state().prompt.is_none());
    window.key(Key::M);
    assert_eq!(Command::SaveWorkbook.off(window.state()), None);
    assert!(window.scenario().management.trip_cost > Decimal::ZERO);
}

#[test]
fn a_notice_and_a_question_name_files_as_they_are_and_faults_without_amounts() {
    let (mut window, telling) = masked();
    let folder = window.file("$plans");
    fs::create_dir(&folder).unwrap();
    let path = folder.join("cost.csv");
    window.give(Command::SaveTable);
    window.retype(&path.display().to_string());
    window.key(Key::Enter);
    window.until_seen("the notice", |window| window.says(&format!("“Cost over time” to {}", path.display())));
    window.key(Key::Escape);
    // A fault beside the field that asks where a file is.
    let broken = folder.join("broken.ron");
    fs::write(&broken, "Scenario(format: 1, name: 46870)").unwrap();
    window.open_path(&broken);
    window.until_seen("the fault", |window| window.says(&format!("{}:1:", broken.display())));
    let fault = |window: &mut Window| said(window).into_iter().find(|text| text.contains("broken.ron:1:")).unwrap();
    let text = fault(&mut window).replace("$plans", "plans");
    assert_eq!(telling.told(&text), None, "{text}");
    window.key(Key::Escape);
    assert!(window.state().prompt.is_none());
}
