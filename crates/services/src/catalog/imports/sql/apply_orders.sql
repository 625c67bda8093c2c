-- Writes the orders of an import. Statements are parted by a line `--;`; $1 is the import. A number that another import has brought meanwhile stops all of it:
-- then the file is looked at anew, which says so.

UPDATE imports_orders SET order_id = gen_random_uuid() WHERE import_id = $1
--;
INSERT INTO orders_earlier (id, import_id, number, state, language, email, address, placed_at, delivery, payment_method, discount_code, items_total,
    discount_total, delivery_fee, total, refunded_total)
SELECT order_id, $1, said ->> 'number', said ->> 'state', said ->> 'language', said ->> 'email', said -> 'address', (said ->> 'placed_at')::timestamptz,
       said ->> 'delivery', said ->> 'payment_method', said ->> 'discount_code', (said ->> 'items_total')::bigint, (said ->> 'discount_total')::bigint,
       (said ->> 'delivery_fee')::bigint, (said ->> 'total')::bigint, (said ->> 'refunded_total')::bigint
FROM imports_orders WHERE import_id = $1 ORDER BY line
--;
INSERT INTO orders_earlier_lines (order_id, position, sku, name, options, vat_rate, unit_price, quantity, total)
SELECT made.order_id, place, bought ->> 'sku', bought ->> 'name', bought ->> 'options', (bought ->> 'vat_rate')::integer, (bought ->> 'unit_price')::bigint,
       (bought ->> 'quantity')::integer, (bought ->> 'total')::bigint
FROM imports_orders AS made CROSS JOIN LATERAL jsonb_array_elements(made.said -> 'lines') WITH ORDINALITY AS listed (bought, place)
WHERE made.import_id = $1
--;
-- What an account's owner ordered there is theirs at once, as it would be at their next log-in; nobody erases an account meanwhile.
SELECT account.id::text FROM accounts AS account
WHERE account.verified_at IS NOT NULL AND account.erased_at IS NULL
  AND EXISTS (SELECT FROM orders_earlier AS made WHERE made.import_id = $1 AND lower(made.email) = lower(account.email))
ORDER BY account.id FOR SHARE OF account
--;
UPDATE orders_earlier AS made SET account_id = account.id
FROM accounts AS account
WHERE made.import_id = $1 AND account.verified_at IS NOT NULL AND account.erased_at IS NULL AND lower(account.email) = lower(made.email)
--;
-- What the file said of people is forgotten here: it stands with the orders now.
UPDATE imports_orders SET said = NULL WHERE import_id = $1
--;
UPDATE imports SET samples = '[]' WHERE id = $1
