//! The shapes data can take on its way out.

use std::path::Path;

use super::OutputError;
use crate::domain::Invalid;

words! {
    /// How data is written. All but `table` are stable within a major version.
    Format, "a format";
    /// Aligned columns for a person at a terminal.
    Table = "table",
    /// Tab-separated with a header line: nothing cut, no colour, RFC 3339 times.
    Plain = "plain",
    /// Comma-separated by RFC 4180, with a header line.
    Csv = "csv",
    /// One JSON array, or one object, indented.
    Json = "json",
    /// One JSON object a line.
    Jsonl = "jsonl",
    /// A page with pictures, of reports.
    Html = "html",
    /// Markdown, of reports.
    Md = "md",
    /// A spreadsheet, of reports and exports.
    Xlsx = "xlsx",
}

impl Format {
    /// Tells whether it is that of a document, which only reports are written as.
    pub const fn is_document(self) -> bool {
        matches!(self, Self::Html | Self::Md | Self::Xlsx)
    }

    /// Returns the refusal to write as a document what is no report.
    pub(super) fn refused(self) -> OutputError {
        let others: Vec<&str> =
            Self::ALL.iter().filter(|other| !other.is_document()).map(|other| other.as_str()).collect();
        OutputError::unfit(format!("`{self}` is a format of reports, expected here one of {}", others.join(", ")))
    }

    /// Chooses the format: the one asked for, else the file's by its extension, else a table on a terminal and plain
    /// in a pipe. A file without an extension is plain.
    pub fn choose(asked: Option<Self>, file: Option<&Path>, terminal: bool) -> Result<Self, OutputError> {
        match (asked, file) {
            (Some(format), _) => Ok(format),
            (None, Some(file)) => Self::of_file(file),
            (None, None) if terminal => Ok(Self::Table),
            (None, None) => Ok(Self::Plain),
        }
    }

    /// Reads the format off a file's extension.
    fn of_file(file: &Path) -> Result<Self, OutputError> {
        let Some(extension) = file.extension() else { return Ok(Self::Plain) };
        match extension.to_string_lossy().to_lowercase().as_str() {
            "txt" | "tsv" => Ok(Self::Plain),
            "csv" => Ok(Self::Csv),
            "json" => Ok(Self::Json),
            "jsonl" => Ok(Self::Jsonl),
            "html" | "htm" => Ok(Self::Html),
            "md" => Ok(Self::Md),
            "xlsx" => Ok(Self::Xlsx),
            other => {
                let expected = "one of .txt, .tsv, .csv, .json, .jsonl, of reports .html, .md, .xlsx, or a format named \
                                with `-O`";
                Err(OutputError::UnknownExtension(Invalid::new(&format!(".{other}"), "a known extension", expected)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_goes_before_the_extension_and_that_before_the_terminal() {
        let choose = |asked, file: Option<&str>, terminal| Format::choose(asked, file.map(Path::new), terminal);
        assert_eq!(choose(Some(Format::Json), Some("a.csv"), true).unwrap(), Format::Json);
        assert_eq!(choose(None, Some("a.CSV"), true).unwrap(), Format::Csv);
        assert_eq!(choose(None, Some("a.tsv"), true).unwrap(), Format::Plain);
        assert_eq!(choose(None, Some("a"), true).unwrap(), Format::Plain);
        assert_eq!(choose(None, None, true).unwrap(), Format::Table);
        assert_eq!(choose(None, None, false).unwrap(), Format::Plain);
    }

    #[test]
    fn a_strange_extension_is_refused_not_guessed() {
        let refused = Format::choose(None, Some(Path::new("a.docx")), true).unwrap_err().to_string();
        assert!(refused.starts_with("`.docx` is not a known extension, expected one of .txt"), "{refused}");
        assert!("jsno".parse::<Format>().unwrap_err().to_string().ends_with("did you mean `json`?"));
    }
}
