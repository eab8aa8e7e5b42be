//! Who somebody is at this desk.

use std::path::Path;

use serde::Serialize;

use crate::app::{Guise, Identity};
use crate::domain::contact::ContactRole;
use crate::domain::rep::StaffRole;
use crate::domain::{Code, ContactId, Line};
use crate::output::{Cell, Detail, Human, Section};

/// Who runs the command, and whom they act as.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct IdentityDetail {
    pub handle: Code,
    pub name: Line,
    pub role: StaffRole,
    /// The operating system's user.
    pub user: String,
    pub acting_as: Option<ActingAs>,
    /// The desk's file.
    pub file: String,
}

/// Whom somebody acts as.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract")]
#[serde(untagged)]
pub enum ActingAs {
    Rep { handle: Code, name: Line, role: StaffRole },
    Contact { contact: ContactId, name: String, role: ContactRole, account: Option<Code> },
}

impl IdentityDetail {
    /// Takes who they are, at the desk in a file.
    pub fn of(identity: Identity, path: &Path) -> Self {
        let Identity { user, rep, guise } = identity;
        let acting_as = guise.map(|(guise, account)| match guise {
            Guise::Rep(rep) => ActingAs::Rep { handle: rep.handle, name: rep.name, role: rep.role },
            Guise::Contact(contact) => {
                ActingAs::Contact { contact: contact.id, name: contact.label().to_owned(), role: contact.role, account }
            }
        });
        Self { handle: rep.handle, name: rep.name, role: rep.role, user, acting_as, file: path.display().to_string() }
    }

    fn acts(&self) -> Option<String> {
        Some(match self.acting_as.as_ref()? {
            ActingAs::Rep { handle, name, role } => format!("{handle} ({name}, {role})"),
            ActingAs::Contact { contact, name, role, account } => {
                let at = account.as_ref().map(|code| format!(" at {code}")).unwrap_or_default();
                format!("{contact} ({name}, {role}{at}), who reads and changes nothing")
            }
        })
    }
}

impl Detail for IdentityDetail {
    fn sections(&self, _: &Human) -> Vec<Section> {
        let mut fields = vec![("role", Cell::show(self.role)), ("user", self.user.as_str().into())];
        fields.extend(self.acts().map(|acts| ("acts as", acts.into())));
        fields.push(("desk", self.file.as_str().into()));
        vec![Section::Fields(Some(format!("{} {}", self.handle, self.name)), fields)]
    }
}
