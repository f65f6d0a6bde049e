//! Messages in sequence against `update`, without a window: what people do, what the outside
//! answers, and what must be left alone.
//!
//! Over 500 lines: one story a test, and all of them tell the same few messages.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests may")]

mod common;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use common::drawn::config;
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};
use shoreline::{
    engine::job::Job,
    format::INDEX,
    model::{lever::LeverId, scenario::Scenario},
    state::{
        AppState, Document, Shelf,
        command::Command,
        derived::Answer,
        effect::{Effect, Replace},
        errand::{Doing, Errand},
        library::{Content, Entry, Progress},
        message::{Edit, LibraryAsk, Message, Outside, PromptAnswer, SaveFailure, ViewChange},
        prompt::{Picking, Prompt, Then},
        proposal::Topic,
        seek::{Seek, seek},
        update::update,
        view::{Chart, Page},
    },
    store::{Session, decode, encode},
};

/// The sample, shortened: what it answers is not looked at here.
fn sample() -> Arc<Scenario> {
    static SAMPLE: OnceLock<Arc<Scenario>> = OnceLock::new();
    let read = || {
        let bytes = include_bytes!("../scenarios/support-desk-manila.ron");
        let mut scenario = decode(bytes, "sample").unwrap();
        scenario.money.horizon_months = 12;
        Arc::new(scenario)
    };
    Arc::clone(SAMPLE.get_or_init(read))
}

fn shelf() -> Shelf {
    Shelf { sample: sample(), ..Shelf::default() }
}

/// The application just started, on the sample or on a file of it.
fn started(path: Option<&str>) -> AppState {
    AppState::new(Document::new(sample(), path.map(PathBuf::from)), shelf(), Session { hints: 3, ..Session::default() })
}

fn lever(id: &str, value: Decimal) -> Message {
    Message::Edit(Edit::Lever(id.parse().unwrap(), value))
}

fn command(state: &mut AppState, command: Command) -> Vec<Effect> {
    update(state, Message::Command(command))
}

fn prompt(state: &mut AppState, answer: PromptAnswer) -> Vec<Effect> {
    update(state, Message::Prompt(answer))
}

fn outside(state: &mut AppState, outside: Outside) -> Vec<Effect> {
    update(state, Message::Outside(outside))
}

/// One whole change of a lever.
fn change(state: &mut AppState, id: &str, value: Decimal) {
    update(state, lever(id, value));
    update(state, Message::GestureEnd);
}

fn rework(state: &AppState) -> Decimal {
    state.document.scenario.friction.rework
}

/// What a save was asked to write, and where.
fn save_of(effects: &[Effect]) -> (PathBuf, Arc<Scenario>, bool) {
    let [Effect::Save { path, scenario, replace, .. }] = effects else { panic!("{effects:?}") };
    (path.clone(), Arc::clone(scenario), *replace != Replace::Never)
}

/// Carries out a save that was asked for.
fn written(state: &mut AppState, effects: &[Effect]) -> Vec<Effect> {
    let (path, scenario, _) = save_of(effects);
    outside(state, Outside::Saved(path, scenario, Ok(())))
}

fn another() -> Scenario {
    Scenario { name: "Another".into(), ..Scenario::clone(&sample()) }
}

fn opened(state: &mut AppState, path: &str) -> Vec<Effect> {
    outside(state, Outside::Opened(path.into(), Ok(Box::new(another()))))
}

fn remembers(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Remember(_)))
}

// Edits, undo and redo.

#[test]
fn a_gesture_of_many_edits_is_one_step_with_a_name() {
    let mut state = started(None);
    let before = Arc::clone(&state.document.scenario);
    for percent in 6..=12 {
        let effects = update(&mut state, lever("friction.rework", Decimal::new(percent, 2)));
        let [Effect::Compute(generation, scenario)] = &effects[..] else { panic!("{effects:?}") };
        assert_eq!((*generation, scenario), (state.asked.newest, &state.document.scenario));
        assert_eq!(state.history.undo_label(), None);
    }
    update(&mut state, Message::GestureEnd);
    assert_eq!(state.history.undo_label(), Some("rework 5 → 12\u{a0}%"));
    assert!(matches!(command(&mut state, Command::Undo)[..], [Effect::Compute(..)]));
    assert_eq!((&state.document.scenario, state.history.undo_label()), (&before, None));
    assert_eq!(state.history.redo_label(), Some("rework 5 → 12\u{a0}%"));
    command(&mut state, Command::Redo);
    assert_eq!((rework(&state), state.history.redo_label()), (dec!(0.12), None));
    assert_eq!(command(&mut state, Command::Redo), []);
}

