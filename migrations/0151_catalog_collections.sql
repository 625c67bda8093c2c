-- Collections: products that the shop shows together, picked and ordered by hand or found by a rule. Each act names the version that its screen showed, as
-- with products; what is picked counts as part of the collection.

CREATE TABLE catalog_collections (
    id             uuid PRIMARY KEY,
    slug           text NOT NULL CONSTRAINT catalog_collections_slug_unique UNIQUE,
    position       integer NOT NULL,
    name           jsonb NOT NULL CHECK (has_all_languages(name)),
    introduction   jsonb NOT NULL CHECK (has_all_languages(introduction)),
    -- From when on shoppers see it; none for a draft.
    published_at   timestamptz,
    -- Whether the rule says what is in it; else what was picked is.
    is_ruled       boolean NOT NULL DEFAULT false,
    -- In this category or below it.
    rule_category  uuid REFERENCES catalog_categories (id),
    -- The lowest price of a product is between these, in rappen.
    rule_from      bigint CHECK (rule_from > 0),
    rule_to        bigint CHECK (rule_to >= coalesce(rule_from, 1)),
    rule_reduced   boolean NOT NULL DEFAULT false,
    rule_available boolean NOT NULL DEFAULT false,
    -- In the shop for no more days than these.
    rule_days      integer CHECK (rule_days BETWEEN 1 AND 3650),
    version        bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT catalog_collections_rule_says_something CHECK (
        NOT is_ruled OR rule_reduced OR rule_available OR num_nonnulls(rule_category, rule_from, rule_to, rule_days) > 0)
);
CREATE TRIGGER catalog_collections_version BEFORE UPDATE ON catalog_collections
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION catalog_count_version();

-- What was picked. It stays while a rule holds, so that nobody loses it by trying one.
CREATE TABLE catalog_collection_products (
    collection_id uuid NOT NULL REFERENCES catalog_collections (id) ON DELETE CASCADE,
    product_id    uuid NOT NULL REFERENCES catalog_products (id) ON DELETE CASCADE,
    position      integer NOT NULL CHECK (position > 0),
    PRIMARY KEY (collection_id, product_id),
    -- Places are written anew in one statement.
    CONSTRAINT catalog_collection_products_place UNIQUE (collection_id, position) DEFERRABLE
);
CREATE INDEX catalog_collection_products_by_product ON catalog_collection_products (product_id);

-- The products of a collection: those that were picked, whether shoppers may see them or not, or those that lists show and that its rule is for.
CREATE FUNCTION catalog_collected(wanted uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT picked.product_id
    FROM catalog_collections AS collection JOIN catalog_collection_products AS picked ON picked.collection_id = collection.id
    WHERE collection.id = wanted AND NOT collection.is_ruled
    UNION ALL
    SELECT card.id
    FROM catalog_collections AS collection CROSS JOIN catalog_cards AS card
    WHERE collection.id = wanted AND collection.is_ruled
      AND (collection.rule_category IS NULL OR card.category_id IN (SELECT catalog_branch(collection.rule_category)))
      AND (collection.rule_from IS NULL OR card.price >= collection.rule_from)
      AND (collection.rule_to IS NULL OR card.price <= collection.rule_to)
      AND (NOT collection.rule_reduced OR card.compare_at IS NOT NULL)
      AND (NOT collection.rule_available OR card.available > 0)
      AND (collection.rule_days IS NULL OR card.created_at > now() - make_interval(days => collection.rule_days))
$$;
