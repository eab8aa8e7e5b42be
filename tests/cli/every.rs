//! Every command there is: a line that carries it out at the sample desk, and the rights that it takes.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use clap::CommandFactory as _;
use desk::domain::rep::StaffRole;

use crate::harness::Desk;
use crate::shop::stock_up;

/// The rights, joined by `+`, of which a refusal names the first; `-` where it takes none; and the command.
const LINES: &str = "
    account.new               account new NOVA 'Nova S.r.l.'
    account.read              account list
    account.read              account show FERRARIS
    contract.read             account terms FERRARIS
    report.read               account health FERRARIS
    account.read              account timeline FERRARIS
    account.edit              account edit FERRARIS --region Norditalia
    account.read              account tree
    account.assign            account assign FERRARIS tom
    contact.add               account contact add FERRARIS --name 'Ugo Verdi'
    contact.read              account contact list FERRARIS
    contact.edit              account contact edit P1 --department 'Plant 2'
    contact.erase             account contact erase P4 --yes
    contract.add              account contract add FERRARIS C-2 --starts 2026-01-01
    contract.read             account contract list
    contract.end              account contract end C-1 --on 2026-06-30
    ticket.new                ticket new 'Pallet 7' --account FERRARIS --category stock
    ticket.take               ticket next
    ticket.read               ticket next --peek
    ticket.read               ticket list
    ticket.read               ticket show T1
    ticket.reply              ticket reply T1 -m 'On our way'
    ticket.receive            ticket reply T1 -m 'Any news?' --from anna.bianchi@ferraris.example
    ticket.note               ticket note T1 -m 'She is upset'
    ticket.note               ticket note T1 -m 'She is upset' --key K-1
    ticket.assign             ticket assign T1 tom
    ticket.take               ticket take T4
    ticket.status             ticket status T1 pending
    ticket.edit               ticket edit T1 --priority low
    ticket.resolve            ticket resolve T1
    ticket.resolve+ticket.reply  ticket resolve T1 -m 'It is there'
    ticket.reopen             ticket reopen T15
    ticket.close              ticket close T15
    ticket.read               ticket history T1
    ticket.link               ticket link T1 order SO-1
    ticket.merge              ticket merge T1 --into T7
    ticket.read               ticket search valvole
    stock.read                ask FERRARIS BV-20 5
    invoice.read              invoice list
    invoice.read              invoice show INV-1
    payment.read              payment list
    dispute.open              dispute open INV-1 price --amount 10
    dispute.decide            dispute investigate X1
    dispute.decide            dispute decide X1 rejected
    dispute.decide            dispute close X2
    dispute.read              dispute list
    dispute.read              dispute show X1
    credit.read               credit show FERRARIS
    credit.read               credit check FERRARIS 100
    credit.read               credit replay FERRARIS --all
    credit.override           credit override FERRARIS 500 --until +7d --reason promised
    credit.override           credit revoke V1
    credit.hold               credit hold FERRARIS --reason late
    credit.hold               credit release FERRARIS
    order.read                order list
    order.read                order show SO-1
    order.revise              order revise SO-1 --line 1 --qty 3 --reason Fewer
    order.revise              order promise SO-1 1 2026-02-01
    order.hold                order hold SO-1 credit
    order.hold                order release SO-1
    order.revise              order cancel SO-1 --reason Twice
    order.revise              order bulk-change changes.csv
    order.place               order reorder SO-2
    order.place               order place O3
    order.template            order template new FERRARIS Pumps --every 1m --add PUMP-1=5
    order.read                order template list
    order.read                order template show L1
    order.template            order template pause L1
    order.template            order template resume L1
    order.template            order template run
    return.read               return check SO-2
    return.request            return request SO-2 --line 1 --qty 1 --reason Leaks
    return.authorise          return authorise M1 --override --reason Goodwill
    return.authorise          return refuse M1 --reason Late
    return.handle             return ship M2
    return.handle             return receive M2
    return.handle             return inspect M3 ok
    return.resolve            return resolve M4 credit
    return.resolve            return close M1
    return.read               return list
    return.read               return show M1
    quote.request             quote request FERRARIS -s Hoses
    quote.write               quote new Q1 BV-20=10
    quote.write               quote line Q2 BV-20=20
    quote.write               quote price Q2 --line 1 --set 12
    quote.write               quote edit Q2 --valid 60d
    quote.read                quote check Q2
    quote.write               quote submit Q2
    quote.review              quote approve Q3
    quote.review              quote reject Q3 --reason Dear
    quote.send                quote send Q2
    quote.answer              quote accept Q4
    quote.answer              quote decline Q4 --lost price
    quote.cancel              quote cancel Q2 --reason Twice
    quote.write               quote revise Q4 --reason Cheaper
    quote.order               quote convert Q5 --backorder
    quote.read                quote diff Q6
    quote.read                quote history Q4
    quote.read                quote due
    quote.read                quote list
    quote.read                quote show Q4
    quote.read                quote render Q4
    sla.check                 sla check
    sla.check                 sla-check
    sla.read                  sla status
    sla.read                  sla explain T1
    sla.read                  sla evidence T1
    -                         sla evidence verify T7.json
    sla.read                  sla forecast
    policy.read               sla match T1
    policy.apply              sla policy apply hours.toml
    policy.apply              sla policy apply hours.toml --dry-run
    policy.read               sla policy list
    policy.read               sla policy show
    policy.read               sla policy diff hours.toml
    policy.read               sla policy export
    policy.read               sla calendar add 24x7 2026-01-15T09:00:00Z 8h
    policy.read               sla calendar between 24x7 2026-01-15T09:00:00Z 2026-01-15T17:00:00Z
    policy.read               sla calendar next-open 24x7 2026-01-15T09:00:00Z
    sla.read                  sla simulate --policy hours.toml
    -                         sla try --policy hours.toml --timeline log.jsonl
    sla.read                  sla outbox
    sla.read                  sla outbox list
    sla.retry                 sla outbox retry
    sla.read                  sla runs
    report.read               report sla
    report.read               report response
    report.read               report resolution
    report.read               report backlog
    report.read               report waiting
    report.read               report workload
    report.read               report categories
    report.read               report channels
    report.read               report credits
    report.read+ticket.read   report build pages
    report.read               report quotes
    ticket.read               report ics
    account.read+report.read  report account FERRARIS
    report.read               report run load --config reports.toml
    report.send+report.read   report send load --config reports.toml
    report.read               report sales
    report.read               report ageing
    report.read               report credit
    report.read               report accounts
    report.read               report coverage
    report.read               report gaps
    report.read               report health
    product.read              product list
    product.read              product show BV-20
    import.run                product import wares.csv
    stock.read                stock check BV-20 --qty 10
    price.read                price show BV-20
    price.read                price list
    rep.new                   rep new ugo
    rep.read                  rep list
    rep.edit                  rep edit tom --region Wales
    rep.edit-own              rep edit @me --region Wales
    rep.role                  rep edit tom --os-user thomas
    rep.role                  rep role tom agent
    team.new                  rep team new nights
    rep.read                  rep team list
    queue.new                 rep queue new nights@adriafluid.example
    rep.read                  rep queue list
    import.run                import accounts more.csv
    import.run                import accounts more.csv --dry-run
    import.run+rep.new+rep.role  import reps reps.csv
    import.run+policy.apply   import policies policies.jsonl --dry-run
    import.read               import list
    import.read               import show B6
    import.read               import reconcile
    import.undo               import undo B6
    import.undo+rep.new+rep.role  import undo B7 --dry-run
    export.run                export accounts
    -                         schema import
    ticket.note               batch commands.jsonl
    audit.read                audit log
    audit.read                audit show 3
    audit.read                audit verify
    audit.read                audit head
    -                         access list
    rep.read                  access explain tom T1
    self.read                 whoami
    desk.backup               backup copy.db
    desk.restore              restore before.db --yes
    desk.restore              restore before.db --dry-run
    -                         check
    -                         check --full
    desk.repair               check --repair
    -                         doctor
    -                         migrate
    -                         init --db new.db
    -                         demo --db new.db
