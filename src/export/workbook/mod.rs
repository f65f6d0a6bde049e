//! A scenario as a live workbook: every computed cell is a formula down from the sheet of inputs, in
//! functions that spreadsheets share, with the exact books' figure stored beside it.
//!
//! A [`term`] is a piece of a formula and its exact value at once; a [`page`] is a sheet that keeps the
//! values of its cells. The sheets follow the model: inputs, estimates, rates, then a sheet a team for
//! seats, postings and capacity, one a team for the stages of the bridge, and what they add up to. Knows
//! no files.

mod about;
mod bridge;
mod capacity;
mod compare;
mod estimates;
mod exact;
mod inputs;
mod layout;
mod ledger;
mod look;
mod money;
mod package;
mod page;
mod pool;
mod rates;
mod seats;
mod stages;
mod summary;
mod term;

use std::sync::Arc;

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use thiserror::Error;

use self::{
    bridge::Bridge,
    estimates::Estimates,
    exact::Exact,
    inputs::Inputs,
    layout::Layout,
    ledger::Ledger,
    look::{Kind, Look},
    package::Package,
    page::Area,
    rates::Rates,
    seats::Model,
    stages::Stages,
    summary::Summary,
    term::Said,
};
use crate::{
    catalog::Catalog,
    engine::job::{Cancelled, Job},
    export::compare::{Horizon, Side, Sides},
    model::{results::Evaluation, scenario::Scenario},
};

/// A scenario and what the exact books say of it.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// What it comes to.
    pub evaluation: &'a Evaluation,
}

impl<'a> Case<'a> {
    fn of(side: &'a Side) -> Self {
        Self { scenario: &side.counted, evaluation: &side.evaluation }
    }
}

/// What several scenarios were brought to, to be compared.
#[derive(Debug, Default)]
struct Brought {
    /// What that took, a sentence each.
    said: Vec<String>,
    /// The scenarios as they are in their files; none where there is but one.
    own: Vec<Arc<Scenario>>,
    /// Whether totals are compared by what they come to in a month.
    a_month: bool,
}

/// Why there is no workbook.
#[derive(Debug, Error)]
pub enum WorkbookError {
    /// It was stopped.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// A workbook can't hold it.
    #[error("the workbook can't be made: {0}")]
    Xlsx(#[from] XlsxError),
}

/// The sheets that others look up figures in.
struct Sheets<'a> {
    scenario: &'a Scenario,
    inputs: &'a Inputs,
    estimates: &'a Estimates,
    rates: &'a Rates,
    exact: &'a Exact,
}

/// A scenario's sheets that the comparison looks up figures in.
struct Written {
    title: String,
    currency: String,
    /// Months, and the first.
    span: String,
    inputs: Inputs,
    summary: Summary,
}

/// Makes the workbook of a scenario.
///
/// # Errors
/// If the job is cancelled, or a workbook can't hold it.
pub fn workbook(case: Case<'_>, catalog: &Catalog, job: &Job) -> Result<Vec<u8>, WorkbookError> {
    sheets(&[case], &Brought::default(), catalog, job)
}

/// Makes the workbook of several scenarios beside each other, on one scale; the first is what the others
/// are compared with.
///
/// # Errors
/// If the job is cancelled, or a workbook can't hold the scenarios.
pub fn compared(sides: &Sides, catalog: &Catalog, job: &Job) -> Result<Vec<u8>, WorkbookError> {
    let cases: Vec<Case<'_>> = sides.all.iter().map(Case::of).collect();
    let own = sides.all.iter().map(|side| Arc::clone(&side.own)).collect();
    let brought = Brought { said: sides.said(), own, a_month: sides.scale.horizon == Horizon::Month };
    sheets(&cases, &brought, catalog, job)
}

