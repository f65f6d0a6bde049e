//! What was ordered, made: the one place that knows how each thing is made in each form.

use std::sync::Arc;

use super::{
    Look, SIZE, about,
    brief::{self, brief},
    handout::handout,
    paper::Paper,
    picture, table,
};
use crate::{
    catalog::Catalog,
    engine::job::{Cancelled, Job},
    export::{
        ExportError,
        compare::{ScaleError, Side, Sides, input_rows, result_rows},
        pdf::{pdf, pdf_of},
        raster::{self, Pixels},
        report::Report,
        svg::svg,
        table::{About, Spelling, json, separated},
        workbook::{Case, WorkbookError, compared, workbook},
    },
    model::{MODEL_VERSION, scenario::Scenario},
    state::{
        compare::{Sheet, evaluate::Pair},
        derived::Answer,
        exhibit::Exhibit,
        taking::{Form, Goal, Manner, More, Order, Pages, Take},
        view::Chart,
    },
};

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Product {
    /// A text.
    Text(String),
    /// A picture, for the clipboard.
    Picture(Pixels),
    /// What a file holds.
    Bytes(Vec<u8>),
}

/// Why something was not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OrderError {
    /// It is wanted no more.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// It can't be made.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// Scenarios can't be brought to one scale.
    #[error(transparent)]
    Scale(#[from] ScaleError),
    /// There is nothing to make it of.
    #[error("can't be exported: {name} has no figures")]
    Nothing {
        /// What was asked for.
        name: String,
    },
}

/// Makes what was ordered.
///
/// # Errors
/// If the job is cancelled meanwhile, or it can't be made.
pub fn product(order: &Order, catalog: &Catalog, job: &Job) -> Result<Product, OrderError> {
    let shown = |charts: &[Chart]| {
        let exhibit = exhibit(order, &order.answer, charts, (catalog, job))?;
        Ok::<_, Cancelled>(Exhibit { compared: order.compared.clone(), ..exhibit })
    };
    match order.take {
        Take::Picture(chart) => drawn(order, chart, &shown(&[chart])?),
        Take::Table(chart) => {
            let exhibit = shown(&[chart])?;
            let rows = table(chart, &exhibit).ok_or_else(|| nothing(order))?;
            written(order, &about(chart.key(), &exhibit), &rows)
        }
        Take::Months => {
            let exhibit = shown(&[])?;
            let rows = Report::months(&order.answer.scenario, &order.answer.evaluation);
            written(order, &about(MONTHS, &exhibit), &rows)
        }
        Take::Brief => briefed(order, catalog, job),
        Take::Workbook => booked(order, catalog, job),
        Take::Deck => {
            let More::Pages(pages) = &order.more else { return Err(nothing(order)) };
            handed_out(pages, paper(order.manner), catalog, job)
        }
        Take::Compared(sheet) => {
            let More::Pair(pair, all) = &order.more else { return Err(nothing(order)) };
            held(order, sheet, (pair, *all), catalog)
        }
    }
}

fn nothing(order: &Order) -> OrderError {
    OrderError::Nothing { name: order.take.name() }
}

/// A table of the comparison; for programs it names both scenarios, the base last.
fn held(order: &Order, sheet: Sheet, (pair, all): (&Pair, bool), catalog: &Catalog) -> Result<Product, OrderError> {
    let [base, other] = pair.sides.each_ref().map(|side| &side.side);
    let both = |of: fn(&Side) -> String| format!("{} against {}", of(other), of(base));
    let (table, rows) = match sheet {
        Sheet::Results => {
            let currency = &base.counted.money.currency;
            ("compared results", result_rows(&pair.results, [&base.own, &other.own], currency))
        }
        Sheet::Inputs => {
            let lines = pair.lines.iter().filter(|line| all || !line.same());
            ("compared inputs", input_rows(lines, [&base.whole, &other.whole]))
        }
    };
    let about = About {
        table: table.to_owned(),
        scenario: both(|side| side.own.name.clone()),
        fingerprint: both(|side| side.fingerprint.to_string()),
        model: MODEL_VERSION,
        catalogue: catalog.as_of.clone(),
    };
    written(order, &about, &rows)
}

