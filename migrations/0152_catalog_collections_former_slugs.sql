-- Addresses that collections had before lead on as those of products and categories do. Otherwise the function is as it was.

ALTER TABLE catalog_former_slugs
    ADD COLUMN collection_id uuid REFERENCES catalog_collections (id) ON DELETE CASCADE,
    DROP CONSTRAINT catalog_former_slugs_kind_check,
    DROP CONSTRAINT catalog_former_slugs_check,
    ADD CONSTRAINT catalog_former_slugs_kind_check CHECK (kind IN ('product', 'category', 'collection')),
    ADD CONSTRAINT catalog_former_slugs_check CHECK (
        (kind = 'product') = (product_id IS NOT NULL) AND (kind = 'category') = (category_id IS NOT NULL)
        AND (kind = 'collection') = (collection_id IS NOT NULL));
CREATE INDEX catalog_former_slugs_by_collection ON catalog_former_slugs (collection_id);

CREATE OR REPLACE FUNCTION catalog_keep_former_slug() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'catalog_products' THEN
        INSERT INTO catalog_former_slugs (kind, slug, product_id) VALUES ('product', OLD.slug, OLD.id)
        ON CONFLICT (kind, slug) DO UPDATE SET product_id = EXCLUDED.product_id, since = now();
    ELSIF TG_TABLE_NAME = 'catalog_collections' THEN
        INSERT INTO catalog_former_slugs (kind, slug, collection_id) VALUES ('collection', OLD.slug, OLD.id)
        ON CONFLICT (kind, slug) DO UPDATE SET collection_id = EXCLUDED.collection_id, since = now();
    ELSE
        INSERT INTO catalog_former_slugs (kind, slug, category_id) VALUES ('category', OLD.slug, OLD.id)
        ON CONFLICT (kind, slug) DO UPDATE SET category_id = EXCLUDED.category_id, since = now();
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER catalog_collections_former_slug AFTER UPDATE OF slug ON catalog_collections
    FOR EACH ROW WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION catalog_keep_former_slug();
