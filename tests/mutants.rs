//! Files that are nearly right: mutants of valid files, by bytes and by tokens. Each loads to a valid
//! scenario that survives its own writing, or gives faults with a place inside the file; none
//! panics, takes a second or much memory. `SHORELINE_MUTANTS` sets how many; CI tries 100,000.

#![expect(clippy::unwrap_used, reason = "a test may panic, its helpers too")]

use std::{
    env, fs,
    path::Path,
    time::{Duration, Instant},
};

use allocation_counter::measure;
use shoreline::{
    model::check::check,
    store::{codec::preserve, decode, encode, is_deck},
};

/// Mutants that are tried where nothing else is said.
const MUTANTS: u64 = 5_000;
/// The longest that one may take.
const LONGEST: Duration = Duration::from_secs(1);
/// The most memory that one may ask for at once, bytes: 200 MB.
const MOST: u64 = 200_000_000;

/// What mutants put in places where something else was.
const TOKENS: [&str; 34] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    "\"",
    "//",
    "/*",
    "*/",
    "\\",
    "r#\"",
    "Some(",
    "None",
    "Scenario(",
    "-",
    "e",
    "1e999",
    "-0",
    "0.0000000000000000000000000001",
    "79228162514264337593543950335",
    "NaN",
    "inf",
    "true",
    "'",
    "\u{202e}",
    "\u{0}",
    "\u{feff}",
    "😀",
    "=HYPERLINK(\"x\")",
    "\n",
    "((((((((((((((((((((((((((((((((((((((((",
];

/// Numbers in a fixed order that looks like none.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

fn originals() -> Vec<Vec<u8>> {
    let mut originals = Vec::new();
    for folder in ["scenarios", "tests/golden"] {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "ron") && !is_deck(&path) {
                originals.push(fs::read(path).unwrap());
            }
        }
    }
    originals.sort();
    originals
}

/// Where a token begins at or after a place.
fn token(text: &[u8], from: usize) -> usize {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.';
    let same = |at: usize| at > 0 && word(text[at]) && word(text[at - 1]);
    (from..text.len()).find(|at| !same(*at)).unwrap_or(text.len())
}

/// Changes a text in one place.
fn mutate(text: &mut Vec<u8>, others: &[Vec<u8>], random: &mut Random) {
    let at = random.below(text.len());
    let (from, other) = (token(text, at), TOKENS[random.below(TOKENS.len())]);
    let to = token(text, (from + 1).min(text.len()));
    match random.below(9) {
        0 => text[at] = random.next().to_le_bytes()[0],
        1 => _ = text.remove(at),
        2 => text.insert(at, random.next().to_le_bytes()[0]),
        3 => text.truncate(at),
        4 => _ = text.splice(from..to, other.bytes()).count(),
        5 => _ = text.splice(from..from, other.bytes()).count(),
        6 => _ = text.drain(from..to).count(),
        7 => {
            // A token of another place.
            let begin = token(text, random.below(text.len()));
            let end = token(text, (begin + 1).min(text.len()));
            let copied = text[begin..end].to_vec();
            _ = text.splice(from..to, copied).count();
        }
        _ => {
            // A stretch of another file.
            let source = &others[random.below(others.len())];
            let begin = random.below(source.len());
            let end = (begin + random.below(400)).min(source.len());
            _ = text.splice(at..at, source[begin..end].iter().copied()).count();
        }
    }
    if text.is_empty() {
        text.push(b'(');
    }
}

/// Reads a mutant and holds what is promised; tells whether it is valid.
fn held(text: &[u8], original: &str, number: u64) -> bool {
    match decode(text, "mutant.ron") {
        Ok(scenario) => {
            assert_eq!(check(&scenario), [], "mutant {number} is not valid");
            assert_eq!(decode(encode(&scenario).as_bytes(), "").as_ref(), Ok(&scenario), "mutant {number}");
            // Written over what people wrote it is the same.
            let over = preserve(str::from_utf8(text).unwrap_or(original), &scenario);
            assert_eq!(decode(over.as_bytes(), "").as_ref(), Ok(&scenario), "mutant {number}");
            let over = preserve(original, &scenario);
            assert_eq!(decode(over.as_bytes(), "").as_ref(), Ok(&scenario), "mutant {number}");
            true
        }
        Err(bad) => {
            let shown = String::from_utf8_lossy(text);
            let lines: Vec<&str> = shown.split('\n').collect();
            assert!(!bad.faults.is_empty(), "mutant {number} gives no fault");
            for fault in &bad.faults {
                let line = fault.line.checked_sub(1).and_then(|line| lines.get(line));
                let inside = line.is_some_and(|line| (1..=line.chars().count() + 1).contains(&fault.column));
                assert!(inside, "mutant {number}: {fault:?} is not in the file");
            }
            false
        }
    }
}

#[test]
fn nearly_right_files_are_read_or_refused_in_their_place() {
    let mutants = env::var("SHORELINE_MUTANTS").ok().and_then(|count| count.parse().ok()).unwrap_or(MUTANTS);
    let originals = originals();
    let workers = 2;
    let (mut valid, mut bytes, mut longest, mut most) = (0, 0, Duration::ZERO, 0);
    std::thread::scope(|scope| {
        let run = |worker: u64| {
            let originals = &originals;
            move || {
                let mut sums = (0, 0, Duration::ZERO, 0);
                for number in (worker..mutants).step_by(2) {
                    let mut random = Random((number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
                    let original = &originals[random.below(originals.len())];
                    let mut text = original.clone();
                    for _ in 0..=random.below(4) {
                        mutate(&mut text, originals, &mut random);
                    }
                    let begun = Instant::now();
                    let mut valid = false;
                    let asked = measure(|| valid = held(&text, str::from_utf8(original).unwrap(), number));
                    let took = begun.elapsed();
                    assert!(took < LONGEST, "mutant {number} took {took:?}");
                    assert!(asked.bytes_max < MOST, "mutant {number} took {} bytes", asked.bytes_max);
                    sums.0 += u64::from(valid);
                    sums.1 += text.len();
                    sums.2 = sums.2.max(took);
                    sums.3 = sums.3.max(asked.bytes_max);
                }
                sums
            }
        };
        let threads: Vec<_> = (0..workers).map(|worker| scope.spawn(run(worker))).collect();
        for thread in threads {
            let sums = thread.join().unwrap();
            valid += sums.0;
            bytes += sums.1;
            longest = longest.max(sums.2);
            most = most.max(sums.3);
        }
    });
    assert!(valid > mutants / 100, "hardly any mutant is valid: {valid}");
    println!("mutants: {mutants} tried ({bytes} bytes), {valid} valid; longest {longest:?}, most memory {most} bytes");
}