#[test]
fn a_gesture_on_another_lever_and_undo_itself_end_a_step() {
    let mut state = started(None);
    update(&mut state, lever("friction.rework", dec!(0.12)));
    update(&mut state, lever("friction.language", dec!(0.4)));
    assert_eq!(state.history.undo_label(), Some("rework 5 → 12\u{a0}%"));
    command(&mut state, Command::Undo);
    assert_eq!(state.history.redo_label(), Some("language 0.25 → 0.40"));
    assert_eq!((rework(&state), state.document.scenario.friction.language), (dec!(0.12), dec!(0.25)));
}

#[test]
fn a_gesture_that_ends_where_it_began_is_no_step() {
    let mut state = started(None);
    update(&mut state, lever("friction.rework", dec!(0.12)));
    update(&mut state, lever("friction.rework", dec!(0.05)));
    update(&mut state, Message::GestureEnd);
    assert_eq!(state.history.undo_label(), None);
    assert!(!state.document.unsaved());
}

#[test]
fn a_new_edit_takes_the_place_of_what_could_be_done_again() {
    let mut state = started(None);
    change(&mut state, "friction.rework", dec!(0.12));
    command(&mut state, Command::Undo);
    change(&mut state, "friction.language", dec!(0.4));
    assert_eq!(state.history.redo_label(), None);
    assert_eq!(command(&mut state, Command::Redo), []);
    assert_eq!(rework(&state), dec!(0.05));
}

#[test]
fn steps_are_named_after_what_moved() {
    let mut state = started(None);
    let rework: LeverId = "friction.rework".parse().unwrap();
    let steps = [
        (Edit::Share { team: 0, place: "ph-mnl".into(), share: dec!(0.5) }, "Manila 70 → 50\u{a0}%"),
        (Edit::Mix(vec![dec!(0.2)]), "location mix"),
        (Edit::Range(rework.clone(), Some((dec!(0.8), dec!(1.4)))), "rework range 4–7\u{a0}%"),
        (Edit::Range(rework.clone(), Some((dec!(1), dec!(1)))), "rework not varied"),
        (Edit::Range(rework, None), "rework range as usual"),
        (Edit::Name("  Desk  ".into()), "name to “Desk”"),
    ];
    for (edit, label) in steps {
        update(&mut state, Message::Edit(edit));
        update(&mut state, Message::GestureEnd);
        assert_eq!(state.history.undo_label(), Some(label));
    }
    assert_eq!(state.document.scenario.name, "Desk");
}

#[test]
fn an_invalid_edit_leaves_the_scenario_and_says_why() {
    let wrong = [
        (lever("friction.rework", dec!(0.95)), "lever friction.rework: must be 0–0.9, found 0.95"),
        (lever("site.nowhere.on_cost", dec!(0.1)), "lever site.nowhere.on_cost: the scenario has no site \"nowhere\""),
        (
            Message::Edit(Edit::Range("friction.rework".parse().unwrap(), Some((dec!(1.2), dec!(1.4))))),
            "Not changed: uncertainty.friction.rework: must be two multipliers with 0 ≤ low ≤ 1 ≤ high ≤ 10, found \
             (1.2, 1.4)",
        ),
        (Message::Edit(Edit::Name("   ".into())), "Not changed: name: must be 1–120 characters, found 0"),
        (
            lever("site.ph-mnl.exchange_rate", dec!(10000000)),
            "Not changed: sites[0].seat_cost: must be at most 10000000000000 PHP a head and year and at most 1000000000 \
             in reporting currency, found 76440 at 10000000",
        ),
    ];
    for (message, why) in wrong {
        let mut state = started(None);
        let before = Arc::clone(&state.document.scenario);
        assert_eq!(update(&mut state, message), []);
        update(&mut state, Message::GestureEnd);
        assert!(Arc::ptr_eq(&before, &state.document.scenario));
        assert_eq!((state.asked.newest, state.history.undo_label()), (0, None));
        let notice = state.notice.clone().unwrap();
        assert_eq!((notice.text.as_str(), notice.fault), (why, true));
        // The next change that is valid takes the notice away.
        change(&mut state, "friction.rework", dec!(0.12));
        assert_eq!(state.notice, None);
    }
}

#[test]
fn what_people_type_can_be_saved_and_opened_again() {
    let mut state = started(None);
    // 07:20 is 7 and a third hours: 29 digits, one more than a file holds.
    let lever = LeverId::site("ph-mnl", "shift_start").unwrap();
    let typed = shoreline::format::parse_row(lever.lever(), "07:20").unwrap();
    update(&mut state, Message::Edit(Edit::Lever(lever, typed)));
    let text = encode(&*state.document.scenario);
    assert_eq!(
        decode(text.as_bytes(), "saved.ron").map_err(|bad| bad.to_string()).as_ref(),
        Ok(&*state.document.scenario)
    );
}

