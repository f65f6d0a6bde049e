//! Presenting: steps are walked, glided to, asked about and left; every text reads in the room.

use std::{fs, path::Path};

use egui::{Key, Shape, accesskit::Role, epaint::ClippedShape};
use shoreline::state::{present::Presented, view::Chart};

use super::window::{Window, sample};

/// The sample scenarios and the deck over them, in a folder of their own.
fn examples() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    folder
}

fn story() -> Window {
    Window::in_folder(examples(), "what-it-really-costs.deck.ron")
}

fn presented(window: &Window) -> &Presented {
    window.state().talk.presented.as_ref().unwrap()
}

/// Every text that is seen, with the size of its smallest and largest letters in pixels.
fn texts(window: &mut Window) -> Vec<(String, f32, f32)> {
    fn gather(shape: &Shape, clip: egui::Rect, found: &mut Vec<(String, f32, f32)>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| gather(shape, clip, found)),
            Shape::Text(text)
                if !text.galley.text().trim().is_empty()
                    && clip.intersect(text.visual_bounding_rect()).is_positive() =>
            {
                let sizes = text.galley.job.sections.iter().map(|part| part.format.font_id.size);
                let (least, most) = sizes.fold((f32::MAX, 0.0_f32), |(a, b), size| (a.min(size), b.max(size)));
                found.push((text.galley.text().to_owned(), least, most));
            }
            _ => {}
        }
    }
    let pixels = window.harness().ctx.pixels_per_point();
    let mut found = Vec::new();
    for ClippedShape { clip_rect, shape, .. } in &window.harness().output().shapes {
        gather(shape, *clip_rect, &mut found);
    }
    found.into_iter().map(|(text, least, most)| (text, least * pixels, most * pixels)).collect()
}

#[test]
fn every_text_of_the_story_reads_in_the_room() {
    let mut window = story();
    window.present();
    assert_eq!(presented(&window).slides.len(), 8);
    for step in 0..8 {
        assert_eq!(presented(&window).at, step);
        for levers in [false, true] {
            if levers {
                window.press(Key::L);
            }
            let texts = texts(&mut window);
            assert!(texts.len() > 8, "step {step}: {texts:?}");
            for (text, least, _) in &texts {
                assert!(*least >= 24.0, "step {step}, levers {levers}: “{text}” has {least} points");
            }
            let hero = texts.iter().map(|(_, _, most)| *most).fold(0.0, f32::max);
            assert!(hero >= 72.0, "step {step}: {hero}");
        }
        window.press(Key::PageDown);
    }
    // There is no ninth step.
    assert_eq!(presented(&window).at, 7);
}

#[test]
fn steps_are_walked_both_ways_and_the_open_scenario_stays() {
    let mut window = story();
    let open = window.state().document.scenario.clone();
    window.present();
    for (key, at) in [
        (Key::ArrowRight, 1),
        (Key::ArrowDown, 2),
        (Key::Space, 3),
        (Key::PageDown, 4),
        (Key::ArrowLeft, 3),
        (Key::ArrowUp, 2),
        (Key::PageUp, 1),
        (Key::Backspace, 0),
        (Key::PageUp, 0),
    ] {
        window.press(key);
        assert_eq!(presented(&window).at, at, "{key:?}");
        let slide = presented(&window).shown.clone();
        assert!(window.says(&slide.line), "{}", slide.line);
        assert_eq!(presented(&window).room.answer.scenario, slide.scenario.unwrap());
    }
    assert!(window.says("1 of 8") && window.says("Effective: 29"));
    window.end();
    assert_eq!(window.state().document.scenario, open);
    assert!(!window.state().document.unsaved());
    window.key(Key::E);
    window.strip_holds();
}

#[test]
fn levers_and_curves_glide_to_the_next_step_unless_motion_is_reduced() {
    let mut window = story();
    window.present();
    for _ in 0..2 {
        window.press(Key::PageDown);
    }
    let cheap = |window: &Window| presented(window).room.answer.scenario.name.contains("too cheap");
    window.harness().key_press(Key::PageDown);
    window.harness().run_steps(2);
    assert!(presented(&window).room.replay.is_some(), "nothing glides");
    window.until("the glide", |state| {
        let replay = state.talk.presented.as_ref().unwrap().room.replay.as_ref();
        replay.is_none_or(|replay| replay.answers.len() == 13)
    });
    window.settle();
    assert!(cheap(&window));
    window.keys(super::window::CTRL_SHIFT, Key::M);
    assert!(window.state().session.still);
    window.harness().key_press(Key::PageUp);
    window.harness().run_steps(2);
    assert!(presented(&window).room.replay.is_none());
    window.settle();
    assert!(!cheap(&window));
}

