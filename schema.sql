-- The desk's file. One file is one desk.
--
-- Instants are INTEGER seconds since 1970-01-01T00:00:00Z. Money is INTEGER minor units plus an ISO 4217 code.
-- A row is the present state; where a table has a log beside it, the row is the fold of that log.
-- Unit prices are INTEGER millionths of a currency, quantities INTEGER thousandths of a unit, shares INTEGER millionths.
-- Words in CHECKs are the vocabularies of src/domain; a test compares them. They are spelled out with `=`: for an IN of
-- three words or more the engine builds a table of them anew for each row, which makes an import several times slower.

PRAGMA application_id = 0x6465736B; -- "desk"
PRAGMA user_version = 10;

-- Where imported things come from: the first half of the key (source, external_id).
CREATE TABLE source (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- Groups of reps that work is handed to.
CREATE TABLE team (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE
) STRICT;

-- Members of staff.
CREATE TABLE rep (
  id          INTEGER PRIMARY KEY,
  handle      TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name        TEXT NOT NULL,
  email       TEXT UNIQUE,
  os_user     TEXT UNIQUE, -- the operating system's user who acts as this rep
  role        TEXT NOT NULL CHECK (role = 'agent' OR role = 'account-manager' OR role = 'team-lead'
                OR role = 'sales-manager' OR role = 'credit-controller' OR role = 'billing' OR role = 'logistics'
                OR role = 'integration' OR role = 'auditor' OR role = 'admin'),
  team_id     INTEGER REFERENCES team (id),
  region      TEXT,
  away_from   TEXT, -- first day away, ISO 8601
  away_to     TEXT, -- last day away, ISO 8601
  active      INTEGER NOT NULL CHECK (active IN (0, 1)),
  source_id   INTEGER REFERENCES source (id),
  external_id TEXT,
  digest      INTEGER, -- of the row last imported: the same row again changes nothing
  calendar    TEXT -- the policies' calendar of their working hours; NULL: unknown
) STRICT;
-- Serves: finding what an import brought before.
CREATE UNIQUE INDEX rep_external ON rep (source_id, external_id) WHERE external_id IS NOT NULL;

-- Shared mailboxes, and whom they serve.
CREATE TABLE queue (
  id      INTEGER PRIMARY KEY,
  address TEXT NOT NULL UNIQUE,
  team_id INTEGER REFERENCES team (id),
  region  TEXT,
  segment TEXT CHECK (segment IN ('b2b', 'd2c'))
) STRICT;

-- Buying organizations.
CREATE TABLE account (
  id             INTEGER PRIMARY KEY,
  code           TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name           TEXT NOT NULL,
  segment        TEXT NOT NULL CHECK (segment IN ('b2b', 'd2c')),
  parent_id      INTEGER REFERENCES account (id) CHECK (parent_id <> id), -- acyclic, at most 8 deep
  tier           INTEGER NOT NULL CHECK (tier BETWEEN 1 AND 9),
  status         TEXT NOT NULL CHECK (status = 'pending' OR status = 'active' OR status = 'blocked'
                OR status = 'closed'),
  region         TEXT,
  sector         TEXT,
  currency       TEXT NOT NULL CHECK (length(currency) = 3),
  credit_limit   INTEGER CHECK (credit_limit >= 0), -- minor units; NULL: none agreed, 0: prepaid
  credit_hold    INTEGER NOT NULL CHECK (credit_hold IN (0, 1)),
  terms          TEXT, -- NET30, 2/10 NET30, EOM, prepay
  time_zone      TEXT, -- IANA name
  language       TEXT, -- ISO 639-1
  tax_id         TEXT,
  phone          TEXT,
  customer_since TEXT, -- ISO 8601 date
  tags           TEXT NOT NULL, -- sorted, separated by one space
  source_id      INTEGER REFERENCES source (id),
  external_id    TEXT,
  digest         INTEGER -- of the row last imported
) STRICT;
-- Serves: an account's children, in `account tree` and every list that takes them in.
CREATE INDEX account_parent ON account (parent_id) WHERE parent_id IS NOT NULL;
-- Serves: finding what an import brought before.
CREATE UNIQUE INDEX account_external ON account (source_id, external_id) WHERE external_id IS NOT NULL;

-- People at accounts.
CREATE TABLE contact (
  id          INTEGER PRIMARY KEY,
  account_id  INTEGER NOT NULL REFERENCES account (id),
  name        TEXT,
  email       TEXT UNIQUE, -- in small letters
  phone       TEXT,
  language    TEXT,
  function    TEXT CHECK (function = 'purchasing' OR function = 'technical' OR function = 'finance'
                OR function = 'logistics' OR function = 'management'),
  role        TEXT NOT NULL CHECK (role = 'company-admin' OR role = 'purchasing-manager' OR role = 'buyer'
                OR role = 'junior-buyer' OR role = 'approver' OR role = 'finance' OR role = 'technical'
                OR role = 'logistics' OR role = 'viewer'),
  department  TEXT,
  active      INTEGER NOT NULL CHECK (active IN (0, 1)),
  source_id   INTEGER REFERENCES source (id),
  external_id TEXT,
  digest      INTEGER, -- of the row last imported
  erased_at   INTEGER, -- since when nothing is known of them any more, and no import tells it again
  CHECK (name IS NOT NULL OR email IS NOT NULL)
) STRICT;
-- Serves: the people of one account.
CREATE INDEX contact_account ON contact (account_id);
-- Serves: finding what an import brought before.
CREATE UNIQUE INDEX contact_external ON contact (source_id, external_id) WHERE external_id IS NOT NULL;

-- Which rep looks after which account, through time.
CREATE TABLE account_rep (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  rep_id     INTEGER NOT NULL REFERENCES rep (id),
  role       TEXT NOT NULL CHECK (role = 'primary' OR role = 'backup' OR role = 'technical'),
  from_at    INTEGER NOT NULL,
  to_at      INTEGER CHECK (to_at >= from_at) -- NULL: still
) STRICT;
-- Serves: who looks after an account now; and says there is one of each at a time.
CREATE UNIQUE INDEX account_rep_now ON account_rep (account_id, role) WHERE to_at IS NULL;

-- The policies and calendars through time, as they were written.
CREATE TABLE sla_version (
  number     INTEGER PRIMARY KEY,
  valid_from INTEGER NOT NULL,
  applied_at INTEGER NOT NULL, -- verdicts that were final by then stay
  applies_to TEXT NOT NULL CHECK (applies_to IN ('new', 'open')),
  policy     TEXT NOT NULL, -- TOML, see `desk sla policy --help`
  holidays   TEXT NOT NULL, -- JSON: the calendar files it names, by name, as they were read
  rep_id     INTEGER REFERENCES rep (id) -- who applied it; NULL: shipped
) STRICT;

-- What was agreed with accounts. Contracts of one account do not overlap.
CREATE TABLE contract (
  id              INTEGER PRIMARY KEY,
  account_id      INTEGER NOT NULL REFERENCES account (id),
  number          TEXT NOT NULL UNIQUE COLLATE NOCASE,
  time_zone       TEXT NOT NULL, -- IANA name: whose midnights its days begin and end at
  starts          TEXT NOT NULL, -- first day, ISO 8601
  ends            TEXT CHECK (ends >= starts), -- last day, ISO 8601; NULL: until somebody ends it
  notice_days     INTEGER CHECK (notice_days >= 0),
  policy          TEXT, -- the name of the policy its promises are; NULL: whichever policy is for it
  fee             INTEGER CHECK (fee >= 0), -- a month, minor units
  currency        TEXT CHECK (length(currency) = 3), -- of the fee
  recorded_at     INTEGER NOT NULL, -- verdicts that were final by then stay
  ended           TEXT, -- last day after all, where that is not `ends`
  end_recorded_at INTEGER,
  source_id       INTEGER REFERENCES source (id),
  external_id     TEXT,
  digest          INTEGER, -- of the row last imported
  return_days       INTEGER CHECK (return_days >= 0), -- how long after delivery goods may come back; NULL: never agreed
  restocking        INTEGER CHECK (restocking BETWEEN 0 AND 1000000), -- the fee for it, millionths of the value
  return_freight    TEXT CHECK (return_freight IN ('customer', 'supplier')), -- who pays the way back
  return_inspection INTEGER CHECK (return_inspection IN (0, 1)), -- whether goods are looked at before anything is credited
  ended_before      TEXT, -- last days that `ended` was before, and when the desk learned of each, in that order: DAY@INSTANT DAY@INSTANT
  CHECK ((fee IS NULL) = (currency IS NULL)),
  CHECK ((ended IS NULL) = (end_recorded_at IS NULL))
) STRICT;
-- Serves: an account's contracts.
CREATE INDEX contract_account ON contract (account_id, starts);
-- Serves: finding what an import brought before.
CREATE UNIQUE INDEX contract_external ON contract (source_id, external_id) WHERE external_id IS NOT NULL;

-- Tickets as they stand: each row is the fold of its events.
CREATE TABLE ticket (
  id             INTEGER PRIMARY KEY, -- T<number>, never reused
  account_id     INTEGER NOT NULL REFERENCES account (id),
  contact_id     INTEGER REFERENCES contact (id),
  queue_id       INTEGER REFERENCES queue (id),
  channel        TEXT NOT NULL CHECK (channel = 'email' OR channel = 'phone' OR channel = 'chat' OR channel = 'sms'
                OR channel = 'social' OR channel = 'portal' OR channel = 'edi' OR channel = 'manager'),
  subject        TEXT NOT NULL,
  category       TEXT NOT NULL, -- kind, or kind.finer
  priority       TEXT NOT NULL CHECK (priority = 'low' OR priority = 'normal' OR priority = 'high'
                OR priority = 'urgent'),
  tier           INTEGER NOT NULL CHECK (tier BETWEEN 1 AND 9), -- the account's, as far as promises go
  status         TEXT NOT NULL CHECK (status = 'new' OR status = 'open' OR status = 'pending' OR status = 'on-hold'
                OR status = 'resolved' OR status = 'closed'),
  waiting_on     TEXT CHECK (waiting_on = 'vendor' OR waiting_on = 'warehouse' OR waiting_on = 'finance'
                OR waiting_on = 'carrier'),
  resolution     TEXT CHECK (resolution = 'answered' OR resolution = 'corrected' OR resolution = 'credited'
                OR resolution = 'replaced' OR resolution = 'repaired' OR resolution = 'reshipped'
                OR resolution = 'price-honoured' OR resolution = 'refused' OR resolution = 'duplicate'
                OR resolution = 'no-reply' OR resolution = 'not-ours'),
  assignee_id    INTEGER REFERENCES rep (id),
  team_id        INTEGER REFERENCES team (id),
  merged_into_id INTEGER REFERENCES ticket (id) CHECK (merged_into_id <> id),
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  resolved_at    INTEGER,
  -- Caches of the SLA engine; a test proves them equal to the fold.
  due_at         INTEGER, -- the deadline that binds first, of promises still owed
  due_metric     TEXT,    -- whose deadline that is
  risk_at        INTEGER, -- the first warning of promises still owed and running
  check_at       INTEGER, -- when a clock next passes a level nobody was told of
  source_id      INTEGER REFERENCES source (id),
  external_id    TEXT,
  digest         INTEGER, -- of the row last imported
  CHECK ((status = 'on-hold') = (waiting_on IS NOT NULL)),
  CHECK ((status IN ('resolved', 'closed')) = (resolved_at IS NOT NULL))
) STRICT;
-- Serves: the open tickets by the deadline that binds first, in `ticket list` and the morning's queue.
CREATE INDEX ticket_due ON ticket (due_at, id) WHERE resolved_at IS NULL;
-- Serves: the same for one rep, `ticket list --assignee @me`.
CREATE INDEX ticket_assignee ON ticket (assignee_id, due_at, id) WHERE resolved_at IS NULL;
-- Serves: an account's tickets.
CREATE INDEX ticket_account ON ticket (account_id, id);
-- Serves: an account's open tickets, by the deadline that binds first.
CREATE INDEX ticket_open ON ticket (account_id, due_at, id) WHERE resolved_at IS NULL;
-- Serves: `sla check`, which looks only at what has something to say.
CREATE INDEX ticket_check ON ticket (check_at) WHERE check_at IS NOT NULL;
-- Serves: the messages of tickets that ended in another one.
CREATE INDEX ticket_merged ON ticket (merged_into_id) WHERE merged_into_id IS NOT NULL;
-- Serves: finding what an import brought before.
CREATE UNIQUE INDEX ticket_external ON ticket (source_id, external_id) WHERE external_id IS NOT NULL;

-- What happened to tickets, append-only. Order: the beginning first, then by `at`, then by `id`.
CREATE TABLE ticket_event (
  id          INTEGER PRIMARY KEY,
  ticket_id   INTEGER NOT NULL REFERENCES ticket (id),
  source_id   INTEGER REFERENCES source (id),
  external_id TEXT,    -- unique within the ticket and source
  at          INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL, -- when the desk learned of it
  kind        TEXT NOT NULL CHECK (kind = 'created' OR kind = 'message-in' OR kind = 'message-out' OR kind = 'note'
                OR kind = 'status' OR kind = 'priority' OR kind = 'category' OR kind = 'subject' OR kind = 'tier'
                OR kind = 'assigned' OR kind = 'linked' OR kind = 'merged' OR kind = 'absorbed'),
  party       TEXT NOT NULL CHECK (party = 'customer' OR party = 'agent' OR party = 'system'), -- who acted
  rep_id      INTEGER REFERENCES rep (id),     -- who acted, where a rep is known
  contact_id  INTEGER REFERENCES contact (id), -- who acted, where a contact is known
  status      TEXT CHECK (status = 'new' OR status = 'open' OR status = 'pending' OR status = 'on-hold'
                OR status = 'resolved' OR status = 'closed'), -- what it led to
  waiting_on  TEXT CHECK (waiting_on = 'vendor' OR waiting_on = 'warehouse' OR waiting_on = 'finance'
                OR waiting_on = 'carrier'),
  resolution  TEXT,
  subject     TEXT,    -- created, subject
  body        TEXT,    -- message-in, message-out, note
  category    TEXT,    -- created, category
  priority    TEXT,    -- created, priority
  tier        INTEGER, -- created, tier
  assignee_id INTEGER REFERENCES rep (id),  -- created, assigned; NULL: nobody
  team_id     INTEGER REFERENCES team (id), -- created, assigned; NULL: none
  link_kind   TEXT,    -- created, linked
  link_target TEXT,    -- created, linked: the other end
  other_id    INTEGER REFERENCES ticket (id), -- merged: where it goes on; absorbed: what ended in it
  since       INTEGER, -- absorbed: since when that ticket's customer waited for an answer
  CHECK ((kind = 'message-in' OR kind = 'message-out' OR kind = 'note') = (body IS NOT NULL)),
  CHECK ((status = 'on-hold') = (waiting_on IS NOT NULL) OR (status IS NULL AND waiting_on IS NULL))
) STRICT;
-- Serves: a ticket's log; and finding what an import brought before.
CREATE UNIQUE INDEX ticket_event_log ON ticket_event (ticket_id, source_id, external_id);
-- Serves: which tickets are tied to this one; orders, invoices and the like are tied to nothing from their side.
CREATE INDEX ticket_event_link ON ticket_event (link_target)
  WHERE link_kind = 'parent' OR link_kind = 'duplicate-of' OR link_kind = 'follow-up-of' OR link_kind = 'related';
-- Serves: whether a ticket that is about to be deleted is named by the end of another, when its import is undone.
CREATE INDEX ticket_event_other ON ticket_event (other_id) WHERE other_id IS NOT NULL;

CREATE TRIGGER ticket_event_is_append_only_update BEFORE UPDATE ON ticket_event
BEGIN SELECT raise(ABORT, 'ticket events are append-only'); END;
CREATE TRIGGER ticket_event_is_append_only_delete BEFORE DELETE ON ticket_event
BEGIN SELECT raise(ABORT, 'ticket events are append-only'); END;

-- The words of subjects and messages, for `ticket search`.
CREATE VIRTUAL TABLE ticket_text USING fts5 (
  subject, body, content = 'ticket_event', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

-- Events of large imports whose words cannot be found yet: whoever searches sees to them first.
CREATE TABLE ticket_text_backlog (
  first_id INTEGER PRIMARY KEY, -- of ticket_event
  last_id  INTEGER NOT NULL CHECK (last_id >= first_id)
) STRICT;

-- Each promise's clock and what came of it: a cache of the SLA engine; a test proves it equal to the fold.
CREATE TABLE sla_cycle (
  ticket_id   INTEGER NOT NULL REFERENCES ticket (id),
  metric      TEXT NOT NULL CHECK (metric = 'first_response' OR metric = 'next_response' OR metric = 'update'
                OR metric = 'resolution' OR metric = 'handling'),
  number      INTEGER NOT NULL CHECK (number >= 1),
  policy      TEXT NOT NULL,
  version     INTEGER NOT NULL REFERENCES sla_version (number),
  -- A running clock past its due time is breached, whatever stands here: time passes without a write.
  state       TEXT NOT NULL CHECK (state = 'running' OR state = 'paused' OR state = 'met' OR state = 'breached'
                OR state = 'cancelled' OR state = 'closed-unanswered'),
  started_at  INTEGER NOT NULL,
  risk_at     INTEGER, -- the first warning
  due_at      INTEGER, -- NULL while paused
  stopped_at  INTEGER, -- NULL while owed
  breached_at INTEGER,
  target      INTEGER NOT NULL, -- seconds of business time
  elapsed     INTEGER, -- seconds of business time; NULL while owed
  PRIMARY KEY (ticket_id, metric, number)
) STRICT, WITHOUT ROWID;
-- Serves: the breaches of a month, in `report credits`.
CREATE INDEX sla_cycle_breached ON sla_cycle (breached_at) WHERE breached_at IS NOT NULL;

-- What reports ask of tickets, packed by spans of their numbers, from the first on: a cache; `check --full` proves it equal
-- to the rows. Those of a span stand in the order of their accounts and numbers, so many to a segment. Each of the last three
-- columns holds them in the wire format of postcard 1: src/store/report/segment.rs declares what of them.
CREATE TABLE ticket_segment (
  id            INTEGER PRIMARY KEY, -- the first number of its span, and how many segments of the span are before it
  span          INTEGER NOT NULL CHECK (span IN (256, 16384)), -- how many numbers its span has, which begins at a multiple
  first_account INTEGER NOT NULL,
  last_account  INTEGER NOT NULL CHECK (last_account >= first_account),
  heads         BLOB NOT NULL,
  promises      BLOB NOT NULL,
  courses       BLOB NOT NULL
) STRICT;
-- Serves: the segments in which tickets of an account may stand, in a report of it alone.
CREATE INDEX ticket_segment_account ON ticket_segment (first_account, last_account);

-- Tickets that have changed since they were packed: reports read their rows.
CREATE TABLE ticket_changed (
  ticket_id INTEGER PRIMARY KEY
) STRICT;

-- What `sla check` has told, once each.
CREATE TABLE sla_notice (
  id           INTEGER PRIMARY KEY,
  ticket_id    INTEGER NOT NULL REFERENCES ticket (id),
  metric       TEXT NOT NULL,
  number       INTEGER NOT NULL,
  level        TEXT NOT NULL, -- 75%, -30m, breach, breach+2h
  version      INTEGER NOT NULL,
  at           INTEGER NOT NULL, -- when the clock passed the level
  detected_at  INTEGER NOT NULL, -- when the check noticed
  corrected_at INTEGER -- when the desk learned that the clock had not passed it after all
) STRICT;
-- Serves: telling each thing once; what was corrected may come true later.
CREATE UNIQUE INDEX sla_notice_once ON sla_notice (ticket_id, metric, number, level, version)
  WHERE corrected_at IS NULL;

-- Notifications on their way: written together with what they tell, delivered afterwards, at least once each.
CREATE TABLE delivery (
  id         INTEGER PRIMARY KEY,
  key        TEXT NOT NULL UNIQUE, -- the same at each attempt: T42/resolution/1/breach/v3/2026-11-20T09:00:00Z/command
  notice_id  INTEGER REFERENCES sla_notice (id), -- NULL: of a report
  channel    TEXT NOT NULL CHECK (channel = 'command' OR channel = 'mail' OR channel = 'webhook' OR channel = 'mbox'),
  message    TEXT NOT NULL, -- JSON, as hooks get it
  state      TEXT NOT NULL CHECK (state = 'waiting' OR state = 'sent' OR state = 'failed' OR state = 'withdrawn'),
  attempts   INTEGER NOT NULL, -- begun; whoever began the last one says how it went
  next_at    INTEGER, -- when it may be tried, while it waits: after a pause, or when an attempt must have died
  sent_at    INTEGER,
  last_error TEXT,
  CHECK ((state = 'waiting') = (next_at IS NOT NULL)),
  CHECK ((state = 'sent') = (sent_at IS NOT NULL))
) STRICT;
-- Serves: what is to be delivered now.
CREATE INDEX delivery_due ON delivery (next_at) WHERE next_at IS NOT NULL;
-- Serves: what has not arrived, in `sla outbox` and the count of it; what was sent need not be read for that.
CREATE INDEX delivery_unsent ON delivery (id) WHERE sent_at IS NULL;
-- Serves: taking back what was not sent yet.
CREATE INDEX delivery_notice ON delivery (notice_id) WHERE notice_id IS NOT NULL;

-- When `sla check` ran. Runs with nothing to say share a row, until one has.
CREATE TABLE sla_run (
  id        INTEGER PRIMARY KEY,
  first_at  INTEGER NOT NULL,
  last_at   INTEGER NOT NULL,
  runs      INTEGER NOT NULL CHECK (runs >= 1),
  findings  INTEGER NOT NULL,
  delivered INTEGER NOT NULL,
  failed    INTEGER NOT NULL -- attempts at a delivery
) STRICT;

-- What imports brought, a row for each file.
CREATE TABLE batch (
  id        INTEGER PRIMARY KEY, -- B<number>
  key       TEXT, -- whoever ran it gave it: the same again is answered, and not run
  at        INTEGER NOT NULL,
  rep_id    INTEGER NOT NULL REFERENCES rep (id), -- who ran it
  source    TEXT NOT NULL, -- the system the file came from
  kind      TEXT NOT NULL,
  file      TEXT NOT NULL, -- as it was named
  sha256    TEXT NOT NULL, -- of its bytes, in hexadecimal digits
  created   INTEGER NOT NULL,
  updated   INTEGER NOT NULL,
  same      INTEGER NOT NULL,
  refused   INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;
-- Serves: answering a key that was given before.
CREATE INDEX batch_key ON batch (key) WHERE key IS NOT NULL;

-- The rows that a batch made: one run of ids in a table, since nobody else writes meanwhile.
CREATE TABLE batch_made (
  object   TEXT NOT NULL, -- the table
  last_id  INTEGER NOT NULL,
  first_id INTEGER NOT NULL CHECK (first_id <= last_id),
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  PRIMARY KEY (object, last_id)
) STRICT, WITHOUT ROWID;
-- Serves: undoing a batch.
CREATE INDEX batch_made_batch ON batch_made (batch_id);

-- The rows that a batch changed, as JSON objects of their columns.
CREATE TABLE batch_changed (
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  object   TEXT NOT NULL, -- the table
  row_id   INTEGER NOT NULL,
  before   TEXT NOT NULL,
  after    TEXT NOT NULL,
  PRIMARY KEY (batch_id, object, row_id)
) STRICT, WITHOUT ROWID;

-- What was done, by whom and why: a chain in which each entry vouches for all before it (src/domain/audit.rs says how).
CREATE TABLE audit (
  seq       INTEGER PRIMARY KEY, -- gapless from 1
  at        INTEGER NOT NULL,
  actor     TEXT, -- the rep's handle; NULL: nobody of this desk
  os_user   TEXT NOT NULL, -- the operating system's name for whoever ran the command
  uid       INTEGER NOT NULL, -- their real user id there
  acting_as TEXT, -- the rep or contact they acted as, if not themselves
  via       TEXT NOT NULL CHECK (via = 'cli' OR via = 'cron' OR via = 'import'),
  action    TEXT NOT NULL, -- ticket.reply
  outcome   TEXT NOT NULL CHECK (outcome = 'done' OR outcome = 'refused'),
  noun      TEXT, -- what it was done to: ticket
  object    TEXT, -- its name: T42
  before    TEXT, -- JSON: the rows that were, with what changed of them; what may have to be erased stands as its hash
  after     TEXT, -- JSON: what they have become; a new row with all it has
  reason    TEXT,
  key       TEXT,
  prev      TEXT NOT NULL, -- the hash of the entry before
  hash      TEXT NOT NULL,
  CHECK ((noun IS NULL) = (object IS NULL))
) STRICT;
-- Serves: what was done to one thing, in `audit log`.
CREATE INDEX audit_object ON audit (object COLLATE NOCASE, seq);

CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit
BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;

-- Text in audit entries that may have to be erased: they know it by its hash, and outlive it.
CREATE TABLE audit_text (
  hash TEXT PRIMARY KEY, -- SHA-256 over salt and text, in hexadecimal digits
  salt TEXT NOT NULL,
  text TEXT -- NULL: it stands in the ticket's log, which never changes
) STRICT, WITHOUT ROWID;

-- What was asked under a key, and how it was answered: the same again is answered so, and not done.
CREATE TABLE request (
  key    TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL, -- of who asked for what, in hexadecimal digits
  at     INTEGER NOT NULL,
  id     TEXT NOT NULL, -- what it made
  notes  TEXT NOT NULL -- JSON: what was said of it, line by line
) STRICT, WITHOUT ROWID;

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
  quote_id      INTEGER REFERENCES quote (id), -- what it was offered with
  CHECK ((state IN ('completed', 'cancelled')) = (closed_at IS NOT NULL))
) STRICT;
-- Serves: the latest orders, in `order list`.
CREATE INDEX sales_order_ordered ON sales_order (ordered_at);
-- Serves: what was ordered of a quote.
CREATE INDEX sales_order_quote ON sales_order (quote_id) WHERE quote_id IS NOT NULL;
-- Serves: an account's orders, the latest first; and which of them are still under way.
CREATE INDEX sales_order_account ON sales_order (account_id, ordered_at, id, closed_at);
-- Serves: the orders still under way, in `order list`.
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
  offer_id    INTEGER REFERENCES quote_offer (id), -- the offer it takes up
  UNIQUE (order_id, line),
  CHECK (product_id IS NOT NULL OR description IS NOT NULL)
) STRICT;
-- Serves: how much of an offer was ordered.
CREATE INDEX order_line_offer ON order_line (offer_id) WHERE offer_id IS NOT NULL;
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
  digest     INTEGER,
  UNIQUE (order_id, number)
) STRICT;

