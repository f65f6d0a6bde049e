//! Charts and pages as drawings that leave the window: what the window draws, on a stage without
//! one, with what says where it comes from.
//!
//! All names and figures are those of the answers that are handed in; nothing is looked up beside
//! them. What is called from outside names no window.

mod answer;
pub mod brief;
mod framed;
pub mod handout;
pub mod orders;
pub mod paper;
mod shapes;
mod sheet;
mod tables;

use self::framed::{Caption, Drawn, framed};
use crate::{
    catalog::Catalog,
    export::{drawing::Drawing, table::About},
    model::{MODEL_VERSION, fingerprint::Fingerprint, scenario::Scenario},
    state::{
        compare::{Comparison, Picture},
        exhibit::Exhibit,
        view::Chart,
    },
    ui::charts::{self, Scene},
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

/// A chart of an answer as a picture: its title, the chart, and under it whose figures it shows.
#[must_use]
pub fn picture(chart: Chart, exhibit: &Exhibit, look: Look) -> Drawing {
    framed(Drawn::Chart(chart, Scene::from(exhibit)), &Caption::of(exhibit), look)
}

/// A chart of the comparison as a picture; none where its base is not known.
#[must_use]
pub fn compared_picture(picture: Picture, list: &Comparison, catalog: &Catalog, look: Look) -> Option<Drawing> {
    Some(framed(Drawn::Compared(picture, list), &Caption::compared(list, catalog)?, look))
}

/// The figures that a chart shows as rows of cells, the head first; none where it shows none.
#[must_use]
pub fn table(chart: Chart, exhibit: &Exhibit) -> Option<Vec<Vec<String>>> {
    let table = charts::table::table(chart, Scene::from(exhibit))?;
    Some(std::iter::once(table.head).chain(table.rows).collect())
}

/// Whose figures a table of an answer shows, for programs.
#[must_use]
pub fn about(table: &str, exhibit: &Exhibit) -> About {
    let scenario = &exhibit.answer.scenario;
    About {
        table: table.to_owned(),
        scenario: Some(scenario.name.clone()),
        fingerprint: Some(Fingerprint::of(scenario).to_string()),
        model: MODEL_VERSION,
        catalogue: exhibit.provenance.as_of.clone(),
    }
}

/// What tells a scenario and the model apart from all others.
fn stamp(scenario: &Scenario) -> String {
    stamped(&Fingerprint::of(scenario).short())
}

/// Fingerprints with the model.
fn stamped(prints: &str) -> String {
    format!("{prints} · model {MODEL_VERSION}")
}

/// A count as a page's lengths take it.
fn count(value: usize) -> f32 {
    u16::try_from(value).map_or(f32::from(u16::MAX), f32::from)
}
