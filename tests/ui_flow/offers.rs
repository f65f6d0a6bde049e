//! What every chart offers: its table to copy and to hear, its first view again, and a window of
//! its own.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use shoreline::state::view::{Chart, CostMode};

use super::window::Window;

fn shown(chart: Chart) -> Window {
    let mut window = Window::sample();
    window.key(Key::from_name(&chart.number().to_string()).unwrap());
    window.until("what the chart shows", |state| {
        let study = &state.study;
        study.simulation.is_some()
            && (chart != Chart::Sweep || study.sweep.is_some())
            && (chart != Chart::Heat || study.heat.is_some())
            && (chart != Chart::Risk || study.tornado.is_some())
    });
    window.run();
    window
}

#[test]
fn the_table_of_every_chart_is_copied_and_heard() {
    for chart in Chart::ALL {
        let mut window = shown(chart);
        assert!(
            window.harness().query_all_by_role(Role::Table).any(|node| {
                node.accesskit_node()
                    .label()
                    .is_some_and(|label| label.starts_with(&format!("Table of {}", chart.label())))
            }),
            "{chart:?} is heard"
        );
        let rows: Vec<String> =
            window.harness().query_all_by_role(Role::Row).filter_map(|row| row.accesskit_node().label()).collect();
        assert!(rows.len() > 5 && rows.iter().all(|row| row.contains(": ")), "{chart:?}: {rows:?}");
        window.chart_menu(chart.label());
        window.node(Role::Button, "Copy table").click_accesskit();
        let text = window.copied_text();
        let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
        assert!(lines.len() > 5 && lines[0].len() > 1, "{chart:?}: {text}");
        window.run();
        assert!(window.says(&format!("On the clipboard: the table of “{}”.", chart.label())));
    }
}

#[test]
fn the_costs_that_are_copied_are_the_books() {
    let mut window = shown(Chart::Cost);
    window.chart_menu(Chart::Cost.label());
    window.node(Role::Button, "Copy table").click_accesskit();
    let text = window.copied_text();
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines[0][..4], ["Month", "Home, USD", "Cash, USD", "Effective, USD"]);
    let totals = window.state().answer.evaluation.results.totals;
    let last = lines.last().unwrap();
    assert_eq!(last[..4], ["60", &totals.home.to_string(), &totals.cash.to_string(), &totals.effective.to_string()]);
}

#[test]
fn a_menu_by_key_resets_what_was_chosen() {
    let mut window = shown(Chart::Cost);
    window.click(Role::RadioButton, "Monthly");
    window.run();
    assert_eq!(window.state().view.cost_mode, CostMode::Monthly);
    window.node(Role::Group, "Cost over time chart").focus();
    window.run();
    window.keys(Modifiers::SHIFT, Key::F10);
    window.run();
    window.click(Role::Button, "Reset view");
    window.run();
    assert_eq!(window.state().view.cost_mode, CostMode::Cumulative);
}

#[test]
fn a_chart_in_its_own_window_is_live_and_acts() {
    let mut window = shown(Chart::Risk);
    window.chart_menu(Chart::Risk.label());
    window.click(Role::Button, "Open in its own window");
    window.key(Key::Num1);
    window.run();
    assert_eq!(window.state().view.left, Chart::Cost);
    let groups = |window: &mut Window| window.harness().query_all_by_label("Risk chart").count();
    assert_eq!(groups(&mut window), 1, "it is in its own window only");
    let name = |window: &mut Window| {
        let charts = window.harness().query_all_by_role(Role::Image).filter_map(|node| node.accesskit_node().label());
        charts.filter(|label| label.starts_with("Risk. ")).collect::<Vec<_>>()
    };
    let before = name(&mut window);
    window.slider("Rework").focus();
    window.run();
    window.key(Key::End);
    window.until("the new futures", |state| state.study.generation == state.answer.generation);
    window.run();
    assert!(!before.is_empty() && name(&mut window) != before, "{before:?}");
    window.chart_menu(Chart::Risk.label());
    window.click(Role::Button, "Close its window");
    window.run();
    window.run();
    assert_eq!(groups(&mut window), 0);
}
