-- Takes the orders of an import back, but for those whose buyer was forgotten since: they hold nobody's data, and keep their number taken, so that the same
-- file does not bring it back. Statements are parted by a line `--;`; $1 is the import.

SELECT id::text FROM orders_earlier WHERE import_id = $1 ORDER BY id FOR UPDATE
--;
UPDATE imports_orders AS written SET is_left = true
FROM orders_earlier AS made WHERE written.import_id = $1 AND made.id = written.order_id AND made.erased_at IS NOT NULL
--;
DELETE FROM orders_earlier WHERE import_id = $1 AND erased_at IS NULL
