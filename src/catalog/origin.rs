//! Where each number of a scenario comes from, found by comparing it with what is known.
//!
//! The file holds no mark of origin: a number that equals what the catalogue, a preset or the
//! table of levers would fill in is theirs, to the digits that it is written with; every other is
//! the user's own.

use rust_decimal::Decimal;

use super::{
    Basis, Catalog, Citation, Grade,
    known::{Knowledge, Known},
};
use crate::{
    format,
    model::{
        lever::{self, Group, LeverId, Unit, Which},
        scenario::Scenario,
    },
};

/// Years after which a figure is stale.
const STALE_YEARS: u16 = 3;

/// Where a number comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A figure of the catalogue.
    Catalogue {
        /// City.
        place: String,
        /// Name of the role, of a salary.
        role: Option<String>,
        /// Its source.
        citation: Citation,
        /// Low and high end, where known.
        range: Option<(Decimal, Decimal)>,
    },
    /// Worked out from figures of the catalogue.
    Derived {
        /// How, in plain words.
        how: String,
        /// The figures' sources.
        citations: Vec<Citation>,
    },
    /// The default of the table of levers.
    LeverDefault(lever::Basis),
    /// What a preset fills in.
    Preset {
        /// Name of the preset for people.
        name: String,
        /// Source or assumption.
        basis: lever::Basis,
    },
    /// What a new scenario starts with; a judgment, with its reason.
    Assumption(String),
    /// The user's own: it differs from everything known.
    Yours,
}

/// One number of a scenario with its origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The number.
    pub lever: LeverId,
    /// Its value.
    pub value: Decimal,
    /// Where it comes from.
    pub origin: Origin,
    /// What would be filled in, where anything is known.
    pub catalogue_value: Option<Decimal>,
    /// Where that comes from; the same as `origin` unless the number is the user's.
    pub known: Option<Origin>,
    /// Year of the oldest source of what is known.
    pub year: Option<u16>,
    /// Grade of the weakest source of what is known.
    pub grade: Option<Grade>,
    /// Source ids of what is known.
    pub sources: Vec<String>,
    /// Low and high end of what is known.
    pub range: Option<(Decimal, Decimal)>,
    /// Whether the number is the catalogue's and more than three years older than the catalogue.
    pub stale: bool,
}

impl Row {
    /// Whether the number is the user's own though something else is known: it can be given back.
    #[must_use]
    pub fn overridden(&self) -> bool {
        self.origin == Origin::Yours && self.catalogue_value.is_some()
    }

    /// Whether the number is the user's own though the catalogue has a figure for it: what a preset, a
    /// default or an assumption would fill in is none.
    #[must_use]
    pub fn differs(&self) -> bool {
        let figures = matches!(self.known, Some(Origin::Catalogue { .. } | Origin::Derived { .. }));
        self.overridden() && figures
    }
}

impl Origin {
    /// The sources of a catalogue's figure, or of those it was worked out from.
    #[must_use]
    pub fn citations(&self) -> &[Citation] {
        match self {
            Self::Catalogue { citation, .. } => std::slice::from_ref(citation),
            Self::Derived { citations, .. } => citations,
            _ => &[],
        }
    }

    /// Whether nothing but a judgment of this project stands behind it.
    #[must_use]
    pub fn is_assumption(&self) -> bool {
        match self {
            Self::Catalogue { citation, .. } => citation.basis == Basis::Assumption,
            Self::LeverDefault(basis) | Self::Preset { basis, .. } => matches!(basis, lever::Basis::Assumption(_)),
            Self::Assumption(_) => true,
            Self::Derived { .. } | Self::Yours => false,
        }
    }

    /// Why a number has its value, in short.
    pub(super) fn reason(&self) -> String {
        match self {
            Self::Catalogue { place, role: Some(role), .. } => format!("the catalogue's figure for {role}, {place}"),
            Self::Catalogue { place, role: None, .. } => format!("the catalogue's figure for {place}"),
            Self::Derived { how, .. } => how.clone(),
            Self::LeverDefault(basis) | Self::Preset { basis, .. } => basis_text(basis).to_owned(),
            Self::Assumption(reason) => reason.clone(),
            Self::Yours => "yours".to_owned(),
        }
    }
}

