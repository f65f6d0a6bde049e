//! How uncertain a lever is: said in its row, seen in the chart, saved, taken back.

use egui::{Key, accesskit::Role};
use rust_decimal::dec;
use shoreline::{
    engine::monte_carlo::Band,
    model::ranges::{CERTAIN, range_of},
    state::study::TRIALS,
    store::files,
};

use super::window::{Window, sample};

/// The chart's band, once all trials of the scenario as it is now are run.
fn band(window: &mut Window) -> Vec<Band> {
    window.until("all trials", |state| {
        let all = state.study.simulation.as_ref().is_some_and(|known| known.trials == TRIALS[1]);
        all && state.study.generation == state.asked.newest
    });
    window.state().study.futures(60).unwrap().to_vec()
}

/// Says that rework may be as high as this.
fn type_high(window: &mut Window, text: &str) {
    window.button("Range of Rework").click();
    window.run();
    window.button("Rework, high, value").click();
    window.run();
    window.retype(text);
    window.key(Key::Enter);
    window.key(Key::Escape);
}

#[test]
fn a_range_is_typed_seen_saved_and_taken_back() {
    let mut window = Window::sample();
    let before = band(&mut window);
    type_high(&mut window, "20 %");
    assert_eq!(window.scenario().uncertainty["friction.rework"], (dec!(0.2), dec!(4)));
    assert_eq!(
        window.scenario().uncertainty["friction.language"],
        (dec!(0.4), dec!(2)),
        "the others stay as they were"
    );
    assert_eq!(window.state().history.undo_label(), Some("rework range 1–20\u{a0}%"));
    window.strip_holds();
    let wider = band(&mut window);
    assert!(wider[59].p90 > before[59].p90, "{:?} is not above {:?}", wider[59], before[59]);

    let path = window.file("ranges.ron");
    window.save_as(&path);
    window.until("the save", |state| !state.document.unsaved());
    let saved = files::load(&path).unwrap();
    assert_eq!(saved.uncertainty, window.scenario().uncertainty);
    let mut again = Window::of(&saved);
    assert!(again.button("Range of Rework, 1–20\u{a0}%").rect().is_positive());
    assert_eq!(band(&mut again), wider);

    window.undo();
    assert_eq!(*window.scenario(), sample());
    assert_eq!(band(&mut window), before);
}

#[test]
fn the_default_given_back_leaves_nothing_behind() {
    let mut window = Window::sample();
    type_high(&mut window, "20 %");
    assert!(window.state().document.unsaved());
    window.button("Range of Rework").click();
    window.run();
    window.click(Role::Button, "Default range");
    assert_eq!(window.state().history.undo_label(), Some("rework range as usual"));
    assert!(!window.state().document.unsaved());
    assert_eq!(*window.scenario(), sample());
}

#[test]
fn a_lever_that_is_not_varied_narrows_the_band() {
    let mut window = Window::sample();
    let before = band(&mut window);
    window.button("Range of Rework").click();
    window.run();
    window.click(Role::Button, "Not varied");
    let rework = "friction.rework".parse().unwrap();
    assert_eq!(range_of(window.scenario(), &rework), CERTAIN);
    assert_eq!(window.state().history.undo_label(), Some("rework not varied"));
    let narrower = band(&mut window);
    let width = |band: &[Band]| band[59].p90 - band[59].p10;
    assert!(width(&narrower) < width(&before));
}
