-- Takes pieces of several variants and holds them for an order, all or nothing, in one call of the database. Variants are given once each, in the
-- order of their ids. Answers nothing when it is done, or one variant that is short with the pieces that are left of it.
--
-- Three ways, from the usual to the rare; each that fails gives its locks back before the next begins:
-- 1. From any bucket that has enough and that nobody has locked. It never waits, so orders of one variant commit side by side.
-- 2. From one bucket that has enough, waiting for its lock: more orders at once than buckets.
-- 3. With all buckets of all variants locked, in the order of variant and bucket: no single bucket has enough. Only here, and where a look without
--    locks sees too little, is anything called short: the last pieces are sold wherever they lie.
-- Locks are waited for in the order of variant and bucket only, with none of a later one held, so orders never wait for each other in a circle.

CREATE FUNCTION stock_hold(the_order uuid, variants uuid[], quantities integer[])
    RETURNS TABLE (short_variant uuid, pieces_left integer) LANGUAGE plpgsql AS $$
DECLARE
    the_variant uuid;
    wanted integer;
    chosen smallint;
BEGIN
    FOR way IN 1..2 LOOP
        BEGIN
            FOR line IN 1..cardinality(variants) LOOP
                the_variant := variants[line];
                wanted := quantities[line];
                chosen := NULL;
                IF way = 1 THEN
                    -- Each connection begins at another bucket.
                    SELECT free.bucket INTO chosen FROM stock_buckets AS free
                    WHERE free.variant_id = the_variant AND free.available - free.floor >= wanted
                    ORDER BY (free.bucket + pg_backend_pid()) % 32 LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED;
                ELSE
                    SELECT busy.bucket INTO chosen FROM stock_buckets AS busy
                    WHERE busy.variant_id = the_variant AND busy.available - busy.floor >= wanted
                    ORDER BY random() LIMIT 1;
                END IF;
                UPDATE stock_buckets AS target SET available = available - wanted, held = held + wanted
                WHERE target.variant_id = the_variant AND target.bucket = chosen AND target.available - target.floor >= wanted;
                IF NOT FOUND THEN
                    RAISE EXCEPTION USING ERRCODE = 'AS001', MESSAGE = 'no bucket has enough';
                END IF;
                WITH hold AS (INSERT INTO stock_holds (order_id, variant_id, quantity, state, bucket)
                              VALUES (the_order, the_variant, wanted, 'held', chosen))
                INSERT INTO stock_movements (variant_id, kind, quantity, order_id, bucket)
                VALUES (the_variant, 'hold', wanted, the_order, chosen);
            END LOOP;
            RETURN;
        EXCEPTION WHEN SQLSTATE 'AS001' THEN NULL;
        END;
        RETURN QUERY SELECT * FROM stock_short(variants, quantities);
        IF FOUND THEN
            RETURN;
        END IF;
    END LOOP;

    PERFORM 1 FROM stock_buckets AS bucket WHERE bucket.variant_id = ANY (variants)
    ORDER BY bucket.variant_id, bucket.bucket FOR NO KEY UPDATE;
    RETURN QUERY SELECT * FROM stock_short(variants, quantities);
    IF FOUND THEN
        RETURN;
    END IF;
    FOR line IN 1..cardinality(variants) LOOP
        PERFORM stock_spread(variants[line], -quantities[line]);
        UPDATE stock_buckets AS target SET held = held + quantities[line] WHERE target.variant_id = variants[line] AND target.bucket = 0;
    END LOOP;
    WITH wanted AS (SELECT * FROM unnest(variants, quantities) AS line (variant_id, quantity)),
         hold AS (INSERT INTO stock_holds (order_id, variant_id, quantity, state)
                  SELECT the_order, line.variant_id, line.quantity, 'held' FROM wanted AS line)
    INSERT INTO stock_movements (variant_id, kind, quantity, order_id)
    SELECT line.variant_id, 'hold', line.quantity, the_order FROM wanted AS line;
END $$;
