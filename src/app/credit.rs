//! Credit: what accounts owe, whether they may buy more, and who let them.

use super::Desk;
use super::gate::By;
use crate::domain::access::Deed;
use crate::domain::account::{Account, AccountStatus};
use crate::domain::credit::{
    Answer as MayBuy, Books, CreditChange, Leave, Move, Moved, Override, Position, Standing, Tally, replay,
};
use crate::domain::scope::Scope;
use crate::domain::{Code, Instant, Line, Money, OverrideId, Zone};
use crate::error::Error;
use crate::store::{Tell, Tx};

/// Where an account stands, as of an instant.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct CreditView {
    /// The account that was asked for.
    pub account: Account,
    /// The one that answers for what it owes: the root of its tree.
    pub payer: Account,
    pub at: Instant,
    pub standing: Standing,
    /// What is contested, of what is invoiced; it counts all the same.
    pub contested: Money,
    /// Positions in other currencies, which no limit is set against.
    pub elsewhere: Vec<Position>,
    /// Overrides that hold.
    pub overrides: Vec<Override>,
    /// Whether whoever pays ordered, was invoiced or paid anything that counts still.
    pub has_documents: bool,
    /// When documents came in last.
    pub imported_at: Option<Instant>,
}

/// What it takes to let an account buy beyond its limit.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct NewOverride {
    /// A plain number in the account's currency.
    pub amount: String,
    pub lifts_hold: bool,
    pub until: Instant,
    pub reason: Line,
}

/// The kinds of documents that an exposure is made of.
const DOCUMENTS: [&str; 6] = ["orders", "order-lines", "invoices", "invoice-lines", "payments", "allocations"];

impl CreditView {
    /// Says why the account may not buy for an amount; nothing if it may.
    pub fn refusal(&self, amount: Money, answer: &MayBuy) -> Option<String> {
        let payer = &self.payer.code;
        match answer {
            MayBuy::Yes(_) => None,
            MayBuy::NotActive(status) => {
                let whose = if self.account.status == *status { &self.account.code } else { payer };
                Some(format!("{whose} is {status}"))
            }
            MayBuy::Held => Some(format!("the credit of {payer} is stopped")),
            MayBuy::Beyond(over) if self.standing.limit.is_some_and(|limit| limit.minor == 0) => {
                Some(format!("{payer} pays ahead, and {over} of {amount} is not paid"))
            }
            MayBuy::Beyond(over) => Some(format!("{payer} would owe {over} more than it may")),
        }
    }
}

impl Desk {
    /// Returns where an account stands, now or as of an instant.
    pub fn credit(&mut self, code: &str, at: Option<Instant>) -> Result<CreditView, Error> {
        self.look_within(Deed::CreditRead, |tx, by| {
            let account = need_credit_account(tx, by, code)?;
            let mut view = credit_view(tx, account, at.unwrap_or(by.now))?;
            if by.scope != Scope::Everything {
                // Who let them, and why, is told among ourselves.
                view.overrides.clear();
            }
            Ok(view)
        })
    }

    /// Tells whether an account may buy for an amount, a plain number in the currency of whoever pays.
    pub fn may_buy(&mut self, code: &str, amount: &str) -> Result<(CreditView, Money, MayBuy), Error> {
        self.look_within(Deed::CreditRead, |tx, by| {
            let account = need_credit_account(tx, by, code)?;
            let view = credit_view(tx, account, by.now)?;
            let amount = Money::parse(amount, view.payer.currency)?;
            if amount.minor < 0 {
                return Err(Error::Rule(format!("nobody buys for {amount}: an amount to check is not below 0")));
            }
            let answer = view.standing.may_buy(amount);
            Ok((view, amount, answer))
        })
    }

    /// Goes through all documents of an account in the order of time, and tells what each moved, each currency apart: what
    /// is in another one than the payer's is held against no limit, and may come in spite of a hold all the same.
    pub fn replay_credit(&mut self, code: &str) -> Result<Vec<Move>, Error> {
        self.look_within(Deed::CreditRead, |tx, by| {
            let payer = tx.payer_of(&need_credit_account(tx, by, code)?)?;
            let (leave, all) = (tx.leave(&payer)?, tx.books(payer.id, Instant::MIN)?);
            let empty = Books::empty(payer.currency);
            let own = all.iter().find(|books| books.currency == payer.currency).unwrap_or(&empty);
            let mut moves = replay(own, &leave);
            let unlimited = leave.unlimited();
            for books in all.iter().filter(|books| books.currency != payer.currency) {
                moves.extend(replay(books, &unlimited).into_iter().filter(|step| step.what != Moved::Agreed));
            }
            moves.sort_by_key(|step| step.at);
            Ok(moves)
        })
    }

