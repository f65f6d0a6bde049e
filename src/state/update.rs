//! What a message changes, and what it asks of the outside. Pure: no window, no file, no clock.

mod decks;
mod filing;
mod library;
mod looking;
mod masking;
mod presenting;
mod proposals;
mod taking;
mod unopened;

use std::sync::Arc;

pub(super) use self::{filing::guarded, looking::show_page};

use super::{
    AppState, Document,
    command::Command,
    compare::{
        act::{self, Act},
        hear,
    },
    derived::Answer,
    effect::Effect,
    hints::{self, HINTS},
    message::{Edit, Message, Outside, ViewChange},
    panel::show_lever,
    prompt::{Notice, Prompt, Then},
    reference::Reference,
    study::Study,
    undo::Restored,
    view::Page,
};
use crate::{
    catalog::{
        edit::{remove_site, remove_team},
        origin::give_back,
    },
    engine::{measure::Measure, mixes::take_mix},
    model::{check::check, mix::move_share, ranges::set_range, scenario::Scenario},
    store::session::ThemeChoice,
};

/// Applies a message.
pub fn update(state: &mut AppState, message: Message) -> Vec<Effect> {
    if state.talk.presented.is_some() {
        return presenting::update(state, message);
    }
    if unopened::holds_up(state, &message) {
        return Vec::new();
    }
    if !matches!(message, Message::Outside(_) | Message::GestureEnd) {
        // Something else is done.
        state.view.lit.lever = None;
    }
    if matches!(message, Message::Edit(_)) {
        state.replay = None;
    }
    let seen = matches!(message, Message::HintSeen);
    let message = match (message, &state.mask) {
        (Message::Edit(edit), Some(mask)) => Message::Edit(mask.scale.restored(edit, &state.document.scenario)),
        (message, _) => message,
    };
    let mut effects = masking::heard(state, message);
    if seen || hints::learned(state) {
        effects.push(Effect::Remember(state.session.clone()));
    }
    effects.extend(hear::refresh(state));
    masking::show_comparison(state);
    effects
}

pub(super) fn apply(state: &mut AppState, message: Message) -> Vec<Effect> {
    match message {
        Message::Edit(edit) => edit_scenario(state, &edit),
        Message::GestureEnd => {
            state.history.end(&state.document.scenario);
            Vec::new()
        }
        Message::Command(command) => give_command(state, command),
        Message::Deck(edit) => decks::edit(state, &edit),
        Message::ShowStep(at) => decks::show_step(state, at),
        Message::CloseDeck => filing::guarded(state, Then::CloseDeck),
        Message::Propose(topic) => proposals::propose(state, *topic),
        Message::TakeProposal => proposals::take(state),
        Message::View(change) => looking::change_view(state, change),
        Message::ShowLever(lever) => {
            let effects = looking::show_page(state, Page::Explore);
            show_lever(&mut state.view, &state.document.scenario, &lever);
            effects
        }
        Message::Prompt(answer) => filing::answer_prompt(state, answer),
        Message::OpenRecent(path) => filing::guarded(state, Then::Open(path)),
        Message::TryAgain => unopened::try_again(state),
        Message::Comparison(act) => act::act(state, act),
        Message::Dropped(paths) if state.view.page == Page::Compare => act::act(state, Act::Add(paths)),
        Message::LetGo(errand) => filing::let_go(state, &errand),
        Message::DriftSeen => {
            state.drift = None;
            Vec::new()
        }
        Message::Library(ask) => library::ask(state, ask),
        Message::Dropped(paths) => match paths.into_iter().next() {
            Some(path) => filing::guarded(state, Then::Open(path)),
            None => Vec::new(),
        },
        Message::CloseRequested => filing::guarded(state, Then::Quit),
        Message::ReplayEnd => {
            state.replay = None;
            Vec::new()
        }
        Message::Explain(measure, line) => looking::explain_result(state, measure, line),
        Message::Copied(what) => {
            state.notice = Some(Notice { text: format!("On the clipboard: {what}."), fault: false });
            Vec::new()
        }
        Message::Copy(take, form) => taking::copy(state, take, form),
        Message::SaveCopy(take) => taking::ask_where(state, take),
        Message::Recover(number, open) => filing::recover_or_discard(state, number, open),
        Message::HintSeen => {
            state.session.hints = (state.session.hints + 1).min(HINTS.len());
            Vec::new()
        }
        Message::DismissNotice => {
            state.notice = None;
            Vec::new()
        }
        Message::Outside(outside) => hear(state, outside),
    }
}

/// Applies an edit, unless it would make the scenario invalid: then it says why.
fn edit_scenario(state: &mut AppState, edit: &Edit) -> Vec<Effect> {
    match edited(state, edit) {
        Err(problem) => {
            state.notice = Some(Notice { text: problem, fault: true });
            Vec::new()
        }
        Ok(scenario) if scenario == *state.document.scenario => Vec::new(),
        // What is looked at is not what would change.
        Ok(_) if state.view.peek => Vec::new(),
        Ok(scenario) => {
            state.history.begin(edit, &state.document.scenario);
            state.notice = None;
            show_scenario(state, Arc::new(scenario))
        }
    }
}

