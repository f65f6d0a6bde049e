//! The application in a window that is only thought of, and the hands that drive it.

use std::{
    collections::VecDeque,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use egui::{Context, Event, FullOutput, Key, Modifiers, OutputCommand, Plugin, Pos2, ViewportCommand, accesskit::Role};
use egui_kittest::{
    Harness, Node,
    kittest::{NodeT, Queryable},
};
use shoreline::{
    app::{App, Start},
    model::{results::evaluate, scenario::Scenario},
    state::{AppState, command::Command, library::Progress, prompt::Prompt},
    store::{self, Known, disk::Disk},
};

/// The sample, as a file.
const SAMPLE: &str = include_str!("../../scenarios/support-desk-manila.ron");
/// How long the worker and the disk may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);
/// Ctrl, as the window system tells it.
pub(crate) const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
/// Ctrl and Shift.
pub(crate) const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..CTRL };

/// A window and the folder of its files and settings.
pub(crate) struct Window {
    harness: Harness<'static, App>,
    clipboard: Arc<Mutex<VecDeque<OutputCommand>>>,
    pub(crate) folder: tempfile::TempDir,
}

/// Hears what any frame puts on the clipboard.
struct Clipboard(Arc<Mutex<VecDeque<OutputCommand>>>);

impl Plugin for Clipboard {
    fn debug_name(&self) -> &'static str {
        "clipboard"
    }

    fn output_hook(&mut self, _: &Context, output: &mut FullOutput) {
        let copies =
            |command: &&OutputCommand| matches!(command, OutputCommand::CopyText(_) | OutputCommand::CopyImage(_));
        self.0.lock().unwrap().extend(output.platform_output.commands.iter().filter(copies).cloned());
    }
}

/// The scenario that the window opens with.
pub(crate) fn sample() -> Scenario {
    store::codec::decode(SAMPLE.as_bytes(), "sample").unwrap()
}

impl Window {
    /// On the sample, which has no file.
    pub(crate) fn sample() -> Self {
        Self::open(None, egui::vec2(1280.0, 720.0))
    }

    /// On a scenario of its own, from a file.
    pub(crate) fn of(scenario: &Scenario) -> Self {
        Self::open(Some(scenario), egui::vec2(1280.0, 720.0))
    }

    /// On a disk of its own, with a folder that a test has made, and a file to open.
    pub(crate) fn on(disk: Arc<dyn Disk>, folder: tempfile::TempDir, path: Option<PathBuf>) -> Self {
        let start = Start::on(path, Some(folder.path().join("settings")), Known::on(disk));
        Self::started(start, folder, egui::vec2(1280.0, 720.0))
    }

