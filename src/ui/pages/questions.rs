//! The six questions of a new scenario, each with its answer and what the catalogue says to it.

use egui::{Align, ComboBox, Id, Layout, Rect, RichText, Ui, UiBuilder, vec2};
use rust_decimal::{Decimal, dec};

use crate::{
    catalog::{Catalog, Place, draft::Draft},
    format,
    model::lever::{Group, Unit},
    state::{message::Message, proposal::Topic},
    ui::{
        theme::{self, size, space},
        widgets::{
            rail::{Rail, rail_ui},
            value_field::{ValueField, typed, value_field_ui},
        },
    },
};

/// Height of a question's line of words.
const WORDS: f32 = 24.0;
/// Height of a control.
const CONTROL: f32 = 28.0;
/// Most seats that the rail reaches; more can be typed.
const MOST_SEATS: Decimal = dec!(200);

/// Draws the six questions; a changed answer proposes another scenario.
pub(super) fn questions_ui(ui: &mut Ui, draft: &Draft, catalog: &Catalog, messages: &mut Vec<Message>) {
    ui.spacing_mut().item_spacing.y = space::HALF;
    let mut next = draft.clone();
    question_ui(ui, "1", "Where is the team today?");
    place_ui(ui, "Home", catalog, &mut next.home);
    question_ui(ui, "2", "What does it do?");
    role_ui(ui, catalog, &mut next.role);
    question_ui(ui, "3", "How many seats?");
    seats_ui(ui, &mut next.seats);
    question_ui(ui, "4", "Where could some of it go?");
    place_ui(ui, "Destination", catalog, &mut next.destination);
    question_ui(ui, "5", "Which share of the seats?");
    share_ui(ui, &mut next.share);
    question_ui(ui, "6", "What do you pay today? Leave it if you don’t know.");
    own_pay_ui(ui, draft, catalog, &mut next.own_pay);
    if next.home != draft.home || next.role != draft.role {
        // What one pays is of that place and role.
        next.own_pay = None;
    }
    if next != *draft {
        messages.push(Message::Propose(Box::new(Topic::New(next))));
    }
}

fn question_ui(ui: &mut Ui, number: &str, words: &str) {
    let palette = theme::palette(ui);
    ui.add_space(space::HALF);
    ui.horizontal(|ui| {
        ui.set_min_height(WORDS);
        ui.label(RichText::new(number).font(theme::strong(size::BODY)).color(palette.quiet));
        ui.label(RichText::new(words).font(theme::strong(size::BODY)));
    });
}

/// A place from the catalogue; those meant for this side first.
fn place_ui(ui: &mut Ui, label: &str, catalog: &Catalog, chosen: &mut String) {
    let home = label == "Home";
    let name = |place: &Place| format!("{}, {}", place.city, place.country_name);
    let shown = catalog.place(chosen).map(name).unwrap_or_default();
    let combo =
        ComboBox::from_id_salt(("new", label)).width(ui.available_width()).height(360.0).selected_text(shown.clone());
    let response = combo.show_ui(ui, |ui| {
        theme::list(ui);
        let (first, rest): (Vec<&Place>, Vec<&Place>) = catalog.places.iter().partition(|place| place.home == home);
        let mut offer = |ui: &mut Ui, places: Vec<&Place>| {
            for place in places {
                ui.selectable_value(chosen, place.id.clone(), name(place));
            }
        };
        offer(ui, first);
        ui.separator();
        offer(ui, rest);
    });
    named(&response.response, label, &shown);
    response
        .response
        .on_hover_text(format!("{label}: the city stands for its country; you can change every figure later"));
}

