//! What a customer's contact may see: which of the desk's reading, and of what.
//!
//! [`Deed::reach_of`] is the table; the store turns a scope into the one condition that all reading goes by.

use super::access::Deed;
use super::account::Account;
use super::contact::{Contact, ContactRole};
use super::sla::Metric;
use super::ticket::{Category, What};
use super::{AccountId, ContactId, Line};
use ContactRole::{
    Approver, Buyer, CompanyAdmin, Finance, JuniorBuyer, Logistics, PurchasingManager, Technical, Viewer as Looker,
};

words! {
    /// How far a contact sees; each reach takes in the one before it.
    Reach, "a reach";
    /// What they asked for themselves.
    Own = "own",
    /// What anybody in their department asked for.
    Department = "department",
    /// What is their account's.
    Account = "account",
    /// What is their account's, or that of an account below it.
    Tree = "tree",
}

impl Deed {
    /// Returns how far a contact of that role may do it; what is not named here, no contact may.
    pub const fn reach_of(self, role: ContactRole) -> Option<Reach> {
        match self {
            Self::SelfRead => Some(Reach::Own),
            Self::AccountRead => Some(if matches!(role, CompanyAdmin) { Reach::Tree } else { Reach::Account }),
            Self::TicketRead | Self::SlaRead => Some(role.reach()),
            Self::OrderRead | Self::ReturnRead if role.sees_orders() => Some(role.reach()),
            Self::ContactRead if matches!(role, CompanyAdmin | PurchasingManager | Buyer | Approver) => {
                Some(role.reach())
            }
            Self::QuoteRead if role.buys() => Some(role.reach()),
            Self::ContractRead | Self::CreditRead | Self::InvoiceRead | Self::PaymentRead | Self::DisputeRead
                if matches!(role, CompanyAdmin | PurchasingManager | Finance) =>
            {
                Some(role.reach())
            }
            Self::ProductRead | Self::StockRead | Self::PriceRead if role.buys() => Some(role.buying()),
            _ => None,
        }
    }
}

impl ContactRole {
    /// Tells whether the role may buy: whoever may sees products, what their own account pays, and stock.
    const fn buys(self) -> bool {
        matches!(self, CompanyAdmin | PurchasingManager | Buyer | JuniorBuyer | Approver)
    }

    /// Returns how far the role reaches among prices.
    const fn buying(self) -> Reach {
        if matches!(self, CompanyAdmin) { Reach::Tree } else { Reach::Account }
    }

    /// Returns how far the role reaches among tickets.
    pub const fn reach(self) -> Reach {
        match self {
            CompanyAdmin => Reach::Tree,
            PurchasingManager | Finance | Technical | Logistics => Reach::Account,
            Buyer | Approver => Reach::Department,
            JuniorBuyer | Looker => Reach::Own,
        }
    }

    /// Tells whether orders are a matter of the role: finance has no order history, and technicians have none to do with.
    pub const fn sees_orders(self) -> bool {
        !matches!(self, Finance | Technical)
    }

    /// Tells whether the role sees what orders cost: logistics handles goods.
    pub const fn sees_prices(self) -> bool {
        !matches!(self, Logistics)
    }

    /// Returns the kinds of matter the role is concerned with; nothing if with all. Tickets of another kind are out of
    /// its sight whoever asked: finance has no order history, not even its own.
    pub const fn matters(self) -> Option<&'static [&'static str]> {
        match self {
            Finance => Some(&["invoice", "payment", "credit"]),
            Technical => Some(&["technical", "integration", "training", "catalogue"]),
            Logistics => Some(&["stock", "fulfilment", "return"]),
            CompanyAdmin | PurchasingManager | Buyer | JuniorBuyer | Approver | Looker => None,
        }
    }
}

/// What a reader may see of the desk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Scope {
    /// Everything, as a rep does.
    #[default]
    Everything,
    /// What a contact may.
    Of(Viewer),
}

/// A contact who reads.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the contact's field of that name")]
pub struct Viewer {
    pub id: ContactId,
    pub account: AccountId,
    pub department: Option<Line>,
    pub role: ContactRole,
}

/// How an account stands to that of a viewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kin {
    /// It is theirs.
    Same,
    /// It belongs to theirs.
    Below,
    /// It is another.
    Other,
}

/// What a scope goes by, of a ticket.
#[derive(Debug, Clone, Copy)]
pub struct Sighted<'a> {
    /// Whose it is.
    pub account: Kin,
    /// Who asked.
    pub contact: Option<ContactId>,
    /// Their department.
    pub department: Option<&'a Line>,
    /// What it is about.
    pub category: Category,
}

/// What decides whether something is in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Whose it is.
    Account,
    /// Who asked.
    Person,
    /// What it is about.
    Matter,
}

impl Scope {
    /// Tells whether a reader sees what the right to do `deed` gives sight of.
    pub fn includes(&self, deed: Deed) -> bool {
        match self {
            Self::Everything => true,
            Self::Of(viewer) => viewer.reach(deed).is_some(),
        }
    }

    /// Tells whether something that happened to a ticket is for the reader's eyes: for a contact's, only what was said
    /// to them or by them, and how the ticket stands. What is not named here is internal.
    pub const fn shows(&self, what: &What) -> bool {
        match self {
            Self::Everything => true,
            Self::Of(_) => matches!(
                what,
                What::Created { .. }
                    | What::MessageIn { .. }
                    | What::MessageOut { .. }
                    | What::Status { .. }
                    | What::Subject(_)
                    | What::Priority(_)
                    | What::Category(_)
            ),
        }
    }

