//! What leaves the window: a chart as a picture, its table, the brief, the workbook, the deck; in which form, and where to.
//! A form or a thing more is a row of the lists here and an arm in what makes it.

use std::{path::PathBuf, sync::Arc};

use super::{
    AppState,
    command::Command,
    compare::{Comparison, Picture, Sheet},
    deck::OpenDeck,
    derived::Answer,
    effect::Replace,
    library::{Library, Progress},
    present::{Slide, slides},
    prompt::file_name,
    view::{Chart, Page, View},
};
use crate::{
    engine::measure::Measure,
    export::{compare::Horizon, raster::Pixels, table::Spelling},
    format::without_amounts,
    model::{fingerprint::Fingerprint, ledger::Account, scenario::Scenario},
    store::{deck::Deck, session::Cells},
};

/// What can be taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Take {
    /// A chart as a picture.
    Picture(Chart),
    /// A chart's figures.
    Table(Chart),
    /// Every line of the books, a row a month.
    Months,
    /// A table of the comparison.
    Compared(Sheet),
    /// A chart of the comparison as a picture.
    ComparedPicture(Picture),
    /// The figures of a chart of the comparison.
    ComparedTable(Picture),
    /// Every result of every scenario that is compared.
    All,
    /// Every figure of the scenario with where it comes from.
    Assumptions,
    /// The scenarios of a folder, as they are listed.
    Library,
    /// What a result is made of, with the line that is looked into.
    Explained(Measure, Option<Account>),
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
            Self::Picture(_) | Self::ComparedPicture(_) => &[Form::Png, Form::Svg],
            Self::Brief | Self::Deck => &[Form::Pdf],
            Self::Workbook => &[Form::Xlsx],
            Self::Table(_)
            | Self::Months
            | Self::Compared(_)
            | Self::ComparedTable(_)
            | Self::All
            | Self::Assumptions
            | Self::Library
            | Self::Explained(..) => &[Form::Csv, Form::Tsv, Form::Json],
        }
    }

    /// The picture that a page shows: on most that of the explorer, its left chart.
    fn picture_shown(view: &View, list: &Comparison) -> Self {
        match view.page {
            Page::Compare => Self::ComparedPicture(list.shown.picture),
            _ => Self::Picture(view.left),
        }
    }

    /// The table that a page shows, or that of its picture.
    fn table_shown(view: &View, list: &Comparison) -> Self {
        match view.page {
            Page::Compare if list.shown.all.open => Self::All,
            Page::Compare => Self::ComparedTable(list.shown.picture),
            Page::Assumptions => Self::Assumptions,
            Page::Library => Self::Library,
            _ => Self::Table(view.left),
        }
    }

    /// What is taken, in the middle of a sentence: `the chart “Matrix”`.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Picture(chart) => format!("the chart “{}”", chart.label()),
            Self::Table(chart) => format!("the table of “{}”", chart.label()),
            Self::Months => "the books by month".to_owned(),
            Self::Compared(Sheet::Results) => "the compared results".to_owned(),
            Self::Compared(Sheet::Inputs) => "the compared inputs".to_owned(),
            Self::ComparedPicture(picture) => format!("the chart “{}”", picture.label()),
            Self::ComparedTable(picture) => format!("the table of “{}”", picture.label()),
            Self::All => "the table of all scenarios".to_owned(),
            Self::Assumptions => "the list of assumptions".to_owned(),
            Self::Library => "the list of scenarios".to_owned(),
            Self::Explained(measure, _) => format!("what “{}” is made of", measure.label()),
            Self::Brief => "the brief".to_owned(),
            Self::Workbook => "the workbook".to_owned(),
            Self::Deck => "the deck".to_owned(),
        }
    }

    /// Whether it is made of amounts themselves, so that it waits until they are shown; all else is
    /// made of what is shown.
    #[must_use]
    pub fn tells_amounts(self) -> bool {
        self == Self::Workbook
    }

    /// Why it can't be taken now, of what is shown; none where it can.
    #[must_use]
    pub fn missing(self, shown: &AppState) -> Option<&'static str> {
        let list = &shown.comparison;
        match self {
            Self::Library if shown.library.progress != Progress::Whole => Some("The folder is not read yet"),
            Self::Library if shown.library.shown.is_empty() => Some("No scenario is listed"),
            Self::Compared(_) if list.pair.is_none() || list.looked.is_none() => Some("Nothing is compared yet"),
            Self::ComparedPicture(_) | Self::ComparedTable(_) | Self::All if list.side(list.base).is_none() => {
                Some("Nothing is compared yet")
            }
            Self::Assumptions if shown.study.figures.is_none() => Some("What matters is not found out yet"),
            Self::Deck if shown.talk.deck.is_none() => Some("No deck is open"),
            Self::Deck if shown.talk.deck.as_ref().is_some_and(|open| open.deck.steps.is_empty()) => {
                Some("The deck has no step yet")
            }
            _ => None,
        }
    }

    /// Whether it is made of the open scenario.
    #[must_use]
    pub fn needs_scenario(self) -> bool {
        !matches!(
            self,
            Self::Compared(_)
                | Self::ComparedPicture(_)
                | Self::ComparedTable(_)
                | Self::All
                | Self::Library
                | Self::Deck
        )
    }

    /// What a command takes away, of what is shown; none where it takes nothing.
    #[must_use]
    pub fn of(command: Command, shown: &AppState) -> Option<Self> {
        let (view, list) = (&shown.view, &shown.comparison);
        match command {
            Command::CopyPicture | Command::CopySvg | Command::SavePicture => Some(Self::picture_shown(view, list)),
            Command::CopyTable | Command::SaveTable => Some(Self::table_shown(view, list)),
            Command::SaveBrief => Some(Self::Brief),
            Command::SaveWorkbook => Some(Self::Workbook),
            Command::SavePages => Some(Self::Deck),
            _ => None,
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

    /// A name for its file, by the name of the scenario, or the title of the deck, and by what tells the
    /// scenario apart: a table of figures says it nowhere else.
    #[must_use]
    pub fn file_name(self, named: &str, fingerprint: Option<&Fingerprint>) -> String {
        let what = match self {
            Self::Picture(chart) | Self::Table(chart) => chart.key(),
            Self::Months => "months",
            Self::Compared(Sheet::Results) => "results",
            Self::Compared(Sheet::Inputs) => "inputs",
            Self::ComparedPicture(picture) | Self::ComparedTable(picture) => picture.key(),
            Self::All => "all",
            Self::Assumptions => "assumptions",
            Self::Library => "library",
            Self::Explained(measure, _) => measure.key(),
            Self::Brief => "brief",
            Self::Workbook => "workbook",
            Self::Deck => "pages",
        };
        let name = file_name(named);
        let stem = name.trim_end_matches(".ron");
        let print = fingerprint.map_or_else(String::new, |print| format!("-{}", print.short().replace(' ', "")));
        format!("{stem}-{what}{print}.{}", self.forms().first().map_or("", |form| form.ending()))
    }
}

/// How it is drawn, printed and written; choices of the person who takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// Light on dark; none as the window is.
    pub dark: Option<bool>,
    /// Pixels a point.
    pub scale: u8,
    /// Letter rather than A4.
    pub letter: bool,
    /// Width and height of a picture, points; none as a slide is.
    pub size: Option<[u16; 2]>,
    /// How a table is written.
    pub spelling: Spelling,
}

