//! Invoices taken in.

use super::{Outcome, Rejection, Session, Take, refuse};
use crate::domain::account::Account;
use crate::domain::credit::Means;
use crate::domain::intake::{InstalmentIntake, Intake, InvoiceIntake, InvoiceLineIntake};
use crate::domain::invoice::{Instalment, Invoice, InvoiceKind, InvoiceLine};
use crate::domain::payment::{Allocation, Payment};
use crate::domain::{
    AccountId, Currency, Instant, InvoiceId, InvoiceLineId, Money, Number, OrderId, OrderLineId, PaymentId, Rate,
    UnitPrice, Zone,
};
use crate::store::Keyed;

/// What an issued invoice says when a file says otherwise.
const ISSUED: &str = "was issued otherwise; what was issued never changes, a credit note corrects it";

impl Take for InvoiceIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { external_id, digest, it, .. } = intake;
        session.refuse_future(&[("issued_at", Some(it.issued_at)), ("paid_at", it.paid_at)])?;
        let (number, paid, paid_at) = (it.number.clone(), it.paid.clone(), it.paid_at);
        let outcome = session.mirror_document(&external_id, digest, "number", |session| session.invoice(it))?;
        let Some(paid) = paid else { return Ok(outcome) };
        match (session.settle_told(&number, &paid, paid_at)?, outcome) {
            (true, Outcome::Same) => Ok(Outcome::Updated),
            (_, outcome) => Ok(outcome),
        }
    }
}

impl Take for InvoiceLineIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let line = session.invoice_line(intake.it)?;
        session.mirror_issued(intake.digest, &line)
    }
}

impl Take for InstalmentIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        let invoice = session.need_invoice("invoice", &it.invoice)?;
        let amount = positive("amount", &it.amount, invoice.net.currency)?;
        let part = Instalment { invoice: invoice.id, due: it.due, amount };
        let others = session.tx.instalments(invoice.id)?;
        let sum: i64 = others.iter().filter(|other| other.due != part.due).map(|other| other.amount).sum();
        if sum.saturating_add(amount) > invoice.total().minor {
            return Err(refuse("amount", format!("is more than what the other parts leave of {}", invoice.total())));
        }
        session.mirror_part(digest, &part)
    }
}

