//! In place of the explorer: the file that was named at the start can't be opened, why, and what can be
//! done about it.

use egui::{
    Align, CentralPanel, Frame, Key, Label, Layout, Margin, Rect, RichText, ScrollArea, Stroke, Ui, UiBuilder, pos2,
    vec2,
};

use crate::{
    format,
    state::{command::Command, message::Message, unopened::Unopened},
    ui::{
        theme::{self, size, space},
        widgets::{card_width, main_button, other_button, scrolled_by_keys},
    },
};

/// Widest column.
const WIDTH: f32 = 720.0;
/// From the top of the page to the heading, where there is room.
const TOP: f32 = 64.0;
/// What stands under the faults: what copies them, what to do, the ways on.
const REST: f32 = 184.0;
/// Least height of the faults; most are longer than they are many.
const LEAST: f32 = 72.0;

/// Draws the page.
pub(in crate::ui) fn unopened_ui(ui: &mut Ui, unopened: &Unopened, messages: &mut Vec<Message>) {
    let ground = Frame::NONE.fill(theme::palette(ui).ground).inner_margin(Margin::same(16));
    CentralPanel::default().frame(ground).show(ui, |ui| {
        let area = ui.max_rect();
        let width = card_width(ui.ctx(), WIDTH, 4.0 * space::MARGIN);
        let top = area.top() + TOP.min(area.height() * 0.1);
        let column = Rect::from_min_max(pos2(area.center().x - width / 2.0, top), area.max);
        let column = Rect::from_min_size(column.min, vec2(width, column.height()));
        let mut child = ui.new_child(UiBuilder::new().max_rect(column).layout(Layout::top_down(Align::Min)));
        column_ui(&mut child, unopened, messages);
    });
}

fn column_ui(ui: &mut Ui, unopened: &Unopened, messages: &mut Vec<Message>) {
    let quiet = theme::palette(ui).quiet;
    ui.spacing_mut().item_spacing = vec2(space::GAP, space::GAP);
    let heading = RichText::new(unopened.line()).font(theme::strong(size::FIGURE));
    ui.add(Label::new(heading).truncate());
    let path = RichText::new(format::path(&unopened.path)).font(theme::regular(size::LABEL)).color(quiet);
    ui.add(Label::new(path).truncate());
    ui.add_space(space::GAP);
    if let Some(problem) = &unopened.problem {
        problem_ui(ui, problem, messages);
        ui.label(RichText::new(remedy(unopened)).color(quiet));
    } else {
        ui.label("It is opened as soon as it is there.");
    }
    ui.add_space(space::GAP);
    ways_on_ui(ui, unopened, messages);
}

/// What to do about it, and that it was read again.
fn remedy(unopened: &Unopened) -> String {
    let mend = "Nothing was changed. Put it right, then try again.";
    match unopened.tries {
        0 | 1 => mend.to_owned(),
        tries => format!("Still not opened after {tries} tries. {mend}"),
    }
}

/// Every fault with its place; it can be marked, copied and scrolled.
fn problem_ui(ui: &mut Ui, problem: &str, messages: &mut Vec<Message>) {
    let palette = theme::palette(ui);
    let room = (ui.available_height() - REST).max(LEAST);
    let frame = Frame::NONE
        .fill(palette.panel)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(6)
        .inner_margin(Margin::symmetric(16, 12));
    frame.show(ui, |ui| {
        let text = RichText::new(problem).font(theme::regular(size::BODY)).color(palette.bad.0);
        ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
            scrolled_by_keys(ui, room, &[Key::PageUp, Key::PageDown, Key::Home, Key::End]);
            ui.add(Label::new(text).wrap().selectable(true));
        });
        ui.add_space(space::HALF);
        let copy = ui.horizontal(|ui| other_button(ui, "Copy")).inner;
        if copy.on_hover_text("Puts what is wrong on the clipboard").clicked() {
            ui.copy_text(problem.to_owned());
            messages.push(Message::Copied("what is wrong with the file".to_owned()));
        }
    });
}

/// Again, another, a new one or the sample.
fn ways_on_ui(ui: &mut Ui, unopened: &Unopened, messages: &mut Vec<Message>) {
    ui.horizontal_wrapped(|ui| {
        if unopened.problem.is_some() {
            let again = ui.add(main_button(ui, "Try again"));
            if ui.memory(|memory| memory.focused().is_none()) {
                again.request_focus();
            }
            if again.on_hover_text("Reads the file again and opens it where it is good").clicked() {
                messages.push(Message::TryAgain);
            }
        }
        for (text, command) in
            [("Open another…", Command::Open), ("New scenario…", Command::New), ("Explore the sample", Command::Sample)]
        {
            let row = command.row();
            let hint = format!("{} ({})", row.hint, row.keys[0].label());
            if other_button(ui, text).on_hover_text(hint).clicked() {
                messages.push(Message::Command(command));
            }
        }
    });
}
