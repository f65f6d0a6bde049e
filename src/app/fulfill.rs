//! The one place with side effects: carries out what `update` asks for.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, mpsc::Sender},
    thread,
    time::Duration,
};

use egui::{Context, Theme, ThemePreference, ViewportCommand};

use super::{
    dialogs,
    errands::Errands,
    keeper::Keeper,
    queue::Queue,
    takings::{self, Takings},
    workers::{Wanted, Workers},
};
use crate::{
    format,
    model::{scenario::Scenario, stamp::Stamp},
    state::{
        derived::Answer,
        drift::drift,
        effect::{Effect, Replace},
        errand::{Doing, Errand},
        message::{Outside, SaveFailure},
        prompt::Picking,
    },
    store::{
        Known, StoreError,
        deck::{Deck, is_deck},
        files,
        listing::scenario_files,
        session::{Session, SessionFile, ThemeChoice},
        staged,
    },
    ui,
};

/// How long the window waits for its settings when it closes.
const AT_THE_END: Duration = Duration::from_secs(2);

/// The shell's means: the workers, the way back into the inbox, and the folder of settings.
#[derive(Debug)]
pub(crate) struct Shell {
    pub(crate) ctx: Context,
    pub(crate) workers: Workers,
    pub(crate) outbox: Sender<Outside>,
    pub(crate) data_dir: Option<PathBuf>,
    /// Saves by file, one after the other: what was saved last is what is on disk.
    pub(crate) saves: HashMap<PathBuf, Queue>,
    /// What is being read or written.
    pub(crate) errands: Errands,
    /// The settings' file, and what writes it.
    pub(crate) settings: Option<(Arc<Mutex<SessionFile>>, Queue)>,
    /// What is made to be taken away.
    pub(crate) takings: Takings,
    /// What files held when they were read or written last.
    pub(crate) known: Known,
    /// Keeps unsaved work.
    pub(crate) keeper: Keeper,
    /// Whether the window may close without asking.
    pub(crate) closing: bool,
    /// Whether the window filled the screen before it was presented on.
    pub(crate) was_full: bool,
}

