//! What a window would paint, as plain shapes and texts.

use std::collections::BTreeMap;

use egui::{
    Color32, FontFamily, Mesh, Pos2, Rect, Shape, Stroke, StrokeKind,
    epaint::{CircleShape, ClippedShape, ColorMode, PathShape, PathStroke, RectShape, TextShape, text::PlacedRow},
};

use crate::{
    export::drawing::{Area, Form, Ink, Mark, Outline, Point, Run, Weight},
    format,
};

/// What shapes paint, in order.
pub(super) fn marks(shapes: &[ClippedShape]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for ClippedShape { clip_rect, shape, .. } in shapes {
        let clip = area(*clip_rect);
        add(shape, &mut |form| marks.push(Mark { clip, form }));
    }
    marks
}

/// Tells each form that a shape is painted with. What no chart paints, such as what a graphics
/// driver draws by itself, has none.
fn add(shape: &Shape, tell: &mut dyn FnMut(Form)) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| add(shape, tell)),
        Shape::Circle(CircleShape { center, radius, fill, stroke }) => {
            tell_shape(Outline::Circle { center: point(*center), radius: *radius }, *fill, *stroke, tell);
        }
        Shape::LineSegment { points, stroke } => {
            let lines = vec![points.map(point).to_vec()];
            tell_shape(Outline::Lines { lines, closed: false }, Color32::TRANSPARENT, *stroke, tell);
        }
        Shape::Path(path) => add_path(path, tell),
        Shape::Rect(rect) => add_rect(rect, tell),
        Shape::Text(text) => {
            let runs: Vec<Run> = runs(text);
            if !runs.is_empty() {
                tell(Form::Text(runs));
            }
        }
        Shape::Mesh(mesh) => add_mesh(mesh, tell),
        Shape::QuadraticBezier(curve) => add_path(&curve.to_path_shape(None), tell),
        Shape::CubicBezier(curve) => curve.to_path_shapes(None, None).iter().for_each(|path| add_path(path, tell)),
        Shape::Noop | Shape::Ellipse(_) | Shape::Band(_) | Shape::Callback(_) => {}
    }
}

fn tell_shape(outline: Outline, fill: Color32, stroke: Stroke, tell: &mut dyn FnMut(Form)) {
    let fill = (fill != Color32::TRANSPARENT).then(|| ink(fill));
    let stroke = (!stroke.is_empty()).then(|| (ink(stroke.color), stroke.width));
    if fill.is_some() || stroke.is_some() {
        tell(Form::Shape { outline, fill, stroke });
    }
}

fn add_path(path: &PathShape, tell: &mut dyn FnMut(Form)) {
    let PathStroke { width, color, .. } = &path.stroke;
    let color = if let ColorMode::Solid(color) = color { *color } else { Color32::TRANSPARENT };
    let lines = vec![path.points.iter().copied().map(point).collect()];
    tell_shape(Outline::Lines { lines, closed: path.closed }, path.fill, Stroke::new(*width, color), tell);
}

fn add_rect(shape: &RectShape, tell: &mut dyn FnMut(Form)) {
    let radius = f32::from(shape.corner_radius.nw);
    let half = match shape.stroke_kind {
        _ if shape.stroke.is_empty() => 0.0,
        StrokeKind::Inside => -shape.stroke.width / 2.0,
        StrokeKind::Middle => 0.0,
        StrokeKind::Outside => shape.stroke.width / 2.0,
    };
    let outline = Outline::Rect { area: area(shape.rect.expand(half)), radius };
    tell_shape(outline, shape.fill, shape.stroke, tell);
}

/// A mesh as its outlines, those of one color that follow each other as one. What it is made of
/// shares points or stands apart; each such part has one color.
fn add_mesh(mesh: &Mesh, tell: &mut dyn FnMut(Form)) {
    let mut same: Option<(Color32, Vec<Vec<Point>>)> = None;
    let mut flush = |part: Option<(Color32, Vec<Vec<Point>>)>| {
        if let Some((color, lines)) = part {
            tell_shape(Outline::Lines { lines, closed: true }, color, Stroke::NONE, tell);
        }
    };
    for triangles in parts(&mesh.indices) {
        let Some(color) = triangles.first().and_then(|[first, ..]| mesh.vertices.get(*first as usize)) else {
            continue;
        };
        let lines = outlines(&triangles).into_iter().map(|line| {
            let at = |index: &u32| mesh.vertices.get(*index as usize).map(|vertex| point(vertex.pos));
            line.iter().filter_map(at).collect::<Vec<Point>>()
        });
        match &mut same {
            Some((known, all)) if *known == color.color => all.extend(lines),
            _ => flush(same.replace((color.color, lines.collect()))),
        }
    }
    flush(same);
}

/// Triangles in parts that follow each other: each shares a corner with what comes before it there.
fn parts(indices: &[u32]) -> Vec<Vec<[u32; 3]>> {
    let mut parts: Vec<Vec<[u32; 3]>> = Vec::new();
    for triangle in indices.chunks_exact(3).filter_map(|corners| <[u32; 3]>::try_from(corners).ok()) {
        match parts.last_mut() {
            Some(part) if part.iter().rev().take(2).any(|known| known.iter().any(|at| triangle.contains(at))) => {
                part.push(triangle);
            }
            _ => parts.push(vec![triangle]),
        }
    }
    parts
}