-- What a revision changed.
CREATE TABLE order_change (
  id          INTEGER PRIMARY KEY,
  revision_id INTEGER NOT NULL REFERENCES order_revision (id),
  line        INTEGER, -- NULL: of the order itself
  field       TEXT NOT NULL,
  before      TEXT,
  after       TEXT,
  digest      INTEGER
) STRICT;
-- Serves: what a revision changed.
CREATE INDEX order_change_revision ON order_change (revision_id);

-- Orders that come again and again: drafts are made from them when they are due.
CREATE TABLE order_template (
  id          INTEGER PRIMARY KEY, -- L<number>
  account_id  INTEGER NOT NULL REFERENCES account (id),
  contact_id  INTEGER REFERENCES contact (id),
  name        TEXT NOT NULL,
  every       TEXT NOT NULL, -- 7d, 2w, 1m
  next_on     TEXT NOT NULL, -- the day the next draft is due, ISO 8601
  active      INTEGER NOT NULL CHECK (active IN (0, 1)),
  created_at  INTEGER NOT NULL,
  source_id   INTEGER REFERENCES source (id),
  external_id TEXT,
  digest      INTEGER, -- of the row last imported
  UNIQUE (account_id, name)
) STRICT;
-- Serves: finding what an import brought before.
CREATE UNIQUE INDEX order_template_external ON order_template (source_id, external_id) WHERE external_id IS NOT NULL;
-- Serves: the templates that are due.
CREATE INDEX order_template_due ON order_template (next_on) WHERE active = 1;

