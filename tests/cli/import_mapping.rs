//! `desk import`: columns and mappings.

use insta::assert_snapshot;

use crate::harness::Desk;

const FOREIGN: &str = "Number;Company;Level;Fax\n1017;Acme S.p.A.;A;55\n1018;Zeta;B;56\n";

#[test]
fn columns_without_a_place_are_refused_with_what_to_do_about_them() {
    let desk = Desk::empty();
    desk.write("firms.csv", FOREIGN).write("accounts.csv", "code,nam\nA1,One\n");
    assert_snapshot!(desk.run("import accounts firms.csv\nimport accounts accounts.csv"), @"
    $ desk import accounts firms.csv
    --- stderr
    error: firms.csv:1: the columns `Number`, `Company`, `Level`, `Fax` have no place in accounts: ignore by name with `--ignore Number,Company,Level,Fax`, or place with `--map Number=FIELD`
      firms.csv:1: nothing fills the required fields `code`, `name`: name a column, e.g. `--map COLUMN=code`; accounts have external_id, source, code*, name*, parent, segment, tier, status, region, sector, currency, credit_limit, credit_hold, terms, time_zone, language, tax_id, phone, customer_since, tags, primary_rep, backup_rep (* required)
    exit 5

    $ desk import accounts accounts.csv
    --- stderr
    error: accounts.csv:1: the column `nam` has no place in accounts: ignore by name with `--ignore nam`, or place with `--map nam=FIELD`; is `nam` the field `name`?
      accounts.csv:1: nothing fills the required field `name`: name a column, e.g. `--map COLUMN=name`; accounts have external_id, source, code*, name*, parent, segment, tier, status, region, sector, currency, credit_limit, credit_hold, terms, time_zone, language, tax_id, phone, customer_since, tags, primary_rep, backup_rep (* required)
    exit 5
    ");
}

#[test]
fn flags_place_columns_and_leave_others_out() {
    let desk = Desk::empty();
    desk.write("firms.csv", FOREIGN);
    let lines = "
        import accounts firms.csv --map Number=code --map Company=name --ignore Fax,Level
        import accounts firms.csv --map Number=code --map Company=name --ignore *
        import accounts firms.csv --map Number=code --map Company=name --ignore Fax
        import accounts firms.csv --map Number=code --map Compny=name --ignore *
        import accounts firms.csv --map Number=code --map Company=nme --ignore *
        import accounts firms.csv --map Number
        account list -c code,name
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import accounts firms.csv --map Number=code --map Company=name --ignore Fax,Level
    --- stderr
    Imported accounts: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import accounts firms.csv --map Number=code --map Company=name --ignore *
    --- stderr
    Imported accounts: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    exit 0

    $ desk import accounts firms.csv --map Number=code --map Company=name --ignore Fax
    --- stderr
    error: firms.csv:1: the column `Level` has no place in accounts: ignore by name with `--ignore Level`, or place with `--map Level=FIELD`
    exit 5

    $ desk import accounts firms.csv --map Number=code --map Compny=name --ignore *
    --- stderr
    error: firms.csv:1: the column `Compny`, for the field `name`, is not in firms.csv (did you mean `Company`?); it has `Number`, `Company`, `Level`, `Fax`
    exit 5

    $ desk import accounts firms.csv --map Number=code --map Company=nme --ignore *
    --- stderr
    error: firms.csv:1: accounts have no field `nme` (did you mean `name`?); accounts have external_id, source, code*, name*, parent, segment, tier, status, region, sector, currency, credit_limit, credit_hold, terms, time_zone, language, tax_id, phone, customer_since, tags, primary_rep, backup_rep (* required)
      firms.csv:1: nothing fills the required field `name`: name a column, e.g. `--map COLUMN=name`; accounts have external_id, source, code*, name*, parent, segment, tier, status, region, sector, currency, credit_limit, credit_hold, terms, time_zone, language, tax_id, phone, customer_since, tags, primary_rep, backup_rep (* required)
    exit 5

    $ desk import accounts firms.csv --map Number
    --- stderr
    error: `Number` is not a mapping, expected COLUMN=FIELD, e.g. `Customer=account`
    exit 2

    $ desk account list -c code,name
    code	name
    1017	Acme S.p.A.
    1018	Zeta
    exit 0
    ");
}

#[test]
fn a_mapping_file_says_the_same_and_more() {
    let desk = Desk::empty();
    let mapping = "kind = \"accounts\"\nsource = \"erp\"\nignore = [\"Fax\"]\n\n[fields]\nexternal_id = \"Number\"\n\
        code = { column = \"Number\", prefix = \"C\" }\nname = \"Company\"\n\
        tier = { column = \"Level\", values = { A = 1, B = 2 } }\n";
    desk.write("firms.csv", FOREIGN).write("erp.toml", mapping);
    let lines = "
        import accounts firms.csv --mapping erp.toml
        account list -c code,name,tier
        import accounts firms.csv --mapping erp.toml
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import accounts firms.csv --mapping erp.toml
    --- stderr
    Imported accounts: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk account list -c code,name,tier
    code	name	tier
    C1017	Acme S.p.A.	1
    C1018	Zeta	2
    exit 0

    $ desk import accounts firms.csv --mapping erp.toml
    --- stderr
    Imported accounts: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    exit 0
    ");
}

#[test]
fn a_mapping_file_that_cannot_be_used_is_refused_with_its_line() {
    let desk = Desk::empty();
    desk.write("firms.csv", FOREIGN).write("broken.toml", "[fields\n").write("odd.toml", "\ncolour = 1\n");
    desk.write("tickets.toml", "kind = \"tickets\"\n")
        .write("field.toml", "ignore = [\"*\"]\n[fields]\nnmae = \"Company\"\n");
    let lines = "
        import accounts firms.csv --mapping broken.toml
        import accounts firms.csv --mapping odd.toml
        import accounts firms.csv --mapping tickets.toml
        import accounts firms.csv --mapping field.toml
        import accounts firms.csv --mapping missing.toml
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import accounts firms.csv --mapping broken.toml
    --- stderr
    error: broken.toml:1: unclosed table, expected `]`
    exit 2

    $ desk import accounts firms.csv --mapping odd.toml
    --- stderr
    error: odd.toml:2: unknown field `colour`, expected one of `kind`, `source`, `null`, `datetime`, `date`, `zone`, `decimal`, `one_per`, `ignore`, `fields`
    exit 2

    $ desk import accounts firms.csv --mapping tickets.toml
    --- stderr
    error: tickets.toml: a mapping for tickets, used for accounts
      firms.csv:1: the columns `Number`, `Company`, `Level`, `Fax` have no place in accounts: ignore by name with `--ignore Number,Company,Level,Fax`, or place with `--map Number=FIELD`
      firms.csv:1: nothing fills the required fields `code`, `name`: name a column, e.g. `--map COLUMN=code`; accounts have external_id, source, code*, name*, parent, segment, tier, status, region, sector, currency, credit_limit, credit_hold, terms, time_zone, language, tax_id, phone, customer_since, tags, primary_rep, backup_rep (* required)
    exit 5

    $ desk import accounts firms.csv --mapping field.toml
    --- stderr
    error: field.toml:3: accounts have no field `nmae` (did you mean `name`?); accounts have external_id, source, code*, name*, parent, segment, tier, status, region, sector, currency, credit_limit, credit_hold, terms, time_zone, language, tax_id, phone, customer_since, tags, primary_rep, backup_rep (* required)
      firms.csv:1: nothing fills the required fields `code`, `name`: name a column, e.g. `--map COLUMN=code`; accounts have external_id, source, code*, name*, parent, segment, tier, status, region, sector, currency, credit_limit, credit_hold, terms, time_zone, language, tax_id, phone, customer_since, tags, primary_rep, backup_rep (* required)
    exit 5

    $ desk import accounts firms.csv --mapping missing.toml
    --- stderr
    error: missing.toml: cannot be read: No such file or directory (os error 2)
    exit 2
    ");
}
