//! Lists of accounts.

use serde::Serialize;

use crate::app::{AccountLine, Branch};
use crate::domain::account::{Account, AccountStatus, Segment, Terms};
use crate::domain::{Code, Currency, Line, Money, Tier};
use crate::output::{Cell, Column, Human, Row, Tone};
use crate::view::{key, nothing, word};

/// An account in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct AccountRow {
    pub code: Code,
    pub name: Line,
    pub tier: Option<Tier>,
    pub status: AccountStatus,
    pub region: Option<Line>,
    pub primary_rep: Option<Code>,
    pub open_tickets: i64,
    pub parent: Option<Code>,
    pub segment: Segment,
    pub sector: Option<Line>,
    pub currency: Currency,
    pub credit_limit: Option<Money>,
    pub credit_hold: Option<bool>,
    pub terms: Option<Terms>,
}

impl AccountRow {
    /// Takes what is stored of an account.
    pub fn of(line: AccountLine) -> Self {
        let AccountLine { account, parent, primary, open_tickets, tier, shows_credit } = line;
        Self {
            credit_limit: account.credit(),
            code: account.code,
            name: account.name,
            tier,
            status: account.status,
            region: account.region,
            primary_rep: primary,
            open_tickets,
            parent,
            segment: account.segment,
            sector: account.sector,
            currency: account.currency,
            credit_hold: shows_credit.then_some(account.credit_hold),
            terms: account.terms,
        }
    }

    /// Says how much credit there is, and whether it is stopped; nothing to whoever may not know.
    pub(super) fn credit(&self, human: &Human) -> Cell {
        let Some(hold) = self.credit_hold else { return nothing() };
        let limit = match self.credit_limit {
            None => "none agreed".to_owned(),
            Some(Money { minor: 0, .. }) => "prepaid".to_owned(),
            Some(limit) => human.money(limit),
        };
        if hold { Cell::toned(format!("{limit}, ON HOLD"), Tone::Bad) } else { limit.into() }
    }
}

/// Marks what is out of the ordinary.
pub(super) fn status(status: AccountStatus) -> Cell {
    let tone = match status {
        AccountStatus::Active => Tone::Plain,
        AccountStatus::Blocked => Tone::Warn,
        AccountStatus::Pending | AccountStatus::Closed => Tone::Dim,
    };
    Cell::toned(status.as_str(), tone)
}

impl Row for AccountRow {
    const ONE: &'static str = "account";
    const MANY: &'static str = "accounts";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("code", "code", |account, _| key(&account.code)),
        Column::text("name", "name", |account, _| Cell::show(&account.name)),
        Column::number("tier", "tier", |account, _| word(account.tier.as_ref())),
        Column::text("status", "status", |account, _| status(account.status)),
        Column::text("region", "region", |account, _| word(account.region.as_ref())),
        Column::text("primary_rep", "rep", |account, _| word(account.primary_rep.as_ref())),
        Column::number("open_tickets", "open", |account, _| Cell::show(account.open_tickets)),
        Column::wide(Column::text("parent", "parent", |account, _| word(account.parent.as_ref()))),
        Column::wide(Column::text("segment", "segment", |account, _| Cell::show(account.segment))),
        Column::wide(Column::text("sector", "sector", |account, _| word(account.sector.as_ref()))),
        Column::wide(Column::text("credit_limit", "credit", AccountRow::credit)),
        Column::wide(Column::text("terms", "terms", |account, _| word(account.terms.as_ref()))),
        Column::data("currency"),
        Column::data("credit_hold"),
    ];
}

/// An account in its tree.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct BranchRow {
    /// The root is at 0.
    pub depth: usize,
    pub code: Code,
    pub name: Line,
    pub tier: Option<Tier>,
    pub open_tickets: i64,
}

impl BranchRow {
    /// Takes an account and its place.
    pub fn of(Branch { depth, line }: Branch) -> Self {
        let AccountLine { account: Account { code, name, .. }, tier, open_tickets, .. } = line;
        Self { depth, code, name, tier, open_tickets }
    }

    /// Tables trim their cells, so the indentation is drawn.
    fn drawn(&self) -> Cell {
        match self.depth.checked_sub(1) {
            None => key(&self.code),
            Some(above) => format!("{}└ {}", "· ".repeat(above), self.code).into(),
        }
    }
}

impl Row for BranchRow {
    const ONE: &'static str = "account";
    const MANY: &'static str = "accounts";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::data("depth"),
        Column::text("code", "code", |branch, _| branch.drawn()),
        Column::text("name", "name", |branch, _| Cell::show(&branch.name)),
        Column::number("tier", "tier", |branch, _| word(branch.tier.as_ref())),
        Column::number("open_tickets", "open", |branch, _| Cell::show(branch.open_tickets)),
    ];
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::output::undeclared;
    use crate::view::tests::{account, listed};

    #[test]
    fn every_field_is_declared_and_the_tree_is_drawn() {
        assert_eq!(undeclared(&AccountRow::of(account("ACME"))), Vec::<String>::new());
        let branches = [("ACME", 0), ("ACME-N", 1), ("ACME-N-1", 2), ("ACME-S", 1)];
        let rows = branches.map(|(code, depth)| BranchRow::of(Branch { depth, line: account(code) }));
        assert_eq!(undeclared(&rows[1]), Vec::<String>::new());
        assert_snapshot!(listed(&rows), @"
        CODE          NAME         TIER  OPEN
        ACME          Acme S.p.A.     3     2
        └ ACME-N      Acme S.p.A.     3     2
        · └ ACME-N-1  Acme S.p.A.     3     2
        └ ACME-S      Acme S.p.A.     3     2
        ");
    }
}
