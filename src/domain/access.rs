//! Who may do what: one table of actions and roles, and whoever is not named in it may not.

use super::rep::StaffRole;
use StaffRole::{
    AccountManager, Admin, Agent, Billing, CreditController, Integration, Logistics, SalesManager, TeamLead,
};

words! {
    /// An action, as the table of rights and the audit log name it. Each use case is one of them.
    Deed, "an action";
    /// Makes an account.
    AccountNew = "account.new",
    /// Edits an account.
    AccountEdit = "account.edit",
    /// Puts a rep in charge of an account.
    AccountAssign = "account.assign",
    /// Reads accounts and who looks after them.
    AccountRead = "account.read",
    /// Adds a person to an account.
    ContactAdd = "contact.add",
    /// Erases a person and what they wrote.
    ContactErase = "contact.erase",
    /// Edits a person at an account.
    ContactEdit = "contact.edit",
    /// Reads the people at accounts.
    ContactRead = "contact.read",
    /// Stores what was agreed with an account.
    ContractAdd = "contract.add",
    /// Ends a contract.
    ContractEnd = "contract.end",
    /// Reads contracts.
    ContractRead = "contract.read",
    /// Reads how much credit an account has.
    CreditRead = "credit.read",
    /// Lets an account buy beyond its limit.
    CreditOverride = "credit.override",
    /// Stops an account's credit, or lets it go on.
    CreditHold = "credit.hold",
    /// Reads invoices.
    InvoiceRead = "invoice.read",
    /// Reads payments.
    PaymentRead = "payment.read",
    /// Contests an invoice on a customer's behalf.
    DisputeOpen = "dispute.open",
    /// Looks into a dispute, decides it and closes it.
    DisputeDecide = "dispute.decide",
    /// Reads disputes.
    DisputeRead = "dispute.read",
    /// Reads products and their papers.
    ProductRead = "product.read",
    /// Reads what lies in stock, and what comes.
    StockRead = "stock.read",
    /// Stores what another system says of stock now.
    StockAsk = "stock.ask",
    /// Reads prices.
    PriceRead = "price.read",
    /// Reads what products cost us.
    CostRead = "cost.read",
    /// Reads orders, and what was shipped of them.
    OrderRead = "order.read",
    /// Changes an order that was agreed on, or what was promised of it.
    OrderRevise = "order.revise",
    /// Lets an order wait, or go on.
    OrderHold = "order.hold",
    /// Drafts an order, or places a draft.
    OrderPlace = "order.place",
    /// Has orders drafted again and again.
    OrderTemplate = "order.template",
    /// Reads returns, and what is agreed about them.
    ReturnRead = "return.read",
    /// Takes down that a customer wants to send something back.
    ReturnRequest = "return.request",
    /// Decides whether they may.
    ReturnAuthorise = "return.authorise",
    /// Takes down what became of goods on their way back.
    ReturnHandle = "return.handle",
    /// Decides what is done about goods that came back.
    ReturnResolve = "return.resolve",
    /// Reads quotes.
    QuoteRead = "quote.read",
    /// Takes down that a customer wants a quote.
    QuoteRequest = "quote.request",
    /// Writes what is offered, or revises it.
    QuoteWrite = "quote.write",
    /// Looks at what somebody else wrote, and lets it be sent or not.
    QuoteReview = "quote.review",
    /// Gives an offer to a customer.
    QuoteSend = "quote.send",
    /// Takes down whether a customer takes an offer.
    QuoteAnswer = "quote.answer",
    /// Takes a quote back.
    QuoteCancel = "quote.cancel",
    /// Orders what a customer took.
    QuoteOrder = "quote.order",
    /// Opens a ticket.
    TicketNew = "ticket.new",
    /// Takes in what a customer wrote.
    TicketReceive = "ticket.receive",
    /// Answers the customer.
    TicketReply = "ticket.reply",
    /// Writes an internal note.
    TicketNote = "ticket.note",
    /// Takes a ticket.
    TicketTake = "ticket.take",
    /// Puts somebody in charge of a ticket.
    TicketAssign = "ticket.assign",
    /// Moves a ticket to another status.
    TicketStatus = "ticket.status",
    /// Changes what a ticket is about, or how urgent it is.
    TicketEdit = "ticket.edit",
    /// Resolves a ticket.
    TicketResolve = "ticket.resolve",
    /// Opens a resolved ticket again.
    TicketReopen = "ticket.reopen",
    /// Closes a ticket.
    TicketClose = "ticket.close",
    /// Ties a ticket to something.
    TicketLink = "ticket.link",
    /// Ends a ticket in another one.
    TicketMerge = "ticket.merge",
    /// Reads tickets.
    TicketRead = "ticket.read",
    /// Tells what clocks have passed, and does what policies ask for.
    SlaCheck = "sla.check",
    /// Hands notifications over.
    SlaDeliver = "sla.deliver",
    /// Lets notifications that were given up be tried again.
    SlaRetry = "sla.retry",
    /// Reads what was promised, and why.
    SlaRead = "sla.read",
    /// Puts a policy file in force.
    PolicyApply = "policy.apply",
    /// Reads policies and calendars.
    PolicyRead = "policy.read",
    /// Reads reports.
    ReportRead = "report.read",
    /// Sends a report.
    ReportSend = "report.send",
    /// Adds a rep.
    RepNew = "rep.new",
    /// Edits a rep.
    RepEdit = "rep.edit",
    /// Edits what concerns oneself: name, address, leave, working hours.
    RepEditOwn = "rep.edit-own",
    /// Changes what a rep may do, or who acts as them.
    RepRole = "rep.role",
    /// Reads reps, teams and queues, and who may do what.
    RepRead = "rep.read",
    /// Adds a team.
    TeamNew = "team.new",
    /// Adds a queue.
    QueueNew = "queue.new",
    /// Takes in files.
    ImportRun = "import.run",
    /// Takes a file's rows out again.
    ImportUndo = "import.undo",
    /// Reads what was imported.
    ImportRead = "import.read",
    /// Gives out everything of a kind.
    ExportRun = "export.run",
    /// Reads the audit log.
    AuditRead = "audit.read",
    /// Reads who one is at this desk.
    SelfRead = "self.read",
    /// Acts as another rep.
    ActAsRep = "act-as.rep",
    /// Sees what a customer's contact may see.
    ActAsContact = "act-as.contact",
    /// Makes a desk.
    DeskNew = "desk.new",
    /// Copies the desk.
    DeskBackup = "desk.backup",
    /// Makes the desk what a backup of it is.
    DeskRestore = "desk.restore",
    /// Derives anew what is derived and wrong.
    DeskRepair = "desk.repair",
    /// Brings the file up to this program's version.
    DeskMigrate = "desk.migrate",
}

