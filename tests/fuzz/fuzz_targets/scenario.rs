//! Whatever is in a scenario file: a valid scenario that survives its own writing, or faults.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shoreline::{
    model::{check::check, stamp::Stamp},
    store::{
        codec::{preserve, stamped, stated},
        decode, encode,
    },
};

fuzz_target!(|bytes: &[u8]| {
    match decode(bytes, "fuzz.ron") {
        Ok(scenario) => {
            assert!(check(&scenario).is_empty());
            assert_eq!(decode(encode(&scenario).as_bytes(), "").as_ref(), Ok(&scenario));
            let over = preserve(&String::from_utf8_lossy(bytes), &scenario);
            assert_eq!(decode(over.as_bytes(), "").as_ref(), Ok(&scenario));
            let stamp = Stamp::of(&scenario);
            let stamped = stamped(&over, &stamp);
            assert_eq!(stated(&stamped), Some(stamp));
            assert_eq!(decode(stamped.as_bytes(), "").as_ref(), Ok(&scenario));
        }
        Err(bad) => assert!(!bad.faults.is_empty()),
    }
});
