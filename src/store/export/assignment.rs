//! Who looks after which account, on the way out.

use rusqlite::Row;

use super::Stored;
use crate::domain::intake::{AssignmentIntake, Intake};

impl Stored for AssignmentIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "ar.id";

    fn select() -> String {
        "SELECT account.code, ar.role, rep.handle, ar.from_at, ar.to_at FROM account_rep ar
         JOIN account ON account.id = ar.account_id JOIN rep ON rep.id = ar.rep_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let (account, role, rep): (String, _, _) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let it = AssignmentIntake { account: account.clone(), role, rep, from: row.get(3)?, to: row.get(4)? };
        Ok(Intake::kept((None, None), &account, it))
    }
}
