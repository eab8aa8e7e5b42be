-- From version 1 to 2: contracts, deliveries, the runs of the check, reps' working hours, corrected notices.

ALTER TABLE rep ADD COLUMN calendar TEXT;

CREATE TABLE contract (
  id              INTEGER PRIMARY KEY,
  account_id      INTEGER NOT NULL REFERENCES account (id),
  number          TEXT NOT NULL UNIQUE COLLATE NOCASE,
  time_zone       TEXT NOT NULL,
  starts          TEXT NOT NULL,
  ends            TEXT CHECK (ends >= starts),
  notice_days     INTEGER CHECK (notice_days >= 0),
  policy          TEXT,
  fee             INTEGER CHECK (fee >= 0),
  currency        TEXT CHECK (length(currency) = 3),
  recorded_at     INTEGER NOT NULL,
  ended           TEXT,
  end_recorded_at INTEGER,
  source_id       INTEGER REFERENCES source (id),
  external_id     TEXT,
  digest          INTEGER,
  CHECK ((fee IS NULL) = (currency IS NULL)),
  CHECK ((ended IS NULL) = (end_recorded_at IS NULL))
) STRICT;
CREATE INDEX contract_account ON contract (account_id, starts);
CREATE UNIQUE INDEX contract_external ON contract (source_id, external_id) WHERE external_id IS NOT NULL;

ALTER TABLE sla_notice ADD COLUMN corrected_at INTEGER;
DROP INDEX sla_notice_once;
CREATE UNIQUE INDEX sla_notice_once ON sla_notice (ticket_id, metric, number, level, version)
  WHERE corrected_at IS NULL;

CREATE TABLE sla_delivery (
  id         INTEGER PRIMARY KEY,
  key        TEXT NOT NULL UNIQUE,
  notice_id  INTEGER NOT NULL REFERENCES sla_notice (id),
  channel    TEXT NOT NULL CHECK (channel = 'command' OR channel = 'mail' OR channel = 'webhook' OR channel = 'mbox'),
  message    TEXT NOT NULL,
  state      TEXT NOT NULL CHECK (state = 'waiting' OR state = 'sent' OR state = 'failed' OR state = 'withdrawn'),
  attempts   INTEGER NOT NULL,
  next_at    INTEGER,
  sent_at    INTEGER,
  last_error TEXT,
  CHECK ((state = 'waiting') = (next_at IS NOT NULL)),
  CHECK ((state = 'sent') = (sent_at IS NOT NULL))
) STRICT;
CREATE INDEX sla_delivery_due ON sla_delivery (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX sla_delivery_unsent ON sla_delivery (id) WHERE sent_at IS NULL;
CREATE INDEX sla_delivery_notice ON sla_delivery (notice_id);

CREATE TABLE sla_run (
  id        INTEGER PRIMARY KEY,
  first_at  INTEGER NOT NULL,
  last_at   INTEGER NOT NULL,
  runs      INTEGER NOT NULL CHECK (runs >= 1),
  findings  INTEGER NOT NULL,
  delivered INTEGER NOT NULL,
  failed    INTEGER NOT NULL
) STRICT;

CREATE INDEX sla_cycle_breached ON sla_cycle (breached_at) WHERE breached_at IS NOT NULL;
