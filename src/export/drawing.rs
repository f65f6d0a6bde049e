//! A drawing: what a chart or a page is painted with, as plain shapes and texts that any form of
//! picture is written from. Knows nothing of windows, themes or charts.
//!
//! Lengths are points from the left top corner, y down.

/// A color: red, green, blue and how opaque it is.
pub type Ink = [u8; 4];

/// A place: x, y.
pub type Point = [f32; 2];

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// The left top corner.
    pub min: Point,
    /// The right bottom corner.
    pub max: Point,
}

impl Area {
    /// Width and height.
    #[must_use]
    pub fn size(&self) -> Point {
        [self.max[0] - self.min[0], self.max[1] - self.min[1]]
    }

    /// Whether another area lies within it.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        (0..2).all(|axis| other.min[axis] >= self.min[axis] && other.max[axis] <= self.max[axis])
    }

    /// Whether it shares more than an edge with another area.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        (0..2).all(|axis| other.min[axis] < self.max[axis] && other.max[axis] > self.min[axis])
    }

    fn around(points: impl IntoIterator<Item = Point>, by: f32) -> Self {
        let none = Self { min: [f32::MAX; 2], max: [f32::MIN; 2] };
        points.into_iter().fold(none, |area, [x, y]| Self {
            min: [area.min[0].min(x - by), area.min[1].min(y - by)],
            max: [area.max[0].max(x + by), area.max[1].max(y + by)],
        })
    }
}

/// Which cut of the typeface a text is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// Regular.
    Regular,
    /// Semi-bold.
    Strong,
}

/// A row of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// What it says.
    pub text: String,
    /// Where its base line begins.
    pub at: Point,
    /// Size of the type.
    pub size: f32,
    /// Cut of the type.
    pub weight: Weight,
    /// Color.
    pub ink: Ink,
    /// Where each character begins, counted from the first, and where the last ends.
    pub stops: Vec<f32>,
}

impl Run {
    /// How wide the row is.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.stops.last().copied().unwrap_or_default()
    }
}

/// What a shape looks like, without its colors.
#[derive(Debug, Clone, PartialEq)]
pub enum Outline {
    /// A circle.
    Circle {
        /// Its center.
        center: Point,
        /// Its radius.
        radius: f32,
    },
    /// A rectangle with round corners.
    Rect {
        /// Where it is.
        area: Area,
        /// Radius of the corners.
        radius: f32,
    },
    /// Lines through points; several where they are of one color.
    Lines {
        /// Each from point to point.
        lines: Vec<Vec<Point>>,
        /// Whether each ends where it begins.
        closed: bool,
    },
}

/// What is painted.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// A shape, filled, stroked or both.
    Shape {
        /// Its outline.
        outline: Outline,
        /// What it is filled with.
        fill: Option<Ink>,
        /// What it is stroked with, and how wide.
        stroke: Option<(Ink, f32)>,
    },
    /// A text, row by row.
    Text(Vec<Run>),
}

impl Form {
    /// What it covers at most.
    #[must_use]
    pub fn bounds(&self) -> Area {
        match self {
            Self::Shape { outline, stroke, .. } => {
                let by = stroke.map_or(0.0, |(_, width)| width / 2.0);
                match outline {
                    Outline::Circle { center, radius } => Area::around([*center], radius + by),
                    Outline::Rect { area, .. } => Area::around([area.min, area.max], by),
                    Outline::Lines { lines, .. } => Area::around(lines.iter().flatten().copied(), by),
                }
            }
            Self::Text(runs) => Area::around(
                runs.iter().flat_map(|run| {
                    let [x, y] = run.at;
                    [[x, y - run.size], [x + run.width(), y + run.size * 0.3]]
                }),
                0.0,
            ),
        }
    }

    /// Moves it, then makes everything so many times as large.
    fn place(&mut self, by: Point, scale: f32) {
        let moved = |point: &mut Point| *point = [(point[0] + by[0]) * scale, (point[1] + by[1]) * scale];
        match self {
            Self::Shape { outline, stroke, .. } => {
                if let Some((_, width)) = stroke {
                    *width *= scale;
                }
                match outline {
                    Outline::Circle { center, radius } => {
                        moved(center);
                        *radius *= scale;
                    }
                    Outline::Rect { area, radius } => {
                        moved(&mut area.min);
                        moved(&mut area.max);
                        *radius *= scale;
                    }
                    Outline::Lines { lines, .. } => lines.iter_mut().flatten().for_each(moved),
                }
            }
            Self::Text(runs) => {
                for run in runs {
                    moved(&mut run.at);
                    run.size *= scale;
                    run.stops.iter_mut().for_each(|stop| *stop *= scale);
                }
            }
        }
    }
}