    /// Returns what is ours alone, such as how we rank a customer, if the reader is one of us.
    pub fn ours<T>(&self, value: T) -> Option<T> {
        (*self == Self::Everything).then_some(value)
    }

    /// Tells whether the reader may know of promises of a kind.
    pub const fn shows_promise(&self, metric: Metric) -> bool {
        matches!(self, Self::Everything) || !metric.is_internal()
    }

    /// Tells whether what orders cost is for the reader's eyes.
    pub const fn shows_prices(&self) -> bool {
        match self {
            Self::Everything => true,
            Self::Of(viewer) => viewer.role.sees_prices(),
        }
    }

    /// Takes out of an account what is not for the reader's eyes.
    pub fn veil(&self, account: &mut Account) {
        if let Self::Of(_) = self {
            account.tags.clear();
            (account.region, account.sector) = (None, None);
        }
        if !self.includes(Deed::CreditRead) {
            (account.credit_limit, account.credit_hold, account.terms) = (None, false, None);
        }
    }
}

impl Viewer {
    /// Takes a contact.
    pub fn of(contact: &Contact) -> Self {
        let Contact { id, account, department, role, .. } = contact.clone();
        Self { id, account, department, role }
    }

    /// Returns how far they may do something, if at all.
    pub const fn reach(&self, deed: Deed) -> Option<Reach> {
        deed.reach_of(self.role)
    }

    /// Weighs a ticket by each rule that applies; it is in sight if all of them hold.
    pub fn weigh(&self, ticket: &Sighted<'_>) -> Vec<(Rule, bool)> {
        let reach = self.role.reach();
        let mut weighed = vec![(Rule::Account, takes_in(reach, ticket.account))];
        let own = ticket.contact == Some(self.id);
        match reach {
            Reach::Own => weighed.push((Rule::Person, own)),
            Reach::Department => weighed.push((Rule::Person, own || self.shares(ticket.department))),
            Reach::Account | Reach::Tree => {}
        }
        if let Some(matters) = self.role.matters() {
            weighed.push((Rule::Matter, matters.contains(&ticket.category.kind())));
        }
        weighed
    }

    fn shares(&self, department: Option<&Line>) -> bool {
        let both = self.department.as_ref().zip(department);
        both.is_some_and(|(mine, other)| mine.as_str().eq_ignore_ascii_case(other.as_str()))
    }
}

/// Tells whether an account is within a reach.
pub const fn takes_in(reach: Reach, account: Kin) -> bool {
    match account {
        Kin::Same => true,
        Kin::Below => matches!(reach, Reach::Tree),
        Kin::Other => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn viewer(role: ContactRole, department: Option<&str>) -> Viewer {
        let department = department.map(|name| name.parse().unwrap());
        Viewer { id: ContactId::new(1), account: AccountId::new(1), department, role }
    }

    /// Returns which of five tickets are in sight: one's own, a colleague's, somebody else's, one below, a stranger's.
    fn seen(role: ContactRole, category: &str) -> String {
        let [plant, office]: [Line; 2] = ["Plant 2", "Office"].map(|name| name.parse().unwrap());
        let tickets = [
            (Kin::Same, Some(1), Some(&plant)),
            (Kin::Same, Some(2), Some(&plant)),
            (Kin::Same, None, Some(&office)),
            (Kin::Below, Some(3), Some(&plant)),
            (Kin::Other, Some(4), Some(&plant)),
        ];
        let mark = |(account, contact, department): (Kin, Option<i64>, Option<&Line>)| {
            let contact = contact.map(ContactId::new);
            let ticket = Sighted { account, contact, department, category: category.parse().unwrap() };
            if viewer(role, Some("plant 2")).weigh(&ticket).iter().all(|(_, holds)| *holds) { 'x' } else { '-' }
        };
        tickets.into_iter().map(mark).collect()
    }

    #[test]
    fn each_role_sees_what_is_its_own_to_see() {
        let table = |category: &str| {
            let rows = ContactRole::ALL.iter().map(|role| format!("{} {role}", seen(*role, category)));
            rows.collect::<Vec<_>>().join("\n")
        };
        insta::assert_snapshot!(table("fulfilment.late"), @"
        xxxx- company-admin
        xxx-- purchasing-manager
        xx--- buyer
        x---- junior-buyer
        xx--- approver
        ----- finance
        ----- technical
        xxx-- logistics
        x---- viewer
        ");
        insta::assert_snapshot!(table("invoice.price"), @"
        xxxx- company-admin
        xxx-- purchasing-manager
        xx--- buyer
        x---- junior-buyer
        xx--- approver
        xxx-- finance
        ----- technical
        ----- logistics
        x---- viewer
        ");
    }

    #[test]
    fn no_department_is_shared_by_nobody() {
        let ticket = Sighted {
            account: Kin::Same,
            contact: Some(ContactId::new(2)),
            department: None,
            category: Category::OTHER,
        };
        assert!(viewer(ContactRole::Buyer, None).weigh(&ticket).contains(&(Rule::Person, false)));
    }

    #[test]
    fn contacts_only_read_and_promises_are_seen_as_far_as_tickets() {
        for deed in Deed::ALL {
            for role in ContactRole::ALL {
                let reach = deed.reach_of(*role);
                assert!(reach.is_none() || deed.as_str().split('.').next_back() == Some("read"), "{deed} {role}");
            }
        }
        for role in ContactRole::ALL {
            assert_eq!(Deed::SlaRead.reach_of(*role), Deed::TicketRead.reach_of(*role));
        }
    }
}
