//! Charts and pages as drawings that leave the window: what the window draws, on a stage without
//! one, with what says where it comes from.
//!
//! All names and figures are those of the answers that are handed in; nothing is looked up beside
//! them. What is called from outside names no window.

mod answer;
pub mod brief;
pub mod handout;
pub mod orders;
pub mod paper;
mod shapes;
mod sheet;

use egui::{Align2, Rect, Vec2, pos2, vec2};

use self::sheet::Sheet;
use crate::{
    export::{
        drawing::{Drawing, Role},
        table::About,
    },
    format,
    model::{MODEL_VERSION, fingerprint::Fingerprint, scenario::Scenario},
    state::{exhibit::Exhibit, view::Chart},
    ui::{
        charts::{self, Scene, words::words},
        theme::{self, mark, size, space},
    },
};

/// Size of a picture where none is asked for: that of a slide.
pub const SIZE: [f32; 2] = [960.0, 540.0];
/// The smallest picture that is legible.
pub const LEAST: [f32; 2] = [360.0, 280.0];

/// How a picture is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Light on dark.
    pub dark: bool,
    /// Width and height, points; more where the chart has more to show.
    pub size: [f32; 2],
}

/// A chart as a picture: its title, the chart, and under it whose figures it shows.
#[must_use]
pub fn picture(chart: Chart, exhibit: &Exhibit, look: Look) -> Drawing {
    let scene = Scene::from(exhibit);
    let words = words(chart, scene);
    let mut sheet = Sheet::new(Vec2::from(look.size).max(Vec2::from(LEAST)), look.dark);
    let around = space::MARGIN + space::GAP;
    let foot = mark::ROW * 2.0;
    let least = sheet.least(chart, scene);
    sheet.grow(least + vec2(2.0 * around, 2.0 * around + foot + space::GAP));
    let whole = Rect::from_min_size(pos2(0.0, 0.0), sheet.size()).shrink(around);
    let (above, below) = whole.split_top_bottom_at_y(whole.bottom() - foot);
    sheet.chart(Rect::from_min_max(above.min, above.max - vec2(0.0, space::GAP)), chart, scene);
    let stamp = stamp(&exhibit.answer.scenario);
    caption(&mut sheet, below, exhibit, &stamp);
    let title = words.titles.into_iter().next().unwrap_or_default();
    sheet.finish(format::plain(&title), format::plain(&words.summary))
}

/// The figures that a chart shows as rows of cells, the head first; none where it shows none.
#[must_use]
pub fn table(chart: Chart, exhibit: &Exhibit) -> Option<Vec<Vec<String>>> {
    let table = charts::table::table(chart, Scene::from(exhibit))?;
    Some(std::iter::once(table.head).chain(table.rows).collect())
}

/// Whose figures a table shows, for programs.
#[must_use]
pub fn about(table: &str, exhibit: &Exhibit) -> About {
    let scenario = &exhibit.answer.scenario;
    About {
        table: table.to_owned(),
        scenario: scenario.name.clone(),
        fingerprint: Fingerprint::of(scenario).to_string(),
        model: MODEL_VERSION,
        catalogue: exhibit.provenance.as_of.clone(),
    }
}

/// Whose figures a picture shows: the scenario, its fingerprint, the model, and the day of the rates.
fn caption(sheet: &mut Sheet, area: Rect, exhibit: &Exhibit, stamp: &str) {
    let ink = sheet.ink;
    let (scenario, from) = (&exhibit.answer.scenario, &exhibit.provenance);
    sheet.rule(area.left_top(), area.right_top(), (mark::HAIR, ink.line));
    let label = theme::regular(size::LABEL);
    let stamp = sheet.lay(stamp, label.clone(), ink.quiet, f32::INFINITY);
    let top = area.top() + space::GAP;
    let right = sheet.text(Role::Paragraph, pos2(area.right(), top), Align2::RIGHT_TOP, stamp);
    let name = format::plain(&scenario.name);
    let room = right.left() - area.left() - space::MARGIN;
    let name = sheet.cut(&name, theme::strong(size::LABEL), ink.text, room);
    let left = sheet.text(Role::Paragraph, pos2(area.left(), top), Align2::LEFT_TOP, name);
    let figures = sentence(&[from.figures(), from.rates()]);
    let figures = sheet.cut(&figures, label, ink.quiet, area.width());
    sheet.text(Role::Paragraph, pos2(area.left(), left.bottom()), Align2::LEFT_TOP, figures);
}

/// What tells a scenario and the model apart from all others.
fn stamp(scenario: &Scenario) -> String {
    format!("{} · model {MODEL_VERSION}", Fingerprint::of(scenario).short())
}

/// Some remarks as one.
fn sentence(remarks: &[String]) -> String {
    format::sentence(&remarks.join("; "))
}

/// A count as a page's lengths take it.
fn count(value: usize) -> f32 {
    u16::try_from(value).map_or(f32::from(u16::MAX), f32::from)
}
