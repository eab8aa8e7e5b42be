//! Credit.

use serde::Serialize;

use super::{key, listed, nothing, word};
use crate::app::CreditView;
use crate::domain::account::{Account, AccountStatus};
use crate::domain::credit::{AGES, Answer, Move, Override, Position};
use crate::domain::{Code, Instant, Line, Money, Number, OverrideId};
use crate::output::{Align, Cell, Column, Detail, Human, Row, Section, Tone};

/// Where an account stands.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct CreditDetail {
    pub account: Code,
    /// The account that answers for what it owes.
    pub payer: Code,
    pub at: Instant,
    pub status: AccountStatus,
    pub held: bool,
    /// None where no limit was agreed; 0 where it pays ahead.
    pub limit: Option<Money>,
    /// What overrides allow beyond the limit.
    pub beyond: Money,
    pub not_due: Money,
    pub overdue_30: Money,
    pub overdue_60: Money,
    pub overdue_90: Money,
    pub overdue_more: Money,
    /// What came in or was given back, and is set against no invoice.
    pub unapplied: Money,
    /// What is ordered and not invoiced.
    pub uninvoiced: Money,
    pub exposure: Money,
    /// What the limit leaves; none without a limit.
    pub available: Option<Money>,
    /// What is contested of what is invoiced.
    pub contested: Money,
    /// Exposures in other currencies, which no limit is set against.
    pub elsewhere: Vec<Money>,
    pub overrides: Vec<OverrideRow>,
    /// When documents were imported last.
    pub imported_at: Option<Instant>,
}

/// A leave to buy beyond a limit.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct OverrideRow {
    pub id: OverrideId,
    pub amount: Money,
    pub despite_hold: bool,
    pub expires_at: Instant,
    pub by: Code,
    pub reason: Line,
}

impl OverrideRow {
    fn of(allowed: Override, payer: &Account) -> Self {
        let Override { id, amount, lifts_hold, reason, by, expires_at, .. } = allowed;
        let amount = Money { minor: amount, currency: payer.currency };
        Self { id, amount, despite_hold: lifts_hold, expires_at, by, reason }
    }
}

impl CreditDetail {
    /// Takes where an account stands.
    pub fn of(view: CreditView) -> Self {
        let CreditView { account, payer, at, standing, contested, elsewhere, overrides, imported_at, .. } = view;
        let available = standing.available();
        let Position { not_due, overdue, unapplied, uninvoiced, exposure, .. } = standing.position;
        let [overdue_30, overdue_60, overdue_90, overdue_more] = overdue;
        Self {
            account: account.code,
            at,
            status: standing.status,
            held: standing.held,
            limit: standing.limit,
            beyond: standing.beyond,
            not_due,
            overdue_30,
            overdue_60,
            overdue_90,
            overdue_more,
            unapplied,
            uninvoiced,
            exposure,
            available,
            contested,
            elsewhere: elsewhere.into_iter().map(|position| position.exposure).collect(),
            overrides: overrides.into_iter().map(|allowed| OverrideRow::of(allowed, &payer)).collect(),
            payer: payer.code,
            imported_at,
        }
    }

    /// Tells in a line what is owed, what of it is late, and what the limit leaves.
    pub fn owed(&self, human: &Human) -> Cell {
        let late = [self.overdue_30, self.overdue_60, self.overdue_90, self.overdue_more];
        let late = late.iter().fold(0_i64, |sum, money| sum.saturating_add(money.minor));
        let late_of_it = (late > 0).then(|| human.money(Money { minor: late, ..self.exposure }));
        let parts = [
            Some(human.money(self.exposure)),
            late_of_it.map(|late| format!(", {late} of it late")),
            self.available.map(|available| format!("; {} left to buy for", human.money(available))),
            self.held.then(|| "; credit is STOPPED".to_owned()),
        ];
        let text: String = parts.into_iter().flatten().collect();
        let bad = late > 0 || self.held || self.available.is_some_and(|available| available.minor < 0);
        Cell::toned(text, if bad { Tone::Bad } else { Tone::Plain })
    }

