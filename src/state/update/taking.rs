//! Taking away: what is asked for is made outside, and told when it is done.

use std::path::{Path, PathBuf};

use crate::{
    model::fingerprint::Fingerprint,
    state::{
        AppState,
        command::Command,
        deck::OpenDeck,
        effect::{Effect, Replace},
        message::{Outside, SaveFailure},
        prompt::{Notice, Picking, Prompt, with_ending},
        taking::{Form, Goal, Made, Manner, Order, Take, Underway},
    },
};

/// Puts the chart or the table that the page shows on the clipboard, in the form that a command names.
pub(super) fn copy_shown(state: &mut AppState, command: Command) -> Vec<Effect> {
    let form = match command {
        Command::CopyPicture => Form::Png,
        Command::CopySvg => Form::Svg,
        _ => Form::Tsv,
    };
    wanted(state, command).map_or_else(Vec::new, |take| copy(state, take, form))
}

/// Asks where to save what a command takes.
pub(super) fn ask_for(state: &mut AppState, command: Command) -> Vec<Effect> {
    wanted(state, command).map_or_else(Vec::new, |take| ask_where(state, take))
}

/// What a command takes of what is shown; none where it is off.
fn wanted(state: &AppState, command: Command) -> Option<Take> {
    Take::of(command, state.shown()).filter(|_| command.off(state).is_none())
}

/// Puts something on the clipboard.
pub(super) fn copy(state: &mut AppState, take: Take, form: Form) -> Vec<Effect> {
    order(state, (take, form), Goal::Clipboard)
}

/// Asks where to save something.
pub(super) fn ask_where(state: &mut AppState, take: Take) -> Vec<Effect> {
    if take.missing(state.shown()).is_some() {
        return Vec::new();
    }
    let deck = deck(state, take);
    let name = name(state, take);
    let known = state.document.path.as_ref().or(state.session.recent.first());
    let folder = deck.map(|open| &*open.folder).or_else(|| known.and_then(|path| path.parent()));
    let text = folder.map_or_else(|| name.clone(), |folder| folder.join(&name).display().to_string());
    state.prompt = Some(Prompt::Path { picking: Picking::Take(take), text, error: None });
    Vec::new()
}

/// The deck that is open, where it is what is taken.
fn deck(state: &AppState, take: Take) -> Option<&OpenDeck> {
    state.talk.deck.as_ref().filter(|_| take == Take::Deck)
}