fn edited(state: &AppState, edit: &Edit) -> Result<Scenario, String> {
    let before = &state.document.scenario;
    let mut scenario = Scenario::clone(before);
    match edit {
        Edit::Lever(id, value) => id.set(&mut scenario, *value).map_err(|error| error.to_string())?,
        Edit::Share { team, place, share } => {
            if let Some(team) = scenario.teams.get_mut(*team) {
                move_share(team, before, &state.view.pinned, place, *share);
            }
        }
        Edit::Mix(shares) => take_mix(&mut scenario, shares),
        Edit::Range(id, range) => set_range(&mut scenario, id, *range).map_err(|error| error.to_string())?,
        Edit::GiveBack(id) => {
            give_back(&mut scenario, id, &state.shelf.catalog);
        }
        Edit::RemoveSite(id) => remove_site(&mut scenario, id).map_err(|error| format!("Not changed: {error}"))?,
        Edit::RemoveTeam(id) => {
            remove_team(&mut scenario, id, &state.shelf.catalog).map_err(|error| format!("Not changed: {error}"))?;
        }
        Edit::Objective(objective) => scenario.objective = *objective,
        Edit::Name(name) => name.trim().clone_into(&mut scenario.name),
        Edit::Whole(_, whole) => scenario.clone_from(whole),
    }
    match check(&scenario).first() {
        None => Ok(scenario),
        Some(fault) => Err(format!("Not changed: {fault}")),
    }
}

/// Makes a scenario the one that is open and asks for its answer.
fn show_scenario(state: &mut AppState, scenario: Arc<Scenario>) -> Vec<Effect> {
    state.document.scenario = Arc::clone(&scenario);
    state.view.team = state.view.team.min(scenario.teams.len().saturating_sub(1));
    state.asked.newest += 1;
    vec![Effect::Compute(state.asked.newest, scenario)]
}

fn open_document(state: &mut AppState, document: Document) -> Vec<Effect> {
    state.history.forget_scenario();
    state.view.pinned.clear();
    state.view.search.clear();
    state.view.lit.lever = None;
    state.prompt = None;
    state.proposal = None;
    state.study = Study::default();
    state.view.page = Page::Explore;
    state.view.peek = false;
    state.replay = None;
    state.drift = None;
    state.unopened = None;
    state.reference = Reference::opened(Arc::clone(&document.opened));
    let scenario = Arc::clone(&document.scenario);
    state.document = document;
    let effects = show_scenario(state, scenario);
    state.asked.oldest = state.asked.newest;
    effects
}

fn give_command(state: &mut AppState, command: Command) -> Vec<Effect> {
    if matches!(command, Command::Save | Command::SaveAs | Command::Keys | Command::Palette) {
        // What was to go on after a save that another question or save takes the place of.
        state.after_save = None;
    }
    match command {
        Command::Explore => looking::show_page(state, Page::Explore),
        Command::Compare => looking::show_page(state, Page::Compare),
        Command::Assumptions => looking::show_page(state, Page::Assumptions),
        Command::Deck => looking::show_page(state, Page::Deck),
        Command::Present => presenting::begin(state),
        Command::Mask => masking::switch(state),
        Command::Capture => decks::capture(state),
        Command::SaveDeck => decks::save(state),
        // They are heard while presenting.
        Command::NextStep | Command::PreviousStep | Command::Blank | Command::Levers => Vec::new(),
        Command::Library => library::show(state),
        Command::New => proposals::begin_new(state),
        Command::AddSite
        | Command::AddTeam
        | Command::PasteTeams
        | Command::OwnFigures
        | Command::Currency
        | Command::Seek => proposals::begin(state, command),
        Command::Refresh => proposals::begin_refresh(state),
        Command::Sample => filing::guarded(state, Then::Sample),
        Command::Open => filing::guarded(state, Then::AskOpen),
        Command::Save => filing::save(state),
        Command::SaveAs => filing::ask_where_to_save(state),
        Command::CopyPicture | Command::CopySvg | Command::CopyTable => taking::copy_shown(state, command),
        Command::SavePicture | Command::SaveTable | Command::SaveBrief | Command::SaveWorkbook | Command::SavePages => {
            taking::ask_for(state, command)
        }
        Command::Undo | Command::Redo => step(state, command),
        Command::Details => {
            state.view.details = !state.view.details;
            Vec::new()
        }
        Command::Reset => reset(state),
        Command::Explain => looking::explain_result(state, Measure::EffectiveSaving, None),
        Command::Replay => looking::replay(state),
        Command::SwitchMotion => {
            state.session.still = !state.session.still;
            vec![Effect::Remember(state.session.clone())]
        }
        Command::SetReference | Command::UnsetReference | Command::Peek => looking::compare(state, command),
        Command::SwitchTheme => switch_theme(state),
        Command::ZoomIn | Command::ZoomOut | Command::ZoomReset => vec![zoom(command)],
        Command::FullScreen => vec![Effect::ToggleFullScreen],
        Command::Keys | Command::Palette => {
            let prompt = if command == Command::Keys { Prompt::Keys } else { Prompt::Palette };
            let shown = state.prompt.as_ref() == Some(&prompt);
            state.prompt = (!shown).then_some(prompt);
            Vec::new()
        }
        Command::Search => vec![Effect::FocusSearch],
        Command::Escape => escape(state),
        Command::Left(chart) => looking::change_view(state, ViewChange::Left(chart)),
        Command::Right(chart) => looking::change_view(state, ViewChange::Right(chart)),
        Command::Quit => filing::guarded(state, Then::Quit),
    }
}

