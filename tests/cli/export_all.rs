//! `desk export --all`: a whole desk, and the same desk again.

use insta::assert_snapshot;

use crate::copied;
use crate::harness::{Desk, MORNING};
use crate::shop::stock_up;

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn all_of_a_desk_is_written_and_makes_the_same_desk() {
    let desk = busy();
    assert_snapshot!(desk.run("export --all copy"), @"
    $ desk export --all copy
    --- stderr
    Wrote 304 rows of 47 kinds to copy
    exit 0
    ");
    assert_snapshot!(desk.read("copy/manifest.toml"), @r#"
    # Written by `desk export --all`. In a new file, `desk import DIR` makes the same desk of it.
    source = "desk"

    [[file]]
    kind = "teams"
    path = "teams.csv"

    [[file]]
    kind = "reps"
    path = "reps.csv"

    [[file]]
    kind = "policies"
    path = "policies.csv"

    [[file]]
    kind = "queues"
    path = "queues.csv"

    [[file]]
    kind = "accounts"
    path = "accounts.csv"

    [[file]]
    kind = "contacts"
    path = "contacts.csv"

    [[file]]
    kind = "assignments"
    path = "assignments.csv"

    [[file]]
    kind = "contracts"
    path = "contracts.csv"

    [[file]]
    kind = "tickets"
    path = "tickets.csv"

    [[file]]
    kind = "events"
    path = "events.csv"

    [[file]]
    kind = "notices"
    path = "notices.csv"

    [[file]]
    kind = "deliveries"
    path = "deliveries.csv"

    [[file]]
    kind = "runs"
    path = "runs.csv"

    [[file]]
    kind = "products"
    path = "products.csv"

    [[file]]
    kind = "product-documents"
    path = "product-documents.csv"

    [[file]]
    kind = "assortment"
    path = "assortment.csv"

    [[file]]
    kind = "warehouses"
    path = "warehouses.csv"

    [[file]]
    kind = "stock"
    path = "stock.csv"

    [[file]]
    kind = "incoming"
    path = "incoming.csv"

    [[file]]
    kind = "price-lists"
    path = "price-lists.csv"

    [[file]]
    kind = "price-list-for"
    path = "price-list-for.csv"

    [[file]]
    kind = "prices"
    path = "prices.csv"

    [[file]]
    kind = "discounts"
    path = "discounts.csv"

    [[file]]
    kind = "order-templates"
    path = "order-templates.csv"

    [[file]]
    kind = "order-template-lines"
    path = "order-template-lines.csv"

    [[file]]
    kind = "quotes"
    path = "quotes.csv"

    [[file]]
    kind = "quote-revisions"
    path = "quote-revisions.csv"

    [[file]]
    kind = "quote-lines"
    path = "quote-lines.csv"

    [[file]]
    kind = "quote-offers"
    path = "quote-offers.csv"

    [[file]]
    kind = "quote-events"
    path = "quote-events.csv"

    [[file]]
    kind = "quote-evidence"
    path = "quote-evidence.csv"

    [[file]]
    kind = "orders"
    path = "orders.csv"

    [[file]]
    kind = "order-lines"
    path = "order-lines.csv"

    [[file]]
    kind = "order-promises"
    path = "order-promises.csv"

    [[file]]
    kind = "order-revisions"
    path = "order-revisions.csv"

    [[file]]
    kind = "shipments"
    path = "shipments.csv"

    [[file]]
    kind = "returns"
    path = "returns.csv"

    [[file]]
    kind = "return-lines"
    path = "return-lines.csv"

    [[file]]
    kind = "return-events"
    path = "return-events.csv"

    [[file]]
    kind = "invoices"
    path = "invoices.csv"

    [[file]]
    kind = "invoice-lines"
    path = "invoice-lines.csv"

    [[file]]
    kind = "instalments"
    path = "instalments.csv"

    [[file]]
    kind = "payments"
    path = "payments.csv"

    [[file]]
    kind = "allocations"
    path = "allocations.csv"

    [[file]]
    kind = "disputes"
    path = "disputes.csv"

    [[file]]
    kind = "credit-changes"
    path = "credit-changes.csv"

    [[file]]
    kind = "credit-overrides"
    path = "credit-overrides.csv"
    "#);
    assert_snapshot!(desk.run("--db new.db init\n--db new.db import copy"), @"
    $ desk --db new.db init
    --- stderr
    Made [DIR]/new.db; you are giulia, its admin
    exit 0

    $ desk --db new.db import copy
    --- stderr
    Imported teams: + 3 created, ~ 0 updated, = 0 same, - 0 refused
    Imported reps: + 4 created, ~ 1 updated, = 0 same, - 0 refused
    Imported policies: + 1 created, ~ 0 updated, = 1 same, - 0 refused
    Imported queues: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    Imported accounts: + 13 created, ~ 0 updated, = 0 same, - 0 refused
    Imported contacts: + 19 created, ~ 0 updated, = 0 same, - 0 refused
    Imported assignments: + 20 created, ~ 0 updated, = 0 same, - 0 refused
    Imported contracts: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    Imported tickets: + 25 created, ~ 0 updated, = 0 same, - 0 refused
    Imported events: + 107 created, ~ 0 updated, = 0 same, - 0 refused
    Imported notices: + 8 created, ~ 0 updated, = 0 same, - 0 refused
    Imported deliveries: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported runs: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    Imported products: + 5 created, ~ 0 updated, = 0 same, - 0 refused
    Imported product-documents: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    Imported assortment: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    Imported warehouses: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    Imported stock: + 5 created, ~ 0 updated, = 0 same, - 0 refused
    Imported incoming: + 4 created, ~ 0 updated, = 0 same, - 0 refused
    Imported price-lists: + 6 created, ~ 0 updated, = 0 same, - 0 refused
    Imported price-list-for: + 6 created, ~ 0 updated, = 0 same, - 0 refused
    Imported prices: + 11 created, ~ 0 updated, = 0 same, - 0 refused
    Imported discounts: + 3 created, ~ 0 updated, = 0 same, - 0 refused
    Imported order-templates: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported order-template-lines: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quotes: + 5 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-revisions: + 4 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-lines: + 9 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-offers: + 11 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-events: + 13 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-evidence: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    Imported orders: + 3 created, ~ 0 updated, = 0 same, - 0 refused
    Imported order-lines: + 4 created, ~ 0 updated, = 0 same, - 0 refused
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
    Imported credit-changes: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    Imported credit-overrides: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0
    ");
    assert_snapshot!(desk.run("--db new.db import copy"), @"
    $ desk --db new.db import copy
    --- stderr
    Imported teams: + 0 created, ~ 0 updated, = 3 same, - 0 refused
    Imported reps: + 0 created, ~ 0 updated, = 5 same, - 0 refused
    Imported policies: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    Imported queues: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    Imported accounts: + 0 created, ~ 0 updated, = 13 same, - 0 refused
    Imported contacts: + 0 created, ~ 0 updated, = 19 same, - 0 refused
    Imported assignments: + 0 created, ~ 0 updated, = 20 same, - 0 refused
    Imported contracts: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    Imported tickets: + 0 created, ~ 0 updated, = 25 same, - 0 refused
    Imported events: + 0 created, ~ 0 updated, = 107 same, - 0 refused
    Imported notices: + 0 created, ~ 0 updated, = 8 same, - 0 refused
    Imported deliveries: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported runs: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    Imported products: + 0 created, ~ 0 updated, = 5 same, - 0 refused
    Imported product-documents: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    Imported assortment: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    Imported warehouses: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    Imported stock: + 0 created, ~ 0 updated, = 5 same, - 0 refused
    Imported incoming: + 0 created, ~ 0 updated, = 4 same, - 0 refused
    Imported price-lists: + 0 created, ~ 0 updated, = 6 same, - 0 refused
    Imported price-list-for: + 0 created, ~ 0 updated, = 6 same, - 0 refused
    Imported prices: + 0 created, ~ 0 updated, = 11 same, - 0 refused
    Imported discounts: + 0 created, ~ 0 updated, = 3 same, - 0 refused
    Imported order-templates: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported order-template-lines: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quotes: + 0 created, ~ 0 updated, = 5 same, - 0 refused
    Imported quote-revisions: + 0 created, ~ 0 updated, = 4 same, - 0 refused
    Imported quote-lines: + 0 created, ~ 0 updated, = 9 same, - 0 refused
    Imported quote-offers: + 0 created, ~ 0 updated, = 11 same, - 0 refused
    Imported quote-events: + 0 created, ~ 0 updated, = 13 same, - 0 refused
    Imported quote-evidence: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    Imported orders: + 0 created, ~ 0 updated, = 3 same, - 0 refused
    Imported order-lines: + 0 created, ~ 0 updated, = 4 same, - 0 refused
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
    Imported credit-changes: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    Imported credit-overrides: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0
    ");
}

#[test]
fn a_copy_is_the_same_row_by_row_whatever_it_was_written_as() {
    for format in ["csv", "plain", "jsonl"] {
        let desk = busy();
        let differences = copied::differences(&desk.path("desk.db"), MORNING, format);
        assert!(differences.is_empty(), "{format}: {}", differences.join("\n"));
    }
}

#[test]
fn workbooks_make_the_same_desk_too_and_midnight_is_an_instant() {
    let mut desk = busy();
    desk.at("2026-01-16T00:00:00Z").quietly("ticket reply T5 -m 'On its way'");
    let differences = copied::differences(&desk.path("desk.db"), "2026-01-16T00:00:00Z", "xlsx");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// The sample, with some of everything that a desk can hold.
fn busy() -> Desk {
    let desk = Desk::sample();
    desk.write("hostile.txt", HOSTILE);
    desk.quietly(
        "rep edit tom --region '=1+1' --away-from 2026-02-01 --away-to 2026-02-14
         rep queue new help@adriafluid.example --team inside --region Italy --segment b2b
         account contract add URALMET C-1 --starts 2026-01-01 --ends 2026-12-31 --policy tier-1 --fee 1200
         account contract end C-1 --on 2026-06-30
         account edit LEVANTE --tier 1
         account edit BALTIC --currency KWD --credit-limit 1.234
         account assign LEVANTE tom
         account contact add LEVANTE --name 'Pepe \"el Largo\"'
         ticket new --account FERRARIS --category other '+39 call back' -m 'Please call' --queue help@adriafluid.example
         ticket reply T1 -F hostile.txt
         ticket note T1 -m \"'=already guarded\"
         account contact erase P4 --yes
         ticket resolve T3
         ticket merge T25 --into T1
         ticket link T4 order SO-1
         sla check",
    );
    quote(&desk);
    desk
}

/// Quotes as they come, and what became of them.
fn quote(desk: &Desk) {
    stock_up(desk);
    desk.write("letter.eml", HOSTILE.repeat(300));
    desk.write("erp.csv", "external_id,account,subject,created_at\nAN-1,FERRARIS,'=Valves,2026-01-10T09:00:00Z\n");
    desk.write("orders.csv", "number,account,ordered_at,quote\nSO-9,FERRARIS,2026-01-13T09:00:00Z,AN-1\n");
    desk.quietly(
        "import quotes erp.csv --source erp
         import orders orders.csv --source erp
         quote request --ticket T2 -F hostile.txt
         quote new Q2 BV-20=100,500 HOSE-10=2.5
         quote line Q2 BV-26=5
         quote line Q2 HOSE-10=12.5
         quote edit Q2 --freight 12.50 --note '=1+1'
         quote send Q2
         quote revise Q2 --reason 'They want fewer'
         quote send Q2
         quote accept Q2 --pick 1=100 --po PO-7 --evidence letter.eml
         quote convert Q2 --partial 1=30
         quote convert Q2 --backorder
         quote request LEVANTE -s Pumps
         quote cancel Q3 --reason 'Asked twice'
         quote new LEVANTE BV-20=10
         quote send Q4
         quote decline Q4 --lost price
         quote new LEVANTE BV-26=10
         quote line Q5 --text 'Tooling, \"as agreed\"' --qty 1@50",
    );
}

/// What spreadsheets run, terminals obey and readers trip over.
const HOSTILE: &str =
    "=HYPERLINK(\"http://x\";\"y\")\r\nsecond, line; \"quoted\"\n\n\ttab\u{1b}[31m\u{202e}👩‍👩‍👧 \u{feff}é'\u{7f}";
