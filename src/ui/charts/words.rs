//! What each chart says in words: a title that claims what the data show, and one sentence
//! with its figures for those who hear it. Pure functions of an answer.

use rust_decimal::Decimal;

use super::{
    Scene,
    scale::MoneyUnit,
    words_studied::{heat, risk, sweep},
};
use crate::{
    engine::headcount::PaysFrom,
    format,
    model::{plan::Stage, results::Verdict},
    state::{
        derived::Answer,
        view::{Chart, CostMode, LedgerPeriod, View},
    },
};

/// A chart in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The title, fullest wording first.
    pub titles: Vec<String>,
    /// The chart's name and what it shows.
    pub summary: String,
}

impl Words {
    pub(super) fn new(chart: Chart, subject: &str, claims: &[String], summary: &str) -> Self {
        let titles = claims.iter().map(|claim| format!("{subject}: {claim}")).collect();
        Self { titles, summary: format!("{}. {summary}", chart.label()) }
    }
}

/// What a chart says of an answer.
#[must_use]
pub fn words(chart: Chart, scene: Scene<'_>) -> Words {
    let mut words = own_words(chart, scene);
    if let Some(reference) = scene.compared {
        let saving = format::percent_or_dash(reference.evaluation.results.effective_saving);
        let compared = format!(" The reference it is compared with has an effective saving of {saving}.");
        words.summary.push_str(&compared);
    }
    words
}

fn own_words(chart: Chart, scene: Scene<'_>) -> Words {
    let Scene { answer, view, .. } = scene;
    match chart {
        Chart::Cost => with_futures(cost(answer, view.cost_mode), scene),
        Chart::Headcount => headcount(answer),
        Chart::Matrix => matrix(scene),
        Chart::Bridge => bridge(answer, view),
        Chart::Sweep => sweep(scene),
        Chart::Risk => risk(scene),
        Chart::Seats => output(answer),
        Chart::Ledger => ledger(answer, view.ledger_period),
        Chart::Heat => heat(scene),
    }
}

/// The same, and where most futures end, where that is shown.
fn with_futures(mut words: Words, scene: Scene<'_>) -> Words {
    let Scene { answer, study, view, .. } = scene;
    let last = study.futures(answer.evaluation.ledger.months.len()).and_then(<[_]>::last);
    if let Some(band) = last.filter(|_| answer.moves() && view.cost_mode == CostMode::Cumulative) {
        let money = |amount| format::money(format::decimal(amount), &answer.scenario.money.currency);
        let futures = format!(" In 80 of 100 futures it ends between {} and {}.", money(band.p10), money(band.p90));
        words.summary.push_str(&futures);
    }
    words
}

/// Home cost, cash and effective cost over the horizon.
fn costs(answer: &Answer) -> String {
    let totals = &answer.evaluation.results.totals;
    let money = |amount| format::money(amount, &answer.scenario.money.currency);
    format!("home {}, cash {}, effective {}", money(totals.home), money(totals.cash), money(totals.effective))
}

/// A count of seats: `25.5 seats`.
pub(super) fn seats(count: Decimal) -> String {
    format!("{} {}", format::trimmed(count, 1), if count == Decimal::ONE { "seat" } else { "seats" })
}

fn span(answer: &Answer) -> String {
    format::duration(answer.evaluation.ledger.months.len())
}

/// `moving 14 of 20 seats`.
fn the_move(answer: &Answer) -> String {
    let scenario = &answer.scenario;
    let all = scenario.headcount();
    let moved: Decimal = scenario.teams.iter().map(|team| team.headcount * team.offshore_share()).sum();
    let verb = if scenario.seats_exist() { "moving" } else { "placing" };
    let kind = if scenario.seats_exist() { "" } else { " offshore" };
    if moved == all {
        format!("{verb} all {}{kind}", seats(all))
    } else {
        format!("{verb} {} of {}{kind}", format::trimmed(moved, 1), seats(all))
    }
}

