-- A hold says which bucket it lies in, so that releasing and selling touch that row only. Referring to the bucket rather than to the variant also
-- keeps the check of the reference off a row that all orders of a variant would share.

ALTER TABLE stock_holds
    ADD COLUMN bucket smallint NOT NULL DEFAULT 0,
    DROP CONSTRAINT stock_holds_variant_id_fkey,
    ADD CONSTRAINT stock_holds_bucket_fkey FOREIGN KEY (variant_id, bucket) REFERENCES stock_buckets (variant_id, bucket);

-- Goods that were paid back before they left end as `returned`.
ALTER TABLE stock_holds DROP CONSTRAINT stock_holds_state_check;
ALTER TABLE stock_holds ADD CONSTRAINT stock_holds_state_check CHECK (state IN ('held', 'released', 'sold', 'returned'));
