//! The salary mask: with it on, no amount of the scenario is in any text on screen, heard, copied or
//! in the window's title, on any page, in any chart, menu or question.

use std::collections::BTreeSet;

use egui::{Key, Modifiers, Shape, accesskit::Role, epaint::ClippedShape, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use rust_decimal::{Decimal, dec};
use shoreline::{
    format::{self, INDEX},
    model::{
        ledger::Line,
        lever::{LeverId, Unit},
        results::evaluate,
        scenario::Scenario,
    },
    state::{prompt::Prompt, view::Chart},
};

use super::window::{CTRL, CTRL_SHIFT, Window, sample};

/// The sample with amounts in its name and its note.
pub(super) fn telling() -> Scenario {
    let mut scenario = sample();
    scenario.name = "Save $1,997,556 on pay of 46,870".into();
    scenario.note = "Home costs USD 7,126,000".into();
    scenario.teams[0].name = "Desk at $94k".into();
    scenario
}

/// What must not be said: symbols and codes, and every amount as it is usually spelled.
pub(super) struct Telling {
    words: BTreeSet<String>,
    numbers: BTreeSet<String>,
}

impl Telling {
    /// What must not be said of several scenarios.
    pub(super) fn of_all(scenarios: &[&Scenario]) -> Self {
        let mut all = Self { words: BTreeSet::new(), numbers: BTreeSet::new() };
        for Self { words, numbers } in scenarios.iter().map(|scenario| Self::of(scenario)) {
            all.words.extend(words);
            all.numbers.extend(numbers);
        }
        all
    }

    pub(super) fn of(scenario: &Scenario) -> Self {
        let codes = scenario.places().map(|place| &place.currency).chain([&scenario.money.currency]);
        let mut amounts: Vec<Decimal> = LeverId::all(scenario)
            .into_iter()
            .filter(|id| matches!(id.lever().unit, Unit::Money | Unit::LocalMoney))
            .filter_map(|id| id.value(scenario).ok())
            .collect();
        let evaluation = evaluate(scenario);
        let totals = &evaluation.results.totals;
        amounts.extend([totals.home, totals.cash, totals.effective, totals.lost_capacity]);
        amounts.extend([totals.home - totals.effective, totals.home - totals.cash]);
        amounts.extend(Line::ALL.map(|line| evaluation.ledger.total(|month| month.lines[line as usize])));
        // What is said of the sample's name, whatever it costs.
        amounts.extend([dec!(1997556), dec!(46870), dec!(7126000), dec!(94000)]);
        let spelled = |amount: Decimal| {
            let whole = amount.round();
            let spellings = [
                amount.normalize().to_string(),
                whole.to_string(),
                format::fixed(whole, 0),
                format::fixed(amount, 2),
                format::magnitude(amount),
            ];
            // Numbers of one or two figures stand for many things.
            spellings.into_iter().filter(|text| text.chars().filter(char::is_ascii_digit).count() >= 3)
        };
        let numbers = amounts.into_iter().filter(|amount| *amount >= dec!(100)).flat_map(spelled).collect();
        Self { words: codes.cloned().collect(), numbers }
    }

    /// What a text tells that it must not.
    pub(super) fn told(&self, text: &str) -> Option<String> {
        if let Some(symbol) = text.chars().find(|c| "$€£¥".contains(*c)) {
            return Some(symbol.to_string());
        }
        let word = text.split(|c: char| !c.is_alphanumeric()).find(|word| self.words.contains(*word) || *word == INDEX);
        let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | ',');
        let number = text.split(|c: char| !part(c)).map(|number| number.trim_end_matches(['.', ',']));
        let number = number.into_iter().find(|number| self.numbers.contains(*number));
        word.or(number).map(str::to_owned)
    }
}

/// Everything that is said now: names, values and descriptions of widgets, and painted texts.
pub(super) fn said(window: &mut Window) -> Vec<String> {
    fn painted(shape: &Shape, texts: &mut Vec<String>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| painted(shape, texts)),
            Shape::Text(text) => texts.push(text.galley.text().to_owned()),
            _ => {}
        }
    }
    let title = window.title();
    let harness = window.harness();
    let mut texts = vec![title];
    for node in harness.root().children_recursive() {
        let node = node.accesskit_node();
        let data = node.data();
        texts.extend([node.label(), node.value()].into_iter().flatten());
        texts.extend([data.description(), data.tooltip(), data.placeholder()].into_iter().flatten().map(str::to_owned));
    }
    for ClippedShape { shape, .. } in &harness.output().shapes {
        painted(shape, &mut texts);
    }
    texts
}

