//! A page that is drawn without a window, part by part: texts and rules, and charts as the window
//! draws them.

use std::sync::Arc;

use egui::{
    Align2, Color32, FontId, Galley, Pos2, Rect, Shape, Stroke, UiBuilder, Vec2,
    epaint::{ClippedShape, RectShape, TextShape},
    text::{LayoutJob, TextWrapping},
};

use super::{
    framed::Drawn,
    paper::AROUND,
    shapes::{ink, marks},
};
use crate::{
    export::drawing::{Drawing, Part, Role},
    format,
    ui::{
        charts::stage::Stage,
        theme::{DARK, LIGHT, Palette},
    },
};

/// A page under way.
pub(super) struct Sheet {
    stage: Stage,
    size: Vec2,
    /// The colors.
    pub(super) ink: &'static Palette,
    parts: Vec<Part>,
}

impl Sheet {
    /// An empty page.
    pub(super) fn new(size: Vec2, dark: bool) -> Self {
        let ink = if dark { &DARK } else { &LIGHT };
        Self { stage: Stage::for_pictures(dark), size, ink, parts: Vec::new() }
    }

    /// Its size.
    pub(super) fn size(&self) -> Vec2 {
        self.size
    }

    /// Where its margin at the right begins.
    pub(super) fn right(&self) -> f32 {
        self.size.x - AROUND
    }

    /// From margin to margin.
    pub(super) fn width(&self) -> f32 {
        self.right() - AROUND
    }

    /// Makes it so large, for what does not fit it.
    pub(super) fn grow(&mut self, size: Vec2) {
        self.size = self.size.max(size);
    }

    /// How large a chart is at least, with all it has.
    pub(super) fn least(&self, drawn: Drawn<'_>) -> Vec2 {
        let mut least = Vec2::ZERO;
        self.stage.shapes(self.size, |ui| least = drawn.least(ui));
        least
    }

    /// Lays a text out, folded at a width.
    pub(super) fn lay(&self, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
        self.set(LayoutJob::simple(text.to_owned(), font, color, width))
    }

    /// Lays a text out in one row, cut where it would be wider.
    pub(super) fn cut(&self, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
        let mut job = LayoutJob::simple_singleline(text.to_owned(), font, color);
        job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
        self.set(job)
    }

    /// Lays a text of several looks out.
    pub(super) fn set(&self, job: LayoutJob) -> Arc<Galley> {
        self.stage.context().fonts_mut(|fonts| fonts.layout_job(job))
    }

    /// Adds a text by one of its corners or edges; returns where it stands.
    pub(super) fn text(&mut self, role: Role, at: Pos2, anchor: Align2, galley: Arc<Galley>) -> Rect {
        let rect = anchor.anchor_size(at, galley.size());
        let shape = TextShape::new(rect.min, galley, self.ink.text).into();
        self.add(role, vec![shape]);
        rect
    }

    /// Adds a line across.
    pub(super) fn rule(&mut self, from: Pos2, to: Pos2, stroke: impl Into<Stroke>) {
        self.add(Role::Ornament, vec![Shape::line_segment([from, to], stroke)]);
    }

    /// Adds an area.
    pub(super) fn fill(&mut self, rect: Rect, radius: f32, color: Color32) {
        self.add(Role::Ornament, vec![RectShape::filled(rect, radius, color).into()]);
    }

    /// Adds shapes as one part.
    pub(super) fn add(&mut self, role: Role, shapes: Vec<Shape>) {
        let clip = Rect::from_min_size(Pos2::ZERO, self.size);
        let clipped = |shape| ClippedShape::new(clip, shape);
        let shapes: Vec<ClippedShape> = shapes.into_iter().map(clipped).collect();
        self.parts.push(Part { role, marks: marks(&shapes) });
    }

    /// Adds a chart as the window draws it in so much room.
    pub(super) fn chart(&mut self, rect: Rect, drawn: Drawn<'_>) {
        // A table knows how wide it is once it was drawn.
        let mut shapes = Vec::new();
        for _ in 0..2 {
            shapes = self.stage.shapes(rect.size(), |ui| {
                let room = Rect::from_min_size(Pos2::ZERO, rect.size());
                let mut child = ui.new_child(UiBuilder::new().id_salt(drawn.key()).max_rect(room));
                drawn.ui(&mut child);
            });
        }
        let mut part = Part { role: Role::Figure(format::plain(&drawn.words().summary)), marks: marks(&shapes) };
        part.shift([rect.left(), rect.top()]);
        self.parts.push(part);
    }

    /// The page as a drawing.
    pub(super) fn finish(self, title: String, summary: String) -> Drawing {
        let size = [self.size.x, self.size.y];
        Drawing { size, ground: ink(self.ink.ground), title, summary, parts: self.parts }
    }
}
