//! The one place with side effects: carries out what `update` asks for.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, mpsc::Sender},
    thread,
};

use egui::{Context, Theme, ThemePreference, ViewportCommand};

use super::{
    dialogs,
    keeper::Keeper,
    queue::Queue,
    takings::{self, Takings},
    workers::{Wanted, Workers},
};
use crate::{
    model::scenario::Scenario,
    state::{
        derived::Answer,
        effect::{Effect, Replace},
        message::{Outside, SaveFailure},
    },
    store::{
        Known, StoreError, files,
        session::{Session, ThemeChoice},
    },
    ui,
};

/// The shell's means: the workers, the way back into the inbox, and the folder of settings.
#[derive(Debug)]
pub(crate) struct Shell {
    pub(crate) ctx: Context,
    pub(crate) workers: Workers,
    pub(crate) outbox: Sender<Outside>,
    pub(crate) data_dir: Option<PathBuf>,
    /// Saves, one after the other: what was saved last is what is on disk.
    pub(crate) saves: Queue,
    /// What is made to be taken away.
    pub(crate) takings: Takings,
    /// What files held when they were read or written last.
    pub(crate) known: Known,
    /// Keeps unsaved work.
    pub(crate) keeper: Keeper,
    /// Whether the window may close without asking.
    pub(crate) closing: bool,
}

impl Shell {
    /// Carries out an effect; what comes of it arrives in the inbox.
    pub(crate) fn fulfill(&mut self, effect: Effect) {
        match effect {
            Effect::Compute(generation, scenario) => self.workers.answers.ask((generation, scenario)),
            Effect::Preview(generation, scenario) => {
                self.workers.previews.ask(Wanted::Answer((generation, scenario)));
            }
            Effect::Seek(generation, scenario, seek) => {
                self.workers.previews.ask(Wanted::Sought((generation, scenario), seek));
            }
            Effect::Replay(generation, frames) => self.workers.previews.ask(Wanted::Replay(generation, frames)),
            Effect::StopSeeking => self.workers.previews.stop(),
            Effect::Study(generation, scenario, asking) => self.workers.studies.ask(((generation, scenario), asking)),
            Effect::Load(path) => {
                let known = self.known.clone();
                self.off_thread("open", move || load(&path, &known));
            }
            Effect::Settle(number, scenario) => {
                if let Err(problem) = self.keeper.settle(number, scenario.as_ref()) {
                    send(&self.outbox, &self.ctx, Outside::Failed(problem));
                }
            }
            Effect::Compare(path) => self.off_thread("open", move || compared(&path)),
            Effect::Save { path, scenario, replace } => {
                let known = self.known.clone();
                self.saves.add(move || save(&path, scenario, replace, &known));
            }
            Effect::Pick(picking, suggestion) => {
                let (outbox, ctx) = (self.outbox.clone(), self.ctx.clone());
                let deliver = move |path: Option<PathBuf>| {
                    send(&outbox, &ctx, path.map_or(Outside::NotPicked, Outside::Picked));
                };
                if dialogs::pick(picking, &suggestion, deliver).is_err() {
                    send(&self.outbox, &self.ctx, Outside::NotPicked);
                }
            }
            Effect::Take(order) => self.takings.add(order),
            Effect::StopTaking => self.takings.stop(),
            Effect::Clipboard(made) => takings::copy(&self.ctx, made),
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
            Effect::FocusSearch => ui::focus_search(&self.ctx),
            Effect::Close => {
                self.closing = true;
                self.keeper.close();
                self.ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    /// Does something slow on a thread of its own; without one, says so.
    fn off_thread(&self, name: &str, work: impl FnOnce() -> Outside + Send + 'static) {
        let (outbox, ctx) = (self.outbox.clone(), self.ctx.clone());
        let started = thread::Builder::new().name(name.to_owned()).spawn(move || send(&outbox, &ctx, work()));
        if let Err(error) = started {
            send(&self.outbox, &self.ctx, Outside::Failed(format!("could not {name} a file: {error}")));
        }
    }

    /// Settings are a convenience: what can't be kept is not worth a word.
    fn remember(&self, session: Session) {
        if let Some(dir) = self.data_dir.clone() {
            let keep = move || {
                let _ = session.save(&dir);
            };
            let _ = thread::Builder::new().name("settings".to_owned()).spawn(keep);
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

fn load(path: &Path, known: &Known) -> Outside {
    let path = whole(path);
    let read = known.load(&path).map(Box::new).map_err(|error| error.to_string());
    Outside::Opened(path, read)
}

fn compared(path: &Path) -> Outside {
    let path = whole(path);
    let read = files::load(&path).map(|scenario| Box::new(Answer::compute(0, Arc::new(scenario))));
    Outside::Compared(path, read.map_err(|error| error.to_string()))
}

fn save(path: &Path, scenario: Arc<Scenario>, replace: Replace, known: &Known) -> Outside {
    let path = whole(path);
    if replace == Replace::Never && path.exists() {
        return Outside::Saved(path, scenario, Err(SaveFailure::Exists));
    }
    let written = known.save(&path, &scenario, replace == Replace::Unchanged).map_err(|error| match error {
        StoreError::Changed { .. } => SaveFailure::Changed,
        error => SaveFailure::Failed(error.to_string()),
    });
    Outside::Saved(path, scenario, written)
}
