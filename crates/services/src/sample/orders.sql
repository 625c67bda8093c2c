-- 100,000 orders over two years, the newest of a quarter of an hour ago, with lines, history, payments, invoices, parcels and what they did to the stock.

-- What is bought: published variants, in an order of their own, so that what is in demand lies all over the catalogue.
CREATE TEMP TABLE sample_sold ON COMMIT DROP AS
SELECT variant.number, variant.id, (row_number() OVER (ORDER BY pg_temp.draw('demand', variant.number), variant.number) - 1)::integer AS place
FROM sample_variants AS variant WHERE variant.fate >= 0.03 AND variant.fate < 0.95;
CREATE UNIQUE INDEX ON sample_sold (place);

CREATE TEMP TABLE sample_orders ON COMMIT DROP AS
WITH timed AS (
    -- The shop grows: half of the orders are of the last eight months.
    SELECT number, now() - interval '15 minutes' - interval '730 days' * (1 - (number - 1) / 100000.0::double precision) ^ 1.6
                   - interval '4 hours' * pg_temp.draw('hour', number) AS placed_at, pg_temp.draw('fate', number) AS fate
    FROM generate_series(1, 100000) AS number
), aged AS (
    SELECT *, extract(epoch FROM now() - placed_at) / 86400 AS days FROM timed
)
SELECT number::bigint AS number, pg_temp.id('order', number) AS id, placed_at, days,
       CASE WHEN fate < 0.04 THEN CASE WHEN days > 0.3 THEN 'expired' ELSE 'awaiting_payment' END
            WHEN fate < 0.06 THEN 'cancelled'
            WHEN fate < 0.085 AND days > 4 THEN 'refunded'
            WHEN days < 1.5 OR days < 4 AND fate < 0.3 THEN 'paid'
            WHEN days < 5 OR days < 12 AND fate < 0.6 THEN 'shipped'
            ELSE 'delivered' END AS state,
       CASE WHEN pg_temp.draw('language', number) < 0.66 THEN 'de' WHEN pg_temp.draw('language', number) < 0.88 THEN 'fr'
            WHEN pg_temp.draw('language', number) < 0.95 THEN 'it' ELSE 'en' END AS language,
       CASE WHEN pg_temp.draw('method', number) < 0.6 THEN 'twint' ELSE 'creditcard' END AS method,
       least(placed_at + interval '12 minutes' * pg_temp.draw('paid', number), now()) AS paid_at,
       least(placed_at + interval '1 day' * (0.3 + pg_temp.draw('shipped', number)), now()) AS shipped_at,
       least(placed_at + interval '1 day' * (1.5 + 2 * pg_temp.draw('delivered', number)), now()) AS delivered_at
FROM aged;
CREATE UNIQUE INDEX ON sample_orders (id);

CREATE TEMP TABLE sample_lines ON COMMIT DROP AS
WITH wanted AS (
    SELECT DISTINCT ON (ordered.number, sold.id) ordered.number, ordered.id AS order_id, ordered.language, sold.id AS variant_id, part,
           CASE WHEN pg_temp.draw('pieces', ordered.number * 8 + part) < 0.8 THEN 1 WHEN pg_temp.draw('pieces', ordered.number * 8 + part) < 0.95 THEN 2
                ELSE 3 END AS quantity
    FROM sample_orders AS ordered
    CROSS JOIN LATERAL generate_series(1, 1 + (pg_temp.draw('lines', ordered.number) < 0.5)::integer
        + (pg_temp.draw('lines', ordered.number) < 0.2)::integer + (pg_temp.draw('lines', ordered.number) < 0.07)::integer) AS part
    CROSS JOIN (SELECT count(*) AS all_of_them FROM sample_sold) AS counted
    -- A few articles are much in demand, most of them hardly at all.
    JOIN sample_sold AS sold ON sold.place = floor(counted.all_of_them * pg_temp.draw('article', ordered.number * 8 + part) ^ 3)::integer
    ORDER BY ordered.number, sold.id, part
)
SELECT number, order_id, language, variant_id, quantity, row_number() OVER (PARTITION BY number ORDER BY part) - 1 AS position FROM wanted;
ANALYZE sample_lines;

