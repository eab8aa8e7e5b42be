//! `desk export --all` of a desk whose orders were changed, drafted and in part sent back.

use crate::copied;
use crate::harness::{Desk, MORNING};
use crate::orders;

#[test]
fn orders_their_revisions_templates_and_returns_are_the_same_too() {
    for format in ["csv", "plain", "jsonl", "xlsx"] {
        let desk = traded();
        let differences = copied::differences(&desk.path("desk.db"), MORNING, format);
        assert!(differences.is_empty(), "{format}: {}", differences.join("\n"));
    }
}

/// Orders that were changed, drafted, and in part sent back.
fn traded() -> Desk {
    let desk = orders::desk();
    desk.write("standing.csv", "external_id,account,name,every,next_on\nSTO-1,URALMET,Seals,2w,2026-01-10\n");
    desk.write("seals.csv", "template,sku,quantity\nSTO-1,SEAL-2,9\n");
    desk.write(
        "back.csv",
        "external_id,order,status,reason,requested_at\nRMA-7,SO-5,received,Too many,2026-01-09T08:00:00Z\n",
    );
    desk.write("back-lines.csv", "return,line,quantity,received\nRMA-7,1,1,0.5\n");
    desk.quietly(
        "import order-templates standing.csv --source sap
         import order-template-lines seals.csv --source sap
         import returns back.csv --source sap
         import return-lines back-lines.csv --source sap
         order template new FERRARIS Hoses --every 1m --from 2026-01-15 --add HOSE-9=100 --add PUMP-1=1 --contact P1
         order template new FERRARIS Pumps --every 1w --add PUMP-1=1
         order template pause L3
         order template run
         order revise SO-1 --line 2 --qty 40 --add SEAL-2=2@19.5 --po '=1+1' --reason '+39 call' --by-contact P1
         order revise SO-1 --line 2 --qty 30 --required none --reason 'They thought better of it'
         order revise SO-4 --line 1 --qty 5 --line 1 --qty 4 --line 1 --qty 5 --reason 'Up, down and up'
         return request SO-1 --line 1 --qty 2 --line 3 --qty 1 --reason 'They leak' --ticket T1
         return authorise M2 --override --reason 'As agreed'
         return ship M2 --tracking JD-1
         return request SO-1 --line 1 --qty 1 --reason \"='more\"
         return receive M2 3=0",
    );
    desk
}
