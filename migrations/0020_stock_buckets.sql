-- A variant's balance lies in several rows, its buckets: orders of one variant that is much in demand take from different rows and do not wait for
-- each other's commit. A variant with little stock has one bucket. What is available is the sum, so readers go on asking `stock_levels`, now a view.

DROP VIEW catalog_cards;
ALTER TABLE stock_levels RENAME TO stock_variants;
ALTER TABLE stock_variants RENAME CONSTRAINT stock_levels_pkey TO stock_variants_pkey;

-- `floor` is how far below zero a bucket may go: 0, or less where the variant is sold beyond its stock (backorder).
CREATE TABLE stock_buckets (
    variant_id uuid NOT NULL REFERENCES stock_variants (variant_id),
    bucket     smallint NOT NULL CHECK (bucket BETWEEN 0 AND 31),
    available  integer NOT NULL DEFAULT 0,
    held       integer NOT NULL DEFAULT 0 CONSTRAINT stock_held_not_negative CHECK (held >= 0),
    sold       integer NOT NULL DEFAULT 0 CONSTRAINT stock_sold_not_negative CHECK (sold >= 0),
    floor      integer NOT NULL DEFAULT 0 CHECK (floor <= 0),
    PRIMARY KEY (variant_id, bucket),
    CONSTRAINT stock_available_not_negative CHECK (available >= floor)
-- Half of each page stays free, so that new versions of these busy rows find room beside the old ones and no index has to change.
) WITH (fillfactor = 50);

INSERT INTO stock_buckets (variant_id, bucket, available, held, sold)
SELECT variant_id, 0, available, held, sold FROM stock_variants;

ALTER TABLE stock_variants
    DROP COLUMN available,
    DROP COLUMN held,
    DROP COLUMN sold,
    -- Whether it is sold beyond its stock.
    ADD COLUMN backorder boolean NOT NULL DEFAULT false;

-- Pieces of a variant. `available` is below zero when more are promised than there are; `sellable` is what a buyer can get now.
CREATE VIEW stock_levels AS
SELECT variant.variant_id, total.available, total.held, total.sold, variant.backorder, total.sellable
FROM stock_variants AS variant
CROSS JOIN LATERAL (
    SELECT sum(bucket.available)::integer AS available, sum(bucket.held)::integer AS held, sum(bucket.sold)::integer AS sold,
           sum(bucket.available - bucket.floor)::integer AS sellable
    FROM stock_buckets AS bucket WHERE bucket.variant_id = variant.variant_id
) AS total;
