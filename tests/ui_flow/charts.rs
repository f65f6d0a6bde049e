//! The charts: chosen by tab, mouse and key, and what hands do in them.

use egui::{Key, Pos2, accesskit::Role};
use egui_kittest::{
    Node,
    kittest::{NodeT, Queryable},
};
use rust_decimal::Decimal;
use shoreline::state::view::{Chart, CostMode, LedgerPeriod};

use super::window::{CTRL, Window};

const KEYS: [(Key, Chart); 9] = [
    (Key::Num1, Chart::Cost),
    (Key::Num2, Chart::Headcount),
    (Key::Num3, Chart::Matrix),
    (Key::Num4, Chart::Bridge),
    (Key::Num5, Chart::Sweep),
    (Key::Num6, Chart::Risk),
    (Key::Num7, Chart::Seats),
    (Key::Num8, Chart::Ledger),
    (Key::Num9, Chart::Heat),
];

/// Whether a chart's name begins the sentence of some picture or table on screen.
fn shows(window: &Window, chart: Chart) -> bool {
    window.says(&format!("{}. ", chart.label()))
}

#[test]
fn the_cost_chart_and_the_details_name_the_chances() {
    let mut window = Window::sample();
    window.until("all trials", |state| {
        state.study.simulation.as_ref().is_some_and(|known| known.trials == shoreline::state::study::TRIALS[1])
    });
    let known = window.state().study.simulation.clone().unwrap();
    let last = known.months.last().copied().unwrap();
    let money = |amount| shoreline::format::money(shoreline::format::decimal(amount), "USD");
    let said = format!("In 80 of 100 futures it ends between {} and {}.", money(last.p10), money(last.p90));
    assert!(window.says(&said), "{said}");
    window.key(egui::Key::I);
    assert!(window.says("Chance of a saving"));
    assert!(window.says(&shoreline::format::chance(known.chance_of_saving.unwrap())));
}

#[test]
fn digits_and_tabs_choose_charts() {
    let mut window = Window::sample();
    assert!(shows(&window, Chart::Cost) && shows(&window, Chart::Matrix));
    for (key, chart) in KEYS {
        window.key(key);
        assert_eq!(window.state().view.left, chart);
        assert!(shows(&window, chart), "{chart:?} on the left");
    }
    for (key, chart) in KEYS {
        window.keys(CTRL, key);
        assert_eq!(window.state().view.right, chart);
        assert!(shows(&window, chart), "{chart:?} on the right");
        assert_ne!(window.state().view.left, chart, "a chart never stands twice");
    }
    for chart in Chart::ALL {
        window.click(Role::Tab, chart.label());
        assert_eq!(window.state().view.left, chart);
        assert_eq!(window.node(Role::Tab, chart.label()).accesskit_node().is_selected(), Some(true));
    }
    window.node(Role::Tab, "Matrix").click_secondary();
    window.run();
    assert_eq!(window.state().view.right, Chart::Matrix);
    window.node(Role::Tab, "Bridge").click_modifiers(CTRL);
    window.run();
    assert_eq!(window.state().view.right, Chart::Bridge);
}

#[test]
fn a_narrow_window_has_one_chart_and_all_tabs() {
    let mut window = Window::open(None, egui::vec2(800.0, 600.0));
    for chart in Chart::ALL {
        window.click(Role::Tab, chart.label());
        assert!(shows(&window, chart), "{chart:?}");
        let others = Chart::ALL.iter().filter(|other| **other != chart);
        for other in others {
            assert!(!shows(&window, *other), "{other:?} beside {chart:?}");
        }
    }
}

#[test]
fn cost_and_ledger_switch_their_view() {
    let mut window = Window::sample();
    window.click(Role::RadioButton, "Monthly");
    assert_eq!(window.state().view.cost_mode, CostMode::Monthly);
    assert!(window.says("Monthly cost, $"));
    window.click(Role::RadioButton, "Cumulative");
    assert_eq!(window.state().view.cost_mode, CostMode::Cumulative);
    window.key(Key::Num8);
    window.click(Role::RadioButton, "Months");
    assert_eq!(window.state().view.ledger_period, LedgerPeriod::Months);
    assert!(window.says("Costs by month"));
    window.click(Role::RadioButton, "Years");
    assert_eq!(window.state().view.ledger_period, LedgerPeriod::Years);
    assert!(window.says("Costs by year"));
}

