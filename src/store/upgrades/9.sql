-- From version 8 to 9: what is paid and what is invoiced in full need not be read to tell what is owed.

-- Serves: an account's open tickets, by the deadline that binds first.
CREATE INDEX ticket_open ON ticket (account_id, due_at, id) WHERE resolved_at IS NULL;
DROP INDEX sales_order_account;
-- Serves: an account's orders, the latest first; and which of them are still under way.
CREATE INDEX sales_order_account ON sales_order (account_id, ordered_at, id, closed_at);
DROP INDEX payment_account;
-- Serves: an account's payments, and all that is asked of them.
CREATE INDEX payment_account ON payment (account_id, received_at, currency, amount, number);

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

INSERT INTO invoice_changed SELECT invoice_id FROM allocation
  UNION SELECT corrects_id FROM invoice WHERE corrects_id IS NOT NULL;
INSERT INTO order_changed SELECT order_id FROM invoice WHERE order_id IS NOT NULL
  UNION SELECT l.order_id FROM invoice_line v JOIN order_line l ON l.id = v.order_line_id;
