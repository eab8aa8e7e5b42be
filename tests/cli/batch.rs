//! `desk batch`: commands that are carried out together, or each by itself.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;
use std::{fs, path::Path};

use insta::assert_snapshot;

use crate::harness::Desk;

const THREE: &str = r#"{"do":"ticket.new","subject":"-7 degrees","account":"FERRARIS","category":"technical"}
{"do":"ticket.reply","id":{"line":1},"message":"--from whom?"}

{"do":"ticket.list","account":"FERRARIS","all":false,"limit":2,"columns":["id","status"]}
"#;

#[test]
fn commands_are_carried_out_together_and_answered_one_by_one() {
    let desk = Desk::sample();
    assert_snapshot!(desk.pipe("batch", THREE), @r#"
    $ desk batch
    {"line":1,"do":"ticket.new","ok":true,"exit":0,"id":"T25","result":null,"notes":["Opened T25, normal, new"],"error":null}
    {"line":2,"do":"ticket.reply","ok":true,"exit":0,"id":"T25","result":null,"notes":["Replied to T25, now pending"],"error":null}
    {"line":4,"do":"ticket.list","ok":true,"exit":0,"id":null,"result":[{"id":"T1","status":"new"},{"id":"T24","status":"new"}],"notes":["2 of 4 tickets"],"error":null}
    --- stderr
    Carried out 3 commands
    exit 0
    "#);
    assert_snapshot!(desk.run("ticket show T25 -c status,subject\nticket history T25 -c kind,what"), @"
    $ desk ticket show T25 -c status,subject
    field	value
    status	pending
    subject	-7 degrees
    exit 0

    $ desk ticket history T25 -c kind,what
    kind	what
    created	-7 degrees
    assigned	giulia
    message-out	--from whom?
    exit 0
    ");
}

#[test]
fn a_file_can_be_named_and_its_answers_written_to_another() {
    let desk = Desk::sample();
    desk.write("commands.jsonl", THREE);
    assert_snapshot!(desk.run("batch commands.jsonl -o answers.jsonl --quiet"), @"
    $ desk batch commands.jsonl -o answers.jsonl --quiet
    exit 0
    ");
    assert_eq!(desk.read("answers.jsonl").lines().count(), 3);
}

#[test]
fn the_first_that_is_refused_undoes_those_before_it() {
    let desk = Desk::sample();
    let lines = r#"{"do":"ticket.resolve","id":"T1"}
{"do":"ticket.reply","id":"T17","message":"One more thing"}
{"do":"ticket.resolve","id":"T2"}"#;
    assert_snapshot!(desk.pipe("batch", lines), @r#"
    $ desk batch
    {"line":2,"do":"ticket.reply","ok":false,"exit":4,"id":null,"result":null,"notes":[],"error":{"error":"T17 was left as it is: a ticket that is closed cannot be replied to","causes":[],"hint":"desk ticket new --follow-up T17","exit_code":4}}
    --- stderr
    error: line 2 was refused: T17 was left as it is: a ticket that is closed cannot be replied to
      nothing was changed
    exit 5
    "#);
    assert_snapshot!(desk.run("ticket show T1 -c status"), @"
    $ desk ticket show T1 -c status
    field	value
    status	new
    exit 0
    ");
}

#[test]
fn what_can_be_refused_without_the_desk_is_refused_before_anything_is_done() {
    let desk = Desk::sample();
    let lines = r#"{"do":"ticket.resolve","id":"T1"}
{"do":"ticket.replay","id":"T1"}
{"do":"tickets.reply","id":"T1"}
{"do":"ticket.reply.all","id":"T1"}
{"do":"report"}
{"do":"ticket.reply","id":"T1","mesage":"Hello"}
{"do":"ticket.reply","id":"A1","message":"Hello"}
{"do":"ticket.reply","message":"Hello"}
{"do":"ticket.assign","rep":"tom"}
{"do":"ticket.list","all":"yes"}
{"do":"ticket.list","account":true}
{"do":"ticket.list","limit":"many"}
{"do":"ticket.list","all":true,"status":"new"}
{"do":"ticket.show","id":["T1","T2"]}
{"do":"account.edit","code":"FERRARIS","tags":["a,b"]}
{"do":"ticket.reply","id":{"line":17},"message":"Hello"}
{"do":"ticket.reply","id":{"line":1},"file":"-"}
not json"#;
    assert_snapshot!(desk.pipe("batch", lines), @r#"
    $ desk batch
    {"line":2,"do":"ticket.replay","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`ticket.replay` is not a command, expected one of ticket.new, ticket.next, ticket.list, ticket.show, ticket.reply, ticket.note, ticket.assign, ticket.take, ticket.status, ticket.edit, ticket.resolve, ticket.reopen, ticket.close, ticket.history, ticket.link, ticket.merge, ticket.search; did you mean `ticket.reply`?","causes":[],"hint":null,"exit_code":2}}
    {"line":3,"do":"tickets.reply","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`tickets` is not a command, expected one of account, ticket, quote, ask, invoice, payment, dispute, credit, sla, report, order, return, rep, product, stock, price, schema, audit, access, whoami; did you mean `ticket`?","causes":[],"hint":null,"exit_code":2}}
    {"line":4,"do":"ticket.reply.all","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`ticket.reply.all` is not a command, `ticket.reply` is one","causes":[],"hint":null,"exit_code":2}}
    {"line":5,"do":"report","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`report` is no command yet, expected one of report.sla, report.response, report.resolution, report.backlog, report.waiting, report.workload, report.categories, report.channels, report.credits, report.quotes, report.sales, report.ageing, report.credit, report.accounts, report.coverage, report.gaps, report.health, report.account, report.run","causes":[],"hint":null,"exit_code":2}}
    {"line":6,"do":"ticket.reply","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`mesage` is not a key of `ticket.reply`, expected one of id, message, file, from, key, columns; did you mean `message`?","causes":[],"hint":"desk ticket reply --help","exit_code":2}}
    {"line":7,"do":"ticket.reply","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`A1` is not a ticket id, expected T<number>, e.g. `T42`","causes":[],"hint":null,"exit_code":2}}
    {"line":8,"do":"ticket.reply","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`id` is missing","causes":[],"hint":null,"exit_code":2}}
    {"line":9,"do":"ticket.assign","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`id` is missing","causes":[],"hint":null,"exit_code":2}}
    {"line":10,"do":"ticket.list","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`all` takes true or false","causes":[],"hint":"desk ticket list --help","exit_code":2}}
    {"line":11,"do":"ticket.list","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`account` takes a value, not true","causes":[],"hint":"desk ticket list --help","exit_code":2}}
    {"line":12,"do":"ticket.list","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"invalid value 'many' for '--limit <LIMIT>': invalid digit found in string","causes":[],"hint":null,"exit_code":2}}
    {"line":13,"do":"ticket.list","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"the argument '--all' cannot be used with '--status <STATUS>'","causes":[],"hint":"desk ticket list --all","exit_code":2}}
    {"line":14,"do":"ticket.show","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`id` takes one value, not a list","causes":[],"hint":"desk ticket show --help","exit_code":2}}
    {"line":15,"do":"account.edit","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`a,b` in `tags` would be taken for several values","causes":[],"hint":"desk account edit --help","exit_code":2}}
    {"line":16,"do":"ticket.reply","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"line 17 does not come before line 16","causes":[],"hint":"desk ticket reply --help","exit_code":2}}
    {"line":17,"do":"ticket.reply","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`file` is `-`: standard input is the batch's own, name a file","causes":[],"hint":"desk ticket reply --help","exit_code":2}}
    {"line":18,"do":null,"ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"not a JSON object: expected ident, at byte 2","causes":[],"hint":null,"exit_code":2}}
    --- stderr
    error: 17 lines were refused, first line 2: `ticket.replay` is not a command, expected one of ticket.new, ticket.next, ticket.list, ticket.show, ticket.reply, ticket.note, ticket.assign, ticket.take, ticket.status, ticket.edit, ticket.resolve, ticket.reopen, ticket.close, ticket.history, ticket.link, ticket.merge, ticket.search; did you mean `ticket.reply`?
      nothing was changed
    exit 5
    "#);
    assert_snapshot!(desk.run("ticket show T1 -c status"), @"
    $ desk ticket show T1 -c status
    field	value
    status	new
    exit 0
    ");
}

#[test]
fn some_commands_have_no_place_in_a_batch() {
    let desk = Desk::sample();
    let verbs = ["init", "demo", "import", "batch", "sla.check", "sla.simulate", "help"];
    let lines: Vec<String> = verbs.iter().map(|verb| format!("{{\"do\":\"{verb}\"}}\n")).collect();
    assert_snapshot!(desk.pipe("batch --keep-going", lines.concat()), @r#"
    $ desk batch --keep-going
    {"line":1,"do":"init","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`init` has no place in a batch: it makes a desk of its own","causes":[],"hint":"desk init --help","exit_code":2}}
    {"line":2,"do":"demo","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`demo` has no place in a batch: it makes a desk of its own","causes":[],"hint":"desk demo --help","exit_code":2}}
    {"line":3,"do":"import","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`import` has no place in a batch: it takes its rows together, or none: import before the batch or after it","causes":[],"hint":"desk import --help","exit_code":2}}
    {"line":4,"do":"batch","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`batch` has no place in a batch: it would be a batch within a batch","causes":[],"hint":"desk batch --help","exit_code":2}}
    {"line":5,"do":"sla.check","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`sla.check` has no place in a batch: it notifies people, which could not be undone","causes":[],"hint":"desk sla check --help","exit_code":2}}
    {"line":6,"do":"sla.simulate","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`sla.simulate` has no place in a batch: it reads the desk as it was before the batch","causes":[],"hint":"desk sla simulate --help","exit_code":2}}
    {"line":7,"do":"help","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`help` is not a command, expected one of account, ticket, quote, ask, invoice, payment, dispute, credit, sla, report, order, return, rep, product, stock, price, schema, audit, access, whoami","causes":[],"hint":null,"exit_code":2}}
    --- stderr
    error: 7 lines were refused, first line 1: `init` has no place in a batch: it makes a desk of its own
      0 commands carried out
    exit 5
    "#);
}

