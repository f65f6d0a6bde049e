//! The salary mask over a deck: its steps in the room and its pages on paper are the same, each on an
//! index of its own, and neither tells an amount.

use std::fs;

use egui::Key;
use rust_decimal::{Decimal, dec};
use shoreline::{
    catalog::Catalog,
    engine::job::Job,
    export::{drawing::Drawing, pdf::pdf_of, svg::svg},
    format::{self, INDEX},
    model::{results::evaluate, scenario::Scenario},
    state::{
        command::Command,
        prompt::Prompt,
        taking::{Form, Goal, More, Order, Pages, Take},
    },
    store::{
        deck::{Deck, FORMAT, Step},
        encode, files, staged,
    },
    ui::pictures::{handout::handout, paper::Paper},
};

use super::{
    mask::{Telling, said, silent, telling},
    mask_pages::{other, read},
    poppler::poppler,
    window::{CTRL_SHIFT, Window},
};

/// Steps that tell amounts in all that they say, move, sweep and point at; the second can't be shown.
fn deck() -> Deck {
    let step = |scenario: &str, chart: &str, beside: &str, highlight: &str, levers: &[(&str, Decimal)]| Step {
        scenario: scenario.into(),
        levers: levers.iter().map(|(id, value)| ((*id).to_owned(), *value)).collect(),
        chart: chart.into(),
        beside: beside.into(),
        line: format!("{chart}: $1,997,556 on pay of 46,870, or EUR 94 an hour"),
        highlight: highlight.into(),
        sweep: "management.trip_cost".into(),
        against: "friction.rework".into(),
    };
    let pay = ("team.support-desk.salary.us-nyc", dec!(61234));
    let steps = vec![
        step("telling.ron", "cost", "headcount", "management.trip_cost", &[pay, ("friction.rework", dec!(0.11))]),
        step("telling.ron", "cost", "", "", &[("management.trip_cost", dec!(-46870))]),
        step("other.ron", "matrix", "bridge", "site.ph-mnl.exchange_rate", &[("management.trip_cost", dec!(4321.5))]),
        step("other.ron", "sweep", "risk", "friction.rework", &[]),
    ];
    Deck { format: FORMAT, title: "Board: save $1,997,556".into(), steps }
}

/// A window on that deck, and what must not be said of any of its steps.
pub(super) fn window() -> (Window, Telling) {
    let folder = tempfile::tempdir().unwrap();
    let (one, other, deck) = (telling(), other(), deck());
    files::save(&folder.path().join("telling.ron"), &one).unwrap();
    files::save(&folder.path().join("other.ron"), &other).unwrap();
    fs::write(folder.path().join("board.deck.ron"), encode(&deck)).unwrap();
    let of = |step: &Step| if step.scenario == "other.ron" { &other } else { &one };
    let shown: Vec<Scenario> = deck.steps.iter().filter_map(|step| step.applied(of(step)).ok()).collect();
    assert_eq!(shown.len(), deck.steps.len() - 1);
    let telling = Telling::of_all(&shown.iter().chain([&one, &other]).collect::<Vec<_>>());
    (Window::in_folder(folder, "board.deck.ron"), telling)
}

/// The pages that are made of the open deck now, as the worker reads them.
fn pages(window: &Window) -> Pages {
    let order = Order::of(window.state(), (Take::Deck, Form::Pdf), Goal::Clipboard);
    let More::Pages(mut pages) = order.more else { panic!("no pages") };
    let scenarios = staged::scenarios(&pages.deck, &pages.folder);
    pages.show(scenarios);
    pages
}

fn drawn(window: &Window, pages: &Pages) -> Vec<Drawing> {
    let catalog = Catalog::clone(&window.state().shelf.catalog);
    assert!(!catalog.sources.is_empty());
    handout((&pages.title(), &pages.slides), Paper::A4, &catalog, &Job::default()).unwrap()
}

#[test]
fn the_pages_of_a_deck_are_what_the_room_sees_and_tell_no_amount() {
    let (mut window, telling) = window();
    // The test would find what it looks for.
    let mut open = pages(&window);
    open.slides.truncate(1);
    assert!(drawn(&window, &open).iter().all(|page| telling.told(&read(&svg(page))).is_some()));
    window.key(Key::M);
    silent(&mut window, &telling, "the deck");
    let pages = pages(&window);
    assert_eq!(telling.told(&pages.title()), None);
    window.present();
    for (at, slide) in pages.slides.iter().enumerate() {
        silent(&mut window, &telling, &format!("step {at}"));
        let presented = window.state().talk.presented.as_ref().unwrap();
        assert_eq!(presented.at, at);
        assert_eq!((&presented.shown.line, &presented.shown.scenario), (&slide.line, &slide.scenario));
        if let Ok(scenario) = &slide.scenario {
            assert_eq!(presented.room.document.scenario, *scenario);
            let home = evaluate(scenario).results.totals.home;
            assert_eq!(format::money_exact(home, INDEX), "100.00", "step {at}");
        }
        window.press(Key::PageDown);
    }
    window.end();

    let drawings = drawn(&window, &pages);
    assert_eq!(drawings.len(), 4);
    for (at, page) in drawings.iter().enumerate() {
        let text = svg(page);
        assert_eq!(telling.told(&read(&text)), None, "page {at}: {text}");
        assert!(text.contains("mounts are an index") == (at != 1), "page {at}: {text}");
    }
    // A lever that tells an amount is named without its value, another with it.
    let text = |at: usize| svg(&drawings[at]);
    assert!(text(0).contains(">Cost of a trip<") && !text(0).contains("Cost of a trip: "), "{}", text(0));
    assert!(text(1).contains("can’t be shown") && text(3).contains("ework: 8"), "{} {}", text(1), text(3));

    // The file holds just these pages.
    window.keys(CTRL_SHIFT, Key::H);
    let Some(Prompt::Path { text: offered, .. }) = &window.state().prompt else { panic!("not asked where to") };
    assert!(offered.ends_with("board-save-pages.pdf"), "{offered}");
    silent(&mut window, &telling, "the question where to");
    let path = window.file("pages.pdf");
    window.retype(&path.display().to_string());
    window.key(Key::Enter);
    window.until_seen("the file", |window| window.says("Saved the deck to "));
    let bytes = fs::read(&path).unwrap();
    assert!(bytes == pdf_of(&pages.title(), &drawings).unwrap(), "other pages are in the file");
    if let Some(text) = poppler("pdftotext", &["-", "-"], &bytes) {
        assert!(text.contains("index"), "{text}");
        assert_eq!(telling.told(&text), None, "{text}");
    }
    // Without the mask they are of amounts again.
    window.key(Key::Escape);
    window.key(Key::M);
    assert_eq!(Command::SavePages.off(window.state()), None);
    assert_eq!(self::pages(&window).title(), "Board: save $1,997,556");
}

#[test]
fn a_mask_put_on_at_a_step_without_figures_hides_what_the_next_one_glides_from() {
    let (mut window, telling) = window();
    window.present();
    assert!(said(&mut window).iter().any(|text| telling.told(text).is_some()));
    window.press(Key::PageDown);
    window.press(Key::M);
    silent(&mut window, &telling, "the step that can't be shown");
    window.harness().key_press(Key::PageDown);
    for _ in 0..8 {
        // Not for a moment.
        window.harness().step();
        silent(&mut window, &telling, "the way to the next step");
    }
    window.settle();
    silent(&mut window, &telling, "the next step");
}
