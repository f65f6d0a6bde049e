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
    export::table::Spelling,
    model::scenario::Scenario,
    state::{
        compare::{Comparison, Picture},
        derived::Answer,
        effect::Replace,
        taking::{Form, Goal, Manner, More, Order, Pages, Take},
        view::{Chart, View},
    },
    store::{catalog::catalog, files, is_deck, staged},
    ui::pictures::{
        LEAST,
        orders::{ALL, ASSUMPTIONS, MONTHS, Product, handed_out, paper, product},
    },
};

pub(super) const EXAMPLES: &str =
    "The ending of the output says what is written: .svg or .png a chart, .csv, .tsv or .json a table, .pdf the
brief, or a deck with a page a step, .xlsx a workbook with live formulas: change an input in it, and all figures follow to the cent; of
several scenarios, with a sheet that compares them. Those in another currency than the first, or over another horizon, are
compared only where --currency or --horizon says how.

Charts: cost, headcount, matrix, bridge, sweep, risk, seats, ledger, heat; of several scenarios: costs, matrix, bridge,
chances, where the first is the base and the next stands beside it.
Tables: those of the charts; months, every line of the books, a row a month; assumptions, every figure with its source;
of several scenarios: all, every result of each.

Examples:
  shoreline export desk.ron --chart matrix -o matrix.svg
  shoreline export desk.ron --chart cost -o cost.png --scale 2 --theme dark
  shoreline export desk.ron --chart bridge -o bridge.svg --size 720x480 --set friction.rework=8%
  shoreline export desk.ron --table months -o months.csv --separator \";\" --decimal-comma
  shoreline export day.ron nights.ron --chart bridge -o bridge.svg
  shoreline export desk.ron --table assumptions -o assumptions.csv
  shoreline export desk.ron --set friction.rework=8% -o rework.xlsx
  shoreline export cheap.ron fair.ron -o both.xlsx
  shoreline export dollars.ron euros.ron --currency base --horizon month -o both.xlsx
  shoreline export desk.ron -o brief.pdf --paper letter
  shoreline export day.ron nights.ron -o both.pdf
  shoreline export talk.deck.ron -o talk.pdf";

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Scenario file; - reads standard input. Several are held against the first. Or one deck
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
    /// Size of a page; A4 where it is not said
    #[arg(long, value_enum)]
    pub paper: Option<Paper>,
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

/// How a picture is painted.
#[derive(Debug, Args)]
pub struct PictureArgs {
    /// Colors of a picture; light where it is not said
    #[arg(long, value_enum)]
    pub theme: Option<Theme>,
    /// Pixels a point of a PNG: 1, 2 or 4; 2 where it is not said
    #[arg(long, value_parser = scale)]
    pub scale: Option<u8>,
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

/// An option that only some kinds of files have a use for.
struct Only {
    name: &'static str,
    given: fn(&ExportArgs) -> bool,
    endings: &'static [&'static str],
}

/// Endings of pictures and tables.
const PICTURES: &[&str] = &["svg", "png"];
const TABLES: &[&str] = &["csv", "tsv", "json"];

/// Which options mean something for which endings; one that means nothing is refused.
const ONLY: [Only; 8] = [
    Only { name: "--chart", given: |args| args.chart.is_some(), endings: PICTURES },
    Only { name: "--theme", given: |args| args.picture.theme.is_some(), endings: PICTURES },
    Only { name: "--size", given: |args| args.picture.size.is_some(), endings: PICTURES },
    Only { name: "--scale", given: |args| args.picture.scale.is_some(), endings: &["png"] },
    Only { name: "--table", given: |args| args.table.table.is_some(), endings: TABLES },
    Only { name: "--separator", given: |args| args.table.separator.is_some(), endings: &["csv"] },
    Only { name: "--decimal-comma", given: |args| args.table.decimal_comma, endings: &["csv", "tsv"] },
    Only { name: "--paper", given: |args| args.paper.is_some(), endings: &["pdf"] },
];

