//! The charts that a study fills: sweep, risk, heat map, and the frontier of the matrix.

use egui::{Key, Pos2, accesskit::Role};
use egui_kittest::{
    Node,
    kittest::{NodeT, Queryable},
};
use shoreline::{
    engine::measure::Measure,
    format,
    model::{check::check, lever::LeverId, scenario::Scenario},
    state::{AppState, study::TRIALS},
};

use super::window::{Window, sample};

/// Where a chart's picture is, by the begin of its sentence.
fn picture(window: &mut Window, begin: &str) -> egui::Rect {
    let images = window.harness().query_all_by_role(Role::Image);
    let named = |node: &Node<'_>| node.accesskit_node().label().is_some_and(|label| label.starts_with(begin));
    images.into_iter().find(named).unwrap_or_else(|| panic!("no picture {begin}")).rect()
}

fn click_at(window: &mut Window, at: Pos2) {
    window.harness().hover_at(at);
    window.harness().step();
    window.harness().drag_at(at);
    window.harness().drop_at(at);
    window.run();
}

/// A sample with a second site.
fn two_sites() -> Scenario {
    let mut scenario = sample();
    let mut second = scenario.sites[0].clone();
    second.id = "second".into();
    second.name = "Cebu".into();
    second.attrition = rust_decimal::dec!(0.1);
    let pay = scenario.teams[0].salary[scenario.sites[0].id.as_str()];
    scenario.teams[0].salary.insert("second".into(), pay * rust_decimal::dec!(1.2));
    scenario.sites.push(second);
    assert!(check(&scenario).is_empty());
    scenario
}

fn all_trials(state: &AppState) -> bool {
    state.study.simulation.as_ref().is_some_and(|known| known.trials == TRIALS[1])
}

#[test]
fn the_sweep_shows_any_lever_and_a_click_takes_a_value() {
    let mut window = Window::sample();
    window.key(Key::Num5);
    window.until("the sweep", |state| state.study.sweep.is_some());
    assert!(window.says("Effective saving by offshore share"));
    window.click(Role::ComboBox, "Lever of the sweep");
    window.text("rework");
    window.key(Key::Enter);
    window.run();
    let rework: LeverId = "friction.rework".parse().unwrap();
    assert_eq!(window.state().view.sweeps.lever, Some(rework.clone()));
    window.until("rework", |state| state.study.sweep.as_ref().is_some_and(|swept| swept.lever.field() == "rework"));
    let swept = window.state().study.sweep.clone().unwrap();
    let first = swept.sweep.points[0].figures.as_ref().unwrap().result.unwrap();
    assert!(window.says(&format!("from {} at", format::percent(format::decimal(first)))));
    let before = rework.value(window.scenario()).unwrap();
    let plot = picture(&mut window, "Sweep. ");
    click_at(&mut window, plot.center());
    let after = rework.value(window.scenario()).unwrap();
    assert!(swept.sweep.points.iter().any(|point| point.value == after), "{after}");
    assert_ne!(after, before);
    window.strip_holds();
    window.undo();
    assert_eq!(rework.value(window.scenario()).unwrap(), before);
}

#[test]
fn sweep_and_heat_map_show_any_result() {
    let mut window = Window::sample();
    window.key(Key::Num5);
    window.until("the sweep", |state| state.study.sweep.is_some());
    for measure in [Measure::EffectiveCost, Measure::PaybackMonth, Measure::Friction] {
        window.click(Role::ComboBox, "Result of the sweep");
        window.choose(Role::Button, measure.label());
        window.until("the result", |state| {
            state.study.sweep.as_ref().is_some_and(|swept| swept.sweep.measure == measure)
        });
        assert!(window.says(&format!("Sweep. {} by offshore share: ", measure.label())), "{measure:?}");
    }
    window.key(Key::Num9);
    window
        .until("the map", |state| state.study.heat.as_ref().is_some_and(|heat| heat.grid.measure == Measure::Friction));
    assert!(window.says("Two levers. Friction by pay against local market and offshore share: best "));
}