/// A random change of the scenario, of any lever or share.
fn any_edit() -> impl Strategy<Value = (Message, bool)> {
    let share = (0_i64..=1000).prop_map(|thousandths| Decimal::new(thousandths, 3));
    let levers = LeverId::all(&sample());
    let edit = prop_oneof![
        4 => (prop::sample::select(levers), share.clone()).prop_map(|(id, part)| {
            let bounds = id.lever().valid;
            // Low in the range, where most values are valid together.
            Edit::Lever(id, bounds.low + Ord::min(bounds.high - bounds.low, dec!(40)) * part)
        }),
        2 => (prop::sample::select(vec!["us-nyc", "ph-mnl"]), share.clone())
            .prop_map(|(place, share)| Edit::Share { team: 0, place: place.into(), share }),
        1 => share.prop_map(|share| Edit::Mix(vec![share])),
        1 => "[a-z]{0,3}".prop_map(Edit::Name),
    ];
    (edit.prop_map(Message::Edit), any::<bool>())
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn undo_takes_every_edit_back_and_redo_does_it_again(edits in prop::collection::vec(any_edit(), 1..12)) {
        let mut state = started(None);
        let before = Arc::clone(&state.document.scenario);
        for (edit, ends) in edits {
            update(&mut state, edit);
            if ends {
                update(&mut state, Message::GestureEnd);
            }
            prop_assert_eq!(shoreline::model::check::check(&state.document.scenario), []);
        }
        update(&mut state, Message::GestureEnd);
        let after = Arc::clone(&state.document.scenario);
        let mut steps = 0;
        while state.history.undo_label().is_some() {
            command(&mut state, Command::Undo);
            steps += 1;
        }
        prop_assert_eq!(&state.document.scenario, &before);
        prop_assert!(!state.document.unsaved());
        for _ in 0..steps {
            prop_assert!(state.history.redo_label().is_some());
            command(&mut state, Command::Redo);
        }
        prop_assert_eq!(state.history.redo_label(), None);
        prop_assert_eq!(&state.document.scenario, &after);
    }
}

// Saving.

#[test]
fn the_mark_of_unsaved_work_comes_with_a_change_and_goes_with_a_save() {
    let mut state = started(Some("/desk.ron"));
    assert_eq!(state.title(), "Support desk to Manila – Shoreline");
    change(&mut state, "friction.rework", dec!(0.12));
    assert_eq!(state.title(), "● Support desk to Manila – Shoreline");
    let effects = command(&mut state, Command::Save);
    assert_eq!(save_of(&effects), ("/desk.ron".into(), Arc::clone(&state.document.scenario), true));
    assert!(state.document.unsaved(), "not saved before it is written");
    assert!(remembers(&written(&mut state, &effects)));
    assert!(!state.document.unsaved());
    assert_eq!(state.notice.as_ref().unwrap().text, "Saved to /desk.ron");
    // Undo goes back past the save, and that is unsaved again.
    command(&mut state, Command::Undo);
    assert!(state.document.unsaved());
}

#[test]
fn what_changed_while_a_file_was_written_is_unsaved() {
    let mut state = started(Some("/desk.ron"));
    change(&mut state, "friction.rework", dec!(0.12));
    let effects = command(&mut state, Command::Save);
    change(&mut state, "friction.rework", dec!(0.2));
    written(&mut state, &effects);
    assert!(state.document.unsaved());
    assert_eq!(state.document.saved.friction.rework, dec!(0.12));
}

#[test]
fn a_save_without_a_path_asks_for_one_and_suggests_a_name() {
    let mut state = started(None);
    assert_eq!(command(&mut state, Command::Save), []);
    let suggested = Prompt::Path { picking: Picking::Save, text: "support-desk-to-manila.ron".into(), error: None };
    assert_eq!(state.prompt, Some(suggested));
    // Beside the file that was open last, where there is one.
    let mut state = started(None);
    state.session.remember(Path::new("/plans/other.ron"));
    command(&mut state, Command::SaveAs);
    let Some(Prompt::Path { text, .. }) = &state.prompt else { panic!("{:?}", state.prompt) };
    assert_eq!(text, "/plans/support-desk-to-manila.ron");
    // Browsing starts there; nothing picked leaves the question.
    let effects = prompt(&mut state, PromptAnswer::Browse);
    assert_eq!(effects, [Effect::Pick(Picking::Save, "/plans/support-desk-to-manila.ron".into())]);
    assert_eq!(outside(&mut state, Outside::NotPicked), []);
    assert!(matches!(state.prompt, Some(Prompt::Path { .. })));
    let (path, _, overwrite) = save_of(&outside(&mut state, Outside::Picked("/x.ron".into())));
    assert_eq!((path, overwrite), ("/x.ron".into(), true));
}

#[test]
fn an_empty_path_is_told_at_the_field() {
    let mut state = started(None);
    command(&mut state, Command::Save);
    prompt(&mut state, PromptAnswer::Typed("  ".into()));
    assert_eq!(prompt(&mut state, PromptAnswer::Confirm), []);
    let Some(Prompt::Path { error, .. }) = &state.prompt else { panic!("{:?}", state.prompt) };
    assert_eq!(error.as_deref(), Some("type a path, such as ~/scenarios/support-desk.ron"));
}

