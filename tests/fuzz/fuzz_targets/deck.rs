//! Whatever is in a deck file: a valid deck that survives its own writing, or faults.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shoreline::store::{
    codec::preserve,
    deck::{bad_path, check},
    decode_deck, encode,
};

fuzz_target!(|bytes: &[u8]| {
    match decode_deck(bytes, "fuzz.deck.ron") {
        Ok(deck) => {
            assert!(check(&deck).is_empty());
            assert!(deck.steps.iter().all(|step| bad_path(&step.scenario).is_none()));
            assert_eq!(decode_deck(encode(&deck).as_bytes(), "").as_ref(), Ok(&deck));
            let over = preserve(&String::from_utf8_lossy(bytes), &deck);
            assert_eq!(decode_deck(over.as_bytes(), "").as_ref(), Ok(&deck));
        }
        Err(bad) => assert!(!bad.faults.is_empty()),
    }
});
