//! Each channel against a counterpart of its own.

mod command;
mod mail;
mod mbox;
mod smtp;
mod webhook;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::domain::Seconds;
use crate::domain::delivery::{DeliveryChannel, Message, Parcel, sample};

fn parcel(channel: DeliveryChannel) -> Parcel {
    parcel_of(&sample(), channel)
}

fn parcel_of(message: &Message, channel: DeliveryChannel) -> Parcel {
    let message = message.addressed(channel);
    Parcel { key: message.key.clone(), channel, message: serde_json::to_string(&message).unwrap() }
}

fn seconds(count: i64) -> Seconds {
    Seconds::new(count)
}

/// A folder with programs in it.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Writes a script that can be run by its name. Another process writes it: a program that a fork of ours still has
    /// open for writing cannot be started.
    fn program(&self, name: &str, script: &str) -> String {
        let path = self.path(name);
        let mut shell = Command::new("sh");
        shell.args(["-c", "cat > \"$0\" && chmod +x \"$0\""]).arg(&path).stdin(Stdio::piped());
        let mut writing = shell.spawn().unwrap();
        writing.stdin.take().unwrap().write_all(format!("#!/bin/sh\n{script}\n").as_bytes()).unwrap();
        assert!(writing.wait().unwrap().success());
        path.to_str().unwrap().to_owned()
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
