//! What the card of a lever's range holds: its ends, typed as values or as multiples of today's.

use egui::{Align2, Id, Rect, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use rust_decimal::Decimal;

use super::{
    super::{LeverRow, about},
    WIDTH,
};
use crate::format;
use crate::model::{
    lever::{LeverId, Unit},
    ranges::{CERTAIN, HIGH, LOW, Range},
    scenario::Scenario,
};
use crate::ui::{
    theme::{self, size, space},
    widgets::{
        button::other_button,
        value_field::{ValueField, value_field_ui},
    },
};

/// Height of a line, and where its first column of figures ends.
const LINE: (f32, f32) = (24.0, 160.0);
/// Decimals of a multiplier that was typed as a value: enough to show the value as typed.
const PLACES: u32 = 9;

/// An end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Low,
    High,
}

impl End {
    fn name(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::High => "High",
        }
    }

    fn of(self, range: Range) -> Decimal {
        match self {
            Self::Low => range.0,
            Self::High => range.1,
        }
    }

    fn with(self, range: Range, multiplier: Decimal) -> Range {
        match self {
            Self::Low => (multiplier, range.1),
            Self::High => (range.0, multiplier),
        }
    }
}

/// The field in which an end is typed, as a value or as a multiple.
fn field_id(id: Id, end: End, times: bool) -> Id {
    id.with((end.name(), times))
}

/// Gives the card's first field the keyboard.
pub(super) fn focus(ui: &Ui, id: Id) {
    ui.memory_mut(|memory| memory.request_focus(field_id(id, End::Low, false)));
}

/// What the card holds. The outer option says whether something was chosen, the inner one is the
/// range, none being the table's.
#[expect(clippy::option_option, reason = "nothing chosen and the table's range chosen are two things")]
pub(super) fn card_ui(
    ui: &mut Ui,
    id: Id,
    row: &LeverRow<'_>,
    (range, usual): (Range, Range),
) -> Option<Option<Range>> {
    ui.set_width(WIDTH);
    ui.spacing_mut().item_spacing = vec2(space::GAP, space::HALF);
    let quiet = theme::palette(ui).quiet;
    let note = |ui: &mut Ui, text: String| ui.label(RichText::new(text).size(size::LABEL).color(quiet));
    ui.label(RichText::new(format!("{}: range", row.id.label(row.scenario))).font(theme::strong(size::BODY)));
    note(ui, "Between which values it may turn out to lie.".to_owned());
    heads_ui(ui);
    let low = end_ui(ui, (id, End::Low), row, range);
    today_ui(ui, row);
    let high = end_ui(ui, (id, End::High), row, range);
    let mut chosen = low.or(high).map(Some);
    ui.add_space(space::HALF);
    if row.value.is_zero() {
        note(ui, "Today’s value is 0, and so is any multiple of it.".to_owned());
    }
    if usual == CERTAIN {
        note(ui, "Not varied unless you say how much.".to_owned());
    } else {
        let words = format::lever_range(row.id, row.scenario, row.value, usual);
        note(ui, format!("Default {words}. {}", about::basis(row.id.lever())));
    }
    ui.add_space(space::HALF);
    ui.horizontal(|ui| {
        ui.add_enabled_ui(range != usual, |ui| {
            if usual != CERTAIN && other_button(ui, "Default range").on_hover_text("The range of the model").clicked() {
                chosen = Some(None);
            }
        });
        ui.add_enabled_ui(range != CERTAIN, |ui| {
            if other_button(ui, "Not varied").on_hover_text("Today’s value, without a doubt").clicked() {
                chosen = Some(Some(CERTAIN));
            }
        });
    });
    chosen
}

/// A line of the card: its name, and where its two figures stand.
fn line_ui<R>(ui: &mut Ui, name: &str, figures: impl FnOnce(&mut Ui, [Rect; 2]) -> R) -> R {
    let (_, rect) = ui.allocate_space(vec2(WIDTH, LINE.0));
    let palette = theme::palette(ui);
    ui.painter().text(rect.left_center(), Align2::LEFT_CENTER, name, theme::regular(size::BODY), palette.text);
    let first = Rect::from_min_max(pos2(rect.left() + 64.0, rect.top()), pos2(rect.left() + LINE.1, rect.bottom()));
    let second =
        Rect::from_min_max(pos2(first.right() + space::GAP, rect.top()), pos2(rect.right() - 4.0, rect.bottom()));
    figures(ui, [first, second])
}

fn heads_ui(ui: &mut Ui) {
    line_ui(ui, "", |ui, rects| {
        let color = theme::palette(ui).quiet;
        for (rect, text) in rects.into_iter().zip(["value", "of today’s"]) {
            ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, text, theme::regular(size::LABEL), color);
        }
    });
}

/// What is most likely: today's value. One text to a screen reader.
fn today_ui(ui: &mut Ui, row: &LeverRow<'_>) {
    let today = format::lever_value(row.id, row.scenario, row.value);
    let color = theme::palette(ui).quiet;
    let line = line_ui(ui, "Most likely", |ui, rects| {
        for (rect, text) in rects.into_iter().zip([today.as_str(), "today"]) {
            ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, text, theme::regular(size::BODY), color);
        }
        ui.interact(rects[0].union(rects[1]), Id::unique(("most likely", row.id.to_string())), Sense::hover())
    });
    line.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Most likely, {today}, as today")));
}

