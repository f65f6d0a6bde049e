//! What is being made to be taken away, where that takes a while: how far it is, and a way to stop it.

use std::time::Duration;

use egui::{Align2, Area, Context, Frame, Id, Margin, Order, ProgressBar, vec2};
use rust_decimal::prelude::ToPrimitive;

use crate::{
    state::{command::Command, message::Message, taking::Underway},
    ui::{
        theme::{self, size, space},
        widgets::other_button,
    },
};

/// Width of the bar that shows how far it is.
const BAR: f32 = 160.0;
/// What takes no longer than this is not worth a word, seconds.
const SHORT: f64 = 0.3;

/// Says what is being made and how far it is, once that takes a while.
pub(in crate::ui) fn taking_ui(ctx: &Context, underway: Option<&Underway>, messages: &mut Vec<Message>) {
    let since = Id::unique("taking since");
    let Some(Underway { take, share }) = underway else {
        ctx.data_mut(|data| data.remove::<f64>(since));
        return;
    };
    let now = ctx.input(|input| input.time);
    let start = ctx.data_mut(|data| *data.get_temp_mut_or_insert_with(since, || now));
    if now - start < SHORT {
        ctx.request_repaint_after(Duration::from_secs_f64(SHORT));
        return;
    }
    Area::new(Id::unique("taking"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_TOP, vec2(0.0, 3.0 * space::MARGIN))
        .show(ctx, |ui| {
            Frame::popup(ui.style()).inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.label(egui::RichText::new(format!("Making {}…", take.name())).font(theme::regular(size::BODY)));
                    let bar = ProgressBar::new(share.to_f32().unwrap_or_default()).desired_width(BAR);
                    ui.add(bar.text(format!("{:.0} %", share * 100.0)));
                    if other_button(ui, "Stop").on_hover_text("Leaves everything as it was (Esc)").clicked() {
                        messages.push(Message::Command(Command::Escape));
                    }
                });
            });
        });
}
