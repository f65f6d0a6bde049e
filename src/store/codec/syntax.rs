//! Faults of RON itself, in plain words: what must be there, what is there, and in which field.

use ron::error::{Error, Position, SpannedError};

use super::{
    fault::{Lines, one_line},
    parts::{MOST_DEPTH, after_space, is_space, is_word},
};

/// Offset, path of the innermost field and problem of a text that is no RON.
pub(super) fn fault(text: &str, error: &SpannedError) -> (usize, String, String) {
    let lines = Lines::new(text);
    let at = |position: Position| lines.offset(position.line, position.col);
    let (start, end) = (at(error.span.start), at(error.span.end));
    let outline = Outline::until(text, end);
    let next = after_space(&text[end..]);
    let found = found(next);
    let ran_on = outline.last.filter(|last| last.starts_with('"') && last.contains('\n'));
    match error.code {
        // What is open is the fault, not where the file ends.
        Error::ExpectedStringEnd => {
            let offset = text[..start.max(end)].rfind('"').map_or(start, |quote| quote.min(start));
            (offset, Outline::until(text, offset).path(), "must be closed by a quote, found the end of the file".into())
        }
        Error::UnclosedBlockComment => {
            let offset = outline.end + text[outline.end..].find("/*").unwrap_or(0);
            (offset, outline.path(), "must close the comment that /* opens by */, found the end of the file".into())
        }
        Error::InvalidEscape(_) => {
            let offset = text[..end].rfind('\\').unwrap_or(start);
            let found = one_line(&text[offset..end], 12);
            (offset, outline.path(), format!("must use escapes such as \\n, \\\" and \\\\ only, found {found}"))
        }
        Error::ExpectedComma if let Some(last) = ran_on => {
            let offset = last.as_ptr().addr() - text.as_ptr().addr();
            let (line, _) = lines.place(offset + last.len());
            (offset, outline.path(), format!("must be closed by a quote, found the next quote only on line {line}"))
        }
        _ if next.is_empty() && !outline.open.is_empty() => (end, outline.path(), outline.unclosed(&lines)),
        Error::ExpectedComma if outline.at_name() => match outline.last {
            Some(last) if last.starts_with('"') => {
                let found = one_line(last, 40);
                (end, outline.path(), format!("must be a field name without quotes, found {found}"))
            }
            _ => (end, outline.path_with_name(), format!("must be followed by a colon and a value, found {found}")),
        },
        Error::ExpectedComma if next.starts_with(':') && outline.closing() == ']' => {
            let found = one_line(outline.last.unwrap_or_default(), 40);
            (end, outline.path(), format!("must be a value or the closing ] of the list, found the field name {found}"))
        }
        Error::ExpectedMapColon => {
            (end, outline.path_with_name(), format!("must be followed by a colon and a value, found {found}"))
        }
        Error::ExpectedFloat | Error::ExpectedInteger => {
            (start, outline.path(), problem(&error.code, start, text, ')'))
        }
        _ => (end, outline.path(), problem(&error.code, end, text, outline.closing())),
    }
}

fn problem(code: &Error, offset: usize, text: &str, closing: char) -> String {
    let found = found(after_space(&text[offset..]));
    match code {
        Error::ExpectedComma => format!("must be followed by a comma or {closing}, found {found}"),
        Error::ExpectedStructLikeEnd | Error::ExpectedArrayEnd | Error::ExpectedMapEnd | Error::ExpectedOptionEnd => {
            format!("must be closed by {closing}, found {found}")
        }
        Error::UnexpectedChar(_) | Error::Eof => format!("must be a value, found {found}"),
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) | Error::SuggestRawIdentifier(_) => {
            format!("must be a field name of letters, digits and _ without quotes, found {found}")
        }
        Error::ExceededRecursionLimit => {
            format!("must be nested at most {MOST_DEPTH} deep, found more brackets inside brackets")
        }
        Error::TrailingCharacters => format!("must end with the scenario's closing parenthesis, found {found}"),
        Error::ExpectedFloat
        | Error::ExpectedInteger
        | Error::FloatUnderscore
        | Error::UnderscoreAtBeginning
        | Error::InvalidIntegerDigit { .. }
        | Error::IntegerOutOfBounds => format!("must be a plain number such as 0.30, found {found}"),
        Error::ExpectedChar | Error::ExpectedByteLiteral | Error::ExpectedByteString | Error::ExpectedString => {
            format!("must be a text in double quotes, found {found}")
        }
        other => format!("must be readable as RON, found: {}", other.to_string().to_lowercase()),
    }
}

