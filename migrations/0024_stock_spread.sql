-- Spreads what a variant has available over its buckets, `change` pieces more or less, and makes buckets as the stock grows: one per 32 pieces,
-- at most 32. Whoever calls it gets all of the variant's buckets locked, in their order.

CREATE FUNCTION stock_spread(the_variant uuid, change integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    -- Far beyond any stock, and far from the end of the range.
    lowest CONSTANT integer := -1000000;
    may_go_below boolean;
    total bigint;
    parts integer;
BEGIN
    PERFORM 1 FROM stock_buckets WHERE variant_id = the_variant ORDER BY bucket FOR NO KEY UPDATE;
    SELECT backorder INTO may_go_below FROM stock_variants WHERE variant_id = the_variant;
    SELECT coalesce(sum(available), 0) + change INTO total FROM stock_buckets WHERE variant_id = the_variant;
    IF abs(total) > 10000000 THEN
        RAISE EXCEPTION 'more than 10 million pieces of variant %', the_variant
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_pieces_in_range';
    END IF;
    parts := CASE WHEN may_go_below THEN 32 ELSE least(32, greatest(1, total / 32)) END;
    INSERT INTO stock_buckets (variant_id, bucket) SELECT the_variant, part FROM generate_series(0, parts - 1) AS part ON CONFLICT DO NOTHING;
    UPDATE stock_buckets AS target
    SET available = share.pieces, floor = share.floor
    FROM (SELECT bucket, pieces,
                 -- What was promised while backorder was on stays below zero until goods come in, and cannot fall further: the floor goes up with
                 -- goods and never down.
                 CASE WHEN may_go_below THEN lowest WHEN change < 0 THEN greatest(floor, least(0, pieces)) ELSE least(0, pieces) END AS floor
          FROM (SELECT bucket, floor,
                       CASE WHEN total < 0 THEN CASE bucket WHEN 0 THEN total ELSE 0 END
                            WHEN bucket < parts THEN total / parts + CASE WHEN bucket < total % parts THEN 1 ELSE 0 END
                            ELSE 0 END AS pieces
                FROM stock_buckets WHERE variant_id = the_variant) AS part) AS share
    WHERE target.variant_id = the_variant AND target.bucket = share.bucket AND (target.available, target.floor) <> (share.pieces, share.floor);
END $$;
