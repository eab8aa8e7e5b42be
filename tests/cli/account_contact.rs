//! `desk account contact`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn a_person_is_added_and_listed() {
    let desk = Desk::sample();
    let lines = "
        account contact add ferraris --name 'Ugo Verdi' --email Ugo@Ferraris.example --phone '+39 02 55' --function logistics --role buyer --language it
        account contact list FERRARIS
        account contact ls BALTIC -O table
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk account contact add ferraris --name 'Ugo Verdi' --email Ugo@Ferraris.example --phone '+39 02 55' --function logistics --role buyer --language it
    --- stderr
    Added Ugo Verdi to FERRARIS, buyer
    exit 0

    $ desk account contact list FERRARIS
    id	name	email	phone	function	role	account	department	language	active
    P1	Anna Bianchi	anna.bianchi@ferraris.example		purchasing	purchasing-manager	FERRARIS			true
    P2	Marco Riva	marco.riva@ferraris.example		technical	technical	FERRARIS			true
    P3	Paola Serra	paola.serra@ferraris.example		finance	finance	FERRARIS			true
    P19	Ugo Verdi	ugo@ferraris.example	+39 02 55	logistics	buyer	FERRARIS		it	true
    exit 0

    $ desk account contact ls BALTIC -O table
    ID   NAME            EMAIL                    PHONE  FUNCTION    ROLE
    P17  Алексей Громов  a.gromov@baltic.example  -      management  company-admin
    exit 0
    ");
}

#[test]
fn an_address_belongs_to_one_person() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("account contact add URALMET --email Anna.Bianchi@ferraris.example"), @"
    $ desk account contact add URALMET --email Anna.Bianchi@ferraris.example
    --- stderr
    error: there is a contact with the address `anna.bianchi@ferraris.example` already
    exit 4
    ");
}

#[test]
fn an_account_without_people_says_so() {
    let desk = Desk::empty();
    desk.quietly("account new ACME 'Acme'");
    assert_snapshot!(desk.run("account contact list ACME"), @"
    $ desk account contact list ACME
    id	name	email	phone	function	role	account	department	language	active
    --- stderr
    no contacts match
    exit 0
    ");
}

#[test]
fn a_person_who_cannot_be_is_refused() {
    let desk = Desk::sample();
    let lines = "
        account contact add FERRARIS
        account contact add FERRARIS --email anna
        account contact add FERRARIS --name Ugo --function buying
        account contact add FERRARIS --name Ugo --role buyr
        account contact add FERRARIS --name Ugo --language italiano
        account contact add FERARIS --name Ugo
        account contact list FERARIS
        account contact
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk account contact add FERRARIS
    --- stderr
    error: `` is not a contact, expected a name, an e-mail address, or both
    exit 2

    $ desk account contact add FERRARIS --email anna
    --- stderr
    error: `anna` is not an e-mail address, expected e.g. `anna@acme.example`
    exit 2

    $ desk account contact add FERRARIS --name Ugo --function buying
    --- stderr
    error: `buying` is not a function, expected one of purchasing, technical, finance, logistics, management
    exit 2

    $ desk account contact add FERRARIS --name Ugo --role buyr
    --- stderr
    error: `buyr` is not a contact role, expected one of company-admin, purchasing-manager, buyer, junior-buyer, approver, finance, technical, logistics, viewer; did you mean `buyer`?
    exit 2

    $ desk account contact add FERRARIS --name Ugo --language italiano
    --- stderr
    error: `italiano` is not a language, expected a two-letter ISO 639-1 code, e.g. `it`
    exit 2

    $ desk account contact add FERARIS --name Ugo
    --- stderr
    error: there is no account `FERARIS`; did you mean `FERRARIS`?
    hint: desk account list
    exit 3

    $ desk account contact list FERARIS
    --- stderr
    error: there is no account `FERARIS`; did you mean `FERRARIS`?
    hint: desk account list
    exit 3

    $ desk account contact
    --- stderr
    error: 'desk account contact' requires a subcommand but one was not provided [subcommands: add, list, ls, erase, edit, help]
    hint: desk account contact [OPTIONS] <COMMAND>
    exit 2
    ");
}

#[test]
fn a_person_is_edited_by_address_or_number() {
    let desk = Desk::sample();
    let lines = "
        account contact edit anna.bianchi@ferraris.example --role company-admin --department 'Plant 2'
        account contact edit P1 --role company-admin
        account contact edit p1 --email none --phone 55 --active false
        account contact list FERRARIS --json=id,email,phone,role,department,active
        account contact edit P1 --name none
        account contact edit P2 --email paola.serra@ferraris.example
        account contact edit P99 --phone 1
        account contact edit ana@ferraris.example --phone 1
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk account contact edit anna.bianchi@ferraris.example --role company-admin --department 'Plant 2'
    --- stderr
    Changed Anna Bianchi of FERRARIS, company-admin
    exit 0

    $ desk account contact edit P1 --role company-admin
    --- stderr
    Anna Bianchi of FERRARIS is so already
    exit 0

    $ desk account contact edit p1 --email none --phone 55 --active false
    --- stderr
    Changed Anna Bianchi of FERRARIS, company-admin
    exit 0

    $ desk account contact list FERRARIS --json=id,email,phone,role,department,active
    [
      {
        "id": "P2",
        "email": "marco.riva@ferraris.example",
        "phone": null,
        "role": "technical",
        "department": null,
        "active": true
      },
      {
        "id": "P3",
        "email": "paola.serra@ferraris.example",
        "phone": null,
        "role": "finance",
        "department": null,
        "active": true
      },
      {
        "id": "P1",
        "email": null,
        "phone": "55",
        "role": "company-admin",
        "department": "Plant 2",
        "active": false
      }
    ]
    exit 0

    $ desk account contact edit P1 --name none
    --- stderr
    error: `` is not a contact, expected a name, an e-mail address, or both
    exit 2

    $ desk account contact edit P2 --email paola.serra@ferraris.example
    --- stderr
    error: there is a contact with the address `paola.serra@ferraris.example` already
    exit 4

    $ desk account contact edit P99 --phone 1
    --- stderr
    error: there is no contact `P99`
    exit 3

    $ desk account contact edit ana@ferraris.example --phone 1
    --- stderr
    error: there is no contact `ana@ferraris.example`; did you mean `marco.riva@ferraris.example`?
    exit 3
    "#);
}
