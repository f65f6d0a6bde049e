//! Every chart, drawn at three sizes in both themes: what it says, what hands do in it, and
//! that no scenario makes it fail. `SHORELINE_PICTURES=<dir>` also writes each as a PNG.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use egui::{Event, Modifiers, PointerButton, Pos2, Rect, Theme, Vec2, vec2};
use egui_kittest::{Harness, kittest::Queryable};
use rust_decimal::{Decimal, dec};
use shoreline::{
    catalog::Catalog,
    engine::{job::Job, measure::Measure},
    model::scenario::{Friction, Management, Money, Objective, Rollout, Scenario, Site, Structure, Team, Transition},
    state::{
        derived::Answer,
        message::{Edit, Message, ViewChange},
        study::{Asking, Study, study},
        sweeps::asking,
        view::{Chart, CostMode, LedgerPeriod, Sweeps, View},
    },
    ui::{
        charts::{Scene, chart_ui, words::words},
        theme,
    },
};

/// Around each chart.
const EDGE: f32 = 8.0;
/// The slot on the left, the one on the right, and a small one.
const SIZES: [Vec2; 3] = [vec2(560.0, 468.0), vec2(372.0, 468.0), vec2(300.0, 260.0)];

fn new_york() -> Site {
    Site {
        id: "us-nyc".into(),
        name: "New York".into(),
        country: "US".into(),
        time_zone: "America/New_York".into(),
        currency: "USD".into(),
        exchange_rate: dec!(1),
        on_cost: dec!(0.3),
        seat_cost: dec!(900),
        wage_growth: dec!(0.036),
        attrition: dec!(0.3),
        productive_days: dec!(230),
        hiring_cost: dec!(0.21),
        time_to_fill: 1,
        english: dec!(800),
        culture: Some([dec!(40), dec!(91), dec!(62), dec!(46)]),
        shift_start: dec!(9),
        workday_hours: dec!(8),
        ..Site::default()
    }
}

fn manila() -> Site {
    Site {
        id: "ph-mnl".into(),
        name: "Manila".into(),
        country: "PH".into(),
        time_zone: "Asia/Manila".into(),
        currency: "PHP".into(),
        exchange_rate: dec!(0.0172),
        exchange_drift: dec!(-0.01),
        on_cost: dec!(0.2),
        seat_cost: dec!(9000),
        wage_growth: dec!(0.056),
        attrition: dec!(0.31),
        productive_days: dec!(235),
        hiring_cost: dec!(0.1),
        time_to_fill: 2,
        english: dec!(570),
        culture: Some([dec!(94), dec!(32), dec!(64), dec!(44)]),
        night_premium: dec!(0.1),
        fee: dec!(450),
        ..new_york()
    }
}

fn krakow() -> Site {
    Site {
        id: "pl-krk".into(),
        name: "Krakow".into(),
        country: "PL".into(),
        time_zone: "Europe/Warsaw".into(),
        currency: "PLN".into(),
        exchange_rate: dec!(0.25),
        markup: dec!(0.1),
        english: dec!(588),
        ..new_york()
    }
}

fn desk() -> Team {
    let salary = [("us-nyc", dec!(46000)), ("ph-mnl", dec!(420000)), ("pl-krk", dec!(90000))];
    Team {
        id: "support-desk".into(),
        name: "Support desk".into(),
        role: "Customer support agent".into(),
        structure: Structure::SupportTeam,
        headcount: dec!(20),
        ramp_months: dec!(2.75),
        pay_position: dec!(1),
        sync_share: dec!(0.2),
        hq_weight: dec!(0.6),
        liaisons: dec!(0),
        oversight: dec!(0.05),
        salary: salary.into_iter().map(|(id, pay)| (id.to_owned(), pay)).collect(),
        mix: [("ph-mnl".to_owned(), dec!(0.7))].into_iter().collect(),
    }
}

