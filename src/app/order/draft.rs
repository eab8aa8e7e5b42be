//! Orders that are made here: again like another one, from a list, or because a template says so.

use super::Loaded;
use super::pricing::{Origin, Pricing};
use crate::app::Desk;
use crate::app::contact::contact_of;
use crate::app::credit::refuse_purchase;
use crate::app::gate::By;
use crate::app::price::{PriceRules, refuse_goods};
use crate::domain::access::Deed;
use crate::domain::account::Account;
use crate::domain::order::{Every, Order, OrderKind, OrderLine, OrderState, Template, Totals};
use crate::domain::product::Product;
use crate::domain::{ContactId, Date, Line, Money, Number, OrderId, OrderLineId, ProductId, Quantity, Sku, TemplateId};
use crate::error::Error;
use crate::store::Tx;

/// What a new draft is like.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each variant is named for what it is")]
pub enum Like {
    Order(String),
    /// The last one that the account of that code placed.
    LastOf(String),
}

/// An order that was drafted or placed.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Made {
    pub number: Number,
    pub lines: usize,
    pub total: Money,
    /// What of it was left out, and why; and what else is to be known.
    pub beware: Vec<String>,
}

/// A template, with the names of what it names.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct TemplateView {
    pub template: Template,
    pub account: crate::domain::Code,
    pub lines: Vec<(Sku, Line, Quantity)>,
}

/// What a new template needs.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct NewTemplate {
    pub account: String,
    pub name: Line,
    pub every: Every,
    /// By default as long from today as it is from one to the next.
    pub from: Option<Date>,
    pub contact: Option<String>,
    pub lines: Vec<(Sku, Quantity)>,
}

/// What was drafted of which templates, and what could not be and why.
type Drafted = (Vec<(TemplateId, Made)>, Vec<String>);

impl Desk {
    /// Drafts an order like another one: of its products, or of those a list names.
    pub fn reorder(&mut self, like: &Like, list: &[(Sku, Quantity)], whole: bool) -> Result<Made, Error> {
        let rules = self.rules.prices;
        self.change(Deed::OrderPlace, |tx, by| {
            let order = match like {
                Like::Order(name) => tx.need_shown_order(&by.scope, name)?,
                Like::LastOf(code) => {
                    let account = tx.need_account(code)?;
                    let none = || Error::Rule(format!("{} never placed an order", account.code));
                    tx.last_order(account.id)?.ok_or_else(none)?
                }
            };
            let mut wanted: Vec<(ProductId, Quantity)> = Vec::new();
            let mut beware = Vec::new();
            for line in if whole { Vec::new() } else { tx.order_lines(order.id)? } {
                match line.product {
                    Some(product) if line.wanted().is_positive() => put(&mut wanted, product, line.wanted()),
                    Some(_) => {}
                    None => beware.push(format!("line {} is free text, and was left out", line.line)),
                }
            }
            for (sku, quantity) in list {
                let product = tx.need_product(sku.as_str())?.id;
                wanted.retain(|(known, _)| *known != product);
                wanted.push((product, *quantity));
            }
            let base = Base { kind: order.kind, contact: order.contact, template: None, like: Some(order.clone()) };
            let mut made = draft(tx, by, rules, &tx.account_by_id(order.account)?, &base, &wanted)?;
            made.beware.splice(0..0, beware);
            Ok(made)
        })
    }

    /// Places a draft: from now on it is to be delivered.
    pub fn place_order(&mut self, name: &str, po: Option<Line>) -> Result<Made, Error> {
        self.change(Deed::OrderPlace, |tx, by| {
            let mut loaded = Loaded::of(tx, tx.need_shown_order(&by.scope, name)?)?;
            let (number, state) = (loaded.order.number.clone(), loaded.order.state);
            if state != OrderState::Draft {
                return Err(Error::Rule(format!("{number} is no draft, it is {}", loaded.progress.status)));
            }
            if loaded.lines.is_empty() {
                return Err(Error::Rule(format!("{number} has no lines; add one with `desk order revise`")));
            }
            let account = tx.account_by_id(loaded.order.account)?;
            refuse_purchase(tx, account, loaded.progress.totals.total, by.now)?;
            (loaded.order.state, loaded.order.ordered_at) = (OrderState::Placed, by.now);
            loaded.order.rep = loaded.order.rep.or_else(|| Some(by.id()));
            loaded.order.po_number = po.or(loaded.order.po_number);
            tx.save_order(&loaded.order, &[])?;
            let twins = tx.po_twins(&loaded.order)?;
            let twins = twins.iter().map(|twin| format!("its PO number is also on {twin}"));
            let total = loaded.progress.totals.total;
            Ok(Made { number, lines: loaded.lines.len(), total, beware: twins.collect() })
        })
    }

