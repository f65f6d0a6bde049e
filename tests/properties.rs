//! What holds of every scenario: sums that add up, nothing moved that costs nothing, friction
//! that never pays, and no valid number that breaks the arithmetic.
//!
//! Cases are the same on every machine (fixed seeds) and few enough for a debug build.
//!
//! Over 500 lines: what must hold of a scenario is one list, and its parts check one another.

mod common;

use std::{cell::Cell, collections::HashMap, sync::Arc};

use common::drawn::{config, largest_scenario, scenario, scenario_at_the_ends};
use proptest::{prelude::*, test_runner::TestRunner};
use rust_decimal::{Decimal, dec};
use shoreline::{
    engine::{
        advice::{Advice, advice},
        estimate,
    },
    format,
    model::{
        bridge::bridge,
        check::check,
        estimates::Estimates,
        ledger::{Account, Book, Clerk, Line, MonthTotals, Posting, keep},
        lever::LeverId,
        plan::{Plan, Stage},
        ranges::{CERTAIN, Range, range_of, ranges, set_range, usual_range},
        results::{Evaluation, Totals, evaluate},
        scalar::Scalar,
        scenario::{Objective, Scenario, Team},
        seats::Pools,
    },
    state::derived::Answer,
    store::{decode, encode},
};

/// Half a cent: what one posting's rounding may move.
const HALF_CENT: Decimal = dec!(0.005);
/// What exact rates may differ by, since division rounds at the 28th digit.
const DIVISION: Decimal = dec!(0.00000000000000000001);

/// The totals alone, exactly; a twelfth of the work of `evaluate`.
fn totals(scenario: &Scenario) -> Totals<Decimal> {
    let estimates = Estimates::of(scenario);
    let plan = Plan::<Decimal>::new(scenario, &estimates, Stage::Management);
    Totals::of(&shoreline::model::ledger::run(&plan))
}

/// The most postings that home, cash and lost capacity together can have: a team and month
/// posts 2 lines of the baseline, 4 at home, 8 at each site and 1 for lost output; a site and
/// month 2.
fn postings(scenario: &Scenario) -> Decimal {
    let (sites, teams) = (Decimal::from(scenario.sites.len()), Decimal::from(scenario.teams.len()));
    let months = Decimal::from(scenario.money.horizon_months);
    months * (teams * (dec!(7) + dec!(8) * sites) + dec!(2) * sites)
}

fn everyone_stays(scenario: &mut Scenario) {
    scenario.teams.iter_mut().for_each(|team| team.mix.clear());
}

/// Everything that is posted, by what it is posted to and by month.
#[derive(Default)]
struct Journal {
    by_account: HashMap<String, Decimal>,
    by_month: HashMap<(bool, usize), Decimal>,
    odd: Vec<Decimal>,
}

impl Book<Decimal> for Journal {
    fn post(&mut self, posting: Posting, amount: Decimal) {
        let cash = matches!(posting.account, Account::Cash(_));
        *self.by_account.entry(format!("{:?}", posting.account)).or_default() += amount;
        *self.by_month.entry((cash, posting.month)).or_default() += amount;
        if amount.round_dp(2) != amount || amount < Decimal::ZERO {
            self.odd.push(amount);
        }
    }
}

fn journal(scenario: &Scenario) -> Journal {
    let estimates = Estimates::of(scenario);
    let plan = Plan::<Decimal>::new(scenario, &estimates, Stage::Management);
    let mut journal = Journal::default();
    keep(&plan, Pools::default(), &mut Clerk::default(), &mut journal);
    journal
}

