//! Accounts and their tree.

use super::credit::{CreditView, credit_change, credit_view};
use super::product::today;
use super::quote::shown_quotes;
use super::{Desk, policy, sla};
use crate::domain::access::Deed;
use crate::domain::account::{Account, AccountEdit, AccountRole, MAX_DEPTH};
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::habit::Habit;
use crate::domain::scope::Scope;
use crate::domain::ticket::{Action, Actor, Ticket};
use crate::domain::{AccountId, Change, Code, Currency, Instant, Line, Money, Seconds, Tier};
use crate::error::Error;
use crate::store::{
    AccountFilter, AccountLine, Happening, OrderGlimpse, QuoteEntry, QuoteFilter, TicketFilter, TicketLine, Tx,
};

/// What a new account needs.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Its code.
    pub code: Code,
    /// Its name.
    pub name: Line,
    /// The code of the account it belongs to.
    pub parent: Option<String>,
    /// Everything else.
    pub edit: AccountEdit,
}

/// An account with what stands around it.
#[derive(Debug)]
pub struct AccountView {
    /// The account.
    pub account: Account,
    /// The code of the account it belongs to.
    pub parent: Option<Code>,
    /// The accounts that belong to it.
    pub children: Vec<Code>,
    /// Who looks after it.
    pub reps: Vec<(AccountRole, Code)>,
    /// What was agreed with it.
    pub contracts: Vec<Contract>,
    /// Its people.
    pub contacts: Vec<Contact>,
    /// Its open tickets: of many those whose deadlines bind first.
    pub tickets: Vec<TicketLine>,
    /// How many there are.
    pub open_tickets: usize,
    /// Its open quotes, the latest first.
    pub quotes: Vec<QuoteEntry>,
    /// Its tier, if whoever reads may know it.
    pub tier: Option<Tier>,
    /// Whether whoever reads may know of its credit.
    pub shows_credit: bool,
    /// What it buys and owes; nothing where it has no documents, or they are not for the reader.
    pub buying: Option<Buying>,
}

/// What an account buys and owes.
#[derive(Debug)]
pub struct Buying {
    /// Where it stands.
    pub credit: CreditView,
    /// How it buys, over the last year.
    pub habit: Option<Habit>,
    /// Its latest orders, the latest first, with what each comes to.
    pub orders: Vec<(OrderGlimpse, Money)>,
    /// How many disputes are not decided.
    pub disputes: usize,
    /// How many returns are not closed.
    pub returns: usize,
}

/// An account's place in a tree.
#[derive(Debug)]
pub struct Branch {
    /// How deep it stands; the root is at 0.
    pub depth: usize,
    /// The account.
    pub line: AccountLine,
}

impl Desk {
    /// Makes an account.
    pub fn new_account(&mut self, new: NewAccount) -> Result<Account, Error> {
        self.change(Deed::AccountNew, |tx, _| add_account(tx, new))
    }

    /// Returns the accounts a list takes; `rep` is a handle or `@me`.
    pub fn accounts(&mut self, mut filter: AccountFilter, rep: Option<&str>) -> Result<Vec<AccountLine>, Error> {
        self.look_within(Deed::AccountRead, |tx, by| {
            let asked = [
                ("tier", filter.tier.map(|tier| tier.to_string())),
                ("region", filter.region.as_ref().map(ToString::to_string)),
            ];
            asked.iter().try_for_each(|(what, name)| name.iter().try_for_each(|name| by.refuse_contact(what, name)))?;
            filter.scope = by.scope.clone();
            filter.rep = rep.map(|handle| by.named(tx, handle)).transpose()?.map(|rep| rep.id);
            tx.accounts(&filter)
        })
    }

    /// Returns one account with what stands around it.
    pub fn account(&mut self, code: &str) -> Result<AccountView, Error> {
        self.look_within(Deed::AccountRead, |tx, by| {
            let scope = &by.scope;
            let mut account = tx.need_shown_account(scope, code)?;
            let parent = account.parent.map(|id| tx.account_by_id(id)).transpose()?;
            let parent = keep_shown(tx, scope, parent.into_iter().collect())?.pop();
            let children = keep_shown(tx, scope, tx.children(account.id)?)?;
            let filter = TicketFilter {
                account: Some((account.id, false)),
                limit: Some(URGENT),
                scope: scope.clone(),
                ..Default::default()
            };
            let shows_contracts = scope.includes(Deed::ContractRead);
            let contracts = if shows_contracts { tx.contracts(account.id)? } else { Vec::new() };
            scope.veil(&mut account);
            Ok(AccountView {
                parent: parent.map(|parent| parent.code),
                children: children.into_iter().map(|child| child.code).collect(),
                reps: tx.account_reps(account.id)?.into_iter().map(|(role, _, handle)| (role, handle)).collect(),
                contracts,
                contacts: tx.contacts(account.id, scope)?,
                tickets: tx.tickets(&filter)?,
                open_tickets: tx.count_tickets(&filter)?,
                quotes: shown_quotes(tx, &QuoteFilter::open(account.id, today(by.now), scope.clone()))?,
                tier: scope.ours(account.tier),
                shows_credit: scope.includes(Deed::CreditRead),
                buying: if *scope == Scope::Everything { buying(tx, &account, by.now)? } else { None },
                account,
            })
        })
    }