/// The edges that only one triangle has, end to end.
fn outlines(triangles: &[[u32; 3]]) -> Vec<Vec<u32>> {
    let mut edges: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for [a, b, c] in triangles {
        for (from, to) in [(a, b), (b, c), (c, a)] {
            *edges.entry((*from.min(to), *from.max(to))).or_default() += 1;
        }
    }
    let mut left: Vec<(u32, u32)> = edges.into_iter().filter(|(_, uses)| *uses == 1).map(|(edge, _)| edge).collect();
    let mut outlines = Vec::new();
    while let Some((first, mut at)) = left.pop() {
        let mut line = vec![first];
        while at != first {
            line.push(at);
            let Some(next) = left.iter().position(|(one, other)| *one == at || *other == at) else { break };
            let (one, other) = left.swap_remove(next);
            at = if one == at { other } else { one };
        }
        outlines.push(line);
    }
    outlines
}

/// The rows of a text, a run for each part of one look. Characters that a screen does not show but
/// obeys are left out, as everywhere.
fn runs(text: &TextShape) -> Vec<Run> {
    let job = &text.galley.job;
    let mut chars = job.text.char_indices().map(|(byte, _)| byte);
    let mut runs = Vec::new();
    for row in &text.galley.rows {
        let mut section = 0;
        let mut open: Option<(usize, Run)> = None;
        for glyph in &row.row.glyphs {
            if let Some(byte) = chars.next() {
                let holds =
                    |part: &egui::text::LayoutSection| byte >= part.byte_range.start.0 && byte < part.byte_range.end.0;
                section = job.sections.iter().position(holds).unwrap_or(section);
            }
            if open.as_ref().is_some_and(|(of, _)| *of != section) {
                runs.extend(open.take().and_then(|(_, run)| trimmed(run)));
            }
            if !format::plain(&glyph.chr.to_string()).is_empty() {
                let (_, run) = open.get_or_insert_with(|| (section, begun(text, row, section, glyph.pos)));
                run.text.push(glyph.chr);
                let from = text.pos.x + row.pos.x + glyph.pos.x - run.at[0];
                run.stops.pop();
                run.stops.extend([from, from + glyph.advance_width]);
            }
        }
        if row.ends_with_newline {
            chars.next();
        }
        runs.extend(open.and_then(|(_, run)| trimmed(run)));
    }
    runs
}

/// A run that begins at a glyph.
fn begun(text: &TextShape, row: &PlacedRow, section: usize, glyph: Pos2) -> Run {
    let format = text.galley.job.sections.get(section).map(|part| &part.format);
    let color = format.map_or(Color32::PLACEHOLDER, |format| format.color);
    let color = if color == Color32::PLACEHOLDER { text.fallback_color } else { color };
    let color = text.override_text_color.unwrap_or(color).gamma_multiply(text.opacity_factor);
    let strong = format.is_some_and(|format| matches!(format.font_id.family, FontFamily::Name(_)));
    Run {
        text: String::new(),
        at: point(text.pos + row.pos.to_vec2() + glyph.to_vec2()),
        size: format.map_or(0.0, |format| format.font_id.size),
        weight: if strong { Weight::Strong } else { Weight::Regular },
        ink: ink(color),
        stops: Vec::new(),
    }
}

/// A run without blanks around it; none where nothing is left.
fn trimmed(mut run: Run) -> Option<Run> {
    let blank = |c: char| c == ' ';
    let before = run.text.chars().take_while(|c| blank(*c)).count();
    let shown = run.text.trim_matches(blank);
    let count = shown.chars().count();
    let from = *run.stops.get(before)?;
    run.at[0] += from;
    run.stops = run.stops.iter().skip(before).take(count + 1).map(|stop| stop - from).collect();
    let shown = shown.to_owned();
    run.text = shown;
    (count > 0).then_some(run)
}

fn point(at: Pos2) -> Point {
    [at.x, at.y]
}

fn area(rect: Rect) -> Area {
    Area { min: point(rect.min), max: point(rect.max) }
}

/// A color as it is written elsewhere: how opaque it is apart from what it is.
pub(super) fn ink(color: Color32) -> Ink {
    color.to_srgba_unmultiplied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_of_triangles_has_one_outline() {
        let band = [0, 1, 2, 1, 3, 2, 2, 3, 4, 3, 5, 4];
        let parts = parts(&band);
        assert_eq!(parts.len(), 1);
        let outlines = outlines(&parts[0]);
        assert_eq!(outlines.len(), 1);
        let mut corners = outlines[0].clone();
        corners.sort_unstable();
        assert_eq!(corners, [0, 1, 2, 3, 4, 5]);
        let walks = |from: u32, to: u32| {
            let line = &outlines[0];
            (0..line.len()).any(|at| [line[at], line[(at + 1) % line.len()]] == [from, to])
        };
        assert!(walks(0, 2) || walks(2, 0), "{outlines:?}");
        assert!(!walks(1, 2) && !walks(2, 1), "inner edges are none: {outlines:?}");
    }

    #[test]
    fn specks_of_one_color_are_one_shape_each_with_its_outline() {
        let mut mesh = Mesh::default();
        for (x, color) in [(0.0, Color32::RED), (10.0, Color32::RED), (20.0, Color32::BLUE)] {
            mesh.add_colored_rect(Rect::from_min_max(Pos2::new(x, 0.0), Pos2::new(x + 2.0, 2.0)), color);
        }
        let mut forms = Vec::new();
        add_mesh(&mesh, &mut |form| forms.push(form));
        let counts: Vec<usize> = forms
            .iter()
            .map(|form| match form {
                Form::Shape { outline: Outline::Lines { lines, closed: true }, .. } => {
                    assert!(lines.iter().all(|line| line.len() == 4), "{lines:?}");
                    lines.len()
                }
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(counts, [2, 1]);
    }
}
