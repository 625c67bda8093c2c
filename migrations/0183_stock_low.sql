-- The variants on sale with no more pieces left to sell than so many; one that never had stock has none. Each table is read once: asking for the level of
-- one variant after the other costs a search of two indexes for each.
CREATE FUNCTION stock_low(at_most integer) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT variant.id
    FROM catalog_variants AS variant
    JOIN catalog_products AS product ON product.id = variant.product_id
    LEFT JOIN (SELECT bucket.variant_id, sum(bucket.available - bucket.floor) AS pieces
               FROM stock_buckets AS bucket GROUP BY bucket.variant_id) AS sellable ON sellable.variant_id = variant.id
    WHERE variant.archived_at IS NULL AND catalog_is_public(product.archived_at, product.published_at) AND coalesce(sellable.pieces, 0) <= at_most
$$;