impl Default for Manner {
    fn default() -> Self {
        Self { dark: None, scale: 2, letter: false, size: None, spelling: Spelling::CSV }
    }
}

/// What may stand between the cells of a table.
pub const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

impl Manner {
    /// The usual one, with tables as they were saved last.
    #[must_use]
    pub fn remembered(cells: Cells) -> Self {
        let known = SEPARATORS.into_iter().find(|known| char::from(*known) == cells.separator);
        let spelling = known.map(|separator| Spelling { separator, decimal_comma: cells.decimal_comma });
        let spelling = spelling.and_then(|spelling| spelling.checked().ok());
        Self { spelling: spelling.unwrap_or(Spelling::CSV), ..Self::default() }
    }

    /// What of it is remembered.
    #[must_use]
    pub fn cells(&self) -> Cells {
        let Spelling { separator, decimal_comma } = self.spelling;
        Cells { separator: char::from(separator), decimal_comma }
    }
}

/// Something that is being made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Underway {
    /// What.
    pub take: Take,
    /// Which share of it is made, 0–1.
    pub share: f64,
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
    /// Its steps as they are shown, once the scenarios were read.
    pub slides: Vec<Slide>,
    /// Whether amounts are hidden, as they are while it is presented: each step is on an index of its own.
    pub masked: bool,
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
    /// More of which brief and workbook are made beside it; the one it is compared with is their base.
    pub beside: Vec<Arc<Answer>>,
    /// How different horizons are counted where they are compared.
    pub horizon: Horizon,
    /// As it was opened.
    pub opened: Arc<Scenario>,
    /// How it is shown.
    pub view: View,
    /// What it is made of besides.
    pub more: More,
}

