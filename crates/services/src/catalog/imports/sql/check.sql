-- What the rows of an import mean for the catalogue. Statements are parted by a line `--;`; $1 is the import.

UPDATE imports_rows AS said SET variant_id = variant.id, product_id = variant.product_id
FROM catalog_variants AS variant WHERE said.import_id = $1 AND variant.sku = said.sku
--;
UPDATE imports_rows AS said SET product_id = product.id
FROM catalog_products AS product WHERE said.import_id = $1 AND said.product_id IS NULL AND product.slug = said.slug
--;
INSERT INTO imports_errors (import_id, line, field, problem, value)
SELECT $1, said.line, 'sku', 'other_product', said.sku
FROM imports_rows AS said JOIN catalog_products AS product ON product.id = said.product_id
WHERE said.import_id = $1 AND said.slug <> product.slug
--;
INSERT INTO imports_errors (import_id, line, field, problem, value)
SELECT $1, line, 'product', 'required', '' FROM imports_rows WHERE import_id = $1 AND product_id IS NULL AND slug IS NULL
--;
INSERT INTO imports_errors (import_id, line, field, problem, value)
SELECT $1, line, 'sku', 'repeated', sku
FROM (SELECT line, sku, row_number() OVER (PARTITION BY sku ORDER BY line) AS place FROM imports_rows WHERE import_id = $1 AND sku IS NOT NULL) AS counted
WHERE place > 1
--;
UPDATE imports_rows AS said SET product_id = new.id
FROM (SELECT slug, gen_random_uuid() AS id FROM (SELECT DISTINCT slug FROM imports_rows WHERE import_id = $1 AND product_id IS NULL AND slug IS NOT NULL) AS slugs) AS new
WHERE said.import_id = $1 AND said.product_id IS NULL AND said.slug = new.slug
--;
UPDATE imports_rows SET variant_id = gen_random_uuid(), is_new = true
WHERE import_id = $1 AND product_id IS NOT NULL AND variant_id IS NULL AND sku IS NOT NULL
--;
-- What all rows of a product say together: of each field what stands first. In steps, since the planner knows tables better than what a query makes.
INSERT INTO imports_products (import_id, product_id, line, slug, is_new, given, after)
SELECT DISTINCT ON (product_id) $1, product_id, line, coalesce(slug, ''), true, product, '{}'
FROM imports_rows WHERE import_id = $1 AND product_id IS NOT NULL ORDER BY product_id, line
--;
UPDATE imports_products AS product SET given = collected.given
FROM (SELECT product_id, jsonb_object_agg(key, value) AS given
      FROM (SELECT DISTINCT ON (said.product_id, cell.key) said.product_id, cell.key, cell.value
            FROM imports_rows AS said JOIN imports_products AS known ON known.import_id = $1 AND known.product_id = said.product_id
            CROSS JOIN LATERAL jsonb_each_text(said.product) AS cell
            -- Rows that repeat the first one add nothing; in most files that are all of them.
            WHERE said.import_id = $1 AND (said.line = known.line OR NOT said.product <@ known.given)
            ORDER BY said.product_id, cell.key, said.line) AS firsts
      GROUP BY product_id) AS collected
WHERE product.import_id = $1 AND product.product_id = collected.product_id AND product.given <> collected.given
--;
UPDATE imports_products AS said
SET slug = product.slug, is_new = false, version = product.version, before = stood.before, after = stood.before || said.given
FROM catalog_products AS product JOIN catalog_categories AS category ON category.id = product.category_id
CROSS JOIN LATERAL (SELECT jsonb_build_object(
    'name.de', product.name -> 'de', 'name.fr', product.name -> 'fr', 'name.it', product.name -> 'it', 'name.en', product.name -> 'en',
    'summary.de', product.summary -> 'de', 'summary.fr', product.summary -> 'fr', 'summary.it', product.summary -> 'it',
    'summary.en', product.summary -> 'en', 'description.de', product.description -> 'de', 'description.fr', product.description -> 'fr',
    'description.it', product.description -> 'it', 'description.en', product.description -> 'en', 'category', category.slug,
    'vat_class', product.vat_class, 'status', catalog_status(product.archived_at, product.published_at),
    'published_at', product.published_at) AS before) AS stood
WHERE said.import_id = $1 AND product.id = said.product_id
--;
-- A name in one language stands for the others until somebody has translated it.
UPDATE imports_products AS said
SET after = jsonb_build_object('name.de', named.name, 'name.fr', named.name, 'name.it', named.name, 'name.en', named.name,
        'summary.de', '', 'summary.fr', '', 'summary.it', '', 'summary.en', '', 'description.de', '', 'description.fr', '', 'description.it', '',
        'description.en', '', 'category', named.category, 'vat_class', 'standard', 'status', 'draft') || said.given
FROM (SELECT new.product_id, coalesce(settings ->> 'category', '') AS category,
             coalesce(given ->> ('name.' || coalesce(settings ->> 'language', 'de')), given ->> 'name.de', given ->> 'name.fr', given ->> 'name.it',
                      given ->> 'name.en', '') AS name
      FROM imports_products AS new JOIN imports AS import ON import.id = $1 WHERE new.import_id = $1 AND new.is_new) AS named
