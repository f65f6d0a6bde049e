//! The salary mask: put on, taken off, and kept up with what happens under it.

use std::sync::Arc;

use super::apply;
use crate::state::{
    AppState,
    compare::act::Act,
    effect::Effect,
    mask::{Mask, without_sources},
    message::{Message, Outside},
    prompt::{Notice, Prompt},
    study::Study,
    view::Page,
};

/// Puts the mask on, or takes it off; what was studied is studied anew.
pub(super) fn switch(state: &mut AppState) -> Vec<Effect> {
    state.history.end(&state.document.scenario);
    state.mask = match state.mask {
        Some(_) => None,
        None => Some(Mask::on(state)),
    };
    state.study = Study::default();
    state.reference.forget_studies();
    let index = state.mask.as_ref().map(|mask| mask.scale);
    state.comparison.hide(index, &state.document.opened.money.currency, &state.shelf.catalog);
    // What a question, a proposal, a replay or a notice says was said before.
    state.proposal = None;
    state.replay = None;
    state.notice = None;
    state.prompt = state.prompt.take().filter(|prompt| !matches!(prompt, Prompt::Explain(_)));
    // What is found out from now on is of a request of its own.
    state.asked.newest += 1;
    let generation = state.asked.newest;
    state.asked.oldest = generation;
    follow(state, vec![Effect::Compute(generation, Arc::clone(&state.document.scenario))])
}

/// Applies a message; under the mask what is shown follows, and what would tell an amount waits.
pub(super) fn heard(state: &mut AppState, message: Message) -> Vec<Effect> {
    let Some(opened) = state.mask.as_ref().map(|_| Arc::clone(&state.document.opened)) else {
        return apply(state, message);
    };
    let tells = match &message {
        Message::Command(command) => command.tells_amounts(),
        // The fields of a name and a note would hold what is hidden.
        Message::Propose(_) | Message::TakeProposal | Message::Comparison(Act::Describe(_)) => true,
        Message::Copy(take, _) | Message::SaveCopy(take) => take.tells_amounts(),
        _ => false,
    };
    if tells {
        let text = "Not while amounts are hidden: the salary mask (M) shows them again.".to_owned();
        state.notice = Some(Notice { text, fault: false });
        return follow(state, Vec::new());
    }
    let message = match message {
        Message::Outside(Outside::Found(generation, finding)) => {
            Message::Outside(Outside::Found(generation, without_sources(finding)))
        }
        // The answer must be shown before what it is asked about.
        Message::Outside(Outside::Answered(answer)) => {
            let newer = answer.generation >= state.asked.oldest && answer.generation > state.answer.generation;
            let effects = apply(state, Message::Outside(Outside::Answered(answer)));
            let effects = follow(state, effects);
            return if newer { state.ask_more() } else { effects };
        }
        message => message,
    };
    let effects = apply(state, message);
    if state.mask.is_some() && !Arc::ptr_eq(&opened, &state.document.opened) {
        // Another document has an index of its own.
        state.mask = Some(Mask::on(state));
    }
    follow(state, effects)
}

/// Brings what is shown of the comparison up to it, where it is looked at.
pub(super) fn show_comparison(state: &mut AppState) {
    if let Some(mask) = state.mask.as_mut().filter(|_| state.view.page == Page::Compare) {
        mask.show_comparison(&state.comparison);
    }
}

/// Brings what is shown up to the state, and asks for what is to be shown besides.
pub(super) fn follow(state: &mut AppState, effects: Vec<Effect>) -> Vec<Effect> {
    let Some(mut mask) = state.mask.take() else { return effects };
    mask.show(state);
    let effects = effects.into_iter().map(|effect| mask.asked(effect)).collect();
    state.mask = Some(mask);
    effects
}
