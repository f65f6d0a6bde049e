//! Texts without the amounts in them, for while these are hidden.

use super::NBSP;

/// Codes of currencies that are paid with, ISO 4217, and those that gave way to another since 2000.
const CURRENCIES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP \
    BYN BZD CAD CDF CHF CLF CLP CNH CNY COP CRC CUP CVE CYP CZK DJF DKK DOP DZD EEK EGP ERN ETB EUR FJD FKP GBP GEL GHS \
    GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK \
    LBP LKR LRD LSL LTL LVL LYD MAD MDL MGA MKD MMK MNT MOP MRU MTL MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR \
    PAB PEN PGK PHP PKR PLN PYG QAR ROL RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SIT SKK SLE SLL SOS SRD SSP STN SVC \
    SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// Marks of money where a number has no code.
fn symbol(c: char) -> bool {
    matches!(c, '$' | '¢'..='¥' | '฿' | '\u{20a0}'..='\u{20cf}')
}

/// A text without the amounts in it: numbers that have a currency, thousands or decimals, or three
/// digits and more, become `•`; `Team 2`, `24/7` and `FTE 12` stay.
#[must_use]
pub fn without_amounts(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '_' | '\'' | '’' | NBSP | '\u{202f}');
    let mut shown = String::new();
    let mut at = 0;
    while at < letters.len() {
        if !letters[at].is_ascii_digit() {
            shown.push(letters[at]);
            at += 1;
            continue;
        }
        let mut end = at;
        while end < letters.len() && part(letters[end]) {
            end += 1;
        }
        while end > at && !letters[end - 1].is_ascii_digit() {
            end -= 1;
        }
        let number: String = letters[at..end].iter().collect();
        let money = shown.trim_end().ends_with(symbol) || code_before(&shown).is_some();
        let code = code_after(&letters[end..]);
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let share = letters[end..].iter().find(|c| !c.is_whitespace()).is_some_and(|c| matches!(c, '%' | '×'));
        let long = !share && (digits >= 3 || digits < number.chars().count());
        if money || code.is_some() || unit_after(&letters[end..]) || long {
            shown.truncate(shown.trim_end_matches(symbol).len());
            if let Some(begin) = code_before(&shown) {
                // Nor its currency.
                shown.truncate(begin);
            }
            shown.push('•');
            end += code.unwrap_or_default();
        } else {
            shown.push_str(&number);
        }
        at = end;
    }
    shown.retain(|c| !symbol(c));
    shown
}

fn currency(word: &str) -> bool {
    CURRENCIES.split(' ').any(|code| code == word)
}

/// Where the code of a currency begins that a text ends in.
fn code_before(text: &str) -> Option<usize> {
    let text = text.trim_end();
    let word = text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    currency(word).then(|| text.len() - word.len())
}

/// How many letters from here the code of a currency ends, where one comes next.
fn code_after(letters: &[char]) -> Option<usize> {
    let space = letters.iter().take_while(|c| c.is_whitespace()).count();
    let word: String = letters[space..].iter().take_while(|c| c.is_alphabetic()).take(4).collect();
    currency(&word).then_some(space + 3)
}

/// Whether a magnitude or a mark of money comes next.
fn unit_after(letters: &[char]) -> bool {
    let next: String = letters.iter().skip_while(|c| c.is_whitespace()).take(3).collect();
    let next = next.to_lowercase();
    let magnitude = ["k", "m", "bn", "tn"]
        .iter()
        .any(|unit| next.strip_prefix(unit).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)));
    magnitude || next.starts_with(symbol)
}

