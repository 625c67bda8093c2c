-- Where the balance is not what the ledger says, or holds are not what is held: empty as long as the books are right.

CREATE VIEW stock_discrepancies AS
SELECT level.variant_id, level.available, level.held, level.sold,
       coalesce(ledger.available, 0) AS ledger_available, coalesce(ledger.held, 0) AS ledger_held, coalesce(ledger.sold, 0) AS ledger_sold,
       coalesce(hold.held, 0) AS holds_held, coalesce(hold.sold, 0) AS holds_sold
FROM stock_levels AS level
LEFT JOIN (
    SELECT variant_id,
           sum(CASE WHEN kind IN ('goods_in', 'correction', 'release', 'return') THEN quantity
                    WHEN kind IN ('hold', 'sale_after_release') THEN -quantity ELSE 0 END) AS available,
           sum(CASE WHEN kind = 'hold' THEN quantity WHEN kind IN ('release', 'sale') THEN -quantity ELSE 0 END) AS held,
           sum(CASE WHEN kind IN ('sale', 'sale_after_release') THEN quantity WHEN kind = 'return' THEN -quantity ELSE 0 END) AS sold
    FROM stock_movements GROUP BY variant_id
) AS ledger USING (variant_id)
LEFT JOIN (
    SELECT variant_id, sum(quantity) FILTER (WHERE state = 'held') AS held, sum(quantity) FILTER (WHERE state = 'sold') AS sold
    FROM stock_holds GROUP BY variant_id
) AS hold USING (variant_id)
WHERE (level.available, level.held, level.sold)
          IS DISTINCT FROM (coalesce(ledger.available, 0)::integer, coalesce(ledger.held, 0)::integer, coalesce(ledger.sold, 0)::integer)
   OR (level.held, level.sold) IS DISTINCT FROM (coalesce(hold.held, 0)::integer, coalesce(hold.sold, 0)::integer);
