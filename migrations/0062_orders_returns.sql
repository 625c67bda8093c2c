-- Returns: what a buyer wants to send back. Never more of a line than was sent and is not on its way back already.

CREATE TABLE orders_returns (
    id           uuid PRIMARY KEY,
    order_id     uuid NOT NULL REFERENCES orders (id),
    -- The order's first return is 1. The page's form names it, so that the same form sent twice makes one return; with a hash of what was sent.
    number       integer NOT NULL CHECK (number > 0),
    request_hash bytea NOT NULL,
    state        text NOT NULL CHECK (state IN ('requested', 'accepted', 'refused', 'received', 'closed')),
    reason       text NOT NULL CHECK (reason IN ('not_as_expected', 'does_not_fit', 'damaged', 'wrong_item', 'changed_mind', 'other')),
    words        text NOT NULL DEFAULT '' CHECK (length(words) <= 500),
    -- What staff said when they decided.
    answer       text NOT NULL DEFAULT '' CHECK (length(answer) <= 500),
    restocked    boolean NOT NULL DEFAULT false,
    -- What the buyer paid for these pieces, in rappen; known when the goods are here.
    worth        bigint CHECK (worth >= 0),
    requested_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT orders_returns_number_unique UNIQUE (order_id, number),
    CONSTRAINT orders_returns_order_unique UNIQUE (id, order_id),
    CONSTRAINT orders_returns_refused_with_words CHECK (state <> 'refused' OR answer <> ''),
    CONSTRAINT orders_returns_worth_when_received CHECK (worth IS NOT NULL OR state NOT IN ('received', 'closed')),
    CONSTRAINT orders_returns_restocked_when_received CHECK (NOT restocked OR state IN ('received', 'closed'))
);
CREATE INDEX orders_returns_open ON orders_returns (requested_at) WHERE state IN ('requested', 'accepted', 'received');

CREATE TABLE orders_return_lines (
    return_id uuid NOT NULL,
    order_id  uuid NOT NULL,
    position  integer NOT NULL,
    quantity  integer NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (return_id, position),
    CONSTRAINT orders_return_lines_return FOREIGN KEY (return_id, order_id) REFERENCES orders_returns (id, order_id),
    CONSTRAINT orders_return_lines_line FOREIGN KEY (order_id, position) REFERENCES orders_lines (order_id, position)
);
CREATE INDEX orders_return_lines_by_line ON orders_return_lines (order_id, position);

-- The same table of transitions as in the code (crates/domain, orders/returns.rs).
CREATE FUNCTION orders_guard_return_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.state, NEW.state) NOT IN (
        ('requested', 'accepted'), ('requested', 'refused'), ('accepted', 'received'), ('received', 'closed')
    ) THEN
        RAISE EXCEPTION 'return % may not go from % to %', OLD.id, OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_returns_state_transition';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER orders_returns_state_transition BEFORE UPDATE OF state ON orders_returns
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION orders_guard_return_state();

-- The order's line is locked first, so that of two returns that are asked for at once the second one sees the first.
CREATE FUNCTION orders_guard_return_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sent    bigint;
    claimed bigint;
BEGIN
    PERFORM 1 FROM orders_lines WHERE order_id = NEW.order_id AND position = NEW.position FOR NO KEY UPDATE;
    SELECT coalesce(sum(line.quantity), 0) INTO sent
    FROM orders_parcel_lines AS line JOIN orders_parcels AS parcel ON parcel.id = line.parcel_id
    WHERE line.order_id = NEW.order_id AND line.position = NEW.position AND parcel.state IN ('handed_over', 'delivered');
    SELECT coalesce(sum(line.quantity), 0) INTO claimed
    FROM orders_return_lines AS line JOIN orders_returns AS goods ON goods.id = line.return_id
    WHERE line.order_id = NEW.order_id AND line.position = NEW.position AND goods.state <> 'refused';
    IF claimed > sent THEN
        RAISE EXCEPTION 'of line % of order % % pieces were sent, not %', NEW.position, NEW.order_id, sent, claimed
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_return_lines_within_sent';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER orders_return_lines_within_sent AFTER INSERT OR UPDATE ON orders_return_lines
    FOR EACH ROW EXECUTE FUNCTION orders_guard_return_line();
