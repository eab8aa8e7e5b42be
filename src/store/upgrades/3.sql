-- From version 2 to 3: what imports brought, words that are made findable later.

CREATE TABLE batch (
  id        INTEGER PRIMARY KEY,
  key       TEXT,
  at        INTEGER NOT NULL,
  rep_id    INTEGER NOT NULL REFERENCES rep (id),
  source    TEXT NOT NULL,
  kind      TEXT NOT NULL,
  file      TEXT NOT NULL,
  sha256    TEXT NOT NULL,
  created   INTEGER NOT NULL,
  updated   INTEGER NOT NULL,
  same      INTEGER NOT NULL,
  refused   INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;
CREATE INDEX batch_key ON batch (key) WHERE key IS NOT NULL;

CREATE TABLE batch_made (
  object   TEXT NOT NULL,
  last_id  INTEGER NOT NULL,
  first_id INTEGER NOT NULL CHECK (first_id <= last_id),
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  PRIMARY KEY (object, last_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_made_batch ON batch_made (batch_id);

CREATE TABLE batch_changed (
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  object   TEXT NOT NULL,
  row_id   INTEGER NOT NULL,
  before   TEXT NOT NULL,
  after    TEXT NOT NULL,
  PRIMARY KEY (batch_id, object, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_text_backlog (
  first_id INTEGER PRIMARY KEY,
  last_id  INTEGER NOT NULL CHECK (last_id >= first_id)
) STRICT;

DROP INDEX ticket_event_link;
CREATE INDEX ticket_event_link ON ticket_event (link_target)
  WHERE link_kind = 'parent' OR link_kind = 'duplicate-of' OR link_kind = 'follow-up-of' OR link_kind = 'related';
