-- What products are searched by, folded once when they are written and not anew for each row of each search: a search reads one narrow table instead of
-- taking the texts of the whole catalogue apart. Staff's table of products is ordered by it as well.
--
-- The table is kept by the database itself, in the transaction that changes a product; `catalog_search_again` writes it anew (`astris reindex`).

CREATE TABLE catalog_searched (
    product_id uuid NOT NULL REFERENCES catalog_products (id) ON DELETE CASCADE,
    -- In which language shoppers read; `staff` find in all of them, and by SKU.
    reader     text NOT NULL,
    -- The name in this language; for staff, the names in all of them.
    name       text NOT NULL,
    -- What is searched: name, summary and slug; for staff, names, slug and SKUs.
    words      text NOT NULL,
    -- What staff's table is ordered by in this language: the name, or the German one where there is none.
    sorted     text COLLATE "C" NOT NULL,
    PRIMARY KEY (reader, product_id)
) PARTITION BY LIST (reader);
-- A search goes through the rows of its reader alone.
CREATE TABLE catalog_searched_de PARTITION OF catalog_searched FOR VALUES IN ('de');
CREATE TABLE catalog_searched_fr PARTITION OF catalog_searched FOR VALUES IN ('fr');
CREATE TABLE catalog_searched_it PARTITION OF catalog_searched FOR VALUES IN ('it');
CREATE TABLE catalog_searched_en PARTITION OF catalog_searched FOR VALUES IN ('en');
CREATE TABLE catalog_searched_staff PARTITION OF catalog_searched FOR VALUES IN ('staff');
CREATE INDEX catalog_searched_by_product ON catalog_searched (product_id);
CREATE INDEX catalog_searched_sorted ON catalog_searched (sorted, product_id);

-- What the table has to say of these products, worked out from the catalogue: of all readers, or of staff alone.
CREATE FUNCTION catalog_to_search(products uuid[], staff_alone boolean)
RETURNS TABLE (product_id uuid, reader text, name text, words text, sorted text) LANGUAGE sql STABLE AS $$
    SELECT product.id, language.code, catalog_fold(coalesce(product.name ->> language.code, '')),
           catalog_fold(concat_ws(' ', product.name ->> language.code, product.summary ->> language.code, product.slug)),
           catalog_fold(coalesce(nullif(product.name ->> language.code, ''), product.name ->> 'de', ''))
    FROM catalog_products AS product CROSS JOIN unnest(ARRAY['de', 'fr', 'it', 'en']) AS language (code)
    WHERE NOT staff_alone AND product.id = ANY (products)
    UNION ALL
    SELECT product.id, 'staff',
           catalog_fold(concat_ws(' ', product.name ->> 'de', product.name ->> 'fr', product.name ->> 'it', product.name ->> 'en')),
           catalog_fold(concat_ws(' ', product.name ->> 'de', product.name ->> 'fr', product.name ->> 'it', product.name ->> 'en', product.slug,
               (SELECT string_agg(variant.sku, ' ' ORDER BY variant.sku COLLATE "C") FROM catalog_variants AS variant WHERE variant.product_id = product.id))),
           catalog_fold(coalesce(product.name ->> 'de', ''))
    FROM catalog_products AS product WHERE product.id = ANY (products)
$$;

-- Writes what is searched for these products.
CREATE FUNCTION catalog_search_anew(products uuid[], staff_alone boolean) RETURNS void LANGUAGE sql AS $$
    INSERT INTO catalog_searched AS kept (product_id, reader, name, words, sorted)
    SELECT product_id, reader, name, words, sorted FROM catalog_to_search(products, staff_alone)
    ON CONFLICT (reader, product_id) DO UPDATE SET name = EXCLUDED.name, words = EXCLUDED.words, sorted = EXCLUDED.sorted
    WHERE (kept.name, kept.words, kept.sorted) IS DISTINCT FROM (EXCLUDED.name, EXCLUDED.words, EXCLUDED.sorted)
$$;

-- Writes all of it anew, whatever is there; answers how many products there are. Nobody changes a product meanwhile.
CREATE FUNCTION catalog_search_again() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    LOCK TABLE catalog_products, catalog_variants IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM catalog_searched;
    -- In the order in which it is read.
    INSERT INTO catalog_searched (product_id, reader, name, words, sorted)
    SELECT product_id, reader, name, words, sorted FROM catalog_to_search(ARRAY(SELECT id FROM catalog_products), false)
    ORDER BY reader, sorted, product_id;
    RETURN (SELECT count(*) FROM catalog_products);
