//! What happened to quotes, and what shows that it did, from files.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::quote::{quote, revision};
use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::Datum;
use crate::domain::intake::{Intake, QuoteEventIntake, QuoteEvidenceIntake};

/// What a file can say of what happened to quotes.
static EVENTS: Kind = Kind {
    name: "quote-events",
    key: &["quote", "number"],
    fields: &[
        Field::required("quote", "a quote's id", "AN-1041", "The quote, by its id in the same source"),
        Field::optional("number", "a place in a log", "3", "Its place in the quote's log, from 1; by default the next"),
        Field::optional("revision", "a revision's number", "1", "What it happened to; missing: the request"),
        Field::required("at", "an instant", "2026-01-15T09:00:00Z", "When"),
        Field::required("action", "an action", "send", "What: draft, edit, submit, approve, reject, send, accept …"),
        Field::optional("rep", "a rep's handle", "giulia", "Who of us did it"),
        Field::optional("contact", "an e-mail address or a contact's id", "ana@acme.example", "Who of them said it"),
        Field::optional("note", "a line of text", "By phone", "Why, or what"),
    ],
};

/// What a file can say of what shows it.
static EVIDENCE: Kind = Kind {
    name: "quote-evidence",
    key: &["quote", "event", "name", "part"],
    fields: &[
        Field::required("quote", "a quote's id", "AN-1041", "The quote, by its id in the same source"),
        Field::required("event", "a place in a log", "3", "The place in the quote's log of what it shows"),
        Field::required("name", "a line of text", "order.eml", "What the file is called"),
        Field::required("sha256", "a SHA-256", "9f86d081884c7d65…", "Of the whole file, in hexadecimal digits"),
        Field::optional("part", "a number", "1", "Which part of the file this is, from 1; by default the first"),
        Field::optional("parts", "a number", "1", "How many there are; by default one"),
        Field::optional("content", "base64", "RnJvbTogYW5h", "That part of the file; missing: there is nothing in it"),
    ],
};

impl Imported for QuoteEventIntake {
    const KIND: &'static Kind = &EVENTS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = QuoteEventIntake {
            quote: quote(row)?,
            number: counted(row, "number")?,
            revision: revision(row)?,
            at: row.instant("at")?,
            action: row.required("action")?,
            rep: row.text("rep").map(str::to_owned),
            contact: row.text("contact").map(str::to_owned),
            note: row.optional("note")?,
        };
        Ok(row.intake("", it))
    }
}

impl Exported for QuoteEventIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("quote", Some(it.quote));
        to.put("number", it.number);
        to.put("revision", it.revision);
        to.put("at", it.at);
        to.show("action", Some(it.action));
        to.show("rep", it.rep);
        to.show("contact", it.contact);
        to.show("note", it.note);
    }
}

impl Imported for QuoteEvidenceIntake {
    const KIND: &'static Kind = &EVIDENCE;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = QuoteEvidenceIntake {
            quote: quote(row)?,
            event: counted(row, "event")?.ok_or_else(|| row.missing("event"))?,
            name: row.required("name")?,
            sha256: sha256(row)?,
            part: counted(row, "part")?.unwrap_or(1),
            parts: counted(row, "parts")?.unwrap_or(1),
            content: match row.text("content") {
                Some(text) => {
                    STANDARD.decode(text).map_err(|why| row.refuse("content", format!("is no base64: {why}")))?
                }
                None => Vec::new(),
            },
        };
        if it.part > it.parts {
            return Err(row.refuse("part", format!("is beyond the {} that there are", it.parts)));
        }
        Ok(row.intake("", it))
    }
}

impl Exported for QuoteEvidenceIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("quote", Some(it.quote));
        to.put("event", it.event);
        to.show("name", Some(it.name));
        to.show("sha256", Some(it.sha256));
        to.put("part", it.part);
        to.put("parts", it.parts);
        to.put("content", Datum::text((!it.content.is_empty()).then(|| STANDARD.encode(&it.content))));
    }
}

/// Reads a number that is counted from 1.
fn counted(row: &Row<'_>, field: &'static str) -> Result<Option<u32>, Refusal> {
    match row.number(field)? {
        Some(0) => Err(row.refuse(field, "is counted from 1")),
        number => Ok(number),
    }
}

fn sha256(row: &Row<'_>) -> Result<String, Refusal> {
    let text = row.text("sha256").ok_or_else(|| row.missing("sha256"))?.to_ascii_lowercase();
    if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(text);
    }
    Err(row.refuse("sha256", "is no SHA-256, which has 64 hexadecimal digits"))
}
