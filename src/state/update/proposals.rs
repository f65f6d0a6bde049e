//! What is proposed beside the open scenario: begun, changed, taken, let go.

use std::{collections::BTreeSet, sync::Arc};

use rust_decimal::Decimal;

use super::{edit_scenario, filing::guarded};
use crate::{
    catalog::{Catalog, draft::Draft, edit::NewTeam, import::Target, paste::Placing, refresh::differences},
    engine::measure::Measure,
    model::scenario::Structure,
    state::{
        AppState,
        command::Command,
        derived::Answer,
        effect::Effect,
        message::Edit,
        prompt::{Notice, Then},
        proposal::{Proposal, SiteChoice, Topic},
        seek::{Seek, Sought},
        view::Page,
    },
};

/// Proposes, or changes what is proposed, and asks for its answer.
pub(super) fn propose(state: &mut AppState, topic: Topic) -> Vec<Effect> {
    // Of the same proposal, the answer stays until the new one is there, so that nothing flickers.
    let before = state.proposal.take().filter(|before| same_kind(&before.topic, &topic));
    state.asked.proposed += 1;
    let asked = state.asked.proposed;
    if let Topic::Seek(seek) = &topic {
        let effect = Effect::Seek(asked, Arc::clone(&state.document.scenario), Box::new(seek.clone()));
        let (outcome, answer, sought) =
            before.map_or((Err(Vec::new()), None, None), |before| (before.outcome, before.answer, before.sought));
        state.proposal = Some(Proposal { topic, outcome, asked, answer, sought });
        return vec![effect];
    }
    let outcome = topic.prepare(&state.document.scenario, &state.shelf.catalog);
    let answer = before.and_then(|before| before.answer);
    let effects = match &outcome {
        Ok(prepared) => vec![Effect::Preview(asked, Arc::clone(&prepared.scenario))],
        Err(_) => Vec::new(),
    };
    state.proposal = Some(Proposal { topic, outcome, asked, answer, sought: None });
    effects
}

fn same_kind(a: &Topic, b: &Topic) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
}

/// Asks the six questions, with usual answers; what is asked already stays.
pub(super) fn begin_new(state: &mut AppState) -> Vec<Effect> {
    let open = matches!(&state.proposal, Some(Proposal { topic: Topic::New(_), .. }));
    state.view.page = Page::New;
    if open { Vec::new() } else { propose(state, Topic::New(Draft::default_for(&state.shelf.catalog))) }
}

/// The role that is offered first.
fn first_role(catalog: &Catalog) -> String {
    catalog.roles.first().map(|role| role.label.clone()).unwrap_or_default()
}

/// Begins what a command proposes, with nothing given yet.
pub(super) fn begin(state: &mut AppState, command: Command) -> Vec<Effect> {
    let scenario = &state.document.scenario;
    let catalog = &state.shelf.catalog;
    let topic = match command {
        Command::AddTeam => Topic::Team(NewTeam {
            name: first_role(catalog),
            role: first_role(catalog),
            headcount: Decimal::TEN,
            structure: Structure::default(),
            pay: Vec::new(),
            mix: Vec::new(),
            like: None,
        }),
        Command::PasteTeams => Topic::Teams { text: String::new(), placing: Placing::default() },
        Command::OwnFigures => Topic::Figures { target: Target::Place(scenario.home.id.clone()), text: String::new() },
        Command::Seek => Topic::Seek(Seek::about(Measure::EffectiveSaving, &state.answer)),
        Command::Currency => Topic::Currency(scenario.money.currency.clone()),
        _ => Topic::Site(SiteChoice::default()),
    };
    propose(state, topic)
}

/// Lists what today's catalogue would change, nothing of it chosen.
pub(super) fn begin_refresh(state: &mut AppState) -> Vec<Effect> {
    let differences = differences(&state.document.scenario, &state.shelf.catalog);
    if differences.is_empty() {
        let text = "Every figure that the catalogue knows is as the catalogue has it.".to_owned();
        state.notice = Some(Notice { text, fault: false });
        return Vec::new();
    }
    propose(state, Topic::Refresh { differences, chosen: BTreeSet::new() })
}

/// Takes what is proposed: a new scenario in a document of its own, anything else as one step.
pub(super) fn take(state: &mut AppState) -> Vec<Effect> {
    let Some(Proposal { topic, outcome: Ok(prepared), .. }) = state.proposal.clone().filter(Proposal::ready) else {
        return Vec::new();
    };
    if matches!(topic, Topic::New(_)) {
        return guarded(state, Then::Create(prepared.scenario));
    }
    state.proposal = None;
    state.history.end(&state.document.scenario);
    let effects = edit_scenario(state, &Edit::Whole(prepared.step, Box::new((*prepared.scenario).clone())));
    state.history.end(&state.document.scenario);
    effects
}

/// Lets go of what is proposed, and of what is sought for it; none if there is nothing.
pub(super) fn let_go(state: &mut AppState) -> Option<Vec<Effect>> {
    if state.view.page == Page::New {
        state.view.page = Page::Explore;
    }
    let proposal = state.proposal.take()?;
    let seeking = matches!(proposal.topic, Topic::Seek(_)) && !proposal.answered();
    Some(seeking.then_some(Effect::StopSeeking).into_iter().collect())
}

/// The worker has an answer for a proposal: kept if it is newer than the one shown.
pub(super) fn previewed(state: &mut AppState, answer: Box<Answer>) {
    if let Some(proposal) = &mut state.proposal {
        let newer = proposal.answer.as_ref().is_none_or(|shown| answer.generation > shown.generation);
        if newer && answer.generation <= proposal.asked {
            proposal.answer = Some(Arc::from(answer));
        }
    }
}

/// The worker has sought what must be true: kept if it answers what is asked now.
pub(super) fn sought(state: &mut AppState, mut sought: Sought) {
    if let Some(proposal) = state.proposal.as_mut().filter(|proposal| proposal.asked == sought.generation) {
        let found = sought.found.take();
        proposal.answer = found.as_ref().map(|(_, answer)| Arc::clone(answer));
        proposal.outcome = found.map(|(prepared, _)| prepared).ok_or_else(Vec::new);
        proposal.sought = Some(sought);
    }
}
