//! What does not fit together in what other systems told.

use insta::assert_snapshot;

use crate::invoice::desk;

#[test]
fn what_does_not_fit_is_found() {
    let mut desk = desk();
    desk.write("products.csv", "sku,name,replaced_by\nC-1,Coupling,C-2\n");
    desk.write(
        "stock.csv",
        "sku,warehouse,on_hand,allocated,as_of\nC-1,MILANO,-3,0,2026-01-10T09:00:00Z\n\
        C-1,ROMA,5,7,2026-01-10T09:00:00Z\n",
    );
    desk.quietly(
        "import products products.csv --source erp
         import stock stock.csv --source erp
         ticket new Late --account ACME --category fulfilment.late --about SO-99 -m Where?",
    );
    desk.at("2026-01-16T09:00:00Z");
    assert_snapshot!(desk.run(
        "import reconcile -O table
         import reconcile --max-age 12h -c kind,object,what"
    ), @"
    $ desk import reconcile -O table
    KIND    WHERE                   WHAT
    orphan  invoice INV-1           is for no order
    orphan  invoice INV-2           is for no order
    orphan  invoice INV-3           is for no order
    orphan  payment PAY-2           is set against no invoice
    orphan  product C-1             is to be replaced by C-2, which is not here
    orphan  T1                      is about order SO-99, which is not here
    total   credit note CN-1        says 200.00 EUR without tax, and its lines come…
    stock   stock of C-1 in MILANO  is below zero: more was booked out than was the…
    stock   stock of C-1 in ROMA    has more promised than there is
    exit 0

    $ desk import reconcile --max-age 12h -c kind,object,what
    kind	object	what
    orphan	invoice INV-1	is for no order
    orphan	invoice INV-2	is for no order
    orphan	invoice INV-3	is for no order
    orphan	payment PAY-2	is set against no invoice
    orphan	product C-1	is to be replaced by C-2, which is not here
    orphan	T1	is about order SO-99, which is not here
    total	credit note CN-1	says 200.00 EUR without tax, and its lines come to 85.00 EUR
    stock	stock of C-1 in MILANO	is below zero: more was booked out than was there
    stock	stock of C-1 in ROMA	has more promised than there is
    age	stock	were last heard of at 2026-01-10T09:00:00Z
    age	invoices	were last heard of at 2026-01-15T09:00:00Z
    age	payments	were last heard of at 2026-01-15T09:00:00Z
    exit 0
    ");
}
