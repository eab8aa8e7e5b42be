//! `desk audit`: what was done, and whether the log of it is as it was written.

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::harness::Desk;

/// A desk on which things were done, and one was refused.
fn busy() -> Desk {
    let mut desk = Desk::sample();
    desk.quietly(
        "ticket reply T12 -m 'On our way' --reason 'promised by phone'
         ticket resolve T12 --code replaced
         --as ivan ticket note T2 -m 'Asked the plant'
         account edit FERRARIS --tier 2
         account contact add FERRARIS --name 'Ugo Verdi' --email ugo@ferraris.example
         rep new ada --name Ada --os-user ada",
    );
    desk.as_user("ada").run("account edit FERRARIS --tier 1");
    desk.as_user("nobody").run("ticket list");
    desk.as_user("giulia");
    desk
}

/// Changes the file past the guards, as somebody who wants to hide something would.
fn tamper(desk: &Desk, sql: &str) {
    let connection = Connection::open(desk.path("desk.db")).unwrap();
    let guards = "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'";
    let guards: Vec<String> =
        connection.prepare(guards).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    connection.execute_batch(&guards.concat()).unwrap();
    connection.execute_batch(sql).unwrap();
}

#[test]
fn what_was_done_is_listed_and_filtered() {
    let desk = busy();
    let lines = "
        audit log -O table --limit 8
        audit log T12 -c seq,actor,action,what,reason
        audit log ferraris -c seq,action,object,what
        audit log --actor @me --action account -c seq,action,object
        audit log --refused -c actor,os_user,action,outcome,reason
        audit log --since +1h -c seq
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk audit log -O table --limit 8
    NO  WHEN   WHO       DID           TO                WHAT
    20  09:00  (nobody)  ticket.read   -                 refused: the user `nobody`…
    19  09:00  ada       account.edit  -                 refused: ada may not do th…
    18  09:00  giulia    rep.new       rep ada           +rep
    17  09:00  giulia    contact.add   P19               +contact
    16  09:00  giulia    account.edit  T7                +tier; tier 1 → 2
    15  09:00  giulia    account.edit  T24               +tier; tier 1 → 2
    14  09:00  giulia    account.edit  T1                +tier; tier 1 → 2
    13  09:00  giulia    account.edit  account FERRARIS  tier 1 → 2
    --- stderr
    8 of 20 entries
    exit 0

    $ desk audit log T12 -c seq,actor,action,what,reason
    seq	actor	action	what	reason
    11	giulia	ticket.resolve	+status; status pending → resolved, resolution replaced, resolved_at 1768467600	
    10	giulia	ticket.reply	+message-out; status new → pending	promised by phone
    exit 0

    $ desk audit log ferraris -c seq,action,object,what
    seq	action	object	what
    13	account.edit	FERRARIS	tier 1 → 2
    exit 0

    $ desk audit log --actor @me --action account -c seq,action,object
    seq	action	object
    16	account.edit	T7
    15	account.edit	T24
    14	account.edit	T1
    13	account.edit	FERRARIS
    exit 0

    $ desk audit log --refused -c actor,os_user,action,outcome,reason
    actor	os_user	action	outcome	reason
    	nobody	ticket.read	refused	the user `nobody` is no rep of this desk
    ada	ada	account.edit	refused	ada may not do that: the right `account.edit` is not one of the role `agent`
    exit 0

    $ desk audit log --since +1h -c seq
    seq
    --- stderr
    no entries match
    exit 0
    ");
}

