//! What is on screen: reads the state, appends messages, owns no domain state.

pub mod charts;
mod keys;
mod pages;
mod panels;
pub mod pictures;
mod present;
mod proposals;
pub mod theme;
pub mod widgets;
mod windows;

use egui::{Align2, CentralPanel, Frame, Id, LayerId, Margin, Order, Panel, Vec2, vec2};

use crate::state::{AppState, command::Command, message::Message, proposal::Topic, study::Study, view::Page};

use self::{
    panels::{bar, board, details, levers, notice, prompts, recovery, standing, strip, taking},
    theme::{size, space},
    widgets::roomy_ui,
};

pub use self::present::zoom as present_zoom;

/// The room that a page needs, points. In a smaller window, as a tiled one or one that is zoomed can be, it
/// scrolls.
const LEAST: Vec2 = vec2(800.0, 480.0);

/// Installs fonts and themes into a window's context.
pub fn install(ctx: &egui::Context) {
    theme::install(ctx);
    // The table of commands binds zoom.
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
}

/// Whether a question waits in front of everything else.
fn asked(state: &AppState) -> bool {
    let proposed = state.proposal.as_ref().is_some_and(|proposal| !matches!(proposal.topic, Topic::New(_)));
    state.prompt.is_some() || proposed
}

/// Draws everything.
pub fn root_ui(ui: &mut egui::Ui, state: &AppState, messages: &mut Vec<Message>) {
    let shown = state.shown();
    if let Some(presented) = &state.talk.presented {
        present::present_ui(ui, presented, messages);
        // Windows of the open scenario show amounts as it does.
        if presented.masked == shown.masked() {
            windows::windows_ui(ui.ctx(), shown, messages);
        }
        return;
    }
    let state = shown;
    keys::keys(ui.ctx(), asked(state), &state.answer, messages);
    let replayed = replayed(ui, state, messages);
    let peeks = state.view.peek || keys::held(ui.ctx(), asked(state), Command::Peek);
    let peeked = if peeks { state.peeked() } else { replayed };
    let before = messages.len();
    roomy_ui(ui, LEAST, |ui| pages_ui(ui, peeked.as_ref().unwrap_or(state), messages));
    if peeked.is_some() {
        // What is looked at is not what would change.
        let mut index = 0;
        messages.retain(|message| {
            index += 1;
            index <= before || !matches!(message, Message::Edit(_))
        });
    }
    proposals::proposals_ui(ui.ctx(), state, messages);
    prompts::prompts_ui(ui.ctx(), state, messages);
    notice::notice_ui(ui.ctx(), state.notice.as_ref(), messages);
    taking::taking_ui(ui.ctx(), state.taking.first(), messages);
    dropped(ui, state, messages);
    windows::windows_ui(ui.ctx(), state, messages);
}

/// What is shown now of a change that is replayed; a press anywhere ends it.
fn replayed(ui: &egui::Ui, state: &AppState, messages: &mut Vec<Message>) -> Option<AppState> {
    let replay = state.replay.as_ref().filter(|replay| !replay.answers.is_empty())?;
    let (now, pressed) = ui.input(|input| (input.time, input.pointer.any_pressed()));
    let begun = Id::unique("replay begun");
    let (_, start) = ui.data_mut(|data| {
        let known = data.get_temp::<(u64, f64)>(begun).filter(|(generation, _)| *generation == replay.generation);
        let known = known.unwrap_or((replay.generation, now));
        data.insert_temp(begun, known);
        known
    });
    ui.request_repaint();
    let Some(answer) = replay.at(now - start, state.session.still).filter(|_| !pressed) else {
        messages.push(Message::ReplayEnd);
        return None;
    };
    Some(state.showing(answer, &Study::default()))
}