";

/// What a batch answers with is that a line was refused.
pub(crate) const ROWS_REFUSED: i32 = 5;

/// A command, and what it takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    /// As it is typed.
    pub(crate) line: &'static str,
    /// The rights; none if anybody may.
    pub(crate) rights: &'static str,
}

/// Returns all of them.
pub(crate) fn samples() -> impl Iterator<Item = Sample> {
    let lines = LINES.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| {
        let (rights, line) = line.split_once(' ').unwrap();
        Sample { line: line.trim_start(), rights: rights.trim_matches('-') }
    })
}

impl Sample {
    /// Returns the exit code of a refusal.
    pub(crate) fn refusal(self) -> i32 {
        if self.line.starts_with("batch") { ROWS_REFUSED } else { 4 }
    }
}

/// Returns every command that does something by itself, as it is typed.
fn commands() -> BTreeSet<String> {
    fn walk(command: &clap::Command, path: &str, found: &mut BTreeSet<String>) {
        let verbs: Vec<_> = command.get_subcommands().filter(|verb| verb.get_name() != "help").collect();
        let takes_something = command.get_arguments().any(|arg| !arg.is_global_set() && arg.get_id() != "help");
        if verbs.is_empty() || (takes_something && !path.is_empty()) {
            found.insert(path.trim_start().to_owned());
        }
        for verb in verbs {
            walk(verb, &format!("{path} {}", verb.get_name()), found);
        }
    }
    let (mut root, mut found) = (desk::cli::Cli::command(), BTreeSet::new());
    root.build();
    walk(&root, "", &mut found);
    found
}

