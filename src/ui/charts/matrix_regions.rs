//! The four regions of the matrix: where they are, their names, and the lines between them.

use std::sync::Arc;

use egui::{
    Color32, Galley, Pos2, Rect, Shape, Stroke, Vec2,
    text::{LayoutJob, TextFormat},
};

use super::{
    canvas::{Canvas, Pen},
    frame,
    labels::{FAINT, Obstacles},
    scale::count,
};
use crate::{
    format,
    model::results::Verdict,
    ui::theme::{self, mark, size, space},
};

/// A region's name and where it stands.
pub(super) struct Name {
    pub(super) rect: Rect,
    pub(super) galley: Arc<Galley>,
    /// The ground it needs behind it where it stands on lines or points.
    pub(super) veil: Option<Color32>,
}

/// The thresholds between the regions, shares of home cost.
#[derive(Debug, Clone, Copy)]
pub(super) struct Thresholds {
    /// Saving from which a move is worth it.
    pub(super) target: f64,
    /// Friction up to which a move is smooth.
    pub(super) tolerance: f64,
}

impl Thresholds {
    /// The verdict at a point, as the model gives it.
    pub(super) fn verdict(self, friction: f64, cash: f64) -> Verdict {
        match (friction <= self.tolerance, cash) {
            (true, cash) if cash - friction >= self.target => Verdict::Go,
            (true, _) => Verdict::SmoothButDear,
            (false, cash) if cash >= self.target => Verdict::CheapButRough,
            (false, _) => Verdict::Stop,
        }
    }

    /// Washes the region of good moves.
    pub(super) fn wash(self, canvas: &Canvas) {
        let (left, high) = (canvas.x_range().0.max(0.0), canvas.y_range().1);
        let Self { target, tolerance } = self;
        let top = high.max(target + tolerance);
        let go = [[left, target + left], [tolerance, target + tolerance], [tolerance, top], [left, top]];
        if tolerance > left {
            canvas.inside.add(Shape::convex_polygon(canvas.map(go), canvas.ink.wash, Stroke::NONE));
        }
    }

    /// The ground under a label: washed where all of it stands among good moves.
    pub(super) fn ground(self, canvas: &Canvas, label: Rect) -> Color32 {
        let corners = [label.left_top(), label.right_top(), label.left_bottom(), label.right_bottom()];
        let good = corners.into_iter().all(|corner| {
            let [friction, cash] = canvas.value(corner);
            self.verdict(friction, cash) == Verdict::Go
        });
        if good { canvas.ink.wash } else { canvas.ink.ground }
    }

    /// The lines between regions, on screen.
    fn lines(self, canvas: &Canvas) -> [Vec<Pos2>; 3] {
        let ((left, right), (low, high)) = (canvas.x_range(), canvas.y_range());
        let Self { target, tolerance } = self;
        let left = left.max(0.0);
        [
            canvas.map([[left, target + left], [tolerance, target + tolerance]]),
            canvas.map([[tolerance, low], [tolerance, high]]),
            canvas.map([[tolerance, target], [right, target]]),
        ]
    }

    /// Keeps labels off the lines between regions.
    pub(super) fn block(self, canvas: &Canvas, taken: &mut Obstacles) {
        for line in self.lines(canvas) {
            taken.add_line(&line);
        }
    }

    /// Draws the lines between regions.
    pub(super) fn borders(self, canvas: &Canvas) {
        for line in self.lines(canvas) {
            canvas.line(&line, Pen::dashed(mark::HAIR, canvas.ink.control));
        }
    }

