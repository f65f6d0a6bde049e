//! Files: what is opened, saved and asked about them. Nothing is lost unasked.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{decks, library, open_document, taking, unopened};
use crate::{
    format,
    model::scenario::Scenario,
    state::{
        AppState, Document,
        command::{Command, Keys},
        compare::act::Wish,
        deck::OpenDeck,
        effect::{Effect, Replace},
        errand::{Doing, Errand},
        message::{Outside, PromptAnswer, SaveFailure},
        prompt::{DeckQuestion, Notice, Picking, Prompt, Then, file_name, typed_path, with_ending},
        recovery::{Left, Which},
        study::Study,
        view::Page,
    },
    store::deck::is_deck,
};

/// Goes on, or first asks what to do with unsaved changes.
pub(in crate::state) fn guarded(state: &mut AppState, then: Then) -> Vec<Effect> {
    state.after_save = None;
    state.history.end(&state.document.scenario);
    if then.leaves_scenario() && state.document.unsaved() {
        state.prompt = Some(Prompt::Unsaved(then));
        return Vec::new();
    }
    deck_guarded(state, then)
}

/// Goes on, or first asks what to do with unsaved changes of the deck.
fn deck_guarded(state: &mut AppState, then: Then) -> Vec<Effect> {
    if then.leaves_deck() && state.talk.deck.as_ref().is_some_and(OpenDeck::unsaved) {
        state.prompt = Some(Prompt::Deck(DeckQuestion::Unsaved(then)));
        return Vec::new();
    }
    go_on(state, then)
}

/// Opens unsaved work that was left behind once what is open may go, or discards it.
pub(super) fn recover_or_discard(state: &mut AppState, number: usize, open: bool) -> Vec<Effect> {
    let Some(found) = state.recovery.iter().find(|found| found.number == number) else { return Vec::new() };
    if open {
        let which = found.which();
        return guarded(state, Then::Recover(which));
    }
    state.recovery.retain(|found| found.number != number);
    vec![Effect::Settle(number, false)]
}

/// Opens unsaved work that was left behind: it belongs to its file, and is still unsaved.
fn recover(state: &mut AppState, Which { number, .. }: Which) -> Vec<Effect> {
    let Some(index) = state.recovery.iter().position(|found| found.number == number) else { return Vec::new() };
    let found = state.recovery.remove(index);
    let mut effects = match found.left {
        Left::Scenario(scenario, saved) => {
            let document = Document::new(scenario, found.file);
            // What its file holds is what it is compared with.
            let opened = saved.clone().unwrap_or_else(|| Arc::clone(&document.opened));
            open_document(state, Document { opened, saved: saved.unwrap_or_default(), ..document })
        }
        Left::Deck(deck, saved, folder) => decks::opened(state, OpenDeck::recovered(deck, saved, found.file, folder)),
    };
    effects.push(Effect::Settle(number, true));
    effects
}

pub(super) fn go_on(state: &mut AppState, then: Then) -> Vec<Effect> {
    match then {
        Then::Create(scenario) => open_document(state, Document::created(scenario)),
        Then::Sample => {
            let sample = Arc::clone(&state.shelf.sample);
            open_document(state, Document::new(sample, None))
        }
        Then::AskOpen => {
            state.prompt = Some(Prompt::Path { picking: Picking::Open, text: String::new(), error: None });
            Vec::new()
        }
        Then::Open(path) if is_deck(&path) => vec![Effect::Load(path)],
        Then::Open(path) => vec![load(state, path)],
        Then::CloseDeck => decks::close(state),
        Then::Recover(which) => recover(state, which),
        Then::Quit => vec![Effect::Remember(state.session.clone()), Effect::Close],
    }
}

/// Reads a file; what is open is let go as it is now.
pub(super) fn load(state: &mut AppState, path: PathBuf) -> Effect {
    state.document.leaving = Some(Arc::clone(&state.document.scenario));
    Effect::Load(path)
}

