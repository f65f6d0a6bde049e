//! What chooses the charts: a tab each, or from a wide window on each chart in small, live.

use egui::{Align2, Color32, Id, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::board::scene;
use crate::{
    state::{
        AppState,
        message::{Message, ViewChange},
        view::{Chart, Offered},
    },
    ui::{
        charts::stage::thumbnail,
        theme::{self, mark, size, space},
        widgets::focus_ring,
    },
};

/// Height of a row of tabs.
const TABS: f32 = 32.0;
/// Height of each row of tabs but the last.
const ROW: f32 = 24.0;
/// Between two tabs.
const APART: f32 = 20.0;

/// Size of the window from which charts are shown in small.
const ROOMY: [f32; 2] = [1600.0, 800.0];
/// Height of a thumbnail's name.
const NAME: f32 = 24.0;
/// Widest thumbnail, and its height as a part of its width.
const PICTURE: (f32, f32) = (400.0, 0.6);

/// How the charts are offered in a width.
pub(super) enum Tabs {
    /// By name, in rows.
    Names(Vec<Vec<Chart>>),
    /// In small, each so wide.
    Pictures(f32),
}

impl Tabs {
    /// What fits the window, over a width of it.
    pub(super) fn of(ui: &Ui, width: f32) -> Self {
        let window = ui.ctx().content_rect().size();
        if window.x < ROOMY[0] || window.y < ROOMY[1] {
            return Self::Names(rows(ui, width));
        }
        let count = Chart::ALL.iter().fold(0.0, |count, _| count + 1.0);
        let each = (width - (count - 1.0) * space::GAP) / count;
        Self::Pictures(each.min(PICTURE.0).floor())
    }

    /// How high they are.
    pub(super) fn height(&self) -> f32 {
        match self {
            Self::Names(rows) => rows.iter().skip(1).fold(TABS, |height, _| height + ROW),
            Self::Pictures(width) => space::HALF + NAME + (width * PICTURE.1).round() + space::GAP,
        }
    }
}

/// Draws what chooses the charts; `two` tells whether there are two slots.
pub(super) fn tabs_ui(
    ui: &mut Ui,
    rect: Rect,
    (tabs, two): (&Tabs, bool),
    state: &AppState,
    messages: &mut Vec<Message>,
) {
    let offered = match tabs {
        Tabs::Names(_) => Offered::Names,
        Tabs::Pictures(_) => Offered::Pictures,
    };
    if offered != state.view.offered {
        messages.push(Message::View(ViewChange::Offered(offered)));
    }
    let line = theme::palette(ui).line;
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(mark::HAIR, line));
    let tab = |chart| {
        let shown = chart == state.view.left || (two && chart == state.view.right);
        Tab { chart, shown, two }
    };
    match tabs {
        Tabs::Names(rows) => {
            for (row, y) in rows.iter().zip((0_u16..).map(f32::from)) {
                let mut x = rect.left();
                for chart in row {
                    x = name_ui(ui, pos2(x, rect.top() + y * ROW), &tab(*chart), messages) + APART;
                }
            }
        }
        Tabs::Pictures(width) => {
            let size = vec2(*width, NAME + (width * PICTURE.1).round());
            let mut at = rect.min + vec2(0.0, space::HALF);
            for chart in Chart::ALL {
                picture_ui(ui, Rect::from_min_size(at, size), &tab(chart), state, messages);
                at.x += width + space::GAP;
            }
        }
    }
}

/// The names in as many rows as they need, each about as long as the others.
fn rows(ui: &Ui, width: f32) -> Vec<Vec<Chart>> {
    let ink = theme::palette(ui).text;
    let wide = |chart: &Chart| {
        ui.painter().layout_no_wrap(chart.label().to_owned(), theme::strong(size::BODY), ink).size().x + APART
    };
    let all: f32 = Chart::ALL.iter().map(wide).sum::<f32>() - APART;
    let each = all / (all / width).ceil().max(1.0);
    let mut rows = vec![Vec::new()];
    let mut left = each;
    for chart in Chart::ALL {
        if left <= 0.0 {
            rows.push(Vec::new());
            left = each;
        }
        left -= wide(&chart);
        if let Some(row) = rows.last_mut() {
            row.push(chart);
        }
    }
    rows
}

