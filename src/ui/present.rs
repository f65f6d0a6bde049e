//! A step of a presentation on the whole screen: what is said, the ladder, one chart or two; levers
//! where they are asked for.
//!
//! The window is magnified meanwhile ([`zoom`]), so that every text of it is large enough for a
//! room: the design's smallest is half of the smallest that reads there.

use std::sync::Arc;

use egui::{
    Align, Align2, CentralPanel, Color32, FontId, Frame, Galley, Id, Label, Margin, Rect, RichText, Role, Sense, Ui,
    UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};
use rust_decimal::Decimal;

use super::{
    asked,
    charts::chart_ui,
    keys, notice,
    panels::board,
    panels::levers,
    panels::strip,
    prompts, proposals, replayed, theme,
    theme::{size, space},
};
use crate::{
    format,
    state::{AppState, message::Message, present::Presented, study::Study, view::Chart},
};

/// The window for which the room's sizes are given, points.
const ROOM: Vec2 = vec2(1280.0, 720.0);
/// The smallest text in that window, points; the answer is as much larger as it is in the design.
const SMALLEST: f32 = 24.0;
/// Least and most magnification.
const ZOOM: (f32, f32) = (1.0, 16.0);
/// Above and below everything.
const EDGE: i8 = 12;
/// Between two figures of the ladder.
const STEP: f32 = 24.0;
/// From the top of the ladder to the base line of its figures.
const BASE: f32 = 52.0;
/// Height of the ladder.
const LADDER: f32 = 60.0;
/// Height of the row at the foot.
const FOOT: f32 = 20.0;
/// Width of the levers.
const LEVERS: f32 = 288.0;

/// How much the window is magnified while presenting, for its size in points as designed.
#[must_use]
pub fn zoom(window: Vec2) -> f32 {
    let scale = (window / ROOM).min_elem();
    (scale * SMALLEST / size::LABEL).clamp(ZOOM.0, ZOOM.1)
}

/// Draws the step that is shown, and hears what walks.
pub(super) fn present_ui(ui: &mut Ui, presented: &Presented, messages: &mut Vec<Message>) {
    let room = &*presented.room;
    keys::presenting(ui.ctx(), asked(room), presented.levers, messages);
    let palette = theme::palette(ui);
    let ground = if presented.blank { theme::BLANK } else { palette.ground };
    let frame = Frame::NONE.fill(ground).inner_margin(Margin::symmetric(16, EDGE));
    let glided = glided(ui, presented, messages);
    CentralPanel::default().frame(frame).show(ui, |ui| {
        if presented.blank {
            let response = ui.interact(ui.max_rect(), Id::unique("blank screen"), Sense::hover());
            let said = "The screen is blank; a full stop shows the step again";
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, said));
        } else {
            slide_ui(ui, presented, glided.as_ref().unwrap_or(room), messages);
        }
    });
    if !presented.blank {
        proposals::proposals_ui(ui.ctx(), room, messages);
        prompts::prompts_ui(ui.ctx(), room, messages);
        notice::notice_ui(ui.ctx(), room.notice.as_ref(), messages);
    }
}

/// What is shown while a step is glided to; none once it is there.
fn glided(ui: &Ui, presented: &Presented, messages: &mut Vec<Message>) -> Option<AppState> {
    let room = &presented.room;
    let replay = room.replay.as_ref()?;
    if replay.answers.is_empty() {
        return Some(room.showing(&presented.from, &Study::default()));
    }
    replayed(ui, room, messages)
}

fn slide_ui(ui: &mut Ui, presented: &Presented, shown: &AppState, messages: &mut Vec<Message>) {
    let area = ui.max_rect();
    let slide = &presented.shown;
    let (body, foot) = area.split_top_bottom_at_y(area.bottom() - FOOT);
    if let Err(why) = &slide.scenario {
        let room = Rect { max: pos2(body.right(), body.top() + LADDER), ..body };
        let top = line_ui(ui, room, presented, shown);
        missing_ui(ui, Rect { min: pos2(body.left(), top), ..body }, why);
    } else {
        let left = ladder_ui(ui, body, shown);
        let room = Rect::from_min_max(body.min, pos2(left - STEP, body.top() + LADDER));
        let bottom = line_ui(ui, room, presented, shown).max(body.top() + LADDER);
        let charts = Rect { min: pos2(body.left(), bottom + space::GAP), ..body };
        charts_ui(ui, charts, (presented, shown), messages);
    }
    foot_ui(ui, foot, presented, shown);
}

/// What is said, from the top left, in as many rows as it takes; returns where it ends.
fn line_ui(ui: &mut Ui, room: Rect, presented: &Presented, shown: &AppState) -> f32 {
    let slide = &presented.shown;
    if slide.line.is_empty() {
        strip::sentence_ui(ui, room, &shown.answer);
        return room.bottom();
    }
    let text = RichText::new(&slide.line).font(theme::strong(size::SENTENCE));
    let mut child = ui.new_child(UiBuilder::new().id_salt("line").max_rect(room));
    child.add(Label::new(text).wrap().selectable(false).halign(Align::Min)).rect.bottom()
}

/// The ladder at the right, all three on one base line; returns where it begins.
fn ladder_ui(ui: &Ui, room: Rect, shown: &AppState) -> f32 {
    let palette = theme::palette(ui);
    let results = &shown.answer.evaluation.results;
    let figures = [
        ("If only wages changed", results.wage_saving, theme::strong(size::FIGURE), palette.text),
        ("In cash", results.cash_saving, theme::strong(size::FIGURE), palette.text),
        ("Effective", results.effective_saving, theme::strong(size::HERO), palette.offshore_text),
    ];
    let mut right = room.right();
    for figure in figures.into_iter().rev() {
        right = figure_ui(ui, pos2(right, room.top()), figure) - STEP;
    }
    right + STEP
}

