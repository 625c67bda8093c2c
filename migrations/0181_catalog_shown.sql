-- Lists of products count and order by these alone, without reading the products' texts or their prices one after the other.
CREATE INDEX catalog_products_shown ON catalog_products (category_id, archived_at, published_at, position, id) INCLUDE (created_at);
CREATE INDEX catalog_variants_sold ON catalog_variants (product_id, price) WHERE archived_at IS NULL;

-- What a rule asks for is looked at by itself: the cards would sum up prices, stock and pictures of every product. Otherwise the function is as it was.
CREATE OR REPLACE FUNCTION catalog_collected(wanted uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT picked.product_id
    FROM catalog_collections AS collection JOIN catalog_collection_products AS picked ON picked.collection_id = collection.id
    WHERE collection.id = wanted AND NOT collection.is_ruled
    UNION ALL
    SELECT product.id
    FROM catalog_collections AS collection CROSS JOIN catalog_products AS product
    WHERE collection.id = wanted AND collection.is_ruled
      AND catalog_is_public(product.archived_at, product.published_at)
      AND EXISTS (SELECT FROM catalog_variants AS variant WHERE variant.product_id = product.id AND variant.archived_at IS NULL)
      AND (collection.rule_category IS NULL OR product.category_id IN (SELECT catalog_branch(collection.rule_category)))
      AND (collection.rule_from IS NULL
           OR (SELECT min(variant.price) FROM catalog_variants AS variant
               WHERE variant.product_id = product.id AND variant.archived_at IS NULL) >= collection.rule_from)
      AND (collection.rule_to IS NULL
           OR (SELECT min(variant.price) FROM catalog_variants AS variant
               WHERE variant.product_id = product.id AND variant.archived_at IS NULL) <= collection.rule_to)
      -- That of the cheapest one, which is what lists show.
      AND (NOT collection.rule_reduced
           OR (SELECT variant.compare_at FROM catalog_variants AS variant
               WHERE variant.product_id = product.id AND variant.archived_at IS NULL ORDER BY variant.price, variant.position LIMIT 1) IS NOT NULL)
      AND (NOT collection.rule_available
           OR EXISTS (SELECT FROM catalog_variants AS variant JOIN stock_buckets AS bucket ON bucket.variant_id = variant.id
                      WHERE variant.product_id = product.id AND variant.archived_at IS NULL AND bucket.available > bucket.floor))
      AND (collection.rule_days IS NULL OR greatest(product.created_at, product.published_at) > now() - make_interval(days => collection.rule_days))
$$;