pub(super) fn save(state: &mut AppState) -> Vec<Effect> {
    state.history.end(&state.document.scenario);
    match state.document.path.clone() {
        None => ask_where_to_save(state),
        Some(path) => vec![save_effect(state, path, Replace::Unchanged)],
    }
}

pub(super) fn save_effect(state: &mut AppState, path: PathBuf, replace: Replace) -> Effect {
    let mut scenario = Arc::clone(&state.document.scenario);
    if state.document.saving.iter().any(|of| Arc::ptr_eq(of, &scenario)) {
        // Each save has an end of its own.
        scenario = Arc::new(Scenario::clone(&scenario));
    }
    state.document.saving.push(Arc::clone(&scenario));
    Effect::Save { path, scenario, from: state.document.path.clone(), replace }
}

pub(super) fn ask_where_to_save(state: &mut AppState) -> Vec<Effect> {
    let name = file_name(&state.shown().document.scenario.name);
    let known = state.document.path.as_ref().or(state.session.recent.first());
    let folder = known.and_then(|path| path.parent());
    let text = folder.map_or_else(|| name.clone(), |folder| folder.join(&name).display().to_string());
    state.prompt = Some(Prompt::Path { picking: Picking::Save, text, error: None });
    Vec::new()
}

pub(super) fn answer_prompt(state: &mut AppState, answer: PromptAnswer) -> Vec<Effect> {
    match (state.prompt.clone(), answer) {
        (Some(Prompt::Path { picking, .. }), PromptAnswer::Typed(text)) => {
            state.prompt = Some(Prompt::Path { picking, text, error: None });
            Vec::new()
        }
        (Some(Prompt::Path { picking, text, .. }), PromptAnswer::Confirm) => confirm_path(state, picking, text),
        (Some(Prompt::Path { picking, text, .. }), PromptAnswer::Browse) => {
            let several = picking == Picking::Compare;
            vec![if several { Effect::Comparison(Wish::Pick(false)) } else { Effect::Pick(picking, text) }]
        }
        (Some(Prompt::Unsaved(then)), PromptAnswer::SaveFirst) => {
            state.prompt = None;
            let effects = save(state);
            state.after_save = Some(then);
            effects
        }
        (Some(Prompt::Unsaved(then)), PromptAnswer::Discard) => {
            state.prompt = None;
            // What is discarded on the way to another file is let go when that file is open.
            deck_guarded(state, then)
        }
        (Some(Prompt::Overwrite(path)), PromptAnswer::Overwrite) => {
            state.prompt = None;
            vec![save_effect(state, path, Replace::Always)]
        }
        (Some(Prompt::Deck(question)), answer) => decks::answer(state, question, &answer),
        (Some(Prompt::Replace(order)), PromptAnswer::Overwrite) => {
            state.prompt = None;
            taking::replace(state, *order)
        }
        (Some(Prompt::Changed(path)), answer) => answer_changed(state, path, &answer),
        _ => Vec::new(),
    }
}

fn confirm_path(state: &mut AppState, picking: Picking, text: String) -> Vec<Effect> {
    match (typed_path(&text, picking), picking) {
        (None, _) => {
            let example = match picking {
                Picking::Folder => "~/scenarios".to_owned(),
                Picking::Take(take) => format!("~/{}", taking::name(state, take)),
                _ => "~/scenarios/support-desk.ron".to_owned(),
            };
            let error = Some(format!("type a path, such as {example}"));
            state.prompt = Some(Prompt::Path { picking, text, error });
            Vec::new()
        }
        (Some(path), Picking::Open) if is_deck(&path) => deck_guarded(state, Then::Open(path)),
        (Some(path), Picking::Open) => vec![load(state, path)],
        (Some(path), Picking::Compare) => vec![Effect::Comparison(Wish::Read(vec![path]))],
        (Some(path), Picking::SaveDeck) => decks::save_to(state, path, Replace::Never),
        (Some(path), Picking::Folder) => library::open(state, path),
        (Some(path), Picking::Save) => {
            let own = state.document.path.as_ref() == Some(&path);
            vec![save_effect(state, path, if own { Replace::Unchanged } else { Replace::Never })]
        }
        (Some(path), Picking::Take(take)) => taking::save(state, take, path, Replace::Never),
    }
}

