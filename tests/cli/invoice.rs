//! Invoices and payments: taken in, and as they stand.

use insta::assert_snapshot;

use crate::harness::Desk;

const INVOICES: &str = "number,kind,account,corrects,issued_at,due,net,tax,total\n\
    INV-1,,ACME,,2025-11-01T09:00:00Z,2025-12-01,1000.00,220.00,1220.00\n\
    INV-2,,ACME,,2026-01-05T09:00:00Z,,100.00,22.00,\n\
    INV-3,,ACME,,2026-01-10T09:00:00Z,2026-02-28,,,300.00\n\
    CN-1,credit-note,ACME,INV-1,2025-12-15T09:00:00Z,,200.00,44.00,244.00\n";
const LINES: &str = "invoice,line,description,quantity,unit_price,corrects_line\n\
    INV-1,1,Couplings,100,8.50,\nINV-1,2,Freight,1,150,\nCN-1,1,Couplings that were broken,10,8.50,1\n";
const INSTALMENTS: &str = "invoice,due,amount\nINV-3,2026-01-12,100.00\nINV-3,2026-01-31,100.00\n";
const PAYMENTS: &str = "number,account,received_at,amount,reference\n\
    PAY-1,ACME,2025-12-20T09:00:00Z,600.00,INV-1 in part\nPAY-2,ACME,2026-01-11T09:00:00Z,50.00,\n";
const ALLOCATIONS: &str = "invoice,payment,amount\nINV-1,PAY-1,600.00\n";

/// A desk with an account, its invoices and what it paid.
pub(crate) fn desk() -> Desk {
    let desk = Desk::empty();
    desk.write("invoices.csv", INVOICES).write("lines.csv", LINES).write("parts.csv", INSTALMENTS);
    desk.write("payments.csv", PAYMENTS).write("allocations.csv", ALLOCATIONS);
    desk.quietly(
        "account new ACME Acme --terms NET30 --credit-limit 2000
         import invoices invoices.csv --source erp
         import invoice-lines lines.csv --source erp
         import instalments parts.csv --source erp
         import payments payments.csv --source erp
         import allocations allocations.csv --source erp",
    );
    desk
}

