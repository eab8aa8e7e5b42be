//! Text that would drive a terminal or a spreadsheet.

use insta::assert_snapshot;

use crate::harness::Desk;

/// Escapes a terminal, turns the reading direction, and would be a formula.
const SUBJECT: &str = "=cmd|' /C calc'!A0 \u{202e}evil\u{202c} a\u{200b}b";

fn hostile() -> Desk {
    let desk = Desk::sample();
    let opened = desk.command(&["ticket", "new", SUBJECT, "--account", "PRAIRIE", "--category", "other", "-F", "body"]);
    desk.write("body", "\u{1b}]0;owned\u{7}\u{1b}[31mred\r\nerror: not one\r\n\u{9b}2J");
    run(opened);
    desk
}

fn run(mut command: std::process::Command) {
    let done = command.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn hidden_characters_are_spelled_out_in_every_format() {
    let desk = hostile();
    let lines = "
        ticket list --account PRAIRIE -c id,subject
        ticket list --account PRAIRIE -c id,subject -O table
        ticket list --account PRAIRIE -c id,subject -O csv
        ticket list --account PRAIRIE -c id,subject -O csv --raw
        ticket list --account PRAIRIE --json=subject
        ticket list --account PRAIRIE -c subject -O jsonl
        ticket search owned -c id,excerpt
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk ticket list --account PRAIRIE -c id,subject
    id	subject
    T25	=cmd|' /C calc'!A0 \u{202e}evil\u{202c} a\u{200b}b
    exit 0

    $ desk ticket list --account PRAIRIE -c id,subject -O table
    ID   SUBJECT
    T25  =cmd|' /C calc'!A0 \u{202e}evil\u{202c} a\u{200b}b
    exit 0

    $ desk ticket list --account PRAIRIE -c id,subject -O csv
    id,subject
    T25,'=cmd|' /C calc'!A0 \u{202e}evil\u{202c} a\u{200b}b
    exit 0

    $ desk ticket list --account PRAIRIE -c id,subject -O csv --raw
    id,subject
    T25,=cmd|' /C calc'!A0 \u{202e}evil\u{202c} a\u{200b}b
    exit 0

    $ desk ticket list --account PRAIRIE --json=subject
    [
      {
        "subject": "=cmd|' /C calc'!A0 \u202eevil\u202c a\u200bb"
      }
    ]
    exit 0

    $ desk ticket list --account PRAIRIE -c subject -O jsonl
    {"subject":"=cmd|' /C calc'!A0 \u202eevil\u202c a\u200bb"}
    exit 0

    $ desk ticket search owned -c id,excerpt
    id	excerpt
    T25	\u{1b}]0;owned\u{7}\u{1b}[31mred\r\nerror: not one\r\n\u{9b}2J
    exit 0
    "#);
    assert_snapshot!(desk.run("ticket show T25 -O table\nticket history T25 -c kind,body"), @r"
    $ desk ticket show T25 -O table
    T25 =cmd|' /C calc'!A0 \u{202e}evil\u{202c} a\u{200b}b
      account   PRAIRIE Prairie Valve Co. (tier 3)
      status    new
      priority  normal
      category  other
      rep       tom
      opened    2026-01-15 09:00 +00:00 by phone

    Promises
      PROMISE         SLA       DUE                      TARGET       TIME  POLICY
      resolution      on track  2026-01-25 09:00 +00:00    10 d  10 d left  tier-3
      first response  on track  2026-01-16 09:00 +00:00     1 d   1 d left  tier-3

    2026-01-15 09:00 +00:00 the customer wrote
      \u{1b}]0;owned\u{7}\u{1b}[31mred
      error: not one
      \u{9b}2J
    exit 0

    $ desk ticket history T25 -c kind,body
    kind	body
    created	
    message-in	\u{1b}]0;owned\u{7}\u{1b}[31mred\r\nerror: not one\r\n\u{9b}2J
    assigned	
    exit 0
    ");
}

#[test]
fn nothing_that_hides_reaches_either_stream() {
    let desk = hostile();
    for format in ["table", "plain", "csv", "json", "jsonl"] {
        for verb in ["list --account PRAIRIE", "show T25", "history T25", "search red"] {
            let transcript = desk.run(&format!("ticket {verb} -O {format}"));
            let hidden = |c: char| (c.is_control() && !"\n\r\t".contains(c)) || "\u{202e}\u{202c}\u{200b}".contains(c);
            assert!(!transcript.contains(hidden), "{verb} {format}: {transcript:?}");
        }
    }
}

#[test]
fn errors_spell_them_out_too() {
    let desk = Desk::sample();
    let lines = [
        "account show 'A\u{1b}[31m\u{202e}'",
        "ticket list --status 'n\u{1b}ew'",
        "'\u{1b}[31m'",
        "ticket new 'a\u{1b}b' --account PRAIRIE --category other",
        "--db '\u{1b}.db' ticket list",
        "ticket reply T1 -F '\u{202e}txt'",
    ];
    let transcripts: String = lines.map(|line| desk.run(line)).concat();
    // The command itself is told as it was typed.
    let told = transcripts.lines().filter(|line| !line.starts_with('$')).collect::<Vec<_>>().join("\n");
    assert_snapshot!(told, @r"
    --- stderr
    error: there is no account `A\u{1b}[31m\u{202e}`
    hint: desk account list
    exit 3
    --- stderr
    error: `n\u{1b}ew` is not a status, expected one of new, open, pending, on-hold, resolved, closed; did you mean `new`?
    exit 2
    --- stderr
    error: unrecognized subcommand ''
    hint: desk [OPTIONS] <COMMAND>
    exit 2
    --- stderr
    error: `a\u{1b}b` is not a line of text, expected no line breaks or control characters
    exit 2
    --- stderr
    error: there is no desk at `\u{1b}.db`
    hint: desk --db \u{1b}.db init
    exit 3
    --- stderr
    error: `\u{202e}txt` could not be read: No such file or directory (os error 2)
    exit 1
    ");
}

#[test]
fn text_cut_short_by_nul_is_refused() {
    let desk = Desk::sample();
    assert_snapshot!(desk.pipe("ticket reply T1 -F -", "before\0after"), @r"
    $ desk ticket reply T1 -F -
    --- stderr
    error: `before\u{0}after` is not a message, expected no NUL characters
    exit 2
    ");
    assert_snapshot!(desk.pipe("ticket reply T1 -F -", b"\xff\xfe not utf-8"), @"
    $ desk ticket reply T1 -F -
    --- stderr
    error: `-` could not be read: it is not UTF-8
    exit 1
    ");
    assert_snapshot!(desk.pipe("import accounts - --input-format csv", "code,name\nA1,a\0b\n"), @"
    $ desk import accounts - --input-format csv
    --- stderr
    error: stdin:2: column `name`: a NUL character, which text cannot have
    exit 5
    ");
    assert_snapshot!(desk.run("ticket show T1 -c status"), @"
    $ desk ticket show T1 -c status
    field	value
    status	new
    exit 0
    ");
}
