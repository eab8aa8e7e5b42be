-- From version 4 to 5: products, stock, prices, orders, invoices, payments, credit and returns.

ALTER TABLE contract ADD COLUMN return_days INTEGER CHECK (return_days >= 0);
ALTER TABLE contract ADD COLUMN restocking INTEGER CHECK (restocking BETWEEN 0 AND 1000000);
ALTER TABLE contract ADD COLUMN return_freight TEXT CHECK (return_freight IN ('customer', 'supplier'));
ALTER TABLE contract ADD COLUMN return_inspection INTEGER CHECK (return_inspection IN (0, 1));

-- What is sold.
CREATE TABLE product (
  id             INTEGER PRIMARY KEY,
  sku            TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name           TEXT NOT NULL,
  category       TEXT,
  unit           TEXT NOT NULL, -- what its quantities count: piece, kg, m
  pack           TEXT, -- how it is packed, in words: 10 boxes x 20 bags
  pack_size      INTEGER CHECK (pack_size > 0), -- thousandths of a unit: orders are whole multiples of it
  cost           INTEGER CHECK (cost >= 0), -- of a unit, millionths
  cost_currency  TEXT CHECK (length(cost_currency) = 3),
  lead_days      INTEGER CHECK (lead_days >= 0), -- from an order of ours until it is here
  reorder_level  INTEGER CHECK (reorder_level >= 0), -- thousandths of a unit
  sells_from     TEXT, -- first day, ISO 8601
  sells_to       TEXT, -- last day, ISO 8601
  discontinued   INTEGER NOT NULL CHECK (discontinued IN (0, 1)),
  replaced_by    TEXT, -- the SKU of what takes its place, which may come later
  source_id      INTEGER REFERENCES source (id),
  external_id    TEXT,
  digest         INTEGER, -- of the row last imported
  CHECK ((cost IS NULL) = (cost_currency IS NULL))
) STRICT;
-- Serves: finding what an import brought before.
CREATE UNIQUE INDEX product_external ON product (source_id, external_id) WHERE external_id IS NOT NULL;

-- Papers that belong to products.
CREATE TABLE product_document (
  id         INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES product (id),
  kind       TEXT NOT NULL CHECK (kind = 'sheet' OR kind = 'certificate' OR kind = 'manual' OR kind = 'drawing'
                OR kind = 'safety'),
  title      TEXT NOT NULL,
  location   TEXT NOT NULL, -- a URL or a path
  language   TEXT,
  valid_to   TEXT, -- last day, ISO 8601
  digest     INTEGER,
  UNIQUE (product_id, location)
) STRICT;

-- Which products an account or a segment may buy. Without a rule for them, all of them; of two rules, the denial holds.
CREATE TABLE assortment (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER REFERENCES account (id),
  segment    TEXT CHECK (segment IN ('b2b', 'd2c')),
  product_id INTEGER REFERENCES product (id),
  category   TEXT, -- all products of it
  effect     TEXT NOT NULL CHECK (effect IN ('allow', 'deny')),
  digest     INTEGER,
  CHECK ((account_id IS NULL) <> (segment IS NULL)),
  CHECK ((product_id IS NULL) <> (category IS NULL))
) STRICT;
-- Serves: what an account or a segment may buy; and finding what an import brought before.
CREATE INDEX assortment_buyer ON assortment (account_id, segment, product_id, category);

-- Places where stock lies.
CREATE TABLE warehouse (
  id   INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT,
  digest INTEGER
) STRICT;

-- What lies where, as another system said at `as_of`. Quantities are thousandths of a unit.
CREATE TABLE stock (
  id           INTEGER PRIMARY KEY,
  product_id   INTEGER NOT NULL REFERENCES product (id),
  warehouse_id INTEGER NOT NULL REFERENCES warehouse (id),
  on_hand      INTEGER NOT NULL, -- below zero where more was booked out than was there
  allocated    INTEGER NOT NULL CHECK (allocated >= 0),
  as_of        INTEGER NOT NULL,
  digest       INTEGER,
  UNIQUE (product_id, warehouse_id)
) STRICT;

