//! Reps, their teams, and the shared mailboxes they serve.

use super::{Change, Code, Date, Email, Line, QueueId, RepId, Segment, TeamId};

words! {
    /// What a member of staff may do.
    StaffRole, "a staff role";
    /// Works tickets.
    Agent = "agent",
    /// Owns accounts, and sees cost and margin.
    AccountManager = "account-manager",
    /// Leads a team.
    TeamLead = "team-lead",
    /// Leads sales.
    SalesManager = "sales-manager",
    /// Decides on credit.
    CreditController = "credit-controller",
    /// Handles invoices and payments.
    Billing = "billing",
    /// Handles shipments and returns.
    Logistics = "logistics",
    /// A program: cron and imports.
    Integration = "integration",
    /// Reads everything, changes nothing.
    Auditor = "auditor",
    /// May do anything.
    Admin = "admin",
}

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rep {
    /// The row; people write the handle.
    pub id: RepId,
    /// The unique short name people type.
    pub handle: Code,
    /// How they are called.
    pub name: Line,
    /// Where they read mail.
    pub email: Option<Email>,
    /// The operating system's user who acts as this rep.
    pub os_user: Option<Line>,
    /// What they may do.
    pub role: StaffRole,
    /// The team they belong to.
    pub team: Option<TeamId>,
    /// The region they cover.
    pub region: Option<Line>,
    /// First day away, if leave is known.
    pub away_from: Option<Date>,
    /// Last day away.
    pub away_to: Option<Date>,
    /// Whether they still work here.
    pub active: bool,
    /// The policies' calendar of their working hours, if it is known.
    pub calendar: Option<Code>,
}

impl Rep {
    /// Starts a rep with what is always known.
    pub fn new(handle: Code, name: Line) -> Self {
        Self {
            id: RepId::new(0),
            handle,
            name,
            email: None,
            os_user: None,
            role: StaffRole::Agent,
            team: None,
            region: None,
            away_from: None,
            away_to: None,
            active: true,
            calendar: None,
        }
    }

    /// Tells whether the rep can be given work on `day`.
    pub fn available_on(&self, day: Date) -> bool {
        let away = match (self.away_from, self.away_to) {
            (None, None) => false,
            (from, to) => from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to),
        };
        self.active && !away
    }
}

/// What an edit or an import says about a rep; what it does not mention stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "each field is the rep's field of that name")]
pub struct RepEdit {
    pub name: Option<Line>,
    pub email: Change<Email>,
    pub os_user: Change<Line>,
    pub role: Option<StaffRole>,
    pub region: Change<Line>,
    pub away_from: Change<Date>,
    pub away_to: Change<Date>,
    pub active: Option<bool>,
    pub calendar: Change<Code>,
}

impl RepEdit {
    /// Applies the edit.
    pub fn apply(self, rep: &mut Rep) {
        if let Some(name) = self.name {
            rep.name = name;
        }
        self.email.apply(&mut rep.email);
        self.os_user.apply(&mut rep.os_user);
        self.region.apply(&mut rep.region);
        self.away_from.apply(&mut rep.away_from);
        self.away_to.apply(&mut rep.away_to);
        self.calendar.apply(&mut rep.calendar);
        rep.role = self.role.unwrap_or(rep.role);
        rep.active = self.active.unwrap_or(rep.active);
    }
}

/// A group of reps that work is handed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// The row; people write the name.
    pub id: TeamId,
    /// The unique short name people type.
    pub name: Code,
}

/// A shared mailbox, and whom it serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// The row; people write the address.
    pub id: QueueId,
    /// The mailbox.
    pub address: Email,
    /// The team that reads it.
    pub team: Option<TeamId>,
    /// The region it serves, if only one.
    pub region: Option<Line>,
    /// The segment it serves, if only one.
    pub segment: Option<Segment>,
}
