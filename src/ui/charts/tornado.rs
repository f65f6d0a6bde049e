//! The tornado: a bar a lever, from its 1-in-10 low to its 1-in-10 high, the widest first. A
//! click shows the lever.

use egui::{Align2, Color32, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use rust_decimal::prelude::ToPrimitive;

use super::{
    Scene,
    canvas::row_height,
    frame::{self, TipRow},
    risk::part_head,
    scale::{count, percent, round_step, screen, share, steps},
};
use crate::{
    engine::tornado::{Tornado, TornadoBar, TornadoEnd},
    format,
    model::{
        lever::{LeverId, Unit},
        scenario::Scenario,
    },
    state::{message::Message, view::Highlight},
    ui::{
        theme::{self, mark, palette, size, space},
        widgets::{focus_ring, line},
    },
};

/// The names' part of the width at most, and where the values need the room.
const NAMES: [f32; 2] = [0.4, 0.3];
/// The bars' part of the width at least.
const LEAST: f32 = 0.25;
/// Least and most height of a row.
const ROWS: (f32, f32) = (18.0, 48.0);
/// Between the values of the axis at least.
const TICKS: f32 = 28.0;

pub(super) fn tornado_ui(ui: &mut Ui, area: Rect, scene: Scene<'_>, messages: &mut Vec<Message>) {
    let body = part_head(ui, area, "What decides it, % saved");
    let Some((tornado, today)) =
        scene.study.tornado.as_deref().and_then(|known| Some((known, known.effective_saving?)))
    else {
        frame::note(ui, body, "Being worked out…");
        return;
    };
    if tornado.bars.is_empty() {
        frame::note(ui, body, "No lever has a range, so every future is the same. Give one a range in its row.");
        return;
    }
    let mut chart = Bars::new(ui, body, &scene.answer.scenario, (tornado, today));
    chart.pointed_at = match &scene.view.highlight {
        Some(Highlight::Lever(lever)) => Some(lever),
        _ => None,
    };
    chart.axis(ui);
    chart.sides(ui);
    for index in 0..chart.shown {
        chart.row(ui, index, messages);
    }
    chart.rest(ui);
}

struct Bars<'a> {
    scenario: &'a Scenario,
    tornado: &'a Tornado,
    /// Effective saving today.
    today: f64,
    body: Rect,
    /// Where the bars are.
    plot: Rect,
    low: f64,
    high: f64,
    /// How many bars there is room for.
    shown: usize,
    height: f32,
    /// Width of the names.
    names: f32,
    /// Whether the levers' values have room for their units.
    units: bool,
    /// The lever that a step of a presentation points at.
    pointed_at: Option<&'a LeverId>,
}

