-- From version 5 to 6: quotes; returns, templates and revisions of orders that were imported.

-- Offers to accounts, from what was asked for to what was ordered. How one stands is told by its revisions.
CREATE TABLE quote (
  id           INTEGER PRIMARY KEY, -- Q<number>
  account_id   INTEGER NOT NULL REFERENCES account (id),
  contact_id   INTEGER REFERENCES contact (id), -- who asked
  rep_id       INTEGER REFERENCES rep (id), -- who answers; NULL: nobody yet
  ticket_id    INTEGER REFERENCES ticket (id), -- where they asked
  subject      TEXT NOT NULL,
  request      TEXT, -- what they asked for, in their words
  priority     TEXT NOT NULL CHECK (priority = 'low' OR priority = 'normal' OR priority = 'high' OR priority = 'urgent'),
  tier         INTEGER NOT NULL CHECK (tier BETWEEN 1 AND 9), -- the account's, when they asked
  requested_at INTEGER, -- when they asked; NULL: nobody did, we offered
  needed       TEXT, -- the day they want it by, ISO 8601
  created_at   INTEGER NOT NULL,
  cancelled_at INTEGER, -- when it came to nothing before anything was offered
  source_id    INTEGER REFERENCES source (id),
  external_id  TEXT,
  digest       INTEGER -- of the row last imported
) STRICT;
-- Serves: an account's quotes, the latest first.
CREATE INDEX quote_account ON quote (account_id, id);
-- Serves: the quotes of a ticket.
CREATE INDEX quote_ticket ON quote (ticket_id) WHERE ticket_id IS NOT NULL;
-- Serves: finding what an import brought before.
CREATE UNIQUE INDEX quote_external ON quote (source_id, external_id) WHERE external_id IS NOT NULL;

-- What was offered, each time it was. One that was sent never changes; what the customer may accept is the last sent.
CREATE TABLE quote_revision (
  id          INTEGER PRIMARY KEY,
  quote_id    INTEGER NOT NULL REFERENCES quote (id),
  number      INTEGER NOT NULL CHECK (number > 0),
  status      TEXT NOT NULL CHECK (status = 'draft' OR status = 'in-review' OR status = 'approved' OR status = 'sent'
                OR status = 'accepted' OR status = 'declined' OR status = 'ordered' OR status = 'cancelled'
                OR status = 'superseded'),
  reason      TEXT, -- why it was revised; NULL: of the first
  author_id   INTEGER NOT NULL REFERENCES rep (id), -- who wrote it last, and cannot approve it
  currency    TEXT NOT NULL CHECK (length(currency) = 3),
  valid_until TEXT NOT NULL, -- last day to accept it, ISO 8601
  terms       TEXT, -- NET30; NULL: the account's
  delivery    TEXT, -- who brings it where, and by when, in words
  freight     INTEGER NOT NULL CHECK (freight >= 0), -- minor units
  freight_tax INTEGER NOT NULL CHECK (freight_tax BETWEEN 0 AND 1000000), -- rate, millionths
  po_number   TEXT, -- the customer's own number of what they order
  note        TEXT, -- for the customer
  remark      TEXT, -- for us
  net         INTEGER NOT NULL CHECK (net >= 0), -- the sum of what counts of its lines, minor units
  tax         INTEGER NOT NULL CHECK (tax >= 0),
  total       INTEGER NOT NULL CHECK (total = net + freight + tax),
  created_at  INTEGER NOT NULL,
  sent_at     INTEGER,
  closed_at   INTEGER, -- when it was accepted, declined, cancelled or superseded
  lost        TEXT CHECK (lost = 'price' OR lost = 'delivery' OR lost = 'terms' OR lost = 'specification'
                OR lost = 'competitor' OR lost = 'budget' OR lost = 'no-need' OR lost = 'no-answer' OR lost = 'other'),
  digest      INTEGER,
  UNIQUE (quote_id, number),
  CHECK ((status = 'draft' OR status = 'in-review' OR status = 'approved' OR status = 'sent') = (closed_at IS NULL)),
  CHECK ((lost IS NULL) OR status = 'declined')
) STRICT;
-- Serves: the quotes under way, and what is due of them.
CREATE INDEX quote_revision_status ON quote_revision (status, valid_until);
-- Serves: the one revision of a quote that is being worked on.
CREATE UNIQUE INDEX quote_revision_open ON quote_revision (quote_id)
WHERE status = 'draft' OR status = 'in-review' OR status = 'approved';
-- Serves: the one revision of a quote that the customer may accept, or has.
CREATE UNIQUE INDEX quote_revision_current ON quote_revision (quote_id)
WHERE status = 'sent' OR status = 'accepted' OR status = 'ordered';

