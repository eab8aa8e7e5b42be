//! The ways notifications leave the desk.
//!
//! Nothing here knows of the file or of what came of earlier attempts: a parcel arrives, or there is a sentence that
//! says why it did not.

mod command;
mod letter;
mod mail;
mod mbox;
mod smtp;
#[cfg(test)]
mod tests;
mod webhook;

pub use command::Command;
pub use letter::{Sender, enclosure};
pub use mail::{Mail, Way};
pub use mbox::Mbox;
pub use smtp::{Relay, Security};
pub use webhook::{Address, Webhook};

use std::path::Path;
use std::time::Duration;

use crate::domain::Seconds;
use crate::domain::delivery::{DeliveryChannel, News, Outlet, Parcel, Setback};
use crate::program::{Failure, cut};
use crate::whole::{self, WRITTEN};

/// The ways that have been set up.
#[derive(Debug, Clone, Default)]
pub struct Channels {
    /// A program of the user's own.
    pub command: Option<Command>,
    /// E-mail.
    pub mail: Option<Mail>,
    /// A web address.
    pub webhook: Option<Webhook>,
    /// A file of letters.
    pub mbox: Option<Mbox>,
}

impl Channels {
    /// Returns which ways there are, and how long an attempt may take on each.
    pub fn outlets(&self) -> Vec<Outlet> {
        let outlet = |channel, timeout: Option<Seconds>| timeout.map(|timeout| Outlet { channel, timeout });
        let command = outlet(DeliveryChannel::Command, self.command.as_ref().map(|command| command.timeout));
        let mail = outlet(DeliveryChannel::Mail, self.mail.as_ref().map(|mail| mail.timeout));
        let webhook = outlet(DeliveryChannel::Webhook, self.webhook.as_ref().map(|webhook| webhook.timeout));
        let mbox = outlet(DeliveryChannel::Mbox, self.mbox.as_ref().map(|mbox| mbox.timeout));
        [command, mail, webhook, mbox].into_iter().flatten().collect()
    }

    /// Delivers a parcel the way it is to go, once.
    pub fn send(&self, parcel: &Parcel) -> Result<(), Setback> {
        let sent = match parcel.channel {
            DeliveryChannel::Command => self.command.as_ref().map(|command| command.send(parcel)),
            DeliveryChannel::Mail => self.mail.as_ref().map(|mail| mail.send(parcel)),
            DeliveryChannel::Webhook => self.webhook.as_ref().map(|webhook| webhook.send(parcel)),
            DeliveryChannel::Mbox => self.mbox.as_ref().map(|mbox| mbox.send(parcel)),
        };
        sent.unwrap_or_else(|| Err(Setback::new(format!("`{}` is not set up", parcel.channel))))
    }
}

/// Reads what a parcel says.
fn news(parcel: &Parcel) -> Result<News, Setback> {
    serde_json::from_str(&parcel.message).map_err(|why| Setback::new(format!("the message cannot be read: {why}")))
}

/// Reads a secret from its file, without the line break an editor leaves at the end.
fn secret(path: &Path) -> Result<String, Setback> {
    let refuse = |why: &str| Setback::new(format!("the secret in `{}` cannot be read: {why}", path.display()));
    let text = whole::read(path, WRITTEN).map_err(|why| refuse(&why.to_string()))?;
    let secret = text.trim_end_matches(['\r', '\n']);
    if secret.is_empty() { Err(refuse("it is empty")) } else { Ok(secret.to_owned()) }
}

impl From<Failure> for Setback {
    fn from(failure: Failure) -> Self {
        Self { timed_out: failure.timed_out, ..Self::new(failure.why) }
    }
}

fn duration(span: Seconds) -> Duration {
    Duration::from_secs(span.get().unsigned_abs())
}

fn timed_out(what: &str, after: Seconds) -> Setback {
    Setback { timed_out: true, ..Setback::new(format!("{what} did not end within {after}")) }
}
