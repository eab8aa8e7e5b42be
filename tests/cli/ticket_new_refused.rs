//! `desk ticket new`: what is refused.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn at_no_terminal_each_missing_field_names_its_flag() {
    let desk = Desk::sample();
    let lines = "
        ticket new
        ticket new 'Pallet 7'
        ticket new 'Pallet 7' --account FERRARIS
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket new
    --- stderr
    error: subject is missing
    hint: pass it as the first argument
    exit 2

    $ desk ticket new 'Pallet 7'
    --- stderr
    error: account is missing
    hint: pass --account CODE
    exit 2

    $ desk ticket new 'Pallet 7' --account FERRARIS
    --- stderr
    error: category is missing
    hint: pass --category KIND
    exit 2
    ");
}

#[test]
fn unknown_names_are_refused_with_the_near_one() {
    let desk = Desk::sample();
    let lines = "
        ticket new 'Pallet 7' --category stock --account FERARIS
        ticket new 'Pallet 7' --category stock --contact ana.bianchi@ferraris.example
        ticket new 'Pallet 7' --category stock --account FERRARIS --assignee tim
        ticket new 'Pallet 7' --category stock --account FERRARIS --queue orders@adriafluid.example
        ticket new 'Pallet 7' --category stock --follow-up T99
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket new 'Pallet 7' --category stock --account FERARIS
    --- stderr
    error: there is no account `FERARIS`; did you mean `FERRARIS`?
    hint: desk account list
    exit 3

    $ desk ticket new 'Pallet 7' --category stock --contact ana.bianchi@ferraris.example
    --- stderr
    error: there is no contact `ana.bianchi@ferraris.example`; did you mean `anna.bianchi@ferraris.example`?
    exit 3

    $ desk ticket new 'Pallet 7' --category stock --account FERRARIS --assignee tim
    --- stderr
    error: there is no rep `tim`; did you mean `tom`?
    hint: desk rep list
    exit 3

    $ desk ticket new 'Pallet 7' --category stock --account FERRARIS --queue orders@adriafluid.example
    --- stderr
    error: there is no queue `orders@adriafluid.example`
    hint: desk rep queue list
    exit 3

    $ desk ticket new 'Pallet 7' --category stock --follow-up T99
    --- stderr
    error: there is no ticket `T99`
    exit 3
    ");
}

#[test]
fn unknown_words_are_refused_with_the_near_one() {
    let desk = Desk::sample();
    let lines = "
        ticket new 'Pallet 7' --account FERRARIS --category stok
        ticket new 'Pallet 7' --account FERRARIS --category stock.etta
        ticket new 'Pallet 7' --account FERRARIS --category quote.big
        ticket new 'Pallet 7' --account FERRARIS --priority urgnt
        ticket new 'Pallet 7' --account FERRARIS --channel fax
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket new 'Pallet 7' --account FERRARIS --category stok
    --- stderr
    error: `stok` is not a category, expected one of stock, fulfilment, order-change, po, quote, price, invoice, payment, credit, return, technical, account, catalogue, contract, loyalty, integration, training, complaint, feedback, other; did you mean `stock`?
    exit 2

    $ desk ticket new 'Pallet 7' --account FERRARIS --category stock.etta
    --- stderr
    error: `stock.etta` is not a category, expected one of stock.availability, stock.eta, stock.substitute; did you mean `stock.eta`?
    exit 2

    $ desk ticket new 'Pallet 7' --account FERRARIS --category quote.big
    --- stderr
    error: `quote.big` is not a category, expected `quote`, which has no finer kinds
    exit 2

    $ desk ticket new 'Pallet 7' --account FERRARIS --priority urgnt
    --- stderr
    error: `urgnt` is not a priority, expected one of low, normal, high, urgent; did you mean `urgent`?
    exit 2

    $ desk ticket new 'Pallet 7' --account FERRARIS --channel fax
    --- stderr
    error: `fax` is not a channel, expected one of email, phone, chat, sms, social, portal, edi, manager
    exit 2
    ");
}

#[test]
fn a_contact_of_another_account_is_refused() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("ticket new 'Pallet 7' --category stock --account URALMET --contact anna.bianchi@ferraris.example"), @"
    $ desk ticket new 'Pallet 7' --category stock --account URALMET --contact anna.bianchi@ferraris.example
    --- stderr
    error: Anna Bianchi is at `FERRARIS`, not at `URALMET`
    exit 4
    ");
}

#[test]
fn an_empty_subject_or_message_is_refused() {
    let desk = Desk::sample();
    let lines = "
        ticket new ' ' --category stock --account URALMET
        ticket new 'Pallet 7' --category stock --account URALMET -m ' '
        ticket new 'Pallet 7' --category stock --account URALMET -m a -F b
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket new ' ' --category stock --account URALMET
    --- stderr
    error: `` is not a line of text, expected at least one character
    exit 2

    $ desk ticket new 'Pallet 7' --category stock --account URALMET -m ' '
    --- stderr
    error: `` is not a message, expected some text
    exit 2

    $ desk ticket new 'Pallet 7' --category stock --account URALMET -m a -F b
    --- stderr
    error: the argument '--message <TEXT>' cannot be used with '--file <FILE>'
    hint: desk ticket new --category <CATEGORY> --account <CODE> --message <TEXT> <SUBJECT>
    exit 2
    ");
}

#[test]
fn whoever_is_no_rep_opens_nothing() {
    let mut desk = Desk::sample();
    desk.as_user("stranger");
    let lines = "
        ticket new 'Pallet 7' --category stock --account URALMET
        ticket list --account URALMET --ids
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket new 'Pallet 7' --category stock --account URALMET
    --- stderr
    error: the user `stranger` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user stranger
    exit 4

    $ desk ticket list --account URALMET --ids
    --- stderr
    error: the user `stranger` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user stranger
    exit 4
    ");
}
