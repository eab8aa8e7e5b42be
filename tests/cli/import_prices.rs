//! `desk import`: products, stock, price lists, prices and discounts.

use insta::assert_snapshot;

use crate::copied;
use crate::harness::{Desk, MORNING};
use crate::shop::shop;

#[test]
fn a_shop_is_taken_in_and_a_rerun_changes_nothing() {
    assert_snapshot!(shop().run("import shop"), @"
    $ desk import shop
    --- stderr
    Imported products: + 0 created, ~ 0 updated, = 5 same, - 0 refused
    Imported product-documents: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    Imported assortment: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    Imported warehouses: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    Imported stock: + 0 created, ~ 0 updated, = 5 same, - 0 refused
    Imported incoming: + 0 created, ~ 0 updated, = 4 same, - 0 refused
    Imported price-lists: + 0 created, ~ 0 updated, = 6 same, - 0 refused
    Imported price-list-for: + 0 created, ~ 0 updated, = 6 same, - 0 refused
    Imported prices: + 0 created, ~ 0 updated, = 11 same, - 0 refused
    Imported discounts: + 0 created, ~ 0 updated, = 3 same, - 0 refused
    exit 0
    ");
}

#[test]
fn a_copy_of_a_shop_is_the_same_row_by_row() {
    for format in ["csv", "jsonl", "xlsx"] {
        let desk = shop();
        let differences = copied::differences(&desk.path("desk.db"), MORNING, format);
        assert!(differences.is_empty(), "{format}: {}", differences.join("\n"));
    }
}

#[test]
fn an_import_is_undone_whole() {
    let desk = shop();
    desk.write("more.csv", "list,sku,min_quantity,price\nLIST,BV-20,100,13.40\nLIST,BV-20,1000,12\n");
    assert_snapshot!(desk.run("import prices more.csv\nimport undo B16\nexport prices -c list,sku,min_quantity,price"), @"
    $ desk import prices more.csv
    --- stderr
    Imported prices: + 1 created, ~ 1 updated, = 0 same, - 0 refused
    exit 0

    $ desk import undo B16
    --- stderr
    Undid B16 (prices: 1 created, 1 updated)
    exit 0

    $ desk export prices -c list,sku,min_quantity,price
    list,sku,min_quantity,price
    LIST,BV-20,0,14.00
    LIST,BV-20,100,13.50
    LIST,BV-26,0,16.20
    LIST,HOSE-10,0,3.20
    GBP,BV-20,0,12.10
    B2B,BV-20,50,
    B2B,BV-20,500,
    TIER-1,BV-20,0,12.90
    FERRARIS,BV-20,200,12.40
    FERRARIS,BV-20,1000,11.85
    FROZEN,HOSE-10,0,2.95
    exit 0
    ");
}

/// Imports a file of a few lines that are all refused.
fn refused(desk: &Desk, kind: &str, text: &str) -> String {
    desk.write("bad.csv", text);
    desk.run(&format!("import {kind} bad.csv"))
}

#[test]
fn a_price_that_is_none_is_refused() {
    let desk = shop();
    let rows = "list,sku,min_quantity,max_quantity,price,currency,discount,discount_fraction,starts,ends
LIST,BV-20,,,-1,,,,,
LIST,BV-20,1,,NaN,,,,,
LIST,BV-20,2,,,,,,,
LIST,BV-20,3,,1,,5,,,
LIST,BV-20,4,,,,5,0.05,,
LIST,BV-20,5,,,,101,,,
LIST,BV-20,6,,,,,5%,,
LIST,BV-20,7,6,1,,,,,
LIST,BV-20,8,,1,,,,2026-02-01,2026-01-31
LIST,BV-20,9,,0.0000001,,,,,
LIST,BV-20,-1,,1,,,,,
";
    assert_snapshot!(refused(&desk, "prices", rows), @"
    $ desk import prices bad.csv
    --- stderr
    error: bad.csv:2: column `price`: `-1` is not a price, expected a plain number, not below 0, with at most six decimals, e.g. `12.3456`
      bad.csv:3: column `price`: `NaN` is not a number
      bad.csv:4: column `price`: is missing, expected a price, e.g. `12.3456`
      bad.csv:5: column `price`: `1` goes with no discount: a row says one of them
      bad.csv:6: column `discount_fraction`: `0.05` says again what `discount` says; keep one
      bad.csv:7: column `discount`: `101` is not a percentage, expected a percentage from 0 to 100 with at most four decimals, e.g. `2.5`
      bad.csv:8: column `discount_fraction`: `5%` is not an amount, expected a plain number, e.g. `1234.50`
      bad.csv:9: column `max_quantity`: `6` is below `min_quantity`
      bad.csv:10: column `ends`: `2026-01-31` is before `starts`
      bad.csv:11: column `price`: `0.0000001` is not a price, expected a plain number, not below 0, with at most six decimals, e.g. `12.3456`
      bad.csv:12: column `min_quantity`: `-1` is below 0
    exit 5
    ");
}

#[test]
fn a_price_of_something_unknown_is_refused() {
    let desk = shop();
    let rows = "list,sku,price,currency\nLISTS,BV-20,1,\nLIST,BV-99,1,\nLIST,HOSE-10,1,USD\nLIST,PUMP-3,399,\n";
    let lists = "list,contract,account\nLIST,C-404,\nLIST,,NOBODY\nLISTS,,\n";
    let stock = "sku,warehouse,on_hand,as_of\nBV-99,MILANO,1,\nBV-20,LYON,1,2027-01-01T00:00:00Z\n";
    let told =
        [refused(&desk, "prices", rows), refused(&desk, "price-list-for", lists), refused(&desk, "stock", stock)];
    assert_snapshot!(told.join("\n"), @"
    $ desk import prices bad.csv
    --- stderr
    error: bad.csv:2: column `list`: `LISTS` is no price list of this desk
      bad.csv:3: column `sku`: `BV-99` is no product of this desk
      bad.csv:4: column `currency`: `USD` is not that of the list LIST, which is EUR
    exit 5

    $ desk import price-list-for bad.csv
    --- stderr
    error: bad.csv:2: column `contract`: `C-404` is no contract of this desk
      bad.csv:3: column `account`: `NOBODY` is no account of this desk
      bad.csv:4: column `list`: `LISTS` is no price list of this desk
    exit 5

    $ desk import stock bad.csv
    --- stderr
    error: bad.csv:2: column `sku`: `BV-99` is no product of this desk
      bad.csv:3: column `as_of`: `2027-01-01T00:00:00Z` lies in the future: it is 2026-01-15T09:00:00Z now
    exit 5
    ");
}

#[test]
fn a_list_for_two_and_a_discount_for_nothing_are_refused() {
    let desk = shop();
    let lists = "list,contract,account,segment,inherited\nLIST,,URALMET,b2b,\nLIST,,,b2b,yes\n";
    let discounts = "code,kind,account,discount,above,currency
X-1,threshold,,5,,
X-2,account,MARMI,5,100,EUR
X-3,account,MARMI,,,
X-4,threshold,,5,-1,EUR
X-5,threshold,,5,100,
X-6,volume,,5,,
";
    let told = [refused(&desk, "price-list-for", lists), refused(&desk, "discounts", discounts)].join("\n");
    assert_snapshot!(told, @"
    $ desk import price-list-for bad.csv
    --- stderr
    error: bad.csv:2: column `segment`: `b2b` goes with no `account`: it is for one of them
      bad.csv:3: column `inherited`: `yes` goes with an `account`, which is missing
    exit 5

    $ desk import discounts bad.csv
    --- stderr
    error: bad.csv:2: column `above`: is missing, expected an amount, e.g. `10000.00`
      bad.csv:3: column `above`: `100` goes with the kind `threshold` alone
      bad.csv:4: column `discount`: is missing, expected a percentage, e.g. `10`
      bad.csv:5: column `above`: `-1` is below 0
      bad.csv:6: column `currency`: is missing, expected a currency, e.g. `EUR`
      bad.csv:7: column `kind`: `volume` is not a kind of discount, expected one of account, loyalty, threshold
    exit 5
    ");
}

#[test]
fn a_product_its_papers_and_its_stock_are_refused_for_what_cannot_be() {
    let desk = shop();
    let products = "sku,name,pack_size,cost,cost_currency\nX-1,X,0,,\nX-2,X,-10,,\nX-3,X,,5,\nX-4,X,,-5,EUR\n";
    let papers = "sku,kind,title,location\nBV-99,sheet,X,x.pdf\nBV-20,brochure,X,x.pdf\n";
    let assortment = "account,segment,sku,category,effect
MARMI,b2b,BV-20,,deny
,,BV-20,,deny
MARMI,,,,deny
MARMI,,BV-20,Valves,deny
MARMI,,BV-20,,forbid
";
    let stock = "sku,warehouse,on_hand,allocated,as_of\nBV-20,MILANO,1,-1,\n";
    let told = [
        refused(&desk, "products", products),
        refused(&desk, "product-documents", papers),
        refused(&desk, "assortment", assortment),
        refused(&desk, "stock", stock),
    ];
    assert_snapshot!(told.join("\n"), @"
    $ desk import products bad.csv
    --- stderr
    error: bad.csv:2: column `pack_size`: `0` is not above 0
      bad.csv:3: column `pack_size`: `-10` is not above 0
      bad.csv:4: column `cost_currency`: is missing, expected a currency, e.g. `EUR`
      bad.csv:5: column `cost`: `-5` is not a price, expected a plain number, not below 0, with at most six decimals, e.g. `12.3456`
    exit 5

    $ desk import product-documents bad.csv
    --- stderr
    error: bad.csv:3: column `kind`: `brochure` is not a kind of document, expected one of sheet, certificate, manual, drawing, safety
    exit 5

    $ desk import assortment bad.csv
    --- stderr
    error: bad.csv:2: column `segment`: `b2b` goes with no `account`: a rule is about one of them
      bad.csv:3: neither `account` nor `segment` says what the rule is about
      bad.csv:4: neither `sku` nor `category` says what the rule is about
      bad.csv:5: column `category`: `Valves` goes with no `sku`: a rule is about one of them
      bad.csv:6: column `effect`: `forbid` is not allow or deny, expected one of allow, deny
    exit 5

    $ desk import stock bad.csv
    --- stderr
    error: bad.csv:2: column `allocated`: `-1` is below 0
    exit 5
    ");
}
