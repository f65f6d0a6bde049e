//! Files of older formats, brought to this one step by step.
//!
//! A step is a list of edits of the text, so that comments, order and layout come along, and a fault
//! that is found after it still has its place in the file as it is on disk. Format 1 is the first, so
//! there is no step yet: raising [`FORMAT`] does not compile without one, and `tests/store.rs` asks for
//! a golden of each format, which must come to the same scenario for good.

use std::borrow::Cow;

use super::{
    edits::{Edit, applied, origin},
    number,
    parts::{Parts, parts, scalar},
};
use crate::model::scenario::FORMAT;

/// From one format to the next: the edits of a text of the older one, but for the number itself. A text
/// that a step can't make sense of it leaves as it is: the reader says what is wrong.
type Step = fn(&str) -> Vec<Edit>;

/// The steps, from format 1 on.
const STEPS: [Step; FORMAT as usize - 1] = [];

/// A text in this program's format.
#[derive(Debug)]
pub struct Migrated<'a> {
    pub(super) text: Cow<'a, str>,
    /// The edits of each step, in the order of the steps and of their places.
    steps: Vec<Vec<Edit>>,
}

impl<'a> Migrated<'a> {
    /// A text that is in this program's format already.
    pub(super) fn none(text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), steps: Vec::new() }
    }

    /// Where a place of the text is in the file.
    pub(super) fn origin(&self, offset: usize) -> usize {
        self.steps.iter().rev().fold(offset, |offset, edits| origin(edits, offset))
    }
}

/// Brings a text to this program's format; one of a newer format, or of none, stays as it is.
pub(super) fn migrated(text: &str) -> Migrated<'_> {
    by(&STEPS, text)
}

fn by<'a>(all: &[Step], text: &'a str) -> Migrated<'a> {
    let mut migrated = Migrated { text: Cow::Borrowed(text), steps: Vec::new() };
    // Where there are no steps, a look at the number is not worth its time.
    while migrated.steps.len() < all.len() {
        let Some((format, number)) = format(&migrated.text) else { break };
        let Some(step) = format.checked_sub(1).and_then(|before| all.get(usize::try_from(before).ok()?)) else { break };
        let mut edits = step(&migrated.text);
        edits.push(Edit { from: number.start, to: number.end, text: (format + 1).to_string() });
        let text = applied(&migrated.text, &mut edits);
        migrated.text = Cow::Owned(text);
        migrated.steps.push(edits);
    }
    migrated
}

/// A text's format, and where its number stands.
fn format(text: &str) -> Option<(u32, std::ops::Range<usize>)> {
    let Ok(Parts::Fields(fields)) = parts(text) else { return None };
    let (_, value) = fields.into_iter().find(|(name, _)| *name == "format")?;
    let digits = scalar(value);
    let start = digits.as_ptr().addr() - text.as_ptr().addr();
    Some((number::whole(digits).ok()?, start..start + digits.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As if `pace` had been called `speed` in format 1.
    fn renamed(text: &str) -> Vec<Edit> {
        let at = text.find("speed:").map(|from| Edit { from, to: from + 5, text: "pace".to_owned() });
        at.into_iter().collect()
    }

    /// As if format 3 had a field that format 2 had not.
    fn added(text: &str) -> Vec<Edit> {
        text.rfind(')').map(|at| Edit { from: at, to: at, text: "    limit: 9,\n".to_owned() }).into_iter().collect()
    }

    const OLD: &str = "// mine\nPlan(\n    format: 1, // the first\n    speed: 3, // as agreed\n    rest: ?,\n)\n";
    const NEW: &str =
        "// mine\nPlan(\n    format: 3, // the first\n    pace: 3, // as agreed\n    rest: ?,\n    limit: 9,\n)\n";

    #[test]
    fn a_text_goes_step_by_step_and_keeps_what_people_wrote() {
        // A text that can't be taken apart stays as it is: the reader says why.
        assert_eq!(by(&[renamed, added], OLD).text, OLD);
        let (old, new) = (OLD.replace('?', "1"), NEW.replace('?', "1"));
        let all: [Step; 2] = [renamed, added];
        let found = by(&all, &old);
        assert_eq!(found.text, new);
        // From format 2 only the second step is taken, from format 3 none, and none from a newer one.
        let second = old.replace("format: 1", "format: 2").replace("speed", "pace");
        assert_eq!(by(&all, &second).text, new);
        for rest in [new.clone(), new.replace("format: 3", "format: 4"), new.replace("format: 3", "format: 0")] {
            assert_eq!(by(&all, &rest).text, rest);
        }
        // Places lead back through both steps.
        for part in ["// mine", "// the first", "3, // as", "rest"] {
            assert_eq!(found.origin(new.find(part).unwrap()), old.find(part).unwrap(), "{part}");
        }
        assert_eq!(found.origin(new.find("limit").unwrap()), old.rfind(')').unwrap());
    }

    #[test]
    fn format_one_is_read_as_it_is() {
        let text = "Scenario(format: 1)";
        assert!(matches!(migrated(text), Migrated { text: Cow::Borrowed(same), .. } if same == text));
    }
}