fn sums_add_up(scenario: &Scenario, found: &Evaluation) -> Result<(), TestCaseError> {
    let totals = found.results.totals;
    // The bridge: bars from home to effective cost.
    let bars: Vec<(Stage, Decimal)> = found.bridge.amounts().collect();
    prop_assert_eq!(bars.len(), 12);
    prop_assert_eq!(bars[0], (Stage::Home, totals.home));
    prop_assert_eq!(bars.iter().map(|(_, amount)| *amount).sum::<Decimal>(), totals.effective);
    // The books: by posting, by line and by month.
    let journal = journal(scenario);
    prop_assert_eq!(&journal.odd, &Vec::<Decimal>::new(), "not whole cents, or below 0");
    let posted = |account: Account| journal.by_account.get(&format!("{account:?}")).copied().unwrap_or_default();
    prop_assert_eq!(posted(Account::BaselinePayroll) + posted(Account::BaselineHiring), totals.home);
    prop_assert_eq!(posted(Account::LostCapacity), totals.lost_capacity);
    let mut cash = Decimal::ZERO;
    for line in Line::ALL {
        let in_the_ledger = found.ledger.total(|month| month.lines[line as usize]);
        prop_assert_eq!(posted(Account::Cash(line)), in_the_ledger, "{:?}", line);
        cash += in_the_ledger;
    }
    prop_assert_eq!(cash, totals.cash);
    for (month, row) in found.ledger.months.iter().enumerate() {
        let posted = |cash| journal.by_month.get(&(cash, month)).copied().unwrap_or_default();
        prop_assert_eq!(posted(true), row.cash(), "month {}", month);
        prop_assert_eq!(posted(false), row.home_cost + row.lost_capacity, "month {}", month);
    }
    Ok(())
}

fn savings_agree(found: &Evaluation) -> Result<(), TestCaseError> {
    let results = &found.results;
    let totals = results.totals;
    prop_assert_eq!(totals.cash + totals.lost_capacity, totals.effective);
    let rates = (results.cash_saving, results.friction, results.effective_saving);
    let (Some(cash), Some(friction), Some(effective)) = rates else {
        prop_assert_eq!(totals.home, Decimal::ZERO);
        prop_assert_eq!(rates, (None, None, None));
        return Ok(());
    };
    // Within 1e-20 where rates are of ordinary size; a division keeps 28 digits in all.
    let size = Ord::max(Decimal::ONE, cash.abs());
    prop_assert!((effective - (cash - friction)).abs() <= DIVISION * size, "{} {} {}", effective, cash, friction);
    prop_assert!(friction >= Decimal::ZERO);
    Ok(())
}

fn nothing_moved_is_nothing(scenario: &Scenario) -> Result<(), TestCaseError> {
    let found = evaluate(scenario);
    let results = &found.results;
    let totals = results.totals;
    let home = totals.home;
    prop_assert_eq!((totals.cash, totals.effective, totals.lost_capacity), (home, home, Decimal::ZERO));
    prop_assert_eq!(totals.capacity, totals.home_capacity);
    let share = (!home.is_zero()).then_some(Decimal::ZERO);
    let rates = [results.wage_saving, results.cash_saving, results.effective_saving, results.friction];
    prop_assert_eq!(rates, [share; 4]);
    prop_assert_eq!(results.capacity_loss, (!totals.home_capacity.is_zero()).then_some(Decimal::ZERO));
    prop_assert_eq!(results.capacity_multiple, share.map(|_| Decimal::ONE));
    let amounts = [
        results.headline,
        results.net_present_value,
        results.funding_need,
        results.pilot_exposure,
        results.run_rate_saving,
    ];
    prop_assert_eq!(amounts, [Decimal::ZERO; 5]);
    prop_assert_eq!((results.verdict, results.payback_month, results.cash_payback_month), (None, None, None));
    prop_assert!(results.wage_parity_years.iter().all(|(_, years)| years.is_none()));
    prop_assert!(found.bridge.amounts().skip(1).all(|(_, amount)| amount.is_zero()));
    prop_assert!(found.ledger.months.iter().all(|month| month.lines[2..].iter().all(Decimal::is_zero)));
    Ok(())
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn bars_and_postings_add_up_and_savings_agree(scenario in scenario()) {
        prop_assert_eq!(check(&scenario), []);
        let found = evaluate(&scenario);
        sums_add_up(&scenario, &found)?;
        savings_agree(&found)?;
        prop_assert_eq!(evaluate(&scenario), found, "evaluated twice");
    }

    #[test]
    fn nobody_moved_saves_exactly_nothing(mut scenario in scenario(), by_share in any::<bool>()) {
        if by_share {
            let shares = scenario.teams.iter_mut().flat_map(|team| team.mix.values_mut());
            shares.for_each(|share| *share = Decimal::ZERO);
        } else {
            everyone_stays(&mut scenario);
        }
        nothing_moved_is_nothing(&scenario)?;
    }

    #[test]
    fn a_file_gives_back_what_was_saved(scenario in prop_oneof![scenario(), scenario_at_the_ends()]) {
        let text = encode(&scenario);
        let again = decode(text.as_bytes(), "drawn.ron").map_err(|bad| TestCaseError::fail(format!("{bad}\n{text}")))?;
        prop_assert_eq!(encode(&again), text);
        prop_assert_eq!(again, scenario);
    }
}

