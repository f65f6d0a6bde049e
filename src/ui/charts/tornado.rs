//! The tornado: a bar a lever, from its 1-in-10 low to its 1-in-10 high, the widest first. A
//! click shows the lever.

use egui::{Align2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

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
    model::{lever::LeverId, scenario::Scenario},
    state::{message::Message, view::Highlight},
    ui::{
        theme::{self, mark, palette, size, space},
        widgets::{focus_ring, line},
    },
};

/// The names' part of the width at most.
const NAMES: f32 = 0.4;
/// The part of the width, on each side, that is kept for the levers' values at most.
const SIDE: f32 = 0.16;
/// Least and most height of a row.
const ROWS: (f32, f32) = (18.0, 28.0);

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
    /// The lever that a step of a presentation points at.
    pointed_at: Option<&'a LeverId>,
}

impl<'a> Bars<'a> {
    fn new(ui: &Ui, body: Rect, scenario: &'a Scenario, (tornado, today): (&'a Tornado, f64)) -> Self {
        let ink = palette(ui).text;
        let row = row_height(ui);
        let bottom = body.bottom() - row - space::HALF;
        // What changes nothing is not shown.
        let wide = tornado.bars.iter().filter(|bar| bar.swing() > tornado.effective_cost.abs() * 1e-9).count();
        let fits = (0..=wide).rev().find(|bars| count(*bars) * ROWS.0 <= bottom - body.top());
        // One row is kept free to say what is left out.
        let shown = match fits.unwrap_or(0) {
            fits if fits < wide => fits.saturating_sub(1),
            fits => fits,
        };
        let rows = if shown < wide { shown + 1 } else { shown };
        let height = ((bottom - body.top()) / count(rows.max(1))).clamp(ROWS.0, ROWS.1);
        let width = |bar: &TornadoBar| frame::label(ui.painter(), bar.lever.label(scenario), ink).size().x;
        let names = tornado.bars.iter().take(shown).map(width).fold(0.0, f32::max).min(body.width() * NAMES);
        let ends = tornado.bars.iter().take(shown).flat_map(|bar| [bar.low, bar.high]);
        let ends = ends.filter_map(|end| end.effective_saving);
        let (low, high) = ends.fold((today, today), |(low, high), end| (low.min(end), high.max(end)));
        let room = (high - low).max(0.01) * 0.04;
        let side = Self::side(ui, scenario, tornado, shown).min(body.width() * SIDE);
        let plot = Rect::from_min_max(
            pos2(body.left() + names + space::GAP + side, body.top()),
            pos2(body.right() - side, body.top() + height * count(shown)),
        );
        Self {
            scenario,
            tornado,
            today,
            body,
            plot,
            low: low - room,
            high: high + room,
            shown,
            height,
            names,
            pointed_at: None,
        }
    }

    /// How much room the levers' values take beside the bars.
    fn side(ui: &Ui, scenario: &Scenario, tornado: &Tornado, shown: usize) -> f32 {
        let ends = tornado.bars.iter().take(shown).flat_map(|bar| [(bar, bar.low), (bar, bar.high)]);
        let width = |(bar, end): (&TornadoBar, TornadoEnd)| {
            frame::label(ui.painter(), value(scenario, bar, end), palette(ui).quiet).size().x
        };
        ends.map(width).fold(0.0, f32::max) + space::HALF
    }

    fn x(&self, saving: f64) -> f32 {
        self.plot.left() + self.plot.width() * screen((saving - self.low) / (self.high - self.low))
    }

    /// Values under the bars, faint lines through them, and today's answer.
    fn axis(&self, ui: &Ui) {
        let ink = palette(ui);
        for value in steps(self.low, self.high, round_step(self.high - self.low, 4)) {
            let x = self.x(value);
            ui.painter().vline(x, self.plot.y_range(), (mark::HAIR, ink.line));
            let galley = frame::label(ui.painter(), percent(value), ink.quiet);
            frame::paint(ui.painter(), pos2(x, self.plot.bottom() + space::HALF), Align2::CENTER_TOP, galley);
        }
        ui.painter().vline(self.x(self.today), self.plot.y_range(), (mark::LINE, ink.text));
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
        self.ends(ui, bar, rect.center().y);
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
    fn ends(&self, ui: &Ui, bar: &TornadoBar, y: f32) {
        let ink = palette(ui);
        let (Some(one), Some(other)) = (bar.low.effective_saving, bar.high.effective_saving) else { return };
        let (left, right) = if one <= other { (bar.low, bar.high) } else { (bar.high, bar.low) };
        let (from, to) = (one.min(other).min(self.today), one.max(other).max(self.today));
        let text = |end: TornadoEnd| frame::label(ui.painter(), value(self.scenario, bar, end), ink.quiet);
        let (left, right) = (text(left), text(right));
        let at = self.x(from) - space::HALF;
        if at - left.size().x >= self.body.left() + self.names + space::HALF {
            frame::paint(ui.painter(), pos2(at, y), Align2::RIGHT_CENTER, left);
        }
        let at = self.x(to) + space::HALF;
        if at + right.size().x <= self.body.right() {
            frame::paint(ui.painter(), pos2(at, y), Align2::LEFT_CENTER, right);
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
            TipRow::plain(format!("Today {today}"), format!("saves {}", share(self.today))),
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

/// The lever's value at an end, to three figures.
fn value(scenario: &Scenario, bar: &TornadoBar, end: TornadoEnd) -> String {
    format::lever_value(&bar.lever, scenario, bar.lever.lever().fit(format::figures(end.value, 3)))
}

/// The effective saving at an end.
fn saving(end: TornadoEnd) -> String {
    end.effective_saving.map_or_else(|| "–".to_owned(), share)
}
