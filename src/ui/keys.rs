//! Keys to commands, by the table of commands. Single keys yield to a text field.

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use super::{panels::figure, proposals::seek};
use crate::state::{
    command::{COMMANDS, Command, Keys},
    derived::Answer,
    message::Message,
};

/// The window system's form of keys; none where it knows no such key.
fn shortcut(keys: Keys) -> Option<KeyboardShortcut> {
    let ctrl = if keys.ctrl { Modifiers::COMMAND } else { Modifiers::NONE };
    let shift = if keys.shift { Modifiers::SHIFT } else { Modifiers::NONE };
    Some(KeyboardShortcut::new(ctrl.plus(shift), Key::from_name(keys.key)?))
}

/// Takes the keys that are pressed and says which commands they give. While a question waits,
/// only what closes it is heard.
///
/// The figure that has the keyboard is the one that is explained, or that is to be true.
pub(super) fn keys(ctx: &Context, asked: bool, answer: &Answer, messages: &mut Vec<Message>) {
    let typing = ctx.text_edit_focused();
    let mut bound: Vec<(Keys, Command)> =
        COMMANDS.iter().flat_map(|row| row.keys.iter().map(|keys| (*keys, row.command))).collect();
    // A pattern without Shift also matches with it: those with more modifiers come first.
    bound.sort_by_key(|(keys, _)| !(keys.ctrl && keys.shift));
    for (keys, command) in bound {
        let own = matches!(command, Command::Undo | Command::Redo) || !keys.ctrl;
        let closes = matches!(command, Command::Escape | Command::Keys | Command::Palette | Command::Quit);
        // A text field lets go by itself on Escape; a question around it closes too.
        // What pops up closes by itself on Escape, before anything behind it does.
        let popped = command == Command::Escape && egui::Popup::is_any_open(ctx);
        let yields = popped || (typing && own && !(asked && command == Command::Escape));
        if yields || (asked && !closes) || command.walks() {
            continue;
        }
        let Some(shortcut) = shortcut(keys) else { continue };
        if ctx.input_mut(|input| input.consume_shortcut(&shortcut)) {
            if command == Command::Peek {
                // It is held: what draws asks whether it still is.
                continue;
            }
            messages.push(match (command, figure::focused(ctx)) {
                (Command::Seek, Some(measure)) => seek::ask(measure, answer),
                (Command::Explain, Some(measure)) => Message::Explain(measure, None),
                _ => Message::Command(command),
            });
        }
    }
}

/// The same while presenting: steps are walked, whatever has the keyboard, but arrows and the space
/// bar belong to the levers while one has it.
pub(super) fn presenting(ctx: &Context, asked: bool, levers: bool, messages: &mut Vec<Message>) {
    let typing = ctx.text_edit_focused();
    let held = levers && ctx.memory(|memory| memory.focused().is_some());
    let mut bound: Vec<(Keys, Command)> =
        COMMANDS.iter().flat_map(|row| row.keys.iter().map(|keys| (*keys, row.command))).collect();
    bound.sort_by_key(|(keys, _)| !(keys.ctrl && keys.shift));
    for (keys, command) in bound {
        let page = keys.key.starts_with("Page");
        let steps_away = matches!(command, Command::NextStep | Command::PreviousStep);
        let popped = command == Command::Escape && egui::Popup::is_any_open(ctx);
        let walks = command.walks() && !asked && (page || !(typing || (held && steps_away)));
        let others =
            matches!(command, Command::SwitchTheme | Command::SwitchMotion | Command::FullScreen | Command::Mask)
                && !typing;
        let always = matches!(command, Command::Quit) || (command == Command::Escape && !popped && (asked || !typing));
        let steps = matches!(command, Command::Undo | Command::Redo) && levers && !typing;
        if !(walks || others || always || steps) {
            continue;
        }
        let Some(shortcut) = shortcut(keys) else { continue };
        if ctx.input_mut(|input| input.consume_shortcut(&shortcut)) {
            messages.push(Message::Command(command));
        }
    }
}

/// Whether a command's key is held now, where nothing else takes keys.
pub(super) fn held(ctx: &Context, asked: bool, command: Command) -> bool {
    let key = command.row().keys.first().and_then(|keys| shortcut(*keys));
    let down = key.is_some_and(|key| {
        ctx.input(|input| input.key_down(key.logical_key) && input.modifiers.matches_logically(key.modifiers))
    });
    down && !asked && !ctx.text_edit_focused()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_system_knows_every_key_of_the_table() {
        for row in COMMANDS {
            for keys in row.keys {
                assert!(shortcut(*keys).is_some(), "{}", keys.label());
            }
        }
    }
}
