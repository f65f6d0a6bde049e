//! Where the seats are: rails, shares that are typed, pins; nobody moves; very large scenarios.

use std::time::Instant;

use egui::{
    Key,
    accesskit::{Role, Toggled},
    vec2,
};
use egui_kittest::kittest::{NodeT, Queryable};
use rust_decimal::{Decimal, dec};
use shoreline::{
    model::scenario::{Scenario, Site, Team},
    state::view::Chart,
};

use super::window::{Window, sample};

/// The sample with a second site.
fn two_sites() -> Scenario {
    let mut scenario = sample();
    let manila = scenario.sites[0].clone();
    let krakow = Site {
        id: "pl-krk".into(),
        name: "Krakow".into(),
        country: "PL".into(),
        time_zone: "Europe/Warsaw".into(),
        ..manila
    };
    scenario.sites.push(krakow);
    let pay = scenario.teams[0].salary["ph-mnl"];
    scenario.teams[0].salary.insert("pl-krk".into(), pay);
    scenario.teams[0].mix.insert("pl-krk".into(), dec!(0.1));
    scenario
}

fn sums_to_one(window: &Window) {
    let scenario = window.scenario();
    for team in &scenario.teams {
        let home = Decimal::ONE - team.offshore_share();
        let shares: Vec<Decimal> = scenario.sites.iter().map(|site| team.share(&site.id)).collect();
        assert!(home >= Decimal::ZERO && shares.iter().all(|share| *share >= Decimal::ZERO), "{home} {shares:?}");
        assert_eq!(home + shares.iter().sum::<Decimal>(), Decimal::ONE);
    }
}

#[test]
fn a_share_is_dragged_typed_and_pinned() {
    let mut window = Window::of(&two_sites());
    let rail = window.slider("Manila share").rect();
    let start = egui::pos2(egui::lerp(rail.x_range().shrink(6.0), 0.7), rail.center().y);
    let edits = window.drag(start, start - vec2(0.3 * (rail.width() - 12.0), 0.0));
    assert!(edits >= 4, "{edits} edits");
    assert_eq!(window.scenario().teams[0].share("ph-mnl"), dec!(0.4));
    sums_to_one(&window);
    window.strip_holds();
    assert_eq!(window.state().history.undo_label(), Some("Manila 70 → 40\u{a0}%"));

    window.click(Role::Button, "Krakow share, value 10\u{a0}%");
    window.retype("35");
    window.key(Key::Enter);
    assert_eq!(window.scenario().teams[0].share("pl-krk"), dec!(0.35));
    sums_to_one(&window);

    window.click(Role::Button, "Pin Krakow");
    assert_eq!(window.node(Role::Button, "Pin Krakow").accesskit_node().toggled(), Some(Toggled::True));
    window.slider("Manila share").focus();
    window.run();
    window.key(Key::End);
    assert_eq!(window.scenario().teams[0].share("ph-mnl"), dec!(0.65));
    assert_eq!(window.scenario().teams[0].share("pl-krk"), dec!(0.35));
    sums_to_one(&window);
    window.strip_holds();
    for _ in 0..3 {
        window.undo();
    }
    assert!(!window.state().document.unsaved());
}

#[test]
fn nobody_moves_is_said_by_strip_and_charts() {
    let mut window = Window::sample();
    window.slider("Manila share").focus();
    window.run();
    window.key(Key::Home);
    assert_eq!(window.scenario().teams[0].offshore_share(), dec!(0));
    assert!(window.says("All 20 seats stay at home."));
    assert!(window.says("Nobody moves"));
    assert!(window.says("Pays back: –"));
    window.strip_holds();
    for (key, chart) in [
        (Key::Num1, Chart::Cost),
        (Key::Num2, Chart::Headcount),
        (Key::Num4, Chart::Bridge),
        (Key::Num8, Chart::Ledger),
    ] {
        window.key(key);
        assert_eq!(window.state().view.left, chart);
        assert!(window.says("all 20 seats stay at home"), "{chart:?}");
    }
    // Back from nobody by the rail of the place.
    window.slider("Manila share").focus();
    window.run();
    window.key(Key::End);
    assert_eq!(window.scenario().teams[0].share("ph-mnl"), dec!(1));
    window.strip_holds();
}

/// As many teams and sites as a scenario may have.
fn largest() -> Scenario {
    let mut scenario = sample();
    let (site, team) = (scenario.sites[0].clone(), scenario.teams[0].clone());
    let pay = team.salary["ph-mnl"];
    scenario.sites = (0..12)
        .map(|index| Site { id: format!("site-{index}"), name: format!("Site {index}"), ..site.clone() })
        .collect();
    scenario.teams = (0..24)
        .map(|index| {
            let mut salary = team.salary.clone();
            salary.retain(|place, _| place == "us-nyc");
            salary.extend((0..12).map(|site| (format!("site-{site}"), pay)));
            let mix = (0..12).map(|site| (format!("site-{site}"), dec!(0.05))).collect();
            Team { id: format!("team-{index}"), name: format!("Team {index}"), salary, mix, ..team.clone() }
        })
        .collect();
    scenario
}

#[test]
fn the_largest_scenario_stays_in_hand() {
    let mut window = Window::of(&largest());
    assert_eq!(window.state().notice, None);
    assert!(window.says("Moving 288 of 480 seats to 12 sites"));
    let rework = window.slider("Rework").rect();
    let begin = Instant::now();
    for step in 0..10_u8 {
        let at = rework.left_center() + vec2(40.0 + f32::from(step), 0.0);
        window.harness().hover_at(at);
        window.harness().step();
    }
    let frame = begin.elapsed() / 10;
    // A debug build on a busy machine: what counts is that no frame waits for the model.
    assert!(frame.as_millis() < 400, "a frame takes {frame:?}");
    window.slider("Rework").focus();
    window.harness().run();
    window.harness().key_press(Key::ArrowRight);
    window.harness().run();
    assert_eq!(window.scenario().friction.rework, dec!(0.055), "the lever does not wait for the answer");
    window.run();
    window.strip_holds();
    sums_to_one(&window);
    assert!(window.harness().query_all_by_role(Role::Slider).count() >= 13 + 7);
    window.harness().get_by_role(Role::ComboBox).click_accesskit();
    window.run();
    window.choose(Role::Button, "Team 23");
    assert_eq!(window.state().view.team, 23);
    window.slider("Headcount, Team 23").focus();
    window.run();
    window.key(Key::ArrowRight);
    assert_eq!(window.scenario().teams[23].headcount, dec!(21));
}
