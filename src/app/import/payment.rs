//! Payments taken in.

use super::invoice::positive;
use super::{Outcome, Rejection, Session, Take, refuse};
use crate::domain::credit::Means;
use crate::domain::intake::{AllocationIntake, Intake, PaymentIntake};
use crate::domain::invoice::InvoiceKind;
use crate::domain::payment::{Allocation, Payment};
use crate::domain::{Instant, Money, Number, PaymentId};

impl Take for PaymentIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { external_id, digest, it, .. } = intake;
        session.refuse_future(&[("received_at", Some(it.received_at))])?;
        session.mirror_document(&external_id, digest, "number", |session| {
            let account = session.payer(it.account.as_deref(), it.account_external_id.as_deref(), None)?;
            let currency = it.currency.unwrap_or(account.currency);
            let amount = Money { minor: positive("amount", &it.amount, currency)?, currency };
            let PaymentIntake { number, received_at, method, reference, .. } = it;
            let payment =
                Payment { id: PaymentId::new(0), number, account: account.id, amount, received_at, method, reference };
            session.refuse_taken_back(&payment)?;
            Ok(payment)
        })
    }
}

impl Take for AllocationIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        session.refuse_future(&[("at", it.at)])?;
        let invoice = session.need_invoice("invoice", &it.invoice)?;
        if invoice.kind == InvoiceKind::CreditNote {
            return Err(refuse("invoice", "is a credit note, which asks for no money"));
        }
        let (means, field, here_at, money) = session.means(&it)?;
        if money.currency != invoice.net.currency {
            return Err(refuse(
                field,
                format!("is in {}, and the invoice in {}", money.currency, invoice.net.currency),
            ));
        }
        let amount = positive("amount", &it.amount, money.currency)?;
        let at = it.at.unwrap_or_else(|| here_at.max(invoice.issued_at));
        let allocation = Allocation { invoice: invoice.id, means, amount, at };
        let known = session.tx.mirrored(&allocation)?.map(|kept| kept.id);
        if session.tx.used_of(means, known)?.saturating_add(amount) > money.minor {
            return Err(refuse("amount", format!("is more than what is left of {money}")));
        }
        if session.tx.set_against(invoice.id, known)?.saturating_add(amount) > invoice.total().minor {
            return Err(refuse("amount", format!("is more than what is open of {}", invoice.total())));
        }
        session.mirror_part(digest, &allocation)
    }
}

impl Session<'_> {
    /// Returns what an invoice was paid with, the field that says so, since when it is here, and over how much it is.
    fn means(&self, it: &AllocationIntake) -> Result<(Means, &'static str, Instant, Money), Rejection> {
        if let Some(number) = &it.payment {
            let payment = self.need_payment(number)?;
            return Ok((Means::Payment(payment.id), "payment", payment.received_at, payment.amount));
        }
        let number = it.credit_note.as_ref().ok_or_else(|| refuse("payment", "is missing"))?;
        let note = self.need_invoice("credit_note", number)?;
        if note.kind == InvoiceKind::Invoice {
            return Err(refuse("credit_note", "is an invoice, which gives nothing back"));
        }
        Ok((Means::Note(note.id), "credit_note", note.issued_at, note.total()))
    }

    fn need_payment(&self, number: &Number) -> Result<Payment, Rejection> {
        self.tx.payment(number.as_str())?.ok_or_else(|| refuse("payment", "is no payment of this desk"))
    }

    /// What was set against invoices cannot be taken out of a payment.
    fn refuse_taken_back(&self, payment: &Payment) -> Result<(), Rejection> {
        let Some(known) = self.tx.payment(payment.number.as_str())? else { return Ok(()) };
        let used = self.tx.used_of(Means::Payment(known.id), None)?;
        if used > payment.amount.minor || (used > 0 && known.amount.currency != payment.amount.currency) {
            let used = Money { minor: used, currency: known.amount.currency };
            return Err(refuse("amount", format!("is less than what was set against invoices of it, {used}")));
        }
        Ok(())
    }
}
