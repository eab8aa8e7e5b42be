//! Every verb, end to end: one happy path and each error, as whole transcripts.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod account_assign;
mod account_contact;
mod account_contract;
mod account_edit;
mod account_list;
mod account_new;
mod configuration;
mod harness;
mod help;
mod import_files;
mod import_kinds;
mod import_mapping;
mod import_refused;
mod init_demo;
mod opening;
mod output_files;
mod output_formats;
mod output_hostile;
mod rep_new;
mod rep_team;
mod report_credits;
mod report_sla;
mod sla_check;
mod sla_explain;
mod sla_explain_rulings;
mod sla_explain_time;
mod sla_forecast;
mod sla_policy;
mod sla_simulate;
mod sla_simulate_files;
mod sla_status;
mod sla_try;
mod ticket_assign;
mod ticket_link;
mod ticket_list;
mod ticket_merge;
mod ticket_new;
mod ticket_new_refused;
mod ticket_next;
mod ticket_receive;
mod ticket_reply;
mod ticket_resolve;
mod ticket_show;
mod ticket_status;