CREATE TEMP TABLE sample_people ON COMMIT DROP AS
SELECT ARRAY['Anna', 'Luca', 'Mia', 'Noah', 'Lea', 'Nico', 'Lara', 'Jan', 'Sofia', 'Tim', 'Elena', 'David', 'Chiara', 'Marc', 'Julie', 'Simon', 'Nina', 'Beat',
             'Ursula', 'Reto', 'Claire', 'Yves', 'Giulia', 'Marco', 'Sandra', 'Thomas', 'Vreni', 'Urs', 'Emma', 'Leon'] AS first_names,
       ARRAY['Müller', 'Meier', 'Schmid', 'Keller', 'Weber', 'Huber', 'Schneider', 'Meyer', 'Steiner', 'Fischer', 'Gerber', 'Brunner', 'Baumann', 'Frei',
             'Zimmermann', 'Moser', 'Widmer', 'Wyss', 'Graf', 'Roth', 'Favre', 'Rochat', 'Bernasconi', 'Rossi', 'Bianchi', 'Girard', 'Blanc', 'Caduff',
             'Zürcher', 'Ammann', 'Egli', 'Suter', 'Bühler', 'Kunz', 'Hofer', 'Kaufmann', 'Aebi', 'Lüthi', 'Stocker', 'Monnier'] AS last_names,
       ARRAY['Seeweg', 'Dorfstrasse', 'Bahnhofstrasse', 'Kirchgasse', 'Rue du Lac', 'Via Stazione', 'Hauptstrasse', 'Gartenweg', 'Rebhalde', 'Schulgasse'] AS streets,
       ARRAY['8001 Zürich', '3011 Bern', '4051 Basel', '6004 Luzern', '1003 Lausanne', '1201 Genève', '6900 Lugano', '9000 St. Gallen', '8400 Winterthur',
             '2502 Biel/Bienne', '7000 Chur', '1700 Fribourg', '5000 Aarau', '6300 Zug', '2000 Neuchâtel', '3600 Thun', '1950 Sion', '8200 Schaffhausen'] AS towns;

WITH addressed AS (
    SELECT ordered.*, people.first_names[1 + floor(pg_temp.draw('first', ordered.number) * 30)::integer] AS first_name,
           people.last_names[1 + floor(pg_temp.draw('last', ordered.number) * 40)::integer] AS last_name,
           people.streets[1 + floor(pg_temp.draw('street', ordered.number) * 10)::integer] AS street,
           people.towns[1 + floor(pg_temp.draw('town', ordered.number) * 18)::integer] AS town
    FROM sample_orders AS ordered CROSS JOIN sample_people AS people
), summed AS (
    SELECT line.order_id, sum(variant.price * line.quantity)::bigint AS goods
    FROM sample_lines AS line JOIN catalog_variants AS variant ON variant.id = line.variant_id GROUP BY line.order_id
), priced AS (
    SELECT order_id, goods, CASE WHEN goods < 12000 THEN 790 ELSE 0 END AS fee FROM summed
)
INSERT INTO orders (id, number, token, checkout_key, checkout_hash, state, language, email, address, delivery_method, delivery_name, payment_method,
    items_total, delivery_fee, total, vat, created_at, updated_at, placed_at, paid_at, hold_expires_at)
SELECT ordered.id, to_char(placed_at AT TIME ZONE 'Europe/Zurich', 'YYYY') || '-' || lpad(nextval('orders_number')::text, 6, '0'),
       -- Random, since it opens the order.
       replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), gen_random_uuid(), '\x00', state, language,
       pg_temp.slug(translate(first_name || '.' || last_name, 'éèç', 'eec')) || floor(pg_temp.draw('person', number) * 40)::integer || '@example.com',
       jsonb_build_object('name', first_name || ' ' || last_name, 'street', street || ' ' || 1 + floor(pg_temp.draw('house', number) * 90)::integer,
           'postal_code', split_part(town, ' ', 1), 'city', substr(town, 6), 'country', 'CH'),
       'post-economy', 'PostPac Economy', method, goods, fee, goods + fee,
       jsonb_build_array(jsonb_build_object('rate', 810, 'gross', goods + fee, 'vat', ((2 * (goods + fee) * 810 + 10810) / 21620))),
       placed_at, placed_at, placed_at, CASE WHEN state IN ('paid', 'shipped', 'delivered', 'refunded') THEN paid_at END,
       CASE WHEN state = 'awaiting_payment' THEN now() + interval '7 days' ELSE placed_at + interval '30 minutes' END