#[test]
fn a_list_tells_what_is_left_to_pay_and_what_is_late() {
    assert_snapshot!(desk().run(
        "invoice list -O table
         invoice list --overdue -c number,status,open,late_since
         invoice list --open -c number,status,due,open
         payment list -O table --wide
         invoice list --account BOLT"
    ), @"
    $ desk invoice list -O table
    INVOICE  ACCOUNT  STATUS       DUE               TOTAL        OPEN  ORDER
    INV-3    ACME     overdue      2026-02-28   300.00 EUR  300.00 EUR  -
    INV-2    ACME     open         2026-02-04   122.00 EUR  122.00 EUR  -
    CN-1     ACME     credit note  -            244.00 EUR    0.00 EUR  -
    INV-1    ACME     overdue      2025-12-01  1220.00 EUR  376.00 EUR  -
    exit 0

    $ desk invoice list --overdue -c number,status,open,late_since
    number	status	open	late_since
    INV-3	overdue	300.00 EUR	2026-01-13
    INV-1	overdue	376.00 EUR	2025-12-02
    exit 0

    $ desk invoice list --open -c number,status,due,open
    number	status	due	open
    INV-3	overdue	2026-02-28	300.00 EUR
    INV-2	open	2026-02-04	122.00 EUR
    INV-1	overdue	2025-12-01	376.00 EUR
    exit 0

    $ desk payment list -O table --wide
    PAYMENT  ACCOUNT  RECEIVED                     AMOUNT  UNAPPLIED  METHOD  REFERENCE
    PAY-2    ACME     2026-01-11 09:00 +00:00   50.00 EUR  50.00 EUR  -       -
    PAY-1    ACME     2025-12-20 09:00 +00:00  600.00 EUR   0.00 EUR  -       INV-1 in part
    exit 0

    $ desk invoice list --account BOLT
    --- stderr
    error: there is no account `BOLT`
    hint: desk account list
    exit 3
    ");
}

#[test]
#[expect(clippy::too_many_lines, reason = "a transcript is kept whole")]
fn an_invoice_is_shown_with_how_it_was_paid() {
    assert_snapshot!(desk().run(
        "invoice show INV-1 -O table
         invoice show INV-3 -O table
         invoice show cn-1 --json
         invoice show INV-9"
    ), @r#"
    $ desk invoice show INV-1 -O table
    Invoice INV-1
      account     ACME
      status      overdue
      issued      2025-11-01
      due         2025-12-01
      net         1000.00 EUR
      tax         220.00 EUR
      total       1220.00 EUR
      open        376.00 EUR
      late since  2025-12-02

    Lines
      LINE  SKU  WHAT       QUANTITY   PRICE         NET
         1  -    Couplings       100    8.50  850.00 EUR
         2  -    Freight           1  150.00  150.00 EUR

    Paid with
      DOCUMENT  ON              AMOUNT
      CN-1      2025-12-15  244.00 EUR
      PAY-1     2025-12-20  600.00 EUR
    exit 0

    $ desk invoice show INV-3 -O table
    Invoice INV-3
      account     ACME
      status      overdue
      issued      2026-01-10
      due         2026-02-28
      net         300.00 EUR
      tax         0.00 EUR
      total       300.00 EUR
      open        300.00 EUR
      late since  2026-01-13

    Instalments
      DUE             AMOUNT
      2026-01-12  100.00 EUR
      2026-01-31  100.00 EUR
    exit 0

    $ desk invoice show cn-1 --json
    {
      "number": "CN-1",
      "kind": "credit-note",
      "account": "ACME",
      "order": null,
      "corrects": "INV-1",
      "issued_at": "2025-12-15T09:00:00Z",
      "due": null,
      "net": {
        "amount": "200.00",
        "minor": 20000,
        "currency": "EUR"
      },
      "tax": {
        "amount": "44.00",
        "minor": 4400,
        "currency": "EUR"
      },
      "total": {
        "amount": "244.00",
        "minor": 24400,
        "currency": "EUR"
      },
      "open": {
        "amount": "0.00",
        "minor": 0,
        "currency": "EUR"
      },
      "credited": {
        "amount": "0.00",
        "minor": 0,
        "currency": "EUR"
      },
      "status": null,
      "late_since": null,
      "lines": [
        {
          "line": 1,
          "sku": null,
          "description": "Couplings that were broken",
          "quantity": 10,
          "unit_price": {
            "amount": "8.50",
            "currency": "EUR"
          },
          "net": {
            "amount": "85.00",
            "minor": 8500,
            "currency": "EUR"
          }
        }
      ],
      "instalments": [],
      "settlements": [],
      "disputes": []
    }
    exit 0

    $ desk invoice show INV-9
    --- stderr
    error: there is no invoice `INV-9`; did you mean `INV-1`?
    hint: desk invoice list
    exit 3
    "#);
}

#[test]
fn the_same_again_changes_nothing_and_what_was_issued_never_changes() {
    let desk = desk();
    desk.write("other.csv", "number,account,issued_at,total\nINV-2,ACME,2026-01-05T09:00:00Z,123.00\n");
    desk.write("line.csv", "invoice,line,description,quantity,unit_price\nINV-1,2,Freight,1,140\n");
    assert_snapshot!(desk.run(
        "import invoices invoices.csv --source erp
         import invoice-lines lines.csv --source erp
         import instalments parts.csv --source erp
         import payments payments.csv --source erp
         import allocations allocations.csv --source erp
         import invoices other.csv --source erp
         import invoice-lines line.csv --source erp"
    ), @"
    $ desk import invoices invoices.csv --source erp
    --- stderr
    Imported invoices: + 0 created, ~ 0 updated, = 4 same, - 0 refused
    exit 0

    $ desk import invoice-lines lines.csv --source erp
    --- stderr
    Imported invoice-lines: + 0 created, ~ 0 updated, = 3 same, - 0 refused
    exit 0

    $ desk import instalments parts.csv --source erp
    --- stderr
    Imported instalments: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    exit 0

    $ desk import payments payments.csv --source erp
    --- stderr
    Imported payments: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    exit 0

    $ desk import allocations allocations.csv --source erp
    --- stderr
    Imported allocations: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    exit 0

    $ desk import invoices other.csv --source erp
    --- stderr
    error: other.csv:2: column `number`: `INV-2` was issued otherwise; what was issued never changes, a credit note corrects it
    exit 5

    $ desk import invoice-lines line.csv --source erp
    --- stderr
    error: line.csv:2: column `line`: `2` was issued otherwise; what was issued never changes, a credit note corrects it
    exit 5
    ");
}

#[test]
fn what_a_file_says_was_paid_is_a_payment_of_its_own() {
    let desk = Desk::empty();
    let told = |paid: &str| {
        desk.write(
            "told.csv",
            format!("number,account,issued_at,total,paid\nI-1,ACME,2026-01-05T09:00:00Z,100,{paid}\n"),
        );
        desk.run("import invoices told.csv --source erp")
    };
    desk.quietly("account new ACME Acme");
    assert_snapshot!([told("30"), told("30"), told("80"), desk.run("payment list -c number,amount,unapplied\ninvoice show I-1 -O table")].join("\n"), @"
    $ desk import invoices told.csv --source erp
    --- stderr
    Imported invoices: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import invoices told.csv --source erp
    --- stderr
    Imported invoices: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    exit 0

    $ desk import invoices told.csv --source erp
    --- stderr
    Imported invoices: + 0 created, ~ 1 updated, = 0 same, - 0 refused
    exit 0

    $ desk payment list -c number,amount,unapplied
    number	amount	unapplied
    I-1 paid 2	50.00 EUR	0.00 EUR
    I-1 paid 1	30.00 EUR	0.00 EUR
    exit 0

    $ desk invoice show I-1 -O table
    Invoice I-1
      account     ACME
      status      overdue
      issued      2026-01-05
      due         -
      net         100.00 EUR
      tax         0.00 EUR
      total       100.00 EUR
      open        20.00 EUR
      late since  2026-01-06

    Paid with
      DOCUMENT    ON             AMOUNT
      I-1 paid 1  2026-01-15  30.00 EUR
      I-1 paid 2  2026-01-15  50.00 EUR
    exit 0
    ");
}