fn sheets(cases: &[Case<'_>], brought: &Brought, catalog: &Catalog, job: &Job) -> Result<Vec<u8>, WorkbookError> {
    let look = Look::default();
    let teams: usize = cases.iter().map(|case| case.scenario.teams.len()).sum();
    let sheets = 2 * teams + 6 * cases.len() + if cases.len() > 1 { 2 } else { 1 };
    // Packing a sheet takes about half as long as writing it.
    job.begin(2 * 2 * teams + sheets);
    let mut book = Workbook::new();
    let (mut written, mut rest) = (Vec::new(), Vec::new());
    for (index, case) in cases.iter().enumerate() {
        let number = (cases.len() > 1).then_some(index + 1);
        let (one, sheets) = scenario(case, number, catalog, (&look, job))?;
        written.push(one);
        rest.push(sheets);
    }
    let about = about::write(cases, brought, catalog, &look);
    if written.len() > 1 {
        book.push_worksheet(compare::write(&written, brought, &look).done()?);
    }
    for (index, (one, sheets)) in written.into_iter().zip(rest).enumerate() {
        names(&mut book, &one, index == 0)?;
        book.push_worksheet(one.summary.page.done()?);
        book.push_worksheet(one.inputs.page.done()?);
        for sheet in sheets {
            book.push_worksheet(sheet);
        }
    }
    book.push_worksheet(about.done()?);
    job.check()?;
    let mut package = Package::new(job);
    let packed = book.save_to_writer(&mut package);
    job.check()?;
    packed?;
    Ok(package.into_bytes())
}

/// Writes a scenario's sheets; its number where there are several.
fn scenario(
    case: &Case<'_>,
    number: Option<usize>,
    catalog: &Catalog,
    (look, job): (&Look, &Job),
) -> Result<(Written, Vec<Worksheet>), WorkbookError> {
    let Case { scenario, .. } = case;
    let layout = Layout::of(scenario);
    let named = |name: &str| number.map_or_else(|| name.to_owned(), |number| format!("{number} {name}"));
    let inputs = Inputs::write(&named("Inputs"), scenario, catalog, &layout, look);
    let estimates = Estimates::write(&named("Estimates"), scenario, &inputs, look);
    let rates = Rates::write(&named("Rates"), scenario, &layout, (&inputs, &estimates), look);
    let exact = Exact::of(scenario, &case.evaluation.estimates);
    job.check()?;
    let sheets = Sheets { scenario, inputs: &inputs, estimates: &estimates, rates: &rates, exact: &exact };
    let (mut models, mut stages) = (Vec::new(), Vec::new());
    for (team, ages) in layout.teams.iter().enumerate() {
        job.check()?;
        let id = &scenario.teams[team].id;
        let name = |kind: &str| short(&named(&format!("{kind} {} {id}", team + 1)));
        let mut model = Model::begin(&name("Model"), scenario, team, layout.months, look);
        let pools = model.pools(&sheets, ages);
        for month in 0..layout.months {
            model.seats(month, &sheets, &pools);
            model.postings(month, &sheets);
            model.capacity(month, &sheets);
        }
        model.lost_capacity(&sheets);
        job.advance(2);
        stages.push(Stages::write(&name("Stages"), &sheets, &model, ages, look));
        models.push(model);
        job.advance(2);
    }
    let ledger = Ledger::write(&named("Ledger"), &sheets, &models, layout.months, look);
    let bridge = Bridge::write(&named("Bridge"), &scenario.money.currency, (&ledger, &stages), look);
    let summary = Summary::write(&named("Summary"), case, &sheets, (&ledger, &bridge), look);
    let mut rest = vec![estimates.page.done()?, rates.page.done()?];
    for (model, stages) in models.into_iter().zip(stages) {
        rest.push(model.page.done()?);
        rest.push(stages.into_page().done()?);
    }
    rest.extend([bridge.page.done()?, ledger.page.done()?]);
    let money = &scenario.money;
    let span = format!("{} from {}", money.horizon_months, money.start);
    Ok((Written { title: scenario.name.clone(), currency: money.currency.clone(), span, inputs, summary }, rest))
}

/// Names inputs and results: those of the first scenario for the whole workbook, those of others on their
/// own sheets.
fn names(book: &mut Workbook, written: &Written, first: bool) -> Result<(), XlsxError> {
    let inputs = written.inputs.names.iter().map(|named| (&named.name, named.at, &written.inputs.page));
    let figures = written.summary.figures.iter().filter(|figure| !figure.name.is_empty());
    let results = figures.map(|figure| (&figure.name, figure.at, &written.summary.page));
    for (name, area, page) in inputs.chain(results) {
        let sheet = format!("'{}'", page.name());
        let name = if first { name.clone() } else { format!("{sheet}!{name}") };
        book.define_name(name, &format!("={sheet}!{}", area.fixed().name()))?;
    }
    Ok(())
}

/// A sheet's name: at most 31 characters.
fn short(name: &str) -> String {
    name.chars().take(31).collect()
}

impl Written {
    /// A result by its name, as a reference.
    fn result(&self, name: &str) -> Option<Said> {
        let figure = self.summary.figures.iter().find(|figure| figure.name == name)?;
        Some(refer(&self.summary.page, figure.at, figure.shown.clone()))
    }

    /// A result as what it comes to in a month of the horizon, where it adds up over that.
    fn a_month(&self, name: &str) -> Option<Said> {
        let figure = self.summary.figures.iter().find(|figure| figure.name == name)?;
        if !adds_up(name) {
            return self.result(name);
        }
        let (total, months) = (self.summary.page.there(figure.at.fixed()), self.inputs.see("money.horizon_months"));
        let places = if figure.ink.kind == Kind::Money { 2 } else { 6 };
        Some(Said::number(&(total / months).rounded_to(places)))
    }

    /// An input by its name, as a reference, and what it counts.
    fn input(&self, name: &str) -> Option<(Said, &str)> {
        let named = self.inputs.names.iter().find(|named| named.name == name)?;
        Some((refer(&self.inputs.page, named.at, named.shown.clone()), &named.unit))
    }
}

/// Whether a result adds up over the horizon, and so is another where that is longer.
fn adds_up(name: &str) -> bool {
    let key = name.strip_prefix("result.").unwrap_or(name);
    let totals = ["home", "cash", "lost_capacity", "effective", "net_present_value", "home_capacity", "capacity"];
    totals.contains(&key) || key.starts_with("line.") || key.starts_with("bridge.")
}

fn refer(page: &page::Page, at: Area, shown: String) -> Said {
    Said { formula: page.there(at.fixed()).text().to_owned(), shown }
}
