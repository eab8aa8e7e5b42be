-- From version 3 to 4: the audit log; people who were erased.

ALTER TABLE contact ADD COLUMN erased_at INTEGER; -- since when nothing is known of them any more, and no import tells it again

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
