//! Bytes as one part of a workbook.

#![no_main]

use desk::import::Format;
use desk_fuzz::{anything, packed};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &[u8])| anything(Format::Xlsx, &packed(input.0, input.1)));