#[test]
fn another_file_in_the_way_is_replaced_only_when_asked() {
    let mut state = started(None);
    command(&mut state, Command::Save);
    prompt(&mut state, PromptAnswer::Typed("/plans/desk".into()));
    let (path, scenario, overwrite) = save_of(&prompt(&mut state, PromptAnswer::Confirm));
    assert_eq!((path.as_path(), overwrite), (Path::new("/plans/desk.ron"), false));
    outside(&mut state, Outside::Saved(path.clone(), scenario, Err(SaveFailure::Exists)));
    assert_eq!(state.prompt, Some(Prompt::Overwrite(path.clone())));
    let effects = prompt(&mut state, PromptAnswer::Overwrite);
    assert_eq!(save_of(&effects), (path.clone(), Arc::clone(&state.document.scenario), true));
    written(&mut state, &effects);
    assert_eq!((state.document.path.as_ref(), &state.prompt), (Some(&path), &None));
    // From now on it is the scenario's own file.
    assert!(save_of(&command(&mut state, Command::Save)).2);
}

#[test]
fn a_save_that_fails_keeps_the_path_the_mark_and_the_question() {
    let mut state = started(None);
    change(&mut state, "friction.rework", dec!(0.12));
    command(&mut state, Command::Save);
    let (path, scenario, _) = save_of(&prompt(&mut state, PromptAnswer::Confirm));
    let failure = SaveFailure::Failed("the disk is full".into());
    outside(&mut state, Outside::Saved(path, scenario, Err(failure)));
    let Some(Prompt::Path { error, .. }) = &state.prompt else { panic!("{:?}", state.prompt) };
    assert_eq!(error.as_deref(), Some("the disk is full"));
    assert!(state.document.unsaved());
    assert_eq!(state.document.path, None);
}

#[test]
fn a_save_that_ends_after_another_file_was_opened_is_not_taken_for_that_files() {
    let mut state = started(Some("/desk.ron"));
    change(&mut state, "friction.rework", dec!(0.12));
    let effects = command(&mut state, Command::Save);
    update(&mut state, Message::OpenRecent("/another.ron".into()));
    prompt(&mut state, PromptAnswer::Discard);
    opened(&mut state, "/another.ron");
    written(&mut state, &effects);
    assert_eq!(state.document.path, Some("/another.ron".into()), "or the next save would overwrite the first file");
    assert!(!state.document.unsaved());
    assert_eq!(state.document.saved.name, "Another");
}

// Opening.

#[test]
fn unsaved_changes_are_asked_about_before_anything_replaces_them() {
    let ways: [(fn() -> Message, Then); 5] = [
        (|| Message::Command(Command::Sample), Then::Sample),
        (|| Message::Command(Command::Open), Then::AskOpen),
        (|| Message::OpenRecent("/b.ron".into()), Then::Open("/b.ron".into())),
        (|| Message::Dropped(vec!["/b.ron".into(), "/c.ron".into()]), Then::Open("/b.ron".into())),
        (|| Message::CloseRequested, Then::Quit),
    ];
    for (way, then) in ways {
        let mut state = started(None);
        // Even in the middle of a gesture.
        update(&mut state, lever("friction.rework", dec!(0.12)));
        assert_eq!(update(&mut state, way()), []);
        assert_eq!(state.prompt, Some(Prompt::Unsaved(then.clone())));
        assert_eq!(rework(&state), dec!(0.12));
        // Escape stays.
        command(&mut state, Command::Escape);
        assert_eq!((state.prompt.clone(), rework(&state)), (None, dec!(0.12)));
        // Without changes nothing is asked.
        let mut state = started(None);
        update(&mut state, way());
        assert!(!matches!(state.prompt, Some(Prompt::Unsaved(_))), "{then:?}");
    }
}

#[test]
fn discarding_goes_on() {
    let mut state = started(Some("/desk.ron"));
    change(&mut state, "friction.rework", dec!(0.12));
    update(&mut state, Message::OpenRecent("/b.ron".into()));
    assert_eq!(prompt(&mut state, PromptAnswer::Discard), [Effect::Load("/b.ron".into())]);
    // Let go only once the other file is there.
    assert_eq!(rework(&state), dec!(0.12));
    let effects = opened(&mut state, "/b.ron");
    assert!(matches!(effects[0], Effect::Compute(..)) && remembers(&effects));
    assert_eq!(state.document.scenario.name, "Another");
    assert_eq!((state.document.path.clone(), state.history.undo_label()), (Some("/b.ron".into()), None));
    assert!(!state.document.unsaved());
    // New and quit need nothing from outside.
    change(&mut state, "friction.rework", dec!(0.12));
    command(&mut state, Command::Sample);
    prompt(&mut state, PromptAnswer::Discard);
    assert_eq!((&state.document.scenario, &state.document.path), (&sample(), &None));
    change(&mut state, "friction.rework", dec!(0.12));
    update(&mut state, Message::CloseRequested);
    assert_eq!(prompt(&mut state, PromptAnswer::Discard).last(), Some(&Effect::Close));
}