-- What is on its way to a warehouse.
CREATE TABLE incoming (
  id           INTEGER PRIMARY KEY,
  product_id   INTEGER NOT NULL REFERENCES product (id),
  warehouse_id INTEGER NOT NULL REFERENCES warehouse (id),
  due          TEXT, -- the day it is expected, ISO 8601; NULL: nobody knows, and nothing is promised of it
  quantity     INTEGER NOT NULL CHECK (quantity >= 0), -- 0: it is not coming any more
  reference    TEXT NOT NULL, -- the purchase it belongs to; empty: unknown
  as_of        INTEGER NOT NULL,
  digest       INTEGER,
  UNIQUE (product_id, warehouse_id, due, reference)
) STRICT;

-- Lists of prices.
CREATE TABLE price_list (
  id          INTEGER PRIMARY KEY,
  code        TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name        TEXT NOT NULL,
  currency    TEXT NOT NULL CHECK (length(currency) = 3),
  priority    INTEGER NOT NULL, -- of two lists for the same, the one with the greater
  starts      TEXT, -- first day, ISO 8601
  ends        TEXT CHECK (ends >= starts), -- last day, ISO 8601
  source_id   INTEGER REFERENCES source (id),
  external_id TEXT,
  digest      INTEGER -- of the row last imported
) STRICT;
-- Serves: finding what an import brought before.
CREATE UNIQUE INDEX price_list_external ON price_list (source_id, external_id) WHERE external_id IS NOT NULL;

-- Whom a list is for: a contract, an account, a segment or a tier; nobody in particular: everybody, by default.
CREATE TABLE price_list_for (
  id            INTEGER PRIMARY KEY,
  price_list_id INTEGER NOT NULL REFERENCES price_list (id),
  contract_id   INTEGER REFERENCES contract (id),
  account_id    INTEGER REFERENCES account (id),
  segment       TEXT CHECK (segment IN ('b2b', 'd2c')),
  tier          INTEGER CHECK (tier BETWEEN 1 AND 9),
  inherited     INTEGER NOT NULL CHECK (inherited IN (0, 1)), -- the account's: for those below it too
  starts        TEXT, -- first day, ISO 8601
  ends          TEXT CHECK (ends >= starts), -- last day, ISO 8601
  digest        INTEGER,
  CHECK ((contract_id IS NOT NULL) + (account_id IS NOT NULL) + (segment IS NOT NULL) + (tier IS NOT NULL) <= 1)
) STRICT;
-- Serves: an account's own lists.
CREATE INDEX price_list_for_account ON price_list_for (account_id) WHERE account_id IS NOT NULL;
-- Serves: the lists that go with an account's contracts.
CREATE INDEX price_list_for_contract ON price_list_for (contract_id) WHERE contract_id IS NOT NULL;
-- Serves: the lists of many: of a segment, of a tier, of everybody.
CREATE INDEX price_list_for_many ON price_list_for (segment, tier) WHERE account_id IS NULL AND contract_id IS NULL;
-- Serves: whom a list is for; and finding what an import brought before.
CREATE INDEX price_list_for_list ON price_list_for (price_list_id, contract_id, account_id, segment, tier);

-- Prices of a list, by quantity: a price of its own, or a share off the default list's.
CREATE TABLE price (
  id            INTEGER PRIMARY KEY,
  price_list_id INTEGER NOT NULL REFERENCES price_list (id),
  product_id    INTEGER NOT NULL REFERENCES product (id),
  unit          TEXT NOT NULL, -- the unit it is for: the product's, or another
  min_quantity  INTEGER NOT NULL CHECK (min_quantity >= 0), -- thousandths of a unit
  max_quantity  INTEGER CHECK (max_quantity >= min_quantity), -- above it, this price is none any more
  price         INTEGER CHECK (price >= 0), -- of a unit, millionths of the list's currency
  discount      INTEGER CHECK (discount BETWEEN 0 AND 1000000), -- millionths
  starts        TEXT, -- first day, ISO 8601
  ends          TEXT CHECK (ends >= starts), -- last day, ISO 8601
  offer         TEXT, -- what it is called
  digest        INTEGER,
  CHECK ((price IS NULL) <> (discount IS NULL))
) STRICT;
-- Serves: all prices of a product.
CREATE INDEX price_product ON price (product_id, price_list_id, min_quantity);

