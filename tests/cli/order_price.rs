//! What the lines of orders cost that are made or grow here: what `desk price show` says.

use insta::assert_snapshot;

use crate::harness::Desk;
use crate::shop::shop;

/// The shop, where two accounts have ordered before: a line at a list's price, and one that was agreed.
fn desk() -> Desk {
    let desk = shop();
    desk.write(
        "orders.csv",
        "number,account,currency,ordered_at\nSO-1,FERRARIS,EUR,2026-01-10T08:00:00Z\nSO-2,LEVANTE,EUR,2026-01-12T08:00:00Z\n",
    );
    desk.write(
        "lines.csv",
        "order,line,sku,quantity,unit_price,discount\nSO-1,1,BV-20,100,12.8250,3\nSO-1,2,BV-26,10,15,\nSO-1,3,PUMP-3,1,390,5\n\
         SO-2,1,BV-20,50,11.97,\nSO-2,2,HOSE-10,40,3,\n",
    );
    desk.quietly("import orders orders.csv\nimport order-lines lines.csv");
    desk
}

#[test]
fn a_new_line_costs_what_the_price_is_told_to_be() {
    let lines = "
        price show BV-20 --account FERRARIS --qty 200 -c unit_price,list,level,discounts -q
        order revise SO-1 --add BV-20=200 --add PUMP-3=1 --add BV-26=10@15 --reason 'Two more'
        order show SO-1 -O table
        order revise SO-2 --add HOSE-10=10 --reason 'More of it'
        order revise SO-2 --add HOSE-10=10@3 --reason 'More of it'
        order revise SO-2 --add BV-25=10 --reason 'Another one'
    ";
    assert_snapshot!(desk().run(lines), @"
    $ desk price show BV-20 --account FERRARIS --qty 200 -c unit_price,list,level,discounts -q
    unit_price	list	level	discounts
    12.028 EUR	FERRARIS	account	3% LOYAL-3
    exit 0

    $ desk order revise SO-1 --add BV-20=200 --add PUMP-3=1 --add BV-26=10@15 --reason 'Two more'
    --- stderr
    Revised SO-1, revision 1, now open
      line 4: add - -> BV-20=200@12.028
      line 5: add - -> PUMP-3=1@390.00
      line 6: add - -> BV-26=10@15.00
      prices of FERRARIS (account), 3% LOYAL-3: BV-20
      prices they paid last, as no list has one: PUMP-3
    exit 0

    $ desk order show SO-1 -O table
    SO-1 FERRARIS Officine Ferraris S.p.A.
      status    open
      ordered   2026-01-10
      terms     NET60
      subtotal  4690.62 EUR
      total     4690.62 EUR

    Lines
      LINE  PRODUCT           QTY  SHIPPED             LEFT  BY       PRICE   AMOUNT
         1  BV-20 Ball valv…  100        0              100   -  12.825 -3%  1244.02
         2  BV-26 Ball valv…   10        0               10   -       15.00   150.00
         3  PUMP-3 Gear pump    1        0                1   -  390.00 -5%   370.50
         4  BV-20 Ball valv…  200        0  200 (160 short)   -      12.028  2405.60
         5  PUMP-3 Gear pump    1        0                1   -  390.00 -5%   370.50
         6  BV-26 Ball valv…   10        0               10   -       15.00   150.00

    Revisions
      NO  MADE        BY      REASON    CHANGE
       1  2026-01-15  giulia  Two more  line 4: add - -> BV-20=200@12.028
                                        line 5: add - -> PUMP-3=1@390.00
                                        line 6: add - -> BV-26=10@15.00
    exit 0

    $ desk order revise SO-2 --add HOSE-10=10 --reason 'More of it'
    --- stderr
    error: LEVANTE may not buy HOSE-10: its assortment leaves it out
    exit 4

    $ desk order revise SO-2 --add HOSE-10=10@3 --reason 'More of it'
    --- stderr
    error: LEVANTE may not buy HOSE-10: its assortment leaves it out
    exit 4

    $ desk order revise SO-2 --add BV-25=10 --reason 'Another one'
    --- stderr
    error: nobody knows what BV-25 costs: no list that is for LEVANTE has a price in EUR, and LEVANTE never bought it; write `BV-25=QUANTITY@PRICE`
    exit 4
    ");
}

#[test]
fn a_line_goes_on_with_the_list_and_what_was_agreed_stays() {
    let desk = desk();
    desk.write(
        "more.csv",
        "order,line,field,value,reason\nSO-2,1,quantity,10,Less\nSO-2,,add,BV-26=20,Another\nSO-2,,add,BV-20=5,More\n",
    );
    let lines = "
        order revise SO-1 --line 1 --qty 200 --line 2 --qty 60 --line 3 --qty 2 --reason 'They need more'
        order bulk-change more.csv
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk order revise SO-1 --line 1 --qty 200 --line 2 --qty 60 --line 3 --qty 2 --reason 'They need more'
    --- stderr
    Revised SO-1, revision 1, now open
      line 1: quantity 100 -> 200
      line 1: unit_price 12.825 -> 12.028
      line 1: discount 3% -> 0%
      line 2: quantity 10 -> 60
      line 3: quantity 1 -> 2
    exit 0

    $ desk order bulk-change more.csv
    mark	row	order	line	field	before	after	why
    ~	2	SO-2	1	quantity	50	10	
    ~	2	SO-2	1	unit_price	11.97	12.60	
    +	3	SO-2	3	add		BV-26=20@14.58	
    -	4	SO-2		add			5 of BV-20 is no whole number of packs of 10
    --- stderr
    Nothing was changed: + 1 added, ~ 1 changed, = 0 same, - 1 refused
    error: more.csv:4: 5 of BV-20 is no whole number of packs of 10
    exit 5
    ");
}

#[test]
fn an_order_made_again_costs_what_is_told_today() {
    let desk = desk();
    desk.write("list.csv", "sku,quantity\nBV-20,500\nBV-26,10\nBV-25,10\n");
    let lines = "
        order reorder SO-1
        order reorder SO-2
        order reorder SO-1 --file list.csv
        order template new FERRARIS Valves --every 1w --from 2026-01-15 --add BV-20=1000
        order template new LEVANTE Hoses --every 1w --add HOSE-10=10
        order template run
        order show O5 -c total,lines
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk order reorder SO-1
    --- stderr
    Drafted O3, 3 lines, 1771.66 EUR
      prices of B2B (segment), 3% LOYAL-3: BV-20
      prices of LIST (default), 3% LOYAL-3: BV-26
      prices they paid last, as no list has one: PUMP-3
    exit 0

    $ desk order reorder SO-2
    --- stderr
    Drafted O4, 1 line, 598.50 EUR
      HOSE-10 is not in their assortment, and was left out
      prices of B2B (segment), 10% LEV-10: BV-20
    exit 0

    $ desk order reorder SO-1 --file list.csv
    --- stderr
    error: nobody knows what BV-25 costs: no list that is for FERRARIS has a price in EUR, and FERRARIS never bought it; write `BV-25=QUANTITY@PRICE`
    exit 4

    $ desk order template new FERRARIS Valves --every 1w --from 2026-01-15 --add BV-20=1000
    --- stderr
    Made L1, Valves, first on 2026-01-15
    exit 0

    $ desk order template new LEVANTE Hoses --every 1w --add HOSE-10=10
    --- stderr
    error: LEVANTE may not buy HOSE-10: its assortment leaves it out
    exit 4

    $ desk order template run
    --- stderr
    L1: drafted O5, 1 line, 11257.50 EUR
      prices of FERRARIS (account), 5% BIG-5: BV-20
    exit 0

    $ desk order show O5 -c total,lines
    field	value
    total	11257.50 EUR
    lines.0.line	1
    lines.0.sku	BV-20
    lines.0.name	Ball valve 3/4 in
    lines.0.quantity	1000
    lines.0.cancelled	0
    lines.0.unit	piece
    lines.0.shipped	0
    lines.0.remaining	1000
    lines.0.backordered	
    lines.0.unit_price	11.2575 EUR
    lines.0.discount	0%
    lines.0.amount	11257.50 EUR
    lines.0.cost_centre	
    lines.0.required	
    lines.0.promised	
    exit 0
    ");
}

#[test]
fn nothing_given_leads_below_the_least_price() {
    let mut desk = desk();
    desk.write("config.toml", "[prices]\nminimum_margin = 90\n");
    desk.set("DESK_CONFIG", "config.toml").quietly("rep role lucia agent");
    let lines = "
        price show BV-20 --account FERRARIS --qty 100 -c unit_price -q
        order revise SO-1 --add BV-20=100 --reason 'More'
        order revise SO-1 --add BV-20=100@13.50 --reason 'More'
        order revise SO-1 --add BV-20=100@9 --reason 'More'
        order revise SO-1 --add PUMP-3=1 --reason 'More'
        order revise SO-1 --add BV-20=100@9 --reason 'More' --as lucia
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk price show BV-20 --account FERRARIS --qty 100 -c unit_price -q
    unit_price
    12.825 EUR
    exit 0

    $ desk order revise SO-1 --add BV-20=100 --reason 'More'
    --- stderr
    Revised SO-1, revision 1, now open
      line 4: add - -> BV-20=100@12.825
      prices of B2B (segment): BV-20
    exit 0

    $ desk order revise SO-1 --add BV-20=100@13.50 --reason 'More'
    --- stderr
    Revised SO-1, revision 2, now open
      line 5: add - -> BV-20=100@13.50
    exit 0

    $ desk order revise SO-1 --add BV-20=100@9 --reason 'More'
    --- stderr
    error: BV-20 at 9.00 EUR is below its least price of 13.775 EUR; only a price list goes below
    exit 4

    $ desk order revise SO-1 --add PUMP-3=1 --reason 'More'
    --- stderr
    error: PUMP-3 at 370.50 EUR is below its least price of 399.00 EUR; only a price list goes below
    exit 4

    $ desk order revise SO-1 --add BV-20=100@9 --reason 'More' --as lucia
    --- stderr
    error: BV-20 at 9.00 EUR is below its least price; only a price list goes below
    exit 4
    ");
}
