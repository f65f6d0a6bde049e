//! What the window opens with: the sample, what was named, or why that can't be opened. It is read before the
//! window is there, unless a disk stalls.

use std::{path::PathBuf, sync::Arc};

use super::{
    errands::soon,
    fulfill::{drifted, holds_none},
    panics,
};
use crate::{
    catalog::Catalog,
    model::scenario::Scenario,
    state::{Document, Shelf, deck::OpenDeck, prompt::Notice, unopened::Unopened},
    store::{
        Known, StoreError,
        deck::is_deck,
        listing::scenario_files,
        session::{self, Session},
    },
};

/// The sample scenario, compiled in.
const SAMPLE: &str = include_str!("../../scenarios/support-desk-manila.ron");

/// What the window opens with.
#[derive(Debug)]
pub struct Start {
    pub(super) document: Document,
    pub(super) deck: Option<OpenDeck>,
    pub(super) shelf: Shelf,
    pub(super) session: Session,
    /// The session as it was found.
    pub(super) found: Session,
    pub(super) data_dir: Option<PathBuf>,
    pub(super) known: Known,
    pub(super) notice: Option<Notice>,
    /// What to tell of the file's figures.
    pub(super) drift: Option<String>,
    /// The file that is not open, though it was named.
    pub(super) unopened: Option<Unopened>,
    /// The same, where it could not be read in time.
    pub(super) late: Option<PathBuf>,
    /// Files to compare, the first as the base.
    pub(super) compared: Vec<PathBuf>,
}

impl Start {
    /// Opens a file, or the sample where none is given; several, or those of a folder, are compared. Where a
    /// file can't be read, the window says why, and shows no scenario until one is opened.
    #[must_use]
    pub fn read(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        Self::with_settings(paths, session::data_dir())
    }

    /// The same, with the settings of a folder; none are kept where there is none.
    #[must_use]
    pub fn with_settings(paths: impl IntoIterator<Item = PathBuf>, data_dir: Option<PathBuf>) -> Self {
        Self::on(paths, data_dir, Known::default())
    }

    /// The same, with scenarios on a disk of one's own.
    #[must_use]
    pub fn on(paths: impl IntoIterator<Item = PathBuf>, data_dir: Option<PathBuf>, known: Known) -> Self {
        let sample = Arc::new(sample());
        let shelf = Shelf { sample: Arc::clone(&sample), catalog: Arc::new(catalog()) };
        let (found, broken) = data_dir.as_deref().map_or_else(Default::default, Session::load);
        let mut notice = broken.map(|text| Notice { text, fault: true });
        if let Some(text) = data_dir.as_deref().and_then(panics::after_crash) {
            notice = Some(Notice { text, fault: true });
        }
        let document = Document::new(sample, None);
        let session = found.clone();
        let (deck, drift, unopened, late, compared) = (None, None, None, None, Vec::new());
        let mut start =
            Self { document, deck, shelf, session, found, data_dir, known, notice, drift, unopened, late, compared };
        let named: Vec<PathBuf> = paths.into_iter().map(|path| std::path::absolute(&path).unwrap_or(path)).collect();
        start.open_all(&named);
        start
    }

    /// Opens what was named: one file; of several, or of a folder, the first that can be, beside the comparison
    /// of all.
    fn open_all(&mut self, named: &[PathBuf]) {
        let among = named.to_vec();
        let files = soon(move || scenario_files(&among)).unwrap_or_else(|| named.to_vec());
        match (&files[..], named) {
            ([], []) => {}
            ([], [folder, ..]) => {
                self.unopened = Some(Unopened::refused(folder.clone(), holds_none(folder)));
            }
            ([file], _) => self.open(file.clone()),
            (_, _) => self.compare(files),
        }
    }

    /// Compares files, and opens the first of them that can be.
    fn compare(&mut self, files: Vec<PathBuf>) {
        let mut refused = None;
        for file in files.iter().filter(|file| !is_deck(file)) {
            self.unopened = None;
            self.open(file.clone());
            if self.unopened.is_none() || self.late.is_some() {
                refused = None;
                break;
            }
            refused = refused.or(self.unopened.take());
        }
        self.unopened = self.unopened.take().or(refused);
        self.compared = files;
    }

    /// Opens a file before the window is there, unless its disk stalls: then the window comes first.
    fn open(&mut self, path: PathBuf) {
        if is_deck(&path) {
            self.open_deck(path);
            return;
        }
        let (known, at) = (self.known.clone(), path.clone());
        let read = soon(move || {
            let scenario = known.load(&at)?;
            let drift = drifted(&at, &scenario, &known);
            Ok::<_, StoreError>((scenario, drift))
        });
        match read {
            Some(Ok((scenario, drift))) => {
                self.session.remember(&path);
                self.document = Document::new(Arc::new(scenario), Some(path));
                self.drift = drift;
            }
            Some(Err(error)) => self.unopened = Some(Unopened::refused(path, error.to_string())),
            None => self.await_late(path),
        }
    }

    /// A file is read once the window is there.
    fn await_late(&mut self, path: PathBuf) {
        self.unopened = Some(Unopened::awaited(path.clone()));
        self.late = Some(path);
    }

    /// Opens a deck likewise; the sample stays open beside it.
    fn open_deck(&mut self, path: PathBuf) {
        let (known, at) = (self.known.clone(), path.clone());
        match soon(move || known.load_deck(&at)) {
            Some(Ok(deck)) => {
                self.session.remember(&path);
                self.deck = Some(OpenDeck::read(Arc::new(deck), path));
            }
            Some(Err(error)) => self.unopened = Some(Unopened::refused(path, error.to_string())),
            None => self.await_late(path),
        }
    }
}

/// Public figures of places and roles; a test holds that they can be read.
fn catalog() -> Catalog {
    crate::store::catalog::catalog().unwrap_or_default()
}

/// The sample; a test holds that it is valid.
fn sample() -> Scenario {
    crate::store::codec::decode(SAMPLE.as_bytes(), "sample").unwrap_or_default()
}
