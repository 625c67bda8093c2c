-- Gift cards: money that the shop owes to whoever holds the code. A ledger of movements that are never changed, and per card the sum of them, which
-- the database keeps itself and never lets go below zero.

CREATE TABLE payments_gift_cards (
    id         uuid PRIMARY KEY,
    -- SHA-256 of the code, which has 100 random bits and is shown once, when the card is issued.
    code_hash  bytea NOT NULL CONSTRAINT payments_gift_cards_code_unique UNIQUE CHECK (length(code_hash) = 32),
    -- The code's last four characters, by which people recognise a card.
    ending     text NOT NULL CHECK (length(ending) = 4),
    currency   text NOT NULL CHECK (currency = 'CHF'),
    -- Rappen: the sum of the card's movements.
    balance    bigint NOT NULL DEFAULT 0 CONSTRAINT payments_gift_cards_balance_not_negative CHECK (balance >= 0),
    expires_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE payments_gift_card_movements (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    card_id  uuid NOT NULL REFERENCES payments_gift_cards (id),
    kind     text NOT NULL CHECK (kind IN ('issue', 'redeem', 'give_back')),
    -- Rappen, from the card's side.
    amount   bigint NOT NULL,
    order_id uuid REFERENCES orders (id),
    reason   text NOT NULL DEFAULT '',
    -- The member of staff; null for the operator and for what an order causes.
    staff    uuid,
    at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT payments_gift_card_movements_sign CHECK (CASE kind WHEN 'redeem' THEN amount < 0 ELSE amount > 0 END),
    CONSTRAINT payments_gift_card_movements_order CHECK ((kind = 'issue') = (order_id IS NULL))
);
CREATE INDEX payments_gift_card_movements_by_card ON payments_gift_card_movements (card_id, id);
CREATE INDEX payments_gift_card_movements_by_order ON payments_gift_card_movements (order_id) WHERE order_id IS NOT NULL;

CREATE TRIGGER payments_gift_card_movements_append_only BEFORE UPDATE OR DELETE ON payments_gift_card_movements
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Moves the balance with each movement, so that no code path can let one go without the other. The update locks the card: whoever moves it next
-- waits and then sees all. An order never gets back more than it took.
CREATE FUNCTION payments_move_gift_card() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE payments_gift_cards SET balance = balance + NEW.amount WHERE id = NEW.card_id;
    IF NEW.kind = 'give_back'
        AND (SELECT sum(amount) FROM payments_gift_card_movements WHERE card_id = NEW.card_id AND order_id = NEW.order_id) > 0 THEN
        RAISE EXCEPTION 'order % would get back more than it took from gift card %', NEW.order_id, NEW.card_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_gift_card_given_back_once';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_gift_card_movements_move AFTER INSERT ON payments_gift_card_movements
    FOR EACH ROW EXECUTE FUNCTION payments_move_gift_card();
