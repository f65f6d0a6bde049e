//! `shoreline export`: charts, tables, the brief and the workbook as files, without a display. The ending of the
//! output says which.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::{Args, ValueEnum};

use super::{
    Outcome,
    input::{InputError, MovedArgs},
    scale::ScaleArgs,
};
use crate::{
    catalog::Catalog,
    engine::job::Job,
    export::{
        compare::Sides,
        drawing::Drawing,
        pdf::{pdf, pdf_of},
        raster,
        report::Report,
        svg::svg,
        table::{Spelling, json, separated},
        workbook::{Case, compared, workbook},
    },
    model::{results::evaluate, scenario::Scenario},
    state::{exhibit::Exhibit, present::slides, view::Chart},
    store::{catalog::catalog, files, is_deck, staged},
    ui::pictures::{LEAST, Look, SIZE, about, brief, handout::handout, paper, picture, table},
};

pub(super) const EXAMPLES: &str =
    "The ending of the output says what is written: .svg or .png a chart, .csv, .tsv or .json a table, .pdf the
brief, or a deck with a page a step, .xlsx a workbook with live formulas: change an input in it, and all figures follow to the cent; of
several scenarios, with a sheet that compares them. Those in another currency than the first, or over another horizon, are
compared only where --currency or --horizon says how.

Charts: cost, headcount, matrix, bridge, sweep, risk, seats, ledger, heat.
Tables: those of the charts, and months: every line of the books, a row a month.

Examples:
  shoreline export desk.ron --chart matrix -o matrix.svg
  shoreline export desk.ron --chart cost -o cost.png --scale 2 --theme dark
  shoreline export desk.ron --chart bridge -o bridge.svg --size 720x480 --set friction.rework=8%
  shoreline export desk.ron --table months -o months.csv --separator \";\" --decimal-comma
  shoreline export desk.ron --set friction.rework=8% -o rework.xlsx
  shoreline export cheap.ron fair.ron -o both.xlsx
  shoreline export dollars.ron euros.ron --currency base --horizon month -o both.xlsx
  shoreline export desk.ron -o brief.pdf --paper letter
  shoreline export day.ron nights.ron -o both.pdf
  shoreline export talk.deck.ron -o talk.pdf";

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Scenario file; - reads standard input. Brief and workbook take several. Or one deck
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// The levers that are moved first
    #[command(flatten)]
    pub moved: MovedArgs,
    /// The chart that is drawn
    #[arg(long, value_name = "CHART")]
    pub chart: Option<String>,
    /// The figures that are written
    #[command(flatten)]
    pub table: TableArgs,
    /// File to write; its ending says what: svg or png for a chart, csv, tsv or json for a table, pdf for the brief
    /// or a deck, xlsx for the workbook
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Size of a page
    #[arg(long, value_enum, default_value_t = Paper::A4)]
    pub paper: Paper,
    /// How a picture is painted
    #[command(flatten)]
    pub picture: PictureArgs,
    /// How what is on different scales is compared
    #[command(flatten)]
    pub scale: ScaleArgs,
}

/// The figures that are written, and how.
#[derive(Debug, Args)]
pub struct TableArgs {
    /// Figures to write: months, or those of a chart
    #[arg(long, value_name = "TABLE")]
    pub table: Option<String>,
    /// Between two cells; , where it is not said, ; with a decimal comma
    #[arg(long, value_name = "CHARACTER", value_parser = separator)]
    pub separator: Option<u8>,
    /// Write 1,5 rather than 1.5
    #[arg(long)]
    pub decimal_comma: bool,
}

fn separator(text: &str) -> Result<u8, String> {
    match (text, text.as_bytes()) {
        ("tab" | "\\t", _) => Ok(b'\t'),
        (_, [one]) => Ok(*one),
        _ => Err("must be one character such as ; or the word tab".to_owned()),
    }
}

/// A page's size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Paper {
    /// 210 × 297 mm
    A4,
    /// 8.5 × 11 inches
    Letter,
}

impl From<Paper> for paper::Paper {
    fn from(paper: Paper) -> Self {
        match paper {
            Paper::A4 => Self::A4,
            Paper::Letter => Self::Letter,
        }
    }
}

