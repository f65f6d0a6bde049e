//! The answer: the ladder from wages over cash to effective saving, the sentence, the verdict
//! and when it pays back. All on one base, the whole team's home cost.

use std::sync::Arc;

use egui::{
    Align, Color32, CursorIcon, FontId, Galley, Id, Pos2, Rect, Response, Role, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, pos2, text::LayoutJob, text::TextFormat, vec2,
};
use rust_decimal::Decimal;

use super::figure::asks_ui;
use crate::{
    engine::measure::Measure,
    format,
    model::results::Verdict,
    state::{
        AppState,
        command::Command,
        derived::Answer,
        message::Message,
        story::{self, Taken},
    },
    ui::{
        theme::{self, Palette, size, space},
        widgets::{chip_ui, disclosure::triangle, focus_ring},
    },
};

/// From the strip's top to the labels.
const TOP: f32 = 12.0;
/// Between two figures of the ladder; an arrow stands in it.
const STEP: f32 = 76.0;
/// The same where the window is narrow.
const NARROW_STEP: f32 = 32.0;
/// Width from which the window is not narrow.
const WIDE: f32 = 960.0;
/// Width of the triangle before a word that shows more.
const TRIANGLE: f32 = 12.0;
/// The sentence is no wider than this, so that it reads in lines of ten words.
const MEASURE: f32 = 440.0;
/// The sentence is left out where there is less room than this, or where it would be cut.
const LEAST: f32 = 200.0;

/// A figure with what stands above and below it.
pub(in crate::ui) struct Figure<'a> {
    key: &'a str,
    measure: Measure,
    pub(in crate::ui) label: &'a str,
    pub(in crate::ui) value: String,
    pub(in crate::ui) font: FontId,
    pub(in crate::ui) color: Color32,
    pub(in crate::ui) below: String,
    hint: String,
}