const EVERYONE: &[StaffRole] = StaffRole::ALL;
/// All who work with customers, and the programs that do.
const WORKING: &[StaffRole] =
    &[Agent, AccountManager, TeamLead, SalesManager, CreditController, Billing, Logistics, Integration, Admin];
/// Those who sell.
const SELLING: &[StaffRole] = &[Agent, AccountManager, TeamLead, SalesManager, Integration, Admin];
/// Those who answer for accounts.
const KEEPING: &[StaffRole] = &[AccountManager, TeamLead, SalesManager, Integration, Admin];
/// Those who answer for others.
const LEADING: &[StaffRole] = &[TeamLead, SalesManager, Integration, Admin];
const LEADS: &[StaffRole] = &[TeamLead, Admin];
const ADMINS: &[StaffRole] = &[Admin];

impl Deed {
    /// Returns the roles that may do it; no other may.
    pub const fn open_to(self) -> &'static [StaffRole] {
        match self {
            Self::AccountRead
            | Self::ContactRead
            | Self::ContractRead
            | Self::CreditRead
            | Self::InvoiceRead
            | Self::PaymentRead
            | Self::DisputeRead
            | Self::ProductRead
            | Self::StockRead
            | Self::PriceRead
            | Self::SelfRead
            | Self::OrderRead
            | Self::ReturnRead
            | Self::QuoteRead
            | Self::TicketRead
            | Self::SlaRead
            | Self::PolicyRead
            | Self::ReportRead
            | Self::RepRead
            | Self::ImportRead
            | Self::ActAsContact => EVERYONE,
            Self::ContactAdd
            | Self::ContactEdit
            | Self::TicketNew
            | Self::TicketReceive
            | Self::TicketReply
            | Self::TicketNote
            | Self::TicketTake
            | Self::TicketAssign
            | Self::TicketStatus
            | Self::TicketEdit
            | Self::TicketResolve
            | Self::TicketReopen
            | Self::TicketClose
            | Self::TicketLink
            | Self::TicketMerge
            | Self::SlaCheck
            | Self::SlaDeliver
            | Self::SlaRetry
            | Self::DisputeOpen
            | Self::StockAsk
            | Self::QuoteRequest
            | Self::RepEditOwn => WORKING,
            Self::OrderRevise
            | Self::OrderPlace
            | Self::ReturnRequest
            | Self::QuoteWrite
            | Self::QuoteSend
            | Self::QuoteAnswer
            | Self::QuoteCancel
            | Self::QuoteOrder => SELLING,
            Self::QuoteReview => &[AccountManager, TeamLead, SalesManager, Admin],
            Self::OrderHold => &[AccountManager, TeamLead, SalesManager, CreditController, Integration, Admin],
            Self::ReturnHandle => &[Agent, AccountManager, TeamLead, SalesManager, Logistics, Integration, Admin],
            Self::AccountNew
            | Self::AccountEdit
            | Self::ContractAdd
            | Self::ContractEnd
            | Self::OrderTemplate
            | Self::ReturnAuthorise
            | Self::ReturnResolve => KEEPING,
            Self::AccountAssign | Self::ImportRun | Self::ImportUndo | Self::ContactErase | Self::ReportSend => LEADING,
            Self::ExportRun | Self::DeskBackup => &[TeamLead, SalesManager, Integration, StaffRole::Auditor, Admin],
            Self::CreditOverride => &[SalesManager, CreditController, Admin],
            Self::CreditHold => &[TeamLead, SalesManager, CreditController, Admin],
            Self::DisputeDecide => &[TeamLead, SalesManager, CreditController, Billing, Admin],
            Self::CostRead => &[AccountManager, TeamLead, SalesManager, Integration, StaffRole::Auditor, Admin],
            Self::AuditRead => &[TeamLead, StaffRole::Auditor, Admin],
            Self::PolicyApply | Self::RepEdit | Self::TeamNew | Self::QueueNew | Self::ActAsRep => LEADS,
            Self::RepNew | Self::RepRole | Self::DeskNew | Self::DeskRestore | Self::DeskRepair | Self::DeskMigrate => {
                ADMINS
            }
        }
    }

    /// Tells whether somebody of that role may do it.
    pub fn is_open_to(self, role: StaffRole) -> bool {
        self.open_to().contains(&role)
    }
}

