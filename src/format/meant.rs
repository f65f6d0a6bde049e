//! Which names were meant where one is not known.

/// The names that are nearly the one that was found, the nearest first.
#[must_use]
pub fn near<'n>(found: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    if found.len() > 40 {
        return Vec::new();
    }
    let found = found.to_lowercase();
    let reach = |name: &str| 1 + name.len().min(found.len()) / 4;
    let mut near: Vec<(usize, &str)> = names
        .into_iter()
        .map(|name| (strsim::levenshtein(&found, name), name))
        .filter(|(distance, name)| *distance <= reach(name).min(3))
        .collect();
    near.sort_by_key(|(distance, _)| *distance);
    near.into_iter().map(|(_, name)| name).collect()
}

/// The name that is nearly the one that was found.
#[must_use]
pub fn closest<'n>(found: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    near(found, names).first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_meant_and_far_ones_not() {
        let meant = |found| closest(found, ["on_cost", "seat_cost", "id", "fee"]);
        assert_eq!(meant("on_cots"), Some("on_cost"));
        assert_eq!(meant("SeatCost"), Some("seat_cost"));
        assert_eq!(meant("fees"), Some("fee"));
        assert_eq!(meant("overhead"), None);
        assert_eq!(meant(""), None);
        assert_eq!(near("ration", ["station", "ratio", "nation", "of"]), ["ratio", "nation", "station"]);
    }
}
