-- A product is a draft until it is published, at once or from a moment to come on. What was in the catalogue before has been for sale ever since.
-- Two members of staff on one product: each act names the version that its screen showed. The database counts by itself, as it does for orders:
-- with every change of the product, of its variants, its pictures and its options. Whoever changes those has locked the product's row first.

ALTER TABLE catalog_products
    -- From when on it is shown and sold; none for a draft.
    ADD COLUMN published_at timestamptz,
    ADD COLUMN version bigint NOT NULL DEFAULT 1 CHECK (version > 0);
UPDATE catalog_products SET published_at = created_at;

-- How far a product is: `draft`, `scheduled`, `published`, `archived`.
CREATE FUNCTION catalog_status(archived_at timestamptz, published_at timestamptz) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN archived_at IS NOT NULL THEN 'archived'
                WHEN published_at IS NULL THEN 'draft'
                WHEN published_at > now() THEN 'scheduled'
                ELSE 'published' END;

-- Whether shoppers may see it: all that they read asks this.
CREATE FUNCTION catalog_is_public(archived_at timestamptz, published_at timestamptz) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN archived_at IS NULL AND coalesce(published_at <= now(), false);

-- Lists show what shoppers may see. A draft is as new as its first day in the shop. Otherwise the view is as it was.
CREATE OR REPLACE VIEW catalog_cards AS
SELECT product.id, product.category_id, product.slug, product.position, product.name, product.summary,
       greatest(product.created_at, product.published_at) AS created_at,
       offer.price, offer.price_varies, offer.compare_at, offer.available, offer.sold,
       picture.shown AS picture, second.shown AS second_picture
FROM catalog_products AS product
CROSS JOIN LATERAL (
    SELECT min(variant.price) AS price,
           min(variant.price) <> max(variant.price) AS price_varies,
           (array_agg(variant.compare_at ORDER BY variant.price, variant.position))[1] AS compare_at,
           coalesce(sum(level.sellable), 0) AS available,
           coalesce(sum(level.sold), 0) AS sold
    FROM catalog_variants AS variant LEFT JOIN stock_levels AS level ON level.variant_id = variant.id
    WHERE variant.product_id = product.id AND variant.archived_at IS NULL
) AS offer
LEFT JOIN LATERAL (
    SELECT jsonb_build_object('stem', stem, 'alt', alt, 'width', width, 'height', height, 'ground', ground) AS shown
    FROM catalog_pictures WHERE product_id = product.id AND position = 1
) AS picture ON true
LEFT JOIN LATERAL (
    SELECT jsonb_build_object('stem', stem, 'alt', alt, 'width', width, 'height', height, 'ground', ground) AS shown
    FROM catalog_pictures WHERE product_id = product.id AND position = 2
) AS second ON true
WHERE catalog_is_public(product.archived_at, product.published_at) AND offer.price IS NOT NULL;

CREATE FUNCTION catalog_count_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;
-- What is written as it was before is no change: the demo catalogue can be imported again and again.
CREATE TRIGGER catalog_products_version BEFORE UPDATE ON catalog_products
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION catalog_count_version();

CREATE FUNCTION catalog_touch_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' OR OLD IS DISTINCT FROM NEW THEN
        UPDATE catalog_products SET version = version + 1 WHERE id = coalesce(NEW.product_id, OLD.product_id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER catalog_variants_touch AFTER INSERT OR UPDATE OR DELETE ON catalog_variants
    FOR EACH ROW EXECUTE FUNCTION catalog_touch_product();
CREATE TRIGGER catalog_pictures_touch AFTER INSERT OR UPDATE OR DELETE ON catalog_pictures
    FOR EACH ROW EXECUTE FUNCTION catalog_touch_product();
CREATE TRIGGER catalog_options_touch AFTER INSERT OR UPDATE OR DELETE ON catalog_options
    FOR EACH ROW EXECUTE FUNCTION catalog_touch_product();
