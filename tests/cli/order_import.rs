//! `desk import orders`, `order-lines`, `order-promises` and `shipments`.

use insta::assert_snapshot;

use crate::harness::Desk;
use crate::orders::{self, files};

#[test]
fn orders_come_with_their_lines_and_shipments_and_go_as_they_came() {
    let desk = Desk::sample();
    files(&desk);
    let lines = "
        import products products.csv
        import orders orders.csv
        import order-lines lines.csv
        import shipments shipments.csv
        import orders orders.csv
        import order-lines lines.csv
        import shipments shipments.csv
        export orders
        export order-lines
        export order-promises
        export shipments
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk import products products.csv
    --- stderr
    Imported products: + 3 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import orders orders.csv
    --- stderr
    Imported orders: + 5 created, ~ 0 updated, = 0 same, - 0 refused
    The PO number of an order is on another of the account's too, first PO-4711 of SO-2 on SO-1
    exit 0

    $ desk import order-lines lines.csv
    --- stderr
    Imported order-lines: + 7 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import shipments shipments.csv
    --- stderr
    Imported shipments: + 4 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import orders orders.csv
    --- stderr
    Imported orders: + 0 created, ~ 0 updated, = 5 same, - 0 refused
    exit 0

    $ desk import order-lines lines.csv
    --- stderr
    Imported order-lines: + 0 created, ~ 0 updated, = 7 same, - 0 refused
    exit 0

    $ desk import shipments shipments.csv
    --- stderr
    Imported shipments: + 0 created, ~ 0 updated, = 4 same, - 0 refused
    exit 0

    $ desk export orders
    external_id,source,number,account,contact,rep,kind,state,hold,po_number,currency,terms,ordered_at,required,carrier,ship_to,subtotal,tax,freight,closed_at,created_at,template,quote
    SO-1,import,SO-1,FERRARIS,anna.bianchi@ferraris.example,giulia,standard,placed,none,PO-4711,EUR,,2026-01-05T08:00:00Z,2026-01-12,DHL Freight,"Via Roma 1, Torino",,110.00,25.00,,2026-01-05T08:00:00Z,,
    SO-2,import,SO-2,FERRARIS,,,bulk,placed,customer,PO-4711,EUR,,2026-01-08T10:00:00Z,2026-03-01,,,,0.00,0.00,,2026-01-08T10:00:00Z,,
    SO-3,import,SO-3,NORTHGATE,,,standard,completed,none,,GBP,,2025-11-02T08:00:00Z,,,,20565.62,0.00,0.00,2025-12-01T08:00:00Z,2025-11-02T08:00:00Z,,
    SO-4,import,SO-4,URALMET,,,standard,placed,none,,EUR,,2026-01-14T08:00:00Z,,,,,0.00,0.00,,2026-01-14T08:00:00Z,,
    SO-5,import,SO-5,FERRARIS,,,standard,placed,none,PO-4700,EUR,,2025-12-20T08:00:00Z,2026-01-05,,,,0.00,0.00,,2025-12-20T08:00:00Z,,
    exit 0

    $ desk export order-lines
    order,line,sku,description,quantity,cancelled,unit,unit_price,discount,cost_centre,required,offer_revision,offer_line,offer_quantity
    SO-1,1,PUMP-1,,5,0,piece,480.00,5,Plant 2,,,,
    SO-1,2,HOSE-9,,30,0,m,1.2345,0,,2026-02-15,,,
    SO-1,3,,"Frame, painted by hand",1,0,piece,99.99,2.5,,,,,
    SO-2,1,HOSE-9,,1000,100,m,1.2345,10,,,,,
    SO-3,1,PUMP-1,,43,0,piece,478.2702,0,,,,,
    SO-4,1,SEAL-2,,4,0,set,19.50,0,,,,,
    SO-5,1,PUMP-1,,2,0,piece,480.00,0,,,,,
    exit 0

    $ desk export order-promises
    order,line,promised,at,reason,rep
    SO-1,1,2026-01-12,2026-01-15T09:00:00Z,,
    SO-1,2,2026-02-15,2026-01-15T09:00:00Z,,
    exit 0

    $ desk export shipments
    number,order,line,quantity,carrier,tracking,warehouse,shipped_at,delivered_at
    SH-1,SO-1,1,3,DHL Freight,JD0146,MILANO,2026-01-09T16:00:00Z,
    SH-2,SO-1,3,1,DHL Freight,JD0147,MILANO,2026-01-12T16:00:00Z,2026-01-14T09:00:00Z
    SH-3,SO-3,1,43,,,,2025-11-10T08:00:00Z,2025-11-14T08:00:00Z
    SH-5,SO-5,1,2,GLS,77120,MILANO,2026-01-03T08:00:00Z,2026-01-05T08:00:00Z
    exit 0
    "#);
    let copied = "
        export --all copy
        --db copy.db init
        --db copy.db import copy
        --db copy.db export --all again
    ";
    desk.quietly(copied);
    for kind in ["orders", "order-lines", "order-promises", "shipments"] {
        assert_eq!(desk.read(&format!("copy/{kind}.csv")), desk.read(&format!("again/{kind}.csv")), "{kind}");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn what_a_row_does_not_say_stays_and_what_cannot_be_is_refused() {
    let desk = orders::desk();
    desk.write("later.csv", "number,account,ordered_at,hold\nSO-1,FERRARIS,2026-01-05T08:00:00Z,credit\n");
    desk.write("released.csv", "number,account,ordered_at,hold\nSO-1,FERRARIS,2026-01-05T08:00:00Z,none\n");
    let odd = "number,account,state,closed_at,tax,contact,ordered_at\n\
        SO-1,NOBODY,,,,,2026-01-05T08:00:00Z\n\
        SO-7,FERRARIS,placed,2026-01-06T08:00:00Z,,,2026-01-05T08:00:00Z\n\
        SO-8,FERRARIS,,,1.2345678,,2026-01-05T08:00:00Z\n\
        SO-9,FERRARIS,,,,anna@nowhere.example,2026-01-05T08:00:00Z\n\
        SO-10,FERRARIS,,,,,2026-01-25T08:00:00Z\n\
        SO-11,FERRARIS,,,NaN,,2026-01-05T08:00:00Z\n\
        SO-12,,,,,,2026-01-05T08:00:00Z\n";
    desk.write("odd.csv", odd);
    let odd = "order,line,sku,quantity,cancelled,unit_price,discount,discount_fraction\n\
        SO-99,1,PUMP-1,1,,10,,\n\
        SO-1,0,PUMP-1,1,,10,,\n\
        SO-1,9,NONE-1,1,,10,,\n\
        SO-1,10,,1,,10,,\n\
        SO-1,11,PUMP-1,-1,,10,,\n\
        SO-1,12,PUMP-1,2,3,10,,\n\
        SO-1,1,PUMP-1,1,,10,,\n\
        SO-1,13,HOSE-9,30,,-1,,\n\
        SO-1,14,HOSE-9,30,,1.1234567,,\n\
        SO-1,15,HOSE-9,30,,1,5,0.05\n\
        SO-1,16,HOSE-9,30,,1,101,\n";
    desk.write("odd-lines.csv", odd);
    let odd = "number,order,line,quantity,shipped_at,delivered_at\n\
        SH-7,SO-1,2,31,2026-01-08T08:00:00Z,\n\
        SH-7,SO-1,1,,2026-01-08T08:00:00Z,2026-01-07T08:00:00Z\n\
        SH-7,SO-1,9,1,2026-01-08T08:00:00Z,\n\
        SH-9,SO-1,2,1,,\n\
        SH-7,SO-1,,3,2026-01-08T08:00:00Z,\n\
        SH-1,SO-2,1,1,2026-01-08T08:00:00Z,\n\
        SH-8,SO-3,,,2026-01-08T08:00:00Z,\n";
    desk.write("odd-shipments.csv", odd);
    let lines = "
        import orders later.csv
        order show SO-1 -c status,po_number,total
        import orders released.csv
        order show SO-1 -c status
        import orders odd.csv --keep-going
        import order-lines odd-lines.csv --keep-going
        import shipments odd-shipments.csv --keep-going
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import orders later.csv
    --- stderr
    Imported orders: + 0 created, ~ 1 updated, = 0 same, - 0 refused
    exit 0

    $ desk order show SO-1 -c status,po_number,total
    field	value
    status	on-hold(credit)
    po_number	PO-4711
    total	2549.53 EUR
    exit 0

    $ desk import orders released.csv
    --- stderr
    Imported orders: + 0 created, ~ 1 updated, = 0 same, - 0 refused
    exit 0

    $ desk order show SO-1 -c status
    field	value
    status	partially-shipped
    exit 0

    $ desk import orders odd.csv --keep-going
    --- stderr
    Imported orders: + 0 created, ~ 0 updated, = 0 same, - 7 refused
    The refused rows are in odd.rejected.csv
    error: odd.csv:2: column `account`: `NOBODY` is no account of this desk
      odd.csv:3: column `closed_at`: `2026-01-06T08:00:00Z` goes with an order that is completed or cancelled, not placed
      odd.csv:4: column `tax`: `1.2345678` was refused: `1.2345678` is not a price, expected a plain number, not below 0, with at most six decimals, e.g. `12.3456`
      odd.csv:5: column `contact`: `anna@nowhere.example` is no contact of this desk
      odd.csv:6: column `ordered_at`: `2026-01-25T08:00:00Z` lies in the future: it is 2026-01-15T09:00:00Z now
      odd.csv:7: column `tax`: `NaN` is not a number
      odd.csv:8: column `account`: is missing, expected an account's code, e.g. `ACME`
    exit 5

    $ desk import order-lines odd-lines.csv --keep-going
    --- stderr
    Imported order-lines: + 0 created, ~ 0 updated, = 0 same, - 11 refused
    The refused rows are in odd-lines.rejected.csv
    error: odd-lines.csv:2: column `order`: `SO-99` is no order of this desk
      odd-lines.csv:3: column `line`: `0` is no place: the first is 1
      odd-lines.csv:4: column `sku`: `NONE-1` is no product of this desk
      odd-lines.csv:5: column `sku`: is missing, and no `description` says what it is
      odd-lines.csv:6: column `quantity`: `-1` is below 0
      odd-lines.csv:7: column `cancelled`: `3` is more than the 2 that were ordered
      odd-lines.csv:8: column `quantity`: `1` is below the 3 that were shipped
      odd-lines.csv:9: column `unit_price`: `-1` was refused: `-1` is not a price, expected a plain number, not below 0, with at most six decimals, e.g. `12.3456`
      odd-lines.csv:10: column `unit_price`: `1.1234567` was refused: `1.1234567` is not a price, expected a plain number, not below 0, with at most six decimals, e.g. `12.3456`
      odd-lines.csv:11: column `discount_fraction`: `0.05` says again what `discount` says; leave one out
      odd-lines.csv:12: column `discount`: `101` is not a percentage, expected a percentage from 0 to 100 with at most four decimals, e.g. `2.5`
    exit 5

    $ desk import shipments odd-shipments.csv --keep-going
    --- stderr
    Imported shipments: + 0 created, ~ 0 updated, = 0 same, - 7 refused
    The refused rows are in odd-shipments.rejected.csv
    error: odd-shipments.csv:2: column `quantity`: `31` is more than is left of line 2, which is 30
      odd-shipments.csv:3: column `delivered_at`: `2026-01-07T08:00:00Z` is before it left, 2026-01-08T08:00:00Z
      odd-shipments.csv:4: column `line`: `9` is no line of this order
      odd-shipments.csv:5: column `shipped_at`: is missing, and this shipment is not here yet
      odd-shipments.csv:6: column `quantity`: `3` goes with `line`, which is missing
      odd-shipments.csv:7: column `order`: `SO-2` is not the order that this shipment carries here
      odd-shipments.csv:8: column `order`: `SO-3` has nothing left to ship
    exit 5
    ");
}

#[test]
fn what_a_master_says_anew_is_what_holds() {
    let desk = orders::desk();
    desk.write("lines.csv", "order,line,quantity,unit_price,promised\nSO-1,2,30,1.2345,2026-02-20\n");
    desk.write("shipments.csv", "number,order,line,quantity,delivered_at\nSH-1,SO-1,1,3,2026-01-10T08:00:00Z\n");
    desk.write("none.csv", "number,order,line,quantity\nSH-1,SO-1,1,0\nSH-9,SO-2,1,0\n");
    let lines = "
        import order-lines lines.csv
        import order-lines lines.csv
        import shipments shipments.csv
        order show SO-1 -O table
        import shipments none.csv
        order show SO-1 -c status
        import undo B13
        order show SO-1 -c status
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import order-lines lines.csv
    --- stderr
    Imported order-lines: + 0 created, ~ 1 updated, = 0 same, - 0 refused
    exit 0

    $ desk import order-lines lines.csv
    --- stderr
    Imported order-lines: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    exit 0

    $ desk import shipments shipments.csv
    --- stderr
    Imported shipments: + 0 created, ~ 1 updated, = 0 same, - 0 refused
    exit 0

    $ desk order show SO-1 -O table
    SO-1 FERRARIS Officine Ferraris S.p.A.
      status    partially-shipped
      po        PO-4711, which is also on SO-2
      ordered   2026-01-05 by Anna Bianchi, taken by giulia
      wanted    2026-01-12
      terms     NET60
      carrier   DHL Freight
      ship to   Via Roma 1, Torino
      subtotal  2414.53 EUR
      tax       110.00 EUR
      freight   25.00 EUR
      total     2549.53 EUR

    Lines
      LINE  PRODUCT      QTY  SHIPPED         LEFT          BY        PRICE   AMOUNT
         1  PUMP-1 Gea…    5        3  2 (1 short)  2026-01-12   480.00 -5%  2280.00
         2  HOSE-9 Hyd…   30        0           30  2026-02-20       1.2345    37.04
         3  Frame, pai…    1        1            0           -  99.99 -2.5%    97.49

    Shipments
      NUMBER  SHIPPED     DELIVERED   CARRIER      TRACKING  LINE: QTY
      SH-1    2026-01-09  2026-01-10  DHL Freight  JD0146    1: 3
      SH-2    2026-01-12  2026-01-14  DHL Freight  JD0147    3: 1

    Promises
      LINE  FOR         PROMISED    BY  REASON
         1  2026-01-12  2026-01-15  -   -
         2  2026-02-15  2026-01-15  -   -
         2  2026-02-20  2026-01-15  -   -
    exit 0

    $ desk import shipments none.csv
    --- stderr
    Imported shipments: + 0 created, ~ 1 updated, = 1 same, - 0 refused
    exit 0

    $ desk order show SO-1 -c status
    field	value
    status	partially-shipped
    exit 0

    $ desk import undo B13
    --- stderr
    Undid B13 (shipments: 0 created, 1 updated)
    exit 0

    $ desk order show SO-1 -c status
    field	value
    status	partially-shipped
    exit 0
    ");
}
