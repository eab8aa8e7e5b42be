//! `desk ticket show`, `history` and `search`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn a_ticket_is_shown_with_its_promises_and_messages() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("ticket show T7 -O table"), @"
    $ desk ticket show T7 -O table
    T7 Fattura 2026/118: IVA errata
      account   FERRARIS Officine Ferraris S.p.A. (tier 1)
      status    open
      priority  normal
      category  invoice.tax
      rep       irene
      opened    2026-01-14 07:00 +00:00 by email
      contact   Paola Serra, paola.serra@ferraris.example

    Promises
      PROMISE         SLA       DUE                  TARGET             TIME  POLICY
      resolution      on track  2026-01-17 05:50 +…     2 d    1 d 20 h left  tier-1
      first response  met       2026-01-14 09:00 +…     2 h         1 h left  tier-1
      next response   on track  2026-01-15 10:50 +…     4 h  1 h 50 min left  tier-1

    2026-01-14 07:00 +00:00 Paola Serra wrote
      Sulla fattura 118 è applicata l’IVA al 22 % anziché reverse charge.

    2026-01-14 08:00 +00:00 irene replied
      Buongiorno, verifichiamo con l’amministrazione e vi aggiorniamo oggi.

    2026-01-15 06:50 +00:00 Paola Serra wrote
      Abbiamo bisogno della nota di credito entro domani.
    exit 0
    ");
}

#[test]
fn small_letters_and_bare_numbers_are_ids_too() {
    let desk = Desk::sample();
    let lines = "
        ticket show t7 -c id,status
        ticket show 7 -c id,status
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket show t7 -c id,status
    field	value
    id	T7
    status	open
    exit 0

    $ desk ticket show 7 -c id,status
    field	value
    id	T7
    status	open
    exit 0
    ");
}

#[test]
fn chosen_fields_come_as_json() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("ticket show T7 --json=id,subject,status,due_at,links"), @r#"
    $ desk ticket show T7 --json=id,subject,status,due_at,links
    {
      "id": "T7",
      "subject": "Fattura 2026/118: IVA errata",
      "status": "open",
      "due_at": "2026-01-15T10:50:00Z",
      "links": []
    }
    exit 0
    "#);
}

#[test]
fn what_is_no_ticket_is_refused() {
    let desk = Desk::sample();
    let lines = "
        ticket show T99
        ticket show A7
        ticket show
        ticket history T99
        ticket show T7 -c sttus
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket show T99
    --- stderr
    error: there is no ticket `T99`
    exit 3

    $ desk ticket show A7
    --- stderr
    error: `A7` is not a ticket id, expected T<number>, e.g. `T42`
    exit 2

    $ desk ticket show
    --- stderr
    error: the following required arguments were not provided: <ID>
    hint: desk ticket show <ID>
    exit 2

    $ desk ticket history T99
    --- stderr
    error: there is no ticket `T99`
    exit 3

    $ desk ticket show T7 -c sttus
    --- stderr
    error: `sttus` is not a field, expected one of id, account, subject, priority, status, sla, due_at, due_metric, assignee, category, tier, channel, account_name, created_at, updated_at, resolved_at, external_id, resolution, contact, contact_email, contact_phone, team, queue, merged_into, links, linked_from, orders, invoices, quotes, credit, promises, log; did you mean `status`?
    exit 2
    ");
}

#[test]
fn the_history_tells_everything_in_order() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("ticket history T20 -c at,by,kind,status,what"), @"
    $ desk ticket history T20 -c at,by,kind,status,what
    at	by	kind	status	what
    2025-12-31T09:00:00Z	Priya Shah	created		Late again: SO-4290
    2025-12-31T09:00:00Z	Priya Shah	message-in		This is the third time in two months.
    2025-12-31T09:00:00Z		linked		order SO-4290
    2025-12-31T09:00:00Z		assigned		tom
    2025-12-31T21:00:00Z	tom	message-out		I am on it and will call you at noon.
    2026-01-02T09:00:00Z	tom	status	resolved	
    2026-01-03T09:00:00Z	Priya Shah	message-in		It still is not here.
    2026-01-03T09:00:00Z		status	open	
    2026-01-03T11:00:00Z	tom	message-out		The carrier lost it. A new pallet is on its way, at our cost.
    2026-01-04T09:00:00Z	tom	status	resolved	
    exit 0
    ");
}

#[test]
fn a_search_needs_all_words_and_takes_phrases_whatever_their_case_or_accents() {
    let desk = Desk::sample();
    let lines = r#"
        ticket search PALLET
        ticket search pallet carrier
        ticket search '"new pallet"' -c id,excerpt
        ticket search presion -c id,subject
        ticket search перенос -c id,subject
        ticket search SO-4471 -c id
        ticket search pallet --limit 1 -c id
    "#;
    assert_snapshot!(desk.run(lines), @r#"
    $ desk ticket search PALLET
    id	account	status	subject	excerpt
    T4	NORTHGATE	new	Twelve couplings missing from pallet 7	Twelve couplings missing from pallet 7
    T20	NORTHGATE	resolved	Late again: SO-4290	…A new pallet is on its way, at our cost.
    exit 0

    $ desk ticket search pallet carrier
    id	account	status	subject	excerpt
    T20	NORTHGATE	resolved	Late again: SO-4290	The carrier lost it. A new pallet is on its way, at…
    exit 0

    $ desk ticket search '"new pallet"' -c id,excerpt
    id	excerpt
    T20	…A new pallet is on its way, at our cost.
    exit 0

    $ desk ticket search presion -c id,subject
    id	subject
    T10	Consulta sobre presión máxima VH-180
    exit 0

    $ desk ticket search перенос -c id,subject
    id	subject
    T12	Перенос срока поставки
    exit 0

    $ desk ticket search SO-4471 -c id
    id
    T1
    exit 0

    $ desk ticket search pallet --limit 1 -c id
    id
    T4
    exit 0
    "#);
}

#[test]
fn signs_in_a_search_are_no_commands() {
    let desk = Desk::sample();
    let lines = r#"
        ticket search 'NEAR(' '50%' a*b
        ticket search '"'
        ticket search nothing-like-it -O table
        ticket search
    "#;
    assert_snapshot!(desk.run(lines), @r#"
    $ desk ticket search 'NEAR(' '50%' a*b
    id	account	status	subject	excerpt
    --- stderr
    no tickets match
    exit 0

    $ desk ticket search '"'
    id	account	status	subject	excerpt
    --- stderr
    no tickets match
    exit 0

    $ desk ticket search nothing-like-it -O table
    --- stderr
    no tickets match
    exit 0

    $ desk ticket search
    --- stderr
    error: the following required arguments were not provided: <WORDS>...
    hint: desk ticket search <WORDS>...
    exit 2
    "#);
}