/// The support desk that moves to Manila.
fn sample() -> Scenario {
    Scenario {
        format: 1,
        name: "Support desk to Manila".into(),
        objective: Objective::ReduceCost,
        money: Money {
            currency: "USD".into(),
            start: "2027-01".into(),
            horizon_months: 60,
            discount_rate: dec!(0.08),
            price_growth: dec!(0.02),
            target_saving: dec!(0.2),
            friction_tolerance: dec!(0.15),
        },
        home: new_york(),
        sites: vec![manila()],
        teams: vec![desk()],
        friction: Friction {
            time_zone: dec!(0.88),
            language: dec!(0.25),
            culture: dec!(0.1),
            rework: dec!(0.05),
            ramp_stretch: dec!(1.25),
            start_productivity: dec!(0.25),
            coaching: dec!(0.25),
            congestion: dec!(1),
            attrition: dec!(1),
            oversight_effect: dec!(4),
            pay_attrition: dec!(3),
            pay_productivity: dec!(0.1),
            night_attrition: dec!(0.3),
        },
        management: Management {
            manager_salary: dec!(95000),
            governance: dec!(0.06),
            trips_per_year: dec!(2),
            trip_cost: dec!(4000),
        },
        transition: Transition {
            handover_months: 3,
            severance_months: dec!(3),
            set_up_per_seat: dec!(1100),
            selection_per_site: dec!(20000),
        },
        rollout: Rollout { pilot_heads: dec!(2), pilot_months: 3, wave_heads: dec!(6), wave_every_months: 1 },
        ..Scenario::default()
    }
}

fn changed(change: impl FnOnce(&mut Scenario)) -> Scenario {
    let mut scenario = sample();
    change(&mut scenario);
    scenario
}

fn set_mix(scenario: &mut Scenario, shares: &[(&str, Decimal)]) {
    for team in &mut scenario.teams {
        team.mix = shares.iter().map(|(id, share)| ((*id).to_owned(), *share)).collect();
    }
}

fn many_sites(scenario: &mut Scenario) {
    scenario.sites.clear();
    for index in 0_u32..12 {
        let id = format!("site-{index}");
        let place = if index % 2 == 0 { manila() } else { krakow() };
        let pay = scenario.teams[0].salary[place.id.as_str()] + Decimal::from(index * 2000);
        scenario.teams[0].salary.insert(id.clone(), pay);
        scenario.sites.push(Site { id, name: format!("Site {index}"), ..place });
    }
    set_mix(scenario, &[("site-0", dec!(0.3)), ("site-1", dec!(0.2)), ("site-7", dec!(0.1))]);
}

/// The sample and the edges of what can be asked.
fn scenarios() -> Vec<(&'static str, Scenario)> {
    vec![
        ("sample", sample()),
        (
            "two-sites",
            changed(|s| {
                s.sites.push(krakow());
                set_mix(s, &[("ph-mnl", dec!(0.35)), ("pl-krk", dec!(0.25))]);
            }),
        ),
        ("nobody", changed(|s| set_mix(s, &[]))),
        ("all", changed(|s| set_mix(s, &[("ph-mnl", dec!(1))]))),
        ("long", changed(|s| s.money.horizon_months = 120)),
        (
            "short",
            changed(|s| {
                s.money.horizon_months = 12;
                s.money.start = "2027-07".into();
            }),
        ),
        ("many-sites", changed(many_sites)),
        (
            "loss",
            changed(|s| {
                s.transition.selection_per_site = dec!(4000000);
                s.friction.rework = dec!(0.6);
            }),
        ),
        (
            "tiny",
            changed(|s| {
                for team in &mut s.teams {
                    team.headcount = dec!(0.5);
                    team.salary = [("us-nyc", dec!(46)), ("ph-mnl", dec!(420))]
                        .map(|(id, pay)| (id.to_owned(), pay))
                        .into_iter()
                        .collect();
                }
                s.home.seat_cost = dec!(0.9);
                s.sites[0].seat_cost = dec!(9);
                s.sites[0].fee = dec!(0.2);
                s.management.manager_salary = dec!(95);
                s.management.trip_cost = dec!(4);
                s.transition.selection_per_site = dec!(20);
                s.transition.set_up_per_seat = dec!(1);
            }),
        ),
        ("dear-sites", changed(|s| s.transition.selection_per_site = dec!(300_000))),
        (
            "new-seats",
            changed(|s| {
                s.objective = Objective::AccelerateGrowth;
                s.money.currency = "PHP".into();
                s.money.target_saving = dec!(0);
                s.money.friction_tolerance = dec!(0.05);
            }),
        ),
    ]
}

