//! What leaves the window: pictures, tables and the brief, on the clipboard and in files.

use std::fs;

use egui::{Key, Modifiers, OutputCommand, accesskit::Role};
use shoreline::{
    catalog::origin::Origin,
    model::fingerprint::Fingerprint,
    state::{
        command::Command,
        prompt::{Picking, Prompt},
        taking::Take,
        view::Chart,
    },
};

use super::window::{CTRL, CTRL_SHIFT, Window, sample};

fn save(window: &mut Window, name: &str) {
    window.click(Role::TextInput, "Path");
    let path = window.file(name);
    window.retype(&path.display().to_string());
    window.key(Key::Enter);
}

#[test]
fn the_left_chart_is_copied_as_picture_as_svg_and_as_table() {
    let mut window = Window::sample();
    window.keys(CTRL_SHIFT, Key::P);
    let OutputCommand::CopyImage(picture) = window.copied() else { panic!("no picture") };
    assert_eq!(picture.size, [1920, 1080]);
    window.run();
    assert!(window.says("On the clipboard: the chart “Cost over time”."));
    window.keys(CTRL_SHIFT, Key::G);
    let svg = window.copied_text();
    assert!(svg.starts_with("<svg ") && svg.contains("Cumulative cost, $m: moving 14 of 20 seats pays back"), "{svg}");
    window.keys(CTRL_SHIFT, Key::T);
    let table = window.copied_text();
    assert!(table.starts_with("Month\tHome, USD\tCash, USD\t"), "{table}");
    assert_eq!(table.lines().count(), 61);
    window.run();
    assert!(window.state().taking.is_empty());
}

#[test]
fn a_chart_a_table_and_the_brief_are_saved_where_they_are_wanted() {
    let mut window = Window::sample();
    window.keys(CTRL, Key::E);
    let taken = |window: &Window| match &window.state().prompt {
        Some(Prompt::Path { picking: Picking::Take(take), text, .. }) => Some((*take, text.clone())),
        _ => None,
    };
    let print = Fingerprint::of(window.scenario()).short().replace(' ', "");
    let suggested = format!("support-desk-to-manila-cost-{print}.png");
    assert_eq!(taken(&window), Some((Take::Picture(Chart::Cost), suggested)));
    window.click(Role::Tab, "1×");
    save(&mut window, "cost");
    window.until_seen("the notice", |window| window.says("Saved the chart “Cost over time” to "));
    let png = fs::read(window.file("cost.png")).unwrap();
    assert_eq!(&png[16..24], [0, 0, 3, 192, 0, 0, 2, 28], "960 × 540");

    window.keys(CTRL_SHIFT, Key::E);
    save(&mut window, "cost.json");
    window.until_seen("the notice", |window| window.says("Saved the table of “Cost over time” to "));
    let json = fs::read_to_string(window.file("cost.json")).unwrap();
    assert!(json.contains("\"scenario\": \"Support desk to Manila\"") && json.contains("\"fingerprint\""), "{json}");

    window.keys(CTRL, Key::P);
    window.click(Role::Tab, "Letter");
    save(&mut window, "brief.pdf");
    window.until_seen("the notice", |window| window.says("Saved the brief to "));
    assert!(fs::read(window.file("brief.pdf")).unwrap().starts_with(b"%PDF"));
}

