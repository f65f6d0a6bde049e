//! How cells look: number formats, and colors that tell what may be typed from what is computed.

use std::{collections::HashMap, sync::Arc};

use rust_decimal::Decimal;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::format::float;

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Text,
    /// A text beside a number.
    Beside,
    /// A word in a column of numbers.
    Word,
    Wrapped,
    /// A heading over numbers.
    Over,
    Money,
    Share,
    Seats,
    Factor,
    Whole,
    Plain,
}

/// The part a cell plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// A formula, or plain text.
    Usual,
    /// A figure that may be changed.
    Input,
    /// A figure that stands as it was exported.
    Given,
    /// A total or a heading.
    Strong,
    /// The sheet's title.
    Title,
    /// An explanation.
    Faint,
}

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Ink {
    pub(super) kind: Kind,
    pub(super) role: Role,
}

impl Ink {
    pub(super) const TEXT: Self = Self::usual(Kind::Text);
    pub(super) const MONEY: Self = Self::usual(Kind::Money);
    pub(super) const SHARE: Self = Self::usual(Kind::Share);
    pub(super) const SEATS: Self = Self::usual(Kind::Seats);
    pub(super) const FACTOR: Self = Self::usual(Kind::Factor);
    pub(super) const WHOLE: Self = Self::usual(Kind::Whole);
    pub(super) const DATE: Self = Self::usual(Kind::Beside);
    pub(super) const WORD: Self = Self::usual(Kind::Word);
    pub(super) const BESIDE: Self = Self { kind: Kind::Beside, role: Role::Faint };
    /// What names the numbers to its right.
    pub(super) const SIDE: Self = Self { kind: Kind::Word, role: Role::Faint };
    pub(super) const SOURCE: Self = Self { kind: Kind::Wrapped, role: Role::Faint };
    pub(super) const OVER: Self = Self { kind: Kind::Over, role: Role::Strong };
    pub(super) const NOTE: Self = Self { kind: Kind::Text, role: Role::Faint };
    pub(super) const WRAPPED: Self = Self { kind: Kind::Wrapped, role: Role::Usual };
    pub(super) const TITLE: Self = Self { kind: Kind::Text, role: Role::Title };
    pub(super) const HEADING: Self = Self { kind: Kind::Wrapped, role: Role::Strong };
    /// The heading of a column of texts beside numbers.
    pub(super) const HEAD: Self = Self { kind: Kind::Beside, role: Role::Strong };
    pub(super) const SECTION: Self = Self { kind: Kind::Text, role: Role::Strong };
    pub(super) const TOTAL: Self = Self { kind: Kind::Money, role: Role::Strong };

    const fn usual(kind: Kind) -> Self {
        Self { kind, role: Role::Usual }
    }

    /// How wide a number is shown, characters, with room beside it.
    pub(super) fn width(self, value: Decimal) -> f64 {
        const ROOM: f64 = 2.0;
        let (groups, decimals, value) = match self.kind {
            Kind::Money => (true, 3.0, value),
            Kind::Seats => (true, 5.0, value),
            Kind::Share => (false, 4.0, value.saturating_mul(Decimal::ONE_HUNDRED)),
            Kind::Factor => (false, 7.0, value),
            Kind::Whole => (false, 0.0, value),
            // What is written in full is cut to its cell, and a text flows over it.
            Kind::Plain | Kind::Text | Kind::Beside | Kind::Word | Kind::Wrapped | Kind::Over => return 0.0,
        };
        let digits = float(value.abs()).max(1.0).log10().floor() + 1.0;
        let between = if groups { ((digits - 1.0) / 3.0).floor() } else { 0.0 };
        let bold = if self.role == Role::Strong { 1.1 } else { 1.0 };
        (digits + between + decimals + f64::from(value.is_sign_negative())) * bold + ROOM
    }

    /// The same in another part.
    pub(super) const fn as_a(self, role: Role) -> Self {
        Self { role, ..self }
    }
}

/// Blue of home, as everywhere.
pub(super) const HOME: Color = Color::RGB(0x00_72B2);
/// Vermillion of offshore.
pub(super) const OFFSHORE: Color = Color::RGB(0xD5_5E00);
/// Grey of everything else.
pub(super) const OTHER: Color = Color::RGB(0x80_8080);

/// The formats of a workbook, made once.
#[derive(Debug, Clone)]
pub(super) struct Look(Arc<HashMap<Ink, Format>>);

impl Default for Look {
    fn default() -> Self {
        use Kind::{Beside, Factor, Money, Over, Plain, Seats, Share, Text, Whole, Word, Wrapped};
        use Role::{Faint, Given, Input, Strong, Title, Usual};
        let kinds = [Text, Beside, Word, Wrapped, Over, Money, Share, Seats, Factor, Whole, Plain];
        let roles = [Usual, Input, Given, Strong, Title, Faint];
        let inks = kinds.into_iter().flat_map(|kind| roles.map(|role| Ink { kind, role }));
        Self(Arc::new(inks.map(|ink| (ink, made(ink))).collect()))
    }
}

impl Look {
    /// The format of an ink; every ink has one.
    pub(super) fn format(&self, ink: Ink) -> Option<&Format> {
        self.0.get(&ink)
    }
}

fn made(ink: Ink) -> Format {
    // Rows grow with what is wrapped; all that stands in one begins at its top.
    let text = Format::new().set_align(FormatAlign::Top);
    let number = |shown: &str| text.clone().set_align(FormatAlign::Right).set_num_format(shown);
    let format = match ink.kind {
        Kind::Text => text,
        Kind::Beside => text.set_align(FormatAlign::Left).set_indent(1),
        Kind::Word => text.set_align(FormatAlign::Right),
        Kind::Wrapped => text.set_text_wrap(),
        Kind::Over => text.set_text_wrap().set_align(FormatAlign::Right),
        Kind::Money => number("#,##0.00;[Red]-#,##0.00"),
        Kind::Share => number("0.00%"),
        Kind::Seats => number("#,##0.0000"),
        Kind::Factor => number("0.000000"),
        Kind::Whole => number("0"),
        Kind::Plain => number("General"),
    };
    match ink.role {
        Role::Usual => format,
        Role::Input => format
            .set_background_color(Color::RGB(0xFF_F8E1))
            .set_font_color(Color::RGB(0x00_4C78))
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0xD8_C890))
            .set_unlocked(),
        Role::Given => format.set_font_color(Color::RGB(0x40_4040)).set_background_color(Color::RGB(0xF0_F0F0)),
        Role::Strong => format.set_bold().set_background_color(Color::RGB(0xE6_EEF3)),
        Role::Title => format.set_bold().set_font_size(14),
        Role::Faint => format.set_font_color(Color::RGB(0x60_6060)),
    }
}
