//! Something to tell, over the foot of the window: what went well goes by itself, a fault stays
//! until it is read.

use std::time::Duration;

use egui::{Align, Align2, Area, Button, Context, Frame, Id, Layout, Margin, Order, RichText, ScrollArea, vec2};

use crate::{
    state::{message::Message, prompt::Notice},
    ui::{
        theme::{self, size, space},
        widgets::card_width,
    },
};

/// How long it is told that something went well, seconds.
const SECONDS: f64 = 6.0;
/// Widest text.
const WIDTH: f32 = 640.0;

/// Draws a notice, if there is one.
pub(in crate::ui) fn notice_ui(ctx: &Context, notice: Option<&Notice>, messages: &mut Vec<Message>) {
    let since = Id::unique("notice since");
    let Some(notice) = notice else {
        ctx.data_mut(|data| data.remove::<(Id, f64)>(since));
        return;
    };
    let now = ctx.input(|input| input.time);
    let of = Id::unique(&notice.text);
    let known = ctx.data(|data| data.get_temp::<(Id, f64)>(since)).filter(|(known, _)| *known == of);
    let shown = Area::new(Id::unique("notice"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -space::MARGIN - space::GAP))
        .show(ctx, |ui| card_ui(ui, notice, messages));
    // While the pointer rests on it, it is being read.
    let read = shown.response.contains_pointer();
    let (_, start) = known.filter(|_| !read).unwrap_or((of, now));
    ctx.data_mut(|data| data.insert_temp(since, (of, start)));
    if notice.fault {
        return;
    }
    let left = SECONDS - (now - start);
    if left <= 0.0 {
        messages.push(Message::DismissNotice);
    } else {
        ctx.request_repaint_after(Duration::from_secs_f64(left));
    }
}

fn card_ui(ui: &mut egui::Ui, notice: &Notice, messages: &mut Vec<Message>) {
    let palette = theme::palette(ui);
    let color = if notice.fault { palette.bad.0 } else { palette.text };
    let edge = if notice.fault { palette.bad.0 } else { palette.line };
    let frame = Frame::popup(ui.style()).stroke(egui::Stroke::new(1.0, edge)).inner_margin(Margin::symmetric(16, 8));
    frame.show(ui, |ui| {
        let text = RichText::new(&notice.text).font(theme::regular(size::BODY)).color(color);
        let most = card_width(ui.ctx(), WIDTH, 8.0 * space::MARGIN);
        let wide = ui.painter().layout_no_wrap(notice.text.clone(), theme::regular(size::BODY), color).size().x;
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = space::MARGIN;
            ScrollArea::vertical().max_height(96.0).max_width(wide.min(most)).show(ui, |ui| {
                ui.set_width(wide.min(most).ceil() + 1.0);
                ui.add(egui::Label::new(text).wrap());
            });
            let close = Button::new("Close").frame_when_inactive(false);
            if ui.add(close).on_hover_text("Puts the notice away (Esc)").clicked() {
                messages.push(Message::DismissNotice);
            }
        });
    });
}
