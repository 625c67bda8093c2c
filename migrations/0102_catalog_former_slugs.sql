-- Addresses that products and categories had before: whoever follows one is led to where the thing is now. An address that something has today always wins,
-- so nothing here takes it away from anybody.

CREATE TABLE catalog_former_slugs (
    kind        text NOT NULL CHECK (kind IN ('product', 'category')),
    slug        text NOT NULL,
    product_id  uuid REFERENCES catalog_products (id) ON DELETE CASCADE,
    category_id uuid REFERENCES catalog_categories (id) ON DELETE CASCADE,
    since       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (kind, slug),
    CHECK ((kind = 'product') = (product_id IS NOT NULL) AND (kind = 'category') = (category_id IS NOT NULL))
);
CREATE INDEX catalog_former_slugs_by_product ON catalog_former_slugs (product_id);
CREATE INDEX catalog_former_slugs_by_category ON catalog_former_slugs (category_id);

-- Whoever changes an address need not think of it.
CREATE FUNCTION catalog_keep_former_slug() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'catalog_products' THEN
        INSERT INTO catalog_former_slugs (kind, slug, product_id) VALUES ('product', OLD.slug, OLD.id)
        ON CONFLICT (kind, slug) DO UPDATE SET product_id = EXCLUDED.product_id, since = now();
    ELSE
        INSERT INTO catalog_former_slugs (kind, slug, category_id) VALUES ('category', OLD.slug, OLD.id)
        ON CONFLICT (kind, slug) DO UPDATE SET category_id = EXCLUDED.category_id, since = now();
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER catalog_products_former_slug AFTER UPDATE OF slug ON catalog_products
    FOR EACH ROW WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION catalog_keep_former_slug();
CREATE TRIGGER catalog_categories_former_slug AFTER UPDATE OF slug ON catalog_categories
    FOR EACH ROW WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION catalog_keep_former_slug();
