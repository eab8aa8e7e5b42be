//! A mapping, a kind and a file's columns brought together, before the first row is read.

use crate::domain::nearest;

use super::amount::Mark;
use super::header::Header;
use super::kind::{Field, Kind};
use super::mapping::{Mapped, Mapping};
use super::moment::Moments;
use super::record::unplaced;
use super::refusal::{Refusal, list};
use super::rule::{Origin, Refinement, Rule};

/// How each row is read: names are looked up here once, and are positions from then on.
#[derive(Debug)]
pub(super) struct Plan {
    /// One for each field of the kind, in its order.
    pub(super) fills: Vec<Fill>,
    /// The columns that any of this needs.
    pub(super) used: Vec<usize>,
    /// The names of all columns.
    pub(super) columns: Vec<String>,
    pub(super) null: Vec<String>,
    pub(super) moments: Moments,
    pub(super) decimal: Option<Mark>,
    pub(super) one_per: Vec<usize>,
    /// The same by fields, whose values are made of columns.
    pub(super) one_of: Vec<usize>,
}

/// How a field is filled.
#[derive(Debug)]
pub(super) struct Fill {
    pub(super) from: Supply,
    /// Only if the column has one of these values.
    pub(super) when: Option<(usize, Vec<String>)>,
    /// `None` if the value is taken as it is.
    pub(super) refinement: Option<Box<Refinement>>,
    /// What refusals call the column.
    pub(super) label: String,
    /// Whether the mapping names it, so that a column without it is no accident.
    pub(super) mapped: bool,
}

/// Where a field's value comes from.
#[derive(Debug)]
pub(super) enum Supply {
    Nowhere,
    Constant(String),
    Column(usize),
    Columns(Vec<usize>, String),
}

/// What the names are looked up in.
#[derive(Clone, Copy)]
pub(super) struct Binding<'a> {
    pub(super) file: &'a str,
    pub(super) kind: &'static Kind,
    pub(super) mapping: &'a Mapping,
    /// `None` for objects, whose keys are known only as they come.
    pub(super) header: Option<&'a Header>,
}

