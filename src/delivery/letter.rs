//! A notification as a letter.

use std::fmt::Write as _;
use std::str::FromStr;
use std::time::{Duration, UNIX_EPOCH};

use lettre::Address;
use lettre::address::Envelope;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue, MIME_VERSION_1_0};
use lettre::message::{Mailbox, Message as Letter};

use crate::domain::delivery::{Addressee, Message, MessageKind, Parcel, Setback};
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
pub(super) fn letter(parcel: &Parcel, message: &Message, from: &Sender, to_nobody: bool) -> Result<Letter, Setback> {
    let to = message.recipients.iter().filter_map(mailbox).collect::<Result<Vec<_>, _>>()?;
    let mut builder = Letter::builder()
        .from(from.0.clone())
        .message_id(Some(message_id(parcel, from)))
        .date(UNIX_EPOCH + Duration::from_secs(message.detected_at.epoch().unsigned_abs()))
        .subject(subject(message))
        .header(AutoSubmitted)
        .header(MIME_VERSION_1_0)
        .header(ContentType::TEXT_PLAIN);
    if to.is_empty() && to_nobody {
        let envelope = Envelope::new(None, vec![from.address().clone()]);
        builder = builder.envelope(envelope.map_err(|why| Setback::new(why.to_string()))?);
    } else if to.is_empty() {
        return Err(Setback::for_good("nobody who is to be told has an e-mail address"));
    }
    let addressed = to.into_iter().fold(builder, |builder, mailbox| builder.to(mailbox));
    addressed.body(body(message)).map_err(|why| Setback::new(format!("the letter cannot be written: {why}")))
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
    const LONGEST: usize = 200;
    let state = match message.kind {
        MessageKind::Warning => "at risk",
        MessageKind::Breach => "BREACHED",
    };
    let Message { ticket, account, subject, .. } = message;
    let line = format!("{ticket} {} {state}: {subject} ({})", message.promise(), account.code);
    plain(&line).chars().take(LONGEST).collect()
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
