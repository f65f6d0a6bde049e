//! Explain: what any figure is made of, down to postings and months.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Node,
    kittest::{NodeT, Queryable},
};
use rust_decimal::Decimal;
use shoreline::{
    engine::measure::Measure,
    format::money_exact,
    model::{
        ledger::{Account, Line},
        results::evaluate,
    },
    state::{AppState, explain::Explained, prompt::Prompt, view::Page},
};

use super::window::Window;

fn shown(state: &AppState) -> Option<&Explained> {
    match &state.prompt {
        Some(Prompt::Explain(shown)) => Some(shown),
        _ => None,
    }
}

#[test]
fn a_figure_is_explained_down_to_the_months_of_a_line() {
    let mut window = Window::sample();
    window.key(Key::X);
    let totals = evaluate(window.scenario()).results.totals;
    let money = |amount| money_exact(amount, "USD");
    assert!(window.says("1 − effective cost ÷ home cost"));
    assert!(window.says(&format!("1 − {} ÷ {} = ", money(totals.effective), money(totals.home))));
    assert!(window.says(&money(totals.lost_capacity)));
    window.click(Role::Button, Line::OffshoreWages.label());
    let looked = shown(window.state()).unwrap();
    assert_eq!(looked.chosen, Some(Account::Cash(Line::OffshoreWages)));
    let payroll = evaluate(window.scenario()).ledger.total(|month| month.lines[Line::OffshoreWages as usize]);
    assert_eq!(looked.months.amounts.iter().sum::<Decimal>(), payroll);
    assert!(window.says("Support desk, Manila") && window.says(&money(payroll)));
    window.click(Role::Button, "Sources");
    assert!(window.state().view.page == Page::Assumptions && window.state().prompt.is_none());
}

#[test]
fn a_figure_of_the_ledger_shows_its_postings() {
    let mut window = Window::sample();
    window.key(Key::Num8);
    let travel = evaluate(window.scenario()).ledger.total(|month| month.lines[Line::Travel as usize]);
    window.harness().get_by_label(&shoreline::format::fixed(travel, 0)).click();
    window.run();
    let looked = shown(window.state()).unwrap();
    assert_eq!((looked.measure, looked.chosen), (Measure::CashCost, Some(Account::Cash(Line::Travel))));
    assert_eq!(looked.posted.iter().map(|(_, amount)| *amount).sum::<Decimal>(), travel);
}

#[test]
fn any_figure_is_explained_by_click_menu_or_key() {
    let mut window = Window::sample();
    for (figure, measure) in [
        ("If only wages changed", Measure::WageSaving),
        ("Cash saving", Measure::CashSaving),
        ("Effective, after lost output", Measure::EffectiveSaving),
        ("Pays back", Measure::PaybackMonth),
    ] {
        window.button(figure).click();
        window.run();
        assert_eq!(shown(window.state()).map(|shown| shown.measure), Some(measure), "{figure}");
        window.key(Key::Escape);
    }
    window.key(Key::I);
    window.button("Funding need").click();
    window.run();
    assert_eq!(shown(window.state()).map(|shown| shown.measure), Some(Measure::FundingNeed));
    window.click(Role::Button, "Close");
    window.button("Cash saving").click_secondary();
    window.run();
    window.click(Role::Button, "Explain…");
    assert_eq!(shown(window.state()).map(|shown| shown.measure), Some(Measure::CashSaving));
    window.key(Key::Escape);
    window.button("Pays back").focus();
    window.run();
    window.keys(Modifiers::NONE, Key::X);
    assert_eq!(shown(window.state()).map(|shown| shown.measure), Some(Measure::PaybackMonth));
    let asked = window.harness().query_all_by_label("What must be true…").last().map(|node| node.click());
    assert!(asked.is_some());
    window.run();
    assert!(shown(window.state()).is_none() && window.state().proposal.is_some());
}

/// Clicks in a chart at a place of its picture, 0–1 across and down.
fn click_in(window: &mut Window, chart: &str, across: f32, down: f32) {
    let images = window.harness().query_all_by_role(Role::Image);
    let of = |node: &Node<'_>| node.accesskit_node().label().is_some_and(|label| label.starts_with(chart));
    let rect = images.into_iter().find(of).unwrap().rect();
    let at = rect.lerp_inside(egui::vec2(across, down));
    window.harness().hover_at(at);
    window.harness().step();
    window.harness().drag_at(at);
    window.harness().drop_at(at);
    window.run();
}

#[test]
fn a_click_on_a_line_or_a_bar_explains_it() {
    let mut window = Window::sample();
    let explained = |window: &Window| shown(window.state()).map(|shown| shown.measure);
    // What is said of them moves the lines.
    window.until("the futures", |state| state.study.simulation.is_some());
    // At the end of the horizon home is dearest and cash cheapest.
    for (down, measure) in [(0.02, Measure::HomeCost), (0.32, Measure::EffectiveCost), (0.6, Measure::CashCost)] {
        click_in(&mut window, "Cost over time", 0.99, down);
        assert_eq!(explained(&window), Some(measure), "{down}");
        window.key(Key::Escape);
    }
    window.key(Key::Num4);
    for (down, measure) in [(0.02, Measure::HomeCost), (0.11, Measure::WageSaving), (0.98, Measure::EffectiveCost)] {
        click_in(&mut window, "Bridge", 0.5, down);
        assert_eq!(explained(&window), Some(measure), "{down}");
        window.key(Key::Escape);
    }
}
