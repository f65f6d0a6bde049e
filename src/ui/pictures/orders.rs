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
        compare::{ScaleError, Sides},
        pdf::{pdf, pdf_of},
        raster::{self, Pixels},
        svg::svg,
        table::{Spelling, json, separated},
        workbook::{Case, WorkbookError, compared, workbook},
    },
    state::{
        exhibit::Exhibit,
        taking::{Form, Goal, Order, Pages, Take},
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
    match order.take {
        Take::Picture(chart) => drawn(order, chart, &exhibit(order, &[chart], catalog, job)?),
        Take::Table(chart) => written(order, chart, &exhibit(order, &[chart], catalog, job)?),
        Take::Brief => {
            let exhibit = exhibit(order, &brief::CHARTS, catalog, job)?;
            let mut pages = vec![brief(&exhibit, paper(order))];
            if let Some(other) = order.compared.as_ref().filter(|_| order.comparing) {
                let charts = (order.view.clone(), &brief::CHARTS[..]);
                let other = Exhibit::of(Arc::clone(other), charts, &order.opened, catalog, job)?;
                pages.push(brief(&other, paper(order)));
            }
            Ok(Product::Bytes(pdf(&pages)?))
        }
        Take::Workbook => booked(order, catalog, job),
        Take::Deck => {
            let nothing = || OrderError::Nothing { name: order.take.name() };
            let Pages { deck, slides, .. } = order.pages.as_ref().ok_or_else(nothing)?;
            Ok(Product::Bytes(pdf_of(&deck.title, &handout((&deck.title, slides), paper(order), catalog, job)?)?))
        }
    }
}

fn paper(order: &Order) -> Paper {
    if order.manner.letter { Paper::Letter } else { Paper::A4 }
}

/// The scenario as a workbook; with what it is compared with, where that was set, as the base.
fn booked(order: &Order, catalog: &Catalog, job: &Job) -> Result<Product, OrderError> {
    let answer = &order.answer;
    let made = match order.compared.as_deref().filter(|_| order.comparing) {
        None => workbook(Case { scenario: &answer.scenario, evaluation: &answer.evaluation }, catalog, job),
        Some(base) => {
            let scenarios = [Arc::clone(&base.scenario), Arc::clone(&answer.scenario)];
            compared(&Sides::of(&scenarios, order.horizon, catalog)?, catalog, job)
        }
    };
    match made {
        Err(WorkbookError::Cancelled(cancelled)) => Err(cancelled.into()),
        Err(error) => Err(ExportError { reason: error.to_string() }.into()),
        Ok(bytes) => Ok(Product::Bytes(bytes)),
    }
}

fn exhibit(order: &Order, charts: &[Chart], catalog: &Catalog, job: &Job) -> Result<Exhibit, Cancelled> {
    let shown = (order.view.clone(), charts);
    let exhibit = Exhibit::of(Arc::clone(&order.answer), shown, &order.opened, catalog, job)?;
    job.check()?;
    Ok(Exhibit { compared: order.compared.clone(), ..exhibit })
}

fn drawn(order: &Order, chart: Chart, exhibit: &Exhibit) -> Result<Product, OrderError> {
    let drawing = picture(chart, exhibit, Look { dark: order.dark, size: SIZE });
    Ok(match (order.form, &order.goal) {
        (Form::Svg, _) => Product::Text(svg(&drawing)),
        (_, Goal::Clipboard) => Product::Picture(raster::pixels(&drawing, order.manner.scale)?),
        (_, Goal::File(..)) => Product::Bytes(raster::png(&drawing, order.manner.scale)?),
    })
}

fn written(order: &Order, chart: Chart, exhibit: &Exhibit) -> Result<Product, OrderError> {
    let rows = table(chart, exhibit).ok_or_else(|| OrderError::Nothing { name: order.take.name() })?;
    let text = match order.form {
        Form::Json => json(&rows, &about(chart.key(), exhibit)),
        Form::Tsv => separated(&rows, Spelling::TSV),
        _ => separated(&rows, Spelling::CSV),
    };
    Ok(Product::Text(text?))
}