FROM (SELECT * FROM addressed ORDER BY placed_at, id) AS ordered JOIN priced ON priced.order_id = ordered.id;

INSERT INTO orders_lines (order_id, position, variant_id, product_slug, sku, name, options, picture, vat_class, vat_rate, unit_price, quantity, total)
SELECT line.order_id, line.position, line.variant_id, product.slug, variant.sku, product.name ->> line.language, coalesce(value.name ->> line.language, ''),
       CASE WHEN picture.stem IS NOT NULL THEN jsonb_build_object('stem', picture.stem, 'alt', picture.alt ->> line.language, 'width', picture.width,
           'height', picture.height, 'ground', picture.ground) END,
       'standard', 810, variant.price, line.quantity, variant.price * line.quantity
FROM sample_lines AS line
JOIN catalog_variants AS variant ON variant.id = line.variant_id
JOIN catalog_products AS product ON product.id = variant.product_id
LEFT JOIN catalog_pictures AS picture ON picture.product_id = product.id AND picture.position = 1
LEFT JOIN catalog_variant_values AS chosen ON chosen.variant_id = variant.id
LEFT JOIN catalog_option_values AS value ON value.id = chosen.option_value_id;

INSERT INTO orders_history (order_id, event, before, after, actor, at)
SELECT id, event, before, after, actor, at FROM (
    SELECT id, 1 AS step, 'place' AS event, NULL AS before, 'awaiting_payment' AS after, 'buyer' AS actor, placed_at AS at FROM sample_orders
    UNION ALL SELECT id, 2, 'pay', 'awaiting_payment', 'paid', 'gateway', paid_at FROM sample_orders WHERE state IN ('paid', 'shipped', 'delivered', 'refunded')
    UNION ALL SELECT id, 2, 'expire', 'awaiting_payment', 'expired', 'schedule', placed_at + interval '30 minutes' FROM sample_orders WHERE state = 'expired'
    UNION ALL SELECT id, 2, 'cancel', 'awaiting_payment', 'cancelled', 'buyer', placed_at + interval '9 minutes' FROM sample_orders WHERE state = 'cancelled'
    UNION ALL SELECT id, 3, 'ship', 'paid', 'shipped', 'operator', shipped_at FROM sample_orders WHERE state IN ('shipped', 'delivered')
    UNION ALL SELECT id, 4, 'confirm_delivery', 'shipped', 'delivered', 'buyer', delivered_at FROM sample_orders WHERE state = 'delivered'
    UNION ALL SELECT id, 3, 'refund', 'paid', 'refunded', 'operator', delivered_at FROM sample_orders WHERE state = 'refunded'
) AS happened ORDER BY at, step, id;

-- Payments of a gateway that the shop does not know, so that nobody is asked about them. What was not paid has an attempt that failed.
INSERT INTO payments (id, order_id, gateway, gateway_payment_id, state, method, amount, currency, idempotency_key, created_at, updated_at, checked_at,
    received, received_currency, pays_order)
SELECT pg_temp.id('payment', ordered.number), ordered.id, 'sample', 'sample_' || ordered.number, CASE WHEN is_paid THEN 'paid' ELSE 'failed' END, ordered.method,
       placed.total, 'CHF', pg_temp.id('payment-key', ordered.number), ordered.placed_at, ordered.paid_at, now(),
       CASE WHEN is_paid THEN placed.total END, CASE WHEN is_paid THEN 'CHF' END, is_paid