-- Shares off prices: an account's own, for its loyalty, or above an amount.
CREATE TABLE discount (
  id         INTEGER PRIMARY KEY,
  code       TEXT NOT NULL UNIQUE COLLATE NOCASE,
  kind       TEXT NOT NULL CHECK (kind = 'account' OR kind = 'loyalty' OR kind = 'threshold'),
  account_id INTEGER REFERENCES account (id),
  segment    TEXT CHECK (segment IN ('b2b', 'd2c')),
  tier       INTEGER CHECK (tier BETWEEN 1 AND 9),
  rate       INTEGER NOT NULL CHECK (rate BETWEEN 0 AND 1000000), -- millionths
  above      INTEGER CHECK (above >= 0), -- the order's value it takes, minor units
  currency   TEXT CHECK (length(currency) = 3),
  starts     TEXT, -- first day, ISO 8601
  ends       TEXT CHECK (ends >= starts), -- last day, ISO 8601
  digest     INTEGER,
  CHECK ((account_id IS NOT NULL) + (segment IS NOT NULL) + (tier IS NOT NULL) <= 1),
  CHECK ((kind = 'threshold') = (above IS NOT NULL)),
  CHECK ((above IS NULL) = (currency IS NULL))
) STRICT;
-- Serves: an account's own discounts.
CREATE INDEX discount_account ON discount (account_id) WHERE account_id IS NOT NULL;

-- Orders. Whether they are shipped, invoiced and so on is derived from what happened to their lines.
CREATE TABLE sales_order (
  id            INTEGER PRIMARY KEY, -- O<number>
  number        TEXT NOT NULL UNIQUE COLLATE NOCASE, -- the master's; of one that was made here, its id
  account_id    INTEGER NOT NULL REFERENCES account (id),
  contact_id    INTEGER REFERENCES contact (id), -- who ordered
  rep_id        INTEGER REFERENCES rep (id), -- who ordered on their behalf
  kind          TEXT NOT NULL CHECK (kind = 'standard' OR kind = 'bulk' OR kind = 'recurring' OR kind = 'call-off'
                OR kind = 'sample' OR kind = 'dropship'),
  state         TEXT NOT NULL CHECK (state = 'draft' OR state = 'placed' OR state = 'completed' OR state = 'cancelled'),
  hold          TEXT CHECK (hold = 'credit' OR hold = 'customer' OR hold = 'stock' OR hold = 'dispute'
                OR hold = 'approval'),
  po_number     TEXT, -- the customer's own number of it
  currency      TEXT NOT NULL CHECK (length(currency) = 3),
  terms         TEXT, -- NET30; NULL: the account's
  ordered_at    INTEGER NOT NULL,
  required      TEXT, -- the day the customer wants it, ISO 8601
  carrier       TEXT,
  ship_to       TEXT,
  subtotal      INTEGER, -- minor units, as the master told it; NULL: the sum of the lines
  tax           INTEGER NOT NULL, -- minor units
  freight       INTEGER NOT NULL, -- minor units
  closed_at     INTEGER, -- when it was completed or cancelled: nothing more comes of it
  created_at    INTEGER NOT NULL,
  template_id   INTEGER REFERENCES order_template (id), -- what it was drafted from
  source_id     INTEGER REFERENCES source (id),
  external_id   TEXT,
  digest        INTEGER, -- of the row last imported
  CHECK ((state IN ('completed', 'cancelled')) = (closed_at IS NOT NULL))
) STRICT;
-- Serves: an account's orders, the latest first.
CREATE INDEX sales_order_account ON sales_order (account_id, ordered_at);
-- Serves: the exposure of an account, which only orders still under way add to.
CREATE INDEX sales_order_live ON sales_order (account_id) WHERE closed_at IS NULL;
-- Serves: finding an order by the customer's own number.
CREATE INDEX sales_order_po ON sales_order (po_number) WHERE po_number IS NOT NULL;
-- Serves: finding what an import brought before.
CREATE UNIQUE INDEX sales_order_external ON sales_order (source_id, external_id) WHERE external_id IS NOT NULL;

