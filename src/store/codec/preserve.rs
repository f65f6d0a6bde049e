//! Writing over a text that people wrote: comments, order and spelling stay where values are the
//! same, so that a diff shows just what changed.

use rust_decimal::Decimal;

use super::{
    edits::{Edit, applied},
    encode,
    filed::Filed,
    parts::{Kind, Parts, after_space, parts, quoted, scalar},
    read::read,
    syntax::token,
};
/// A scenario or a deck as a text that differs from an older one only where a value does. Where that can't
/// be, it is the usual text.
#[must_use]
pub fn preserve<R: Filed>(old: &str, whole: &R) -> String {
    let new = encode(whole);
    let old = &*R::migrated(old).text;
    let mut merge = Merge { old, edits: Vec::new() };
    let merged = merge.value(old, &new).map(|()| applied(old, &mut merge.edits));
    // Whatever an odd layout did to the edits, the file must hold what is saved.
    merged.filter(|text| read::<R>(text.as_bytes(), "").is_ok_and(|read| read == *whole)).unwrap_or(new)
}

struct Merge<'a> {
    old: &'a str,
    edits: Vec<Edit>,
}

/// A field, an entry or an item: its name, where it begins, and its value.
struct Piece<'a> {
    name: String,
    raw: &'a str,
    value: &'a str,
}

impl<'a> Merge<'a> {
    fn offset(&self, slice: &str) -> usize {
        slice.as_ptr().addr().wrapping_sub(self.old.as_ptr().addr())
    }

    /// Takes a new value in place of an old one, as little of it as possible.
    fn value(&mut self, old: &'a str, new: &str) -> Option<()> {
        let (was, is) = (core(old), core(new));
        if same(was, is) {
            return Some(());
        }
        match (pieces(old), pieces(new)) {
            (Some(olds), Some(news)) if mergeable(&olds, &news, Kind::of(old)) => self.pieces(was, &olds, &news),
            _ => {
                let from = self.offset(was);
                self.edits.push(Edit { from, to: from + was.len(), text: is.to_owned() });
                Some(())
            }
        }
    }

    fn pieces(&mut self, whole: &'a str, olds: &[Piece<'a>], news: &[Piece<'_>]) -> Option<()> {
        for old in olds {
            match news.iter().find(|new| new.name == old.name) {
                Some(new) => self.value(old.value, new.value)?,
                None if says_nothing(core(old.value)) => {}
                None => self.remove(old)?,
            }
        }
        let fresh: Vec<&Piece<'_>> = news.iter().filter(|new| !olds.iter().any(|old| old.name == new.name)).collect();
        if !fresh.is_empty() {
            self.append(whole, olds.last(), &fresh);
        }
        Some(())
    }

    /// Takes a piece out, with its comma, its line and the comment at the line's end.
    fn remove(&mut self, piece: &Piece<'a>) -> Option<()> {
        let start = self.offset(after_space(piece.raw));
        let value = core(piece.value);
        let end = self.offset(value) + value.len();
        let rest = after_space(&self.old[end..]);
        let after = rest.strip_prefix(',').map_or(end, |rest| self.old.len() - rest.len());
        let line_start = self.old[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = after + self.old[after..].find('\n')? + 1;
        let tail = self.old[after..line_end].trim();
        let alone = self.old[line_start..start].trim().is_empty() && (tail.is_empty() || tail.starts_with("//"));
        let (from, to) = if alone { (line_start, line_end) } else { (start, after) };
        self.edits.push(Edit { from, to, text: String::new() });
        Some(())
    }

    /// Adds pieces before the closing bracket: on lines of their own where it stands on its own.
    fn append(&mut self, whole: &'a str, last: Option<&Piece<'a>>, fresh: &[&Piece<'_>]) {
        let close = self.offset(whole) + whole.len() - 1;
        let line = self.old[..close].rfind('\n').map_or(0, |newline| newline + 1);
        let margin = &self.old[line..close];
        let own_line = line > 0 && margin.trim().is_empty();
        if let Some(last) = last {
            let value = core(last.value);
            let end = self.offset(value) + value.len();
            if !after_space(&self.old[end..]).starts_with(',') {
                self.edits.push(Edit { from: end, to: end, text: ",".to_owned() });
            }
        }
        let text = |piece: &&Piece<'_>| piece.text();
        let text = if own_line {
            fresh.iter().map(|piece| [margin, "    ", &text(piece), ",\n"].concat()).collect::<String>()
        } else {
            let fresh: Vec<String> = fresh.iter().map(text).collect();
            format!("{}{}", if last.is_some() { " " } else { "" }, fresh.join(", "))
        };
        let at = if own_line { line } else { close };
        self.edits.push(Edit { from: at, to: at, text });
    }
}

impl Piece<'_> {
    /// As it stands in a file.
    fn text(&self) -> String {
        let value = core(self.value);
        // An item of a list has no name of its own.
        let item = std::ptr::eq(self.raw, self.value);
        if item { value.to_owned() } else { format!("{}: {value}", after_space(self.raw).trim_end()) }
    }
}

/// A value without the comments and spaces around it.
fn core(raw: &str) -> &str {
    let text = after_space(raw);
    match Kind::of(text) {
        Kind::Text => &text[..text.chars().next().map_or(0, |first| token(text, first))],
        Kind::Parens => &text[..closing(text, ')')],
        Kind::Map => &text[..closing(text, '}')],
        Kind::List => &text[..closing(text, ']')],
        Kind::Number | Kind::Word | Kind::Nothing | Kind::Other => scalar(text).trim_end_matches(','),
    }
}

fn closing(text: &str, bracket: char) -> usize {
    text.rfind(bracket).map_or(text.len(), |at| at + 1)
}

/// Whether two values are the same, however they are written.
fn same(old: &str, new: &str) -> bool {
    if old == new {
        return true;
    }
    match (Kind::of(old), Kind::of(new)) {
        (Kind::Text, Kind::Text) => quoted(old).is_some_and(|old| Some(old) == quoted(new)),
        (Kind::Number, Kind::Number) => {
            let number = |text: &str| text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(text)).ok();
            number(old).is_some_and(|old| Some(old) == number(new))
        }
        _ => false,
    }
}

