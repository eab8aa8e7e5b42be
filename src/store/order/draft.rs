//! Orders that are made here, and what they are made from.

use rusqlite::{OptionalExtension, Row, params, params_from_iter};

use crate::domain::order::{Order, OrderLine, Template};
use crate::domain::{AccountId, Date, Line, Number, OrderId, ProductId, Quantity, TemplateId};
use crate::error::Error;
use crate::store::Tx;
use crate::store::convert::Day;
use crate::store::mirror::{Columns, KeyedMirror, Mirror, held};
use crate::store::source::Keyed;

const TEMPLATE: &str = "t.id, t.account_id, t.contact_id, t.name, t.every, t.next_on, t.active, t.created_at";

fn read(row: &Row<'_>) -> rusqlite::Result<Template> {
    Ok(Template {
        id: row.get(0)?,
        account: row.get(1)?,
        contact: row.get(2)?,
        name: row.get(3)?,
        every: row.get(4)?,
        next_on: row.get::<_, Day>(5)?.0,
        active: row.get(6)?,
        created_at: row.get(7)?,
        lines: Vec::new(),
    })
}

impl Mirror for Template {
    const TABLE: &'static str = "order_template";
    const KEY: &'static [&'static str] = &["account_id", "name"];
    // One that is new and has no number yet gets the next.
    const STAYS: bool = true;

    fn columns(&self) -> Columns {
        vec![
            ("id", held(&Some(self.id).filter(|id| id.number() > 0))),
            ("account_id", held(&self.account)),
            ("contact_id", held(&self.contact)),
            ("name", held(&self.name)),
            ("every", held(&self.every)),
            ("next_on", held(&Day(self.next_on))),
            ("active", held(&self.active)),
            ("created_at", held(&self.created_at)),
        ]
    }
}

impl KeyedMirror for Template {
    const KEYED: Keyed = Keyed::Template;
}

/// A product that a template orders.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct TemplateLineOf {
    pub template: TemplateId,
    pub product: ProductId,
    pub quantity: Quantity,
}

impl Mirror for TemplateLineOf {
    const TABLE: &'static str = "order_template_line";
    const KEY: &'static [&'static str] = &["template_id", "product_id"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        vec![
            ("template_id", held(&self.template)),
            ("product_id", held(&self.product)),
            ("quantity", held(&self.quantity)),
        ]
    }
}