#[test]
fn a_table_is_saved_with_the_separator_and_the_decimals_that_are_chosen() {
    let mut window = Window::sample();
    window.keys(CTRL_SHIFT, Key::E);
    let path = window.file("cost");
    window.retype(&path.display().to_string());
    // A semicolon comes with the decimal comma; what was typed stays, and Enter still saves.
    window.click(Role::Tab, "1,5");
    assert!(window.focused("Path"), "a click leaves the keyboard where it was");
    window.key(Key::Enter);
    window.until_seen("the notice", |window| window.says("Saved the table of “Cost over time” to "));
    let text = fs::read_to_string(window.file("cost.csv")).unwrap();
    let mut lines = text.lines();
    assert!(lines.next().unwrap().starts_with("Month;Home, USD;Cash, USD;"), "{text}");
    let first: Vec<&str> = lines.next().unwrap().split(';').collect();
    assert_eq!(first[0], "1");
    let cents = |cell: &&str| cell.split_once(',').is_some_and(|(_, cents)| cents.len() == 2) && !cell.contains('.');
    assert!(first[1..].iter().all(cents), "{first:?}");

    // By keyboard: from the path to the first choice, which is a comma, and on.
    let mut window = window.again();
    window.keys(CTRL_SHIFT, Key::E);
    assert_eq!(window.state().session.cells.separator, ';', "it is remembered");
    let path = window.file("tabs.csv");
    window.retype(&path.display().to_string());
    for choice in ["Comma", "Semicolon", "Tab"] {
        window.key(Key::Tab);
        assert!(window.focused(choice), "{choice}");
    }
    window.key(Key::Space);
    window.key(Key::Enter);
    window.until_seen("the notice", |window| window.says("Saved the table of “Cost over time” to "));
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("Month\tHome, USD\t") && text.lines().nth(1).unwrap().contains(','), "{text}");

    window.keys(CTRL_SHIFT, Key::E);
    assert!(window.has(Role::Tab, "Semicolon") && window.has(Role::Tab, "1,5"));
    window.retype("cost.json");
    assert!(!window.has(Role::Tab, "Semicolon") && !window.has(Role::Tab, "1,5"), "programs read one form");
    window.retype("cost.tsv");
    assert!(!window.has(Role::Tab, "Semicolon") && window.has(Role::Tab, "1,5"));
}

#[test]
fn another_file_is_not_replaced_unasked_and_a_wrong_ending_is_told() {
    let mut window = Window::sample();
    let path = window.write("mine.svg", "something of someone");
    window.keys(CTRL, Key::E);
    save(&mut window, "mine.svg");
    window.until("the question", |state| matches!(state.prompt, Some(Prompt::Replace(_))));
    window.click(Role::Button, "Cancel");
    assert_eq!(fs::read_to_string(&path).unwrap(), "something of someone");
    window.keys(CTRL, Key::E);
    save(&mut window, "mine.doc");
    assert!(window.says("the name must end in .png or .svg"));
    save(&mut window, "mine.svg");
    window.until("the question", |state| matches!(state.prompt, Some(Prompt::Replace(_))));
    window.click(Role::Button, "Replace");
    window.until_seen("the notice", |window| window.says("Saved the chart “Cost over time” to "));
    assert!(fs::read_to_string(&path).unwrap().starts_with("<svg "));
}

#[test]
fn escape_stops_what_is_being_made() {
    let mut window = Window::sample();
    window.keys(CTRL, Key::P);
    let path = window.file("brief.pdf");
    window.retype(&path.display().to_string());
    window.harness().key_press(Key::Enter);
    window.harness().step();
    window.harness().step();
    assert_eq!(window.state().taking.iter().map(|underway| underway.take).collect::<Vec<_>>(), [Take::Brief]);
    window.harness().key_press(Key::Escape);
    window.harness().step();
    window.until("the stop", |state| state.taking.is_empty());
    window.run();
    assert_eq!(window.state().taking, []);
}

#[test]
fn the_deck_is_written_a_page_a_step() {
    let mut window = Window::of(&sample());
    window.keys(CTRL_SHIFT, Key::H);
    assert_eq!(window.state().prompt, None, "no deck is open");
    window.keys(CTRL, Key::D);
    window.change();
    window.keys(CTRL, Key::D);
    // A workbook is made of amounts; the pages of a deck are made of what is shown.
    window.key(Key::M);
    window.keys(CTRL_SHIFT, Key::X);
    assert_eq!(window.state().prompt, None);
    assert!(window.says("Not while amounts are hidden"));
    window.key(Key::M);
    window.keys(CTRL_SHIFT, Key::H);
    let Some(Prompt::Path { picking: Picking::Take(Take::Deck), text, .. }) = &window.state().prompt else {
        panic!("{:?}", window.state().prompt);
    };
    assert!(text.ends_with("untitled-deck-pages.pdf"), "{text}");
    save(&mut window, "talk");
    window.until_seen("the notice", |window| window.says("Saved the deck to "));
    assert_eq!(pages(&window, "talk.pdf", "/MediaBox[0 0 841.89 595.28]"), 2, "a page a step, lying");

    // A click on the other paper keeps what was typed, and Enter saves.
    window.keys(CTRL_SHIFT, Key::H);
    let path = window.file("letter");
    window.retype(&path.display().to_string());
    window.click(Role::Tab, "Letter");
    assert!(window.focused("Path"));
    window.key(Key::Enter);
    window.until_seen("the notice", |window| window.says("letter.pdf"));
    assert_eq!(pages(&window, "letter.pdf", "/MediaBox[0 0 792 612]"), 2);

    // Enter on a choice takes it and saves; Tab goes from the path by the choices to the buttons.
    window.keys(CTRL_SHIFT, Key::H);
    let path = window.file("again");
    window.retype(&path.display().to_string());
    for next in ["A4", "Letter", "Save", "Browse…", "Cancel"] {
        window.key(Key::Tab);
        assert!(window.focused(next), "{next}");
    }
    for _ in 0..4 {
        window.keys(Modifiers::SHIFT, Key::Tab);
    }
    assert!(window.focused("A4"));
    window.key(Key::Enter);
    window.until_seen("the notice", |window| window.says("again.pdf"));
    assert_eq!(pages(&window, "again.pdf", "/MediaBox[0 0 841.89 595.28]"), 2);
}