/// The books by month, by this name.
pub const MONTHS: &str = "months";

/// A deck as pages.
///
/// # Errors
/// If the job is cancelled meanwhile, or they can't be written.
pub fn handed_out(pages: &Pages, paper: Paper, catalog: &Catalog, job: &Job) -> Result<Product, OrderError> {
    let Pages { deck, slides, .. } = pages;
    Ok(Product::Bytes(pdf_of(&deck.title, &handout((&deck.title, slides), paper, catalog, job)?)?))
}

/// The paper of a manner.
#[must_use]
pub fn paper(manner: Manner) -> Paper {
    if manner.letter { Paper::Letter } else { Paper::A4 }
}

/// A page a scenario; each but the base's says how it stands against that.
fn briefed(order: &Order, catalog: &Catalog, job: &Job) -> Result<Product, OrderError> {
    let mut pages = Vec::new();
    for answer in std::iter::once(&order.answer).chain(&order.beside) {
        let mut exhibit = exhibit(order, answer, &brief::CHARTS, (catalog, job))?;
        if let Some(base) = order.compared.as_ref().filter(|base| !Arc::ptr_eq(base, answer)) {
            exhibit = exhibit.held_against(base, order.horizon, catalog)?;
        }
        pages.push(brief(&exhibit, paper(order.manner)));
    }
    Ok(Product::Bytes(pdf(&pages)?))
}

/// The scenario as a workbook; with others, what it is compared with is the base.
fn booked(order: &Order, catalog: &Catalog, job: &Job) -> Result<Product, OrderError> {
    let answer = &order.answer;
    let made = if order.beside.is_empty() {
        workbook(Case { scenario: &answer.scenario, evaluation: &answer.evaluation }, catalog, job)
    } else {
        let base = order.compared.as_ref();
        let rest = std::iter::once(answer).chain(&order.beside);
        let rest = rest.filter(|answer| base.is_none_or(|base| !Arc::ptr_eq(base, answer)));
        let scenarios: Vec<Arc<Scenario>> =
            base.into_iter().chain(rest).map(|answer| Arc::clone(&answer.scenario)).collect();
        compared(&Sides::of(&scenarios, order.horizon, catalog)?, catalog, job)
    };
    match made {
        Err(WorkbookError::Cancelled(cancelled)) => Err(cancelled.into()),
        Err(error) => Err(ExportError { reason: error.to_string() }.into()),
        Ok(bytes) => Ok(Product::Bytes(bytes)),
    }
}

/// All that charts show of an answer.
fn exhibit(
    order: &Order,
    answer: &Arc<Answer>,
    charts: &[Chart],
    (catalog, job): (&Catalog, &Job),
) -> Result<Exhibit, Cancelled> {
    let opened = if Arc::ptr_eq(answer, &order.answer) { &order.opened } else { &answer.scenario };
    let exhibit = Exhibit::of(Arc::clone(answer), (order.view.clone(), charts), opened, catalog, job)?;
    job.check()?;
    Ok(exhibit)
}

fn drawn(order: &Order, chart: Chart, exhibit: &Exhibit) -> Result<Product, OrderError> {
    let drawing = picture(
        chart,
        exhibit,
        Look { dark: order.dark, size: order.manner.size.map_or(SIZE, |size| size.map(f32::from)) },
    );
    Ok(match (order.form, &order.goal) {
        (Form::Svg, _) => Product::Text(svg(&drawing)),
        (_, Goal::Clipboard) => Product::Picture(raster::pixels(&drawing, order.manner.scale)?),
        (_, Goal::File(..)) => Product::Bytes(raster::png(&drawing, order.manner.scale)?),
    })
}

fn written(order: &Order, about: &About, rows: &[Vec<String>]) -> Result<Product, OrderError> {
    let text = match order.form {
        Form::Json => json(rows, about),
        Form::Tsv => separated(rows, Spelling { separator: Spelling::TSV.separator, ..order.manner.spelling }),
        _ => separated(rows, order.manner.spelling),
    };
    Ok(Product::Text(text?))
}