    /// Lets an account buy beyond its limit until an instant.
    pub fn override_credit(&mut self, code: &str, new: &NewOverride) -> Result<(Account, Override), Error> {
        self.change(Deed::CreditOverride, |tx, by| {
            let payer = tx.payer_of(&tx.need_account(code)?)?;
            let amount = Money::parse(&new.amount, payer.currency)?;
            if amount.minor <= 0 {
                return Err(Error::Rule(format!(
                    "{amount} is not beyond anything: an override is over an amount above 0"
                )));
            }
            if new.until <= by.now {
                return Err(Error::Rule(format!("an override until {} would have expired", new.until)));
            }
            let mut allowed = Override {
                id: OverrideId::new(0),
                amount: amount.minor,
                lifts_hold: new.lifts_hold,
                reason: new.reason.clone(),
                by: by.rep.handle.clone(),
                at: by.now,
                expires_at: new.until,
                revoked_at: None,
            };
            allowed.id = tx.add_override(payer.id, &allowed, by.id())?;
            Ok((payer, allowed))
        })
    }

    /// Takes an override back; tells whether it still held.
    pub fn revoke_override(&mut self, id: OverrideId) -> Result<(Code, bool), Error> {
        self.change(Deed::CreditOverride, |tx, by| {
            let (account, known) = tx.need_override(id)?;
            let held = known.holds(by.now);
            if held {
                tx.revoke_override(id, by.now)?;
            }
            Ok((tx.account_code(account)?, held))
        })
    }

    /// Stops the credit of whoever pays for an account, or lets it go on; tells whether that changed anything.
    pub fn hold_credit(&mut self, code: &str, hold: bool, reason: Option<&Line>) -> Result<(Account, bool), Error> {
        self.change(Deed::CreditHold, |tx, by| {
            let mut payer = tx.payer_of(&tx.need_account(code)?)?;
            if payer.credit_hold == hold {
                return Ok((payer, false));
            }
            let before = (payer.credit_limit, payer.credit_hold);
            payer.credit_hold = hold;
            tx.save_account(&payer)?;
            tx.add_credit_change(&credit_change(&payer, before, reason.cloned(), by.now))?;
            Ok((payer, true))
        })
    }
}

/// How many invoices and orders are looked at in one go: others who write wait for no longer than that takes.
const PORTION: u32 = 8192;

impl Desk {
    /// Notes what has been paid and invoiced in full since documents changed, so that it need not be read to tell what is
    /// owed; unless the file takes no writing just now.
    pub(super) fn settle(&mut self) -> Result<(), Error> {
        self.settle_all(&mut |_, _| {})
    }

    /// Does the same, and tells of how many documents it has looked at how many.
    pub fn settle_all(&mut self, tell: &mut Tell<'_>) -> Result<(), Error> {
        let all = self.store.read(|tx| tx.to_settle())?;
        let mut left = all;
        while left > 0 && self.store.jot(|tx| tx.settle(PORTION))? {
            left = self.store.read(|tx| tx.to_settle())?;
            tell(all.saturating_sub(left), all);
        }
        Ok(())
    }
}

/// Returns the account of that code; whose account is but a part of one that pays sees nothing of what others owe.
fn need_credit_account(tx: &Tx<'_>, by: &By, code: &str) -> Result<Account, Error> {
    let account = tx.need_shown_account(&by.scope, code)?;
    let payer = tx.payer_of(&account)?;
    if tx.shows_account(&by.scope, payer.id)? {
        Ok(account)
    } else {
        Err(Error::unknown("credit of the account", code))
    }
}

/// Refuses an account to buy for an amount beyond what it owes already. What is in another currency than its limit is held
/// against no limit; a hold stops it all the same.
pub(super) fn refuse_purchase(tx: &Tx<'_>, account: Account, amount: Money, now: Instant) -> Result<(), Error> {
    purchase_refusal(tx, account, amount, now)?.map_or(Ok(()), |why| Err(Error::Rule(why)))
}