/// Something painted, and where it is seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Beyond this nothing is seen.
    pub clip: Area,
    /// What is painted.
    pub form: Form,
}

/// What a part of a page is, for those who hear it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// A heading; 1 is the page's own.
    Heading(u16),
    /// A paragraph.
    Paragraph,
    /// A figure, with what it shows in words.
    Figure(String),
    /// There for the eye only.
    Ornament,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it is.
    pub role: Role,
    /// What it is painted with, in order.
    pub marks: Vec<Mark>,
}

/// A page, or a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// Width and height.
    pub size: Point,
    /// The ground it is painted on.
    pub ground: Ink,
    /// Its title.
    pub title: String,
    /// What it shows in words.
    pub summary: String,
    /// Its parts, in the order in which they are read.
    pub parts: Vec<Part>,
}

impl Drawing {
    /// The whole of it.
    #[must_use]
    pub fn area(&self) -> Area {
        Area { min: [0.0; 2], max: self.size }
    }

    /// Everything that is painted, in order, but for what is wholly out of sight.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        let whole = self.area();
        let seen = move |mark: &&Mark| {
            let bounds = mark.form.bounds();
            mark.clip.meets(&bounds) && whole.meets(&bounds)
        };
        self.parts.iter().flat_map(|part| &part.marks).filter(seen)
    }

    /// Every row of text, in order.
    pub fn runs(&self) -> impl Iterator<Item = &Run> {
        self.marks().filter_map(|mark| if let Form::Text(runs) = &mark.form { Some(runs) } else { None }).flatten()
    }

    /// The same, so many times as large.
    #[must_use]
    pub fn scaled(mut self, scale: f32) -> Self {
        self.size = self.size.map(|length| length * scale);
        self.parts.iter_mut().for_each(|part| part.place([0.0; 2], scale));
        self
    }
}

impl Part {
    /// Moves it.
    pub fn shift(&mut self, by: Point) {
        self.place(by, 1.0);
    }

    fn place(&mut self, by: Point, scale: f32) {
        for Mark { clip, form } in &mut self.marks {
            for corner in [&mut clip.min, &mut clip.max] {
                *corner = [(corner[0] + by[0]) * scale, (corner[1] + by[1]) * scale];
            }
            form.place(by, scale);
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A line, a bar, a ring and a text.
    pub(in crate::export) fn drawing(text: &str) -> Drawing {
        let area = Area { min: [0.0; 2], max: [100.0, 50.0] };
        let shape = |outline, fill, stroke| Mark { clip: area, form: Form::Shape { outline, fill, stroke } };
        let bar = Outline::Rect { area: Area { min: [10.0, 10.0], max: [40.0, 20.0] }, radius: 0.0 };
        let line = Outline::Lines { lines: vec![vec![[0.0, 40.0], [120.0, 40.0]]], closed: false };
        let ring = Outline::Circle { center: [50.0, 25.0], radius: 4.0 };
        let count = text.chars().count();
        let stops = (0..=count).scan(0.0, |at, _| Some(std::mem::replace(at, *at + 7.0))).collect();
        let run = Run {
            text: text.to_owned(),
            at: [5.0, 48.0],
            size: 12.0,
            weight: Weight::Strong,
            ink: [28, 29, 32, 255],
            stops,
        };
        let marks = vec![
            shape(bar, Some([0, 114, 178, 255]), None),
            shape(line, None, Some(([213, 94, 0, 128], 2.0))),
            shape(ring, Some([255; 4]), Some(([0, 0, 0, 255], 2.0))),
            Mark { clip: area, form: Form::Text(vec![run]) },
        ];
        let parts = vec![Part { role: Role::Figure("A bar, a line and a ring.".to_owned()), marks }];
        Drawing {
            size: [100.0, 50.0],
            ground: [255; 4],
            title: text.to_owned(),
            summary: "A bar, a line and a ring.".to_owned(),
            parts,
        }
    }

    #[test]
    fn what_is_out_of_sight_is_not_painted() {
        let mut seen = drawing("all");
        assert_eq!(seen.marks().count(), 4);
        seen.parts[0].marks[0].clip = Area { min: [60.0, 0.0], max: [80.0, 50.0] };
        seen.parts[0].shift([0.0, 20.0]);
        assert_eq!(seen.marks().count(), 1, "only the ring is left");
    }

    #[test]
    fn a_drawing_grows_with_all_its_lengths() {
        let large = drawing("all").scaled(2.0);
        let run = large.runs().next().unwrap();
        let lengths = format!("{:?} {:?} {} {}", large.size, run.at, run.size, run.width());
        assert_eq!(lengths, "[200.0, 100.0] [10.0, 96.0] 24 42");
    }
}
