//! E-mail.

use std::path::PathBuf;

use lettre::{FileTransport, Message as Letter, Transport as _};

use super::letter::{Sender, letter};
use super::{Relay, news};
use crate::domain::Seconds;
use crate::domain::delivery::{Parcel, Setback};
use crate::program;

/// How to mail.
#[derive(Debug, Clone)]
pub struct Mail {
    /// Who writes.
    pub from: Sender,
    /// Which way letters go.
    pub way: Way,
    /// How long one may take.
    pub timeout: Seconds,
}

/// Which way letters go.
#[derive(Debug, Clone)]
pub enum Way {
    /// By the program of this path, which the machine's mail server brought along.
    Sendmail(String),
    /// Straight to a mail server.
    Smtp(Relay),
    /// Into a folder, one file each.
    Folder(PathBuf),
}

impl Mail {
    /// Mails a parcel to whoever is to be told and has an address.
    pub(super) fn send(&self, parcel: &Parcel) -> Result<(), Setback> {
        let letter = letter(parcel, &news(parcel)?, &self.from, false)?;
        match &self.way {
            Way::Sendmail(path) => self.by_sendmail(path, &letter),
            Way::Smtp(relay) => relay.send(letter, self.timeout),
            Way::Folder(folder) => {
                let refuse = |why| Setback::new(format!("nothing can be written to `{}`: {why}", folder.display()));
                FileTransport::new(folder).send(&letter).map(drop).map_err(refuse)
            }
        }
    }

    /// Runs sendmail as we run any program, so that one that hangs is ended.
    fn by_sendmail(&self, path: &str, letter: &Letter) -> Result<(), Setback> {
        let mut argv = [path, "-i", "-f", self.from.address().as_ref(), "--"].map(str::to_owned).to_vec();
        argv.extend(letter.envelope().to().iter().map(ToString::to_string));
        Ok(program::run(&argv, letter.formatted(), self.timeout)?)
    }
}
