//! What the outside answers to the comparison, and what is asked of it for what the page shows.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Comparison, Origin,
    act::{Heard, ReadFile, Wish, wish},
    evaluate::{Request, Weighed},
};
use crate::{
    export::compare::Scale,
    format,
    state::{
        AppState,
        effect::Effect,
        prompt::{Notice, Picking, Prompt},
        view::Page,
    },
};

/// Hears what the outside answers.
pub(in crate::state) fn hear(state: &mut AppState, heard: Heard) -> Vec<Effect> {
    let list = &mut state.comparison;
    match heard {
        Heard::Read(files) => read(state, files),
        Heard::Picked(paths) => {
            state.prompt = None;
            return wish(Wish::Read(paths));
        }
        Heard::Weighed(scale, found) => {
            if list.asked.scale.as_ref() == Some(&scale) {
                list.asked.requests.retain(|asked| !found.iter().any(|found| asked.same(&found.request)));
            }
            list.learn(&scale, found);
        }
        // What was worked out of amounts before they were hidden is not shown.
        Heard::Paired(pair) if !list.fits(&pair.sides) => {}
        Heard::Chances(chances) if !list.fits(&chances.sides) => {}
        Heard::Paired(pair) => list.pair = Some(Arc::from(pair)),
        Heard::Chances(chances) => list.chances = Some(Arc::from(chances)),
        Heard::Written(path, Ok(scenario)) => {
            if let Some(entry) = list.entries.iter_mut().find(|entry| entry.origin == Origin::File(path.clone())) {
                entry.scenario = Ok(scenario);
            }
        }
        Heard::Copied(Ok(path)) => {
            let text = format!("Copied to {}", format::path(&path));
            state.notice = Some(Notice { text, fault: false });
            return wish(Wish::Read(vec![path]));
        }
        Heard::Trashed(path, Ok(lies)) => {
            trashed(state, &path, Some(lies.clone()));
            let text = format!("Moved to the trash: {}. Put back takes it back.", format::path(&lies));
            state.notice = Some(Notice { text, fault: false });
        }
        Heard::Returned(path, Ok(())) => trashed(state, &path, None),
        Heard::Locked(path, Ok(lock)) => {
            let open = state.document.path.as_ref() == Some(&path);
            for entry in &mut list.entries {
                if entry.origin == Origin::File(path.clone()) || (open && entry.origin == Origin::Open) {
                    entry.lock = Ok(lock.clone());
                }
            }
        }
        Heard::Written(_, Err(problem))
        | Heard::Copied(Err(problem))
        | Heard::Trashed(_, Err(problem))
        | Heard::Returned(_, Err(problem))
        | Heard::Locked(_, Err(problem)) => state.notice = Some(Notice { text: problem, fault: true }),
    }
    Vec::new()
}

fn trashed(state: &mut AppState, path: &Path, lies: Option<PathBuf>) {
    let list = &mut state.comparison;
    if let Some(entry) = list.entries.iter_mut().find(|entry| entry.origin == Origin::File(path.to_owned())) {
        entry.trashed = lies;
    }
    list.settle();
}

/// Files were read: those of the list are brought up to them, the others added.
fn read(state: &mut AppState, files: Vec<ReadFile>) {
    let (list, open) = (&mut state.comparison, state.document.path.clone());
    if files.is_empty() {
        let text = "There is no scenario file in it.".to_owned();
        match &mut state.prompt {
            Some(Prompt::Path { error, .. }) => *error = Some(text),
            _ => state.notice = Some(Notice { text, fault: true }),
        }
        return;
    }
    if matches!(state.prompt, Some(Prompt::Path { picking: Picking::Compare, .. })) {
        // What can't be read is told in the list.
        state.prompt = None;
    }
    for ReadFile { path, scenario, lock } in files {
        let is_open = open.as_ref() == Some(&path) && list.open().is_some();
        let wanted = if is_open { Origin::Open } else { Origin::File(path) };
        if let Some(entry) = list.entries.iter_mut().find(|entry| entry.origin == wanted) {
            if !is_open {
                entry.scenario = scenario;
            }
            entry.lock = lock;
            list.settle();
        } else {
            let id = list.add(wanted, scenario);
            if let Some(entry) = list.entries.iter_mut().find(|entry| entry.id == id) {
                entry.lock = lock;
            }
        }
    }
}

/// Brings what the page shows up to all that has changed, and asks for what is missing, once.
pub(in crate::state) fn refresh(state: &mut AppState) -> Vec<Effect> {
    let list = &mut state.comparison;
    if state.view.page != Page::Compare {
        return Vec::new();
    }
    list.follow(&state.document);
    let index = state.mask.as_ref().map(|mask| mask.scale);
    list.hide(index, &state.document.opened.money.currency, &state.shelf.catalog);
    list.settle();
    list.arrange();
    match list.scale() {
        Some(scale) if !list.stopped => {
            let wishes = [weigh(list, &scale), pair(list, scale)];
            wishes.into_iter().flatten().map(Effect::Comparison).collect()
        }
        _ => Vec::new(),
    }
}

/// Asks for all scenarios that are not known on a scale.
fn weigh(list: &mut Comparison, scale: &Scale) -> Option<Wish> {
    let mut missing = list.missing(scale);
    if missing.is_empty() {
        list.asked.requests.clear();
        return None;
    }
    let asked = |request: &Request| list.asked.requests.iter().any(|asked| asked.same(request));
    if missing.iter().all(asked) && list.asked.scale.as_ref() == Some(scale) {
        return None;
    }
    // What is looked at comes first.
    missing.sort_by_key(|request| Some(request.id) != list.base && Some(request.id) != list.looked);
    list.asked.requests.clone_from(&missing);
    list.asked.scale = Some(scale.clone());
    Some(Wish::Weigh(missing, scale.clone()))
}

/// Asks for the base and the other beside each other as soon as both are known, whatever else is not.
fn pair(list: &mut Comparison, scale: Scale) -> Option<Wish> {
    let sides = [list.side(list.base).cloned()?, list.side(list.looked).cloned()?];
    let same = |asked: &[Arc<Weighed>; 2]| asked.iter().zip(&sides).all(|(asked, side)| Arc::ptr_eq(asked, side));
    if list.asked.sides.as_ref().is_some_and(same) {
        return None;
    }
    list.asked.sides = Some(sides.clone());
    Some(Wish::Pair(sides, scale))
}