impl<'a> Bars<'a> {
    fn new(ui: &Ui, body: Rect, scenario: &'a Scenario, (tornado, today): (&'a Tornado, f64)) -> Self {
        let row = row_height(ui);
        // A row at the top says what the sides are, one at the foot holds the axis.
        let body = Rect::from_min_max(pos2(body.left(), body.top() + row), body.max);
        let bottom = body.bottom() - row - space::HALF;
        // What changes nothing is not shown.
        let wide = tornado.bars.iter().filter(|bar| bar.swing() > tornado.effective_cost.abs() * 1e-9).count();
        let shown = (0..=wide).rev().find(|bars| count(*bars) * ROWS.0 <= bottom - body.top()).unwrap_or(0);
        let height = ((bottom - body.top()) / count(shown.max(1))).clamp(ROWS.0, ROWS.1);
        let ends = tornado.bars.iter().take(shown).flat_map(|bar| [bar.low, bar.high]);
        let ends = ends.filter_map(|end| end.effective_saving);
        let (low, high) = ends.fold((today, today), |(low, high), end| (low.min(end), high.max(end)));
        let room = (high - low).max(0.01) * 0.04;
        let (low, high) = (low - room, high + room);
        let plot = Rect::from_min_max(body.min, pos2(body.right(), body.top() + height * count(shown)));
        let mut bars = Self {
            scenario,
            tornado,
            today,
            body,
            plot,
            low,
            high,
            shown,
            height,
            names: 0.0,
            units: true,
            pointed_at: None,
        };
        bars.part(ui);
        bars
    }

    /// Parts the width between names, values and bars: values lose their units, then names their ends,
    /// before bars get too small.
    fn part(&mut self, ui: &Ui) {
        let ink = palette(ui).text;
        let shown = self.tornado.bars.iter().take(self.shown);
        let width = |bar: &TornadoBar| frame::label(ui.painter(), bar.lever.label(self.scenario), ink).size().x;
        let widest = shown.map(width).fold(0.0, f32::max);
        for (units, names) in [(true, NAMES[0]), (false, NAMES[0]), (false, NAMES[1])] {
            self.units = units;
            self.names = widest.min(self.body.width() * names);
            let (left, right) = self.between_values(ui);
            (self.plot.min.x, self.plot.max.x) = (left, right);
            if right - left >= self.body.width() * LEAST {
                return;
            }
        }
        // What does not fit even so is left to the card.
        let middle = self.plot.center().x.clamp(self.body.left() + self.names, self.body.right());
        let half = self.body.width() * LEAST / 2.0;
        (self.plot.min.x, self.plot.max.x) = (middle - half, (middle + half).min(self.body.right()));
    }

    /// The widest plot in which every value has room at its bar's end.
    fn between_values(&self, ui: &Ui) -> (f32, f32) {
        let (from, to) = (self.body.left() + self.names + space::GAP, self.body.right());
        let part = |saving: f64| screen((saving - self.low) / (self.high - self.low));
        let width = |text: &str| frame::label(ui.painter(), text, palette(ui).quiet).size().x + space::GAP;
        let sides: Vec<_> = self.tornado.bars.iter().take(self.shown).filter_map(|bar| self.sides_of(bar)).collect();
        let sides = sides.iter().map(|[low, high]| [(part(low.0), width(&low.1)), (part(high.0), width(&high.1))]);
        let sides: Vec<_> = sides.collect();
        let (mut left, mut right) = (from, to);
        // Each end moves the other's; a few rounds settle both.
        for _ in 0..8 {
            for [(low, wide), (high, wide_too)] in &sides {
                left = left.max((from + wide - low * right) / (1.0 - low).max(0.01));
                right = right.min((to - wide_too - (1.0 - high) * left) / high.max(0.01));
            }
        }
        (left, right)
    }

    /// Where a bar begins and ends, and the lever's value there.
    fn sides_of(&self, bar: &TornadoBar) -> Option<[(f64, String); 2]> {
        let (one, other) = (bar.low.effective_saving?, bar.high.effective_saving?);
        let (left, right) = if one <= other { (bar.low, bar.high) } else { (bar.high, bar.low) };
        let text = |end: TornadoEnd| {
            let text = value(self.scenario, bar, end);
            if self.units { text } else { without_unit(text) }
        };
        let (from, to) = (one.min(other).min(self.today), one.max(other).max(self.today));
        Some([(from, text(left)), (to, text(right))])
    }

    fn x(&self, saving: f64) -> f32 {
        self.plot.left() + self.plot.width() * screen((saving - self.low) / (self.high - self.low))
    }

    /// Values under the bars, faint lines through them, and the answer as set.
    fn axis(&self, ui: &Ui) {
        let ink = palette(ui);
        let most = (self.plot.width() / TICKS).floor().to_usize().unwrap_or(1).clamp(1, 5);
        for value in steps(self.low, self.high, round_step(self.high - self.low, most)) {
            let x = self.x(value);
            ui.painter().vline(x, self.plot.y_range(), (mark::HAIR, ink.line));
            let galley = frame::label(ui.painter(), percent(value), ink.quiet);
            frame::paint(ui.painter(), pos2(x, self.plot.bottom() + space::HALF), Align2::CENTER_TOP, galley);
        }
        ui.painter().vline(self.x(self.today), self.plot.y_range(), (mark::LINE, ink.text));
    }

    /// Above the bars, what the line between them is and what its sides are, in their colors.
    fn sides(&self, ui: &Ui) {
        let ink = palette(ui);
        let painter = ui.painter();
        let name = |text: &str, color| frame::label(painter, text, color);
        let whole = format::percent(format::decimal(self.today));
        let middle = frame::label(painter, format!("as set {whole}"), ink.text);
        let (less, more) = (name("less", ink.control), name("more", ink.offshore_text));
        let half = middle.size().x / 2.0 + space::GAP;
        let (first, last) = (self.body.left() + half + less.size().x, self.body.right() - half - more.size().x);
        let at = pos2(self.x(self.today).min(last).max(first), self.plot.top());
        frame::paint(painter, at, Align2::CENTER_BOTTOM, middle);
        frame::paint(painter, at - vec2(half, 0.0), Align2::RIGHT_BOTTOM, less);
        frame::paint(painter, at + vec2(half, 0.0), Align2::LEFT_BOTTOM, more);
    }

    fn row(&self, ui: &mut Ui, index: usize, messages: &mut Vec<Message>) {
        let bar = &self.tornado.bars[index];
        let ink = palette(ui);
        let top = self.body.top() + self.height * count(index);
        let rect = Rect::from_min_max(pos2(self.body.left(), top), pos2(self.body.right(), top + self.height));
        let response = ui.interact(rect, ui.scope_id().with(bar.lever.to_string()), Sense::click());
        let name = bar.lever.label(self.scenario);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, self.said(bar, &name)));
        let pointed_at = self.pointed_at == Some(&bar.lever);
        if response.hovered() || pointed_at {
            ui.painter().rect_filled(rect, 0.0, ink.wash);
        }
        let color = if pointed_at || response.hovered() || response.has_focus() { ink.text } else { ink.quiet };
        let room = self.names;
        let galley = line(ui.painter(), &name, theme::regular(size::LABEL), color, room);
        frame::paint(ui.painter(), pos2(self.body.left(), rect.center().y), Align2::LEFT_CENTER, galley);
        let thick = (self.height - 6.0).min(mark::BAR);
        for end in [bar.low, bar.high] {
            let Some(saving) = end.effective_saving else { continue };
            let (from, to) = (self.x(self.today), self.x(saving));
            let fill = if saving < self.today { ink.control } else { ink.offshore };
            let left = from.min(to);
            let part = Rect::from_min_size(
                pos2(left, rect.center().y - thick / 2.0),
                vec2((to - from).abs().max(mark::HAIR), thick),
            );
            ui.painter().rect_filled(part, 0.0, fill);
        }
        let ground = if response.hovered() || pointed_at { ink.wash } else { ink.ground };
        self.ends(ui, bar, (rect.center().y, ground));
        if response.has_focus() {
            focus_ring(ui, rect.shrink(1.0));
            ui.scroll_to_rect(rect, None);
        }
        if response.hovered() {
            ui.set_cursor_icon(egui::CursorIcon::PointingHand);
            self.tip(ui, &response, bar, &name);
        }
        if response.clicked() {
            messages.push(Message::ShowLever(bar.lever.clone()));
        }
    }

    /// The lever's values at both ends of its bar, where there is room beside it.
    fn ends(&self, ui: &Ui, bar: &TornadoBar, (y, ground): (f32, Color32)) {
        let Some([(from, left), (to, right)]) = self.sides_of(bar) else { return };
        let text = |text: String| frame::label(ui.painter(), text, palette(ui).quiet);
        let (left, right) = (text(left), text(right));
        let (from, to) = (pos2(self.x(from) - space::HALF, y), pos2(self.x(to) + space::HALF, y));
        let left_at = Align2::RIGHT_CENTER.anchor_size(from, left.size());
        if left_at.left() >= self.body.left() + self.names {
            frame::over(ui.painter(), left_at, left, Some(ground));
        }
        let right_at = Align2::LEFT_CENTER.anchor_size(to, right.size());
        if right_at.right() <= self.body.right() + 1.0 {
            frame::over(ui.painter(), right_at, right, Some(ground));
        }
    }

    /// A bar in words: `Rework: saves 36 % at 3 %, 28 % at 9 %. Shows the lever`.
    fn said(&self, bar: &TornadoBar, name: &str) -> String {
        let at = |end: TornadoEnd| format!("{} at {}", saving(end), value(self.scenario, bar, end));
        format!("{name}: saves {}, {}. Shows the lever", at(bar.low), at(bar.high))
    }

    fn tip(&self, ui: &Ui, response: &egui::Response, bar: &TornadoBar, name: &str) {
        let currency = &self.scenario.money.currency;
        let today = format::lever_value(&bar.lever, self.scenario, bar.today);
        let rows = [
            TipRow::plain(
                format!("1 in 10 below {}", value(self.scenario, bar, bar.low)),
                format!("saves {}", saving(bar.low)),
            ),
            TipRow::plain(format!("As set {today}"), format!("saves {}", share(self.today))),
            TipRow::plain(
                format!("1 in 10 above {}", value(self.scenario, bar, bar.high)),
                format!("saves {}", saving(bar.high)),
            ),
            TipRow::plain("Between them", format::money(format::decimal(bar.swing()), currency)),
        ];
        frame::tip_ui(ui, response.layer_id, response.id, &format!("{name}. Click shows the lever"), &rows);
    }

    /// How many levers there was no room for.
    fn rest(&self, ui: &Ui) {
        let left = self.tornado.bars.len() - self.shown;
        if left == 0 {
            return;
        }
        let galley = frame::label(ui.painter(), format!("{left} more matter less or not"), palette(ui).quiet);
        let y = self.plot.bottom() + space::HALF;
        if galley.size().x < self.plot.left() - self.body.left() {
            frame::paint(ui.painter(), pos2(self.body.left(), y), Align2::LEFT_TOP, galley);
        }
    }
}