    /// Makes a template.
    pub fn new_template(&mut self, new: &NewTemplate) -> Result<TemplateView, Error> {
        let (now, today) = (self.now(), self.today());
        self.change(Deed::OrderTemplate, |tx, _| {
            let account = tx.need_account(&new.account)?;
            let contact = new.contact.as_deref().map(|named| contact_of(tx, &account, named)).transpose()?;
            let mut lines = Vec::new();
            for (sku, quantity) in &new.lines {
                let product = tx.need_product(sku.as_str())?;
                refuse_goods(tx, &account, &product)?;
                put(&mut lines, product.id, *quantity);
            }
            let mut template = Template {
                id: TemplateId::new(0),
                account: account.id,
                contact,
                name: new.name.clone(),
                every: new.every,
                next_on: new.from.unwrap_or_else(|| new.every.after(today)),
                active: true,
                created_at: now,
                lines,
            };
            tx.add_template(&mut template)?;
            shown(tx, template)
        })
    }

    /// Has drafts made of a template, or not; tells whether that changed anything.
    pub fn pause_template(&mut self, id: TemplateId, active: bool) -> Result<(Template, bool), Error> {
        let today = self.today();
        self.change(Deed::OrderTemplate, |tx, _| {
            let mut template = tx.need_template(id)?;
            if template.active == active {
                return Ok((template, false));
            }
            template.active = active;
            if active && template.next_on < today {
                template.next_on = template.every.beyond(template.next_on, today);
            }
            tx.save_template(&template)?;
            Ok((template, true))
        })
    }

    /// Drafts what is due by today, once each however many ask at once: one draft for each template, though several may
    /// have been missed. What cannot be drafted is told, and stays due.
    pub fn run_templates(&mut self) -> Result<Drafted, Error> {
        let (today, rules) = (self.today(), self.rules.prices);
        self.change(Deed::OrderTemplate, |tx, by| {
            let (mut made, mut failed) = (Vec::new(), Vec::new());
            for mut template in tx.templates(None, Some(today))? {
                let account = tx.account_by_id(template.account)?;
                let (kind, contact) = (OrderKind::Recurring, template.contact);
                let like = tx.last_order(template.account)?;
                let base = Base { kind, contact, template: Some(template.id), like };
                match draft(tx, by, rules, &account, &base, &template.lines) {
                    Ok(order) => {
                        template.next_on = template.every.beyond(template.next_on, today);
                        tx.save_template(&template)?;
                        made.push((template.id, order));
                    }
                    Err(Error::Rule(why)) => failed.push(format!("{} was not drafted: {why}", template.id)),
                    Err(why) => return Err(why),
                }
            }
            Ok((made, failed))
        })
    }

    /// Returns the templates of an account, or all, by the day they are due.
    pub fn templates(&mut self, account: Option<&str>) -> Result<Vec<TemplateView>, Error> {
        self.look(Deed::OrderRead, |tx, _| {
            let account = account.map(|code| tx.need_account(code)).transpose()?;
            let templates = tx.templates(account.map(|account| account.id), None)?;
            templates.into_iter().map(|template| shown(tx, template)).collect()
        })
    }

    /// Returns a template.
    pub fn template(&mut self, id: TemplateId) -> Result<TemplateView, Error> {
        self.look(Deed::OrderRead, |tx, _| shown(tx, tx.need_template(id)?))
    }
}

fn put(wanted: &mut Vec<(ProductId, Quantity)>, product: ProductId, quantity: Quantity) {
    match wanted.iter_mut().find(|(known, _)| *known == product) {
        Some((_, sum)) => *sum = sum.plus(quantity),
        None => wanted.push((product, quantity)),
    }
}

