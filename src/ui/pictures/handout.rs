//! A deck to hand out: a page a step, with what is said, the ladder, the step's charts as the room
//! sees them, and whose figures they are. A step that can't be shown has a page that says why.

use std::sync::Arc;

use egui::{Align2, Rangef, Rect, pos2, vec2};

use super::{
    answer::{Word, ladder},
    framed::{Caption, Drawn},
    paper::{AROUND, LARGER, Paper},
    sheet::Sheet,
};
use crate::{
    catalog::Catalog,
    engine::job::{Cancelled, Job},
    export::drawing::{Drawing, Role},
    format,
    model::scenario::Scenario,
    state::{derived::Answer, exhibit::Exhibit, present::Slide, view::Chart},
    ui::{
        charts::Scene,
        theme::{self, mark, size, space},
    },
};

/// Between two parts of a page.
const APART: f32 = 24.0;

/// The steps of a deck with its title, a page each.
///
/// # Errors
/// If the job is cancelled meanwhile.
pub fn handout(
    (title, slides): (&str, &[Slide]),
    paper: Paper,
    catalog: &Catalog,
    job: &Job,
) -> Result<Vec<Drawing>, Cancelled> {
    // Writing the pages takes no longer than setting one.
    job.begin(slides.len() + 1);
    let page = |(at, slide): (usize, &Slide)| {
        job.check()?;
        let place = format!("page {} of {}", at + 1, slides.len());
        let page = Page { sheet: Sheet::new(paper.across(), false), title, slide, place, y: AROUND };
        let drawing = match &slide.scenario {
            Ok(scenario) => page.shown(&exhibit(slide, scenario, catalog, job)?),
            Err(why) => page.missing(why),
        };
        job.advance(1);
        Ok(drawing.scaled(1.0 / LARGER))
    };
    slides.iter().enumerate().map(page).collect()
}

/// The charts of a step.
fn charts(slide: &Slide) -> Vec<Chart> {
    std::iter::once(slide.view.left).chain(slide.two.then_some(slide.view.right)).collect()
}

/// All that a step's charts show.
fn exhibit(slide: &Slide, scenario: &Arc<Scenario>, catalog: &Catalog, job: &Job) -> Result<Exhibit, Cancelled> {
    let answer = Arc::new(Answer::compute(0, Arc::clone(scenario)));
    let mut exhibit = Exhibit::of(answer, (slide.view.clone(), &charts(slide)), scenario, catalog, job)?;
    if let Some(hundred) = &mut exhibit.provenance.hidden {
        *hundred = "the home cost of this step";
    }
    job.check()?;
    Ok(exhibit)
}

/// The page under way, from its top down.
struct Page<'a> {
    sheet: Sheet,
    /// The deck's.
    title: &'a str,
    slide: &'a Slide,
    /// Which page it is.
    place: String,
    /// How far down it is filled.
    y: f32,
}

impl Page<'_> {
    /// A step that can be shown.
    fn shown(mut self, exhibit: &Exhibit) -> Drawing {
        let answer = &*exhibit.answer;
        let word = Word::of(&self.sheet, answer, pos2(self.sheet.right(), self.y));
        let left = word.chip.left();
        let bottom = word.chip.bottom();
        self.heading(left - APART);
        word.write(&mut self.sheet);
        self.y = self.y.max(bottom) + space::MARGIN;
        let room = Rangef::new(AROUND, self.sheet.right());
        self.y = ladder(&mut self.sheet, answer, room, self.y) + APART;
        let foot = self.foot();
        Caption::of(exhibit).at(&self.place).write(&mut self.sheet, foot);
        let bottom = self.pointed_at(&answer.scenario, foot.top() - space::GAP);
        self.charts(bottom, exhibit);
        self.finish()
    }

    /// A step whose scenario can't be shown.
    fn missing(mut self, why: &str) -> Drawing {
        let ink = self.sheet.ink;
        let right = self.sheet.right();
        self.heading(right);
        self.y += 4.0 * APART;
        let text = "This step can’t be shown";
        let text = self.sheet.lay(text, theme::strong(size::FIGURE), ink.text, self.sheet.width());
        self.y = self.sheet.text(Role::Heading(2), pos2(AROUND, self.y), Align2::LEFT_TOP, text).bottom();
        let why = self.sheet.lay(&format::plain(why), theme::regular(size::BODY), ink.bad.0, self.sheet.width());
        self.sheet.text(Role::Paragraph, pos2(AROUND, self.y + space::GAP), Align2::LEFT_TOP, why);
        let foot = self.foot();
        self.sheet.rule(foot.left_top(), foot.right_top(), (mark::HAIR, ink.line));
        let place = self.sheet.lay(&self.place, theme::regular(size::LABEL), ink.quiet, f32::INFINITY);
        let at = foot.right_top() + vec2(0.0, space::GAP);
        self.sheet.text(Role::Paragraph, at, Align2::RIGHT_TOP, place);
        self.finish()
    }

    fn finish(self) -> Drawing {
        let line = format::plain(&self.slide.line);
        let summary = format!("{}, {}", format::plain(self.title), self.place);
        self.sheet.finish(line, summary)
    }

    /// The deck's title, as wide as there is room for it, and the step's words.
    fn heading(&mut self, right: f32) {
        let ink = self.sheet.ink;
        let title = format::plain(self.title);
        let title = self.sheet.cut(&title, theme::regular(size::BODY), ink.quiet, right - AROUND);
        let title = self.sheet.text(Role::Paragraph, pos2(AROUND, self.y), Align2::LEFT_TOP, title);
        let line = format::plain(&self.slide.line);
        let line = self.sheet.lay(&line, theme::strong(size::FIGURE), ink.text, right - AROUND);
        let at = pos2(AROUND, title.bottom() + space::HALF);
        self.y = self.sheet.text(Role::Heading(1), at, Align2::LEFT_TOP, line).bottom();
    }

    /// The lever that the step points at, with its value, above the foot; returns what is left above.
    fn pointed_at(&mut self, scenario: &Scenario, bottom: f32) -> f32 {
        let Some(text) = self.slide.pointed_at(scenario) else { return bottom };
        let (font, color) = (theme::strong(size::BODY), self.sheet.ink.offshore_text);
        let text = self.sheet.cut(&format::plain(&text), font, color, self.sheet.width());
        self.sheet.text(Role::Paragraph, pos2(AROUND, bottom), Align2::LEFT_BOTTOM, text).top() - space::GAP
    }

    /// One chart, or two side by side.
    fn charts(&mut self, bottom: f32, exhibit: &Exhibit) {
        let charts = charts(self.slide);
        let all = super::count(charts.len());
        let width = (self.sheet.width() - APART * (all - 1.0)) / all;
        for (index, chart) in charts.into_iter().enumerate() {
            let left = AROUND + (width + APART) * super::count(index);
            let room = Rect::from_min_max(pos2(left, self.y), pos2(left + width, bottom));
            self.sheet.chart(room, Drawn::Chart(chart, Scene::from(exhibit)));
        }
    }

    /// Where the foot is.
    fn foot(&self) -> Rect {
        let bottom = self.sheet.size().y - AROUND;
        let height = mark::ROW * 2.0;
        Rect::from_min_max(pos2(AROUND, bottom - height), pos2(self.sheet.right(), bottom))
    }
}