impl StaffRole {
    /// Tells whether it has every right that another role has.
    pub fn covers(self, other: Self) -> bool {
        Deed::ALL.iter().all(|deed| deed.is_open_to(self) || !deed.is_open_to(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_admin_may_do_everything_and_an_auditor_changes_nothing() {
        for deed in Deed::ALL {
            assert!(deed.is_open_to(StaffRole::Admin), "{deed}");
        }
        let theirs = Deed::ALL.iter().filter(|deed| deed.is_open_to(StaffRole::Auditor)).map(|deed| deed.as_str());
        let (reading, rest): (Vec<_>, Vec<_>) = theirs.partition(|name| name.split('.').next_back() == Some("read"));
        assert_eq!((reading.len(), rest), (22, vec!["export.run", "act-as.contact", "desk.backup"]));
    }

    #[test]
    fn an_admin_covers_all_and_a_lead_all_who_decide_on_no_credit() {
        for role in StaffRole::ALL {
            assert!(Admin.covers(*role), "{role}");
            let beyond = matches!(role, Admin | SalesManager | CreditController);
            assert_eq!(TeamLead.covers(*role), !beyond, "{role}");
            assert!(role.covers(*role) && (*role == Agent || !Agent.covers(Admin)), "{role}");
        }
    }
}
