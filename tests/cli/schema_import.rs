//! `desk schema import`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn the_kinds_and_the_columns_of_one_are_listed() {
    let desk = Desk::nowhere();
    assert_snapshot!(desk.run("schema import -O table\nschema import reps -O table"), @"
    $ desk schema import -O table
    KIND                  COLUMNS  REQUIRED
    teams                       1  name
    reps                       13  handle
    policies                    7  number applied_at applies_to policy
    queues                      4  address
    accounts                   22  code name
    contacts                   14
    assignments                 5  account role rep from
    contracts                  19  number account starts
    tickets                    26  external_id account subject created_at
    events                     23  external_id kind at
    messages                   10  external_id at by body
    notices                     9  id ticket_id metric number level version at dete…
    deliveries                 10  id key channel message state attempts
    runs                        7  id first_at last_at runs findings delivered fail…
    products                   16  sku name
    product-documents           6  sku kind title location
    assortment                  5  effect
    warehouses                  2  code
    stock                       5  sku warehouse on_hand
    incoming                    6  sku warehouse quantity
    price-lists                 8  code name currency
    price-list-for              8  list
    prices                     12  list sku
    discounts                  11  code kind
    order-templates            10  account name every next_on
    order-template-lines        3  template sku quantity
    quotes                     16  subject
    quote-revisions            22  quote revision status valid_until
    quote-lines                14  quote revision line
    quote-offers                8  quote revision line quantity unit_price
    quote-events                8  quote at action
    quote-evidence              7  quote event name sha256
    orders                     26  number ordered_at
    order-lines                16  order line quantity unit_price
    order-promises              6  order line promised at
    order-revisions            11  order revision change at rep reason field
    shipments                   9  number order
    returns                    14  order status reason requested_at
    return-lines                6  return line quantity
    return-events               5  return at status
    invoices                   16  number issued_at
    invoice-lines              10  invoice line quantity unit_price
    instalments                 3  invoice due amount
    payments                   10  number amount received_at
    allocations                 5  invoice amount
    disputes                   13  id invoice about amount status opened_at
    credit-changes              7  account at hold_before hold_after
    credit-overrides            9  id account amount despite_hold reason rep at exp…
    exit 0

    $ desk schema import reps -O table
    COLUMN       REQUIRED  HOLDS              EXAMPLE
    external_id  -         an id              17
    source       -         a source           zendesk
    handle       yes       a code             giulia
    name         -         a line of text     Giulia Conti
    email        -         an e-mail address  giulia@supplier.example
    os_user      -         a line of text     gconti
    role         -         a staff role       agent
    team         -         a team's name      inside
    region       -         a line of text     Italy
    calendar     -         a calendar's name  office
    away_from    -         a date             2026-08-10
    away_to      -         a date             2026-08-21
    active       -         a yes or no        yes
    exit 0
    ");
}

#[test]
fn programs_are_told_the_same() {
    let desk = Desk::nowhere();
    assert_snapshot!(desk.run("schema import teams --json=column,required,key,holds,example"), @r#"
    $ desk schema import teams --json=column,required,key,holds,example
    [
      {
        "column": "name",
        "required": true,
        "key": true,
        "holds": "a code",
        "example": "logistics"
      }
    ]
    exit 0
    "#);
}

#[test]
fn a_kind_that_is_none_is_refused() {
    assert_snapshot!(Desk::nowhere().run("schema import ticket"), @"
    $ desk schema import ticket
    --- stderr
    error: `ticket` is not a kind, expected one of teams, reps, policies, queues, accounts, contacts, assignments, contracts, tickets, events, messages, notices, deliveries, runs, products, product-documents, assortment, warehouses, stock, incoming, price-lists, price-list-for, prices, discounts, order-templates, order-template-lines, quotes, quote-revisions, quote-lines, quote-offers, quote-events, quote-evidence, orders, order-lines, order-promises, order-revisions, shipments, returns, return-lines, return-events, invoices, invoice-lines, instalments, payments, allocations, disputes, credit-changes, credit-overrides; did you mean `tickets`?
    exit 2
    ");
}
