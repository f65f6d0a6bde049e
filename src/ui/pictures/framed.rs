//! A chart framed as a picture: its title, what it shows, and under it whose figures those are.

use egui::{Align2, Rect, Ui, Vec2, pos2, vec2};

use super::{LEAST, Look, sheet::Sheet, stamp, stamped};
use crate::{
    catalog::{Catalog, origin::origins, provenance::Provenance},
    export::drawing::{Drawing, Role},
    format::{self, INDEX},
    state::{
        compare::{Comparison, Picture, evaluate::Weighed},
        exhibit::{Exhibit, provenance},
        view::Chart,
    },
    ui::{
        charts::{
            Scene, chart_ui,
            compared::{self, compared_ui},
            least_size,
            words::{Words, words},
        },
        theme::{self, mark, size, space},
    },
};

/// What is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) enum Drawn<'a> {
    /// A chart of an answer.
    Chart(Chart, Scene<'a>),
    /// A chart of the comparison.
    Compared(Picture, &'a Comparison),
}

impl Drawn<'_> {
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Chart(chart, _) => chart.key(),
            Self::Compared(picture, _) => picture.key(),
        }
    }

    /// What it says.
    pub(super) fn words(self) -> Words {
        match self {
            Self::Chart(chart, scene) => words(chart, scene),
            Self::Compared(picture, list) => compared::words(picture, list),
        }
    }

    /// How large it is at least, with all it has.
    pub(super) fn least(self, ui: &Ui) -> Vec2 {
        match self {
            Self::Chart(chart, scene) => least_size(ui, chart, scene),
            Self::Compared(..) => Vec2::ZERO,
        }
    }

    /// Draws it as the window does.
    pub(super) fn ui(self, ui: &mut Ui) {
        match self {
            Self::Chart(chart, scene) => chart_ui(ui, chart, scene, &mut Vec::new()),
            Self::Compared(picture, list) => compared_ui(ui, picture, list, &mut Vec::new()),
        }
    }
}

/// Whose figures a picture shows.
pub(super) struct Caption {
    /// Name of the scenario, or of both.
    name: String,
    /// What tells them apart, and the model.
    stamp: String,
    /// How they are compared, and where the figures come from, a line each.
    lines: Vec<String>,
}

impl Caption {
    /// Of an answer.
    pub(super) fn of(exhibit: &Exhibit) -> Self {
        let scenario = &exhibit.answer.scenario;
        Self { name: format::plain(&scenario.name), stamp: stamp(scenario), lines: vec![origin(&exhibit.provenance)] }
    }

    /// Of the comparison; its base must be known.
    pub(super) fn compared(list: &Comparison, catalog: &Catalog) -> Option<Self> {
        let base = list.side(list.base)?;
        let sides: Vec<&Weighed> = list.side(list.looked).into_iter().chain([base]).map(|side| &**side).collect();
        let both = |of: fn(&Weighed) -> String| sides.iter().map(|side| of(side)).collect::<Vec<_>>().join(" against ");
        let more = match list.sides().len() - sides.len() {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        let name = format!("{}{more}", both(|side| format::plain(&side.side.own.name)));
        let masked = base.side.own.money.currency == INDEX;
        let hidden = masked.then_some("the open scenario’s home cost");
        let rows: Vec<_> = sides.iter().flat_map(|side| origins(&side.side.own, catalog)).collect();
        let from = origin(&provenance(&rows, hidden, catalog));
        let said = Some(list.said().join(" ")).filter(|said| !said.is_empty());
        let stamp = stamped(&both(|side| side.side.fingerprint.short()));
        Some(Self { name, stamp, lines: said.into_iter().chain([from]).collect() })
    }

    /// With which page of several it is on.
    pub(super) fn at(mut self, place: &str) -> Self {
        self.stamp = format!("{} · {place}", self.stamp);
        self
    }

    /// Its height.
    fn height(&self) -> f32 {
        mark::ROW * super::count(1 + self.lines.len())
    }

    /// Writes it into an area that is as high.
    pub(super) fn write(&self, sheet: &mut Sheet, area: Rect) {
        let ink = sheet.ink;
        sheet.rule(area.left_top(), area.right_top(), (mark::HAIR, ink.line));
        let label = theme::regular(size::LABEL);
        let stamp = sheet.lay(&self.stamp, label.clone(), ink.quiet, f32::INFINITY);
        let top = area.top() + space::GAP;
        let right = sheet.text(Role::Paragraph, pos2(area.right(), top), Align2::RIGHT_TOP, stamp);
        let room = right.left() - area.left() - space::MARGIN;
        let name = sheet.cut(&self.name, theme::strong(size::LABEL), ink.text, room);
        let mut above = sheet.text(Role::Paragraph, pos2(area.left(), top), Align2::LEFT_TOP, name);
        for line in &self.lines {
            let line = sheet.cut(line, label.clone(), ink.quiet, area.width());
            above = sheet.text(Role::Paragraph, pos2(area.left(), above.bottom()), Align2::LEFT_TOP, line);
        }
    }
}

/// Where figures come from, in a sentence.
fn origin(from: &Provenance) -> String {
    format::sentence(&format!("{}; {}", from.figures(), from.rates()))
}

/// A chart as a picture.
pub(super) fn framed(drawn: Drawn<'_>, caption: &Caption, look: Look) -> Drawing {
    let words = drawn.words();
    let mut sheet = Sheet::new(Vec2::from(look.size).max(Vec2::from(LEAST)), look.dark);
    let around = space::MARGIN + space::GAP;
    let foot = caption.height();
    let least = sheet.least(drawn);
    sheet.grow(least + vec2(2.0 * around, 2.0 * around + foot + space::GAP));
    let whole = Rect::from_min_size(pos2(0.0, 0.0), sheet.size()).shrink(around);
    let (above, below) = whole.split_top_bottom_at_y(whole.bottom() - foot);
    sheet.chart(Rect::from_min_max(above.min, above.max - vec2(0.0, space::GAP)), drawn);
    caption.write(&mut sheet, below);
    let title = words.titles.into_iter().next().unwrap_or_default();
    sheet.finish(format::plain(&title), format::plain(&words.summary))
}
