//! The library: which folder, what is asked about it, and what is heard of its files.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::looking;
use crate::state::{
    AppState,
    effect::Effect,
    library::{Content, Entry},
    message::LibraryAsk,
    prompt::{Picking, Prompt},
    view::Page,
};

/// Shows the library, listed anew; where no folder was chosen yet, that of the files one works on.
pub(super) fn show(state: &mut AppState) -> Vec<Effect> {
    let mut effects = looking::show_page(state, Page::Library);
    let folder = state.library.folder.clone().or_else(|| usual(state));
    effects.extend(folder.map(|folder| begin(state, folder)));
    effects
}

/// The folder that is listed where none was chosen in this window.
fn usual(state: &AppState) -> Option<PathBuf> {
    let beside = |path: &Path| path.parent().map(Path::to_owned);
    let session = &state.session;
    session
        .library
        .clone()
        .or_else(|| state.document.path.as_deref().and_then(beside))
        .or_else(|| session.recent.first().and_then(|path| beside(path)))
}

/// Lists a folder that was chosen.
pub(super) fn open(state: &mut AppState, folder: PathBuf) -> Vec<Effect> {
    state.prompt = None;
    let mut effects = looking::show_page(state, Page::Library);
    effects.push(begin(state, folder));
    effects
}

fn begin(state: &mut AppState, folder: PathBuf) -> Effect {
    let library = Arc::make_mut(&mut state.library);
    library.begin(folder.clone());
    Effect::List(library.generation, folder)
}

pub(super) fn ask(state: &mut AppState, ask: LibraryAsk) -> Vec<Effect> {
    match ask {
        LibraryAsk::Folder => {
            let folder = state.library.folder.clone().or_else(|| usual(state));
            let text = folder.map(|folder| folder.display().to_string()).unwrap_or_default();
            state.prompt = Some(Prompt::Path { picking: Picking::Folder, text, error: None });
            Vec::new()
        }
        LibraryAsk::Again => show(state),
        LibraryAsk::Search(text) => {
            Arc::make_mut(&mut state.library).seek(text);
            Vec::new()
        }
        LibraryAsk::Sort(column) => {
            Arc::make_mut(&mut state.library).sort(column);
            Vec::new()
        }
    }
}

/// A folder was listed: it is the one that is remembered.
pub(super) fn listed(
    state: &mut AppState,
    generation: u64,
    folder: PathBuf,
    listed: Result<Vec<Entry>, String>,
) -> Vec<Effect> {
    if generation != state.library.generation {
        return Vec::new();
    }
    let library = Arc::make_mut(&mut state.library);
    let good = listed.is_ok();
    library.folder = Some(folder.clone());
    library.list(listed);
    if !good || state.session.library.as_ref() == Some(&folder) {
        return Vec::new();
    }
    state.session.library = Some(folder);
    vec![Effect::Remember(state.session.clone())]
}

/// What files of the folder hold.
pub(super) fn learned(state: &mut AppState, generation: u64, first: usize, contents: Vec<Content>) {
    if generation == state.library.generation {
        Arc::make_mut(&mut state.library).learn(first, contents);
    }
}

/// Lets go of the search, then of the page.
pub(super) fn escape(state: &mut AppState) -> Vec<Effect> {
    if state.library.search.is_empty() {
        return looking::show_page(state, Page::Explore);
    }
    Arc::make_mut(&mut state.library).seek(String::new());
    Vec::new()
}
