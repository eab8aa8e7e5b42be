//! A support desk for companies that sell to companies, in one binary over one `SQLite` file.

pub mod domain;

pub mod cli;
