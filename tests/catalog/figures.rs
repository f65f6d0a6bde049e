//! Every figure can be shown with where it comes from.

use std::collections::BTreeSet;

use shoreline::catalog::{Basis, Catalog, Citation, Figure, Grade, Place};

use super::carried;

/// The figures of a place, with their names.
fn of_place(place: &Place) -> Vec<(String, &Figure)> {
    let mut figures: Vec<(String, &Figure)> = vec![
        ("rate_per_usd".into(), &place.rate_per_usd),
        ("productive_days".into(), &place.productive_days),
        ("wage_growth".into(), &place.wage_growth),
        ("attrition".into(), &place.attrition),
        ("english".into(), &place.english),
        ("workday_hours".into(), &place.workday_hours),
        ("seat_cost".into(), &place.seat_cost),
        ("hiring_cost".into(), &place.hiring_cost),
        ("time_to_fill".into(), &place.time_to_fill),
        ("night_premium".into(), &place.night_premium),
    ];
    figures.extend(place.volatility.iter().map(|figure| ("volatility".into(), figure)));
    figures.extend(place.on_cost.iter().map(|part| (format!("on_cost {}", part.name), &part.rate)));
    figures.into_iter().map(|(name, figure)| (format!("{}: {name}", place.id), figure)).collect()
}

/// Every figure but culture, with its name.
fn all(catalog: &Catalog) -> Vec<(String, &Figure)> {
    let pay = catalog.pay.iter().map(|pay| (format!("{}: {}", pay.place, pay.role), &pay.salary));
    catalog.places.iter().flat_map(of_place).chain(pay).collect()
}

/// Every citation, with the name of its figure.
fn citations(catalog: &Catalog) -> Vec<(String, &Citation)> {
    let cultures = catalog.places.iter().filter_map(|place| Some((&place.id, place.culture.as_ref()?)));
    let cultures = cultures.map(|(id, culture)| (format!("{id}: culture"), &culture.citation));
    all(catalog).into_iter().map(|(name, figure)| (name, &figure.citation)).chain(cultures).collect()
}

#[test]
fn every_source_is_there_and_every_one_there_is_used() {
    let catalog = carried();
    let used: BTreeSet<&str> =
        citations(&catalog).iter().flat_map(|(_, citation)| &citation.sources).map(String::as_str).collect();
    let there: BTreeSet<&str> = catalog.sources.keys().map(String::as_str).collect();
    assert_eq!(used, there);
    for (id, source) in &catalog.sources {
        for text in [&source.title, &source.publisher, &source.year, &source.licence, &source.address] {
            assert!(!text.is_empty(), "{id}: {source:?}");
        }
    }
}

#[test]
fn what_was_read_has_a_source_and_a_grade_and_what_is_assumed_a_reason() {
    let catalog = carried();
    for (name, citation) in citations(&catalog) {
        match citation.basis {
            Basis::Assumption => {
                assert!(citation.sources.is_empty() && citation.grade.is_none(), "{name}: {citation:?}");
                assert!(citation.year.is_none() && !citation.note.is_empty(), "{name}: {citation:?}");
            }
            basis => {
                assert!(!citation.sources.is_empty(), "{name} has no source");
                assert_eq!(citation.grade == Some(Grade::D), basis == Basis::Derived, "{name}: {citation:?}");
                assert!(citation.grade.is_some(), "{name} has no grade");
                assert!(basis == Basis::Read || !citation.note.is_empty(), "{name} does not say how it was derived");
            }
        }
    }
}

#[test]
fn ranges_hold_their_figure() {
    let catalog = carried();
    for (name, figure) in all(&catalog) {
        if let Some((low, high)) = figure.range {
            assert!(low <= figure.value && figure.value <= high && low < high, "{name}: {figure:?}");
        }
    }
    for pay in &catalog.pay {
        assert!(pay.salary.range.is_some() && !pay.salary.citation.note.is_empty(), "{pay:?}");
    }
}

#[test]
fn every_role_is_paid_everywhere_but_where_the_figure_is_too_weak() {
    let catalog = carried();
    let mut missing = Vec::new();
    for place in &catalog.places {
        for role in &catalog.roles {
            let found = catalog.pay.iter().filter(|pay| pay.place == place.id && pay.role == role.id).count();
            assert!(found <= 1, "{} has {} twice", place.id, role.id);
            if found == 0 {
                missing.push(format!("{} {}", place.id, role.id));
            }
        }
    }
    // Derived from 14 developers alone.
    let weak = ["qa_tester", "data_analyst", "designer", "team_lead", "operations_manager"];
    assert_eq!(missing, weak.map(|role| format!("jp-tyo {role}")));
    assert_eq!(catalog.pay.len(), catalog.places.len() * catalog.roles.len() - weak.len());
}

#[test]
fn caveats_that_change_answers_are_in_the_notes() {
    let catalog = carried();
    let note = |place: &str, role: &str| catalog.pay(place, role).unwrap().salary.citation.note.clone();
    for (place, role, caveat) in [
        ("ua-kyv", "customer_support", "NET of tax"),
        ("in-blr", "customer_support", "a floor"),
        ("gb-lon", "bookkeeper", "art-timers"),
        ("nl-ams", "accountant", "without the 8 % holiday allowance"),
        ("br-sao", "accountant", "13th salary"),
        ("jp-tyo", "accountant", "Bonus included"),
        ("ar-bue", "qa_tester", "IT employers only"),
        ("ph-mnl", "senior_dev", "Dominated by pay from abroad"),
        ("pl-waw", "accountant", "Typical error 38 %"),
        ("de-ber", "bookkeeper", "Typical error 21 %"),
    ] {
        assert!(note(place, role).to_lowercase().contains(&caveat.to_lowercase()), "{place} {role}");
    }
    for place in &catalog.places {
        let culture = place.culture.as_ref().unwrap();
        assert!(culture.citation.note.contains("NOTICE.md"), "{}", place.id);
    }
    let britain = catalog.place("gb-lon").unwrap();
    assert_eq!(britain.productive_days.value, rust_decimal::dec!(227), "public holidays counted twice");
}

#[test]
fn ids_and_labels_are_each_one_things() {
    let catalog = carried();
    let places: BTreeSet<_> = catalog.places.iter().map(|place| &place.id).collect();
    let countries: BTreeSet<_> = catalog.places.iter().map(|place| (&place.country, &place.currency)).collect();
    assert_eq!((places.len(), countries.len()), (catalog.places.len(), catalog.places.len()));
    for (index, role) in catalog.roles.iter().enumerate() {
        // Found by either, and never another role.
        assert_eq!(catalog.role(&role.id).unwrap().id, catalog.roles[index].id);
        assert_eq!(catalog.role(&role.label.to_uppercase()).unwrap().id, catalog.roles[index].id);
    }
    for country in
        ["US", "GB", "AU", "CA", "NL", "DE", "JP", "IN", "PH", "BR", "PL", "UA", "AR", "CZ", "PT", "RO", "MX"]
    {
        assert!(catalog.places.iter().any(|place| place.country == country), "{country}");
    }
}
