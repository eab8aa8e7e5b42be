//! No hidden character comes out raw: whatever somebody typed, stored or put into a file, by any command, in any format,
//! on either stream.

use std::ffi::OsString;
use std::thread;

use crate::every;
use crate::harness::{Desk, words};

const AT_ONCE: usize = 4;
const FORMATS: [&str; 5] = ["table", "plain", "csv", "json", "jsonl"];

/// Ends, turns and hides, but is no control character: a line of text may hold it.
const SLY: &str = "a\u{202e}b\u{202c}c\u{2066}d\u{2069}e\u{200b}f\u{200d}g\u{200f}h\u{2060}i\u{feff}j\u{ad}k\u{2028}l\
                   \u{2029}m\u{61c}n\u{180e}o\u{e0001}p\u{e0041}q\u{e007f}r\u{fff9}s\u{34f}t\u{3164}u\u{115f}v\
                   \u{e0100}w\u{1d173}x\u{206a}y\u{ffa0}z";
/// Drives a terminal.
const BOLD: &str = "\u{1b}[31mred\u{1b}]0;owned\u{7}\u{9b}2J\u{8}\u{c}\u{b}\u{7f}\u{85}\u{90}q\u{9c}\u{1}\u{1f}";

fn is_invisible(c: char) -> bool {
    let known = SLY.contains(c) && !c.is_ascii();
    known || matches!(c, '\u{e0000}'..='\u{e0fff}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}

/// Returns the first hidden character of an output that ought to be spelled out. Lines of CSV end in `\r\n`.
fn raw(bytes: &[u8]) -> Option<char> {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    text.chars().find(|c| (c.is_control() && !"\n\t".contains(*c)) || is_invisible(*c))
}

/// Runs each command at a copy of the desk of its own, and returns those that let a hidden character out.
fn leaks(desk: &Desk, commands: &[Vec<String>]) -> Vec<String> {
    let leak = |words: &Vec<String>| {
        let desk = desk.copy();
        let done = desk.command(words).output().unwrap();
        let out = [("stdout", raw(&done.stdout)), ("stderr", raw(&done.stderr))];
        let (stream, c) = out.iter().find_map(|(stream, c)| Some((stream, (*c)?)))?;
        Some(format!("{words:?}: {c:?} on {stream}"))
    };
    thread::scope(|scope| {
        let parts = commands.chunks(commands.len().div_ceil(AT_ONCE));
        let parts: Vec<_> =
            parts.map(|part| scope.spawn(move || part.iter().filter_map(leak).collect::<Vec<_>>())).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    })
}

fn run(desk: &Desk, command: &[&str]) {
    let done = desk.command(command).output().unwrap();
    assert!(done.status.success(), "{command:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// Returns a desk with hostile text in every field that takes text, and in the names of files.
fn planted() -> Desk {
    let desk = every::desk();
    let file = format!("{SLY}.csv");
    let orders = format!(
        "number,account,ordered_at,po_number,carrier,ship_to\nSLY,FERRARIS,2026-01-05T08:00:00Z,{SLY},{SLY},{SLY}\n"
    );
    let lines = format!("order,line,description,quantity,unit_price,unit,cost_centre\nSLY,1,{SLY},5,480,{SLY},{SLY}\n");
    desk.write("sly-orders.csv", orders).write("sly-lines.csv", lines);
    desk.write("body", format!("{BOLD}\r\nerror: {SLY}\n")).write(&file, format!("code,name\nSLY,{SLY}\n"));
    let name = format!("--name={SLY}");
    let [region, sector, tax, phone, department, reason] =
        ["region", "sector", "tax-id", "phone", "department", "reason"].map(|flag| format!("--{flag}={SLY}"));
    let source = format!("--source={SLY}");
    for command in [
        &["account", "edit", "FERRARIS", &name, &region, &sector, &tax, &phone, &reason][..],
        &["account", "contact", "edit", "P1", &name, &phone, &department],
        &["rep", "edit", "giulia", &name, &region],
        &["rep", "edit", "tom", &format!("--os-user={SLY}")],
        &["ticket", "edit", "T1", &format!("--subject={SLY}")],
        &["ticket", "reply", "T1", "-F", "body"],
        &["ticket", "note", "T1", "-F", "body"],
        &["ticket", "reply", "T1", "-F", "body", "--from", "anna.bianchi@ferraris.example"],
        &["ticket", "link", "T1", "order", SLY],
        &["import", "accounts", &file, &source],
        &["import", "orders", "sly-orders.csv"],
        &["import", "order-lines", "sly-lines.csv"],
        &["order", "promise", "SLY", "1", "2026-02-01", &reason],
        &["order", "revise", "SLY", "--line=1", "--qty=4", &reason],
    ] {
        run(&desk, command);
    }
    desk
}

/// Returns the import whose file and source are hostile.
fn last_import(desk: &Desk) -> String {
    let done = desk.command(&words("import list -c id")).output().unwrap();
    let listed = String::from_utf8(done.stdout).unwrap();
    let numbers = listed.lines().filter_map(|line| line.strip_prefix('B')?.parse::<u32>().ok());
    format!("B{}", numbers.max().unwrap())
}

#[test]
fn what_is_stored_comes_out_spelled_out() {
    let mut commands = Vec::new();
    for sample in every::samples() {
        for format in FORMATS {
            // What an import is to read again is exact, unless a person looks on.
            if sample.line.starts_with("export") && matches!(format, "csv" | "plain") {
                continue;
            }
            let mut words = words(sample.line);
            words.extend(["-O".to_owned(), format.to_owned(), "--wide".to_owned()]);
            commands.push(words);
        }
    }
    let planted = planted();
    let shown = format!("import show {}", last_import(&planted));
    for line in [&*shown, "ticket search owned", "ticket search error", "ticket list --as P1", "whoami --as P1"] {
        commands.extend(FORMATS.map(|format| words(&format!("{line} -O {format}"))));
    }
    assert_eq!(leaks(&planted, &commands), Vec::<String>::new());
}

/// Returns the flags with a value and the places of a command; those of every command with the first only.
fn fields(line: &str, with_global: bool) -> Vec<Vec<String>> {
    use clap::CommandFactory as _;
    let mut root = desk::cli::Cli::command();
    root.build();
    let (mut command, mut path) = (&root, Vec::new());
    for word in words(line) {
        let Some(next) = command.find_subcommand(&word) else { break };
        command = next;
        path.push(word);
    }
    let mut lines = Vec::new();
    for arg in command.get_arguments().filter(|arg| with_global || !arg.is_global_set()) {
        for text in [SLY, BOLD] {
            match arg.get_long() {
                Some(long) if arg.get_action().takes_values() => {
                    let mut words = words(line);
                    words.push(format!("--{long}={text}"));
                    lines.push(words);
                }
                Some(_) => {}
                None => {
                    let place = path.len() + arg.get_index().unwrap_or(1) - 1;
                    let mut words = words(line);
                    words.truncate(place);
                    words.push(text.to_owned());
                    lines.push(words);
                }
            }
        }
    }
    lines
}

#[test]
fn what_is_typed_comes_back_spelled_out() {
    let mut commands = Vec::new();
    for (place, sample) in every::samples().enumerate() {
        for words in fields(sample.line, place == 0) {
            // Every second time as a program is told.
            let json = ["--json".to_owned()].into_iter().filter(|_| commands.len() % 2 == 0);
            let words = words.into_iter().chain(json).collect();
            commands.push(words);
        }
    }
    commands.push(vec![BOLD.to_owned()]);
    commands.push(vec!["ticket".to_owned(), SLY.to_owned()]);
    commands.push(vec!["ticket".to_owned(), format!("--{BOLD}")]);
    assert_eq!(leaks(&every::desk(), &commands), Vec::<String>::new());
}

#[test]
fn what_a_file_holds_comes_back_spelled_out() {
    let desk = every::desk();
    for (kind, text) in [("sly", SLY), ("bold", BOLD)] {
        let quoted = serde_json::to_string(text).unwrap();
        desk.write(&format!("{kind}.csv"), format!("code,name,tier,{text}\nX,{text},{text},{text}\n"));
        desk.write(&format!("{kind}-rows.csv"), format!("code,name,tier\n{text},x,1\nY,{text},{text}\n"));
        desk.write(&format!("{kind}.jsonl"), format!("{{\"code\":{quoted},{quoted}:1}}\n{text}\n"));
        desk.write(&format!("{kind}-map.toml"), format!("[columns]\n{quoted} = {quoted}\n"));
        desk.write(&format!("{kind}.toml"), format!("[[policy]]\nname = '{text}'\ncalendar = '{text}'\n"));
        desk.write(&format!("{kind}-bad.toml"), format!("{text} = {text}\n"));
        desk.write(&format!("{kind}-log.jsonl"), format!("{{\"at\":{quoted},\"type\":{quoted}}}\n"));
        desk.write(
            &format!("{kind}-batch.jsonl"),
            format!(
                "{{\"do\":{quoted}}}\n{{\"do\":\"ticket.show\",{quoted}:1}}\n{{\"do\":\"ticket.show\",\"id\":{quoted}}}\n\
                 {{\"do\":\"account.new\",\"code\":\"Z\",\"name\":{quoted}}}\n{text}\n"
            ),
        );
    }
    let mut commands = Vec::new();
    for kind in ["sly", "bold"] {
        let lines = format!(
            "import accounts {kind}.csv
             import accounts {kind}-rows.csv
             import accounts {kind}-rows.csv --keep-going
             import accounts {kind}.jsonl
             import accounts {kind}.jsonl --keep-going
             import accounts more.csv --mapping {kind}-map.toml
             import accounts more.csv --mapping {kind}-bad.toml
             import {kind}-bad.toml
             sla policy apply {kind}.toml
             sla policy apply {kind}-bad.toml
             sla policy diff {kind}.toml
             sla simulate --policy {kind}.toml
             sla try --policy hours.toml --timeline {kind}-log.jsonl
             sla try --policy {kind}.toml --timeline log.jsonl
             sla evidence verify {kind}-log.jsonl
             batch {kind}-batch.jsonl
             batch {kind}-batch.jsonl --keep-going
             --config {kind}.toml ticket list
             --config {kind}-bad.toml ticket list"
        );
        let lines: Vec<&str> = lines.lines().map(str::trim).collect();
        commands.extend(lines.iter().flat_map(|line| [words(line), words(&format!("{line} --json"))]));
    }
    assert_eq!(leaks(&desk, &commands), Vec::<String>::new());
}

#[test]
fn what_the_environment_says_comes_back_spelled_out() {
    let mut wrong = Vec::new();
    let variables =
        ["DESK_DB", "DESK_CONFIG", "DESK_USER", "DESK_NOW", "COLUMNS", "TZ", "HOME", "XDG_DATA_HOME", "DESK_EDITOR"];
    for text in [SLY, BOLD] {
        for name in variables {
            for line in ["ticket list -O table", "whoami", "ticket note T1", "rep new x --json"] {
                let desk = Desk::sample();
                let done = desk.command(&words(line)).env(name, OsString::from(text)).output().unwrap();
                if let Some(c) = raw(&done.stdout).or(raw(&done.stderr)) {
                    wrong.push(format!("{name} {line}: {c:?}"));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
