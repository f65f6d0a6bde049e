//! The matrix's lines of equal effective saving, and their names at their ends.

use egui::{Pos2, Rect, vec2};

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
/// How many places along its line a name may stand at, and how far they are apart.
const STATIONS: u8 = 24;
/// See above.
const APART: f32 = 16.0;

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

/// Keeps labels off the lines where they can.
pub(super) fn block(diagonals: &[Diagonal], taken: &mut Obstacles) {
    for Diagonal { line, .. } in diagonals {
        taken.add_faint(*line);
    }
}

/// Names the lines of no loss where there is room: along the line, above or below it, as near to
/// its right end as may be.
pub(super) fn name(canvas: &Canvas, diagonals: &[Diagonal], taken: &mut Obstacles) {
    block(diagonals, taken);
    let frame = canvas.rect().shrink2(vec2(space::HALF, 0.0));
    let no_loss = |diagonal: &&Diagonal| diagonal.saving > -1e-6;
    for Diagonal { saving, line: [start, end] } in diagonals.iter().filter(no_loss) {
        let share = share(*saving);
        // Where there is no room for the word, the figure stands alone: its neighbors have it.
        for text in [format!("{share} effective"), share] {
            let galley = frame::label(&canvas.around, text, canvas.ink.quiet);
            let size = galley.size();
            let (way, length) = ((*start - *end).normalized(), (*start - *end).length());
            let stations = (0_u8..STATIONS).map(|station| *end + way * f32::from(station) * APART.min(length));
            let places = stations.flat_map(|at| [at - size - vec2(0.0, mark::LINE), at + vec2(0.0, mark::LINE)]);
            let within = |place: &Pos2| frame.contains_rect(Rect::from_min_size(*place, size));
            if let Some((rect, 0)) = taken.place(size, places.filter(within)) {
                taken.add_rect(rect);
                canvas.around.galley(rect.min, galley, canvas.ink.quiet);
                break;
            }
        }
    }
}
