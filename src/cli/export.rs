//! `shoreline export`: charts as files for slides and papers, without a display.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};

use super::{
    Outcome,
    input::{InputError, MovedArgs},
};
use crate::{
    catalog::Catalog,
    engine::job::Job,
    export::{raster, svg::svg},
    model::scenario::Scenario,
    state::{exhibit::Exhibit, view::Chart},
    store::{catalog::catalog, files},
    ui::pictures::{LEAST, Look, SIZE, picture},
};

pub(super) const EXAMPLES: &str = "Charts: cost, headcount, matrix, bridge, sweep, risk, seats, ledger, heat.

Examples:
  shoreline export desk.ron --chart matrix -o matrix.svg
  shoreline export desk.ron --chart cost -o cost.png --scale 2 --theme dark
  shoreline export desk.ron --chart bridge -o bridge.svg --size 720x480 --set friction.rework=8%";

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Scenario file; - reads standard input
    pub file: PathBuf,
    /// The levers that are moved first
    #[command(flatten)]
    pub moved: MovedArgs,
    /// The chart
    #[arg(long, value_name = "CHART")]
    pub chart: Option<String>,
    /// File to write; its ending says what: svg or png
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// How a picture is painted
    #[command(flatten)]
    pub picture: PictureArgs,
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
    let bytes = match ending(&args.output).as_str() {
        "svg" => svg(&drawn(args)?).into_bytes(),
        "png" => raster::png(&drawn(args)?, args.picture.scale).map_err(asked)?,
        other => {
            return Err(InputError::Asked(format!("-o must end in .svg or .png, found \"{other}\"")));
        }
    };
    write(&args.output, &bytes)
}

/// What a file's name ends in, in lower case.
fn ending(path: &Path) -> String {
    path.extension().and_then(OsStr::to_str).unwrap_or_default().to_lowercase()
}

fn asked(error: impl ToString) -> InputError {
    InputError::Asked(error.to_string())
}

fn write(path: &Path, bytes: &[u8]) -> Result<Outcome, InputError> {
    files::write(path, bytes)?;
    Ok(Outcome::good(format!("{}: {} bytes\n", path.display(), bytes.len())))
}

/// The chart of a key.
fn chart(key: &str) -> Result<Chart, InputError> {
    Chart::from_key(key).ok_or_else(|| {
        let keys = Chart::ALL.map(Chart::key).join(", ");
        InputError::Asked(format!("--chart must be one of {keys}, found \"{key}\""))
    })
}

fn drawn(args: &ExportArgs) -> Result<crate::export::drawing::Drawing, InputError> {
    let key = args
        .chart
        .as_deref()
        .ok_or_else(|| InputError::Asked("--chart must say which chart is drawn, such as --chart matrix".to_owned()))?;
    let chart = chart(key)?;
    let exhibit = exhibit(args.moved.load(&args.file)?, &[chart])?;
    let look = Look {
        dark: args.picture.theme == Theme::Dark,
        size: args.picture.size.map_or(SIZE, |size| size.map(f32::from)),
    };
    Ok(picture(chart, &exhibit, look))
}

fn exhibit(scenario: Scenario, charts: &[Chart]) -> Result<Exhibit, InputError> {
    let catalog: Catalog = catalog().map_err(asked)?;
    // Nobody cancels the command line's own job.
    Exhibit::of_scenario(scenario, charts, &catalog, &Job::default()).map_err(asked)
}
