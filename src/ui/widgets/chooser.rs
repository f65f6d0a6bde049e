//! One of many behind a quiet word: results, and every lever by name with a search.

use egui::{
    CursorIcon, Id, Key, Popup, PopupCloseBehavior, Response, Role, ScrollArea, Sense, Stroke, TextEdit, Ui,
    WidgetInfo, accesskit, pos2, vec2,
};

use super::{line, ring_if_focused};
use crate::{
    engine::measure::Measure,
    model::{lever::LeverId, scenario::Scenario},
    ui::theme::{self, size, space},
};

/// Height of the word.
pub const HEIGHT: f32 = 20.0;
/// Room for the mark that says there is more.
const MARK: f32 = 14.0;
/// Width of the list.
const LIST: f32 = 280.0;
/// Most height of the list.
const TALLEST: f32 = 280.0;

/// A word that opens a list.
#[derive(Debug, Clone, Copy)]
pub struct Chooser<'a> {
    /// Its id; from what it is for, never from display text.
    pub id: Id,
    /// What is chosen, for those who hear it.
    pub label: &'a str,
    /// What its list is of, for its tooltip.
    pub hint: &'a str,
    /// The most width it takes.
    pub width: f32,
    /// Size of its type.
    pub size: f32,
}

/// Shows what is chosen; a click opens the list that `contents` draws, until something is chosen.
fn chooser_ui<T>(
    ui: &mut Ui,
    chooser: &Chooser<'_>,
    shown: &str,
    contents: impl FnOnce(&mut Ui) -> Option<T>,
) -> Option<T> {
    let response = word_ui(ui, chooser, shown);
    let popup = Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(LIST);
    let chosen = popup.show(|ui| {
        theme::list(ui);
        let chosen = contents(ui);
        if chosen.is_some() {
            ui.close();
        }
        chosen
    });
    if chosen.is_none() {
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(chooser.hint);
    }
    chosen.and_then(|shown| shown.inner)
}

fn word_ui(ui: &mut Ui, chooser: &Chooser<'_>, shown: &str) -> Response {
    let palette = theme::palette(ui);
    let room = chooser.width - MARK;
    let galley = line(ui.painter(), shown, theme::regular(chooser.size), palette.text, room);
    let (_, rect) = ui.allocate_space(vec2(galley.size().x + MARK, HEIGHT));
    let response = ui.interact(rect, chooser.id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), chooser.label));
    ui.ctx().accesskit_node_builder(chooser.id, |node| {
        node.set_value(shown);
        node.add_action(accesskit::Action::Click);
    });
    let color = if response.hovered() || response.has_focus() { palette.text } else { palette.quiet };
    let middle = rect.center().y;
    let end = galley.size().x;
    ui.painter().galley_with_override_text_color(pos2(rect.left(), middle - galley.size().y / 2.0), galley, color);
    let tip = pos2(rect.left() + end + 8.0, middle + 2.5);
    let stroke = Stroke::new(1.5, color);
    ui.painter().line_segment([tip + vec2(-3.5, -3.5), tip], stroke);
    ui.painter().line_segment([tip, tip + vec2(3.5, -3.5)], stroke);
    ring_if_focused(ui, &response, rect.expand2(vec2(2.0, 0.0)));
    response
}

/// A chooser of results; returns the one that is chosen now.
pub fn measure_choice_ui(ui: &mut Ui, chooser: &Chooser<'_>, shown: Measure) -> Option<Measure> {
    chooser_ui(ui, chooser, shown.label(), |ui| {
        let mut chosen = None;
        ScrollArea::vertical().max_height(TALLEST).show(ui, |ui| {
            for measure in Measure::ALL {
                if ui.selectable_label(measure == shown, measure.label()).clicked() {
                    chosen = Some(measure);
                }
            }
        });
        chosen
    })
}

/// A chooser of all levers by name, with a search; returns the one that is chosen now.
pub fn lever_choice_ui(ui: &mut Ui, chooser: &Chooser<'_>, scenario: &Scenario, shown: &LeverId) -> Option<LeverId> {
    let key = chooser.id.with("search");
    chooser_ui(ui, chooser, &shown.label(scenario), |ui| {
        let mut text = ui.data(|data| data.get_temp::<String>(key)).unwrap_or_default();
        let field = TextEdit::singleline(&mut text).hint_text("Search all levers").desired_width(f32::INFINITY);
        let field = ui.add(field);
        field.widget_info(|| {
            let mut info = WidgetInfo::text_edit(true, &text, &text, "");
            info.label = Some("Search the levers to choose from".to_owned());
            info
        });
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if ui.memory(|memory| memory.focused().is_none_or(|focused| focused == chooser.id)) {
            field.request_focus();
        }
        ui.add_space(space::HALF);
        let found = LeverId::search(scenario, &text);
        let mut chosen = found.first().filter(|_| entered && !text.trim().is_empty()).cloned();
        ScrollArea::vertical().max_height(TALLEST).auto_shrink([false, true]).show(ui, |ui| {
            if found.is_empty() {
                ui.label(egui::RichText::new("No lever has these words.").size(size::LABEL).weak());
            }
            for id in &found {
                if ui.selectable_label(id == shown, id.label(scenario)).clicked() {
                    chosen = Some(id.clone());
                }
            }
        });
        ui.data_mut(|data| match chosen {
            Some(_) => data.remove::<String>(key),
            None => _ = data.insert_temp(key, text),
        });
        chosen
    })
}