fn role_ui(ui: &mut Ui, catalog: &Catalog, chosen: &mut String) {
    let shown = catalog.role(chosen).map(|role| role.label.clone()).unwrap_or_default();
    let combo =
        ComboBox::from_id_salt("new role").width(ui.available_width()).height(360.0).selected_text(shown.clone());
    let response = combo.show_ui(ui, |ui| {
        theme::list(ui);
        for role in &catalog.roles {
            ui.selectable_value(chosen, role.id.clone(), &role.label);
        }
    });
    named(&response.response, "Role", &shown);
    response.response.on_hover_text("Role: its market pay and how long it takes to learn");
}

/// The control's name and value for a screen reader.
fn named(response: &egui::Response, label: &str, shown: &str) {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_label(label);
        node.set_value(shown);
    });
}

fn seats_ui(ui: &mut Ui, seats: &mut Decimal) {
    let text = |value: Decimal| format::with_unit(Unit::Seats, value);
    let parse = |entry: &str| typed(Group::Team, "headcount", entry);
    let range = (Decimal::ONE, Ord::max(MOST_SEATS, *seats));
    number_ui(ui, ("seats", "Seats"), seats, &Number { range, step: Decimal::ONE, text: &text, parse: &parse });
}

fn share_ui(ui: &mut Ui, share: &mut Decimal) {
    let text = |value: Decimal| format::with_unit(Unit::Share, value);
    let parse = |entry: &str| typed(Group::Offshore, "", entry);
    let number = Number { range: (Decimal::ZERO, Decimal::ONE), step: dec!(0.05), text: &text, parse: &parse };
    number_ui(ui, ("share", "Share that moves"), share, &number);
}

/// How a number is moved and typed.
struct Number<'a> {
    range: (Decimal, Decimal),
    step: Decimal,
    text: &'a dyn Fn(Decimal) -> String,
    parse: &'a dyn Fn(&str) -> Result<Decimal, String>,
}

/// A rail with the value at its right, to be typed.
fn number_ui(ui: &mut Ui, (key, label): (&str, &str), value: &mut Decimal, number: &Number<'_>) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), CONTROL));
    let (left, right) = rect.split_left_right_at_x(rect.right() - 96.0);
    let id = Id::unique(("new", key));
    let shown = (number.text)(*value);
    let field = ValueField { id: id.with("value"), label, text: &shown, parse: number.parse };
    let entered = value_field_ui(ui, right, &field);
    let rail = Rail { range: number.range, step: number.step, ..Rail::new(id, label, *value, number.text) };
    let moved = rail_ui(ui, Rect::from_min_max(left.min, left.max), &rail).changed;
    *value = entered.or(moved).unwrap_or(*value);
}

/// Today's pay: the catalogue's until one's own is typed.
fn own_pay_ui(ui: &mut Ui, draft: &Draft, catalog: &Catalog, own: &mut Option<Decimal>) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), CONTROL));
    let [known, _] = draft.catalogue_pay(catalog);
    let currency = catalog.place(&draft.home).map_or("", |place| place.currency.as_str());
    let value = own.or(known.map(|figure| figure.value));
    let shown = value.map_or_else(|| "type it here".to_owned(), |value| format::money_plain(value, currency));
    let parse = |entry: &str| typed(Group::Salary, "", entry);
    let field =
        ValueField { id: Id::unique("new pay"), label: "Annual gross pay at home", text: &shown, parse: &parse };
    if let Some(entered) = value_field_ui(ui, rect, &field) {
        *own = Some(entered);
    }
    let layout = Layout::left_to_right(Align::Center);
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    let palette = theme::palette(&child);
    let quiet = |text: &str| RichText::new(text).size(size::LABEL).color(palette.quiet);
    match (own.is_some(), known) {
        (true, Some(_)) => {
            if child.button("Use the market’s").on_hover_text("Takes the catalogue’s median back").clicked() {
                *own = None;
            }
        }
        (true, None) => _ = child.label(quiet("Your own figure")),
        (false, Some(_)) => _ = child.label(quiet("Market median; click it to type yours")),
        (false, None) => {
            child.label(
                RichText::new("The catalogue has none that is good enough").size(size::LABEL).color(palette.warning.0),
            );
        }
    }
}
