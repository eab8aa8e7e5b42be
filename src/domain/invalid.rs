//! What a parser says when it refuses.

/// A value that could not be read: what was given, what it should have been, and the nearest right word, if any.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is not {what}, expected {expected}{}", suggestion(.near.as_deref()))]
pub struct Invalid {
    /// The refused value as it was given.
    pub value: String,
    /// What it was taken for, with its article: `a ticket id`.
    pub what: &'static str,
    /// What would have been accepted, with an example.
    pub expected: String,
    /// The accepted word nearest to the value.
    pub near: Option<String>,
}

impl Invalid {
    /// Refuses `value` as `what`, naming what is expected instead.
    pub fn new(value: &str, what: &'static str, expected: impl Into<String>) -> Self {
        Self { value: value.to_owned(), what, expected: expected.into(), near: None }
    }

    /// Refuses `value` as none of `words`, suggesting the nearest of them.
    pub fn word(value: &str, what: &'static str, words: &[&str]) -> Self {
        let near = nearest(value, words.iter().copied()).map(str::to_owned);
        Self { near, ..Self::new(value, what, format!("one of {}", words.join(", "))) }
    }
}

fn suggestion(near: Option<&str>) -> String {
    near.map(|word| format!("; did you mean `{word}`?")).unwrap_or_default()
}

/// Returns the candidate nearest to `given`, if one is near enough to be a slip of the hand.
pub fn nearest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = given.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (edits(&given, &candidate.to_lowercase()), candidate))
        .filter(|(edits, candidate)| *edits <= candidate.chars().count().div_ceil(3))
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// Counts the insertions, deletions and substitutions that turn `a` into `b` (Levenshtein).
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_suggested_and_a_stranger_is_not() {
        assert_eq!(nearest("hihg", ["low", "high", "urgent"]), Some("high"));
        assert_eq!(nearest("Urgnt", ["low", "high", "urgent"]), Some("urgent"));
        assert_eq!(nearest("blue", ["low", "high", "urgent"]), None);
    }

    #[test]
    fn the_sentence_names_value_kind_expectation_and_near_word() {
        let refused = Invalid::word("hihg", "a priority", &["low", "high"]);
        assert_eq!(refused.to_string(), "`hihg` is not a priority, expected one of low, high; did you mean `high`?");
    }
}
