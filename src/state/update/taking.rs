//! Taking away: what is asked for is made outside, and told when it is done.

use std::path::PathBuf;

use crate::state::{
    AppState,
    effect::{Effect, Replace},
    message::SaveFailure,
    prompt::{Notice, Picking, Prompt, with_ending},
    taking::{Form, Goal, Made, Order, Take},
};

/// Puts something on the clipboard.
pub(super) fn copy(state: &mut AppState, take: Take, form: Form) -> Vec<Effect> {
    order(state, (take, form), Goal::Clipboard)
}

/// Asks where to save something.
pub(super) fn ask_where(state: &mut AppState, take: Take) -> Vec<Effect> {
    let name = take.file_name(&state.answer.scenario);
    let known = state.document.path.as_ref().or(state.session.recent.first());
    let folder = known.and_then(|path| path.parent());
    let text = folder.map_or_else(|| name.clone(), |folder| folder.join(&name).display().to_string());
    state.prompt = Some(Prompt::Path { picking: Picking::Take(take), text, error: None });
    Vec::new()
}

/// Makes what is asked for and writes it; where the ending says nothing, says what it could.
pub(super) fn save(state: &mut AppState, take: Take, path: PathBuf, replace: Replace) -> Vec<Effect> {
    let path = with_ending(path, Picking::Take(take));
    let Some(form) = take.form(&path) else {
        let error = Some(format!("the name must end in {}", take.endings()));
        let text = path.display().to_string();
        state.prompt = Some(Prompt::Path { picking: Picking::Take(take), text, error });
        return Vec::new();
    };
    order(state, (take, form), Goal::File(path, replace))
}

/// The file that is there may be replaced.
pub(super) fn replace(state: &mut AppState, mut order: Order) -> Vec<Effect> {
    if let Goal::File(_, replace) = &mut order.goal {
        *replace = Replace::Always;
    }
    begin(state, order)
}

fn order(state: &mut AppState, what: (Take, Form), goal: Goal) -> Vec<Effect> {
    let order = Order::of(state, what, goal);
    begin(state, order)
}

fn begin(state: &mut AppState, order: Order) -> Vec<Effect> {
    state.taking.push(order.take);
    vec![Effect::Take(Box::new(order))]
}

/// Stops what is being made, if anything is.
pub(super) fn stop(state: &mut AppState) -> Option<Vec<Effect>> {
    if state.taking.is_empty() {
        return None;
    }
    state.taking.clear();
    state.notice = Some(Notice { text: "Stopped; nothing was taken away.".to_owned(), fault: false });
    Some(vec![Effect::StopTaking])
}

/// Something was made, or could not be.
pub(super) fn taken(state: &mut AppState, order: Order, made: Result<Made, SaveFailure>) -> Vec<Effect> {
    if let Some(index) = state.taking.iter().position(|take| *take == order.take) {
        state.taking.remove(index);
    }
    let name = order.take.name();
    let asking = matches!(state.prompt, Some(Prompt::Path { picking: Picking::Take(_), .. }));
    let told = match (made, order.goal.clone()) {
        (Ok(Made::Written), Goal::File(path, _)) => {
            state.prompt = state.prompt.take().filter(|_| !asking);
            Ok(format!("Saved {name} to {}", path.display()))
        }
        (Ok(Made::Written), Goal::Clipboard) => return Vec::new(),
        (Ok(made), _) => {
            state.notice = Some(Notice { text: format!("On the clipboard: {name}."), fault: false });
            return vec![Effect::Clipboard(made)];
        }
        (Err(SaveFailure::Exists | SaveFailure::Changed), Goal::File(..)) => {
            state.prompt = Some(Prompt::Replace(Box::new(order)));
            return Vec::new();
        }
        (Err(SaveFailure::Failed(problem)), _) => Err(problem),
        (Err(_), Goal::Clipboard) => return Vec::new(),
    };
    match (told, &mut state.prompt) {
        (Err(problem), Some(Prompt::Path { error, .. })) if asking => *error = Some(problem),
        (Err(text), _) => state.notice = Some(Notice { text, fault: true }),
        (Ok(text), _) => state.notice = Some(Notice { text, fault: false }),
    }
    Vec::new()
}
