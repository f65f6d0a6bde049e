//! A chart drawn away from the window: what it is painted with, for a thumbnail of it or a picture.

use std::sync::Arc;

use egui::{
    Context, Id, Painter, Pos2, RawInput, Rect, Shape, Theme, Ui, UiBuilder, Vec2,
    emath::TSTransform,
    epaint::{ClippedShape, RectShape, TextShape},
};

use super::{Scene, chart_ui};
use crate::{
    state::view::Chart,
    ui::theme::{self, mark, space},
};

/// Width of the stage on which a chart is drawn before it is made smaller, points.
const STAGE: f32 = 420.0;
/// How much of a text's height its stroke takes where it is too small to read.
const STROKE: f32 = 0.45;

/// A context without a window, a pointer or a keyboard.
#[derive(Clone, Default)]
pub(in crate::ui) struct Stage {
    ctx: Context,
}

/// What a chart is drawn for, where not for the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// A thumbnail: too small for its title to be read.
    Sketch,
    /// A picture: nothing in it can be clicked.
    Picture,
}

/// A chart as it was drawn last, and of what.
#[derive(Clone)]
struct Drawn {
    of: Id,
    shapes: Arc<Vec<ClippedShape>>,
}

fn purpose_id() -> Id {
    Id::unique("chart is drawn for")
}

fn purpose(ctx: &Context) -> Option<Purpose> {
    ctx.data(|data| data.get_temp(purpose_id()))
}

/// Whether a chart is drawn too small for its title to be read.
pub(super) fn sketches(ctx: &Context) -> bool {
    purpose(ctx) == Some(Purpose::Sketch)
}

/// Whether a chart is drawn for a picture: what is there for the hand only is left out.
pub(super) fn pictures(ctx: &Context) -> bool {
    purpose(ctx) == Some(Purpose::Picture)
}

impl Stage {
    fn new(purpose: Purpose) -> Self {
        let stage = Self::default();
        theme::install(&stage.ctx);
        stage.ctx.data_mut(|data| data.insert_temp(purpose_id(), purpose));
        stage
    }

    /// A stage for pictures.
    pub(in crate::ui) fn for_pictures(dark: bool) -> Self {
        let stage = Self::new(Purpose::Picture);
        stage.light(dark);
        // Typefaces are there from the first pass on.
        stage.shapes(Vec2::splat(space::MARGIN), |_| ());
        stage
    }

    fn light(&self, dark: bool) {
        self.ctx.set_theme(if dark { Theme::Dark } else { Theme::Light });
    }

    /// The context, to lay texts out in.
    pub(in crate::ui) fn context(&self) -> &Context {
        &self.ctx
    }

    /// What is painted on a stage of a size.
    pub(in crate::ui) fn shapes(&self, size: Vec2, draw: impl FnMut(&mut Ui)) -> Vec<ClippedShape> {
        let screen = Rect::from_min_size(Pos2::ZERO, size);
        let input = RawInput { screen_rect: Some(screen), time: Some(0.0), focused: false, ..RawInput::default() };
        let mut output = self.ctx.run_ui(input, draw);
        // Its glyphs are never painted.
        output.textures_delta.clear();
        output.shapes
    }
}

/// Paints a chart in small, without its title: lines and areas as they are, texts as strokes.
/// It is drawn anew only where its figures, the theme or its size are others.
pub fn thumbnail(ui: &Ui, rect: Rect, chart: Chart, scene: Scene<'_>) {
    let dark = ui.visuals().dark_mode;
    let scale = rect.width() / STAGE;
    let ghost = scene.compared.map_or(0, |answer| std::ptr::from_ref(answer) as usize);
    let answer = (std::ptr::from_ref(scene.answer) as usize, scene.answer.generation);
    let size = (rect.width().to_bits(), rect.height().to_bits());
    let of = Id::unique((answer, ghost, scene.study.parts(), scene.view.chosen(chart), dark, size));
    let key = Id::unique(("thumbnail", chart.key()));
    let known = ui.data(|data| data.get_temp::<Drawn>(key)).filter(|drawn| drawn.of == of);
    let shapes = if let Some(known) = known {
        known.shapes
    } else {
        let shapes = Arc::new(drawn(ui.ctx(), rect.size() / scale, dark, chart, scene));
        ui.data_mut(|data| data.insert_temp(key, Drawn { of, shapes: Arc::clone(&shapes) }));
        shapes
    };
    let small = TSTransform::new(rect.min.to_vec2(), scale);
    for ClippedShape { clip_rect, shape, .. } in shapes.iter() {
        let painter = ui.painter().with_clip_rect((small * *clip_rect).intersect(rect));
        paint(&painter, shape, small);
    }
}

/// The shapes of a chart on a stage of its own.
fn drawn(ctx: &Context, size: Vec2, dark: bool, chart: Chart, scene: Scene<'_>) -> Vec<ClippedShape> {
    let known = ctx.data(|data| data.get_temp::<Stage>(Id::unique("stage")));
    let stage = known.unwrap_or_else(|| {
        let stage = Stage::new(Purpose::Sketch);
        ctx.data_mut(|data| data.insert_temp(Id::unique("stage"), stage.clone()));
        stage
    });
    stage.light(dark);
    let shown = Rect::from_min_size(Pos2::ZERO, size).shrink(space::HALF);
    stage.shapes(size, |ui| {
        let mut child = ui.new_child(UiBuilder::new().max_rect(shown));
        chart_ui(&mut child, chart, scene, &mut Vec::new());
    })
}

/// Paints a shape in small. Lines stay as thick as a screen can show.
fn paint(painter: &Painter, shape: &Shape, small: TSTransform) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| paint(painter, shape, small)),
        Shape::Text(text) => strokes(painter, text, small),
        Shape::Noop | Shape::Callback(_) => {}
        shape => {
            let mut shape = shape.clone();
            shape.transform(small);
            match &mut shape {
                Shape::LineSegment { stroke, .. } => stroke.width = shown(stroke.width),
                Shape::Path(path) => path.stroke.width = shown(path.stroke.width),
                _ => {}
            }
            painter.add(shape);
        }
    }
}

/// A width that a screen can show; none stays none.
fn shown(width: f32) -> f32 {
    if width > 0.0 { width.max(mark::HAIR * 0.75) } else { width }
}

/// Paints a stroke in place of each row of a text.
fn strokes(painter: &Painter, text: &TextShape, small: TSTransform) {
    let color = text.override_text_color.or_else(|| text.galley.job.sections.first().map(|part| part.format.color));
    let color = color.filter(|color| *color != egui::Color32::PLACEHOLDER).unwrap_or(text.fallback_color);
    for row in &text.galley.rows {
        let rect = small * row.rect().translate(text.pos.to_vec2());
        let stroke = Rect::from_center_size(rect.center(), Vec2::new(rect.width(), rect.height() * STROKE));
        painter.add(RectShape::filled(stroke, stroke.height() / 2.0, color.gamma_multiply(0.35)));
    }
}
