//! Whatever the text, there is an answer.

use proptest::prelude::*;
use proptest::sample::Index;

use super::EXAMPLE;
use crate::domain::sla::PolicyFile;

fn lines_are_within(text: &str) -> Result<(), TestCaseError> {
    let read = PolicyFile::read("p.toml", text, &|_| Ok(vec![]));
    for refused in read.err().into_iter().flatten() {
        prop_assert!((1..=text.lines().count().max(1)).contains(&refused.line), "{refused}\n{text}");
    }
    Ok(())
}

/// Cuts a text at a character.
fn split(text: &str, place: Index) -> (&str, &str) {
    let places: Vec<usize> = text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
    text.split_at(*place.get(&places))
}

/// Values of every kind, to be put where the example has another one.
fn value() -> impl Strategy<Value = String> {
    let fixed = ["3", "-1", "1.5", "true", "[]", "{}", "[1]", "[\"\"]", "\"\"", "\"0m\"", "2026-01-01", "nan", "0xFF"];
    let more = ["\"99999999999999999h\"", "\"4294967295d\"", "\"-9223372036854775807s\"", "\"100%\"", "\"é\""];
    proptest::sample::select([fixed.as_slice(), more.as_slice()].concat()).prop_map(str::to_owned)
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*|[a-z=\\[\\]{}\".\n# ]{0,200}") {
        lines_are_within(&text)?;
    }

    #[test]
    fn an_example_with_a_piece_replaced_is_read_or_refused(
        from in any::<Index>(),
        length in 0_usize..40,
        piece in "[ -~\n]{0,12}",
    ) {
        let (before, after) = split(EXAMPLE, from);
        let rest: String = after.chars().skip(length).collect();
        lines_are_within(&format!("{before}{piece}{rest}"))?;
    }

    #[test]
    fn an_example_with_another_value_is_read_or_refused(line in any::<Index>(), value in value()) {
        let lines: Vec<&str> = EXAMPLE.lines().collect();
        let line = line.index(lines.len());
        let changed = |(number, text): (usize, &&str)| match text.split_once('=') {
            Some((key, _)) if number == line => format!("{key} = {value}"),
            _ => (*text).to_owned(),
        };
        lines_are_within(&lines.iter().enumerate().map(changed).collect::<Vec<_>>().join("\n"))?;
    }

    #[test]
    fn an_example_with_another_word_is_read_or_refused(word in any::<Index>(), other in value()) {
        let quotes: Vec<usize> = EXAMPLE.match_indices('"').map(|(place, _)| place).collect();
        let word = word.index(quotes.len() / 2) * 2;
        let (from, to) = (quotes[word], quotes[word + 1] + 1);
        lines_are_within(&format!("{}{other}{}", &EXAMPLE[..from], &EXAMPLE[to..]))?;
    }
}