#[test]
fn risk_names_the_chances_and_its_bars_show_their_levers() {
    let mut window = Window::sample();
    window.key(Key::Num6);
    window.until("the tornado", |state| state.study.tornado.is_some());
    window.until("all trials", all_trials);
    let known = window.state().study.simulation.clone().unwrap();
    let saving = format::chance(known.chance_of_saving.unwrap());
    assert!(window.says(&format!("Risk: {saving} futures save")));
    let today = window.state().answer.evaluation.results.effective_saving.map(format::float).unwrap();
    let below = known.distribution.iter().filter(|saving| **saving < today).count();
    let below = f64::from(u32::try_from(below).unwrap()) / 10_000.0;
    assert!(window.says(&format!("{} end below the answer as set", format::chance(below))));
    let bar = window.state().study.tornado.as_ref().unwrap().bars[2].clone();
    let name = bar.lever.label(window.scenario());
    window.button(&format!("{name}: saves ")).click();
    window.run();
    let lit = window.state().view.lit.lever.clone().expect("a lever is lit");
    assert!(bar.lever.expand(window.scenario()).contains(&lit), "{lit}");
    let row = window.slider(&lit.label(window.scenario())).rect();
    assert!(row.top() > 150.0 && row.bottom() < 720.0, "{row:?} is out of view");
}

#[test]
fn a_cell_of_the_heat_map_takes_both_values_in_one_step() {
    let mut window = Window::sample();
    window.key(Key::Num9);
    window.until("the map", |state| state.study.heat.is_some());
    let heat = window.state().study.heat.clone().unwrap();
    let cells = picture(&mut window, "Two levers. ");
    let before = window.scenario().clone();
    // The cell at the top right: the last value of both.
    click_at(&mut window, cells.right_top() + egui::vec2(-6.0, 6.0));
    let last = [*heat.grid.first.last().unwrap(), *heat.grid.second.last().unwrap()];
    let values = heat.levers.each_ref().map(|lever| lever.value(window.scenario()).unwrap());
    assert_eq!(values, last);
    window.strip_holds();
    window.until("its saving", |state| state.answer.generation == state.asked.newest);
    let told = heat.grid.cells.last().unwrap().as_ref().unwrap().result.unwrap();
    let exact = window.state().answer.evaluation.results.effective_saving.map(format::float).unwrap();
    assert!((told - exact).abs() < 1e-6, "{told} was promised, {exact} came");
    window.undo();
    assert_eq!(*window.scenario(), before);
}

#[test]
fn the_levers_of_the_heat_map_are_chosen_by_name() {
    let mut window = Window::sample();
    window.key(Key::Num9);
    window.click(Role::ComboBox, "Lever of the rows");
    window.text("attrition");
    window.key(Key::Enter);
    window.run();
    window.click(Role::ComboBox, "Lever of the columns");
    window.text("governance");
    window.key(Key::Enter);
    window.run();
    window.until("the map", |state| {
        state
            .study
            .heat
            .as_ref()
            .is_some_and(|heat| heat.levers.each_ref().map(LeverId::field) == ["attrition", "governance"])
    });
    assert!(window.says("Two levers. Effective saving by attrition and governance: best "));
}

#[test]
fn the_matrix_shows_every_mix_in_steps_of_five_per_cent() {
    let mut window = Window::of(&two_sites());
    window.until("the frontier", |state| state.study.frontier.is_some());
    assert_eq!(window.state().study.frontier.as_ref().unwrap().points.len(), 231);
    window.run();
    assert!(window.says("231 mixes shown"));
}

#[test]
fn with_nobody_offshore_every_chart_says_so_or_what_would_follow() {
    let mut scenario = sample();
    scenario.teams[0].mix.clear();
    let mut window = Window::of(&scenario);
    window.key(Key::Num6);
    window.until("the tornado", |state| state.study.tornado.is_some());
    assert!(window.says("seats stay at home"));
    window.key(Key::Num5);
    window.until("the sweep", |state| state.study.sweep.is_some());
    assert!(window.says("Effective saving by share of seats, Manila"), "a share that can move is swept");
}
