-- Refunds: one row each, made before the gateway is asked, like payments. Their sum never exceeds what has arrived.

CREATE TABLE payments_refunds (
    id                uuid PRIMARY KEY,
    payment_id        uuid NOT NULL REFERENCES payments (id),
    -- In the minor unit of the payment's `received_currency`.
    amount            bigint NOT NULL CHECK (amount > 0),
    reason            text NOT NULL CHECK (reason IN
        ('paid_too_late', 'paid_after_cancel', 'paid_twice', 'wrong_amount', 'return', 'undeliverable', 'goodwill', 'at_gateway')),
    state             text NOT NULL CHECK (state IN ('requested', 'queued', 'pending', 'processing', 'refunded', 'failed', 'canceled')),
    -- Null until the gateway has answered.
    gateway_refund_id text,
    -- The caller's: the same key twice is the same refund, and another request under it is refused (hash of what was asked).
    request_key       uuid NOT NULL CONSTRAINT payments_refunds_request_key_unique UNIQUE,
    request_hash      bytea NOT NULL,
    -- What the gateway is told; a new one after it refused a twin (the gateway would repeat its refusal under the old one).
    idempotency_key   uuid NOT NULL UNIQUE,
    -- Not handed to the gateway before: a twin's hour, or the pause after a failure.
    not_before        timestamptz NOT NULL DEFAULT now(),
    attempts          integer NOT NULL DEFAULT 0,
    -- `staff:<id>`, `operator`, or `gateway` for what the shop owes by itself.
    actor             text NOT NULL,
    remark            text NOT NULL DEFAULT '',
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    -- When the gateway took it.
    submitted_at      timestamptz,
    CONSTRAINT payments_refunds_gateway_id_unique UNIQUE (payment_id, gateway_refund_id)
);
CREATE INDEX payments_refunds_due ON payments_refunds (not_before) WHERE state = 'requested';
CREATE INDEX payments_refunds_under_way ON payments_refunds (payment_id) WHERE state IN ('queued', 'pending', 'processing');

-- What the buyer's bank took back; read from the gateway, never made here.
CREATE TABLE payments_chargebacks (
    id                    uuid PRIMARY KEY,
    payment_id            uuid NOT NULL REFERENCES payments (id),
    gateway_chargeback_id text NOT NULL,
    amount                bigint NOT NULL CHECK (amount > 0),
    currency              text NOT NULL,
    reason                text NOT NULL DEFAULT '',
    charged_at            timestamptz NOT NULL,
    -- When the money came back to the shop after all.
    reversed_at           timestamptz,
    recorded_at           timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT payments_chargebacks_gateway_id_unique UNIQUE (payment_id, gateway_chargeback_id)
);

-- Under the payment's lock, so that two refunds at once see each other. The same table of transitions as in the code (payments/refund.rs).
CREATE FUNCTION payments_guard_refund() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    allowed boolean;
    arrived bigint;
    taken   bigint;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (NEW.payment_id, NEW.amount) IS DISTINCT FROM (OLD.payment_id, OLD.amount) THEN
            RAISE EXCEPTION 'refund % may not change its payment or amount', OLD.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_refunds_fixed';
        END IF;
        allowed := NEW.state = OLD.state OR CASE OLD.state
            WHEN 'requested' THEN true
            WHEN 'queued' THEN NEW.state <> 'requested'
            WHEN 'pending' THEN NEW.state NOT IN ('requested', 'queued')
            WHEN 'processing' THEN NEW.state IN ('refunded', 'failed')
            WHEN 'refunded' THEN NEW.state = 'failed'
            ELSE false
        END;
        IF NOT allowed THEN
            RAISE EXCEPTION 'refund % may not go from % to %', OLD.id, OLD.state, NEW.state
                USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_refunds_state_transition';
        END IF;
        RETURN NEW;
    END IF;
    SELECT received INTO arrived FROM payments WHERE id = NEW.payment_id FOR UPDATE;
    SELECT (SELECT coalesce(sum(amount), 0) FROM payments_refunds WHERE payment_id = NEW.payment_id AND state NOT IN ('failed', 'canceled'))
         + (SELECT coalesce(sum(amount), 0) FROM payments_chargebacks WHERE payment_id = NEW.payment_id AND reversed_at IS NULL) INTO taken;
    IF NEW.state NOT IN ('failed', 'canceled') AND taken + NEW.amount > coalesce(arrived, 0) THEN
        RAISE EXCEPTION 'refund of % for payment % exceeds what is left of %', NEW.amount, NEW.payment_id, coalesce(arrived, 0)
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_refunds_within_received';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_refunds_guard BEFORE INSERT OR UPDATE ON payments_refunds
    FOR EACH ROW EXECUTE FUNCTION payments_guard_refund();
CREATE TRIGGER payments_refunds_kept BEFORE DELETE ON payments_refunds FOR EACH ROW EXECUTE FUNCTION refuse_change();
