//! Help, and arguments that make no command.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn the_exit_codes_are_explained() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("help exit-codes"), @"
    $ desk help exit-codes
    0    done; also: it was so already, or nothing was found
    1    failed: the file could not be read or written, or is damaged
    2    the arguments are wrong
    3    there is nothing of that name
    4    refused: a rule stands in the way
    5    some rows of an import were refused
    6    busy: another command was writing; try again
    7    cancelled by you
    8    a promise is at risk (only with --exit-code)
    9    a promise is broken (only with --exit-code)
    130  interrupted: a change is stored whole, or not at all
    143  terminated: likewise

    Any other code is a failure.
    exit 0
    ");
}

#[test]
fn the_version_is_told() {
    let desk = Desk::sample();
    let lines = "
        --version
        -V
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk --version
    desk 0.1.0
    exit 0

    $ desk -V
    desk 0.1.0
    exit 0
    ");
}

#[test]
fn a_verb_explains_itself_with_examples() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("ticket reply --help"), @"
    $ desk ticket reply --help
    Write to the customer, or record what they wrote

    Usage: desk ticket reply [OPTIONS] <ID>

    Arguments:
      <ID>
              The ticket

    Options:
      -m, --message <TEXT>
              The text

      -F, --file <FILE>
              Read the text from a file, `-` for standard input

          --from <ADDRESS>
              Record a message of this contact instead

          --key <KEY>
              Do this once: asked again under the same key, it is answered as before

      -h, --help
              Print help (see a summary with '-h')

    Global options:
          --db <FILE>
              The desk file
              
              [env: DESK_DB]

          --config <FILE>
              The configuration file
              
              [env: DESK_CONFIG]

      -O, --format <FORMAT>
              table, plain, csv, json, jsonl; of reports html, md, xlsx

          --json[=<FIELDS>]
              Print JSON, with only these fields if named

      -c, --columns <FIELDS>
              Show only these columns, in this order

          --wide
              Show every column and cut nothing

      -o, --output <FILE>
              Write to a file; its extension picks the format

          --raw
              Leave spreadsheet formulas in CSV cells as they are

          --color <WHEN>
              auto, always or never
              
              [possible values: auto, always, never]

          --as <WHO>
              Act as another rep, or see what a contact sees

          --reason <TEXT>
              Why, for the audit log

          --no-input
              Never ask, fail instead

      -q, --quiet
              Say only what went wrong

    Examples:
      desk ticket reply T42 -m 'It left our warehouse this morning'
      desk ticket reply T42 -F answer.txt
      desk ticket reply T42 --from anna@acme.example -m 'Still nothing here'

    Without -m or -F your editor opens. A reply leaves the ticket pending: the next
    step is the customer's.
    With --from, it is the customer's message that is recorded: it opens the ticket
    again, or, if the ticket is closed or
    was resolved too long ago, starts a follow-up that links back.
    exit 0
    ");
}

