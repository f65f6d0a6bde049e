//! Names that mean harm, or odd ones: shown, saved and copied as names and nothing else.

use egui::{Key, accesskit::Role};
use shoreline::{
    state::prompt::{Picking, Prompt},
    store::files,
};

use super::window::{CTRL_SHIFT, Window, sample};

fn names() -> [String; 6] {
    [
        "=HYPERLINK(\"https://example.org\";\"figures\")".into(),
        "../../etc/passwd".into(),
        "\u{202e}nor.ksed\u{2066}".into(),
        "😀".repeat(120),
        "two\nlines\tand\u{7}a bell".into(),
        "+1+1,\"quoted\"".into(),
    ]
}

#[test]
fn odd_names_are_only_names() {
    for name in names() {
        let mut scenario = sample();
        scenario.name.clone_from(&name);
        scenario.note.clone_from(&name);
        scenario.teams[0].name.clone_from(&name);
        scenario.sites[0].name.clone_from(&name);
        let mut window = Window::of(&scenario);
        assert_eq!(*window.scenario(), scenario, "{name:?} comes back from its file");
        let title = window.title();
        assert!(!title.contains(|c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202e}')), "{title:?}");
        // The suggested file is beside the one that is open.
        window.keys(CTRL_SHIFT, Key::S);
        let Some(Prompt::Path { picking: Picking::Save, text, .. }) = window.state().prompt.clone() else {
            panic!("no path is asked for")
        };
        let path = std::path::PathBuf::from(&text);
        assert_eq!(path.parent(), Some(window.folder.path()), "{name:?}");
        window.key(Key::Enter);
        window.until("the save", |state| state.document.path.as_ref() == Some(&path));
        assert_eq!(files::load(&path).unwrap(), scenario);
        // No cell of what is copied begins a formula.
        window.key(Key::X);
        window.node(Role::Button, "Copy").click();
        let copied = window.copied_text();
        window.run();
        let cells = copied.lines().flat_map(|line| line.split('\t'));
        let formula = |cell: &str| cell.starts_with(['=', '+', '@']);
        assert_eq!(cells.filter(|cell| formula(cell)).collect::<Vec<_>>(), Vec::<&str>::new(), "{name:?}");
        for key in [Key::Num2, Key::Num4, Key::Num7, Key::Num8, Key::A] {
            window.key(Key::Escape);
            window.key(key);
        }
    }
}