#[test]
fn saving_first_saves_and_then_goes_on() {
    let mut state = started(Some("/desk.ron"));
    change(&mut state, "friction.rework", dec!(0.12));
    update(&mut state, Message::OpenRecent("/b.ron".into()));
    let effects = prompt(&mut state, PromptAnswer::SaveFirst);
    let effects = written(&mut state, &effects);
    assert_eq!(effects.last(), Some(&Effect::Load("/b.ron".into())));
    // Without a path it asks for one, for another if that is taken, and still goes on.
    let mut state = started(None);
    change(&mut state, "friction.rework", dec!(0.12));
    update(&mut state, Message::CloseRequested);
    assert_eq!(prompt(&mut state, PromptAnswer::SaveFirst), []);
    let (path, scenario, _) = save_of(&prompt(&mut state, PromptAnswer::Confirm));
    outside(&mut state, Outside::Saved(path, scenario, Err(SaveFailure::Exists)));
    let effects = prompt(&mut state, PromptAnswer::Overwrite);
    assert_eq!(written(&mut state, &effects).last(), Some(&Effect::Close));
}

#[test]
fn saving_first_does_not_go_on_if_it_fails_or_is_given_up() {
    let mut state = started(Some("/desk.ron"));
    change(&mut state, "friction.rework", dec!(0.12));
    update(&mut state, Message::CloseRequested);
    let (path, scenario, _) = save_of(&prompt(&mut state, PromptAnswer::SaveFirst));
    let failure = Outside::Saved(path, scenario, Err(SaveFailure::Failed("the disk is full".into())));
    assert_eq!(outside(&mut state, failure), []);
    assert_eq!(
        state.notice.as_ref().unwrap().text,
        "the disk is full. Your work stays open: save it elsewhere with Ctrl+Shift+S."
    );
    // A later save is only a save.
    let effects = command(&mut state, Command::Save);
    assert!(!written(&mut state, &effects).contains(&Effect::Close));

    let mut state = started(None);
    change(&mut state, "friction.rework", dec!(0.12));
    update(&mut state, Message::CloseRequested);
    prompt(&mut state, PromptAnswer::SaveFirst);
    command(&mut state, Command::Escape);
    command(&mut state, Command::Save);
    let effects = prompt(&mut state, PromptAnswer::Confirm);
    assert!(!written(&mut state, &effects).contains(&Effect::Close));
}

#[test]
fn a_question_that_takes_its_place_gives_up_saving_first() {
    // The list of keys, or another command, comes over the path that saving first asks for.
    for over in [Command::Keys, Command::Open, Command::SaveAs] {
        let mut state = started(None);
        change(&mut state, "friction.rework", dec!(0.12));
        update(&mut state, Message::CloseRequested);
        prompt(&mut state, PromptAnswer::SaveFirst);
        command(&mut state, over);
        if over == Command::Keys {
            command(&mut state, over);
            assert_eq!(state.prompt, None);
        }
        command(&mut state, Command::SaveAs);
        let effects = prompt(&mut state, PromptAnswer::Confirm);
        assert!(!written(&mut state, &effects).contains(&Effect::Close), "{over:?}");
    }
}

#[test]
fn what_changed_while_saving_first_is_asked_about_again() {
    let mut state = started(Some("/desk.ron"));
    change(&mut state, "friction.rework", dec!(0.12));
    update(&mut state, Message::CloseRequested);
    let effects = prompt(&mut state, PromptAnswer::SaveFirst);
    change(&mut state, "friction.rework", dec!(0.2));
    assert!(!written(&mut state, &effects).contains(&Effect::Close));
    assert_eq!(state.prompt, Some(Prompt::Unsaved(Then::Quit)));
}

#[test]
fn a_save_that_ends_after_a_later_one_takes_nothing_over() {
    let mut state = started(Some("/net/desk.ron"));
    change(&mut state, "friction.rework", dec!(0.1));
    let stuck = command(&mut state, Command::Save);
    let errand = Errand { number: 7, doing: Doing::Saving, path: "/net/desk.ron".into() };
    outside(&mut state, Outside::Stalled(vec![errand.clone()]));
    assert_eq!(state.stalled, std::slice::from_ref(&errand));
    // The same scenario is saved elsewhere meanwhile.
    command(&mut state, Command::SaveAs);
    prompt(&mut state, PromptAnswer::Typed("/disk/desk.ron".into()));
    let elsewhere = prompt(&mut state, PromptAnswer::Confirm);
    written(&mut state, &elsewhere);
    assert!(!state.document.unsaved());
    written(&mut state, &stuck);
    assert_eq!(state.document.path.as_deref(), Some(Path::new("/disk/desk.ron")));
    // What is let go is told to the shell, and quitting no longer waits for it.
    change(&mut state, "friction.rework", dec!(0.2));
    command(&mut state, Command::Quit);
    prompt(&mut state, PromptAnswer::SaveFirst);
    assert_eq!(update(&mut state, Message::LetGo(errand)), [Effect::LetGo(7)]);
    assert_eq!((state.stalled.len(), state.after_save.is_none(), state.document.unsaved()), (0, true, true));
}

