//! The brief: one page that says what the answer is, what it is made of, and what it rests on.
//!
//! It is set as [`super::paper`] says.

use std::sync::Arc;

use egui::{Align2, Galley, Pos2, Rangef, Rect, pos2};

use super::{
    answer::{Word, ladder},
    framed::Drawn,
    paper::{AROUND, LARGER, Paper},
    sheet::Sheet,
    stamp,
};
use crate::{
    export::drawing::{Drawing, Role},
    format,
    state::{exhibit::Exhibit, story, study::Figure, view::Chart},
    ui::{
        charts::{Calendar, Scene},
        panels::strip,
        theme::{self, mark, size, space},
    },
};

/// The charts of the brief.
pub const CHARTS: [Chart; 3] = [Chart::Cost, Chart::Matrix, Chart::Bridge];

/// Between two parts of the page.
const APART: f32 = 24.0;
/// Height of the charts in each row.
const ROWS: [f32; 2] = [320.0, 256.0];
/// The first chart's part of its row.
const LEFT: f32 = 0.6;

/// Room that is kept for the sources.
const SOURCES: f32 = 112.0;

/// A scenario on one page. Its charts must be known.
#[must_use]
pub fn brief(exhibit: &Exhibit, paper: Paper) -> Drawing {
    let mut page = Page { sheet: Sheet::new(paper.upright(), false), exhibit, y: AROUND };
    let foot = page.foot();
    page.heading();
    page.answer();
    page.charts();
    page.assumptions(foot.top);
    page.sources(foot.top);
    page.close(foot);
    let answer = &*exhibit.answer;
    let title = format::plain(&answer.scenario.name);
    let said = format::plain(&story::text(&story::sentence(answer)));
    page.sheet.finish(title, said).scaled(1.0 / LARGER)
}

/// The page under way, from its top down.
struct Page<'a> {
    sheet: Sheet,
    exhibit: &'a Exhibit,
    /// How far down it is filled.
    y: f32,
}

