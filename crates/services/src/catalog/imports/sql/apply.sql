-- Writes what an import says. Statements are parted by a line `--;`; $1 is the import. Stock comes last: shoppers wait for nothing else of it.

INSERT INTO catalog_products (id, category_id, slug, position, name, summary, description, vat_class, archived_at, published_at)
SELECT made.product_id, category.id, made.slug, most.position + row_number() OVER (ORDER BY made.line),
       jsonb_build_object('de', after -> 'name.de', 'fr', after -> 'name.fr', 'it', after -> 'name.it', 'en', after -> 'name.en'),
       jsonb_build_object('de', after -> 'summary.de', 'fr', after -> 'summary.fr', 'it', after -> 'summary.it', 'en', after -> 'summary.en'),
       jsonb_build_object('de', after -> 'description.de', 'fr', after -> 'description.fr', 'it', after -> 'description.it', 'en', after -> 'description.en'),
       after ->> 'vat_class', CASE after ->> 'status' WHEN 'archived' THEN now() END, CASE after ->> 'status' WHEN 'published' THEN now() END
FROM imports_products AS made JOIN catalog_categories AS category ON category.slug = after ->> 'category'
CROSS JOIN (SELECT coalesce(max(position), 0) AS position FROM catalog_products) AS most
WHERE made.import_id = $1 AND made.is_new
--;
UPDATE catalog_products AS product
SET category_id = category.id, vat_class = after ->> 'vat_class',
    name = jsonb_build_object('de', after -> 'name.de', 'fr', after -> 'name.fr', 'it', after -> 'name.it', 'en', after -> 'name.en'),
    summary = jsonb_build_object('de', after -> 'summary.de', 'fr', after -> 'summary.fr', 'it', after -> 'summary.it', 'en', after -> 'summary.en'),
    description = jsonb_build_object('de', after -> 'description.de', 'fr', after -> 'description.fr', 'it', after -> 'description.it',
        'en', after -> 'description.en'),
    archived_at = CASE WHEN after ->> 'status' = before ->> 'status' THEN product.archived_at WHEN after ->> 'status' = 'archived' THEN now() END,
    published_at = CASE WHEN after ->> 'status' IN (before ->> 'status', 'archived') THEN product.published_at
                        WHEN after ->> 'status' = 'published' THEN least(coalesce(product.published_at, now()), now()) END
FROM imports_products AS changed JOIN catalog_categories AS category ON category.slug = after ->> 'category'
WHERE changed.import_id = $1 AND NOT changed.is_new AND changed.after <> changed.before AND product.id = changed.product_id
--;
INSERT INTO catalog_options (id, product_id, position, name)
SELECT gen_random_uuid(), product_id, place, jsonb_build_object('de', name, 'fr', name, 'it', name, 'en', name)
FROM (SELECT DISTINCT ON (said.product_id, place) said.product_id, place, option ->> 'name' AS name
      FROM imports_rows AS said JOIN imports_products AS made ON made.import_id = $1 AND made.product_id = said.product_id AND made.is_new
      CROSS JOIN LATERAL jsonb_array_elements(said.options) WITH ORDINALITY AS listed (option, place)
      WHERE said.import_id = $1 AND said.is_new ORDER BY said.product_id, place, said.line) AS new
--;
INSERT INTO catalog_option_values (id, option_id, slug, position, name)
SELECT gen_random_uuid(), new.option_id, new.slug,
       (SELECT coalesce(max(value.position), 0) FROM catalog_option_values AS value WHERE value.option_id = new.option_id)
           + row_number() OVER (PARTITION BY new.option_id ORDER BY new.line),
       jsonb_build_object('de', new.name, 'fr', new.name, 'it', new.name, 'en', new.name)
FROM (SELECT DISTINCT ON (option.id, given ->> 'slug') option.id AS option_id, given ->> 'slug' AS slug, given ->> 'value' AS name, said.line
      FROM imports_rows AS said CROSS JOIN LATERAL jsonb_array_elements(said.options) WITH ORDINALITY AS listed (given, place)
      JOIN LATERAL (SELECT id, row_number() OVER (ORDER BY position) AS place FROM catalog_options WHERE product_id = said.product_id) AS option
          ON option.place = listed.place
      WHERE said.import_id = $1 AND said.is_new ORDER BY option.id, given ->> 'slug', said.line) AS new
