//! `desk order bulk-change`.

use insta::assert_snapshot;

use crate::orders;

#[test]
fn all_changes_are_made_or_none() {
    let desk = orders::desk();
    let good = "order,line,field,value,reason\n\
        SO-1,2,quantity,40,They need more\n\
        SO-1,,ship_to,\"Gate 4, Torino\",They moved\n\
        SO-4,1,quantity,4,As it is\n\
        SO-4,,add,HOSE-9=10@2,More\n\
        SO-4,1,required,2026-02-02,Later\n";
    desk.write("good.csv", good);
    desk.write("bad.csv", format!("{good}SO-1,1,quantity,9,More\nSO-99,,carrier,GLS,Odd\n"));
    let lines = "
        order bulk-change bad.csv -O table
        order show SO-4 -c total
        order bulk-change good.csv --dry-run -O table
        order show SO-4 -c total
        order bulk-change good.csv
        order show SO-4 -c total
        order bulk-change good.csv --dry-run -c mark,order,field
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk order bulk-change bad.csv -O table
       ROW  ORDER  LINE  FIELD     BEFORE              AFTER
    ~    2  SO-1      2  quantity  30                  40
    ~    3  SO-1      -  ship_to   Via Roma 1, Torino  Gate 4, Torino
    =    4  SO-4      1  quantity  -                   -
    +    5  SO-4      2  add       -                   HOSE-9=10@2.00
    ~    6  SO-4      1  required  -                   2026-02-02
    -    7  SO-1      1  quantity  -                   -
    -    8  SO-99     -  carrier   -                   -
    --- stderr
    Nothing was changed: + 1 added, ~ 3 changed, = 1 same, - 2 refused
    error: bad.csv:7: line 1 of SO-1 cannot grow from 5 to 9: 3 have left; add a new line
      bad.csv:8: there is no order `SO-99`; did you mean `SO-1`?
    exit 5

    $ desk order show SO-4 -c total
    field	value
    total	78.00 EUR
    exit 0

    $ desk order bulk-change good.csv --dry-run -O table
       ROW  ORDER  LINE  FIELD     BEFORE              AFTER
    ~    2  SO-1      2  quantity  30                  40
    ~    3  SO-1      -  ship_to   Via Roma 1, Torino  Gate 4, Torino
    =    4  SO-4      1  quantity  -                   -
    +    5  SO-4      2  add       -                   HOSE-9=10@2.00
    ~    6  SO-4      1  required  -                   2026-02-02
    --- stderr
    Would change orders: + 1 added, ~ 3 changed, = 1 same, - 0 refused
    exit 0

    $ desk order show SO-4 -c total
    field	value
    total	78.00 EUR
    exit 0

    $ desk order bulk-change good.csv
    mark	row	order	line	field	before	after	why
    ~	2	SO-1	2	quantity	30	40	
    ~	3	SO-1		ship_to	Via Roma 1, Torino	Gate 4, Torino	
    =	4	SO-4	1	quantity			
    +	5	SO-4	2	add		HOSE-9=10@2.00	
    ~	6	SO-4	1	required		2026-02-02	
    --- stderr
    Changed orders: + 1 added, ~ 3 changed, = 1 same, - 0 refused
    exit 0

    $ desk order show SO-4 -c total
    field	value
    total	98.00 EUR
    exit 0

    $ desk order bulk-change good.csv --dry-run -c mark,order,field
    mark	order	field
    =	SO-1	quantity
    =	SO-1	ship_to
    =	SO-4	quantity
    +	SO-4	add
    =	SO-4	required
    --- stderr
    Would change orders: + 1 added, ~ 0 changed, = 4 same, - 0 refused
    exit 0
    ");
}

#[test]
fn rows_that_cannot_be_read_are_all_named() {
    let desk = orders::desk();
    let odd = "order,line,field,value,reason\n\
        SO-1,2,colour,blue,Odd\n\
        SO-1,,quantity,4,Odd\n\
        SO-1,2,quantity,some,Odd\n\
        SO-1,2,cancel,2,Odd\n\
        SO-1,2,ship_to,Torino,Odd\n\
        SO-1,2,required,soon,Odd\n\
        SO-1,2,quantity,4,\n\
        ,2,quantity,4,Odd\n";
    desk.write("odd.csv", odd).write("head.csv", "order,what\nSO-1,x\n");
    assert_snapshot!(desk.run("order bulk-change odd.csv\norder bulk-change head.csv\norder bulk-change none.csv"), @"
    $ desk order bulk-change odd.csv
    --- stderr
    error: odd.csv:2: column `field`: `colour` is not a field, expected one of add, cancel, carrier, cost_centre, po_number, quantity, required, ship_to
      odd.csv:3: column `field`: `quantity` is not a field of an order, expected a `line` beside it
      odd.csv:4: column `value`: `some` is not a quantity, expected a plain number with at most three decimals, e.g. `100`
      odd.csv:5: column `value`: `2` is not a value of that field, expected nothing: all that has not left is cancelled
      odd.csv:6: column `field`: `ship_to` is not a field of a line, expected no `line` beside it
      odd.csv:7: column `value`: `soon` is not a date, expected a day that exists, e.g. `2026-04-06`
      odd.csv:8: column `reason`: is missing, expected a line of text, e.g. `They need two more`
      odd.csv:9: column `order`: is missing, expected an order's number, e.g. `SO-10248`
    exit 5

    $ desk order bulk-change head.csv
    --- stderr
    error: head.csv:1: the column `what` has no place in order changes
      head.csv:1: nothing fills the required fields `field`, `reason`; order changes have order*, line, field*, value, reason* (* required)
    exit 5

    $ desk order bulk-change none.csv
    --- stderr
    error: `none.csv` could not be read: No such file or directory (os error 2)
    exit 1
    ");
}
