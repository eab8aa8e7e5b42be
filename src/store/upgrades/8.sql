-- From version 7 to 8: tickets are packed for reports.

-- What reports ask of tickets, packed 256 numbers at a time, from the first on: a cache; `check --full` proves it equal to
-- the rows. Each column holds tickets in the order of their numbers, in the wire format of postcard 1:
-- src/store/report/segment.rs declares what of them.
CREATE TABLE ticket_segment (
  number   INTEGER PRIMARY KEY, -- of tickets 256 * number to 256 * number + 255
  heads    BLOB NOT NULL,
  promises BLOB NOT NULL,
  courses  BLOB NOT NULL
) STRICT;

-- Tickets that have changed since they were packed: reports read their rows.
CREATE TABLE ticket_changed (
  ticket_id INTEGER PRIMARY KEY
) STRICT;