/// One friction factor of a scenario.
type Factor = fn(&mut Scenario) -> &mut Decimal;

/// Moves a factor through rising values: effective cost never falls.
fn never_pays(scenario: &Scenario, name: &str, factor: Factor, values: &[Decimal]) -> Result<(), TestCaseError> {
    never_pays_more_than(Decimal::ZERO, scenario, (name, factor), values)
}

fn never_pays_more_than(
    slack: Decimal,
    scenario: &Scenario,
    (name, factor): (&str, Factor),
    values: &[Decimal],
) -> Result<(), TestCaseError> {
    let mut last: Option<(Decimal, Decimal)> = None;
    for value in values {
        let mut changed = scenario.clone();
        *factor(&mut changed) = *value;
        let effective = totals(&changed).effective;
        if let Some((before, cost)) = last {
            prop_assert!(
                effective >= cost - slack,
                "{} {} costs {}, {} costs {}",
                name,
                before,
                cost,
                value,
                effective
            );
        }
        last = Some((*value, effective));
    }
    Ok(())
}

/// A team at home whose output can't change with how people learn: the seats exist and nobody
/// leaves, so that nobody at home is ever new.
fn nobody_new_at_home(scenario: &mut Scenario) {
    scenario.objective = Objective::ReduceCost;
    scenario.home.attrition = Decimal::ZERO;
}

const SHARES: [Decimal; 3] = [dec!(0), dec!(0.12), dec!(1)];

