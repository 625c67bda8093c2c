-- What was taken over from a guest's cart at a log-in, written in the transaction that takes it over: whatever is cut, raced or repeated
-- afterwards, the same pieces are never taken over a second time.

CREATE TABLE cart_merges (
    -- The guest's cart, not the guest: a cart that is filled anew after it was emptied is another one.
    cart_id    uuid PRIMARY KEY,
    guest_id   uuid NOT NULL,
    account_id uuid NOT NULL,
    -- The version of the guest's cart that was taken over last.
    version    bigint NOT NULL CHECK (version > 0),
    -- All pieces taken over so far, by variant: {"0197…": 3, …}.
    pieces     jsonb NOT NULL,
    merged_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX cart_merges_by_age ON cart_merges (merged_at);