/// Draws the answer strip.
pub(in crate::ui) fn strip_ui(ui: &mut Ui, state: &AppState, messages: &mut Vec<Message>) {
    let rect = ui.max_rect();
    let palette = theme::palette(ui);
    let edge = rect.expand2(vec2(space::MARGIN, 0.0));
    ui.painter().hline(edge.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
    let step = if rect.width() < WIDE { NARROW_STEP } else { STEP };
    let x = ladder_ui(ui, rect, &state.answer, step, Some(messages));
    let right = outcome_ui(ui, Rect { min: pos2(x, rect.top()), ..rect }, state, messages);
    sentence_ui(
        ui,
        Rect::from_min_max(pos2(x + 40.0, rect.top() + TOP), pos2(right - 32.0, rect.bottom() - 4.0)),
        &state.answer,
    );
}

/// Draws the three figures of the ladder from the left of `rect`, `step` apart; returns where
/// they end. With `messages`, a click on one explains it.
pub(in crate::ui) fn ladder_ui(
    ui: &mut Ui,
    rect: Rect,
    answer: &Answer,
    step: f32,
    mut messages: Option<&mut Vec<Message>>,
) -> f32 {
    let palette = theme::palette(ui);
    let mut x = rect.left();
    for (index, figure) in ladder(answer, palette).iter().enumerate() {
        if let Some(below) = index.checked_sub(1) {
            arrow_ui(ui, pos2(x + step / 2.0, rect.top() + 50.0), &answer.taken[below], step);
            x += step;
        }
        let acts = messages.as_deref_mut().map(|messages| (answer, messages));
        x = figure_ui(ui, pos2(x, rect.top() + TOP), Align::Min, figure, acts).right();
    }
    x
}

fn saved(share: Option<Decimal>, home: Decimal, currency: &str) -> String {
    let amount = share.map_or(Decimal::ZERO, |share| share * home);
    let verb = if amount < Decimal::ZERO { "adds" } else { "saves" };
    format!("{verb} {}", format::money(amount.abs(), currency))
}

/// The ladder: if only wages changed, in cash, and after lost output.
pub(in crate::ui) fn ladder(answer: &Answer, palette: &Palette) -> [Figure<'static>; 3] {
    let results = &answer.evaluation.results;
    let (home, currency) = (results.totals.home, &answer.scenario.money.currency);
    let base = format!("of {} home cost", format::money_exact(home, currency));
    let exact = |share: Option<Decimal>| {
        share.map_or_else(
            || "no home cost to compare with".to_owned(),
            |share| format!("{} {base}", format::percent_precise(share)),
        )
    };
    let headline = format::percent(results.headline);
    let figure = |(key, measure), label, share: Option<Decimal>, font, color| Figure {
        key,
        measure,
        label,
        value: format::percent_or_dash(share),
        font,
        color,
        below: saved(share, home, currency),
        hint: exact(share),
    };
    let quiet = |size| theme::strong(size);
    let mut wages = figure(
        ("wages", Measure::WageSaving),
        "If only wages changed",
        results.wage_saving,
        quiet(size::FIGURE),
        palette.text,
    );
    wages.hint = format!("{}. The brochure’s figure, for a moved seat, is {headline}", wages.hint);
    let cash =
        figure(("cash", Measure::CashSaving), "Cash saving", results.cash_saving, quiet(size::FIGURE), palette.text);
    let mut effective = figure(
        ("effective", Measure::EffectiveSaving),
        "Effective, after lost output",
        results.effective_saving,
        quiet(size::HERO),
        palette.offshore_text,
    );
    effective.below = format!("{} of {}", effective.below, format::money(home, currency));
    let friction = format::percent_precise(results.friction.unwrap_or_default());
    effective.hint = format!("{}: cash saving less friction of {friction}", effective.hint);
    [wages, cash, effective]
}

/// Draws a figure from its top left (or right) corner and returns its place. A click shows what
/// it is made of, its menu what must be true for it.
fn figure_ui(
    ui: &mut Ui,
    at: Pos2,
    align: Align,
    figure: &Figure<'_>,
    acts: Option<(&Answer, &mut Vec<Message>)>,
) -> Rect {
    let palette = theme::palette(ui);
    let text = |text: &str, font, color| ui.painter().layout_no_wrap(text.to_owned(), font, color);
    let label = text(figure.label, theme::regular(size::LABEL), palette.quiet);
    let value = text(&figure.value, figure.font.clone(), figure.color);
    let below = text(&figure.below, theme::regular(size::LABEL), palette.quiet);
    let width = label.size().x.max(value.size().x).max(below.size().x);
    let left = if align == Align::Min { at.x } else { at.x - width };
    let rect = Rect::from_min_size(pos2(left, at.y), vec2(width, 92.0));
    let id = Id::unique(("answer", figure.key));
    let sense = if acts.is_some() { Sense::click() } else { Sense::hover() };
    let role = if acts.is_some() { Role::Button } else { Role::Label };
    let response = ui.interact(rect, id, sense);
    response.widget_info(|| {
        WidgetInfo::labeled(role, true, format!("{}: {}, {}", figure.label, figure.value, figure.below))
    });
    // Figures of different size share a base line, and what is below them too.
    let rows = [(label, 0.0), (value, 51.0), (below, 66.0)];
    for (index, (galley, y)) in rows.into_iter().enumerate() {
        let x = if align == Align::Min { rect.left() } else { rect.right() - galley.size().x };
        let y = if index == 1 { y - base_line(&galley) } else { y };
        ui.painter().galley(pos2(x, rect.top() + y), galley, palette.text);
    }
    match acts {
        Some((answer, messages)) => {
            explains(ui, &response, figure, messages);
            asks_ui(ui, &response, figure.measure, answer, messages);
        }
        None => _ = response.on_hover_text(format!("{}.", figure.hint)),
    }
    rect
}

/// From the top of a line to its base line.
fn base_line(galley: &Arc<Galley>) -> f32 {
    galley.rows.first().and_then(|row| row.glyphs.first()).map_or(galley.size().y, |glyph| glyph.pos.y)
}

fn explains(ui: &Ui, response: &Response, figure: &Figure<'_>, messages: &mut Vec<Message>) {
    if response.has_focus() {
        focus_ring(ui, response.rect.expand(4.0));
    }
    let clicked = response.clicked();
    response
        .clone()
        .on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text(format!("{}. Click for what it is made of, right click for what must be true.", figure.hint));
    if clicked {
        messages.push(Message::Explain(figure.measure, None));
    }
}

/// Draws the way from one figure to the next, and what it takes where there is room.
fn arrow_ui(ui: &mut Ui, center: Pos2, taken: &Taken, room: f32) {
    let palette = theme::palette(ui);
    let stroke = Stroke::new(1.5, palette.quiet);
    let (start, end) = (center - vec2(9.0, 0.0), center + vec2(9.0, 0.0));
    ui.painter().line_segment([start, end], stroke);
    ui.painter().line_segment([end, end + vec2(-5.0, -4.0)], stroke);
    ui.painter().line_segment([end, end + vec2(-5.0, 4.0)], stroke);
    let galley = ui.painter().layout_no_wrap(taken.amount.clone(), theme::regular(size::LABEL), palette.quiet);
    if galley.size().x > room - space::GAP || taken.amount.is_empty() {
        return;
    }
    let rect = egui::Align2::CENTER_BOTTOM.anchor_size(pos2(center.x, center.y - space::HALF), galley.size());
    ui.painter().galley(rect.min, galley, palette.quiet);
    let area = rect.union(Rect::from_center_size(center, vec2(24.0, 16.0)));
    let response = ui.interact(area, Id::unique(("step", taken.words.as_str())), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &taken.words));
    response.on_hover_text(&taken.words);
}