#[test]
fn the_library_is_that_of_the_folder_one_works_in_and_an_older_listing_is_not_heard() {
    let mut state = started(Some("/plans/desk.ron"));
    let effects = command(&mut state, Command::Library);
    assert_eq!((state.view.page, effects), (Page::Library, vec![Effect::List(1, "/plans".into())]));
    update(&mut state, Message::Library(LibraryAsk::Folder));
    let asked = Prompt::Path { picking: Picking::Folder, text: "/plans".into(), error: None };
    assert_eq!(state.prompt, Some(asked));
    prompt(&mut state, PromptAnswer::Typed("/other".into()));
    assert_eq!(prompt(&mut state, PromptAnswer::Confirm), [Effect::List(2, "/other".into())]);
    let entry = |path: &str| Entry { path: path.into(), file: path.into(), changed: None, content: Content::Waiting };
    assert_eq!(outside(&mut state, Outside::Listed(1, "/plans".into(), Ok(vec![entry("/plans/a.ron")]))), []);
    assert!(state.library.entries.is_empty());
    let listed = Outside::Listed(2, "/other".into(), Ok(vec![entry("/other/a.ron"), entry("/other/b.ron")]));
    assert!(remembers(&outside(&mut state, listed)));
    assert_eq!(state.session.library.as_deref(), Some(Path::new("/other")));
    outside(&mut state, Outside::Overviewed(1, 0, vec![Content::Broken("old".into())]));
    assert_eq!(state.library.broken(), 0);
    outside(&mut state, Outside::Overviewed(2, 1, vec![Content::Broken("new".into())]));
    assert_eq!((state.library.broken(), &state.library.progress), (1, &Progress::Whole));
    // One of its files is opened like any other: nothing unsaved is let go unasked.
    change(&mut state, "friction.rework", dec!(0.3));
    assert_eq!(update(&mut state, Message::OpenRecent("/other/a.ron".into())), []);
    assert_eq!(state.prompt, Some(Prompt::Unsaved(Then::Open("/other/a.ron".into()))));
}

#[test]
fn a_bad_file_leaves_the_open_scenario_and_is_told_at_the_path() {
    let mut state = started(Some("/desk.ron"));
    command(&mut state, Command::Open);
    prompt(&mut state, PromptAnswer::Typed("/bad.ron".into()));
    assert_eq!(prompt(&mut state, PromptAnswer::Confirm), [Effect::Load("/bad.ron".into())]);
    let before = Arc::clone(&state.document.scenario);
    let problem = "/bad.ron:3:5: must be a number".to_owned();
    assert_eq!(outside(&mut state, Outside::Opened("/bad.ron".into(), Err(problem.clone()))), []);
    let told = Prompt::Path { picking: Picking::Open, text: "/bad.ron".into(), error: Some(problem.clone()) };
    assert_eq!(state.prompt, Some(told));
    assert!(Arc::ptr_eq(&before, &state.document.scenario));
    assert_eq!(
        (state.document.path.clone(), state.notice.clone(), state.asked.newest),
        (Some("/desk.ron".into()), None, 0)
    );
    assert!(state.session.recent.is_empty());
    // Typing takes the message away.
    prompt(&mut state, PromptAnswer::Typed("/better.ron".into()));
    assert!(matches!(state.prompt, Some(Prompt::Path { error: None, .. })));
    opened(&mut state, "/better.ron");
    assert_eq!(state.prompt, None);
    // Dropped on the window, there is no field: it is a notice.
    update(&mut state, Message::Dropped(vec!["/bad.ron".into()]));
    outside(&mut state, Outside::Opened("/bad.ron".into(), Err(problem.clone())));
    assert_eq!(state.notice.as_ref().unwrap().text, problem);
    assert_eq!(state.document.scenario.name, "Another");
}

// Answers.

fn answer(state: &mut AppState, effects: &[Effect]) {
    let [Effect::Compute(generation, scenario), ..] = effects else { panic!("{effects:?}") };
    let answer = Answer::compute(*generation, Arc::clone(scenario));
    outside(state, Outside::Answered(Box::new(answer)));
}

