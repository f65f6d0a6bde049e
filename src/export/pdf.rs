//! Drawings as the pages of a PDF: vectors, texts that can be selected and searched, typefaces
//! embedded, and tags that say what each part is to those who hear it (PDF/UA-1).

use std::num::NonZeroU16;

use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{Path, PathBuilder, Rect},
    metadata::Metadata,
    num::NormalizedF32,
    outline::{Outline as Contents, OutlineNode},
    page::PageSettings,
    paint::{Fill, FillRule, LineJoin, Stroke},
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, Tag, TagGroup, TagTree},
    text::{Font, GlyphId, KrillaGlyph},
};

use super::{
    ExportError,
    drawing::{Area, Drawing, Form, Ink, Mark, Outline, Part, Point, Role, Run, Weight},
    typefaces,
};

/// How far a control point is from a quarter of a circle's end, as a part of the radius.
const ROUND: f32 = 0.552_284_8;
/// What stands for a character that no typeface has.
const UNKNOWN: [char; 3] = ['\u{fffd}', '□', '?'];

/// Pages as a PDF file, named by the first. The same pages are always the same bytes.
///
/// # Errors
/// If a page has no size.
pub fn pdf(pages: &[Drawing]) -> Result<Vec<u8>, ExportError> {
    pdf_of(pages.first().map_or("", |page| &page.title), pages)
}

/// Pages as a document with a title of its own.
///
/// # Errors
/// If a page has no size.
pub fn pdf_of(title: &str, pages: &[Drawing]) -> Result<Vec<u8>, ExportError> {
    let configuration = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let settings = SerializeSettings {
        configuration: configuration.map_err(|_| ExportError::new("this form of PDF is not known"))?,
        ..SerializeSettings::default()
    };
    let mut document = Document::new_with(settings);
    let faces = Faces::new()?;
    let (mut tree, mut contents) = (TagTree::new().with_lang(Some("en-US".to_owned())), Contents::new());
    for (index, drawing) in pages.iter().enumerate() {
        let [width, height] = drawing.size;
        let settings = PageSettings::from_wh(width, height).ok_or_else(|| ExportError::new("a page has no size"))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        Painter { surface: &mut surface, faces: &faces }.page(drawing, &mut tree);
        surface.finish();
        page.finish();
        let top = XyzDestination::new(index, krilla::geom::Point::from_xy(0.0, 0.0));
        contents.push_child(OutlineNode::new(drawing.title.clone(), top));
    }
    document.set_tag_tree(tree);
    document.set_outline(contents);
    let program = format!("Shoreline {}", env!("CARGO_PKG_VERSION"));
    let metadata = Metadata::new().title(title.to_owned());
    document.set_metadata(metadata.language("en-US".to_owned()).creator(program));
    document.finish().map_err(|error| ExportError::new(format!("{error:?}")))
}

/// A typeface, to look characters up in and to set them.
struct Face {
    known: ttf_parser::Face<'static>,
    font: Font,
}

impl Face {
    fn new(bytes: &'static [u8]) -> Result<Self, ExportError> {
        let known = ttf_parser::Face::parse(bytes, 0).map_err(|error| ExportError::new(error.to_string()))?;
        let font = Font::new(bytes.into(), 0).ok_or_else(|| ExportError::new("a typeface can't be read"))?;
        Ok(Self { known, font })
    }
}

/// The typefaces of both weights, the one that is tried first first.
struct Faces {
    regular: Vec<Face>,
    strong: Vec<Face>,
}

impl Faces {
    fn new() -> Result<Self, ExportError> {
        let of = |weight| typefaces::of(weight).map(Face::new).collect::<Result<Vec<_>, _>>();
        Ok(Self { regular: of(Weight::Regular)?, strong: of(Weight::Strong)? })
    }

    /// The typeface that has a character, by its place, and its glyph there.
    fn glyph(&self, weight: Weight, c: char) -> Option<(usize, u32)> {
        let found = |c: char| {
            let mut faces = self.of(weight).iter().enumerate();
            faces.find_map(|(index, face)| Some((index, face.known.glyph_index(c)?)))
        };
        std::iter::once(c).chain(UNKNOWN).find_map(found).map(|(index, glyph)| (index, u32::from(glyph.0)))
    }

    /// How wide a character is by itself, as a part of the type's size.
    fn width(&self, weight: Weight, c: char) -> f32 {
        let Some((face, glyph)) = self.glyph(weight, c) else { return 0.0 };
        let known = &self.of(weight)[face].known;
        let glyph = ttf_parser::GlyphId(u16::try_from(glyph).unwrap_or_default());
        f32::from(known.glyph_hor_advance(glyph).unwrap_or_default()) / f32::from(known.units_per_em().max(1))
    }

