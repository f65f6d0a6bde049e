//! An answer with all that some charts show of it, found out at once: for what leaves the window.

use std::sync::Arc;

use super::{
    derived::Answer,
    mask::{hides_source, without_sources},
    study::{Finding, Study, study},
    sweeps::asking,
    view::{Chart, View},
};
use crate::{
    catalog::{
        Catalog, Source,
        origin::{Origin, Row},
        provenance::Provenance,
    },
    engine::job::{Cancelled, Job},
    export::compare::{Horizon, ScaleError, Sides, against},
    format::INDEX,
    model::scenario::Scenario,
};

/// An answer with all that some charts show of it.
#[derive(Debug, Clone)]
pub struct Exhibit {
    /// The answer.
    pub answer: Arc<Answer>,
    /// What is known besides.
    pub study: Study,
    /// How it is shown.
    pub view: View,
    /// The answer it is compared with, drawn as a ghost.
    pub compared: Option<Arc<Answer>>,
    /// How it stands against another, in a few sentences.
    pub against: Option<String>,
    /// Where its figures come from.
    pub provenance: Provenance,
    /// What was published that its figures rest on, those that matter most first.
    pub sources: Vec<String>,
}

impl Exhibit {
    /// Finds out all that charts show of an answer. Axes hold still around `opened`.
    ///
    /// # Errors
    /// If the job is cancelled meanwhile.
    pub fn of(
        answer: Arc<Answer>,
        (mut view, charts): (View, &[Chart]),
        opened: &Scenario,
        catalog: &Catalog,
        job: &Job,
    ) -> Result<Self, Cancelled> {
        // What is asked is what is on screen.
        view.windows = charts.iter().copied().collect();
        let wanted = asking(&view, &answer.scenario, opened);
        let found = std::cell::RefCell::new(Study::default());
        let masked = answer.scenario.money.currency == INDEX;
        let keep = |finding: Finding| {
            let finding = if masked { without_sources(finding) } else { finding };
            found.borrow_mut().learn(answer.generation, finding);
        };
        // What is found out is a part of what is made of it.
        study(&answer.scenario, &wanted, catalog, &job.part(), &keep)?;
        let study = found.into_inner();
        let figures = study.figures.iter().flat_map(|figures| &figures.rows);
        let rows: Vec<&Row> = figures.map(|figure| &figure.row).collect();
        let hidden = masked.then_some("the home cost as it was opened");
        let provenance = provenance(rows.iter().copied(), hidden, catalog);
        let sources = sources(&rows, catalog);
        Ok(Self { answer, study, view, compared: None, against: None, provenance, sources })
    }

    /// Holds it against another answer, on one scale; a ghost is drawn of that only where it is on the same.
    ///
    /// # Errors
    /// If they can't be brought to one scale.
    pub fn held_against(self, base: &Arc<Answer>, horizon: Horizon, catalog: &Catalog) -> Result<Self, ScaleError> {
        let scenarios = [base, &self.answer].map(|answer| Arc::clone(&answer.scenario));
        let [of_base, own] =
            scenarios.each_ref().map(|scenario| (&scenario.money.currency, scenario.money.horizon_months));
        let compared = (of_base == own).then(|| Arc::clone(base));
        let against = against(&Sides::of(&scenarios, horizon, catalog)?, compared.is_some());
        Ok(Self { compared, against, ..self })
    }
}

/// Where figures come from; those that would tell a hidden amount are not counted.
pub fn provenance<'a>(
    rows: impl IntoIterator<Item = &'a Row>,
    hidden: Option<&'static str>,
    catalog: &Catalog,
) -> Provenance {
    let counted = rows.into_iter().filter(|row| !(hidden.is_some() && hides_source(&row.lever)));
    Provenance { hidden, ..Provenance::of(counted, catalog) }
}

/// Publisher, title and year of each source of some figures, once.
fn sources(rows: &[&Row], catalog: &Catalog) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    let cited = rows.iter().filter(|row| row.origin != Origin::Yours).flat_map(|row| &row.sources);
    // What holds by definition was published nowhere.
    for source in cited.filter(|id| *id != "definition").filter_map(|id| catalog.sources.get(id)) {
        let Source { publisher, title, year, .. } = source;
        let year = if title.contains(year.as_str()) { String::new() } else { format!(", {year}") };
        let text = format!("{publisher}, {title}{year}");
        if !known.contains(&text) {
            known.push(text);
        }
    }
    known
}