/// Looks over the matrix until a mix is under the pointer.
fn find_mix(window: &mut Window) -> Pos2 {
    let images = window.harness().query_all_by_role(Role::Image);
    let matrix = |node: &Node<'_>| node.accesskit_node().label().is_some_and(|label| label.starts_with("Matrix. "));
    let matrix = images.into_iter().find(matrix).unwrap().rect();
    let mut y = matrix.top() + 4.0;
    while y < matrix.bottom() {
        let mut x = matrix.left() + 4.0;
        while x < matrix.right() {
            let at = egui::pos2(x, y);
            window.harness().hover_at(at);
            window.harness().step();
            window.harness().step();
            if window.says("Click to take this mix") {
                return at;
            }
            x += 16.0;
        }
        y += 16.0;
    }
    panic!("no mix in the matrix can be taken");
}

#[test]
fn a_click_in_the_matrix_takes_the_mix() {
    let mut window = Window::sample();
    let before = window.scenario().teams[0].offshore_share();
    let at = find_mix(&mut window);
    window.harness().drag_at(at);
    window.harness().drop_at(at);
    window.run();
    let after = window.scenario().teams[0].offshore_share();
    assert_ne!(after, before);
    assert!((Decimal::ZERO..=Decimal::ONE).contains(&after));
    window.strip_holds();
    assert_eq!(window.state().history.undo_label(), Some("location mix"));
    window.undo();
    assert_eq!(window.scenario().teams[0].offshore_share(), before);
}

#[test]
fn one_click_or_key_opens_what_is_behind_the_answer() {
    let mut window = Window::sample();
    let behind = ["Net present value", "Funding need", "Pilot exposure", "Run-rate saving", "Seats released at home"];
    assert!(behind.iter().all(|label| !window.says(label)));
    for figure in ["click", "key"] {
        match figure {
            "click" => window.click(Role::DisclosureTriangle, "Details of the answer"),
            _ => window.key(egui::Key::I),
        }
        for label in behind {
            assert!(window.says(label), "{figure}: no {label}");
        }
        let results = &window.state().answer.evaluation.results;
        let money = |amount| shoreline::format::money(amount, "USD");
        let figures =
            [results.net_present_value, results.funding_need, results.pilot_exposure, results.run_rate_saving];
        for amount in figures {
            assert!(window.says(&money(amount)), "{figure}: no {}", money(amount));
        }
        assert!(window.says("14"));
        window.key(Key::Escape);
        assert!(!window.says("Net present value"), "{figure}: Esc leaves the details open");
    }
}

/// The last figures of the details, which scroll out of a small window.
const DETAILS: [&str; 3] = ["Run-rate saving", "Chance of", "Capacity for the same money"];

#[test]
fn the_smallest_window_hides_and_overlaps_nothing() {
    let mut scenario = super::window::sample();
    // A long verdict.
    scenario.money.target_saving = rust_decimal::dec!(0.45);
    let mut window = Window::open(Some(&scenario), egui::vec2(800.0, 600.0));
    let verdict = window.node(Role::Button, "Smooth but dear").rect();
    let ladder = ["If only wages changed", "Cash saving", "Effective, after lost output"];
    let mut taken = vec![verdict, window.button("Pays back").rect()];
    taken.extend(ladder.map(|figure| window.button(figure).rect()));
    for (index, rect) in taken.iter().enumerate() {
        for other in &taken[index + 1..] {
            assert!(!rect.intersects(*other), "{rect:?} is over {other:?}");
        }
    }
    window.key(egui::Key::I);
    let seen = egui::Rect::from_min_size(Pos2::ZERO, egui::vec2(800.0, 600.0));
    for node in window.harness().query_all_by(|node| [Role::Button, Role::Tab].contains(&node.role())) {
        let rect = node.rect();
        // Levers and the figures of the details scroll; what else stands across does not.
        let detail = node.accesskit_node().label().is_some_and(|label| DETAILS.iter().any(|of| label.starts_with(of)));
        assert!(detail || rect.left() >= 0.0 && rect.right() <= seen.right(), "{node:?} ends at {rect:?}");
    }
    assert!(window.has(Role::Button, "Move the shift"), "the advice keeps its button");
}
