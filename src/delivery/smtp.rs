//! Mail servers.

use std::path::PathBuf;
use std::str::FromStr;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;

use lettre::transport::smtp::authentication::Credentials;
use lettre::{Message as Letter, SmtpTransport, Transport as _};

use super::{cut, duration, secret, timed_out};
use crate::domain::delivery::Setback;
use crate::domain::{Invalid, Seconds};

/// The variable a password is read from where no file is named.
const PASSWORD: &str = "DESK_SMTP_PASSWORD";

/// How a connection is kept from listeners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// Encrypted from the first byte: `smtps://`.
    Tls,
    /// Encrypted before anything is said, or not used: `smtp://`.
    StartTls,
    /// Not at all: `smtp+plain://`, for a server on this machine. No password goes over it.
    None,
}

/// A mail server that takes our letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relay {
    /// How the connection is kept from listeners.
    pub security: Security,
    /// Whom we say we are, if the server asks.
    pub user: Option<String>,
    /// The server's name.
    pub host: String,
    /// Its port, if it is not the usual one.
    pub port: Option<u16>,
    /// The file the password is in.
    pub password_file: Option<PathBuf>,
}

/// Reads `smtps://user@host:465`.
impl FromStr for Relay {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let expected = "e.g. `smtps://user@host`, `smtp://user@host:587`, or `smtp+plain://localhost`";
        // What stands before the server may be a password: it is not repeated.
        let shown = text.rsplit_once('@').map_or_else(|| text.to_owned(), |(_, server)| format!("…@{server}"));
        let refuse = || Invalid::new(&shown, "a mail server", expected);
        let (scheme, rest) = text.split_once("://").ok_or_else(refuse)?;
        let security = match scheme {
            "smtps" => Security::Tls,
            "smtp" => Security::StartTls,
            "smtp+plain" => Security::None,
            _ => return Err(refuse()),
        };
        // A user's name is often an address itself.
        let (user, server) = rest.rsplit_once('@').map_or((None, rest), |(user, server)| (Some(user), server));
        let (host, port) = match server.trim_end_matches('/').rsplit_once(':') {
            Some((host, port)) => (host, Some(port.parse().map_err(|_| refuse())?)),
            None => (server.trim_end_matches('/'), None),
        };
        let named = |text: &str| !text.is_empty() && !text.contains(['/', ':', ' ']);
        if !named(host) || user.is_some_and(|user| !named(user) || security == Security::None) {
            return Err(refuse());
        }
        let (user, host) = (user.map(str::to_owned), host.to_owned());
        Ok(Self { security, user, host, port, password_file: None })
    }
}

impl Relay {
    /// Hands a letter to the server. Each word of the conversation may take its time: the whole of it may not.
    pub(super) fn send(&self, letter: Letter, timeout: Seconds) -> Result<(), Setback> {
        let (transport, host) = (self.transport(timeout)?, self.host.clone());
        let (done, wait) = channel();
        // If it comes too late nobody waits for its end any more.
        thread::spawn(move || done.send(transport.send(&letter)));
        match wait.recv_timeout(duration(timeout)) {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(why)) if why.is_timeout() => Err(timed_out(&format!("`{host}`"), timeout)),
            Ok(Err(why)) => Err(Setback::new(format!("`{host}` took no mail: {}", cut(&reason(&why))))),
            Err(RecvTimeoutError::Timeout) => Err(timed_out(&format!("`{host}`"), timeout)),
            Err(RecvTimeoutError::Disconnected) => Err(Setback::new(format!("`{host}` could not be talked to"))),
        }
    }

    fn transport(&self, timeout: Seconds) -> Result<SmtpTransport, Setback> {
        let refuse = |why| Setback::new(format!("`{}` cannot be used as a mail server: {why}", self.host));
        let mut builder = match self.security {
            Security::Tls => SmtpTransport::relay(&self.host).map_err(refuse)?,
            Security::StartTls => SmtpTransport::starttls_relay(&self.host).map_err(refuse)?,
            Security::None => SmtpTransport::builder_dangerous(&self.host),
        };
        if let Some(port) = self.port {
            builder = builder.port(port);
        }
        if let Some(user) = &self.user {
            builder = builder.credentials(Credentials::new(user.clone(), self.password()?));
        }
        Ok(builder.timeout(Some(duration(timeout))).build())
    }

    fn password(&self) -> Result<String, Setback> {
        match &self.password_file {
            Some(path) => secret(path),
            None => std::env::var(PASSWORD).map_err(|_| {
                Setback::new(format!("there is no password for `{}`: set `password_file`, or {PASSWORD}", self.host))
            }),
        }
    }
}

/// Returns the innermost cause: what the server or the system said.
fn reason(why: &lettre::transport::smtp::Error) -> String {
    let causes = std::iter::successors(Some(why as &dyn std::error::Error), |why| why.source());
    causes.last().map(ToString::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_encrypted_unless_it_is_said_that_it_is_not() {
        let relay = |text: &str| text.parse::<Relay>().unwrap();
        let encrypted = relay("smtps://desk@supplier.example@mail.supplier.example:465");
        assert_eq!(encrypted.security, Security::Tls);
        assert_eq!(encrypted.user.as_deref(), Some("desk@supplier.example"));
        assert_eq!((encrypted.host.as_str(), encrypted.port), ("mail.supplier.example", Some(465)));
        assert_eq!(relay("smtp://mail.supplier.example").security, Security::StartTls);
        assert_eq!(relay("smtp+plain://localhost:2525/").security, Security::None);
    }

    #[test]
    fn a_password_has_no_place_in_it() {
        for text in [
            "mail.example",
            "http://host",
            "smtps://user:secret@host",
            "smtp+plain://user@host",
            "smtps://",
            "smtp://h:x",
        ] {
            let refused = text.parse::<Relay>().unwrap_err().to_string();
            assert!(!refused.contains("secret"), "{refused}");
        }
    }
}
