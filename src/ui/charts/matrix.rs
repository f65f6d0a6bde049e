//! The matrix: cash saving against friction, every mix of sites a point, today's on its path.

use egui::{Align2, Pos2, Rect, Ui, pos2, vec2};
use rust_decimal::dec;

use super::{
    Scene,
    canvas::{Canvas, Pen, canvas, grid_lines, label_width, row_height},
    frame::{self, head_ui},
    labels::{FAINT, Obstacles},
    matrix_diagonals::{self, Diagonal},
    matrix_hands::{Spots, hands_ui},
    matrix_regions::{Name, Thresholds},
    scale::{percent, round_step, steps},
    words::{todays_mix, words},
};
use crate::{
    engine::frontier::Frontier,
    format,
    model::results::Verdict,
    state::{derived::Answer, message::Message, view::Chart},
    ui::theme::{self, mark, size, space},
};

/// A mix that costs more than this share above home stays below the edge until zoomed out.
const DEEPEST: f64 = -0.5;
/// A mix that loses more than this share stays beyond the edge until zoomed out.
const FARTHEST: f64 = 1.0;
/// Axes end on multiples of this share.
const GRAIN: f64 = 0.05;

pub(super) fn matrix_ui(ui: &mut Ui, scene: Scene<'_>, messages: &mut Vec<Message>) {
    let (answer, cloud) = (scene.answer, scene.mixes());
    let words = words(Chart::Matrix, scene);
    let head = head_ui(ui, &words, None);
    let results = &answer.evaluation.results;
    let (Some(friction), Some(cash)) = (results.friction, results.cash_saving) else {
        frame::note(ui, head.body, "Home cost is zero, so there is nothing to compare with.");
        return;
    };
    let ghost = scene.compared.and_then(|compared| {
        let results = &compared.evaluation.results;
        Some([format::float(results.friction?), format::float(results.cash_saving?)])
    });
    let matrix = Matrix { answer, cloud, ghost, today: [format::float(friction), format::float(cash)] };
    let canvas = matrix.show(ui, head.body, messages);
    frame::describe(&canvas.response, &words);
}

/// A name and where it stands.
type Named = (Rect, std::sync::Arc<egui::Galley>);

struct Matrix<'a> {
    answer: &'a Answer,
    /// Every mix.
    cloud: &'a Frontier,
    /// Friction and cash saving of the reference.
    ghost: Option<[f64; 2]>,
    /// Friction and cash saving.
    today: [f64; 2],
}

