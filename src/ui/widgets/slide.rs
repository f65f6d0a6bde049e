//! Dragging something along a horizontal line, at a tenth of the speed while Shift is held.

use egui::{Event, Id, PointerButton, Response, Ui};

/// A drag that goes on.
#[derive(Debug, Clone, Copy)]
struct Slide {
    /// Where the pointer was last.
    pointer: f32,
    /// Where the handle is asked to be.
    handle: f32,
}

/// What a drag asks for in a frame.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Slid {
    /// Where the handle is asked to go, if it moves.
    pub(super) to: Option<f32>,
    /// Whether Shift asks for a finer grid.
    pub(super) fine: bool,
    /// Whether the handle was let go.
    pub(super) ended: bool,
}

/// Follows a drag of a handle at `handle`. Pressing within `grip` of it takes hold without a
/// jump; pressing further away brings the handle there.
pub(super) fn slide(ui: &Ui, response: &Response, handle: f32, grip: f32) -> Slid {
    let id: Id = response.id.with("slide");
    let fine = ui.input(|input| input.modifiers.shift);
    let ended = response.drag_stopped_by(PointerButton::Primary);
    let mut slid = Slid { to: None, fine, ended };
    if let Some(at) = tapped(ui, response) {
        slid.to = ((at - handle).abs() > grip).then_some(at);
        slid.ended = true;
        return slid;
    }
    // The pointer may have moved on in the frame of the release: what counts is where it let go.
    let let_go = if ended { released_at(ui) } else { None };
    let Some(pointer) = let_go.or_else(|| response.interact_pointer_pos().map(|at| at.x)) else {
        return slid;
    };
    if response.drag_started_by(PointerButton::Primary) {
        let near = (pointer - handle).abs() <= grip;
        let start = if near { handle } else { pointer };
        slid.to = (!near).then_some(start);
        ui.data_mut(|data| data.insert_temp(id, Slide { pointer, handle: start }));
        return slid;
    }
    if !(response.dragged_by(PointerButton::Primary) || ended) {
        return slid;
    }
    let Some(mut held) = ui.data(|data| data.get_temp::<Slide>(id)) else { return slid };
    let moved = pointer - held.pointer;
    if moved != 0.0 {
        held.pointer = pointer;
        held.handle += moved * if fine { 0.1 } else { 1.0 };
        slid.to = Some(held.handle);
        ui.data_mut(|data| data.insert_temp(id, held));
    }
    if ended {
        ui.data_mut(|data| data.remove::<Slide>(id));
    }
    slid
}

/// Where a click landed that was so quick that no drag began: pressed and let go in one frame.
fn tapped(ui: &Ui, response: &Response) -> Option<f32> {
    let drags = response.drag_started() || response.dragged() || response.drag_stopped();
    let quick = ui.input(|input| input.pointer.primary_pressed() && input.pointer.primary_released());
    if quick && !drags && response.contains_pointer() { released_at(ui) } else { None }
}

/// Where the button was let go in this frame.
fn released_at(ui: &Ui) -> Option<f32> {
    ui.input(|input| {
        input.events.iter().rev().find_map(|event| match event {
            Event::PointerButton { pos, button: PointerButton::Primary, pressed: false, .. } => Some(pos.x),
            _ => None,
        })
    })
}