/// A message without the amounts in it; paths of files that it names stay as they are, so that the
/// file is found.
#[must_use]
pub fn message_without_amounts(message: &str) -> String {
    message.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Faults of a file without the amounts in them; where a line begins with the file's name, that stays.
#[must_use]
pub fn faults_without_amounts(faults: &str, file: &str) -> String {
    let line = |line: &str| match line.strip_prefix(file) {
        Some(rest) if !file.is_empty() => format!("{file}{}", without_amounts(rest)),
        _ => without_amounts(line),
    };
    faults.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn line(text: &str) -> String {
    let Some((begin, end)) = path_in(text) else { return without_amounts(text) };
    format!("{}{}{}", without_amounts(&text[..begin]), &text[begin..end], line(&text[end..]))
}

/// Where the first path from a root begins and ends in a line of a message. What is quoted is what
/// people have called something, and no path.
fn path_in(text: &str) -> Option<(usize, usize)> {
    let (mut quoted, mut fresh) = (false, true);
    for (at, letter) in text.char_indices() {
        let length = if fresh && !quoted { path_at(&text[at..]) } else { None };
        if let Some(length) = length {
            return Some((at, at + length));
        }
        quoted = letter == '“' || (quoted && letter != '”');
        fresh = letter.is_whitespace();
    }
    None
}

/// How long the path is that a text begins with: to where a fault is told of it, or a sentence ends.
fn path_at(text: &str) -> Option<usize> {
    let letters = text.as_bytes();
    let drive =
        letters.len() > 2 && letters[0].is_ascii_alphabetic() && letters[1] == b':' && b"\\/".contains(&letters[2]);
    let root = drive || text.starts_with("\\\\");
    // The colon of a drive ends nothing.
    let head = if root { 2 } else { 0 };
    let ends = |(at, _): &(usize, char)| {
        let rest = &text[*at..];
        let place = rest
            .strip_prefix(':')
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| c == ' ' || c.is_ascii_digit()));
        *at >= head && (place || rest.starts_with(". "))
    };
    let end = text.char_indices().find(ends).map_or(text.len(), |(at, _)| at);
    // One stroke alone is `a seat /month`.
    (root || (text.starts_with('/') && text[..end].matches('/').count() > 1)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_go_from_a_text_and_other_numbers_stay() {
        for (text, shown) in [
            ("Support desk to Manila", "Support desk to Manila"),
            ("Team 2, 24/7", "Team 2, 24/7"),
            ("Save $2m", "Save •m"),
            ("pay 46,000 → 50,000", "pay • → •"),
            ("USD 12 a head", "• a head"),
            ("12 USD a head, 9\u{a0}PHP", "• a head, •"),
            ("€1.5, ₱12 and 5 €", "•, • and • "),
            ("5 k each", "• k each"),
            ("at 1.20 of market", "at • of market"),
            ("rework 5 → 5.1\u{a0}%", "rework 5 → 5.1\u{a0}%"),
            // What three capitals stand for is mostly no currency.
            ("FTE 12, KPI 3 and 9 FTE", "FTE 12, KPI 3 and 9 FTE"),
            ("FTE 1,200", "FTE •"),
            ("USDA 12", "USDA 12"),
            ("in $", "in "),
            ("", ""),
        ] {
            assert_eq!(without_amounts(text), shown);
        }
    }

    #[test]
    fn a_message_keeps_the_paths_that_it_names() {
        for (message, shown) in [
            ("Saved to /plans/$mine 2026/save 1,200.ron", "Saved to /plans/$mine 2026/save 1,200.ron"),
            (
                "/a/b$/x.ron:12:345: pay: must be below 5,000, found 46870",
                "/a/b$/x.ron:12:•: pay: must be below •, found •",
            ),
            ("C:\\$plans\\2026.ron: not saved: $5", "C:\\$plans\\2026.ron: not saved: •"),
            ("Moved to the trash: /t/2026/a.ron. It was 1,200.", "Moved to the trash: /t/2026/a.ron. It was •."),
            (
                "/a/1000/b: can't be saved: there is no folder /a/1000",
                "/a/1000/b: can't be saved: there is no folder /a/1000",
            ),
            ("found \\\\disk\\2026\\x.ron: $5\n$6", "found \\\\disk\\2026\\x.ron: •\n•"),
            // What people have called something tells what it tells.
            ("Step 2 of “Save /all/of 46,870” is $5", "Step 2 of “Save /all/of •” is •"),
            ("$94k /seat, 52,000 a year", "•k /seat, • a year"),
        ] {
            assert_eq!(message_without_amounts(message), shown);
        }
    }
}
