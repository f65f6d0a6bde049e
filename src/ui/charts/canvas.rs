//! The area of a chart with two axes: `egui_plot` owns its bounds and gestures, the marks and
//! labels are painted here through its transform.
//!
//! Points come from the answer as they are; each frame only maps them to the screen.

use egui::{Align2, Color32, Id, Painter, Pos2, Rect, Response, Shape, Stroke, Ui, UiBuilder, pos2, vec2};
use egui_plot::{Plot, PlotPoint, PlotTransform};

use super::{
    frame,
    labels::{Obstacles, spread},
    scale::{count, steps},
};
use crate::ui::theme::{self, Palette, mark, palette, size, space};

/// The plot area of one chart, ready to be painted on.
pub(super) struct Canvas {
    /// Where pointers and keys act.
    pub(super) response: Response,
    /// Paints inside the plot area only.
    pub(super) inside: Painter,
    /// Paints around it too.
    pub(super) around: Painter,
    /// The colors.
    pub(super) ink: &'static Palette,
    transform: PlotTransform,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    /// Weight and color.
    pub(super) stroke: Stroke,
    /// Dash and gap; none for a solid line.
    pub(super) dash: Option<(f32, f32)>,
}

impl Pen {
    /// A solid line.
    pub(super) fn solid(width: f32, color: Color32) -> Self {
        Self { stroke: Stroke::new(width, color), dash: None }
    }

    /// A dashed line.
    pub(super) fn dashed(width: f32, color: Color32) -> Self {
        Self { stroke: Stroke::new(width, color), dash: Some(mark::DASH) }
    }

    /// A dotted guide.
    pub(super) fn dotted(color: Color32) -> Self {
        Self { stroke: Stroke::new(mark::HAIR, color), dash: Some(mark::DOTS) }
    }
}

/// A label at the end of a line.
pub(super) struct EndLabel {
    /// What it says.
    pub(super) text: String,
    /// The line's color.
    pub(super) color: Color32,
    /// The value at the line's end.
    pub(super) value: f64,
}

/// Where it is kept that the chart being drawn shows all of its bounds again.
fn resetting() -> Id {
    Id::unique("plot bounds reset")
}

fn reset_now(ctx: &egui::Context) -> bool {
    ctx.data(|data| data.get_temp(resetting()).unwrap_or(false))
}

/// From now on, or no longer, charts that are drawn show all of their bounds again.
pub(super) fn reset_bounds(ctx: &egui::Context, reset: bool) {
    ctx.data_mut(|data| data.insert_temp(resetting(), reset));
}

/// Opens the plot area over a rectangle: bounds as given until zoomed with Ctrl and the wheel
/// or dragged with Ctrl; a double click brings them back.
pub(super) fn canvas(ui: &mut Ui, area: Rect, x: (f64, f64), y: (f64, f64)) -> Canvas {
    let held = ui.input(|input| input.modifiers.command);
    let mut child = ui.new_child(UiBuilder::new().id_salt("canvas").max_rect(area));
    let plot = Plot::new("plot")
        .width(area.width())
        .height(area.height())
        .min_size(vec2(mark::ROW, mark::ROW))
        .include_x(x.0)
        .include_x(x.1)
        .include_y(y.0)
        .include_y(y.1)
        .set_margin_fraction(vec2(0.0, 0.0))
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_scroll(false)
        .allow_drag(held);
    let plot = if reset_now(ui.ctx()) { plot.reset() } else { plot };
    let shown = plot.show(&mut child, |_| ());
    let transform = shown.transform;
    Canvas {
        response: shown.response,
        inside: ui.painter().with_clip_rect(transform.frame().expand(mark::HAIR).intersect(ui.clip_rect())),
        around: ui.painter().clone(),
        ink: palette(ui),
        transform,
    }
}

impl Canvas {
    /// The plot area.
    pub(super) fn rect(&self) -> Rect {
        *self.transform.frame()
    }

    /// The range of x that is shown.
    pub(super) fn x_range(&self) -> (f64, f64) {
        (self.transform.bounds().min()[0], self.transform.bounds().max()[0])
    }

    /// The range of y that is shown.
    pub(super) fn y_range(&self) -> (f64, f64) {
        (self.transform.bounds().min()[1], self.transform.bounds().max()[1])
    }

    /// Where a point of the data is on screen.
    pub(super) fn at(&self, x: f64, y: f64) -> Pos2 {
        self.transform.position_from_point(&PlotPoint::new(x, y))
    }

    /// The point of the data under a point of the screen.
    pub(super) fn value(&self, at: Pos2) -> [f64; 2] {
        let point = self.transform.value_from_position(at);
        [point.x, point.y]
    }

