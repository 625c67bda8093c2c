-- For which pieces of an order a refund gives money back, where it was asked for by line. Never for more pieces than were ordered: a refund that did not
-- reach the buyer counts no more.

CREATE TABLE payments_refund_lines (
    refund_id uuid NOT NULL REFERENCES payments_refunds (id),
    order_id  uuid NOT NULL,
    position  integer NOT NULL,
    quantity  integer NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (refund_id, position),
    CONSTRAINT payments_refund_lines_line FOREIGN KEY (order_id, position) REFERENCES orders_lines (order_id, position)
);
CREATE INDEX payments_refund_lines_by_line ON payments_refund_lines (order_id, position);
CREATE TRIGGER payments_refund_lines_append_only BEFORE UPDATE OR DELETE ON payments_refund_lines
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The order's line is locked first, so that of two refunds at once the second one sees the first.
CREATE FUNCTION payments_guard_refund_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ordered integer;
    paid_back bigint;
BEGIN
    SELECT quantity INTO ordered FROM orders_lines WHERE order_id = NEW.order_id AND position = NEW.position FOR NO KEY UPDATE;
    SELECT coalesce(sum(line.quantity), 0) INTO paid_back
    FROM payments_refund_lines AS line JOIN payments_refunds AS refund ON refund.id = line.refund_id
    WHERE line.order_id = NEW.order_id AND line.position = NEW.position AND refund.state NOT IN ('failed', 'canceled');
    IF paid_back > ordered THEN
        RAISE EXCEPTION 'line % of order % has % pieces, not %', NEW.position, NEW.order_id, ordered, paid_back
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_refund_lines_within_ordered';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_refund_lines_within_ordered AFTER INSERT ON payments_refund_lines
    FOR EACH ROW EXECUTE FUNCTION payments_guard_refund_line();