fn shown(tx: &Tx<'_>, template: Template) -> Result<TemplateView, Error> {
    let account = tx.account_code(template.account)?;
    let mut lines = Vec::new();
    for (product, quantity) in &template.lines {
        let product = tx.product_by_id(*product)?;
        lines.push((product.sku, product.name, *quantity));
    }
    Ok(TemplateView { template, account, lines })
}

/// What a draft takes over.
struct Base {
    kind: OrderKind,
    contact: Option<ContactId>,
    template: Option<TemplateId>,
    /// The order whose address and carrier it has.
    like: Option<Order>,
}

fn draft(
    tx: &Tx<'_>,
    by: &By,
    rules: PriceRules,
    account: &Account,
    base: &Base,
    wanted: &[(ProductId, Quantity)],
) -> Result<Made, Error> {
    let currency = base.like.as_ref().map_or(account.currency, |like| like.currency);
    let nothing = Money { minor: 0, currency };
    let mut order = Order {
        id: OrderId::new(0),
        // It is called by its id, which it has yet to get.
        number: "draft".parse()?,
        account: account.id,
        contact: base.contact,
        rep: None,
        kind: base.kind,
        state: OrderState::Draft,
        hold: None,
        po_number: None,
        currency,
        terms: None,
        ordered_at: by.now,
        required: None,
        carrier: base.like.as_ref().and_then(|like| like.carrier.clone()),
        ship_to: base.like.as_ref().and_then(|like| like.ship_to.clone()),
        subtotal: None,
        tax: nothing,
        freight: nothing,
        closed_at: None,
        created_at: by.now,
        template: base.template,
        quote: None,
    };
    let pricing = Pricing::new(tx, by, rules, account, currency);
    let (mut lines, beware) = lines(tx, &pricing, wanted)?;
    if lines.is_empty() {
        let why = if beware.is_empty() { String::new() } else { format!(": {}", beware.join("; ")) };
        return Err(Error::Rule(format!("there is nothing to order{why}")));
    }
    tx.add_order(&mut order, &mut lines)?;
    let totals = Totals::of(&order, &lines);
    let total = totals.ok_or_else(|| Error::Rule(format!("{} comes to more than can be counted", order.number)))?.total;
    Ok(Made { number: order.number, lines: lines.len(), total, beware })
}

/// Returns the lines for what is wanted, and what is to be known of them.
fn lines(
    tx: &Tx<'_>,
    pricing: &Pricing<'_>,
    wanted: &[(ProductId, Quantity)],
) -> Result<(Vec<OrderLine>, Vec<String>), Error> {
    let (mut lines, mut beware, mut origins) = (Vec::new(), Vec::new(), Vec::new());
    for (product, quantity) in wanted {
        let product = tx.product_by_id(*product)?;
        if let Some(why) = unsold(pricing, &product)? {
            beware.push(why);
            continue;
        }
        let cost = pricing.of(&product, *quantity, None)?;
        origins.extend(cost.origin);
        lines.push(OrderLine {
            id: OrderLineId::new(0),
            order: OrderId::new(0),
            line: u32::try_from(lines.len()).unwrap_or(u32::MAX).saturating_add(1),
            product: Some(product.id),
            description: None,
            quantity: *quantity,
            cancelled: Quantity::ZERO,
            unit: product.unit,
            unit_price: cost.unit_price,
            discount: cost.discount,
            cost_centre: None,
            required: None,
            offer: None,
        });
    }
    beware.extend(Origin::told(&origins));
    Ok((lines, beware))
}

/// Says why a product is left out; nothing where it is not.
fn unsold(pricing: &Pricing<'_>, product: &Product) -> Result<Option<String>, Error> {
    if product.discontinued {
        let instead = product.replaced_by.as_ref().map_or_else(String::new, |sku| format!("; {sku} takes its place"));
        return Ok(Some(format!("{} is not sold any more, and was left out{instead}", product.sku)));
    }
    match pricing.refuse_goods(product) {
        Ok(()) => Ok(None),
        Err(Error::Rule(_)) => Ok(Some(format!("{} is not in their assortment, and was left out", product.sku))),
        Err(why) => Err(why),
    }
}
