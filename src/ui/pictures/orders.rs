//! What was ordered, made: the one place that knows how each thing is made in each form.

use std::sync::Arc;

use super::{
    Look, SIZE, about,
    brief::{self, brief},
    compared_picture,
    handout::handout,
    paper::Paper,
    picture, table,
    tables::{assumptions, library},
};
use crate::{
    catalog::Catalog,
    engine::job::{Cancelled, Job},
    export::{
        ExportError,
        compare::{ScaleError, Side, Sides, input_rows, result_rows},
        drawing::Drawing,
        pdf::{pdf, pdf_of},
        raster::{self, Pixels},
        report::Report,
        svg::svg,
        table::{About, Spelling, json, separated},
        workbook::{Case, WorkbookError, compared, workbook},
    },
    model::{MODEL_VERSION, scenario::Scenario},
    state::{
        compare::{Comparison, Picture, Sheet},
        derived::Answer,
        exhibit::Exhibit,
        explain::explain,
        taking::{Form, Goal, Manner, More, Order, Pages, Take},
        view::Chart,
    },
    ui::charts::compared,
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
        Take::Picture(chart) => {
            // Found out, drawn, painted.
            job.begin(3);
            painted(order, &picture(chart, &shown(&[chart])?, look(order)), job)
        }
        Take::Table(chart) => {
            job.begin(2);
            let exhibit = shown(&[chart])?;
            let rows = table(chart, &exhibit).ok_or_else(|| nothing(order))?;
            written(order, &about(chart.key(), &exhibit), &rows)
        }
        Take::Months => {
            job.begin(2);
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
        Take::Assumptions => {
            job.begin(2);
            let exhibit = shown(&[])?;
            let figures = exhibit.study.figures.as_deref().ok_or_else(|| nothing(order))?;
            let rows = assumptions(figures, order.view.assumptions, (&order.answer.scenario, catalog));
            written(order, &about(ASSUMPTIONS, &exhibit), &rows)
        }
        Take::Explained(measure, line) => {
            job.begin(2);
            let rows = explain(measure, line, &order.answer).rows(&order.answer.scenario.money.currency);
            written(order, &about(measure.key(), &shown(&[])?), &rows)
        }
        Take::Library => {
            let More::Library(listed) = &order.more else { return Err(nothing(order)) };
            if listed.shown.is_empty() {
                return Err(nothing(order));
            }
            let catalogue = catalog.as_of.clone();
            let about =
                About { table: "library".into(), scenario: None, fingerprint: None, model: MODEL_VERSION, catalogue };
            written(order, &about, &library(listed))
        }
        Take::Compared(_) | Take::ComparedPicture(_) | Take::ComparedTable(_) | Take::All => held(order, catalog, job),
    }
}

fn nothing(order: &Order) -> OrderError {
    OrderError::Nothing { name: order.take.name() }
}

/// A chart or a table of the comparison, of all that is compared, whether the window knows it already or not.
fn held(order: &Order, catalog: &Catalog, job: &Job) -> Result<Product, OrderError> {
    let More::Comparison(list) = &order.more else { return Err(nothing(order)) };
    // Worked out, drawn, painted.
    job.begin(3);
    let chances = [Take::ComparedPicture(Picture::Chances), Take::ComparedTable(Picture::Chances)];
    let mut list = Comparison::clone(list);
    list.shown.all.open = order.take == Take::All;
    let list = list.completed(chances.contains(&order.take), catalog, job)?;
    if let Some(reason) = list.fault(|entry| order.take != Take::All && list.pairs(entry)) {
        return Err(ExportError { reason }.into());
    }
    job.advance(1);
    let nothing = || nothing(order);
    let (table, rows) = match order.take {
        Take::ComparedPicture(picture) => {
            let drawing = compared_picture(picture, &list, catalog, look(order)).ok_or_else(nothing)?;
            return painted(order, &drawing, job);
        }
        Take::Compared(Sheet::Results) => {
            let pair = list.pair.as_deref().ok_or_else(nothing)?;
            let [base, other] = pair.sides.each_ref().map(|side| &side.side);
            let currency = &base.counted.money.currency;
            ("compared results", result_rows(&pair.results, [&base.own, &other.own], currency))
        }
        Take::Compared(Sheet::Inputs) => {
            let pair = list.pair.as_deref().ok_or_else(nothing)?;
            let lines = pair.lines.iter().filter(|line| list.shown.all_inputs || !line.same());
            ("compared inputs", input_rows(lines, pair.sides.each_ref().map(|side| &*side.side.whole)))
        }
        Take::ComparedTable(picture) => (picture.key(), compared::rows(picture, &list).ok_or_else(nothing)?),
        _ => (ALL, list.table().ok_or_else(nothing)?.rows()),
    };
    written(order, &compared_about(table, &list, catalog).ok_or_else(nothing)?, &rows)
}

