//! Contacts: the people at an account.

use super::{AccountId, Change, ContactId, Email, Invalid, Language, Line, Sha256Sum};

words! {
    /// What a contact does at their company.
    Function, "a function";
    /// Buys.
    Purchasing = "purchasing",
    /// Builds or maintains.
    Technical = "technical",
    /// Pays.
    Finance = "finance",
    /// Receives and ships.
    Logistics = "logistics",
    /// Decides.
    Management = "management",
}

words! {
    /// What a contact may see and do on their company's behalf.
    ContactRole, "a contact role";
    /// Everything of the account, and its contacts.
    CompanyAdmin = "company-admin",
    /// Buys, and sees all purchasing.
    PurchasingManager = "purchasing-manager",
    /// Buys.
    Buyer = "buyer",
    /// Buys within a limit.
    JuniorBuyer = "junior-buyer",
    /// Approves what others request, never their own.
    Approver = "approver",
    /// Sees invoices, payments and credit; no order history.
    Finance = "finance",
    /// Sees technical matters.
    Technical = "technical",
    /// Sees shipments and returns.
    Logistics = "logistics",
    /// Looks only.
    Viewer = "viewer",
}

/// What stands in the place of what was erased.
pub const ERASED: &str = "(erased)";

/// Returns what takes the place of a contact's key in the system they come from once they are erased, if that key is their
/// address itself: nobody reads it there, and an import that brings them again still finds that they were erased.
pub fn erased_key(external_id: &str) -> Option<String> {
    let is_address = external_id.contains('@');
    is_address.then(|| format!("sha256:{}", Sha256Sum::of(external_id.to_lowercase().as_bytes())))
}

/// A person at an account. At least one of name and e-mail is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The row.
    pub id: ContactId,
    /// Where they work.
    pub account: AccountId,
    /// How they are called.
    pub name: Option<Line>,
    /// Where they write from; unique over the desk.
    pub email: Option<Email>,
    /// Where to call them.
    pub phone: Option<Line>,
    /// The language they write in, where it is not the account's.
    pub language: Option<Language>,
    /// What they do there.
    pub function: Option<Function>,
    /// What they may do here.
    pub role: ContactRole,
    /// Their department.
    pub department: Option<Line>,
    /// Whether they still work there.
    pub active: bool,
}

impl Contact {
    /// Starts a contact of whom only the account is known.
    pub fn new(account: AccountId) -> Self {
        Self {
            id: ContactId::new(0),
            account,
            name: None,
            email: None,
            phone: None,
            language: None,
            function: None,
            role: ContactRole::Viewer,
            department: None,
            active: true,
        }
    }

    /// Returns the name, or the address where no name is known.
    pub fn label(&self) -> &str {
        self.name.as_ref().map(Line::as_str).or(self.email.as_ref().map(Email::as_str)).unwrap_or_default()
    }
}

/// What an edit or an import says about a contact; what it does not mention stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "each field is the contact's field of that name")]
pub struct ContactEdit {
    pub name: Change<Line>,
    pub email: Change<Email>,
    pub phone: Change<Line>,
    pub language: Change<Language>,
    pub function: Change<Function>,
    pub role: Option<ContactRole>,
    pub department: Change<Line>,
    pub active: Option<bool>,
}

impl ContactEdit {
    /// Applies the edit; a contact with neither name nor e-mail is refused.
    pub fn apply(self, contact: &mut Contact) -> Result<(), Invalid> {
        self.name.apply(&mut contact.name);
        self.email.apply(&mut contact.email);
        self.phone.apply(&mut contact.phone);
        self.language.apply(&mut contact.language);
        self.function.apply(&mut contact.function);
        self.department.apply(&mut contact.department);
        contact.role = self.role.unwrap_or(contact.role);
        contact.active = self.active.unwrap_or(contact.active);
        if contact.label().is_empty() {
            return Err(Invalid::new("", "a contact", "a name, an e-mail address, or both"));
        }
        Ok(())
    }
}
