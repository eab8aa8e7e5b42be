//! A support desk for companies that sell to companies, in one binary over one `SQLite` file.

#[macro_use]
pub mod domain;

pub mod import;

pub mod cli;
pub mod output;
