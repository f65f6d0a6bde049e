//! A menu of what can be done with something: by right click on it, or by Shift+F10 while it has
//! the keyboard.

use egui::{Key, Modifiers, Popup, RectAlign, Response, SetOpenCommand, Ui};

/// The menu of one control; `add` fills it, with a button first.
pub fn menu_ui(ui: &Ui, response: &Response, add: impl FnOnce(&mut Ui)) {
    popup_ui(ui, response, Popup::context_menu(response), add);
}

/// The menu of an area, wherever in it the click is, on other controls too.
pub fn area_menu_ui(ui: &Ui, response: &Response, add: impl FnOnce(&mut Ui)) {
    let asked = response.container_secondary_clicked();
    let elsewhere = response.container_clicked();
    let set = if asked || elsewhere { Some(SetOpenCommand::Bool(asked)) } else { None };
    popup_ui(ui, response, Popup::menu(response).open_memory(set).at_pointer_fixed(), add);
}

fn popup_ui(ui: &Ui, response: &Response, popup: Popup<'_>, add: impl FnOnce(&mut Ui)) {
    let by_key = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::F10));
    let keyed = popup.get_id().with("by key");
    let popup = if by_key {
        ui.data_mut(|data| data.insert_temp(keyed, true));
        popup.open_memory(SetOpenCommand::Bool(true))
    } else {
        popup
    };
    let popup = if ui.data(|data| data.get_temp(keyed)) == Some(true) {
        // There may be no pointer, or far from here.
        popup.anchor(response).align(RectAlign::BOTTOM_START)
    } else {
        popup
    };
    let shown = popup.show(|ui| {
        let first = ui.next_auto_id();
        add(ui);
        if by_key {
            ui.memory_mut(|memory| memory.request_focus(first));
        }
    });
    if shown.is_none() {
        ui.data_mut(|data| data.remove_temp::<bool>(keyed));
    }
}