/// A figure of the ladder by its top right corner; returns its left edge.
fn figure_ui(ui: &Ui, at: egui::Pos2, (name, share, font, color): (&str, Option<Decimal>, FontId, Color32)) -> f32 {
    let quiet = theme::palette(ui).quiet;
    let value = format::percent_or_dash(share);
    let text = |text: &str, font, color| ui.painter().layout_no_wrap(text.to_owned(), font, color);
    let (label, galley) = (text(name, theme::regular(size::LABEL), quiet), text(&value, font, color));
    let width = label.size().x.max(galley.size().x);
    let rect = Rect::from_min_size(pos2(at.x - width, at.y), vec2(width, LADDER));
    let response = ui.interact(rect, Id::unique(("presented", name)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name}: {value}")));
    ui.painter().galley(pos2(rect.right() - label.size().x, rect.top()), label, quiet);
    let y = rect.top() + BASE - base_line(&galley);
    ui.painter().galley(pos2(rect.right() - galley.size().x, y), galley, color);
    rect.left()
}

/// From the top of a line to its base line.
fn base_line(galley: &Arc<Galley>) -> f32 {
    galley.rows.first().and_then(|row| row.glyphs.first()).map_or(galley.size().y, |glyph| glyph.pos.y)
}

/// One chart or two; with the levers in, the first beside them.
fn charts_ui(ui: &mut Ui, area: Rect, (presented, shown): (&Presented, &AppState), messages: &mut Vec<Message>) {
    let slide = &presented.shown;
    let mut rest = area;
    if presented.levers {
        let (panel, right) = area.split_left_right_at_x(area.left() + LEVERS);
        ui.painter().rect_filled(panel.expand(space::HALF), 4.0, theme::palette(ui).panel);
        let mut child = ui.new_child(UiBuilder::new().id_salt("levers for a question").max_rect(panel));
        levers::levers_ui(&mut child, shown, messages);
        rest = Rect { min: pos2(right.left() + space::MARGIN, right.top()), ..right };
    }
    if slide.two && !presented.levers {
        let half = (rest.width() - STEP) / 2.0;
        let (left, right) = (shown.view.left, shown.view.right);
        chart_in_ui(ui, Rect::from_min_size(rest.min, vec2(half, rest.height())), left, shown, messages);
        chart_in_ui(ui, Rect { min: pos2(rest.right() - half, rest.top()), ..rest }, right, shown, messages);
    } else {
        chart_in_ui(ui, rest, shown.view.left, shown, messages);
    }
}

fn chart_in_ui(ui: &mut Ui, rect: Rect, chart: Chart, shown: &AppState, messages: &mut Vec<Message>) {
    let mut child = ui.new_child(UiBuilder::new().id_salt(("presented", chart.key())).max_rect(rect));
    chart_ui(&mut child, chart, board::scene(shown), messages);
}

/// The lever that the step points at, whose figures are shown, and which step it is.
fn foot_ui(ui: &Ui, foot: Rect, presented: &Presented, shown: &AppState) {
    let palette = theme::palette(ui);
    let label_ui = |at, anchor: Align2, text: String, font: FontId, color| {
        let galley = ui.painter().layout_no_wrap(text.clone(), font, color);
        let rect = anchor.anchor_size(at, galley.size());
        let response = ui.interact(rect, Id::unique(("foot", text.as_str())), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
        ui.painter().galley(rect.min, galley, color);
        rect
    };
    let scenario = &shown.document.scenario;
    let mut end = foot.left();
    if let Some(text) = presented.shown.pointed_at(scenario) {
        end = label_ui(foot.left_bottom(), Align2::LEFT_BOTTOM, text, theme::strong(size::BODY), palette.offshore_text)
            .right();
    }
    let quiet = theme::regular(size::LABEL);
    let mut right = foot.right_bottom();
    if presented.slides.len() > 1 {
        let text = format!("{} of {}", presented.at + 1, presented.slides.len());
        right.x = label_ui(right, Align2::RIGHT_BOTTOM, text, quiet.clone(), palette.quiet).left() - STEP;
    }
    if presented.shown.scenario.is_ok() {
        let name = format::plain(&scenario.name);
        let name = if presented.masked { format::without_amounts(&name) } else { name };
        let width = ui.painter().layout_no_wrap(name.clone(), quiet.clone(), palette.quiet).size().x;
        // Whose figures they are; a name that is too long for the room is in the window's title.
        if right.x - width > end + STEP {
            label_ui(right, Align2::RIGHT_BOTTOM, name, quiet, palette.quiet);
        }
    }
}

/// Says that a step can't be shown, and why.
fn missing_ui(ui: &mut Ui, area: Rect, why: &str) {
    let palette = theme::palette(ui);
    let room = Rect::from_center_size(area.center(), vec2(area.width() * 0.8, area.height() * 0.6));
    let mut child = ui.new_child(UiBuilder::new().id_salt("missing").max_rect(room));
    child.label(RichText::new("This step can’t be shown").font(theme::strong(size::FIGURE)));
    child.add(Label::new(RichText::new(why).font(theme::regular(size::BODY)).color(palette.bad.0)).wrap());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_reads_in_the_room() {
        assert!(zoom(ROOM) * size::LABEL >= 24.0);
        assert!(zoom(ROOM) * size::HERO >= 72.0);
        for (width, height, expected) in [(3840.0, 2160.0, 6.0), (1920.0, 1080.0, 3.0), (1920.0, 720.0, 2.0)] {
            assert!((zoom(vec2(width, height)) - expected).abs() < 1e-4, "{width} × {height}");
        }
    }
}