/// Whose figures a table of the comparison shows, for programs: of a pair both scenarios, the base last; of
/// all the base.
fn compared_about(table: &str, list: &Comparison, catalog: &Catalog) -> Option<About> {
    let base = &list.side(list.base)?.side;
    let other = list.side(list.looked).map(|side| &side.side).filter(|_| !list.shown.all.open);
    let both = |of: fn(&Side) -> String| match other {
        Some(other) => format!("{} against {}", of(other), of(base)),
        None => of(base),
    };
    Some(About {
        table: table.to_owned(),
        scenario: Some(both(|side| side.own.name.clone())),
        fingerprint: Some(both(|side| side.fingerprint.to_string())),
        model: MODEL_VERSION,
        catalogue: catalog.as_of.clone(),
    })
}

/// The books by month, by this name.
pub const MONTHS: &str = "months";
/// Every figure with where it comes from, by this name.
pub const ASSUMPTIONS: &str = "assumptions";
/// Every result of every scenario, by this name.
pub const ALL: &str = "all";

/// A deck as pages.
///
/// # Errors
/// If the job is cancelled meanwhile, or they can't be written.
pub fn handed_out(pages: &Pages, paper: Paper, catalog: &Catalog, job: &Job) -> Result<Product, OrderError> {
    let title = pages.title();
    Ok(Product::Bytes(pdf_of(&title, &handout((&title, &pages.slides), paper, catalog, job)?)?))
}

/// The paper of a manner.
#[must_use]
pub fn paper(manner: Manner) -> Paper {
    if manner.letter { Paper::Letter } else { Paper::A4 }
}

/// A page a scenario; each but the base's says how it stands against that.
fn briefed(order: &Order, catalog: &Catalog, job: &Job) -> Result<Product, OrderError> {
    // A page is found out and set; writing them all is as much again.
    job.begin(2 * (1 + order.beside.len()) + 1);
    let mut pages = Vec::new();
    for answer in std::iter::once(&order.answer).chain(&order.beside) {
        let mut exhibit = exhibit(order, answer, &brief::CHARTS, (catalog, job))?;
        if let Some(base) = order.compared.as_ref().filter(|base| !Arc::ptr_eq(base, answer)) {
            exhibit = exhibit.held_against(base, order.horizon, catalog)?;
        }
        pages.push(brief(&exhibit, paper(order.manner)));
        job.advance(1);
        job.check()?;
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
    job.advance(1);
    job.check()?;
    Ok(exhibit)
}

/// How a picture is drawn.
fn look(order: &Order) -> Look {
    Look { dark: order.dark, size: order.manner.size.map_or(SIZE, |size| size.map(f32::from)) }
}

/// A picture in the form that is wanted.
fn painted(order: &Order, drawing: &Drawing, job: &Job) -> Result<Product, OrderError> {
    job.advance(1);
    job.check()?;
    Ok(match (order.form, &order.goal) {
        (Form::Svg, _) => Product::Text(svg(drawing)),
        (_, Goal::Clipboard) => Product::Picture(raster::pixels(drawing, order.manner.scale)?),
        (_, Goal::File(..)) => Product::Bytes(raster::png(drawing, order.manner.scale)?),
    })
}

fn written(order: &Order, about: &About, rows: &[Vec<String>]) -> Result<Product, OrderError> {
    let text = match order.form {
        Form::Json => json(rows, about),
        // What is pasted is read as the usual.
        _ if order.goal == Goal::Clipboard => separated(rows, Spelling::TSV),
        Form::Tsv => separated(rows, order.manner.spelling.with_separator(Spelling::TSV.separator)),
        _ => separated(rows, order.manner.spelling),
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
        order.more = More::Pages(Pages {
            deck: Arc::new(Deck { title: "A deck".to_owned(), ..Deck::default() }),
            folder: "".into(),
            slides,
            masked: false,
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
