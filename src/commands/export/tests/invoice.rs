//! Invoices and payments are read back as they are written.

use proptest::prelude::*;

use super::{by_book, code, comes_back, day, instant, kept, maybe, name, one_of, own, typed};
use crate::domain::intake::{
    AllocationIntake, InstalmentIntake, Intake, InvoiceIntake, InvoiceLineIntake, PaymentIntake,
};
use crate::domain::invoice::InvoiceKind;
use crate::domain::{Currency, Line, Money, Number, Quantity, UnitPrice};

/// A workbook keeps no zeros at the end, so that none stand there.
fn amount() -> impl Strategy<Value = String> {
    let minor = prop_oneof![(0..1_000_i64).prop_map(|tens| tens * 10 + 1), Just(i64::MAX)];
    (minor, prop::sample::select(vec!["EUR", "JPY"]))
        .prop_map(|(minor, currency)| Money { minor, currency: currency.parse().unwrap() }.amount())
}

fn price() -> impl Strategy<Value = String> {
    let micros = (0..100_000_i64).prop_map(|tenths| (tenths * 10 + 1) * 100);
    micros.prop_map(|micros| UnitPrice { micros, currency: Currency::EUR }.amount())
}

fn document() -> impl Strategy<Value = Number> {
    code().prop_map(|code| code.as_str().parse().unwrap())
}

fn invoice() -> impl Strategy<Value = Intake<InvoiceIntake>> {
    let known = (document(), one_of(InvoiceKind::ALL), name(), prop::option::of(document()), maybe::<Line>());
    let money = (prop::option::of(amount()), prop::option::of(amount()), amount());
    (known, prop::option::of(document()), instant(), prop::option::of(day()), money).prop_map(
        |((number, kind, account, order, key), corrects, issued_at, due, (net, tax, total))| {
            let it = InvoiceIntake {
                number: number.clone(),
                kind,
                account,
                account_external_id: None,
                order,
                corrects: corrects.filter(|_| kind == InvoiceKind::CreditNote),
                currency: None,
                issued_at,
                due,
                net,
                tax,
                total: Some(total),
                paid: None,
                paid_at: None,
            };
            kept(key, &number, it)
        },
    )
}

fn line() -> impl Strategy<Value = Intake<InvoiceLineIntake>> {
    let place = (document(), 1..99_u32, prop::option::of(document()), prop::option::of(1..99_u32));
    let what = (prop::option::of(typed()), maybe(), 0..5_000_000_i64, price(), prop::option::of(amount()));
    (place, what).prop_map(|((invoice, line, order, order_line), (sku, description, quantity, unit_price, net))| {
        let it = InvoiceLineIntake {
            invoice,
            line,
            order,
            order_line,
            corrects_line: order_line,
            sku,
            description,
            quantity: Quantity::new(quantity),
            unit_price,
            net,
        };
        own(&"", it)
    })
}

fn payment() -> impl Strategy<Value = Intake<PaymentIntake>> {
    (document(), code(), amount(), instant(), maybe(), maybe(), maybe::<Line>()).prop_map(
        |(number, account, amount, received_at, method, reference, key)| {
            let it = PaymentIntake {
                number: number.clone(),
                account: Some(account.to_string()),
                account_external_id: None,
                currency: Some(Currency::EUR),
                amount,
                received_at,
                method,
                reference,
            };
            kept(key, &number, it)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn invoices_and_payments_come_back(i in invoice(), l in line(), p in payment(), book in by_book()) {
        comes_back(&i, book);
        comes_back(&l, book);
        comes_back(&p, book);
    }

    #[test]
    fn parts_of_invoices_and_what_was_set_against_them_come_back(
        invoice in document(), due in day(), amount in amount(), paid in document(), by_note in any::<bool>(),
        at in prop::option::of(instant()), book in by_book(),
    ) {
        comes_back(&own(&"", InstalmentIntake { invoice: invoice.clone(), due, amount: amount.clone() }), book);
        let (payment, credit_note) = if by_note { (None, Some(paid)) } else { (Some(paid), None) };
        comes_back(&own(&"", AllocationIntake { invoice, payment, credit_note, amount, at }), book);
    }
}
