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
        pdf::{pdf, pdf_of},
        raster::{self, Pixels},
        svg::svg,
        table::{Spelling, json, separated},
        workbook::{Case, WorkbookError, workbook},
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
        Take::Picture(chart) => {
            // Found out, drawn, painted.
            job.begin(3);
            drawn(order, chart, &exhibit(order, &[chart], catalog, job)?, job)
        }
        Take::Table(chart) => {
            job.begin(2);
            written(order, chart, &exhibit(order, &[chart], catalog, job)?)
        }
        Take::Brief => briefed(order, catalog, job),
        Take::Workbook => booked(order, catalog, job),
        Take::Deck => {
            let nothing = || OrderError::Nothing { name: order.take.name() };
            let Pages { deck, slides, .. } = order.pages.as_ref().ok_or_else(nothing)?;
            Ok(Product::Bytes(pdf_of(&deck.title, &handout((&deck.title, slides), paper(order), catalog, job)?)?))
        }
    }
}

/// The scenario on a page; with what it is compared with, where that was set, on another.
fn briefed(order: &Order, catalog: &Catalog, job: &Job) -> Result<Product, OrderError> {
    let other = order.compared.as_ref().filter(|_| order.comparing);
    // A page is found out and set; writing them all is as much again.
    job.begin(if other.is_some() { 5 } else { 3 });
    let mut pages = Vec::new();
    let mut set = |exhibit: &Exhibit| -> Result<(), Cancelled> {
        pages.push(brief(exhibit, paper(order)));
        job.advance(1);
        job.check()
    };
    set(&exhibit(order, &brief::CHARTS, catalog, job)?)?;
    if let Some(other) = other {
        let charts = (order.view.clone(), &brief::CHARTS[..]);
        let other = Exhibit::of(Arc::clone(other), charts, &order.opened, catalog, job)?;
        job.advance(1);
        set(&other)?;
    }
    Ok(Product::Bytes(pdf(&pages)?))
}

fn paper(order: &Order) -> Paper {
    if order.manner.letter { Paper::Letter } else { Paper::A4 }
}

/// The scenario as a workbook; with what it is compared with, where that was set, as the base.
fn booked(order: &Order, catalog: &Catalog, job: &Job) -> Result<Product, OrderError> {
    let other = order.compared.as_deref().filter(|_| order.comparing);
    let cases: Vec<Case<'_>> = other
        .into_iter()
        .chain([&*order.answer])
        .map(|answer| Case { scenario: &answer.scenario, evaluation: &answer.evaluation })
        .collect();
    match workbook(&cases, catalog, job) {
        Err(WorkbookError::Cancelled(cancelled)) => Err(cancelled.into()),
        Err(error) => Err(ExportError { reason: error.to_string() }.into()),
        Ok(bytes) => Ok(Product::Bytes(bytes)),
    }
}

fn exhibit(order: &Order, charts: &[Chart], catalog: &Catalog, job: &Job) -> Result<Exhibit, Cancelled> {
    let shown = (order.view.clone(), charts);
    let exhibit = Exhibit::of(Arc::clone(&order.answer), shown, &order.opened, catalog, job)?;
    job.advance(1);
    job.check()?;
    Ok(Exhibit { compared: order.compared.clone(), ..exhibit })
}

fn drawn(order: &Order, chart: Chart, exhibit: &Exhibit, job: &Job) -> Result<Product, OrderError> {
    let drawing = picture(chart, exhibit, Look { dark: order.dark, size: SIZE });
    job.advance(1);
    job.check()?;
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
        // What is pasted is read as the usual.
        _ if order.goal == Goal::Clipboard => separated(&rows, Spelling::TSV),
        Form::Tsv => separated(&rows, order.manner.spelling.with_separator(Spelling::TSV.separator)),
        _ => separated(&rows, order.manner.spelling),
    };
    Ok(Product::Text(text?))
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::{
        model::testing::two_sites,
        state::{AppState, Document, Shelf, effect::Replace, present::Slide},
        store::{deck::Deck, session::Session},
    };

    /// An order of something that is to be a file.
    fn ordered(take: Take, form: Form) -> Order {
        let state = AppState::new(Document::new(Arc::new(two_sites()), None), Shelf::default(), Session::default());
        let mut order = Order::of(&state, (take, form), Goal::File("a".into(), Replace::Never));
        let slide = || Slide {
            line: "A step".to_owned(),
            scenario: Ok(Arc::clone(&order.answer.scenario)),
            view: order.view.clone(),
            two: true,
        };
        let slides = vec![slide(), slide()];
        order.pages = Some(Pages {
            deck: Arc::new(Deck { title: "A deck".to_owned(), ..Deck::default() }),
            folder: "".into(),
            slides,
        });
        order
    }

    /// Makes it; with what was made, the shares that were told meanwhile. Stops it at a share.
    fn made(order: &Order, stop: f64) -> (Result<Product, OrderError>, Vec<f64>) {
        let shares = Arc::new(Mutex::new(Vec::new()));
        let (kept, whole) = (Arc::clone(&shares), Job::default());
        let stopped = whole.clone();
        let job = whole.told(move |share| {
            kept.lock().unwrap().push(share);
            if share >= stop {
                stopped.cancel();
            }
        });
        let made = product(order, &Catalog::default(), &job);
        let shares = shares.lock().unwrap().clone();
        (made, shares)
    }

    #[test]
    fn what_is_made_tells_how_far_it_is() {
        for (take, form, steps) in [
            (Take::Picture(Chart::Matrix), Form::Png, 2),
            (Take::Table(Chart::Sweep), Form::Csv, 1),
            (Take::Brief, Form::Pdf, 2),
            (Take::Deck, Form::Pdf, 2),
            (Take::Workbook, Form::Xlsx, 10),
        ] {
            let order = ordered(take, form);
            let (product, shares) = made(&order, f64::INFINITY);
            assert!(product.is_ok(), "{take:?}: {product:?}");
            assert!(shares.len() >= steps && shares[0] > 0.0 && shares[0] < 0.7, "{take:?}: {shares:?}");
            let rising = shares.windows(2).all(|pair| pair[0] < pair[1] || pair[1] >= 1.0);
            assert!(rising, "{take:?}: {shares:?}");
        }
    }

    #[test]
    fn what_is_stopped_meanwhile_is_not_made() {
        for (take, form, at) in [
            (Take::Picture(Chart::Matrix), Form::Png, 0.5),
            (Take::Brief, Form::Pdf, 0.3),
            (Take::Deck, Form::Pdf, 0.3),
            // While sheets are written, and while they are packed.
            (Take::Workbook, Form::Xlsx, 0.1),
            (Take::Workbook, Form::Xlsx, 0.8),
        ] {
            let (product, shares) = made(&ordered(take, form), at);
            assert_eq!(product, Err(OrderError::Cancelled(Cancelled)), "{take:?} at {shares:?}");
            assert!(shares.last().is_some_and(|share| *share < 1.0), "{take:?} goes on: {shares:?}");
        }
    }
}
