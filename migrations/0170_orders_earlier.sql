-- Orders of an earlier shop: history that was imported. They stand in tables of their own and not among the orders, because nothing that is done with an
-- order may happen to them: no payment, stock, parcel, invoice, mail or figure of this shop is about one, and no job that looks at orders can meet one.

CREATE TABLE orders_earlier (
    id             uuid PRIMARY KEY,
    -- The import that brought it. No reference: what is kept of imports goes after thirty days, and orders stay.
    import_id      uuid NOT NULL,
    -- As the earlier shop gave it.
    number         text NOT NULL CHECK (char_length(number) BETWEEN 1 AND 64),
    -- Only what nobody can act on any more.
    state          text NOT NULL CHECK (state IN ('delivered', 'cancelled', 'refunded')),
    -- Null for a guest's.
    account_id     uuid,
    language       text NOT NULL CHECK (language IN ('de', 'fr', 'it', 'en')),
    -- Empty where it is not known, and once its owner is forgotten.
    email          text NOT NULL,
    address        jsonb NOT NULL CHECK (jsonb_typeof(address) = 'object'),
    placed_at      timestamptz NOT NULL,
    delivery       text NOT NULL,
    payment_method text NOT NULL,
    discount_code  text NOT NULL,
    currency       text NOT NULL DEFAULT 'CHF' CHECK (currency = 'CHF'),
    items_total    bigint NOT NULL CHECK (items_total >= 0),
    discount_total bigint NOT NULL CHECK (discount_total BETWEEN 0 AND items_total),
    delivery_fee   bigint NOT NULL CHECK (delivery_fee >= 0),
    total          bigint NOT NULL,
    refunded_total bigint NOT NULL,
    imported_at    timestamptz NOT NULL DEFAULT now(),
    erased_at      timestamptz,
    CONSTRAINT orders_earlier_total_is_sum CHECK (total = items_total - discount_total + delivery_fee),
    CONSTRAINT orders_earlier_refunded_fits CHECK (CASE state
        WHEN 'refunded' THEN refunded_total = total WHEN 'cancelled' THEN refunded_total = 0 ELSE refunded_total BETWEEN 0 AND total END),
    CONSTRAINT orders_earlier_erased_is_nobodys CHECK (erased_at IS NULL OR (email = '' AND account_id IS NULL))
);
-- One number is one order, whichever import brought it.
CREATE UNIQUE INDEX orders_earlier_number_unique ON orders_earlier (lower(number));
CREATE INDEX orders_earlier_by_import ON orders_earlier (import_id);
CREATE INDEX orders_earlier_by_account ON orders_earlier (account_id, placed_at) WHERE account_id IS NOT NULL;
CREATE INDEX orders_earlier_of_guests ON orders_earlier (lower(email)) WHERE account_id IS NULL;
CREATE INDEX orders_earlier_by_time ON orders_earlier (placed_at, id);

CREATE TABLE orders_earlier_lines (
    order_id   uuid NOT NULL REFERENCES orders_earlier (id) ON DELETE CASCADE,
    position   integer NOT NULL,
    -- What was bought then; no product of this shop is meant.
    sku        text NOT NULL,
    name       text NOT NULL,
    options    text NOT NULL,
    -- Basis points; null where the file says nothing.
    vat_rate   integer CHECK (vat_rate BETWEEN 0 AND 10000),
    unit_price bigint NOT NULL CHECK (unit_price >= 0),
    quantity   integer NOT NULL CHECK (quantity > 0),
    total      bigint NOT NULL,
    PRIMARY KEY (order_id, position),
    CONSTRAINT orders_earlier_lines_total CHECK (total = unit_price * quantity)
);

-- Whose it is may change, and who it was may be forgotten. What was bought, when, and for how much is history.
CREATE TRIGGER orders_earlier_is_history BEFORE UPDATE ON orders_earlier
    FOR EACH ROW WHEN ((NEW.id, NEW.import_id, NEW.number, NEW.state, NEW.placed_at, NEW.items_total, NEW.discount_total, NEW.delivery_fee, NEW.total,
                        NEW.refunded_total) IS DISTINCT FROM
                       (OLD.id, OLD.import_id, OLD.number, OLD.state, OLD.placed_at, OLD.items_total, OLD.discount_total, OLD.delivery_fee, OLD.total,
                        OLD.refunded_total) OR (OLD.erased_at IS NOT NULL AND NEW IS DISTINCT FROM OLD))
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER orders_earlier_lines_are_history BEFORE UPDATE ON orders_earlier_lines FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What a person's data was erased from stays, without them: its number is then taken for good, so no file brings them back.
CREATE TRIGGER orders_earlier_erased_is_kept BEFORE DELETE ON orders_earlier
    FOR EACH ROW WHEN (OLD.erased_at IS NOT NULL) EXECUTE FUNCTION refuse_change();

-- Found by the same beginnings as orders are (orders_found).
-- Shopify's numbers begin with a #, which people leave out.
CREATE INDEX orders_earlier_search_number ON orders_earlier (lower(ltrim(number, '#')) text_pattern_ops);
CREATE INDEX orders_earlier_search_email ON orders_earlier (lower(email) text_pattern_ops);
CREATE INDEX orders_earlier_search_name ON orders_earlier (lower(address ->> 'name') text_pattern_ops);
CREATE INDEX orders_earlier_search_last_name ON orders_earlier (lower(regexp_replace(address ->> 'name', '^.*\s', '')) text_pattern_ops);
CREATE INDEX orders_earlier_search_sku ON orders_earlier_lines (lower(sku) text_pattern_ops);
CREATE FUNCTION orders_earlier_found(words text) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT id FROM orders_earlier
    WHERE lower(ltrim(number, '#')) ~>=~ ltrim(words, '#') AND lower(ltrim(number, '#')) ~<~ (ltrim(words, '#') || chr(1114111))
    UNION
    SELECT id FROM orders_earlier WHERE lower(email) ~>=~ words AND lower(email) ~<~ (words || chr(1114111))
    UNION
    SELECT id FROM orders_earlier WHERE lower(address ->> 'name') ~>=~ words AND lower(address ->> 'name') ~<~ (words || chr(1114111))
    UNION
    SELECT id FROM orders_earlier
    WHERE lower(regexp_replace(address ->> 'name', '^.*\s', '')) ~>=~ words
      AND lower(regexp_replace(address ->> 'name', '^.*\s', '')) ~<~ (words || chr(1114111))
    UNION
    SELECT order_id FROM orders_earlier_lines WHERE lower(sku) ~>=~ words AND lower(sku) ~<~ (words || chr(1114111))
$$;