/// An end of the range, as a value and as a multiple of today's; both can be typed.
fn end_ui(ui: &mut Ui, (id, end): (Id, End), row: &LeverRow<'_>, range: Range) -> Option<Range> {
    let multiplier = end.of(range);
    let name = format!("{}, {}", row.id.label(row.scenario), end.name().to_lowercase());
    let value = format::lever_times(row.id, row.scenario, row.value, multiplier);
    let times = format!("{}\u{a0}×", format::trimmed(multiplier, 3));
    line_ui(ui, end.name(), |ui, rects| {
        let of_value = ValueField {
            id: field_id(id, end, false),
            label: &name,
            text: &value,
            parse: &|text| by_value(row.id, row.scenario, row.value, end, text),
        };
        let of_today = ValueField {
            id: field_id(id, end, true),
            label: &format!("{name}, of today’s"),
            text: &times,
            parse: &|text| by_multiplier(end, text),
        };
        let first = value_field_ui(ui, rects[0], &of_value);
        value_field_ui(ui, rects[1], &of_today).or(first)
    })
    .map(|typed| end.with(range, typed))
}

/// Reads an end that was typed as a value of the lever: the multiplier it comes to.
fn by_value(id: &LeverId, scenario: &Scenario, today: Decimal, end: End, text: &str) -> Result<Decimal, String> {
    let value = about::parse(id, scenario, text)?;
    let multiplier = value.checked_div(today).map(|multiplier| multiplier.round_dp(PLACES));
    let today = format::lever_value(id, scenario, today);
    match (multiplier, end) {
        (None, _) => Err(format!("must be a multiple of today’s {today}, found {text}")),
        (Some(multiplier), End::Low) if !LOW.contains(&multiplier) => {
            Err(format!("must be between 0 and today’s {today}, found {text}"))
        }
        (Some(multiplier), End::High) if !HIGH.contains(&multiplier) => {
            Err(format!("must be from today’s {today} to ten times that, found {text}"))
        }
        (Some(multiplier), _) => Ok(multiplier),
    }
}

/// Reads an end that was typed as a multiple of today's value: `1.4 ×`, `140 %`.
fn by_multiplier(end: End, text: &str) -> Result<Decimal, String> {
    let multiplier = format::parse_unit(Unit::Multiplier, text).map_err(|error| error.to_string())?;
    let (rule, valid) = match end {
        End::Low => ("0–1", LOW),
        End::High => ("1–10", HIGH),
    };
    if valid.contains(&multiplier) { Ok(multiplier) } else { Err(format!("must be {rule}, found {text}")) }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::model::testing::two_sites;

    #[test]
    fn an_end_is_read_in_the_levers_unit() {
        let scenario = two_sites();
        let read = |id: &str, end, text| {
            let id: LeverId = id.parse().unwrap();
            by_value(&id, &scenario, id.value(&scenario).unwrap(), end, text)
                .map_err(|text| text.replace('\u{a0}', " "))
        };
        assert_eq!(read("site.ph-mnl.attrition", End::Low, "15.5 %"), Ok(dec!(0.5)));
        assert_eq!(read("site.ph-mnl.attrition", End::High, "62"), Ok(dec!(2)));
        let over = "must be between 0 and today’s 31 %, found 40 %";
        assert_eq!(read("site.ph-mnl.attrition", End::Low, "40 %"), Err(over.to_owned()));
        let under = "must be from today’s 31 % to ten times that, found 20 %";
        assert_eq!(read("site.ph-mnl.attrition", End::High, "20 %"), Err(under.to_owned()));
        assert_eq!(
            read("site.ph-mnl.attrition", End::High, "301 %"),
            Err("must be 0 % – 300 %, found 301 %".to_owned())
        );
        let none = "must be a multiple of today’s 0 FTE, found 1";
        assert_eq!(read("team.desk.liaisons", End::High, "1"), Err(none.to_owned()));
    }

    #[test]
    fn a_value_typed_is_shown_as_typed() {
        let scenario = two_sites();
        let id: LeverId = "team.desk.salary.us-nyc".parse().unwrap();
        let today = id.value(&scenario).unwrap();
        let multiplier = by_value(&id, &scenario, today, End::High, "50000").unwrap();
        assert_eq!(format::lever_times(&id, &scenario, today, multiplier), "$50,000");
    }

    #[test]
    fn a_multiple_is_read_with_its_sign_or_as_a_percentage() {
        assert_eq!(by_multiplier(End::High, "1.4 ×"), Ok(dec!(1.4)));
        assert_eq!(by_multiplier(End::Low, "80 %"), Ok(dec!(0.8)));
        assert_eq!(by_multiplier(End::Low, "1.2"), Err("must be 0–1, found 1.2".to_owned()));
        assert_eq!(by_multiplier(End::High, "0.9"), Err("must be 1–10, found 0.9".to_owned()));
    }
}
