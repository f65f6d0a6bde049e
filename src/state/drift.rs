//! What became of a file's figures since it was saved: by another model, by another hand, or not at
//! all.

use rust_decimal::Decimal;

use crate::{format, model::stamp::Stamp};

/// What to tell where a scenario comes to something else now than its file says it came to: a
/// sentence, then each figure before and after, the weightiest first. None where all are the same.
#[must_use]
pub fn drift(stated: &Stamp, now: &Stamp, currency: &str) -> Option<String> {
    let figures = moved(stated, now, currency);
    if stated.model != now.model {
        let so =
            if figures.is_empty() { " No figure changed.".to_owned() } else { format!(" {}.", figures.join(", ")) };
        return Some(format!("Saved under version {} of the model; this is version {}.{so}", stated.model, now.model));
    }
    if figures.is_empty() {
        return None;
    }
    let why = if stated.fingerprint == now.fingerprint {
        "This program works the file out otherwise than the one that saved it."
    } else {
        "The file was changed by other means since it was saved."
    };
    Some(format!("{why} {}.", figures.join(", ")))
}

/// The figures that are others, in words.
fn moved(stated: &Stamp, now: &Stamp, currency: &str) -> Vec<String> {
    type Share = fn(&Stamp) -> Option<Decimal>;
    type Cost = fn(&Stamp) -> Decimal;
    let shares: [(&str, Share); 3] = [
        ("Effective saving", Stamp::effective_saving),
        ("cash saving", Stamp::cash_saving),
        ("friction", Stamp::friction),
    ];
    let costs: [(&str, Cost); 3] = [
        ("effective cost", |stamp| stamp.effective),
        ("cash cost", |stamp| stamp.cash),
        ("home cost", |stamp| stamp.home),
    ];
    let percent = |share: Option<Decimal>| share.map_or_else(|| "–".to_owned(), format::percent_precise);
    let shares = shares.into_iter().map(|(name, share)| (name, percent(share(stated)), percent(share(now))));
    let costs = costs.into_iter().map(|(name, cost)| {
        let (then, today) = (cost(stated), cost(now));
        let short = [then, today].map(|cost| format::money(cost, currency));
        // To the cent only where that is what differs.
        let [then, today] =
            if short[0] == short[1] { [then, today].map(|cost| format::money_exact(cost, currency)) } else { short };
        (name, then, today)
    });
    let other = shares.chain(costs).filter(|(_, then, today)| then != today);
    other.map(|(name, then, today)| format!("{name} {then} → {today}")).collect()
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::model::testing::two_sites;

    #[test]
    fn what_changed_is_told_with_both_figures_and_why() {
        let scenario = two_sites();
        let now = Stamp { home: dec!(1000), cash: dec!(600), effective: dec!(700), ..Stamp::of(&scenario) };
        assert_eq!(drift(&now, &now, "USD"), None);
        let newer = Stamp { model: now.model + 1, ..now };
        assert_eq!(
            drift(&newer, &now, "USD").unwrap(),
            "Saved under version 2 of the model; this is version 1. No figure changed."
        );
        let other = Stamp { effective: dec!(650), ..newer };
        assert_eq!(
            drift(&other, &now, "USD").unwrap(),
            "Saved under version 2 of the model; this is version 1. Effective saving 35\u{a0}% → 30\u{a0}%, \
             friction 5\u{a0}% → 10\u{a0}%, effective cost $650 → $700."
        );
        let mut edited = scenario.clone();
        edited.friction.rework += dec!(0.01);
        let by_hand = Stamp { effective: dec!(690), fingerprint: Stamp::of(&edited).fingerprint, ..now };
        assert!(drift(&by_hand, &now, "USD").unwrap().starts_with("The file was changed by other means"));
        let same = Stamp { effective: dec!(690), ..now };
        assert!(drift(&same, &now, "USD").unwrap().starts_with("This program works the file out otherwise"));
        // A cent counts, though no share shows it.
        let cent = Stamp { effective: dec!(699.99), home: dec!(1000), ..now };
        assert!(drift(&cent, &now, "USD").unwrap().contains("effective cost $699.99 → $700.00"));
        // What moves no figure is not told.
        assert_eq!(drift(&Stamp { fingerprint: by_hand.fingerprint, ..now }, &now, "USD"), None);
    }
}
