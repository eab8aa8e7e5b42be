//! `desk import`: quotes, what was offered with them, and what happened to them.

use insta::assert_snapshot;

use crate::harness::Desk;
use crate::shop::shop;

const QUOTES: &str = "external_id,account,contact,rep,subject,requested_at\n\
    AN-1,FERRARIS,anna.bianchi@ferraris.example,giulia,Valves for line 3,2026-01-10T09:00:00Z\n";
const REVISIONS: &str = "quote,revision,status,valid_until,freight,sent_at,total\n\
    AN-1,1,sent,2026-02-10,50,2026-01-10T15:00:00Z,1340.00\n";
const LINES: &str = "quote,revision,line,sku,description,quantity,unit_price\n\
    AN-1,1,1,BV-20,,100,12.40\nAN-1,1,2,,Tooling,1,50\n";

/// A desk, and what an ERP says of a quote in a folder.
fn told() -> Desk {
    let desk = shop();
    desk.write("in/quotes.csv", QUOTES).write("in/quote-revisions.csv", REVISIONS).write("in/quote-lines.csv", LINES);
    desk
}

pub(crate) fn imported() -> Desk {
    let desk = told();
    desk.quietly("import in --source erp");
    desk
}

#[test]
fn a_quote_that_comes_without_its_log_stands_as_its_row_says() {
    let desk = told();
    assert_snapshot!(desk.run("
        import in --source erp
        import in --source erp
        quote show Q1 -O table
        quote history Q1 -O table
        check --full
        quote accept Q1
        import in --source erp
    "), @"
    $ desk import in --source erp
    --- stderr
    Imported quotes: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-revisions: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-lines: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import in --source erp
    --- stderr
    Imported quotes: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    Imported quote-revisions: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    Imported quote-lines: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    exit 0

    $ desk quote show Q1 -O table
    Q1 FERRARIS Officine Ferraris S.p.A.
      status   sent
      subject  Valves for line 3
      contact  Anna Bianchi (P1)
      rep      giulia
      asked    2026-01-10 09:00 +00:00

    Revision 1, sent
      valid until  2026-02-10
      written by   giulia

    Lines, in EUR
      LINE  PRODUCT                  QTY  PRICE  OFF  MARGIN   AMOUNT
         1  BV-20 Ball valve 3/4 in  100  12.40    -       -  1240.00
         2  Tooling                    1  50.00    -       -    50.00

    It comes to
      net      1290.00 EUR
      freight  50.00 EUR
      total    1340.00 EUR
    exit 0

    $ desk quote history Q1 -O table
    WHEN                     REV  WHAT   BY      CONTACT  NOTE  EVIDENCE
    2026-01-10 15:00 +00:00    1  draft  giulia  -        -     -
    2026-01-10 15:00 +00:00    1  send   -       -        -     -
    exit 0

    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0

    $ desk quote accept Q1
    --- stderr
    Accepted Q1, revision 1 (accepted): 2 lines, 1340.00 EUR
    exit 0

    $ desk import in --source erp
    --- stderr
    Imported quotes: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    Imported quote-revisions: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    Imported quote-lines: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    exit 0
    ");
}

#[test]
fn a_log_leads_where_the_row_says_and_brings_it_on_when_it_grows() {
    let desk = told();
    let head = "quote,number,revision,at,action,rep,contact,note\n";
    let first = "AN-1,1,1,2026-01-10T10:00:00Z,draft,giulia,,\nAN-1,2,1,2026-01-10T15:00:00Z,send,giulia,,\n";
    let later = "AN-1,3,1,2026-01-12T08:00:00Z,accept,giulia,anna.bianchi@ferraris.example,By phone\n";
    desk.write("in/quote-events.csv", format!("{head}{first}"));
    desk.write("quote-events.csv", format!("{head}{first}{later}"));
    desk.write("gap.csv", format!("{head}AN-1,5,1,2026-01-12T08:00:00Z,cancel,,,\n"));
    desk.write("rewritten.csv", format!("{head}AN-1,2,1,2026-01-10T15:00:00Z,decline,giulia,,\n"));
    desk.write("unlikely.csv", format!("{head}AN-1,4,1,2026-01-12T08:00:00Z,approve,giulia,,\n"));
    desk.write("request.csv", format!("{head}AN-1,4,,2026-01-12T08:00:00Z,send,giulia,,\n"));
    assert_snapshot!(desk.run("
        import in --source erp
        import quote-events quote-events.csv --source erp
        import quote-events quote-events.csv --source erp
        quote list --all -c id,status,revision,total
        quote history Q1 -O table
        import quote-events gap.csv --source erp
        import quote-events rewritten.csv --source erp
        import quote-events unlikely.csv --source erp
        import quote-events request.csv --source erp
        check --full
    "), @"
    $ desk import in --source erp
    --- stderr
    Imported quotes: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-revisions: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-lines: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-events: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import quote-events quote-events.csv --source erp
    --- stderr
    Imported quote-events: + 1 created, ~ 0 updated, = 2 same, - 0 refused
    exit 0

    $ desk import quote-events quote-events.csv --source erp
    --- stderr
    Imported quote-events: + 0 created, ~ 0 updated, = 3 same, - 0 refused
    exit 0

    $ desk quote list --all -c id,status,revision,total
    id	status	revision	total
    Q1	accepted	1	1340.00 EUR
    exit 0

    $ desk quote history Q1 -O table
    WHEN                     REV  WHAT    BY      CONTACT  NOTE      EVIDENCE
    2026-01-10 10:00 +00:00    1  draft   giulia  -        -         -
    2026-01-10 15:00 +00:00    1  send    giulia  -        -         -
    2026-01-12 08:00 +00:00    1  accept  giulia  P1       By phone  -
    exit 0

    $ desk import quote-events gap.csv --source erp
    --- stderr
    error: gap.csv:2: column `number`: `5` leaves a gap: the log of Q1 ends with 3
    exit 5

    $ desk import quote-events rewritten.csv --source erp
    --- stderr
    error: rewritten.csv:2: column `number`: `2` is an event that came before and said something else; what happened is not rewritten
    exit 5

    $ desk import quote-events unlikely.csv --source erp
    --- stderr
    error: what `quote-events` tell of revision 1 of Q1 cannot have happened in that order
    exit 4

    $ desk import quote-events request.csv --source erp
    --- stderr
    error: request.csv:2: column `revision`: is missing, and a request is never sent
    exit 5

    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0
    ");
}

/// Writes what an ERP says of revisions, one file a line: its name and its row.
fn revisions(desk: &Desk, rows: &[(&str, &str)]) -> String {
    let head = "quote,revision,status,valid_until,freight,sent_at,closed_at,total,lost";
    let write = |(name, row): &(&str, &str)| {
        desk.write(&format!("{name}.csv"), format!("{head}\n{row}\n"));
        format!("import quote-revisions {name}.csv --source erp\n")
    };
    rows.iter().map(write).collect()
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn what_was_sent_stays_and_of_several_revisions_one_counts() {
    let desk = imported();
    let lines = revisions(
        &desk,
        &[
            ("cheaper", "AN-1,1,sent,2026-02-10,40,2026-01-10T15:00:00Z,,,"),
            ("longer", "AN-1,1,sent,2026-03-10,50,2026-01-10T15:00:00Z,,,"),
            ("back", "AN-1,1,draft,2026-02-10,50,,,,"),
            ("unsent", "AN-1,1,accepted,2026-02-10,50,2026-01-10T15:00:00Z,,,"),
            ("future", "AN-1,1,accepted,2026-02-10,50,2026-01-10T15:00:00Z,2027-01-01T00:00:00Z,,"),
            ("why", "AN-1,1,accepted,2026-02-10,50,2026-01-10T15:00:00Z,2026-01-12T00:00:00Z,,price"),
            ("second", "AN-1,2,sent,2026-02-10,50,2026-01-11T15:00:00Z,,,"),
            ("early", "AN-1,2,draft,2026-02-10,50,2026-01-11T15:00:00Z,,,"),
            ("late", "AN-1,2,sent,2026-02-10,50,,,,"),
            ("nobody", "AN-9,1,sent,2026-02-10,50,2026-01-11T15:00:00Z,,,"),
            ("nought", "AN-1,0,draft,2026-02-10,,,,,"),
            ("draft", "AN-1,2,draft,2026-02-10,50,,,50,"),
            ("rival", "AN-1,3,in-review,2026-02-10,50,,,,"),
            ("lost", "AN-1,1,declined,2026-02-10,50,2026-01-10T15:00:00Z,2026-01-12T00:00:00Z,1340,price"),
        ],
    );
    assert_snapshot!(desk.run(&lines), @"
    $ desk import quote-revisions cheaper.csv --source erp
    --- stderr
    error: cheaper.csv:2: column `freight`: `40` was sent otherwise; what was sent never changes, the next revision says something else
    exit 5

    $ desk import quote-revisions longer.csv --source erp
    --- stderr
    error: longer.csv:2: column `valid_until`: `2026-03-10` was sent otherwise; what was sent never changes, the next revision says something else
    exit 5

    $ desk import quote-revisions back.csv --source erp
    --- stderr
    error: back.csv:2: column `status`: `draft` is where no way leads from sent, as it stands at this desk
    exit 5

    $ desk import quote-revisions unsent.csv --source erp
    --- stderr
    error: unsent.csv:2: column `closed_at`: is missing, and what is accepted came to an end
    exit 5

    $ desk import quote-revisions future.csv --source erp
    --- stderr
    error: future.csv:2: column `closed_at`: `2027-01-01T00:00:00Z` lies in the future: it is 2026-01-15T09:00:00Z now
    exit 5

    $ desk import quote-revisions why.csv --source erp
    --- stderr
    error: why.csv:2: column `lost`: `price` is why it was declined, and it is accepted
    exit 5

    $ desk import quote-revisions second.csv --source erp
    --- stderr
    error: second.csv:2: column `status`: `sent` goes with no other that counts, and revision 1 of Q1 is sent
    exit 5

    $ desk import quote-revisions early.csv --source erp
    --- stderr
    error: early.csv:2: column `sent_at`: `2026-01-11T15:00:00Z` is told, and what is draft was not sent yet
    exit 5

    $ desk import quote-revisions late.csv --source erp
    --- stderr
    error: late.csv:2: column `sent_at`: is missing, and what is sent was sent some time
    exit 5

    $ desk import quote-revisions nobody.csv --source erp
    --- stderr
    error: nobody.csv:2: column `quote`: `AN-9` is no quote of this desk, and the id of none from this source
    exit 5

    $ desk import quote-revisions nought.csv --source erp
    --- stderr
    error: nought.csv:2: column `revision`: `0` is no revision: they are counted from 1
    exit 5

    $ desk import quote-revisions draft.csv --source erp
    --- stderr
    Imported quote-revisions: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import quote-revisions rival.csv --source erp
    --- stderr
    error: rival.csv:2: column `status`: `in-review` goes with no other that is being worked on, and revision 2 of Q1 is draft
    exit 5

    $ desk import quote-revisions lost.csv --source erp
    --- stderr
    Imported quote-revisions: + 0 created, ~ 1 updated, = 0 same, - 0 refused
    exit 0
    ");
    desk.write("quote-lines.csv", LINES.replace("12.40", "12.30"))
        .write("more.csv", LINES.replace("AN-1,1,2", "AN-1,1,3"));
    desk.write("quote-offers.csv", "quote,revision,line,quantity,unit_price\nAN-1,1,1,500,11.90\n");
    assert_snapshot!(desk.run("
        import quote-lines quote-lines.csv --source erp
        import quote-lines more.csv --source erp
        import quote-offers quote-offers.csv --source erp
        quote list --all -c id,status,revision,open_revision,total,lost
        check --full
    "), @"
    $ desk import quote-lines quote-lines.csv --source erp
    --- stderr
    error: quote-lines.csv:2: column `quantity`: `100` was sent otherwise; what was sent never changes, the next revision says something else
    exit 5

    $ desk import quote-lines more.csv --source erp
    --- stderr
    error: more.csv:3: column `line`: `3` was sent otherwise; what was sent never changes, the next revision says something else
    exit 5

    $ desk import quote-offers quote-offers.csv --source erp
    --- stderr
    error: quote-offers.csv:2: column `quantity`: `500` was sent otherwise; what was sent never changes, the next revision says something else
    exit 5

    $ desk quote list --all -c id,status,revision,open_revision,total,lost
    id	status	revision	open_revision	total	lost
    Q1	draft	2		50.00 EUR	
    exit 0

    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0
    ");
}

#[test]
fn what_does_not_add_up_is_refused_with_both_figures() {
    let desk = told();
    desk.write("in/quote-revisions.csv", REVISIONS.replace("1340.00", "1304.00"));
    assert_snapshot!(desk.run("import in --source erp"), @"
    $ desk import in --source erp
    --- stderr
    error: the total of revision 1 of Q1 is said to be 1304.00 EUR, and comes to 1340.00 EUR
    exit 4
    ");
    let accepted = "quote,revision,status,valid_until,sent_at,closed_at\n\
        AN-1,1,accepted,2026-02-10,2026-01-10T15:00:00Z,2026-01-12T00:00:00Z\n";
    desk.write("in/quote-revisions.csv", accepted);
    desk.write("in/quote-lines.csv", "quote,revision,line,sku\nAN-1,1,1,BV-20\n");
    assert_snapshot!(desk.run("import in --source erp"), @"
    $ desk import in --source erp
    --- stderr
    error: line 1 of revision 1 of Q1 offers nothing: `quote-offers` say what it costs
    exit 4
    ");
    let offers = "quote,revision,line,quantity,unit_price,picked\n";
    desk.write("in/quote-offers.csv", format!("{offers}AN-1,1,1,100,12.40,no\nAN-1,1,1,500,11.90,no\n"));
    assert_snapshot!(desk.run("import in --source erp"), @"
    $ desk import in --source erp
    --- stderr
    error: revision 1 of Q1 was accepted, and none of the offers of line 1 is `picked`
    exit 4
    ");
    desk.write("in/quote-offers.csv", format!("{offers}AN-1,1,1,100,12.40,yes\nAN-1,1,1,500,11.90,yes\n"));
    assert_snapshot!(desk.run("import in --source erp"), @"
    $ desk import in --source erp
    --- stderr
    error: in/quote-offers.csv:3: column `picked`: `yes` is said of 500, and 100 of line 1 is picked already
    exit 5
    ");
    desk.write("in/quote-offers.csv", format!("{offers}AN-1,1,1,100,12.40,no\nAN-1,1,1,500,11.90,yes\n"));
    let events = "quote,number,revision,at,action\nAN-1,1,1,2026-01-10T09:00:00Z,draft\n\
        AN-1,2,1,2026-01-10T15:00:00Z,send\n";
    desk.write("in/quote-events.csv", events);
    assert_snapshot!(desk.run("import in --source erp"), @"
    $ desk import in --source erp
    --- stderr
    error: revision 1 of Q1 is accepted in `quote-revisions` and sent by `quote-events`
    exit 4
    ");
    desk.write("in/quote-events.csv", format!("{events}AN-1,3,1,2026-01-12T00:00:00Z,accept\n"));
    assert_snapshot!(desk.run("import in --source erp\nquote list --all -c id,status,total\ncheck --full"), @"
    $ desk import in --source erp
    --- stderr
    Imported quotes: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-revisions: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-lines: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-offers: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-events: + 3 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk quote list --all -c id,status,total
    id	status	total
    Q1	accepted	5950.00 EUR
    exit 0

    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0
    ");
}
