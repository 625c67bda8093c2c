-- Staff page through all orders, by time or by total, and look for one by the beginning of what they know of it. Each page is one range of an index,
-- however many orders there are. Prefixes are compared byte by byte, so the collation does not matter; trigrams would need an extension that not
-- every server has.

CREATE INDEX orders_by_time ON orders (placed_at, id) WHERE placed_at IS NOT NULL;
CREATE INDEX orders_by_state_and_time ON orders (state, placed_at, id) WHERE placed_at IS NOT NULL;
CREATE INDEX orders_by_total ON orders (total, id) WHERE placed_at IS NOT NULL;

CREATE INDEX orders_search_number ON orders (lower(number) text_pattern_ops) WHERE placed_at IS NOT NULL;
CREATE INDEX orders_search_email ON orders (lower(email) text_pattern_ops) WHERE placed_at IS NOT NULL;
CREATE INDEX orders_search_name ON orders (lower(address ->> 'name') text_pattern_ops) WHERE placed_at IS NOT NULL;
-- By the last word of the name as well: people say their family name.
CREATE INDEX orders_search_last_name ON orders (lower(regexp_replace(address ->> 'name', '^.*\s', '')) text_pattern_ops) WHERE placed_at IS NOT NULL;
CREATE INDEX orders_search_sku ON orders_lines (lower(sku) text_pattern_ops);

-- The orders that words in lower case begin, some of them several times: each part is a range of its index. Carts have lines as well; whoever asks looks
-- at placed orders only.
CREATE FUNCTION orders_found(words text) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT id FROM orders WHERE placed_at IS NOT NULL AND lower(number) ~>=~ words AND lower(number) ~<~ (words || chr(1114111))
    UNION ALL
    SELECT id FROM orders WHERE placed_at IS NOT NULL AND lower(email) ~>=~ words AND lower(email) ~<~ (words || chr(1114111))
    UNION ALL
    SELECT id FROM orders
    WHERE placed_at IS NOT NULL AND lower(address ->> 'name') ~>=~ words AND lower(address ->> 'name') ~<~ (words || chr(1114111))
    UNION ALL
    SELECT id FROM orders
    WHERE placed_at IS NOT NULL AND lower(regexp_replace(address ->> 'name', '^.*\s', '')) ~>=~ words
      AND lower(regexp_replace(address ->> 'name', '^.*\s', '')) ~<~ (words || chr(1114111))
    UNION ALL
    SELECT order_id FROM orders_lines WHERE lower(sku) ~>=~ words AND lower(sku) ~<~ (words || chr(1114111))
$$;

-- The same of one order: where thousands are found, going through the orders one after the other is faster than putting them in their order anew.
CREATE FUNCTION orders_is_found(found uuid, number text, email text, name text, words text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT starts_with(lower(number), words) OR starts_with(lower(email), words) OR starts_with(lower(name), words)
        OR starts_with(lower(regexp_replace(name, '^.*\s', '')), words)
        OR EXISTS (SELECT FROM orders_lines WHERE order_id = found AND starts_with(lower(sku), words))
$$;

-- The day's revenue.
CREATE INDEX orders_by_payment_time ON orders (paid_at) INCLUDE (total) WHERE paid_at IS NOT NULL;
