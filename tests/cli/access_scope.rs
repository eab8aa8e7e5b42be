//! What a contact sees with `--as`, and above all what not.

use std::collections::BTreeMap;

use desk::domain::contact::ContactRole;
use serde_json::Value;

use crate::harness::{Desk, words};

/// Whose words are whose: each stands in every text of theirs, and in no one else's.
const OWNERS: [&str; 7] = ["zzown", "zzplant", "zzoffice", "zznobody", "zznorth", "zzabove", "zzother"];
/// What is about each of these stands in the subject.
const KINDS: [&str; 3] = ["fulfilment.late", "invoice.price", "technical"];
/// What no contact is to see, whoever it is about.
const INTERNAL: [&str; 6] = ["zznote", "zzteam", "zzqueue", "zztag", "zzregion", "zzsector"];

/// Two companies, one of them a tree of three accounts; in the middle one, people of two departments, and one with each
/// role. Each has asked for something of each kind.
fn desk() -> (Desk, BTreeMap<String, (String, &'static str)>) {
    let desk = Desk::empty();
    desk.quietly(
        "account new ABOVE 'zzabove S.p.A.' --region zzabove --tags zztag
         account new HOME Home --parent ABOVE --tags zztag --credit-limit 770077 --tier 2 --region zzregion --sector zzsector
         account new NORTH 'zznorth S.p.A.' --parent HOME --phone zznorth
         account new OTHER 'zzother S.p.A.' --sector zzother --tax-id zzother
         rep team new zzteam
         rep queue new zzqueue@desk.example --team zzteam
         account contact add HOME --name zzplant --email zzplant@x.example --department 'Plant 2'
         account contact add HOME --name zzoffice --email zzoffice@x.example --department Office --phone zzoffice
         account contact add NORTH --name zznorth --email zznorth@x.example --department 'Plant 2'
         account contact add ABOVE --name zzabove --email zzabove@x.example --department 'Plant 2'
         account contact add OTHER --name zzother --email zzother@x.example --department 'Plant 2'
         account contract add HOME C-HOME --starts 2026-01-01 --fee 880088
         account contract add NORTH C-zznorth --starts 2026-01-01
         account contract add OTHER C-zzother --starts 2026-01-01",
    );
    for role in ContactRole::ALL {
        desk.quietly(&format!(
            "account contact add HOME --name zzown-{role} --email {role}@x.example --role {role} --department 'plant 2'"
        ));
    }
    let mut tickets = BTreeMap::new();
    for owner in OWNERS {
        for kind in KINDS {
            let askers: Vec<String> = match owner {
                "zzown" => ContactRole::ALL.iter().map(|role| format!("--contact {role}@x.example")).collect(),
                "zznobody" => vec!["--account HOME".to_owned()],
                owner => vec![format!("--contact {owner}@x.example")],
            };
            for asker in askers {
                let new = format!("ticket new '{owner} {kind}' {asker} --category {kind} -m '{owner} asks'");
                let queue = "--queue zzqueue@desk.example";
                desk.quietly(&format!("{new} {queue}"));
                let id = format!("T{}", tickets.len() + 1);
                desk.quietly(&format!(
                    "ticket reply {id} -m '{owner} is answered'
                     ticket note {id} -m zznote
                     ticket link {id} order zznote
                     ticket assign {id} --team zzteam"
                ));
                tickets.insert(id, (asker, owner));
            }
        }
    }
    // What is tied and merged leads from one ticket to another.
    let of = |owner: &str, asker: &str| {
        let found = tickets.iter().find(|(_, (asked, of))| *of == owner && asked.contains(asker));
        found.unwrap().0.clone()
    };
    let (own, office, other) = (of("zzown", "junior-buyer"), of("zzoffice", ""), of("zzother", ""));
    desk.quietly(&format!(
        "ticket link {own} related {other}
         ticket link {other} related {own}
         ticket link {own} related {office}
         ticket merge {office} --into {own}"
    ));
    (desk, tickets)
}

/// Returns whose words a role may read, and which kinds of matter it sees.
fn in_sight(role: ContactRole) -> (&'static [&'static str], &'static [&'static str]) {
    let all = &OWNERS[..4];
    match role {
        ContactRole::CompanyAdmin => (&OWNERS[..5], &KINDS),
        ContactRole::PurchasingManager => (all, &KINDS),
        ContactRole::Buyer | ContactRole::Approver => (&OWNERS[..2], &KINDS),
        ContactRole::JuniorBuyer | ContactRole::Viewer => (&OWNERS[..1], &KINDS),
        ContactRole::Finance => (all, &KINDS[1..2]),
        ContactRole::Technical => (all, &KINDS[2..]),
        ContactRole::Logistics => (all, &KINDS[..1]),
    }
}