impl Shell {
    /// Carries out an effect; what comes of it arrives in the inbox.
    pub(crate) fn fulfill(&mut self, effect: Effect) {
        match effect {
            Effect::Compute(generation, scenario) => self.workers.answers.ask((generation, scenario, None)),
            Effect::ComputeMasked(number, own, hidden) => self.workers.answers.ask((number, own, Some(hidden))),
            Effect::Preview(number, scenario) => self.workers.previews.ask(Wanted::Answer((number, scenario))),
            Effect::Seek(generation, scenario, seek) => {
                self.workers.previews.ask(Wanted::Sought((generation, scenario), seek));
            }
            Effect::Replay(generation, frames) => self.workers.previews.ask(Wanted::Replay(generation, frames)),
            Effect::StopSeeking => self.workers.previews.stop(),
            Effect::Study(generation, scenario, asking) => self.workers.studies.ask(((generation, scenario), asking)),
            Effect::Load(path) => self.load(&path),
            Effect::LoadNamed(path) => self.load_named(&path),
            Effect::List(generation, folder) => self.workers.list(generation, whole(&folder)),
            Effect::Settle(number, own) => {
                if let Err(problem) = self.keeper.settle(number, own) {
                    send(&self.outbox, &self.ctx, Outside::Failed(problem));
                }
            }
            Effect::SaveDeck { path, deck, replace } => {
                let (path, known) = (whole(&path), self.known.clone());
                self.write(&path.clone(), move || save_deck(path, deck, replace, &known));
            }
            Effect::ReadSteps { deck, folder, present } => {
                self.off_thread("open", move || steps_read(deck, &folder, present));
            }
            Effect::Present(on) => self.present(on),
            Effect::Compare(path) => {
                let path = whole(&path);
                self.errand(Doing::Reading, &path.clone(), move || vec![compared(path)]);
            }
            Effect::Save { path, scenario, from, replace } => {
                let (path, known) = (whole(&path), self.known.clone());
                self.write(&path.clone(), move || save(path, scenario, from.as_deref(), replace, &known));
            }
            Effect::LetGo(number) => self.errands.let_go(number),
            Effect::Comparison(wish) => self.compare(wish),
            Effect::Take(order) => self.takings.add(order),
            Effect::StopTaking => self.takings.stop(),
            Effect::Clipboard(made) => takings::copy(&self.ctx, made),
            Effect::Pick(picking, suggestion) => self.pick(picking, &suggestion),
            Effect::Remember(session) => self.remember(session),
            Effect::Theme(choice) => self.ctx.set_theme(preference(choice)),
            Effect::Zoom(factor) => {
                let zoom = factor.map_or(1.0, |factor| self.ctx.zoom_factor() * factor);
                let zoom = (zoom * 20.0).round() / 20.0;
                self.ctx.set_zoom_factor(zoom.clamp(0.5, 3.0));
                send(&self.outbox, &self.ctx, Outside::Zoomed(zoom.clamp(0.5, 3.0)));
            }
            Effect::ToggleFullScreen => {
                let full = self.ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
                self.ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!full));
            }
            Effect::FocusSearch => ui::widgets::focus_search(&self.ctx),
            Effect::Close => {
                self.closing = true;
                self.keeper.close();
                self.finish_settings();
                self.ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    /// Asks for a path in the platform's dialog.
    fn pick(&self, picking: Picking, suggestion: &str) {
        let (outbox, ctx) = (self.outbox.clone(), self.ctx.clone());
        let deliver = move |path: Option<PathBuf>| {
            send(&outbox, &ctx, path.map_or(Outside::NotPicked, Outside::Picked));
        };
        if dialogs::pick(picking, suggestion, deliver).is_err() {
            send(&self.outbox, &self.ctx, Outside::NotPicked);
        }
    }

    /// Fills the screen for a presentation, or lets it be as it was before.
    fn present(&mut self, on: bool) {
        if on {
            self.was_full = self.ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
        }
        self.ctx.send_viewport_cmd(ViewportCommand::Fullscreen(on || self.was_full));
    }

    /// Does something slow on a thread of its own; without one, says so.
    pub(super) fn off_thread(&self, name: &str, work: impl FnOnce() -> Outside + Send + 'static) {
        let (outbox, ctx) = (self.outbox.clone(), self.ctx.clone());
        let started = thread::Builder::new().name(name.to_owned()).spawn(move || send(&outbox, &ctx, work()));
        if let Err(error) = started {
            send(&self.outbox, &self.ctx, Outside::Failed(format!("could not {name} a file: {error}")));
        }
    }

    /// Does something to a file on a thread of its own; where its disk stalls, that is told.
    fn errand(&mut self, doing: Doing, path: &Path, work: impl FnOnce() -> Vec<Outside> + Send + 'static) {
        let (outbox, ctx) = (self.outbox.clone(), self.ctx.clone());
        let ticket = self.errands.begin(Errand { number: 0, doing, path: path.to_owned() });
        let run = move || {
            let told = work();
            if ticket.done() {
                for told in told {
                    send(&outbox, &ctx, told);
                }
            }
        };
        if let Err(error) = thread::Builder::new().name("open".to_owned()).spawn(run) {
            send(&self.outbox, &self.ctx, Outside::Failed(format!("could not open a file: {error}")));
        }
    }

    /// Reads a scenario or a deck to open it.
    pub(crate) fn load(&mut self, path: &Path) {
        let (path, known) = (whole(path), self.known.clone());
        self.errand(Doing::Reading, &path.clone(), move || read(path, &known));
    }

    /// Reads what was named at the start: a file, or the files of a folder.
    fn load_named(&mut self, path: &Path) {
        let (path, known) = (whole(path), self.known.clone());
        self.errand(Doing::Reading, &path.clone(), move || {
            let mut files = scenario_files(std::slice::from_ref(&path));
            match files.len() {
                0 => vec![Outside::Opened(path.clone(), Err(holds_none(&path)))],
                1 => read(files.remove(0), &known),
                _ => vec![Outside::Named(files)],
            }
        });
    }

    /// Writes a file after what is being written to the same one; one that stalls holds up no other.
    fn write(&mut self, path: &Path, work: impl FnOnce() -> Outside + Send + 'static) {
        if !self.saves.contains_key(path) {
            match Queue::start("saves", &self.outbox, &self.ctx) {
                Ok(queue) => _ = self.saves.insert(path.to_owned(), queue),
                Err(error) => {
                    let problem = format!("{}: can't be saved: {error}", format::path(path));
                    send(&self.outbox, &self.ctx, Outside::Failed(problem));
                    return;
                }
            }
        }
        let ticket = self.errands.begin(Errand { number: 0, doing: Doing::Saving, path: path.to_owned() });
        if let Some(queue) = self.saves.get(path) {
            queue.add(move || {
                let told = work();
                ticket.done().then_some(told)
            });
        }
    }

    /// Settings are a convenience: what can't be kept is not worth a word.
    fn remember(&self, session: Session) {
        if let Some((file, queue)) = &self.settings {
            let file = Arc::clone(file);
            queue.add(move || {
                let _ = file.lock().unwrap_or_else(PoisonError::into_inner).keep(session);
                None
            });
        }
    }

    /// Waits a moment for what is being written of the settings.
    fn finish_settings(&self) {
        if let Some((_, queue)) = &self.settings {
            let _ = queue.finish(AT_THE_END);
        }
    }
}

/// Puts what happened into the inbox and wakes the window. The window may be gone.
pub(crate) fn send(outbox: &Sender<Outside>, ctx: &Context, outside: Outside) {
    let _ = outbox.send(outside);
    ctx.request_repaint();
}

/// The theme as the window system knows it.
pub(crate) fn preference(choice: ThemeChoice) -> ThemePreference {
    match choice {
        ThemeChoice::System => ThemePreference::System,
        ThemeChoice::Light => Theme::Light.into(),
        ThemeChoice::Dark => Theme::Dark.into(),
    }
}

/// `~` is the home folder, as in a shell; a relative path counts from the current folder.
pub(super) fn whole(path: &Path) -> PathBuf {
    let home = directories::BaseDirs::new();
    let path = match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(dirs)) => dirs.home_dir().join(rest),
        _ => path.to_path_buf(),
    };
    std::path::absolute(&path).unwrap_or(path)
}

