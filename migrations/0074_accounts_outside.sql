-- What accounts ask of other rooms' tables.

-- A mail with a link that lets somebody in is not kept once it is sent.
ALTER TABLE mail_outbox ADD COLUMN secret boolean NOT NULL DEFAULT false;
CREATE INDEX mail_outbox_sent_by_age ON mail_outbox (sent_at) WHERE state = 'sent' AND (html <> '' OR recipient <> '');

-- Orders that a guest has placed, by the address that they were placed with: an account claims them when the address is its own.
CREATE INDEX orders_of_guests_by_email ON orders (lower(email)) WHERE account_id IS NULL AND state <> 'pending';