// More friction never costs less, factor by factor.
//
// time_zone, language, culture and rework only lower output offshore and at home: cash, B and
// its price stay, so effective cost can't fall. This holds everywhere.
//
// coaching and congestion take time from the team all at home too, wherever people leave home
// or its seats are new. Then B falls with them, and a move to a place where fewer people leave
// loses less the dearer newcomers are: meant, and shown below. Where nobody is new at home, B
// stays and they never pay.
//
// start_productivity (as less of a friction) and ramp_stretch change the output of newcomers.
// The coaching load is at most half of all active time; at that limit a little more output of a
// newcomer raises the limit as well, and where that newcomer's output is worth less than half
// (coordination, rework, short days) the load grows by more than the output. So they are
// monotone without coaching, or below that limit. start_productivity moves B as well, so it
// needs a home where nobody is new; ramp_stretch does not touch B.
//
// oversight_effect multiplies rework by (1 + e) ÷ (1 + e·k) with k managers to 20 heads: it
// rises where k ≤ 1, and falls where there are more managers than that, as meant.
//
// pay_productivity raises output to p to its power: less output below the market's pay, more
// above, so its sign is that of 1 − p.
//
// attrition, pay_attrition and night_attrition have no sign: those who left are not paid until
// the seat is filled again, and output above B earns nothing, so more leavers can cost less.
// oversight, governance and trips are costs that the user chooses, oversight with a benefit.
proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn more_friction_never_costs_less(scenario in scenario()) {
        never_pays(&scenario, "time_zone", |s| &mut s.friction.time_zone, &SHARES)?;
        never_pays(&scenario, "language", |s| &mut s.friction.language, &SHARES)?;
        never_pays(&scenario, "culture", |s| &mut s.friction.culture, &SHARES)?;
        never_pays(&scenario, "rework", |s| &mut s.friction.rework, &[dec!(0), dec!(0.05), dec!(0.3), dec!(0.9)])?;
    }

    #[test]
    fn learning_never_pays_where_nobody_is_new_at_home(mut scenario in scenario()) {
        nobody_new_at_home(&mut scenario);
        never_pays(&scenario, "coaching", |s| &mut s.friction.coaching, &[dec!(0), dec!(0.25), dec!(0.5), dec!(2)])?;
        never_pays(&scenario, "congestion", |s| &mut s.friction.congestion, &[dec!(0), dec!(1), dec!(5)])?;
        scenario.friction.coaching = Decimal::ZERO;
        never_pays(&scenario, "start_productivity", |s| &mut s.friction.start_productivity, &[dec!(1), dec!(0.4), dec!(0)])?;
    }

    #[test]
    fn a_longer_ramp_never_pays_without_coaching(mut scenario in scenario()) {
        scenario.friction.coaching = Decimal::ZERO;
        // A longer ramp counts heads in more ages; their sum differs at the 28th digit, which
        // moves a posting of exactly half a cent by a cent.
        let slack = dec!(0.01) * postings(&scenario);
        let factor: (&str, Factor) = ("ramp_stretch", |s| &mut s.friction.ramp_stretch);
        never_pays_more_than(slack, &scenario, factor, &[dec!(0.5), dec!(1), dec!(1.25), dec!(4)])?;
    }

    #[test]
    fn managers_and_pay_decide_what_their_factors_do(scenario in scenario()) {
        let rising = [dec!(0), dec!(1), dec!(4), dec!(20)];
        let effect: Factor = |s| &mut s.friction.oversight_effect;
        let mut few = scenario.clone();
        for team in &mut few.teams {
            (team.oversight, team.liaisons) = (Ord::min(team.oversight, dec!(0.05)), Decimal::ZERO);
        }
        never_pays(&few, "oversight_effect", effect, &rising)?;
        let mut many = scenario.clone();
        many.teams.iter_mut().for_each(|team| team.oversight = Ord::max(team.oversight, dec!(0.05)));
        let falling: Vec<Decimal> = rising.into_iter().rev().collect();
        never_pays(&many, "oversight_effect, many managers", effect, &falling)?;
        // Pay also moves attrition, but by another factor.
        let pay: Factor = |s| &mut s.friction.pay_productivity;
        let mut cheap = scenario.clone();
        cheap.teams.iter_mut().for_each(|team| team.pay_position = Ord::min(team.pay_position, dec!(1)));
        never_pays(&cheap, "pay_productivity, low pay", pay, &[dec!(0), dec!(0.1), dec!(2)])?;
        let mut dear = scenario;
        dear.teams.iter_mut().for_each(|team| team.pay_position = Ord::max(team.pay_position, dec!(1)));
        never_pays(&dear, "pay_productivity, high pay", pay, &[dec!(2), dec!(0.1), dec!(0)])?;
    }
}

/// Why coaching is not asked to hold everywhere: where people leave home and nobody leaves the
/// site, the dearer newcomers are, the more the move spares.
#[test]
fn dearer_newcomers_can_favor_a_place_that_people_stay_at() {
    let home = (common::HOME, dec!(60000));
    let mut scenario = common::frictionless(
        vec![common::place("site")],
        common::team(dec!(20), &[home, ("site", dec!(60000))], &[("site", dec!(1))]),
    );
    scenario.money.horizon_months = 120;
    scenario.home.attrition = dec!(3);
    scenario.teams[0].ramp_months = dec!(6);
    scenario.friction.start_productivity = dec!(0);
    // Most of what the site delivers is done again, so that output stays below the team at home.
    scenario.friction.rework = dec!(0.8);
    let lost = |coaching| {
        let mut scenario = scenario.clone();
        scenario.friction.coaching = coaching;
        totals(&scenario).lost_capacity
    };
    assert!(lost(dec!(0.2)) < lost(dec!(0)), "{} {}", lost(dec!(0.2)), lost(dec!(0)));
}