/// How a picture is painted.
#[derive(Debug, Args)]
pub struct PictureArgs {
    /// Colors of a picture
    #[arg(long, value_enum, default_value_t = Theme::Light)]
    pub theme: Theme,
    /// Pixels a point of a PNG: 1, 2 or 4
    #[arg(long, default_value_t = 2, value_parser = scale)]
    pub scale: u8,
    /// Width and height of a picture, points
    #[arg(long, value_name = "WxH", value_parser = dimensions)]
    pub size: Option<[u16; 2]>,
}

/// Colors of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    /// Dark on light
    Light,
    /// Light on dark
    Dark,
}

fn scale(text: &str) -> Result<u8, String> {
    text.parse().ok().filter(|scale| [1, 2, 4].contains(scale)).ok_or_else(|| "must be 1, 2 or 4".to_owned())
}

/// Widest and highest picture, points.
const MOST: u16 = 4096;

fn dimensions(text: &str) -> Result<[u16; 2], String> {
    let [width, height] = LEAST;
    let wrong = || format!("must be WIDTHxHEIGHT such as 960x540, from {width}x{height} to {MOST}x{MOST}");
    let (wide, high) = text.split_once(['x', '×']).ok_or_else(wrong)?;
    let length = |text: &str, least: f32| {
        text.trim().parse::<u16>().ok().filter(|length| *length <= MOST && f32::from(*length) >= least)
    };
    length(wide, width).zip(length(high, height)).map(<[u16; 2]>::from).ok_or_else(wrong)
}

pub(super) fn run(args: &ExportArgs) -> Result<Outcome, InputError> {
    let ending = ending(&args.output);
    if let Some(deck) = args.files.iter().find(|file| is_deck(file)) {
        return in_pages(args, deck, &ending);
    }
    let one = || match args.files.as_slice() {
        [file] => Ok(file.as_path()),
        files => {
            Err(InputError::Asked(format!("only a brief and a workbook take several files, found {}", files.len())))
        }
    };
    let bytes = match ending.as_str() {
        "svg" => svg(&drawn(args, one()?)?).into_bytes(),
        "png" => raster::png(&drawn(args, one()?)?, args.picture.scale).map_err(asked)?,
        "csv" | "tsv" | "json" => tabled(args, one()?, &ending)?.into_bytes(),
        "pdf" => brief(args)?,
        "xlsx" => in_workbook(args)?,
        other => {
            let known = "-o must end in .svg or .png for a chart, .csv, .tsv or .json for a table, .pdf for the brief, .xlsx for the workbook";
            return Err(InputError::Asked(format!("{known}, found \"{other}\"")));
        }
    };
    write(&args.output, &bytes)
}

/// What a file's name ends in, in lower case.
fn ending(path: &Path) -> String {
    path.extension().and_then(OsStr::to_str).unwrap_or_default().to_lowercase()
}

/// What could not be made, told as a fault of what was asked for.
#[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands on")]
fn asked(error: impl ToString) -> InputError {
    InputError::Asked(error.to_string())
}

fn write(path: &Path, bytes: &[u8]) -> Result<Outcome, InputError> {
    files::write(path, bytes)?;
    Ok(Outcome::good(format!("{}: {} bytes\n", path.display(), bytes.len())))
}

/// The chart of a key.
fn chart(option: &str, key: &str) -> Result<Chart, InputError> {
    Chart::from_key(key).ok_or_else(|| {
        let keys = Chart::ALL.map(Chart::key).join(", ");
        InputError::Asked(format!("{option} must be one of {keys}, found \"{key}\""))
    })
}

fn drawn(args: &ExportArgs, file: &Path) -> Result<Drawing, InputError> {
    let missing = || InputError::Asked("--chart must say which chart is drawn, such as --chart matrix".to_owned());
    let chart = chart("--chart", args.chart.as_deref().ok_or_else(missing)?)?;
    let exhibit = exhibit(args.moved.load(file)?, &[chart])?;
    let look = Look {
        dark: args.picture.theme == Theme::Dark,
        size: args.picture.size.map_or(SIZE, |size| size.map(f32::from)),
    };
    Ok(picture(chart, &exhibit, look))
}

/// The rows of all months, by this name.
const MONTHS: &str = "months";

