-- The outbox: mails are rows of the transaction that causes them, rendered once so that every retry sends the same bytes.

CREATE TABLE mail_outbox (
    id              uuid PRIMARY KEY,
    -- `<event>/<id>`: the same event makes one mail.
    dedupe_key      text NOT NULL CONSTRAINT mail_outbox_dedupe_key_unique UNIQUE,
    kind            text NOT NULL,
    order_id        uuid REFERENCES orders (id),
    recipient       text NOT NULL,
    language        text NOT NULL,
    subject         text NOT NULL,
    html            text NOT NULL,
    body_text       text NOT NULL,
    -- waiting → sent, or parked when it keeps failing and a person has to look.
    state           text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'parked')),
    attempts        integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    -- A node that died while sending gives the mail back by letting this time pass.
    claimed_until   timestamptz,
    provider_id     text,
    last_error      text NOT NULL DEFAULT '',
    created_at      timestamptz NOT NULL DEFAULT now(),
    sent_at         timestamptz
);
CREATE INDEX mail_outbox_due ON mail_outbox (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX mail_outbox_by_recipient ON mail_outbox (recipient, created_at) WHERE state = 'waiting';
