//! Pictures of the widgets, to be looked at; drawn where `SHORELINE_PICTURES` names a folder.

use egui_kittest::kittest::Queryable;
use rust_decimal::dec;

use super::panel::{Panel, harness, slider};

/// Draws the panel with its sites, after something was done to it.
fn picture(name: &str, sites: usize, width: f32, prepare: impl Fn(&mut egui_kittest::Harness<'_, Panel>)) {
    let Ok(folder) = std::env::var("SHORELINE_PICTURES") else { return };
    for dark in [false, true] {
        let mut panel = Panel::new(sites);
        panel.rows[3].set(&mut panel.scenario, dec!(0.4)).unwrap();
        let mut harness = harness(panel, dark, true, width);
        harness.run();
        prepare(&mut harness);
        let theme = if dark { "dark" } else { "light" };
        let image = harness.render().unwrap();
        image.save(std::path::Path::new(&folder).join(format!("{name}-{theme}.png"))).unwrap();
    }
}

#[test]
fn pictures_of_the_mix() {
    for sites in [1, 2, 4] {
        picture(&format!("panel-{sites}"), sites, 300.0, |_| {});
    }
    picture("pinned", 4, 300.0, |harness| {
        harness.state_mut().pinned.insert("ph-mnl".into());
        harness.state_mut().highlighted = Some(2);
        harness.state_mut().open_fold = true;
        harness.run();
    });
}

#[test]
fn pictures_of_the_other_controls() {
    let Ok(folder) = std::env::var("SHORELINE_PICTURES") else { return };
    for dark in [false, true] {
        let mut harness = super::controls::harness(dark, true);
        harness.run();
        harness.get_by_label("By headcount").focus();
        harness.run();
        let theme = if dark { "dark" } else { "light" };
        let image = harness.render().unwrap();
        image.save(std::path::Path::new(&folder).join(format!("controls-{theme}.png"))).unwrap();
    }
}

#[test]
fn pictures_of_states() {
    picture("focus", 1, 640.0, |harness| {
        slider(harness, "Rework").focus();
        harness.run();
    });
    picture("open", 1, 300.0, |harness| {
        harness.get_by_label("Rework, value 5\u{a0}%").click();
        harness.run();
    });
    picture("error", 1, 300.0, |harness| {
        harness.get_by_label("Rework, value 5\u{a0}%").click();
        harness.run();
        harness.event(egui::Event::Text("95 %".to_owned()));
        harness.run();
        harness.key_press(egui::Key::Enter);
        harness.run();
    });
    picture("range", 1, 300.0, |harness| {
        harness.get_by_label_contains("Range of Rework").click();
        harness.run();
    });
    picture("card", 1, 640.0, |harness| {
        let rail = slider(harness, "Language").rect();
        harness.hover_at(rail.left_top() + egui::vec2(30.0, -10.0));
        harness.run_steps(60);
        harness.run_ok();
    });
}