impl Session<'_> {
    fn invoice(&mut self, it: InvoiceIntake) -> Result<Invoice, Rejection> {
        let order =
            it.order.as_ref().map(|number| self.need_order(number.as_str()).map(|order| order.id)).transpose()?;
        let account = self.payer(it.account.as_deref(), it.account_external_id.as_deref(), order)?;
        let corrects = it.corrects.as_ref().map(|number| self.need_invoice("corrects", number)).transpose()?;
        let currency = it.currency.unwrap_or(account.currency);
        let (net, tax) = amounts(&it, currency)?;
        if let Some(known) = corrects.as_ref().filter(|known| known.net.currency != currency) {
            return Err(refuse(
                "currency",
                format!("is not that of {}, which is in {}", known.number, known.net.currency),
            ));
        }
        let zone = account.time_zone.unwrap_or_else(Zone::utc);
        let by_terms = || account.terms.and_then(|terms| terms.due(zone.local(it.issued_at).date()));
        let known = self.tx.invoice(it.number.as_str())?;
        let due = it.due.or_else(|| known.as_ref().map_or_else(by_terms, |known| known.due));
        let invoice = Invoice {
            id: InvoiceId::new(0),
            due: due.filter(|_| it.kind == InvoiceKind::Invoice),
            number: it.number,
            kind: it.kind,
            account: account.id,
            order,
            corrects: corrects.map(|known| known.id),
            issued_at: it.issued_at,
            net,
            tax,
        };
        match known {
            Some(known) if invoice.contradicts(&known) => Err(refuse("number", ISSUED)),
            _ => Ok(invoice),
        }
    }

    fn invoice_line(&mut self, it: InvoiceLineIntake) -> Result<InvoiceLine, Rejection> {
        let invoice = self.need_invoice("invoice", &it.invoice)?;
        let currency = invoice.net.currency;
        let unit_price = UnitPrice::parse(&it.unit_price, currency)
            .map_err(|why| refuse("unit_price", format!("was refused: {why}")))?;
        let net = match &it.net {
            Some(net) => amount("net", net, currency)?,
            None => {
                unit_price
                    .times(it.quantity, Rate::ZERO)
                    .ok_or_else(|| refuse("quantity", "makes more than can be counted"))?
                    .minor
            }
        };
        let order = it
            .order
            .as_ref()
            .map(|number| self.need_order(number.as_str()).map(|order| order.id))
            .transpose()?
            .or(invoice.order);
        let order_line = it.order_line.map(|line| self.line_of_order(order, line)).transpose()?;
        let known = self.tx.invoice_line(invoice.id, it.line)?;
        let corrects = it.corrects_line.map(|line| self.corrected(&invoice, line, net, known)).transpose()?;
        Ok(InvoiceLine {
            id: InvoiceLineId::new(0),
            invoice: invoice.id,
            line: it.line,
            order_line,
            corrects,
            product: it.sku.map(|sku| self.need_product("sku", sku.as_str())).transpose()?,
            description: it.description,
            quantity: it.quantity,
            unit_price,
            net,
        })
    }

    fn line_of_order(&self, order: Option<OrderId>, line: u32) -> Result<OrderLineId, Rejection> {
        let order = order
            .ok_or_else(|| refuse("order_line", "is a line of no order: neither this row nor its invoice names one"))?;
        let line = self.tx.order_line(order, line)?;
        line.map(|line| line.id).ok_or_else(|| refuse("order_line", "is no line of that order"))
    }

    /// Returns the line that a credit note takes back, of which no more is taken back than it asked for.
    fn corrected(
        &self,
        note: &Invoice,
        line: u32,
        net: i64,
        known: Option<InvoiceLineId>,
    ) -> Result<InvoiceLineId, Rejection> {
        let of = note
            .corrects
            .ok_or_else(|| refuse("corrects_line", "goes with a credit note that takes back an invoice"))?;
        let invoice = self.tx.invoice_by_id(of)?;
        let lines = self.tx.invoice_lines(&invoice)?;
        let corrected = lines.into_iter().find(|other| other.line == line);
        let corrected =
            corrected.ok_or_else(|| refuse("corrects_line", format!("is no line of {}", invoice.number)))?;
        let before = self.tx.credited_of_line(corrected.id, known)?;
        if before.saturating_add(net) > corrected.net {
            return Err(refuse("net", format!("is more than what is left of line {line} of {}", invoice.number)));
        }
        Ok(corrected.id)
    }

    /// Stores what a file says was paid of an invoice beyond what is known; tells whether it says so. Where payments do not
    /// come by themselves, that is all there is to know of them.
    fn settle_told(&self, number: &Number, paid: &str, paid_at: Option<Instant>) -> Result<bool, Rejection> {
        let Some(invoice) = self.tx.invoice(number.as_str())? else { return Ok(false) };
        let paid = amount("paid", paid, invoice.net.currency)?;
        if paid > invoice.total().minor {
            return Err(refuse("paid", format!("is more than the invoice asks for, which is {}", invoice.total())));
        }
        let more = paid - self.tx.set_against(invoice.id, None)?;
        if more <= 0 {
            return Ok(false);
        }
        let at = paid_at.unwrap_or(self.now).max(invoice.issued_at);
        let told = format!("{number} paid {}", self.tx.payments_told_of(number.as_str())? + 1);
        let payment = Payment {
            id: PaymentId::new(0),
            number: told.parse().map_err(|_| refuse("number", "is too long for payments to be named after it"))?,
            account: invoice.account,
            amount: Money { minor: more, currency: invoice.net.currency },
            received_at: at,
            method: None,
            reference: None,
        };
        let means = Means::Payment(PaymentId::new(self.tx.add_mirrored(&payment)?));
        self.tx.add_mirrored(&Allocation { invoice: invoice.id, means, amount: more, at })?;
        Ok(true)
    }

    pub(super) fn need_invoice(&self, field: &'static str, number: &Number) -> Result<Invoice, Rejection> {
        self.tx.invoice(number.as_str())?.ok_or_else(|| refuse(field, "is no invoice of this desk"))
    }

    /// Returns the account of a code, or of the id it came with, or else that of the order.
    pub(super) fn payer(
        &mut self,
        code: Option<&str>,
        external_id: Option<&str>,
        order: Option<OrderId>,
    ) -> Result<Account, Rejection> {
        let id = match (code, external_id) {
            (Some(code), _) => {
                self.account(code)?.map(|(id, _)| id).ok_or_else(|| refuse("account", "is no account of this desk"))?
            }
            (None, Some(external_id)) => {
                let kept = self.kept(Keyed::Account, external_id)?.map(|kept| AccountId::new(kept.id));
                kept.ok_or_else(|| refuse("account_external_id", "is the id of no account that came from this source"))?
            }
            (None, None) => {
                let order =
                    order.ok_or_else(|| refuse("account", "is missing, and so is `order`: somebody is to pay"))?;
                self.tx.order_by_id(order)?.account
            }
        };
        Ok(self.tx.account_by_id(id)?)
    }
}

/// Returns net and tax, of which one may be left to follow from the total.
fn amounts(it: &InvoiceIntake, currency: Currency) -> Result<(Money, Money), Rejection> {
    let read = |field, text: &Option<String>| text.as_deref().map(|text| amount(field, text, currency)).transpose();
    let (net, tax, total) = (read("net", &it.net)?, read("tax", &it.tax)?, read("total", &it.total)?);
    let (net, tax) = match (net, tax, total) {
        (Some(net), tax, None) => (net, tax.unwrap_or(0)),
        (Some(net), None, Some(total)) => (net, total - net),
        (None, tax, Some(total)) => (total - tax.unwrap_or(0), tax.unwrap_or(0)),
        (Some(net), Some(tax), Some(total)) if net.checked_add(tax) == Some(total) => (net, tax),
        (Some(_), Some(_), Some(_)) => return Err(refuse("total", "is not the sum of net and tax")),
        (None, _, None) => return Err(refuse("total", "is missing, and so is `net`")),
    };
    if net < 0 || tax < 0 {
        return Err(refuse(
            "total",
            "is less than net or tax: what is given back is a credit note, over an amount above 0",
        ));
    }
    if net.checked_add(tax).is_none() {
        return Err(refuse("total", "is more than can be counted"));
    }
    Ok((Money { minor: net, currency }, Money { minor: tax, currency }))
}

/// Reads an amount of at least 0, in minor units.
pub(super) fn amount(field: &'static str, text: &str, currency: Currency) -> Result<i64, Rejection> {
    match Money::parse(text, currency) {
        Ok(money) if money.minor < 0 => {
            Err(refuse(field, "is below 0: what is given back is a credit note, over an amount above 0"))
        }
        Ok(money) => Ok(money.minor),
        Err(why) => Err(refuse(field, format!("was refused: {why}"))),
    }
}

/// Reads an amount above 0, in minor units.
pub(super) fn positive(field: &'static str, text: &str, currency: Currency) -> Result<i64, Rejection> {
    match amount(field, text, currency)? {
        0 => Err(refuse(field, "must be above 0")),
        amount => Ok(amount),
    }
}
