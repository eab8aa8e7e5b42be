//! One account with all there is to say about it.

use serde::Serialize;

use super::row::status;
use super::{AccountRow, BuyingDetail};
use crate::app::{AccountLine, AccountView};
use crate::domain::account::AccountRole;
use crate::domain::{Code, Instant, Language, Line};
use crate::output::{Cell, Detail, Human, Section};
use crate::view::{ContactRow, ContractRow, QuoteRow, TicketRow, listed, nothing, table};

/// Who looks after an account, and in what capacity.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract")]
pub struct InCharge {
    pub role: AccountRole,
    pub rep: Code,
}

/// An account with its people and its open tickets.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct AccountDetail {
    #[serde(flatten)]
    pub account: AccountRow,
    /// The IANA name.
    pub time_zone: Option<String>,
    pub language: Option<Language>,
    pub tax_id: Option<Line>,
    pub phone: Option<Line>,
    /// The day, `2026-11-21`.
    pub customer_since: Option<String>,
    pub tags: Vec<Code>,
    pub children: Vec<Code>,
    pub reps: Vec<InCharge>,
    pub contracts: Vec<ContractRow>,
    pub contacts: Vec<ContactRow>,
    /// Of many open ones those that are due first; `open_tickets` counts all.
    pub tickets: Vec<TicketRow>,
    /// Those that may still come to something.
    pub quotes: Vec<QuoteRow>,
    /// What it buys and owes; nothing where it has no documents.
    pub buying: Option<BuyingDetail>,
}

impl AccountDetail {
    /// Takes an account, and tells how its tickets stand at `now`.
    pub fn of(view: AccountView, now: Instant) -> Self {
        let AccountView { account, parent, children, reps, contracts, contacts, tickets, .. } = view;
        let AccountView { open_tickets, quotes, tier, shows_credit, buying, .. } = view;
        let primary = reps.iter().find(|(role, _)| *role == AccountRole::Primary).map(|(_, rep)| rep.clone());
        let open_tickets = i64::try_from(open_tickets).unwrap_or(i64::MAX);
        Self {
            time_zone: account.time_zone.as_ref().map(|zone| zone.name().to_owned()),
            language: account.language,
            tax_id: account.tax_id.clone(),
            phone: account.phone.clone(),
            customer_since: account.customer_since.map(|day| day.to_string()),
            tags: account.tags.clone(),
            children,
            reps: reps.into_iter().map(|(role, rep)| InCharge { role, rep }).collect(),
            contracts: contracts.iter().map(|contract| ContractRow::of(contract, &account.code, now)).collect(),
            contacts: contacts.iter().map(|contact| ContactRow::of(contact, &account.code)).collect(),
            tickets: tickets.into_iter().map(|ticket| TicketRow::of(ticket, now)).collect(),
            quotes: quotes.into_iter().map(QuoteRow::of).collect(),
            buying: buying.map(|buying| BuyingDetail::of(buying, now)),
            account: AccountRow::of(AccountLine { account, parent, primary, open_tickets, tier, shows_credit }),
        }
    }

    fn facts(&self, human: &Human) -> Vec<(&'static str, Cell)> {
        let AccountRow { region, sector, parent, terms, .. } = &self.account;
        let mut facts: Vec<_> = self.account.tier.map(|tier| ("tier", Cell::show(tier))).into_iter().collect();
        facts.extend([
            ("status", status(self.account.status)),
            ("segment", Cell::show(self.account.segment)),
            ("credit", self.account.credit(human)),
            ("reps", if self.reps.is_empty() { nothing() } else { self.in_charge().into() }),
        ]);
        if let Some(buying) = &self.buying {
            facts.extend(buying.facts(human));
        }
        let more = [
            ("terms", listed(terms)),
            ("currency", self.account.currency.to_string()),
            ("region", listed(region)),
            ("sector", listed(sector)),
            ("belongs to", listed(parent)),
            ("below it", listed(&self.children)),
            ("time zone", listed(&self.time_zone)),
            ("language", listed(self.language)),
            ("tax id", listed(&self.tax_id)),
            ("phone", listed(&self.phone)),
            ("customer since", listed(&self.customer_since)),
            ("tags", listed(&self.tags)),
        ];
        facts.extend(more.into_iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| (label, text.into())));
        facts
    }

    fn ticket_title(&self) -> String {
        let (shown, open) = (self.tickets.len(), self.account.open_tickets);
        let is_cut = i64::try_from(shown).is_ok_and(|shown| shown < open);
        if is_cut { format!("Open tickets, the first {shown} of {open}") } else { "Open tickets".to_owned() }
    }

    fn in_charge(&self) -> String {
        listed(self.reps.iter().map(|InCharge { role, rep }| format!("{rep} ({role})")))
    }
}

impl Detail for AccountDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        const CONTRACTS: [&str; 6] = ["number", "starts", "ends", "in_force", "policy", "fee"];
        const CONTACTS: [&str; 5] = ["id", "name", "email", "phone", "function"];
        const ORDERS: [&str; 5] = ["number", "ordered_at", "state", "po_number", "total"];
        const TICKETS: [&str; 7] = ["id", "subject", "priority", "status", "sla", "due_at", "assignee"];
        const QUOTES: [&str; 5] = ["id", "subject", "status", "total", "valid_until"];
        let AccountRow { code, name, .. } = &self.account;
        vec![
            Section::Fields(Some(format!("{code} {name}")), self.facts(human)),
            table("Contracts", &CONTRACTS, &self.contracts, human),
            table("Contacts", &CONTACTS, &self.contacts, human),
            table("Latest orders", &ORDERS, self.buying.as_ref().map_or(&[], |buying| &buying.orders), human),
            table("Open quotes", &QUOTES, &self.quotes, human),
            table(&self.ticket_title(), &TICKETS, &self.tickets, human),
        ]
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::domain::Tier;
    use crate::domain::contact::Contact;
    use crate::view::tests::{account, detailed, now, ticket};

    #[test]
    fn a_detail_says_what_stands_around_an_account() {
        let mut account = account("ACME").account;
        (account.credit_limit, account.credit_hold) = (Some(0), true);
        let reps = vec![(AccountRole::Primary, "giulia".parse().unwrap())];
        let contacts = vec![Contact { email: "anna@acme.example".parse().ok(), ..Contact::new(account.id) }];
        let tickets = vec![ticket(42, "Order SO-1 is late")];
        let view = AccountView {
            account,
            parent: None,
            children: vec![],
            reps,
            contracts: vec![],
            contacts,
            tickets,
            open_tickets: 20,
            quotes: vec![],
            tier: Some(Tier::DEFAULT),
            shows_credit: true,
            buying: None,
        };
        assert_snapshot!(detailed(&AccountDetail::of(view, now())), @"
        ACME Acme S.p.A.
          tier      3
          status    active
          segment   b2b
          credit    prepaid, ON HOLD
          reps      giulia (primary)
          currency  EUR

        Contacts
          ID  NAME  EMAIL              PHONE  FUNCTION
          P0  -     anna@acme.example  -      -

        Open tickets, the first 1 of 20
          ID   SUBJECT             PRIORITY  STATUS  SLA       DUE     REP
          T42  Order SO-1 is late  normal    open    on track  in 2 h  giulia
        ");
    }
}
