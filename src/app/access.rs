//! Who one is at this desk, and why somebody may do or see something, or may not.

use super::{Desk, Guise};
use crate::domain::access::Deed;
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::rep::{Rep, StaffRole};
use crate::domain::scope::{Kin, Reach, Rule, Sighted, Viewer, takes_in};
use crate::domain::ticket::Ticket;
use crate::domain::{AccountId, Code, TicketId, nearest};
use crate::error::Error;
use crate::store::Tx;

/// Who runs a command.
#[derive(Debug)]
pub struct Identity {
    /// The operating system's name for them.
    pub user: String,
    /// The rep they are.
    pub rep: Rep,
    /// Whom they act as, if not themselves; of a contact with the account's code.
    pub guise: Option<(Guise, Option<Code>)>,
}

/// What somebody may do or see, or may not, and why.
#[derive(Debug)]
pub struct Explained {
    /// Who it is about.
    pub who: Guise,
    /// What was asked about, as it is written here.
    pub what: Subject,
    /// How far it goes, where they are a contact who may.
    pub reach: Option<Reach>,
    /// What was weighed. They may if each of it holds.
    pub steps: Vec<Step>,
}

/// What somebody wants to do or see.
#[derive(Debug, Clone)]
pub enum Subject {
    /// To do something.
    Deed(Deed),
    /// To see a ticket.
    Ticket(TicketId),
    /// To see an account.
    Account(Code),
}

/// One thing that was weighed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Whether it speaks for it.
    pub holds: bool,
    /// What it is.
    pub why: String,
}

impl Step {
    fn new(holds: bool, why: impl Into<String>) -> Self {
        Self { holds, why: why.into() }
    }
}

impl Desk {
    /// Returns who runs the command.
    pub fn identity(&mut self) -> Result<Identity, Error> {
        let user = self.caller.user.clone();
        self.look_within(Deed::SelfRead, |tx, by| {
            let guise = by.guise.clone().map(|guise| match &guise {
                Guise::Rep(_) => Ok((guise, None)),
                Guise::Contact(contact) => tx.account_code(contact.account).map(|code| (guise, Some(code))),
            });
            Ok(Identity { user, rep: by.me.clone(), guise: guise.transpose()? })
        })
    }

    /// Tells why somebody, a rep by handle or a contact by address or number, may do something or see something, or may
    /// not; `who` may be `@me`.
    pub fn explain_access(&mut self, who: &str, what: &str) -> Result<Explained, Error> {
        self.look(Deed::RepRead, |tx, by| {
            let who = if who == "@me" { Guise::Rep(by.rep.clone()) } else { Guise::named(tx, who)? };
            let asked = Asked::named(tx, what)?;
            let (reach, steps) = match &who {
                Guise::Rep(rep) => (None, of_rep(rep, asked.deed(), &asked)),
                Guise::Contact(contact) => of_contact(tx, contact, &asked)?,
            };
            let what = match asked {
                Asked::Deed(deed) => Subject::Deed(deed),
                Asked::Ticket(ticket) => Subject::Ticket(ticket.id),
                Asked::Account(account) => Subject::Account(account.code),
            };
            Ok(Explained { who, what, reach, steps })
        })
    }
}

impl Explained {
    /// Tells whether they may.
    pub fn may(&self) -> bool {
        self.steps.iter().all(|step| step.holds)
    }
}

/// What is asked about, looked up.
enum Asked {
    Deed(Deed),
    Ticket(Ticket),
    Account(Box<Account>),
}

impl Asked {
    fn named(tx: &Tx<'_>, name: &str) -> Result<Self, Error> {
        if let Ok(deed) = name.parse() {
            return Ok(Self::Deed(deed));
        }
        if let Some(account) = tx.account(name)? {
            return Ok(Self::Account(Box::new(account)));
        }
        if name.starts_with(['T', 't'])
            && let Ok(id) = name.parse()
        {
            return tx.need_ticket(id).map(Self::Ticket);
        }
        let near = match tx.need_account(name) {
            Err(Error::Unknown { near, .. }) => near,
            _ => None,
        };
        let near = nearest(name, Deed::WORDS.iter().copied().chain(near.as_deref())).map(str::to_owned);
        Err(Error::Unknown { what: "action, ticket or account", name: name.to_owned(), near })
    }

    const fn deed(&self) -> Deed {
        match self {
            Self::Deed(deed) => *deed,
            Self::Ticket(_) => Deed::TicketRead,
            Self::Account(_) => Deed::AccountRead,
        }
    }
}

fn of_rep(rep: &Rep, deed: Deed, asked: &Asked) -> Vec<Step> {
    let Rep { handle, role, .. } = rep;
    let left = if rep.active { "works here" } else { "no longer works here" };
    let mut steps = vec![Step::new(rep.active, format!("{handle} {left}"))];
    let open = deed.is_open_to(*role);
    let has = if open { "has" } else { "does not have" };
    steps.push(Step::new(open, format!("the role {role} {has} the right {deed}{}", others(deed, *role))));
    match asked {
        Asked::Ticket(_) if open => steps.push(Step::new(true, "reps see the tickets of all accounts")),
        Asked::Account(_) if open => steps.push(Step::new(true, "reps see all accounts")),
        _ => {}
    }
    steps
}

