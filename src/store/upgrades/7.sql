-- From version 6 to 7: reports that are sent.

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
INSERT INTO delivery SELECT id, key, notice_id, channel, message, state, attempts, next_at, sent_at, last_error
  FROM sla_delivery ORDER BY id;
DROP TABLE sla_delivery;
-- Serves: what is to be delivered now.
CREATE INDEX delivery_due ON delivery (next_at) WHERE next_at IS NOT NULL;
-- Serves: what has not arrived, in `sla outbox` and the count of it; what was sent need not be read for that.
CREATE INDEX delivery_unsent ON delivery (id) WHERE sent_at IS NULL;
-- Serves: taking back what was not sent yet.
CREATE INDEX delivery_notice ON delivery (notice_id) WHERE notice_id IS NOT NULL;