fn basis_text(basis: &lever::Basis) -> &'static str {
    match basis {
        lever::Basis::Source(text) | lever::Basis::Assumption(text) => text,
        lever::Basis::Own => "default",
    }
}

/// Every single number of a scenario with its origin, in the table of levers' order. Salaries at
/// places where a team has none are left out.
#[must_use]
pub fn origins(scenario: &Scenario, catalog: &Catalog) -> Vec<Row> {
    let knowledge = Knowledge::of(scenario, catalog);
    LeverId::all(scenario).into_iter().filter_map(|lever| row(scenario, lever, &knowledge, catalog)).collect()
}

/// One number with its origin; none if the scenario has no such number.
#[must_use]
pub fn origin_of(scenario: &Scenario, lever: &LeverId, catalog: &Catalog) -> Option<Row> {
    row(scenario, lever.clone(), &Knowledge::of(scenario, catalog), catalog)
}

/// Sets what is known for a number again. False, and nothing changed, where nothing is known or
/// the number has that value already.
pub fn give_back(scenario: &mut Scenario, lever: &LeverId, catalog: &Catalog) -> bool {
    let Some(row) = origin_of(scenario, lever, catalog) else { return false };
    row.catalogue_value.is_some_and(|value| value != row.value && lever.set(scenario, value).is_ok())
}

fn row(scenario: &Scenario, lever: LeverId, knowledge: &Knowledge, catalog: &Catalog) -> Option<Row> {
    if lever.group() == Group::Offshore || *lever.of() == Which::All || *lever.at() == Which::All {
        return None;
    }
    if let (Group::Salary, Which::One(team), Which::One(place)) = (lever.group(), lever.of(), lever.at()) {
        scenario.team(team)?.salary.get(place)?;
    }
    let value = lever.value(scenario).ok()?;
    let known = knowledge.known(&lever);
    let recognized = known.as_ref().is_some_and(|known| knowledge.recognizes(&lever, value, known));
    Some(described(lever, value, known, recognized, catalog))
}

fn described(lever: LeverId, value: Decimal, known: Option<Known>, recognized: bool, catalog: &Catalog) -> Row {
    let (catalogue_value, known) = known.map(|known| (known.value, known.origin)).unzip();
    let citations = known.as_ref().map_or(&[][..], Origin::citations);
    let year = citations.iter().filter_map(|citation| citation.year).min();
    let mut sources: Vec<String> = Vec::new();
    for source in citations.iter().flat_map(|citation| &citation.sources) {
        if !sources.contains(source) {
            sources.push(source.clone());
        }
    }
    let this_year = catalog.as_of.get(..4).and_then(|year| year.parse::<u16>().ok());
    let old = year.zip(this_year).is_some_and(|(year, now)| year.saturating_add(STALE_YEARS) < now);
    let range = match &known {
        Some(Origin::Catalogue { range, .. }) => *range,
        _ => None,
    };
    Row {
        origin: known.clone().filter(|_| recognized).unwrap_or(Origin::Yours),
        grade: citations.iter().filter_map(|citation| citation.grade).max(),
        stale: recognized && old,
        lever,
        value,
        catalogue_value,
        known,
        year,
        sources,
        range,
    }
}

/// A number's origin in plain words for a hover: "US Bureau of Labor Statistics, OEWS May 2025,
/// grade A, range 36,870–51,780"; "assumption: …"; "yours; the catalogue has 44,770: …".
#[must_use]
pub fn citation_text(row: &Row, catalog: &Catalog) -> String {
    let unit = row.lever.lever().unit;
    if row.origin != Origin::Yours {
        return origin_text(&row.origin, unit, catalog);
    }
    let Some((value, known)) = row.catalogue_value.zip(row.known.as_ref()) else { return "yours".to_owned() };
    let whose = match known {
        Origin::Catalogue { .. } | Origin::Derived { .. } => "the catalogue has",
        _ => "a new scenario has",
    };
    format!("yours; {whose} {}: {}", format::with_unit(unit, value), origin_text(known, unit, catalog))
}

