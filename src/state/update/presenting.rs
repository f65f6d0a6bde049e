//! Presenting: a step is entered, walked from, asked about, left. What is done in the room stays
//! in the room.

use std::sync::Arc;

use super::{apply, give_command, masking, open_document, show_scenario};
use crate::{
    format::INDEX,
    state::{
        AppState, Document, Talk,
        command::Command,
        derived::Answer,
        effect::Effect,
        mask::without_sources,
        message::{Message, Outside},
        panel::show_lever,
        present::{Presented, Slide},
        prompt::Notice,
        reference::Reference,
        replay::{Replay, frames},
        study::Study,
        undo::History,
        view::{Highlight, View},
    },
};

/// Begins with a deck's first step once its files are read; without a deck with what is open.
pub(super) fn begin(state: &mut AppState) -> Vec<Effect> {
    match &state.talk.deck {
        Some(open) if !open.deck.steps.is_empty() => {
            vec![Effect::ReadSteps { deck: Arc::clone(&open.deck), folder: open.folder.clone(), present: true }]
        }
        _ => {
            let slide = Slide::open(state);
            start(state, vec![slide])
        }
    }
}

/// Shows the first of some steps.
pub(super) fn start(state: &mut AppState, slides: Vec<Slide>) -> Vec<Effect> {
    let Some(first) = slides.first().cloned() else { return Vec::new() };
    if state.talk.presented.is_some() {
        return Vec::new();
    }
    state.history.end(&state.document.scenario);
    state.prompt = None;
    state.replay = None;
    state.view.peek = false;
    let shown = state.shown();
    let room = AppState {
        history: History::default(),
        study: Study::default(),
        reference: Reference::opened(Arc::clone(&state.document.scenario)),
        notice: None,
        recovery: Vec::new(),
        proposal: None,
        talk: Talk::default(),
        mask: None,
        ..shown.clone()
    };
    let from = Arc::clone(&room.answer);
    let masked = state.mask.is_some();
    let mut presented = Presented {
        slides,
        at: 0,
        shown: first,
        blank: false,
        levers: false,
        masked,
        catalog: Arc::clone(&state.shelf.catalog),
        room: Box::new(room),
        from,
    };
    let mut effects = enter(&mut presented, 0, false);
    effects.push(Effect::Present(true));
    state.talk.presented = Some(presented);
    effects
}

/// Enters a step: as its scenario's file and its levers have it, whatever was moved before.
fn enter(presented: &mut Presented, at: usize, glides: bool) -> Vec<Effect> {
    let Some(slide) = presented.slides.get(at) else { return Vec::new() };
    // Under the mask each step has an index of its own: its cost at home is 100.
    presented.shown = if presented.masked { slide.hidden() } else { slide.clone() };
    presented.at = at;
    presented.blank = false;
    presented.levers = false;
    let slide = presented.shown.clone();
    let room = &mut *presented.room;
    room.replay = None;
    room.prompt = None;
    room.notice = None;
    let Ok(scenario) = slide.scenario else { return Vec::new() };
    let mut effects = open_document(room, Document::new(Arc::clone(&scenario), None));
    if presented.masked && room.answer.scenario.money.currency != INDEX {
        // What is on screen until the answer is there must be masked too.
        room.answer = Arc::new(Answer::compute(0, Arc::clone(&scenario)));
    }
    let from = Arc::clone(&room.answer);
    room.shelf.catalog = if presented.masked { Arc::default() } else { presented.catalog.clone() };
    room.view = View { dark: room.view.dark, ..slide.view };
    if glides && !room.session.still && from.scenario != scenario {
        room.asked.proposed += 1;
        let generation = room.asked.proposed;
        room.replay = Some(Replay::glide(generation));
        effects.push(Effect::Replay(generation, frames(&from.scenario, &scenario)));
        presented.from = from;
    }
    effects
}

/// Applies a message while a presentation is under way.
pub(super) fn update(state: &mut AppState, message: Message) -> Vec<Effect> {
    let levers = state.talk.presented.as_ref().is_some_and(|presented| presented.levers);
    match message {
        Message::Command(command) => commanded(state, command),
        Message::CloseRequested | Message::Dropped(_) => {
            let mut effects = end(state);
            effects.extend(super::update(state, message));
            effects
        }
        Message::Outside(outside) => heard(state, outside),
        Message::Edit(_) if !levers => Vec::new(),
        // Nothing is proposed before an audience.
        Message::Propose(_) | Message::TakeProposal => Vec::new(),
        Message::Copy(..) | Message::SaveCopy(_) => {
            if let Some(presented) = state.talk.presented.as_mut() {
                let text = "Not while presenting: pictures and tables are taken from the window.".to_owned();
                presented.room.notice = Some(Notice { text, fault: false });
            }
            Vec::new()
        }
        message => in_room(state, message),
    }
}

