//! Names that mean harm, or odd ones: shown, saved and copied as names and nothing else.

use egui::{Key, accesskit::Role};
use resvg::usvg::roxmltree::Document;
use shoreline::{
    state::{
        effect::Replace,
        prompt::{Picking, Prompt},
        taking::{Form, Goal, Take},
    },
    store::files,
    ui::pictures::orders::Product,
};

use super::{
    mask_pages::compare_with,
    mask_takes::{every, made},
    window::{CTRL_SHIFT, Window, sample},
};

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

/// A window with odd names wherever there are names, and a comparison with another such scenario.
fn odd() -> Window {
    let mut scenario = sample();
    let [formula, path, turned, many, lines, plus] = names();
    scenario.name.clone_from(&formula);
    scenario.note = lines;
    scenario.home.name = turned;
    scenario.teams[0].name.clone_from(&plus);
    scenario.teams[0].role = many;
    scenario.sites[0].name = path;
    let mut window = Window::of(&scenario);
    let other = window.file("other.ron");
    scenario.name = plus;
    scenario.friction.rework += rust_decimal::dec!(0.01);
    files::save(&other, &scenario).unwrap();
    compare_with(&mut window, &[other]);
    let folder = window.folder.path().to_owned();
    window.list_folder(&folder);
    window
}

#[test]
fn all_that_leaves_the_window_holds_odd_names_as_names_only() {
    let window = odd();
    for take in every().into_iter().filter(|take| *take != Take::Deck) {
        for form in take.forms() {
            let what = format!("{take:?} as {form:?}");
            let file = Goal::File(format!("a.{}", form.ending()).into(), Replace::Never);
            let (text, bytes) = match made(&window, take, *form, file) {
                Product::Text(text) => (text, Vec::new()),
                Product::Bytes(bytes) => (String::new(), bytes),
                Product::Picture(_) => panic!("{what}: no file"),
            };
            let cells = |separator| {
                let reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
                let records =
                    reader.into_records().map(|record| record.unwrap_or_else(|error| panic!("{what}: {error}")));
                records.flat_map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>()).collect::<Vec<_>>()
            };
            match form {
                Form::Csv | Form::Tsv => {
                    let cells = cells(if *form == Form::Csv { b',' } else { b'\t' });
                    assert!(cells.len() > 4, "{what}");
                    for cell in cells {
                        assert!(!cell.starts_with(['=', '+', '@']), "{what}: {cell}");
                        assert!(!cell.contains(|c: char| c.is_control()), "{what}: {cell:?}");
                    }
                }
                Form::Json => _ = serde_json::from_str::<serde_json::Value>(&text).unwrap(),
                Form::Svg => _ = Document::parse(&text).unwrap_or_else(|error| panic!("{what}: {error}")),
                Form::Png => assert!(bytes.starts_with(b"\x89PNG"), "{what}"),
                Form::Pdf => assert!(bytes.starts_with(b"%PDF"), "{what}"),
                Form::Xlsx => assert!(bytes.starts_with(b"PK"), "{what}"),
            }
        }
    }
}
