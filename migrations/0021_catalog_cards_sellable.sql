-- Lists show what can be bought, which with backorder is more than what lies in stock. Otherwise the view is as it was.

CREATE VIEW catalog_cards AS
SELECT product.id, product.category_id, product.slug, product.position, product.name, product.summary, product.created_at,
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
WHERE product.archived_at IS NULL AND offer.price IS NOT NULL;