fn origin_text(origin: &Origin, unit: Unit, catalog: &Catalog) -> String {
    match origin {
        Origin::Catalogue { citation, range, .. } => {
            let mut text = cited(citation, catalog);
            if let Some((low, high)) = range {
                let [low, high] = [low, high].map(|end| format::with_unit(unit, *end));
                text = format!("{text}, range {low}–{high}");
            }
            if !citation.note.is_empty() && citation.basis != Basis::Assumption {
                text = format!("{text}; {}", citation.note);
            }
            text
        }
        Origin::Derived { how, citations } => {
            let cited: Vec<String> = citations.iter().map(|citation| cited(citation, catalog)).collect();
            if cited.is_empty() { how.clone() } else { format!("derived: {how} ({})", cited.join("; ")) }
        }
        Origin::LeverDefault(basis) => match basis {
            lever::Basis::Source(text) => format!("default: {text}"),
            lever::Basis::Assumption(text) => format!("assumption, default: {text}"),
            lever::Basis::Own => "default".to_owned(),
        },
        Origin::Preset { name, basis } => {
            let assumed = if matches!(basis, lever::Basis::Assumption(_)) { "assumption, " } else { "" };
            format!("{assumed}{name}: {}", basis_text(basis))
        }
        Origin::Assumption(reason) => format!("assumption: {reason}"),
        Origin::Yours => "yours".to_owned(),
    }
}

