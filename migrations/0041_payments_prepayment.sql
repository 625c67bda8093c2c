-- Prepayment by QR-bill: the books of a gateway that is the shop's own. What was asked for, and what bank or staff say has arrived. What follows from
-- it for an order is decided where every gateway's word is, in payments.

CREATE TABLE payments_prepayments (
    -- On the bill: QR reference or creditor reference, without spaces.
    reference       text PRIMARY KEY,
    -- What the asker calls it: the id of the payment.
    order_reference text NOT NULL,
    idempotency_key uuid NOT NULL CONSTRAINT payments_prepayments_key_unique UNIQUE,
    amount          bigint NOT NULL CHECK (amount > 0),
    currency        text NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    canceled_at     timestamptz
);

CREATE TABLE payments_transfers (
    id             uuid PRIMARY KEY,
    -- As the payer stated it, without spaces; empty if nothing was stated.
    reference      text NOT NULL,
    amount         bigint NOT NULL CHECK (amount > 0),
    currency       text NOT NULL,
    booked_on      date NOT NULL,
    -- Names the entry at the bank: the same entry in two files, or twice in one, is one transfer.
    bank_reference text CONSTRAINT payments_transfers_bank_reference_unique UNIQUE,
    -- Names the entry by staff: the same form sent twice is one transfer.
    request_key    uuid CONSTRAINT payments_transfers_request_key_unique UNIQUE,
    -- `staff:<id>` or `operator`.
    actor          text NOT NULL,
    -- What became of it: `recorded` until that is known.
    outcome        text NOT NULL DEFAULT 'recorded' CHECK (outcome IN
        ('recorded', 'paid', 'quarantined', 'refund_owed', 'overpaid', 'unmatched')),
    recorded_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT payments_transfers_have_a_source CHECK ((bank_reference IS NULL) <> (request_key IS NULL))
);
CREATE INDEX payments_transfers_by_reference ON payments_transfers (reference);
CREATE INDEX payments_transfers_open ON payments_transfers (recorded_at) WHERE outcome NOT IN ('paid');

-- Money that goes back by hand, through the bank's own pages: staff see what is owed and by which refund.
CREATE TABLE payments_transfers_back (
    id              uuid PRIMARY KEY,
    reference       text NOT NULL REFERENCES payments_prepayments (reference),
    order_reference text NOT NULL,
    idempotency_key uuid NOT NULL CONSTRAINT payments_transfers_back_key_unique UNIQUE,
    amount          bigint NOT NULL CHECK (amount > 0),
    currency        text NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    -- When staff sent it.
    sent_at         timestamptz
);
CREATE INDEX payments_transfers_back_by_reference ON payments_transfers_back (reference);
