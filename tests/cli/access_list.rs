//! `desk access list`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn the_table_of_rights_fits_the_screen() {
    let desk = Desk::nowhere();
    let lines = "
        access list -O table
        access list --contacts -O table
        access list --role buyer --json
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk access list -O table
    ACTION           AGENT  ACCT  LEAD  SALES  CRED  BILL  LOGI  INTEG  AUDIT  ADMIN
    account.assign   -      -     yes   yes    -     -     -     yes    -      yes
    account.edit     -      yes   yes   yes    -     -     -     yes    -      yes
    account.new      -      yes   yes   yes    -     -     -     yes    -      yes
    account.read     yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    act-as.contact   yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    act-as.rep       -      -     yes   -      -     -     -     -      -      yes
    audit.read       -      -     yes   -      -     -     -     -      yes    yes
    contact.add      yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    contact.edit     yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    contact.erase    -      -     yes   yes    -     -     -     yes    -      yes
    contact.read     yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    contract.add     -      yes   yes   yes    -     -     -     yes    -      yes
    contract.end     -      yes   yes   yes    -     -     -     yes    -      yes
    contract.read    yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    cost.read        -      yes   yes   yes    -     -     -     yes    yes    yes
    credit.hold      -      -     yes   yes    yes   -     -     -      -      yes
    credit.override  -      -     -     yes    yes   -     -     -      -      yes
    credit.read      yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    desk.backup      -      -     yes   yes    -     -     -     yes    yes    yes
    desk.migrate     -      -     -     -      -     -     -     -      -      yes
    desk.new         -      -     -     -      -     -     -     -      -      yes
    desk.repair      -      -     -     -      -     -     -     -      -      yes
    desk.restore     -      -     -     -      -     -     -     -      -      yes
    dispute.decide   -      -     yes   yes    yes   yes   -     -      -      yes
    dispute.open     yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    dispute.read     yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    export.run       -      -     yes   yes    -     -     -     yes    yes    yes
    import.read      yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    import.run       -      -     yes   yes    -     -     -     yes    -      yes
    import.undo      -      -     yes   yes    -     -     -     yes    -      yes
    invoice.read     yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    order.hold       -      yes   yes   yes    yes   -     -     yes    -      yes
    order.place      yes    yes   yes   yes    -     -     -     yes    -      yes
    order.read       yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    order.revise     yes    yes   yes   yes    -     -     -     yes    -      yes
    order.template   -      yes   yes   yes    -     -     -     yes    -      yes
    payment.read     yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    policy.apply     -      -     yes   -      -     -     -     -      -      yes
    policy.read      yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    price.read       yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    product.read     yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    queue.new        -      -     yes   -      -     -     -     -      -      yes
    quote.answer     yes    yes   yes   yes    -     -     -     yes    -      yes
    quote.cancel     yes    yes   yes   yes    -     -     -     yes    -      yes
    quote.order      yes    yes   yes   yes    -     -     -     yes    -      yes
    quote.read       yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    quote.request    yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    quote.review     -      yes   yes   yes    -     -     -     -      -      yes
    quote.send       yes    yes   yes   yes    -     -     -     yes    -      yes
    quote.write      yes    yes   yes   yes    -     -     -     yes    -      yes
    rep.edit         -      -     yes   -      -     -     -     -      -      yes
    rep.edit-own     yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    rep.new          -      -     -     -      -     -     -     -      -      yes
    rep.read         yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    rep.role         -      -     -     -      -     -     -     -      -      yes
    report.read      yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    report.send      -      -     yes   yes    -     -     -     yes    -      yes
    return.authori…  -      yes   yes   yes    -     -     -     yes    -      yes
    return.handle    yes    yes   yes   yes    -     -     yes   yes    -      yes
    return.read      yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    return.request   yes    yes   yes   yes    -     -     -     yes    -      yes
    return.resolve   -      yes   yes   yes    -     -     -     yes    -      yes
    self.read        yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    sla.check        yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    sla.deliver      yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    sla.read         yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    sla.retry        yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    stock.ask        yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    stock.read       yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    team.new         -      -     yes   -      -     -     -     -      -      yes
    ticket.assign    yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.close     yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.edit      yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.link      yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.merge     yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.new       yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.note      yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.read      yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    ticket.receive   yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.reopen    yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.reply     yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.resolve   yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.status    yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.take      yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    exit 0

    $ desk access list --contacts -O table
    How far contacts see
      ROLE                TICKETS     ACCOUNTS  PEOPLE      CONTRACTS  CREDIT
      company-admin       tree        tree      tree        tree       tree
      purchasing-manager  account     account   account     account    account
      buyer               department  account   department  -          -
      junior-buyer        own         account   -           -          -
      approver            department  account   department  -          -
      finance             account     account   -           account    account
      technical           account     account   -           -          -
      logistics           account     account   -           -          -
      viewer              own         account   -           -          -

    Whose tickets are of these categories only
      finance    invoice, payment, credit
      technical  technical, integration, training, catalogue
      logistics  stock, fulfilment, return
    exit 0

    $ desk access list --role buyer --json
    {
      "roles": [
        {
          "role": "buyer",
          "tickets": "department",
          "promises": "department",
          "accounts": "account",
          "contacts": "department",
          "contracts": null,
          "credit": null,
          "categories": null
        }
      ]
    }
    exit 0
    "#);
}

#[test]
fn a_role_has_its_rows() {
    let desk = Desk::nowhere();
    let lines = "
        access list --role auditor -c action
        access list --role finance -O table
        access list --role logistics --contacts -c roles
        access list --role agnt
        access list --role agnt --contacts
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk access list --role auditor -c action
    action
    account.read
    act-as.contact
    audit.read
    contact.read
    contract.read
    cost.read
    credit.read
    desk.backup
    dispute.read
    export.run
    import.read
    invoice.read
    order.read
    payment.read
    policy.read
    price.read
    product.read
    quote.read
    rep.read
    report.read
    return.read
    self.read
    sla.read
    stock.read
    ticket.read
    exit 0

    $ desk access list --role finance -O table
    How far contacts see
      ROLE     TICKETS  ACCOUNTS  PEOPLE  CONTRACTS  CREDIT
      finance  account  account   -       account    account

    Whose tickets are of these categories only
      finance  invoice, payment, credit
    exit 0

    $ desk access list --role logistics --contacts -c roles
    field	value
    roles.0.role	logistics
    roles.0.tickets	account
    roles.0.promises	account
    roles.0.accounts	account
    roles.0.contacts	
    roles.0.contracts	
    roles.0.credit	
    roles.0.categories	stock,fulfilment,return
    exit 0

    $ desk access list --role agnt
    --- stderr
    error: `agnt` is not a staff role, expected one of agent, account-manager, team-lead, sales-manager, credit-controller, billing, logistics, integration, auditor, admin; did you mean `agent`?
    exit 2

    $ desk access list --role agnt --contacts
    --- stderr
    error: `agnt` is not a contact role, expected one of company-admin, purchasing-manager, buyer, junior-buyer, approver, finance, technical, logistics, viewer
    exit 2
    ");
}