/// The bar and the page under it.
fn pages_ui(ui: &mut egui::Ui, state: &AppState, messages: &mut Vec<Message>) {
    let palette = theme::palette(ui);
    let plain = |fill| Frame::NONE.fill(fill);
    let margin = Margin::symmetric(16, 0);
    Panel::top("bar")
        .exact_size(36.0)
        .frame(plain(palette.ground).inner_margin(margin))
        .resizable(false)
        .show(ui, |ui| bar::bar_ui(ui, state, messages));
    if standing::stands(state) {
        Panel::top("standing")
            .exact_size(standing::HEIGHT)
            .frame(plain(palette.warning.1).inner_margin(margin))
            .resizable(false)
            .show(ui, |ui| standing::standing_ui(ui, state, messages));
    }
    if let Some((found, more)) = state.recovery.split_first() {
        Panel::top("recovery")
            .exact_size(recovery::HEIGHT)
            .frame(plain(palette.warning.1).inner_margin(margin))
            .resizable(false)
            .show(ui, |ui| recovery::recovery_ui(ui, found, more.len(), messages));
    }
    match (state.view.page, &state.unopened) {
        (Page::Explore, Some(unopened)) => pages::unopened_ui(ui, unopened, messages),
        (page, _) => page_ui(ui, page, state, messages),
    }
}

/// A page, under the bar.
fn page_ui(ui: &mut egui::Ui, page: Page, state: &AppState, messages: &mut Vec<Message>) {
    match page {
        Page::Explore => explore_ui(ui, state, messages),
        Page::Compare => pages::compare_ui(ui, state, messages),
        Page::Assumptions => pages::assumptions_ui(ui, state, messages),
        Page::Library => pages::library_ui(ui, state, messages),
        Page::New => pages::new_ui(ui, state, messages),
        Page::Deck => pages::deck_ui(ui, state, messages),
    }
}

/// The explorer: the answer, the levers and the charts.
fn explore_ui(ui: &mut egui::Ui, state: &AppState, messages: &mut Vec<Message>) {
    let palette = theme::palette(ui);
    let plain = |fill| Frame::NONE.fill(fill);
    let margin = Margin::symmetric(16, 0);
    Panel::top("answer")
        .exact_size(116.0)
        .frame(plain(palette.ground).inner_margin(margin))
        .resizable(false)
        .show(ui, |ui| strip::strip_ui(ui, state, messages));
    if state.view.details {
        Panel::top("details")
            .exact_size(56.0)
            .frame(plain(palette.ground).inner_margin(margin))
            .resizable(false)
            .show(ui, |ui| details::details_ui(ui, state, messages));
    }
    let side = Margin { left: 16, right: 0, top: 4, bottom: 4 };
    Panel::left("levers")
        .exact_size(300.0)
        .frame(plain(palette.panel).inner_margin(side))
        .resizable(false)
        .show(ui, |ui| levers::levers_ui(ui, state, messages));
    let inner = Margin { left: 20, right: 16, top: 12, bottom: 4 };
    CentralPanel::default()
        .frame(plain(palette.ground).inner_margin(inner))
        .show(ui, |ui| board::board_ui(ui, state, messages));
}

/// Files that are dropped on the window; while one hovers, the window says what will happen.
fn dropped(ui: &egui::Ui, state: &AppState, messages: &mut Vec<Message>) {
    let (hovering, paths) = ui.input(|input| {
        let paths: Vec<_> = input
            .raw
            .dropped_files
            .iter()
            .map(|file| file.path().to_path_buf())
            .filter(|path| !path.as_os_str().is_empty())
            .collect();
        (!input.raw.hovered_files.is_empty(), paths)
    });
    if !paths.is_empty() {
        messages.push(Message::Dropped(paths));
    }
    if hovering {
        let palette = theme::palette(ui);
        let rect = ui.ctx().content_rect();
        let painter = ui.ctx().layer_painter(LayerId::new(Order::Foreground, Id::unique("drop")));
        painter.rect_filled(rect, 0.0, palette.ground.gamma_multiply(0.85));
        let compares = state.view.page == Page::Compare;
        let text = if compares { "Drop files or folders to compare them" } else { "Drop the file to open it" };
        painter.text(rect.center(), Align2::CENTER_CENTER, text, theme::strong(size::FIGURE), palette.text);
        painter.rect_stroke(
            rect.shrink(space::MARGIN),
            8.0,
            egui::Stroke::new(2.0, palette.home),
            egui::StrokeKind::Inside,
        );
    }
}