END $$;

CREATE FUNCTION catalog_products_to_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM catalog_search_anew(ARRAY(SELECT id FROM written), false);
    RETURN NULL;
END $$;
CREATE TRIGGER catalog_products_search_new AFTER INSERT ON catalog_products
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION catalog_products_to_search();

-- Row by row: a product's version moves with much else, which is nothing to search for.
CREATE FUNCTION catalog_product_to_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM catalog_search_anew(ARRAY[NEW.id], false);
    RETURN NULL;
END $$;
CREATE TRIGGER catalog_products_search_changed AFTER UPDATE OF name, summary, slug ON catalog_products
    FOR EACH ROW WHEN ((OLD.name, OLD.summary, OLD.slug) IS DISTINCT FROM (NEW.name, NEW.summary, NEW.slug))
    EXECUTE FUNCTION catalog_product_to_search();

-- The SKUs of a product are read with its row locked, since two acts that come at once would not see each other's: `catalog_variants_touch` counts the
-- product's version before this is called.
CREATE FUNCTION catalog_variants_to_search() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed uuid[];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        -- Planned anew each time: a plan that was made for one row would compare fifty thousand with each other.
        EXECUTE 'SELECT ARRAY(SELECT after.product_id FROM written AS after JOIN gone AS before ON before.id = after.id
                              WHERE (before.sku, before.product_id) <> (after.sku, after.product_id)
                              UNION
                              SELECT before.product_id FROM written AS after JOIN gone AS before ON before.id = after.id
                              WHERE before.product_id <> after.product_id)' INTO changed;
    ELSIF TG_OP = 'INSERT' THEN
        changed := ARRAY(SELECT DISTINCT product_id FROM written);
    ELSE
        changed := ARRAY(SELECT DISTINCT product_id FROM gone);
    END IF;
    IF cardinality(changed) > 0 THEN
        PERFORM catalog_search_anew(changed, true);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER catalog_variants_search_new AFTER INSERT ON catalog_variants
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION catalog_variants_to_search();
CREATE TRIGGER catalog_variants_search_changed AFTER UPDATE ON catalog_variants
    REFERENCING OLD TABLE AS gone NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION catalog_variants_to_search();
CREATE TRIGGER catalog_variants_search_gone AFTER DELETE ON catalog_variants
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION catalog_variants_to_search();

SELECT catalog_search_again();

-- Where what is searched says something else than the catalogue: empty as long as both are right.
CREATE VIEW catalog_search_discrepancies AS
SELECT coalesce(kept.product_id, meant.product_id) AS product_id, coalesce(kept.reader, meant.reader) AS reader
FROM catalog_searched AS kept FULL JOIN catalog_to_search(ARRAY(SELECT id FROM catalog_products), false) AS meant ON meant.product_id = kept.product_id AND meant.reader = kept.reader
WHERE (kept.name, kept.words, kept.sorted) IS DISTINCT FROM (meant.name, meant.words, meant.sorted);

-- Words as they are searched for.
CREATE FUNCTION catalog_folded(words text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT coalesce(array_agg(catalog_fold(word) ORDER BY place), '{}') FROM unnest(words) WITH ORDINALITY AS word (word, place));

-- What `LIKE` finds folded words by, anywhere or, with a space as `lead`, where a word begins. Nothing in a word is a pattern of its own.
CREATE FUNCTION catalog_patterns(folded text[], lead text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT coalesce(array_agg('%' || lead || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%'), '{}')
            FROM unnest(folded) AS word WHERE word <> '');

-- Staff find by what is kept. Otherwise the function is as it was.
CREATE OR REPLACE FUNCTION catalog_found(wanted_category text, wanted_status text, words text[]) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT product.id
    FROM catalog_products AS product
    WHERE (wanted_category = ''
           OR product.category_id IN (SELECT catalog_branch(category.id) FROM catalog_categories AS category WHERE category.slug = wanted_category))
      AND CASE WHEN wanted_status = '' THEN product.archived_at IS NULL
               ELSE catalog_status(product.archived_at, product.published_at) = wanted_status END
      AND (cardinality(words) = 0
           OR product.id IN (SELECT searched.product_id FROM catalog_searched AS searched
                             WHERE searched.reader = 'staff' AND searched.words LIKE ALL (catalog_patterns(catalog_folded(catalog_found.words), ''))))
$$;