WHERE said.import_id = $1 AND said.product_id = named.product_id
--;
INSERT INTO imports_errors (import_id, line, field, problem, value)
SELECT $1, said.line, replace(cell.key, '.', '_'), 'differs', left(cell.value, 80)
FROM imports_rows AS said JOIN imports_products AS product ON product.import_id = $1 AND product.product_id = said.product_id
CROSS JOIN LATERAL jsonb_each_text(said.product) AS cell
WHERE said.import_id = $1 AND NOT said.product <@ product.given AND cell.value <> product.given ->> cell.key
--;
INSERT INTO imports_errors (import_id, line, field, problem, value)
SELECT $1, line, 'name', 'required', '' FROM imports_products WHERE import_id = $1 AND is_new AND after ->> 'name.de' = ''
UNION ALL
SELECT $1, line, 'category', CASE WHEN after ->> 'category' = '' THEN 'required' ELSE 'unknown' END, left(after ->> 'category', 80)
FROM imports_products WHERE import_id = $1 AND NOT EXISTS (SELECT FROM catalog_categories AS category WHERE category.slug = after ->> 'category')
UNION ALL
-- What shoppers see has all its texts, and something to buy.
SELECT $1, product.line, 'status', 'incomplete', product.after ->> 'status' FROM imports_products AS product
WHERE product.import_id = $1 AND product.after ->> 'status' IN ('published', 'scheduled') AND product.after <> coalesce(product.before, '{}')
  AND (EXISTS (SELECT FROM jsonb_each_text(product.after) AS field WHERE field.value = '' AND field.key ~ '^(name|summary|description)')
       OR NOT EXISTS (SELECT FROM imports_rows AS said WHERE said.import_id = $1 AND said.product_id = product.product_id AND said.is_new)
          AND NOT EXISTS (SELECT FROM catalog_variants AS variant WHERE variant.product_id = product.product_id AND variant.archived_at IS NULL))
--;
UPDATE imports_rows AS said
SET before = stood.before, after = stood.before || said.variant
FROM (SELECT variant.id, jsonb_build_object('price', variant.price, 'compare_at', variant.compare_at, 'weight_grams', variant.weight_grams,
                 'stock', coalesce(pieces.available, 0)) AS before
      FROM imports_rows AS named JOIN catalog_variants AS variant ON variant.id = named.variant_id
      LEFT JOIN LATERAL (SELECT sum(bucket.available) AS available FROM stock_buckets AS bucket WHERE bucket.variant_id = variant.id) AS pieces ON true
      WHERE named.import_id = $1 AND NOT named.is_new) AS stood
WHERE said.import_id = $1 AND NOT said.is_new AND stood.id = said.variant_id
--;
UPDATE imports_rows AS said
SET after = jsonb_build_object('compare_at', NULL, 'stock', 0, 'weight_grams', (SELECT settings -> 'weight_grams' FROM imports WHERE id = $1)) || said.variant
WHERE said.import_id = $1 AND said.is_new
--;
INSERT INTO imports_errors (import_id, line, field, problem, value)
SELECT $1, line, 'price', 'required', '' FROM imports_rows WHERE import_id = $1 AND is_new AND after -> 'price' IS NULL
UNION ALL
SELECT $1, line, 'weight_grams', 'required', '' FROM imports_rows
WHERE import_id = $1 AND is_new AND coalesce(jsonb_typeof(after -> 'weight_grams'), 'null') = 'null'
UNION ALL
SELECT $1, line, 'compare_at', 'malformed', to_char((after ->> 'compare_at')::bigint / 100.0, 'FM999999990.00') FROM imports_rows
WHERE import_id = $1 AND (after ->> 'compare_at')::bigint <= (after ->> 'price')::bigint AND after IS DISTINCT FROM before
--;
-- The variants of a product are told apart by its options: each has a value of each of them, and no two have the same.
INSERT INTO imports_errors (import_id, line, field, problem, value)
WITH names AS (
    SELECT said.line, said.product_id, product.is_new, said.options,
           coalesce((SELECT string_agg(lower(option ->> 'name'), '|' ORDER BY place) FROM jsonb_array_elements(said.options) WITH ORDINALITY AS listed (option, place)), '') AS names,
           coalesce((SELECT string_agg(option ->> 'slug', '|' ORDER BY place) FROM jsonb_array_elements(said.options) WITH ORDINALITY AS listed (option, place)), '') AS slugs
    FROM imports_rows AS said JOIN imports_products AS product ON product.import_id = $1 AND product.product_id = said.product_id
    WHERE said.import_id = $1 AND said.is_new
), compared AS (
    SELECT *, first_value(names) OVER (PARTITION BY product_id ORDER BY line) AS first_names,
           row_number() OVER (PARTITION BY product_id, slugs ORDER BY line) AS twin FROM names
)
SELECT $1, line, 'option1_value', 'options', replace(slugs, '|', ', ') FROM compared
WHERE twin > 1 OR is_new AND names <> first_names
   OR NOT is_new AND (
        jsonb_array_length(options) <> (SELECT count(*) FROM catalog_options AS option WHERE option.product_id = compared.product_id)
        OR EXISTS (SELECT FROM catalog_options AS option JOIN jsonb_array_elements(compared.options) WITH ORDINALITY AS listed (given, place)
                       ON place = (SELECT count(*) FROM catalog_options AS before WHERE before.product_id = option.product_id AND before.position <= option.position)
                   WHERE option.product_id = compared.product_id
                     AND NOT EXISTS (SELECT FROM jsonb_each_text(option.name) AS name WHERE lower(name.value) = lower(given ->> 'name')))
        OR EXISTS (SELECT FROM catalog_variants AS variant WHERE variant.product_id = compared.product_id AND compared.slugs = coalesce(
                       (SELECT string_agg(value.slug, '|' ORDER BY option.position) FROM catalog_variant_values AS chosen
                        JOIN catalog_option_values AS value ON value.id = chosen.option_value_id JOIN catalog_options AS option ON option.id = value.option_id
                        WHERE chosen.variant_id = variant.id), '')))