/// Makes every site a copy of home that people pay, hire and leave alike, and takes away what
/// only a move costs. Learning stays: people are new at the same time as they would be at home.
fn clone_home(scenario: &mut Scenario) {
    scenario.home.night_premium = Decimal::ZERO;
    scenario.home.markup = Decimal::ZERO;
    scenario.home.fee = Decimal::ZERO;
    for site in &mut scenario.sites {
        *site = shoreline::model::scenario::Site { id: site.id.clone(), ..scenario.home.clone() };
    }
    let ids: Vec<String> = scenario.sites.iter().map(|site| site.id.clone()).collect();
    for Team { salary, pay_position, liaisons, oversight, .. } in &mut scenario.teams {
        let pay = salary.get(common::HOME).copied().unwrap_or_default();
        salary.extend(ids.iter().map(|id| (id.clone(), pay)));
        (*pay_position, *liaisons, *oversight) = (Decimal::ONE, Decimal::ZERO, Decimal::ZERO);
    }
    let friction = &mut scenario.friction;
    let none = Decimal::ZERO;
    (friction.time_zone, friction.language, friction.culture) = (none, none, none);
    (friction.rework, friction.night_attrition) = (none, none);
    (friction.ramp_stretch, friction.attrition) = (Decimal::ONE, Decimal::ONE);
    (scenario.management.governance, scenario.management.trips_per_year) = (none, none);
    let transition = &mut scenario.transition;
    (transition.handover_months, transition.severance_months) = (0, none);
    (transition.set_up_per_seat, transition.selection_per_site) = (none, none);
}

/// Effective cost is home cost but for what rounding moves: in a team's month the baseline has
/// 2 postings, home 2 that count here and each site 4 (wages, on-costs, seats, hiring), each
/// half a cent off at most.
fn assert_neutral(scenario: &Scenario) -> Result<(), TestCaseError> {
    let totals = totals(scenario);
    let per_month = scenario.teams.len() * (4 + 4 * scenario.sites.len());
    let off = HALF_CENT * Decimal::from(per_month) * Decimal::from(scenario.money.horizon_months);
    prop_assert_eq!(totals.lost_capacity, Decimal::ZERO);
    let difference = (totals.effective - totals.home).abs();
    prop_assert!(difference <= off, "home {}, effective {}", totals.home, totals.effective);
    Ok(())
}

/// Whole sites in another order, and the teams too.
fn turned_round(scenario: &Scenario) -> Scenario {
    let mut turned = scenario.clone();
    turned.sites.reverse();
    turned.teams.reverse();
    for team in &mut turned.teams {
        team.mix.reverse();
        team.salary.reverse();
    }
    turned
}

/// Ten times all money.
fn ten_times(scenario: &Scenario) -> Scenario {
    let mut scaled = scenario.clone();
    let ten = Decimal::TEN;
    for place in std::iter::once(&mut scaled.home).chain(&mut scaled.sites) {
        place.seat_cost *= ten;
        place.fee *= ten;
    }
    scaled.teams.iter_mut().flat_map(|team| team.salary.values_mut()).for_each(|pay| *pay *= ten);
    scaled.management.manager_salary *= ten;
    scaled.management.trip_cost *= ten;
    scaled.transition.set_up_per_seat *= ten;
    scaled.transition.selection_per_site *= ten;
    scaled
}

/// The totals in `f64`, where they are an estimate.
fn estimated(scenario: &Scenario) -> Totals<f64> {
    estimate(scenario, &Estimates::of(scenario))
}

fn close(name: &str, exact: Decimal, estimate: f64, within: f64) -> Result<(), TestCaseError> {
    let exact = f64::from_decimal(exact);
    let within = within + 1e-9 * exact.abs();
    prop_assert!((exact - estimate).abs() <= within, "{}: exact {}, estimate {}", name, exact, estimate);
    Ok(())
}

