//! Looking at an answer: pages and charts, what a figure is made of, the reference that it is
//! compared with, the last change replayed.

use std::sync::Arc;

use crate::{
    engine::measure::Measure,
    model::ledger::Account,
    state::{
        AppState,
        command::Command,
        effect::Effect,
        explain::explain,
        message::ViewChange,
        prompt::Prompt,
        replay::{Replay, frames},
        sweeps,
        update::taking,
        view::{Chart, Page},
    },
};

/// Explains a result of the answer that is shown, and looks into a line of it.
pub(super) fn explain_result(state: &mut AppState, measure: Measure, line: Option<Account>) -> Vec<Effect> {
    state.prompt = Some(Prompt::Explain(Arc::new(explain(measure, line, &state.answer))));
    Vec::new()
}

/// Sets the reference, or shows it.
pub(super) fn compare(state: &mut AppState, command: Command) -> Vec<Effect> {
    let peek = command == Command::Peek && !state.view.peek && state.compared().is_some();
    match command {
        Command::SetReference => {
            let scenario = Arc::clone(&state.document.scenario);
            state.reference.set(scenario, &state.answer, &state.study);
        }
        Command::UnsetReference => state.reference.unset(),
        _ => {}
    }
    state.view.peek = peek;
    Vec::new()
}

/// Replays the last change once its answers are there.
pub(super) fn replay(state: &mut AppState) -> Vec<Effect> {
    let Some((before, after)) = state.history.last() else { return Vec::new() };
    let frames = frames(before, after);
    state.asked.proposed += 1;
    let generation = state.asked.proposed;
    let label = state.history.undo_label().unwrap_or_default().to_owned();
    state.replay = Some(Replay { label, generation, answers: Vec::new(), glide: false });
    vec![Effect::Replay(generation, frames)]
}

/// There is a new answer: the reference's is kept, and what is explained is explained anew.
pub(super) fn answered(state: &mut AppState) {
    state.reference.learn(&state.answer, &state.study);
    if let Some(Prompt::Explain(shown)) = &state.prompt {
        let (measure, line) = (shown.measure, shown.chosen);
        explain_result(state, measure, line);
    }
}

/// Changes how things are shown.
pub(super) fn change_view(state: &mut AppState, change: ViewChange) -> Vec<Effect> {
    let view = &mut state.view;
    match change {
        ViewChange::Left(chart) => return show_chart(state, "left", chart),
        ViewChange::Right(chart) => return show_chart(state, "right", chart),
        ViewChange::Assumptions(shown) => view.assumptions = shown,
        ViewChange::CostMode(mode) => view.cost_mode = mode,
        ViewChange::Manner(manner) => return taking::choose(state, manner),
        ViewChange::LedgerPeriod(period) => view.ledger_period = period,
        ViewChange::SweepLever(_) | ViewChange::HeatLever(..) | ViewChange::Measure(_) => {
            sweeps::choose(view, &state.answer.scenario, change);
            return state.ask_more();
        }
        ViewChange::ToggleFold(fold) => {
            if !view.folds.remove(&fold) {
                view.folds.insert(fold);
            }
        }
        ViewChange::Search(text) => view.search = text,
        ViewChange::Team(team) => view.team = team.min(state.document.scenario.teams.len().saturating_sub(1)),
        ViewChange::TogglePin(place) => {
            if !view.pinned.remove(&place) {
                view.pinned.insert(place);
            }
        }
        ViewChange::Offered(offered) => {
            view.offered = offered;
            return state.ask_more();
        }
        ViewChange::PinLever(lever) => {
            let pins = &mut state.session.pins;
            let id = lever.to_string();
            match pins.iter().position(|pin| *pin == id) {
                Some(pinned) => _ = pins.remove(pinned),
                None => pins.push(id),
            }
            return vec![Effect::Remember(state.session.clone())];
        }
        ViewChange::ResetChart(chart) => {
            view.reset(chart);
            return state.ask_more();
        }
        ViewChange::ChartWindow(chart, open) => {
            if open {
                view.windows.insert(chart);
            } else {
                view.windows.remove(&chart);
            }
            return if sweeps::studied(chart) && open { state.ask_more() } else { Vec::new() };
        }
    }
    Vec::new()
}

/// Shows a page; what was proposed is let go.
pub(in crate::state) fn show_page(state: &mut AppState, page: Page) -> Vec<Effect> {
    state.proposal = None;
    state.view.page = page;
    Vec::new()
}

/// Shows a chart in a slot; where the other slot has it, the two change places.
fn show_chart(state: &mut AppState, slot: &str, chart: Chart) -> Vec<Effect> {
    let view = &mut state.view;
    let (here, there) =
        if slot == "left" { (&mut view.left, &mut view.right) } else { (&mut view.right, &mut view.left) };
    if *there == chart {
        *there = *here;
    }
    *here = chart;
    let slots = [("left", state.view.left), ("right", state.view.right)];
    state.session.charts.extend(slots.map(|(slot, chart)| (slot.to_owned(), chart.key().to_owned())));
    let mut effects = vec![Effect::Remember(state.session.clone())];
    if sweeps::studied(chart) {
        effects.extend(state.ask_more());
    }
    effects
}