-- What was ordered. Quantities are thousandths of a unit.
CREATE TABLE order_line (
  id          INTEGER PRIMARY KEY,
  order_id    INTEGER NOT NULL REFERENCES sales_order (id),
  line        INTEGER NOT NULL CHECK (line > 0),
  product_id  INTEGER REFERENCES product (id), -- NULL: free text
  description TEXT, -- NULL: the product's name
  quantity    INTEGER NOT NULL CHECK (quantity >= 0),
  cancelled   INTEGER NOT NULL CHECK (cancelled BETWEEN 0 AND quantity), -- of that quantity
  unit        TEXT NOT NULL,
  unit_price  INTEGER NOT NULL CHECK (unit_price >= 0), -- millionths of the order's currency
  discount    INTEGER NOT NULL CHECK (discount BETWEEN 0 AND 1000000), -- millionths
  cost_centre TEXT,
  required    TEXT, -- the day the customer wants it, ISO 8601; NULL: the order's
  digest      INTEGER,
  UNIQUE (order_id, line),
  CHECK (product_id IS NOT NULL OR description IS NOT NULL)
) STRICT;
-- Serves: who bought a product.
CREATE INDEX order_line_product ON order_line (product_id);

-- The days we promised lines for, as they changed: the last one holds.
CREATE TABLE order_promise (
  id            INTEGER PRIMARY KEY,
  order_line_id INTEGER NOT NULL REFERENCES order_line (id),
  promised      TEXT NOT NULL, -- a day, ISO 8601
  at            INTEGER NOT NULL, -- when it was promised
  reason        TEXT,
  rep_id        INTEGER REFERENCES rep (id) -- who promised; NULL: the master did
) STRICT;
-- Serves: a line's promises.
CREATE INDEX order_promise_line ON order_promise (order_line_id, id);

-- Changes of orders that were agreed on, each with its reason.
CREATE TABLE order_revision (
  id         INTEGER PRIMARY KEY,
  order_id   INTEGER NOT NULL REFERENCES sales_order (id),
  number     INTEGER NOT NULL CHECK (number > 0),
  at         INTEGER NOT NULL,
  rep_id     INTEGER NOT NULL REFERENCES rep (id),
  contact_id INTEGER REFERENCES contact (id), -- who asked for it
  reason     TEXT NOT NULL,
  UNIQUE (order_id, number)
) STRICT;

-- What a revision changed.
CREATE TABLE order_change (
  id          INTEGER PRIMARY KEY,
  revision_id INTEGER NOT NULL REFERENCES order_revision (id),
  line        INTEGER, -- NULL: of the order itself
  field       TEXT NOT NULL,
  before      TEXT,
  after       TEXT
) STRICT;
-- Serves: what a revision changed.
CREATE INDEX order_change_revision ON order_change (revision_id);

-- Orders that come again and again: drafts are made from them when they are due.
CREATE TABLE order_template (
  id         INTEGER PRIMARY KEY, -- L<number>
  account_id INTEGER NOT NULL REFERENCES account (id),
  contact_id INTEGER REFERENCES contact (id),
  name       TEXT NOT NULL,
  every      TEXT NOT NULL, -- 7d, 2w, 1m
  next_on    TEXT NOT NULL, -- the day the next draft is due, ISO 8601
  active     INTEGER NOT NULL CHECK (active IN (0, 1)),
  created_at INTEGER NOT NULL,
  UNIQUE (account_id, name)
) STRICT;
-- Serves: the templates that are due.
CREATE INDEX order_template_due ON order_template (next_on) WHERE active = 1;

-- What a template orders.
CREATE TABLE order_template_line (
  id          INTEGER PRIMARY KEY,
  template_id INTEGER NOT NULL REFERENCES order_template (id),
  product_id  INTEGER NOT NULL REFERENCES product (id),
  quantity    INTEGER NOT NULL CHECK (quantity > 0),
  UNIQUE (template_id, product_id)
) STRICT;

-- What left for the customer.
CREATE TABLE shipment (
  id           INTEGER PRIMARY KEY,
  number       TEXT NOT NULL UNIQUE COLLATE NOCASE,
  order_id     INTEGER NOT NULL REFERENCES sales_order (id),
  warehouse_id INTEGER REFERENCES warehouse (id),
  carrier      TEXT,
  tracking     TEXT,
  shipped_at   INTEGER NOT NULL,
  delivered_at INTEGER CHECK (delivered_at >= shipped_at),
  digest       INTEGER -- of the row last imported that tells of it as a whole
) STRICT;
-- Serves: an order's shipments.
CREATE INDEX shipment_order ON shipment (order_id);
-- Serves: finding a shipment by what the carrier calls it.
CREATE INDEX shipment_tracking ON shipment (tracking) WHERE tracking IS NOT NULL;

