//! Words around figures: sentences and labels, and texts without what a screen does not show but obeys.

use std::path::Path;

/// A fault as a sentence: its first letter large, a stop at its end.
#[must_use]
pub fn sentence(fault: &str) -> String {
    let mut letters = fault.trim_end_matches('.').chars();
    let first: String = letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// A label in the middle of a sentence: short forms keep their capitals.
#[must_use]
pub fn lower_first(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), second) if second.is_none_or(|second| !second.is_uppercase()) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}

/// A text without what a screen does not show but obeys: control characters, and marks that turn
/// the direction of what follows.
#[must_use]
pub fn plain(text: &str) -> String {
    let obeyed = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            || c == '\u{feff}'
    };
    text.chars().filter(|c| !obeyed(*c)).collect()
}

/// A path as a message names it, whatever its name holds.
#[must_use]
pub fn path(path: &Path) -> String {
    plain(&path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_screen_obeys_is_left_out_of_names_and_paths() {
        assert_eq!(plain("a\u{1b}[2J\u{61c}b\u{feff}\n\u{202e}c\u{2066}\0"), "a[2Jbc");
        assert_eq!(path(Path::new("plans/de\u{1b}sk\n.ron")), "plans/desk.ron");
        assert_eq!(plain("Ünï 漢字 😀 −3\u{a0}%"), "Ünï 漢字 😀 −3\u{a0}%");
    }
}