#[test]
fn a_pulled_lever_is_put_back_when_its_step_is_entered_again() {
    let mut window = story();
    window.present();
    window.press(Key::L);
    assert!(presented(&window).levers && window.says("Rework"));
    let rework = |window: &Window| presented(window).room.document.scenario.friction.rework;
    let before = rework(&window);
    window.slider("Rework").focus();
    window.harness().run();
    window.press(Key::ArrowRight);
    let pulled = rework(&window);
    assert_ne!(pulled, before);
    // Arrows belong to the lever, Page keys walk.
    assert_eq!(presented(&window).at, 0);
    window.press(Key::PageDown);
    assert_eq!(presented(&window).at, 1);
    window.press(Key::PageUp);
    assert_eq!((presented(&window).at, rework(&window)), (0, before));
    assert!(!presented(&window).levers);
    // Without the levers nothing can be moved by accident.
    assert!(!window.has(Role::Slider, "Rework"));
    // Put away, they do not end the presentation.
    window.press(Key::L);
    window.press(Key::Escape);
    assert!(!presented(&window).levers);
    window.end();
}

#[test]
fn the_lever_that_a_step_points_at_has_the_keyboard() {
    let mut window = story();
    window.present();
    for _ in 0..4 {
        window.press(Key::PageDown);
    }
    assert!(window.says("Shift starts, Manila: 21:00"));
    window.press(Key::L);
    let start = |window: &Window| presented(window).room.document.scenario.sites[0].shift_start;
    let before = start(&window);
    assert!(window.focused("Shift starts, Manila"));
    window.press(Key::ArrowLeft);
    assert!(start(&window) < before);
    assert_eq!(presented(&window).at, 4);
}

#[test]
fn a_blank_screen_shows_nothing_until_it_is_walked_on() {
    let mut window = story();
    window.present();
    window.press(Key::Period);
    assert!(presented(&window).blank);
    assert_eq!(texts(&mut window), vec![]);
    assert!(window.says("The screen is blank") && !window.says("Effective"));
    window.press(Key::Period);
    assert!(window.says("Effective"));
    window.press(Key::Period);
    window.press(Key::PageDown);
    assert_eq!((presented(&window).at, presented(&window).blank), (1, false));
    window.press(Key::Period);
    window.press(Key::Escape);
    assert!(!presented(&window).blank);
}

#[test]
fn a_missing_file_says_so_on_its_step_and_the_rest_goes_on() {
    let folder = examples();
    fs::remove_file(folder.path().join("developers-manila-cheap.ron")).unwrap();
    let mut window = Window::in_folder(folder, "what-it-really-costs.deck.ron");
    window.until("the files", |state| state.talk.deck.as_ref().is_some_and(|open| open.fault(3).is_some()));
    assert!(window.says("there is no such file"), "the deck’s page says nothing");
    window.present();
    for _ in 0..3 {
        window.press(Key::PageDown);
    }
    assert!(window.says("This step can’t be shown"));
    assert!(window.says("developers-manila-cheap.ron: can't be read: there is no such file"));
    assert!(texts(&mut window).iter().all(|(_, least, _)| *least >= 24.0));
    window.press(Key::L);
    assert!(!presented(&window).levers);
    window.press(Key::PageDown);
    assert!(window.says("Effective: 33"));
}

#[test]
fn without_a_deck_what_is_open_is_the_only_step() {
    let mut window = Window::of(&sample());
    window.change();
    let open = window.state().document.scenario.clone();
    window.present();
    assert_eq!(presented(&window).slides.len(), 1);
    assert_eq!((presented(&window).shown.view.left, presented(&window).shown.two), (Chart::Cost, true));
    assert_eq!(presented(&window).room.answer.scenario, open);
    assert!(!window.says("1 of 1"));
    window.press(Key::PageDown);
    assert_eq!(presented(&window).at, 0);
    window.end();
    assert_eq!(window.state().document.scenario, open);
    assert!(window.state().document.unsaved());
    // What was undone before can be undone after.
    window.undo();
    assert!(!window.state().document.unsaved());
}