    /// Returns what happened around an account, the latest first: our own view of it.
    pub fn timeline(&mut self, code: &str, below: bool, since: Instant, limit: u32) -> Result<Vec<Happening>, Error> {
        self.look(Deed::AccountRead, |tx, _| tx.timeline(tx.need_account(code)?.id, below, since, limit))
    }

    /// Edits an account; tells whether that changed anything. A new tier goes into the account's open tickets: their
    /// promises follow.
    pub fn edit_account(
        &mut self,
        code: &str,
        edit: AccountEdit,
        parent: Change<String>,
    ) -> Result<(Account, bool), Error> {
        let now = self.now();
        self.change(Deed::AccountEdit, |tx, by| {
            let mut account = tx.need_account(code)?;
            let before = account.clone();
            edit_account(tx, &mut account, edit, parent, now)?;
            let book = policy::book(tx)?;
            for ticket in retier(tx, &account, before.tier, by.actor(), now)? {
                sla::refresh(tx, &book, &ticket, now)?;
            }
            let changed = account != before;
            Ok((account, changed))
        })
    }

    /// Puts a rep in charge of an account; tells whether that changed anything.
    pub fn assign_account(&mut self, code: &str, role: AccountRole, rep: &str) -> Result<(Account, Code, bool), Error> {
        let now = self.now();
        self.change(Deed::AccountAssign, |tx, by| {
            let (account, rep) = (tx.need_account(code)?, by.named(tx, rep)?);
            let changed = tx.assign_account(account.id, role, rep.id, now)?;
            Ok((account, rep.handle, changed))
        })
    }

    /// Returns the tree below an account, or every tree, parents before their children.
    pub fn account_tree(&mut self, root: Option<&str>) -> Result<Vec<Branch>, Error> {
        self.look_within(Deed::AccountRead, |tx, by| {
            let mut lines = tx.accounts(&AccountFilter { scope: by.scope.clone(), ..Default::default() })?;
            let start = match (root, &by.scope) {
                (Some(code), scope) => Some(tx.need_shown_account(scope, code)?.id),
                (None, Scope::Of(viewer)) => Some(viewer.account),
                (None, Scope::Everything) => None,
            };
            let mut tree = Vec::new();
            match start {
                Some(id) => {
                    let at = lines.iter().position(|line| line.account.id == id);
                    let line = at.map(|at| lines.remove(at)).ok_or_else(|| Error::unknown("account", id))?;
                    tree.push(Branch { depth: 0, line });
                    grow(&mut tree, &lines, Some(id), 1);
                }
                None => grow(&mut tree, &lines, None, 0),
            }
            Ok(tree)
        })
    }
}

/// How far back a habit goes.
const YEAR: Seconds = Seconds::days(365);
/// How many orders a glance shows.
const LATEST: u32 = 5;
/// How many open tickets it shows.
const URGENT: u32 = 15;

/// Gathers what an account buys and owes; nothing where it never bought anything.
fn buying(tx: &Tx<'_>, account: &Account, now: Instant) -> Result<Option<Buying>, Error> {
    let credit = credit_view(tx, account.clone(), now)?;
    let glimpses = tx.latest_orders(account.id, LATEST)?;
    if glimpses.is_empty() && !credit.has_documents {
        return Ok(None);
    }
    let since = now.plus(Seconds::ZERO.minus(YEAR));
    let habit = Habit::of(&tx.ordered_since(account.id, account.currency, since)?);
    let orders = with_totals(tx, glimpses, account.currency)?;
    let (disputes, returns) = tx.unsettled(account.id)?;
    Ok(Some(Buying { credit, habit, orders, disputes, returns }))
}

