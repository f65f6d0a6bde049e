//! Where labels stand: nudged apart at the ends of lines, and beside points where there is room.

use egui::{Pos2, Rect, Vec2};

/// Moves labels apart so that each is at least `gap` below the one before, as little as
/// possible and within a range; `wanted` must be in rising order. Where there is too little
/// room they start at its top.
pub(super) fn spread(wanted: &[f32], gap: f32, (top, bottom): (f32, f32)) -> Vec<f32> {
    // Labels that would touch form a block that stands at the mean of what its members want.
    let mut blocks: Vec<(f32, usize)> = Vec::new();
    for (index, y) in wanted.iter().enumerate() {
        let mut block = (y - gap * super::scale::count(index), 1);
        while let Some(last) = blocks.pop_if(|last| last.0 > block.0) {
            let (here, there) = (super::scale::count(block.1), super::scale::count(last.1));
            block = ((block.0 * here + last.0 * there) / (here + there), block.1 + last.1);
        }
        blocks.push(block);
    }
    let lowest = (bottom - gap * super::scale::count(wanted.len().saturating_sub(1))).max(top);
    let starts = blocks.into_iter().flat_map(|(start, members)| std::iter::repeat_n(start, members));
    starts.enumerate().map(|(index, start)| start.clamp(top, lowest) + gap * super::scale::count(index)).collect()
}

/// What labels must not stand on.
#[derive(Debug, Default)]
pub(super) struct Obstacles {
    rects: Vec<Rect>,
    points: Vec<Pos2>,
    segments: Vec<[Pos2; 2]>,
    faint: Vec<[Pos2; 2]>,
}

impl Obstacles {
    /// Adds a label that has been placed, or another area.
    pub(super) fn add_rect(&mut self, rect: Rect) {
        self.rects.push(rect);
    }

    /// Adds a dot.
    pub(super) fn add_point(&mut self, point: Pos2) {
        self.points.push(point);
    }

    /// Adds a line through some points.
    pub(super) fn add_line(&mut self, line: &[Pos2]) {
        self.segments.extend(line.windows(2).map(|pair| [pair[0], pair[1]]));
    }

    /// Adds a faint line, once: a label may stand on it where there is no free place.
    pub(super) fn add_faint(&mut self, line: [Pos2; 2]) {
        if !self.faint.contains(&line) {
            self.faint.push(line);
        }
    }

    /// How badly a label stands: other labels weigh most, dots least.
    pub(super) fn weight(&self, rect: Rect) -> usize {
        let crossed = |lines: &[[Pos2; 2]]| lines.iter().filter(|line| crosses(rect, **line)).count();
        let rects = self.rects.iter().filter(|other| other.intersects(rect)).count();
        let points = self.points.iter().filter(|point| rect.contains(**point)).count();
        rects * 100 * LINE + crossed(&self.segments) * LINE + crossed(&self.faint) * FAINT + points
    }

    /// The place beside a point, within an area, where a label is near and hides little; right of the
    /// point and level with it where that is free. None where the label is larger than the area.
    pub(super) fn beside(&self, (at, away): (Pos2, f32), size: Vec2, area: Rect) -> Option<(Rect, usize)> {
        const ROWS: i16 = 12;
        let (right, left) = (at.x + away, at.x - away - size.x);
        let columns = [right, left, right + size.x / 2.0, at.x - size.x / 2.0, area.left(), area.right() - size.x];
        let mut places: Vec<(f32, Pos2)> = Vec::new();
        for row in -ROWS..=ROWS {
            let y = at.y - size.y / 2.0 + f32::from(row) * size.y / 2.0;
            for x in columns {
                let rect = Rect::from_min_size(Pos2::new(x, y), size);
                let off = rect.distance_to_pos(at);
                if area.contains_rect(rect) && off >= away - 0.5 {
                    // Of places as near, those level with the point and right of it come first.
                    let level = f32::from(row.unsigned_abs()) + if x < at.x { 0.5 } else { 0.0 };
                    places.push((off + level, rect.min));
                }
            }
        }
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut best: Option<(f32, Rect, usize)> = None;
        for (off, place) in places {
            // From here on all are farther than what is found is bad.
            if best.is_some_and(|(least, ..)| off * FAR >= least) {
                break;
            }
            let rect = Rect::from_min_size(place, size);
            let weight = self.weight(rect);
            let cost = off * FAR + super::scale::count(weight);
            if best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, rect, weight));
            }
        }
        best.map(|(_, rect, weight)| (rect, weight))
    }

    /// The best of some places where a label hides no line and no other label; none where there is
    /// no such place.
    pub(super) fn clear(&self, size: Vec2, corners: impl IntoIterator<Item = Pos2>) -> Option<Rect> {
        self.place(size, corners).filter(|(_, weight)| *weight < LINE).map(|(rect, _)| rect)
    }

    /// The first of some places that is free, or the least bad; none without any place.
    pub(super) fn place(&self, size: Vec2, corners: impl IntoIterator<Item = Pos2>) -> Option<(Rect, usize)> {
        let mut best: Option<(Rect, usize)> = None;
        for corner in corners {
            let rect = Rect::from_min_size(corner, size);
            let weight = self.weight(rect);
            if best.is_none_or(|(_, least)| weight < least) {
                best = Some((rect, weight));
            }
            if weight == 0 {
                break;
            }
        }
        best
    }
}