-- What a revision offers.
CREATE TABLE quote_line (
  id          INTEGER PRIMARY KEY,
  revision_id INTEGER NOT NULL REFERENCES quote_revision (id),
  line        INTEGER NOT NULL CHECK (line > 0), -- the same in every revision
  product_id  INTEGER REFERENCES product (id), -- NULL: free text
  description TEXT, -- NULL: the product's name
  asked       TEXT, -- the SKU they asked for, which this takes the place of
  unit        TEXT NOT NULL,
  cost        INTEGER CHECK (cost >= 0), -- of a unit, millionths of the quote's currency; NULL: not known in it
  tax         INTEGER NOT NULL CHECK (tax BETWEEN 0 AND 1000000), -- rate, millionths
  note        TEXT, -- for the customer
  remark      TEXT, -- for us
  digest      INTEGER,
  UNIQUE (revision_id, line),
  CHECK (product_id IS NOT NULL OR description IS NOT NULL)
) STRICT;
-- Serves: who was offered a product.
CREATE INDEX quote_line_product ON quote_line (product_id) WHERE product_id IS NOT NULL;

-- What so much of a line costs; of several, the customer picks one.
CREATE TABLE quote_offer (
  id         INTEGER PRIMARY KEY,
  line_id    INTEGER NOT NULL REFERENCES quote_line (id),
  quantity   INTEGER NOT NULL CHECK (quantity > 0), -- thousandths of a unit
  unit_price INTEGER NOT NULL CHECK (unit_price >= 0), -- millionths of the quote's currency
  usual      INTEGER CHECK (usual >= 0), -- what price lists and discounts came to when it was priced; NULL: nothing
  origin     TEXT NOT NULL, -- where the price is from
  picked     INTEGER NOT NULL CHECK (picked IN (0, 1)), -- whether it counts: what is picked, before that the first
  digest     INTEGER,
  UNIQUE (line_id, quantity)
) STRICT;
-- Serves: the one offer of a line that counts.
CREATE UNIQUE INDEX quote_offer_picked ON quote_offer (line_id) WHERE picked = 1;

-- What happened to quotes, append-only: the status of a revision is the fold of it.
CREATE TABLE quote_event (
  id         INTEGER PRIMARY KEY,
  quote_id   INTEGER NOT NULL REFERENCES quote (id),
  revision   INTEGER, -- its number; NULL: of the request
  at         INTEGER NOT NULL,
  action     TEXT NOT NULL CHECK (action = 'draft' OR action = 'edit' OR action = 'submit' OR action = 'approve'
               OR action = 'reject' OR action = 'send' OR action = 'accept' OR action = 'decline' OR action = 'cancel'
               OR action = 'part-order' OR action = 'order' OR action = 'supersede'),
  rep_id     INTEGER REFERENCES rep (id),
  contact_id INTEGER REFERENCES contact (id), -- who of them said it
  note       TEXT, -- why, or what
  digest     INTEGER
) STRICT;
-- Serves: a quote's log.
CREATE INDEX quote_event_quote ON quote_event (quote_id, id);

-- What shows that a customer said so: the letter as it came.
CREATE TABLE quote_evidence (
  id       INTEGER PRIMARY KEY,
  event_id INTEGER NOT NULL REFERENCES quote_event (id),
  name     TEXT NOT NULL, -- of the file
  sha256   TEXT NOT NULL CHECK (length(sha256) = 64),
  content  BLOB NOT NULL,
  digest   INTEGER
) STRICT;
-- Serves: what was kept with an entry of a quote's log.
CREATE INDEX quote_evidence_event ON quote_evidence (event_id);

ALTER TABLE sales_order ADD COLUMN quote_id INTEGER REFERENCES quote (id);
ALTER TABLE order_line ADD COLUMN offer_id INTEGER REFERENCES quote_offer (id);
-- Serves: the latest orders, in `order list`.
CREATE INDEX sales_order_ordered ON sales_order (ordered_at);
-- Serves: what was ordered of a quote.
CREATE INDEX sales_order_quote ON sales_order (quote_id) WHERE quote_id IS NOT NULL;
-- Serves: how much of an offer was ordered.
CREATE INDEX order_line_offer ON order_line (offer_id) WHERE offer_id IS NOT NULL;
ALTER TABLE order_revision ADD COLUMN digest INTEGER;
ALTER TABLE order_change ADD COLUMN digest INTEGER;
ALTER TABLE order_template_line ADD COLUMN digest INTEGER;
ALTER TABLE rma_line ADD COLUMN digest INTEGER;
ALTER TABLE rma_event ADD COLUMN digest INTEGER;
ALTER TABLE order_template ADD COLUMN source_id INTEGER REFERENCES source (id);
ALTER TABLE order_template ADD COLUMN external_id TEXT;
ALTER TABLE order_template ADD COLUMN digest INTEGER;
-- Serves: finding what an import brought before.
CREATE UNIQUE INDEX order_template_external ON order_template (source_id, external_id) WHERE external_id IS NOT NULL;
ALTER TABLE rma ADD COLUMN source_id INTEGER REFERENCES source (id);
ALTER TABLE rma ADD COLUMN external_id TEXT;
ALTER TABLE rma ADD COLUMN digest INTEGER;
-- Serves: finding what an import brought before.
CREATE UNIQUE INDEX rma_external ON rma (source_id, external_id) WHERE external_id IS NOT NULL;
