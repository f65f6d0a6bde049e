//! Words around figures: sentences and labels, and texts without what a screen must not show.

use std::path::Path;

use super::NBSP;

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

/// A text without the amounts in it: numbers that have a currency, thousands or decimals, or three
/// digits and more, become `•`; `Team 2` and `24/7` stay.
#[must_use]
pub fn without_amounts(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '_' | '\'' | '’' | NBSP | '\u{202f}');
    let mut shown = String::new();
    let mut at = 0;
    while at < letters.len() {
        if !letters[at].is_ascii_digit() {
            shown.push(letters[at]);
            at += 1;
            continue;
        }
        let mut end = at;
        while end < letters.len() && part(letters[end]) {
            end += 1;
        }
        while end > at && !letters[end - 1].is_ascii_digit() {
            end -= 1;
        }
        let number: String = letters[at..end].iter().collect();
        let before = shown.trim_end().chars().last();
        let money = before.is_some_and(|c| "$€£¥".contains(c)) || coded(&shown);
        let after: String = letters[end..].iter().skip_while(|c| c.is_whitespace()).take(3).collect();
        let unit = ["k", "m", "bn", "tn", "€", "£", "$"].iter().any(|unit| {
            after.to_lowercase().strip_prefix(unit).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        });
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let share = after.starts_with('%') || after.starts_with('×');
        if money || unit || (!share && (digits >= 3 || digits < number.chars().count())) {
            while shown.ends_with(|c: char| "$€£¥".contains(c)) {
                shown.pop();
            }
            if coded(&shown) {
                // Nor its currency.
                shown.truncate(shown.trim_end().len().saturating_sub(3));
            }
            shown.push('•');
        } else {
            shown.push_str(&number);
        }
        at = end;
    }
    shown.replace(['$', '€', '£', '¥'], "")
}

/// Whether a text ends in a currency's code.
fn coded(text: &str) -> bool {
    let word = text.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    word.len() == 3 && word.chars().all(|c| c.is_ascii_uppercase())
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