ON CONFLICT (option_id, slug) DO NOTHING
--;
INSERT INTO catalog_variants (id, product_id, sku, position, price, compare_at, weight_grams)
SELECT variant_id, product_id, sku,
       (SELECT coalesce(max(variant.position), 0) FROM catalog_variants AS variant WHERE variant.product_id = said.product_id)
           + row_number() OVER (PARTITION BY product_id ORDER BY line),
       (after ->> 'price')::bigint, (after ->> 'compare_at')::bigint, (after ->> 'weight_grams')::integer
FROM imports_rows AS said WHERE import_id = $1 AND is_new
--;
INSERT INTO catalog_variant_values (variant_id, option_value_id)
SELECT said.variant_id, value.id
FROM imports_rows AS said CROSS JOIN LATERAL jsonb_array_elements(said.options) WITH ORDINALITY AS listed (given, place)
JOIN LATERAL (SELECT id, row_number() OVER (ORDER BY position) AS place FROM catalog_options WHERE product_id = said.product_id) AS option
    ON option.place = listed.place
JOIN catalog_option_values AS value ON value.option_id = option.id AND value.slug = given ->> 'slug'
WHERE said.import_id = $1 AND said.is_new
--;
UPDATE catalog_variants AS variant
SET price = (after ->> 'price')::bigint, compare_at = (after ->> 'compare_at')::bigint, weight_grams = (after ->> 'weight_grams')::integer
FROM imports_rows AS said
WHERE said.import_id = $1 AND NOT said.is_new AND variant.id = said.variant_id AND (said.after - 'stock') <> (said.before - 'stock')
--;
UPDATE imports_products AS written SET version_after = product.version
FROM catalog_products AS product WHERE written.import_id = $1 AND product.id = written.product_id
--;
INSERT INTO stock_variants (variant_id)
SELECT variant_id FROM imports_rows WHERE import_id = $1 AND (is_new OR after -> 'stock' <> before -> 'stock') ORDER BY variant_id ON CONFLICT DO NOTHING
--;
INSERT INTO stock_buckets (variant_id, bucket)
SELECT variant_id, 0 FROM imports_rows WHERE import_id = $1 AND (is_new OR after -> 'stock' <> before -> 'stock') ORDER BY variant_id ON CONFLICT DO NOTHING
--;
SELECT 1 FROM stock_buckets AS bucket JOIN imports_rows AS said ON said.variant_id = bucket.variant_id
WHERE said.import_id = $1 AND (said.is_new OR said.after -> 'stock' <> said.before -> 'stock')
ORDER BY bucket.variant_id, bucket.bucket FOR NO KEY UPDATE OF bucket
--;
-- The difference that was shown: what was sold since stays sold. Nothing is taken away that is not there any more.
UPDATE imports_rows AS said
SET stock_change = greatest((after ->> 'stock')::integer - coalesce((before ->> 'stock')::integer, 0), least(0, -pieces.available))
FROM (SELECT named.line, (SELECT sum(bucket.available - bucket.floor)::integer FROM stock_buckets AS bucket WHERE bucket.variant_id = named.variant_id) AS available
      FROM imports_rows AS named WHERE named.import_id = $1 AND (named.is_new OR named.after -> 'stock' <> named.before -> 'stock')) AS pieces
WHERE said.import_id = $1 AND said.line = pieces.line
--;
INSERT INTO stock_movements (variant_id, kind, quantity, reason, actor)
SELECT said.variant_id, CASE WHEN said.is_new THEN 'goods_in' ELSE 'correction' END, said.stock_change, left('Import ' || import.file_name, 200), import.actor
FROM imports_rows AS said JOIN imports AS import ON import.id = $1
WHERE said.import_id = $1 AND said.stock_change <> 0 ORDER BY said.variant_id
--;
SELECT stock_spread(variant_id, stock_change)::text FROM (SELECT variant_id, stock_change FROM imports_rows WHERE import_id = $1 AND stock_change <> 0
    ORDER BY variant_id) AS moved
