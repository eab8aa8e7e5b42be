//! Quotes where accounts, tickets, orders and products are looked at, and where people are forgotten.

use insta::assert_snapshot;

use crate::harness::Desk;
use crate::shop::shop;

/// A desk with quotes of all sorts for Ferraris.
fn quoted() -> Desk {
    let desk = shop();
    desk.write("order.eml", "From: Anna Bianchi\n\nWe take them, says Anna\n");
    desk.quietly(
        "quote request --ticket T1 -m 'Anna needs 100 valves'
         quote new Q1 BV-20=100,500
         quote send Q1
         quote new FERRARIS BV-20=200
         quote send Q2
         quote accept Q2 --by anna.bianchi@ferraris.example --po PO-77 --reason 'Anna rang' --evidence order.eml
         quote convert Q2 --partial 1=50
         quote new FERRARIS HOSE-10=20
         quote new FERRARIS BV-26=10
         quote send Q4
         quote decline Q4 --lost price",
    );
    desk
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn an_account_a_ticket_and_an_order_show_their_quotes() {
    let desk = quoted();
    assert_snapshot!(desk.run("
        account show FERRARIS -O table
        account show FERRARIS --as anna.bianchi@ferraris.example -O table
        account timeline FERRARIS --since -1d -O table
        ticket show T1 -c quotes
        order show O1 -O table
    "), @"
    $ desk account show FERRARIS -O table
    FERRARIS Officine Ferraris S.p.A.
      tier            1
      status          active
      segment         b2b
      credit          250000.00 EUR
      reps            giulia (primary), irene (backup)
      owes            601.40 EUR; 249398.60 EUR left to buy for
      orders          about 601.40 EUR, last 2026-01-15 09:00 +00:00
      terms           NET60
      currency        EUR
      region          Italy
      sector          Machine tools
      below it        FERRARIS-SUD
      time zone       Europe/Rome
      language        it
      customer since  2014-03-01
      tags            key

    Contacts
      ID  NAME          EMAIL                          PHONE  FUNCTION
      P1  Anna Bianchi  anna.bianchi@ferraris.example  -      purchasing
      P2  Marco Riva    marco.riva@ferraris.example    -      technical
      P3  Paola Serra   paola.serra@ferraris.example   -      finance

    Latest orders
      ORDER  ORDERED                  STATE   PO          TOTAL
      O1     2026-01-15 09:00 +00:00  placed  PO-77  601.40 EUR

    Open quotes
      ID  SUBJECT                                 STATUS          TOTAL  UNTIL
      Q3  Quote for Officine Ferraris S.p.A.      draft       62.08 EUR  2026-02-14
      Q2  Quote for Officine Ferraris S.p.A.      accepted  2405.60 EUR  2026-02-14
      Q1  Ordine SO-4471 in ritardo, linea ferma  sent      1244.02 EUR  2026-02-14

    Open tickets
      ID   SUBJECT     PRIORITY  STATUS  SLA       DUE                        REP
      T1   !! Ordine…  urgent    new     AT RISK   2026-01-15 09:15 +00:00 !  giulia
      T24  Conferma…   normal    new     on track  2026-01-15 10:40 +00:00    giulia
      T7   Fattura 2…  normal    open    on track  2026-01-15 10:50 +00:00    irene
    exit 0

    $ desk account show FERRARIS --as anna.bianchi@ferraris.example -O table
    FERRARIS Officine Ferraris S.p.A.
      status          active
      segment         b2b
      credit          250000.00 EUR
      reps            giulia (primary), irene (backup)
      terms           NET60
      currency        EUR
      time zone       Europe/Rome
      language        it
      customer since  2014-03-01

    Contacts
      ID  NAME          EMAIL                          PHONE  FUNCTION
      P1  Anna Bianchi  anna.bianchi@ferraris.example  -      purchasing
      P2  Marco Riva    marco.riva@ferraris.example    -      technical
      P3  Paola Serra   paola.serra@ferraris.example   -      finance

    Open quotes
      ID  SUBJECT                                 STATUS          TOTAL  UNTIL
      Q2  Quote for Officine Ferraris S.p.A.      accepted  2405.60 EUR  2026-02-14
      Q1  Ordine SO-4471 in ritardo, linea ferma  sent      1244.02 EUR  2026-02-14

    Open tickets
      ID   SUBJECT     PRIORITY  STATUS  SLA       DUE                        REP
      T1   !! Ordine…  urgent    new     AT RISK   2026-01-15 09:15 +00:00 !  giulia
      T24  Conferma…   normal    new     on track  2026-01-15 10:40 +00:00    giulia
      T7   Fattura 2…  normal    open    on track  2026-01-15 10:50 +00:00    irene
    exit 0

    $ desk account timeline FERRARIS --since -1d -O table
    WHEN                   WHAT            NUMBER  ABOUT                      AMOUNT
    2026-01-15 09:00 +00…  quote wanted    Q1      Ordine SO-4471 in r…            -
    2026-01-15 09:00 +00…  quote sent      Q1      until 2026-02-14      1244.02 EUR
    2026-01-15 09:00 +00…  quote sent      Q2      until 2026-02-14      2405.60 EUR
    2026-01-15 09:00 +00…  quote sent      Q4      until 2026-02-14       157.14 EUR
    2026-01-15 09:00 +00…  quote accepted  Q2      PO-77                 2405.60 EUR
    2026-01-15 09:00 +00…  quote declined  Q4      price                  157.14 EUR
    2026-01-15 09:00 +00…  order           O1      PO-77                  601.40 EUR
    2026-01-15 08:40 +00…  ticket          T24     Conferma d’ordine S…            -
    2026-01-15 08:15 +00…  ticket          T1      Ordine SO-4471 in r…            -
    exit 0

    $ desk ticket show T1 -c quotes
    field	value
    quotes.0.id	Q1
    quotes.0.account	FERRARIS
    quotes.0.account_name	Officine Ferraris S.p.A.
    quotes.0.subject	Ordine SO-4471 in ritardo, linea ferma
    quotes.0.status	sent
    quotes.0.revision	1
    quotes.0.open_revision	
    quotes.0.total	1244.02 EUR
    quotes.0.valid_until	2026-02-14
    quotes.0.rep	giulia
    quotes.0.requested_at	2026-01-15T09:00:00Z
    quotes.0.sent_at	2026-01-15T09:00:00Z
    quotes.0.lost	
    quotes.0.ticket	T1
    quotes.0.created_at	2026-01-15T09:00:00Z
    exit 0

    $ desk order show O1 -O table
    O1 FERRARIS Officine Ferraris S.p.A.
      status    open
      po        PO-77
      quote     Q2
      ordered   2026-01-15, taken by giulia
      terms     NET60
      subtotal  601.40 EUR
      total     601.40 EUR

    Lines
      LINE  PRODUCT                  QTY  SHIPPED  LEFT  BY   PRICE  AMOUNT
         1  BV-20 Ball valve 3/4 in   50        0    50   -  12.028  601.40
    exit 0
    ");
}

#[test]
fn what_was_offered_before_is_told_to_whoever_asks() {
    let mut desk = quoted();
    assert_snapshot!(desk.run("
        ask FERRARIS BV-20 500 -O table
        ask FERRARIS BV-20 500 --json=offers
        ask LEVANTE BV-20 500 --json=offers
    "), @r#"
    $ desk ask FERRARIS BV-20 500 -O table
    FERRARIS: 500 piece BV-20 Ball valve 3/4 in
      price    11.78 EUR each
      for all  5890.00 EUR
      by       5% BIG-5, FERRARIS
      mind     from 1000 on (+500) a unit costs 11.2575 EUR, 4.4% less
      quoted   Q1 offers 100 at 12.44025 EUR until 2026-02-14
      quoted   Q1 offers 500 at 11.78 EUR until 2026-02-14
      stock    140 piece now; nobody knows when there is more
      as of    2026-01-14 18:00 +00:00
      mind     500 more are on their way; nobody knows when they come
      may buy  yes, 243508.60 EUR left after it

    On order
      ORDER  LINE  ORDERED  TO COME  PROMISED
      O1        1       50       50  -
    exit 0

    $ desk ask FERRARIS BV-20 500 --json=offers
    {
      "offers": [
        {
          "quote": "Q1",
          "quantity": 100,
          "unit_price": {
            "amount": "12.44025",
            "currency": "EUR"
          },
          "valid_until": "2026-02-14"
        },
        {
          "quote": "Q1",
          "quantity": 500,
          "unit_price": {
            "amount": "11.78",
            "currency": "EUR"
          },
          "valid_until": "2026-02-14"
        }
      ]
    }
    exit 0

    $ desk ask LEVANTE BV-20 500 --json=offers
    {
      "offers": []
    }
    exit 0
    "#);
    desk.at("2026-03-01T09:00:00Z");
    assert_snapshot!(desk.run("ask FERRARIS BV-20 500 --json=offers"), @r#"
    $ desk ask FERRARIS BV-20 500 --json=offers
    {
      "offers": []
    }
    exit 0
    "#);
}

#[test]
fn two_orders_of_one_quote_share_their_number_and_no_warning() {
    let desk = quoted();
    assert_snapshot!(desk.run("quote convert Q2 --backorder\norder show O1 -O table -c po_number,same_po_number,quote"), @"
    $ desk quote convert Q2 --backorder
    --- stderr
    Placed O2 of Q2, revision 1: 1 line, 1804.20 EUR
      line 1: 140 of 150 BV-20 are there, all of it on 2026-01-26
    exit 0

    $ desk order show O1 -O table -c po_number,same_po_number,quote
    po_number       PO-77
    same_po_number
    quote           Q2
    exit 0
    ");
}

#[test]
fn who_is_forgotten_is_forgotten_in_quotes_too() {
    let desk = quoted();
    desk.quietly("ticket edit T1 --priority low\nquote request FERRARIS --contact P1 -s Pumps -m 'Anna again'");
    assert_snapshot!(desk.run("
        account contact erase anna.bianchi@ferraris.example --yes
        quote history Q2 -O table
        quote show Q5 -O table
        export quote-evidence
        check --full
    "), @"
    $ desk account contact erase anna.bianchi@ferraris.example --yes
    --- stderr
    Erased P1 of FERRARIS, and 6 messages
    exit 0

    $ desk quote history Q2 -O table
    WHEN                     REV  WHAT        BY      CONTACT  NOTE      EVIDENCE
    2026-01-15 09:00 +00:00    1  draft       giulia  -        -         -
    2026-01-15 09:00 +00:00    1  send        giulia  -        -         -
    2026-01-15 09:00 +00:00    1  accept      giulia  P1       (erased)  (erased)
    2026-01-15 09:00 +00:00    1  part-order  giulia  -        O1        -
    exit 0

    $ desk quote show Q5 -O table
    Q5 FERRARIS Officine Ferraris S.p.A.
      status   requested
      subject  Pumps
      contact  (erased) (P1)
      rep      giulia
      asked    2026-01-15 09:00 +00:00
      answer   2026-01-15 11:00 +00:00

    They ask
      (erased)
    exit 0

    $ desk export quote-evidence
    quote,event,name,sha256,part,parts,content
    Q2,3,(erased),e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855,1,1,
    exit 0

    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0
    ");
    desk.quietly("audit verify");
    for name in ["desk.db", "desk.db-wal"] {
        let bytes = std::fs::read(desk.path(name)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for word in ["Anna again", "says Anna"] {
            assert!(!text.contains(word), "`{word}` is still in {name}");
        }
    }
}