FROM sample_orders AS ordered JOIN orders AS placed ON placed.id = ordered.id
CROSS JOIN LATERAL (SELECT ordered.state IN ('paid', 'shipped', 'delivered', 'refunded')) AS known (is_paid);

INSERT INTO payments_history (payment_id, before, after, actor, at)
SELECT payment.id, 'open', payment.state, 'gateway', payment.updated_at
FROM payments AS payment WHERE payment.gateway = 'sample' ORDER BY payment.updated_at, payment.id;

INSERT INTO payments_refunds (id, payment_id, amount, reason, state, gateway_refund_id, request_key, request_hash, idempotency_key, actor, created_at,
    updated_at, submitted_at)
SELECT pg_temp.id('refund', ordered.number), payment.id, payment.received, 'goodwill', 'refunded', 'sample_' || ordered.number,
       pg_temp.id('refund-request', ordered.number), '\x00', pg_temp.id('refund-key', ordered.number), 'operator', ordered.delivered_at, ordered.delivered_at,
       ordered.delivered_at
FROM sample_orders AS ordered JOIN payments AS payment ON payment.order_id = ordered.id WHERE ordered.state = 'refunded';

INSERT INTO payments_history (payment_id, refund_id, before, after, actor, at)
SELECT refund.payment_id, refund.id, NULL, 'refunded', 'operator', refund.created_at
FROM payments_refunds AS refund JOIN payments AS payment ON payment.id = refund.payment_id WHERE payment.gateway = 'sample' ORDER BY refund.created_at, refund.id;

-- Invoices, numbered on from those that there are.
CREATE TEMP TABLE sample_invoices ON COMMIT DROP AS
SELECT id, year, paid_at, (row_number() OVER (PARTITION BY year ORDER BY paid_at, id) + coalesce((SELECT last FROM orders_invoice_years AS known
           WHERE known.year = dated.year), 0))::integer AS number
FROM (SELECT id, paid_at, extract(year FROM paid_at AT TIME ZONE 'Europe/Zurich')::integer AS year FROM sample_orders
      WHERE state IN ('paid', 'shipped', 'delivered', 'refunded')) AS dated;
INSERT INTO orders_invoice_years (year, last) SELECT year, max(number) FROM sample_invoices GROUP BY year ON CONFLICT (year) DO UPDATE SET last = EXCLUDED.last;
INSERT INTO orders_invoices (order_id, year, number, issued_at) SELECT id, year, number, paid_at FROM sample_invoices ORDER BY year, number;

INSERT INTO orders_parcels (id, order_id, number, request_key, request_hash, state, carrier, tracking, created_at, handed_over_at, notified_at)
SELECT pg_temp.id('parcel', number), id, 1, pg_temp.id('parcel-key', number), '\x00', CASE WHEN state = 'delivered' THEN 'delivered' ELSE 'handed_over' END,
       'swiss_post', '99.34.' || lpad(number::text, 12, '0'), shipped_at, shipped_at, shipped_at
FROM sample_orders WHERE state IN ('shipped', 'delivered');
INSERT INTO orders_parcel_lines (parcel_id, order_id, position, quantity)
SELECT parcel.id, parcel.order_id, line.position, line.quantity
FROM orders_parcels AS parcel JOIN sample_lines AS line ON line.order_id = parcel.order_id;
INSERT INTO orders_parts_history (order_id, kind, part_id, number, event, before, after, actor, at)
SELECT order_id, 'parcel', id, 1, event, before, after, actor, at FROM (
    SELECT ordered.id AS order_id, parcel.id, 1 AS step, 'hand_over' AS event, 'packed' AS before, 'handed_over' AS after, 'operator' AS actor, shipped_at AS at
    FROM sample_orders AS ordered JOIN orders_parcels AS parcel ON parcel.order_id = ordered.id
    UNION ALL
    SELECT ordered.id, parcel.id, 2, 'arrive', 'handed_over', 'delivered', 'buyer', delivered_at
    FROM sample_orders AS ordered JOIN orders_parcels AS parcel ON parcel.order_id = ordered.id WHERE ordered.state = 'delivered'
) AS happened ORDER BY at, step, order_id;