    /// Points on screen.
    pub(super) fn map(&self, points: impl IntoIterator<Item = [f64; 2]>) -> Vec<Pos2> {
        points.into_iter().map(|[x, y]| self.at(x, y)).collect()
    }

    /// Draws a line through points on screen.
    pub(super) fn line(&self, points: &[Pos2], pen: Pen) {
        match pen.dash {
            None => {
                self.inside.add(Shape::line(points.to_vec(), pen.stroke));
            }
            Some((dash, gap)) => self.inside.extend(Shape::dashed_line(points, pen.stroke, dash, gap)),
        }
    }

    /// Says why there is less to see than usual, off the lines that are drawn.
    pub(super) fn remark(&self, text: &str, lines: &[Vec<Pos2>]) {
        let room = self.rect().shrink(space::GAP);
        let mut taken = Obstacles::default();
        for line in lines {
            taken.add_line(line);
        }
        let font = theme::regular(size::LABEL);
        // On one row where a place is free, else folded until one is.
        for rows in [1.0, 2.0, 3.0] {
            let width = room.width() / rows;
            let galley = self.around.layout(text.to_owned(), font.clone(), self.ink.quiet, width);
            let free = room.size() - galley.size();
            let corners = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5];
            let places = corners.map(|y| room.min + vec2(0.0, free.y * y));
            let found = taken.place(galley.size(), places);
            if let Some((rect, weight)) = found
                && (weight == 0 || rows > 2.0)
            {
                frame::over(&self.around, rect, galley, Some(self.ink.ground));
                return;
            }
        }
    }

    /// The painter for a mark that must not be cut at the edge, as long as its middle is inside.
    pub(super) fn at_edge(&self, at: Pos2) -> &Painter {
        if self.rect().expand(mark::HAIR).contains(at) { &self.around } else { &self.inside }
    }

    /// Draws a ring with the ground inside.
    pub(super) fn ring(&self, at: Pos2, color: Color32) {
        self.around.circle(at, mark::MARKER, self.ink.ground, Stroke::new(mark::LINE, color));
    }

    /// Grid lines across, if wanted, and their values at the left; the zero line is the strongest.
    pub(super) fn y_axis(&self, step: f64, grid: bool, name: impl Fn(f64) -> String) {
        let (low, high) = self.y_range();
        let rect = self.rect();
        for value in steps(low, high, step) {
            let y = self.at(0.0, value).y;
            let zero = value.abs() < step * 1e-6;
            let color = if zero { self.ink.control } else { self.ink.line };
            if grid || zero {
                self.around.hline(rect.x_range(), y, (mark::HAIR, color));
            }
            let galley = frame::label(&self.around, name(value), self.ink.quiet);
            frame::paint(&self.around, pos2(rect.left() - space::GAP, y), Align2::RIGHT_CENTER, galley);
        }
    }

    /// Names under the axis, as many as fit without touching, each figure in the middle of its tick;
    /// the unit is said once, with the last. The first and the last stay within the chart.
    pub(super) fn x_axis(&self, marks: &[(f64, String)], limits: egui::Rangef) {
        let rect = self.rect();
        let unit = common_unit(marks.iter().map(|(_, name)| name.as_str()));
        let bare = |name: &str| name.strip_suffix(unit).unwrap_or(name).to_owned();
        let lay = |name: String| frame::label(&self.around, name, self.ink.quiet);
        let galleys: Vec<_> = marks.iter().map(|(_, name)| lay(bare(name))).collect();
        let widest = galleys.iter().fold(0.0_f32, |widest, galley| widest.max(galley.size().x));
        let fits = ((rect.width() + widest) / (widest + space::GAP)).max(1.0);
        let every = ((count(marks.len()) / fits).ceil()).max(1.0);
        let seen = |x: f64| rect.expand(mark::HAIR).x_range().contains(self.at(x, 0.0).x);
        let shown = marks.iter().zip(galleys).enumerate().filter(|(index, _)| count(*index) % every == 0.0);
        let shown: Vec<_> = shown.map(|(_, mark)| mark).filter(|((x, _), _)| seen(*x)).collect();
        let last = shown.len().saturating_sub(1);
        for (index, ((x, _), galley)) in shown.into_iter().enumerate() {
            let at = self.at(*x, 0.0).x;
            let half = galley.size().x / 2.0;
            let center = at.clamp(limits.min + half, (limits.max - half).max(limits.min + half));
            let top = rect.bottom() + space::HALF;
            let figure = frame::paint(&self.around, pos2(center, top), Align2::CENTER_TOP, galley);
            let unit = lay(unit.to_owned());
            if index == last && figure.right() + unit.size().x <= limits.max {
                frame::paint(&self.around, figure.right_top(), Align2::LEFT_TOP, unit);
            }
        }
    }

    /// Labels right of the plot area at the ends of lines, nudged apart; a hairline leads to
    /// one that had to move.
    pub(super) fn end_labels(&self, mut labels: Vec<EndLabel>) {
        labels.sort_by(|a, b| b.value.total_cmp(&a.value));
        let rect = self.rect();
        let galleys: Vec<_> = labels.iter().map(|end| end_galley(&self.around, &end.text, end.color)).collect();
        let row = galleys.first().map_or(0.0, |galley| galley.size().y / count(galley.rows.len()));
        let y = |end: &EndLabel| self.at(0.0, end.value).y.clamp(rect.top(), rect.bottom());
        // A label of two rows takes two places, which stay together as both want the same.
        let each = labels.iter().zip(&galleys).flat_map(|(end, galley)| vec![y(end); galley.rows.len()]);
        let mut places = spread(&each.collect::<Vec<_>>(), row, (rect.top(), rect.bottom())).into_iter();
        for (end, galley) in labels.iter().zip(galleys) {
            let rows: Vec<f32> = places.by_ref().take(galley.rows.len()).collect();
            let place = rows.iter().sum::<f32>() / count(rows.len().max(1));
            let y = y(end);
            if (place - y).abs() > galley.size().y / 2.0 {
                let way = [pos2(rect.right() + mark::HAIR, y), pos2(rect.right() + space::GAP - mark::HAIR, place)];
                self.around.line_segment(way, Stroke::new(mark::HAIR, end.color));
            }
            frame::paint(&self.around, pos2(rect.right() + space::GAP, place), Align2::LEFT_CENTER, galley);
        }
    }
}

