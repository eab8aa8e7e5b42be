//! `desk ticket link`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn a_ticket_is_tied_to_an_order_and_to_another_ticket() {
    let desk = Desk::sample();
    let lines = "
        ticket link T7 invoice 2026/118
        ticket link T7 related t1
        ticket show T7 -c links
        ticket show T1 -c linked_from
        ticket history T7 -c by,kind,what
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket link T7 invoice 2026/118
    --- stderr
    Linked T7 to invoice 2026/118
    exit 0

    $ desk ticket link T7 related t1
    --- stderr
    Linked T7 to related T1
    exit 0

    $ desk ticket show T7 -c links
    field	value
    links.0.kind	invoice
    links.0.target	2026/118
    links.1.kind	related
    links.1.target	T1
    exit 0

    $ desk ticket show T1 -c linked_from
    field	value
    linked_from.0.kind	related
    linked_from.0.target	T7
    exit 0

    $ desk ticket history T7 -c by,kind,what
    by	kind	what
    Paola Serra	created	Fattura 2026/118: IVA errata
    Paola Serra	message-in	Sulla fattura 118 è applicata l’IVA al 22 % anziché reverse charge.
    	assigned	irene
    irene	message-out	Buongiorno, verifichiamo con l’amministrazione e vi aggiorniamo oggi.
    irene	status	
    Paola Serra	message-in	Abbiamo bisogno della nota di credito entro domani.
    	status	
    giulia	linked	invoice 2026/118
    giulia	linked	related T1
    exit 0
    ");
}

#[test]
fn a_tie_there_is_already_is_a_remark() {
    let desk = Desk::sample();
    let lines = "
        ticket link T1 order SO-4471
        ticket link T7 related 1
        ticket link T7 related T1
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket link T1 order SO-4471
    --- stderr
    Already linked: T1 to order SO-4471
    exit 0

    $ desk ticket link T7 related 1
    --- stderr
    Linked T7 to related T1
    exit 0

    $ desk ticket link T7 related T1
    --- stderr
    Already linked: T7 to related T1
    exit 0
    ");
}

#[test]
fn a_tie_that_cannot_be_is_refused() {
    let desk = Desk::sample();
    let lines = "
        ticket link T1 related T1
        ticket link T1 related T99
        ticket link T1 related SO-4471
        ticket link T1 oder SO-4471
        ticket link T99 order SO-4471
        ticket link T1 order
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket link T1 related T1
    --- stderr
    error: T1 cannot be tied to itself
    exit 4

    $ desk ticket link T1 related T99
    --- stderr
    error: there is no ticket `T99`
    exit 3

    $ desk ticket link T1 related SO-4471
    --- stderr
    error: `SO-4471` is not a ticket id, expected T<number>, e.g. `T42`
    exit 2

    $ desk ticket link T1 oder SO-4471
    --- stderr
    error: `oder` is not a link, expected one of parent, duplicate-of, follow-up-of, related, order, quote, invoice, shipment, return, product, article; did you mean `order`?
    exit 2

    $ desk ticket link T99 order SO-4471
    --- stderr
    error: there is no ticket `T99`
    exit 3

    $ desk ticket link T1 order
    --- stderr
    error: the following required arguments were not provided: <TARGET>
    hint: desk ticket link <ID> <KIND> <TARGET>
    exit 2
    ");
}
