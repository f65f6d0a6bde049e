//! What leaves the comparison: its tables and charts, on the clipboard and in files.

use egui::{Key, accesskit::Role};
use rust_decimal::dec;
use shoreline::state::{command::Command, prompt::Prompt};

use super::{
    compare::{FOLDER, add, named, page, savings, table},
    window::{CTRL, CTRL_SHIFT, Window, sample},
};

#[test]
fn the_table_of_all_is_copied_exactly_and_as_it_is_sorted() {
    let (mut window, _) = table();
    window.click(Role::Tab, "Difference in %");
    window.click(Role::ColumnHeader, "Effective saving");
    window.click(Role::Button, "Table");
    window.run();
    window.node(Role::Button, "Copy table").click_accesskit();
    let copied = window.copied_text();
    let lines: Vec<Vec<&str>> = copied.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines.len(), 5);
    assert_eq!(lines[0][..3], ["Scenario", "Effective saving", "Effective saving to base, share"]);
    assert!(lines.iter().all(|line| line.len() == lines[0].len()));
    assert_eq!((lines[1][0], lines[4][0]), ("Rough", sample().name.as_str()));
    for (name, saving) in savings(window.state()) {
        let line = lines.iter().find(|line| line[0] == name).unwrap();
        assert_eq!(line[1], shoreline::export::report::rate(saving), "{name}");
    }
}

#[test]
fn results_and_inputs_of_a_pair_are_copied_and_saved() {
    let rework = named("Rework", |scenario| scenario.friction.rework = dec!(0.08));
    let mut window = page(&[("a.ron", rework)]);
    let folder = window.file(FOLDER);
    add(&mut window, &folder);
    window.click(Role::Button, "Table");
    window.run();
    window.node(Role::Button, "Copy table").click_accesskit();
    let copied = window.copied_text();
    let pair = window.state().comparison.pair.clone().unwrap();
    let totals = pair.sides.each_ref().map(|side| side.side.evaluation.results.totals.effective);
    let cost = format!("Effective cost, USD\t{}\t{}\t{}\t", totals[0], totals[1], totals[1] - totals[0]);
    assert!(copied.contains(&cost), "{copied}");
    window.until("the notice", |state| state.taking.is_empty());
    window.run();
    // Saved where the inputs are shown: those that differ, with the fingerprints of both.
    window.click(Role::Tab, "1 input that differs");
    window.click(Role::Button, "Table");
    window.run();
    window.node(Role::Button, "Save table as…").click_accesskit();
    window.run();
    window.run();
    let path = window.file("inputs.json");
    window.retype(&path.display().to_string());
    window.key(Key::Enter);
    window.until_seen("the file", |window| window.file("inputs.json").exists());
    window.until("the notice", |state| state.taking.is_empty());
    let text = std::fs::read_to_string(&path).unwrap();
    for side in &pair.sides {
        assert!(text.contains(&side.side.fingerprint.to_string()), "{text}");
    }
    let row = ["Friction", "Rework", "friction.rework", "0.05", "0.08", "0.03"];
    assert!(row.iter().all(|cell| text.contains(&format!("\"{cell}\""))), "{text}");
    assert_eq!(text.matches("\"friction.").count(), 1, "{text}");
}

#[test]
fn a_chart_of_the_comparison_is_copied_and_saved_as_it_is_shown() {
    let rework = named("Rework", |scenario| scenario.friction.rework = dec!(0.08));
    let mut window = page(&[("a.ron", rework)]);
    let folder = window.file(FOLDER);
    add(&mut window, &folder);
    window.click(Role::Tab, "Bridge");
    // The keys take what the page shows, not the explorer's chart.
    window.keys(CTRL_SHIFT, Key::T);
    let table = window.copied_text();
    assert!(table.starts_with("Step\tChange, USD\tCost after it, USD\n"), "{table}");
    let pair = window.state().comparison.pair.clone().unwrap();
    let end = pair.sides[1].side.evaluation.results.totals.effective;
    assert!(table.trim_end().ends_with(&format!("Rework\t\t{end}")), "{table}");
    window.until("the notice", |state| state.taking.is_empty());
    window.run();
    assert!(window.says("On the clipboard: the table of “Bridge from base”."));
    // The menu of the chart saves it; it says whose figures it shows.
    window.chart_menu("Bridge from base");
    window.node(Role::Button, "Save chart as…").click_accesskit();
    window.run();
    window.run();
    let Some(Prompt::Path { text, .. }) = &window.state().prompt else { panic!("no question for a path") };
    let print = pair.sides[1].side.fingerprint.short().replace(' ', "");
    assert!(text.ends_with(&format!("/rework-compared-bridge-{print}.png")), "{text}");
    let path = window.file("bridge.svg");
    window.retype(&path.display().to_string());
    window.key(Key::Enter);
    window.until_seen("the notice", |window| window.says("Saved the chart “Bridge from base” to "));
    let svg = std::fs::read_to_string(&path).unwrap();
    let prints = pair.sides.each_ref().map(|side| side.side.fingerprint.short());
    for said in ["Effective cost, step by step: the largest step is", &prints[0], &prints[1], "Rework against"] {
        assert!(svg.contains(said), "no {said} in {svg}");
    }
    // The futures are drawn whether the page has shown them yet or not.
    window.click(Role::Tab, "Chances");
    window.keys(CTRL_SHIFT, Key::G);
    let svg = window.copied_text();
    assert!(svg.contains("half above") && !svg.contains("Drawing 10,000 futures"), "{svg}");
}

#[test]
fn what_is_not_there_can_not_be_taken() {
    let mut window = Window::sample();
    window.key(Key::C);
    window.keys(CTRL, Key::E);
    window.keys(CTRL_SHIFT, Key::E);
    assert_eq!(window.state().prompt, None, "nothing is compared yet");
    assert_eq!(Command::SaveTable.off(window.state()), Some("Nothing is compared yet"));
    window.key(Key::F);
    window.keys(CTRL_SHIFT, Key::E);
    assert_eq!(window.state().prompt, None, "no folder is chosen");
    assert_eq!(Command::SavePicture.off(window.state()), Some("This page has no chart"));
    window.key(Key::E);
    window.keys(CTRL_SHIFT, Key::E);
    assert!(matches!(window.state().prompt, Some(Prompt::Path { .. })));
}