/// How many pages of a file have a size.
fn pages(window: &Window, name: &str, size: &str) -> usize {
    let bytes = fs::read(window.file(name)).unwrap();
    assert!(bytes.starts_with(b"%PDF"));
    String::from_utf8_lossy(&bytes).matches(size).count()
}

#[test]
fn the_workbook_is_written_and_can_be_opened() {
    let mut window = Window::sample();
    window.keys(CTRL_SHIFT, Key::X);
    save(&mut window, "desk");
    window.until_seen("the notice", |window| window.says("Saved the workbook to "));
    let bytes = fs::read(window.file("desk.xlsx")).unwrap();
    assert!(bytes.starts_with(b"PK"), "it is a package of sheets");
    assert!(bytes.len() > 100_000, "{} bytes", bytes.len());
}

#[test]
fn every_way_out_has_its_command() {
    let window = Window::sample();
    for command in
        [Command::CopyPicture, Command::CopySvg, Command::CopyTable, Command::SavePicture, Command::SaveTable]
    {
        assert!(command.off(window.state()).is_none());
        assert!(command.row().hint.contains("page’s"), "{}", command.row().hint);
    }
}

#[test]
fn the_assumptions_are_taken_as_they_are_listed() {
    let mut window = Window::sample();
    window.key(Key::A);
    window.until("the figures", |state| state.study.figures.is_some());
    window.run();
    window.keys(CTRL_SHIFT, Key::T);
    let copied = window.copied_text();
    let lines: Vec<Vec<&str>> = copied.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines[0][..4], ["Figure", "Lever", "Value", "Unit"]);
    let figures = window.state().study.figures.clone().unwrap();
    assert_eq!(lines.len() - 1, figures.rows.len());
    for (line, figure) in lines[1..].iter().zip(&figures.rows) {
        assert_eq!((line[1], line[2]), (&*figure.row.lever.to_string(), &*figure.row.value.normalize().to_string()));
    }
    let culture = lines.iter().find(|line| line[1] == "friction.rework").unwrap();
    assert_eq!(culture[3], "share");
    window.until("the notice", |state| state.taking.is_empty());
    // Only those that are looked at.
    let yours = figures.rows.iter().filter(|figure| figure.row.origin == Origin::Yours).count();
    window.click(Role::Tab, &format!("Yours {yours}"));
    window.click(Role::Button, "Table");
    window.run();
    window.node(Role::Button, "Save table as…").click_accesskit();
    window.run();
    window.run();
    save(&mut window, "yours.csv");
    window.until_seen("the notice", |window| window.says("Saved the list of assumptions to "));
    assert_eq!(fs::read_to_string(window.file("yours.csv")).unwrap().lines().count() - 1, yours);
}

#[test]
fn what_a_figure_is_made_of_is_copied_and_saved() {
    let mut window = Window::sample();
    window.key(Key::X);
    window.node(Role::Button, "Copy").click();
    let copied = window.copied_text();
    assert!(copied.starts_with("Part\tFigure\nEffective saving\t"), "{copied}");
    window.until("the notice", |state| state.taking.is_empty());
    window.run();
    window.click(Role::Button, "Save…");
    save(&mut window, "made.csv");
    window.until_seen("the notice", |window| window.says("Saved what “Effective saving” is made of to "));
    let text = fs::read_to_string(window.file("made.csv")).unwrap();
    assert_eq!(text.lines().count(), copied.lines().count());
    let total = window.state().answer.evaluation.results.totals.effective.to_string();
    assert!(text.contains(&total), "{text}");
}