impl Tx<'_> {
    /// Stores an order that is made here, with its lines, and calls it by its id, which nothing else is called.
    pub fn add_order(&self, order: &mut Order, lines: &mut [OrderLine]) -> Result<(), Error> {
        const NEXT: &str = "SELECT 1 + max(coalesce((SELECT max(id) FROM sales_order), 0),
            coalesce((SELECT max(last_id) FROM batch_made WHERE object = 'sales_order'), 0))";
        let mut id: OrderId = self.connection.prepare_cached(NEXT)?.query_row([], |row| row.get(0))?;
        while self.order(&id.to_string())?.is_some() {
            id = OrderId::new(id.number() + 1);
        }
        order.number = id.to_string().parse::<Number>()?;
        let (mut names, mut values): (Vec<_>, Vec<_>) = order.columns().into_iter().unzip();
        names.push("id");
        values.push(held(&id));
        let marks = vec!["?"; names.len()].join(", ");
        let sql = format!("INSERT INTO sales_order ({}) VALUES ({marks})", names.join(", "));
        self.connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        order.id = id;
        for line in lines {
            line.order = id;
            self.add_mirrored(line)?;
        }
        Ok(())
    }

    /// Returns the last order that an account placed.
    pub fn last_order(&self, account: AccountId) -> Result<Option<Order>, Error> {
        let sql = format!(
            "SELECT {} FROM sales_order o WHERE o.account_id = ?1 AND o.state <> 'draft' AND o.state <> 'cancelled'
             ORDER BY o.ordered_at DESC, o.id DESC LIMIT 1",
            super::COLUMNS
        );
        Ok(self.connection.prepare_cached(&sql)?.query_row([account], super::read).optional()?)
    }

    /// Stores a new template and gives it its number.
    pub fn add_template(&self, template: &mut Template) -> Result<(), Error> {
        const TAKEN: &str = "SELECT EXISTS (SELECT 1 FROM order_template WHERE account_id = ?1 AND name = ?2)";
        const SQL: &str =
            "INSERT INTO order_template (account_id, contact_id, name, every, next_on, active, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id";
        const LINE: &str = "INSERT INTO order_template_line (template_id, product_id, quantity) VALUES (?1, ?2, ?3)";
        let Template { account, contact, name, every, next_on, active, created_at, .. } = &*template;
        let taken: bool = self.connection.prepare_cached(TAKEN)?.query_row(params![account, name], |row| row.get(0))?;
        if taken {
            return Err(Error::Taken { what: "template", name: name.to_string() });
        }
        let bound = params![account, contact, name, every, Day(*next_on), active, created_at];
        template.id = self.connection.prepare_cached(SQL)?.query_row(bound, |row| row.get(0))?;
        let mut statement = self.connection.prepare_cached(LINE)?;
        for (product, quantity) in &template.lines {
            statement.execute(params![template.id, product, quantity])?;
        }
        Ok(())
    }

    /// Returns the template of that number, or says that there is none.
    pub fn need_template(&self, id: TemplateId) -> Result<Template, Error> {
        let template = self.find_template(id)?.ok_or_else(|| Error::unknown("template", id))?;
        Ok(Template { lines: self.template_lines(id)?, ..template })
    }

    /// Returns the template of that number, without what it orders.
    pub fn find_template(&self, id: TemplateId) -> Result<Option<Template>, Error> {
        let sql = format!("SELECT {TEMPLATE} FROM order_template t WHERE t.id = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([id], read).optional()?)
    }

    /// Returns an account's template of that name, without what it orders.
    pub fn template_named(&self, account: AccountId, name: &Line) -> Result<Option<Template>, Error> {
        let sql = format!("SELECT {TEMPLATE} FROM order_template t WHERE t.account_id = ?1 AND t.name = ?2");
        Ok(self.connection.prepare_cached(&sql)?.query_row(params![account, name], read).optional()?)
    }

    fn template_lines(&self, id: TemplateId) -> Result<Vec<(ProductId, Quantity)>, Error> {
        const SQL: &str = "SELECT product_id, quantity FROM order_template_line WHERE template_id = ?1 ORDER BY id";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let lines = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(lines.collect::<Result<_, _>>()?)
    }

    /// Returns the templates of an account, or all, by the day they are due; with `due_on`, only the active ones due by then.
    pub fn templates(&self, account: Option<AccountId>, due_on: Option<Date>) -> Result<Vec<Template>, Error> {
        let sql = format!(
            "SELECT {TEMPLATE} FROM order_template t WHERE (?1 IS NULL OR t.account_id = ?1)
             AND (?2 IS NULL OR t.active = 1 AND t.next_on <= ?2) ORDER BY t.next_on, t.id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut templates: Vec<Template> =
            statement.query_map(params![account, due_on.map(Day)], read)?.collect::<Result<_, _>>()?;
        for template in &mut templates {
            template.lines = self.template_lines(template.id)?;
        }
        Ok(templates)
    }

    /// Stores when a template is due next, and whether drafts are made.
    pub fn save_template(&self, template: &Template) -> Result<(), Error> {
        const SQL: &str = "UPDATE order_template SET next_on = ?2, active = ?3 WHERE id = ?1";
        self.seen("order_template", template.id.number())?;
        let bound = params![template.id, Day(template.next_on), template.active];
        self.connection.prepare_cached(SQL)?.execute(bound)?;
        Ok(())
    }
}
