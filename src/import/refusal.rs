//! What an import says when it refuses.

use std::fmt;

use crate::domain::Invalid;

/// The characters of a value that a message shows before it is cut.
const SHOWN: usize = 80;
/// The names that a list shows.
const LISTED: usize = 50;

/// One thing that could not be taken in: where it stands, what it is, and what was expected instead.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Refusal {
    /// The file as it was named.
    pub file: String,
    /// The physical line on which the record starts, from 1; 0 if the file as a whole is meant.
    pub line: u64,
    /// The file's own name of the column.
    pub column: Option<String>,
    /// The refused value, cut if it is long.
    pub value: Option<String>,
    /// What is wrong, and what was expected.
    pub why: String,
}

impl Refusal {
    /// Refuses something about a line as a whole.
    pub fn new(file: &str, line: u64, why: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, column: None, value: None, why: why.into() }
    }

    /// Names the column that is meant.
    #[must_use]
    pub fn column(self, column: impl Into<String>) -> Self {
        Self { column: Some(column.into()), ..self }
    }

    /// Keeps the value that is meant, cut if it is long.
    #[must_use]
    pub fn value(self, value: &str) -> Self {
        Self { value: Some(cut(value)), ..self }
    }

    /// Refuses a TOML file in the words of its parser, at the line it means.
    pub fn toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        Self::new(file, error.span().map_or(0, |span| line_at(text, span.start)), error.message())
    }

    /// Refuses a cell in the words of the type that could not read it.
    pub(super) fn invalid(file: &str, line: u64, column: &str, invalid: Invalid) -> Self {
        let value = cut(&invalid.value);
        let why = Invalid { value: value.clone(), ..invalid }.to_string();
        Self { value: Some(value), ..Self::new(file, line, why).column(column) }
    }
}

/// Writes `tickets.csv:14: column `priority`: `hihg` is not a priority, …`.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if let Some(column) = &self.column {
            write!(f, ": column `{column}`")?;
        }
        write!(f, ": {}", self.why)
    }
}

impl std::error::Error for Refusal {}

/// What was refused: the first of it in full, and how much there was. Files in which every row is bad must not fill the
/// memory.
#[derive(Debug, Default)]
pub struct Refusals {
    first: Vec<Refusal>,
    count: u64,
}

impl Refusals {
    /// How many are told in full.
    const TOLD: usize = 20;

    /// Adds one.
    pub fn add(&mut self, refusal: Refusal) {
        self.count += 1;
        if self.first.len() < Self::TOLD {
            self.first.push(refusal);
        }
    }

    /// Adds those of the same or another file, which come after these.
    pub fn append(&mut self, other: Self) {
        self.count += other.count;
        let room = Self::TOLD.saturating_sub(self.first.len());
        self.first.extend(other.first.into_iter().take(room));
    }

    /// Adds those of another reading of the same file, each at its line.
    pub fn merge(&mut self, other: Self) {
        self.count += other.count;
        self.first.extend(other.first);
        // What is said of the file as a whole comes last.
        self.first.sort_by_key(|refusal| (refusal.line == 0, refusal.line));
        self.first.truncate(Self::TOLD);
    }

    /// Returns how many there were.
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// Tells whether there were none.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Returns the first ones as sentences, and how many more there were.
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences: Vec<String> = self.first.iter().map(ToString::to_string).collect();
        match self.count - sentences.len() as u64 {
            0 => {}
            more => sentences.push(format!("and {more} more")),
        }
        sentences
    }
}

impl FromIterator<Refusal> for Refusals {
    fn from_iter<I: IntoIterator<Item = Refusal>>(refusals: I) -> Self {
        let mut all = Self::default();
        for refusal in refusals {
            all.add(refusal);
        }
        all
    }
}

/// Returns the line of a byte of a text, from 1.
pub(super) fn line_at(text: &str, byte: usize) -> u64 {
    1 + text.bytes().take(byte).map(|byte| u64::from(byte == b'\n')).sum::<u64>()
}

/// Returns the first characters of a value on one line, with an ellipsis if there were more.
pub(super) fn cut(value: &str) -> String {
    let (shown, more) = match value.char_indices().nth(SHOWN) {
        Some((end, _)) => (&value[..end], "…"),
        None => (value, ""),
    };
    shown.replace('\r', "\\r").replace('\n', "\\n") + more
}

/// Writes names as a list in backticks, the first of them if there are very many: `` `a`, `b` ``.
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names = names.into_iter();
    let listed: Vec<String> = names.by_ref().take(LISTED).map(|name| format!("`{}`", cut(name))).collect();
    let listed = listed.join(", ");
    match names.count() {
        0 => listed,
        more => format!("{listed} and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_file_line_column_value_and_expectation() {
        let invalid = Invalid::word("hihg", "a priority", &["low", "high"]);
        let refusal = Refusal::invalid("tickets.csv", 14, "priority", invalid);
        insta::assert_snapshot!(refusal, @"tickets.csv:14: column `priority`: `hihg` is not a priority, expected one of low, high; did you mean `high`?");
        insta::assert_snapshot!(serde_json::to_string(&refusal).unwrap(), @r#"{"file":"tickets.csv","line":14,"column":"priority","value":"hihg","why":"`hihg` is not a priority, expected one of low, high; did you mean `high`?"}"#);
    }

    #[test]
    fn of_very_many_the_first_lines_are_told_and_the_rest_counted() {
        let at = |line| Refusal::new("a.csv", line, "is bad");
        let mut even: Refusals = (1..=50).map(|half| at(half * 2)).collect();
        even.merge([at(0), at(3), at(1)].into_iter().collect());
        let told = even.sentences();
        assert_eq!((even.count(), told.len()), (53, 21));
        assert_eq!((&*told[0], &*told[2], &*told[20]), ("a.csv:1: is bad", "a.csv:3: is bad", "and 33 more"));
    }

    #[test]
    fn the_whole_file_has_no_line() {
        insta::assert_snapshot!(Refusal::new("tickets.csv", 0, "is empty"), @"tickets.csv: is empty");
    }

    #[test]
    fn long_values_are_cut_between_characters() {
        let refusal = Refusal::invalid("a.csv", 2, "x", Invalid::new(&"é".repeat(500), "a code", "less"));
        assert_eq!(refusal.value.as_deref(), Some(format!("{}…", "é".repeat(80)).as_str()));
        assert!(refusal.to_string().chars().count() < 150);
    }
}
