//! The mappings in `examples/mappings`, against the headers they are for.

use std::path::{Path, PathBuf};

use insta::assert_snapshot;

use super::*;

/// Declares fields by their names alone.
macro_rules! fields {
    (required: $($required:literal)+; optional: $($optional:literal)+) => {
        &[
            $(Field::required($required, "a value", "x", "A field"),)+
            $(Field::optional($optional, "a value", "x", "A field"),)+
        ]
    };
}

static KINDS: [Kind; 5] = [
    Kind {
        name: "accounts",
        key: &[],
        fields: fields! {
            required: "code" "name";
            optional: "source" "external_id" "segment" "parent" "tier" "status" "region" "sector" "currency" "credit_limit"
                "credit_hold" "terms" "time_zone" "language" "tax_id" "customer_since" "phone" "tags" "primary_rep"
                "backup_rep"
        },
    },
    Kind {
        name: "contacts",
        key: &[],
        fields: fields! {
            required: "external_id";
            optional: "source" "account" "account_external_id" "name" "email" "phone" "language" "function" "role"
                "department" "active"
        },
    },
    Kind {
        name: "reps",
        key: &[],
        fields: fields! {
            required: "handle" "name";
            optional: "source" "external_id" "email" "os_user" "role" "team" "region" "active"
        },
    },
    Kind {
        name: "tickets",
        key: &[],
        fields: fields! {
            required: "external_id" "account" "subject" "created_at";
            optional: "source" "contact" "contact_external_id" "body" "category" "priority" "channel" "status" "created_by"
                "first_response_at" "resolved_at" "closed_at" "updated_at" "assignee" "team" "order"
        },
    },
    Kind {
        name: "events",
        key: &[],
        fields: fields! {
            required: "external_id" "ticket" "kind" "at";
            optional: "source" "author" "body" "status" "priority" "category" "assignee"
        },
    },
];

/// Reads a file through a mapping of the examples, and writes down each row's fields or refusal.
fn through(name: &str, source: Source) -> String {
    let path = Path::new("examples/mappings").join(name).with_extension("toml");
    let mapping = Mapping::read(&path).unwrap_or_else(|refusal| panic!("{refusal}"));
    let kind = KINDS.iter().find(|kind| Some(kind.name) == mapping.kind.as_deref()).unwrap();
    told_as(kind, source, &mapping)
}

fn small(name: &str, text: &str) -> String {
    through(name, Source::from_bytes("file.csv", Format::Csv, text.as_bytes()))
}