/// A new command fails here: whoever adds it writes a line for it.
#[test]
fn every_command_has_a_line() {
    let commands = commands();
    let of = |line: &str| {
        let fits = |command: &&String| line == **command || line.starts_with(&format!("{command} "));
        commands.iter().filter(fits).max_by_key(|command| command.len()).cloned()
    };
    let told: BTreeSet<String> = samples().filter_map(|sample| of(sample.line)).collect();
    assert_eq!(commands.difference(&told).collect::<Vec<_>>(), Vec::<&String>::new());
}

/// Returns the sample with a rep of each role, whose user is called as the role is, and all that the lines name.
pub(crate) fn desk() -> Desk {
    let desk = Desk::sample();
    desk.write("hours.toml", "[calendar.office]\ntimezone = 'Europe/Rome'\nhours = { mon-fri = ['09:00-18:00'] }\n");
    desk.write(
        "log.jsonl",
        r#"{"at":"2026-01-15T08:00:00Z","type":"created","by":"customer","priority":"high","status":"new","tier":1}"#,
    );
    desk.write(
        "reports.toml",
        "[reports.load]\ntitle = 'Load'\nshow = ['backlog --by rep']\nto = ['role:admin']\n[notify.mbox]\nfile = 'told.mbox'\n",
    );
    desk.write("first.csv", "code,name\nLUNA,Luna\n").write("more.csv", "code,name\nSTELLA,Stella\n");
    desk.write("wares.csv", "sku,name\nNUT-4,Nut\n");
    desk.write("invoices.csv", "number,account,issued_at,total\nINV-1,FERRARIS,2026-01-05T09:00:00Z,120.00\n");
    desk.write("payments.csv", "number,account,received_at,amount\nPAY-1,FERRARIS,2026-01-06T09:00:00Z,20\n");
    desk.write("second.csv", "handle,name\nzoe,Zoe\n");
    desk.write("reps.csv", "handle,name,role,os_user\nmallory,Mallory,admin,mallory\n");
    desk.write("products.csv", "sku,name\nPUMP-1,Gear pump\n");
    desk.write("orders.csv", "number,account,contact,ordered_at,po_number\nSO-1,FERRARIS,P1,2026-01-05T08:00:00Z,PO-1\nSO-2,FERRARIS,P1,2026-01-05T08:00:00Z,PO-1\n");
    desk.write("lines.csv", "order,line,sku,quantity,unit_price\nSO-1,1,PUMP-1,5,480\nSO-2,1,PUMP-1,5,480\n");
    desk.write(
        "shipments.csv",
        "number,order,shipped_at,delivered_at\nSH-2,SO-2,2026-01-08T08:00:00Z,2026-01-10T08:00:00Z\n",
    );
    desk.write("changes.csv", "order,line,field,value,reason\nSO-1,1,quantity,4,Fewer\n");
    desk.write("commands.jsonl", r#"{"do":"ticket.note","id":"T1","message":"She is upset"}"#);
    let mut lines = "import accounts first.csv
        import reps second.csv
        import invoices invoices.csv
        import payments payments.csv
        dispute open INV-1 short-ship --amount 20
        dispute open INV-1 damaged --amount 5
        dispute decide X2 rejected
        credit override FERRARIS 100 --until +3d --reason agreed
        account contract add URALMET C-1 --starts 2026-01-01
        export policies -o policies.jsonl
        sla evidence T7 -o T7.json
        import products products.csv
        import orders orders.csv
        import order-lines lines.csv
        import shipments shipments.csv
        order reorder SO-2
        order template new FERRARIS Weekly --every 1w --add PUMP-1=5
        return request SO-2 --line 1 --qty 1 --reason Leaks
        return request SO-2 --line 1 --qty 1 --reason Leaks
        return authorise M2 --override --reason Goodwill
        return request SO-2 --line 1 --qty 1 --reason Leaks
        return authorise M3 --override --reason Goodwill
        return receive M3
        return request SO-2 --line 1 --qty 1 --reason Leaks
        return authorise M4 --override --reason Goodwill
        return receive M4
        return inspect M4 ok
        backup before.db\n"
        .to_owned();
    for role in StaffRole::ALL {
        writeln!(lines, "rep new the-{role} --role {role} --os-user {role}").unwrap();
    }
    desk.quietly(&lines);
    stock_up(&desk);
    desk.quietly(
        "quote request FERRARIS -s Valves
        quote new FERRARIS -s 'More valves' BV-20=10
        quote new FERRARIS BV-20=10
        quote submit Q3
        quote new FERRARIS --contact P1 BV-20=10
        quote send Q4
        quote new FERRARIS BV-20=10
        quote send Q5
        quote accept Q5
        quote new FERRARIS BV-20=10
        quote send Q6
        quote revise Q6 --reason Cheaper",
    );
    desk
}
