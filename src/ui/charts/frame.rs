//! What stands around every chart: the title, the quiet switch beside it, the words where
//! there is nothing to draw, and the one card that follows the pointer.

use std::sync::Arc;

use egui::{
    Align, Align2, Color32, FontId, Galley, Id, Label, LayerId, Painter, Popup, PopupAnchor, Pos2, Rect, Response,
    Role, Sense, Tooltip, Ui, WidgetInfo, pos2, vec2,
};

use super::{
    stage::{pictures, sketches},
    words::Words,
};
use crate::ui::theme::{self, mark, palette, size, space};

/// A choice between two ways to show a chart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Switch {
    /// The two ways.
    pub(super) names: [&'static str; 2],
    /// Which of them is on.
    pub(super) chosen: usize,
}

/// The area under a chart's title, and the side of the switch that was clicked.
pub(super) struct Head {
    /// What is left for the chart.
    pub(super) body: Rect,
    /// The way that was chosen just now.
    pub(super) chose: Option<usize>,
}

/// Text in one row.
pub(super) fn row(painter: &Painter, text: impl Into<String>, font: FontId, color: Color32) -> Arc<Galley> {
    painter.layout_no_wrap(text.into(), font, color)
}

/// A label in one row: the size of labels, regular.
pub(super) fn label(painter: &Painter, text: impl Into<String>, color: Color32) -> Arc<Galley> {
    row(painter, text, theme::regular(size::LABEL), color)
}

/// Paints a text by one of its corners or edges; returns where it stands.
pub(super) fn paint(painter: &Painter, at: Pos2, anchor: Align2, galley: Arc<Galley>) -> Rect {
    let rect = anchor.anchor_size(at, galley.size());
    painter.galley(rect.min, galley, Color32::PLACEHOLDER);
    rect
}

/// Paints a text over lines and dots, on a ground of its own where it would not read.
pub(super) fn over(painter: &Painter, rect: Rect, galley: Arc<Galley>, ground: Option<Color32>) {
    if let Some(ground) = ground {
        painter.rect_filled(rect, mark::HAIR, ground);
    }
    painter.galley(rect.min, galley, Color32::PLACEHOLDER);
}

/// A hairline from a mark of a radius to its name where that had to stand apart from it.
pub(super) fn leader(painter: &Painter, (at, radius): (Pos2, f32), name: Rect, color: Color32) {
    let to = at.clamp(name.min, name.max);
    let way = to - at;
    if way.length() > radius + space::MARGIN {
        let from = at + way.normalized() * (radius + mark::LINE);
        painter.line_segment([from, to - way.normalized() * mark::LINE], (mark::HAIR, color));
    }
}

/// The title at the top, in the fullest wording that fits two rows, and the switch at its
/// right, or under it where the title needs the width.
pub(super) fn head_ui(ui: &mut Ui, words: &Words, switch: Option<Switch>) -> Head {
    let area = ui.max_rect();
    if sketches(ui.ctx()) {
        return Head { body: area, chose: None };
    }
    // The title of a picture says which way it shows.
    let switch = switch.filter(|_| !pictures(ui.ctx()));
    let widths = switch.map(|switch| switch_widths(ui, switch));
    let needed = widths.map_or(0.0, |[first, second]| first + second + 2.0 * space::GAP + space::MARGIN);
    let beside = title(ui, words, area.width() - needed);
    let (galley, under) = match beside {
        Some(galley) => (galley, false),
        None => (full_title(ui, words, area.width()), switch.is_some()),
    };
    let rect = Rect::from_min_size(area.min, galley.size());
    let line = galley.rows.first().map_or(rect.height(), |row| row.height());
    ui.put(rect, Label::new(galley).halign(Align::Min));
    let mut bottom = rect.bottom();
    let mut chose = None;
    if let (Some(switch), Some(widths)) = (switch, widths) {
        let length = widths[0] + widths[1] + 2.0 * space::GAP;
        let at = if under { pos2(area.left(), bottom) } else { pos2(area.right() - length, area.top()) };
        chose = switch_ui(ui, Rect::from_min_size(at, vec2(length, line)), switch, widths);
        bottom = if under { bottom + line } else { bottom };
    }
    let top = (bottom + space::GAP).min(area.bottom());
    Head { body: Rect::from_min_max(pos2(area.left(), top), area.max), chose }
}

/// The fullest wording of a title that fits two rows of a width.
fn title(ui: &Ui, words: &Words, width: f32) -> Option<Arc<Galley>> {
    let ink = palette(ui).text;
    let lay = |text: &String| ui.painter().layout(text.clone(), theme::strong(size::BODY), ink, width);
    words.titles.iter().map(lay).find(|galley| galley.rows.len() <= 2 && galley.size().x <= width)
}

