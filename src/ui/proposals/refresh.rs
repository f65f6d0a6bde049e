//! What today's catalogue would change, to be chosen figure by figure.

use std::collections::BTreeSet;

use egui::{Grid, RichText, ScrollArea, Ui};

use super::{LIST, title_ui};
use crate::{
    catalog::refresh::Difference,
    format,
    state::AppState,
    ui::theme::{self, size, space},
};

pub(super) fn refresh_ui(ui: &mut Ui, state: &AppState, differences: &[Difference], chosen: &mut BTreeSet<usize>) {
    title_ui(
        ui,
        "Refresh from the catalogue",
        "These figures differ from the catalogue: yours, or an older catalogue’s. Choose those to take.",
    );
    let mut all = chosen.len() == differences.len();
    if ui.checkbox(&mut all, format!("All {}", differences.len())).on_hover_text("Takes or leaves all").changed() {
        *chosen = if all { (0..differences.len()).collect() } else { BTreeSet::new() };
    }
    let scenario = &state.document.scenario;
    ScrollArea::vertical().max_height(LIST).auto_shrink([false, true]).show(ui, |ui| {
        Grid::new("differences").num_columns(2).spacing([space::MARGIN, space::HALF]).show(ui, |ui| {
            for (index, row) in differences.iter().enumerate() {
                let mut taken = chosen.contains(&index);
                let label = row.lever.label(scenario);
                if ui.checkbox(&mut taken, label).on_hover_text(row.lever.lever().meaning).changed() {
                    if taken {
                        chosen.insert(index)
                    } else {
                        chosen.remove(&index)
                    };
                }
                let words = |value| format::lever_value(&row.lever, scenario, value);
                let (today, catalogue) = (words(row.today), words(row.catalogue));
                // What differs only in places that a row does not show is shown whole.
                let text = if today == catalogue {
                    format!("{} → {}", row.today.normalize(), row.catalogue.normalize())
                } else {
                    format!("{today} → {catalogue}")
                };
                let color = if taken { theme::palette(ui).text } else { theme::palette(ui).quiet };
                ui.label(RichText::new(text).font(theme::regular(size::BODY)).color(color));
                ui.end_row();
            }
        });
    });
}