/// What is known of a scenario once all that the charts ask has been found out.
fn studied(answer: &Answer, view: &View) -> Study {
    let all = |left, right| asking(&View { left, right, ..view.clone() }, &answer.scenario, &answer.scenario);
    let (swept, heat) = (all(Chart::Sweep, Chart::Risk), all(Chart::Heat, Chart::Matrix));
    let asking = Asking { tornado: true, frontier: true, heat: heat.heat, ..swept };
    let known = RefCell::new(Study::default());
    let tell = |finding| known.borrow_mut().learn(1, finding);
    let done = study(&answer.scenario, &asking, &Catalog::default(), &Job::default(), &tell);
    assert!(done.is_ok(), "nobody cancels");
    known.into_inner()
}

/// A chart on its own, with what it sends.
struct Shown {
    harness: Harness<'static>,
    messages: Rc<RefCell<Vec<Message>>>,
}

fn show(chart: Chart, answer: &Arc<Answer>, view: &View, size: Vec2) -> Shown {
    show_all((chart, &Study::default()), answer, view, &[size], Theme::Light)
}

/// A chart at some sizes side by side.
fn show_all((chart, study): (Chart, &Study), answer: &Arc<Answer>, view: &View, sizes: &[Vec2], theme: Theme) -> Shown {
    let study = study.clone();
    let messages = Rc::new(RefCell::new(Vec::new()));
    let (sent, answer, view) = (Rc::clone(&messages), Arc::clone(answer), view.clone());
    let mut left = EDGE;
    let mut slots = Vec::new();
    for size in sizes {
        slots.push(Rect::from_min_size(Pos2::new(left, EDGE), *size));
        left += size.x + 2.0 * EDGE;
    }
    let height = sizes.iter().map(|size| size.y).fold(0.0, f32::max) + 2.0 * EDGE;
    let mut harness = Harness::builder()
        .with_size(vec2(left - EDGE, height))
        .with_theme(theme)
        .with_context_setup(theme::install)
        .build_ui(move |ui| {
            let palette = theme::palette(ui);
            let back = if slots.len() > 1 { palette.line } else { palette.ground };
            ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, back);
            for (index, slot) in slots.iter().enumerate() {
                ui.painter().rect_filled(slot.expand(EDGE / 2.0), 0.0, palette.ground);
                let mut area = ui.new_child(egui::UiBuilder::new().id_salt(index).max_rect(*slot));
                chart_ui(
                    &mut area,
                    chart,
                    Scene { answer: &answer, study: &study, view: &view, compared: None },
                    &mut sent.borrow_mut(),
                );
            }
        });
    harness.run_steps(4);
    Shown { harness, messages }
}

fn answer(scenario: Scenario) -> Arc<Answer> {
    Arc::new(Answer::compute(1, Arc::new(scenario)))
}

fn views() -> [View; 2] {
    let other = View {
        cost_mode: CostMode::Monthly,
        ledger_period: LedgerPeriod::Months,
        sweeps: Sweeps {
            lever: "friction.rework".parse().ok(),
            pair: ["transition.handover_months", "friction.attrition"].map(|lever| lever.parse().ok()),
            measure: Measure::PaybackMonth,
        },
        ..View::default()
    };
    [View::default(), other]
}

#[test]
fn every_chart_says_what_it_shows_whatever_the_scenario() {
    for (name, scenario) in scenarios() {
        let answer = answer(scenario);
        for view in views() {
            let (known, nothing) = (studied(&answer, &view), Study::default());
            for chart in Chart::ALL {
                // Before anything is found out a chart says as much.
                let sizes = SIZES.map(|size| (size, &known)).into_iter().chain([(SIZES[1], &nothing)]);
                for (size, study) in sizes {
                    let shown = show_all((chart, study), &answer, &view, &[size], Theme::Light);
                    let said = words(chart, Scene { answer: &answer, study, view: &view, compared: None });
                    let titled = said.titles.iter().any(|title| shown.harness.query_by_label(title).is_some());
                    assert!(titled, "{name} {chart:?} {size:?}: {:?}", said.titles);
                    assert!(
                        shown.harness.query_by_label(&said.summary).is_some(),
                        "{name} {chart:?}: {}",
                        said.summary
                    );
                    assert!(shown.messages.borrow().is_empty(), "{name} {chart:?}: nothing was touched");
                }
            }
        }
    }
}

