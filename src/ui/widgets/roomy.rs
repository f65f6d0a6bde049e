//! Room for what can't be drawn in less: where there is less, it scrolls.

use egui::{Context, Rect, ScrollArea, Ui, UiBuilder, Vec2};

/// A card is never narrower than this, however small its window.
const NARROWEST: f32 = 160.0;

/// Draws in all the room there is, or in the least that is needed, which then scrolls.
pub(in crate::ui) fn roomy_ui(ui: &mut Ui, least: Vec2, draw: impl FnOnce(&mut Ui)) {
    let room = ui.available_size();
    if room.x >= least.x && room.y >= least.y {
        draw(ui);
        return;
    }
    ScrollArea::both().auto_shrink(false).show(ui, |ui| {
        let area = Rect::from_min_size(ui.cursor().min, room.max(least));
        ui.expand_to_include_rect(area);
        draw(&mut ui.new_child(UiBuilder::new().max_rect(area)));
    });
}

/// How wide a card is: as wanted where the window leaves that beside its edges, else what it leaves.
pub(in crate::ui) fn card_width(ctx: &Context, wanted: f32, edges: f32) -> f32 {
    wanted.min((ctx.content_rect().width() - edges).max(NARROWEST))
}
