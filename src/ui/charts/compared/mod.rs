//! The charts of the comparison: all scenarios on one scale, the base and the one beside it named.
//!
//! The base is drawn in the color of text, the one beside it in vermillion, all others grey.

mod costs;
mod futures;
mod points;
mod steps;

use std::{collections::BTreeMap, sync::Arc};

use egui::{Id, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo};

use super::{
    canvas, frame,
    offers::{speak_ui, takes_ui},
    table::Table,
    words::Words,
};
use crate::{
    engine::monte_carlo::Simulation,
    state::{
        compare::{
            Comparison, Id as Number, Picture,
            evaluate::{Pair, Weighed},
        },
        message::Message,
        taking::Take,
    },
    ui::widgets::{area_menu_ui, focus_ring},
};

/// Most letters of a scenario's name in a chart.
const LETTERS: usize = 26;

/// What the charts are drawn from.
struct Scene<'a> {
    list: &'a Comparison,
    base: &'a Weighed,
    other: Option<&'a Weighed>,
    /// All others, by number.
    rest: BTreeMap<Number, &'a Weighed>,
    currency: &'a str,
}

impl<'a> Scene<'a> {
    fn of(list: &'a Comparison) -> Option<Self> {
        let base = list.side(list.base)?;
        let other = list.side(list.looked).map(|other| &**other);
        let aside = |id: &Number| Some(*id) != list.base && Some(*id) != list.looked;
        let rest = list.sides().iter().filter(|(id, _)| aside(id)).map(|(id, side)| (*id, &**side)).collect();
        Some(Self { list, base, other, rest, currency: &base.side.counted.money.currency })
    }

    /// Whether two sides are the base and the other as they are now.
    fn is_of(&self, [base, other]: &[Arc<Weighed>; 2]) -> bool {
        let same = |side: &Arc<Weighed>, of: &Weighed| std::ptr::eq(Arc::as_ptr(side), of);
        same(base, self.base) && self.other.is_some_and(|looked| same(other, looked))
    }

    /// All of them, the base first and then the other.
    fn sides(&self) -> impl Iterator<Item = &'a Weighed> {
        [self.base].into_iter().chain(self.other).chain(self.rest.values().copied())
    }

    /// The pair, where it is of the base and the other as they are now.
    fn pair(&self) -> Option<&'a Pair> {
        let pair = self.list.pair.as_deref()?;
        self.is_of(&pair.sides).then_some(pair)
    }

    /// The futures of both likewise.
    fn chances(&self) -> Option<&'a [Simulation; 2]> {
        let chances = self.list.chances.as_deref()?;
        self.is_of(&chances.sides).then_some(&chances.simulations)
    }

    /// Names of the base and the other, short enough for a chart.
    fn names(&self) -> [String; 2] {
        [name(self.base), self.other.map_or_else(String::new, name)]
    }

    /// The same, however long.
    fn whole_names(&self) -> [String; 2] {
        let name = |side: &Weighed| crate::format::plain(&side.side.own.name);
        [name(self.base), self.other.map_or_else(String::new, name)]
    }

    /// What its figures depend on: another is drawn anew.
    fn key(&self, picture: Picture) -> Id {
        let at = |side: &Weighed| std::ptr::from_ref(side) as usize;
        let pair = self.pair().map(|pair| std::ptr::from_ref(pair) as usize);
        let chances = self.chances().map(|chances| std::ptr::from_ref(chances) as usize);
        Id::unique((picture, at(self.base), self.other.map(at), self.rest.len(), pair, chances))
    }
}

/// A scenario's name, short enough for a chart. Plans of one team often begin alike and differ at their end.
fn name(side: &Weighed) -> String {
    let name = crate::format::plain(&side.side.own.name);
    let letters: Vec<char> = name.chars().collect();
    if letters.len() <= LETTERS {
        return name;
    }
    let (begin, end) = (&letters[..LETTERS / 2], &letters[letters.len() - LETTERS / 2 + 1..]);
    let [begin, end] = [begin, end].map(|part| part.iter().collect::<String>());
    format!("{}…{}", begin.trim_end_matches([' ', ',']), end.trim_start())
}

/// Draws a chart of the comparison into the space that is available.
pub fn compared_ui(ui: &mut Ui, picture: Picture, list: &Comparison, messages: &mut Vec<Message>) {
    let rect = ui.available_rect_before_wrap();
    ui.allocate_rect(rect, Sense::hover());
    let mut child = ui.new_child(UiBuilder::new().id_salt(("compared", picture)).max_rect(rect));
    child.set_clip_rect(child.clip_rect().intersect(rect));
    let ui = &mut child;
    let Some(scene) = Scene::of(list) else {
        return frame::nothing_ui(ui, rect, &words(picture, list), unknown(list));
    };
    area_ui(ui, rect, picture, &scene, messages);
    canvas::reset_bounds(ui.ctx(), ui.data_mut(|data| data.remove_temp(reset(picture))).unwrap_or(false));
    match picture {
        Picture::Costs => costs::costs_ui(ui, &scene),
        Picture::Matrix => points::points_ui(ui, &scene, messages),
        Picture::Bridge => steps::steps_ui(ui, &scene),
        Picture::Chances => futures::futures_ui(ui, &scene),
    }
}

/// Why nothing can be drawn where the base is not known.
fn unknown(list: &Comparison) -> &'static str {
    match () {
        () if list.entries.iter().all(|entry| entry.good().is_none()) => "No scenario of the list can be read.",
        () if list.stopped => "Stopped before the base was worked out.",
        () => "Being worked out…",
    }
}

/// What a chart says in words.
#[must_use]
pub fn words(picture: Picture, list: &Comparison) -> Words {
    let Some(scene) = Scene::of(list) else {
        let label = picture.label();
        return Words { titles: vec![label.to_owned()], summary: format!("{label}. {}", unknown(list)) };
    };
    match picture {
        Picture::Costs => costs::words(&scene),
        Picture::Matrix => points::words(&scene),
        Picture::Bridge => steps::words(&scene),
        Picture::Chances => futures::words(&scene),
    }
}

/// The figures that a chart shows as rows of cells, the head first; none where the base is not known.
#[must_use]
pub fn rows(picture: Picture, list: &Comparison) -> Option<Vec<Vec<String>>> {
    Scene::of(list).map(|scene| table(picture, &scene).whole())
}

/// Where it is kept that a chart is to show all of its bounds again.
fn reset(picture: Picture) -> Id {
    Id::unique(("reset compared", picture))
}

/// A place for the keyboard, the menu, and the table for those who hear it.
fn area_ui(ui: &mut Ui, rect: Rect, picture: Picture, scene: &Scene<'_>, messages: &mut Vec<Message>) {
    let response = ui.interact(rect, ui.scope_id().with("area"), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, format!("{} chart", picture.label())));
    if response.has_focus() {
        focus_ring(ui, rect.shrink(2.0));
    }
    area_menu_ui(ui, &response, |ui| {
        takes_ui(ui, [Take::ComparedPicture(picture), Take::ComparedTable(picture)], true, messages);
        if ui.button("Reset view").on_hover_text("Shows the whole chart, as it was at first").clicked() {
            ui.data_mut(|data| data.insert_temp(reset(picture), true));
        }
    });
    speak_ui(ui, &response, scene.key(picture), picture.label(), || Some(table(picture, scene)));
}

fn table<'a>(picture: Picture, scene: &'a Scene<'_>) -> Table<'a> {
    match picture {
        Picture::Costs => costs::table(scene),
        Picture::Matrix => points::table(scene),
        Picture::Bridge => steps::table(scene),
        Picture::Chances => futures::table(scene),
    }
}
