//! `config.toml`: what a user sets once. A flag beats the environment, which beats the file, which beats the default.

use std::path::{Path, PathBuf};

use etcetera::{BaseStrategy as _, choose_base_strategy};
use serde::Deserialize;

use crate::app::Rules;
use crate::domain::{Invalid, Seconds};
use crate::stop::Stop;

/// When to use colour.
const COLORS: [&str; 3] = ["auto", "always", "never"];

/// The file's keys. An unknown one is refused: a mistyped setting must not be ignored.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The desk file.
    pub db: Option<PathBuf>,
    /// `auto`, `always` or `never`.
    pub color: Option<String>,
    /// For how long a customer's message reopens a resolved ticket: `14d`.
    reopen_window: Option<String>,
}

impl Config {
    /// Reads the file that was named, or the one in the user's configuration folder if there is one.
    pub fn load(named: Option<&Path>) -> Result<Self, Stop> {
        let (path, must_exist) = match named {
            Some(path) => (path.to_owned(), true),
            None => match choose_base_strategy() {
                Ok(folders) => (folders.config_dir().join("desk").join("config.toml"), false),
                Err(_) => return Ok(Self::default()),
            },
        };
        let refuse = |why: String| Stop::usage(format!("`{}` cannot be used as configuration: {why}", path.display()));
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(why) if why.kind() == std::io::ErrorKind::NotFound && !must_exist => return Ok(Self::default()),
            Err(why) => return Err(refuse(why.to_string())),
        };
        let config: Self = toml::from_str(&text).map_err(|why| {
            let before = why.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            refuse(format!("line {}: {}", 1 + before.matches('\n').count(), why.message()))
        })?;
        match &config.color {
            Some(color) if !COLORS.contains(&color.as_str()) => {
                Err(refuse(Invalid::word(color, "a choice of `color`", &COLORS).to_string()))
            }
            _ => Ok(config),
        }
    }

    /// Returns what the desk does its own way.
    pub fn rules(&self) -> Result<Rules, Stop> {
        let mut rules = Rules::default();
        if let Some(text) = &self.reopen_window {
            let refuse = |why| Stop::usage(format!("`reopen_window` in the configuration: {why}"));
            rules.reopen_window = text.parse::<Seconds>().map_err(refuse)?;
        }
        Ok(rules)
    }

    /// Returns where the desk is when nobody says.
    pub fn default_db() -> PathBuf {
        choose_base_strategy()
            .map_or_else(|_| PathBuf::from("desk.db"), |folders| folders.data_dir().join("desk").join("desk.db"))
    }
}