    /// The name of each region that has room for it, placed well inside and off the points.
    pub(super) fn names(self, canvas: &Canvas, taken: &mut Obstacles) -> Vec<Name> {
        let mut names = Vec::new();
        let ((left, right), (low, high)) = (canvas.x_range(), canvas.y_range());
        let (target, tolerance) = (self.target, self.tolerance);
        let room = |x: (f64, f64), y: (f64, f64)| Rect::from_two_pos(canvas.at(x.0, y.0), canvas.at(x.1, y.1));
        let smooth = (left.max(0.0), tolerance.min(right));
        let rough = (tolerance.max(left), right);
        let regions = [
            (Verdict::Go, room(smooth, (target, high)), (0.0, 0.0)),
            (Verdict::CheapButRough, room(rough, (target, high)), (1.0, 0.0)),
            (Verdict::SmoothButDear, room(smooth, (low, target + tolerance)), (0.4, 1.0)),
            (Verdict::Stop, room(rough, (low, target)), (1.0, 1.0)),
        ];
        for (verdict, area, wanted) in regions {
            let area = area.intersect(canvas.rect()).shrink(space::GAP);
            let inside = |rect: Rect| {
                let rect = rect.expand(space::HALF);
                let corners = [rect.left_top(), rect.right_top(), rect.left_bottom(), rect.right_bottom()];
                corners.into_iter().all(|corner| {
                    let [friction, cash] = canvas.value(corner);
                    self.verdict(friction, cash) == verdict
                })
            };
            for (galley, most) in self.wordings(canvas, verdict) {
                let size = galley.size();
                let places = grid(area, size, wanted).into_iter();
                let places: Vec<Pos2> = places.filter(|at| inside(Rect::from_min_size(*at, size))).collect();
                if let Some((rect, weight)) = taken.place(size, places)
                    && weight <= most
                {
                    taken.add_rect(rect.expand(space::HALF));
                    let ground = if verdict == Verdict::Go { canvas.ink.wash } else { canvas.ink.ground };
                    names.push(Name { rect, galley, veil: (weight > 0).then_some(ground) });
                    break;
                }
            }
        }
        names
    }

    /// What may stand in a region, the fullest first, and how much it may hide: a name is folded before
    /// it stands on a line, and a go says what it takes.
    fn wordings(self, canvas: &Canvas, verdict: Verdict) -> Vec<(Arc<Galley>, usize)> {
        let ink = canvas.ink.quiet;
        let name = |text: &str| frame::row(&canvas.around, text, theme::strong(size::LABEL), ink);
        if verdict != Verdict::Go {
            let folded = verdict.label().replacen(" but ", "\nbut ", 1);
            let (whole, folded) = (name(verdict.label()), name(&folded));
            return vec![
                (whole.clone(), 0),
                (folded.clone(), 0),
                (whole.clone(), FAINT),
                (folded, FAINT),
                (whole, usize::MAX),
            ];
        }
        let percent = |share| format::percent(format::decimal(share));
        let rule = format!("\nfriction ≤ {}\neffective ≥ {}", percent(self.tolerance), percent(self.target));
        let mut job = LayoutJob::default();
        job.append(verdict.label(), 0.0, TextFormat::simple(theme::strong(size::LABEL), ink));
        job.append(&rule, 0.0, TextFormat::simple(theme::regular(size::LABEL), ink));
        vec![(canvas.around.layout_job(job), 2 * FAINT), (name(verdict.label()), usize::MAX)]
    }
}

/// Places for a label over an area, those nearest to a corner first.
fn grid(area: Rect, size: Vec2, wanted: (f32, f32)) -> Vec<Pos2> {
    const PARTS: usize = 8;
    let free = area.size() - size;
    if free.x < 0.0 || free.y < 0.0 {
        return Vec::new();
    }
    let mut parts: Vec<(f32, f32)> = Vec::new();
    for across in 0..=PARTS {
        let x = count(across) / count(PARTS);
        parts.extend((0..=PARTS).map(|down| (x, count(down) / count(PARTS))));
    }
    parts.push(wanted);
    let off = |part: &(f32, f32)| (part.0 - wanted.0).powi(2) + (part.1 - wanted.1).powi(2);
    parts.sort_by(|a, b| off(a).total_cmp(&off(b)));
    parts.into_iter().map(|(x, y)| area.min + Vec2::new(free.x * x, free.y * y)).collect()
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    #[test]
    fn regions_are_those_of_the_verdict() {
        let at = |friction, cash| Thresholds { target: 0.2, tolerance: 0.15 }.verdict(friction, cash);
        assert_eq!(at(0.10, 0.31), Verdict::Go);
        assert_eq!(at(0.10, 0.29), Verdict::SmoothButDear);
        assert_eq!(at(0.16, 0.21), Verdict::CheapButRough);
        assert_eq!(at(0.16, 0.19), Verdict::Stop);
    }

    #[test]
    fn a_label_larger_than_its_region_has_no_place() {
        let area = Rect::from_min_size(Pos2::ZERO, Vec2::splat(10.0));
        assert!(grid(area, Vec2::new(20.0, 5.0), (0.0, 0.0)).is_empty());
        assert_eq!(grid(area, Vec2::splat(4.0), (0.0, 1.0))[0], pos2(0.0, 6.0));
    }
}
