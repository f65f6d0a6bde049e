//! The file that was named at the start and is not open: read again, refused again, given up.

use std::{path::PathBuf, sync::Arc};

use super::filing;
use crate::{
    format,
    state::{
        AppState,
        effect::Effect,
        message::Message,
        prompt::{Notice, Prompt},
        unopened::{Unopened, waits},
        view::Page,
    },
};

/// Whether a message waits until a scenario is open; says so where it was asked for on a page.
pub(super) fn holds_up(state: &mut AppState, message: &Message) -> bool {
    let waits = state.unopened.is_some() && waits(message, state);
    if waits && matches!(message, Message::Comparison(_)) {
        state.notice = Some(Notice { text: "Not done: no scenario is open.".to_owned(), fault: true });
    }
    waits
}

/// Reads the file once more.
pub(super) fn try_again(state: &mut AppState) -> Vec<Effect> {
    let Some(path) = state.unopened.as_ref().map(|unopened| unopened.path.clone()) else { return Vec::new() };
    state.document.leaving = Some(Arc::clone(&state.document.scenario));
    vec![Effect::LoadNamed(path)]
}

/// A folder that was named holds several files by now: they are compared, and the first is open beside that.
pub(super) fn named(state: &mut AppState, files: Vec<PathBuf>) -> Vec<Effect> {
    let Some(first) = files.first().cloned() else { return Vec::new() };
    state.unopened = Some(Unopened::awaited(first.clone()));
    let mut effects = state.compare_files(files);
    effects.push(filing::load(state, first));
    effects
}

/// A file can't be opened: what is open stays, and it is told at the path field, or as a notice; where
/// nothing is open, in place of that.
pub(super) fn refused(state: &mut AppState, path: PathBuf, problem: String) -> Vec<Effect> {
    let asked = matches!(state.prompt, Some(Prompt::Path { .. })) || state.view.page != Page::Explore;
    match &mut state.unopened {
        Some(unopened) if !asked || unopened.awaits(&path) => {
            unopened.refuse(path, problem);
            Vec::new()
        }
        _ => filing::tell_fault(state, problem),
    }
}

/// The file is waited for no longer.
pub(super) fn given_up(state: &mut AppState, path: PathBuf) {
    if let Some(unopened) = state.unopened.as_mut().filter(|unopened| unopened.awaits(&path)) {
        let problem = format!("{}: not read: its folder did not answer", format::path(&path));
        unopened.refuse(path, problem);
    }
}
