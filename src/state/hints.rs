//! Three hints for the first minutes, one at a time, each until it is taken up or put away.

use super::{AppState, prompt::Prompt};

/// A hint and what takes it up.
pub struct Hint {
    /// What to try.
    pub text: &'static str,
    /// Whether it was done.
    done: fn(&AppState) -> bool,
}

/// The hints in their order.
pub const HINTS: [Hint; 3] = [
    Hint { text: "Drag any lever: the answer follows at once.", done: |state| state.history.undo_label().is_some() },
    Hint { text: "Click any figure to take it apart.", done: |state| matches!(state.prompt, Some(Prompt::Explain(_))) },
    Hint { text: "Ctrl+K finds every command.", done: |state| matches!(state.prompt, Some(Prompt::Palette)) },
];

/// The hint that is due, with its number from 1; none once all were seen.
#[must_use]
pub fn due(state: &AppState) -> Option<(usize, &'static Hint)> {
    HINTS.get(state.session.hints).map(|hint| (state.session.hints + 1, hint))
}

/// Puts the hint that is due away where it was taken up. Tells whether it was.
pub(super) fn learned(state: &mut AppState) -> bool {
    let done = due(state).is_some_and(|(_, hint)| (hint.done)(state));
    state.session.hints += usize::from(done);
    done
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        model::testing::two_sites,
        state::{Document, Shelf, command::Command, message::Message, update::update},
        store::session::Session,
    };

    #[test]
    fn each_hint_is_put_away_once_it_is_taken_up() {
        let sample = Arc::new(two_sites());
        let shelf = Shelf { sample: Arc::clone(&sample), ..Shelf::default() };
        let mut state = AppState::new(Document::new(sample, None), shelf, Session::default());
        let number = |state: &AppState| due(state).map(|(number, _)| number);
        assert_eq!(number(&state), Some(1));
        update(&mut state, Message::Command(Command::Palette));
        assert_eq!(number(&state), Some(1), "another hint's deed");
        update(&mut state, Message::HintSeen);
        assert_eq!(number(&state), Some(2));
        update(&mut state, Message::Command(Command::Explain));
        assert_eq!(number(&state), Some(3));
        update(&mut state, Message::Command(Command::Palette));
        assert_eq!(number(&state), None);
        update(&mut state, Message::HintSeen);
        assert_eq!(number(&state), None);
    }
}
