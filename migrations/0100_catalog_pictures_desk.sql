-- Staff arrange, describe and crop pictures: each gets an id that stays with it wherever it moves, and the point that stays visible where it is cropped.

ALTER TABLE catalog_pictures
    ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT catalog_pictures_id_unique UNIQUE,
    -- In percent of the width and of the height, from the upper left corner.
    ADD COLUMN focus_x smallint NOT NULL DEFAULT 50 CHECK (focus_x BETWEEN 0 AND 100),
    ADD COLUMN focus_y smallint NOT NULL DEFAULT 50 CHECK (focus_y BETWEEN 0 AND 100);
-- The clean-up asks whether files are still shown.
CREATE INDEX catalog_pictures_by_stem ON catalog_pictures (stem);

-- Since when a product's pictures are what staff made of them: the demo's import leaves those alone.
ALTER TABLE catalog_products ADD COLUMN pictures_edited_at timestamptz;

-- A picture as pages and snapshots keep it.
CREATE FUNCTION catalog_picture(picture catalog_pictures) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN jsonb_build_object('stem', picture.stem, 'alt', picture.alt, 'width', picture.width, 'height', picture.height, 'ground', picture.ground,
                              'focus', jsonb_build_object('x', picture.focus_x, 'y', picture.focus_y));

-- Lists crop pictures where staff say. Otherwise the view is as it was.
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
    SELECT catalog_picture(stored) AS shown FROM catalog_pictures AS stored WHERE stored.product_id = product.id AND stored.position = 1
) AS picture ON true
LEFT JOIN LATERAL (
    SELECT catalog_picture(stored) AS shown FROM catalog_pictures AS stored WHERE stored.product_id = product.id AND stored.position = 2
) AS second ON true
WHERE catalog_is_public(product.archived_at, product.published_at) AND offer.price IS NOT NULL;
