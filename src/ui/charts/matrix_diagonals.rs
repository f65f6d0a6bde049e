//! The matrix's lines of equal effective saving, and their names at their ends.

use egui::{Pos2, Rect, pos2};

use super::{
    canvas::Canvas,
    frame,
    labels::Obstacles,
    scale::{round_step, share, steps},
};
use crate::ui::theme::{mark, space};

/// Nearer lines than this share would crowd the whole matrix.
const CLOSEST: f64 = 0.2;
/// A line shorter than this part of the width says nothing.
const SHORTEST: f64 = 0.12;
/// Where along its line a name may stand, back from the end.
const BACK: [f32; 5] = [0.0, 24.0, 48.0, 80.0, 120.0];

/// A line of equal effective saving, on screen.
pub(super) struct Diagonal {
    saving: f64,
    line: [Pos2; 2],
}

/// How far apart lines stand where the whole matrix is in view.
pub(super) fn far_apart((low, high): (f64, f64)) -> f64 {
    round_step(high - low, 5).max(CLOSEST)
}

/// Draws the lines that cross the plot area, a step apart.
pub(super) fn draw(canvas: &Canvas, step: f64) -> Vec<Diagonal> {
    let ((left, right), (low, high)) = (canvas.x_range(), canvas.y_range());
    let mut diagonals = Vec::new();
    for saving in steps(low - right, high - left, step) {
        let (from, to) = ((low - saving).max(left), (high - saving).min(right));
        if to - from < (right - left) * SHORTEST {
            continue;
        }
        let line = [canvas.at(from, from + saving), canvas.at(to, to + saving)];
        canvas.inside.line_segment(line, (mark::HAIR, canvas.ink.line));
        diagonals.push(Diagonal { saving, line });
    }
    diagonals
}

/// Names the lines of no loss where there is room: above the frame where a line leaves through
/// the top, else on the line near its right end.
pub(super) fn name(canvas: &Canvas, diagonals: &[Diagonal], taken: &mut Obstacles) {
    for Diagonal { line, .. } in diagonals {
        taken.add_line(line);
    }
    let frame = canvas.rect();
    for Diagonal { saving, line: [start, end] } in diagonals.iter().filter(|diagonal| diagonal.saving > -1e-6) {
        let text = format!("{} effective", share(*saving));
        let galley = frame::label(&canvas.around, text, canvas.ink.quiet);
        let size = galley.size();
        let mut places = Vec::new();
        if end.x < frame.right() - size.x / 2.0 && end.y < frame.top() + space::HALF {
            places.push(pos2(end.x - size.x / 2.0, frame.top() - size.y - mark::LINE));
        } else {
            let way = (*start - *end).normalized();
            places.extend(BACK.map(|back| *end + way * back - size - egui::vec2(0.0, mark::LINE)));
            places.retain(|place| frame.contains_rect(Rect::from_min_size(*place, size)));
        }
        if let Some((rect, 0)) = taken.place(size, places) {
            taken.add_rect(rect);
            canvas.around.galley(rect.min, galley, canvas.ink.quiet);
        }
    }
}