-- How much of which lines left with a shipment.
CREATE TABLE shipment_line (
  id            INTEGER PRIMARY KEY,
  shipment_id   INTEGER NOT NULL REFERENCES shipment (id),
  order_line_id INTEGER NOT NULL REFERENCES order_line (id),
  quantity      INTEGER NOT NULL CHECK (quantity >= 0), -- thousandths of a unit; 0: it was not in it after all
  digest        INTEGER,
  UNIQUE (shipment_id, order_line_id)
) STRICT;
-- Serves: how much of a line was shipped.
CREATE INDEX shipment_line_order_line ON shipment_line (order_line_id);

-- Invoices and credit notes, which never change once they are issued.
CREATE TABLE invoice (
  id          INTEGER PRIMARY KEY,
  number      TEXT NOT NULL UNIQUE COLLATE NOCASE,
  kind        TEXT NOT NULL CHECK (kind IN ('invoice', 'credit-note')),
  account_id  INTEGER NOT NULL REFERENCES account (id),
  order_id    INTEGER REFERENCES sales_order (id),
  corrects_id INTEGER REFERENCES invoice (id), -- the invoice that a credit note takes back, in part or whole
  currency    TEXT NOT NULL CHECK (length(currency) = 3),
  issued_at   INTEGER NOT NULL,
  due         TEXT, -- last day to pay, ISO 8601; NULL: at once
  net         INTEGER NOT NULL CHECK (net >= 0), -- minor units
  tax         INTEGER NOT NULL CHECK (tax >= 0),
  total       INTEGER NOT NULL CHECK (total = net + tax),
  source_id   INTEGER REFERENCES source (id),
  external_id TEXT,
  digest      INTEGER, -- of the row last imported
  CHECK ((corrects_id IS NULL) OR kind = 'credit-note')
) STRICT;
-- Serves: an account's invoices, the latest first.
CREATE INDEX invoice_account ON invoice (account_id, issued_at);
-- Serves: the latest invoices, in `invoice list`.
CREATE INDEX invoice_issued ON invoice (issued_at);
-- Serves: what was invoiced of an order.
CREATE INDEX invoice_order ON invoice (order_id) WHERE order_id IS NOT NULL;
-- Serves: the credit notes to an invoice.
CREATE INDEX invoice_corrects ON invoice (corrects_id) WHERE corrects_id IS NOT NULL;
-- Serves: finding what an import brought before.
CREATE UNIQUE INDEX invoice_external ON invoice (source_id, external_id) WHERE external_id IS NOT NULL;

-- What an invoice asks money for, or a credit note gives back.
CREATE TABLE invoice_line (
  id            INTEGER PRIMARY KEY,
  invoice_id    INTEGER NOT NULL REFERENCES invoice (id),
  line          INTEGER NOT NULL CHECK (line > 0),
  order_line_id INTEGER REFERENCES order_line (id),
  corrects_id   INTEGER REFERENCES invoice_line (id), -- the line that a credit note takes back
  product_id    INTEGER REFERENCES product (id),
  description   TEXT,
  quantity      INTEGER NOT NULL CHECK (quantity >= 0), -- thousandths of a unit
  unit_price    INTEGER NOT NULL CHECK (unit_price >= 0), -- millionths of the invoice's currency
  net           INTEGER NOT NULL CHECK (net >= 0), -- minor units
  digest        INTEGER,
  UNIQUE (invoice_id, line)
) STRICT;
-- Serves: how much of an order's line was invoiced.
CREATE INDEX invoice_line_order_line ON invoice_line (order_line_id) WHERE order_line_id IS NOT NULL;
-- Serves: how much of an invoice's line was credited.
CREATE INDEX invoice_line_corrects ON invoice_line (corrects_id) WHERE corrects_id IS NOT NULL;

