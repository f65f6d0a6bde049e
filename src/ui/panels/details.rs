//! What is behind the answer: value, funding, exposure, run rate and seats, in one row.

use egui::{Stroke, Ui, vec2};
use rust_decimal::Decimal;

use crate::{
    format,
    state::{AppState, story::moved_seats},
    ui::theme::{self, size, space},
};

/// Draws the row of details.
pub(in crate::ui) fn details_ui(ui: &mut Ui, state: &AppState) {
    let palette = theme::palette(ui);
    let rect = ui.max_rect();
    let edge = rect.expand2(vec2(space::MARGIN, 0.0));
    ui.painter().hline(edge.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
    let results = &state.answer.evaluation.results;
    let scenario = &state.answer.scenario;
    let currency = &scenario.money.currency;
    let money = |amount| (format::money(amount, currency), format::money_exact(amount, currency));
    let released: Decimal = if scenario.seats_exist() { moved_seats(scenario) } else { Decimal::ZERO };
    let multiple = results.capacity_multiple.map_or_else(|| "–".to_owned(), |m| format!("{} ×", format::fixed(m, 2)));
    let rate = format::percent_precise(scenario.money.discount_rate);
    let chance = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), format::chance);
    let known = state.study.simulation.as_deref();
    let saving = chance(known.and_then(|known| known.chance_of_saving));
    let target = chance(known.and_then(|known| known.chance_of_target));
    let trials = known.map_or_else(String::new, |known| format::fixed(Decimal::from(known.trials), 0));
    let wanted = format::percent_precise(scenario.money.target_saving);
    let items = [
        ("Net present value", money(results.net_present_value), format!("of the effective saving, at {rate} a year")),
        ("Funding need", money(results.funding_need), "deepest shortfall of cash against staying home".to_owned()),
        ("Pilot exposure", money(results.pilot_exposure), "cash at stake if one stops after the pilot".to_owned()),
        ("Run-rate saving", money(results.run_rate_saving), "effective saving of the last twelve months".to_owned()),
        (
            "Seats released at home",
            (format::trimmed(released, 1), format::trimmed(released, 2)),
            "seats that exist at home today and move".to_owned(),
        ),
        ("Chance of a saving", (saving.clone(), saving), format!("of {trials} futures within the levers’ ranges")),
        ("Chance of the target", (target.clone(), target), format!("of an effective saving of {wanted} or more")),
        (
            "Capacity for the same money",
            (multiple.clone(), multiple),
            "home cost over effective cost: what the same budget would buy".to_owned(),
        ),
    ];
    let gap = if rect.width() < 960.0 { space::MARGIN } else { 2.0 * space::MARGIN };
    egui::ScrollArea::horizontal().show(ui, |ui| {
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing = vec2(gap, 0.0);
            for (label, (short, exact), hint) in items {
                let item = ui.vertical(|ui| {
                    ui.add_space(space::GAP);
                    ui.label(egui::RichText::new(label).font(theme::regular(size::LABEL)).color(palette.quiet));
                    ui.label(egui::RichText::new(short).font(theme::strong(size::SENTENCE)));
                });
                item.response.on_hover_text(format!("{exact}: {hint}"));
            }
        });
    });
}
