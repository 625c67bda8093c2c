-- Categories are a tree of three levels at most. Each act names the version that its screen showed, as with products.

ALTER TABLE catalog_categories
    ADD COLUMN parent_id uuid REFERENCES catalog_categories (id),
    ADD COLUMN description jsonb NOT NULL DEFAULT '{"de": "", "fr": "", "it": "", "en": ""}' CHECK (has_all_languages(description)),
    ADD COLUMN version bigint NOT NULL DEFAULT 1 CHECK (version > 0);
CREATE INDEX catalog_categories_by_parent ON catalog_categories (parent_id, position);
CREATE TRIGGER catalog_categories_version BEFORE UPDATE ON catalog_categories
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION catalog_count_version();

-- Nothing is below itself. One change of the tree follows the other: two that are sound by themselves can make a circle together.
CREATE FUNCTION catalog_guard_tree() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    above integer;
    below integer;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('astris category tree'));
    IF NEW.parent_id = NEW.id OR EXISTS (
        WITH RECURSIVE up AS (
            SELECT id, parent_id FROM catalog_categories WHERE id = NEW.parent_id
            UNION
            SELECT category.id, category.parent_id FROM up JOIN catalog_categories AS category ON category.id = up.parent_id)
        SELECT FROM up WHERE id = NEW.id)
    THEN
        RAISE EXCEPTION 'a category is below itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'catalog_categories_no_circle';
    END IF;
    WITH RECURSIVE up AS (
        SELECT id, parent_id FROM catalog_categories WHERE id = NEW.parent_id
        UNION
        SELECT category.id, category.parent_id FROM up JOIN catalog_categories AS category ON category.id = up.parent_id)
    SELECT count(*) INTO above FROM up;
    WITH RECURSIVE down AS (
        SELECT NEW.id AS id, 1 AS depth
        UNION ALL
        SELECT category.id, down.depth + 1 FROM down JOIN catalog_categories AS category ON category.parent_id = down.id)
    SELECT max(depth) INTO below FROM down;
    IF above + below > 3 THEN
        RAISE EXCEPTION 'categories have three levels' USING ERRCODE = 'check_violation', CONSTRAINT = 'catalog_categories_levels';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER catalog_categories_tree_insert BEFORE INSERT ON catalog_categories
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION catalog_guard_tree();
CREATE TRIGGER catalog_categories_tree BEFORE UPDATE OF parent_id ON catalog_categories
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL AND OLD.parent_id IS DISTINCT FROM NEW.parent_id) EXECUTE FUNCTION catalog_guard_tree();

-- A category with all that are below it: what a shopper means by it.
CREATE FUNCTION catalog_branch(category uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    WITH RECURSIVE down AS (
        SELECT category AS id
        UNION
        SELECT below.id FROM down JOIN catalog_categories AS below ON below.parent_id = down.id)
    SELECT id FROM down
$$;

-- All categories with where they stand: the places on the way to them, by which they are in the order of the tree, and the names on the way.
CREATE FUNCTION catalog_tree(language text)
RETURNS TABLE (id uuid, depth integer, place integer[], path text) LANGUAGE sql STABLE AS $$
    WITH RECURSIVE down AS (
        SELECT category.id, 1 AS depth, ARRAY[category.position] AS place, category.name ->> language AS path, category.slug
        FROM catalog_categories AS category WHERE category.parent_id IS NULL
        UNION ALL
        SELECT category.id, down.depth + 1, down.place || category.position, down.path || ' › ' || (category.name ->> language), category.slug
        FROM down JOIN catalog_categories AS category ON category.parent_id = down.id)
    SELECT down.id, down.depth, down.place, down.path FROM down
$$;

-- Staff who look for products of a category mean those below it as well. Otherwise the function is as it was.
CREATE OR REPLACE FUNCTION catalog_found(wanted_category text, wanted_status text, words text[]) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT product.id
    FROM catalog_products AS product
    WHERE (wanted_category = ''
           OR product.category_id IN (SELECT catalog_branch(category.id) FROM catalog_categories AS category WHERE category.slug = wanted_category))
      AND CASE WHEN wanted_status = '' THEN product.archived_at IS NULL
               ELSE catalog_status(product.archived_at, product.published_at) = wanted_status END
      AND (cardinality(words) = 0
           OR catalog_fold(concat_ws(' ', product.name ->> 'de', product.name ->> 'fr', product.name ->> 'it', product.name ->> 'en', product.slug,
                  (SELECT string_agg(variant.sku, ' ') FROM catalog_variants AS variant WHERE variant.product_id = product.id)))
              LIKE ALL (SELECT '%' || catalog_fold(word) || '%' FROM unnest(words) AS word))
$$;
