-- What staff do to many products at once can be taken back: each act keeps what its products were before. Who did it is in the audit log as well, with
-- an entry for each product; this is for undoing alone.

CREATE TABLE catalog_bulk_acts (
    -- Made by the form.
    id        uuid PRIMARY KEY,
    -- `staff:<id>` or `operator`.
    actor     text NOT NULL,
    act       jsonb NOT NULL,
    at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    undone_at timestamptz
);
CREATE INDEX catalog_bulk_acts_by_actor ON catalog_bulk_acts (actor, at);

CREATE TABLE catalog_bulk_changes (
    act_id     uuid NOT NULL REFERENCES catalog_bulk_acts (id) ON DELETE CASCADE,
    product_id uuid NOT NULL REFERENCES catalog_products (id) ON DELETE CASCADE,
    -- The product's version afterwards: one that has moved on since is not overwritten.
    version    bigint NOT NULL,
    -- What undoing writes back.
    before     jsonb NOT NULL,
    PRIMARY KEY (act_id, product_id)
);
CREATE INDEX catalog_bulk_changes_by_product ON catalog_bulk_changes (product_id);

-- The products that staff look for: of a category or of all (empty), of a status or of all but archived ones (empty), with all of the words in a name of
-- any language, the address or an SKU. Words hold letters and digits alone.
CREATE FUNCTION catalog_found(wanted_category text, wanted_status text, words text[]) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT product.id
    FROM catalog_products AS product JOIN catalog_categories AS category ON category.id = product.category_id
    WHERE (wanted_category = '' OR category.slug = wanted_category)
      AND CASE WHEN wanted_status = '' THEN product.archived_at IS NULL
               ELSE catalog_status(product.archived_at, product.published_at) = wanted_status END
      AND (cardinality(words) = 0
           OR catalog_fold(concat_ws(' ', product.name ->> 'de', product.name ->> 'fr', product.name ->> 'it', product.name ->> 'en', product.slug,
                  (SELECT string_agg(variant.sku, ' ') FROM catalog_variants AS variant WHERE variant.product_id = product.id)))
              LIKE ALL (SELECT '%' || catalog_fold(word) || '%' FROM unnest(words) AS word))
$$;