/// Decimal and f64 agree: to 1e-9 of the figure, and half a cent for each posting.
fn estimates_agree(scenario: &Scenario) -> Result<(), TestCaseError> {
    let (exact, estimate) = (totals(scenario), estimated(scenario));
    let cents = f64::from_decimal(HALF_CENT * postings(scenario));
    close("home", exact.home, estimate.home, cents)?;
    close("cash", exact.cash, estimate.cash, cents)?;
    // Lost capacity is a small difference of large figures, priced by them.
    let size = 1e-9 * f64::from_decimal(exact.home);
    close("lost capacity", exact.lost_capacity, estimate.lost_capacity, cents + size)?;
    close("effective", exact.effective, estimate.effective, cents + size)?;
    close("capacity", exact.capacity, estimate.capacity, 1e-9 * f64::from_decimal(exact.home_capacity))?;
    close("home capacity", exact.home_capacity, estimate.home_capacity, 1e-15)
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn new_seats_at_a_copy_of_home_cost_what_they_cost_at_home(mut scenario in scenario()) {
        clone_home(&mut scenario);
        scenario.objective = Objective::AccelerateGrowth;
        assert_neutral(&scenario)?;
    }

    #[test]
    fn seats_that_move_to_a_copy_of_home_cost_the_same_where_nobody_learns(mut scenario in scenario()) {
        // A move of seats that exist hires and teaches people, and needs them on the day.
        scenario.objective = Objective::ReduceCost;
        (scenario.home.hiring_cost, scenario.home.time_to_fill) = (Decimal::ZERO, 0);
        scenario.teams.iter_mut().for_each(|team| team.ramp_months = Decimal::ZERO);
        clone_home(&mut scenario);
        assert_neutral(&scenario)?;
    }

    #[test]
    fn the_order_of_sites_and_teams_does_not_matter(scenario in scenario()) {
        let turned = turned_round(&scenario);
        let (one, other) = (evaluate(&scenario).results, evaluate(&turned).results);
        let money = |results: &shoreline::model::results::Results| {
            let totals = results.totals;
            [totals.home, totals.cash, totals.effective, totals.lost_capacity, results.net_present_value,
                results.funding_need, results.pilot_exposure, results.run_rate_saving]
        };
        prop_assert_eq!(money(&one), money(&other));
        prop_assert_eq!((one.verdict, one.payback_month), (other.verdict, other.payback_month));
        prop_assert!((one.headline - other.headline).abs() <= DIVISION);
        let (estimates, turned_estimates) = (Estimates::of(&scenario), Estimates::of(&turned));
        let (here, there) = (bridge::<Decimal>(&scenario, &estimates), bridge::<Decimal>(&turned, &turned_estimates));
        prop_assert_eq!(here, there);
    }

    #[test]
    fn ten_times_the_money_is_ten_times_the_cost(mut scenario in scenario()) {
        // Room for ten times as much.
        let most = dec!(50000000);
        let Scenario { management, transition, .. } = &mut scenario;
        management.trip_cost = Ord::min(management.trip_cost, most);
        transition.set_up_per_seat = Ord::min(transition.set_up_per_seat, most);
        transition.selection_per_site = Ord::min(transition.selection_per_site, most);
        let scaled = ten_times(&scenario);
        prop_assert_eq!(check(&scaled), []);
        let (one, ten) = (totals(&scenario), totals(&scaled));
        // A posting is off by half a cent, ten times that where it is multiplied; and the price
        // of output rests on the baseline as posted, which a whole team's lost output repeats.
        let off = HALF_CENT * dec!(11) * dec!(2) * postings(&scenario);
        for (one, ten) in [(one.home, ten.home), (one.cash, ten.cash), (one.effective, ten.effective)] {
            prop_assert!((ten - one * Decimal::TEN).abs() <= off, "{} and {}", one, ten);
        }
        prop_assert_eq!(one.capacity, ten.capacity);
    }

    #[test]
    fn exact_books_and_estimates_agree(scenario in scenario()) {
        estimates_agree(&scenario)?;
    }
}

/// The books hold, and every estimate is a number.
fn sound(scenario: &Scenario) -> Result<(), TestCaseError> {
    prop_assert_eq!(check(scenario), []);
    let found = evaluate(scenario);
    sums_add_up(scenario, &found)?;
    savings_agree(&found)?;
    let totals = estimated(scenario);
    let figures =
        [totals.home, totals.cash, totals.effective, totals.lost_capacity, totals.capacity, totals.home_capacity];
    prop_assert!(figures.iter().all(|figure| figure.is_finite()), "{:?}", totals);
    drawable(scenario)
}