fn commanded(state: &mut AppState, command: Command) -> Vec<Effect> {
    let Some(presented) = state.talk.presented.as_mut() else { return Vec::new() };
    match command {
        Command::NextStep if presented.at + 1 < presented.slides.len() => enter(presented, presented.at + 1, true),
        Command::PreviousStep if presented.at > 0 => enter(presented, presented.at - 1, true),
        // There is no other step, but the screen is no longer blank.
        Command::NextStep | Command::PreviousStep => {
            presented.blank = false;
            Vec::new()
        }
        Command::Blank => {
            presented.blank = !presented.blank;
            Vec::new()
        }
        Command::Levers => {
            bring_levers(presented);
            Vec::new()
        }
        Command::Escape => escape(state),
        Command::Mask => {
            presented.masked = !presented.masked;
            let at = presented.at;
            enter(presented, at, false)
        }
        Command::Undo | Command::Redo => in_room(state, Message::Command(command)),
        Command::SwitchTheme | Command::SwitchMotion | Command::FullScreen => {
            let effects = give_command(state, command);
            if let Some(presented) = state.talk.presented.as_mut() {
                presented.room.session = state.session.clone();
            }
            effects
        }
        Command::Quit => {
            let mut effects = end(state);
            effects.extend(give_command(state, command));
            effects
        }
        _ => Vec::new(),
    }
}

/// Brings the levers in, the one that the step points at lit; or puts them away.
fn bring_levers(presented: &mut Presented) {
    presented.levers = !presented.levers && presented.shown.scenario.is_ok();
    presented.room.replay = None;
    let room = &mut *presented.room;
    if let Some(Highlight::Lever(lever)) = room.view.highlight.clone()
        && presented.levers
    {
        show_lever(&mut room.view, &room.document.scenario, &lever);
    }
}

/// Closes the innermost thing; at last the presentation.
fn escape(state: &mut AppState) -> Vec<Effect> {
    let Some(presented) = state.talk.presented.as_mut() else { return Vec::new() };
    let room = &presented.room;
    if presented.blank {
        presented.blank = false;
    } else if room.prompt.is_some() || room.notice.is_some() || room.proposal.is_some() {
        return in_room(state, Message::Command(Command::Escape));
    } else if presented.levers {
        presented.levers = false;
    } else {
        return end(state);
    }
    Vec::new()
}

/// Ends the presentation: what was open is asked for anew, since the room used the worker.
fn end(state: &mut AppState) -> Vec<Effect> {
    let Some(presented) = state.talk.presented.take() else { return Vec::new() };
    state.asked = presented.room.asked;
    let scenario = Arc::clone(&state.document.scenario);
    let effects = show_scenario(state, scenario);
    state.asked.oldest = state.asked.newest;
    let mut effects = masking::follow(state, effects);
    if presented.masked != state.mask.is_some() {
        // What was hidden from the room stays hidden from it.
        effects.extend(masking::switch(state));
    }
    effects.push(Effect::Present(false));
    effects
}

/// Applies a message to what the room sees. It saves, remembers and asks for nothing of its own.
fn in_room(state: &mut AppState, message: Message) -> Vec<Effect> {
    let Some(presented) = state.talk.presented.as_mut() else { return Vec::new() };
    let mut effects = super::update(&mut presented.room, message);
    effects.retain(|effect| {
        matches!(
            effect,
            Effect::Compute(..)
                | Effect::Study(..)
                | Effect::Replay(..)
                | Effect::Preview(..)
                | Effect::Seek(..)
                | Effect::StopSeeking
        )
    });
    effects
}

/// What the outside answers goes to who asked: the room's requests are newer than the last of before.
fn heard(state: &mut AppState, outside: Outside) -> Vec<Effect> {
    let Some(presented) = state.talk.presented.as_mut() else { return Vec::new() };
    let asked = state.asked;
    let rooms = match &outside {
        Outside::Answered(answer) => answer.generation > asked.newest,
        Outside::Found(generation, _) => *generation > asked.newest,
        Outside::Previewed(answer) => answer.generation > asked.proposed,
        Outside::Replayed(generation, _) => *generation > asked.proposed,
        Outside::Sought(sought) => sought.generation > asked.proposed,
        _ => false,
    };
    if rooms {
        let outside = match outside {
            Outside::Found(generation, finding) if presented.masked => {
                Outside::Found(generation, without_sources(finding))
            }
            outside => outside,
        };
        return in_room(state, Message::Outside(outside));
    }
    match &outside {
        Outside::Dark(dark) => presented.room.view.dark = *dark,
        // What was to glide may never come.
        Outside::Failed(_) => presented.room.replay = None,
        _ => {}
    }
    apply(state, Message::Outside(outside))
}
