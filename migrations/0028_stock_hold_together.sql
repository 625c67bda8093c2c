-- Holds pieces for several orders at once, each line (order, variant, quantity) once: per variant one bucket is found that has enough for all of them
-- and that nobody has locked, so this never waits. Answers whether every line is held; where it says no, the caller rolls back and lets each order
-- take its pieces by itself (`stock_hold`), which alone knows what is short.
CREATE FUNCTION stock_hold_together(orders uuid[], variants uuid[], quantities integer[]) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    total record;
    chosen smallint;
BEGIN
    FOR total IN
        SELECT line.variant_id, sum(line.quantity)::integer AS pieces FROM unnest(variants, quantities) AS line (variant_id, quantity)
        GROUP BY line.variant_id ORDER BY line.variant_id
    LOOP
        SELECT free.bucket INTO chosen FROM stock_buckets AS free
        WHERE free.variant_id = total.variant_id AND free.available - free.floor >= total.pieces
        ORDER BY (free.bucket + pg_backend_pid()) % 32 LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED;
        IF NOT FOUND THEN
            RETURN false;
        END IF;
        UPDATE stock_buckets AS target SET available = available - total.pieces, held = held + total.pieces
        WHERE target.variant_id = total.variant_id AND target.bucket = chosen;
        WITH mine AS (
            SELECT line.order_id, line.quantity FROM unnest(orders, variants, quantities) AS line (order_id, variant_id, quantity)
            WHERE line.variant_id = total.variant_id
        ), hold AS (
            INSERT INTO stock_holds (order_id, variant_id, quantity, state, bucket)
            SELECT mine.order_id, total.variant_id, mine.quantity, 'held', chosen FROM mine
        )
        INSERT INTO stock_movements (variant_id, kind, quantity, order_id, bucket)
        SELECT total.variant_id, 'hold', mine.quantity, mine.order_id, chosen FROM mine;
    END LOOP;
    RETURN true;
END $$;
