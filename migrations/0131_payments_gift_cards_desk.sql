-- Gift cards on the staff's screens: a card can be blocked, and what is on it can be corrected by a movement with a reason.

ALTER TABLE payments_gift_cards
    ADD COLUMN version        bigint NOT NULL DEFAULT 1,
    -- Since when nothing can be paid with it; null for a card that is not blocked.
    ADD COLUMN blocked_at     timestamptz,
    ADD COLUMN blocked_reason text NOT NULL DEFAULT '',
    ADD CONSTRAINT payments_gift_cards_blocked_for_a_reason CHECK ((blocked_at IS NOT NULL) = (blocked_reason <> ''));

-- The version moves when a card is blocked or free again; what is paid with it is no change by staff.
CREATE FUNCTION payments_count_gift_card_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_gift_cards_version BEFORE UPDATE OF blocked_at, blocked_reason ON payments_gift_cards
    FOR EACH ROW EXECUTE FUNCTION payments_count_gift_card_version();

ALTER TABLE payments_gift_card_movements
    -- Made by the form of a correction: the same form counts once.
    ADD COLUMN act_key uuid CONSTRAINT payments_gift_card_movements_act_once UNIQUE,
    DROP CONSTRAINT payments_gift_card_movements_kind_check,
    DROP CONSTRAINT payments_gift_card_movements_sign,
    DROP CONSTRAINT payments_gift_card_movements_order,
    ADD CONSTRAINT payments_gift_card_movements_kind_check CHECK (kind IN ('issue', 'redeem', 'give_back', 'correct')),
    ADD CONSTRAINT payments_gift_card_movements_sign CHECK (CASE kind WHEN 'redeem' THEN amount < 0 WHEN 'correct' THEN amount <> 0 ELSE amount > 0 END),
    ADD CONSTRAINT payments_gift_card_movements_order CHECK ((kind IN ('issue', 'correct')) = (order_id IS NULL)),
    ADD CONSTRAINT payments_gift_card_movements_correct CHECK (kind <> 'correct' OR (reason <> '' AND act_key IS NOT NULL));

-- As before; and nothing is paid with a card that is blocked, whoever writes the movement. What an order gives back still comes onto it.
CREATE OR REPLACE FUNCTION payments_move_gift_card() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    blocked timestamptz;
BEGIN
    UPDATE payments_gift_cards SET balance = balance + NEW.amount WHERE id = NEW.card_id RETURNING blocked_at INTO blocked;
    IF NEW.kind = 'redeem' AND blocked IS NOT NULL THEN
        RAISE EXCEPTION 'gift card % is blocked', NEW.card_id USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_gift_card_blocked';
    END IF;
    IF NEW.kind = 'give_back'
        AND (SELECT sum(amount) FROM payments_gift_card_movements WHERE card_id = NEW.card_id AND order_id = NEW.order_id) > 0 THEN
        RAISE EXCEPTION 'order % would get back more than it took from gift card %', NEW.order_id, NEW.card_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_gift_card_given_back_once';
    END IF;
    RETURN NULL;
END $$;

-- Where a card stands now: `blocked`, `expired`, `empty` or `usable`.
CREATE FUNCTION payments_gift_card_state(card payments_gift_cards) RETURNS text LANGUAGE sql STABLE
RETURN CASE
    WHEN card.blocked_at IS NOT NULL THEN 'blocked'
    WHEN card.expires_at <= now() THEN 'expired'
    WHEN card.balance = 0 THEN 'empty'
    ELSE 'usable' END;

CREATE INDEX payments_gift_cards_newest ON payments_gift_cards (created_at DESC, id DESC);
