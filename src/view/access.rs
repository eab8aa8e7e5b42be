//! Rights: the tables of them, and why somebody has one or not.

use serde::Serialize;

use super::{key, listed, nothing, table, word};
use crate::app::{Explained, Guise, Subject};
use crate::domain::access::Deed;
use crate::domain::contact::ContactRole;
use crate::domain::rep::StaffRole;
use crate::domain::scope::Reach;
use crate::output::{Cell, Column, Detail, Human, Row, Section, Tone};

/// An action, and which roles of reps may do it.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
#[expect(clippy::struct_excessive_bools, reason = "a row of the table of rights is one answer for each role")]
pub struct DeedRow {
    pub action: Deed,
    pub agent: bool,
    pub account_manager: bool,
    pub team_lead: bool,
    pub sales_manager: bool,
    pub credit_controller: bool,
    pub billing: bool,
    pub logistics: bool,
    pub integration: bool,
    pub auditor: bool,
    pub admin: bool,
}

impl DeedRow {
    /// Returns the whole table, or the actions that are open to one role.
    pub fn all(only: Option<StaffRole>) -> Vec<Self> {
        let mut deeds: Vec<Deed> = Deed::ALL.to_vec();
        deeds.retain(|deed| only.is_none_or(|role| deed.is_open_to(role)));
        deeds.sort_by_key(|deed| deed.as_str());
        deeds.into_iter().map(Self::of).collect()
    }

    fn of(action: Deed) -> Self {
        let may = |role| action.is_open_to(role);
        Self {
            action,
            agent: may(StaffRole::Agent),
            account_manager: may(StaffRole::AccountManager),
            team_lead: may(StaffRole::TeamLead),
            sales_manager: may(StaffRole::SalesManager),
            credit_controller: may(StaffRole::CreditController),
            billing: may(StaffRole::Billing),
            logistics: may(StaffRole::Logistics),
            integration: may(StaffRole::Integration),
            auditor: may(StaffRole::Auditor),
            admin: may(StaffRole::Admin),
        }
    }
}

fn mark(may: bool) -> Cell {
    if may { Cell::toned("yes", Tone::Good) } else { nothing() }
}

impl Row for DeedRow {
    const ONE: &'static str = "action";
    const MANY: &'static str = "actions";
    // The headings are short, so that the table fits 80 columns.
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("action", "action", |row, _| key(row.action)),
        Column::text("agent", "agent", |row, _| mark(row.agent)),
        Column::text("account_manager", "acct", |row, _| mark(row.account_manager)),
        Column::text("team_lead", "lead", |row, _| mark(row.team_lead)),
        Column::text("sales_manager", "sales", |row, _| mark(row.sales_manager)),
        Column::text("credit_controller", "cred", |row, _| mark(row.credit_controller)),
        Column::text("billing", "bill", |row, _| mark(row.billing)),
        Column::text("logistics", "logi", |row, _| mark(row.logistics)),
        Column::text("integration", "integ", |row, _| mark(row.integration)),
        Column::text("auditor", "audit", |row, _| mark(row.auditor)),
        Column::text("admin", "admin", |row, _| mark(row.admin)),
    ];
}

/// What a role of customers' contacts may see, and how far.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct ReachRow {
    pub role: ContactRole,
    pub tickets: Option<Reach>,
    pub promises: Option<Reach>,
    pub accounts: Option<Reach>,
    pub contacts: Option<Reach>,
    pub contracts: Option<Reach>,
    pub credit: Option<Reach>,
    /// The categories of the tickets they see, if not of all.
    pub categories: Option<Vec<&'static str>>,
}

impl ReachRow {
    fn of(role: ContactRole) -> Self {
        Self {
            role,
            tickets: Deed::TicketRead.reach_of(role),
            promises: Deed::SlaRead.reach_of(role),
            accounts: Deed::AccountRead.reach_of(role),
            contacts: Deed::ContactRead.reach_of(role),
            contracts: Deed::ContractRead.reach_of(role),
            credit: Deed::CreditRead.reach_of(role),
            categories: role.matters().map(<[_]>::to_vec),
        }
    }
}

