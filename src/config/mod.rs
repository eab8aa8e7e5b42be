//! `config.toml`: what a user sets once. A flag beats the environment, which beats the file, which beats the default.

mod documents;
mod health;
mod lookup;
mod notify;
mod percentage;
mod prices;
mod quotes;
mod reports;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use etcetera::{BaseStrategy as _, choose_base_strategy};
use serde::Deserialize;

use self::documents::{Company, Documents, stationery};
use self::health::HealthWeights;
use self::lookup::Lookup;
use self::notify::{Misfit, Notify};
use self::prices::Prices;
use self::quotes::Quotes;
pub use self::reports::SavedReport;
use crate::app::Rules;
use crate::delivery::Channels;
use crate::document::Stationery;
use crate::domain::{Code, Invalid, Seconds};
use crate::lookup::Lookups;
use crate::stop::Stop;
use crate::whole::{self, WRITTEN};

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
    /// The ways notifications go, as they are written.
    notify: Option<Notify>,
    /// How prices are made.
    prices: Option<Prices>,
    /// How quotes are made.
    quotes: Option<Quotes>,
    /// How much each part of an account's health counts.
    health: Option<HealthWeights>,
    /// Questions to other systems, as they are written.
    lookup: Option<Lookup>,
    /// Who we are, as it is written.
    company: Option<Company>,
    /// How documents are printed, as it is written.
    documents: Option<Documents>,
    /// Reports that are asked for by one name.
    #[serde(default)]
    pub reports: BTreeMap<Code, SavedReport>,
    /// The file it was read from, if there was one.
    #[serde(skip)]
    pub path: Option<PathBuf>,
    /// The ways notifications go.
    #[serde(skip)]
    pub channels: Channels,
    /// Questions to other systems.
    #[serde(skip)]
    pub lookups: Lookups,
    /// What documents are printed with.
    #[serde(skip)]
    pub stationery: Stationery,
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
        let text = match whole::read(&path, WRITTEN) {
            Ok(text) => text,
            Err(why) if why.kind() == std::io::ErrorKind::NotFound && !must_exist => return Ok(Self::default()),
            Err(why) => return Err(refuse(why.to_string())),
        };
        let at_line = |at: usize, why: &str| {
            let before = text.get(..at).unwrap_or_default();
            refuse(format!("line {}: {why}", 1 + before.matches('\n').count()))
        };
        let parsed = toml::from_str(&text);
        let mut config: Self = parsed.map_err(|why| at_line(why.span().map_or(0, |span| span.start), why.message()))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        if let Some(lookup) = config.lookup.take() {
            config.lookups = lookup.lookups(folder).map_err(|Misfit { at, why }| at_line(at, &why))?;
        }
        if let Some(notify) = config.notify.take() {
            config.channels = notify.channels(folder).map_err(|Misfit { at, why }| at_line(at, &why))?;
        }
        let (company, documents) = (config.company.take(), config.documents.take());
        config.stationery = stationery(company, documents, folder).map_err(|Misfit { at, why }| at_line(at, &why))?;
        config.path = Some(path.clone());
        match &config.color {
            Some(color) if !COLORS.contains(&color.as_str()) => {
                Err(refuse(Invalid::word(color, "a choice of `color`", &COLORS).to_string()))
            }
            _ => Ok(config),
        }
    }

    /// Returns what the desk does its own way.
    pub fn rules(&self) -> Result<Rules, Stop> {
        let mut rules = Rules { outlets: self.channels.outlets(), ..Rules::default() };
        if let Some(text) = &self.reopen_window {
            let refuse = |why| Stop::usage(format!("`reopen_window` in the configuration: {why}"));
            rules.reopen_window = text.parse::<Seconds>().map_err(refuse)?;
        }
        if let Some(prices) = &self.prices {
            rules.prices = prices.rules();
        }
        if let Some(quotes) = &self.quotes {
            let refuse = |why| Stop::usage(format!("`total` in `[quotes.review]` of the configuration: {why}"));
            rules.quotes = quotes.rules().map_err(refuse)?;
        }
        if let Some(health) = &self.health {
            let refuse = |why| Stop::usage(format!("`[health]` in the configuration: {why}"));
            rules.health = health.weights().map_err(refuse)?;
        }
        Ok(rules)
    }

    /// Returns where the desk is when nobody says.
    pub fn default_db() -> PathBuf {
        choose_base_strategy()
            .map_or_else(|_| PathBuf::from("desk.db"), |folders| folders.data_dir().join("desk").join("desk.db"))
    }
}