fn tabled(args: &ExportArgs, file: &Path, ending: &str) -> Result<String, InputError> {
    let missing = || InputError::Asked("--table must say which figures are written, such as --table months".to_owned());
    let key = args.table.table.as_deref().ok_or_else(missing)?;
    let shown = if key == MONTHS { None } else { Some(chart("--table: months, or", key)?) };
    let exhibit = exhibit(args.moved.load(file)?, shown.as_slice())?;
    let rows = match shown {
        Some(chart) => table(chart, &exhibit).ok_or_else(|| asked(format!("{key}: there are no figures")))?,
        None => Report::months(&exhibit.answer.scenario, &exhibit.answer.evaluation),
    };
    let TableArgs { separator, decimal_comma, .. } = args.table;
    let usual = match ending {
        "tsv" => b'\t',
        _ if decimal_comma => b';',
        _ => b',',
    };
    let spelling = Spelling { separator: separator.unwrap_or(usual), decimal_comma };
    let written = if ending == "json" { json(&rows, &about(key, &exhibit)) } else { separated(&rows, spelling) };
    written.map_err(asked)
}

/// A page a file; from the second on, each is compared with the first.
fn brief(args: &ExportArgs) -> Result<Vec<u8>, InputError> {
    let mut pages = Vec::new();
    let mut first = None;
    for file in &args.files {
        let mut exhibit = exhibit(args.moved.load(file)?, &brief::CHARTS)?;
        exhibit.compared.clone_from(&first);
        first = first.or_else(|| Some(Arc::clone(&exhibit.answer)));
        pages.push(brief::brief(&exhibit, args.paper.into()));
    }
    pdf(&pages).map_err(asked)
}

/// A deck, a page a step; a step that can't be shown is told, and its page says so.
fn in_pages(args: &ExportArgs, file: &Path, ending: &str) -> Result<Outcome, InputError> {
    let refused = |rule: &str| Err(InputError::Asked(format!("{}: {rule}", file.display())));
    if ending != "pdf" {
        return refused(&format!("a deck is written as .pdf, a page a step, found \"{ending}\""));
    }
    if args.files.len() > 1 {
        return refused(&format!("a deck is written alone, found {} files", args.files.len()));
    }
    if args.chart.is_some() || args.table.table.is_some() || !args.moved.set.is_empty() {
        return refused("its steps have charts and levers of their own: --chart, --table and --set are for scenarios");
    }
    let deck = files::load_deck(file)?;
    let scenarios = staged::scenarios(&deck, file.parent().unwrap_or(Path::new("")));
    let slides = slides(&deck, scenarios.into_iter().map(|read| read.map(Arc::new)).collect());
    let told = (1..).zip(&slides).filter_map(|(step, slide)| {
        slide.scenario.as_ref().err().map(|why| format!("step {step} can’t be shown: {why}\n"))
    });
    let faults: String = told.collect();
    let catalog = catalog().map_err(asked)?;
    let pages = handout((&deck.title, &slides), args.paper.into(), &catalog, &Job::default()).map_err(asked)?;
    let outcome = write(&args.output, &pdf_of(&deck.title, &pages).map_err(asked)?)?;
    Ok(Outcome { faults, ..outcome })
}

/// The scenarios as one workbook; of several, the first is the base.
fn in_workbook(args: &ExportArgs) -> Result<Vec<u8>, InputError> {
    let catalog = catalog().map_err(asked)?;
    let load = |file: &PathBuf| args.moved.load(file).map(Arc::new);
    let scenarios = args.files.iter().map(load).collect::<Result<Vec<Arc<Scenario>>, _>>()?;
    if let [scenario] = scenarios.as_slice() {
        let case = Case { scenario, evaluation: &evaluate(scenario) };
        return workbook(case, &catalog, &Job::default()).map_err(asked);
    }
    let names: Vec<String> = args.files.iter().map(|file| file.display().to_string()).collect();
    let files: Vec<(&str, &Scenario)> =
        names.iter().map(String::as_str).zip(scenarios.iter().map(|of| &**of)).collect();
    args.scale.stated(&files, &catalog)?;
    let sides = Sides::of(&scenarios, args.scale.horizon(), &catalog).map_err(asked)?;
    compared(&sides, &catalog, &Job::default()).map_err(asked)
}

fn exhibit(scenario: Scenario, charts: &[Chart]) -> Result<Exhibit, InputError> {
    let catalog: Catalog = catalog().map_err(asked)?;
    // Nobody cancels the command line's own job.
    Exhibit::of_scenario(scenario, charts, &catalog, &Job::default()).map_err(asked)
}
