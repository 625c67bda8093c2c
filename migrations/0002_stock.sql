-- Stock per variant: a cached balance that the database keeps from going below zero, and the append-only movements that explain it.

CREATE TABLE stock_levels (
    variant_id uuid PRIMARY KEY REFERENCES catalog_variants (id),
    available  integer NOT NULL CONSTRAINT stock_available_not_negative CHECK (available >= 0),
    held       integer NOT NULL DEFAULT 0 CONSTRAINT stock_held_not_negative CHECK (held >= 0),
    sold       integer NOT NULL DEFAULT 0 CONSTRAINT stock_sold_not_negative CHECK (sold >= 0)
);

CREATE TABLE stock_movements (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    variant_id uuid NOT NULL REFERENCES stock_levels (variant_id),
    kind       text NOT NULL CHECK (kind IN ('goods_in', 'correction', 'hold', 'release', 'sale', 'sale_after_release')),
    quantity   integer NOT NULL CHECK (quantity <> 0),
    order_id   uuid,
    reason     text NOT NULL DEFAULT '',
    at         timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX stock_movements_by_variant ON stock_movements (variant_id, id);
CREATE INDEX stock_movements_by_order ON stock_movements (order_id) WHERE order_id IS NOT NULL;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

CREATE TRIGGER stock_movements_append_only BEFORE UPDATE OR DELETE ON stock_movements
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