    fn agreed(&self, human: &Human) -> Vec<(&'static str, Cell)> {
        let limit = match self.limit {
            None => "none agreed".to_owned(),
            Some(Money { minor: 0, .. }) => "prepaid".to_owned(),
            Some(limit) => human.money(limit),
        };
        let mut facts = vec![("limit", limit.into())];
        if self.beyond.minor != 0 {
            facts.push(("beyond it", human.money(self.beyond).into()));
        }
        facts.push(("exposure", Cell::toned(human.money(self.exposure), Tone::Strong)));
        let tone = |money: &Money| if money.minor < 0 { Tone::Bad } else { Tone::Good };
        facts.push((
            "available",
            self.available.as_ref().map_or_else(nothing, |left| Cell::toned(human.money(*left), tone(left))),
        ));
        if self.held {
            facts.push(("hold", Cell::toned("credit is STOPPED", Tone::Bad)));
        }
        if self.status != AccountStatus::Active {
            facts.push(("status", Cell::toned(self.status.to_string(), Tone::Bad)));
        }
        if self.payer != self.account {
            facts.push(("answers for it", Cell::show(&self.payer)));
        }
        facts
    }

    fn made_of(&self, human: &Human) -> Section {
        let late = [
            (format!("late by up to {} days", AGES[0]), self.overdue_30),
            (format!("late by up to {} days", AGES[1]), self.overdue_60),
            (format!("late by up to {} days", AGES[2]), self.overdue_90),
            ("late by more".to_owned(), self.overdue_more),
        ];
        let mut rows = vec![("invoiced, not due".to_owned(), self.not_due, Tone::Plain)];
        rows.extend(late.into_iter().map(|(what, money)| (what, money, Tone::Bad)));
        let unapplied = Money { minor: self.unapplied.minor.saturating_neg(), ..self.unapplied };
        rows.push(("set against nothing yet".to_owned(), unapplied, Tone::Plain));
        rows.push(("ordered, not invoiced".to_owned(), self.uninvoiced, Tone::Plain));
        let rows = rows.into_iter().filter(|(_, money, _)| money.minor != 0);
        let cells = |(what, money, tone): (String, Money, Tone)| {
            vec![Cell::plain(what), Cell { align: Align::Right, ..Cell::toned(human.money(money), tone) }]
        };
        Section::Table {
            title: "Exposure".to_owned(),
            headers: vec!["what", "amount"],
            rows: rows.map(cells).collect(),
        }
    }
}

impl Detail for CreditDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        let mut aside = Vec::new();
        if self.contested.minor != 0 {
            aside.push(("contested", human.money(self.contested).into()));
        }
        if !self.elsewhere.is_empty() {
            let owed = listed(self.elsewhere.iter().map(|money| human.money(*money)));
            aside.push(("also owed", format!("{owed}: no limit is set against it").into()));
        }
        aside.push(("as of", human.at(self.at).into()));
        aside.push((
            "documents",
            self.imported_at
                .map_or_else(|| "never imported".into(), |at| format!("imported {}", human.when(at)).into()),
        ));
        let allowed = |it: &OverrideRow| {
            let amount = Cell { align: Align::Right, ..human.money(it.amount).into() };
            vec![key(it.id), amount, human.when(it.expires_at).into(), Cell::show(&it.by), Cell::show(&it.reason)]
        };
        vec![
            Section::Fields(Some(format!("Credit of {}", self.account)), self.agreed(human)),
            self.made_of(human),
            Section::Table {
                title: "Overrides".to_owned(),
                headers: vec!["id", "beyond", "expires", "by", "reason"],
                rows: self.overrides.iter().map(allowed).collect(),
            },
            Section::Fields(Some(String::new()), aside),
        ]
    }
}

