//! Decimals of the catalogue's file: quoted text, read exactly.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, de::Error};

fn exact<E: Error>(text: &str) -> Result<Decimal, E> {
    Decimal::from_str(text).map_err(|error| E::custom(format!("must be a decimal, found \"{text}\": {error}")))
}

/// A decimal.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Decimal, D::Error> {
    exact(&String::deserialize(input)?)
}

/// A decimal that may be missing.
pub(super) mod option {
    use super::{Decimal, Deserialize, Deserializer, exact};

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Decimal>, D::Error> {
        Option::<String>::deserialize(input)?.map(|text| exact(&text)).transpose()
    }
}

/// A low and a high end that may be missing.
pub(super) mod range {
    use super::{Decimal, Deserialize, Deserializer, exact};

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        input: D,
    ) -> Result<Option<(Decimal, Decimal)>, D::Error> {
        let ends = Option::<(String, String)>::deserialize(input)?;
        ends.map(|(low, high)| Ok((exact(&low)?, exact(&high)?))).transpose()
    }
}

/// Four scores.
pub(super) mod scores {
    use super::{Decimal, Deserialize, Deserializer, exact};

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<[Decimal; 4], D::Error> {
        let [a, b, c, d] = <[String; 4]>::deserialize(input)?;
        Ok([exact(&a)?, exact(&b)?, exact(&c)?, exact(&d)?])
    }
}