/// The lever's value at an end, to three figures; what is written to two places as it is, so that it is
/// rounded once.
fn value(scenario: &Scenario, bar: &TornadoBar, end: TornadoEnd) -> String {
    let places = matches!(bar.lever.lever().unit, Unit::Multiplier | Unit::Coefficient);
    let value = if places { end.value } else { format::figures(end.value, 3) };
    format::lever_value(&bar.lever, scenario, bar.lever.lever().fit(value))
}

/// A value without the word of its unit: `3.39 months` is `3.39`; signs stay.
fn without_unit(text: String) -> String {
    match text.split_once('\u{a0}') {
        Some((number, unit)) if unit.chars().all(char::is_lowercase) => number.to_owned(),
        _ => text,
    }
}

/// The effective saving at an end.
fn saving(end: TornadoEnd) -> String {
    end.effective_saving.map_or_else(|| "–".to_owned(), share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_word_of_a_unit_goes() {
        let short = |text: &str| without_unit(text.to_owned());
        assert_eq!(short("3.39\u{a0}months"), "3.39");
        for text in ["7.88\u{a0}%", "1.30\u{a0}×", "1\u{a0}to\u{a0}12.4", "$0.0166", "PHP\u{a0}420"] {
            assert_eq!(short(text), text);
        }
    }
}