fn cost(answer: &Answer, mode: CostMode) -> Words {
    let currency = &answer.scenario.money.currency;
    let points = if mode == CostMode::Cumulative { &answer.cumulative } else { &answer.monthly };
    let unit = MoneyUnit::of(largest([&points.home, &points.cash, &points.effective]), currency);
    let subject = match mode {
        CostMode::Cumulative => format!("Cumulative cost, {}", unit.name()),
        CostMode::Monthly => format!("Monthly cost, {}", unit.name()),
    };
    let claims = if !answer.moves() {
        stay(answer)
    } else if mode == CostMode::Monthly {
        let claim = monthly_claim(answer);
        vec![format!("with {} offshore, {claim}", offshore_seats(answer)), claim]
    } else {
        let claim = payback_claim(answer);
        vec![format!("{} {claim}", the_move(answer)), claim]
    };
    let last = claims.last().cloned().unwrap_or_default();
    let summary = format!("Over {}: {}; {last}.", span(answer), costs(answer));
    Words::new(Chart::Cost, &subject, &claims, &summary)
}

pub(super) fn stay(answer: &Answer) -> Vec<String> {
    vec![format!("all {} stay at home", seats(answer.scenario.headcount()))]
}

fn offshore_seats(answer: &Answer) -> String {
    let scenario = &answer.scenario;
    seats(scenario.teams.iter().map(|team| team.headcount * team.offshore_share()).sum())
}

fn payback_claim(answer: &Answer) -> String {
    match answer.evaluation.results.payback_month {
        Some(month) => format!("pays back in month {month}"),
        None => format!("does not pay back in {}", span(answer)),
    }
}

fn monthly_claim(answer: &Answer) -> String {
    let curves = &answer.monthly;
    let dearer = curves.home.iter().zip(&curves.effective).rposition(|(home, effective)| effective[1] > home[1]);
    match dearer {
        None => "effective cost is below home in every month".to_owned(),
        Some(month) if month + 1 < curves.home.len() => {
            format!("effective cost is below home from month {}", month + 2)
        }
        Some(_) => "effective cost ends above home".to_owned(),
    }
}

/// The largest value of some curves.
pub(super) fn largest<'a>(curves: impl IntoIterator<Item = &'a Vec<[f64; 2]>>) -> f64 {
    curves.into_iter().flatten().map(|point| point[1].abs()).fold(0.0, f64::max)
}

/// Costs a seat and year at today's size: home, cash, effective.
pub(super) fn each_seat(answer: &Answer) -> [f64; 3] {
    let totals = &answer.evaluation.results.totals;
    let years = Decimal::from(answer.evaluation.ledger.months.len()) / Decimal::from(12);
    let seat_years = answer.scenario.headcount() * years;
    [totals.home, totals.cash, totals.effective]
        .map(|cost| format::float(cost.checked_div(seat_years).unwrap_or_default()))
}

fn headcount(answer: &Answer) -> Words {
    let currency = &answer.scenario.money.currency;
    let today = each_seat(answer);
    let unit = MoneyUnit::of(today.into_iter().fold(0.0, f64::max), currency);
    let most = answer.headcount.points.last().map_or(0.0, |point| point.seats);
    let claims = if answer.moves() {
        let from = match answer.headcount.pays_from {
            PaysFrom::OneSeat => "pays from one seat".to_owned(),
            PaysFrom::Seats(from) => format!("pays from {from} seats"),
            PaysFrom::Never => format!("pays at no size up to {}", seats(format::decimal(most))),
        };
        vec![format!("offshore {from}"), from]
    } else {
        stay(answer)
    };
    let [home, cash, effective] = today.map(|cost| format::money(format::decimal(cost), currency));
    let summary = format!(
        "A seat and year at {} as set: home {home}, cash {cash}, effective {effective}; {}.",
        seats(answer.scenario.headcount()),
        claims[0]
    );
    Words::new(Chart::Headcount, &format!("Cost a seat and year, {}", unit.name()), &claims, &summary)
}

/// Today's mix: `70 % Manila`, `60 % offshore`, `all at home`.
pub(super) fn todays_mix(answer: &Answer) -> String {
    let scenario = &answer.scenario;
    let all = scenario.headcount();
    let share = |seats: Decimal| seats.checked_div(all).unwrap_or_default();
    let used: Vec<_> = scenario.sites.iter().filter(|site| !scenario.seats_at(&site.id).is_zero()).collect();
    match used.as_slice() {
        [] => "all at home".to_owned(),
        [site] => format!("{} {}", format::percent(share(scenario.seats_at(&site.id))), site.name),
        sites => {
            let total: Decimal = sites.iter().map(|site| scenario.seats_at(&site.id)).sum();
            format!("{} offshore", format::percent(share(total)))
        }
    }
}

