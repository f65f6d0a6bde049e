//! What leaves the window: a chart as a picture, its table, the brief, the workbook, the deck; in which form, and where to.
//! A form or a thing more is a row of the lists here and an arm in what makes it.

use std::{path::PathBuf, sync::Arc};

use super::{
    AppState,
    deck::OpenDeck,
    derived::Answer,
    effect::Replace,
    present::Slide,
    prompt::file_name,
    view::{Chart, View},
};
use crate::{
    export::{compare::Horizon, raster::Pixels},
    model::scenario::Scenario,
    store::deck::Deck,
};

/// What can be taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Take {
    /// A chart as a picture.
    Picture(Chart),
    /// A chart's figures.
    Table(Chart),
    /// The brief.
    Brief,
    /// A workbook with live formulas.
    Workbook,
    /// The open deck, a page a step.
    Deck,
}

/// A form in which it is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Pixels.
    Png,
    /// Vectors with real texts.
    Svg,
    /// For spreadsheets, commas between cells.
    Csv,
    /// For spreadsheets, tabs between cells.
    Tsv,
    /// For programs.
    Json,
    /// Pages.
    Pdf,
    /// Sheets.
    Xlsx,
}

impl Form {
    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
        }
    }
}

impl Take {
    /// The forms of its files, the usual one first.
    #[must_use]
    pub fn forms(self) -> &'static [Form] {
        match self {
            Self::Picture(_) => &[Form::Png, Form::Svg],
            Self::Table(_) => &[Form::Csv, Form::Tsv, Form::Json],
            Self::Brief | Self::Deck => &[Form::Pdf],
            Self::Workbook => &[Form::Xlsx],
        }
    }

    /// What is taken, in the middle of a sentence: `the chart “Matrix”`.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Picture(chart) => format!("the chart “{}”", chart.label()),
            Self::Table(chart) => format!("the table of “{}”", chart.label()),
            Self::Brief => "the brief".to_owned(),
            Self::Workbook => "the workbook".to_owned(),
            Self::Deck => "the deck".to_owned(),
        }
    }

    /// Whether it is made of amounts themselves, so that it waits until they are shown; all else is
    /// made of what is shown.
    #[must_use]
    pub fn tells_amounts(self) -> bool {
        match self {
            Self::Picture(_) | Self::Table(_) | Self::Brief => false,
            Self::Workbook | Self::Deck => true,
        }
    }

    /// The form of a file by its ending; none where the ending is not one of its forms'.
    #[must_use]
    pub fn form(self, path: &std::path::Path) -> Option<Form> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        self.forms().iter().copied().find(|form| form.ending() == ending)
    }

    /// The endings of its forms, to be told: `.png or .svg`.
    #[must_use]
    pub fn endings(self) -> String {
        let endings: Vec<String> = self.forms().iter().map(|form| format!(".{}", form.ending())).collect();
        endings.join(" or ")
    }

    /// A name for its file, by the name of the scenario or the title of the deck.
    #[must_use]
    pub fn file_name(self, named: &str) -> String {
        let what = match self {
            Self::Picture(chart) | Self::Table(chart) => chart.key(),
            Self::Brief => "brief",
            Self::Workbook => "workbook",
            Self::Deck => "pages",
        };
        let name = file_name(named);
        let stem = name.trim_end_matches(".ron");
        format!("{stem}-{what}.{}", self.forms().first().map_or("", |form| form.ending()))
    }
}

/// How it is drawn and printed; choices of the person who takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// Light on dark; none as the window is.
    pub dark: Option<bool>,
    /// Pixels a point.
    pub scale: u8,
    /// Letter rather than A4.
    pub letter: bool,
}

impl Default for Manner {
    fn default() -> Self {
        Self { dark: None, scale: 2, letter: false }
    }
}

/// Where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// The clipboard.
    Clipboard,
    /// A file.
    File(PathBuf, Replace),
}

/// A deck with what its pages show.
#[derive(Debug, Clone)]
pub struct Pages {
    /// The deck.
    pub deck: Arc<Deck>,
    /// The folder that its paths begin in.
    pub folder: PathBuf,
    /// Its steps, once the scenarios were read.
    pub slides: Vec<Slide>,
}

/// Something to be made and taken away, of what was shown when it was asked for.
#[derive(Debug, Clone)]
pub struct Order {
    /// What.
    pub take: Take,
    /// In which form.
    pub form: Form,
    /// Where to.
    pub goal: Goal,
    /// How.
    pub manner: Manner,
    /// Whether the window is dark.
    pub dark: bool,
    /// The answer that is shown.
    pub answer: Arc<Answer>,
    /// The answer it is compared with.
    pub compared: Option<Arc<Answer>>,
    /// Whether brief and workbook hold what is compared with too.
    pub comparing: bool,
    /// How different horizons are counted where they are compared.
    pub horizon: Horizon,
    /// As it was opened.
    pub opened: Arc<Scenario>,
    /// How it is shown.
    pub view: View,
    /// The deck that is open.
    pub pages: Option<Pages>,
}

impl PartialEq for Order {
    fn eq(&self, other: &Self) -> bool {
        let asked = |order: &Self| (order.take, order.form, order.manner, order.dark);
        asked(self) == asked(other) && self.goal == other.goal && Arc::ptr_eq(&self.answer, &other.answer)
    }
}

impl Pages {
    /// The pages of a deck whose scenarios are still to be read.
    fn of(open: &OpenDeck) -> Self {
        Self { deck: Arc::clone(&open.deck), folder: open.folder.clone(), slides: Vec::new() }
    }
}

impl Order {
    /// An order of what is shown now.
    #[must_use]
    pub fn of(state: &AppState, (take, form): (Take, Form), goal: Goal) -> Self {
        let state = state.shown();
        let peeked = state.peeked().filter(|_| state.view.peek);
        let state = peeked.as_ref().unwrap_or(state);
        Self {
            take,
            form,
            goal,
            manner: state.view.manner,
            dark: state.view.manner.dark.unwrap_or(state.view.dark),
            answer: Arc::clone(&state.answer),
            compared: state.compared().cloned(),
            comparing: state.reference.is_set(),
            horizon: state.comparison.shown.horizon,
            opened: Arc::clone(&state.document.opened),
            view: state.view.clone(),
            pages: (take == Take::Deck).then(|| state.talk.deck.as_ref().map(Pages::of)).flatten(),
        }
    }
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// A text.
    Text(String),
    /// A picture.
    Picture(Pixels),
    /// It is in its file.
    Written,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_of_the_form_that_its_ending_says() {
        let picture = Take::Picture(Chart::Matrix);
        assert_eq!(picture.form("a/b.PNG".as_ref()), Some(Form::Png));
        assert_eq!(picture.form("b.svg".as_ref()), Some(Form::Svg));
        assert_eq!(picture.form("b.pdf".as_ref()), None);
        assert_eq!(Take::Table(Chart::Cost).endings(), ".csv or .tsv or .json");
        assert_eq!(Take::Brief.file_name("A/B desk"), "a-b-desk-brief.pdf");
        assert_eq!(picture.file_name("A/B desk"), "a-b-desk-matrix.png");
    }
}
