-- Two members of staff on one order: each act names the version that its screen showed, and one against an older version is refused, so nothing is
-- overwritten unseen. The database counts by itself, so no code path forgets it: with every change of the order, and with what happens to its parcels,
-- returns and refunds. All of them lock the order's row first, so counting locks nothing that is not locked already.

ALTER TABLE orders ADD COLUMN version bigint NOT NULL DEFAULT 1 CHECK (version > 0);

CREATE FUNCTION orders_count_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;
-- Carts have a count of their own.
CREATE TRIGGER orders_version BEFORE UPDATE ON orders
    FOR EACH ROW WHEN (NEW.state <> 'pending') EXECUTE FUNCTION orders_count_version();

CREATE FUNCTION orders_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE orders SET version = version WHERE id = NEW.order_id;
    RETURN NULL;
END $$;
CREATE TRIGGER orders_parts_history_touch AFTER INSERT ON orders_parts_history FOR EACH ROW EXECUTE FUNCTION orders_touch();

CREATE FUNCTION payments_touch_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE orders SET version = version WHERE id = (SELECT order_id FROM payments WHERE id = NEW.payment_id);
    RETURN NULL;
END $$;
CREATE TRIGGER payments_refunds_touch AFTER INSERT ON payments_refunds FOR EACH ROW EXECUTE FUNCTION payments_touch_order();

-- Of payments themselves only quarantine: what pays an order moves the order.
CREATE TRIGGER payments_quarantine_touch AFTER UPDATE OF state ON payments
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state AND 'quarantined' IN (OLD.state, NEW.state)) EXECUTE FUNCTION orders_touch();