/// The next thing in the text, for "found …".
fn found(next: &str) -> String {
    let Some(first) = next.chars().next() else { return "the end of the file".to_owned() };
    let ends = |character: char| is_space(character) || ",:()[]{}\"/".contains(character);
    let length = match first {
        '"' => token(next, first),
        _ if ends(first) => first.len_utf8(),
        _ => next.find(ends).unwrap_or(next.len()),
    };
    one_line(&next[..length], 40)
}

/// The brackets that are open at a place, and the names and numbers of what lies in them.
#[derive(Debug, Default)]
struct Outline<'a> {
    open: Vec<Bracket<'a>>,
    /// The last name or text, which a colon would make a key.
    last: Option<&'a str>,
    /// Where the last thing before the place ends.
    end: usize,
}

#[derive(Debug)]
struct Bracket<'a> {
    offset: usize,
    kind: char,
    index: usize,
    key: Option<&'a str>,
}

impl<'a> Outline<'a> {
    /// Follows the brackets of a text up to an offset; never fails, however broken the text.
    fn until(text: &'a str, end: usize) -> Self {
        let mut outline = Self::default();
        let mut rest = after_space(text);
        while text.len() - rest.len() < end {
            let Some(first) = rest.chars().next() else { break };
            let offset = text.len() - rest.len();
            let length = token(rest, first);
            match first {
                '(' | '[' | '{' => {
                    outline.open.push(Bracket { offset, kind: first, index: 0, key: None });
                    outline.last = None;
                }
                ')' | ']' | '}' => {
                    outline.open.pop();
                    outline.last = None;
                }
                ',' => {
                    if let Some(bracket) = outline.open.last_mut() {
                        bracket.index += 1;
                        bracket.key = None;
                    }
                    outline.last = None;
                }
                ':' => {
                    if let Some(bracket) = outline.open.last_mut() {
                        bracket.key = outline.last.take();
                    }
                }
                _ => outline.last = Some(&rest[..length]),
            }
            outline.end = offset + length;
            rest = after_space(&rest[length..]);
        }
        outline
    }

    /// The path of the innermost field.
    fn path(&self) -> String {
        let mut path = String::new();
        for bracket in &self.open {
            match bracket.key.map(|key| key.trim_matches('"')) {
                Some(key) if path.is_empty() => path.push_str(key),
                Some(key) => path = format!("{path}.{key}"),
                None if bracket.kind == '[' => path = format!("{path}[{}]", bracket.index),
                None => {}
            }
            if path.len() > 400 {
                break;
            }
        }
        path
    }

    /// The path of the field whose name is the last thing.
    fn path_with_name(&self) -> String {
        let (path, name) = (self.path(), self.last.unwrap_or_default().trim_matches('"'));
        if path.is_empty() || name.is_empty() { path + name } else { format!("{path}.{name}") }
    }

    /// Whether the last thing stands where a field's name would.
    fn at_name(&self) -> bool {
        let name = |last: &str| !last.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first));
        self.open.last().is_some_and(|bracket| bracket.kind == '(' && bracket.key.is_none())
            && self.last.is_some_and(name)
    }

    /// The bracket that would close the innermost open one.
    fn closing(&self) -> char {
        match self.open.last().map(|bracket| bracket.kind) {
            Some('[') => ']',
            Some('{') => '}',
            _ => ')',
        }
    }

    /// What to say where the file ends too soon.
    fn unclosed(&self, lines: &Lines<'_>) -> String {
        let (offset, kind) = self.open.last().map_or((0, '('), |bracket| (bracket.offset, bracket.kind));
        let (line, column) = lines.place(offset);
        format!("must close the {kind} of {line}:{column} by {}, found the end of the file", self.closing())
    }
}

/// The length of the token that a text starts with, at least that of its first character.
pub(super) fn token(text: &str, first: char) -> usize {
    match first {
        '"' => {
            let mut escaped = false;
            let end = text[1..].find(|character| {
                let ends = character == '"' && !escaped;
                escaped = character == '\\' && !escaped;
                ends
            });
            end.map_or(text.len(), |end| end + 2)
        }
        'r' if text[1..].trim_start_matches('#').starts_with('"') => {
            let hashes = text[1..].find('"').unwrap_or(0);
            let close = format!("\"{}", "#".repeat(hashes));
            text[2 + hashes..].find(&close).map_or(text.len(), |end| 2 + hashes + end + close.len())
        }
        '\'' => text.match_indices('\'').nth(1).filter(|(end, _)| *end <= 6).map_or(1, |(end, _)| end + 1),
        _ if is_word(first) => text.find(|character| !is_word(character)).unwrap_or(text.len()),
        _ => first.len_utf8(),
    }
}
