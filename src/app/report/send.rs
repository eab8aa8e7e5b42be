//! Reports that are sent.

use crate::app::Desk;
use crate::domain::Code;
use crate::domain::access::Deed;
use crate::domain::delivery::{Addressee, DeliveryChannel, Enclosure, Parcel, ReportKind, ReportNews};
use crate::domain::rep::Rep;
use crate::domain::sla::Recipient;
use crate::error::Error;
use crate::store::Tx;

/// A report as it is to be sent.
#[derive(Debug, Clone)]
pub struct ReportLetter {
    /// The name it is saved under.
    pub name: Code,
    /// What stands over it.
    pub title: String,
    /// What it tells, in Markdown.
    pub body: String,
    /// What goes along with it.
    pub files: Vec<Enclosure>,
    /// Who is sent it.
    pub recipients: Vec<Addressee>,
}

impl Desk {
    /// Finds everybody who is to get a report, each once; whom nothing can reach is refused before anything is made.
    pub fn report_recipients(&mut self, to: &[Recipient]) -> Result<Vec<Addressee>, Error> {
        let outlets = self.rules.outlets.clone();
        self.look(Deed::ReportSend, |tx, _| {
            if outlets.is_empty() {
                return Err(Error::Rule(
                    "no way to send anything is set up: `[notify]` in the configuration".to_owned(),
                ));
            }
            let recipients = recipients(tx, to)?;
            let by_mail = outlets.iter().any(|outlet| outlet.channel == DeliveryChannel::Mail);
            if by_mail && recipients.iter().all(|recipient| recipient.email.is_none()) {
                return Err(Error::Rule(format!("{} has no e-mail address: `desk rep edit`", labels(&recipients))));
            }
            Ok(recipients)
        })
    }

    /// Queues a report, once for each way it can go.
    pub fn send_report(&mut self, letter: ReportLetter) -> Result<(), Error> {
        let (outlets, today) = (self.rules.outlets.clone(), self.today());
        self.change(Deed::ReportSend, |tx, by| {
            let ReportLetter { name, title, body, files, recipients } = letter;
            let (key, kind, text) = (String::new(), ReportKind::Report, format!("{title}, {today}"));
            let news = ReportNews { key, kind, text, report: name, at: by.now, body, recipients, files };
            for channel in outlets.iter().map(|outlet| outlet.channel) {
                let mut nth = 1;
                while !queue(tx, &news.addressed(channel, nth), channel)? {
                    nth += 1;
                }
            }
            Ok(())
        })
    }
}

/// Queues a report that goes one way; tells whether no other has its key.
fn queue(tx: &Tx<'_>, news: &ReportNews, channel: DeliveryChannel) -> Result<bool, Error> {
    let message = serde_json::to_string(news).unwrap_or_default();
    tx.queue_delivery(None, &Parcel { key: news.key.clone(), channel, message }, news.at, None)
}

fn labels(recipients: &[Addressee]) -> String {
    recipients.iter().map(Addressee::label).collect::<Vec<_>>().join(", ")
}

/// Finds everybody, each once; a name that nobody has is refused.
fn recipients(tx: &Tx<'_>, to: &[Recipient]) -> Result<Vec<Addressee>, Error> {
    let reps: Vec<Rep> = tx.active_reps()?;
    let mut found: Vec<Addressee> = Vec::new();
    for recipient in to {
        let told = among(tx, &reps, recipient)?;
        if told.is_empty() {
            return Err(Error::Rule(format!("nobody is `{recipient}`")));
        }
        Addressee::add_new(&mut found, told);
    }
    if found.is_empty() {
        return Err(Error::Rule("nobody is to get it: name them with `--to`, or as `to` of the report".to_owned()));
    }
    Ok(found)
}

fn among(tx: &Tx<'_>, reps: &[Rep], recipient: &Recipient) -> Result<Vec<Addressee>, Error> {
    let told = |is_told: &dyn Fn(&Rep) -> bool| {
        reps.iter().filter(|rep| is_told(rep)).map(|rep| Addressee::rep(rep, recipient)).collect()
    };
    Ok(match recipient {
        Recipient::Address(address) => vec![Addressee::reader(address)],
        Recipient::Role(role) => told(&|rep| rep.role == *role),
        Recipient::Rep(handle) => {
            let id = tx.need_rep(handle.as_str())?.id;
            told(&|rep| rep.id == id)
        }
        Recipient::Team(name) => {
            let team = tx.need_team(name.as_str())?.id;
            told(&|rep| rep.team == Some(team))
        }
        Recipient::Assignee | Recipient::AccountManager => {
            return Err(Error::Rule(format!(
                "`{recipient}` is somebody else for each ticket, and a report is of many: name a rep, a role, a team or an address"
            )));
        }
    })
}