/// What an order is made of besides answers.
#[derive(Debug, Clone, Default)]
pub enum More {
    /// Nothing.
    #[default]
    Nothing,
    /// The deck that is open.
    Pages(Pages),
    /// The comparison.
    Comparison(Arc<Comparison>),
    /// The scenarios of a folder.
    Library(Arc<Library>),
}

impl PartialEq for Order {
    fn eq(&self, other: &Self) -> bool {
        let asked = |order: &Self| (order.take, order.form, order.manner, order.dark);
        asked(self) == asked(other) && self.goal == other.goal && Arc::ptr_eq(&self.answer, &other.answer)
    }
}

impl Pages {
    /// The pages of a deck whose scenarios are still to be read.
    fn of(open: &OpenDeck, masked: bool) -> Self {
        Self { deck: Arc::clone(&open.deck), folder: open.folder.clone(), slides: Vec::new(), masked }
    }

    /// Shows what was read for each step.
    pub fn show(&mut self, scenarios: Vec<Result<Arc<Scenario>, String>>) {
        let slides = slides(&self.deck, scenarios);
        self.slides = if self.masked { slides.iter().map(Slide::hidden).collect() } else { slides };
    }

    /// The deck's title as it is shown.
    #[must_use]
    pub fn title(&self) -> String {
        if self.masked { without_amounts(&self.deck.title) } else { self.deck.title.clone() }
    }
}

impl Order {
    /// An order of what is shown now.
    #[must_use]
    pub fn of(state: &AppState, (take, form): (Take, Form), goal: Goal) -> Self {
        let own = state;
        let state = own.shown();
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
            beside: state.compared().filter(|_| state.reference.is_set()).cloned().into_iter().collect(),
            horizon: state.comparison.shown.horizon,
            opened: Arc::clone(&state.document.opened),
            view: state.view.clone(),
            more: More::of((own, state), take),
        }
    }
}

impl More {
    /// Of the state itself, and of what is shown of it.
    fn of((own, shown): (&AppState, &AppState), take: Take) -> Self {
        match (take, &own.talk.deck) {
            // Its levers are moved by amounts before these are hidden.
            (Take::Deck, Some(open)) => Self::Pages(Pages::of(open, own.mask.is_some())),
            (Take::Compared(_) | Take::ComparedPicture(_) | Take::ComparedTable(_) | Take::All, _) => {
                Self::Comparison(Arc::new(shown.comparison.clone()))
            }
            (Take::Library, _) => Self::Library(Arc::clone(&shown.library)),
            _ => Self::Nothing,
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
        assert_eq!(Take::Deck.file_name("A/B desk", None), "a-b-desk-pages.pdf");
        let print = Fingerprint::of(&Scenario::default());
        let named = picture.file_name("A/B desk", Some(&print));
        assert_eq!(named, format!("a-b-desk-matrix-{}.png", &print.to_string()[..12]));
    }

    #[test]
    fn tables_are_saved_as_they_were_last_unless_that_can_not_be_read() {
        let remembered = |separator, decimal_comma| Manner::remembered(Cells { separator, decimal_comma }).spelling;
        let german = Spelling { separator: b';', decimal_comma: true };
        assert_eq!(remembered(';', true), german);
        assert_eq!(
            Manner { spelling: german, ..Manner::default() }.cells(),
            Cells { separator: ';', decimal_comma: true }
        );
        for cells in [(',', true), ('.', false), ('€', false)] {
            assert_eq!(remembered(cells.0, cells.1), Spelling::CSV, "{cells:?}");
        }
    }
}