/// Draws the answer in a sentence, in the largest size that fits.
pub(in crate::ui) fn sentence_ui(ui: &mut Ui, rect: Rect, answer: &Answer) {
    let palette = theme::palette(ui);
    let spans = story::sentence(answer);
    if rect.width() < LEAST {
        return;
    }
    let measure = Rect::from_min_size(rect.min, vec2(rect.width().min(MEASURE), rect.height()));
    let fits = |job: &LayoutJob| {
        let mut wrapped = job.clone();
        wrapped.wrap.max_width = measure.width();
        ui.painter().layout_job(wrapped).size().y <= measure.height()
    };
    let sizes = [(size::SENTENCE, 24.0), (size::BODY, 20.0)];
    let Some(job) = sizes.into_iter().map(|(size, line)| sentence(&spans, size, line, palette)).find(fits) else {
        return;
    };
    let mut child = ui.new_child(UiBuilder::new().max_rect(measure));
    child.add(egui::Label::new(job).selectable(false)).on_hover_text(story::text(&spans));
}

/// The sentence in a size, in lines of a height.
pub(in crate::ui) fn sentence(spans: &[story::Span], size: f32, line: f32, palette: &Palette) -> LayoutJob {
    let mut job = LayoutJob::default();
    for span in spans {
        let font = if span.strong { theme::strong(size) } else { theme::regular(size) };
        let format = TextFormat { line_height: Some(line), ..TextFormat::simple(font, palette.text) };
        job.append(&span.text, 0.0, format);
    }
    job
}

/// The verdict and the payback at the right; returns where they begin.
fn outcome_ui(ui: &mut Ui, rect: Rect, state: &AppState, messages: &mut Vec<Message>) -> f32 {
    let palette = theme::palette(ui);
    let answer = &*state.answer;
    let results = &answer.evaluation.results;
    let moves = answer.moves();
    let spread = state.study.simulation.as_deref().filter(|_| moves).map(story::payback_spread);
    let payback = Figure {
        key: "payback",
        measure: Measure::PaybackMonth,
        label: "Pays back",
        value: if moves { format::payback(results.payback_month) } else { "–".to_owned() },
        font: theme::strong(size::FIGURE),
        color: palette.text,
        below: if moves { format!("cash: {}", format::payback(results.cash_payback_month)) } else { String::new() },
        hint: format!(
            "The month from which the move stays cheaper than staying home, lost output counted{}",
            spread.map_or_else(String::new, |spread| format!(". {spread}"))
        ),
    };
    let place = figure_ui(ui, pos2(rect.right(), rect.top() + TOP), Align::Max, &payback, Some((answer, messages)));
    verdict_ui(ui, rect, place.left() - 28.0, state, messages)
}