fn zoom(command: Command) -> Effect {
    match command {
        Command::ZoomIn => Effect::Zoom(Some(1.1)),
        Command::ZoomOut => Effect::Zoom(Some(1.0 / 1.1)),
        _ => Effect::Zoom(None),
    }
}

/// Gives every figure what it has in the reference.
fn reset(state: &mut AppState) -> Vec<Effect> {
    let whole = Box::new(Scenario::clone(state.reference.scenario()));
    let edit = Edit::Whole(format!("reset to {}", state.reference.name()), whole);
    let effects = edit_scenario(state, &edit);
    state.history.end(&state.document.scenario);
    effects
}

fn step(state: &mut AppState, command: Command) -> Vec<Effect> {
    state.history.end(&state.document.scenario);
    let restored = if command == Command::Undo { state.history.undo() } else { state.history.redo() };
    match restored {
        Some(Restored::Scenario(scenario)) => show_scenario(state, scenario),
        Some(Restored::Deck(deck)) => decks::show(state, deck),
        None => Vec::new(),
    }
}

fn switch_theme(state: &mut AppState) -> Vec<Effect> {
    let next = if state.view.dark { ThemeChoice::Light } else { ThemeChoice::Dark };
    state.session.theme = next;
    vec![Effect::Theme(next), Effect::Remember(state.session.clone())]
}

/// Closes or cancels the innermost thing.
fn escape(state: &mut AppState) -> Vec<Effect> {
    if state.replay.take().is_some() {
        // The open scenario is back.
    } else if state.prompt.take().is_some() {
        state.after_save = None;
        if let Some(open) = &mut state.talk.deck {
            (open.after_save, open.showing) = (None, None);
        }
    } else if let Some(effects) = taking::stop(state) {
        return effects;
    } else if let Some(effects) = proposals::let_go(state) {
        return effects;
    } else if state.notice.take().is_some() {
        // One thing at a time.
    } else if state.view.page == Page::Compare && state.comparison.progress().is_some() {
        return act::act(state, Act::Stop);
    } else if std::mem::take(&mut state.view.peek) {
        // The open scenario is back.
    } else if state.view.page == Page::Library {
        return library::escape(state);
    } else if state.view.search.is_empty() {
        state.view.details = false;
    } else {
        state.view.search.clear();
    }
    Vec::new()
}

fn answered(state: &mut AppState, answer: Box<Answer>) -> Vec<Effect> {
    if answer.generation < state.asked.oldest || answer.generation <= state.answer.generation {
        return Vec::new();
    }
    state.answer = Arc::from(answer);
    looking::answered(state);
    state.ask_more()
}

fn hear(state: &mut AppState, outside: Outside) -> Vec<Effect> {
    match outside {
        Outside::Answered(answer) => answered(state, answer),
        Outside::Previewed(answer) => {
            proposals::previewed(state, answer);
            Vec::new()
        }
        Outside::Replayed(generation, answers) => {
            if let Some(replay) = state.replay.as_mut().filter(|replay| replay.generation == generation) {
                replay.answers = answers;
            }
            Vec::new()
        }
        Outside::Sought(sought) => {
            proposals::sought(state, *sought);
            Vec::new()
        }
        Outside::Found(generation, finding) => {
            if generation >= state.asked.oldest {
                state.study.learn(generation, finding);
                state.reference.learn(&state.answer, &state.study);
            }
            Vec::new()
        }
        Outside::Comparison(heard) => hear::hear(state, heard),
        Outside::Stalled(errands) => {
            state.stalled = errands;
            Vec::new()
        }
        Outside::Listed(generation, folder, listed) => library::listed(state, generation, folder, listed),
        Outside::Overviewed(generation, first, contents) => {
            library::learned(state, generation, first, contents);
            Vec::new()
        }
        Outside::Dark(dark) => {
            state.view.dark = dark;
            Vec::new()
        }
        outside @ (Outside::DeckOpened(..) | Outside::DeckSaved(..) | Outside::StepsRead(..)) => {
            decks::hear(state, outside)
        }
        outside @ (Outside::Taking(..) | Outside::Taken(..) | Outside::TakingStopped) => taking::hear(state, outside),
        outside @ (Outside::Opened(..)
        | Outside::Named(_)
        | Outside::Drifted(..)
        | Outside::Compared(..)
        | Outside::Saved(..)
        | Outside::Picked(_)
        | Outside::NotPicked
        | Outside::Failed(_)) => filing::hear(state, outside),
        Outside::Zoomed(zoom) => {
            state.session.zoom = zoom;
            vec![Effect::Remember(state.session.clone())]
        }
    }
}