#[test]
fn without_a_command_the_commands_are_listed() {
    let desk = Desk::sample();
    assert_snapshot!(desk.pipe("", ""), @"
    $ desk 
    --- stderr
    A support desk for companies that sell to companies

    Usage: desk [OPTIONS] <COMMAND>

    Commands:
      account  Customers: organizations, their people, their tree
      ticket   Tickets: what customers ask, and what became of it
      quote    Quotes: what was asked, what is offered, what they take
      ask      Answer price, stock and credit in one
      invoice  See what was invoiced, and what is left to pay
      payment  See what customers paid
      dispute  Handle what customers contest of invoices
      credit   See what accounts owe, and whether they may buy
      sla      Promises: what was promised, by when, and how it stands
      report   Reports: promises kept, what is left to do, quotes won
      order    Orders: what was ordered, shipped, promised and changed
      return   Returns: what may come back, what came, what is done
      rep      Reps, their teams, the mailboxes they serve
      product  Products: units, packs, papers, what replaces them
      stock    Stock: what is there, what comes, what can be promised
      price    Prices: what a customer pays, and why
      import   Take in what other systems know
      export   Write what the desk knows as `desk import` reads it
      schema   What files of rows may hold
      batch    Carry out commands from a file, one JSON object a line
      audit    What was done, by whom and why
      access   Rights: who may do what, and why
      whoami   Tell who you are at this desk, and what --as makes of it
      backup   Copy the desk, while others go on working
      restore  Make the desk what a backup of it is
      check    Look for damage, in all that the file holds
      doctor   Look over what the desk rests on: file, disk, clock, zones
      migrate  Bring the desk file up to this program's version
      init     Make an empty desk
      demo     Make a desk with a sample in it, and show its morning
      help     Print this message or the help of the given subcommand(s)

    Options:
      -h, --help     Print help (see more with '--help')
      -V, --version  Print version

    Global options:
          --db <FILE>         The desk file [env: DESK_DB]
          --config <FILE>     The configuration file [env: DESK_CONFIG]
      -O, --format <FORMAT>   table, plain, csv, json, jsonl; of reports html, md,
                              xlsx
          --json[=<FIELDS>]   Print JSON, with only these fields if named
      -c, --columns <FIELDS>  Show only these columns, in this order
          --wide              Show every column and cut nothing
      -o, --output <FILE>     Write to a file; its extension picks the format
          --raw               Leave spreadsheet formulas in CSV cells as they are
          --color <WHEN>      auto, always or never [possible values: auto, always,
                              never]
          --as <WHO>          Act as another rep, or see what a contact sees
          --reason <TEXT>     Why, for the audit log
          --no-input          Never ask, fail instead
      -q, --quiet             Say only what went wrong

    Start with `desk demo`, or `desk init`. Exit codes: `desk help exit-codes`.
    exit 2
    ");
}

#[test]
fn near_names_are_suggested() {
    let desk = Desk::sample();
    let lines = "
        tiket
        ticket lst
        ticket list --acount FERRARIS
        ticket ne
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk tiket
    --- stderr
    error: unrecognized subcommand 'tiket'
    hint: did you mean `ticket`?
    exit 2

    $ desk ticket lst
    --- stderr
    error: unrecognized subcommand 'lst'
    hint: did you mean `ls` or `list`?
    exit 2

    $ desk ticket list --acount FERRARIS
    --- stderr
    error: unexpected argument '--acount' found
    hint: did you mean `--account`?
    exit 2

    $ desk ticket ne
    --- stderr
    error: unrecognized subcommand 'ne'
    hint: did you mean `next` or `new`?
    exit 2
    ");
}

#[test]
fn a_noun_that_lists_nothing_names_its_verbs() {
    let desk = Desk::sample();
    let lines = "
        report
        account contact
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk report
    --- stderr
    error: 'desk report' requires a subcommand but one was not provided [subcommands: sla, response, resolution, backlog, waiting, workload, categories, channels, credits, quotes, sales, ageing, credit, accounts, coverage, gaps, health, account, run, send, ics, build, help]
    hint: desk report [OPTIONS] <COMMAND>
    exit 2

    $ desk account contact
    --- stderr
    error: 'desk account contact' requires a subcommand but one was not provided [subcommands: add, list, ls, erase, edit, help]
    hint: desk account contact [OPTIONS] <COMMAND>
    exit 2
    ");
}

#[test]
fn misuse_is_an_object_where_json_is_asked_for() {
    let desk = Desk::sample();
    let lines = "
        ticket show A7 --json
        ticket show A7 -O json
        ticket show A7 --format=jsonl
        ticket list --json --format csv
        ticket show T99 --json
        ticket reopen T17 --json=id
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk ticket show A7 --json
    --- stderr
    {"error":"`A7` is not a ticket id, expected T<number>, e.g. `T42`","causes":[],"hint":null,"exit_code":2}
    exit 2

    $ desk ticket show A7 -O json
    --- stderr
    {"error":"`A7` is not a ticket id, expected T<number>, e.g. `T42`","causes":[],"hint":null,"exit_code":2}
    exit 2

    $ desk ticket show A7 --format=jsonl
    --- stderr
    {"error":"`A7` is not a ticket id, expected T<number>, e.g. `T42`","causes":[],"hint":null,"exit_code":2}
    exit 2

    $ desk ticket list --json --format csv
    --- stderr
    {"error":"the argument '--json[=<FIELDS>]' cannot be used with '--format <FORMAT>'","causes":[],"hint":"desk ticket list --json[=<FIELDS>]","exit_code":2}
    exit 2

    $ desk ticket show T99 --json
    --- stderr
    {"error":"there is no ticket `T99`","causes":[],"hint":null,"exit_code":3}
    exit 3

    $ desk ticket reopen T17 --json=id
    --- stderr
    {"error":"T17 was left as it is: a ticket that is closed cannot be reopened","causes":[],"hint":"desk ticket new --follow-up T17","exit_code":4}
    exit 4
    "#);
}

#[test]
fn an_odd_clock_is_refused() {
    let mut desk = Desk::sample();
    desk.at("now");
    assert_snapshot!(desk.run("ticket list"), @"
    $ desk ticket list
    --- stderr
    error: DESK_NOW: `now` is not an instant, expected RFC 3339 with a zone, e.g. `2026-11-21T09:00:00Z`
    exit 2
    ");
}