/// The verdict in words, and its colors: text, then ground.
pub(in crate::ui) fn verdict(answer: &Answer, palette: &Palette) -> (&'static str, (Color32, Color32)) {
    match answer.evaluation.results.verdict {
        Some(verdict @ Verdict::Go) => (verdict.label(), palette.good),
        Some(verdict @ Verdict::Stop) => (verdict.label(), palette.bad),
        Some(verdict) => (verdict.label(), palette.warning),
        None => ("Nobody moves", (palette.quiet, palette.panel)),
    }
}

/// The verdict, its right edge at a place; left out where a zoomed window has no room for it.
fn verdict_ui(ui: &mut Ui, room: Rect, right: f32, state: &AppState, messages: &mut Vec<Message>) -> f32 {
    let answer = &*state.answer;
    let right_top = pos2(right, room.top() + TOP);
    let palette = theme::palette(ui);
    let (text, colors) = verdict(answer, palette);
    let money = &answer.scenario.money;
    let hint = format!(
        "Smooth up to {} friction; a go from {} effective saving. Both are levers, under Money.",
        format::percent_precise(money.friction_tolerance),
        format::percent_precise(money.target_saving)
    );
    let width =
        ui.painter().layout_no_wrap(text.to_owned(), theme::strong(size::SENTENCE), palette.text).size().x + 32.0;
    if right - width < room.left() {
        return right;
    }
    let rect = Rect::from_min_max(pos2(right_top.x - width, right_top.y), right_top + vec2(0.0, 72.0));
    let label = ui.painter().layout_no_wrap("Verdict".to_owned(), theme::regular(size::LABEL), palette.quiet);
    ui.painter().galley(pos2(rect.right() - label.size().x, rect.top()), label, palette.quiet);
    let layout = egui::Layout::right_to_left(Align::Min);
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect.translate(vec2(0.0, 21.0))).layout(layout));
    chip_ui(&mut child, text, colors, &hint);
    details_ui(ui, pos2(right_top.x, right_top.y + 66.0), state.view.details, messages);
    rect.left()
}

/// The word that shows what is behind the answer, or hides it, by its top right corner.
fn details_ui(ui: &Ui, at: Pos2, open: bool, messages: &mut Vec<Message>) {
    let palette = theme::palette(ui);
    let row = Command::Details.row();
    let text = |color| ui.painter().layout_no_wrap("Details".to_owned(), theme::regular(size::LABEL), color);
    let measured = text(palette.quiet).size();
    let rect = Rect::from_min_size(pos2(at.x - TRIANGLE - measured.x, at.y), measured + vec2(TRIANGLE, 0.0));
    let response = ui.interact(rect.expand(space::HALF), Id::unique("details of the answer"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::DisclosureTriangle, true, row.name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
    let lively = open || response.hovered() || response.has_focus();
    let color = if lively { palette.text } else { palette.quiet };
    ui.painter().add(triangle(rect.left_center() + vec2(space::HALF, 0.0), open, color));
    ui.painter().galley(pos2(rect.left() + TRIANGLE, rect.top()), text(color), color);
    if response.has_focus() {
        focus_ring(ui, rect.expand(space::HALF));
    }
    if response.clicked() {
        messages.push(Message::Command(Command::Details));
    }
    let hint = format!("{} ({})", row.hint, row.keys[0].label());
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(hint);
}
