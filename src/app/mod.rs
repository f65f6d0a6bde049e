//! The shell around the state: drains the inbox, draws, applies what was done, carries out
//! what that asks for. The only place with threads and the window itself.

mod comparing;
mod dialogs;
mod errands;
mod fulfill;
mod keeper;
mod library;
mod panics;
mod queue;
mod start;
mod takings;
mod worker;
mod workers;

use std::{
    collections::HashMap,
    panic::{self, AssertUnwindSafe},
    path::PathBuf,
    sync::{Arc, Mutex, mpsc},
};

use egui::ViewportCommand;
use thiserror::Error;

pub use self::start::Start;

use self::{errands::Errands, fulfill::Shell, keeper::Keeper, queue::Queue, takings::Takings, workers::Workers};
use crate::{
    state::{
        AppState,
        effect::Effect,
        message::{Message, Outside},
        update::update,
    },
    store::{
        log,
        session::{self, SessionFile},
    },
    ui,
};

/// Why the window could not be opened.
#[derive(Debug, Error)]
pub enum AppError {
    /// No window system, or no OpenGL.
    #[error(
        "could not open a window: that needs a display with OpenGL 2.1 or later; without one, `shoreline eval FILE` \
         prints the same figures"
    )]
    Window,
}

/// The application.
pub struct App {
    state: AppState,
    shell: Shell,
    inbox: mpsc::Receiver<Outside>,
    title: String,
}

impl App {
    /// The application on a scenario, in a window's context.
    ///
    /// # Errors
    /// If the system gives no thread for the worker.
    pub fn new(ctx: &egui::Context, start: Start) -> std::io::Result<Self> {
        ui::install(ctx);
        let (outbox, inbox) = mpsc::channel();
        let workers = Workers::start(&outbox, ctx, &start.shelf.catalog)?;
        let takings = Takings::start(&outbox, ctx, &start.shelf.catalog)?;
        let mut state = AppState::new(start.document, start.shelf, start.session);
        state.notice = start.notice;
        state.unopened = start.unopened;
        let opened = start.deck.map(|deck| state.open_deck(deck)).unwrap_or_default();
        ctx.set_theme(fulfill::preference(state.session.theme));
        ctx.set_zoom_factor(state.session.zoom);
        state.drift = start.drift;
        let mut keeper = Keeper::start(start.data_dir.as_deref(), &start.known, &outbox, ctx);
        state.recovery = keeper.found();
        let settings = |dir: &PathBuf| {
            let file = SessionFile::new(dir, start.found);
            Queue::start("settings", &outbox, ctx).map(|queue| (Arc::new(Mutex::new(file)), queue))
        };
        let settings = start.data_dir.as_ref().map(settings).transpose()?;
        let shell = Shell {
            ctx: ctx.clone(),
            workers,
            outbox,
            data_dir: start.data_dir,
            known: start.known,
            keeper,
            saves: HashMap::new(),
            errands: Errands::default(),
            settings,
            takings,
            closing: false,
            was_full: false,
        };
        let compared = if start.compared.is_empty() { Vec::new() } else { state.compare_files(start.compared) };
        let mut begun = if state.unopened.is_none() { state.ask_more() } else { Vec::new() };
        begun.extend(opened.into_iter().chain(compared));
        if let Some(path) = start.late {
            state.document.leaving = Some(Arc::clone(&state.document.scenario));
            begun.push(Effect::LoadNamed(path));
        }
        let mut app = Self { state, shell, inbox, title: String::new() };
        for effect in begun {
            app.shell.fulfill(effect);
        }
        Ok(app)
    }

    /// What the application knows, for tests.
    #[must_use]
    pub fn state(&self) -> &AppState {
        &self.state
    }

    fn apply(&mut self, message: Message) {
        for effect in update(&mut self.state, message) {
            self.shell.fulfill(effect);
        }
    }

    fn drain(&mut self) {
        while let Ok(outside) = self.inbox.try_recv() {
            self.apply(Message::Outside(outside));
        }
    }

    /// One frame; where it panics, unsaved work is kept and word is left for the next start before
    /// the panic goes on.
    fn guarded_frame(&mut self, ui: &mut egui::Ui) {
        let drawn = panic::catch_unwind(AssertUnwindSafe(|| self.frame(ui)));
        if let Err(cause) = drawn {
            self.shell.keeper.rescue(&self.state);
            if let Some(dir) = &self.shell.data_dir {
                let what = cause.downcast_ref::<String>().map(String::as_str);
                log::leave_crash(dir, what.or_else(|| cause.downcast_ref().copied()).unwrap_or("no message"));
            }
            panic::resume_unwind(cause);
        }
    }