/// Every point that is drawn is a number.
fn drawable(scenario: &Scenario) -> Result<(), TestCaseError> {
    let answer = Answer::compute(1, Arc::new(scenario.clone()));
    let points = answer.headcount.points.iter();
    let curves = points.flat_map(|point| [point.seats, point.home, point.cash, point.effective]);
    let cloud = answer.mixes.cloud.points.iter().flat_map(|mix| [mix.friction, mix.cash_saving]);
    let slide = answer.mixes.slide.iter().flat_map(|point| [point.friction, point.cash_saving]);
    let bars = answer.bridge.iter().flat_map(|bar| [bar.from, bar.to]);
    prop_assert!(curves.chain(cloud).chain(slide).chain(bars).all(f64::is_finite));
    Ok(())
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn no_valid_number_breaks_the_arithmetic(scenario in scenario_at_the_ends()) {
        sound(&scenario)?;
    }
}

proptest! {
    #![proptest_config(config(2))]

    #[test]
    fn the_largest_scenarios_hold_too(scenario in largest_scenario()) {
        prop_assert_eq!(check(&scenario), []);
        let answer = Answer::compute(1, Arc::new(scenario.clone()));
        sums_add_up(&scenario, &answer.evaluation)?;
        savings_agree(&answer.evaluation)?;
        let totals = estimated(&scenario);
        prop_assert!(totals.effective.is_finite() && totals.home.is_finite());
    }
}

/// Ranges of some levers: which lever, counted in the order of all, and its ends.
fn own_ranges() -> impl Strategy<Value = Vec<(usize, Option<Range>)>> {
    let ends = (0..=100_i64, 100..=1000_i64).prop_map(|(low, high)| (Decimal::new(low, 2), Decimal::new(high, 2)));
    let range = prop_oneof![1 => Just(None), 1 => Just(Some(CERTAIN)), 4 => ends.prop_map(Some)];
    prop::collection::vec((any::<usize>(), range), 1..8)
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn a_range_of_ones_own_changes_no_other_and_given_back_leaves_nothing(
        scenario in scenario(), own in own_ranges(), with_own in any::<bool>(),
    ) {
        let mut opened = scenario;
        if !with_own {
            opened.uncertainty.clear();
        }
        let levers = LeverId::all(&opened);
        let mut scenario = opened.clone();
        let mut right: HashMap<&LeverId, Range> = levers.iter().map(|id| (id, range_of(&opened, id))).collect();
        for (index, range) in own {
            let lever = &levers[index % levers.len()];
            set_range(&mut scenario, lever, range).unwrap();
            right.insert(lever, range.unwrap_or_else(|| usual_range(lever)));
            prop_assert_eq!(check(&scenario), []);
            let all = ranges(&scenario);
            for id in &levers {
                let found = all.get(id).copied().unwrap_or(CERTAIN);
                prop_assert_eq!(found, right[id], "{} after {}", id, lever);
            }
            let again = decode(encode(&scenario).as_bytes(), "drawn.ron").unwrap();
            prop_assert_eq!(&again, &scenario);
        }
        for lever in &levers {
            set_range(&mut scenario, lever, None).unwrap();
        }
        prop_assert!(scenario.uncertainty.is_empty(), "{:?}", scenario.uncertainty);
        opened.uncertainty.clear();
        prop_assert_eq!(scenario, opened);
    }
}

/// A year of a team of two, half of which moves.
fn small_move() -> Scenario {
    let pay = [(common::HOME, dec!(60000)), ("site", dec!(20000))];
    common::frictionless(vec![common::place("site")], common::team(dec!(2), &pay, &[("site", dec!(0.5))]))
}

