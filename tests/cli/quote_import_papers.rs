//! `desk import`: what shows that customers took quotes, orders of them, and taking quotes out again.

use insta::assert_snapshot;

use crate::quote_import::imported;

#[test]
fn what_shows_that_they_said_so_comes_in_parts_and_whole() {
    let desk = imported();
    desk.quietly("quote accept Q1");
    let sha = "sha256 of nothing like it";
    let head = "quote,event,name,sha256,part,parts,content\n";
    let right = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    for (name, rows) in [
        ("digest", format!("AN-1,3,order.eml,{sha},1,1,aGVsbG8=\n")),
        ("other", format!("AN-1,3,order.eml,{},1,1,aGVsbG8=\n", right.replace('2', "3"))),
        ("letters", format!("AN-1,3,order.eml,{right},1,1,%%%\n")),
        ("beyond", format!("AN-1,9,order.eml,{right},1,1,aGVsbG8=\n")),
        ("second", format!("AN-1,3,order.eml,{right},2,2,bG8=\n")),
        ("half", format!("AN-1,3,order.eml,{right},1,2,aGVs\n")),
        ("whole", format!("AN-1,3,order.eml,{right},1,2,aGVs\nAN-1,3,order.eml,{right},2,2,bG8=\n")),
    ] {
        desk.write(&format!("{name}.csv"), format!("{head}{rows}"));
    }
    assert_snapshot!(desk.run("
        import quote-evidence digest.csv --source erp
        import quote-evidence other.csv --source erp
        import quote-evidence letters.csv --source erp
        import quote-evidence beyond.csv --source erp
        import quote-evidence second.csv --source erp
        import quote-evidence half.csv --source erp
        import quote-evidence whole.csv --source erp
        import quote-evidence whole.csv --source erp
        export quote-evidence
    "), @"
    $ desk import quote-evidence digest.csv --source erp
    --- stderr
    error: digest.csv:2: column `sha256`: `sha256 of nothing like it` is no SHA-256, which has 64 hexadecimal digits
    exit 5

    $ desk import quote-evidence other.csv --source erp
    --- stderr
    error: other.csv:2: column `sha256`: `3cf34dba5fb0a30e36e83b3ac5b9e39e1b161e5c1fa7435e73043363938b9834` is not that of the content
    exit 5

    $ desk import quote-evidence letters.csv --source erp
    --- stderr
    error: letters.csv:2: column `content`: `%%%` is no base64: Invalid symbol 37, offset 0.
    exit 5

    $ desk import quote-evidence beyond.csv --source erp
    --- stderr
    error: beyond.csv:2: column `event`: `9` is beyond the log of Q1
    exit 5

    $ desk import quote-evidence second.csv --source erp
    --- stderr
    error: second.csv:2: column `part`: `2` comes without those before it
    exit 5

    $ desk import quote-evidence half.csv --source erp
    --- stderr
    error: of `order.eml`, 1 of 2 parts came; bring all of them in one file
    exit 4

    $ desk import quote-evidence whole.csv --source erp
    --- stderr
    Imported quote-evidence: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import quote-evidence whole.csv --source erp
    --- stderr
    Imported quote-evidence: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    exit 0

    $ desk export quote-evidence
    quote,event,name,sha256,part,parts,content
    Q1,3,order.eml,2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824,1,1,aGVsbG8=
    exit 0
    ");
}

#[test]
fn orders_name_the_quote_and_the_offer_that_they_take_up() {
    let desk = imported();
    let orders = "number,account,ordered_at,quote\nSO-9,FERRARIS,2026-01-13T09:00:00Z,AN-1\n";
    desk.write("orders.csv", orders).write("others.csv", orders.replace("FERRARIS", "LEVANTE"));
    desk.write("strange.csv", orders.replace("AN-1", "AN-7"));
    let lines = "order,line,sku,quantity,unit_price,offer_line,offer_quantity\nSO-9,1,BV-20,60,12.40,1,100\n";
    desk.write("order-lines.csv", lines).write("odd.csv", lines.replace("1,100", "1,200"));
    desk.write("half.csv", lines.replace(",1,100", ",1,"));
    assert_snapshot!(desk.run("
        import orders others.csv --source erp
        import orders strange.csv --source erp
        import orders orders.csv --source erp
        import order-lines odd.csv --source erp
        import order-lines half.csv --source erp
        import order-lines order-lines.csv --source erp
        export orders -c number,quote
        export order-lines -c order,line,offer_revision,offer_line,offer_quantity
        order show SO-9 -O table
    "), @"
    $ desk import orders others.csv --source erp
    --- stderr
    error: others.csv:2: column `quote`: `AN-1` is a quote for another account
    exit 5

    $ desk import orders strange.csv --source erp
    --- stderr
    error: strange.csv:2: column `quote`: `AN-7` is no quote of this desk, and the id of none from this source
    exit 5

    $ desk import orders orders.csv --source erp
    --- stderr
    Imported orders: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import order-lines odd.csv --source erp
    --- stderr
    error: odd.csv:2: column `offer_quantity`: `200` is not what line 1 of Q1 is offered for
    exit 5

    $ desk import order-lines half.csv --source erp
    --- stderr
    error: half.csv:2: column `offer_quantity`: is missing, expected a quantity, e.g. `100`
    exit 5

    $ desk import order-lines order-lines.csv --source erp
    --- stderr
    Imported order-lines: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk export orders -c number,quote
    number,quote
    SO-9,Q1
    exit 0

    $ desk export order-lines -c order,line,offer_revision,offer_line,offer_quantity
    order,line,offer_revision,offer_line,offer_quantity
    SO-9,1,1,1,100
    exit 0

    $ desk order show SO-9 -O table
    SO-9 FERRARIS Officine Ferraris S.p.A.
      status    open
      quote     Q1
      ordered   2026-01-13
      terms     NET60
      subtotal  744.00 EUR
      total     744.00 EUR

    Lines
      LINE  PRODUCT                  QTY  SHIPPED  LEFT  BY  PRICE  AMOUNT
         1  BV-20 Ball valve 3/4 in   60        0    60   -  12.40  744.00
    exit 0
    ");
}

#[test]
fn an_import_of_quotes_is_undone_until_something_was_built_on_it() {
    let desk = imported();
    desk.quietly("quote accept Q1\nquote convert Q1");
    let undo = "import undo B18 --yes\nimport undo B17 --yes\nimport undo B16 --yes\n";
    assert_snapshot!(desk.run(undo), @"
    $ desk import undo B18 --yes
    --- stderr
    error: B18 cannot be undone: the quote Q1 was changed since
    exit 4

    $ desk import undo B17 --yes
    --- stderr
    error: B17 cannot be undone: B18 changed some of the same since; undo that first
    exit 4

    $ desk import undo B16 --yes
    --- stderr
    error: B16 cannot be undone: the order O1 refers to a quote that it made
    exit 4
    ");
    let desk = imported();
    let more = "quote list --all\ncheck --full\nimport in --source erp";
    assert_snapshot!(desk.run(&format!("{undo}{more}")), @"
    $ desk import undo B18 --yes
    --- stderr
    Undid B18 (quote-lines: 2 created, 0 updated)
    exit 0

    $ desk import undo B17 --yes
    --- stderr
    Undid B17 (quote-revisions: 1 created, 0 updated)
    exit 0

    $ desk import undo B16 --yes
    --- stderr
    Undid B16 (quotes: 1 created, 0 updated)
    exit 0

    $ desk quote list --all
    id	account	subject	status	revision	total	valid_until	rep	requested_at	sent_at	lost	ticket	account_name	open_revision	created_at
    --- stderr
    no quotes match
    exit 0

    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0

    $ desk import in --source erp
    --- stderr
    Imported quotes: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-revisions: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    Imported quote-lines: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0
    ");
    let lines = "import list -c id,kind,created --limit 3";
    assert_snapshot!(desk.run(lines), @"
    $ desk import list -c id,kind,created --limit 3
    id	kind	created
    B21	quote-lines	2
    B20	quote-revisions	1
    B19	quotes	1
    --- stderr
    3 of 21 imports
    exit 0
    ");
}

#[test]
fn numbers_of_a_desk_name_the_same_quote_or_none() {
    let desk = imported();
    let head = "id,account,subject,created_at\n";
    desk.write("taken.csv", format!("{head}Q1,LEVANTE,Pumps,2026-01-10T09:00:00Z\n"));
    desk.write("new.csv", format!("{head}Q7,LEVANTE,Pumps,2026-01-10T09:00:00Z\n"));
    desk.write("none.csv", "account,subject\nLEVANTE,Pumps\n");
    assert_snapshot!(desk.run("
        import quotes taken.csv --source desk
        import quotes taken.csv --source other
        import quotes none.csv --source erp
        import quotes new.csv --source desk
        import quotes new.csv --source desk
        quote new LEVANTE BV-20=10
    "), @"
    $ desk import quotes taken.csv --source desk
    --- stderr
    error: taken.csv:2: column `id`: `Q1` is another quote at this desk: Valves for line 3
    exit 5

    $ desk import quotes taken.csv --source other
    --- stderr
    error: taken.csv:2: column `id`: `Q1` is another quote at this desk: Valves for line 3
    exit 5

    $ desk import quotes none.csv --source erp
    --- stderr
    error: none.csv:2: column `external_id`: is missing, and so is `id`
    exit 5

    $ desk import quotes new.csv --source desk
    --- stderr
    Imported quotes: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import quotes new.csv --source desk
    --- stderr
    Imported quotes: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    exit 0

    $ desk quote new LEVANTE BV-20=10
    --- stderr
    Began Q8, revision 1 (draft): 1 line, 126.00 EUR
    exit 0
    ");
}
