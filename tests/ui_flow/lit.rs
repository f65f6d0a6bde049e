//! A lever that something else points at: found, lit and held to the keyboard.

use std::sync::Arc;

use egui::{Key, Rect, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable};
use shoreline::{
    model::lever::LeverId,
    state::{
        AppState, Document, Shelf,
        command::Command,
        message::{Message, ViewChange},
        update::update,
    },
    store::Session,
    ui,
};

use super::window::sample;

/// The window's contents alone: what is sent to it is what a chart would send.
fn window() -> Harness<'static, AppState> {
    let scenario = Arc::new(sample());
    let shelf = Shelf { sample: Arc::clone(&scenario), ..Shelf::default() };
    let state = AppState::new(Document::new(scenario, None), shelf, Session::default());
    let mut installed = false;
    let mut window = Harness::builder().with_size(egui::vec2(1280.0, 720.0)).with_max_steps(200).build_ui_state(
        move |ui, state: &mut AppState| {
            if !installed {
                ui::install(ui.ctx());
                ui.ctx().request_repaint();
                installed = true;
                return;
            }
            let mut messages = Vec::new();
            ui::root_ui(ui, state, &mut messages);
            for message in messages {
                update(state, message);
            }
        },
        state,
    );
    window.run();
    window
}

fn send(window: &mut Harness<'_, AppState>, message: Message) {
    update(window.state_mut(), message);
    window.run();
}

fn show(window: &mut Harness<'_, AppState>, lever: &LeverId) {
    send(window, Message::ShowLever(lever.clone()));
}

fn name(name: &str) -> LeverId {
    name.parse().unwrap()
}

/// Where the levers are seen: under the strip, over the search.
fn panel() -> Rect {
    Rect::from_min_max(egui::pos2(0.0, 152.0), egui::pos2(300.0, 692.0))
}

#[test]
fn every_lever_comes_into_view_lit_and_with_the_keyboard() {
    let mut window = window();
    let scenario = sample();
    for lever in LeverId::all(&scenario) {
        show(&mut window, &lever);
        let label = lever.label(&scenario);
        let rail = window.get_by_role_and_label(Role::Slider, &label);
        assert!(panel().contains_rect(rail.rect()), "{lever} at {:?}", rail.rect());
        assert!(rail.is_focused(), "{lever} has no keyboard");
        assert_eq!(window.state().view.lit.lever, Some(lever));
    }
}

#[test]
fn a_lever_is_shown_again_after_the_panel_was_scrolled_away() {
    let mut window = window();
    let lever = name("site.ph-mnl.exchange_rate");
    show(&mut window, &lever);
    let label = lever.label(&sample());
    let there = window.get_by_role_and_label(Role::Slider, &label).rect();
    window.hover_at(panel().center());
    window.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, 5000.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    });
    window.run();
    let away = window.get_by_role_and_label(Role::Slider, &label).rect();
    assert!(!panel().contains_rect(away), "{away:?}");
    show(&mut window, &lever);
    assert_eq!(window.get_by_role_and_label(Role::Slider, &label).rect(), there);
}

#[test]
fn the_light_goes_out_with_the_next_thing_done() {
    let lever = name("friction.culture");
    let others = [
        Message::Command(Command::Undo),
        Message::Command(Command::Details),
        Message::View(ViewChange::Search("rework".to_owned())),
    ];
    for other in others {
        let mut window = window();
        show(&mut window, &lever);
        // Nothing is drawn while nothing happens.
        window.step();
        assert!(window.state().view.lit.lever.is_some());
        send(&mut window, other);
        assert_eq!(window.state().view.lit.lever, None);
    }
    let mut window = window();
    show(&mut window, &lever);
    window.key_press(Key::ArrowRight);
    window.run();
    assert_eq!(window.state().view.lit.lever, None);
    assert_ne!(window.state().document.scenario.friction.culture, sample().friction.culture);
}

#[test]
fn a_lever_is_shown_from_another_page_and_out_of_a_search() {
    let mut window = window();
    send(&mut window, Message::View(ViewChange::Search("visa".to_owned())));
    send(&mut window, Message::Command(Command::Assumptions));
    let lever = name("money.discount_rate");
    show(&mut window, &lever);
    assert_eq!(window.state().view.search, "");
    assert!(window.get_by_role_and_label(Role::Slider, &lever.label(&sample())).is_focused());
}
