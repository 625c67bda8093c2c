-- The first of these variants of which fewer pieces are there than wanted, with how many are left; a variant that the stock does not know has none.
CREATE FUNCTION stock_short(variants uuid[], quantities integer[])
    RETURNS TABLE (short_variant uuid, pieces_left integer) LANGUAGE sql STABLE AS $$
    SELECT line.variant_id, greatest(0, coalesce(level.sellable, 0))
    FROM unnest(variants, quantities) WITH ORDINALITY AS line (variant_id, quantity, position)
    LEFT JOIN stock_levels AS level ON level.variant_id = line.variant_id
    WHERE coalesce(level.sellable, 0) < line.quantity
    ORDER BY line.position LIMIT 1
$$;