/// Says why an account may not buy for an amount, and what to do about it; nothing if it may.
pub(super) fn purchase_refusal(
    tx: &Tx<'_>,
    account: Account,
    amount: Money,
    now: Instant,
) -> Result<Option<String>, Error> {
    let view = credit_view(tx, account, now)?;
    let counted = if amount.currency == view.payer.currency { amount.minor } else { 0 };
    let counted = Money { minor: counted, currency: view.payer.currency };
    let refusal = view.refusal(counted, &view.standing.may_buy(counted));
    let code = &view.payer.code;
    Ok(refusal.map(|why| format!("{why}; see `desk credit show {code}`, or let it with `desk credit override {code}`")))
}

/// Says what has become of what an account may owe: `before` is what it was.
pub(super) fn credit_change(
    account: &Account,
    before: (Option<i64>, bool),
    reason: Option<Line>,
    at: Instant,
) -> CreditChange {
    CreditChange {
        account: account.id,
        at,
        limit_before: before.0,
        limit_after: account.credit_limit,
        hold_before: before.1,
        hold_after: account.credit_hold,
        reason,
    }
}

/// What an account that pays owes as of an instant, and may owe; or one that it answers for.
pub(super) struct Footing {
    /// In the payer's currency.
    pub standing: Standing,
    /// Positions in other currencies, which no limit is set against.
    pub elsewhere: Vec<Position>,
    /// Overrides that hold.
    pub overrides: Vec<Override>,
    /// Whether an invoice was ever issued to it.
    pub is_invoiced: bool,
    /// Whether there are documents that count at all.
    pub has_documents: bool,
}

impl Footing {
    /// Returns on what footing an account buys, as of an instant; the second account is the one that pays.
    pub(super) fn read(tx: &Tx<'_>, accounts: [&Account; 2], at: Instant) -> Result<Self, Error> {
        Self::of(tx, accounts, at, &tallies(&tx.books(accounts[1].id, at)?, accounts[1], at))
    }

    /// Returns the same where what is owed is known already.
    pub(super) fn of(tx: &Tx<'_>, accounts: [&Account; 2], at: Instant, owed: &[Tally]) -> Result<Self, Error> {
        let (payer, is_invoiced, has_documents) = (accounts[1], owed.iter().any(Tally::is_invoiced), !owed.is_empty());
        let mut elsewhere: Vec<Position> = owed.iter().map(Tally::position).collect();
        elsewhere.sort_unstable_by_key(|position| position.exposure.currency.code());
        let own = elsewhere.iter().position(|position| position.exposure.currency == payer.currency);
        let position = own.map_or_else(|| Position::none(payer.currency), |place| elsewhere.remove(place));
        let leave = tx.leave(payer)?;
        let overrides = leave.in_force(at).cloned().collect();
        let standing = standing(position, &leave, accounts, at);
        Ok(Self { standing, elsewhere, overrides, is_invoiced, has_documents })
    }

    /// Returns the positions in every currency, the payer's first.
    pub(super) fn positions(&self) -> impl Iterator<Item = &Position> {
        std::iter::once(&self.standing.position).chain(&self.elsewhere)
    }
}

/// Returns where an account stands as of an instant.
pub(super) fn credit_view(tx: &Tx<'_>, account: Account, at: Instant) -> Result<CreditView, Error> {
    let payer = tx.payer_of(&account)?;
    let Footing { standing, mut elsewhere, overrides, has_documents, .. } = Footing::read(tx, [&account, &payer], at)?;
    elsewhere.retain(|position| position.exposure.minor != 0);
    let (contested, imported_at) = (tx.contested(payer.id, payer.currency)?, tx.imported_at(&DOCUMENTS)?);
    Ok(CreditView { account, payer, at, standing, contested, elsewhere, overrides, has_documents, imported_at })
}

/// Returns what documents come to as of an instant, on the payer's day.
fn tallies(books: &[Books], payer: &Account, at: Instant) -> Vec<Tally> {
    let zone = payer.time_zone.clone().unwrap_or_else(Zone::utc);
    books.iter().map(|books| books.tally(at, &zone)).collect()
}

fn standing(position: Position, leave: &Leave, accounts: [&Account; 2], at: Instant) -> Standing {
    let money = |minor| Money { minor, currency: position.exposure.currency };
    let inactive = accounts.iter().map(|account| account.status).find(|status| *status != AccountStatus::Active);
    Standing {
        status: inactive.unwrap_or(AccountStatus::Active),
        limit: leave.limit_at(at).map(money),
        beyond: money(leave.beyond_at(at)),
        held: leave.is_held_at(at),
        position,
    }
}
