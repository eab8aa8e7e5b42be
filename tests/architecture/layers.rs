//! Which layer may know which, and which may know a library.

use crate::source::{Source, program};

/// Each layer, and those it may name beside itself.
const LAYERS: &[(&str, &[&str])] = &[
    ("lib", &[]),
    ("main", &["cli"]),
    ("cli", &["commands", "error", "output", "stop", "view"]),
    (
        "commands",
        &[
            "app", "config", "delivery", "document", "domain", "error", "import", "lookup", "output", "prompt", "stop",
            "view", "whole",
        ],
    ),
    ("config", &["app", "delivery", "document", "domain", "lookup", "stop", "whole"]),
    ("delivery", &["domain", "program", "whole"]),
    ("document", &["domain", "program", "whole"]),
    ("lookup", &["domain", "program"]),
    ("program", &["domain"]),
    ("prompt", &["stop", "whole"]),
    ("stop", &["domain", "error", "import"]),
    ("view", &["app", "domain", "output"]),
    ("output", &["domain", "temporary"]),
    ("import", &["domain"]),
    ("app", &["domain", "error", "store"]),
    ("store", &["domain", "error", "temporary"]),
    ("error", &["domain"]),
    ("domain", &[]),
    ("whole", &[]),
    ("temporary", &[]),
];

/// A library, or a part of one, and the only files that name it.
const LIBRARIES: &[(&str, &[&str])] = &[
    // error.rs keeps the engine's error as the source of its own: `caused by` is all it is read for.
    ("rusqlite", &["store/", "error.rs"]),
    ("postcard", &["store/report/segment.rs"]),
    // It hashes numbers of our own making; the words of somebody else's file could be made to collide.
    (
        "rustc_hash",
        &["app/import/judge.rs", "app/import/mod.rs", "app/report/", "domain/numbers.rs", "store/report/unpack.rs"],
    ),
    ("mimalloc", &["main.rs"]),
    ("comfy_table", &["output/"]),
    // import/tests writes the files that it then reads; rejected rows are copied as they came, not written anew.
    ("csv::Writer", &["output/", "import/tests/"]),
    ("csv::WriterBuilder", &["output/", "import/tests/"]),
    ("rust_xlsxwriter", &["output/", "document/sheet.rs", "import/sheet/tests.rs"]),
    ("minijinja", &["document/html.rs", "output/report/page.rs"]),
    ("krilla", &["document/pdf/"]),
    ("rustybuzz", &["document/pdf/face.rs"]),
    ("clap", &["cli.rs", "commands/"]),
    ("ctor", &["output/standard.rs"]),
    ("anyhow", &["cli.rs", "commands/"]),
    ("dialoguer", &["prompt.rs"]),
    ("indicatif", &["output/progress.rs"]),
    ("lettre", &["delivery/"]),
    ("ureq", &["delivery/"]),
    ("hmac", &["delivery/"]),
    ("zip", &["import/sheet/"]),
    ("flate2", &["import/sheet/"]),
    ("quick_xml", &["import/sheet/"]),
    ("base64", &["import/", "delivery/", "document/"]),
    // Dates without a zone: calendars count in them, and imported times begin as such.
    ("jiff", &["domain/zone.rs", "domain/calendar/", "import/moment.rs"]),
    ("jiff::tz", &["domain/zone.rs"]),
    ("jiff::Timestamp", &["domain/zone.rs"]),
    ("jiff::Zoned", &["domain/zone.rs"]),
];

/// Output goes through one door, which escapes it and survives a closed pipe.
const PRINTING: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];

fn allowed(layer: &str) -> &'static [&'static str] {
    let known = LAYERS.iter().find(|(name, _)| *name == layer);
    known.map_or_else(|| panic!("src/{layer} is no layer of the table"), |(_, allowed)| *allowed)
}

/// Returns the paths by which a file names our own modules, whatever way it gets to them.
fn named(source: &Source) -> Vec<String> {
    let root = if source.path == "main.rs" { "desk" } else { "crate" };
    let mut paths = source.paths(root);
    paths.extend(source.climbs());
    let of_ours = |path: &String| LAYERS.iter().any(|(layer, _)| path.split("::").next() == Some(layer));
    paths.into_iter().filter(of_ours).collect()
}

/// Tells whether `path` is `prefix`, or something in it.
fn within(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

#[test]
fn each_layer_knows_only_those_below_it() {
    let mut broken = Vec::new();
    for source in program() {
        let allowed = allowed(source.layer());
        for path in named(&source) {
            let other = path.split("::").next().unwrap_or_default();
            if other != source.layer() && !allowed.contains(&other) {
                broken.push(format!("src/{} names {path}", source.path));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn each_library_is_known_where_it_is_at_home() {
    let mut broken = Vec::new();
    for source in program() {
        for (library, homes) in LIBRARIES {
            let (root, _) = library.split_once("::").unwrap_or((library, ""));
            let names = source.paths(root).iter().any(|path| within(&format!("{root}::{path}"), library));
            if names && !homes.iter().any(|home| source.path.starts_with(home)) {
                broken.push(format!("src/{} names {library}", source.path));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn nothing_prints_past_the_output_layer() {
    for source in program() {
        let printing = PRINTING.iter().find(|name| source.calls(name));
        assert_eq!(printing, None, "src/{}", source.path);
    }
}
