//! What people do to the comparison, what that asks of the outside, and what the outside answers.

use std::{path::PathBuf, sync::Arc};

use super::{
    Asked, Id, Order, Origin, Picture, Sheet,
    all::{Beside, Column},
    evaluate::{Chances, Found, Pair, Request, Weighed},
};
use crate::{
    catalog::scale::in_currency,
    engine::compare::inputs::Input,
    export::compare::{Horizon, Scale, input_label},
    format,
    model::{check::check, lock::Lock, results::evaluate, scenario::Scenario},
    state::{
        AppState,
        effect::Effect,
        message::{Edit, Message},
        prompt::{Notice, Picking, Prompt, Then},
        view::Page,
    },
};

/// What people do.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Adds the open scenario.
    AddOpen,
    /// Asks for a file or a folder to add.
    Ask,
    /// Chooses files in the platform's dialog, or a folder.
    Browse(bool),
    /// Adds files, and those in folders.
    Add(Vec<PathBuf>),
    /// Makes a scenario the base.
    Base(Id),
    /// Looks at a scenario beside the base.
    Look(Id),
    /// Opens a scenario in the explorer.
    Open(Id),
    /// Asks for a scenario's name and note.
    Describe(Id),
    /// What the fields of that question hold: name and note.
    Typed(String, String),
    /// Takes them.
    Described,
    /// Copies a scenario to a file beside its own.
    Duplicate(Id),
    /// Takes a scenario off the list; its file stays.
    Remove(Id),
    /// Asks whether a file is to be moved to the trash.
    AskTrash(Id),
    /// Moves it there.
    Trash(Id),
    /// Puts it back.
    PutBack(Id),
    /// Locks a scenario's results, or unlocks them.
    Lock(Id, bool),
    /// Takes what the one beside the base holds for some inputs into the open scenario; named for undo.
    Take(Vec<Input>, String),
    /// Stops the evaluation.
    Stop,
    /// Goes on with it.
    GoOn,
    /// How it is shown changes.
    Show(Change),
}

/// A change of how the comparison is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// How horizons are counted.
    Horizon(Horizon),
    /// The order of the list.
    Order(Order),
    /// The chart.
    Picture(Picture),
    /// The table.
    Sheet(Sheet),
    /// Whether results stand by the size of their difference.
    BySize(bool),
    /// Whether every input is listed.
    AllInputs(bool),
    /// Whether all scenarios are shown rather than the pair.
    All(bool),
    /// What stands with each value of all.
    Beside(Beside),
    /// A click on the heading of a column of all.
    Sort(Column),
}

/// What is asked of the outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// Read files, and those in folders, with the locks beside them.
    Read(Vec<PathBuf>),
    /// Ask for files in the platform's dialog, or for a folder.
    Pick(bool),
    /// Work out scenarios on a scale.
    Weigh(Vec<Request>, Scale),
    /// Hold a scenario against the base.
    Pair([Arc<Weighed>; 2], Scale),
    /// Nothing is worked out any more.
    Stop,
    /// Write a scenario to its file, in place of what it held when it was read; unless something else
    /// changed that.
    Write(PathBuf, Arc<Scenario>, Arc<Scenario>),
    /// Write a scenario to a new file beside another.
    Copy(PathBuf, Arc<Scenario>),
    /// Move a file to the trash.
    Trash(PathBuf),
    /// Move it back: where it lies, and where it was.
    PutBack(PathBuf, PathBuf),
    /// Write a lock beside a file, with the day of today; with none remove it.
    Lock(PathBuf, Option<Box<Lock>>),
}

/// A file that was read for the comparison.
#[derive(Debug, Clone)]
pub struct ReadFile {
    /// The file.
    pub path: PathBuf,
    /// What it holds, or why it can't be read.
    pub scenario: Result<Arc<Scenario>, String>,
    /// The lock beside it, or why that can't be read.
    pub lock: Result<Option<Lock>, String>,
}

/// What the outside answers.
#[derive(Debug)]
pub enum Heard {
    /// Files were read.
    Read(Vec<ReadFile>),
    /// Files or a folder were chosen.
    Picked(Vec<PathBuf>),
    /// Scenarios were worked out on a scale.
    Weighed(Scale, Vec<Found>),
    /// A pair was.
    Paired(Box<Pair>),
    /// And where it may end.
    Chances(Box<Chances>),
    /// A scenario was written to its file, or could not be.
    Written(PathBuf, Result<Arc<Scenario>, String>),
    /// A copy was written, or could not be.
    Copied(Result<PathBuf, String>),
    /// A file was moved to the trash: where it lies now; or could not be.
    Trashed(PathBuf, Result<PathBuf, String>),
    /// It was moved back, or could not be.
    Returned(PathBuf, Result<(), String>),
    /// The lock beside a file is another, or could not be written.
    Locked(PathBuf, Result<Option<Lock>, String>),
}

