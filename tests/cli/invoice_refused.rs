//! What files cannot say of invoices and payments.

use insta::assert_snapshot;

use crate::invoice::desk;

#[test]
fn what_cannot_be_is_refused_with_its_place() {
    let desk = desk();
    let refused = |kind: &str, rows: &str| {
        desk.write("bad.csv", rows);
        desk.run(&format!("import {kind} bad.csv --source erp"))
    };
    let told = [
        refused("invoices", "number,account,issued_at,net,tax,total\nI-1,ACME,2026-01-05T09:00:00Z,10,2,13\n"),
        refused("invoices", "number,account,issued_at,total\nI-1,ACME,2026-01-05T09:00:00Z,-5\n"),
        refused("invoices", "number,account,issued_at,total\nI-1,ACME,2026-01-05T09:00:00Z,NaN\n"),
        refused("invoices", "number,account,issued_at,total\nI-1,ACMEE,2026-01-05T09:00:00Z,5\n"),
        refused("invoices", "number,account,issued_at,total\nI-1,ACME,2026-02-05T09:00:00Z,5\n"),
        refused("invoices", "number,account,issued_at,total,paid\nI-1,ACME,2026-01-05T09:00:00Z,5,6\n"),
        refused("invoices", "number,account,issued_at,total,corrects\nI-1,ACME,2026-01-05T09:00:00Z,5,INV-1\n"),
        refused("invoices", "number,account,issued_at\nI-1,ACME,2026-01-05T09:00:00Z\n"),
        refused("invoice-lines", "invoice,line,quantity,unit_price,corrects_line\nCN-1,2,100,8.50,1\n"),
        refused("invoice-lines", "invoice,line,quantity,unit_price\nINV-1,0,1,1\n"),
        refused("instalments", "invoice,due,amount\nINV-3,2026-02-10,100.01\n"),
        refused("payments", "number,account,received_at,amount\nP,ACME,2026-01-05T09:00:00Z,0\n"),
        refused("payments", "number,account,received_at,amount\nPAY-1,ACME,2025-12-20T09:00:00Z,599\n"),
        refused("allocations", "invoice,payment,amount\nINV-2,PAY-2,50.01\n"),
        refused("allocations", "invoice,payment,amount\nINV-9,PAY-2,5\n"),
        refused("allocations", "invoice,payment,credit_note,amount\nINV-2,PAY-2,CN-1,5\n"),
        refused("allocations", "invoice,credit_note,amount\nINV-2,INV-1,5\n"),
    ];
    assert_snapshot!(told.join("\n"), @"
    $ desk import invoices bad.csv --source erp
    --- stderr
    error: bad.csv:2: column `total`: `13` is not the sum of net and tax
    exit 5

    $ desk import invoices bad.csv --source erp
    --- stderr
    error: bad.csv:2: column `total`: `-5` is below 0: what is given back is a credit note, over an amount above 0
    exit 5

    $ desk import invoices bad.csv --source erp
    --- stderr
    error: bad.csv:2: column `total`: `NaN` is not a number
    exit 5

    $ desk import invoices bad.csv --source erp
    --- stderr
    error: bad.csv:2: column `account`: `ACMEE` is no account of this desk
    exit 5

    $ desk import invoices bad.csv --source erp
    --- stderr
    error: bad.csv:2: column `issued_at`: `2026-02-05T09:00:00Z` lies in the future: it is 2026-01-15T09:00:00Z now
    exit 5

    $ desk import invoices bad.csv --source erp
    --- stderr
    error: bad.csv:2: column `paid`: `6` is more than the invoice asks for, which is 5.00 EUR
    exit 5

    $ desk import invoices bad.csv --source erp
    --- stderr
    error: bad.csv:2: column `corrects`: `INV-1` goes with a credit note, and this is an invoice
    exit 5

    $ desk import invoices bad.csv --source erp
    --- stderr
    error: bad.csv:2: column `total`: is missing, and so is `net`: an invoice is over an amount
    exit 5

    $ desk import invoice-lines bad.csv --source erp
    --- stderr
    error: bad.csv:2: column `net`: is more than what is left of line 1 of INV-1
    exit 5

    $ desk import invoice-lines bad.csv --source erp
    --- stderr
    error: bad.csv:2: column `line`: `0` is no line: they are counted from 1
    exit 5

    $ desk import instalments bad.csv --source erp
    --- stderr
    error: bad.csv:2: column `amount`: `100.01` is more than what the other parts leave of 300.00 EUR
    exit 5

    $ desk import payments bad.csv --source erp
    --- stderr
    error: bad.csv:2: column `amount`: `0` must be above 0
    exit 5

    $ desk import payments bad.csv --source erp
    --- stderr
    error: bad.csv:2: column `amount`: `599` is less than what was set against invoices of it, 600.00 EUR
    exit 5

    $ desk import allocations bad.csv --source erp
    --- stderr
    error: bad.csv:2: column `amount`: `50.01` is more than what is left of 50.00 EUR
    exit 5

    $ desk import allocations bad.csv --source erp
    --- stderr
    error: bad.csv:2: column `invoice`: `INV-9` is no invoice of this desk
    exit 5

    $ desk import allocations bad.csv --source erp
    --- stderr
    error: bad.csv:2: column `payment`: `PAY-2` or `credit_note` says with what it was paid: one of the two
    exit 5

    $ desk import allocations bad.csv --source erp
    --- stderr
    error: bad.csv:2: column `credit_note`: `INV-1` is an invoice, which gives nothing back
    exit 5
    ");
}
