//! Edits of a text: what takes the place of which part, and where a place of the new text was in the
//! old one.

/// A part of a text and what takes its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) text: String,
}

/// A text with edits done to it, in the order of their places.
pub(super) fn applied(old: &str, edits: &mut [Edit]) -> String {
    edits.sort_by_key(|edit| (edit.from, edit.to));
    let mut text = String::with_capacity(old.len() + 256);
    let mut at = 0;
    for edit in edits.iter() {
        text.push_str(old.get(at..edit.from).unwrap_or_default());
        text.push_str(&edit.text);
        at = edit.to.max(at);
    }
    text.push_str(&old[at..]);
    text
}

/// Where a place of the new text was in the old one; what was put in stands where its edit did.
pub(super) fn origin(edits: &[Edit], offset: usize) -> usize {
    // Where the new text is now, and how far the old one is from it.
    let (mut new, mut old) = (0, 0);
    for edit in edits {
        let begins = new + (edit.from - old);
        if offset < begins {
            break;
        }
        if offset < begins + edit.text.len() {
            return edit.from;
        }
        (new, old) = (begins + edit.text.len(), edit.to);
    }
    old + (offset - new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back() {
        let old = "one two three";
        let edit = |from, to, text: &str| Edit { from, to, text: text.to_owned() };
        let mut edits = [edit(8, 13, "3"), edit(4, 4, "and "), edit(0, 3, "1111")];
        let new = applied(old, &mut edits);
        assert_eq!(new, "1111 and two 3");
        let of = |part: &str| origin(&edits, new.find(part).unwrap());
        assert_eq!(
            [of("1111"), of("111 "), of(" and"), of("and"), of("two"), of(" 3"), of("3")],
            [0, 0, 3, 4, 4, 7, 8]
        );
        assert_eq!(origin(&edits, new.len()), old.len());
        assert_eq!(origin(&[], 5), 5);
    }
}