/// Reads a scenario or a deck.
fn read(path: PathBuf, known: &Known) -> Vec<Outside> {
    if is_deck(&path) {
        let read = known.load_deck(&path).map(Arc::new).map_err(|error| error.to_string());
        return vec![Outside::DeckOpened(path, read)];
    }
    let read = known.load(&path).map_err(|error| error.to_string());
    let drifted = read.as_ref().ok().and_then(|scenario| drifted(&path, scenario, known));
    let opened = Outside::Opened(path.clone(), read.map(Box::new));
    let drifted = drifted.map(|told| Outside::Drifted(path, told));
    std::iter::once(opened).chain(drifted).collect()
}

/// What is wrong with a folder that was named.
pub(super) fn holds_none(folder: &Path) -> String {
    format!("{}: must hold a scenario, found none", format::path(folder))
}

/// What to tell where a file's figures are others than when it was saved.
pub(crate) fn drifted(path: &Path, scenario: &Scenario, known: &Known) -> Option<String> {
    drift(&known.stated(path)?, &Stamp::of(scenario), &scenario.money.currency)
}

fn compared(path: PathBuf) -> Outside {
    let read = files::load(&path).map(|scenario| Box::new(Answer::compute(0, Arc::new(scenario))));
    Outside::Compared(path, read.map_err(|error| error.to_string()))
}

fn save(path: PathBuf, scenario: Arc<Scenario>, from: Option<&Path>, replace: Replace, known: &Known) -> Outside {
    let written = match replace {
        Replace::Never if path.exists() => Err(SaveFailure::Exists),
        Replace::Unchanged => known.save(&path, &*scenario, true).map_err(failure),
        Replace::Never | Replace::Always => known.save_as(&path, &scenario, from).map_err(failure),
    };
    Outside::Saved(path, scenario, written)
}

fn steps_read(deck: Arc<Deck>, folder: &Path, present: bool) -> Outside {
    let scenarios = staged::scenarios(&deck, &whole(folder));
    Outside::StepsRead(deck, scenarios, present)
}

fn save_deck(path: PathBuf, deck: Arc<Deck>, replace: Replace, known: &Known) -> Outside {
    if replace == Replace::Never && path.exists() {
        return Outside::DeckSaved(path, deck, Err(SaveFailure::Exists));
    }
    let written = known.save(&path, &*deck, replace == Replace::Unchanged).map_err(failure);
    Outside::DeckSaved(path, deck, written)
}

fn failure(error: StoreError) -> SaveFailure {
    match error {
        StoreError::Changed { .. } => SaveFailure::Changed,
        error => SaveFailure::Failed(error.to_string()),
    }
}
