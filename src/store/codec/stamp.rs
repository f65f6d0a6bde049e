//! The line at the top of a saved file that says what its scenario came to, and by which model.
//!
//! It is a comment, so any reader of the format passes over it, and so does [`decode`](super::decode).

use rust_decimal::Decimal;

use crate::model::{fingerprint::Fingerprint, stamp::Stamp};

/// How the line begins.
const BEGIN: &str = "// Shoreline model ";

/// The stamp of a text, where one of the comment lines at its top is one.
#[must_use]
pub fn stated(text: &str) -> Option<Stamp> {
    top(text).find_map(|(_, line)| read(line))
}

/// A text that bears this stamp: in the place of the one it has, or in a line before the first.
#[must_use]
pub fn stamped(text: &str, stamp: &Stamp) -> String {
    let (from, to) = top(text)
        .find(|(_, line)| line.starts_with(BEGIN))
        .map_or_else(|| (mark(text), mark(text)), |(at, line)| (at, at + line.len()));
    let end = match (from == to, text.contains("\r\n")) {
        (false, _) => "",
        (true, true) => "\r\n",
        (true, false) => "\n",
    };
    [&text[..from], &line(stamp), end, &text[to..]].concat()
}

/// Length of the mark that some editors begin a file with.
fn mark(text: &str) -> usize {
    text.len() - text.trim_start_matches('\u{feff}').len()
}

/// The comment lines that a text begins with, each with its offset, without line breaks.
fn top(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = mark(text);
    text[at..].split_inclusive('\n').map_while(move |line| {
        let (offset, line) = (at, {
            at += line.len();
            line.trim_end_matches(['\r', '\n'])
        });
        line.starts_with("//").then_some((offset, line))
    })
}

fn line(stamp: &Stamp) -> String {
    let Stamp { model, fingerprint, home, cash, effective } = stamp;
    format!("{BEGIN}{model}, fingerprint {fingerprint}: home {home}, cash {cash}, effective {effective}")
}

/// The stamp of a line; none where anything of it is odd.
fn read(line: &str) -> Option<Stamp> {
    let (model, rest) = line.strip_prefix(BEGIN)?.split_once(", fingerprint ")?;
    let (fingerprint, rest) = rest.split_once(": home ")?;
    let (home, rest) = rest.split_once(", cash ")?;
    let (cash, effective) = rest.split_once(", effective ")?;
    // No cost of any scenario is as large, so that sums of them can't overflow.
    let most = Decimal::new(1, 0).checked_mul(Decimal::from(1_000_000_000_000_000_000_u64))?;
    let amount = |text: &str| Decimal::from_str_exact(text).ok().filter(|amount| amount.abs() < most);
    Some(Stamp {
        model: model.parse().ok()?,
        fingerprint: Fingerprint::from_hex(fingerprint)?,
        home: amount(home)?,
        cash: amount(cash)?,
        effective: amount(effective)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::testing::two_sites,
        store::codec::{decode, encode},
    };

    #[test]
    fn a_stamp_comes_back_and_no_reader_minds_it() {
        let scenario = two_sites();
        let stamp = Stamp::of(&scenario);
        for text in
            [encode(&scenario), format!("// mine\n{}", encode(&scenario)), format!("\u{feff}{}", encode(&scenario))]
        {
            assert_eq!(stated(&text), None);
            let with = stamped(&text, &stamp);
            assert_eq!(with.lines().count(), text.lines().count() + 1);
            assert_eq!(stated(&with), Some(stamp));
            assert_eq!(decode(with.as_bytes(), "").unwrap(), scenario);
            // Another takes its place; nothing else moves.
            let other = Stamp { home: stamp.home + Decimal::ONE, model: 7, ..stamp };
            let again = stamped(&with, &other);
            assert_eq!(stated(&again), Some(other));
            assert_eq!(stamped(&again, &stamp), with);
        }
        let windows = encode(&scenario).replace('\n', "\r\n");
        let with = stamped(&windows, &stamp);
        assert!(
            with.lines().next().is_some_and(|line| line.starts_with(BEGIN)) && !with.replace("\r\n", "").contains('\n')
        );
        assert_eq!(stated(&with), Some(stamp));
    }

    #[test]
    fn what_is_odd_is_no_stamp() {
        let good = line(&Stamp::of(&two_sites()));
        assert!(read(&good).is_some());
        for odd in [
            good.replace("model 1", "model one"),
            good.replace("home ", "home 1e"),
            good.replace(", cash", ", crash"),
            good[..good.len() - 90].to_owned(),
            good.replace("effective ", "effective 99999999999999999999"),
            String::new(),
        ] {
            assert_eq!(stated(&odd), None, "{odd}");
        }
        // Only at the top.
        assert_eq!(stated(&format!("Scenario(\n{good}\n)")), None);
    }
}
