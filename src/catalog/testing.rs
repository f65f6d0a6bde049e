//! A small catalogue for unit tests: New York, Berlin, Manila and Warsaw, three roles.

use rust_decimal::{Decimal, dec};

use super::{Basis, Catalog, Citation, CultureFigure, Figure, Grade, OnCostPart, Pay, Place, Role, RoleFamily, Source};

fn citation(source: &str, year: u16, grade: Grade) -> Citation {
    let sources = vec![source.to_owned()];
    Citation { basis: Basis::Read, sources, year: Some(year), grade: Some(grade), note: String::new() }
}

pub(crate) fn read(value: Decimal, source: &str, year: u16, grade: Grade) -> Figure {
    Figure { value, range: None, citation: citation(source, year, grade) }
}

fn assumed(value: Decimal) -> Figure {
    let citation =
        Citation { basis: Basis::Assumption, sources: Vec::new(), year: None, grade: None, note: "our guess".into() };
    Figure { value, range: None, citation }
}

fn part(name: &str, rate: Decimal, cap: Option<Decimal>) -> OnCostPart {
    let rate = read(rate, "S_LAW", 2025, Grade::B);
    OnCostPart { name: name.into(), rate, from: dec!(0), cap, base_share: dec!(1), only_up_to: None }
}

/// City, country, zone and currency; rate, wage growth, attrition, English and seat cost.
fn place(id: &str, names: [&str; 5], figures: [Decimal; 5]) -> Place {
    let [city, country, country_name, time_zone, currency] = names;
    let [rate, wage_growth, attrition, english, seat_cost] = figures;
    Place {
        id: id.into(),
        city: city.into(),
        country: country.into(),
        country_name: country_name.into(),
        home: id.starts_with("us") || id.starts_with("de"),
        time_zone: time_zone.into(),
        currency: currency.into(),
        rate_per_usd: read(rate, "S_ECB", 2026, Grade::A),
        volatility: None,
        on_cost: vec![part("Pension", dec!(0.1), Some(rate * dec!(40000))), part("Health", dec!(0.05), None)],
        productive_days: read(dec!(226), "S_HOL", 2026, Grade::D),
        wage_growth: read(wage_growth, "S_WTW", 2026, Grade::C),
        attrition: read(attrition, "S_OLD", 2022, Grade::C),
        english: read(english, "S_EPI", 2025, Grade::C),
        culture: Some(CultureFigure {
            scores: [english / dec!(10), dec!(50), dec!(60), dec!(40)],
            citation: citation("S_HOF", 2023, Grade::B),
        }),
        workday_hours: assumed(dec!(8)),
        seat_cost: assumed(seat_cost),
        hiring_cost: read(dec!(0.21), "S_CAP", 2012, Grade::B),
        time_to_fill: assumed(dec!(2)),
        night_premium: assumed(dec!(0.1)),
    }
}

fn role(id: &str, label: &str, family: RoleFamily) -> Role {
    Role { id: id.into(), label: label.into(), family }
}

fn pay(place: &str, role: &str, amount: Decimal) -> Pay {
    let salary =
        Figure { range: Some((amount * dec!(0.8), amount * dec!(1.2))), ..read(amount, "S_OEWS", 2025, Grade::A) };
    Pay { place: place.into(), role: role.into(), salary }
}

#[expect(clippy::too_many_lines, reason = "one table, a line an item")]
/// The catalogue. Bookkeepers have no pay in Manila.
pub(crate) fn catalog() -> Catalog {
    let source = |title: &str, publisher: &str, year: &str| Source {
        title: title.into(),
        publisher: publisher.into(),
        year: year.into(),
        licence: "public".into(),
        address: "https://example.org".into(),
        note: String::new(),
    };
    let sources = [
        (
            "S_OEWS",
            source("Occupational Employment and Wage Statistics, May 2025", "US Bureau of Labor Statistics", "2025"),
        ),
        ("S_ECB", source("Euro reference rates", "ECB", "2026")),
        ("S_LAW", source("Contributions", "Ministry", "2025")),
        ("S_HOL", source("Holidays", "python-holidays", "2026")),
        ("S_WTW", source("Salary budgets", "WTW", "2026")),
        ("S_OLD", source("Turnover survey", "CCAP", "2022")),
        ("S_EPI", source("English Proficiency Index", "EF", "2025")),
        ("S_HOF", source("Dimensions", "Hofstede", "2023")),
        ("S_CAP", source("Turnover costs", "CAP", "2012")),
    ];
    Catalog {
        as_of: "2026-11-23".into(),
        sources: sources.into_iter().map(|(id, source)| (id.to_owned(), source)).collect(),
        places: vec![
            place(
                "us-nyc",
                ["New York", "US", "United States", "America/New_York", "USD"],
                [dec!(1), dec!(0.034), dec!(0.25), dec!(800), dec!(700)],
            ),
            place(
                "de-ber",
                ["Berlin", "DE", "Germany", "Europe/Berlin", "EUR"],
                [dec!(0.8951), dec!(0.035), dec!(0.12), dec!(615), dec!(500)],
            ),
            place(
                "ph-mnl",
                ["Manila", "PH", "Philippines", "Asia/Manila", "PHP"],
                [dec!(63.68), dec!(0.052), dec!(0.31), dec!(569), dec!(12000)],
            ),
            place(
                "pl-waw",
                ["Warsaw", "PL", "Poland", "Europe/Warsaw", "PLN"],
                [dec!(3.942), dec!(0.06), dec!(0.15), dec!(600), dec!(1500)],
            ),
        ],
        roles: vec![
            role("customer_support", "Customer support agent", RoleFamily::Service),
            role("bookkeeper", "Bookkeeper", RoleFamily::Clerical),
            role("team_lead", "Team lead", RoleFamily::Manager),
        ],
        pay: vec![
            pay("us-nyc", "customer_support", dec!(44770)),
            pay("de-ber", "customer_support", dec!(38000)),
            pay("ph-mnl", "customer_support", dec!(244608)),
            pay("pl-waw", "customer_support", dec!(72000)),
            pay("us-nyc", "bookkeeper", dec!(49210)),
            pay("de-ber", "bookkeeper", dec!(45000)),
            pay("pl-waw", "bookkeeper", dec!(84000)),
            pay("us-nyc", "team_lead", dec!(69500)),
            pay("de-ber", "team_lead", dec!(62000)),
            pay("ph-mnl", "team_lead", dec!(620000)),
            pay("pl-waw", "team_lead", dec!(130000)),
        ],
    }
}
