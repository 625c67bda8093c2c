-- An account's cart is its one pending order: the same on every device, and placing it moves this row instead of copying it.

ALTER TABLE orders
    -- Who it belongs to; null for a guest's order. Accounts have no table yet, so nothing is referenced.
    ADD COLUMN account_id   uuid,
    -- Counts the changes of a cart: a change made against an older version is tried anew, so that two devices lose nothing.
    ADD COLUMN cart_version bigint NOT NULL DEFAULT 0 CHECK (cart_version >= 0),
    -- The line that was taken out last, as the cart keeps it, until it is put back.
    ADD COLUMN cart_removed jsonb,
    ADD CONSTRAINT orders_pending_has_account CHECK (state <> 'pending' OR account_id IS NOT NULL);

CREATE UNIQUE INDEX orders_one_pending_per_account ON orders (account_id) WHERE state = 'pending';
CREATE INDEX orders_by_account ON orders (account_id, placed_at) WHERE account_id IS NOT NULL;
CREATE INDEX orders_pending_by_age ON orders (updated_at) WHERE state = 'pending';
