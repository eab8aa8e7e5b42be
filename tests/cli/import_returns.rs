//! `desk import`: templates of orders, revisions and returns.

use insta::assert_snapshot;

use crate::orders;

#[test]
fn templates_of_another_system_are_taken_in_and_drafted() {
    let desk = orders::desk();
    desk.write("t.csv", "external_id,account,name,every,next_on,contact\nSTO-1,FERRARIS,Hoses,1m,2026-01-15,P1\n");
    desk.write("l.csv", "template,sku,quantity\nSTO-1,HOSE-9,100\n");
    desk.write("later.csv", "external_id,account,name,every,next_on\nSTO-1,FERRARIS,Hoses,1m,2026-03-15\n");
    desk.write("odd.csv", "id,account,name,every,next_on\nL1,URALMET,Hoses,1m,2026-03-15\n");
    desk.write("odder.csv", "account,name,every,next_on,contact\nURALMET,Hoses,often,2026-03-15,P1\n");
    let lines = "
        import order-templates t.csv --source sap
        import order-template-lines l.csv --source sap
        import order-templates t.csv --source sap
        order template run
        import order-templates later.csv --source sap
        order template list -c id,account,name,next_on
        import order-templates odd.csv
        import order-templates odder.csv
        import order-template-lines l.csv --source other
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import order-templates t.csv --source sap
    --- stderr
    Imported order-templates: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import order-template-lines l.csv --source sap
    --- stderr
    Imported order-template-lines: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import order-templates t.csv --source sap
    --- stderr
    Imported order-templates: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    exit 0

    $ desk order template run
    --- stderr
    L1: drafted O6, 1 line, 111.10 EUR
      prices they paid last, as no list has one: HOSE-9
    exit 0

    $ desk import order-templates later.csv --source sap
    --- stderr
    Imported order-templates: + 0 created, ~ 1 updated, = 0 same, - 0 refused
    exit 0

    $ desk order template list -c id,account,name,next_on
    id	account	name	next_on
    L1	FERRARIS	Hoses	2026-03-15
    exit 0

    $ desk import order-templates odd.csv
    --- stderr
    error: odd.csv:2: column `id`: `L1` is another template at this desk
    exit 5

    $ desk import order-templates odder.csv
    --- stderr
    error: odder.csv:2: column `every`: `often` is not an interval, expected days, weeks or months: `7d`, `2w`, `1m`
    exit 5

    $ desk import order-template-lines l.csv --source other
    --- stderr
    error: l.csv:2: column `template`: `STO-1` is no template of this desk
    exit 5
    ");
}

#[test]
fn what_was_changed_is_not_rewritten() {
    let desk = orders::desk();
    let head = "order,revision,change,at,rep,reason,line,field,before,after\n";
    let row = "SO-4,1,1,2026-01-14T10:00:00Z,giulia,More,1,quantity,3,4\n";
    desk.write("r.csv", format!("{head}{row}"));
    desk.write("other.csv", format!("{head}{}", row.replace("More", "Less")));
    desk.write("else.csv", format!("{head}{}", row.replace(",3,4", ",2,4")));
    desk.write("gap.csv", format!("{head}{}", row.replace("SO-4,1,1", "SO-4,1,3")));
    desk.write("zero.csv", format!("{head}{}", row.replace("SO-4,1,1", "SO-4,0,1")));
    let lines = "
        import order-revisions r.csv
        import order-revisions r.csv
        import order-revisions other.csv
        import order-revisions else.csv
        import order-revisions gap.csv
        import order-revisions zero.csv
        order show SO-4 -c revisions
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import order-revisions r.csv
    --- stderr
    Imported order-revisions: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import order-revisions r.csv
    --- stderr
    Imported order-revisions: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    exit 0

    $ desk import order-revisions other.csv
    --- stderr
    error: other.csv:2: column `revision`: `1` came before and said something else; what was changed is not rewritten
    exit 5

    $ desk import order-revisions else.csv
    --- stderr
    error: else.csv:2: column `change`: `1` came before and said something else; what was changed is not rewritten
    exit 5

    $ desk import order-revisions gap.csv
    --- stderr
    error: gap.csv:2: column `change`: `3` comes before change 2 of that revision
    exit 5

    $ desk import order-revisions zero.csv
    --- stderr
    error: zero.csv:2: column `revision`: `0` is no place: the first is 1
    exit 5

    $ desk order show SO-4 -c revisions
    field	value
    revisions.0.number	1
    revisions.0.at	2026-01-14T10:00:00Z
    revisions.0.by	giulia
    revisions.0.contact	
    revisions.0.reason	More
    revisions.0.changes	line 1: quantity 3 -> 4
    exit 0
    ");
}

