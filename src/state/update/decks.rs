//! Decks: captured, changed, saved, opened and asked about. Nothing is lost unasked.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{edit_scenario, filing, presenting, unopened};
use crate::{
    state::{
        AppState,
        deck::{DeckEdit, OpenDeck, captured, with_levers},
        effect::{Effect, Replace},
        message::{Edit, Outside, PromptAnswer, SaveFailure},
        present::slides,
        prompt::{DeckQuestion, Notice, Picking, Prompt, Then, deck_name},
        view::Chart,
    },
    store::deck::Deck,
};

fn fault(state: &mut AppState, text: String) -> Vec<Effect> {
    state.notice = Some(Notice { text, fault: true });
    Vec::new()
}

/// Adds what is open now as a step, after the last; the first step begins a deck.
pub(super) fn capture(state: &mut AppState) -> Vec<Effect> {
    state.history.end(&state.document.scenario);
    let folder = match (&state.talk.deck, &state.document.path) {
        (Some(open), _) if !open.deck.steps.is_empty() || open.path.is_some() => open.folder.clone(),
        (_, Some(path)) => path.parent().map(Path::to_owned).unwrap_or_default(),
        _ => PathBuf::new(),
    };
    let step = match captured(state, &folder) {
        Ok(step) => step,
        Err(why) => return fault(state, format!("Not captured: {why}")),
    };
    let open = state.talk.deck.get_or_insert_with(|| OpenDeck::begun(folder.clone()));
    open.folder = folder;
    let mut deck = Deck::clone(&open.deck);
    deck.steps.push(step);
    let number = deck.steps.len();
    let text = format!("Step {number} of “{}” is what you see now. P lists the steps, F5 presents them.", deck.title);
    let effects = change(state, format!("add step {number}"), deck);
    state.notice = Some(Notice { text, fault: false });
    effects
}

/// Applies a change of the deck, unless it would make the deck invalid: then it says why.
pub(super) fn edit(state: &mut AppState, edit: &DeckEdit) -> Vec<Effect> {
    let Some(open) = &state.talk.deck else { return Vec::new() };
    match edit.applied(&open.deck, state, &open.folder) {
        Ok(deck) => change(state, edit.label(), deck),
        Err(why) => fault(state, format!("Not changed: {why}")),
    }
}

/// Makes a deck the one that is open, as one undo step.
fn change(state: &mut AppState, label: String, deck: Deck) -> Vec<Effect> {
    let Some(open) = &mut state.talk.deck else { return Vec::new() };
    if deck == *open.deck {
        return Vec::new();
    }
    let (before, after) = (Arc::clone(&open.deck), Arc::new(deck));
    state.history.end(&state.document.scenario);
    state.history.add_deck(label, before, Arc::clone(&after));
    state.notice = None;
    show(state, after)
}

/// Makes a deck the one that is open, and reads its scenarios.
pub(super) fn show(state: &mut AppState, deck: Arc<Deck>) -> Vec<Effect> {
    let Some(open) = &mut state.talk.deck else { return Vec::new() };
    open.deck = Arc::clone(&deck);
    vec![Effect::ReadSteps { deck, folder: open.folder.clone(), present: false }]
}

/// Opens the scenario of a step in the explorer, as the step shows it.
pub(super) fn show_step(state: &mut AppState, at: usize) -> Vec<Effect> {
    let Some(open) = &mut state.talk.deck else { return Vec::new() };
    let Some(step) = open.deck.steps.get(at) else { return Vec::new() };
    let path = open.folder.join(&step.scenario);
    open.showing = Some((path.clone(), step.clone()));
    filing::guarded(state, Then::Open(path))
}

/// A scenario was opened: where it is for a step, its levers and charts are the step's.
pub(super) fn opened_for_step(state: &mut AppState, path: &Path) -> Vec<Effect> {
    let showing = state.talk.deck.as_mut().and_then(|open| open.showing.take());
    let Some((_, step)) = showing.filter(|(wanted, _)| wanted == path) else { return Vec::new() };
    let usual = (state.view.left, state.view.right);
    state.view.left = Chart::from_key(&step.chart).unwrap_or(usual.0);
    state.view.right = Chart::from_key(&step.beside).unwrap_or(usual.1);
    if state.view.left == state.view.right {
        state.view.right = if state.view.left == usual.0 { usual.1 } else { usual.0 };
    }
    let Some((label, moved)) = with_levers(&step, &state.document.scenario) else { return Vec::new() };
    let effects = edit_scenario(state, &Edit::Whole(label, Box::new(moved)));
    state.history.end(&state.document.scenario);
    effects
}

/// Opens a deck in place of the one before; its steps of undo go with that.
pub(super) fn opened(state: &mut AppState, open: OpenDeck) -> Vec<Effect> {
    state.history.forget_deck();
    state.prompt = None;
    state.notice = None;
    state.proposal = None;
    state.open_deck(open)
}

