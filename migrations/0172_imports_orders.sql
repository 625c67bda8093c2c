-- Orders of an earlier shop are another kind of import: the same file, columns, look, work and way back, with rows of their own.

ALTER TABLE imports
    DROP CONSTRAINT imports_format_check,
    ADD CONSTRAINT imports_format_check CHECK (format IN ('astris', 'shopify', 'woocommerce', 'astris_orders', 'shopify_orders'));

CREATE TABLE imports_orders (
    import_id uuid NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    -- The line of the file on which it begins.
    line      integer NOT NULL,
    number    text NOT NULL,
    -- The whole order; null once it is written, since it says who ordered.
    said      jsonb,
    -- The order that was made of it.
    order_id  uuid,
    -- Whether taking it back left it.
    is_left   boolean NOT NULL DEFAULT false,
    PRIMARY KEY (import_id, line)
);
CREATE INDEX imports_orders_by_number ON imports_orders (import_id, lower(number));