#[test]
fn northwind_is_placed() {
    let accounts = "account_code,name,phone,address1,city,region,postal_code,country\nALFKI,Futterkiste,030-1,x,y,Western Europe,1,Germany\nVal2 ,IT,,,,,,\n";
    assert_snapshot!(small("northwind/accounts", accounts), @r#"
    2: code="ALFKI" name="Futterkiste" source="northwind" external_id="ALFKI" segment="b2b" region="Western Europe" phone="030-1"
    3: code="Val2" name="IT" source="northwind" external_id="Val2" segment="b2b"
    "#);
    let contacts = "account_code,first_name,last_name,title,phone,fax,is_primary\nALFKI,Maria,Anders,Owner,1,2,1\nVal2 ,Val2,,IT,,,1\n";
    assert_snapshot!(small("northwind/contacts", contacts), @r#"
    2: external_id="ALFKI" source="northwind" account="ALFKI" name="Maria Anders" phone="1" department="Owner"
    3: external_id="Val2" source="northwind" account="Val2" name="Val2" department="IT"
    "#);
    let reps = "rep_code,first_name,last_name,role,manager_code,region\n2,Andrew,Fuller,\"Vice President, Sales\",,North America\n3,A,B,Intern,2,x\n";
    assert_snapshot!(small("northwind/reps", reps), @r#"
    2: handle="andrew" name="Andrew Fuller" source="northwind" external_id="2" role="sales-manager" region="North America"
    file.csv:3: column `role`: `Intern` is not a value that the mapping lists, expected one of Inside Sales Coordinator, Sales Manager, Sales Representative, Vice President, Sales
    "#);
}

#[test]
fn adventureworks_is_placed() {
    let accounts = "account_code,store_id,name,account_manager_id,territory\nAW1,292,Bike Store,279,Southeast\nAW2,294,Riders,279,Central\nAW3,3,None,,x\n";
    assert_snapshot!(small("adventureworks/accounts", accounts), @r#"
    2: code="AW1" name="Bike Store" source="adventureworks" external_id="292" segment="b2b" region="Southeast" primary_rep="rep279"
    3: code="AW2" name="Riders" source="adventureworks" external_id="294" segment="b2b" region="Central" primary_rep="rep279"
    4: code="AW3" name="None" source="adventureworks" external_id="3" segment="b2b" region="x"
    "#);
    assert_snapshot!(small("adventureworks/reps", accounts), @r#"2: handle="rep279" name="Rep 279" source="adventureworks" external_id="279" role="account-manager""#);
    let contacts = "store_id,person_id,role,first_name,last_name,email,phone\n292,291,Owner,,,a@b.example,1\n";
    assert_snapshot!(small("adventureworks/contacts", contacts), @r#"2: external_id="291" source="adventureworks" account_external_id="292" email="a@b.example" phone="1" function="management" role="company-admin""#);
}

#[test]
fn the_incident_log_is_placed() {
    let header = "number,incident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,caller_id,opened_by,\
        opened_at,sys_created_by,sys_created_at,sys_updated_by,sys_updated_at,contact_type,location,category,subcategory,\
        u_symptom,cmdb_ci,impact,urgency,priority,assignment_group,assigned_to,knowledge,u_priority_confirmation,notify,\
        problem_id,rfc,vendor,caused_by,closed_code,resolved_by,resolved_at,closed_at";
    let row = |number: u8, state: &str, changes: u8, place: &str, priority: u8, rep: &str| {
        format!(
            "{number},{state},true,0,0,{changes},true,c,o,29/2/2016 01:16,?,?,u,1/3/2016 0{changes}:00,Phone,{place},1,2,\
             3,?,2,2,{priority},70,{rep},true,false,no,?,?,?,?,5,r,?,?"
        )
    };
    let text = [
        header.to_owned(),
        row(1, "New", 0, "143", 3, "?"),
        row(1, "Awaiting Evidence", 1, "143", 2, "9"),
        row(2, "Awaiting Problem", 0, "?", 1, "9"),
        row(2, "-100", 1, "?", 5, "8"),
        row(3, "Closed", 0, "143", 4, "?"),
    ]
    .join("\n");
    assert_snapshot!(small("incidents/accounts", &text), @r#"
    2: code="LOC-143" name="Location 143" source="servicenow" external_id="LOC-143"
    4: code="LOC-none" name="No location" source="servicenow" external_id="LOC-none"
    "#);
    assert_snapshot!(small("incidents/reps", &text), @r#"
    3: handle="agent9" name="Agent 9" source="servicenow" external_id="9" role="agent" team="group-70"
    5: handle="agent8" name="Agent 8" source="servicenow" external_id="8" role="agent" team="group-70"
    "#);
    assert_snapshot!(small("incidents/tickets", &text), @r#"
    2: external_id="1" account="LOC-143" subject="Incident 1" created_at="29/2/2016 01:16" source="servicenow" category="technical" priority="normal" channel="phone" status="new"
    4: external_id="2" account="LOC-none" subject="Incident 2" created_at="29/2/2016 01:16" source="servicenow" category="technical" priority="urgent" channel="phone" status="new" assignee="agent9"
    6: external_id="3" account="LOC-143" subject="Incident 3" created_at="29/2/2016 01:16" source="servicenow" category="technical" priority="low" channel="phone" status="new"
    "#);
    assert_snapshot!(small("incidents/events", &text), @r#"
    2: external_id="status/1/0/1/3/2016 00:00" ticket="1" kind="status" at="1/3/2016 00:00" source="servicenow" status="new"
    3: external_id="status/1/1/1/3/2016 01:00" ticket="1" kind="status" at="1/3/2016 01:00" source="servicenow" status="pending"
    4: external_id="status/2/0/1/3/2016 00:00" ticket="2" kind="status" at="1/3/2016 00:00" source="servicenow" status="on-hold(vendor)"
    file.csv:5: column `incident_state`: `-100` is not a value that the mapping lists, expected one of Active, Awaiting Evidence, Awaiting Problem, Awaiting User Info, Awaiting Vendor, Closed, New, Resolved
    6: external_id="status/3/0/1/3/2016 00:00" ticket="3" kind="status" at="1/3/2016 00:00" source="servicenow" status="closed"
    "#);
    assert_snapshot!(small("incidents/priorities", &text), @r#"
    2: external_id="priority/1/0/1/3/2016 00:00" ticket="1" kind="priority" at="1/3/2016 00:00" source="servicenow" priority="normal"
    3: external_id="priority/1/1/1/3/2016 01:00" ticket="1" kind="priority" at="1/3/2016 01:00" source="servicenow" priority="high"
    4: external_id="priority/2/0/1/3/2016 00:00" ticket="2" kind="priority" at="1/3/2016 00:00" source="servicenow" priority="urgent"
    file.csv:5: column `priority`: `5` is not a value that the mapping lists, expected one of 1, 2, 3, 4; did you mean `1`?
    6: external_id="priority/3/0/1/3/2016 00:00" ticket="3" kind="priority" at="1/3/2016 00:00" source="servicenow" priority="low"
    "#);
}

#[test]
fn generated_files_are_placed() {
    let accounts = "code,name,tier,region,account_manager,credit_limit,currency,payment_terms_days,on_hold,since\nA1,Acme,2,EMEA,Ana Peña,1000.00,EUR,30,0,2023-01-02\n";
    assert_snapshot!(small("generated/accounts", accounts), @r#"2: code="A1" name="Acme" source="generated" external_id="A1" segment="b2b" tier="2" region="EMEA" currency="EUR" credit_limit="1000.00" credit_hold="0" terms="NET30" customer_since="2023-01-02""#);
    let contacts = "email,account,name,role,phone,is_primary\nc@a.example,A1,Anna,warehouse,+39 1,1\n";
    assert_snapshot!(small("generated/contacts", contacts), @r#"2: external_id="c@a.example" source="generated" account="A1" name="Anna" email="c@a.example" phone="+39 1" function="logistics" role="logistics""#);
    let tickets = "external_id,account,contact,subject,category,priority,channel,status,created_at,first_response_at,resolved_at,assignee,order_no\n\
        T-1,A1,c@a.example,Late,po-dispute,high,email,on-hold,2026-01-02T03:04:05Z,,,agent01,SO-1\nT-2,A1,c@a.example,Late,other,low,edi,new,2026-01-02T03:04:05Z,,,,\n";
    assert_snapshot!(small("generated/tickets", tickets), @r#"
    2: external_id="T-1" account="A1" subject="Late" created_at="2026-01-02T03:04:05Z" source="generated" contact="c@a.example" category="po.mismatch" priority="high" channel="email" status="on-hold(warehouse)" assignee="agent01" order="SO-1"
    3: external_id="T-2" account="A1" subject="Late" created_at="2026-01-02T03:04:05Z" source="generated" contact="c@a.example" category="other" priority="low" channel="edi" status="new"
    "#);
    assert_snapshot!(small("generated/reps", tickets), @r#"2: handle="agent01" name="agent01" source="generated" external_id="agent01" role="agent""#);
    let events = "ticket,seq,kind,author,at,body\nT-1,1,message-in,c@a.example,2026-01-02T03:04:05Z,\"Hello,\nthere\"\nT-1,2,status,agent01,2026-01-03T03:04:05Z,resolved\n";
    assert_snapshot!(small("generated/events", events), @r#"
    2: external_id="T-1/1" ticket="T-1" kind="message-in" at="2026-01-02T03:04:05Z" source="generated" author="c@a.example" body="Hello,\nthere"
    4: external_id="T-1/2" ticket="T-1" kind="status" at="2026-01-03T03:04:05Z" source="generated" author="agent01" status="resolved"
    "#);
}

/// The whole files, where a folder of them is named.
#[test]
fn the_whole_files_are_placed() {
    let Some(folder) = std::env::var_os("DESK_TEST_DATA").map(PathBuf::from) else { return };
    let mut counts = String::new();
    for (mapping, file) in [
        ("northwind/accounts", "northwind/accounts.csv"),
        ("northwind/contacts", "northwind/contacts.csv"),
        ("northwind/reps", "northwind/reps.csv"),
        ("adventureworks/accounts", "adventureworks/accounts.csv"),
        ("adventureworks/contacts", "adventureworks/contacts.csv"),
        ("adventureworks/reps", "adventureworks/accounts.csv"),
        ("incidents/accounts", "incidents/events.csv"),
        ("incidents/reps", "incidents/events.csv"),
        ("incidents/tickets", "incidents/events.csv"),
        ("incidents/events", "incidents/events.csv"),
        ("incidents/priorities", "incidents/events.csv"),
    ] {
        let told = through(mapping, Source::open(&folder.join(file), None).unwrap());
        let refused = told.lines().filter(|line| line.contains(".csv:")).count();
        writeln!(counts, "{mapping}: {} rows, {refused} refused", told.lines().count() - refused).unwrap();
    }
    assert_snapshot!(counts, @r"
    northwind/accounts: 93 rows, 0 refused
    northwind/contacts: 93 rows, 0 refused
    northwind/reps: 9 rows, 0 refused
    adventureworks/accounts: 701 rows, 0 refused
    adventureworks/contacts: 753 rows, 0 refused
    adventureworks/reps: 13 rows, 0 refused
    incidents/accounts: 110 rows, 0 refused
    incidents/reps: 148 rows, 0 refused
    incidents/tickets: 2000 rows, 0 refused
    incidents/events: 14041 rows, 0 refused
    incidents/priorities: 14041 rows, 0 refused
    ");
}