fn matrix(scene: Scene<'_>) -> Words {
    let answer = scene.answer;
    let results = &answer.evaluation.results;
    let mix = todays_mix(answer);
    let claims = match results.verdict {
        None => stay(answer),
        Some(verdict) => {
            let word = match verdict {
                Verdict::Go => "a go",
                Verdict::SmoothButDear => "smooth but dear",
                Verdict::CheapButRough => "cheap but rough",
                Verdict::Stop => "a stop",
            };
            let saves = format::percent_or_dash(results.effective_saving);
            vec![format!("{mix} is {word}, {saves} effective"), format!("{mix} is {word}")]
        }
    };
    let [cash, friction, effective] =
        [results.cash_saving, results.friction, results.effective_saving].map(format::percent_or_dash);
    let summary = format!(
        "As set, {mix}: cash saving {cash}, friction {friction}, effective saving {effective}; {}. {} mixes shown.",
        results.verdict.map_or("nobody moves", Verdict::label),
        format::fixed(scene.mixes().points.len().into(), 0)
    );
    Words::new(Chart::Matrix, "Cash saving against friction, % of home cost", &claims, &summary)
}

fn bridge(answer: &Answer, view: &View) -> Words {
    let currency = &answer.scenario.money.currency;
    let totals = &answer.evaluation.results.totals;
    let steps: Vec<(Stage, Decimal)> = answer.evaluation.bridge.amounts().skip(1).collect();
    let claims = if answer.moves() { bites(answer, &steps, view) } else { stay(answer) };
    let unit = MoneyUnit::of(format::float(totals.home.max(totals.effective)), currency);
    let named = |(stage, amount): &(Stage, Decimal)| {
        format!("{} {}", in_a_sentence(*stage), format::money_signed(*amount, currency))
    };
    let list: Vec<String> = steps.iter().filter(|(_, amount)| !amount.is_zero()).map(named).collect();
    let list = if list.is_empty() { claims[0].clone() } else { list.join(", ") };
    let [home, effective] = [totals.home, totals.effective].map(|amount| format::money(amount, currency));
    let summary = format!("From home {home} to effective {effective}: {list}.");
    Words::new(Chart::Bridge, &format!("Home to effective cost, {}", unit.name()), &claims, &summary)
}

/// What takes most of the saving; where one step is pointed at, what that takes or gives.
fn bites(answer: &Answer, steps: &[(Stage, Decimal)], view: &View) -> Vec<String> {
    let totals = &answer.evaluation.results.totals;
    let money = |amount: Decimal| format::money(amount.abs(), &answer.scenario.money.currency);
    let pointed = |(stage, _): &&(Stage, Decimal)| view.points_at(stage.key());
    let whole = if totals.effective < totals.home { " of the saving" } else { " and more than is saved" };
    let whole = if totals.cash < totals.home || totals.effective < totals.home { whole } else { "" };
    let taking = |(stage, amount): &(Stage, Decimal)| {
        // Wages and terms are many.
        let one = if matches!(stage, Stage::Wages | Stage::Terms) { "" } else { "s" };
        let verb = if *amount > Decimal::ZERO { "take" } else { "save" };
        format!("{} {verb}{one} {}", in_a_sentence(*stage), money(*amount))
    };
    match steps.iter().find(pointed) {
        Some(step) if step.1 > Decimal::ZERO => return vec![format!("{}{whole}", taking(step)), taking(step)],
        Some(step) => return vec![taking(step)],
        None => {}
    }
    let mut takes: Vec<_> = steps.iter().filter(|(_, amount)| *amount > Decimal::ZERO).collect();
    takes.sort_by_key(|(_, amount)| std::cmp::Reverse(*amount));
    let bite = |(stage, amount): &(Stage, Decimal)| format!("{} {}", in_a_sentence(*stage), money(*amount));
    match takes[..] {
        [] => vec!["nothing takes from the saving".to_owned()],
        [one] => vec![format!("{}{whole}", taking(one)), taking(one)],
        [one, two, ..] => {
            vec![format!("{} and {}{whole}", taking(one), bite(two)), format!("{}{whole}", taking(one)), taking(one)]
        }
    }
}

/// A stage's name in the middle of a sentence.
fn in_a_sentence(stage: Stage) -> String {
    stage.label().to_lowercase()
}