    fn of(&self, weight: Weight) -> &[Face] {
        if weight == Weight::Strong { &self.strong } else { &self.regular }
    }
}

/// Paints one page.
struct Painter<'a, 'b> {
    surface: &'a mut Surface<'b>,
    faces: &'a Faces,
}

impl Painter<'_, '_> {
    fn page(&mut self, drawing: &Drawing, tree: &mut TagTree) {
        let ground = Outline::Rect { area: drawing.area(), radius: 0.0 };
        self.ornament(|painter| painter.shape(&ground, Some(drawing.ground), None));
        for part in &drawing.parts {
            if let Some(group) = self.part(part) {
                tree.push(group);
            }
        }
    }

    fn part(&mut self, part: &Part) -> Option<TagGroup> {
        match &part.role {
            Role::Ornament => {
                self.ornament(|painter| painter.marks(&part.marks));
                None
            }
            Role::Figure(shows) => {
                let seen = self.surface.start_tagged(ContentTag::Other);
                self.marks(&part.marks);
                self.surface.end_tagged();
                Some(group(Tag::Figure(Some(shows.clone())), seen))
            }
            Role::Heading(_) | Role::Paragraph => {
                let seen = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                self.marks(&part.marks);
                self.surface.end_tagged();
                Some(match &part.role {
                    Role::Heading(level) => {
                        let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
                        group(Tag::Hn(level, Some(said(part))), seen)
                    }
                    _ => group(Tag::P, seen),
                })
            }
        }
    }

    /// Paints something that is there for the eye only.
    fn ornament(&mut self, paint: impl FnOnce(&mut Self)) {
        let artifact = Artifact::with_kind(ArtifactType::Other);
        let _ = self.surface.start_tagged(ContentTag::Artifact(artifact));
        paint(self);
        self.surface.end_tagged();
    }

    fn marks(&mut self, marks: &[Mark]) {
        for Mark { clip, form } in marks.iter().filter(|mark| mark.clip.meets(&mark.form.bounds())) {
            let path = (!clip.holds(&form.bounds())).then(|| rect(clip)).flatten();
            if let Some(path) = &path {
                self.surface.push_clip_path(path, &FillRule::NonZero);
            }
            match form {
                Form::Shape { outline, fill, stroke } => self.shape(outline, *fill, *stroke),
                Form::Text(runs) => runs.iter().for_each(|run| self.run(run)),
            }
            if path.is_some() {
                self.surface.pop();
            }
        }
    }

    fn shape(&mut self, outline: &Outline, fill: Option<Ink>, stroke: Option<(Ink, f32)>) {
        let Some(path) = path(outline) else { return };
        self.surface.set_fill(fill.map(filled));
        self.surface.set_stroke(stroke.map(|(ink, width)| {
            let Fill { paint, opacity, .. } = filled(ink);
            Stroke { paint, opacity, width, line_join: LineJoin::Round, ..Stroke::default() }
        }));
        if fill.is_some() || stroke.is_some() {
            self.surface.draw_path(&path);
        }
    }

    /// Sets a row, each character where the window has it; what its typeface lacks comes from others.
    fn run(&mut self, run: &Run) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(filled(run.ink)));
        let mut open: Option<(usize, f32, String, Vec<KrillaGlyph>)> = None;
        let stops = self.apart(run);
        for (c, stop) in run.text.chars().zip(stops.windows(2)) {
            let Some((face, glyph)) = self.faces.glyph(run.weight, c) else { continue };
            if open.as_ref().is_some_and(|(of, ..)| *of != face) {
                self.set(run, open.take());
            }
            let (_, _, text, glyphs) = open.get_or_insert_with(|| (face, stop[0], String::new(), Vec::new()));
            let from = text.len();
            text.push(c);
            let advance = (stop[1] - stop[0]) / run.size.max(f32::MIN_POSITIVE);
            glyphs.push(KrillaGlyph::new(GlyphId::new(glyph), advance, 0.0, 0.0, 0.0, from..text.len(), None));
        }
        self.set(run, open);
    }

    /// Where each character of a row stands. What the window draws as one sign, such as `fi`, is set
    /// letter by letter over its width, so that it can be read and searched.
    fn apart(&self, run: &Run) -> Vec<f32> {
        let widths: Vec<f32> = run.text.chars().map(|c| self.faces.width(run.weight, c)).collect();
        let mut stops = run.stops.clone();
        if stops.len() != widths.len() + 1 {
            return stops;
        }
        let mut from = 0;
        while from < widths.len() {
            // What is joined has all of its width at its first letter.
            let joined = stops[from + 1..].windows(2).take_while(|pair| pair[1] - pair[0] < 0.001).count();
            let to = from + 1 + joined;
            let (left, room, whole) = (stops[from], stops[to] - stops[from], widths[from..to].iter().sum::<f32>());
            let mut used = 0.0;
            for (stop, width) in stops[from..to].iter_mut().zip(&widths[from..to]) {
                *stop = if whole > 0.0 { left + room * used / whole } else { *stop };
                used += width;
            }
            from = to;
        }
        stops
    }

    fn set(&mut self, run: &Run, part: Option<(usize, f32, String, Vec<KrillaGlyph>)>) {
        let Some((face, from, text, glyphs)) = part else { return };
        let Some(Face { font, .. }) = self.faces.of(run.weight).get(face) else { return };
        let start = krilla::geom::Point::from_xy(run.at[0] + from, run.at[1]);
        self.surface.draw_glyphs(start, &glyphs, font.clone(), &text, run.size, false);
    }
}