#[test]
fn returns_of_another_system_are_taken_in_and_no_more_comes_back_than_left() {
    let desk = orders::desk();
    let head = "external_id,order,status,reason,requested_at,updated_at\n";
    desk.write("r.csv", format!("{head}R-1,SO-1,requested,They leak,2026-01-13T08:00:00Z,\n"));
    desk.write("on.csv", format!("{head}R-1,SO-1,authorised,They leak,2026-01-13T08:00:00Z,2026-01-14T08:00:00Z\n"));
    desk.write("l.csv", "return,line,quantity\nR-1,1,2\n");
    desk.write("more.csv", "return,line,quantity\nR-1,1,4\n");
    desk.write("came.csv", "return,line,quantity,received\nR-1,1,2,3\n");
    desk.write("e.csv", "return,at,status,rep\nR-1,2026-01-14T09:00:00Z,received,tom\n");
    desk.write("anonymous.csv", "order,status,reason,requested_at\nSO-1,requested,They leak,2026-01-13T08:00:00Z\n");
    let lines = "
        import returns r.csv --source sap
        import return-lines l.csv --source sap
        import returns on.csv --source sap
        import returns on.csv --source sap
        return show M1 -O table
        import return-lines more.csv --source sap
        import return-lines came.csv --source sap
        import return-events e.csv --source sap
        import returns anonymous.csv --source sap
        import undo B13
        return list -c id,status
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import returns r.csv --source sap
    --- stderr
    Imported returns: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import return-lines l.csv --source sap
    --- stderr
    Imported return-lines: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import returns on.csv --source sap
    --- stderr
    Imported returns: + 0 created, ~ 1 updated, = 0 same, - 0 refused
    exit 0

    $ desk import returns on.csv --source sap
    --- stderr
    Imported returns: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    exit 0

    $ desk return show M1 -O table
    M1 FERRARIS Officine Ferraris S.p.A.
      status      authorised
      order       SO-1
      reason      They leak
      fee         0%
      freight     paid by the customer
      inspection  not needed

    Lines
      LINE  SKU     QTY  CAME  FOUND  DONE   VALUE   FEE
         1  PUMP-1    2  -     -      -     912.00  0.00

    Log
      WHEN                     STATUS      BY  NOTE
      2026-01-13 08:00 +00:00  requested   -   -
      2026-01-14 08:00 +00:00  authorised  -   -
    exit 0

    $ desk import return-lines more.csv --source sap
    --- stderr
    error: more.csv:2: column `quantity`: `4` is more than the 3 that left and did not come back
    exit 5

    $ desk import return-lines came.csv --source sap
    --- stderr
    error: came.csv:2: column `received`: `3` is more than the 2 that were to come
    exit 5

    $ desk import return-events e.csv --source sap
    --- stderr
    error: the row of M1 and its events say different things of status
    exit 4

    $ desk import returns anonymous.csv --source sap
    --- stderr
    error: anonymous.csv:2: column `external_id`: is missing, and so is `id`: without either, a rerun could not tell
    exit 5

    $ desk import undo B13
    --- stderr
    Undid B13 (returns: 0 created, 1 updated)
    exit 0

    $ desk return list -c id,status
    id	status
    M1	requested
    exit 0
    ");
}
