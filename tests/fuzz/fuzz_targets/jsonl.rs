//! Bytes as a jsonl file.

#![no_main]

use desk::import::Format;
use desk_fuzz::anything;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| anything(Format::Jsonl, bytes));