/// Applies what people do.
pub(in crate::state) fn act(state: &mut AppState, act: Act) -> Vec<Effect> {
    let list = &mut state.comparison;
    match act {
        Act::AddOpen => add_open(state),
        Act::Ask => {
            state.prompt = Some(Prompt::Path { picking: Picking::Compare, text: String::new(), error: None });
            Vec::new()
        }
        Act::Browse(folder) => wish(Wish::Pick(folder)),
        Act::Add(paths) => wish(Wish::Read(paths)),
        Act::Base(id) => {
            if list.looked == Some(id) {
                list.looked = list.base;
            }
            list.base = Some(id);
            list.settle();
            Vec::new()
        }
        Act::Look(id) => {
            if list.base != Some(id) {
                list.looked = Some(id);
            }
            list.settle();
            Vec::new()
        }
        Act::Open(id) => match list.entry(id).map(|entry| entry.origin.clone()) {
            Some(Origin::File(path)) => super::super::update::guarded(state, Then::Open(path)),
            Some(Origin::Open) => super::super::update::show_page(state, Page::Explore),
            None => Vec::new(),
        },
        Act::Remove(id) => {
            list.entries.retain(|entry| entry.id != id);
            list.known.remove(&id);
            list.settle();
            Vec::new()
        }
        Act::Stop => {
            list.stopped = list.progress().is_some();
            list.asked = Asked::default();
            wish(Wish::Stop)
        }
        Act::GoOn => {
            list.stopped = false;
            Vec::new()
        }
        Act::Show(change) => {
            show(state, change);
            Vec::new()
        }
        Act::Take(inputs, name) => take(state, &inputs, &name),
        act => file(state, act),
    }
}

/// What is done to the files of the list.
fn file(state: &mut AppState, act: Act) -> Vec<Effect> {
    match act {
        Act::Describe(id) => {
            if let Some(scenario) = state.comparison.entry(id).and_then(|entry| entry.good()) {
                let (name, note) = (scenario.name.clone(), scenario.note.clone());
                state.prompt = Some(Prompt::Describe { id, name, note });
            }
            Vec::new()
        }
        Act::Typed(name, note) => {
            if let Some(Prompt::Describe { id, .. }) = state.prompt {
                state.prompt = Some(Prompt::Describe { id, name, note });
            }
            Vec::new()
        }
        Act::Described => match state.prompt.take() {
            Some(Prompt::Describe { id, name, note }) => describe(state, id, &name, note),
            other => {
                state.prompt = other;
                Vec::new()
            }
        },
        Act::Duplicate(id) => copy(state, id),
        Act::AskTrash(id) => {
            if path_of(state, id).is_some() {
                state.prompt = Some(Prompt::Trash(id));
            }
            Vec::new()
        }
        Act::Trash(id) => {
            state.prompt = None;
            path_of(state, id).map_or_else(Vec::new, |path| wish(Wish::Trash(path)))
        }
        Act::PutBack(id) => {
            let lies = state.comparison.entry(id).and_then(|entry| entry.trashed.clone());
            lies.zip(path_of(state, id)).map_or_else(Vec::new, |(from, to)| wish(Wish::PutBack(from, to)))
        }
        Act::Lock(id, on) => lock(state, id, on),
        _ => Vec::new(),
    }
}

pub(super) fn wish(wish: Wish) -> Vec<Effect> {
    vec![Effect::Comparison(wish)]
}

/// The file of a scenario of the list; of the open one, where it has one.
fn path_of(state: &AppState, id: Id) -> Option<PathBuf> {
    match &state.comparison.entry(id)?.origin {
        Origin::File(path) => Some(path.clone()),
        Origin::Open => state.document.path.clone(),
    }
}

fn add_open(state: &mut AppState) -> Vec<Effect> {
    if state.comparison.open().is_some() {
        return Vec::new();
    }
    let path = state.document.path.clone();
    // Its file is the open scenario from now on.
    state.comparison.entries.retain(|entry| path.is_none() || entry.origin != origin(path.as_ref()));
    state.comparison.add(Origin::Open, Ok(Arc::clone(&state.document.scenario)));
    path.map_or_else(Vec::new, |path| wish(Wish::Read(vec![path])))
}

fn origin(path: Option<&PathBuf>) -> Origin {
    path.map_or(Origin::Open, |path| Origin::File(path.clone()))
}

