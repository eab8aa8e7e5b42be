//! `[notify]` in `config.toml`: the ways notifications go. Paths are relative to the folder the file is in.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::Deserialize;
use toml::Spanned;

use crate::delivery::{Channels, Command, Mail, Mbox, Relay, Way, Webhook};
use crate::domain::Seconds;

/// How long one attempt may take if nobody says.
const TIMEOUT: Seconds = Seconds::new(30);

/// The check waits for each attempt, so that none may take for ever.
const LONGEST_TIMEOUT: Seconds = Seconds::new(600);

/// Where the mail servers of most machines leave their program.
const SENDMAIL: &str = "/usr/sbin/sendmail";

/// A value that cannot be used, and where in the file it stands.
pub(super) struct Misfit {
    pub(super) at: usize,
    pub(super) why: String,
}

/// The tables as they are written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Notify {
    command: Option<CommandTable>,
    mail: Option<Spanned<MailTable>>,
    webhook: Option<WebhookTable>,
    mbox: Option<MboxTable>,
}

type Text = Spanned<String>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CommandTable {
    argv: Spanned<Vec<String>>,
    timeout: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MailTable {
    from: Text,
    sendmail: Option<String>,
    smtp: Option<Text>,
    password_file: Option<Text>,
    dir: Option<PathBuf>,
    timeout: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WebhookTable {
    url: Text,
    secret_file: Option<PathBuf>,
    timeout: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MboxTable {
    file: PathBuf,
    timeout: Option<Text>,
}

impl Notify {
    /// Reads every value.
    pub(super) fn channels(self, folder: &Path) -> Result<Channels, Misfit> {
        let mbox = |table: MboxTable| Ok(Mbox { file: folder.join(table.file), timeout: timeout(table.timeout)? });
        Ok(Channels {
            command: self.command.map(|table| table.read(folder)).transpose()?,
            mail: self.mail.map(|table| MailTable::read(table, folder)).transpose()?,
            webhook: self.webhook.map(|table| table.read(folder)).transpose()?,
            mbox: self.mbox.map(mbox).transpose()?,
        })
    }
}

impl CommandTable {
    fn read(self, folder: &Path) -> Result<Command, Misfit> {
        let at = self.argv.span().start;
        let mut argv = self.argv.into_inner();
        let Some(program) = argv.first_mut().filter(|program| !program.is_empty()) else {
            let why = "`argv` names no program, expected e.g. `[\"/usr/local/bin/on-call\", \"--json\"]`";
            return Err(Misfit { at, why: why.to_owned() });
        };
        *program = placed(program, folder);
        Ok(Command { argv, timeout: timeout(self.timeout)? })
    }
}

impl MailTable {
    fn read(table: Spanned<Self>, folder: &Path) -> Result<Mail, Misfit> {
        let at = table.span().start;
        let Self { from, sendmail, smtp, password_file, dir, timeout: time } = table.into_inner();
        let misfit = |at: usize, why: &str| Misfit { at, why: why.to_owned() };
        if let (Some(stray), None) = (&password_file, &smtp) {
            return Err(misfit(stray.span().start, "`password_file` is for `smtp`, which is not there"));
        }
        let way = match (sendmail, smtp, dir) {
            (None, None, None) => Way::Sendmail(SENDMAIL.to_owned()),
            (Some(program), None, None) => Way::Sendmail(placed(&program, folder)),
            (None, Some(smtp), None) => {
                let password_file = password_file.map(|path| folder.join(path.into_inner()));
                Way::Smtp(Relay { password_file, ..parsed("smtp", &smtp)? })
            }
            (None, None, Some(dir)) => Way::Folder(folder.join(dir)),
            _ => return Err(misfit(at, "mail goes one way: keep one of `sendmail`, `smtp` and `dir`")),
        };
        Ok(Mail { from: parsed("from", &from)?, way, timeout: timeout(time)? })
    }
}

impl WebhookTable {
    fn read(self, folder: &Path) -> Result<Webhook, Misfit> {
        Ok(Webhook {
            address: parsed("url", &self.url)?,
            secret_file: self.secret_file.map(|path| folder.join(path)),
            timeout: timeout(self.timeout)?,
        })
    }
}

/// Finds a program: a bare name is looked for where programs are, a path beside the file.
pub(super) fn placed(program: &str, folder: &Path) -> String {
    if program.contains('/') { folder.join(program).to_string_lossy().into_owned() } else { program.to_owned() }
}

fn parsed<T: FromStr<Err: Display>>(key: &str, text: &Text) -> Result<T, Misfit> {
    let misfit = |why: T::Err| Misfit { at: text.span().start, why: format!("`{key}`: {why}") };
    text.get_ref().parse().map_err(misfit)
}

fn timeout(text: Option<Text>) -> Result<Seconds, Misfit> {
    span(text, TIMEOUT)
}

/// Reads how long something may take.
pub(super) fn span(text: Option<Text>, usual: Seconds) -> Result<Seconds, Misfit> {
    let Some(text) = text else { return Ok(usual) };
    let span: Seconds = parsed("timeout", &text)?;
    if (Seconds::new(1)..=LONGEST_TIMEOUT).contains(&span) {
        return Ok(span);
    }
    let why = format!("`timeout`: `{}` is not between 1s and {LONGEST_TIMEOUT}", text.get_ref());
    Err(Misfit { at: text.span().start, why })
}
