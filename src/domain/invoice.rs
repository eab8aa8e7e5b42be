//! Invoices and the credit notes that correct them: neither ever changes once it is issued.

use super::{
    AccountId, Date, Instant, InvoiceId, InvoiceLineId, Line, Money, Number, OrderId, OrderLineId, ProductId, Quantity,
    UnitPrice,
};

words! {
    /// Whether a document asks for money or gives it back.
    InvoiceKind, "a kind of invoice";
    /// It asks.
    Invoice = "invoice",
    /// It gives back.
    CreditNote = "credit-note",
}

words! {
    /// Where an invoice stands; derived from what was paid and credited, and the day.
    InvoiceStatus, "a status of an invoice";
    /// Nothing was paid, and it is not late.
    Open = "open",
    /// Some was paid, and the rest is not late.
    PartPaid = "part-paid",
    /// All was paid.
    Paid = "paid",
    /// Something is late.
    Overdue = "overdue",
    /// All of it was taken back.
    Credited = "credited",
}

/// An invoice or a credit note, as the master of invoices issued it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// The row.
    pub id: InvoiceId,
    /// Its number, unique at this desk.
    pub number: Number,
    /// Whether it asks for money or gives it back.
    pub kind: InvoiceKind,
    /// Whom it is made out to.
    pub account: AccountId,
    /// The order it is for, if for one.
    pub order: Option<OrderId>,
    /// The invoice that a credit note takes back.
    pub corrects: Option<InvoiceId>,
    /// When it was issued.
    pub issued_at: Instant,
    /// The last day to pay; none: at once.
    pub due: Option<Date>,
    /// What it is for, without tax.
    pub net: Money,
    /// The tax on it.
    pub tax: Money,
}

impl Invoice {
    /// Returns all of it. Net and tax were seen to add up to what can be counted.
    pub const fn total(&self) -> Money {
        Money { minor: self.net.minor.saturating_add(self.tax.minor), currency: self.net.currency }
    }

    /// Tells whether it says something else than what was issued; what it does not say is no contradiction.
    pub fn contradicts(&self, issued: &Self) -> bool {
        fn differs<T: PartialEq>(said: Option<&T>, known: Option<&T>) -> bool {
            said.zip(known).is_some_and(|(said, known)| said != known)
        }
        self.kind != issued.kind
            || self.account != issued.account
            || self.issued_at != issued.issued_at
            || self.net != issued.net
            || self.tax != issued.tax
            || differs(self.order.as_ref(), issued.order.as_ref())
            || differs(self.corrects.as_ref(), issued.corrects.as_ref())
            || differs(self.due.as_ref(), issued.due.as_ref())
    }

    /// Returns where it stands on a day; `open` is what is left of it, `credited` what credit notes took back, and `late`
    /// whether some of what is left was due before that day.
    pub fn status(&self, open: Money, credited: Money, late: bool) -> InvoiceStatus {
        let total = self.total().minor;
        match open.minor {
            0 if credited.minor >= total => InvoiceStatus::Credited,
            0 => InvoiceStatus::Paid,
            _ if late => InvoiceStatus::Overdue,
            open if open < total => InvoiceStatus::PartPaid,
            _ => InvoiceStatus::Open,
        }
    }
}

/// What an invoice asks money for, or a credit note gives back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceLine {
    /// The row.
    pub id: InvoiceLineId,
    /// Whose it is.
    pub invoice: InvoiceId,
    /// Its place there, from 1.
    pub line: u32,
    /// The line of an order that it is for.
    pub order_line: Option<OrderLineId>,
    /// The line that a credit note takes back.
    pub corrects: Option<InvoiceLineId>,
    /// What it is for.
    pub product: Option<ProductId>,
    /// The same in words.
    pub description: Option<Line>,
    /// How much of it.
    pub quantity: Quantity,
    /// What a unit costs.
    pub unit_price: UnitPrice,
    /// What all of it costs, without tax: minor units.
    pub net: i64,
}

/// A part in which an invoice is to be paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Instalment {
    pub invoice: InvoiceId,
    pub due: Date,
    /// Minor units of the invoice's currency.
    pub amount: i64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;

    #[test]
    fn a_status_follows_from_what_is_left_and_the_day() {
        let euros = |minor| Money { minor, currency: Currency::EUR };
        let invoice = Invoice {
            id: InvoiceId::new(1),
            number: "INV-1".parse().unwrap(),
            kind: InvoiceKind::Invoice,
            account: AccountId::new(1),
            order: None,
            corrects: None,
            issued_at: Instant::from_epoch(0),
            due: None,
            net: euros(100),
            tax: euros(22),
        };
        let status = |open, credited, late| invoice.status(euros(open), euros(credited), late);
        assert_eq!(status(122, 0, false), InvoiceStatus::Open);
        assert_eq!(status(22, 0, false), InvoiceStatus::PartPaid);
        assert_eq!([status(22, 0, true), status(122, 0, true)], [InvoiceStatus::Overdue; 2]);
        assert_eq!(status(0, 22, true), InvoiceStatus::Paid);
        assert_eq!(status(0, 122, true), InvoiceStatus::Credited);
        let later = Invoice { order: Some(OrderId::new(7)), ..invoice.clone() };
        assert!(!later.contradicts(&invoice) && Invoice { tax: euros(21), ..invoice.clone() }.contradicts(&invoice));
    }
}
