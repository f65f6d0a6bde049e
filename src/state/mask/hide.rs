//! What is shown of a question, of the library and of a deck while amounts are hidden.

use std::sync::Arc;

use super::tells;
use crate::{
    format::{faults_without_amounts, message_without_amounts, without_amounts},
    model::lever::LeverId,
    state::{
        deck::OpenDeck,
        derived::Answer,
        explain::explain,
        library::{Content, Library},
        prompt::Prompt,
    },
    store::deck::Deck,
};

/// A question as it is shown.
pub(super) fn hide_prompt(prompt: &Prompt, answer: &Answer) -> Prompt {
    match prompt {
        Prompt::Explain(shown) => Prompt::Explain(Arc::new(explain(shown.measure, shown.chosen, answer))),
        Prompt::Path { picking, text, error } => {
            let error = error.as_deref().map(message_without_amounts);
            Prompt::Path { picking: *picking, text: text.clone(), error }
        }
        other => other.clone(),
    }
}

/// A library as it is shown: its order and what is found stay.
pub(super) fn hide_library(library: &Library) -> Library {
    let tells = |text: &str| without_amounts(text) != text;
    let mut masked = library.clone();
    masked.tags.retain(|(tag, _)| !tells(tag));
    for entry in &mut masked.entries {
        match &mut entry.content {
            Content::Waiting => {}
            Content::Scenario(brief) => {
                brief.name = without_amounts(&brief.name);
                brief.note = without_amounts(&brief.note);
                brief.tags.retain(|tag| !tells(tag));
            }
            Content::Broken(problem) => {
                *problem = faults_without_amounts(problem, &entry.file);
            }
        }
    }
    masked
}

/// A deck as it is shown: no amount in what it says, none among the levers that it moves.
pub(super) fn hide_deck(open: &mut OpenDeck) {
    let (unsaved, read) = (open.unsaved(), Arc::ptr_eq(&open.deck, &open.read.0));
    let mut deck = Deck::clone(&open.deck);
    deck.title = without_amounts(&deck.title);
    for step in &mut deck.steps {
        step.line = without_amounts(&step.line);
        step.levers.retain(|id, _| id.parse::<LeverId>().is_ok_and(|lever| !tells(&lever)));
    }
    let deck = Arc::new(deck);
    if !unsaved {
        open.saved = Arc::clone(&deck);
    }
    if read {
        open.read.0 = Arc::clone(&deck);
    }
    for fault in open.read.1.iter_mut().flatten() {
        *fault = message_without_amounts(fault);
    }
    open.deck = deck;
}