/// Whether an account may buy for an amount.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct MayBuyDetail {
    pub account: Code,
    pub amount: Money,
    pub may_buy: bool,
    /// Why not, in a sentence.
    pub why: Option<String>,
    /// What is left after it; none without a limit, or where they may not.
    pub left: Option<Money>,
    pub exposure: Money,
    pub limit: Option<Money>,
    /// What overrides allow beyond the limit.
    pub beyond: Money,
}

impl MayBuyDetail {
    /// Takes an answer.
    pub fn of(view: &CreditView, amount: Money, answer: &Answer) -> Self {
        let left = if let Answer::Yes(left) = answer { *left } else { None };
        let why = view.refusal(amount, answer);
        Self {
            account: view.account.code.clone(),
            amount,
            may_buy: why.is_none(),
            why,
            left,
            exposure: view.standing.position.exposure,
            limit: view.standing.limit,
            beyond: view.standing.beyond,
        }
    }
}

impl Detail for MayBuyDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        let answer = match &self.why {
            None => Cell::toned("yes", Tone::Good),
            Some(why) => Cell::toned(format!("no: {why}"), Tone::Bad),
        };
        let mut facts = vec![
            ("may buy", answer),
            ("for", human.money(self.amount).into()),
            ("exposure", human.money(self.exposure).into()),
            ("limit", self.limit.map_or_else(|| "none agreed".into(), |limit| human.money(limit).into())),
        ];
        if self.beyond.minor != 0 {
            facts.push(("beyond it", human.money(self.beyond).into()));
        }
        facts.extend(self.left.map(|left| ("left after it", human.money(left).into())));
        vec![Section::Fields(Some(format!("Credit of {}", self.account)), facts)]
    }
}

/// One step of a replay.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct MoveRow {
    pub at: Instant,
    pub what: &'static str,
    pub document: Option<Number>,
    pub before: Money,
    pub after: Money,
    /// None while none was agreed.
    pub limit: Option<Money>,
    /// How far beyond the limit.
    pub over: Option<Money>,
    /// Whether credit was stopped.
    pub held: bool,
}

impl MoveRow {
    /// Takes a step.
    pub fn of(step: Move) -> Self {
        let Move { at, what, document, before, after, limit, over, held } = step;
        Self { at, what: what.as_str(), document, before, after, limit, over, held }
    }

    fn over(&self, human: &Human) -> Cell {
        match (self.over, self.held) {
            (Some(over), _) => Cell::toned(human.money(over), Tone::Bad),
            (None, true) => Cell::toned("stopped", Tone::Bad),
            (None, false) => nothing(),
        }
    }
}

impl Row for MoveRow {
    const ONE: &'static str = "document";
    const MANY: &'static str = "documents";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("at", "at", |row, human| human.when(row.at).into()),
        Column::text("what", "what", |row, _| row.what.into()),
        Column::text("document", "document", |row, _| word(row.document.as_ref())),
        Column::wide(Column::number("before", "before", |row, human| human.money(row.before).into())),
        Column::number("after", "after", |row, human| human.money(row.after).into()),
        Column::number("limit", "limit", |row, human| {
            row.limit.map_or_else(nothing, |limit| human.money(limit).into())
        }),
        Column::number("over", "over by", |row, human| row.over(human)),
        Column::data("held"),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;
    use crate::domain::credit::Moved;
    use crate::output::undeclared;

    #[test]
    fn every_field_of_a_step_has_a_column() {
        let euros = |minor| Money { minor, currency: Currency::EUR };
        let at = Instant::from_epoch(0);
        let step = Move {
            at,
            what: Moved::Paid,
            document: None,
            before: euros(1),
            after: euros(0),
            limit: None,
            over: None,
            held: false,
        };
        assert_eq!(undeclared(&MoveRow::of(step)), Vec::<String>::new());
    }
}