/// What a line weighs, and a faint one; a dot weighs 1.
const LINE: usize = 100;
/// See above.
pub(super) const FAINT: usize = 10;
/// What each point of the way to its mark weighs.
const FAR: f32 = 0.5;

/// Whether a segment touches a rectangle (Liang and Barsky's clipping).
fn crosses(rect: Rect, [from, to]: [Pos2; 2]) -> bool {
    let way = to - from;
    let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
    let sides = [
        (-way.x, from.x - rect.left()),
        (way.x, rect.right() - from.x),
        (-way.y, from.y - rect.top()),
        (way.y, rect.bottom() - from.y),
    ];
    for (slope, room) in sides {
        if slope == 0.0 {
            if room < 0.0 {
                return false;
            }
        } else if slope < 0.0 {
            enter = enter.max(room / slope);
        } else {
            leave = leave.min(room / slope);
        }
    }
    enter <= leave
}

#[cfg(test)]
mod tests {
    use egui::{pos2, vec2};

    use super::*;

    #[test]
    fn labels_that_touch_part_evenly_and_the_others_stay() {
        assert_eq!(spread(&[10.0, 100.0], 16.0, (0.0, 200.0)), [10.0, 100.0]);
        assert_eq!(spread(&[100.0, 100.0], 16.0, (0.0, 200.0)), [92.0, 108.0]);
        assert_eq!(spread(&[0.0, 2.0, 90.0], 16.0, (0.0, 100.0)), [0.0, 16.0, 90.0]);
        assert_eq!(spread(&[198.0, 199.0], 16.0, (0.0, 200.0)), [184.0, 200.0]);
        assert_eq!(spread(&[5.0, 5.0, 5.0], 16.0, (0.0, 20.0)), [0.0, 16.0, 32.0]);
        assert!(spread(&[], 16.0, (0.0, 20.0)).is_empty());
    }

    #[test]
    fn a_label_stands_beside_its_point_and_off_what_is_there() {
        let (at, size) = (pos2(50.0, 50.0), vec2(30.0, 10.0));
        let area = Rect::from_min_max(pos2(0.0, 0.0), pos2(100.0, 100.0));
        let mut taken = Obstacles::default();
        let found = |taken: &Obstacles| taken.beside((at, 8.0), size, area).unwrap();
        assert_eq!(found(&taken), (Rect::from_min_size(pos2(58.0, 45.0), size), 0));
        taken.add_line(&[pos2(75.0, 0.0), pos2(75.0, 100.0)]);
        assert_eq!(found(&taken), (Rect::from_min_size(pos2(12.0, 45.0), size), 0));
        taken.add_line(&[pos2(20.0, 0.0), pos2(20.0, 100.0)]);
        let (rect, weight) = found(&taken);
        assert!(weight == 0 && rect.left() > 20.0 && rect.right() < 75.0, "{rect}");
        assert_eq!(taken.beside((at, 8.0), vec2(200.0, 10.0), area), None);
    }

    #[test]
    fn a_faint_line_is_hidden_before_a_strong_one() {
        let mut taken = Obstacles::default();
        taken.add_faint([pos2(0.0, 5.0), pos2(100.0, 5.0)]);
        taken.add_line(&[pos2(0.0, 45.0), pos2(100.0, 45.0)]);
        let size = vec2(20.0, 10.0);
        let places = [pos2(0.0, 40.0), pos2(0.0, 0.0)];
        assert_eq!(taken.place(size, places), Some((Rect::from_min_size(places[1], size), FAINT)));
    }

    #[test]
    fn a_label_goes_where_no_line_runs() {
        let mut obstacles = Obstacles::default();
        obstacles.add_line(&[pos2(0.0, 0.0), pos2(100.0, 100.0)]);
        let size = vec2(20.0, 10.0);
        assert!(crosses(Rect::from_min_size(pos2(40.0, 45.0), size), [pos2(0.0, 0.0), pos2(100.0, 100.0)]));
        let places = [pos2(40.0, 45.0), pos2(70.0, 20.0)];
        assert_eq!(obstacles.place(size, places), Some((Rect::from_min_size(places[1], size), 0)));
        assert_eq!(obstacles.place(size, []), None);
    }
}