    /// On a scenario in a window of a size.
    pub(crate) fn open(scenario: Option<&Scenario>, size: egui::Vec2) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = scenario.map(|scenario| {
            let path = folder.path().join("opened.ron");
            store::files::save(&path, scenario).unwrap();
            path
        });
        let start = Start::with_settings(path, Some(folder.path().join("settings")));
        Self::started(start, folder, size)
    }

    /// On a file that is in a folder with others; the folder goes with the window.
    pub(crate) fn in_folder(folder: tempfile::TempDir, name: &str) -> Self {
        let start = Start::with_settings(Some(folder.path().join(name)), Some(folder.path().join("settings")));
        Self::started(start, folder, egui::vec2(1280.0, 720.0))
    }

    /// On several files of a folder, or on folders in it; the folder goes with the window.
    pub(crate) fn on_several(folder: tempfile::TempDir, names: &[&str]) -> Self {
        let paths: Vec<PathBuf> = names.iter().map(|name| folder.path().join(name)).collect();
        let start = Start::with_settings(paths, Some(folder.path().join("settings")));
        Self::started(start, folder, egui::vec2(1280.0, 720.0))
    }

    /// Presents, in a window that has as many pixels as before.
    pub(crate) fn present(&mut self) {
        self.harness.key_press(Key::F5);
        let start = Instant::now();
        while self.state().talk.presented.is_none() {
            assert!(start.elapsed() < PATIENCE, "waited too long for the presentation");
            self.harness.step();
            thread::sleep(Duration::from_millis(2));
        }
        // The window is magnified; a real one tells its size in larger points from then on.
        let whole = self.harness.ctx.content_rect().size() * self.harness.ctx.zoom_factor();
        self.harness.set_size(whole / shoreline::ui::present_zoom(whole));
        self.settle();
    }

    /// Draws until the step that is presented is there and nothing glides.
    pub(crate) fn settle(&mut self) {
        self.until("the step", |state| {
            let Some(presented) = &state.talk.presented else { return true };
            presented.shown.scenario.is_err() || (presented.room.current() && presented.room.replay.is_none())
        });
        self.harness.run();
    }

    /// Presses a key while presenting.
    pub(crate) fn press(&mut self, key: Key) {
        self.harness.key_press(key);
        self.harness.run_steps(2);
        self.settle();
    }

    /// Ends the presentation.
    pub(crate) fn end(&mut self) {
        self.harness.key_press(Key::Escape);
        self.harness.step();
        assert!(self.state().talk.presented.is_none());
        self.harness.set_size(egui::vec2(1280.0, 720.0));
        self.run();
    }

    fn started(start: Start, folder: tempfile::TempDir, size: egui::Vec2) -> Self {
        let clipboard = Arc::default();
        let harness = Harness::builder()
            .with_size(size)
            .with_theme(egui::Theme::Light)
            .with_max_steps(200)
            .with_step_dt(1.0 / 60.0)
            .build_eframe(|cc| {
                cc.egui_ctx.add_plugin(Clipboard(Arc::clone(&clipboard)));
                App::new(&cc.egui_ctx, start).unwrap()
            });
        let mut window = Self { harness, clipboard, folder };
        window.run();
        window
    }

    /// The window is gone, as after a crash; another is opened on the same settings.
    pub(crate) fn again(self) -> Self {
        self.reopened(None)
    }

    /// The same, on a file.
    pub(crate) fn again_on(self, path: &Path) -> Self {
        self.reopened(Some(path.to_owned()))
    }

    fn reopened(self, path: Option<PathBuf>) -> Self {
        let Self { harness, folder, .. } = self;
        drop(harness);
        let start = Start::with_settings(path, Some(folder.path().join("settings")));
        Self::started(start, folder, egui::vec2(1280.0, 720.0))
    }

    pub(crate) fn state(&self) -> &AppState {
        self.harness.state().state()
    }

    pub(crate) fn scenario(&self) -> &Scenario {
        &self.state().document.scenario
    }

    pub(crate) fn harness(&mut self) -> &mut Harness<'static, App> {
        &mut self.harness
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Draws until nothing moves and the answer is of the scenario as it is now.
    pub(crate) fn run(&mut self) {
        self.until("the answer", AppState::current);
        self.harness.run();
    }

    /// Draws until something holds.
    pub(crate) fn until(&mut self, what: &str, holds: impl Fn(&AppState) -> bool) {
        let start = Instant::now();
        self.harness.run();
        while !holds(self.state()) {
            assert!(start.elapsed() < PATIENCE, "waited too long for {what}");
            thread::sleep(Duration::from_millis(2));
            self.harness.run();
        }
    }

    /// Draws one frame after another until something holds of the window itself.
    pub(crate) fn until_seen(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        self.harness.run();
        while !holds(self) {
            assert!(start.elapsed() < PATIENCE, "waited too long for {what}");
            thread::sleep(Duration::from_millis(2));
            self.harness.run();
        }
    }

    /// Draws until something is put on the clipboard that was not taken from it yet.
    pub(crate) fn copied(&mut self) -> OutputCommand {
        let start = Instant::now();
        loop {
            if let Some(copied) = self.clipboard.lock().unwrap().pop_front() {
                return copied;
            }
            assert!(start.elapsed() < PATIENCE, "nothing is copied: {:?}", self.state().notice);
            thread::sleep(Duration::from_millis(2));
            self.harness.step();
        }
    }

    /// The same where it is a text.
    pub(crate) fn copied_text(&mut self) -> String {
        let OutputCommand::CopyText(text) = self.copied() else { panic!("no text is copied") };
        text
    }

    /// Whether some widget says this, or something that holds this.
    pub(crate) fn says(&self, text: &str) -> bool {
        self.harness.query_all_by_label_contains(text).next().is_some()
            || self.harness.query_all_by_value(text).next().is_some()
    }

    /// Whether what is called so has the keyboard.
    pub(crate) fn focused(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).any(|node| node.accesskit_node().is_focused())
    }

    pub(crate) fn has(&self, role: Role, label: &str) -> bool {
        !self.called(role, label).is_empty()
    }

    /// Every node of a role with this very name.
    fn called(&self, role: Role, label: &str) -> Vec<Node<'_>> {
        let named = |node: &Node<'_>| node.accesskit_node().label().is_some_and(|found| found == label);
        self.harness.query_all_by_role(role).filter(named).collect()
    }

    pub(crate) fn node(&self, role: Role, label: &str) -> Node<'_> {
        let found = self.called(role, label);
        assert_eq!(found.len(), 1, "{role:?} called {label:?}: {found:?}");
        found[0]
    }

    /// Opens the palette and types a command's name.
    pub(crate) fn find(&mut self, text: &str) {
        self.keys(CTRL, Key::K);
        assert_eq!(self.state().prompt, Some(Prompt::Palette));
        self.text(text);
        self.run();
    }

    /// Gives a command by the palette.
    pub(crate) fn give(&mut self, command: Command) {
        self.find(command.row().name);
        self.key(Key::Enter);
        self.run();
    }

    /// Opens every fold of the levers.
    pub(crate) fn open_folds(&mut self) {
        for fold in ["More friction", "Roll-out", "Sites and terms", "Money"] {
            let begins = |node: &Node<'_>| node.accesskit_node().label().is_some_and(|label| label.starts_with(fold));
            let heads: Vec<_> = self.harness.query_all_by_role(Role::DisclosureTriangle).filter(begins).collect();
            assert_eq!(heads.len(), 1, "{fold}: {heads:?}");
            heads[0].click_accesskit();
            self.run();
        }
        assert_eq!(self.state().view.folds.len(), 4);
    }

    pub(crate) fn slider(&self, label: &str) -> Node<'_> {
        self.node(Role::Slider, label)
    }

    /// A button whose label begins so.
    pub(crate) fn button(&self, begin: &str) -> Node<'_> {
        let buttons = self.harness.query_all_by_role(Role::Button);
        let begins = |node: &Node<'_>| node.accesskit_node().label().is_some_and(|label| label.starts_with(begin));
        let found: Vec<_> = buttons.filter(begins).collect();
        assert_eq!(found.len(), 1, "buttons that begin with {begin:?}: {found:?}");
        found[0]
    }

    pub(crate) fn click(&mut self, role: Role, label: &str) {
        self.node(role, label).click();
        self.run();
    }

    /// Clicks without a pointer, so that what is out of sight answers too.
    pub(crate) fn choose(&mut self, role: Role, label: &str) {
        self.node(role, label).click_accesskit();
        self.run();
    }

    pub(crate) fn key(&mut self, key: Key) {
        self.keys(Modifiers::NONE, key);
    }

    pub(crate) fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.run();
    }

    /// Types text as a keyboard does.
    pub(crate) fn text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.run();
    }

    /// Types over what the field that has the keyboard holds.
    pub(crate) fn retype(&mut self, text: &str) {
        self.keys(CTRL, Key::A);
        self.text(text);
    }

    /// Shows a folder in the library, until all of it is read.
    pub(crate) fn list_folder(&mut self, folder: &Path) {
        self.key(Key::F);
        self.click(Role::Button, "Folder…");
        self.retype(&folder.display().to_string());
        self.key(Key::Enter);
        self.until("the list", |state| state.library.progress == Progress::Whole);
        self.run();
    }

    /// Opens the menu of a chart by a right click above it.
    pub(crate) fn chart_menu(&mut self, label: &str) {
        let pos = self.node(Role::Group, &format!("{label} chart")).rect().center_top() + egui::vec2(0.0, 6.0);
        self.harness.hover_at(pos);
        self.run();
        for pressed in [true, false] {
            let (button, modifiers) = (egui::PointerButton::Secondary, Modifiers::NONE);
            self.harness.event(Event::PointerButton { pos, button, pressed, modifiers });
            self.run();
        }
    }

    /// Presses at one place, moves and lets go at another; says how many edits came of it.
    pub(crate) fn drag(&mut self, from: Pos2, to: Pos2) -> u64 {
        let before = self.state().asked.newest;
        self.harness.drag_at(from);
        self.harness.run();
        for step in 1..=8_u8 {
            self.harness.hover_at(from.lerp(to, f32::from(step) / 8.0));
            self.harness.run();
        }
        let edits = self.state().asked.newest - before;
        self.harness.drop_at(to);
        self.run();
        edits
    }

    pub(crate) fn undo(&mut self) {
        self.keys(CTRL, Key::Z);
    }

    /// The ladder and the payback as the strip should have them, worked out anew.
    pub(crate) fn strip_holds(&self) {
        let results = evaluate(self.scenario()).results;
        let percent = shoreline::format::percent_or_dash;
        for (label, share) in [
            ("If only wages changed", results.wage_saving),
            ("Cash saving", results.cash_saving),
            ("Effective, after lost output", results.effective_saving),
        ] {
            let begin = format!("{label}: {},", percent(share));
            assert!(
                self.harness.query_all_by_label_contains(&begin).next().is_some(),
                "the strip does not say {begin:?}"
            );
        }
        assert_eq!(self.state().answer.evaluation.results, results);
    }

    /// What the title bar of the window was last told.
    pub(crate) fn title(&self) -> String {
        self.state().title()
    }

    /// Whether the last frame asked the window system for something.
    pub(crate) fn commanded(&self, command: &ViewportCommand) -> bool {
        self.harness.output().viewport_output.values().any(|output| output.commands.contains(command))
    }

    /// Moves a lever by its key, so that there is unsaved work.
    pub(crate) fn change(&mut self) {
        self.slider("Rework").focus();
        self.run();
        self.key(Key::ArrowRight);
        assert!(self.state().document.unsaved());
    }

    /// Opens the question for a path to save at, types it and presses Enter.
    pub(crate) fn save_as(&mut self, path: &Path) {
        self.keys(CTRL_SHIFT, Key::S);
        self.retype(&path.display().to_string());
        self.key(Key::Enter);
    }

    /// Opens the question for a path to open, types it and presses Enter.
    pub(crate) fn open_path(&mut self, path: &Path) {
        self.keys(CTRL, Key::O);
        self.retype(&path.display().to_string());
        self.key(Key::Enter);
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.file(name);
        fs::write(&path, text).unwrap();
        path
    }
}