pub(super) fn silent(window: &mut Window, telling: &Telling, place: &str) {
    let texts = said(window);
    assert!(texts.len() > 4, "{place} says nothing: {texts:?}");
    for text in texts {
        if let Some(told) = telling.told(&text) {
            panic!("{place} tells {told}: “{text}”");
        }
    }
}

fn studied(window: &mut Window, chart: Chart) {
    window.until("the study", |state| {
        let study = &state.study;
        study.simulation.is_some()
            && study.figures.is_some()
            && (chart != Chart::Sweep || study.sweep.is_some())
            && (chart != Chart::Heat || study.heat.is_some())
            && (chart != Chart::Risk || study.tornado.is_some())
    });
    window.run();
}

/// A window on the telling scenario, masked.
pub(super) fn masked() -> (Window, Telling) {
    let scenario = telling();
    let telling = Telling::of(&scenario);
    let mut window = Window::of(&scenario);
    // The test would find what it looks for.
    assert!(said(&mut window).iter().any(|text| telling.told(text).is_some()));
    window.key(Key::M);
    assert!(window.state().mask.is_some());
    (window, telling)
}

#[test]
fn no_chart_tells_an_amount_on_screen_under_the_pointer_or_on_the_clipboard() {
    let (mut window, telling) = masked();
    for chart in Chart::ALL {
        window.key(Key::from_name(&chart.number().to_string()).unwrap());
        studied(&mut window, chart);
        silent(&mut window, &telling, chart.label());
        let area = window.node(Role::Group, &format!("{} chart", chart.label())).rect();
        for (x, y) in [(0.2, 0.3), (0.5, 0.5), (0.8, 0.7), (0.55, 0.85)] {
            window.harness().hover_at(area.lerp_inside(vec2(x, y)));
            window.harness().run_steps(30);
            silent(&mut window, &telling, &format!("{} under the pointer", chart.label()));
        }
        window.chart_menu(chart.label());
        silent(&mut window, &telling, &format!("the menu of {}", chart.label()));
        window.node(Role::Button, "Copy table").click_accesskit();
        let table = window.copied_text();
        assert_eq!(telling.told(&table), None, "{}: {table}", chart.label());
        window.run();
        // The menu and the notice are put away.
        window.key(Key::Escape);
        window.key(Key::Escape);
    }
}

#[test]
fn no_page_panel_or_question_tells_an_amount() {
    let (mut window, telling) = masked();
    studied(&mut window, Chart::Cost);
    window.key(Key::I);
    window.open_folds();
    silent(&mut window, &telling, "the folds");
    // Every row of the levers, under the pointer.
    let rows: Vec<_> = window.harness().query_all_by_role(Role::Slider).map(|node| node.rect().left_center()).collect();
    assert!(rows.len() > 20, "{}", rows.len());
    for at in rows.into_iter().filter(|at| at.y < 700.0) {
        window.harness().hover_at(at - vec2(0.0, 14.0));
        window.harness().run_steps(30);
        silent(&mut window, &telling, "a lever under the pointer");
    }
    for label in ["If only wages changed", "Cash saving", "Effective, after lost output", "Net present value"] {
        let at = window.button(label).rect().center();
        window.harness().hover_at(at);
        window.harness().run_steps(40);
        silent(&mut window, &telling, label);
    }
    window.key(Key::A);
    silent(&mut window, &telling, "the assumptions");
    window.key(Key::E);
    for (modifiers, key, place) in [
        (Modifiers::NONE, Key::X, "what a figure is made of"),
        (CTRL, Key::K, "the palette"),
        (Modifiers::NONE, Key::F1, "the keys"),
        (CTRL, Key::O, "the question for a file"),
    ] {
        window.keys(modifiers, key);
        assert!(window.state().prompt.is_some(), "{place}");
        silent(&mut window, &telling, place);
        window.key(Key::Escape);
    }
    window.key(Key::X);
    window.click(Role::Button, Line::OffshoreWages.label());
    silent(&mut window, &telling, "the postings of a line");
    window.node(Role::Button, "Copy").click_accesskit();
    let text = window.copied_text();
    assert_eq!(telling.told(&text), None, "{text}");
    window.run();
    window.key(Key::Escape);
    window.keys(CTRL, Key::F);
    window.text("pay");
    silent(&mut window, &telling, "the search");
    window.key(Key::Escape);
    window.key(Key::Escape);
}