/// Tells a fault where it belongs: at the path field that is open, or as a notice.
pub(super) fn tell_fault(state: &mut AppState, problem: String) -> Vec<Effect> {
    match &mut state.prompt {
        Some(Prompt::Path { error, .. }) => *error = Some(problem),
        _ => state.notice = Some(Notice { text: problem, fault: true }),
    }
    Vec::new()
}

/// A save has ended: of the open scenario, or of one that was open when it began.
fn end_save(
    state: &mut AppState,
    path: &Path,
    scenario: Arc<Scenario>,
    result: Result<(), SaveFailure>,
) -> Vec<Effect> {
    let saving = &mut state.document.saving;
    let Some(own) = saving.iter().position(|of| Arc::ptr_eq(of, &scenario)) else {
        return end_of_another_save(state, path, result);
    };
    // What was begun before, and stalls, is of no more account than another document's.
    saving.drain(..=own);
    match result {
        Ok(()) => saved(state, path, scenario),
        Err(SaveFailure::Exists) => {
            state.prompt = Some(Prompt::Overwrite(path.to_path_buf()));
            Vec::new()
        }
        Err(SaveFailure::Changed) => {
            state.prompt = Some(Prompt::Changed(path.to_path_buf()));
            Vec::new()
        }
        Err(SaveFailure::Failed(problem)) => {
            state.after_save = None;
            // At a field for the path the remedy is under the hand.
            let asked = matches!(state.prompt, Some(Prompt::Path { .. }));
            tell_fault(state, if asked { problem } else { format!("{problem}. {}", remedy()) })
        }
    }
}

/// What to do about a file that can't be written.
fn remedy() -> String {
    let keys = Command::SaveAs.row().keys.first().map(Keys::label).unwrap_or_default();
    format!("Your work stays open: save it elsewhere with {keys}.")
}

/// Waits no longer for a file; the work stays open, and unsaved where it is.
pub(super) fn let_go(state: &mut AppState, errand: &Errand) -> Vec<Effect> {
    state.stalled.retain(|stalled| stalled.number != errand.number);
    match errand.doing {
        Doing::Reading => {
            state.document.leaving = None;
            unopened::given_up(state, errand.path.clone());
        }
        Doing::Saving => state.after_save = None,
    }
    vec![Effect::LetGo(errand.number)]
}

/// What to do where the file is another than it was when it was opened or saved.
fn answer_changed(state: &mut AppState, path: PathBuf, answer: &PromptAnswer) -> Vec<Effect> {
    state.prompt = None;
    match answer {
        PromptAnswer::KeepMine => return vec![save_effect(state, path, Replace::Always)],
        PromptAnswer::Reload => {
            state.after_save = None;
            return vec![load(state, path)];
        }
        PromptAnswer::CompareWithDisk => {
            state.after_save = None;
            return vec![Effect::Compare(path)];
        }
        _ => state.prompt = Some(Prompt::Changed(path)),
    }
    Vec::new()
}

/// The save of a scenario that is no longer open has ended: its path is not this one's.
fn end_of_another_save(state: &mut AppState, path: &Path, result: Result<(), SaveFailure>) -> Vec<Effect> {
    let text = match result {
        Ok(()) => return vec![remember(state, path)],
        Err(SaveFailure::Exists) => format!("{}: not saved: another file is there", format::path(path)),
        Err(SaveFailure::Changed) => format!("{}: not saved: it was changed by something else", format::path(path)),
        Err(SaveFailure::Failed(problem)) => problem,
    };
    state.notice = Some(Notice { text, fault: true });
    Vec::new()
}