impl Binding<'_> {
    /// Makes the plan, or says all that is in its way.
    pub(super) fn plan(&self) -> Result<Plan, Vec<Refusal>> {
        let mut refusals = self.check_mapping();
        let columns = self.header.map_or_else(|| self.keys(), |header| header.columns.clone());
        self.check_columns(&columns, &mut refusals);
        self.check_required(&columns, &mut refusals);
        if !refusals.is_empty() {
            return Err(refusals);
        }
        let fills: Vec<Fill> = self.kind.fields.iter().map(|field| self.fill(field, &columns)).collect();
        let one_per: Vec<usize> = self.mapping.one_per.iter().filter_map(|name| position(&columns, name)).collect();
        let of_fields = self.mapping.one_per.iter().filter(|name| self.is_field(name));
        let one_of: Vec<usize> = of_fields.filter_map(|name| self.kind.position(name)).collect();
        let mut used: Vec<usize> = fills.iter().flat_map(Fill::columns).chain(one_per.iter().copied()).collect();
        used.sort_unstable();
        used.dedup();
        let (null, moments) = (self.mapping.null.clone(), self.mapping.moments.clone());
        Ok(Plan { fills, used, columns, null, moments, decimal: self.mapping.decimal, one_per, one_of })
    }

    /// Returns the keys that anyone has a use for.
    fn keys(&self) -> Vec<String> {
        let identical = self.kind.names().filter(|name| self.rule(name).is_none() && !self.ignored(name));
        let mut keys: Vec<String> = Vec::new();
        for name in self.named().map(|(name, ..)| name.to_owned()).chain(identical.map(str::to_owned)) {
            if !keys.contains(&name) {
                keys.push(name);
            }
        }
        keys
    }

    fn rule(&self, field: &str) -> Option<&Mapped> {
        self.mapping.fields.iter().find(|mapped| mapped.field == field)
    }

    fn ignored(&self, column: &str) -> bool {
        self.mapping.ignore.iter().any(|ignored| ignored == column)
    }

    /// Returns every column that the mapping reads, with the use it has for it and the line that says so.
    fn named(&self) -> impl Iterator<Item = (&str, String, Option<u64>)> {
        let fields = self.mapping.fields.iter().flat_map(|mapped| {
            mapped.rule.columns().map(|column| (column, format!("the field `{}`", mapped.field), mapped.line))
        });
        let columns = self.mapping.one_per.iter().filter(|name| !self.is_field(name));
        let one_per = columns.map(|column| (column.as_str(), "`one_per`".to_owned(), Some(0)));
        fields.chain(one_per)
    }

    /// Whether `one_per` means a field that the mapping fills, and no column.
    fn is_field(&self, name: &str) -> bool {
        let no_column = |header: &Header| position(&header.columns, name).is_none();
        self.rule(name).is_some() && self.header.is_some_and(no_column)
    }

    /// Refuses something that the mapping says, in the file that says it.
    fn refuse(&self, line: Option<u64>, why: String) -> Refusal {
        match (line, &self.mapping.file) {
            (Some(line), Some(file)) => Refusal::new(file, line, why),
            _ => Refusal::new(self.file, self.line(), why),
        }
    }

    fn line(&self) -> u64 {
        self.header.map_or(0, |header| header.line)
    }

    fn check_mapping(&self) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        if let Some(kind) = self.mapping.kind.as_deref().filter(|kind| *kind != self.kind.name) {
            refusals.push(self.refuse(Some(0), format!("a mapping for {kind}, used for {}", self.kind.name)));
        }
        for mapped in &self.mapping.fields {
            if self.kind.position(&mapped.field).is_none() {
                let near = did_you_mean(&mapped.field, self.kind.names());
                let why = format!("{} have no field `{}`{near}; {}", self.kind.name, mapped.field, self.fields());
                refusals.push(self.refuse(mapped.line, why));
            }
        }
        for (column, user, line) in self.named() {
            if self.ignored(column) {
                refusals.push(self.refuse(line, format!("the column `{column}` is both ignored and used for {user}")));
            }
        }
        refusals
    }

    /// Checks that the columns that are named are there, and that those that are there have a place.
    fn check_columns(&self, columns: &[String], refusals: &mut Vec<Refusal>) {
        if self.header.is_none() {
            return;
        }
        for (column, user, line) in self.named() {
            if position(columns, column).is_none() {
                let near = did_you_mean(column, columns.iter().map(String::as_str));
                let has = list(columns.iter().map(String::as_str));
                let why = format!("the column `{column}`, for {user}, is not in {}{near}; it has {has}", self.file);
                refusals.push(self.refuse(line, why));
            }
        }
        let named: Vec<&str> = self.named().map(|(name, ..)| name).collect();
        let has_place = |column: &str| {
            named.contains(&column)
                || self.ignored(column)
                || (self.kind.position(column).is_some() && self.rule(column).is_none())
        };
        let homeless: Vec<String> = columns.iter().filter(|column| !has_place(column)).cloned().collect();
        if !homeless.is_empty() && !self.mapping.ignore_others {
            let why = unplaced("column", &homeless, self.kind.name);
            refusals.push(Refusal::new(self.file, self.line(), format!("{why}{}", self.remark(&homeless))));
        }
    }

    /// Returns what may be meant by one of the columns that have no place.
    fn remark(&self, homeless: &[String]) -> String {
        if let Some(field) = homeless.iter().find(|column| self.rule(column).is_some()) {
            return format!("; the mapping fills the field `{field}` from elsewhere");
        }
        let free = || self.kind.names().filter(|field| self.rule(field).is_none());
        let near = homeless.iter().find_map(|column| Some((column, nearest(column, free())?)));
        near.map(|(column, near)| format!("; is `{column}` the field `{near}`?")).unwrap_or_default()
    }

    /// Checks that something fills each field that every row must have.
    fn check_required(&self, columns: &[String], refusals: &mut Vec<Refusal>) {
        let filled = |field: &str| {
            self.rule(field).is_some()
                || (position(columns, field).is_some() && !self.ignored(field))
                || (field == "source" && self.mapping.source.is_some())
        };
        let empty: Vec<&str> = self.kind.required().filter(|field| !filled(field)).collect();
        if let Some(first) = empty.first() {
            let plural = if empty.len() == 1 { "" } else { "s" };
            let why = format!(
                "nothing fills the required field{plural} {}: name a column, e.g. `--map COLUMN={first}`; {}",
                list(empty.iter().copied()),
                self.fields()
            );
            refusals.push(Refusal::new(self.file, self.line(), why));
        }
    }

    /// Lists the fields, those that are required with a star.
    fn fields(&self) -> String {
        let name = |field: &Field| format!("{}{}", field.name, if field.required { "*" } else { "" });
        let fields: Vec<String> = self.kind.fields.iter().map(name).collect();
        format!("{} have {} (* required)", self.kind.name, fields.join(", "))
    }

    fn fill(&self, field: &Field, columns: &[String]) -> Fill {
        let mapped = self.rule(field.name);
        let rule = match mapped {
            Some(mapped) => mapped.rule.clone(),
            None if self.ignored(field.name) => return Fill::nothing(field),
            None if position(columns, field.name).is_some() => Rule::column(field.name),
            None => match self.mapping.source.as_deref().filter(|_| field.name == "source") {
                Some(source) => Rule::constant(source),
                None => return Fill::nothing(field),
            },
        };
        let (from, label) = match rule.origin {
            Origin::Constant(value) => (Supply::Constant(value), field.name.to_owned()),
            Origin::Columns(names, join) => {
                let label = names.join(" + ");
                let positions: Vec<usize> = names.iter().filter_map(|name| position(columns, name)).collect();
                match positions.as_slice() {
                    [only] => (Supply::Column(*only), label),
                    _ => (Supply::Columns(positions, join), label),
                }
            }
        };
        let when = rule.when.and_then(|when| Some((position(columns, &when.column)?, when.is)));
        let refinement = (rule.refinement != Refinement::default()).then(|| Box::new(rule.refinement));
        Fill { from, when, refinement, label, mapped: mapped.is_some() }
    }
}

impl Fill {
    fn nothing(field: &Field) -> Self {
        Self { from: Supply::Nowhere, when: None, refinement: None, label: field.name.to_owned(), mapped: false }
    }

    /// Returns the positions of all columns that it reads.
    pub(super) fn columns(&self) -> impl Iterator<Item = usize> {
        let columns: &[usize] = match &self.from {
            Supply::Nowhere | Supply::Constant(_) => &[],
            Supply::Column(column) => std::slice::from_ref(column),
            Supply::Columns(columns, _) => columns,
        };
        columns.iter().copied().chain(self.when.iter().map(|(column, _)| *column))
    }
}

fn position(columns: &[String], name: &str) -> Option<usize> {
    columns.iter().position(|column| column == name)
}

fn did_you_mean<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> String {
    nearest(name, candidates).map(|near| format!(" (did you mean `{near}`?)")).unwrap_or_default()
}
