//! "What must be true?": asked from a number or by key, found on the worker, taken in one step.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use rust_decimal::{Decimal, dec};
use shoreline::{
    engine::measure::Measure,
    model::lever::LeverId,
    state::{
        AppState,
        proposal::{Proposal, Topic},
        seek::{By, Seek},
    },
};

use super::window::{Window, sample};

fn question(state: &AppState) -> Option<&Seek> {
    match &state.proposal {
        Some(Proposal { topic: Topic::Seek(seek), .. }) => Some(seek),
        _ => None,
    }
}

fn answered(state: &AppState) -> bool {
    let found = |proposal: &Proposal| proposal.sought.as_ref().is_some_and(|found| found.generation == proposal.asked);
    state.proposal.as_ref().is_some_and(found)
}

fn ask_by_key(window: &mut Window) {
    window.key(Key::W);
    window.until("an answer", answered);
    window.run();
}

/// Types into the value that is called so.
fn type_into(window: &mut Window, label: &str, text: &str) {
    window.button(&format!("{label}, value ")).click();
    window.run();
    window.retype(text);
    window.key(Key::Enter);
    window.until("an answer", answered);
    window.run();
}

#[test]
fn a_target_is_met_by_one_lever_in_one_step() {
    let mut window = Window::sample();
    let before = window.scenario().clone();
    ask_by_key(&mut window);
    assert!(window.says("What must be true?"));
    type_into(&mut window, "Target", "35 %");
    assert_eq!(question(window.state()).map(|seek| seek.target), Some(dec!(0.35)));
    assert!(window.says("Effective saving is 35\u{a0}% with Offshore share at "));
    assert!(window.says("is gone where friction is"), "how far friction may grow is said too");
    assert_eq!(*window.scenario(), before, "nothing changes before it is taken");
    window.click(Role::Button, "Set the lever");
    window.run();
    let saving = |window: &Window| {
        let results = shoreline::model::results::evaluate(window.scenario()).results;
        results.effective_saving.unwrap()
    };
    assert!((saving(&window) - dec!(0.35)).abs() < dec!(0.000001), "{}", saving(&window));
    window.strip_holds();
    let step = window.state().history.undo_label().unwrap().to_owned();
    assert!(step.starts_with("offshore share to "), "{step}");
    window.undo();
    assert_eq!(*window.scenario(), before);
}

#[test]
fn what_can_not_be_reached_says_what_can() {
    let mut window = Window::sample();
    ask_by_key(&mut window);
    type_into(&mut window, "Target", "90 %");
    assert!(window.says(
        "Effective saving of 90\u{a0}% is out of reach by Offshore share from 0\u{a0}% to 100\u{a0}%: it goes from "
    ));
    let take = window.node(Role::Button, "Set the lever");
    assert!(take.accesskit_node().is_disabled(), "there is nothing to take");
    window.key(Key::Escape);
    assert!(window.state().proposal.is_none());
}

#[test]
fn any_figure_of_the_strip_and_the_details_asks_for_itself() {
    let figures = [
        ("If only wages changed", Measure::WageSaving),
        ("Cash saving", Measure::CashSaving),
        ("Effective, after lost output", Measure::EffectiveSaving),
        ("Pays back", Measure::PaybackMonth),
    ];
    for (figure, measure) in figures {
        let mut window = Window::sample();
        window.button(figure).click_secondary();
        window.run();
        window.click(Role::Button, "What must be true…");
        window.until("an answer", answered);
        assert_eq!(question(window.state()).map(|seek| seek.measure), Some(measure), "{figure}");
    }
    let mut window = Window::sample();
    window.key(Key::I);
    window.click(Role::Button, "What must be true…");
    window.until("an answer", answered);
    assert!(question(window.state()).is_some());
}

#[test]
fn a_right_click_on_the_very_text_of_a_detail_asks_for_it() {
    let figures = [
        ("Net present value", Measure::NetPresentValue),
        ("Funding need", Measure::FundingNeed),
        ("Capacity for the same money", Measure::CapacityMultiple),
    ];
    for (figure, measure) in figures {
        let mut window = Window::sample();
        window.key(Key::I);
        window.harness().get_by_label(figure).click_secondary();
        window.run();
        // The button at the right is called the same; the menu's entry is drawn over all else.
        window.harness().query_all_by_label("What must be true…").last().unwrap().click();
        window.until("an answer", answered);
        assert_eq!(question(window.state()).map(|seek| seek.measure), Some(measure), "{figure}");
    }
}

#[test]
fn a_figure_that_has_the_keyboard_asks_for_itself_by_key() {
    let menu_key = (Modifiers::SHIFT, Key::F10);
    let figures = [
        ("Cash saving", Measure::CashSaving, (Modifiers::NONE, Key::W)),
        ("Net present value", Measure::NetPresentValue, (Modifiers::NONE, Key::W)),
        ("Pays back", Measure::PaybackMonth, menu_key),
        ("Funding need", Measure::FundingNeed, menu_key),
    ];
    for (figure, measure, keys) in figures {
        let mut window = Window::sample();
        window.key(Key::I);
        window.button(figure).focus();
        window.run();
        window.keys(keys.0, keys.1);
        if keys == menu_key {
            window.run();
            assert!(window.focused("Explain…"), "{figure}: the menu has the keyboard");
            window.key(Key::Tab);
            window.key(Key::Enter);
        }
        window.until("an answer", answered);
        assert_eq!(question(window.state()).map(|seek| seek.measure), Some(measure), "{figure}");
    }
}

#[test]
fn another_lever_and_another_result_are_chosen_by_name() {
    let mut window = Window::sample();
    ask_by_key(&mut window);
    window.click(Role::ComboBox, "Lever that meets the target");
    window.text("attrition");
    window.key(Key::Enter);
    window.run();
    let lever: LeverId = "friction.attrition".parse().unwrap();
    assert_eq!(question(window.state()).map(|seek| seek.by.clone()), Some(By::Lever(lever.clone())));
    window.click(Role::ComboBox, "Result that is to meet a target");
    window.choose(Role::Button, "Payback month");
    window.until("an answer", answered);
    let asked = question(window.state()).cloned().unwrap();
    assert_eq!((asked.measure, asked.by), (Measure::PaybackMonth, By::Lever(lever)));
}

#[test]
fn the_best_mix_keeps_friction_within_its_limit() {
    let mut scenario = sample();
    scenario.money.friction_tolerance = dec!(0.3);
    let mut window = Window::of(&scenario);
    ask_by_key(&mut window);
    window.click(Role::RadioButton, "the best mix within a limit of friction");
    window.until("an answer", answered);
    assert_eq!(question(window.state()).map(|seek| seek.by.clone()), Some(By::Mix(dec!(0.3))));
    assert!(window.says("as high as it gets"), "no target is asked for that nobody reads");
    assert!(window.harness().query_by_role(Role::ComboBox).is_none());
    type_into(&mut window, "Most friction", "10 %");
    assert!(window.says("The most effective saving at a friction of at most 10\u{a0}%: "));
    window.click(Role::Button, "Take the mix");
    window.run();
    let results = shoreline::model::results::evaluate(window.scenario()).results;
    let friction = results.friction.unwrap();
    assert!(friction > Decimal::ZERO && friction <= dec!(0.100001), "{friction}");
    assert_eq!(window.state().history.undo_label(), Some("best mix"));
}