/// Whether a value is what an optional field has where the file does not name it.
fn says_nothing(value: &str) -> bool {
    matches!(value, "\"\"" | "None" | "{}" | "[]") || value.parse::<Decimal>().is_ok_and(|number| number.is_zero())
}

/// What is in a value's brackets, by name; none where it has no brackets or its parts no names.
fn pieces(raw: &str) -> Option<Vec<Piece<'_>>> {
    match parts(raw).ok()? {
        Parts::Fields(fields) => {
            Some(fields.into_iter().map(|(name, value)| Piece { name: name.to_owned(), raw: name, value }).collect())
        }
        Parts::Entries(entries) => {
            entries.into_iter().map(|(key, value)| Some(Piece { name: quoted(key)?, raw: key, value })).collect()
        }
        Parts::Items(items) => {
            let id = |item: &str| match parts(item).ok()? {
                Parts::Fields(fields) => {
                    fields.into_iter().find(|(name, _)| *name == "id").and_then(|(_, value)| quoted(value))
                }
                _ => None,
            };
            items.into_iter().map(|item| Some(Piece { name: id(item)?, raw: item, value: item })).collect()
        }
    }
}

/// Whether what is new can be had by changing, taking out and appending: always by name, in a list
/// only where the order stays.
fn mergeable(olds: &[Piece<'_>], news: &[Piece<'_>], kind: Kind) -> bool {
    if kind != Kind::List {
        return true;
    }
    let kept: Vec<&str> =
        olds.iter().map(|old| &*old.name).filter(|name| news.iter().any(|new| new.name == **name)).collect();
    !kept.is_empty() && kept.iter().zip(news).all(|(kept, new)| **kept == new.name)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::{model::scenario::Scenario, store::codec::decode};

    const SAMPLE: &str = include_str!("../../../scenarios/support-desk-manila.ron");

    fn sample() -> Scenario {
        decode(SAMPLE.as_bytes(), "").unwrap()
    }

    /// The lines that are only in one of two texts.
    fn diff(old: &str, new: &str) -> (Vec<String>, Vec<String>) {
        let only = |a: &str, b: &str| {
            a.lines().filter(|line| !b.lines().any(|other| other == *line)).map(str::to_owned).collect()
        };
        (only(old, new), only(new, old))
    }

    #[test]
    fn nothing_changes_where_no_value_does() {
        assert_eq!(preserve(SAMPLE, &sample()), SAMPLE);
    }

    #[test]
    fn a_changed_value_changes_its_line_only_and_keeps_its_comment() {
        let mut scenario = sample();
        scenario.money.horizon_months = 48;
        scenario.name = "Renamed".into();
        let text = preserve(SAMPLE, &scenario);
        let (old, new) = diff(SAMPLE, &text);
        assert_eq!(
            old,
            ["    name: \"Support desk to Manila\",", "        horizon_months: 60, // assumption: five years"]
        );
        assert_eq!(new, ["    name: \"Renamed\",", "        horizon_months: 48, // assumption: five years"]);
    }

    #[test]
    fn sites_come_and_go_and_the_rest_keeps_its_comments() {
        let mut scenario = sample();
        let mut second = scenario.sites[0].clone();
        second.id = "pl-krk".into();
        second.name = "Krakow".into();
        scenario.sites.push(second);
        scenario.teams[0].salary.insert("pl-krk".into(), dec!(90000));
        scenario.teams[0].mix.insert("pl-krk".into(), dec!(0.1));
        let more = preserve(SAMPLE, &scenario);
        assert_eq!(decode(more.as_bytes(), "").unwrap(), scenario);
        let (old, _) = diff(SAMPLE, &more);
        assert!(old.len() <= 2, "{old:#?}");
        // And back: what was added is gone, every comment of the first text still there.
        let back = preserve(&more, &sample());
        assert_eq!(decode(back.as_bytes(), "").unwrap(), sample());
        let comments = |text: &str| text.matches("//").count();
        assert_eq!(comments(&back), comments(SAMPLE));
    }

    #[test]
    fn order_spelling_and_odd_layout_stay() {
        let canonical = encode(&sample());
        let odd = canonical
            .replace("    format: 1,\n", "")
            .replacen("Scenario(\n", "( /* mine */ format: 1,\n", 1)
            .replace("discount_rate: 0.08", "discount_rate: 0.080 /* eight */");
        let read = decode(odd.as_bytes(), "").unwrap();
        assert_eq!(preserve(&odd, &read), odd);
        let mut scenario = read;
        scenario.money.target_saving = dec!(0.25);
        let text = preserve(&odd, &scenario);
        assert!(
            text.contains("/* mine */") && text.contains("0.080 /* eight */") && text.contains("target_saving: 0.25")
        );
    }

    #[test]
    fn what_is_no_scenario_is_written_anew() {
        for old in ["", "hello", "(((", "Scenario(", "Scenario(format: 1, name: 3)"] {
            assert_eq!(decode(preserve(old, &sample()).as_bytes(), "").unwrap(), sample(), "{old}");
        }
    }
}
