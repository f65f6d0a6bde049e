//! Explain: what any figure is made of, down to postings and months.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable;
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
    window.button("Cash saving").click();
    window.run();
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
    let asked = window.harness().query_all_by_label("What must be true?…").last().map(|node| node.click());
    assert!(asked.is_some());
    window.run();
    assert!(shown(window.state()).is_none() && window.state().proposal.is_some());
}