fn output(answer: &Answer) -> Words {
    let curves = &answer.seats;
    let percent = |part: f64| format::percent(format::decimal(part));
    let claims = match (curves.deepest(), curves.last()) {
        _ if !answer.moves() => stay(answer),
        (Some((month, part)), Some(last)) if part < 0.995 => {
            let claim = format!("output falls to {} of home’s in month {}", percent(part), month + 1);
            let (low, end) = (percent(part), percent(last));
            vec![
                if low == end { format!("{claim} and stays there") } else { format!("{claim}, {end} at the end") },
                claim,
            ]
        }
        (Some(_), Some(last)) => vec![format!("output holds, {} of home’s at the end", percent(last))],
        _ => vec!["home delivers nothing to compare with".to_owned()],
    };
    let mut below = 0.0;
    let mut places = Vec::new();
    for (place, tops) in answer.scenario.places().zip(&curves.places) {
        let top = tops.last().copied().unwrap_or_default();
        let filled = format::trimmed(format::decimal(top - below), 1);
        places.push(format!("{filled} in {}", place.name));
        below = top;
    }
    let summary = format!("Seats filled at the end: {}; {}.", places.join(", "), claims[0]);
    Words::new(Chart::Seats, "Seats filled and output, FTE", &claims, &summary)
}

fn ledger(answer: &Answer, period: LedgerPeriod) -> Words {
    let currency = &answer.scenario.money.currency;
    let totals = &answer.evaluation.results.totals;
    let by = if period == LedgerPeriod::Years { "year" } else { "month" };
    let subject = format!("Costs by {by}, {}", format::currency_name(currency));
    let saved = totals.home - totals.effective;
    let amount = format::money(saved.abs(), currency);
    let claims = if answer.moves() {
        let side = if saved >= Decimal::ZERO { "below" } else { "above" };
        vec![format!("effective cost is {amount} {side} home over {}", span(answer)), format!("{amount} {side} home")]
    } else {
        stay(answer)
    };
    let summary = format!("Every cost line by {by} over {}: {}.", span(answer), costs(answer));
    Words::new(Chart::Ledger, &subject, &claims, &summary)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rust_decimal::dec;

    use super::*;
    use crate::model::{scenario::Scenario, testing::two_sites};
    use crate::state::{study::Study, view::View};

    fn answer(scenario: Scenario) -> Answer {
        Answer::compute(1, Arc::new(scenario))
    }

    fn at_home() -> Scenario {
        let mut scenario = two_sites();
        for team in &mut scenario.teams {
            team.mix.clear();
        }
        scenario
    }

    fn said_of(chart: Chart, answer: &Answer) -> Words {
        words(chart, Scene { answer, study: &Study::default(), view: &View::default(), compared: None })
    }

    #[test]
    fn titles_claim_what_the_data_show() {
        let moved = answer(two_sites());
        let month = moved.evaluation.results.payback_month.unwrap();
        let said = said_of(Chart::Cost, &moved);
        assert_eq!(
            said.titles[0],
            format!("Cumulative cost, $m: moving 17.3 of 25.5 seats pays back in month {month}")
        );
        assert!(said.summary.starts_with("Cost over time. Over three years: home $"), "{}", said.summary);
        assert!(said_of(Chart::Matrix, &moved).titles[0].contains("68\u{a0}% offshore is "));
        assert!(said_of(Chart::Bridge, &moved).titles[0].ends_with(" of the saving"));
    }

    #[test]
    fn a_team_at_home_is_said_to_stay_there() {
        let home = answer(at_home());
        for chart in Chart::ALL {
            let said = said_of(chart, &home);
            assert!(said.titles[0].ends_with(": all 25.5 seats stay at home"), "{}", said.titles[0]);
            assert!(said.summary.starts_with(chart.label()) && said.summary.ends_with('.'));
        }
        assert_eq!(todays_mix(&home), "all at home");
    }

    #[test]
    fn a_move_that_never_pays_says_so() {
        let mut scenario = two_sites();
        scenario.transition.selection_per_site = dec!(9000000);
        let dear = answer(scenario);
        let monthly = View { cost_mode: CostMode::Monthly, ..View::default() };
        let title = &said_of(Chart::Cost, &dear).titles[1];
        assert_eq!(title, "Cumulative cost, $m: does not pay back in three years");
        assert!(
            words(Chart::Cost, Scene { answer: &dear, study: &Study::default(), view: &monthly, compared: None })
                .titles[1]
                .contains("effective cost is below home from month ")
        );
        assert!(said_of(Chart::Headcount, &dear).titles[0].contains("pays at no size up to 51 seats"));
        assert!(said_of(Chart::Ledger, &dear).titles[0].contains(" above home over three years"));
    }
}