/// The title over the whole width, in as many rows as it takes.
fn full_title(ui: &Ui, words: &Words, width: f32) -> Arc<Galley> {
    title(ui, words, width).unwrap_or_else(|| {
        let text = words.titles.last().cloned().unwrap_or_default();
        ui.painter().layout(text, theme::strong(size::BODY), palette(ui).text, width)
    })
}

fn switch_widths(ui: &Ui, switch: Switch) -> [f32; 2] {
    switch.names.map(|name| row(ui.painter(), name, theme::strong(size::LABEL), palette(ui).text).size().x)
}

fn switch_ui(ui: &Ui, rect: Rect, switch: Switch, widths: [f32; 2]) -> Option<usize> {
    let ink = palette(ui);
    let second = rect.left() + widths[0] + 2.0 * space::GAP;
    let dot = pos2(rect.left() + widths[0] + space::GAP, rect.center().y);
    paint(ui.painter(), dot, Align2::CENTER_CENTER, label(ui.painter(), "·", ink.quiet));
    let mut chose = None;
    for (side, left) in [rect.left(), second].into_iter().enumerate() {
        let chosen = side == switch.chosen;
        let area = Rect::from_min_size(pos2(left, rect.top()), vec2(widths[side], rect.height()));
        let hand = ui.interact(area.expand(space::HALF), ui.scope_id().with(switch.names[side]), Sense::click());
        hand.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, switch.names[side]));
        let font = if chosen { theme::strong(size::LABEL) } else { theme::regular(size::LABEL) };
        let color = if chosen || hand.hovered() || hand.has_focus() { ink.text } else { ink.quiet };
        let galley = row(ui.painter(), switch.names[side], font, color);
        let text = paint(ui.painter(), area.center(), Align2::CENTER_CENTER, galley);
        if hand.has_focus() {
            ui.painter().hline(text.x_range(), text.bottom(), (mark::LINE, ink.home));
        }
        if hand.clicked() && !chosen {
            chose = Some(side);
        }
    }
    chose
}

/// Gives a chart its name and sentence for those who hear it.
pub(super) fn describe(response: &Response, words: &Words) {
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &words.summary));
}

/// Says in the middle of an area why there is nothing to draw.
pub(super) fn note(ui: &Ui, area: Rect, text: &str) -> Rect {
    let ink = palette(ui).quiet;
    let width = area.width() - 2.0 * space::MARGIN;
    let galley = ui.painter().layout(text.to_owned(), theme::regular(size::LABEL), ink, width.max(space::MARGIN));
    paint(ui.painter(), area.center(), Align2::CENTER_CENTER, galley)
}

/// Says why there is nothing to draw, also to those who hear it.
pub(super) fn nothing_ui(ui: &Ui, area: Rect, words: &Words, why: &str) {
    let response = ui.interact(area, ui.scope_id().with("nothing"), Sense::hover());
    describe(&response, words);
    note(ui, area, why);
}

/// A row of the card: a color where it stands for a line, a name and a figure.
pub(super) struct TipRow {
    pub(super) color: Option<Color32>,
    pub(super) name: String,
    pub(super) figure: String,
}

impl TipRow {
    /// A row without a color of its own.
    pub(super) fn plain(name: impl Into<String>, figure: impl Into<String>) -> Self {
        Self { color: None, name: name.into(), figure: figure.into() }
    }

    /// A row that stands for a line.
    pub(super) fn of(color: Color32, name: impl Into<String>, figure: impl Into<String>) -> Self {
        Self { color: Some(color), name: name.into(), figure: figure.into() }
    }
}

/// The card at the pointer.
pub(super) fn tip_ui(ui: &Ui, layer: LayerId, id: Id, heading: &str, rows: &[TipRow]) {
    let ink = palette(ui);
    // A menu is not covered by what follows the pointer.
    if Popup::is_any_open(ui.ctx()) {
        return;
    }
    let font = || theme::regular(size::LABEL);
    let wide = |row: &TipRow| self::row(ui.painter(), &row.figure, font(), ink.text).size().x;
    let widest = rows.iter().map(wide).fold(0.0, f32::max);
    Tooltip::always_open(ui.ctx().clone(), layer, id, PopupAnchor::Pointer).gap(space::MARGIN).show(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::MARGIN, space::HALF);
        ui.label(egui::RichText::new(heading).font(theme::strong(size::LABEL)));
        egui::Grid::new(id.with("tip")).num_columns(2).min_row_height(0.0).show(ui, |ui| {
            for row in rows {
                let name = egui::RichText::new(&row.name).font(theme::regular(size::LABEL));
                ui.label(name.color(row.color.unwrap_or(ink.quiet)));
                let figure = self::row(ui.painter(), &row.figure, font(), ink.text);
                let (space, _) = ui.allocate_exact_size(vec2(widest, figure.size().y), Sense::hover());
                let at = Align2::RIGHT_CENTER.anchor_size(space.right_center(), figure.size());
                ui.put(at, Label::new(figure));
                ui.end_row();
            }
        });
    });
}