-- Parts in which an invoice is to be paid; without any, all of it on its day.
CREATE TABLE instalment (
  id         INTEGER PRIMARY KEY,
  invoice_id INTEGER NOT NULL REFERENCES invoice (id),
  due        TEXT NOT NULL, -- last day to pay, ISO 8601
  amount     INTEGER NOT NULL CHECK (amount > 0), -- minor units
  digest     INTEGER,
  UNIQUE (invoice_id, due)
) STRICT;

-- Money that came in.
CREATE TABLE payment (
  id          INTEGER PRIMARY KEY,
  number      TEXT NOT NULL UNIQUE COLLATE NOCASE,
  account_id  INTEGER NOT NULL REFERENCES account (id),
  currency    TEXT NOT NULL CHECK (length(currency) = 3),
  amount      INTEGER NOT NULL CHECK (amount > 0), -- minor units
  received_at INTEGER NOT NULL,
  method      TEXT,
  reference   TEXT, -- what the payer wrote
  source_id   INTEGER REFERENCES source (id),
  external_id TEXT,
  digest      INTEGER -- of the row last imported
) STRICT;
-- Serves: an account's payments.
CREATE INDEX payment_account ON payment (account_id, received_at);
-- Serves: finding what an import brought before.
CREATE UNIQUE INDEX payment_external ON payment (source_id, external_id) WHERE external_id IS NOT NULL;

-- What of a payment or credit note was set against which invoice.
CREATE TABLE allocation (
  id             INTEGER PRIMARY KEY,
  invoice_id     INTEGER NOT NULL REFERENCES invoice (id),
  payment_id     INTEGER REFERENCES payment (id),
  credit_note_id INTEGER REFERENCES invoice (id),
  amount         INTEGER NOT NULL CHECK (amount > 0), -- minor units
  at             INTEGER NOT NULL,
  digest         INTEGER,
  CHECK ((payment_id IS NULL) <> (credit_note_id IS NULL))
) STRICT;
-- Serves: what was paid of an invoice.
CREATE UNIQUE INDEX allocation_invoice ON allocation (invoice_id, payment_id, credit_note_id, at);
-- Serves: what of a payment is still free.
CREATE INDEX allocation_payment ON allocation (payment_id) WHERE payment_id IS NOT NULL;
-- Serves: what of a credit note is still free.
CREATE INDEX allocation_credit_note ON allocation (credit_note_id) WHERE credit_note_id IS NOT NULL;

-- What a customer contests of an invoice.
CREATE TABLE dispute (
  id             INTEGER PRIMARY KEY, -- X<number>
  invoice_id     INTEGER NOT NULL REFERENCES invoice (id),
  invoice_line   INTEGER, -- its number there; NULL: the whole invoice
  ticket_id      INTEGER REFERENCES ticket (id),
  reason         TEXT NOT NULL CHECK (reason = 'price' OR reason = 'quantity' OR reason = 'short-ship'
                OR reason = 'damaged' OR reason = 'not-received' OR reason = 'duplicate' OR reason = 'tax'
                OR reason = 'po-mismatch' OR reason = 'wrong-entity' OR reason = 'terms' OR reason = 'freight'),
  amount         INTEGER NOT NULL CHECK (amount > 0), -- contested, minor units of the invoice's currency
  status         TEXT NOT NULL CHECK (status = 'opened' OR status = 'investigating' OR status = 'accepted'
                OR status = 'accepted-in-part' OR status = 'rejected' OR status = 'closed'),
  outcome        TEXT CHECK (outcome = 'accepted' OR outcome = 'accepted-in-part' OR outcome = 'rejected'),
  credit_note_id INTEGER REFERENCES invoice (id),
  opened_at      INTEGER NOT NULL,
  decided_at     INTEGER,
  closed_at      INTEGER,
  note           TEXT,
  digest         INTEGER,
  CHECK ((outcome IS NULL) = (decided_at IS NULL)),
  CHECK ((status = 'closed') = (closed_at IS NOT NULL))
) STRICT;
-- Serves: what is contested of an invoice.
CREATE INDEX dispute_invoice ON dispute (invoice_id);
-- Serves: the disputes a ticket is about.
CREATE INDEX dispute_ticket ON dispute (ticket_id) WHERE ticket_id IS NOT NULL;

