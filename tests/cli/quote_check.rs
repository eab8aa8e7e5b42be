//! `desk check`: quotes whose parts say different things.

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::harness::Desk;
use crate::shop::shop;

/// A desk with a quote that was sent, one that was ordered in part, and a request that came to nothing; then somebody
/// meddled with it.
fn meddled(sql: &str) -> Desk {
    let desk = shop();
    desk.quietly(
        "quote new FERRARIS BV-20=100,500
         quote send Q1
         quote new FERRARIS BV-20=200
         quote send Q2
         quote accept Q2
         quote convert Q2 --partial 1=50 --backorder
         quote request FERRARIS -s Pumps
         quote cancel Q3 --reason 'Asked twice'",
    );
    let file = Connection::open(desk.path("desk.db")).unwrap();
    file.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON").unwrap();
    file.execute_batch(sql).unwrap();
    desk
}

#[test]
fn sound_quotes_are_said_to_be_sound() {
    assert_snapshot!(meddled("").run("check --full"), @"
    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0
    ");
}

#[test]
fn where_a_quote_stands_is_held_against_its_log() {
    let desk = meddled(
        "UPDATE quote_revision SET status = 'draft', sent_at = NULL WHERE quote_id = 1;
         DELETE FROM quote_event WHERE quote_id = 2 AND action = 'send';
         UPDATE quote SET cancelled_at = NULL WHERE id = 3;",
    );
    assert_snapshot!(desk.run("check -O table\ncheck --full -O table --wide\ncheck --repair -O table"), @"
    $ desk check -O table
    --- stderr
    Nothing is wrong with desk.db; --full looks closer
    exit 0

    $ desk check --full -O table --wide
    OBJECT  FINDING                                                              KIND   REMEDY
    Q1      revision 1 is draft, its log says sent                               quote  restore
    Q2      what the log of revision 1 tells cannot have happened in that order  quote  restore
    Q3      the request goes on, its log says cancelled                          quote  restore
    --- stderr
    Cannot be repaired: Q1, Q2, Q3; desk restore BACKUP
    exit 1

    $ desk check --repair -O table
    OBJECT  FINDING
    Q1      revision 1 is draft, its log says sent
    Q2      what the log of revision 1 tells cannot have happened in that order
    Q3      the request goes on, its log says cancelled
    --- stderr
    Cannot be repaired: Q1, Q2, Q3; desk restore BACKUP
    exit 1
    ");
    let desk = meddled(
        "UPDATE quote_revision SET sent_at = NULL WHERE quote_id = 1;
         UPDATE quote_revision SET closed_at = NULL WHERE quote_id = 2;
         DELETE FROM quote_event WHERE quote_id = 3;
         INSERT INTO quote (account_id, subject, priority, tier, created_at) VALUES (1, 'Pumps', 'normal', 1, 0);
         INSERT INTO quote_revision (quote_id, number, status, author_id, currency, valid_until, freight, freight_tax, net,
           tax, total, created_at) VALUES (4, 1, 'draft', 1, 'EUR', '2026-02-01', 0, 0, 0, 0, 0, 0);",
    );
    assert_snapshot!(desk.run("check --full -O table"), @"
    $ desk check --full -O table
    OBJECT  FINDING
    Q1      `sent_at` of revision 1 is missing, and what is sent was sent some time
    Q2      `closed_at` of revision 1 is missing, and what is accepted came to an e…
    Q3      the request is cancelled, its log does not say so
    Q4      revision 1 has no log
    --- stderr
    Cannot be repaired: Q1, Q2, Q3, Q4; desk restore BACKUP
    exit 1
    ");
}

#[test]
fn what_a_quote_comes_to_is_derived_anew_and_repaired() {
    let desk = meddled(
        "UPDATE quote_revision SET net = net + 100, total = total + 100 WHERE quote_id = 1;
         UPDATE quote_revision SET total = total + 1 WHERE quote_id = 2;",
    );
    assert_snapshot!(desk.run("
        check --full -O table --wide
        check --repair -O table
        check --full
    "), @"
    $ desk check --full -O table --wide
    OBJECT  FINDING                                                                           KIND   REMEDY
    Q1      revision 1: net 1245.02 EUR, not 1244.02 EUR; total 1245.02 EUR, not 1244.02 EUR  total  --repair
    Q2      revision 1: total 2405.61 EUR, not 2405.60 EUR                                    total  --repair
    --- stderr
    Can be repaired: Q1, Q2; desk check --repair
    exit 1

    $ desk check --repair -O table
    OBJECT  FINDING
    Q1      revision 1: net 1245.02 EUR, not 1244.02 EUR; total 1245.02 EUR, not 12…
    Q2      revision 1: total 2405.61 EUR, not 2405.60 EUR
    --- stderr
    Repaired: Q1, Q2
    exit 0

    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0
    ");
}

#[test]
fn one_revision_counts_and_no_more_is_ordered_than_was_taken() {
    let another = "INSERT INTO quote_revision (quote_id, number, status, author_id, currency, valid_until, freight,
        freight_tax, net, tax, total, created_at, sent_at) SELECT quote_id, number + 1, status, author_id, currency,
        valid_until, freight, freight_tax, 0, 0, 0, created_at, sent_at FROM quote_revision WHERE quote_id = 1;
        INSERT INTO quote_event (quote_id, revision, at, action) SELECT quote_id, 2, at, action FROM quote_event
        WHERE quote_id = 1;";
    let desk = meddled(&format!(
        "DROP INDEX quote_revision_current; {another} UPDATE order_line SET quantity = 250000 WHERE offer_id IS NOT NULL;"
    ));
    assert_snapshot!(desk.run("check --full -O table"), @"
    $ desk check --full -O table
    OBJECT                        FINDING
    index quote_revision_current  is missing
    Q1                            revisions 1 (sent), 2 (sent) count, one may
    Q2                            of line 1 of revision 1, 250 were ordered, 200 ta…
    --- stderr
    Cannot be repaired: index quote_revision_current, Q1, Q2; desk restore BACKUP
    exit 1
    ");
    let desk = meddled("UPDATE quote_offer SET picked = 0;");
    assert_snapshot!(desk.run("check --full -O table"), @"
    $ desk check --full -O table
    OBJECT  FINDING
    Q2      of line 1 of revision 1, 50 were ordered, none taken
    --- stderr
    Cannot be repaired: Q2; desk restore BACKUP
    exit 1
    ");
}