/// Returns orders with what each comes to; nothing yet where nobody has placed it.
pub(super) fn with_totals(
    tx: &Tx<'_>,
    orders: Vec<OrderGlimpse>,
    currency: Currency,
) -> Result<Vec<(OrderGlimpse, Money)>, Error> {
    let none = Money { minor: 0, currency };
    let total = |order: OrderGlimpse| tx.order_total(order.id).map(|total| (order, total.unwrap_or(none)));
    orders.into_iter().map(total).collect()
}

/// Keeps the accounts that are in sight.
fn keep_shown(tx: &Tx<'_>, scope: &Scope, accounts: Vec<Account>) -> Result<Vec<Account>, Error> {
    let mut shown = Vec::new();
    for account in accounts {
        if tx.shows_account(scope, account.id)? {
            shown.push(account);
        }
    }
    Ok(shown)
}

fn grow(tree: &mut Vec<Branch>, lines: &[AccountLine], parent: Option<AccountId>, depth: usize) {
    for line in lines.iter().filter(|line| line.account.parent == parent) {
        tree.push(Branch { depth, line: line.clone() });
        grow(tree, lines, Some(line.account.id), depth + 1);
    }
}

/// Stores a new account.
pub(super) fn add_account(tx: &Tx<'_>, new: NewAccount) -> Result<Account, Error> {
    let mut account = Account::new(new.code, new.name);
    new.edit.apply(&mut account)?;
    account.parent = new.parent.map(|code| tx.need_account(&code)).transpose()?.map(|parent| parent.id);
    refuse_bad_tree(tx, &account)?;
    tx.add_account(&mut account)?;
    Ok(account)
}

/// Stores an account's edit.
pub(super) fn edit_account(
    tx: &Tx<'_>,
    account: &mut Account,
    edit: AccountEdit,
    parent: Change<String>,
    now: Instant,
) -> Result<(), Error> {
    let (currency, mut credit) = (account.currency, (account.credit_limit, account.credit_hold));
    edit.apply(account)?;
    if currency != account.currency {
        refuse_new_currency(tx, account, currency)?;
        // In the new currency, nothing was agreed before.
        credit.0 = None;
    }
    match parent {
        Change::Keep => {}
        Change::Clear => account.parent = None,
        Change::Set(code) => account.parent = Some(tx.need_account(&code)?.id),
    }
    refuse_bad_tree(tx, account)?;
    tx.save_account(account)?;
    if credit != (account.credit_limit, account.credit_hold) {
        tx.add_credit_change(&credit_change(account, credit, None, now))?;
    }
    Ok(())
}

/// What an account might owe is kept as figures of its currency: they would silently mean something else.
fn refuse_new_currency(tx: &Tx<'_>, account: &Account, before: Currency) -> Result<(), Error> {
    if !tx.has_credit_history(account.id)? {
        return Ok(());
    }
    let (code, after) = (&account.code, account.currency);
    Err(Error::Rule(format!(
        "{code} stays in {before}: its limits and overrides so far are in that, not in {after}; make another account for it"
    )))
}

/// Takes an account's new tier into its open tickets, and returns those that it changed: their promises are to follow.
pub(super) fn retier(
    tx: &Tx<'_>,
    account: &Account,
    before: Tier,
    by: Actor,
    now: Instant,
) -> Result<Vec<Ticket>, Error> {
    let mut changed = Vec::new();
    if account.tier == before {
        return Ok(changed);
    }
    for mut ticket in tx.open_tickets_of(account.id)? {
        let taken = ticket.take(Action::Retier { tier: account.tier }, by, now);
        if let Some(event) = taken.map_err(|why| Error::Refused { id: ticket.id, why })? {
            tx.append(ticket.id, &event)?;
            tx.save_ticket(&ticket)?;
            changed.push(ticket);
        }
    }
    Ok(changed)
}

/// The tree of accounts has no circles and is at most [`MAX_DEPTH`] deep.
fn refuse_bad_tree(tx: &Tx<'_>, account: &Account) -> Result<(), Error> {
    if account.parent.is_none() {
        return Ok(());
    }
    let ancestors = tx.ancestors(account)?;
    if account.id.number() != 0 && ancestors.contains(&account.id) {
        let why = format!("`{}` cannot belong to an account that belongs to it", account.code);
        return Err(Error::Rule(why));
    }
    let below = if account.id.number() == 0 { 0 } else { tx.height(account.id)? };
    if ancestors.len() + 1 + below > MAX_DEPTH {
        let why = format!("`{}` would stand too deep: a tree of accounts has at most {MAX_DEPTH} levels", account.code);
        return Err(Error::Rule(why));
    }
    Ok(())
}
