-- Takes an import back, but for what somebody has changed since. Statements are parted by a line `--;`; $1 is the import.

UPDATE imports_products AS written SET is_left = true
FROM catalog_products AS product
WHERE written.import_id = $1 AND product.id = written.product_id AND product.version <> written.version_after
--;
UPDATE catalog_products AS product
SET category_id = category.id, vat_class = before ->> 'vat_class',
    name = jsonb_build_object('de', before -> 'name.de', 'fr', before -> 'name.fr', 'it', before -> 'name.it', 'en', before -> 'name.en'),
    summary = jsonb_build_object('de', before -> 'summary.de', 'fr', before -> 'summary.fr', 'it', before -> 'summary.it', 'en', before -> 'summary.en'),
    description = jsonb_build_object('de', before -> 'description.de', 'fr', before -> 'description.fr', 'it', before -> 'description.it',
        'en', before -> 'description.en'),
    archived_at = CASE WHEN after ->> 'status' = before ->> 'status' THEN product.archived_at WHEN before ->> 'status' = 'archived' THEN now() END,
    published_at = CASE WHEN after ->> 'status' = before ->> 'status' THEN product.published_at ELSE (written.before ->> 'published_at')::timestamptz END
FROM imports_products AS written JOIN catalog_categories AS category ON category.slug = before ->> 'category'
WHERE written.import_id = $1 AND NOT written.is_new AND NOT written.is_left AND written.after <> written.before AND product.id = written.product_id
--;
-- What was new is archived, under another address and other article numbers, so that the file can be imported again: orders may name it.
UPDATE catalog_products AS product SET archived_at = now(), slug = left(product.slug, 85) || '-' || left(product.id::text, 8)
FROM imports_products AS written
WHERE written.import_id = $1 AND written.is_new AND NOT written.is_left AND product.id = written.product_id
--;
UPDATE catalog_variants AS variant SET archived_at = now(), sku = left(variant.sku, 55) || '-' || left(variant.id::text, 8)
FROM imports_rows AS said JOIN imports_products AS written ON written.import_id = $1 AND written.product_id = said.product_id AND NOT written.is_left
WHERE said.import_id = $1 AND said.is_new AND variant.id = said.variant_id
--;
UPDATE catalog_variants AS variant
SET price = (before ->> 'price')::bigint, compare_at = (before ->> 'compare_at')::bigint, weight_grams = (before ->> 'weight_grams')::integer
FROM (SELECT said.* FROM imports_rows AS said JOIN imports_products AS written
          ON written.import_id = $1 AND written.product_id = said.product_id AND NOT written.is_left
      WHERE said.import_id = $1 AND NOT said.is_new) AS said
WHERE variant.id = said.variant_id AND (said.after - 'stock') <> (said.before - 'stock')
--;
SELECT 1 FROM stock_buckets AS bucket JOIN imports_rows AS said ON said.variant_id = bucket.variant_id
WHERE said.import_id = $1 AND said.stock_change <> 0 ORDER BY bucket.variant_id, bucket.bucket FOR NO KEY UPDATE OF bucket
--;
-- Pieces that were sold since cannot be taken back.
UPDATE imports_rows AS said SET is_left = true
WHERE said.import_id = $1 AND said.stock_change > 0
  AND (SELECT sum(bucket.available - bucket.floor) FROM stock_buckets AS bucket WHERE bucket.variant_id = said.variant_id) < said.stock_change
--;
INSERT INTO stock_movements (variant_id, kind, quantity, reason, actor)
SELECT said.variant_id, 'correction', -said.stock_change, left('Import ' || import.file_name, 200), import.actor
FROM imports_rows AS said JOIN imports AS import ON import.id = $1
WHERE said.import_id = $1 AND said.stock_change <> 0 AND NOT said.is_left ORDER BY said.variant_id
--;
SELECT stock_spread(variant_id, -stock_change)::text FROM (SELECT variant_id, stock_change FROM imports_rows
    WHERE import_id = $1 AND stock_change <> 0 AND NOT is_left ORDER BY variant_id) AS moved
