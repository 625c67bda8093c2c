-- Movements that people cause say who it was, and carry the key of the click, so that a repeated click counts once.

ALTER TABLE stock_movements
    -- The bucket whose row was locked meanwhile. Sums are of a variant: its buckets exchange pieces without a movement.
    ADD COLUMN bucket smallint NOT NULL DEFAULT 0,
    -- `operator`, `staff:<id>`; null where an order's history tells.
    ADD COLUMN actor text,
    ADD COLUMN act_key uuid CONSTRAINT stock_movements_act_key_unique UNIQUE,
    DROP CONSTRAINT stock_movements_variant_id_fkey,
    ADD CONSTRAINT stock_movements_bucket_fkey FOREIGN KEY (variant_id, bucket) REFERENCES stock_buckets (variant_id, bucket);

ALTER TABLE stock_movements DISABLE TRIGGER stock_movements_append_only;
UPDATE stock_movements SET actor = 'operator' WHERE order_id IS NULL;
ALTER TABLE stock_movements ENABLE TRIGGER stock_movements_append_only;

-- Earlier late payments went straight from available to sold (`sale_after_release`); now they are held anew and sold.
ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_kind_check;
ALTER TABLE stock_movements
    ADD CONSTRAINT stock_movements_kind_check
        CHECK (kind IN ('goods_in', 'correction', 'hold', 'release', 'sale', 'sale_after_release', 'return')),
    ADD CONSTRAINT stock_movements_direction CHECK (kind = 'correction' OR quantity > 0),
    ADD CONSTRAINT stock_movements_cause CHECK ((order_id IS NULL) = (kind IN ('goods_in', 'correction'))),
    ADD CONSTRAINT stock_movements_actor CHECK ((order_id IS NULL) = (actor IS NOT NULL)),
    ADD CONSTRAINT stock_movements_correction_has_reason CHECK (kind <> 'correction' OR reason <> '');