/// Publisher, title, year where the title has none, grade.
fn cited(citation: &Citation, catalog: &Catalog) -> String {
    if citation.basis == Basis::Assumption {
        let why = if citation.note.is_empty() { "no source" } else { citation.note.as_str() };
        return format!("assumption: {why}");
    }
    let named = citation.sources.iter().map(|id| {
        catalog.sources.get(id).map_or_else(|| id.clone(), |source| format!("{}, {}", source.publisher, source.title))
    });
    let mut text = named.collect::<Vec<_>>().join("; ");
    let year = citation.year.map(|year| year.to_string()).filter(|year| !text.contains(year.as_str()));
    text.extend(year.map(|year| format!(", {year}")));
    text.extend(citation.grade.map(|grade| format!(", grade {grade:?}")));
    if citation.basis == Basis::Derived { format!("derived: {text}") } else { text }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::catalog::{draft::Draft, testing::catalog};

    fn drafted() -> Scenario {
        Draft::default_for(&catalog()).scenario(&catalog()).unwrap()
    }

    fn text(scenario: &Scenario, lever: &str) -> String {
        let catalog = catalog();
        citation_text(&origin_of(scenario, &lever.parse().unwrap(), &catalog).unwrap(), &catalog)
    }

    #[test]
    fn a_figure_says_where_it_comes_from() {
        let scenario = drafted();
        assert_eq!(
            text(&scenario, "team.team.salary.us-nyc"),
            "US Bureau of Labor Statistics, Occupational Employment and Wage Statistics, May 2025, grade A, \
             range 35,816–53,724"
        );
        assert_eq!(text(&scenario, "site.ph-mnl.wage_growth"), "WTW, Salary budgets, 2026, grade C");
        assert_eq!(text(&scenario, "home.seat_cost"), "assumption: our guess");
        assert_eq!(
            text(&scenario, "site.ph-mnl.on_cost"),
            "derived: Pension, Health at 244,608 PHP a year, caps applied (Ministry, Contributions, 2025, grade B)"
        );
        assert_eq!(
            text(&scenario, "site.ph-mnl.exchange_rate"),
            "derived: USD a PHP by their rates to the US dollar (ECB, Euro reference rates, 2026, grade A)"
        );
        assert_eq!(text(&scenario, "home.exchange_rate"), "the reporting currency itself");
        assert_eq!(text(&scenario, "friction.rework"), "default: CIO 2003: process cost of 1–10 % of the contract");
        assert!(text(&scenario, "team.team.sync_share").starts_with("assumption, Support team: "));
        assert!(text(&scenario, "site.ph-mnl.fee").starts_with("Staff leasing: ShoreAgents, about 2025"));
        assert_eq!(text(&scenario, "site.ph-mnl.shift_start"), "assumption: local office hours");
        assert_eq!(text(&scenario, "team.team.headcount"), "yours");
    }

    #[test]
    fn an_own_figure_is_yours_until_it_is_given_back() {
        let (catalog, drafted) = (catalog(), drafted());
        let lever: LeverId = "team.team.salary.ph-mnl".parse().unwrap();
        let mut scenario = drafted.clone();
        lever.set(&mut scenario, dec!(300000)).unwrap();
        let row = origin_of(&scenario, &lever, &catalog).unwrap();
        assert!(row.overridden());
        assert_eq!((row.value, row.catalogue_value), (dec!(300000), Some(dec!(244608))));
        assert!(citation_text(&row, &catalog).starts_with("yours; the catalogue has 244,608: US Bureau"));
        // What was worked out at the old pay is still the catalogue's.
        let on_cost = origin_of(&scenario, &"site.ph-mnl.on_cost".parse().unwrap(), &catalog).unwrap();
        assert!(matches!(on_cost.origin, Origin::Derived { .. }));
        assert!(give_back(&mut scenario, &lever, &catalog));
        assert_eq!(scenario, drafted);
        assert!(!give_back(&mut scenario, &lever, &catalog));
    }

    #[test]
    fn a_number_is_the_catalogues_to_the_digits_that_it_is_written_with() {
        let (catalog, lever): (_, LeverId) = (catalog(), "site.ph-mnl.exchange_rate".parse().unwrap());
        let origin = |written: Decimal| {
            let mut scenario = drafted();
            lever.set(&mut scenario, written).unwrap();
            origin_of(&scenario, &lever, &catalog).unwrap()
        };
        let whole = origin(dec!(1)).catalogue_value.unwrap();
        assert_eq!(whole.round_dp(7), dec!(0.0157035));
        for written in [dec!(0.0157035), dec!(0.01570), dec!(0.015704)] {
            let row = origin(written);
            assert_eq!(matches!(row.origin, Origin::Derived { .. }), written.scale() > 5, "{written}");
            assert_eq!(row.differs(), written.scale() == 5, "{written}");
        }
        // Three digits are a guess of one's own.
        assert!(origin(dec!(0.0157)).differs() && origin(dec!(0.0157036)).differs());
    }

    #[test]
    fn every_number_can_be_given_back() {
        let (catalog, drafted) = (catalog(), drafted());
        for row in origins(&drafted, &catalog).into_iter().filter(|row| row.catalogue_value.is_some()) {
            let mut scenario = drafted.clone();
            let valid = row.lever.lever().valid;
            let other = if row.value == valid.high { valid.low } else { valid.high };
            // An end that is excluded is no value.
            if row.lever.set(&mut scenario, other).is_err() {
                continue;
            }
            assert!(give_back(&mut scenario, &row.lever, &catalog), "{}", row.lever);
            assert_eq!(scenario, drafted, "{}", row.lever);
        }
    }

    #[test]
    fn what_is_older_than_three_years_is_stale() {
        let stale = |lever: &str| origin_of(&drafted(), &lever.parse().unwrap(), &catalog()).unwrap().stale;
        assert!(stale("home.hiring_cost"), "of 2012");
        assert!(stale("home.attrition"), "of 2022, the catalogue of 2026");
        assert!(!stale("home.wage_growth"));
        assert!(!stale("home.seat_cost"), "no year");
    }

    #[test]
    fn a_place_the_catalogue_does_not_know_is_yours() {
        let mut scenario = drafted();
        scenario.sites[0].country = "VN".into();
        scenario.sites[0].currency = "VND".into();
        let rows = origins(&scenario, &catalog());
        let origin = |lever: &str| &rows.iter().find(|row| row.lever.to_string() == lever).unwrap().origin;
        assert_eq!(*origin("site.ph-mnl.attrition"), Origin::Yours);
        assert_eq!(*origin("site.ph-mnl.exchange_rate"), Origin::Yours);
        assert!(matches!(origin("home.attrition"), Origin::Catalogue { .. }));
    }
}
