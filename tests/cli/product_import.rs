//! `desk product import`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn products_are_taken_in_as_desk_import_does() {
    let desk = Desk::empty();
    desk.write("p.csv", "Artikel,name,unit\nNUT-4,Nut M4,piece\nNUT-5,Nut M5,piece\n");
    desk.write("odd.csv", "sku,name\n,Nut\n");
    let lines = "
        product import p.csv --map Artikel=sku --dry-run
        product import p.csv --map Artikel=sku --key K-1
        import products p.csv --map Artikel=sku
        product import p.csv --map Artikel=sku --key K-1
        product import odd.csv
        product import
        product import none.csv
        product list -c sku,name
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk product import p.csv --map Artikel=sku --dry-run
    --- stderr
    Would import products: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk product import p.csv --map Artikel=sku --key K-1
    --- stderr
    Imported products: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import products p.csv --map Artikel=sku
    --- stderr
    Imported products: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    exit 0

    $ desk product import p.csv --map Artikel=sku --key K-1
    --- stderr
    Was done before, as B1: products: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk product import odd.csv
    --- stderr
    error: odd.csv:2: column `sku`: is missing, expected a SKU, e.g. `BK-M82B-42`
    exit 5

    $ desk product import
    --- stderr
    error: the following required arguments were not provided: <FILE>
    hint: desk product import <FILE>
    exit 2

    $ desk product import none.csv
    --- stderr
    error: `none.csv` could not be read: No such file or directory (os error 2)
    exit 1

    $ desk product list -c sku,name
    sku	name
    NUT-4	Nut M4
    NUT-5	Nut M5
    exit 0
    ");
}
