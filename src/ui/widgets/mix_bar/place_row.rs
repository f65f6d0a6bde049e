//! A place's row: its name, a rail to 100 %, a pin, its share to be typed; 28 points high.

use egui::{Rect, Sense, Ui, pos2, vec2};
use rust_decimal::Decimal;

use super::{Place, colors, wish};
use crate::format;
use crate::model::lever::{Group, Lever};
use crate::state::message::{Message, ViewChange};
use crate::ui::{
    theme::{self, size, space},
    widgets::{
        line, pin,
        rail::{Rail, SMALL_HANDLE_RADIUS, rail_ui},
        value_field::{ValueField, value_field_ui},
    },
};

/// Height of a row.
pub(super) const HEIGHT: f32 = 28.0;
/// Width of a name.
const NAME_WIDTH: f32 = 84.0;
/// Width of a name with a sample of its color.
const SAMPLED_NAME_WIDTH: f32 = 104.0;
/// Width of a share.
const SHARE_WIDTH: f32 = 52.0;
/// Side of the sample of a place's color.
const SAMPLE: f32 = 8.0;

pub(super) fn place_row_ui(ui: &mut Ui, team: usize, place: &Place<'_>, count: usize, messages: &mut Vec<Message>) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEIGHT));
    let column = |left: f32, width: f32| {
        Rect::from_min_size(pos2(rect.left() + left, rect.top() + 4.0), vec2(width, HEIGHT - 8.0))
    };
    let share_left = rect.width() - SHARE_WIDTH;
    let pin_left = share_left - pin::WIDTH;
    let name_width = if count > 2 { SAMPLED_NAME_WIDTH } else { NAME_WIDTH };
    name_ui(ui, column(0.0, name_width), place, count > 2);
    let middle = column(name_width + space::GAP, pin_left - name_width - 2.0 * space::GAP);
    let (moved, ended) = share_rail_ui(ui, middle, place);
    pin_ui(ui, column(pin_left, pin::WIDTH), place, messages);
    let text = format::percent_precise(place.share);
    let label = format!("{} share", place.site.name);
    let parse = |text: &str| parse(place, text);
    let field = ValueField { id: place.id.with("value"), label: &label, text: &text, parse: &parse };
    let typed = value_field_ui(ui, column(share_left, SHARE_WIDTH), &field);

    messages.extend(moved.or(typed).map(|share| wish(team, place, share)));
    if ended || typed.is_some() {
        messages.push(Message::GestureEnd);
    }
}

fn parse(place: &Place<'_>, text: &str) -> Result<Decimal, String> {
    let lever = Lever::find(Group::Mix, "").ok_or_else(|| "no lever".to_owned())?;
    let share = format::parse_row(lever, text).map_err(|error| error.to_string())?;
    if (Decimal::ZERO..=place.limit()).contains(&share) {
        return Ok(share);
    }
    let (high, found) = (format::percent_precise(place.limit()), format::percent_precise(share));
    let why = if place.held.is_zero() { "" } else { " while other places are pinned" };
    Err(format!("must be 0\u{a0}% – {high}{why}, found {found}"))
}

fn name_ui(ui: &Ui, rect: Rect, place: &Place<'_>, sampled: bool) {
    let palette = theme::palette(ui);
    let color = colors::name(palette, place.index);
    let indent = if sampled { SAMPLE + 6.0 } else { 0.0 };
    if sampled {
        let sample = Rect::from_center_size(pos2(rect.left() + SAMPLE / 2.0, rect.center().y), vec2(SAMPLE, SAMPLE));
        colors::paint(ui.painter(), sample, 2.into(), colors::fill(palette, place.index), palette.panel);
    }
    let galley = line(ui.painter(), &place.site.name, theme::strong(size::BODY), color, rect.width() - indent);
    let elided = galley.elided;
    ui.painter().galley(pos2(rect.left() + indent, rect.center().y - galley.size().y / 2.0), galley, color);
    if elided {
        ui.interact(rect, place.id.with("name"), Sense::hover()).on_hover_text(&place.site.name);
    }
}

fn share_rail_ui(ui: &mut Ui, rect: Rect, place: &Place<'_>) -> (Option<Decimal>, bool) {
    let label = format!("{} share", place.site.name);
    let text = format::percent_precise;
    let fill = colors::fill(theme::palette(ui), place.index).color;
    let rail = Rail {
        limit: (!place.held.is_zero()).then(|| place.limit()),
        fill: Some(fill),
        radius: SMALL_HANDLE_RADIUS,
        ..Rail::new(place.id.with("rail"), &label, place.share, &text)
    };
    let rail = rail_ui(ui, rect, &rail);
    let hint = if place.held.is_zero() {
        format!("Share of the team's seats in {}", place.site.name)
    } else {
        format!("At most {}: pinned places hold {}", text(place.limit()), text(place.held))
    };
    rail.response.on_hover_text(hint);
    (rail.changed, rail.ended)
}

fn pin_ui(ui: &Ui, rect: Rect, place: &Place<'_>, messages: &mut Vec<Message>) {
    let name = &place.site.name;
    let hint = if place.pinned {
        format!("{name} is pinned: its share stays when others move. Click to let it go")
    } else {
        format!("Pin {name}: its share stays when others move")
    };
    let label = format!("Pin {name}");
    if pin::pin_ui(ui, rect, place.id.with("pin"), (&label, place.pinned), &hint).clicked() {
        messages.push(Message::View(ViewChange::TogglePin(place.site.id.clone())));
    }
}