impl Page<'_> {
    /// The scenario's name, and over what it is reckoned.
    fn heading(&mut self) {
        let ink = self.sheet.ink;
        let answer = &*self.exhibit.answer;
        let scenario = &answer.scenario;
        let word = Word::of(&self.sheet, answer, pos2(self.sheet.right(), self.y + space::HALF));
        let name = format::plain(&scenario.name);
        let room = word.chip.left() - AROUND - APART;
        let name = self.sheet.cut(&name, theme::strong(size::FIGURE), ink.text, room);
        let name = self.sheet.text(Role::Heading(1), pos2(AROUND, self.y), Align2::LEFT_TOP, name);
        word.write(&mut self.sheet);
        let months = answer.evaluation.ledger.months.len();
        let span = format::duration(months);
        let place = format::plain(&scenario.home.name);
        let seats = format::trimmed(scenario.headcount(), 1);
        let from = Calendar::start(&scenario.money.start).name();
        let over = format!("{seats} seats, home {place}, over {span} from {from}");
        let over = self.sheet.cut(&over, theme::regular(size::LABEL), ink.quiet, self.sheet.width());
        let over = self.sheet.text(Role::Paragraph, pos2(AROUND, name.bottom()), Align2::LEFT_TOP, over);
        self.y = over.bottom() + space::MARGIN;
    }

    /// The sentence, and the ladder from wages to what is left.
    fn answer(&mut self) {
        let ink = self.sheet.ink;
        let answer = &*self.exhibit.answer;
        let mut said = strip::sentence(&story::sentence(answer), size::SENTENCE, 24.0, ink);
        said.wrap.max_width = self.sheet.width();
        let said = self.sheet.set(said);
        let said = self.sheet.text(Role::Paragraph, pos2(AROUND, self.y), Align2::LEFT_TOP, said);
        let top = said.bottom() + space::MARGIN;
        let room = Rangef::new(AROUND, self.sheet.right());
        self.y = ladder(&mut self.sheet, answer, room, top) + APART;
        let Some(against) = &self.exhibit.against else { return };
        let against = self.sheet.lay(against, theme::regular(size::BODY), ink.text, self.sheet.width());
        let against = self.sheet.text(Role::Paragraph, pos2(AROUND, self.y - space::GAP), Align2::LEFT_TOP, against);
        self.y = against.bottom() + space::MARGIN;
    }

    /// Cost over time beside the matrix, the bridge under them.
    fn charts(&mut self) {
        let scene = Scene::from(self.exhibit);
        let split = AROUND + (self.sheet.width() - APART) * LEFT;
        let [first, second] = ROWS;
        let row = |y: f32, height: f32, from: f32, to: f32| Rect::from_min_max(pos2(from, y), pos2(to, y + height));
        let (left, right) = (AROUND, self.sheet.right());
        self.sheet.chart(row(self.y, first, left, split), Drawn::Chart(Chart::Cost, scene));
        self.sheet.chart(row(self.y, first, split + APART, right), Drawn::Chart(Chart::Matrix, scene));
        self.y += first + APART;
        self.sheet.chart(row(self.y, second, left, right), Drawn::Chart(Chart::Bridge, scene));
        self.y += second + APART;
    }

    /// What differs from what is known, the weightiest first.
    fn assumptions(&mut self, foot: f32) {
        let figures = self.exhibit.study.figures.as_deref().map(|figures| figures.rows.as_slice()).unwrap_or_default();
        let (mut differing, others): (Vec<&Figure>, Vec<&Figure>) =
            figures.iter().filter(|figure| figure.row.overridden()).partition(|figure| figure.row.differs());
        let title = match (differing.len(), others.len()) {
            (0, 0) => "Where this differs from the catalogue".to_owned(),
            (known, 0) => format!("Where this differs from the catalogue ({known})"),
            (known, usual) => {
                format!("Where this differs from the catalogue ({known}) and from what a new scenario has ({usual})")
            }
        };
        differing.extend(others);
        self.title(&title);
        if differing.is_empty() {
            let none = "No figure that the catalogue, or a new scenario, has another value for.";
            let ink = self.sheet.ink;
            let none = self.sheet.lay(none, theme::regular(size::LABEL), ink.quiet, self.sheet.width());
            self.y = self.sheet.text(Role::Paragraph, pos2(AROUND, self.y), Align2::LEFT_TOP, none).bottom() + APART;
            return;
        }
        // Two columns, and room for the sources below.
        let rows = ((foot - self.y - SOURCES) / mark::ROW).floor().max(1.0);
        let fits = (0..differing.len()).take_while(|row| super::count(*row) < rows * 2.0).count();
        let shown = if fits < differing.len() { fits.saturating_sub(1) } else { fits };
        let each = shown.div_ceil(2).max(1);
        let width = (self.sheet.width() - APART) / 2.0;
        for (index, figure) in differing.iter().take(shown).enumerate() {
            let x = AROUND + if index < each { 0.0 } else { width + APART };
            let y = self.y + mark::ROW * super::count(index % each);
            self.assumption(pos2(x, y), width, figure);
        }
        self.y += mark::ROW * super::count(each);
        if shown < differing.len() {
            let more = format!("and {} more that matter less", differing.len() - shown);
            let more = self.sheet.lay(&more, theme::regular(size::LABEL), self.sheet.ink.quiet, self.sheet.width());
            self.y = self.sheet.text(Role::Paragraph, pos2(AROUND, self.y), Align2::LEFT_TOP, more).bottom();
        }
        self.y += space::MARGIN;
    }

    /// A figure's name, its value here, and the one that is known.
    fn assumption(&mut self, at: Pos2, width: f32, Figure { row, .. }: &Figure) {
        let ink = self.sheet.ink;
        let scenario = &self.exhibit.answer.scenario;
        let shown = |value| format::plain(&format::lever_value(&row.lever, scenario, value));
        let known = row.catalogue_value.map_or_else(String::new, |value| format!("instead of {}", shown(value)));
        let known = self.sheet.lay(&known, theme::regular(size::LABEL), ink.quiet, f32::INFINITY);
        let value = self.sheet.lay(&shown(row.value), theme::strong(size::LABEL), ink.text, f32::INFINITY);
        let middle = at.x + width * 0.66;
        let name = format::plain(&row.lever.label(scenario));
        let room = middle - value.size().x - space::GAP - at.x;
        let name = self.sheet.cut(&name, theme::regular(size::LABEL), ink.text, room);
        self.sheet.text(Role::Paragraph, at, Align2::LEFT_TOP, name);
        self.sheet.text(Role::Paragraph, pos2(middle, at.y), Align2::RIGHT_TOP, value);
        self.sheet.text(Role::Paragraph, pos2(middle + space::GAP, at.y), Align2::LEFT_TOP, known);
    }

    /// What was published that the figures rest on, as many as there is room for.
    fn sources(&mut self, foot: f32) {
        let ink = self.sheet.ink;
        let all = &self.exhibit.sources;
        let room = foot - self.y - mark::ROW - space::GAP;
        let told = |count: usize| {
            let listed = all[..count].join(" · ");
            match all.len() - count {
                0 if count == 0 && self.exhibit.provenance.hidden.is_some() => {
                    "Not told of amounts that are hidden.".to_owned()
                }
                0 if count == 0 => "None: every figure is the scenario’s own or assumed.".to_owned(),
                0 => listed,
                more => format!("{listed} · and {more} more"),
            }
        };
        let lay = |sheet: &Sheet, count| {
            sheet.lay(&format::plain(&told(count)), theme::regular(size::LABEL), ink.quiet, self.sheet.width())
        };
        let fits = (0..=all.len()).rev().find(|count| lay(&self.sheet, *count).size().y <= room).unwrap_or(0);
        let galley = lay(&self.sheet, fits);
        self.title("Sources");
        self.sheet.text(Role::Paragraph, pos2(AROUND, self.y), Align2::LEFT_TOP, galley);
    }

    fn title(&mut self, text: &str) {
        let title = self.sheet.lay(text, theme::strong(size::BODY), self.sheet.ink.text, f32::INFINITY);
        self.y = self.sheet.text(Role::Heading(2), pos2(AROUND, self.y), Align2::LEFT_TOP, title).bottom();
        self.y += space::HALF;
    }

    /// Whose figures these are, laid out for the foot.
    fn foot(&self) -> Foot {
        let ink = self.sheet.ink;
        let Exhibit { answer, provenance, .. } = self.exhibit;
        let label = theme::regular(size::LABEL);
        let stamp = self.sheet.lay(&stamp(&answer.scenario), label.clone(), ink.quiet, f32::INFINITY);
        let room = self.sheet.width() - stamp.size().x - APART;
        let from = format!("{}\n{}", format::sentence(&provenance.figures()), format::sentence(&provenance.rates()));
        let from = self.sheet.lay(&from, label, ink.quiet, room);
        let height = from.size().y.max(stamp.size().y) + space::GAP;
        Foot { top: self.sheet.size().y - AROUND - height, from, stamp }
    }

    fn close(&mut self, Foot { top, from, stamp }: Foot) {
        self.sheet.rule(pos2(AROUND, top), pos2(self.sheet.right(), top), (mark::HAIR, self.sheet.ink.line));
        let at = top + space::GAP;
        self.sheet.text(Role::Paragraph, pos2(AROUND, at), Align2::LEFT_TOP, from);
        self.sheet.text(Role::Paragraph, pos2(self.sheet.right(), at), Align2::RIGHT_TOP, stamp);
    }
}

/// The foot of a page, laid out.
struct Foot {
    top: f32,
    from: Arc<Galley>,
    stamp: Arc<Galley>,
}