#[test]
fn nobody_is_asked_and_no_editor_opens() {
    let desk = Desk::sample();
    let lines = "{\"do\":\"ticket.reply\",\"id\":\"T1\"}\n{\"do\":\"ticket.new\"}\n";
    assert_snapshot!(desk.pipe("batch --keep-going", lines), @r#"
    $ desk batch --keep-going
    {"line":1,"do":"ticket.reply","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"a message is missing","causes":[],"hint":"pass -m TEXT or -F FILE","exit_code":2}}
    {"line":2,"do":"ticket.new","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"subject is missing","causes":[],"hint":"pass it as the first argument","exit_code":2}}
    --- stderr
    error: 2 lines were refused, first line 1: a message is missing
      0 commands carried out
    exit 5
    "#);
}

#[test]
fn with_keep_going_each_is_carried_out_by_itself() {
    let desk = Desk::sample();
    let lines = r#"{"do":"ticket.resolve","id":"T1"}
{"do":"ticket.reply","id":"T17","message":"One more thing"}
{"do":"ticket.reply","id":{"line":2},"message":"One more thing"}
{"do":"ticket.show","id":"T99"}
{"do":"ticket.resolve","id":"T1"}"#;
    assert_snapshot!(desk.pipe("batch --keep-going", lines), @r#"
    $ desk batch --keep-going
    {"line":1,"do":"ticket.resolve","ok":true,"exit":0,"id":"T1","result":null,"notes":["Resolved T1, now resolved"],"error":null}
    {"line":2,"do":"ticket.reply","ok":false,"exit":4,"id":null,"result":null,"notes":[],"error":{"error":"T17 was left as it is: a ticket that is closed cannot be replied to","causes":[],"hint":"desk ticket new --follow-up T17","exit_code":4}}
    {"line":3,"do":"ticket.reply","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"line 2 made and changed nothing that has a name","causes":[],"hint":"desk ticket reply --help","exit_code":2}}
    {"line":4,"do":"ticket.show","ok":false,"exit":3,"id":null,"result":null,"notes":[],"error":{"error":"there is no ticket `T99`","causes":[],"hint":null,"exit_code":3}}
    {"line":5,"do":"ticket.resolve","ok":true,"exit":0,"id":"T1","result":null,"notes":["T1 is resolved already"],"error":null}
    --- stderr
    error: 3 lines were refused, first line 2: T17 was left as it is: a ticket that is closed cannot be replied to
      2 commands carried out
    exit 5
    "#);
    assert_snapshot!(desk.run("ticket show T1 -c status"), @"
    $ desk ticket show T1 -c status
    field	value
    status	resolved
    exit 0
    ");
}

#[test]
fn a_dry_run_answers_as_the_real_one_would_and_changes_nothing() {
    let desk = Desk::sample();
    let lines = "{\"do\":\"ticket.resolve\",\"id\":\"T1\"}\n{\"do\":\"ticket.show\",\"id\":{\"line\":1},\"columns\":\"status\"}\n";
    assert_snapshot!(desk.pipe("batch --dry-run", lines), @r#"
    $ desk batch --dry-run
    {"line":1,"do":"ticket.resolve","ok":true,"exit":0,"id":"T1","result":null,"notes":["Resolved T1, now resolved"],"error":null,"dry_run":true}
    {"line":2,"do":"ticket.show","ok":true,"exit":0,"id":null,"result":{"status":"resolved"},"notes":[],"error":null,"dry_run":true}
    --- stderr
    Would carry out 2 commands; nothing was changed
    exit 0
    "#);
    let refused = lines.to_owned() + "{\"do\":\"ticket.take\",\"id\":\"T99\"}\n";
    assert_snapshot!(desk.pipe("batch --dry-run --keep-going", refused), @r#"
    $ desk batch --dry-run --keep-going
    {"line":1,"do":"ticket.resolve","ok":true,"exit":0,"id":"T1","result":null,"notes":["Resolved T1, now resolved"],"error":null,"dry_run":true}
    {"line":2,"do":"ticket.show","ok":true,"exit":0,"id":null,"result":{"status":"resolved"},"notes":[],"error":null,"dry_run":true}
    {"line":3,"do":"ticket.take","ok":false,"exit":3,"id":null,"result":null,"notes":[],"error":{"error":"there is no ticket `T99`","causes":[],"hint":null,"exit_code":3},"dry_run":true}
    --- stderr
    error: line 3 was refused: there is no ticket `T99`
      2 commands would be carried out, nothing was changed
    exit 5
    "#);
    assert_snapshot!(desk.run("ticket show T1 -c status"), @"
    $ desk ticket show T1 -c status
    field	value
    status	new
    exit 0
    ");
}

#[test]
fn nothing_to_do_is_no_error_and_a_missing_file_or_desk_is() {
    let desk = Desk::sample();
    desk.write("folder/file", "");
    assert_snapshot!(desk.run("batch\nbatch no.jsonl\nbatch no.jsonl --keep-going\nbatch folder\nbatch folder --keep-going"), @"
    $ desk batch
    --- stderr
    There was no command to carry out
    exit 0

    $ desk batch no.jsonl
    --- stderr
    error: `no.jsonl` could not be read: No such file or directory (os error 2)
    exit 1

    $ desk batch no.jsonl --keep-going
    --- stderr
    error: `no.jsonl` could not be read: No such file or directory (os error 2)
    exit 1

    $ desk batch folder
    --- stderr
    error: `folder` could not be read: it is a folder
    exit 1

    $ desk batch folder --keep-going
    --- stderr
    error: `folder` could not be read: Is a directory (os error 21)
    exit 1
    ");
    assert_snapshot!(Desk::nowhere().pipe("batch", THREE), @"
    $ desk batch
    --- stderr
    error: there is no desk at `desk.db`
    hint: desk --db desk.db init
    exit 3
    ");
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_line() {
    let desk = Desk::sample();
    let mut bytes =
        b"\xef\xbb\xbf{\"do\":\"ticket.take\",\"id\":\"T2\"}\r\n\r\n{\"do\":\"ticket.note\",\"m\":\"\xff\"}\r\n"
            .to_vec();
    bytes.resize(bytes.len() + 16_000_001, b'x');
    bytes.extend(b"\n{\"do\":\"ticket.note\",\"id\":\"T1\",\"id\":\"T2\"}\n{\"do\":\"ticket.note\",\"id\":{\"a\":1}}");
    assert_snapshot!(desk.pipe("batch", bytes), @r#"
    $ desk batch
    {"line":3,"do":null,"ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"byte 26 of the line (0xff) is not UTF-8; convert the file first, e.g. `iconv -f WINDOWS-1252 -t UTF-8`","causes":[],"hint":null,"exit_code":2}}
    {"line":4,"do":null,"ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"a line of more than 16 MB","causes":[],"hint":null,"exit_code":2}}
    {"line":5,"do":null,"ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"the key `id` stands twice in one object","causes":[],"hint":null,"exit_code":2}}
    {"line":6,"do":null,"ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`id` holds an object, expected a plain value, or the number of an earlier line: {\"line\":3}","causes":[],"hint":null,"exit_code":2}}
    --- stderr
    error: 4 lines were refused, first line 3: byte 26 of the line (0xff) is not UTF-8; convert the file first, e.g. `iconv -f WINDOWS-1252 -t UTF-8`
      nothing was changed
    exit 5
    "#);
}

#[test]
fn text_and_hidden_characters_stay_on_one_line() {
    let desk = Desk::sample();
    let lines = "{\"do\":\"ticket.list\",\"ids\":true,\"limit\":2}\n{\"do\":\"ticket.edit\",\"id\":\"T1\\u001b[31m\"}\n\
        {\"do\":\"ticket.note\",\"id\":\"T1\",\"message\":\"one\\ntwo\"}\n";
    assert_snapshot!(desk.pipe("batch --keep-going", lines), @r#"
    $ desk batch --keep-going
    {"line":1,"do":"ticket.list","ok":true,"exit":0,"id":null,"result":"T12\nT23\n","notes":[],"error":null}
    {"line":2,"do":"ticket.edit","ok":false,"exit":2,"id":null,"result":null,"notes":[],"error":{"error":"`T1\u001b[31m` is not a ticket id, expected T<number>, e.g. `T42`","causes":[],"hint":null,"exit_code":2}}
    {"line":3,"do":"ticket.note","ok":true,"exit":0,"id":"T1","result":null,"notes":["Noted on T1, now new"],"error":null}
    --- stderr
    error: line 2 was refused: `T1\u{1b}[31m` is not a ticket id, expected T<number>, e.g. `T42`
      2 commands carried out
    exit 5
    "#);
}

#[test]
fn with_keep_going_each_answer_comes_before_the_next_command() {
    let desk = Desk::sample();
    let mut command = desk.command(&["batch", "--keep-going"]);
    let mut running = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut asks, mut answers) = (running.stdin.take().unwrap(), BufReader::new(running.stdout.take().unwrap()));
    for id in ["T1", "T2"] {
        writeln!(asks, "{{\"do\":\"ticket.resolve\",\"id\":\"{id}\"}}").unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        assert!(answer.contains(&format!("\"ok\":true,\"exit\":0,\"id\":\"{id}\"")), "{answer}");
        assert!(desk.run(&format!("ticket show {id} -c status")).contains("resolved"));
    }
    drop(asks);
    assert!(running.wait().unwrap().success());
}

#[test]
fn whoever_is_slow_to_write_commands_keeps_nobody_waiting() {
    let desk = Desk::sample();
    let mut command = desk.command(&["batch"]);
    let mut running = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut asks = running.stdin.take().unwrap();
    writeln!(asks, "{{\"do\":\"ticket.resolve\",\"id\":\"T1\"}}").unwrap();
    desk.quietly("ticket note T1 -m 'Called them'");
    drop(asks);
    let done = running.wait_with_output().unwrap();
    assert!(done.status.success() && String::from_utf8(done.stdout).unwrap().contains("Resolved T1"));
}

/// How far the batch came is not known to somebody who does not read on: that is no success.
#[test]
fn a_reader_who_goes_away_ends_a_batch_that_keeps_going() {
    let desk = Desk::sample();
    let mut command = desk.command(&["batch", "--keep-going"]);
    let mut running = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(running.stdout.take());
    let mut asks = running.stdin.take().unwrap();
    writeln!(asks, "{{\"do\":\"ticket.resolve\",\"id\":\"T1\"}}\n{{\"do\":\"ticket.resolve\",\"id\":\"T2\"}}").unwrap();
    drop(asks);
    let done = running.wait_with_output().unwrap();
    assert_snapshot!(String::from_utf8(done.stderr).unwrap(), @"error: line 1 was carried out, but the answer could not be written; the lines after it were left");
    assert_eq!(done.status.code(), Some(1));
    assert_snapshot!(desk.run("ticket show T1 -c status\nticket show T2 -c status"), @"
    $ desk ticket show T1 -c status
    field	value
    status	resolved
    exit 0

    $ desk ticket show T2 -c status
    field	value
    status	new
    exit 0
    ");
}

#[test]
fn a_reader_who_goes_away_undoes_nothing_that_was_stored() {
    let desk = Desk::sample();
    desk.write("commands.jsonl", "{\"do\":\"ticket.resolve\",\"id\":\"T1\"}\n");
    let mut command = desk.command(&["batch", "commands.jsonl"]);
    let mut running = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(running.stdout.take());
    assert!(running.wait().unwrap().success());
    assert!(desk.run("ticket show T1 -c status").contains("resolved"));
}

#[test]
fn the_example_is_carried_out_on_the_demo_desk() {
    let desk = Desk::sample();
    let example = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/batch.jsonl")).unwrap();
    assert_snapshot!(desk.pipe("batch", example), @r#"
    $ desk batch
    {"line":1,"do":"ticket.new","ok":true,"exit":0,"id":"T25","result":null,"notes":["Opened T25, high, new"],"error":null}
    {"line":2,"do":"ticket.link","ok":true,"exit":0,"id":"T25","result":null,"notes":["Linked T25 to order SO-4502"],"error":null}
    {"line":3,"do":"ticket.assign","ok":true,"exit":0,"id":"T25","result":null,"notes":["Assigned T25 to giulia, now open"],"error":null}
    {"line":4,"do":"ticket.reply","ok":true,"exit":0,"id":"T25","result":null,"notes":["Replied to T25, now pending"],"error":null}
    {"line":5,"do":"ticket.status","ok":true,"exit":0,"id":"T25","result":null,"notes":["Changed T25, now on-hold(warehouse)"],"error":null}
    {"line":6,"do":"account.edit","ok":true,"exit":0,"id":"URALMET","result":null,"notes":["Changed account URALMET, now active, tier 1"],"error":null}
    {"line":7,"do":"ticket.show","ok":true,"exit":0,"id":null,"result":{"id":"T25","status":"on-hold(warehouse)","assignee":"giulia"},"notes":[],"error":null}
    {"line":8,"do":"ticket.list","ok":true,"exit":0,"id":null,"result":[{"id":"T2","status":"new","subject":"Нет подтверждения цены по заказу 8810"},{"id":"T9","status":"on-hold(carrier)","subject":"Повреждена упаковка, накладная 5521"},{"id":"T25","status":"on-hold(warehouse)","subject":"Pallet 7 of SO-4502 is damaged"}],"notes":[],"error":null}
    --- stderr
    Carried out 8 commands
    exit 0
    "#);
}
