//! A search: a field that is given the keyboard by a command and emptied by Escape.

use egui::{Context, Id, Key, Margin, TextEdit, Ui, WidgetInfo};

/// A search field.
#[derive(Debug)]
pub struct SearchField<'a> {
    /// Its name for who listens.
    pub name: &'a str,
    /// What stands in it while it is empty.
    pub prompt: &'a str,
    /// What it finds.
    pub hint: &'a str,
    /// Its width, points.
    pub width: f32,
}

/// The id of the field of the page; there is one a page.
#[must_use]
pub fn search_id() -> Id {
    Id::unique("search")
}

/// Where it is kept that the field is to have the keyboard.
fn wanted() -> Id {
    search_id().with("wanted")
}

/// Gives the search of the page the keyboard, once no card that is closing holds it any more.
pub fn focus_search(ctx: &Context) {
    ctx.data_mut(|data| data.insert_temp(wanted(), true));
    ctx.request_repaint();
}

/// Draws the field; returns what is sought where that is another.
pub fn search_field_ui(ui: &mut Ui, field: &SearchField<'_>, sought: &str) -> Option<String> {
    let mut text = sought.to_owned();
    let edit = TextEdit::singleline(&mut text)
        .id(search_id())
        .hint_text(field.prompt)
        .desired_width(field.width)
        .margin(Margin::symmetric(8, 2));
    let response = ui.add(edit).on_hover_text(field.hint);
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, sought, &text, "");
        info.label = Some(field.name.to_owned());
        info
    });
    if ui.data(|data| data.get_temp::<bool>(wanted())).is_some() {
        if ui.memory(|memory| memory.top_modal_layer().is_none()) {
            response.request_focus();
            ui.data_mut(|data| data.remove::<bool>(wanted()));
        }
        ui.ctx().request_repaint();
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
        text.clear();
    }
    (text != sought).then_some(text)
}