#[test]
fn under_the_mask_the_worker_answers_for_what_is_shown_too() {
    let mut state = started(None);
    let masked = |state: &mut AppState, effects: &[Effect]| {
        let [Effect::ComputeMasked(generation, scenario, hidden), ..] = effects else { panic!("{effects:?}") };
        assert_eq!(hidden.money.currency, INDEX);
        let answer = Answer::with_masked(*generation, Arc::clone(scenario), Arc::clone(hidden));
        let shown = answer.masked.clone().unwrap();
        outside(state, Outside::Answered(Box::new(answer)));
        // It is not worked out again.
        assert!(Arc::ptr_eq(&state.shown().answer, &shown));
        assert_eq!(state.shown().document.scenario, shown.scenario);
        assert_eq!(state.answer.scenario, state.document.scenario);
    };
    let effects = command(&mut state, Command::Mask);
    masked(&mut state, &effects);
    // However much is changed, what it is compared with stays known.
    for step in 1..=40 {
        let effects = update(&mut state, lever("friction.rework", Decimal::new(step, 3) + dec!(0.1)));
        masked(&mut state, &effects);
        assert!(state.shown().compared().is_some(), "{step}");
    }
    update(&mut state, Message::GestureEnd);
    let effects = command(&mut state, Command::Replay);
    let [Effect::Replay(generation, frames)] = &effects[..] else { panic!("{effects:?}") };
    assert!(frames.len() > 2 && frames.iter().all(|frame| frame.money.currency == INDEX));
    let answers: Vec<_> = frames.iter().map(|frame| Arc::new(Answer::compute(0, Arc::clone(frame)))).collect();
    outside(&mut state, Outside::Replayed(*generation, answers.clone()));
    let shown = &state.shown().replay.as_ref().unwrap().answers;
    assert!(shown.iter().zip(&answers).all(|(shown, answer)| Arc::ptr_eq(shown, answer)));
    // What is replayed as an index is not shown beside amounts.
    assert!(matches!(command(&mut state, Command::Mask)[..], [Effect::Compute(..)]));
    assert!(state.replay.is_none());
}

#[test]
fn an_answer_that_a_newer_one_overtook_is_dropped() {
    let mut state = started(None);
    let first = update(&mut state, lever("friction.rework", dec!(0.10)));
    let second = update(&mut state, lever("friction.rework", dec!(0.20)));
    assert!(!state.current());
    answer(&mut state, &second);
    assert!(state.current());
    answer(&mut state, &first);
    assert_eq!(state.answer.scenario.friction.rework, dec!(0.20));
    // One on the way to the newest is shown until that comes.
    let third = update(&mut state, lever("friction.rework", dec!(0.30)));
    update(&mut state, lever("friction.rework", dec!(0.40)));
    answer(&mut state, &third);
    assert_eq!(state.answer.scenario.friction.rework, dec!(0.30));
    assert!(!state.current());
}

#[test]
fn an_answer_of_a_scenario_that_is_no_longer_open_is_dropped() {
    let mut state = started(None);
    let of_the_sample = update(&mut state, lever("friction.rework", dec!(0.10)));
    update(&mut state, Message::OpenRecent("/b.ron".into()));
    assert_eq!(prompt(&mut state, PromptAnswer::Discard), [Effect::Load("/b.ron".into())]);
    let of_another = opened(&mut state, "/b.ron");
    answer(&mut state, &of_the_sample);
    assert_ne!(state.answer.scenario.friction.rework, dec!(0.10));
    answer(&mut state, &of_another);
    assert_eq!(state.answer.scenario.name, "Another");
    assert!(state.current());
}

// The view.

#[test]
fn escape_closes_the_innermost_thing() {
    let mut state = started(None);
    update(&mut state, Message::Command(Command::Details));
    update(&mut state, Message::View(ViewChange::Search("rework".into())));
    update(&mut state, lever("friction.rework", dec!(2)));
    command(&mut state, Command::Keys);
    let open = |state: &AppState| {
        [state.prompt.is_some(), state.notice.is_some(), !state.view.search.is_empty(), state.view.details]
    };
    for closed in 0..4 {
        assert_eq!(open(&state), std::array::from_fn(|index| index >= closed));
        command(&mut state, Command::Escape);
    }
    assert_eq!(open(&state), [false; 4]);
    assert_eq!(command(&mut state, Command::Escape), []);
}

#[test]
fn a_chart_that_is_on_the_other_side_changes_places() {
    let mut state = started(None);
    let sides = |state: &AppState| (state.view.left, state.view.right);
    assert_eq!(sides(&state), (Chart::Cost, Chart::Matrix));
    assert!(remembers(&command(&mut state, Command::Left(Chart::Matrix))));
    assert_eq!(sides(&state), (Chart::Matrix, Chart::Cost));
    command(&mut state, Command::Right(Chart::Ledger));
    assert_eq!(sides(&state), (Chart::Matrix, Chart::Ledger));
    update(&mut state, Message::View(ViewChange::Right(Chart::Matrix)));
    assert_eq!(sides(&state), (Chart::Ledger, Chart::Matrix));
    command(&mut state, Command::Right(Chart::Matrix));
    assert_eq!(sides(&state), (Chart::Ledger, Chart::Matrix));
    // The next start shows the same.
    let again = AppState::new(Document::new(sample(), None), shelf(), state.session.clone());
    assert_eq!(sides(&again), sides(&state));
}