fn saved(state: &mut AppState, path: &Path, scenario: Arc<Scenario>) -> Vec<Effect> {
    // The very same, where nothing changed meanwhile: that is quickest to see.
    let now = &state.document.scenario;
    state.document.saved = if *now == scenario { Arc::clone(now) } else { scenario };
    state.drift = None;
    state.document.path = Some(path.to_path_buf());
    state.prompt = None;
    state.notice = Some(Notice { text: format!("Saved to {}", format::path(path)), fault: false });
    let mut effects = vec![remember(state, path)];
    if let Some(then) = state.after_save.take() {
        // What changed since is asked about again.
        effects.extend(guarded(state, then));
    }
    effects
}

pub(super) fn remember(state: &mut AppState, path: &Path) -> Effect {
    state.session.remember(path);
    Effect::Remember(state.session.clone())
}

/// What became of files.
pub(super) fn hear(state: &mut AppState, outside: Outside) -> Vec<Effect> {
    match outside {
        Outside::Opened(path, Ok(scenario)) => {
            let left = state.document.leaving.take();
            // Edited since, or another that was opened while this one was read.
            let edited = left.is_none_or(|left| !Arc::ptr_eq(&left, &state.document.scenario));
            if edited && state.document.unsaved() {
                return guarded(state, Then::Open(path));
            }
            // What was named with others is open beside their comparison.
            let awaited = state.unopened.as_ref().is_some_and(|unopened| unopened.awaits(&path));
            let page = if awaited { state.view.page } else { Page::Explore };
            let mut effects = open_document(state, Document::new(Arc::from(scenario), Some(path.clone())));
            state.view.page = page;
            state.notice = None;
            effects.push(remember(state, &path));
            effects.extend(decks::opened_for_step(state, &path));
            effects
        }
        Outside::Named(files) => unopened::named(state, files),
        Outside::Drifted(path, told) => {
            state.drift = (state.document.path.as_ref() == Some(&path)).then_some(told);
            Vec::new()
        }
        Outside::Compared(path, Ok(answer)) => {
            state.reference.set(Arc::clone(&answer.scenario), &Arc::new(*answer), &Study::default());
            let text = format!("Ticks and ghost lines compare with {} as it is on disk.", format::path(&path));
            state.notice = Some(Notice { text, fault: false });
            Vec::new()
        }
        Outside::Saved(path, scenario, result) => end_save(state, &path, scenario, result),
        Outside::Picked(path) => match &state.prompt {
            Some(Prompt::Path { picking: Picking::Open, .. }) if is_deck(&path) => {
                deck_guarded(state, Then::Open(path))
            }
            Some(Prompt::Path { picking: Picking::Open, .. }) => vec![load(state, path)],
            Some(Prompt::Path { picking: Picking::SaveDeck, .. }) => {
                let whole = is_deck(&path);
                let replace = if whole { Replace::Always } else { Replace::Never };
                decks::save_to(state, with_ending(path, Picking::SaveDeck), replace)
            }
            Some(Prompt::Path { picking: Picking::Folder, .. }) => library::open(state, path),
            // The platform's dialog has asked about replacing a file, unless the ending is ours.
            Some(Prompt::Path { picking: Picking::Save, .. }) => {
                let whole = path.extension().is_some();
                let path = with_ending(path, Picking::Save);
                vec![save_effect(state, path, if whole { Replace::Always } else { Replace::Never })]
            }
            Some(Prompt::Path { picking: Picking::Take(take), .. }) => {
                let (take, whole) = (*take, path.extension().is_some());
                taking::save(state, take, path, if whole { Replace::Always } else { Replace::Never })
            }
            _ => Vec::new(),
        },
        Outside::Opened(path, Err(problem)) => unopened::refused(state, path, problem),
        Outside::Compared(_, Err(problem)) | Outside::Failed(problem) => tell_fault(state, problem),
        _ => Vec::new(),
    }
}