/// The texts of a part, one after the other.
fn said(part: &Part) -> String {
    let rows = part.marks.iter().filter_map(|mark| if let Form::Text(runs) = &mark.form { Some(runs) } else { None });
    rows.flatten().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn group(tag: impl Into<krilla::tagging::TagKind>, seen: Identifier) -> TagGroup {
    TagGroup::with_children(tag, vec![Node::Leaf(seen)])
}

fn filled([red, green, blue, opacity]: Ink) -> Fill {
    let opacity = NormalizedF32::new(f32::from(opacity) / 255.0).unwrap_or(NormalizedF32::ONE);
    Fill { paint: rgb::Color::new(red, green, blue).into(), opacity, rule: FillRule::NonZero }
}

fn rect(area: &Area) -> Option<Path> {
    path(&Outline::Rect { area: *area, radius: 0.0 })
}

fn path(outline: &Outline) -> Option<Path> {
    let mut builder = PathBuilder::new();
    match outline {
        Outline::Circle { center: [x, y], radius } => {
            let area = Area { min: [x - radius, y - radius], max: [x + radius, y + radius] };
            round(&mut builder, &area, *radius);
        }
        Outline::Rect { area, radius } if *radius > 0.0 => round(&mut builder, area, *radius),
        Outline::Rect { area: Area { min: [left, top], max: [right, bottom] }, .. } => {
            builder.push_rect(Rect::from_ltrb(*left, *top, *right, *bottom)?);
        }
        Outline::Lines { lines, closed } => lines.iter().for_each(|line| way(&mut builder, line, *closed)),
    }
    builder.finish()
}

fn way(builder: &mut PathBuilder, line: &[Point], closed: bool) {
    for (index, [x, y]) in line.iter().enumerate() {
        if index == 0 {
            builder.move_to(*x, *y);
        } else {
            builder.line_to(*x, *y);
        }
    }
    if closed {
        builder.close();
    }
}

/// A rectangle with round corners, clockwise from the left end of its top.
fn round(builder: &mut PathBuilder, area: &Area, radius: f32) {
    let Area { min: [left, top], max: [right, bottom] } = *area;
    let [width, height] = area.size();
    let far = radius.min(width / 2.0).min(height / 2.0);
    let near = far * (1.0 - ROUND);
    builder.move_to(left + far, top);
    builder.line_to(right - far, top);
    builder.cubic_to(right - near, top, right, top + near, right, top + far);
    builder.line_to(right, bottom - far);
    builder.cubic_to(right, bottom - near, right - near, bottom, right - far, bottom);
    builder.line_to(left + far, bottom);
    builder.cubic_to(left + near, bottom, left, bottom - near, left, bottom - far);
    builder.line_to(left, top + far);
    builder.cubic_to(left, top + near, left + near, top, left + far, top);
    builder.close();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::drawing::tests::drawing;

    #[test]
    fn pages_are_written_with_tags_and_the_same_each_time() {
        let pages = [drawing("Cost ▲ 😀"), drawing("一")];
        let written = pdf(&pages).unwrap();
        assert!(written.starts_with(b"%PDF-1.7"));
        assert_eq!(written, pdf(&pages).unwrap());
        let holds = |wanted: &[u8]| written.windows(wanted.len()).any(|part| part == wanted);
        for wanted in [&b"/StructTreeRoot"[..], b"/Figure", b"/Lang", b"OpenSans-Semibold"] {
            assert!(holds(wanted), "{}", String::from_utf8_lossy(wanted));
        }
    }

    #[test]
    fn a_page_without_a_size_is_refused() {
        let mut empty = drawing("a");
        empty.size = [0.0, 10.0];
        assert_eq!(pdf(&[empty]).unwrap_err().to_string(), "can't be exported: a page has no size");
    }
}
