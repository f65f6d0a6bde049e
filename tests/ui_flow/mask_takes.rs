//! The salary mask on each thing that can be taken from the window, in each of its forms.

use std::collections::BTreeSet;

use egui::Key;
use shoreline::{
    catalog::Catalog,
    engine::{job::Job, measure::Measure},
    state::{
        compare::{Picture, Sheet},
        effect::Replace,
        taking::{Form, Goal, More, Order, Take},
        view::Chart,
    },
    store::staged,
    ui::pictures::orders::{Product, product},
};

use super::{
    mask::{Telling, silent},
    mask_deck,
    mask_pages::{compare_with, compared, read},
    poppler::poppler,
    window::Window,
};

/// Each thing that can be taken away. One more is a row here too.
pub(super) fn every() -> Vec<Take> {
    let mut every: Vec<Take> =
        Chart::ALL.into_iter().flat_map(|chart| [Take::Picture(chart), Take::Table(chart)]).collect();
    every.extend([Take::Months, Take::Compared(Sheet::Results), Take::Compared(Sheet::Inputs)]);
    every.extend(Picture::ALL.into_iter().flat_map(|of| [Take::ComparedPicture(of), Take::ComparedTable(of)]));
    every.extend([Take::All, Take::Assumptions, Take::Library]);
    every.extend([Measure::EffectiveSaving, Measure::NetPresentValue].map(|measure| Take::Explained(measure, None)));
    every.extend([Take::Brief, Take::Workbook, Take::Deck]);
    for take in &every {
        match take {
            Take::Picture(_)
            | Take::Table(_)
            | Take::Months
            | Take::Compared(Sheet::Results | Sheet::Inputs)
            | Take::ComparedPicture(_)
            | Take::ComparedTable(_)
            | Take::All
            | Take::Assumptions
            | Take::Library
            | Take::Explained(..)
            | Take::Brief
            | Take::Workbook
            | Take::Deck => {}
        }
    }
    every
}

/// What is made of what is shown now; of a deck once its scenarios are read.
pub(super) fn made(window: &Window, take: Take, form: Form, goal: Goal) -> Product {
    let mut order = Order::of(window.state(), (take, form), goal);
    if let More::Pages(pages) = &mut order.more {
        let scenarios = staged::scenarios(&pages.deck, &pages.folder);
        pages.show(scenarios);
    }
    let catalog = Catalog::clone(&window.state().shelf.catalog);
    product(&order, &catalog, &Job::default()).unwrap_or_else(|error| panic!("{take:?} as {form:?}: {error}"))
}

/// Every text that is made of some, with what it is of.
fn texts(window: &Window, takes: &[Take]) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for take in takes.iter().copied().filter(|take| !take.tells_amounts()) {
        texts.push((format!("the name of {take:?}"), take.name()));
        // Pixels are painted of what the SVG holds.
        for form in take.forms().iter().filter(|form| **form != Form::Png) {
            let what = format!("{take:?} as {form:?}");
            let file = Goal::File(format!("a.{}", form.ending()).into(), Replace::Never);
            match made(window, take, *form, file) {
                Product::Text(text) => texts.push((what, text)),
                // Pages are read here where that can be, and by what is drawn on them elsewhere.
                Product::Bytes(bytes) if *form == Form::Pdf => {
                    texts.extend(poppler("pdftotext", &["-", "-"], &bytes).map(|text| (what, text)));
                }
                Product::Bytes(_) | Product::Picture(_) => {}
            }
        }
    }
    texts
}

/// What a text tells; where commas part cells, what any of them tells.
fn told(telling: &Telling, text: &str) -> Option<String> {
    let text = read(text);
    telling.told(&text).or_else(|| text.split(',').find_map(|cell| telling.told(cell)))
}

/// The amounts of the books: cells with cents, and with more than small change.
fn amounts(window: &Window) -> BTreeSet<String> {
    let file = Goal::File("a.tsv".into(), Replace::Never);
    let Product::Text(text) = made(window, Take::Months, Form::Tsv, file) else { panic!("no table") };
    let amount = |cell: &&str| cell.split_once('.').is_some_and(|(whole, cents)| whole.len() > 2 && cents.len() == 2);
    text.split(['\t', '\n']).filter(amount).map(str::to_owned).collect()
}

#[test]
fn each_thing_in_each_form_tells_no_amount() {
    let (mut window, telling) = mask_deck::window();
    let (plan, other) = (window.file("telling.ron"), window.file("other.ron"));
    window.open_path(&plan);
    window.until("the scenario", |state| state.document.path.as_ref() == Some(&plan));
    compare_with(&mut window, &[other]);
    let folder = window.folder.path().to_owned();
    window.list_folder(&folder);
    window.key(Key::C);
    compared(&mut window);
    // The test would find what it looks for.
    for (what, text) in texts(&window, &[Take::Picture(Chart::Cost), Take::Table(Chart::Bridge)]) {
        assert!(told(&telling, &text).is_some() || what.starts_with("the name"), "{what}: {text}");
    }
    let own = amounts(&window);
    assert!(own.len() > 100, "{own:?}");
    window.key(Key::M);
    compared(&mut window);
    silent(&mut window, &telling, "the comparison");
    assert_eq!(amounts(&window).intersection(&own).count(), 0);
    for (what, text) in texts(&window, &every()) {
        assert_eq!(told(&telling, &text), None, "{what}: {text}");
    }
    assert_eq!(every().into_iter().filter(|take| take.tells_amounts()).collect::<Vec<_>>(), [Take::Workbook]);
}
