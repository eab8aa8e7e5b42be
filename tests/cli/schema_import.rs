//! `desk schema import`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn the_kinds_and_the_columns_of_one_are_listed() {
    let desk = Desk::nowhere();
    assert_snapshot!(desk.run("schema import -O table\nschema import reps -O table"), @"
    $ desk schema import -O table
    KIND      COLUMNS  REQUIRED
    reps            9  handle
    accounts       21  code name
    contacts       11
    tickets        19  external_id account subject created_at
    events         10  ticket external_id kind at
    exit 0

    $ desk schema import reps -O table
    COLUMN       REQUIRED  HOLDS              EXAMPLE
    external_id  -         an id              17
    handle       yes       a code             giulia
    name         -         a line of text     Giulia Conti
    email        -         an e-mail address  giulia@supplier.example
    os_user      -         a line of text     gconti
    role         -         a staff role       agent
    team         -         a team's name      inside
    region       -         a line of text     Italy
    active       -         a yes or no        yes
    exit 0
    ");
    assert_snapshot!(desk.run("schema import events --json=column,required,key"), @r#"
    $ desk schema import events --json=column,required,key
    [
      {
        "column": "ticket",
        "required": true,
        "key": true
      },
      {
        "column": "external_id",
        "required": true,
        "key": true
      },
      {
        "column": "kind",
        "required": true,
        "key": false
      },
      {
        "column": "at",
        "required": true,
        "key": false
      },
      {
        "column": "author",
        "required": false,
        "key": false
      },
      {
        "column": "body",
        "required": false,
        "key": false
      },
      {
        "column": "status",
        "required": false,
        "key": false
      },
      {
        "column": "priority",
        "required": false,
        "key": false
      },
      {
        "column": "category",
        "required": false,
        "key": false
      },
      {
        "column": "assignee",
        "required": false,
        "key": false
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
    error: `ticket` is not something to import, expected one of reps, accounts, contacts, tickets, events; did you mean `tickets`?
    exit 2
    ");
}
