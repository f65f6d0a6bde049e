//! Tabs and chips, driven and drawn.

use egui::accesskit::Role;
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use shoreline::state::view::Chart;
use shoreline::ui::{
    theme,
    widgets::{Choice, chip_ui, segmented_ui},
};

/// Tabs above three chips; the state is the active tab and how often a chip was clicked.
pub(crate) fn harness(dark: bool, pictures: bool) -> Harness<'static, (Chart, usize)> {
    let mut builder = Harness::builder().with_size(egui::vec2(560.0, 120.0)).with_pixels_per_point(2.0);
    if pictures {
        builder = builder.wgpu();
    }
    let mut installed = false;
    builder.build_ui_state(
        move |ui, state: &mut (Chart, usize)| {
            if !installed {
                theme::install(ui.ctx());
                ui.ctx().set_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light });
                ui.ctx().request_repaint();
                installed = true;
                return;
            }
            let palette = theme::palette(ui);
            ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, palette.ground);
            let inner = ui.max_rect().shrink(16.0);
            ui.scope_builder(egui::UiBuilder::new().max_rect(inner), |ui| controls_ui(ui, state));
        },
        (Chart::Cost, 0),
    )
}

fn controls_ui(ui: &mut egui::Ui, state: &mut (Chart, usize)) {
    let tabs =
        Chart::ALL.map(|chart| Choice { value: chart, key: chart.key(), label: chart.label(), hint: chart.hint() });
    if let Some(chart) = segmented_ui(ui, egui::Id::unique("test tabs"), &tabs, state.0, 528.0) {
        state.0 = chart;
    }
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        for (text, colors) in [("Go", palette.good), ("Cheap but rough", palette.warning), ("Stop", palette.bad)] {
            if chip_ui(ui, text, colors, "Why this verdict").clicked() {
                state.1 += 1;
            }
        }
    });
}

#[test]
fn tabs_switch_by_click_and_key() {
    let mut harness = harness(false, false);
    harness.run();
    harness.get_by_role_and_label(Role::Tab, "Matrix").click();
    harness.run();
    assert_eq!(harness.state().0, Chart::Matrix);
    assert_eq!(harness.get_by_label("Matrix").accesskit_node().is_selected(), Some(true));
    harness.get_by_label("Bridge").focus();
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    assert_eq!(harness.state().0, Chart::Bridge);
    harness.key_press(egui::Key::End);
    harness.run();
    assert_eq!(harness.state().0, Chart::Heat);
}

#[test]
fn a_chip_asks_why() {
    let mut harness = harness(false, false);
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Stop").click();
    harness.run();
    assert_eq!(harness.state().1, 1);
}
