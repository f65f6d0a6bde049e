//! Where a figure comes from: its grade and a few words beside it, and all of it on a card.

use egui::{Align, Grid, Label, Layout, Response, RichText, Sense, Ui, vec2};

use crate::{
    catalog::{
        Catalog, Citation, Grade,
        origin::{Origin, Row, citation_text, origin_of},
    },
    format,
    model::{lever::LeverId, scenario::Scenario},
    ui::theme::{self, Palette, size, space},
};

/// Width of a grade's mark.
const MARK: f32 = 20.0;
/// Width of the names of figures.
const NAMES: f32 = 104.0;
/// Fields of a place that a first scenario shows.
const FIELDS: [&str; 6] = ["on_cost", "wage_growth", "attrition", "productive_days", "english", "exchange_rate"];

/// What a grade means.
fn grade_words(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "Grade A: official statistic of exactly this",
        Grade::B => "Grade B: official but near to it, or a large survey",
        Grade::C => "Grade C: group mean, small survey or a vendor’s page",
        Grade::D => "Grade D: derived from other figures",
    }
}

/// The letter on a figure's mark with its colors: the grade; `=` yours; `~` an assumption.
fn mark(row: &Row, palette: &Palette) -> (&'static str, (egui::Color32, egui::Color32)) {
    match (row.grade, &row.origin) {
        (_, Origin::Yours) => ("you", (palette.offshore_text, palette.panel)),
        (Some(Grade::A), _) => ("A", palette.good),
        (Some(Grade::B), _) => ("B", palette.good),
        (Some(Grade::C), _) => ("C", palette.warning),
        (Some(Grade::D), _) => ("D", palette.warning),
        (None, _) => ("–", (palette.quiet, palette.panel)),
    }
}

/// Where a figure comes from in a few words: `BLS 2025`, `assumption`, `yours`.
pub(super) fn short(row: &Row, catalog: &Catalog) -> String {
    if row.origin.is_assumption() {
        return "assumption".to_owned();
    }
    let publisher = row.sources.first().and_then(|id| catalog.sources.get(id)).map(|source| source.publisher.as_str());
    let year = row.year.map_or_else(String::new, |year| format!(" {year}"));
    match &row.origin {
        Origin::Yours => "yours".to_owned(),
        Origin::Catalogue { citation, .. } => sourced(citation, publisher, &year),
        Origin::Derived { .. } => {
            format!("derived{}", publisher.map_or_else(String::new, |from| format!(", {from}{year}")))
        }
        Origin::LeverDefault(_) => "published study".to_owned(),
        Origin::Preset { name, .. } => name.clone(),
        Origin::Assumption(_) => "assumption".to_owned(),
    }
}

fn sourced(citation: &Citation, publisher: Option<&str>, year: &str) -> String {
    let derived = if citation.basis == crate::catalog::Basis::Derived { "derived, " } else { "" };
    format!("{derived}{}{year}", publisher.unwrap_or("catalogue"))
}

/// The mark of a figure's grade.
pub(super) fn mark_ui(ui: &mut Ui, row: &Row) -> Response {
    let (text, (color, ground)) = mark(row, theme::palette(ui));
    let galley = ui.painter().layout_no_wrap(text.to_owned(), theme::strong(size::LABEL), color);
    let (rect, response) = ui.allocate_exact_size(vec2(MARK.max(galley.size().x + 6.0), 16.0), Sense::hover());
    ui.painter().rect_filled(rect, 4.0, ground);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, color);
    response
}

/// The mark and the few words; hovering shows the card.
pub(super) fn origin_ui(ui: &mut Ui, row: &Row, catalog: &Catalog) {
    let quiet = theme::palette(ui).quiet;
    ui.spacing_mut().item_spacing.x = space::GAP;
    let mark = mark_ui(ui, row);
    let words = ui.add(Label::new(RichText::new(short(row, catalog)).size(size::LABEL).color(quiet)).truncate());
    (mark | words).on_hover_ui(|ui| card_ui(ui, row, catalog));
}

/// All that is known of where a figure comes from.
pub(super) fn card_ui(ui: &mut Ui, row: &Row, catalog: &Catalog) {
    let quiet = theme::palette(ui).quiet;
    ui.set_max_width(380.0);
    ui.spacing_mut().item_spacing.y = space::HALF;
    ui.label(citation_text(row, catalog));
    if let Some(grade) = row.grade {
        ui.label(RichText::new(grade_words(grade)).size(size::LABEL).color(quiet));
    }
    for source in row.sources.iter().filter_map(|id| catalog.sources.get(id)) {
        let text = format!("{}, {} ({}): {}", source.publisher, source.title, source.year, source.address);
        ui.label(RichText::new(text).size(size::LABEL).color(quiet));
    }
    if row.stale {
        ui.label(RichText::new("Older than three years").size(size::LABEL).color(theme::palette(ui).warning.0));
    }
}

/// The figures a draft rests on: at home and at the destination, each with its source.
pub(super) fn figures_ui(ui: &mut Ui, scenario: &Scenario, catalog: &Catalog) {
    let (Some(team), Some(site)) = (scenario.teams.first(), scenario.sites.first()) else { return };
    let quiet = theme::palette(ui).quiet;
    ui.label(RichText::new("What it rests on").font(theme::strong(size::BODY)));
    let width = ((ui.available_width() - NAMES - 2.0 * space::MARGIN) / 2.0).min(360.0);
    let pay = |place: &str| LeverId::salary(&team.id, place);
    let mut rows = vec![[Some(pay(&scenario.home.id)), Some(pay(&site.id))]];
    rows.extend(FIELDS.map(|field| [LeverId::home(field), LeverId::site(&site.id, field)]));
    Grid::new("figures").num_columns(3).min_row_height(20.0).spacing([space::MARGIN, 2.0]).show(ui, |ui| {
        for head in ["", scenario.home.name.as_str(), site.name.as_str()] {
            ui.label(RichText::new(head).size(size::LABEL).color(quiet));
        }
        ui.end_row();
        for row in rows {
            let name = row.iter().flatten().next().map_or("", |id| id.lever().label);
            ui.label(RichText::new(name).size(size::LABEL));
            for id in row.into_iter().flatten() {
                ui.allocate_ui_with_layout(vec2(width, 20.0), Layout::left_to_right(Align::Center), |ui| {
                    ui.set_min_width(width);
                    figure_ui(ui, scenario, &id, catalog);
                });
            }
            ui.end_row();
        }
    });
}

fn figure_ui(ui: &mut Ui, scenario: &Scenario, id: &LeverId, catalog: &Catalog) {
    let Some(row) = origin_of(scenario, id, catalog) else { return };
    let text = format::lever_value(id, scenario, row.value);
    ui.allocate_ui_with_layout(vec2(88.0, 20.0), Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_width(88.0);
        ui.label(RichText::new(text).size(size::LABEL));
    });
    origin_ui(ui, &row, catalog);
}
