-- From version 9 to 10: a report of one account finds its tickets side by side, and what was said of a contract's end before is
-- kept.

-- Last days that `ended` was before, and when the desk learned of each, in that order: DAY@INSTANT DAY@INSTANT.
ALTER TABLE contract ADD COLUMN ended_before TEXT;

DROP TABLE ticket_segment;
DELETE FROM ticket_changed;

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

-- Serves: whether a ticket that is about to be deleted is named by the end of another, when its import is undone.
CREATE INDEX ticket_event_other ON ticket_event (other_id) WHERE other_id IS NOT NULL;