/// A name for the file of what is taken.
pub(super) fn name(state: &AppState, take: Take) -> String {
    let shown = state.shown();
    let list = &shown.comparison;
    // A table of all is named by what all are held against.
    let side = match take {
        Take::All => list.side(list.base),
        Take::Compared(_) | Take::ComparedPicture(_) | Take::ComparedTable(_) => {
            list.side(list.looked).or(list.side(list.base))
        }
        _ => None,
    };
    let folder = shown.library.folder.as_deref().and_then(Path::file_name).filter(|_| take == Take::Library);
    match (deck(shown, take), side, folder) {
        (Some(open), ..) => take.file_name(&open.deck.title, None),
        (_, Some(of), _) => take.file_name(&of.side.own.name, Some(&of.side.fingerprint)),
        (.., Some(folder)) => take.file_name(&folder.to_string_lossy(), None),
        _ => take.file_name(&shown.answer.scenario.name, Some(&Fingerprint::of(&shown.answer.scenario))),
    }
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

/// Another manner is chosen; how tables are written is remembered.
pub(super) fn choose(state: &mut AppState, manner: Manner) -> Vec<Effect> {
    state.view.manner = manner;
    if state.session.cells == manner.cells() {
        return Vec::new();
    }
    state.session.cells = manner.cells();
    vec![Effect::Remember(state.session.clone())]
}

fn order(state: &mut AppState, what: (Take, Form), goal: Goal) -> Vec<Effect> {
    let order = Order::of(state, what, goal);
    begin(state, order)
}

fn begin(state: &mut AppState, order: Order) -> Vec<Effect> {
    if let Some(Prompt::Path { picking: Picking::Take(_), .. }) = state.prompt {
        state.prompt = None;
    }
    state.taking.push(Underway { take: order.take, share: 0.0 });
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

/// What is being made has got on, is done, or was stopped.
pub(super) fn hear(state: &mut AppState, outside: Outside) -> Vec<Effect> {
    match outside {
        Outside::Taking(take, share) => further(state, take, share),
        Outside::Taken(order, made) => return taken(state, *order, made),
        _ => {}
    }
    Vec::new()
}

fn further(state: &mut AppState, take: Take, share: f64) {
    if let Some(underway) = state.taking.iter_mut().find(|underway| underway.take == take) {
        underway.share = share;
    }
}

/// Something was made, or could not be.
fn taken(state: &mut AppState, order: Order, made: Result<Made, SaveFailure>) -> Vec<Effect> {
    if let Some(index) = state.taking.iter().position(|underway| underway.take == order.take) {
        state.taking.remove(index);
    }
    let name = order.take.name();
    let mut told = |text, fault| state.notice = Some(Notice { text, fault });
    match (made, &order.goal) {
        (Ok(Made::Written), Goal::File(path, _)) => told(format!("Saved {name} to {}", path.display()), false),
        (Ok(made), _) => {
            told(format!("On the clipboard: {name}."), false);
            return vec![Effect::Clipboard(made)];
        }
        // Another question that has been asked meanwhile is answered first.
        (Err(SaveFailure::Exists | SaveFailure::Changed), Goal::File(path, _)) if state.prompt.is_some() => {
            told(format!("{}: not saved: another file is there", path.display()), true);
        }
        (Err(SaveFailure::Exists | SaveFailure::Changed), _) => state.prompt = Some(Prompt::Replace(Box::new(order))),
        // The path can be mended where it was typed.
        (Err(SaveFailure::Failed(problem)), Goal::File(path, _)) if state.prompt.is_none() => {
            let (picking, text) = (Picking::Take(order.take), path.display().to_string());
            state.prompt = Some(Prompt::Path { picking, text, error: Some(problem) });
        }
        (Err(SaveFailure::Failed(problem)), _) => told(problem, true),
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        model::testing::two_sites,
        state::{Document, Shelf, command::Command, message::Message, update::update, view::Chart},
        store::session::Session,
    };

    fn started() -> AppState {
        AppState::new(Document::new(Arc::new(two_sites()), None), Shelf::default(), Session::default())
    }

    fn ordered(effects: &[Effect]) -> Order {
        let [Effect::Take(order)] = effects else { panic!("{effects:?}") };
        Order::clone(order)
    }

    #[test]
    fn what_is_copied_is_told_and_put_on_the_clipboard() {
        let mut state = started();
        let order = ordered(&update(&mut state, Message::Copy(Take::Picture(Chart::Bridge), Form::Svg)));
        assert_eq!(
            (order.goal.clone(), state.taking.as_slice()),
            (Goal::Clipboard, &[Underway { take: order.take, share: 0.0 }][..])
        );
        let made = Made::Text("<svg/>".to_owned());
        assert_eq!(taken(&mut state, order, Ok(made.clone())), [Effect::Clipboard(made)]);
        assert_eq!(state.notice.unwrap().text, "On the clipboard: the chart “Bridge”.");
        assert!(state.taking.is_empty());
    }

    #[test]
    fn a_path_that_fails_is_mended_where_it_was_typed() {
        let mut state = started();
        update(&mut state, Message::Command(Command::SaveBrief));
        let order = ordered(&save(&mut state, Take::Brief, "/nowhere/brief".into(), Replace::Never));
        assert_eq!(order.goal, Goal::File("/nowhere/brief.pdf".into(), Replace::Never));
        assert_eq!(state.prompt, None);
        assert!(taken(&mut state, order, Err(SaveFailure::Failed("no folder".into()))).is_empty());
        let text = "/nowhere/brief.pdf".to_owned();
        let picking = Picking::Take(Take::Brief);
        assert_eq!(state.prompt, Some(Prompt::Path { picking, text, error: Some("no folder".into()) }));
    }

    #[test]
    fn escape_stops_all_that_is_being_made() {
        let mut state = started();
        for form in [Form::Png, Form::Svg] {
            update(&mut state, Message::Copy(Take::Picture(Chart::Cost), form));
        }
        assert_eq!(state.taking.len(), 2);
        let outside = |take| Message::Outside(Outside::Taking(take, 0.5));
        update(&mut state, outside(Take::Picture(Chart::Cost)));
        // What was stopped may still tell of itself.
        update(&mut state, outside(Take::Brief));
        assert_eq!(state.taking.iter().map(|underway| underway.share).collect::<Vec<_>>(), [0.5, 0.0]);
        assert_eq!(update(&mut state, Message::Command(Command::Escape)), [Effect::StopTaking]);
        assert!(state.taking.is_empty());
    }
}
