//! `desk import`: a new tier of an account goes into its open tickets, as by `desk account edit`.

use insta::assert_snapshot;

use crate::harness::Desk;

/// One account of tier 3 with an open and a resolved ticket, and another account.
fn desk() -> Desk {
    let desk = Desk::empty();
    desk.write("accounts.csv", "code,name,tier\nA1,One,3\nA2,Two,3\n").quietly(
        "import accounts accounts.csv --source erp
         ticket new 'Valve leaks' --account A1 --category technical
         ticket new 'Late order' --account A1 --category fulfilment.late
         ticket new 'Other account' --account A2 --category other
         ticket reply T2 -m 'It is on its way'
         ticket resolve T2",
    );
    desk
}

#[test]
fn a_new_tier_goes_into_open_tickets_and_undoing_takes_it_out() {
    let desk = desk();
    desk.write("accounts.csv", "code,name,tier\nA1,One,1\nA2,Zwei,3\n");
    let lines = "
        import accounts accounts.csv --source erp --dry-run
        ticket list --all -c id,account,tier,due_at
        import accounts accounts.csv --source erp
        ticket list --all -c id,account,tier,due_at
        import accounts accounts.csv --source erp
        import undo B2
        ticket list --all -c id,account,tier,due_at
        ticket history T1
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import accounts accounts.csv --source erp --dry-run
    --- stderr
    Would import accounts: + 0 created, ~ 2 updated, = 0 same, - 0 refused
    exit 0

    $ desk ticket list --all -c id,account,tier,due_at
    id	account	tier	due_at
    T1	A1	3	2026-01-16T09:00:00Z
    T3	A2	3	2026-01-16T09:00:00Z
    T2	A1	3	
    exit 0

    $ desk import accounts accounts.csv --source erp
    --- stderr
    Imported accounts: + 0 created, ~ 2 updated, = 0 same, - 0 refused
    exit 0

    $ desk ticket list --all -c id,account,tier,due_at
    id	account	tier	due_at
    T1	A1	1	2026-01-15T11:00:00Z
    T3	A2	3	2026-01-16T09:00:00Z
    T2	A1	3	
    exit 0

    $ desk import accounts accounts.csv --source erp
    --- stderr
    Imported accounts: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    exit 0

    $ desk import undo B2
    --- stderr
    Undid B2 (accounts: 0 created, 2 updated)
    exit 0

    $ desk ticket list --all -c id,account,tier,due_at
    id	account	tier	due_at
    T1	A1	3	2026-01-16T09:00:00Z
    T3	A2	3	2026-01-16T09:00:00Z
    T2	A1	3	
    exit 0

    $ desk ticket history T1
    at	by	kind	status	what	ticket	party	recorded_at	body
    2026-01-15T09:00:00Z		created		Valve leaks	T1	customer	2026-01-15T09:00:00Z	
    exit 0
    ");
}

#[test]
fn a_copy_takes_it_from_the_events_that_tell_of_it() {
    let mut desk = Desk::sample();
    desk.quietly("export --all old\n--db copy.db init\n--db copy.db import old");
    desk.at("2026-01-15T10:00:00Z").quietly("account edit BOTTEGA --tier 1\nexport --all new");
    desk.at("2026-01-15T11:00:00Z").quietly("--db copy.db import new");
    let told = "ticket show T5 -c tier,due_at,updated_at";
    assert_snapshot!(desk.run(&format!("{told}\n--db copy.db {told}\n--db copy.db import new")), @"
    $ desk ticket show T5 -c tier,due_at,updated_at
    field	value
    tier	1
    due_at	2026-01-14T15:00:00Z
    updated_at	2026-01-15T10:00:00Z
    exit 0

    $ desk --db copy.db ticket show T5 -c tier,due_at,updated_at
    field	value
    tier	1
    due_at	2026-01-14T15:00:00Z
    updated_at	2026-01-15T10:00:00Z
    exit 0

    $ desk --db copy.db import new
    --- stderr
    Imported teams: + 0 created, ~ 0 updated, = 3 same, - 0 refused
    Imported reps: + 0 created, ~ 0 updated, = 5 same, - 0 refused
    Imported policies: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    Imported queues: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported accounts: + 0 created, ~ 0 updated, = 13 same, - 0 refused
    Imported contacts: + 0 created, ~ 0 updated, = 18 same, - 0 refused
    Imported assignments: + 0 created, ~ 0 updated, = 19 same, - 0 refused
    Imported contracts: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported tickets: + 0 created, ~ 0 updated, = 24 same, - 0 refused
    Imported events: + 0 created, ~ 0 updated, = 96 same, - 0 refused
    Imported notices: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported deliveries: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported runs: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported products: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported product-documents: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported assortment: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported warehouses: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported stock: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported incoming: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported price-lists: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported price-list-for: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported prices: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported discounts: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported order-templates: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported order-template-lines: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quotes: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-revisions: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-lines: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-offers: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-events: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-evidence: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported orders: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported order-lines: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported order-promises: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported order-revisions: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported shipments: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported returns: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported return-lines: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported return-events: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported invoices: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported invoice-lines: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported instalments: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported payments: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported allocations: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported disputes: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported credit-changes: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported credit-overrides: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0
    ");
}
