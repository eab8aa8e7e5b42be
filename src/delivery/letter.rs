//! A notification as a letter.

use std::fmt::Write as _;
use std::str::FromStr;
use std::time::{Duration, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use lettre::Address;
use lettre::address::Envelope;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue, MIME_VERSION_1_0};
use lettre::message::{Attachment, Mailbox, Message as Letter, MultiPart, SinglePart};

use crate::domain::delivery::{Addressee, Enclosure, Message, MessageKind, News, Parcel, ReportNews, Setback};
use crate::domain::{Instant, Invalid, Sha256Sum, is_hidden};

/// Who writes.
#[derive(Debug, Clone)]
pub struct Sender(Mailbox);

impl FromStr for Sender {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let expected = "e.g. `desk@supplier.example` or `Support desk <desk@supplier.example>`";
        text.parse().map(Self).map_err(|_| Invalid::new(text, "somebody to write as", expected))
    }
}

impl Sender {
    /// Returns the bare address.
    pub(super) fn address(&self) -> &Address {
        &self.0.email
    }

    /// Who writes where nobody set a sender up: into a file of this machine.
    pub(super) fn local() -> Result<Self, Setback> {
        let address = Address::new("desk", "localhost").map_err(|why| Setback::new(why.to_string()))?;
        Ok(Self(Mailbox::new(Some("desk".to_owned()), address)))
    }
}

/// Writes the letter to whoever has an address; `to_nobody` lets it be written though nobody has.
pub(super) fn letter(parcel: &Parcel, news: &News, from: &Sender, to_nobody: bool) -> Result<Letter, Setback> {
    let to = news.recipients().iter().filter_map(mailbox).collect::<Result<Vec<_>, _>>()?;
    let subject = match news {
        News::Promise(message) => subject(message),
        News::Report(report) => line(&report.text),
    };
    let mut builder = Letter::builder()
        .from(from.0.clone())
        .message_id(Some(message_id(parcel, from)))
        .date(UNIX_EPOCH + Duration::from_secs(news.at().epoch().unsigned_abs()))
        .subject(subject)
        .header(AutoSubmitted)
        .header(MIME_VERSION_1_0);
    if to.is_empty() && to_nobody {
        let envelope = Envelope::new(None, vec![from.address().clone()]);
        builder = builder.envelope(envelope.map_err(|why| Setback::new(why.to_string()))?);
    } else if to.is_empty() {
        return Err(Setback::for_good("nobody who is to be told has an e-mail address"));
    }
    let addressed = to.into_iter().fold(builder, |builder, mailbox| builder.to(mailbox));
    let written = match news {
        News::Promise(message) => addressed.header(ContentType::TEXT_PLAIN).body(body(message)),
        News::Report(report) => addressed.multipart(enclosed(report)?),
    };
    written.map_err(|why| Setback::new(format!("the letter cannot be written: {why}")))
}

/// Packs a file to go along with a report.
pub fn enclosure(name: String, media_type: &str, content: &[u8]) -> Enclosure {
    Enclosure { name, media_type: media_type.to_owned(), base64: BASE64.encode(content) }
}

/// Puts what a report tells before the files that go along with it.
fn enclosed(report: &ReportNews) -> Result<MultiPart, Setback> {
    let text = format!("{}\n-- \n{}\n", report.body, report.key);
    let mut parts = MultiPart::mixed().singlepart(SinglePart::plain(text));
    for Enclosure { name, media_type, base64 } in &report.files {
        let refuse = |why: String| Setback::for_good(format!("`{name}` cannot go along: {why}"));
        let media: ContentType = media_type.parse().map_err(|why| refuse(format!("{why}")))?;
        let content = BASE64.decode(base64).map_err(|why| refuse(why.to_string()))?;
        parts = parts.singlepart(Attachment::new(name.clone()).body(content, media));
    }
    Ok(parts)
}

fn mailbox(recipient: &Addressee) -> Option<Result<Mailbox, Setback>> {
    let email = recipient.email.as_ref()?;
    let name = recipient.name.as_ref().map(|name| plain(name.as_str()));
    let address = email.as_str().parse::<Address>();
    let refuse = |why| Setback::new(format!("no mail can go to `{email}`: {why}"));
    Some(address.map(|address| Mailbox::new(name, address)).map_err(refuse))
}

/// Names the letter after what it says, its key included: whoever gets it twice can tell.
fn message_id(parcel: &Parcel, from: &Sender) -> String {
    let digest = Sha256Sum::of(parcel.message.as_bytes());
    format!("<desk-{}@{}>", &digest[..32], from.address().domain())
}

fn subject(message: &Message) -> String {
    let state = match message.kind {
        MessageKind::Warning => "at risk",
        MessageKind::Breach => "BREACHED",
    };
    let Message { ticket, account, subject, .. } = message;
    line(&format!("{ticket} {} {state}: {subject} ({})", message.promise(), account.code))
}

/// Returns what can stand in a header.
fn line(text: &str) -> String {
    const LONGEST: usize = 200;
    plain(text).chars().take(LONGEST).collect()
}

/// Takes out of a line what acts on an eye or a header without being seen.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !is_hidden(*c)).collect()
}

fn body(message: &Message) -> String {
    let Message { ticket, account, policy, version, level, .. } = message;
    let state = match message.kind {
        MessageKind::Warning => "is at risk",
        MessageKind::Breach => "has been broken",
    };
    let told: Vec<&str> = message.recipients.iter().map(Addressee::label).collect();
    let fields = [
        ("Subject", message.subject.to_string()),
        ("Account", format!("{} ({})", account.name, account.code)),
        ("Priority", message.priority.to_string()),
        ("Status", message.status.clone()),
        ("Promise", format!("{}, policy {policy}, version {version}", message.promise())),
        ("Due", message.due_at.map(at).unwrap_or_default()),
        ("Level", format!("{level}, passed {}", at(message.at))),
        ("Noticed", at(message.detected_at)),
        ("Done", message.done.join("; ")),
        ("Told", told.join(", ")),
    ];
    let mut text = format!("A promise on {ticket} {state}: {}.\n\n", message.promise());
    for (label, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = writeln!(text, "  {label:<9} {}", plain(value));
    }
    let _ = write!(text, "\nSee it with\n\n  desk ticket show {ticket}\n\n-- \n{}\n", message.key);
    text
}

/// Writes `Fri 20 Nov 2026, 09:00 UTC`, whatever the language of the system.
fn at(instant: Instant) -> String {
    instant.to_utc().format("%a %-d %b %Y, %H:%M UTC").to_string()
}

/// Says that no person wrote, so that no absence notice answers (RFC 3834).
#[derive(Debug, Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
