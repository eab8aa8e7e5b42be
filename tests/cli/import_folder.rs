//! `desk import` of several files at once.

use std::path::Path;

use insta::assert_snapshot;

use crate::harness::Desk;

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/sample").join(name)).unwrap()
}

fn with_folder(names: &[&str]) -> Desk {
    let desk = Desk::empty();
    for name in names {
        desk.write(&format!("out/{name}"), sample(name));
    }
    desk
}

#[test]
fn a_folder_is_taken_in_the_order_in_which_its_rows_refer_to_one_another() {
    let desk = with_folder(&["events.csv", "tickets.csv", "contacts.csv", "accounts.csv", "reps.csv"]);
    desk.write("out/README.txt", "not rows");
    assert_snapshot!(desk.run("import out --dry-run\nimport out\nimport out/\naccount list -c code --tier 1"), @"
    $ desk import out --dry-run
    --- stderr
    Passed over README.txt, which is named for no kind
    Would import reps: + 4 created, ~ 0 updated, = 0 same, - 0 refused
    Would import accounts: + 13 created, ~ 0 updated, = 0 same, - 0 refused
    Would import contacts: + 18 created, ~ 0 updated, = 0 same, - 0 refused
    Would import tickets: + 24 created, ~ 0 updated, = 0 same, - 0 refused
    Would import events: + 47 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import out
    --- stderr
    Passed over README.txt, which is named for no kind
    Imported reps: + 4 created, ~ 0 updated, = 0 same, - 0 refused
    Imported accounts: + 13 created, ~ 0 updated, = 0 same, - 0 refused
    Imported contacts: + 18 created, ~ 0 updated, = 0 same, - 0 refused
    Imported tickets: + 24 created, ~ 0 updated, = 0 same, - 0 refused
    Imported events: + 47 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import out/
    --- stderr
    Passed over README.txt, which is named for no kind
    Imported reps: + 0 created, ~ 0 updated, = 4 same, - 0 refused
    Imported accounts: + 0 created, ~ 0 updated, = 13 same, - 0 refused
    Imported contacts: + 0 created, ~ 0 updated, = 18 same, - 0 refused
    Imported tickets: + 0 created, ~ 0 updated, = 24 same, - 0 refused
    Imported events: + 0 created, ~ 0 updated, = 47 same, - 0 refused
    exit 0

    $ desk account list -c code --tier 1
    code
    FERRARIS
    FERRARIS-SUD
    URALMET
    exit 0
    ");
}

#[test]
fn a_mapping_beside_a_file_is_its_mapping() {
    let desk = Desk::empty();
    desk.write("out/accounts.csv", "Firm,Title\nA1,One\n");
    desk.write("out/accounts.toml", "[fields]\ncode = 'Firm'\nname = 'Title'\n");
    assert_snapshot!(desk.run("import out\naccount list -c code,name"), @"
    $ desk import out
    --- stderr
    Imported accounts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk account list -c code,name
    code	name
    A1	One
    exit 0
    ");
}

#[test]
fn a_manifest_names_its_files() {
    let desk = Desk::empty();
    desk.write("in/people.csv", "email,account\nanna@a1.example,A1\n");
    desk.write("in/firms.csv", "code,name\nA1,One\n");
    desk.write(
        "in/all.toml",
        "source = 'crm'\n[[file]]\nkind = 'contacts'\npath = 'people.csv'\n[[file]]\nkind = 'accounts'\npath = 'firms.csv'\n",
    );
    assert_snapshot!(desk.run("import in/all.toml\naccount contact list A1 -c email\nimport list -c id,kind,source,file"), @"
    $ desk import in/all.toml
    --- stderr
    Imported accounts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    Imported contacts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk account contact list A1 -c email
    email
    anna@a1.example
    exit 0

    $ desk import list -c id,kind,source,file
    id	kind	source	file
    B2	contacts	crm	in/people.csv
    B1	accounts	crm	in/firms.csv
    exit 0
    ");
}

#[test]
fn a_row_refused_in_one_file_keeps_all_of_them_out() {
    let desk = Desk::empty();
    desk.write("out/accounts.csv", "code,name\nA1,One\n");
    desk.write("out/contacts.csv", "email,account\nanna@a1.example,A2\n");
    assert_snapshot!(desk.run("import out\naccount list -c code\nimport out --keep-going\naccount list -c code"), @"
    $ desk import out
    --- stderr
    error: out/contacts.csv:2: column `account`: `A2` is no account of this desk
    exit 5

    $ desk account list -c code
    code
    --- stderr
    no accounts match
    exit 0

    $ desk import out --keep-going
    --- stderr
    Imported accounts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    Imported contacts: + 0 created, ~ 0 updated, = 0 same, - 1 refused
    The refused rows are in out/contacts.rejected.csv
    error: out/contacts.csv:2: column `account`: `A2` is no account of this desk
    exit 5

    $ desk account list -c code
    code
    A1
    exit 0
    ");
}

#[test]
fn what_cannot_be_taken_is_said() {
    let desk = Desk::empty();
    desk.write("out/notes.txt", "x");
    desk.write("accounts.csv", "code,name\nA1,One\n");
    desk.write("export.csv", "code,name\nA1,One\n");
    desk.write("bad.toml", "[[file]]\nkind = 'acounts'\npath = 'accounts.csv'\n");
    desk.write("odd.toml", "[[file]]\nkind = 'accounts'\npaht = 'accounts.csv'\n");
    desk.write("none.toml", "source = 'crm'\n");
    assert_snapshot!(desk.run("import out\nimport accounts.csv\nimport export.csv\nimport accounts\nimport nowhere/\nimport bad.toml\nimport odd.toml\nimport none.toml\nimport out --map a=b"), @"
    $ desk import out
    --- stderr
    error: `out` holds no file named for a kind, such as accounts.csv; say what each file holds in manifest.toml
    exit 2

    $ desk import accounts.csv
    --- stderr
    Imported accounts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import export.csv
    --- stderr
    error: `export.csv` is no folder, no manifest (.toml), and named for no kind; say what it holds, e.g. `desk import tickets export.csv`
    exit 2

    $ desk import accounts
    --- stderr
    error: which accounts? name the file too, e.g. `desk import accounts accounts.csv`
    exit 2

    $ desk import nowhere/
    --- stderr
    error: `nowhere/` could not be read: No such file or directory (os error 2)
    exit 1

    $ desk import bad.toml
    --- stderr
    error: bad.toml: `acounts` is not a kind, expected one of teams, reps, policies, queues, accounts, contacts, assignments, contracts, tickets, events, messages, notices, deliveries, runs, products, product-documents, assortment, warehouses, stock, incoming, price-lists, price-list-for, prices, discounts, order-templates, order-template-lines, quotes, quote-revisions, quote-lines, quote-offers, quote-events, quote-evidence, orders, order-lines, order-promises, order-revisions, shipments, returns, return-lines, return-events, invoices, invoice-lines, instalments, payments, allocations, disputes, credit-changes, credit-overrides; did you mean `accounts`?
    exit 2

    $ desk import odd.toml
    --- stderr
    error: odd.toml:3: unknown field `paht`, expected one of `kind`, `path`, `source`, `mapping`, `format`
    exit 2

    $ desk import none.toml
    --- stderr
    error: none.toml: names no file; each has a `[[file]]` with its `kind` and `path`
    exit 2

    $ desk import out --map a=b
    --- stderr
    error: `--map` is for one file; of several, each has its own in a manifest: see `desk import --help`
    exit 2
    ");
}
