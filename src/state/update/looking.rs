//! Looking at an answer: what a figure is made of, and the reference that it is compared with.

use std::sync::Arc;

use crate::{
    engine::measure::Measure,
    model::ledger::Account,
    state::{
        AppState,
        command::Command,
        effect::Effect,
        explain::explain,
        prompt::Prompt,
        replay::{Replay, frames},
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
    state.replay = Some(Replay { label, generation, answers: Vec::new() });
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
