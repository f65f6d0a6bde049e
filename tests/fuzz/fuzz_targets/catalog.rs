//! Whatever is in a catalogue file: a catalogue, or what is wrong with it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shoreline::store::decode_catalog;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = str::from_utf8(bytes) {
        let _ = decode_catalog(text);
    }
});
