//! Which name was meant where a name is not known.

/// The name that is nearly the one that was found.
pub(super) fn closest<'n>(found: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    if found.len() > 40 {
        return None;
    }
    let found = found.to_lowercase();
    let near = |name: &str| 1 + name.len().min(found.len()) / 4;
    names
        .map(|name| (strsim::levenshtein(&found, name), name))
        .filter(|(distance, name)| *distance <= near(name).min(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_meant_and_far_ones_not() {
        let meant = |found| closest(found, ["on_cost", "seat_cost", "id", "fee"].into_iter());
        assert_eq!(meant("on_cots"), Some("on_cost"));
        assert_eq!(meant("SeatCost"), Some("seat_cost"));
        assert_eq!(meant("fees"), Some("fee"));
        assert_eq!(meant("overhead"), None);
        assert_eq!(meant(""), None);
    }
}
