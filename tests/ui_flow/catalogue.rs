//! A scenario of one's own: six answers to a result, figures with their sources, own figures
//! and the catalogue's back, teams from a spreadsheet, other places.

use egui::{Key, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use rust_decimal::{Decimal, dec};
use shoreline::{
    model::{
        check::check,
        lever::{Group, LeverId},
        results::evaluate,
    },
    state::{AppState, proposal::Topic, study::Figure, view::Page},
};

use super::window::{CTRL, CTRL_SHIFT, Window, sample};

fn previewed(state: &AppState) -> bool {
    state.proposal.as_ref().is_some_and(|proposal| proposal.outcome.is_err() || proposal.current())
}

fn studied(state: &AppState) -> bool {
    let current = |figure: &Figure| figure.row.lever.value(&state.document.scenario) == Ok(figure.row.value);
    state.study.figures.as_ref().is_some_and(|figures| figures.rows.iter().all(current))
}

impl Window {
    /// Opens a list and takes one of its entries.
    fn pick(&mut self, list: &str, entry: &str) {
        self.click(Role::ComboBox, list);
        // The list lies over what was there; what is out of its sight answers too.
        self.harness().query_all_by_label(entry).last().unwrap_or_else(|| panic!("no {entry}")).click_accesskit();
        self.run();
        if egui::Popup::is_any_open(&self.harness().ctx.clone()) {
            self.key(Key::Escape);
        }
        self.until("the preview", previewed);
    }

    fn draft(&self) -> &shoreline::catalog::draft::Draft {
        match &self.state().proposal.as_ref().unwrap().topic {
            Topic::New(draft) => draft,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn six_answers_make_a_scenario() {
    let mut window = Window::sample();
    window.keys(CTRL, Key::N);
    window.until("the preview", previewed);
    assert_eq!(window.state().view.page, Page::New);
    window.pick("Home", "London, United Kingdom");
    window.pick("Role", "Accountant");
    window.pick("Destination", "Warsaw, Poland");
    window.slider("Seats").focus();
    window.run();
    window.key(Key::ArrowRight);
    window.slider("Share that moves").focus();
    window.run();
    window.key(Key::ArrowLeft);
    window.button("Annual gross pay at home").click();
    window.run();
    window.retype("52000");
    window.key(Key::Enter);
    window.until("the preview", previewed);
    let draft = window.draft();
    assert_eq!((draft.seats, draft.share, draft.own_pay), (dec!(11), dec!(0.65), Some(dec!(52000))));
    // The result stands beside the answers, with the figures it rests on.
    let proposal = window.state().proposal.as_ref().unwrap();
    let saving = evaluate(&proposal.outcome.as_ref().unwrap().scenario).results.effective_saving;
    let shown = format!("Effective, after lost output: {}", shoreline::format::percent_or_dash(saving));
    assert!(window.says(&shown), "{shown}");
    assert!(window.says("What it rests on") && window.says("yours"));
    window.choose(Role::Button, "Explore this scenario");
    assert_eq!(window.state().view.page, Page::Explore);
    let scenario = window.scenario();
    assert_eq!(check(scenario), []);
    assert_eq!((scenario.home.country.as_str(), scenario.sites[0].country.as_str()), ("GB", "PL"));
    assert_eq!(scenario.teams[0].salary[&scenario.home.id], dec!(52000));
    assert!(window.state().document.unsaved(), "nothing is saved yet");
    window.strip_holds();
}

#[test]
fn escape_leaves_the_new_page_and_the_open_scenario_alone() {
    let mut window = Window::sample();
    window.keys(CTRL, Key::N);
    window.until("the preview", previewed);
    window.key(Key::Escape);
    assert_eq!((window.state().view.page, window.state().proposal.is_none()), (Page::Explore, true));
    assert_eq!(*window.scenario(), sample());
}

#[test]
fn unsaved_work_is_asked_about_before_a_new_scenario_takes_its_place() {
    let mut window = Window::sample();
    window.change();
    window.keys(CTRL, Key::N);
    window.until("the preview", previewed);
    window.choose(Role::Button, "Explore this scenario");
    assert!(window.says("Save the changes first?"));
    window.click(Role::Button, "Discard");
    assert_eq!(window.state().view.page, Page::Explore);
    assert!(window.scenario().name != sample().name);
}

#[test]
fn an_own_figure_is_marked_and_one_click_gives_the_catalogues_back() {
    let mut window = Window::sample();
    window.keys(CTRL, Key::N);
    window.until("the preview", previewed);
    window.choose(Role::Button, "Explore this scenario");
    window.until("the study", studied);
    let catalogues = window.scenario().home.wage_growth;
    window.key(Key::Slash);
    window.text("wage growth");
    let label = format!("Wage growth, {}", window.scenario().home.name);
    window.slider(&label).focus();
    window.run();
    window.key(Key::ArrowRight);
    window.until("the study", studied);
    assert_ne!(window.scenario().home.wage_growth, catalogues);
    window.choose(Role::Button, &format!("Give back {label}"));
    assert_eq!(window.scenario().home.wage_growth, catalogues);
    window.until("the study", studied);
    assert!(!window.has(Role::Button, &format!("Give back {label}")), "the mark is gone");
    window.undo();
    assert_ne!(window.scenario().home.wage_growth, catalogues, "it was one step");
}

#[test]
fn the_assumptions_page_lists_every_figure_the_weightiest_first() {
    let mut window = Window::sample();
    window.until("the study", studied);
    window.choose(Role::Tab, "Assumptions");
    assert_eq!(window.state().view.page, Page::Assumptions);
    let figures = window.state().study.figures.clone().unwrap();
    let single = LeverId::all(&sample()).iter().filter(|id| id.group() != Group::Offshore).count();
    assert_eq!(figures.rows.len(), single);
    assert!(figures.rows.is_sorted_by(|a, b| a.worth.abs().round() >= b.worth.abs().round()));
    let first = figures.rows[0].row.lever.label(&sample());
    assert!(window.says(&first), "{first}");
    assert!(window.says("Give back"), "own figures can be given back");
    window.choose(Role::Tab, "Assumptions");
    let count = figures.rows.iter().filter(|figure| figure.row.stale).count();
    window.choose(Role::Tab, &format!("Over three years old {count}"));
    assert!(window.says("over three years old") || count == 0);
    window.key(Key::E);
    assert_eq!(window.state().view.page, Page::Explore);
}

#[test]
fn a_refresh_shows_what_changes_before_it_does() {
    let mut window = Window::sample();
    let before = window.scenario().clone();
    window.keys(CTRL, Key::R);
    window.until("the preview", previewed);
    assert!(window.says("Refresh from the catalogue"));
    assert_eq!(*window.scenario(), before, "nothing yet");
    let Topic::Refresh { differences, .. } = window.state().proposal.as_ref().unwrap().topic.clone() else { panic!() };
    assert!(!differences.is_empty());
    window.choose(Role::CheckBox, &format!("All {}", differences.len()));
    window.until("the preview", previewed);
    assert!(window.says("Effective saving"));
    window.choose(Role::Button, "Take the figures");
    for row in &differences {
        assert_eq!(row.lever.value(window.scenario()), Ok(row.catalogue), "{}", row.lever);
    }
    window.strip_holds();
    window.undo();
    assert_eq!(*window.scenario(), before, "one step");
}

#[test]
fn a_team_list_is_pasted_and_its_faults_are_told_by_cell() {
    let mut window = Window::sample();
    window.keys(CTRL_SHIFT, Key::V);
    assert!(window.says("Paste a team list"));
    window.text("Role\tHeads\tSalary\tLocation\tShare\nAccountant\tten\t\tManila\t50 %");
    assert!(window.says("B2: heads must be a number above 0 and at most 100,000, found \"ten\"."));
    window.retype("Role\tHeads\tSalary\tLocation\tShare\nAccountant\t4,5\t70.000\tManila\t50 %\nQA tester\t3");
    window.until("the preview", previewed);
    window.choose(Role::Button, "Take the teams");
    let teams = &window.scenario().teams;
    assert_eq!(teams.len(), 3);
    assert_eq!((teams[1].headcount, teams[1].salary["us-nyc"]), (dec!(4.5), dec!(70000)));
    assert_eq!((teams[1].share("ph-mnl"), teams[2].headcount), (dec!(0.5), dec!(3)));
    window.strip_holds();
    window.undo();
    assert_eq!(*window.scenario(), sample());
}

#[test]
fn a_site_is_added_swapped_and_removed() {
    let mut window = Window::sample();
    window.keys(CTRL, Key::L);
    window.pick("Place", "Warsaw, Poland");
    window.choose(Role::Button, "Add the site");
    assert_eq!(window.scenario().sites.len(), 2);
    assert_eq!(window.scenario().teams[0].share("pl-waw"), Decimal::ZERO);
    window.open_folds();
    window.choose(Role::Button, "Change Manila");
    window.choose(Role::Button, "Swap for another place…");
    window.pick("Place", "Prague, Czechia");
    window.choose(Role::Button, "Swap the site");
    let scenario = window.scenario();
    assert_eq!(scenario.sites.iter().map(|site| site.country.as_str()).collect::<Vec<_>>(), ["CZ", "PL"]);
    assert_eq!(scenario.teams[0].share(&scenario.sites[0].id), dec!(0.70), "the share stays");
    window.choose(Role::Button, "Change Prague");
    window.choose(Role::Button, "Remove this site");
    assert_eq!(window.scenario().sites.len(), 1);
    for _ in 0..3 {
        window.undo();
    }
    assert_eq!(*window.scenario(), sample());
}

#[test]
fn terms_say_what_they_change() {
    let mut window = Window::sample();
    window.open_folds();
    window.choose(Role::Button, "Change Manila");
    window.choose(Role::Button, "Terms of engagement…");
    window.choose(Role::RadioButton, "Employer of record");
    window.until("the preview", previewed);
    let proposal = window.state().proposal.clone().unwrap();
    let changes = proposal.outcome.unwrap().changes;
    assert!(!changes.is_empty());
    assert!(window.says(&format!("{} figures change", changes.len())));
    window.choose(Role::Button, "Take the terms");
    assert_eq!(window.scenario().sites[0].terms, "Employer of record");
    for change in changes {
        assert_eq!(change.lever.value(window.scenario()), Ok(change.after));
    }
}

#[test]
fn another_reporting_currency_changes_no_saving() {
    let mut window = Window::sample();
    let before = window.state().answer.evaluation.results.clone();
    window.keys(CTRL_SHIFT, Key::R);
    window.pick("Currency", "EUR");
    window.choose(Role::Button, "Convert");
    assert_eq!(window.scenario().money.currency, "EUR");
    let after = &window.state().answer.evaluation.results;
    let near = |a: Option<Decimal>, b: Option<Decimal>| (a.unwrap() - b.unwrap()).abs() < dec!(0.000001);
    assert!(near(before.effective_saving, after.effective_saving) && near(before.cash_saving, after.cash_saving));
    assert!(after.totals.home < before.totals.home, "a euro is more than a dollar");
}

#[test]
fn own_figures_are_read_from_csv() {
    let mut window = Window::sample();
    window.keys(CTRL, Key::I);
    window.text("figure,value\non_cost,0.31\nattrition,18%");
    window.until("the preview", previewed);
    window.choose(Role::Button, "Take the figures");
    assert_eq!((window.scenario().home.on_cost, window.scenario().home.attrition), (dec!(0.31), dec!(0.18)));
}

#[test]
fn a_saved_scenario_is_complete_without_the_catalogue() {
    let mut window = Window::sample();
    window.keys(CTRL, Key::N);
    window.until("the preview", previewed);
    window.choose(Role::Button, "Explore this scenario");
    let path = window.file("own.ron");
    window.save_as(&path);
    window.until("the save", |state| !state.document.unsaved());
    // Read, checked and evaluated by what knows no catalogue.
    let read = shoreline::store::files::load(&path).unwrap();
    assert_eq!(read, *window.scenario());
    assert_eq!(evaluate(&read).results, window.state().answer.evaluation.results);
    let access = window.harness().root();
    assert!(access.children_recursive().count() > 10 && access.accesskit_node().role() == Role::Window);
}
