//! A support desk for companies that sell to companies, in one binary over one `SQLite` file.
//!
//! ```text
//! main → cli → commands → app → store → domain        domain imports nothing of ours
//!               │  └────→ view → output               only store knows SQL; only output prints
//!               ├───────→ import → domain
//!               ├───────→ delivery → domain           only delivery sends anything anywhere
//!               ├───────→ document → domain           a quote as a page, a PDF, a spreadsheet
//!               ├───────→ lookup → domain             asks other systems what they know now
//!               └───────→ output, prompt
//! ```
//!
//! A noun has the same file name in every layer: a ticket's rules are in `domain/ticket`, its SQL in
//! `store/ticket.rs`, its use cases in `app/ticket`, its columns in `view/ticket`, its verbs in `commands/ticket`.

#[macro_use]
pub mod domain;

pub mod app;
pub mod cli;
pub mod commands;
pub mod config;
pub mod delivery;
pub mod document;
pub mod error;
pub mod import;
pub mod lookup;
pub mod output;
pub mod program;
pub mod prompt;
pub mod stop;
pub mod store;
pub mod temporary;
pub mod view;
pub mod whole;