#[test]
fn no_order_of_charts_shows_one_twice() {
    let mut state = started(None);
    for (left, right) in Chart::ALL.into_iter().flat_map(|left| Chart::ALL.map(|right| (left, right))) {
        command(&mut state, Command::Left(left));
        command(&mut state, Command::Right(right));
        assert_ne!(state.view.left, state.view.right);
        assert_eq!(state.view.right, right);
    }
}

#[test]
fn pins_hold_what_they_pin_and_go_with_the_document() {
    let mut state = started(None);
    update(&mut state, Message::View(ViewChange::TogglePin("us-nyc".into())));
    let share = Edit::Share { team: 0, place: "ph-mnl".into(), share: dec!(0.9) };
    // There is nobody else to take from.
    assert_eq!(update(&mut state, Message::Edit(share)), []);
    assert!(!state.document.unsaved());
    opened(&mut state, "/b.ron");
    assert!(state.view.pinned.is_empty());
}

/// What a worker that is asked so tells.
fn sought(effects: &[Effect]) -> (Seek, impl Fn() -> Message + use<>) {
    let [Effect::Seek(generation, scenario, question)] = effects else { panic!("{effects:?}") };
    let (generation, scenario, question) = (*generation, Arc::clone(scenario), (**question).clone());
    let asked = question.clone();
    let tell = move || {
        let sought = seek(generation, &scenario, &asked, &Job::default()).unwrap();
        Message::Outside(Outside::Sought(Box::new(sought)))
    };
    (question, tell)
}

#[test]
fn only_what_answers_the_question_as_it_is_now_is_taken_in_one_step() {
    let mut state = started(None);
    let before = Arc::clone(&state.document.scenario);
    let (question, first) = sought(&command(&mut state, Command::Seek));
    // A year is too short for a saving: a loss that some share offshore makes.
    let closer = Seek { target: dec!(-0.02), ..question };
    let (_, second) = sought(&update(&mut state, Message::Propose(Box::new(Topic::Seek(closer)))));
    update(&mut state, first());
    assert!(state.proposal.as_ref().unwrap().sought.is_none(), "it answers a question that nobody asks any more");
    assert!(update(&mut state, Message::TakeProposal).is_empty() && state.document.scenario == before);
    update(&mut state, second());
    update(&mut state, Message::TakeProposal);
    assert!(state.document.scenario != before && state.proposal.is_none());
    update(&mut state, second());
    assert!(state.proposal.is_none(), "what was taken does not come back");
    command(&mut state, Command::Undo);
    assert_eq!(state.document.scenario, before);
    assert!(state.history.undo_label().is_none(), "it was one step");
}

#[test]
fn what_nobody_waits_for_is_sought_no_more() {
    let mut state = started(None);
    let (_, tell) = sought(&command(&mut state, Command::Seek));
    assert_eq!(command(&mut state, Command::Escape), [Effect::StopSeeking]);
    let (_, again) = sought(&command(&mut state, Command::Seek));
    update(&mut state, tell());
    assert!(state.proposal.as_ref().unwrap().sought.is_none());
    update(&mut state, again());
    assert!(state.proposal.as_ref().unwrap().answered());
    assert_eq!(command(&mut state, Command::Escape), []);
}

#[test]
fn what_is_out_of_reach_cannot_be_taken() {
    let mut state = started(None);
    let (question, _) = sought(&command(&mut state, Command::Seek));
    let far = Seek { target: dec!(0.99), ..question };
    let (_, tell) = sought(&update(&mut state, Message::Propose(Box::new(Topic::Seek(far)))));
    update(&mut state, tell());
    let proposal = state.proposal.as_ref().unwrap();
    assert!(!proposal.ready() && proposal.sought.as_ref().unwrap().said.contains("is out of reach"));
    assert!(update(&mut state, Message::TakeProposal).is_empty());
    assert!(state.proposal.is_some(), "the card stays");
}

#[test]
fn what_changes_while_another_file_is_read_is_not_lost() {
    let mut state = started(Some("/desk.ron"));
    update(&mut state, Message::OpenRecent("/other.ron".into()));
    change(&mut state, "friction.rework", dec!(0.12));
    assert_eq!(opened(&mut state, "/other.ron"), []);
    assert_eq!(state.prompt, Some(Prompt::Unsaved(Then::Open("/other.ron".into()))));
    assert_eq!(rework(&state), dec!(0.12));
    // What is discarded then is let go.
    assert_eq!(prompt(&mut state, PromptAnswer::Discard), [Effect::Load("/other.ron".into())]);
    assert!(!opened(&mut state, "/other.ron").is_empty());
    assert_eq!(state.document.scenario.name, "Another");
}
