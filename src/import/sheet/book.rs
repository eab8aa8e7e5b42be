//! A workbook: its sheets, and what their cells refer to.

use std::collections::HashMap;
use std::fmt;
use std::io;

use super::super::source::Reading;
use super::broken;
use super::cells::{Cells, Width};
use super::container::{Container, Part};
use super::look::{Look, looks};
use super::strings::Strings;
use super::xml::{Node, Tag, Xml};

/// The most bytes of the parts that describe a workbook.
const PLAIN_LIMIT: u64 = 16 << 20;
/// The most bytes of the part that holds its texts: what 32 bits can count.
const STRINGS_LIMIT: u64 = 4 << 30;
/// The most bytes of a sheet: a million rows of a hundred cells each.
const SHEET_LIMIT: u64 = 8 << 30;

/// How many sheets a workbook may have.
const COUNT_LIMIT: usize = 1000;

/// A workbook that was opened: its sheets can be read any number of times.
pub(in crate::import) struct Book {
    bytes: Reading,
    sheets: Vec<Sheet>,
    pub(super) strings: Strings,
    pub(super) looks: Vec<Look>,
    /// Whether days are counted from 1904 on.
    pub(super) since_1904: bool,
}

struct Sheet {
    name: String,
    hidden: bool,
    part: Part,
}

/// What a part names another by: an id, the kind of the other, and its path.
type Relations = HashMap<String, (String, String)>;

impl Book {
    /// Reads what all sheets share.
    pub(in crate::import) fn open(bytes: Reading) -> io::Result<Self> {
        let mut container = Container::open(bytes.clone())?;
        let top = relations(&mut container, "_rels/.rels", "")?;
        let main = target(&top, "officeDocument").unwrap_or_else(|| "xl/workbook.xml".to_owned());
        let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
        let related = relations(&mut container, &joined(folder, &format!("_rels/{name}.rels")), folder)?;
        let workbook = container.part(&main)?.ok_or_else(|| broken("not an xlsx file: there is no workbook in it"))?;
        let xml = Xml::new(container.read(&workbook, PLAIN_LIMIT));
        let (sheets, since_1904) = sheets(xml, &mut container, &related)?;
        let strings = match other(&mut container, &related, "sharedStrings", STRINGS_LIMIT)? {
            Some(xml) => Strings::read(xml)?,
            None => Strings::default(),
        };
        let looks = match other(&mut container, &related, "styles", PLAIN_LIMIT)? {
            Some(xml) => looks(xml)?,
            None => Vec::new(),
        };
        Ok(Self { bytes, sheets, strings, looks, since_1904 })
    }

    /// Returns the names of all sheets, in their order.
    pub(in crate::import) fn names(&self) -> impl Iterator<Item = &str> {
        self.sheets.iter().map(|sheet| sheet.name.as_str())
    }

    /// Returns the positions of the sheets that a person sees.
    pub(in crate::import) fn visible(&self) -> impl Iterator<Item = usize> {
        self.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.hidden).map(|(position, _)| position)
    }

    /// Starts at the first row of a sheet.
    pub(in crate::import) fn cells(&self, sheet: usize, width: Width) -> Cells<'_> {
        Cells::new(self, Xml::new(self.sheets[sheet].part.read(&self.bytes, SHEET_LIMIT)), width)
    }
}

impl fmt::Debug for Book {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}

/// Reads the workbook's own part: its sheets, and from when on it counts days.
fn sheets(mut xml: Xml, container: &mut Container, related: &Relations) -> io::Result<(Vec<Sheet>, bool)> {
    let (mut sheets, mut since_1904) = (Vec::new(), false);
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "workbookPr" => {
                let told = tag.attribute("date1904")?;
                since_1904 = since_1904 || matches!(told.as_deref(), Some("1" | "true"));
            }
            Node::Open(_) if sheets.len() > COUNT_LIMIT => return Err(broken("more than 1,000 sheets")),
            Node::Open(tag) if tag.name() == "sheet" => sheets.extend(sheet(&tag, container, related)?),
            Node::End => return Ok((sheets, since_1904)),
            _ => {}
        }
    }
}

/// Finds a sheet of cells; charts are sheets too, and are passed over.
fn sheet(tag: &Tag<'_>, container: &mut Container, related: &Relations) -> io::Result<Option<Sheet>> {
    let name = tag.attribute("name")?.unwrap_or_default().into_owned();
    let hidden = tag.attribute("state")?.is_some_and(|state| state != "visible");
    let id = tag.attribute("id")?.unwrap_or_default();
    let Some((kind, path)) = related.get(id.as_ref()) else {
        return Err(broken(format!("the workbook does not say where the sheet `{name}` is")));
    };
    if kind != "worksheet" {
        return Ok(None);
    }
    let part = container.part(path)?.ok_or_else(|| broken(format!("the sheet `{name}` is not in the file")))?;
    Ok(Some(Sheet { name, hidden, part }))
}

/// Reads what a part refers to; paths are given from the top.
fn relations(container: &mut Container, name: &str, folder: &str) -> io::Result<Relations> {
    let mut relations = HashMap::new();
    let Some(part) = container.part(name)? else { return Ok(relations) };
    let mut xml = Xml::new(container.read(&part, PLAIN_LIMIT));
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "Relationship" => {
                let id = tag.attribute("Id")?.unwrap_or_default().into_owned();
                let kind = tag.attribute("Type")?.unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = tag.attribute("Target")?.unwrap_or_default();
                relations.insert(id, (kind, joined(folder, &target)));
            }
            Node::End => return Ok(relations),
            _ => {}
        }
    }
}

/// Opens the part of a kind, if the workbook refers to one.
fn other(container: &mut Container, related: &Relations, kind: &str, limit: u64) -> io::Result<Option<Xml>> {
    let Some(path) = target(related, kind) else { return Ok(None) };
    Ok(container.part(&path)?.map(|part| Xml::new(container.read(&part, limit))))
}

fn target(relations: &Relations, kind: &str) -> Option<String> {
    relations.values().find(|(other, _)| other == kind).map(|(_, path)| path.clone())
}

fn joined(folder: &str, path: &str) -> String {
    match path.strip_prefix('/') {
        Some(path) => path.to_owned(),
        None if folder.is_empty() => path.to_owned(),
        None => format!("{folder}/{path}"),
    }
}