/// Refuses options that mean nothing for a file with such an ending.
fn fitting(args: &ExportArgs, ending: &str) -> Result<(), InputError> {
    let fault = |only: &Only| {
        let endings: Vec<String> = only.endings.iter().map(|ending| format!(".{ending}")).collect();
        format!("{} is for {}: a .{ending} file has no use for it", only.name, endings.join(" and "))
    };
    let unfit = ONLY.iter().filter(|only| (only.given)(args) && !only.endings.contains(&ending));
    let faults: Vec<String> = unfit.map(fault).collect();
    if faults.is_empty() { Ok(()) } else { Err(InputError::Asked(faults.join("\n"))) }
}

pub(super) fn run(args: &ExportArgs) -> Result<Outcome, InputError> {
    let ending = ending(&args.output);
    if let Some(deck) = args.files.iter().find(|file| is_deck(file)) {
        return in_pages(args, deck, &ending);
    }
    let take = take(args, &ending)?;
    fitting(args, &ending)?;
    let form =
        take.form(&args.output).ok_or_else(|| InputError::Asked(format!("-o must end in {}", take.endings())))?;
    if args.files.len() == 1 && (args.scale.horizon.is_some() || args.scale.currency.is_some()) {
        let rule = "--horizon and --currency say how several scenarios are compared, found one file";
        return Err(InputError::Asked(rule.to_owned()));
    }
    let catalog = catalog().map_err(asked)?;
    let order = order(args, (take, form), &catalog)?;
    // Nobody cancels the command line's own job.
    write(&args.output, product(&order, &catalog, &Job::default()).map_err(asked)?)
}

/// What is asked for, by the ending of the output.
fn take(args: &ExportArgs, ending: &str) -> Result<Take, InputError> {
    let several = args.files.len() > 1;
    let named = |option: &str, key: &Option<String>, choices: Vec<(&'static str, Take)>, such: &str| match key {
        Some(key) => choice((option, several), &choices, key),
        None => Err(InputError::Asked(format!("{option} must say {such}"))),
    };
    match ending {
        "svg" | "png" => named("--chart", &args.chart, charts(several), "which chart is drawn, such as --chart matrix"),
        "csv" | "tsv" | "json" => {
            named("--table", &args.table.table, tables(several), "which figures are written, such as --table bridge")
        }
        "pdf" => Ok(Take::Brief),
        "xlsx" => Ok(Take::Workbook),
        other => {
            let known = "-o must end in .svg or .png for a chart, .csv, .tsv or .json for a table, .pdf for the brief, .xlsx for the workbook";
            Err(InputError::Asked(format!("{known}, found \"{other}\"")))
        }
    }
}

/// The charts of a scenario, or of several held against the first, by their names.
fn charts(several: bool) -> Vec<(&'static str, Take)> {
    if several {
        return Picture::ALL.map(|picture| (short(picture), Take::ComparedPicture(picture))).to_vec();
    }
    Chart::ALL.map(|chart| (chart.key(), Take::Picture(chart))).to_vec()
}

/// The tables likewise.
fn tables(several: bool) -> Vec<(&'static str, Take)> {
    if several {
        let of_charts = Picture::ALL.map(|picture| (short(picture), Take::ComparedTable(picture)));
        return [(ALL, Take::All)].into_iter().chain(of_charts).collect();
    }
    let of_charts = Chart::ALL.map(|chart| (chart.key(), Take::Table(chart)));
    [(MONTHS, Take::Months), (ASSUMPTIONS, Take::Assumptions)].into_iter().chain(of_charts).collect()
}

/// A chart of the comparison by its name among its like.
fn short(picture: Picture) -> &'static str {
    picture.key().trim_start_matches("compared-")
}

/// What is meant by a name.
fn choice((option, several): (&str, bool), choices: &[(&str, Take)], key: &str) -> Result<Take, InputError> {
    choices.iter().find(|(name, _)| *name == key).map(|(_, take)| *take).ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let of = if several { " of several files" } else { "" };
        InputError::Asked(format!("{option}{of} must be one of {}, found \"{key}\"", names.join(", ")))
    })
}