/// Returns what must not be told to somebody of a role.
fn out_of_sight(role: ContactRole) -> Vec<String> {
    let (owners, kinds) = in_sight(role);
    let mut hidden: Vec<String> = INTERNAL.map(str::to_owned).into();
    hidden.extend(OWNERS.iter().filter(|owner| !owners.contains(owner)).map(ToString::to_string));
    let others = KINDS.iter().filter(|kind| !kinds.contains(kind));
    hidden.extend(others.flat_map(|kind| OWNERS.map(|owner| format!("{owner} {kind}"))));
    if !matches!(role, ContactRole::CompanyAdmin | ContactRole::PurchasingManager | ContactRole::Finance) {
        hidden.extend(["770077", "880088"].map(str::to_owned));
    }
    let codes = if role == ContactRole::CompanyAdmin { &["ABOVE", "OTHER"][..] } else { &["ABOVE", "OTHER", "NORTH"] };
    hidden.extend(codes.iter().map(ToString::to_string));
    hidden
}

/// Returns every way of reading that a contact might try.
fn attempts(tickets: &BTreeMap<String, (String, &'static str)>) -> Vec<String> {
    let mut lines: Vec<String> = "ticket list
        ticket list --all
        ticket list --all --account HOME --include-children
        ticket list --all --account ABOVE --include-children
        ticket list --all --queue zzqueue@desk.example
        ticket list --all --team zzteam
        ticket list --all --team zzteem
        ticket list --all --assignee giulia
        ticket list --all --tier 2
        ticket next --peek
        ticket search asks
        ticket search answered
        ticket search late
        ticket search zznote
        ticket search zzother
        account list
        account list zz
        account list --rep giulia
        account list --tier 2
        account list --region zzregion
        account tree
        account contract list
        sla status
        sla status --all
        sla status --at 2026-01-14T00:00:00Z --all
        sla forecast
        sla runs
        sla outbox
        sla policy show
        report backlog --by account
        report credits
        rep list
        rep queue list
        import list
        export tickets
        access explain @me T1
        whoami"
        .lines()
        .map(|line| line.trim().to_owned())
        .collect();
    for code in ["HOME", "ABOVE", "NORTH", "OTHER", "OTHR", "ABOV"] {
        let verbs = ["account show", "account tree", "account contact list", "account contract list", "account list"];
        lines.extend(verbs.map(|verb| format!("{verb} {code}")));
    }
    for id in tickets.keys() {
        let verbs = ["ticket show", "ticket history", "sla explain", "sla status --all", "sla evidence", "sla match"];
        lines.extend(verbs.map(|verb| format!("{verb} {id}")));
    }
    lines
}

/// Tells of a command that a batch does not take.
fn is_outside(line: &str) -> bool {
    line.starts_with("export") || line.starts_with("import")
}

/// Turns a line that is typed into one of a batch.
fn as_json(line: &str) -> String {
    let (mut verb, mut fields) = (Vec::<String>::new(), serde_json::Map::new());
    let mut rest = words(line).into_iter().peekable();
    let nouns = ["contact", "contract", "policy", "queue"];
    while let Some(word) = rest.next() {
        if let Some(flag) = word.strip_prefix("--") {
            let value = rest.next_if(|next| !next.starts_with("--") && !matches!(flag, "all" | "peek"));
            fields.insert(flag.to_owned(), value.map_or(Value::Bool(true), Value::String));
        } else if verb.len() < 2 || (verb.len() == 2 && nouns.contains(&verb[1].as_str())) {
            verb.push(word);
        } else {
            let place = match (verb.join(" ").as_str(), fields.is_empty()) {
                ("ticket search", _) => "words",
                ("account list", _) => "matching",
                ("account contact list" | "account contract list", _) => "account",
                ("sla status", _) => "ids",
                ("access explain", true) => "who",
                ("access explain", false) => "what",
                (verb, _) if verb.starts_with("account") => "code",
                _ => "id",
            };
            fields.insert(place.to_owned(), Value::String(word));
        }
    }
    fields.insert("do".to_owned(), Value::String(verb.join(".")));
    Value::Object(fields).to_string()
}

/// Takes out of what was printed the command itself, which was typed.
fn printed(transcript: &str) -> String {
    transcript.lines().filter(|line| !line.starts_with('$')).collect::<Vec<_>>().join("\n")
}

/// `refused` is whether it was: what was typed may be said back then.
fn assert_hidden(role: ContactRole, line: &str, text: &str, refused: bool) {
    let asked: Vec<&str> = line.split([' ', '@', '-', '"']).collect();
    for hidden in out_of_sight(role) {
        let said_back = refused && asked.contains(&hidden.as_str());
        assert!(said_back || !text.contains(&hidden), "{role}: `{line}` tells {hidden}:\n{text}");
    }
}

#[test]
fn nothing_of_others_is_told_to_a_contact() {
    let (desk, tickets) = desk();
    let attempts = attempts(&tickets);
    let batch: Vec<String> = attempts.iter().filter(|line| !is_outside(line)).map(|line| as_json(line)).collect();
    desk.write("attempts.jsonl", batch.join("\n"));
    for role in ContactRole::ALL {
        let answers = desk.run(&format!("batch attempts.jsonl --keep-going --as {role}@x.example"));
        let answers: Vec<&str> = answers.lines().filter(|line| line.starts_with('{')).collect();
        assert_eq!(answers.len(), batch.len());
        for (line, answer) in batch.iter().zip(answers) {
            let told: Value = serde_json::from_str(answer).unwrap();
            assert_ne!(told["exit"], 2, "{line}: {answer}");
            let ranks = answer.contains("\"tier\":2") || answer.contains("tier-2");
            assert!(!ranks, "{role}: {line}: {answer}");
            assert!(!line.contains("\"tier\"") || told["exit"] == 3, "{role}: {line}: {answer}");
            assert_hidden(*role, line, answer, told["ok"] == Value::Bool(false));
        }
        for (place, line) in
            attempts.iter().enumerate().filter(|(place, line)| place % 11 == 0 || line.contains("list"))
        {
            let format = ["table --wide", "plain", "csv"][place % 3];
            let transcript = desk.run(&format!("{line} -O {format} --as {role}@x.example"));
            let refused = !transcript.ends_with("exit 0\n");
            assert_hidden(*role, line, &printed(&transcript), refused);
        }
    }
}

#[test]
fn what_is_out_of_sight_is_as_if_it_were_not() {
    let (desk, _) = desk();
    let seen = |line: &str| desk.run(&format!("{line} --as viewer@x.example"));
    for verb in ["ticket show", "ticket history", "sla explain", "sla status"] {
        let out = desk.run("ticket list --account OTHER --all --ids");
        let id = out.lines().nth(1).unwrap();
        assert_eq!(seen(&format!("{verb} {id}")).replace(id, "T999"), seen(&format!("{verb} T999")));
    }
    for verb in ["account show", "account tree", "ticket list --account"] {
        assert_eq!(seen(&format!("{verb} OTHER")).replace("OTHER", "XXXXX"), seen(&format!("{verb} XXXXX")));
    }
}

/// The sentences of `access explain` and the conditions of the store are two tellings of one rule.
#[test]
fn what_is_explained_is_what_is_seen() {
    let (desk, tickets) = desk();
    for role in ContactRole::ALL {
        let who = format!("{role}@x.example");
        let ids = desk.run(&format!("ticket list --all --ids --as {who}"));
        let lines: Vec<String> =
            tickets.keys().map(|id| format!(r#"{{"do":"access.explain","who":"{who}","what":"{id}"}}"#)).collect();
        desk.write("asked.jsonl", lines.join("\n"));
        let answers = desk.run("batch asked.jsonl");
        let answers: Vec<Value> = answers.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        assert_eq!(answers.len(), tickets.len());
        for (id, answer) in tickets.keys().zip(answers) {
            let seen = ids.lines().any(|line| line == id);
            assert_eq!(answer["result"]["may"], Value::Bool(seen), "{role} {id}: {answer}");
        }
        let (owners, _) = in_sight(*role);
        assert!(!owners.is_empty() && ids.lines().any(|line| line.starts_with('T')), "{role} sees nothing");
    }
}
