//! Bytes as a mapping, and a small file read through it.

#![no_main]

use desk::domain::logged::AnyTicket;
use desk::import::{Format, Mapping};
use desk_fuzz::rows;
use libfuzzer_sys::fuzz_target;

const FILE: &[u8] = b"external_id,account,subject,created_at,a,b\n1,ACME,Late,03/04/2026 09:30,x - y,1.234\n";

fuzz_target!(|text: &str| {
    if let Ok(mapping) = Mapping::parse("fuzz.toml", text) {
        rows::<AnyTicket>(Format::Csv, FILE, &mapping);
    }
});
