//! Where a team's seats are: a bar with dividers, then a row with a rail for each place.
//!
//! Only the wish is emitted; what the other places give or take is for the update to say. A
//! divider between two places moves the share of the place right of it, and home gives or takes.

mod bar;
mod colors;
mod place_row;

use std::collections::BTreeSet;

use egui::{Id, ScrollArea, Ui, pos2, vec2};
use rust_decimal::Decimal;

use crate::format;
use crate::model::scenario::{Scenario, Site, Team};
use crate::state::message::{Edit, Message};
use crate::ui::theme::{self, size, space};

/// Height with home and one site.
pub const HEIGHT: f32 = 112.0;
/// Height of the title's line.
const TITLE_HEIGHT: f32 = 20.0;
/// What is below the last row.
const FOOT: f32 = 8.0;

/// The location mix of a team.
#[derive(Debug, Clone, Copy)]
pub struct MixBar<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Index of the team.
    pub team: usize,
    /// Places whose share stays when another is moved; home's id included.
    pub pinned: &'a BTreeSet<String>,
    /// How high it may get before its rows scroll.
    pub max_height: f32,
}

/// A place of the mix.
#[derive(Debug, Clone, Copy)]
struct Place<'a> {
    /// Its place in the bar: 0 is home.
    index: usize,
    site: &'a Site,
    share: Decimal,
    pinned: bool,
    /// The share of the others that are pinned.
    held: Decimal,
    /// From the team and the place.
    id: Id,
}

impl Place<'_> {
    /// The largest share it can take.
    fn limit(&self) -> Decimal {
        Ord::max(Decimal::ONE - self.held, Decimal::ZERO)
    }
}

/// Shows the location mix and says what people do to it.
pub fn mix_bar_ui(ui: &mut Ui, mix: &MixBar<'_>, messages: &mut Vec<Message>) {
    let Some(team) = mix.scenario.teams.get(mix.team) else { return };
    let places = places(mix, team);
    let top = ui.cursor().top();
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        title_ui(ui, team);
        ui.add_space(space::HALF);
        bar::bar_ui(ui, mix.team, &places, messages);
        ui.add_space(space::GAP);
        let room = (mix.max_height - (ui.cursor().top() - top) - FOOT).max(place_row::HEIGHT);
        ScrollArea::vertical()
            .id_salt(("mix rows", team.id.as_str()))
            .max_height(room)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for place in &places {
                    place_row::place_row_ui(ui, mix.team, place, places.len(), messages);
                }
            });
        ui.add_space(FOOT);
    });
}

fn places<'a>(mix: &MixBar<'a>, team: &'a Team) -> Vec<Place<'a>> {
    let pinned = |id: &str| mix.pinned.contains(id);
    let share = |index: usize, id: &str| if index == 0 { Decimal::ONE - team.offshore_share() } else { team.share(id) };
    let held: Decimal = mix
        .scenario
        .places()
        .enumerate()
        .filter(|(_, site)| pinned(&site.id))
        .map(|(index, site)| share(index, &site.id))
        .sum();
    let place = |(index, site): (usize, &'a Site)| {
        let (share, pinned) = (share(index, &site.id), pinned(&site.id));
        let held = if pinned { held - share } else { held };
        Place { index, site, share, pinned, held, id: Id::unique(("mix", team.id.as_str(), site.id.as_str())) }
    };
    mix.scenario.places().enumerate().map(place).collect()
}

fn title_ui(ui: &mut Ui, team: &Team) {
    let palette = theme::palette(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), TITLE_HEIGHT));
    let title = ui.painter().layout_no_wrap("Location mix".to_owned(), theme::strong(size::BODY), palette.text);
    ui.painter().galley(pos2(rect.left(), rect.center().y - title.size().y / 2.0), title, palette.text);
    let offshore = format!("{}\u{a0}offshore", format::percent_precise(team.offshore_share()));
    let offshore = ui.painter().layout_no_wrap(offshore, theme::regular(size::LABEL), palette.quiet);
    let at = pos2(rect.right() - offshore.size().x, rect.center().y - offshore.size().y / 2.0);
    ui.painter().galley(at, offshore, palette.quiet);
}

/// A wish for a place's share.
fn wish(team: usize, place: &Place<'_>, share: Decimal) -> Message {
    Message::Edit(Edit::Share { team, place: place.site.id.clone(), share })
}