    /// One frame: hear, draw, apply.
    pub fn frame(&mut self, ui: &mut egui::Ui) {
        self.drain();
        #[cfg(test)]
        tests::perhaps_panic();
        let dark = ui.visuals().dark_mode;
        if dark != self.state.view.dark {
            self.apply(Message::Outside(Outside::Dark(dark)));
        }
        let mut messages = Vec::new();
        let closing = ui.input(|input| input.viewport().close_requested());
        if closing && !self.shell.closing {
            ui.ctx().send_viewport_cmd(ViewportCommand::CancelClose);
            messages.push(Message::CloseRequested);
        }
        ui::root_ui(ui, &self.state, &mut messages);
        if !messages.is_empty() {
            // What changed is drawn in the next frame.
            ui.ctx().request_repaint();
        }
        for message in messages {
            self.apply(message);
        }
        self.show_title(ui.ctx());
        self.fit(ui.ctx());
        self.note_window(ui.ctx());
        self.shell.keeper.look(&self.state, ui.ctx());
        if let Some(stalled) = self.shell.errands.look(ui.ctx()) {
            self.apply(Message::Outside(Outside::Stalled(stalled)));
            ui.ctx().request_repaint();
        }
    }

    /// Makes everything as large as the room needs it while presenting, and as it was after.
    fn fit(&self, ctx: &egui::Context) {
        let zoom = ctx.zoom_factor();
        let wanted = match self.state.talk.presented {
            Some(_) => ui::present_zoom(ctx.content_rect().size() * zoom),
            None => self.state.session.zoom,
        };
        if (wanted - zoom).abs() > 1e-3 {
            ctx.set_zoom_factor(wanted);
            // Nobody sees a frame of the wrong size.
            ctx.request_discard("everything gets another size");
        }
    }

    /// Notes how large the window is, for the next start.
    fn note_window(&mut self, ctx: &egui::Context) {
        if self.state.talk.presented.is_some() {
            return;
        }
        let zoom = ctx.zoom_factor();
        let (size, maximized, full) = ctx.input(|input| {
            let viewport = input.viewport();
            let size = viewport.inner_rect.map(|rect| rect.size() * zoom);
            (size, viewport.maximized.unwrap_or(false), viewport.fullscreen.unwrap_or(false))
        });
        let session = &mut self.state.session;
        session.maximized = maximized;
        if let Some(size) = size.filter(|_| !maximized && !full) {
            session.window = Some([size.x.round(), size.y.round()]);
        }
    }

    fn show_title(&mut self, ctx: &egui::Context) {
        let title = self.state.title();
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.guarded_frame(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

/// Opens the window and stays until it closes.
///
/// # Errors
/// If there is no display or no OpenGL.
pub fn run(paths: Vec<PathBuf>) -> Result<(), AppError> {
    panics::watch(session::data_dir().as_deref());
    tracing::info!("Shoreline {} starts", env!("CARGO_PKG_VERSION"));
    let start = Start::read(paths);
    let icon = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon-256.png")).unwrap_or_default();
    let viewport = egui::ViewportBuilder::default()
        .with_title("Shoreline")
        .with_app_id("shoreline")
        .with_icon(icon)
        .with_inner_size(start.session.window.unwrap_or([1280.0, 720.0]))
        .with_maximized(start.session.maximized)
        .with_min_inner_size([800.0, 600.0])
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions { viewport, renderer: eframe::Renderer::Glow, ..Default::default() };
    let create: eframe::AppCreator<'_> = Box::new(|cc| Ok(Box::new(App::new(&cc.egui_ctx, start)?)));
    eframe::run_native("shoreline", options, create).map_err(|error| {
        // What the window system says is for those who mend it.
        tracing::error!("no window: {error}");
        AppError::Window
    })
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use rust_decimal::dec;

    use super::*;
    use crate::state::{message::Edit, recovery::Left};

    thread_local! {
        /// Whether the next frame of this thread panics.
        static UNLUCKY: Cell<bool> = const { Cell::new(false) };
    }

    pub(super) fn perhaps_panic() {
        assert!(!UNLUCKY.get(), "unlucky frame");
    }

    /// A window that is only thought of, on settings of its own.
    fn app(ctx: &egui::Context, dir: &std::path::Path) -> App {
        App::new(ctx, Start::with_settings(None, Some(dir.to_owned()))).unwrap()
    }

    fn draw(ctx: &egui::Context, app: &mut App) {
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| app.guarded_frame(ui));
        output.textures_delta.clear();
    }

    #[test]
    fn a_window_that_dies_keeps_its_work_and_the_next_start_says_so() {
        let dir = tempfile::tempdir().unwrap();
        let ctx = egui::Context::default();
        let mut dying = app(&ctx, dir.path());
        draw(&ctx, &mut dying);
        dying.apply(Message::Edit(Edit::Lever("friction.rework".parse().unwrap(), dec!(0.17))));
        UNLUCKY.set(true);
        let died = panic::catch_unwind(AssertUnwindSafe(|| draw(&ctx, &mut dying)));
        UNLUCKY.set(false);
        assert!(died.is_err());
        drop(dying);
        let ctx = egui::Context::default();
        let mut next = app(&ctx, dir.path());
        draw(&ctx, &mut next);
        let notice = next.state.notice.as_ref().unwrap();
        assert!(
            notice.fault && notice.text.starts_with("Shoreline ended unexpectedly: unlucky frame"),
            "{}",
            notice.text
        );
        let [found] = &next.state.recovery[..] else { panic!("{:?}", next.state.recovery) };
        let Left::Scenario(scenario, _) = &found.left else { panic!("{found:?}") };
        assert_eq!(scenario.friction.rework, dec!(0.17));
        // It is told once.
        drop(next);
        assert!(app(&egui::Context::default(), dir.path()).state.notice.is_none());
    }
}