#[test]
fn neither_the_deck_nor_a_change_nor_what_waits_tells_an_amount() {
    let (mut window, telling) = masked();
    window.keys(CTRL, Key::D);
    window.key(Key::P);
    silent(&mut window, &telling, "the deck");
    window.key(Key::E);
    window.change();
    silent(&mut window, &telling, "a change");
    window.keys(CTRL, Key::Q);
    assert!(matches!(window.state().prompt, Some(Prompt::Unsaved(_))));
    silent(&mut window, &telling, "the question about unsaved work");
    window.key(Key::Escape);
    // What is all about amounts waits.
    for (modifiers, key) in [(CTRL, Key::N), (CTRL, Key::L), (CTRL, Key::T), (CTRL, Key::I), (CTRL, Key::R)] {
        window.keys(modifiers, key);
        assert!(window.state().proposal.is_none() && window.says("Not while amounts are hidden"), "{key:?}");
        silent(&mut window, &telling, "what waits");
        window.key(Key::Escape);
    }
    window.keys(CTRL_SHIFT, Key::R);
    window.key(Key::W);
    assert!(window.state().proposal.is_none());
}

#[test]
fn a_presentation_tells_no_amount() {
    let (mut window, telling) = masked();
    window.present();
    silent(&mut window, &telling, "the step");
    window.press(Key::L);
    silent(&mut window, &telling, "its levers");
    window.press(Key::M);
    assert!(said(&mut window).iter().any(|text| telling.told(text).is_some()));
    window.harness().key_press(Key::M);
    for _ in 0..6 {
        // Not for a moment.
        window.harness().step();
        if window.state().talk.presented.as_ref().unwrap().masked {
            silent(&mut window, &telling, "the step as it is masked");
        }
    }
    window.settle();
    silent(&mut window, &telling, "the step, masked again");
    window.end();
    silent(&mut window, &telling, "the window behind it");
}

#[test]
fn a_mask_put_on_while_presenting_stays_on_and_one_taken_off_is_off() {
    let scenario = telling();
    let telling = Telling::of(&scenario);
    let mut window = Window::of(&scenario);
    window.present();
    window.press(Key::M);
    window.end();
    assert!(window.state().mask.is_some());
    silent(&mut window, &telling, "the window after it");
    window.present();
    window.press(Key::M);
    window.end();
    assert!(window.state().mask.is_none());
    assert!(said(&mut window).iter().any(|text| telling.told(text).is_some()));
}

#[test]
fn an_amount_is_moved_and_typed_on_the_scale_of_the_index_and_the_file_holds_amounts() {
    let (mut window, telling) = masked();
    let pay = |window: &Window| window.scenario().management.trip_cost;
    let before = pay(&window);
    let home = evaluate(window.scenario()).results.totals.home;
    window.open_folds();
    window.slider("Cost of a trip").focus();
    window.run();
    window.key(Key::ArrowRight);
    window.key(Key::ArrowRight);
    let moved = pay(&window);
    assert!(moved > before && moved < before * dec!(1.2), "{before} → {moved}");
    silent(&mut window, &telling, "a moved amount");
    let undo = window.state().history.undo_label().unwrap().to_owned();
    assert!(undo.to_lowercase().contains("trip"), "{undo}");
    let shown = &window.state().mask.as_ref().unwrap().shown;
    assert!(shown.history.undo_label().unwrap().contains('•'));
    // Typed, it is points of the index.
    let field = window.button("Cost of a trip, value");
    field.click_accesskit();
    window.run();
    window.retype("0.05");
    window.key(Key::Enter);
    let typed = pay(&window);
    let expected = home * dec!(0.0005);
    assert!((typed - expected).abs() <= dec!(0.01), "{typed}, not {expected}");
    for _ in 0..3 {
        window.undo();
    }
    assert_eq!(*window.scenario(), telling_file(&window));
    // Off again, amounts are as they were.
    window.key(Key::M);
    assert!(window.state().mask.is_none());
    window.strip_holds();
    assert!(window.says("$"));
}

fn telling_file(window: &Window) -> Scenario {
    shoreline::store::load(&window.file("opened.ron")).unwrap()
}

#[test]
fn shares_and_months_are_the_same_under_the_mask() {
    let (window, _) = masked();
    let shown = &window.state().mask.as_ref().unwrap().shown;
    let (own, index) = (&window.state().answer.evaluation.results, &shown.answer.evaluation.results);
    assert_eq!(format::percent_or_dash(own.effective_saving), format::percent_or_dash(index.effective_saving));
    assert_eq!(format::percent_or_dash(own.cash_saving), format::percent_or_dash(index.cash_saving));
    assert_eq!((own.payback_month, own.verdict), (index.payback_month, index.verdict));
    assert!(window.says("index"));
}
