-- Payments: one row per attempt, made before the gateway is asked, so that no payment exists there without a record here.

CREATE TABLE payments (
    id                 uuid PRIMARY KEY,
    order_id           uuid NOT NULL REFERENCES orders (id),
    gateway            text NOT NULL,
    -- Null until the gateway has answered.
    gateway_payment_id text,
    state              text NOT NULL CHECK (state IN
        ('created', 'open', 'pending', 'authorized', 'paid', 'canceled', 'expired', 'failed', 'quarantined')),
    method             text NOT NULL,
    amount             bigint NOT NULL CHECK (amount > 0),
    currency           text NOT NULL,
    idempotency_key    uuid NOT NULL UNIQUE,
    checkout_url       text,
    expires_at         timestamptz,
    -- Why it is quarantined, or what the gateway refused.
    remark             text NOT NULL DEFAULT '',
    created_at         timestamptz NOT NULL DEFAULT now(),
    updated_at         timestamptz NOT NULL DEFAULT now(),
    -- When the reconciliation last asked the gateway.
    checked_at         timestamptz,
    CONSTRAINT payments_gateway_id_unique UNIQUE (gateway, gateway_payment_id)
);
CREATE INDEX payments_by_order ON payments (order_id, created_at);
CREATE INDEX payments_open ON payments (created_at) WHERE state IN ('created', 'open', 'pending', 'authorized');

-- Notices from webhooks: stored before they are answered, worked off afterwards. The id is all that is believed of them.
CREATE TABLE payments_notices (
    id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    gateway            text NOT NULL,
    gateway_payment_id text NOT NULL,
    received_at        timestamptz NOT NULL DEFAULT now(),
    attempts           integer NOT NULL DEFAULT 0,
    next_attempt_at    timestamptz NOT NULL DEFAULT now(),
    done_at            timestamptz,
    outcome            text NOT NULL DEFAULT ''
);
CREATE INDEX payments_notices_due ON payments_notices (next_attempt_at) WHERE done_at IS NULL;
-- Notices of one payment that wait are one piece of work.
CREATE UNIQUE INDEX payments_notices_waiting ON payments_notices (gateway, gateway_payment_id) WHERE done_at IS NULL AND attempts = 0;