fn show(state: &mut AppState, change: Change) {
    let shown = &mut state.comparison.shown;
    match change {
        Change::Horizon(horizon) => shown.horizon = horizon,
        Change::Order(order) => shown.order = order,
        Change::Picture(picture) => shown.picture = picture,
        Change::Sheet(sheet) => shown.sheet = sheet,
        Change::BySize(by_size) => shown.by_size = by_size,
        Change::AllInputs(all) => shown.all_inputs = all,
        Change::All(open) => shown.all.open = open,
        Change::Beside(beside) => shown.all.beside = beside,
        Change::Sort(column) => shown.all = shown.all.sorted_by(column),
    }
}

/// Takes what the one beside the base holds into the open scenario, in its currency: one undo step.
fn take(state: &mut AppState, inputs: &[Input], name: &str) -> Vec<Effect> {
    let from = state.comparison.looked.and_then(|id| state.comparison.entry(id)?.good().cloned());
    let Some(from) = from else { return Vec::new() };
    let open = &state.document.scenario;
    let from = match in_currency(&from, &open.money.currency, &state.shelf.catalog) {
        Ok((from, _)) => from,
        Err(error) => {
            state.notice = Some(Notice { text: format!("Not taken: {error}"), fault: true });
            return Vec::new();
        }
    };
    let mut scenario = Scenario::clone(open);
    for input in inputs {
        input.take(&mut scenario, &from);
    }
    if let Some(input) = inputs.iter().find(|input| !input.alike(&scenario, &from)) {
        let what = input_label(input, &scenario, &from);
        let text = format!(
            "Not taken: {what} is counted in another currency there. Take all of the place, with its currency and rate."
        );
        state.notice = Some(Notice { text, fault: true });
        return Vec::new();
    }
    if scenario == **open {
        let text = "The open scenario holds that already, or has no place for it.".to_owned();
        state.notice = Some(Notice { text, fault: false });
        return Vec::new();
    }
    let mut effects =
        super::super::update::apply(state, Message::Edit(Edit::Whole(name.to_owned(), Box::new(scenario))));
    effects.extend(super::super::update::apply(state, Message::GestureEnd));
    if state.notice.is_none() {
        let text =
            format!("Taken into “{}”: {name}. Undo takes it back.", format::plain(&state.document.scenario.name));
        state.notice = Some(Notice { text, fault: false });
    }
    effects
}

/// Gives a scenario another name and note.
fn describe(state: &mut AppState, id: Id, name: &str, note: String) -> Vec<Effect> {
    let Some(entry) = state.comparison.entry(id) else { return Vec::new() };
    let Some(scenario) = entry.good() else { return Vec::new() };
    let mut described = Scenario::clone(scenario);
    name.trim().clone_into(&mut described.name);
    described.note = note;
    if described == **scenario {
        return Vec::new();
    }
    if let Some(fault) = check(&described).first() {
        state.notice = Some(Notice { text: format!("Not changed: {fault}"), fault: true });
        return Vec::new();
    }
    match entry.origin.clone() {
        Origin::File(path) => {
            let before = Arc::clone(scenario);
            wish(Wish::Write(path, before, Arc::new(described)))
        }
        Origin::Open => {
            let edit = Edit::Whole("name and note".to_owned(), Box::new(described));
            let mut effects = super::super::update::apply(state, Message::Edit(edit));
            effects.extend(super::super::update::apply(state, Message::GestureEnd));
            effects
        }
    }
}

fn copy(state: &mut AppState, id: Id) -> Vec<Effect> {
    let Some(path) = path_of(state, id) else {
        let text = "Save the open scenario first: a copy goes beside its file.".to_owned();
        state.notice = Some(Notice { text, fault: true });
        return Vec::new();
    };
    let Some(scenario) = state.comparison.entry(id).and_then(|entry| entry.good()) else { return Vec::new() };
    let mut copy = Scenario::clone(scenario);
    // A name is 120 characters at most.
    copy.name = format!("{}, copy", copy.name.chars().take(112).collect::<String>());
    wish(Wish::Copy(path, Arc::new(copy)))
}

/// Locks what the file of a scenario holds, or lets its lock go.
fn lock(state: &mut AppState, id: Id, on: bool) -> Vec<Effect> {
    let unsaved =
        state.comparison.entry(id).is_some_and(|entry| entry.origin == Origin::Open) && state.document.unsaved();
    let path = path_of(state, id).filter(|_| !(on && unsaved));
    let Some(path) = path else {
        let text = "Save the open scenario first: a lock is of what its file holds.".to_owned();
        state.notice = Some(Notice { text, fault: true });
        return Vec::new();
    };
    let Some(scenario) = state.comparison.entry(id).and_then(|entry| entry.good()) else { return Vec::new() };
    // The day is the shell's to know.
    let lock = on.then(|| Box::new(Lock::new(scenario, &evaluate(scenario), String::new())));
    wish(Wish::Lock(path, lock))
}