/// Closes the deck; its steps of undo go with it.
pub(super) fn close(state: &mut AppState) -> Vec<Effect> {
    state.talk.deck = None;
    state.history.forget_deck();
    Vec::new()
}

pub(super) fn save(state: &mut AppState) -> Vec<Effect> {
    let Some(open) = &state.talk.deck else { return Vec::new() };
    if open.deck.steps.is_empty() {
        return fault(state, "Not saved: a deck must have at least one step.".to_owned());
    }
    if let Some(path) = open.path.clone() {
        return save_to(state, path, Replace::Unchanged);
    }
    let title = state.shown().talk.deck.as_ref().map_or("", |shown| &shown.deck.title);
    let text = open.folder.join(deck_name(title)).display().to_string();
    state.prompt = Some(Prompt::Path { picking: Picking::SaveDeck, text, error: None });
    Vec::new()
}

/// Saves the deck at a path, which must lie in the folder of its scenarios.
pub(super) fn save_to(state: &mut AppState, path: PathBuf, replace: Replace) -> Vec<Effect> {
    let Some(open) = &mut state.talk.deck else { return Vec::new() };
    if path.parent() != Some(&*open.folder) {
        let problem = format!("a deck lies beside its scenarios: save it in {}", open.folder.display());
        return filing::tell_fault(state, problem);
    }
    let deck = Arc::clone(&open.deck);
    open.saving.push(Arc::clone(&deck));
    vec![Effect::SaveDeck { path, deck, replace }]
}

/// What became of a deck's files.
pub(super) fn hear(state: &mut AppState, outside: Outside) -> Vec<Effect> {
    match outside {
        Outside::DeckOpened(path, Ok(deck)) => {
            let mut effects = opened(state, OpenDeck::read(deck, path.clone()));
            effects.push(filing::remember(state, &path));
            effects
        }
        Outside::DeckOpened(path, Err(problem)) => unopened::refused(state, path, problem),
        Outside::DeckSaved(path, deck, result) => saved(state, path, &deck, result),
        Outside::StepsRead(deck, scenarios, present) => {
            let faults = scenarios.iter().map(|scenario| scenario.as_ref().err().cloned()).collect();
            if let Some(open) = &mut state.talk.deck {
                open.read = (Arc::clone(&deck), faults);
            }
            if present { presenting::start(state, slides(&deck, scenarios)) } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

fn saved(state: &mut AppState, path: PathBuf, deck: &Arc<Deck>, result: Result<(), SaveFailure>) -> Vec<Effect> {
    let Some(open) = &mut state.talk.deck else { return Vec::new() };
    let Some(own) = open.saving.iter().position(|of| Arc::ptr_eq(of, deck)) else { return Vec::new() };
    let deck = open.saving.swap_remove(own);
    match result {
        Ok(()) => {
            open.saved = deck;
            open.path = Some(path.clone());
            let then = open.after_save.take();
            state.prompt = None;
            state.notice = Some(Notice { text: format!("Saved to {}", path.display()), fault: false });
            let mut effects = vec![filing::remember(state, &path)];
            effects.extend(then.map(|then| filing::guarded(state, then)).unwrap_or_default());
            effects
        }
        Err(SaveFailure::Exists) => {
            state.prompt = Some(Prompt::Deck(DeckQuestion::Overwrite(path)));
            Vec::new()
        }
        Err(SaveFailure::Changed) => {
            state.prompt = Some(Prompt::Deck(DeckQuestion::Changed(path)));
            Vec::new()
        }
        Err(SaveFailure::Failed(problem)) => {
            open.after_save = None;
            filing::tell_fault(state, problem)
        }
    }
}

/// What is asked about a deck is answered.
pub(super) fn answer(state: &mut AppState, question: DeckQuestion, answer: &PromptAnswer) -> Vec<Effect> {
    state.prompt = None;
    match (question, answer) {
        (DeckQuestion::Unsaved(then), PromptAnswer::SaveFirst) => {
            let effects = save(state);
            if let Some(open) = &mut state.talk.deck {
                open.after_save = Some(then);
            }
            effects
        }
        (DeckQuestion::Unsaved(then), PromptAnswer::Discard) => filing::go_on(state, then),
        (DeckQuestion::Overwrite(path), PromptAnswer::Overwrite)
        | (DeckQuestion::Changed(path), PromptAnswer::KeepMine) => save_to(state, path, Replace::Always),
        (DeckQuestion::Changed(path), PromptAnswer::Reload) => {
            if let Some(open) = &mut state.talk.deck {
                open.after_save = None;
            }
            vec![Effect::Load(path)]
        }
        (question, _) => {
            state.prompt = Some(Prompt::Deck(question));
            Vec::new()
        }
    }
}