-- How much credit an account had, through time: what it was before the first row stands in that row.
CREATE TABLE credit_change (
  id           INTEGER PRIMARY KEY,
  account_id   INTEGER NOT NULL REFERENCES account (id),
  at           INTEGER NOT NULL,
  limit_before INTEGER, -- minor units; NULL: none agreed
  limit_after  INTEGER,
  hold_before  INTEGER NOT NULL CHECK (hold_before IN (0, 1)),
  hold_after   INTEGER NOT NULL CHECK (hold_after IN (0, 1)),
  reason       TEXT,
  digest       INTEGER
) STRICT;
-- Serves: an account's credit as of a day.
CREATE INDEX credit_change_account ON credit_change (account_id, at);

-- Leave to buy beyond the limit, or in spite of a hold, until it expires.
CREATE TABLE credit_override (
  id         INTEGER PRIMARY KEY, -- V<number>
  account_id INTEGER NOT NULL REFERENCES account (id),
  amount     INTEGER NOT NULL CHECK (amount > 0), -- beyond the limit, minor units of the account's currency
  lifts_hold INTEGER NOT NULL CHECK (lifts_hold IN (0, 1)),
  reason     TEXT NOT NULL,
  rep_id     INTEGER NOT NULL REFERENCES rep (id),
  at         INTEGER NOT NULL,
  expires_at INTEGER NOT NULL CHECK (expires_at > at),
  revoked_at INTEGER,
  digest     INTEGER
) STRICT;
-- Serves: what an account is allowed beyond its limit.
CREATE INDEX credit_override_account ON credit_override (account_id, expires_at);

-- Goods on their way back.
CREATE TABLE rma (
  id            INTEGER PRIMARY KEY, -- M<number>
  account_id    INTEGER NOT NULL REFERENCES account (id),
  contact_id    INTEGER REFERENCES contact (id),
  order_id      INTEGER NOT NULL REFERENCES sales_order (id),
  ticket_id     INTEGER REFERENCES ticket (id),
  status        TEXT NOT NULL CHECK (status = 'requested' OR status = 'authorised' OR status = 'refused'
                OR status = 'in-transit' OR status = 'received' OR status = 'inspected' OR status = 'resolved'
                OR status = 'closed'),
  reason        TEXT NOT NULL,
  restocking    INTEGER NOT NULL CHECK (restocking BETWEEN 0 AND 1000000), -- the fee, millionths of the value
  freight_payer TEXT NOT NULL CHECK (freight_payer IN ('customer', 'supplier')),
  inspection    INTEGER NOT NULL CHECK (inspection IN (0, 1)), -- whether nothing is resolved before it
  tracking      TEXT,
  requested_at  INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL
) STRICT;
-- Serves: an account's returns.
CREATE INDEX rma_account ON rma (account_id, id);
-- Serves: what comes back of an order.
CREATE INDEX rma_order ON rma (order_id);

-- How much of which lines comes back, and what was found.
CREATE TABLE rma_line (
  id            INTEGER PRIMARY KEY,
  rma_id        INTEGER NOT NULL REFERENCES rma (id),
  order_line_id INTEGER NOT NULL REFERENCES order_line (id),
  quantity      INTEGER NOT NULL CHECK (quantity > 0), -- thousandths of a unit
  received      INTEGER CHECK (received BETWEEN 0 AND quantity), -- NULL: not yet
  verdict       TEXT CHECK (verdict = 'ok' OR verdict = 'defective' OR verdict = 'wrong-item'
                OR verdict = 'customer-damage' OR verdict = 'missing'),
  resolution    TEXT CHECK (resolution = 'credit' OR resolution = 'replace' OR resolution = 'repair'
                OR resolution = 'send-back' OR resolution = 'scrap' OR resolution = 'none'),
  UNIQUE (rma_id, order_line_id)
) STRICT;
-- Serves: how much of a line came back.
CREATE INDEX rma_line_order_line ON rma_line (order_line_id);

-- What happened to returns, append-only: a return's row is the fold of it.
CREATE TABLE rma_event (
  id     INTEGER PRIMARY KEY,
  rma_id INTEGER NOT NULL REFERENCES rma (id),
  at     INTEGER NOT NULL,
  rep_id INTEGER REFERENCES rep (id),
  status TEXT NOT NULL, -- what it led to
  note   TEXT
) STRICT;
-- Serves: a return's log.
CREATE INDEX rma_event_rma ON rma_event (rma_id, id);
