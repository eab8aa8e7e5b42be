//! Accounts taken in.

use super::{HERE, Outcome, Rejection, Session, Take, refuse};
use crate::app::NewAccount;
use crate::app::account::{add_account, edit_account, retier};
use crate::domain::account::AccountRole;
use crate::domain::intake::{AccountIntake, Intake};
use crate::domain::{AccountId, Change};
use crate::error::Error;
use crate::store::Keyed;

impl Take for AccountIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        session.take_account(intake)
    }
}

impl Session<'_> {
    /// Takes in an account.
    fn take_account(&mut self, intake: Intake<AccountIntake>) -> Result<Outcome, Rejection> {
        let Intake { external_id, digest, it, .. } = intake;
        if let Some(code) = it.parent.as_deref().filter(|code| *code != it.code.as_str())
            && self.tx.account(code)?.is_none()
        {
            return Err(refuse("parent", "is no account of this desk"));
        }
        let roles = [
            (AccountRole::Primary, "primary_rep", it.primary_rep.clone()),
            (AccountRole::Backup, "backup_rep", it.backup_rep.clone()),
        ];
        let mut reps = Vec::new();
        for (role, field, handle) in roles {
            if let Some(handle) = handle {
                reps.push((role, self.need_rep(field, &handle)?));
            }
        }
        let kept = self.kept(Keyed::Account, &external_id)?;
        let (id, outcome) = match kept {
            Some(kept) if kept.digest == Some(digest) => return Ok(Outcome::Same),
            Some(kept) => {
                let id = AccountId::new(kept.id);
                let before = self.tx.account_by_id(id)?;
                self.update(id, it)?;
                let same = self.source == HERE && self.tx.account_by_id(id)? == before;
                (id, if same { Outcome::Same } else { Outcome::Updated })
            }
            None => (self.create(it)?, Outcome::Created),
        };
        for (role, rep) in reps {
            if let Some(held) = self.tx.assignment_now(id, role)? {
                self.remember("account_rep", held)?;
            }
            self.tx.assign_account(id, role, rep, self.now)?;
        }
        self.keep(Keyed::Account, id.number(), &external_id, digest)?;
        Ok(outcome)
    }

    fn create(&mut self, it: AccountIntake) -> Result<AccountId, Rejection> {
        let AccountIntake { code, name, parent, edit, .. } = it;
        let made = add_account(self.tx, NewAccount { code, name, parent, edit }).map_err(by_field)?;
        self.known.accounts.remove(made.code.as_str());
        Ok(made.id)
    }

    fn update(&mut self, id: AccountId, it: AccountIntake) -> Result<(), Rejection> {
        self.remember("account", id.number())?;
        let mut account = self.tx.account_by_id(id)?;
        if !account.code.as_str().eq_ignore_ascii_case(it.code.as_str()) {
            return Err(refuse(
                "code",
                format!("is not what this account is called here, which is `{}`", account.code),
            ));
        }
        let (mut edit, tier) = (it.edit, account.tier);
        edit.name = Some(it.name);
        edit_account(self.tx, &mut account, edit, Change::set_if(it.parent), self.now).map_err(by_field)?;
        if !self.to_come.events {
            for ticket in retier(self.tx, &account, tier, self.by.actor(), self.now)? {
                self.grown.insert(ticket.id.number());
            }
        }
        self.known.accounts.remove(account.code.as_str());
        Ok(())
    }
}

/// Says which field an account was refused for.
fn by_field(why: Error) -> Rejection {
    match why {
        Error::Invalid(invalid) if invalid.what.contains("currency") => {
            refuse("currency", format!("was refused: {invalid}"))
        }
        Error::Invalid(invalid) => refuse("credit_limit", format!("was refused: {invalid}")),
        Error::Taken { .. } => refuse("code", "is an account here already, and did not come from this source"),
        Error::Rule(rule) => refuse("parent", format!("was refused: {rule}")),
        other => other.into(),
    }
}
