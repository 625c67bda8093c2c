-- The stock: what came in is what was bought and what is left, so that the ledger, the holds and the balance say the same.

CREATE TEMP TABLE sample_stock ON COMMIT DROP AS
SELECT variant.id AS variant_id, (CASE WHEN pg_temp.draw('stock', variant.number) < 0.05 THEN 0
                                       ELSE ceil(120 * pg_temp.draw('stock', variant.number) ^ 2) END)::integer AS available,
       coalesce(sum(line.quantity) FILTER (WHERE ordered.state = 'awaiting_payment'), 0)::integer AS held,
       coalesce(sum(line.quantity) FILTER (WHERE ordered.state IN ('paid', 'shipped', 'delivered')), 0)::integer AS sold
FROM sample_variants AS variant
LEFT JOIN sample_lines AS line ON line.variant_id = variant.id
LEFT JOIN sample_orders AS ordered ON ordered.id = line.order_id
GROUP BY variant.id, variant.number;

INSERT INTO stock_variants (variant_id) SELECT variant_id FROM sample_stock;
INSERT INTO stock_buckets (variant_id, bucket, available, held, sold)
SELECT variant_id, bucket, available / parts + (bucket < available % parts)::integer, CASE bucket WHEN 0 THEN held ELSE 0 END,
       CASE bucket WHEN 0 THEN sold ELSE 0 END
FROM (SELECT *, least(32, greatest(1, available / 32)) AS parts FROM sample_stock) AS level CROSS JOIN LATERAL generate_series(0, parts - 1) AS bucket;

INSERT INTO stock_movements (variant_id, kind, quantity, reason, actor, at)
SELECT variant_id, 'goods_in', available + held + sold, 'large seed', 'operator', now() - interval '740 days' FROM sample_stock
WHERE available + held + sold > 0;

INSERT INTO stock_holds (order_id, variant_id, quantity, state)
SELECT line.order_id, line.variant_id, line.quantity,
       CASE ordered.state WHEN 'awaiting_payment' THEN 'held' WHEN 'refunded' THEN 'returned' WHEN 'cancelled' THEN 'released' WHEN 'expired' THEN 'released'
           ELSE 'sold' END
FROM sample_lines AS line JOIN sample_orders AS ordered ON ordered.id = line.order_id;

INSERT INTO stock_movements (variant_id, kind, quantity, order_id, at)
SELECT variant_id, kind, quantity, order_id, at FROM (
    SELECT line.*, 1 AS step, 'hold' AS kind, ordered.placed_at AS at FROM sample_lines AS line JOIN sample_orders AS ordered ON ordered.id = line.order_id
    UNION ALL
    SELECT line.*, 2, 'sale', ordered.paid_at FROM sample_lines AS line JOIN sample_orders AS ordered ON ordered.id = line.order_id
    WHERE ordered.state IN ('paid', 'shipped', 'delivered', 'refunded')
    UNION ALL
    SELECT line.*, 2, 'release', ordered.placed_at + interval '30 minutes' FROM sample_lines AS line JOIN sample_orders AS ordered ON ordered.id = line.order_id
    WHERE ordered.state IN ('cancelled', 'expired')
    UNION ALL
    SELECT line.*, 3, 'return', ordered.delivered_at FROM sample_lines AS line JOIN sample_orders AS ordered ON ordered.id = line.order_id
    WHERE ordered.state = 'refunded'
) AS moved ORDER BY at, step, order_id;