impl Row for ReachRow {
    const ONE: &'static str = "role";
    const MANY: &'static str = "roles";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("role", "role", |row, _| key(row.role)),
        Column::text("tickets", "tickets", |row, _| word(row.tickets.as_ref())),
        Column::wide(Column::text("promises", "promises", |row, _| word(row.promises.as_ref()))),
        Column::text("accounts", "accounts", |row, _| word(row.accounts.as_ref())),
        Column::text("contacts", "people", |row, _| word(row.contacts.as_ref())),
        Column::text("contracts", "contracts", |row, _| word(row.contracts.as_ref())),
        Column::text("credit", "credit", |row, _| word(row.credit.as_ref())),
        Column::data("categories"),
    ];
}

/// What all roles of customers' contacts may see.
#[derive(Debug, Clone, Serialize)]
pub struct ReachDetail {
    /// The roles, with what they see.
    pub roles: Vec<ReachRow>,
}

impl ReachDetail {
    /// Returns the whole table, or what concerns one role.
    pub fn of(only: Option<ContactRole>) -> Self {
        let roles = ContactRole::ALL.iter().filter(|role| only.is_none_or(|only| only == **role));
        Self { roles: roles.map(|role| ReachRow::of(*role)).collect() }
    }
}

impl Detail for ReachDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        const REACHES: [&str; 6] = ["role", "tickets", "accounts", "contacts", "contracts", "credit"];
        let limited = self.roles.iter().filter_map(|row| Some((row.role.as_str(), row.categories.as_ref()?)));
        let limits = limited.map(|(role, categories)| (role, listed(categories).into())).collect();
        vec![
            table("How far contacts see", &REACHES, &self.roles, human),
            Section::Fields(Some("Whose tickets are of these categories only".to_owned()), limits),
        ]
    }
}

/// Whether somebody may do or see something, and why.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct AccessDetail {
    pub who: String,
    pub name: String,
    pub role: &'static str,
    pub what: String,
    pub may: bool,
    /// How far, where it is a contact who may.
    pub reach: Option<Reach>,
    pub because: Vec<BecauseRow>,
}

/// One thing that was weighed.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract")]
pub struct BecauseRow {
    pub holds: bool,
    pub why: String,
}

impl AccessDetail {
    /// Takes what was found out.
    pub fn of(explained: Explained) -> Self {
        let may = explained.may();
        let (who, name, role) = match &explained.who {
            Guise::Rep(rep) => (rep.handle.to_string(), rep.name.to_string(), rep.role.as_str()),
            Guise::Contact(contact) => (contact.id.to_string(), contact.label().to_owned(), contact.role.as_str()),
        };
        let what = match explained.what {
            Subject::Deed(deed) => deed.to_string(),
            Subject::Ticket(id) => id.to_string(),
            Subject::Account(code) => code.to_string(),
        };
        let because = explained.steps.into_iter().map(|step| BecauseRow { holds: step.holds, why: step.why });
        Self { who, name, role, what, may, reach: explained.reach.filter(|_| may), because: because.collect() }
    }

    fn title(&self) -> String {
        let Self { who, name, role, what, .. } = self;
        let may = if self.may { "may" } else { "may not" };
        let see = if what.contains('.') { "do" } else { "see" };
        format!("{who} ({name}, {role}) {may} {see} {what}")
    }
}

impl Detail for AccessDetail {
    fn sections(&self, _: &Human) -> Vec<Section> {
        let reason = |row: &BecauseRow| {
            let (label, tone) = if row.holds { ("yes", Tone::Plain) } else { ("no", Tone::Bad) };
            (label, Cell::toned(&*row.why, tone))
        };
        vec![Section::Fields(Some(self.title()), self.because.iter().map(reason).collect())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::undeclared;

    #[test]
    fn every_field_is_declared() {
        assert_eq!(undeclared(&DeedRow::of(Deed::TicketReply)), Vec::<String>::new());
        assert_eq!(undeclared(&ReachRow::of(ContactRole::Finance)), Vec::<String>::new());
    }
}