/// The order that the window would place; of several files, the first is the base.
fn order(args: &ExportArgs, (take, form): (Take, Form), catalog: &Catalog) -> Result<Order, InputError> {
    let names: Vec<String> = args.files.iter().map(|file| file.display().to_string()).collect();
    let load = |file: &PathBuf| args.moved.load(file).map(Arc::new);
    let scenarios = args.files.iter().map(load).collect::<Result<Vec<Arc<Scenario>>, _>>()?;
    let files: Vec<(&str, &Scenario)> =
        names.iter().map(String::as_str).zip(scenarios.iter().map(|scenario| &**scenario)).collect();
    args.scale.stated(&files, catalog)?;
    let more = match take {
        Take::ComparedPicture(_) | Take::ComparedTable(_) | Take::All => {
            let each = args.files.iter().cloned().zip(scenarios.iter().cloned());
            let list = Comparison::of(each, args.scale.horizon()).completed(false, catalog, &Job::default());
            let list = list.map_err(asked)?;
            // None is left out unsaid.
            if let Some(fault) = list.fault(|_| true) {
                return Err(InputError::Asked(fault));
            }
            More::Comparison(Arc::new(list))
        }
        _ => More::Nothing,
    };
    let mut answers = scenarios.into_iter().map(|scenario| Arc::new(Answer::compute(0, scenario)));
    let answer = answers.next().ok_or_else(|| InputError::Asked("a file must be given".to_owned()))?;
    // A comparison has weighed the others already.
    let beside: Vec<Arc<Answer>> = if matches!(more, More::Comparison(_)) { Vec::new() } else { answers.collect() };
    let manner = manner(args);
    Ok(Order {
        take,
        form,
        goal: Goal::File(args.output.clone(), Replace::Always),
        manner,
        dark: manner.dark.unwrap_or(false),
        compared: (!beside.is_empty()).then(|| Arc::clone(&answer)),
        beside,
        horizon: args.scale.horizon(),
        opened: Arc::clone(&answer.scenario),
        answer,
        view: View::default(),
        more,
    })
}

/// How it is drawn, printed and written.
fn manner(args: &ExportArgs) -> Manner {
    let usual = Manner::default();
    let TableArgs { separator, decimal_comma, .. } = args.table;
    let separator = separator.unwrap_or(Spelling::usual(decimal_comma).separator);
    Manner {
        dark: args.picture.theme.map(|theme| theme == Theme::Dark),
        scale: args.picture.scale.unwrap_or(usual.scale),
        letter: args.paper == Some(Paper::Letter),
        size: args.picture.size,
        spelling: Spelling { separator, decimal_comma },
    }
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

fn write(path: &Path, product: Product) -> Result<Outcome, InputError> {
    let bytes = match product {
        Product::Text(text) => text.into_bytes(),
        Product::Bytes(bytes) => bytes,
        Product::Picture(_) => return Err(InputError::Asked("only a clipboard takes a bare picture".to_owned())),
    };
    files::write(path, &bytes)?;
    Ok(Outcome::good(format!("{}: {} bytes\n", path.display(), bytes.len())))
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
    if args.scale.horizon.is_some() || args.scale.currency.is_some() {
        return refused("its steps are not compared: --horizon and --currency are for several scenarios");
    }
    fitting(args, ending)?;
    let deck = Arc::new(files::load_deck(file)?);
    let folder = file.parent().unwrap_or(Path::new("")).to_owned();
    let scenarios = staged::scenarios(&deck, &folder);
    let mut pages = Pages { deck, folder, slides: Vec::new(), masked: false };
    pages.show(scenarios);
    let told = (1..).zip(&pages.slides).filter_map(|(step, slide)| {
        slide.scenario.as_ref().err().map(|why| format!("step {step} can’t be shown: {why}\n"))
    });
    let faults: String = told.collect();
    let catalog = catalog().map_err(asked)?;
    let made = handed_out(&pages, paper(manner(args)), &catalog, &Job::default()).map_err(asked)?;
    Ok(Outcome { faults, ..write(&args.output, made)? })
}
