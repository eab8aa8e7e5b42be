//! Several reports as one.

use super::{Head, Report};

/// Reports that belong together.
#[derive(Debug, Clone)]
pub struct Pack {
    /// What stands over all of them: `How ACME is served`.
    pub title: String,
    /// Of what they tell, in a sentence.
    pub about: String,
    /// The reports; where two have the same name, data tell them apart by a number.
    pub reports: Vec<Report>,
}

/// A page beside another one.
#[derive(Debug, Clone)]
pub struct Link {
    /// What it is called.
    pub title: String,
    /// Its file, in the same folder.
    pub file: String,
}

/// What a document is made of: reports, and what stands over them.
#[derive(Debug)]
pub(super) struct Cover<'r> {
    pub(super) title: &'r str,
    pub(super) about: &'r str,
    pub(super) parts: Vec<Part<'r>>,
    /// It is one report, which needs no title beside that of the whole.
    pub(super) is_alone: bool,
    /// The pages around it, and which of them it is.
    pub(super) around: (&'r [Link], &'r str),
}

/// A report by a name that no other one of the document has.
#[derive(Debug)]
pub(super) struct Part<'r> {
    pub(super) name: String,
    /// What stands over it: of two of one title, each says by what it groups.
    pub(super) title: String,
    pub(super) report: &'r Report,
}

impl<'r> From<&'r Report> for Cover<'r> {
    fn from(report: &'r Report) -> Self {
        let part = Part { name: report.name.to_owned(), title: report.title.to_owned(), report };
        Self { title: report.title, about: &report.about, parts: vec![part], is_alone: true, around: (&[], "") }
    }
}

impl<'r> From<&'r Pack> for Cover<'r> {
    fn from(pack: &'r Pack) -> Self {
        let part = |(place, report): (usize, &'r Report)| {
            let before = pack.reports[..place].iter().filter(|other| other.name == report.name).count();
            let number = if before == 0 { String::new() } else { format!("-{}", before + 1) };
            let is_alone = pack.reports.iter().filter(|other| other.title == report.title).count() == 1;
            let by = if is_alone { String::new() } else { format!(" {}", report.by()) };
            Part { name: format!("{}{number}", report.name), title: format!("{}{by}", report.title), report }
        };
        let parts = pack.reports.iter().enumerate().map(part).collect();
        // A title that is said once need not be said again.
        let is_alone =
            matches!(pack.reports.as_slice(), [only] if only.title == pack.title && only.about == pack.about);
        Self { title: &pack.title, about: &pack.about, parts, is_alone, around: (&[], "") }
    }
}

impl Cover<'_> {
    /// Returns every field of its reports, each once.
    pub(super) fn fields(&self) -> Vec<String> {
        let mut fields: Vec<String> = Vec::new();
        for field in self.parts.iter().flat_map(|part| part.report.fields()) {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }
}

impl Report {
    /// Returns which of the fields asked for it has; nothing if none of them, and it is then shown as if nobody had asked.
    pub(super) fn asked(&self, asked: Option<&[String]>) -> Option<Vec<String>> {
        let measured = |head: &Head| head.field;
        let known: Vec<&str> =
            self.headings.iter().map(|heading| heading.field).chain(self.measures.iter().map(measured)).collect();
        let of_it = asked?.iter().filter(|field| known.contains(&field.as_str())).cloned();
        Some(of_it.collect::<Vec<_>>()).filter(|asked| !asked.is_empty())
    }
}
