//! What every page says of an answer: the verdict, and the ladder from wages to what is left.

use std::sync::Arc;

use egui::{Align2, Color32, FontId, Galley, Pos2, Rangef, Rect, pos2, vec2};

use super::sheet::Sheet;
use crate::{
    export::drawing::Role,
    format,
    state::derived::Answer,
    ui::{
        panels::strip::{self, verdict},
        theme::{self, mark, size, space},
    },
};

/// From what is above a figure to its base line.
const BASE: f32 = 64.0;

/// The verdict in its chip, laid out.
pub(super) struct Word {
    /// Where it stands.
    pub(super) chip: Rect,
    ground: Color32,
    text: Arc<Galley>,
}

impl Word {
    /// The verdict on an answer by the top right corner of its chip.
    pub(super) fn of(sheet: &Sheet, answer: &Answer, right_top: Pos2) -> Self {
        let (word, (color, ground)) = verdict(answer, sheet.ink);
        let text = sheet.lay(word, theme::strong(size::SENTENCE), color, f32::INFINITY);
        let width = text.size().x + 2.0 * space::MARGIN;
        let chip = Rect::from_min_size(pos2(right_top.x - width, right_top.y), vec2(width, text.size().y + space::GAP));
        Self { chip, ground, text }
    }

    /// Adds it to its sheet.
    pub(super) fn write(self, sheet: &mut Sheet) {
        sheet.fill(self.chip, 6.0, self.ground);
        sheet.text(Role::Paragraph, self.chip.center(), Align2::CENTER_CENTER, self.text);
    }
}

/// Adds the ladder and what it pays back in, under a rule; returns where it ends.
pub(super) fn ladder(sheet: &mut Sheet, answer: &Answer, room: Rangef, top: f32) -> f32 {
    let ink = sheet.ink;
    sheet.rule(pos2(room.min, top), pos2(room.max, top), (mark::HAIR, ink.line));
    let column = room.span() / 4.0;
    let base = top + space::MARGIN + BASE;
    for (index, step) in (0_u8..).zip(strip::ladder(answer, ink)) {
        let x = room.min + column * f32::from(index);
        figure(sheet, pos2(x, base), step.label, (&step.value, step.font, step.color), &step.below);
    }
    let results = &answer.evaluation.results;
    let (value, below) = if answer.moves() {
        let cash = format!("cash: {}", format::payback(results.cash_payback_month));
        (format::payback(results.payback_month), cash)
    } else {
        ("–".to_owned(), String::new())
    };
    let x = room.min + column * 3.0;
    figure(sheet, pos2(x, base), "Pays back", (&value, theme::strong(size::FIGURE), ink.text), &below);
    base + mark::ROW
}

/// A figure over its base line, what it is above and what it comes to below.
fn figure(sheet: &mut Sheet, at: Pos2, label: &str, (value, font, color): (&str, FontId, Color32), below: &str) {
    let quiet = sheet.ink.quiet;
    let text = |sheet: &Sheet, text: &str| sheet.lay(text, theme::regular(size::LABEL), quiet, f32::INFINITY);
    let (label, below) = (text(sheet, label), text(sheet, below));
    let value = sheet.lay(value, font, color, f32::INFINITY);
    let rise = value.rows.first().and_then(|row| row.row.glyphs.first()).map_or(0.0, |glyph| glyph.pos.y);
    sheet.text(Role::Paragraph, at - vec2(0.0, BASE), Align2::LEFT_TOP, label);
    sheet.text(Role::Paragraph, at - vec2(0.0, rise), Align2::LEFT_TOP, value);
    sheet.text(Role::Paragraph, at + vec2(0.0, space::HALF), Align2::LEFT_TOP, below);
}
