//! What was agreed with an account, and from what that follows.

use super::Desk;
use super::product::today;
use crate::domain::access::Deed;
use crate::domain::account::Account;
use crate::domain::contract::Contract;
use crate::domain::order::Order;
use crate::domain::price::Discount;
use crate::error::Error;
use crate::store::OwnList;

/// What was agreed with an account, as it holds today.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct TermsView {
    pub account: Account,
    /// Who answers for what it owes; nothing to whoever may not know of that.
    pub payer: Option<Account>,
    pub contract: Option<Contract>,
    /// The nearest first.
    pub lists: Vec<OwnList>,
    pub discounts: Vec<Discount>,
    /// The last order it placed: what it is used to of delivery.
    pub last_order: Option<Order>,
}

impl Desk {
    /// Returns what was agreed with an account: how it pays, how much it may owe, its prices, its contract, and what is
    /// done with what comes back.
    pub fn account_terms(&mut self, code: &str) -> Result<TermsView, Error> {
        let (now, today) = (self.now(), today(self.now()));
        self.look_within(Deed::ContractRead, |tx, by| {
            let account = tx.need_shown_account(&by.scope, code)?;
            let payer = tx.payer_of(&account)?;
            let shows_credit = by.sees(Deed::CreditRead) && tx.shows_account(&by.scope, payer.id)?;
            let contract = tx.contracts(account.id)?.into_iter().find(|contract| contract.is_in_force(now));
            let (mut lists, mut discounts) = (Vec::new(), Vec::new());
            if by.sees(Deed::PriceRead) {
                let parents = tx.ancestors(&account)?;
                lists = tx.lists_for(&account, &parents, contract.as_ref().map(|contract| contract.id))?;
                lists.retain(|own| own.days.covers(today));
                discounts = tx.discounts_for(Some(&account))?;
                discounts.retain(|discount| discount.days.covers(today));
            }
            let last_order = if by.sees(Deed::OrderRead) { tx.last_order(account.id)? } else { None };
            Ok(TermsView { payer: shows_credit.then_some(payer), contract, lists, discounts, last_order, account })
        })
    }
}