/// Names the other roles that have a right.
fn others(deed: Deed, role: StaffRole) -> String {
    let others: Vec<&str> = deed.open_to().iter().filter(|other| **other != role).map(|role| role.as_str()).collect();
    match others.len() {
        0 => ", and no other does".to_owned(),
        more if more + 1 >= StaffRole::ALL.len() => ", as all roles do".to_owned(),
        _ => format!("; others that do: {}", others.join(", ")),
    }
}

fn of_contact(tx: &Tx<'_>, contact: &Contact, asked: &Asked) -> Result<(Option<Reach>, Vec<Step>), Error> {
    let (deed, viewer) = (asked.deed(), Viewer::of(contact));
    let (id, role, home) = (contact.id, contact.role, tx.account_code(contact.account)?);
    let left = if contact.active { "is" } else { "is no longer" };
    let mut steps = vec![Step::new(contact.active, format!("{id} {left} at {home}"))];
    let reach = viewer.reach(deed);
    steps.push(match reach {
        Some(reach) => Step::new(true, format!("the role {role} has the right {deed}, with the reach {reach}")),
        None => Step::new(false, format!("the role {role} does not have the right {deed}")),
    });
    let Some(reach) = reach else { return Ok((None, steps)) };
    let scene = Scene { contact, home, reach };
    match asked {
        Asked::Deed(deed) => {
            let limit = role.matters().filter(|_| matches!(deed, Deed::TicketRead | Deed::SlaRead));
            steps
                .extend(limit.map(|matters| Step::new(true, format!("of the categories {} only", matters.join(", ")))));
        }
        Asked::Ticket(ticket) => steps.extend(scene.ticket(tx, &viewer, ticket)?),
        Asked::Account(account) => {
            let kin = kin(tx, contact.account, account)?;
            steps.push(Step::new(takes_in(reach, kin), scene.account(&account.code, kin)));
        }
    }
    Ok((Some(reach), steps))
}

/// Tells how an account stands to that of a viewer.
fn kin(tx: &Tx<'_>, home: AccountId, account: &Account) -> Result<Kin, Error> {
    Ok(match account.id {
        id if id == home => Kin::Same,
        _ if tx.ancestors(account)?.contains(&home) => Kin::Below,
        _ => Kin::Other,
    })
}

/// A contact and how far they see, as sentences need them.
struct Scene<'a> {
    contact: &'a Contact,
    home: Code,
    reach: Reach,
}

impl Scene<'_> {
    fn ticket(&self, tx: &Tx<'_>, viewer: &Viewer, ticket: &Ticket) -> Result<Vec<Step>, Error> {
        let account = tx.account_by_id(ticket.account)?;
        let asked = ticket.contact.map(|id| tx.contact(id)).transpose()?.flatten();
        let department = asked.as_ref().and_then(|asked| asked.department.as_ref());
        let account_kin = kin(tx, self.contact.account, &account)?;
        let sighted = Sighted { account: account_kin, contact: ticket.contact, department, category: ticket.category };
        let in_words = |rule| match rule {
            Rule::Account => self.account(&account.code, account_kin),
            Rule::Person => self.person(asked.as_ref()),
            Rule::Matter => {
                let matters = viewer.role.matters().unwrap_or_default().join(", ");
                format!("it is about {}, and the role {} sees {matters}", ticket.category, viewer.role)
            }
        };
        Ok(viewer.weigh(&sighted).into_iter().map(|(rule, holds)| Step::new(holds, in_words(rule))).collect())
    }

    fn account(&self, code: &Code, kin: Kin) -> String {
        let Self { home, reach, .. } = self;
        match kin {
            Kin::Same => format!("{code} is their account"),
            Kin::Below if *reach == Reach::Tree => format!("{code} belongs to {home}, their account"),
            Kin::Below => format!("{code} belongs to {home}, but the reach {reach} takes in {home} alone"),
            Kin::Other => format!("{code} is neither {home}, their account, nor belongs to it"),
        }
    }

    fn person(&self, asked: Option<&Contact>) -> String {
        let of = |contact: &Contact| match &contact.department {
            Some(department) => format!("of the department {department}"),
            None => "of no department".to_owned(),
        };
        match asked {
            None => "nobody is known to have asked".to_owned(),
            Some(asked) if asked.id == self.contact.id => format!("{} asked", asked.id),
            Some(asked) if self.reach == Reach::Own => format!("{} asked, not {}", asked.id, self.contact.id),
            Some(asked) => {
                format!("{} asked, {}, and {} is {}", asked.id, of(asked), self.contact.id, of(self.contact))
            }
        }
    }
}