/// A chart that can be chosen.
struct Tab {
    chart: Chart,
    /// Whether one of the slots has it.
    shown: bool,
    /// Whether there are two slots.
    two: bool,
}

impl Tab {
    /// Where a click shows the chart on the left; with Ctrl, or the other mouse button, on the
    /// right.
    fn hand(&self, ui: &Ui, area: Rect, messages: &mut Vec<Message>) -> Response {
        let Self { chart, shown, two } = *self;
        let response = ui.interact(area, Id::unique(("tab", chart.key())), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Tab, true, chart.label()));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(shown));
        let right = response.secondary_clicked() || (response.clicked() && ui.input(|input| input.modifiers.command));
        if right && two {
            messages.push(Message::View(ViewChange::Right(chart)));
        } else if response.clicked() {
            messages.push(Message::View(ViewChange::Left(chart)));
        }
        let digit = chart.number();
        let aside = if two { format!("; right click or Ctrl+{digit} for the right") } else { String::new() };
        response.on_hover_text(format!("{}. Click or {digit} shows it on the left{aside}.", chart.hint()))
    }

    /// The chart's name, left of a point's right and around its height; returns where it stands.
    fn name(&self, ui: &Ui, at: Pos2, size: f32, hovered: bool) -> Rect {
        let palette = theme::palette(ui);
        let (font, color) = match (self.shown, hovered) {
            (true, _) => (theme::strong(size), palette.text),
            (false, true) => (theme::regular(size), palette.text),
            (false, false) => (theme::regular(size), palette.quiet),
        };
        let text = ui.painter().layout_no_wrap(self.chart.label().to_owned(), font, color);
        let rect = Align2::LEFT_CENTER.anchor_size(at, text.size());
        ui.painter().galley(rect.min, text, color);
        rect
    }
}

/// Draws a chart's name as a tab and returns where it ends.
fn name_ui(ui: &Ui, at: Pos2, tab: &Tab, messages: &mut Vec<Message>) -> f32 {
    let strong = theme::strong(size::BODY);
    let wide = ui.painter().layout_no_wrap(tab.chart.label().to_owned(), strong, Color32::PLACEHOLDER);
    let rect = Rect::from_min_size(at, vec2(wide.size().x, TABS));
    let response = tab.hand(ui, rect.expand2(vec2(space::HALF, 0.0)), messages);
    tab.name(ui, rect.left_center() + vec2(0.0, 2.0), size::BODY, response.hovered());
    if response.has_focus() {
        focus_ring(ui, rect.shrink2(vec2(-space::HALF, 4.0)));
    }
    rect.right()
}

/// Draws a chart in small under its name.
fn picture_ui(ui: &Ui, rect: Rect, tab: &Tab, state: &AppState, messages: &mut Vec<Message>) {
    let palette = theme::palette(ui);
    let response = tab.hand(ui, rect, messages);
    let (name, picture) = rect.split_top_bottom_at_y(rect.top() + NAME);
    tab.name(ui, name.left_center(), size::LABEL, response.hovered());
    thumbnail(ui, picture, tab.chart, scene(state));
    let edge = match (tab.shown, response.hovered()) {
        (true, _) => Stroke::new(mark::LINE, palette.control),
        (false, true) => Stroke::new(mark::HAIR, palette.control),
        (false, false) => Stroke::new(mark::HAIR, palette.line),
    };
    ui.painter().rect_stroke(picture, space::HALF, edge, StrokeKind::Inside);
    if response.has_focus() {
        focus_ring(ui, rect);
    }
}
