//! `desk access explain`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn it_is_told_why_a_rep_may_or_may_not() {
    let desk = Desk::sample();
    let lines = "
        access explain tom policy.apply -O table
        access explain @me policy.apply -O table
        access explain tom T3 -O table
        access explain tom URALMET --json
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk access explain tom policy.apply -O table
    tom (Tom Becker, logistics) may not do policy.apply
      yes  tom works here
      no   the role logistics does not have the right policy.apply; others that do:
           team-lead, admin
    exit 0

    $ desk access explain @me policy.apply -O table
    giulia (Giulia Conti, admin) may do policy.apply
      yes  giulia works here
      yes  the role admin has the right policy.apply; others that do: team-lead
    exit 0

    $ desk access explain tom T3 -O table
    tom (Tom Becker, logistics) may see T3
      yes  tom works here
      yes  the role logistics has the right ticket.read, as all roles do
      yes  reps see the tickets of all accounts
    exit 0

    $ desk access explain tom URALMET --json
    {
      "who": "tom",
      "name": "Tom Becker",
      "role": "logistics",
      "what": "URALMET",
      "may": true,
      "reach": null,
      "because": [
        {
          "holds": true,
          "why": "tom works here"
        },
        {
          "holds": true,
          "why": "the role logistics has the right account.read, as all roles do"
        },
        {
          "holds": true,
          "why": "reps see all accounts"
        }
      ]
    }
    exit 0
    "#);
}

#[test]
fn it_is_told_why_a_contact_may_or_may_not() {
    let desk = Desk::sample();
    desk.quietly("account contact edit P2 --role buyer --department Plant");
    let lines = "
        access explain anna.bianchi@ferraris.example T1 -O table
        access explain P1 T9 -O table
        access explain P1 FERRARIS-SUD -O table
        access explain P2 T1 -O table
        access explain P3 T1 -O table
        access explain P3 ticket.read -O table
        access explain P1 ticket.reply -O table
        access explain P1 T9 --json
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk access explain anna.bianchi@ferraris.example T1 -O table
    P1 (Anna Bianchi, purchasing-manager) may see T1
      yes  P1 is at FERRARIS
      yes  the role purchasing-manager has the right ticket.read, with the reach
           account
      yes  FERRARIS is their account
    exit 0

    $ desk access explain P1 T9 -O table
    P1 (Anna Bianchi, purchasing-manager) may not see T9
      yes  P1 is at FERRARIS
      yes  the role purchasing-manager has the right ticket.read, with the reach
           account
      no   URALMET is neither FERRARIS, their account, nor belongs to it
    exit 0

    $ desk access explain P1 FERRARIS-SUD -O table
    P1 (Anna Bianchi, purchasing-manager) may not see FERRARIS-SUD
      yes  P1 is at FERRARIS
      yes  the role purchasing-manager has the right account.read, with the reach
           account
      no   FERRARIS-SUD belongs to FERRARIS, but the reach account takes in FERRARIS
           alone
    exit 0

    $ desk access explain P2 T1 -O table
    P2 (Marco Riva, buyer) may not see T1
      yes  P2 is at FERRARIS
      yes  the role buyer has the right ticket.read, with the reach department
      yes  FERRARIS is their account
      no   P1 asked, of no department, and P2 is of the department Plant
    exit 0

    $ desk access explain P3 T1 -O table
    P3 (Paola Serra, finance) may not see T1
      yes  P3 is at FERRARIS
      yes  the role finance has the right ticket.read, with the reach account
      yes  FERRARIS is their account
      no   it is about fulfilment.late, and the role finance sees invoice, payment,
           credit
    exit 0

    $ desk access explain P3 ticket.read -O table
    P3 (Paola Serra, finance) may do ticket.read
      yes  P3 is at FERRARIS
      yes  the role finance has the right ticket.read, with the reach account
      yes  of the categories invoice, payment, credit only
    exit 0

    $ desk access explain P1 ticket.reply -O table
    P1 (Anna Bianchi, purchasing-manager) may not do ticket.reply
      yes  P1 is at FERRARIS
      no   the role purchasing-manager does not have the right ticket.reply
    exit 0

    $ desk access explain P1 T9 --json
    {
      "who": "P1",
      "name": "Anna Bianchi",
      "role": "purchasing-manager",
      "what": "T9",
      "may": false,
      "reach": null,
      "because": [
        {
          "holds": true,
          "why": "P1 is at FERRARIS"
        },
        {
          "holds": true,
          "why": "the role purchasing-manager has the right ticket.read, with the reach account"
        },
        {
          "holds": false,
          "why": "URALMET is neither FERRARIS, their account, nor belongs to it"
        }
      ]
    }
    exit 0
    "#);
}

#[test]
fn what_is_not_there_is_not_explained() {
    let desk = Desk::sample();
    let lines = "
        access explain tmo T1
        access explain tom ticket.repl
        access explain tom FERARIS
        access explain tom T99
        access explain P99 T1
        access explain nobody@x.example T1
        access explain tom
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk access explain tmo T1
    --- stderr
    error: there is no rep `tmo`
    hint: desk rep list
    exit 3

    $ desk access explain tom ticket.repl
    --- stderr
    error: there is no action, ticket or account `ticket.repl`; did you mean `ticket.reply`?
    hint: desk access list
    exit 3

    $ desk access explain tom FERARIS
    --- stderr
    error: there is no action, ticket or account `FERARIS`; did you mean `FERRARIS`?
    hint: desk access list
    exit 3

    $ desk access explain tom T99
    --- stderr
    error: there is no ticket `T99`
    exit 3

    $ desk access explain P99 T1
    --- stderr
    error: there is no contact `P99`
    exit 3

    $ desk access explain nobody@x.example T1
    --- stderr
    error: there is no contact `nobody@x.example`
    exit 3

    $ desk access explain tom
    --- stderr
    error: the following required arguments were not provided: <WHAT>
    hint: desk access explain <WHO> <WHAT>
    exit 2
    ");
}
