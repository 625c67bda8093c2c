-- Who ordered, as staff look for people: by a part of the address or of the name. Kept beside the order by the database itself, so that an index alone answers
-- whom a search finds; whoever is erased on the order is erased here with it.

ALTER TABLE orders
    ADD COLUMN customer text COLLATE "C" GENERATED ALWAYS AS (lower(email)) STORED,
    ADD COLUMN customer_name text COLLATE "C" GENERATED ALWAYS AS (catalog_fold(address ->> 'name')) STORED;

CREATE INDEX orders_people ON orders (customer, customer_name) INCLUDE (account_id, id) WHERE state <> 'pending';