#[test]
fn an_entry_is_told_row_by_row() {
    let desk = busy();
    assert_snapshot!(desk.run("audit show 10 -O table -c action,reason,changes\naudit show 13 -c action,object,what,changes\naudit show 99"), @"
    $ desk audit show 10 -O table -c action,reason,changes
    action            ticket.reply
    reason            promised by phone
    changes.0.table   ticket
    changes.0.id      12
    changes.0.column  status
    changes.0.before  new
    changes.0.after   pending
    changes.1.table   ticket
    changes.1.id      12
    changes.1.column  updated_at
    changes.1.before  1768447800
    changes.1.after   1768467600
    changes.2.table   ticket_event
    changes.2.id      96
    changes.2.column  ticket_id
    changes.2.before
    changes.2.after   12
    changes.3.table   ticket_event
    changes.3.id      96
    changes.3.column  at
    changes.3.before
    changes.3.after   1768467600
    changes.4.table   ticket_event
    changes.4.id      96
    changes.4.column  recorded_at
    changes.4.before
    changes.4.after   1768467600
    changes.5.table   ticket_event
    changes.5.id      96
    changes.5.column  kind
    changes.5.before
    changes.5.after   message-out
    changes.6.table   ticket_event
    changes.6.id      96
    changes.6.column  party
    changes.6.before
    changes.6.after   agent
    changes.7.table   ticket_event
    changes.7.id      96
    changes.7.column  rep_id
    changes.7.before
    changes.7.after   1
    changes.8.table   ticket_event
    changes.8.id      96
    changes.8.column  status
    changes.8.before
    changes.8.after   pending
    changes.9.table   ticket_event
    changes.9.id      96
    changes.9.column  body
    changes.9.before
    changes.9.after   On our way
    exit 0

    $ desk audit show 13 -c action,object,what,changes
    field	value
    action	account.edit
    object	FERRARIS
    what	tier 1 → 2
    changes.0.table	account
    changes.0.id	1
    changes.0.column	tier
    changes.0.before	1
    changes.0.after	2
    exit 0

    $ desk audit show 99
    --- stderr
    error: there is no audit entry `99`
    hint: desk audit log
    exit 3
    ");
}

#[test]
fn a_log_as_it_was_written_verifies() {
    let desk = busy();
    let head = desk.run("audit head -c hash");
    let hash = head.lines().nth(2).unwrap();
    let kept = format!("seq\thash\tat\n20\t{hash}\t2026-01-15T09:00:00Z\n");
    desk.write("heads", &kept).write("empty", "nothing\n").write("odd", "17 abc\n");
    let said =
        desk.run("audit verify\naudit verify --anchor heads\naudit verify --anchor empty\naudit verify --anchor odd");
    assert_snapshot!(said.replace(hash, "[HASH]"), @"
    $ desk audit verify
    --- stderr
    20 entries are as they were written; the last is [HASH]
    exit 0

    $ desk audit verify --anchor heads
    --- stderr
    20 entries are as they were written, as the head says that was kept; the last is [HASH]
    exit 0

    $ desk audit verify --anchor empty
    --- stderr
    error: empty holds no head; a head is what `desk audit head` prints
    exit 2

    $ desk audit verify --anchor odd
    --- stderr
    error: odd: entry 17 has no hash; a head is what `desk audit head` prints
    exit 2
    ");
}

#[test]
fn whatever_was_changed_is_found() {
    let found = |sql: &str| {
        let desk = busy();
        desk.write("heads", format!("17 {}\n", "a".repeat(64)));
        tamper(&desk, sql);
        (desk.run("audit verify --json"), desk.run("audit verify --anchor heads").contains("exit 1"))
    };
    let mut all = String::new();
    for sql in [
        "UPDATE audit SET reason = 'nothing' WHERE seq = 10",
        "DELETE FROM audit WHERE seq = 11",
        "UPDATE audit SET seq = 99 WHERE seq = 17",
        "UPDATE ticket_event SET body = 'Never' WHERE body = 'On our way'",
        "UPDATE audit_text SET text = 'Somebody else' WHERE text = 'Ugo Verdi'",
    ] {
        let (said, anchored) = found(sql);
        assert!(anchored, "{sql}");
        all.extend([sql, "\n", &said, "\n"]);
    }
    let hash = all.find("sha256:").map(|at| all[at + 7..at + 71].to_owned()).unwrap();
    assert_snapshot!(all.replace(&hash, "[HASH]"), @r#"
    UPDATE audit SET reason = 'nothing' WHERE seq = 10
    $ desk audit verify --json
    [
      {
        "finding": "entry 10 is not as it was written"
      }
    ]
    exit 1

    DELETE FROM audit WHERE seq = 11
    $ desk audit verify --json
    [
      {
        "finding": "entry 12 stands where entry 11 should"
      }
    ]
    exit 1

    UPDATE audit SET seq = 99 WHERE seq = 17
    $ desk audit verify --json
    [
      {
        "finding": "entry 18 stands where entry 17 should"
      },
      {
        "finding": "entry 99 stands where entry 21 should"
      }
    ]
    exit 1

    UPDATE ticket_event SET body = 'Never' WHERE body = 'On our way'
    $ desk audit verify --json
    [
      {
        "finding": "the body of event 96 of T12 is not as it was written"
      }
    ]
    exit 1

    UPDATE audit_text SET text = 'Somebody else' WHERE text = 'Ugo Verdi'
    $ desk audit verify --json
    [
      {
        "finding": "the text known as sha256:[HASH] is not as it was written"
      }
    ]
    exit 1
    "#);
}

#[test]
fn a_log_that_was_written_anew_is_found_by_what_was_kept() {
    let desk = busy();
    desk.write("heads", format!("3 {}\n40 {}\n", "0".repeat(64), "1".repeat(64)));
    assert_snapshot!(desk.run("audit verify --anchor heads"), @"
    $ desk audit verify --anchor heads
    finding
    entry 3 is not the one whose hash was kept
    entry 40 was kept, and the log ends with 20
    exit 1
    ");
}

#[test]
fn who_may_not_read_it_does_not() {
    let mut desk = busy();
    assert_snapshot!(desk.as_user("ada").run("audit log\naudit verify"), @"
    $ desk audit log
    --- stderr
    error: ada may not do that: the right `audit.read` is not one of the role `agent`
    hint: desk access explain ada audit.read
    exit 4

    $ desk audit verify
    --- stderr
    error: ada may not do that: the right `audit.read` is not one of the role `agent`
    hint: desk access explain ada audit.read
    exit 4
    ");
}

#[test]
fn somebody_who_is_erased_is_nowhere_in_the_file_and_the_log_verifies() {
    let desk = Desk::sample();
    desk.quietly(
        "account contact add FERRARIS --name 'Ugo Verdighetti' --email ugo.verdighetti@ferraris.example --phone '+39 02 5577' --department Forgia
         ticket reply T7 --from ugo.verdighetti@ferraris.example -m 'Xylofono rotto, chiamatemi'
         ticket note T7 -m 'A note of ours'",
    );
    desk.write(
        "again.csv",
        "external_id,account,name,email\nX1,FERRARIS,Ugo Verdighetti,ugo2.verdighetti@ferraris.example\n",
    );
    desk.quietly("import contacts again.csv --source erp");
    let lines = "
        account contact erase ugo.verdighetti@ferraris.example
        account contact erase ugo.verdighetti@ferraris.example --yes --reason 'asked for by letter'
        account contact erase P19 --yes
        account contact erase P20 --yes
        account contact list FERRARIS
        import contacts again.csv --source erp
        ticket search xylofono
        audit log --action contact -c action,object,reason
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk account contact erase ugo.verdighetti@ferraris.example
    --- stderr
    error: a confirmation is missing
    hint: pass --yes
    exit 2

    $ desk account contact erase ugo.verdighetti@ferraris.example --yes --reason 'asked for by letter'
    --- stderr
    Erased P19 of FERRARIS, and 1 message
    exit 0

    $ desk account contact erase P19 --yes
    --- stderr
    P19 was erased before
    exit 0

    $ desk account contact erase P20 --yes
    --- stderr
    Erased P20 of FERRARIS, and 0 messages
    exit 0

    $ desk account contact list FERRARIS
    id	name	email	phone	function	role	account	department	language	active
    P1	Anna Bianchi	anna.bianchi@ferraris.example		purchasing	purchasing-manager	FERRARIS			true
    P2	Marco Riva	marco.riva@ferraris.example		technical	technical	FERRARIS			true
    P3	Paola Serra	paola.serra@ferraris.example		finance	finance	FERRARIS			true
    P19	(erased)				viewer	FERRARIS			false
    P20	(erased)				viewer	FERRARIS			false
    exit 0

    $ desk import contacts again.csv --source erp
    --- stderr
    Imported contacts: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    exit 0

    $ desk ticket search xylofono
    id	account	status	subject	excerpt
    --- stderr
    no tickets match
    exit 0

    $ desk audit log --action contact -c action,object,reason
    action	object	reason
    contact.erase	P20	
    contact.erase	P19	asked for by letter
    contact.add	P19	
    exit 0
    ");
    assert!(desk.run("audit verify").contains("are as they were written"));
    assert!(desk.run("ticket history T7").contains("(erased)"));
    for name in ["desk.db", "desk.db-wal"] {
        let bytes = std::fs::read(desk.path(name)).unwrap();
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        for word in ["verdighetti", "xylofono", "02 5577", "forgia"] {
            assert!(!text.contains(word), "{word} is still in {name}");
        }
    }
    let connection = Connection::open(desk.path("desk.db")).unwrap();
    let guard = connection.execute("UPDATE ticket_event SET body = 'x' WHERE id = 1", []);
    assert!(guard.is_err(), "the guard over the log is back");
    connection.execute("INSERT INTO ticket_text (ticket_text) VALUES ('integrity-check')", []).unwrap();
}