impl Matrix<'_> {
    fn show(&self, ui: &mut Ui, body: Rect, messages: &mut Vec<Message>) -> Canvas {
        let (x, y) = self.bounds();
        let row = row_height(ui);
        let lines = grid_lines(body.height());
        let steps_y = round_step(y.1 - y.0, lines);
        let gutter = label_width(ui, steps(y.0, y.1, steps_y).map(percent)) + space::GAP;
        let area = Rect::from_min_max(
            pos2(body.left() + gutter, body.top() + row + space::HALF),
            pos2(body.right() - space::HALF, body.bottom() - 2.0 * row - space::HALF),
        );
        let canvas = canvas(ui, area, x, y);
        self.thresholds().wash(&canvas);
        let diagonals = matrix_diagonals::draw(&canvas, matrix_diagonals::far_apart(canvas.y_range()));
        canvas.y_axis(steps_y, false, percent);
        let step = round_step(x.1 - x.0, 4);
        let marks: Vec<_> = steps(x.0, x.1, step).map(|value| (value, percent(value))).collect();
        canvas.x_axis(&marks, body.x_range());
        let mut taken = Obstacles::default();
        taken.add_rect(self.captions(&canvas, body).expand2(vec2(2.0 * space::MARGIN, 0.0)));
        self.points(ui, &canvas, (&diagonals, taken), messages);
        canvas
    }

    fn thresholds(&self) -> Thresholds {
        let money = &self.answer.scenario.money;
        Thresholds { target: format::float(money.target_saving), tolerance: format::float(money.friction_tolerance) }
    }

    /// Calm bounds that hold zero, the thresholds, today, its path and the mixes.
    fn bounds(&self) -> ((f64, f64), (f64, f64)) {
        let Thresholds { target, tolerance } = self.thresholds();
        let points = self.cloud.points.iter();
        let cloud = points.map(|mix| [mix.friction.min(FARTHEST), mix.cash_saving.max(DEEPEST)]);
        let slide = self.answer.mixes.slide.iter().map(|point| [point.friction, point.cash_saving]);
        let all = cloud.chain(slide).chain([self.today]).chain(self.ghost);
        let (mut far, mut low, mut high) = (0.0_f64, 0.0_f64, 0.0_f64);
        for [friction, cash] in all {
            (far, low, high) = (far.max(friction), low.min(cash), high.max(cash));
        }
        // Both sides of each threshold are seen, so that all four regions are.
        let right = (far + GRAIN / 2.0).max((2.0 * tolerance).min(tolerance + 3.0 * GRAIN));
        let top = (high + GRAIN).max(target + tolerance.min(right) + 2.0 * GRAIN);
        let bottom = if low < 0.0 { low - GRAIN / 2.0 } else { 0.0 };
        let bottom = if target < 2.0 * GRAIN { bottom.min(-2.0 * GRAIN) } else { bottom };
        let (right, top) = ((right / GRAIN).ceil() * GRAIN, (top / GRAIN).ceil() * GRAIN);
        ((0.0, right.max(2.0 * GRAIN)), ((bottom / GRAIN).floor() * GRAIN, top))
    }

    /// The names of the axes, and the grid of the mixes where it is coarse; returns where the name
    /// at the top stands.
    fn captions(&self, canvas: &Canvas, body: Rect) -> Rect {
        let ink = canvas.ink;
        let name = |text: String| frame::label(&canvas.around, text, ink.quiet);
        let y = frame::paint(&canvas.around, body.left_top(), Align2::LEFT_TOP, name("cash saving, %".to_owned()));
        let x = frame::paint(&canvas.around, body.right_bottom(), Align2::RIGHT_BOTTOM, name("friction, %".to_owned()));
        let step = self.cloud.step();
        if step > dec!(0.1) {
            let galley = name(format!("mixes in steps of {}", format::percent(step)));
            if body.left() + galley.size().x + space::MARGIN < x.left() {
                frame::paint(&canvas.around, body.left_bottom(), Align2::LEFT_BOTTOM, galley);
            }
        }
        y
    }

    fn points(
        &self,
        ui: &Ui,
        canvas: &Canvas,
        (diagonals, mut taken): (&[Diagonal], Obstacles),
        messages: &mut Vec<Message>,
    ) {
        let thresholds = self.thresholds();
        let cloud = canvas.map(self.cloud.points.iter().map(|mix| [mix.friction, mix.cash_saving]));
        let slide = canvas.map(self.answer.mixes.slide.iter().map(|point| [point.friction, point.cash_saving]));
        let today = canvas.at(self.today[0], self.today[1]);
        for point in &cloud {
            taken.add_point(*point);
        }
        taken.add_line(&slide);
        let frontier: Vec<Pos2> = self.frontier().iter().map(|point| cloud[*point]).collect();
        taken.add_line(&frontier);
        taken.add_rect(Rect::from_center_size(today, egui::Vec2::splat(2.0 * mark::POINT)));
        if let Some([friction, cash]) = self.ghost {
            let was = canvas.at(friction, cash);
            taken.add_rect(Rect::from_center_size(was, egui::Vec2::splat(2.0 * mark::POINT)));
            taken.add_line(&[was, today]);
        }
        thresholds.block(canvas, &mut taken);
        matrix_diagonals::block(diagonals, &mut taken);
        let label = self.today_label(canvas, today, &mut taken);
        let names = thresholds.names(canvas, &mut taken);
        matrix_diagonals::name(canvas, diagonals, &mut taken);
        thresholds.borders(canvas);
        let frontier_name = self.frontier_name(canvas, &frontier, &mut taken);
        let spots = Spots { answer: self.answer, mixes: self.cloud, cloud: &cloud, slide: &slide, today };
        let near = hands_ui(ui, canvas, &spots, messages);
        self.cloud(canvas, &cloud, near);
        canvas.line(&frontier, Pen::solid(mark::HAIR, canvas.ink.text));
        canvas.line(&slide, Pen::solid(mark::HAIR, canvas.ink.offshore));
        for name in names {
            frame::over(&canvas.around, name.rect, name.galley, name.veil);
        }
        if let Some([friction, cash]) = self.ghost {
            let was = canvas.at(friction, cash);
            canvas.line(&[was, today], Pen::dotted(canvas.ink.text));
            canvas.at_edge(was).circle(was, mark::MARKER, canvas.ink.ground, (mark::LINE, canvas.ink.quiet));
        }
        canvas.at_edge(today).circle(today, mark::POINT, canvas.ink.offshore, (mark::LINE, canvas.ink.ground));
        if let Some((rect, galley)) = frontier_name {
            frame::paint(&canvas.around, rect.min, Align2::LEFT_TOP, galley);
        }
        if let Some(Name { rect, galley, veil }) = label {
            frame::leader(&canvas.around, (today, mark::POINT), rect, canvas.ink.quiet);
            frame::over(&canvas.around, rect, galley, veil);
        }
    }

    /// Every mix as a dot, the more vermillion the more is offshore; of thousands, each a speck.
    fn cloud(&self, canvas: &Canvas, cloud: &[Pos2], near: Option<usize>) {
        let ink = canvas.ink;
        let radius = match cloud.len() {
            0..200 => mark::DOT,
            200..1000 => mark::DOT * 0.6,
            _ => mark::DOT * 0.4,
        };
        let room = canvas.rect().expand(radius);
        let shown = cloud.iter().enumerate().filter(|(_, at)| room.contains(**at));
        let color =
            |point: usize| ink.rail.lerp_to_gamma(ink.offshore, super::scale::screen(self.cloud.offshore(point)) * 0.8);
        if cloud.len() < 1000 {
            shown.for_each(|(point, at)| _ = canvas.around.circle_filled(*at, radius, color(point)));
        } else {
            let mut specks = egui::Mesh::default();
            for (point, at) in shown {
                specks.add_colored_rect(Rect::from_center_size(*at, egui::Vec2::splat(2.0 * radius)), color(point));
            }
            canvas.around.add(egui::Shape::mesh(specks));
        }
        if let Some(at) = near.and_then(|near| cloud.get(near)) {
            canvas.inside.circle(*at, mark::MARKER, ink.offshore, (mark::LINE, ink.text));
        }
    }

    /// The mixes that no other beats, where there is a choice between sites: with one site the way
    /// is the frontier.
    fn frontier(&self) -> &[usize] {
        if self.cloud.sites() < 2 { &[] } else { self.cloud.best() }
    }

    /// The frontier's name beside it, where it hides nothing.
    fn frontier_name(&self, canvas: &Canvas, line: &[Pos2], taken: &mut Obstacles) -> Option<Named> {
        let several = self.answer.scenario.teams.len() > 1;
        let name = if several { "frontier, one mix for all teams" } else { "frontier" };
        let galley = frame::label(&canvas.around, name, canvas.ink.text);
        let size = galley.size();
        let beside = |at: &Pos2| {
            let left = at.x - size.x - space::HALF;
            [pos2(left, at.y - size.y), pos2(left, at.y - 0.5 * size.y), pos2(left, at.y - 1.5 * size.y)]
        };
        let within = |place: &Pos2| canvas.rect().contains_rect(Rect::from_min_size(*place, size));
        let rect = taken.clear(size, line.iter().rev().flat_map(beside).filter(within))?;
        taken.add_rect(rect.expand(space::HALF));
        Some((rect, galley))
    }

    /// The name of today's point, placed where it hides nothing, in two rows where that takes it nearer.
    fn today_label(&self, canvas: &Canvas, today: Pos2, taken: &mut Obstacles) -> Option<Name> {
        let mix = todays_mix(self.answer);
        let text = |text: String| frame::row(&canvas.around, text, theme::strong(size::LABEL), canvas.ink.text);
        let area = canvas.rect().shrink(mark::LINE);
        let mut best: Option<(Rect, usize, _)> = None;
        for galley in [text(format!("as set: {mix}")), text(format!("as set:\n{mix}"))] {
            let found = taken.beside((today, mark::POINT + space::HALF), galley.size(), area);
            let Some((rect, weight)) = found else { continue };
            let apart = rect.distance_to_pos(today) > mark::POINT + space::MARGIN;
            let least = best.as_ref().map_or(usize::MAX, |best| best.1);
            // A name that is apart from its point is not as good as one that crosses a faint line.
            let weighed = weight + if apart { 4 * FAINT } else { 0 };
            if weighed < least {
                best = Some((rect, weighed, (galley, weight)));
            }
        }
        let (rect, _, (galley, weight)) = best?;
        taken.add_rect(rect.expand(space::HALF));
        let [friction, cash] = canvas.value(rect.center());
        let go = self.thresholds().verdict(friction, cash) == Verdict::Go;
        let ground = if go { canvas.ink.wash } else { canvas.ink.ground };
        Some(Name { rect, galley, veil: (weight > 0).then_some(ground) })
    }
}
