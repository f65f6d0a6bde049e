//! A window that is smaller than the explorer needs, as window systems that tile make them, draws all
//! the same, and what does not fit can be scrolled to.

use egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, vec2};
use shoreline::state::{command::Command, view::Chart};

use super::window::{Window, sample};

/// Sizes down to what no hand could use.
const SIZES: [(f32, f32); 5] = [(1.0, 1.0), (120.0, 90.0), (426.0, 720.0), (640.0, 200.0), (799.0, 479.0)];

#[test]
fn every_page_chart_and_card_is_drawn_in_a_window_of_any_size() {
    let mut drawn = 0;
    for (width, height) in SIZES {
        let mut window = Window::open(Some(&sample()), vec2(width, height));
        let cards = [Command::Keys, Command::Explain, Command::Seek, Command::Open, Command::SaveAs];
        let proposals = [Command::AddSite, Command::AddTeam, Command::PasteTeams, Command::Refresh, Command::Currency];
        let pages = [Command::New, Command::Assumptions, Command::Explore, Command::Details];
        let charts = Chart::ALL.into_iter().flat_map(|chart| [Command::Left(chart), Command::Right(chart)]);
        for command in charts.chain(cards).chain(proposals).chain(pages) {
            window.give(command);
            drawn += 1;
            if cards.contains(&command) || proposals.contains(&command) {
                window.key(egui::Key::Escape);
            }
        }
    }
    assert!(drawn > 150, "{drawn} drawn");
}

#[test]
fn what_does_not_fit_can_be_scrolled_to() {
    let mut window = Window::open(Some(&sample()), vec2(426.0, 720.0));
    let left = |window: &mut Window| window.node(egui::accesskit::Role::Button, "Undo").rect().left();
    let before = left(&mut window);
    assert!(before > 426.0, "undo is beyond the window's edge, at {before}");
    let harness = window.harness();
    harness.event(Event::PointerMoved(egui::pos2(200.0, 60.0)));
    let wheel = vec2(-300.0, 0.0);
    let (unit, modifiers, phase) = (MouseWheelUnit::Point, Modifiers::NONE, TouchPhase::Move);
    let source = MouseWheelSource::Wheel;
    harness.event(Event::MouseWheel { unit, delta: wheel, modifiers, phase, source });
    harness.run();
    assert!(left(&mut window) < before - 200.0, "it came into reach");
}