-- What a template orders.
CREATE TABLE order_template_line (
  id          INTEGER PRIMARY KEY,
  template_id INTEGER NOT NULL REFERENCES order_template (id),
  product_id  INTEGER NOT NULL REFERENCES product (id),
  quantity    INTEGER NOT NULL CHECK (quantity > 0),
  digest      INTEGER,
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
-- Serves: an account's payments, and all that is asked of them.
CREATE INDEX payment_account ON payment (account_id, received_at, currency, amount, number);
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

-- Invoices of which nothing is open any more, by documents of the same account and currency: a cache, so that what is owed is
-- counted without them; `check --full` proves it.
CREATE TABLE invoice_settled (
  invoice_id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  currency   TEXT NOT NULL,
  settled_at INTEGER NOT NULL, -- since when
  total      INTEGER NOT NULL -- minor units
) STRICT;
-- Serves: what the settled invoices of an account came to.
CREATE INDEX invoice_settled_account ON invoice_settled (account_id, settled_at, currency, total);

-- Orders of which nothing is left to be invoiced: likewise.
CREATE TABLE order_invoiced (
  order_id    INTEGER PRIMARY KEY,
  account_id  INTEGER NOT NULL,
  currency    TEXT NOT NULL,
  placed_at   INTEGER NOT NULL,
  invoiced_at INTEGER NOT NULL, -- since when
  total       INTEGER NOT NULL -- minor units
) STRICT;
-- Serves: which orders of an account are invoiced, and what the latest of them came to.
CREATE INDEX order_invoiced_account ON order_invoiced (account_id, placed_at, currency, invoiced_at, total);

-- Invoices whose documents have changed since they were looked at: what the cache says of them holds no more, and they may
-- have been settled.
CREATE TABLE invoice_changed (
  invoice_id INTEGER PRIMARY KEY
) STRICT;

-- Orders whose documents have changed since: likewise.
CREATE TABLE order_changed (
  order_id INTEGER PRIMARY KEY
) STRICT;

-- Whoever changes a document marks what it bears on. A new order, or invoice, is neither settled nor known to be.
CREATE TRIGGER invoice_is_marked_insert AFTER INSERT ON invoice
BEGIN
  INSERT INTO invoice_changed SELECT new.corrects_id WHERE new.corrects_id IS NOT NULL ON CONFLICT DO NOTHING;
  INSERT INTO order_changed SELECT new.order_id WHERE new.order_id IS NOT NULL ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER invoice_is_marked_update
  AFTER UPDATE OF kind, account_id, order_id, corrects_id, currency, issued_at, total ON invoice
BEGIN
  INSERT INTO invoice_changed SELECT id FROM (SELECT new.id AS id UNION SELECT old.corrects_id UNION SELECT new.corrects_id
    UNION SELECT invoice_id FROM allocation WHERE credit_note_id = new.id) WHERE id IS NOT NULL ON CONFLICT DO NOTHING;
  INSERT INTO order_changed SELECT id FROM (SELECT old.order_id AS id UNION SELECT new.order_id
    UNION SELECT l.order_id FROM invoice_line v JOIN order_line l ON l.id = v.order_line_id WHERE v.invoice_id = new.id)
    WHERE id IS NOT NULL ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER invoice_is_marked_delete AFTER DELETE ON invoice
BEGIN
  INSERT INTO invoice_changed SELECT id FROM (SELECT old.id AS id UNION SELECT old.corrects_id
    UNION SELECT invoice_id FROM allocation WHERE credit_note_id = old.id) WHERE id IS NOT NULL ON CONFLICT DO NOTHING;
  INSERT INTO order_changed SELECT id FROM (SELECT old.order_id AS id UNION SELECT l.order_id FROM invoice_line v
    JOIN order_line l ON l.id = v.order_line_id WHERE v.invoice_id = old.id) WHERE id IS NOT NULL ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER invoice_line_is_marked_insert AFTER INSERT ON invoice_line
BEGIN
  INSERT INTO order_changed SELECT order_id FROM order_line WHERE id = new.order_line_id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER invoice_line_is_marked_update AFTER UPDATE OF invoice_id, order_line_id, quantity, net ON invoice_line
BEGIN
  INSERT INTO order_changed SELECT order_id FROM order_line WHERE id = old.order_line_id ON CONFLICT DO NOTHING;
  INSERT INTO order_changed SELECT order_id FROM order_line WHERE id = new.order_line_id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER invoice_line_is_marked_delete AFTER DELETE ON invoice_line
BEGIN
  INSERT INTO order_changed SELECT order_id FROM order_line WHERE id = old.order_line_id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER allocation_is_marked_insert AFTER INSERT ON allocation
BEGIN
  INSERT INTO invoice_changed VALUES (new.invoice_id) ON CONFLICT DO NOTHING;
  INSERT INTO invoice_changed SELECT corrects_id FROM invoice WHERE id = new.credit_note_id AND corrects_id IS NOT NULL
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER allocation_is_marked_update AFTER UPDATE ON allocation
BEGIN
  INSERT INTO invoice_changed VALUES (old.invoice_id) ON CONFLICT DO NOTHING;
  INSERT INTO invoice_changed SELECT corrects_id FROM invoice WHERE id = old.credit_note_id AND corrects_id IS NOT NULL
    ON CONFLICT DO NOTHING;
  INSERT INTO invoice_changed VALUES (new.invoice_id) ON CONFLICT DO NOTHING;
  INSERT INTO invoice_changed SELECT corrects_id FROM invoice WHERE id = new.credit_note_id AND corrects_id IS NOT NULL
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER allocation_is_marked_delete AFTER DELETE ON allocation
BEGIN
  INSERT INTO invoice_changed VALUES (old.invoice_id) ON CONFLICT DO NOTHING;
  INSERT INTO invoice_changed SELECT corrects_id FROM invoice WHERE id = old.credit_note_id AND corrects_id IS NOT NULL
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER payment_is_marked_update AFTER UPDATE OF account_id, currency, received_at ON payment
BEGIN
  INSERT INTO invoice_changed SELECT invoice_id FROM allocation WHERE payment_id = new.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER sales_order_is_marked_update AFTER UPDATE OF account_id, state, currency, ordered_at, subtotal, tax, freight
  ON sales_order
BEGIN
  INSERT INTO order_changed VALUES (new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER sales_order_is_marked_delete AFTER DELETE ON sales_order
BEGIN
  INSERT INTO order_changed VALUES (old.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER order_line_is_marked_insert AFTER INSERT ON order_line
BEGIN
  INSERT INTO order_changed SELECT order_id FROM order_invoiced WHERE order_id = new.order_id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER order_line_is_marked_update AFTER UPDATE OF order_id, quantity, cancelled, unit_price, discount ON order_line
BEGIN
  INSERT INTO order_changed VALUES (old.order_id) ON CONFLICT DO NOTHING;
  INSERT INTO order_changed VALUES (new.order_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER order_line_is_marked_delete AFTER DELETE ON order_line
BEGIN
  INSERT INTO order_changed VALUES (old.order_id) ON CONFLICT DO NOTHING;
END;

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
  updated_at    INTEGER NOT NULL,
  source_id     INTEGER REFERENCES source (id),
  external_id   TEXT,
  digest        INTEGER -- of the row last imported
) STRICT;
-- Serves: finding what an import brought before.
CREATE UNIQUE INDEX rma_external ON rma (source_id, external_id) WHERE external_id IS NOT NULL;
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
  digest        INTEGER,
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
  note   TEXT,
  digest INTEGER
) STRICT;
-- Serves: a return's log.
CREATE INDEX rma_event_rma ON rma_event (rma_id, id);

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
