//! The command palette: every command of the table does there what it does by key, or says why
//! it can't.

use egui::{Event, Key, Modifiers, ViewportCommand, accesskit::Role};
use egui_kittest::kittest::NodeT;
use shoreline::state::{
    command::{COMMANDS, Command},
    prompt::{Picking, Prompt},
    proposal::Topic,
    view::{Chart, Page},
};

use super::window::{CTRL, Window};

/// Whether a command has done its work in a window on the sample.
fn done(window: &Window, command: Command) -> bool {
    let state = window.state();
    let topic = || state.proposal.as_ref().map(|proposal| &proposal.topic);
    match command {
        Command::Explore => state.view.page == Page::Explore,
        Command::Compare => window.state().view.page == Page::Compare,
        Command::Assumptions => state.view.page == Page::Assumptions,
        Command::Library => state.view.page == Page::Library,
        Command::New => state.view.page == Page::New,
        Command::Deck => state.view.page == Page::Deck,
        Command::Present => state.talk.presented.is_some(),
        // The sample has no file that a step could name.
        Command::Capture => state.notice.as_ref().is_some_and(|notice| notice.text.starts_with("Not captured")),
        Command::Mask => state.mask.is_some(),
        Command::Sample => state.asked.newest > 0,
        Command::AddSite => matches!(topic(), Some(Topic::Site(_))),
        Command::AddTeam => matches!(topic(), Some(Topic::Team(_))),
        Command::PasteTeams => matches!(topic(), Some(Topic::Teams { .. })),
        Command::OwnFigures => matches!(topic(), Some(Topic::Figures { .. })),
        Command::Refresh => matches!(topic(), Some(Topic::Refresh { .. })) || state.notice.is_some(),
        Command::Currency => matches!(topic(), Some(Topic::Currency(_))),
        Command::Seek => matches!(topic(), Some(Topic::Seek(_))),
        Command::Open => matches!(state.prompt, Some(Prompt::Path { picking: Picking::Open, .. })),
        Command::Save | Command::SaveAs => matches!(state.prompt, Some(Prompt::Path { picking: Picking::Save, .. })),
        Command::CopyPicture | Command::CopySvg | Command::CopyTable => {
            state.notice.as_ref().is_some_and(|notice| notice.text.starts_with("On the clipboard: "))
        }
        Command::SavePicture | Command::SaveTable | Command::SaveBrief | Command::SaveWorkbook => {
            matches!(state.prompt, Some(Prompt::Path { picking: Picking::Take(_), .. }))
        }
        Command::Details => state.view.details,
        Command::Reset => state.document.scenario == *state.reference.scenario(),
        Command::Explain => matches!(state.prompt, Some(Prompt::Explain(_))),
        Command::Replay => state.replay.is_some(),
        Command::SwitchMotion => state.session.still,
        Command::SetReference => state.reference.is_set(),
        Command::UnsetReference => !state.reference.is_set(),
        Command::Peek => state.view.peek,
        Command::SwitchTheme => window.state().view.dark,
        Command::ZoomIn => state.session.zoom > 1.0,
        Command::ZoomOut => state.session.zoom < 1.0,
        Command::ZoomReset => (state.session.zoom - 1.0).abs() < 1e-6,
        Command::Keys => state.prompt == Some(Prompt::Keys),
        Command::Search => window.focused("Search levers"),
        Command::Left(chart) => state.view.left == chart,
        Command::Right(chart) => state.view.right == chart,
        Command::SaveDeck
        | Command::SavePages
        | Command::NextStep
        | Command::PreviousStep
        | Command::Blank
        | Command::Levers
        | Command::FullScreen
        | Command::Quit
        | Command::Undo
        | Command::Redo
        | Command::Palette
        | Command::Escape => false,
    }
}

/// What a command asks of the window system, where that is all it does.
fn asked_of_the_window(command: Command) -> Option<ViewportCommand> {
    match command {
        Command::FullScreen => Some(ViewportCommand::Fullscreen(true)),
        Command::Quit => Some(ViewportCommand::Close),
        _ => None,
    }
}

/// Makes the window show something else than what a command shows.
fn look_elsewhere(window: &mut Window, command: Command) {
    let other = |chart| if chart == Chart::Cost { Key::Num2 } else { Key::Num1 };
    match command {
        Command::Explore => window.key(Key::A),
        Command::ZoomReset => {
            window.keys(CTRL, Key::Plus);
            window.until("the zoom", |state| state.session.zoom > 1.0);
        }
        // Something that differs from the reference.
        Command::SetReference | Command::Peek | Command::Replay | Command::Reset => window.change(),
        Command::UnsetReference => {
            window.change();
            window.keys(CTRL, Key::B);
        }
        Command::Left(chart) => window.key(other(chart)),
        Command::Right(chart) => window.keys(CTRL, other(chart)),
        _ => {}
    }
}

#[test]
fn every_command_is_given_from_the_palette() {
    for row in COMMANDS {
        let presenting = row.command.walks() || matches!(row.command, Command::SaveDeck | Command::SavePages);
        if presenting || matches!(row.command, Command::Undo | Command::Redo | Command::Palette | Command::Escape) {
            continue;
        }
        let mut window = Window::sample();
        look_elsewhere(&mut window, row.command);
        assert!(!done(&window, row.command), "{} is done already", row.name);
        if let Some(asked) = asked_of_the_window(row.command) {
            window.find(row.name);
            // Only pressed: letting go would be a frame of its own, with nothing asked in it.
            let (key, modifiers) = (Key::Enter, Modifiers::NONE);
            window.harness().event(Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers });
            let heard = (0..20).any(|_| {
                window.harness().step();
                window.commanded(&asked)
            });
            assert!(heard, "{} asks nothing of the window", row.name);
            continue;
        }
        window.give(row.command);
        window.until_seen(row.name, |window| done(window, row.command));
        assert_ne!(window.state().prompt, Some(Prompt::Palette), "{} leaves the palette open", row.name);
    }
}

#[test]
fn what_can_not_be_done_says_why() {
    let mut window = Window::sample();
    for command in
        [Command::Undo, Command::Redo, Command::SaveDeck, Command::SavePages, Command::NextStep, Command::Blank]
    {
        let why = command.off(window.state()).expect("nothing was done yet");
        window.find(command.row().name);
        let entry = window.node(Role::Button, &format!("{}: {why}", command.row().name));
        assert!(entry.accesskit_node().is_disabled(), "{why}");
        window.key(Key::Enter);
        assert_eq!(window.state().prompt, Some(Prompt::Palette), "{} is off", command.row().name);
        window.key(Key::Escape);
        assert_eq!(window.state().prompt, None);
    }
}

#[test]
fn the_palette_finds_levers_and_is_walked_by_keys() {
    let mut window = Window::sample();
    window.find("governance");
    window.key(Key::Enter);
    window.run();
    let lit = window.state().view.lit.lever.clone().expect("a lever is lit");
    assert_eq!(lit.to_string(), "management.governance");
    window.find("left:");
    window.key(Key::ArrowDown);
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    window.run();
    assert_eq!(window.state().view.left.number(), 3);
    window.find("xyzzy");
    assert!(window.says("No command and no lever has these words."));
    window.key(Key::Enter);
    assert_eq!(window.state().prompt, Some(Prompt::Palette));
}
