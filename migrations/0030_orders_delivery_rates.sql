-- What delivery costs depends on where a parcel goes, how heavy it is and what it is worth. A method without a row for a country, or without a band
-- that is heavy enough, cannot carry the parcel. The fee of the method's own row said none of that, so it goes.

CREATE TABLE orders_delivery_rates (
    method      text NOT NULL REFERENCES orders_delivery_methods (code) ON DELETE CASCADE,
    -- ISO 3166-1 alpha-2.
    country     text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    -- The band: parcels up to this weight that are too heavy for the band below it.
    up_to_grams integer NOT NULL CHECK (up_to_grams > 0),
    -- For goods worth at least this much, in rappen, before any voucher: a voucher never makes delivery dearer.
    from_value  bigint NOT NULL DEFAULT 0 CHECK (from_value >= 0),
    -- Rappen, gross; in steps of five, as all list prices are.
    fee         bigint NOT NULL CHECK (fee >= 0 AND fee % 5 = 0),
    PRIMARY KEY (method, country, up_to_grams, from_value)
);

-- Liechtenstein belongs to the inland area of Swiss Post. Parcels end at 30 kg there.
INSERT INTO orders_delivery_rates (method, country, up_to_grams, from_value, fee)
SELECT rate.method, country, rate.up_to_grams, rate.from_value, rate.fee
FROM unnest(ARRAY['CH', 'LI']) AS country,
     (VALUES ('post-economy', 10000, 0, 790), ('post-economy', 10000, 12000, 0),
             ('post-economy', 30000, 0, 1590), ('post-economy', 30000, 30000, 0),
             ('post-priority', 10000, 0, 1090), ('post-priority', 30000, 0, 1890)) AS rate (method, up_to_grams, from_value, fee);

ALTER TABLE orders_delivery_methods DROP COLUMN fee, DROP COLUMN free_from;