#[test]
fn a_sliver_of_a_team_has_an_answer() {
    let mut scenario = small_move();
    scenario.teams[0].headcount = dec!(0.0000000000000000000000000001);
    scenario.teams[0].mix.insert("site".into(), dec!(1));
    assert_eq!(check(&scenario), []);
    // So little of a seat rounds to nobody: what counts is that it is answered.
    assert_eq!(Answer::compute(1, Arc::new(scenario)).evaluation.results.totals.effective, Decimal::ZERO);
}

#[test]
fn a_sliver_of_a_wave_has_an_answer() {
    let mut scenario = small_move();
    scenario.rollout.pilot_heads = Decimal::ZERO;
    scenario.rollout.wave_heads = dec!(0.0000000000000000000000000001);
    scenario.teams[0].headcount = dec!(100);
    assert_eq!(check(&scenario), []);
    assert!(Answer::compute(1, Arc::new(scenario)).moves());
}

#[test]
fn a_home_that_costs_next_to_nothing_has_an_answer() {
    let mut scenario = small_move();
    scenario.teams[0].salary.insert(common::HOME.into(), dec!(0.0000000000000000000000001));
    scenario.teams[0].salary.insert("site".into(), dec!(100));
    scenario.money.friction_tolerance = Decimal::ZERO;
    // Something for the advice to lift.
    scenario.teams[0].pay_position = dec!(0.6);
    scenario.teams[0].sync_share = dec!(1);
    scenario.teams[0].hq_weight = dec!(1);
    scenario.friction.time_zone = dec!(1);
    scenario.sites[0].shift_start = dec!(21);
    scenario.sites[0].night_premium = dec!(2);
    assert_eq!(check(&scenario), []);
    assert!(Answer::compute(1, Arc::new(scenario)).moves());
}

/// What a repair's words promise is what the exact books show.
fn keeps_its_promise(before: &Evaluation, advice: &Advice) -> Result<(), String> {
    let Some(repair) = &advice.repair else { return Ok(()) };
    if !check(&repair.scenario).is_empty() {
        return Err("it makes no valid scenario".to_owned());
    }
    let after = evaluate(&repair.scenario);
    let (now, then) = (before.results.effective_saving, after.results.effective_saving);
    let effect = &advice.effect;
    let kept = if let Some((_, promised)) = effect.split_once("would lift the effective saving to ") {
        // Rounded from an estimate: the last digit may be its neighbour's.
        let near = |step: i64| format::percent_or_dash(then.map(|then| then + Decimal::new(step, 5)));
        let shown = (-1..=1).any(|step| promised == format!("{}.", near(step)));
        // Where home costs a few cents, they alone are thousands of per cent.
        let absurd = then.is_none_or(|then| then.abs() > Decimal::ONE);
        then > now && (shown || absurd)
    } else if effect.contains("offshore it would not be, at an effective saving of ") {
        let tolerated = repair.scenario.money.friction_tolerance + Decimal::new(1, 6);
        after.results.friction.is_some_and(|friction| friction <= tolerated) && then > Some(Decimal::ZERO)
    } else if let Some((_, months)) = effect.split_once(" less at stake in the first ") {
        let months: usize = months.trim_end_matches(" months.").parse().map_err(|_| effect.clone())?;
        let stake = |of: &Evaluation| of.ledger.months.iter().take(months).map(MonthTotals::cash).sum::<Decimal>();
        stake(&after) < stake(before)
    } else {
        effect.starts_with("It takes ") && after.ledger.months.len() > before.ledger.months.len()
    };
    if kept { Ok(()) } else { Err(format!("{effect} It was {now:?} and would be {then:?}.")) }
}

#[test]
fn no_repair_lowers_the_answer_that_it_promises_to_raise() {
    let mut runner = TestRunner::new(config(300));
    let repairs = Cell::new(0);
    let held = runner.run(&scenario(), |scenario| {
        let before = evaluate(&scenario);
        for advice in advice(&scenario, &before) {
            repairs.set(repairs.get() + usize::from(advice.repair.is_some()));
            keeps_its_promise(&before, &advice).map_err(TestCaseError::fail)?;
        }
        Ok(())
    });
    held.unwrap();
    assert!(repairs.get() >= 100, "{} repairs", repairs.get());
}