#[test]
fn the_switch_asks_for_the_other_view() {
    let answer = answer(sample());
    for (chart, name) in [(Chart::Cost, "Monthly"), (Chart::Ledger, "Months")] {
        let mut shown = show(chart, &answer, &View::default(), SIZES[0]);
        shown.harness.get_by_label(name).click();
        shown.harness.run_steps(2);
        let sent = shown.messages.borrow();
        assert!(
            matches!(
                sent.as_slice(),
                [Message::View(
                    ViewChange::CostMode(CostMode::Monthly) | ViewChange::LedgerPeriod(LedgerPeriod::Months)
                )]
            ),
            "{sent:?}"
        );
    }
}

fn button(harness: &Harness<'_>, at: Pos2, pressed: bool) {
    let event = Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
    harness.event(event);
}

/// Today's point on screen: the matrix is searched for where a drag answers.
fn drag_from(answer: &Arc<Answer>, at: Pos2) -> Vec<Message> {
    let mut shown = show(Chart::Matrix, answer, &View::default(), SIZES[1]);
    let harness = &mut shown.harness;
    harness.event(Event::PointerMoved(at));
    harness.run_steps(1);
    button(harness, at, true);
    harness.run_steps(1);
    for step in [20.0, 40.0, 60.0] {
        harness.event(Event::PointerMoved(at + vec2(-step / 6.0, step)));
        harness.run_steps(1);
    }
    button(harness, at + vec2(-10.0, 60.0), false);
    harness.run_steps(2);
    shown.messages.take()
}

#[test]
fn todays_point_slides_along_its_path() {
    let answer = answer(sample());
    let points = (0_u8..24)
        .flat_map(|x| (0_u8..24).map(move |y| Pos2::new(40.0 + 14.0 * f32::from(x), 60.0 + 16.0 * f32::from(y))));
    let sent = points
        .map(|at| drag_from(&answer, at))
        .find(|sent| matches!(sent.first(), Some(Message::Edit(Edit::Lever(..)))));
    let sent = sent.expect("today's point can be taken somewhere");
    assert!(matches!(sent.last(), Some(Message::GestureEnd)), "{sent:?}");
    for message in &sent[..sent.len() - 1] {
        let Message::Edit(Edit::Lever(_, share)) = message else { panic!("{message:?}") };
        assert!(*share < dec!(0.7) && *share == share.round_dp(2), "{share}");
    }
}

#[test]
fn a_click_on_a_mix_takes_it() {
    let answer = answer(sample());
    let mut shown = show(Chart::Matrix, &answer, &View::default(), SIZES[1]);
    let harness = &mut shown.harness;
    let points = (0_u8..30)
        .flat_map(|x| (0_u8..30).map(move |y| Pos2::new(40.0 + 11.0 * f32::from(x), 60.0 + 12.0 * f32::from(y))));
    for at in points {
        harness.event(Event::PointerMoved(at));
        button(harness, at, true);
        button(harness, at, false);
        harness.run_steps(1);
        if !shown.messages.borrow().is_empty() {
            break;
        }
    }
    let sent = shown.messages.borrow();
    let [Message::Edit(Edit::Mix(shares)), Message::GestureEnd] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!(shares.len(), 1);
    assert!(shares[0] >= dec!(0) && shares[0] <= dec!(1));
}

#[test]
fn the_pointer_gets_one_card_with_all_series() {
    let answer = answer(sample());
    for chart in [Chart::Cost, Chart::Headcount, Chart::Bridge] {
        let mut shown = show(chart, &answer, &View::default(), SIZES[0]);
        shown.harness.event(Event::PointerMoved(Pos2::new(280.0, 250.0)));
        shown.harness.run_steps(3);
        let expected: &[&str] = if chart == Chart::Bridge { &["Change"] } else { &["Home", "Effective", "Cash"] };
        for name in expected {
            assert!(shown.harness.query_by_label(name).is_some(), "{chart:?}: {name}");
        }
    }
}