/// The unit that follows every figure of an axis, with the space before it; one that is bare goes with
/// any. Empty where there is none or there are several.
fn common_unit<'a>(names: impl DoubleEndedIterator<Item = &'a str>) -> &'a str {
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '−');
    let unit = |name: &'a str| {
        let rest = name.trim_start_matches(digit);
        let figure = rest.len() < name.len() && !rest.contains(|c: char| c.is_ascii_digit() || c == ':');
        figure.then_some(rest)
    };
    let mut common = "";
    for name in names.rev() {
        match unit(name) {
            Some(found) if common.is_empty() || found == common => {
                common = if common.is_empty() { found } else { common }
            }
            Some("") => {}
            _ => return "",
        }
    }
    common
}

/// The text of a label at a line's end.
fn end_galley(painter: &Painter, text: &str, color: Color32) -> std::sync::Arc<egui::Galley> {
    frame::row(painter, text, theme::strong(size::LABEL), color)
}

/// How wide the labels at the lines' ends are.
fn end_width(ui: &Ui, labels: &[EndLabel]) -> f32 {
    let width = |end: &EndLabel| end_galley(ui.painter(), &end.text, end.color).size().x;
    labels.iter().map(width).fold(0.0, f32::max)
}

/// How wide the widest of some axis labels is.
pub(super) fn label_width(ui: &Ui, names: impl IntoIterator<Item = String>) -> f32 {
    let ink = palette(ui).quiet;
    names.into_iter().map(|name| frame::label(ui.painter(), name, ink).size().x).fold(0.0, f32::max)
}

/// The plot area in a body: room for the ticks at the left, the labels at the lines' ends at the
/// right, and a row of names below.
pub(super) fn plot_area(ui: &Ui, body: Rect, ticks: impl IntoIterator<Item = String>, labels: &[EndLabel]) -> Rect {
    let row = row_height(ui);
    let gutter = label_width(ui, ticks) + space::GAP;
    Rect::from_min_max(
        pos2(body.left() + gutter, body.top() + row / 2.0),
        pos2(body.right() - end_width(ui, labels) - space::GAP, body.bottom() - row - space::HALF),
    )
}

/// Height of a row of labels.
pub(super) fn row_height(ui: &Ui) -> f32 {
    frame::label(ui.painter(), "0", palette(ui).quiet).size().y
}

/// How many grid lines a height bears.
pub(super) fn grid_lines(height: f32) -> usize {
    if height < mark::ROW * 12.0 { 4 } else { 5 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_that_all_figures_share_is_found() {
        let common = |names: &[&'static str]| common_unit(names.iter().copied());
        assert_eq!(common(&["0\u{a0}%", "20\u{a0}%", "−5\u{a0}%"]), "\u{a0}%");
        assert_eq!(common(&["1", "10", "40 seats"]), " seats");
        for none in [
            &["2027", "year 1"][..],
            &["00:00", "03:00"],
            &["none", "1\u{a0}to\u{a0}20"],
            &["1 seat", "2 seats"],
            &["5", "10"],
            &[],
        ] {
            assert_eq!(common(none), "", "{none:?}");
        }
    }
}
